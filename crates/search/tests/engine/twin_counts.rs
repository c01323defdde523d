//! What the twin counts: the facets, and the documents over time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use search::analysis::fold_into;
use search::{Answer, Bar, Day, Document, Histogram, Period, SearchOptions, Unit, ValueCount};

use crate::twin::{Parts, Twin};

impl Twin<'_> {
    /// How many documents have a word.
    pub(super) fn frequency(&self, word: &str) -> usize {
        let has = |fields: &&Vec<Vec<String>>| fields.iter().flatten().any(|other| other == word);
        self.tokens.iter().filter(has).count()
    }

    /// The value of a facet that a filter names, in lower case: it, or of those that fold to the same the most frequent.
    pub(super) fn known_value(&self, facet: &str, value: &str) -> Option<String> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for document in self.documents {
            self.values(document, facet).into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
        }
        let key = value.to_lowercase();
        if counts.contains_key(&key) {
            return Some(key);
        }
        let fold = |text: &str| {
            let mut folded = String::new();
            text.chars().for_each(|character| fold_into(character, &mut folded));
            folded
        };
        let alike = counts.into_iter().filter(|(other, _)| fold(other) == fold(&key));
        alike.min_by_key(|(other, count)| (Reverse(*count), other.clone())).map(|(other, _)| other)
    }

    #[track_caller]
    pub(super) fn check_facets(&self, options: &SearchOptions, answer: &Answer, chosen: &BTreeSet<u32>, parts: &Parts) {
        assert_eq!(answer.facets.len(), self.schema.facets.len());
        for (place, facet) in self.schema.facets.iter().enumerate() {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for number in chosen {
                let document = &self.documents[*number as usize];
                if self.passes(document, parts, Some(facet), true) {
                    self.values(document, facet).into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
                }
            }
            let find = options.facet_find.as_ref().filter(|find| find.facet == *facet);
            let wanted = |key: &String| find.is_none_or(|find| key.contains(&find.text.to_lowercase()));
            let mut shown: Vec<(i64, String)> = counts
                .iter()
                .filter(|(key, _)| wanted(key))
                .map(|(key, count)| (-i64::from(*count), key.clone()))
                .collect();
            shown.sort();
            let rest = shown.split_off(shown.len().min(options.facet_limit as usize));
            for filter in parts.filters.iter().filter(|filter| filter.facet == *facet) {
                let key = filter.value.to_lowercase();
                let count = counts.get(&key).copied().unwrap_or(0);
                if !shown.iter().any(|(_, other)| *other == key) {
                    shown.push((-i64::from(count), key));
                }
            }
            shown.sort();
            let more = rest.iter().any(|value| !shown.contains(value));
            let known: BTreeSet<String> =
                self.documents.iter().flat_map(|document| self.values(document, facet)).collect();
            let form = |key: &String| {
                if known.contains(key) {
                    return self.form(place, key);
                }
                let filter =
                    parts.filters.iter().find(|filter| filter.facet == *facet && filter.value.to_lowercase() == *key);
                filter.map_or(key.clone(), |filter| filter.value.clone())
            };
            let values: Vec<ValueCount> =
                shown.iter().map(|(count, key)| ValueCount { value: form(key), count: -count as u32 }).collect();
            assert_eq!(answer.facets[place].facet, *facet);
            assert_eq!(answer.facets[place].values, values, "{facet}");
            assert_eq!(answer.facets[place].more, more, "{facet}");
        }
    }

    pub(super) fn histogram(&self, chosen: &BTreeSet<u32>, parts: &Parts) -> Histogram {
        let reached: Vec<&Document> = chosen
            .iter()
            .map(|number| &self.documents[*number as usize])
            .filter(|document| self.passes(document, parts, None, false))
            .collect();
        let undated = reached.iter().filter(|document| document.day.is_none()).count() as u32;
        let days: Vec<Day> = reached.iter().filter_map(|document| document.day).collect();
        let whole: Vec<Day> = self.documents.iter().filter_map(|document| document.day).collect();
        let (Some(first), Some(last)) = (whole.iter().min(), whole.iter().max()) else {
            return Histogram { undated, ..Histogram::default() };
        };
        let from = parts.dates.iter().filter_map(|(from, _)| *from).max();
        let to = parts.dates.iter().filter_map(|(_, to)| *to).min();
        let start = from.map(|from| from.max(*first)).or(days.iter().min().copied());
        let end = to.map(|to| to.min(*last)).or(days.iter().max().copied());
        let (Some(start), Some(end)) = (start, end) else { return Histogram { undated, ..Histogram::default() } };
        if start > end {
            return Histogram { undated, ..Histogram::default() };
        }
        let span = end.0 - start.0 + 1;
        let unit = if span <= 62 {
            Unit::Day
        } else if span <= 1830 {
            Unit::Month
        } else {
            Unit::Year
        };
        let period = |day: Day| match unit {
            Unit::Day => Period::day_of(day),
            Unit::Month => Period::month_of(day),
            Unit::Year => Period::year_of(day),
        };
        let mut bars: Vec<Bar> = Vec::new();
        for day in start.0..=end.0 {
            let period = period(Day(day)).unwrap();
            if bars.last().is_none_or(|bar| bar.period != period) {
                bars.push(Bar { period, count: 0 });
            }
        }
        for day in days {
            if let Some(bar) = bars.iter_mut().find(|bar| Some(bar.period) == period(day)) {
                bar.count += 1;
            }
        }
        if bars.len() > 120 {
            bars.retain(|bar| bar.count > 0);
        }
        Histogram { unit, bars, undated }
    }
}
