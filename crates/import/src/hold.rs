//! What holds an article back, where several places speak of it: an item and the one that it comes with, a text and what it is
//! packed in. None of them allows what another forbids.

use article::{Article, Association};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

use crate::codes;
use crate::dates::{Reading, has_lost_its_time, read_date};

/// Holds an article back by what another place says too: a status that does not allow publication wins, the later embargo and the
/// earlier expiry. A date that nobody understands wins over all, and keeps the article out.
pub fn hold_back(article: &mut Article, by: &Article) {
    let forbids = |status: &&String| !is_usable(status);
    let status = article.pub_status.as_ref().filter(forbids).or(by.pub_status.as_ref().filter(forbids)).cloned();
    article.pub_status = status.or_else(|| article.pub_status.take()).or_else(|| by.pub_status.clone());
    article.embargoed_until = stricter(article.embargoed_until.take(), &by.embargoed_until, Wins::Later);
    article.expires = stricter(article.expires.take(), &by.expires, Wins::Earlier);
}

/// What of an article holds it back, and nothing else.
pub fn holds_of(article: &Article) -> Article {
    Article {
        pub_status: article.pub_status.clone(),
        embargoed_until: article.embargoed_until.clone(),
        expires: article.expires.clone(),
        ..Article::default()
    }
}

/// Takes the pictures of these addresses or uris out of an article, with what stands below them. So a picture that may not be
/// published is not shown by a text that names its file itself.
pub fn leave_out_pictures(article: &mut Article, held: &BTreeSet<String>) {
    let is_held =
        |picture: &Association| [&picture.href, &picture.uri].into_iter().flatten().any(|at| held.contains(at));
    if !article.associations.iter().any(is_held) {
        return;
    }
    let mut kept = 0;
    let places: Vec<Option<usize>> = article
        .associations
        .iter()
        .map(|picture| {
            let place = (!is_held(picture)).then_some(kept);
            kept += usize::from(place.is_some());
            place
        })
        .collect();
    article.associations.retain(|picture| !is_held(picture));
    article.body.retain_mut(|block| {
        let Some(place) = block.association.and_then(|at| places.get(at)) else { return true };
        block.association = *place;
        place.is_some()
    });
}

/// "usable" also stands as `stat:usable` and at the end of IPTC's address for it.
pub fn is_usable(status: &str) -> bool {
    codes::last_part(status.trim()).eq_ignore_ascii_case("usable")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wins {
    Later,
    Earlier,
}

fn stricter(own: Option<String>, other: &Option<String>, wins: Wins) -> Option<String> {
    let Some(other) = other else { return own };
    let Some(own) = own.filter(|own| own != other) else { return Some(other.clone()) };
    let Some((own_at, own_is_day)) = moment(&own, wins) else { return Some(own) };
    let Some((other_at, other_is_day)) = moment(other, wins) else { return Some(other.clone()) };
    let keeps_own = if wins == Wins::Later { own_at >= other_at } else { own_at <= other_at };
    let (text, at, is_day) =
        if keeps_own { (own, own_at, own_is_day) } else { (other.clone(), other_at, other_is_day) };
    // A day begins at another instant in each zone: beside an instant, that counts by which it was compared.
    let is_in_between = is_day && own_is_day != other_is_day && at != Timestamp::MAX;
    Some(if is_in_between { at.to_string() } else { text })
}

/// The instant that a date means, and whether it is a day: that begins where, of all zones, it holds an article back longest.
fn moment(text: &str, wins: Wins) -> Option<(Timestamp, bool)> {
    let meant = match read_date(text) {
        Reading::AsGiven => text.trim().to_owned(),
        Reading::Means(meant) if !has_lost_its_time(text, &meant) => meant,
        _ => return None,
    };
    if let Ok(instant) = meant.parse::<Timestamp>() {
        return Some((instant, false));
    }
    let day = meant.parse::<Date>().ok().filter(|_| meant.len() == "2016-09-12".len());
    let Some(day) = day else {
        // The last hours that can be written lie behind the last instant that can be counted.
        let is_never = meant.get(..19)?.parse::<DateTime>().is_ok_and(|when| when.year() == 9999);
        return is_never.then_some((Timestamp::MAX, false));
    };
    let hours = if wins == Wins::Later { 12 } else { -14 };
    let Ok(begin) = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)) else { return Some((Timestamp::MAX, true)) };
    let begin = begin.checked_add(SignedDuration::from_hours(hours));
    Some((begin.unwrap_or(if hours > 0 { Timestamp::MAX } else { Timestamp::MIN }), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wins: Wins, one: &str, other: &str, expected: &str) {
        for (own, by) in [(one, other), (other, one)] {
            assert_eq!(stricter(Some(own.to_owned()), &Some(by.to_owned()), wins).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_later_embargo_and_the_earlier_expiry_win() {
        let (early, late) = ("2030-01-01T10:00:00+02:00", "2030-01-01T09:00:00Z");
        check(Wins::Later, early, late, late);
        check(Wins::Earlier, early, late, early);
        check(Wins::Later, "2030-01-01", "2030-01-02", "2030-01-02");
        check(Wins::Later, "2030-01-01", late, "2030-01-01T12:00:00Z");
        check(Wins::Earlier, "2030-01-01", late, "2029-12-31T10:00:00Z");
        check(Wins::Later, "2030-01-01", "2030-01-02T00:00:00Z", "2030-01-02T00:00:00Z");
        check(Wins::Later, "9999-12-31T23:59:59Z", late, "9999-12-31T23:59:59Z");
        check(Wins::Later, "9999-12-31", late, "9999-12-31");
        check(Wins::Earlier, "soon", late, "soon");
        check(Wins::Later, "2040-01-01 10:00", late, "2040-01-01 10:00");
        assert_eq!(stricter(None, &Some(late.to_owned()), Wins::Later).as_deref(), Some(late));
        assert_eq!(stricter(Some(late.to_owned()), &None, Wins::Later).as_deref(), Some(late));
    }

    #[test]
    fn a_status_that_forbids_wins() {
        for (own, by, expected) in [
            (Some("usable"), Some("canceled"), Some("canceled")),
            (Some("canceled"), Some("usable"), Some("canceled")),
            (None, Some("withheld"), Some("withheld")),
            (Some("stat:usable"), None, Some("stat:usable")),
            (None, Some("usable"), Some("usable")),
        ] {
            let with = |status: Option<&str>| Article { pub_status: status.map(str::to_owned), ..Article::default() };
            let mut article = with(own);
            hold_back(&mut article, &with(by));
            assert_eq!(article.pub_status.as_deref(), expected);
        }
    }
}
