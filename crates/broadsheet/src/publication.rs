//! What may be published, when an article was published, and which of two versions wins.

use std::cmp::Ordering;

use article::Article;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Why an article stays out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its `pubStatus` is not usable.
    Status(String),
    /// Its `embargoedUntil` is to come.
    Embargo(String),
    /// Its `expires` is past.
    Expired(String),
}

impl Refusal {
    /// As a note says it.
    pub fn reason(&self) -> String {
        match self {
            Self::Status(status) => format!("its pubStatus is \"{status}\""),
            Self::Embargo(until) => format!("it is under embargo until {until}"),
            Self::Expired(at) => format!("it expired at {at}"),
        }
    }
}

/// Whether an article may be published at `now`. A date that cannot be read counts against it: better one article
/// missing than one embargo broken.
pub fn refusal(article: &Article, now: Timestamp, zone: &TimeZone) -> Option<Refusal> {
    if let Some(status) = article.pub_status.as_deref().filter(|status| !is_usable(status)) {
        return Some(Refusal::Status(status.to_owned()));
    }
    let moment = |text: &str| Moment::read(text, zone).map(|moment| moment.instant);
    if let Some(until) = article.embargoed_until.as_deref()
        && moment(until).is_none_or(|until| until > now)
    {
        return Some(Refusal::Embargo(until.to_owned()));
    }
    if let Some(expires) = article.expires.as_deref()
        && moment(expires).is_none_or(|expires| expires <= now)
    {
        return Some(Refusal::Expired(expires.to_owned()));
    }
    None
}

/// The time in which what may be published stays as it is at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    now: Timestamp,
    /// When the last embargo ended, or the last article expired, that had by then.
    pub since: Timestamp,
    /// When the next embargo ends, or the next article expires.
    pub until: Timestamp,
}

impl Validity {
    /// That at `now` of no articles: all time.
    pub fn at(now: Timestamp) -> Self {
        Self { now, since: Timestamp::MIN, until: Timestamp::MAX }
    }

    /// Reckons with one more article.
    pub fn add(&mut self, article: &Article, zone: &TimeZone) {
        for date in [&article.embargoed_until, &article.expires].into_iter().flatten() {
            match Moment::read(date, zone).map(|moment| moment.instant) {
                Some(instant) if instant <= self.now => self.since = self.since.max(instant),
                Some(instant) => self.until = self.until.min(instant),
                None => {}
            }
        }
    }
}

/// "usable" also stands as `stat:usable` and at the end of IPTC's address for it.
fn is_usable(status: &str) -> bool {
    status.rsplit([':', '/']).next().is_some_and(|last| last.eq_ignore_ascii_case("usable"))
}

/// A date as an article gives it, as an instant and as a day in the archive's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day in the archive's time zone; a full date is that day in every zone.
    pub day: Date,
    /// The instant; a full date begins with its day.
    pub instant: Timestamp,
}

impl Moment {
    /// Reads an RFC 3339 date-time or a full date.
    pub fn read(text: &str, zone: &TimeZone) -> Option<Self> {
        if let Ok(instant) = text.parse::<Timestamp>() {
            // Years before 0 can be written too, but no day of the index has them.
            return Some(Self { day: zone.to_datetime(instant).date(), instant })
                .filter(|moment| moment.day.year() >= 0);
        }
        let (day, time) = text.split_at_checked("2016-09-12".len())?;
        let day: Date = day.parse().ok()?;
        // The last day that can be written, which is how programs say "never", ends behind the last instant.
        if day >= Date::constant(9999, 12, 30) {
            return Some(Self { day, instant: zone.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX) });
        }
        let instant = zone.to_timestamp(day.at(0, 0, 0, 0)).ok().filter(|_| time.is_empty())?;
        Some(Self { day, instant })
    }

    /// Days since 1970-01-01, as the index counts them.
    pub fn day_number(self) -> i32 {
        let epoch = Date::constant(1970, 1, 1);
        // The span of all dates that jiff knows fits into 32 bits.
        self.day.duration_since(epoch).as_hours() as i32 / 24
    }
}

/// Where an article comes in an archive: the newest first, undated ones last, equal dates by `uri`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// When it was published.
    pub moment: Option<Moment>,
    /// What it is known by.
    pub uri: String,
}

impl Rank {
    /// That of an article, in an archive that counts days so.
    pub fn of(article: &Article, zone: &TimeZone) -> Self {
        let moment = article.date_published.as_deref().and_then(|date| Moment::read(date, zone));
        Self { moment, uri: article.uri.clone() }
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        other.moment.cmp(&self.moment).then_with(|| self.uri.cmp(&other.uri))
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares two versions of one article: the higher `version` wins, else the later; the later-read one of equals.
pub fn compare_versions(first: &Article, second: &Article, zone: &TimeZone) -> Ordering {
    let by_version = match (&first.version, &second.version) {
        (Some(first), Some(second)) => compare_numbers(first, second),
        _ => Ordering::Equal,
    };
    let moment = |article: &Article| {
        let date = article.date_modified.as_deref().or(article.date_published.as_deref());
        date.and_then(|date| Moment::read(date, zone)).map(|moment| moment.instant)
    };
    by_version.then_with(|| moment(first).cmp(&moment(second)))
}

/// `2 < 10`, `1.2 < 1.10`, `1 < 1.1`; parts that are no numbers compare as texts.
fn compare_numbers(first: &str, second: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(Option<u64>, String)> {
        text.split('.').map(|part| (part.trim().parse().ok(), part.trim().to_owned())).collect()
    };
    parts(first).cmp(&parts(second))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn article(change: impl FnOnce(&mut Article)) -> Article {
        let mut article = Article::default();
        change(&mut article);
        article
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Article), refused: bool) {
        let now = "2026-06-01T12:00:00Z".parse().unwrap();
        assert_eq!(refusal(&article(change), now, &TimeZone::UTC).is_some(), refused);
    }

    #[test]
    fn what_must_not_be_published_stays_out() {
        check(|_| (), false);
        check(|article| article.pub_status = Some("usable".into()), false);
        check(|article| article.pub_status = Some("http://cv.iptc.org/newscodes/pubstatusg2/usable".into()), false);
        check(|article| article.pub_status = Some("withheld".into()), true);
        check(|article| article.pub_status = Some("canceled".into()), true);
        check(|article| article.embargoed_until = Some("2026-06-01T12:00:00Z".into()), false);
        check(|article| article.embargoed_until = Some("2026-06-01T14:00:00+01:00".into()), true);
        check(|article| article.embargoed_until = Some("tomorrow".into()), true);
        check(|article| article.expires = Some("2026-06-01T12:00:01Z".into()), false);
        check(|article| article.expires = Some("2026-06-01".into()), true);
        // "Never", as programs write it, was taken for past.
        check(|article| article.expires = Some("9999-12-31".into()), false);
        check(|article| article.expires = Some("9999-12-31T23:59:59Z".into()), false);
        check(|article| article.embargoed_until = Some("9999-12-31T23:59:59Z".into()), true);
        check(|article| article.expires = Some("2999-12-31 or so".into()), true);
    }

    #[test]
    fn what_may_be_published_changes_when_an_embargo_ends_or_an_article_expires() {
        let instant = |text: &str| text.parse::<Timestamp>().unwrap();
        let dates = ["2026-05-01T00:00:00Z", "2026-06-01T12:00:00Z", "2026-06-01T12:00:01Z", "2026-07-01", "never"];
        let mut validity = Validity::at(instant("2026-06-01T12:00:00Z"));
        for (at, date) in dates.iter().enumerate() {
            let date = Some((*date).to_owned());
            let article = match at % 2 {
                0 => Article { embargoed_until: date, ..Article::default() },
                _ => Article { expires: date, ..Article::default() },
            };
            validity.add(&article, &TimeZone::UTC);
        }
        assert_eq!(validity.since, instant("2026-06-01T12:00:00Z"));
        assert_eq!(validity.until, instant("2026-06-01T12:00:01Z"));
    }

    #[track_caller]
    fn check_versions(first: (&str, &str), second: (&str, &str), order: Ordering) {
        let made = |(version, date): (&str, &str)| {
            article(|article| {
                article.version = Some(version.into()).filter(|version: &String| !version.is_empty());
                article.date_published = Some(date.into()).filter(|date: &String| !date.is_empty());
            })
        };
        assert_eq!(compare_versions(&made(first), &made(second), &TimeZone::UTC), order);
    }

    #[test]
    fn the_higher_version_wins_else_the_later() {
        check_versions(("2", "2026-01-09"), ("10", "2026-01-01"), Ordering::Less);
        check_versions(("1.10", ""), ("1.9", ""), Ordering::Greater);
        check_versions(("", "2026-01-01"), ("3", "2026-01-02"), Ordering::Less);
        check_versions(("1", "2026-01-01"), ("1", "2026-01-01T00:00:01Z"), Ordering::Less);
        check_versions(("", ""), ("", ""), Ordering::Equal);
    }

    #[test]
    fn a_day_is_that_of_the_archive_s_zone() {
        let seoul = TimeZone::get("Asia/Seoul").unwrap();
        let moment = Moment::read("1987-02-26T15:01:01Z", &seoul).unwrap();
        assert_eq!(moment.day.to_string(), "1987-02-27");
        assert_eq!(moment.day_number(), 6266);
        assert_eq!(Moment::read("1969-12-31", &seoul).unwrap().day_number(), -1);
        assert_eq!(Moment::read("26 February 1987", &seoul), None);
    }
}
