//! Which documents the filters and dates leave, and the counts beside them.

use std::ops::Range;

use crate::answer::{FacetCounts, Failure, Histogram, Totals};
use crate::date::Day;
use crate::days::Days;
use crate::facets::{self, Choice, for_each_value};
use crate::histogram::{Window, histogram};
use crate::pieces::{Chunk, Stream};
use crate::query::SearchOptions;
use crate::root::Root;
use crate::set::DocumentSet;

/// The most facets of an index.
pub(crate) const MAX_FACETS: usize = 200;

/// Nothing stops the document.
const PASSES: u8 = 0;
/// The range of dates alone stops it.
const BY_DATE: u8 = 254;
/// More than one thing stops it, or one that is counted nowhere.
const OUT: u8 = 255;

/// What stops each document: nothing, the choice in one facet alone (the facet's number and 1), the dates alone, or
/// more than one. So every facet can be counted without its own choice after one look at each document.
pub(crate) struct Reach {
    stopped_by: Vec<u8>,
    pub totals: Totals,
}

impl Reach {
    /// All pass.
    pub fn new(documents: u32) -> Self {
        Self { stopped_by: vec![PASSES; documents as usize], totals: Totals::default() }
    }

    /// Stops all documents outside a range of numbers by their date.
    pub fn stop_outside(&mut self, range: Range<u32>) {
        for (document, by) in (0..).zip(&mut self.stopped_by) {
            if !range.contains(&document) {
                *by = if *by == PASSES { BY_DATE } else { OUT };
            }
        }
    }

    /// Stops all documents that are not passing the choice in a facet; `None` is one that the index does not have.
    pub fn stop(&mut self, facet: Option<usize>, passing: &DocumentSet) {
        let code = facet.map_or(OUT, |facet| facet as u8 + 1);
        for (document, by) in (0..).zip(&mut self.stopped_by) {
            if !passing.contains(document) {
                *by = if *by == PASSES { code } else { OUT };
            }
        }
    }

    /// Leaves only documents for which this holds.
    pub fn leave(&mut self, holds: impl Fn(u32) -> bool) {
        for (document, by) in (0..).zip(&mut self.stopped_by) {
            if *by != OUT && !holds(document) {
                *by = OUT;
            }
        }
    }

    /// Whether there is a document of this number.
    pub fn knows(&self, document: u32) -> bool {
        (document as usize) < self.stopped_by.len()
    }

    /// Whether nothing stops the document.
    pub fn passes(&self, document: u32) -> bool {
        self.stopped_by.get(document as usize) == Some(&PASSES)
    }

    /// The documents that nothing stops, in order.
    pub fn passing(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.stopped_by).filter(|(_, by)| **by == PASSES).map(|(document, _)| document)
    }

    fn count(&self, documents: Range<u32>, alone: u8) -> u32 {
        let range = documents.start as usize..documents.end as usize;
        let stopped_by = self.stopped_by.get(range).unwrap_or_default();
        stopped_by.iter().filter(|by| **by == PASSES || **by == alone).count() as u32
    }
}

/// Counts what a query reaches.
pub(crate) struct Counting<'a> {
    pub root: &'a Root,
    pub reach: &'a Reach,
    pub days: &'a Days,
    pub choices: &'a [Choice],
    /// One for each facet.
    pub columns: &'a [Option<Chunk<'a>>],
}

impl Counting<'_> {
    /// The documents over time, the range of dates left aside.
    pub fn histogram(&self, (from, to): (Option<Day>, Option<Day>)) -> Histogram {
        let counts: Vec<(Day, u32)> =
            self.days.iter().map(|(day, documents)| (day, self.reach.count(documents, BY_DATE))).collect();
        let undated = self.reach.count(self.days.dated()..self.root.documents, BY_DATE);
        histogram(&counts, Window { whole: self.root.span, from, to }, undated)
    }

    /// The counts of all facets, each without its own choice. Those whose values' names are not at hand are left out,
    /// which the stream remembers.
    pub fn facets(&self, options: &SearchOptions, stream: &Stream) -> Result<Vec<FacetCounts>, Failure> {
        let mut shown = Vec::with_capacity(self.root.facets.len());
        for (number, facet) in self.root.facets.iter().enumerate() {
            let alone = number as u8 + 1;
            let mut counts = vec![0_u32; facet.values.keys() as usize];
            if let Some(Some(column)) = self.columns.get(number) {
                let stopped_by = &self.reach.stopped_by;
                for_each_value(column, self.root.documents, |document, value| {
                    let by = stopped_by.get(document as usize).copied().unwrap_or(OUT);
                    if (by == PASSES || by == alone)
                        && let Some(count) = counts.get_mut(value as usize)
                    {
                        *count += 1;
                    }
                })?;
            }
            let find = options.facet_find.as_ref().filter(|find| find.facet == facet.name);
            let found = find.map(|find| facet.containing(&find.text, stream)).transpose()?.flatten();
            let choice = self.choices.iter().find(|choice| choice.facet == Some(number));
            shown.extend(facets::shown(facet, &counts, choice, found.as_ref(), options.facet_limit as usize, stream)?);
        }
        Ok(shown)
    }
}
