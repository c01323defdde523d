//! What may stand before a colon, and the dates behind one.

use super::{Bound, Term};
use crate::date::{Day, Period};
use crate::part::{from, part};
use crate::ranking;

/// What may stand before a colon for a facet, and the facet's own name.
const FACET_NAMES: [(&str, &str); 16] = [
    ("person", "people"),
    ("place", "places"),
    ("org", "organisations"),
    ("subject", "subjects"),
    ("section", "articleSection"),
    ("genre", "genres"),
    ("source", "publisher"),
    ("lang", "language"),
    ("people", "people"),
    ("places", "places"),
    ("organisations", "organisations"),
    ("subjects", "subjects"),
    ("articleSection", "articleSection"),
    ("genres", "genres"),
    ("publisher", "publisher"),
    ("language", "language"),
];

const DATE_NAMES: [(&str, Bound); 3] = [("before", Bound::Before), ("after", Bound::After), ("on", Bound::On)];

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Field(&'static str),
    Facet(&'static str),
    Date(Bound),
}

/// What a text means before a colon, in whatever case it is written.
pub(super) fn name(text: &str) -> Option<Name> {
    let is = |name: &str| name.eq_ignore_ascii_case(text);
    // `by` is a field, not the facet of that name: `by:smith` finds a byline by one of its words.
    let field = ranking::FIELDS.iter().find(|(name, _)| is(name)).map(|(name, _)| Name::Field(name));
    let facet = || FACET_NAMES.iter().find(|(name, _)| is(name)).map(|(_, facet)| Name::Facet(facet));
    let date = || DATE_NAMES.iter().find(|(name, _)| is(name)).map(|(_, bound)| Name::Date(*bound));
    field.or_else(facet).or_else(date)
}

/// The names to choose from that begin so, each in its shortest form.
pub(super) fn names(beginning: &str) -> Vec<(&'static str, Name)> {
    let mut names = Vec::new();
    let mut add = |text: &'static str| {
        let start = text.as_bytes().get(..beginning.len());
        let begins = start.is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()));
        names.extend(name(text).filter(|_| begins).map(|name| (text, name)));
    };
    ranking::FIELDS.iter().for_each(|(name, _)| add(name));
    // The longer forms stand behind the short ones.
    FACET_NAMES.iter().take(FACET_NAMES.len() / 2).for_each(|(name, _)| add(name));
    DATE_NAMES.iter().for_each(|(name, _)| add(name));
    names
}

impl Bound {
    /// What stands before the colon.
    pub(super) fn name(self) -> &'static str {
        DATE_NAMES.iter().find(|(_, bound)| *bound == self).map_or("on", |(name, _)| name)
    }
}

/// A date term: ISO 8601's dates, years, months, weeks and intervals, and days as people write them else. `None` where the text is none of them.
///
/// Of an interval the beginning counts for `before:` and `after:`. Its end may leave out what it has in common with the
/// beginning (`1987-03-01/15`), and either may be open (`1987/..`).
pub(super) fn date(bound: Bound, text: &str) -> Option<Term> {
    if let Some((first, last)) = span(text) {
        return match bound {
            Bound::On if first != last => Some(Term::Between(first, last)),
            _ => Some(Term::Date(bound, first)),
        };
    }
    let (from, to) = text.split_once('/')?;
    match (from, to, bound) {
        ("..", to, Bound::On) => Some(Term::Date(Bound::Before, after(span(to)?.1)?)),
        (from, "..", Bound::On) => Some(Term::Date(Bound::After, span(from)?.0)),
        (from, to, bound) => {
            let (first, _) = span(from)?;
            let (_, last) = span(to).or_else(|| span(&completed(from, to)?))?;
            let is_forward = first.first_day() <= last.last_day();
            let between = || if first == last { Term::Date(Bound::On, first) } else { Term::Between(first, last) };
            is_forward.then(|| if bound == Bound::On { between() } else { Term::Date(bound, first) })
        }
    }
}

/// A year, month or day as its own beginning and end; a week as its first and last day.
fn span(text: &str) -> Option<(Period, Period)> {
    if let Ok(period) = text.parse() {
        return Some((period, period));
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let period = [part(text, 0..4), part(text, 4..6), from(text, 6)].join("-").parse().ok()?;
        return Some((period, period));
    }
    if let Some(period) = written(text) {
        return Some((period, period));
    }
    let (year, week) = text.split_once('-')?;
    let week = week.strip_prefix('W')?;
    let year: Period = year.parse().ok().filter(|year: &Period| year.parts().1.is_none())?;
    let week = week.parse().ok().filter(|number| week.len() == 2 && (1..=53).contains(number))?;
    let monday = monday(year, week)?;
    Some((Period::day_of(monday)?, Period::day_of(Day(monday.0 + 6))?))
}

/// A month or a day as people write it beside ISO 8601: without zeros (`1987-3-9`), with strokes or points, and with points the day first
/// (`9.3.1987`). With strokes (`3/9/1987`) it would be another day in another country.
fn written(text: &str) -> Option<Period> {
    let sign = text.chars().find(|character| matches!(character, '-' | '/' | '.'))?;
    let mut parts: Vec<&str> = text.split(sign).collect();
    if sign == '.' && parts.last().is_some_and(|last| last.len() == 4) {
        parts.reverse();
    }
    let is_part = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().skip(1).all(is_part) {
        return None;
    }
    let padded: Vec<String> =
        parts.iter().map(|part| if part.len() == 1 { "0" } else { "" }.to_owned() + part).collect();
    padded.join("-").parse().ok()
}

/// The first day of an ISO week. A week is of the year in which its Thursday lies.
fn monday(year: Period, week: i32) -> Option<Day> {
    // The fourth of January lies in the first week; 1970-01-01, day 0, was a Thursday.
    let fourth = year.first_day().0 + 3;
    let monday = fourth - (fourth + 3).rem_euclid(7) + 7 * (week - 1);
    (Period::year_of(Day(monday + 3)) == Some(year)).then_some(Day(monday))
}

/// The end of an interval with what it shares with the beginning.
fn completed(begin: &str, to: &str) -> Option<String> {
    let shared = begin.len().checked_sub(to.len())?;
    let is_whole_part = begin.get(..shared)?.ends_with('-') && !begin.contains('W');
    is_whole_part.then(|| part(begin, 0..shared).to_owned() + to)
}

/// The day, month or year behind one.
fn after(period: Period) -> Option<Period> {
    let next = Day(period.last_day().0 + 1);
    match period.parts() {
        (_, None, _) => Period::year_of(next),
        (_, Some(_), None) => Period::month_of(next),
        (_, Some(_), Some(_)) => Period::day_of(next),
    }
}
