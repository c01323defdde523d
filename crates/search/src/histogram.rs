//! Documents over time as bars.

use crate::answer::{Bar, Histogram, Unit};
use crate::date::{Day, Period};

/// Up to two months are shown by days: at most 62 bars.
const DAYS_AS_DAYS: i64 = 62;

/// Up to five years are shown by months: at most 61 bars.
const DAYS_AS_MONTHS: i64 = 5 * 366;

/// Years without documents are shown too as long as there are no more years than this; a wider bar chart cannot be
/// read.
const MOST_BARS: i64 = 120;

/// The days that the bars cover.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Window {
    /// The first and last day of all documents of the index.
    pub whole: Option<(Day, Day)>,
    /// The chosen range's first day.
    pub from: Option<Day>,
    /// The chosen range's last day.
    pub to: Option<Day>,
}

/// The bars for so many documents on these days.
///
/// They cover the chosen range as far as the index reaches; where an end is open, the first or last day that has
/// documents. Up to 62 days are shown by days, up to five years by months, more by years. Of more than 120 years
/// only those with documents are shown. The bars at the ends count the whole of their year or month.
pub(crate) fn histogram(days: &[(Day, u32)], window: Window, undated: u32) -> Histogram {
    let Some((first, last)) = span(days, window) else { return Histogram { undated, ..Histogram::default() } };
    let unit = unit_for(i64::from(last.0) - i64::from(first.0) + 1);
    let (first, last) = (index_of(unit, first), index_of(unit, last));
    let shows_all = i64::from(last) - i64::from(first) < MOST_BARS;
    // The latest first, as the days come.
    let mut counts: Vec<(i32, u32)> =
        if shows_all { (first..=last).rev().map(|index| (index, 0)).collect() } else { Vec::new() };
    for (day, count) in days.iter().filter(|(_, count)| *count > 0) {
        let index = index_of(unit, *day);
        match counts.binary_search_by(|(known, _)| index.cmp(known)) {
            Ok(place) => counts[place].1 += count,
            Err(place) if !shows_all && (first..=last).contains(&index) => counts.insert(place, (index, *count)),
            Err(_) => {}
        }
    }
    let bars =
        counts.into_iter().rev().filter_map(|(index, count)| Some(Bar { period: period_of(unit, index)?, count }));
    Histogram { unit, bars: bars.collect(), undated }
}

fn span(days: &[(Day, u32)], window: Window) -> Option<(Day, Day)> {
    let (whole_first, whole_last) = window.whole?;
    let with_documents = || days.iter().filter(|(_, count)| *count > 0).map(|(day, _)| *day);
    let first = window.from.map(|from| from.max(whole_first)).or_else(|| with_documents().min())?;
    let last = window.to.map(|to| to.min(whole_last)).or_else(|| with_documents().max())?;
    (first <= last).then_some((first, last))
}

fn unit_for(days: i64) -> Unit {
    if days <= DAYS_AS_DAYS {
        Unit::Day
    } else if days <= DAYS_AS_MONTHS {
        Unit::Month
    } else {
        Unit::Year
    }
}

/// The number of a day's year, month or day.
pub(crate) fn index_of(unit: Unit, day: Day) -> i32 {
    let (year, month, _) = day.civil();
    match unit {
        Unit::Year => year,
        Unit::Month => year.saturating_mul(12).saturating_add(i32::from(month) - 1),
        Unit::Day => day.0,
    }
}

/// The year, month or day of a number; `None` outside the years 0 to 9999.
pub(crate) fn period_of(unit: Unit, index: i32) -> Option<Period> {
    match unit {
        Unit::Year => u16::try_from(index).ok().filter(|year| *year <= 9999).map(Period::year),
        Unit::Month => {
            let year = u16::try_from(index.div_euclid(12)).ok().filter(|year| *year <= 9999)?;
            format!("{year:04}-{:02}", index.rem_euclid(12) + 1).parse().ok()
        }
        Unit::Day => Period::day_of(Day(index)),
    }
}
