//! Answers a query from the pieces of an index, in rounds: what is missing in a round is asked for in one go.
//!
//! 1. The dictionary's blocks, the documents' days, the facets' columns.
//! 2. The postings and positions of the terms.
//! 3. The names of the values to be shown, where a facet's dictionary is large.

use crate::answer::{Answer, Failure, Matched, Totals};
use crate::clause::{Clause, FoundClause, ReadClause, Scored, Workshop};
use crate::columns::Column;
use crate::counting::{Counting, Filters, Reach, Stop};
use crate::days::Days;
use crate::decoded::Decoded;
use crate::facets::Choice;
use crate::order;
use crate::pieces::Stream;
use crate::query::{SearchOptions, Sort};
use crate::ranking;
use crate::request::Request;
use crate::root::Root;
use crate::set::DocumentSet;

/// Answers a query that the root alone does not answer.
pub(crate) fn answer(
    root: &Root,
    decoded: &Decoded,
    request: Request,
    sort: Sort,
    options: &SearchOptions,
    stream: &Stream,
) -> Result<Answer, Failure> {
    let is_counted = options.facet_limit > 0;
    let choices = choices(root, &request, stream)?;
    let is_filtered = |facet: usize| choices.iter().any(|choice| choice.facet == Some(facet));
    let columns = (0..root.facets.len())
        .map(|facet| if is_counted || is_filtered(facet) { decoded.column(facet, root, stream) } else { Ok(None) })
        .collect::<Result<Vec<_>, _>>()?;
    if is_counted {
        read_ahead(root, options, stream)?;
    }
    let has_dates = request.from.is_some() || request.to.is_some();
    let none = Days::default();
    let days = if is_counted || has_dates { decoded.days(root, stream)? } else { None }.unwrap_or(&none);
    let asks_for_field = request.clauses.iter().chain(&request.excluded).any(|clause| clause.field.is_some());
    let lengths = if asks_for_field { decoded.field_lengths(root, stream)? } else { None };
    let clauses = find(&request.clauses, root, stream)?;
    let excluded = find(&request.excluded, root, stream)?;
    stream.require_all()?;
    let (clauses, excluded) = (read(&clauses, stream)?, read(&excluded, stream)?);
    stream.require_all()?;

    let words = Words::evaluate(&mut Workshop::new(root.documents, lengths), root.documents, &clauses, &excluded)?;
    let no_values = Column::default();
    let dates = has_dates.then(|| days.between(request.from, request.to));
    let filters = Filters::new(&choices, &columns, &no_values, dates);
    let reach = words.reach(&filters, root.documents);
    // Without words the best come first that are newest.
    let sort = if clauses.is_empty() && sort == Sort::Relevance { Sort::Newest } else { sort };
    let mut answer = Answer {
        total: reach.passing.len() as u32,
        matched: words.matched,
        totals: words.totals(&filters, reach.passing.len() as u32),
        hits: order::hits(&reach.passing, root.dated, sort, options),
        ignored: request.ignored,
        ..Answer::default()
    };
    if is_counted {
        let counting = Counting { root, reach: &reach, days, choices: &choices, columns: &columns };
        answer.histogram = counting.histogram((request.from, request.to));
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

/// Asks in the first round for what the last reads.
fn read_ahead(root: &Root, options: &SearchOptions, stream: &Stream) -> Result<(), Failure> {
    for facet in &root.facets {
        facet.read_ahead(stream)?;
        if options.facet_find.as_ref().is_some_and(|find| find.facet == facet.name) {
            facet.containing("", stream)?;
        }
    }
    Ok(())
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
    /// The documents that match any clause and none of the excluded, each with how well and how many clauses it
    /// matches; `None` where there is no clause, so that all documents match.
    found: Option<Vec<(Scored, u8)>>,
    excluded: Option<DocumentSet>,
    /// How many clauses all, most and any of them are.
    levels: [u8; 3],
    /// How the words are taken.
    matched: Matched,
}

impl Words {
    fn evaluate(
        workshop: &mut Workshop,
        documents: u32,
        clauses: &[ReadClause],
        excluded: &[ReadClause],
    ) -> Result<Self, Failure> {
        let mut not = DocumentSet::new(if excluded.is_empty() { 0 } else { documents });
        for clause in excluded {
            workshop.evaluate(clause)?.iter().for_each(|(document, _)| _ = not.insert(*document));
        }
        let mut words = Self {
            found: None,
            excluded: (!excluded.is_empty()).then_some(not),
            levels: [clauses.len(), ranking::most_of(clauses.len()), 1].map(|level| level as u8),
            matched: Matched::All,
        };
        if !clauses.is_empty() {
            let mut found = tally(workshop, documents, clauses)?;
            if let Some(excluded) = &words.excluded {
                found.retain(|((document, _), _)| !excluded.contains(*document));
            }
            words.matched = words.relax(&found);
            words.found = Some(found);
        }
        Ok(words)
    }

    /// Decides how the words are taken: by the words alone, so that no filter widens the set. Of ways that give
    /// the same set it is the strictest.
    fn relax(&self, found: &[(Scored, u8)]) -> Matched {
        let [all, most, any] =
            self.levels.map(|level| found.iter().filter(|(_, tally)| *tally >= level).count() as u32);
        let enough = |count: u32, next: u32| count >= ranking::RELAX_BELOW || count == next;
        match () {
            () if all >= ranking::RELAX_BELOW || (all == most && enough(most, any)) => Matched::All,
            () if enough(most, any) => Matched::Most,
            () => Matched::Any,
        }
    }

    /// How many clauses a document must match.
    fn level(&self) -> u8 {
        match self.matched {
            Matched::All => self.levels[0],
            Matched::Most => self.levels[1],
            Matched::Any => self.levels[2],
        }
    }

    /// What the filters leave.
    fn reach(&self, filters: &Filters, documents: u32) -> Reach {
        let mut reach = Reach::default();
        let level = self.level();
        match (&self.found, &self.excluded) {
            (Some(found), _) => {
                found.iter().filter(|(_, tally)| *tally >= level).for_each(|(scored, _)| reach.add(*scored, filters));
            }
            (None, Some(excluded)) => (0..documents)
                .filter(|document| !excluded.contains(*document))
                .for_each(|document| reach.add((document, 0.0), filters)),
            (None, None) => (0..documents).for_each(|document| reach.add((document, 0.0), filters)),
        }
        reach
    }

    /// The sizes of the three sets under filters and dates; of the one that is shown it is known.
    fn totals(&self, filters: &Filters, shown: u32) -> Totals {
        let Some(found) = &self.found else { return Totals { all: shown, most: shown, any: shown } };
        let counted = |level: u8| {
            if level == self.level() {
                return shown;
            }
            let passes =
                |((document, _), tally): &&(Scored, u8)| *tally >= level && filters.stop(*document) == Stop::No;
            found.iter().filter(passes).count() as u32
        };
        let [all, most, any] = self.levels.map(counted);
        Totals { all, most, any }
    }
}

/// The documents that match any clause, with the sum of how well and the number of clauses.
fn tally(workshop: &mut Workshop, documents: u32, clauses: &[ReadClause]) -> Result<Vec<(Scored, u8)>, Failure> {
    if let [clause] = clauses {
        return Ok(workshop.evaluate(clause)?.into_iter().map(|scored| (scored, 1)).collect());
    }
    // Where a document stands in the list, counted from 1.
    let mut places = vec![0_u32; documents as usize];
    let mut found: Vec<(Scored, u8)> = Vec::new();
    for clause in clauses {
        for (document, score) in workshop.evaluate(clause)? {
            let Some(place) = places.get_mut(document as usize) else { continue };
            match found.get_mut((*place as usize).wrapping_sub(1)) {
                Some(((_, sum), tally)) => (*sum, *tally) = (*sum + score, *tally + 1),
                None => {
                    found.push(((document, score), 1));
                    *place = found.len() as u32;
                }
            }
        }
    }
    Ok(found)
}
