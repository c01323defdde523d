//! Lists of results as arithmetic: which rows are in view, which hits to ask for, what the page says about the set.

use std::ops::Range;
use std::sync::Arc;

use article::Preview;
use search::{Answer, FacetCounts, Filter, Matched, Query, ValueCount};

use crate::messages::{Message, t, t_count};
use crate::{format, labels};

/// Hits asked of the worker at a time.
pub const PAGE: u32 = 50;

/// Rows kept above and below those in view once typing rests, so that scrolling and stepping with the keys meet rows that
/// are there.
pub const OVERSCAN: u32 = 6;

/// The most rows in one list. Firefox draws nothing beyond about 17 million pixels, and rows may be 250 of them high.
pub const MAX_ROWS: u32 = 60_000;

/// Values of a facet before "Show more".
pub const FEW_VALUES: u32 = 8;

/// Values of a facet after it.
pub const MANY_VALUES: u32 = 100;

/// Whether a query asks for nothing, whatever its order.
pub fn is_empty(query: &Query) -> bool {
    query.text.trim().is_empty() && query.filters.is_empty() && query.from.is_none() && query.to.is_none()
}

/// The rows to render: those in view and so many `spare` ones on each side.
///
/// `above` is how far the list's start lies above the top of the view (negative: below it), all in pixels.
pub fn window(above: f64, view: f64, row: f64, total: u32, spare: u32) -> Range<u32> {
    let row = row.max(1.0);
    let first = (above / row).floor().max(0.0) as u32;
    let last = ((above + view) / row).ceil().max(0.0) as u32;
    let end = last.saturating_add(spare).min(total);
    first.saturating_sub(spare).min(end)..end
}

/// The pages of hits that hold these rows.
pub fn pages(rows: &Range<u32>) -> Range<u32> {
    if rows.is_empty() { 0..0 } else { rows.start / PAGE..(rows.end - 1) / PAGE + 1 }
}

/// The sentence that says how many articles there are and how the words were taken.
pub fn summary(answer: &Answer, query: &Query) -> String {
    let has_text = !query.text.trim().is_empty();
    let totals = answer.totals;
    let matching = match answer.matched {
        _ if answer.total == 0 => return t("No articles match.").into(),
        _ if is_empty(query) => return format::articles(answer.total),
        _ if !has_text => t_count("{count} article matches the filters.", "{count} articles match the filters."),
        // What stands in the box filters, or leaves out, and nothing else.
        _ if answer.clauses == 0 => t_count("{count} article matches.", "{count} articles match."),
        Matched::All => t_count("{count} article matches all words.", "{count} articles match all words."),
        Matched::Most => {
            let shown = t_count(
                "showing {count} article with at least three quarters of the words.",
                "showing {count} articles with at least three quarters of the words.",
            );
            return relaxed(totals.all, &shown.of(answer.total));
        }
        Matched::Any => {
            let shown = t_count(
                "showing {count} article with any of the words.",
                "showing {count} articles with any of the words.",
            );
            return relaxed(totals.all, &shown.of(answer.total));
        }
    };
    matching.of(answer.total)
}

fn relaxed(all: u32, shown: &str) -> String {
    let strict = match all {
        0 => t("No article has all words").into(),
        _ => t_count("Only {count} article has all words", "Only {count} articles have all words").of(all),
    };
    t("{strict}; {shown}").with(&[("strict", &strict), ("shown", shown)])
}

/// The stricter or the wider set beside the one that is shown.
pub fn beside(answer: &Answer) -> Option<String> {
    let totals = answer.totals;
    match answer.matched {
        Matched::All | Matched::Most if totals.any > answer.total => {
            let any = t_count(
                "Also: {count} article with any of the words.",
                "Also: {count} articles with any of the words.",
            );
            Some(any.of(totals.any))
        }
        Matched::Any if totals.most > 0 && totals.most < answer.total => {
            let most = t_count(
                "Also: {count} article with at least three quarters of the words.",
                "Also: {count} articles with at least three quarters of the words.",
            );
            Some(most.of(totals.most))
        }
        _ => None,
    }
}

/// The words that were looked for in place of those that may be spelt wrong, and what was left out.
pub fn remarks(answer: &Answer) -> Option<String> {
    let said =
        |what: Message, words: &[String]| (!words.is_empty()).then(|| what.with(&[("words", &format::list(words))]));
    let said = [
        said(t("Also looked for: {words}."), &answer.also),
        said(t("Left out of the search: {words}."), &answer.ignored),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What is known of a row so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowContent {
    /// Its article is being fetched.
    Waiting,
    /// Its article.
    Ready(Arc<Preview>),
    /// Its article could not be fetched.
    Lost,
}

/// What a query asks of a value: nothing, to have it, or not to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Neither.
    Open,
    /// Articles must have it, or another chosen value of its facet.
    Chosen,
    /// Articles must not have it.
    Excluded,
}

/// Puts a text into lower case; in the page the browser does that, as the tables for it would make a twentieth of the
/// program.
pub type Lower = fn(&str) -> String;

/// Whether two values are one. Case does not matter, as in the search itself.
fn is_same(one: &str, other: &str, lower: Lower) -> bool {
    one.eq_ignore_ascii_case(other) || !(one.is_ascii() && other.is_ascii()) && lower(one) == lower(other)
}

/// What the query asks of this value.
pub fn choice(query: &Query, facet: &str, value: &str, lower: Lower) -> Choice {
    let mut filters = query.filters.iter().filter(|filter| filter.facet == facet);
    match filters.find(|filter| is_same(&filter.value, value, lower)) {
        Some(filter) if filter.exclude => Choice::Excluded,
        Some(_) => Choice::Chosen,
        None => Choice::Open,
    }
}

/// Asks this of a value, in place of what was asked before.
pub fn choose(query: &mut Query, facet: &str, value: &str, choice: Choice, lower: Lower) {
    query.filters.retain(|filter| filter.facet != facet || !is_same(&filter.value, value, lower));
    if choice != Choice::Open {
        let exclude = choice == Choice::Excluded;
        query.filters.push(Filter { facet: facet.to_owned(), value: value.to_owned(), exclude });
    }
}

/// The values of a facet in the order in which they are shown: those that are on first.
pub fn shown_values(counts: &FacetCounts, query: &Query, limit: u32, lower: Lower) -> Vec<ValueCount> {
    let is_on = |value: &ValueCount| choice(query, &counts.facet, &value.value, lower) != Choice::Open;
    let (on, off): (Vec<_>, Vec<_>) = counts.values.iter().cloned().partition(is_on);
    let room = (limit as usize).saturating_sub(on.len());
    on.into_iter().chain(off.into_iter().take(room)).collect()
}

/// One thing that narrows the results and can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chip {
    /// A value of a facet.
    Value(Filter),
    /// The range of dates.
    Dates(String),
}

impl Chip {
    /// What it is about: "Places", "not Places", "Date".
    pub fn label(&self) -> String {
        match self {
            Self::Value(filter) if filter.exclude => labels::not_facet(&filter.facet),
            Self::Value(filter) => labels::facet(&filter.facet).to_owned(),
            Self::Dates(_) => t("Date").into(),
        }
    }

    /// What it says: "japan", "March 1987".
    pub fn text(&self) -> String {
        match self {
            Self::Value(filter) => labels::value(&filter.facet, &filter.value),
            Self::Dates(range) => range.clone(),
        }
    }

    /// Takes it away.
    pub fn remove_from(&self, query: &mut Query) {
        match self {
            Self::Value(filter) => query.filters.retain(|other| other != filter),
            Self::Dates(_) => (query.from, query.to) = (None, None),
        }
    }
}

/// Everything that narrows the results, in the order in which it was chosen, the dates last.
pub fn chips(query: &Query) -> Vec<Chip> {
    let dates = format::range(query.from, query.to).map(Chip::Dates);
    query.filters.iter().cloned().map(Chip::Value).chain(dates).collect()
}

/// Takes all filters away and leaves the words and the order.
pub fn clear_filters(query: &mut Query) {
    query.filters.clear();
    (query.from, query.to) = (None, None);
}

#[cfg(test)]
#[path = "results_tests.rs"]
mod tests;
