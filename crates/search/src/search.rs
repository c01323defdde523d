//! Answers a query from the pieces of an index, in rounds: what is missing in a round is asked for in one go.
//!
//! 1. The dictionary's blocks, the documents' lengths and days, the facets' columns.
//! 2. The postings and positions of the terms.
//! 3. The names of the values to be shown, where a facet's dictionary is large.

use crate::answer::{Answer, Failure, Matched, Totals};
use crate::clause::{Clause, Found, FoundClause, ReadClause};
use crate::counting::{Counting, Reach};
use crate::days::Days;
use crate::facets::{Choice, passing};
use crate::order;
use crate::pieces::{Chunk, Stream};
use crate::query::{SearchOptions, Sort};
use crate::ranking;
use crate::request::Request;
use crate::root::Root;
use crate::set::DocumentSet;

/// Answers a query that the root alone does not answer.
pub(crate) fn answer(
    root: &Root,
    request: Request,
    sort: Sort,
    options: &SearchOptions,
    stream: &Stream,
) -> Result<Answer, Failure> {
    let plan = Plan::new(root, &request, options, stream)?;
    let clauses = find(&request.clauses, root, stream)?;
    let excluded = find(&request.excluded, root, stream)?;
    stream.require_all()?;
    let (clauses, excluded) = (read(&clauses, stream)?, read(&excluded, stream)?);
    stream.require_all()?;

    let words = Words::evaluate(root, &clauses, &excluded, plan.lengths.as_ref())?;
    let reach = plan.reach(root, &request, &words)?;
    let mut answer =
        Answer { matched: words.matched, totals: reach.totals, ignored: request.ignored, ..Answer::default() };
    answer.total = match words.matched {
        Matched::All => reach.totals.all,
        Matched::Most => reach.totals.most,
        Matched::Any => reach.totals.any,
    };
    answer.hits = order::hits(&reach, &words.scores, &plan.days, sort, options);
    if options.facet_limit > 0 {
        let window = (request.from, request.to);
        let counting =
            Counting { root, reach: &reach, days: &plan.days, choices: &plan.choices, columns: &plan.columns };
        answer.histogram = counting.histogram(window);
        answer.facets = counting.facets(options, stream)?;
    }
    stream.require_all()?;
    Ok(answer)
}

/// Looks all clauses up, so that what is missing for any of them is known.
fn find(clauses: &[Clause], root: &Root, stream: &Stream) -> Result<Vec<FoundClause>, Failure> {
    let found = clauses.iter().map(|clause| clause.find(root, stream)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn read<'a>(clauses: &[FoundClause], stream: &Stream<'a>) -> Result<Vec<ReadClause<'a>>, Failure> {
    let read = clauses.iter().map(|clause| clause.read(stream)).collect::<Result<Vec<_>, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

/// What is read beside the words.
struct Plan<'a> {
    /// A byte for each document. Read even where there are no words: so no list is made room for that is longer than
    /// what is there.
    lengths: Option<Chunk<'a>>,
    days: Days,
    /// One for each facet that the query filters, and one for each name that no facet has.
    choices: Vec<Choice>,
    /// One for each facet; only those that are counted or filtered.
    columns: Vec<Option<Chunk<'a>>>,
}

impl<'a> Plan<'a> {
    /// Reads what is at hand of it; what is not, the stream remembers.
    fn new(root: &Root, request: &Request, options: &SearchOptions, stream: &Stream<'a>) -> Result<Self, Failure> {
        let lengths = stream.read(root.lengths.clone())?;
        let days = match (stream.read(root.days.clone())?, root.span) {
            (Some(chunk), Some((_, last))) => {
                Days::read(&mut chunk.cursor(), last, root.dated).map_err(|damage| chunk.malformed(damage))?
            }
            _ => Days::default(),
        };
        let choices = choices(root, request, stream)?;
        let is_filtered = |facet: usize| choices.iter().any(|choice| choice.facet == Some(facet));
        let mut columns = Vec::with_capacity(root.facets.len());
        for (number, facet) in root.facets.iter().enumerate() {
            let is_counted = options.facet_limit > 0;
            columns.push(if is_counted || is_filtered(number) { facet.read_column(stream)? } else { None });
            if is_counted {
                facet.read_ahead(stream)?;
            }
            if options.facet_find.as_ref().is_some_and(|find| find.facet == facet.name) {
                // All of it is read later.
                facet.containing("", stream)?;
            }
        }
        Ok(Self { lengths, days, choices, columns })
    }

    /// What the filters and dates leave of the documents that the words match.
    fn reach(&self, root: &Root, request: &Request, words: &Words) -> Result<Reach, Failure> {
        let mut reach = Reach::new(root.documents);
        if request.from.is_some() || request.to.is_some() {
            let between = self.days.between(request.from, request.to);
            reach.stop_outside(between);
        }
        for choice in &self.choices {
            let column = choice.facet.and_then(|facet| self.columns.get(facet)).and_then(Option::as_ref);
            reach.stop(choice.facet, &passing(choice, column, root)?);
        }
        reach.totals = words.totals(&reach);
        reach.leave(|document| words.is_in(document));
        Ok(reach)
    }
}

fn choices(root: &Root, request: &Request, stream: &Stream) -> Result<Vec<Choice>, Failure> {
    let mut choices: Vec<(String, Choice)> = Vec::new();
    for filter in &request.filters {
        let facet = root.facets.iter().position(|facet| facet.name == filter.facet);
        let number = match facet.and_then(|facet| root.facets.get(facet)) {
            // While its dictionary is not at hand the value counts as unknown; the next round knows it.
            Some(facet) => facet.number_of(&filter.value, stream)?.flatten(),
            None => None,
        };
        let place = choices.iter().position(|(name, _)| *name == filter.facet).unwrap_or_else(|| {
            choices.push((filter.facet.clone(), Choice { facet, values: Vec::new() }));
            choices.len() - 1
        });
        choices[place].1.values.push((filter.clone(), number));
    }
    Ok(choices.into_iter().map(|(_, choice)| choice).collect())
}

/// What the words of a query match.
struct Words {
    /// How many clauses each document matches; empty where there is none.
    tally: Vec<u8>,
    scores: Vec<f32>,
    excluded: Option<DocumentSet>,
    /// How many clauses all, most and any of them are.
    levels: [u8; 3],
    /// How the words are taken.
    matched: Matched,
}

impl Words {
    fn evaluate(
        root: &Root,
        clauses: &[ReadClause],
        excluded: &[ReadClause],
        lengths: Option<&Chunk>,
    ) -> Result<Self, Failure> {
        let mut found = Found::new(if clauses.len() + excluded.len() > 0 { root.documents } else { 0 });
        let mut not = DocumentSet::new(root.documents);
        for clause in excluded {
            clause.evaluate(root, &mut found)?;
            not.unite(&found.exact.documents);
            not.unite(&found.begun.documents);
            found.clear();
        }
        let mut words = Self {
            tally: Vec::new(),
            scores: Vec::new(),
            excluded: (!excluded.is_empty()).then_some(not),
            levels: [clauses.len(), ranking::most_of(clauses.len()), 1].map(|level| level as u8),
            matched: Matched::All,
        };
        if clauses.is_empty() {
            return Ok(words);
        }
        words.tally = vec![0; root.documents as usize];
        words.scores = vec![0.0; root.documents as usize];
        let saturation = ranking::saturation(root.words as f64 / f64::from(root.documents.max(1)));
        let lengths = lengths.map_or(&[][..], Chunk::bytes);
        for clause in clauses {
            clause.evaluate(root, &mut found)?;
            let half = |document: u32| saturation[usize::from(lengths.get(document as usize).copied().unwrap_or(0))];
            found.score(root.documents, half, |document, score| {
                words.tally[document as usize] += 1;
                words.scores[document as usize] += score;
            });
            found.clear();
        }
        words.matched = words.relax();
        Ok(words)
    }

    /// Decides how the words are taken: by the words alone, so that no filter widens the set. Of ways that give
    /// the same set it is the strictest.
    fn relax(&self) -> Matched {
        let [all, most, any] = self.levels.map(|level| {
            let matches =
                (0..).zip(&self.tally).filter(|(document, tally)| **tally >= level && !self.is_excluded(*document));
            matches.count() as u32
        });
        let enough = |count: u32, next: u32| count >= ranking::RELAX_BELOW || count == next;
        match () {
            () if all >= ranking::RELAX_BELOW || (all == most && enough(most, any)) => Matched::All,
            () if enough(most, any) => Matched::Most,
            () => Matched::Any,
        }
    }

    fn is_excluded(&self, document: u32) -> bool {
        self.excluded.as_ref().is_some_and(|excluded| excluded.contains(document))
    }

    /// Whether a document is among those that the words match, so taken.
    fn is_in(&self, document: u32) -> bool {
        let level = match self.matched {
            Matched::All => self.levels[0],
            Matched::Most => self.levels[1],
            Matched::Any => self.levels[2],
        };
        !self.is_excluded(document) && self.tally.get(document as usize).is_none_or(|tally| *tally >= level)
    }

    /// The sizes of the three sets under filters and dates.
    fn totals(&self, reach: &Reach) -> Totals {
        let counted = |level: u8| {
            let is_in = |document: u32| self.tally.get(document as usize).is_none_or(|tally| *tally >= level);
            reach.passing().filter(|document| is_in(*document) && !self.is_excluded(*document)).count() as u32
        };
        let [all, most, any] = self.levels.map(counted);
        Totals { all, most, any }
    }
}
