//! Facet and date terms among the words of a query: what they filter, and how they become filters.

use crate::analysis::lower_text;
use crate::date::{Day, Period};
use crate::part::{from, part};
use crate::query::{Filter, Query};
use crate::query_text::{self, Bound, ParsedText, Term};

/// Turns the facet and date terms of a query's text into filters and a range of dates, and takes them out of the
/// text.
///
/// The result of searching does not change by it: until they are lifted such terms filter all the same. `after:1987`
/// becomes a range from 1987 on, `before:1987` one up to 1986, `on:1987` one from 1987 to 1987; with several, and
/// with the range that the query has already, the narrowest counts.
///
/// ```
/// use search::{Query, lift_filters};
/// let typed = Query { text: "oil place:japan after:1987-03".to_owned(), ..Query::default() };
/// let lifted = lift_filters(&typed);
/// assert_eq!((lifted.text.as_str(), lifted.filters[0].value.as_str()), ("oil ", "japan"));
/// assert_eq!(lifted.from.map(|from| from.to_string()).as_deref(), Some("1987-03"));
/// ```
pub fn lift_filters(query: &Query) -> Query {
    let (terms, open) = query_text::parse(&query.text);
    let mut lifted = query.clone();
    if query_text::is_plain(&query.text) {
        // From behind, so that the ranges of the terms before stay right. White space before a term stays: the word
        // before it must not look as if it were still being typed.
        for (_, range) in terms.iter().rev().filter(|(term, _)| filters(term)) {
            let behind = from(&lifted.text, range.end).trim_start();
            lifted.text = part(&lifted.text, 0..range.start).to_owned() + behind;
        }
    } else if terms.iter().any(|(term, _)| filters(term)) {
        // Cut out, they would leave parentheses and operators behind.
        let open = open && terms.last().is_some_and(|(term, _)| !filters(term));
        let rest = terms.iter().map(|(term, _)| term).filter(|term| !filters(term)).cloned();
        lifted.text = ParsedText { terms: rest.collect(), open }.to_string();
    }
    for (term, _) in &terms {
        narrow(&mut lifted, term);
    }
    lifted
}

/// Whether a term filters instead of being looked for in the text.
fn filters(term: &Term) -> bool {
    match term {
        Term::Facet { .. } | Term::Between(..) => true,
        Term::Date(bound, period) => bounds(*bound, *period).is_some(),
        Term::Words(_) | Term::Either { .. } | Term::Nothing(_) => false,
    }
}

/// Adds to a query what a term filters; leaves its text alone. A term that filters nothing is passed over, and
/// `false` returned.
pub(crate) fn narrow(query: &mut Query, term: &Term) -> bool {
    match term {
        Term::Facet { facet, value, exclude } => {
            let filter = Filter { facet: facet.clone(), value: value.clone(), exclude: *exclude };
            if !query.filters.iter().any(|other| is_same(other, &filter)) {
                query.filters.push(filter);
            }
            true
        }
        Term::Date(bound, period) => {
            let Some((from, to)) = bounds(*bound, *period) else { return false };
            narrow_dates(query, from, to);
            true
        }
        Term::Between(from, to) => {
            narrow_dates(query, Some(*from), Some(*to));
            true
        }
        Term::Words(_) | Term::Either { .. } | Term::Nothing(_) => false,
    }
}

fn narrow_dates(query: &mut Query, from: Option<Period>, to: Option<Period>) {
    query.from = query.from.into_iter().chain(from).max_by_key(|period| period.first_day());
    // Of equal ones the first, which the reader sees already.
    query.to = query.to.into_iter().chain(to).min_by_key(|period| period.last_day());
}

/// Whether two filters are one: values that differ in their case are the same.
pub(crate) fn is_same(one: &Filter, other: &Filter) -> bool {
    one.facet == other.facet && one.exclude == other.exclude && lower_text(&one.value) == lower_text(&other.value)
}

/// The first and the last period of a date term; `None` where there is no day before.
fn bounds(bound: Bound, period: Period) -> Option<(Option<Period>, Option<Period>)> {
    match bound {
        Bound::After => Some((Some(period), None)),
        Bound::On => Some((Some(period), Some(period))),
        Bound::Before => {
            let day_before = Day(period.first_day().0 - 1);
            let before = match period.parts() {
                (_, None, _) => Period::year_of(day_before),
                (_, Some(_), None) => Period::month_of(day_before),
                (_, Some(_), Some(_)) => Period::day_of(day_before),
            };
            before.map(|before| (None, Some(before)))
        }
    }
}
