//! What the filters and dates leave of the documents that the words match, and the counts beside it.

use std::ops::Range;
use std::rc::Rc;

use crate::answer::{FacetCounts, Failure, Histogram};
use crate::columns::{Column, Passing};
use crate::date::Day;
use crate::days::Days;
use crate::facets::{self, Choice, Values};
use crate::given::Given;
use crate::histogram::{Window, histogram};
use crate::query::SearchOptions;
use crate::set::DocumentSet;
use crate::whole::Whole;

/// The most facets of an index.
pub(crate) const MAX_FACETS: usize = 200;

/// What keeps a document out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Nothing.
    No,
    /// The choice in one facet alone: with it left aside the document counts there.
    Facet(usize),
    /// The range of dates alone.
    Date,
    /// More than one thing, or one that is counted nowhere.
    Out,
}

/// The filters and dates of a query.
pub(crate) struct Filters<'a> {
    /// One for each facet that the query filters; without a facet's number where the index has none of that name.
    choices: Vec<(Option<usize>, Passing<'a>)>,
    /// The documents of the range of dates, where there is one.
    dates: Option<Range<u32>>,
}

impl<'a> Filters<'a> {
    pub fn new(
        choices: &[Choice],
        columns: &[Option<&'a Column>],
        none: &'a Column,
        dates: Option<Range<u32>>,
    ) -> Self {
        let passing = |choice: &Choice| {
            let column = choice.facet.and_then(|facet| columns.get(facet).copied().flatten());
            (choice.facet, choice.passing(column.unwrap_or(none)))
        };
        Self { choices: choices.iter().map(passing).collect(), dates }
    }

    /// Whether there is no filter and no range of dates.
    pub fn is_none(&self) -> bool {
        self.choices.is_empty() && self.dates.is_none()
    }

    /// What keeps a document out.
    #[inline]
    pub fn stop(&self, document: u32) -> Stop {
        let mut stop = match &self.dates {
            Some(range) if !range.contains(&document) => Stop::Date,
            _ => Stop::No,
        };
        for (facet, passing) in &self.choices {
            if !passing.contains(document) {
                stop = match (stop, facet) {
                    (Stop::No, Some(facet)) => Stop::Facet(*facet),
                    _ => Stop::Out,
                };
            }
        }
        stop
    }
}

/// The documents that the words match, so taken, and what the filters leave of them.
#[derive(Default)]
pub(crate) struct Reach {
    /// Those that nothing keeps out.
    pub passing: Rc<DocumentSet>,
    /// Those that one thing alone keeps out.
    pub stopped: Vec<(u32, Stop)>,
}

impl Reach {
    /// Those that pass when one thing is left aside.
    fn without(&self, aside: Stop) -> Rc<DocumentSet> {
        if self.stopped.iter().all(|(_, stop)| *stop != aside) {
            return self.passing.clone();
        }
        let mut set = DocumentSet::clone(&self.passing);
        let stopped = self.stopped.iter().filter(|(_, stop)| *stop == aside);
        stopped.for_each(|(document, _)| _ = set.insert(*document));
        Rc::new(set)
    }
}

/// Counts what a query reaches.
pub(crate) struct Counting<'a> {
    pub whole: &'a Whole<'a>,
    pub reach: &'a Reach,
    pub days: &'a Days,
    pub choices: &'a [Choice],
    /// One for each facet, that which came with the query behind the others.
    pub columns: &'a [Option<&'a Column>],
    pub given: Option<&'a Given>,
}

impl Counting<'_> {
    /// The documents over time, the range of dates left aside.
    pub fn histogram(&self, (from, to): (Option<Day>, Option<Day>)) -> Histogram {
        let set = self.reach.without(Stop::Date);
        let counts: Vec<(Day, u32)> = self.days.iter().map(|(day, documents)| (day, set.count_in(documents))).collect();
        let undated = set.count_in(self.days.dated()..self.whole.summary.documents);
        histogram(&counts, Window { whole: self.whole.summary.span, from, to }, undated)
    }

    /// The counts of all facets, each without its own choice. Those whose values' names are not at hand are left out,
    /// which their stream remembers.
    pub fn facets(&self, options: &SearchOptions) -> Result<Vec<FacetCounts>, Failure> {
        let mut shown = Vec::with_capacity(self.columns.len());
        let limit = options.facet_limit as usize;
        for (number, column) in self.columns.iter().enumerate() {
            let values = Values::new(number, self.whole);
            let (facet, n_values) = match (&values, self.given) {
                (Some(values), _) => (&values.summary.name, values.summary.values),
                (None, Some(given)) => (&given.facet, given.values.len() as u32),
                (None, None) => continue,
            };
            let counts = match column {
                Some(column) => column.count(&self.reach.without(Stop::Facet(number)), n_values),
                None => Vec::new(),
            };
            let find = options.facet_find.as_ref().filter(|find| find.facet == *facet);
            let found = match (find, &values) {
                (Some(find), Some(values)) => values.containing(&find.text)?,
                _ => None,
            };
            let forms = |numbers: &[u32]| match &values {
                Some(values) => values.forms(numbers),
                None => Ok(self.given.map(|given| given.forms(numbers))),
            };
            let choice = self.choices.iter().find(|choice| choice.facet == Some(number));
            shown.extend(facets::shown((facet, &forms), &counts, choice, found.as_ref(), limit)?);
        }
        Ok(shown)
    }
}
