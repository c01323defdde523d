//! Which documents match the words of a query, and how the words are taken.

use crate::answer::{Failure, Matched, Totals};
use crate::counting::{Filters, Reach, Stop};
use crate::ranking;
use crate::request::{Clause, Group, Request};
use crate::set::DocumentSet;
use crate::workshop::{Scored, Workshop};

/// What the words of a query match.
pub(crate) struct Words {
    /// The documents that match any clause and none of the excluded; `None` where there is no clause, so that all documents
    /// match.
    found: Option<Found>,
    excluded: Option<DocumentSet>,
    /// How many clauses all, most and any of them are.
    levels: [u8; 3],
    /// How many documents match all, most and any of them.
    counts: [u32; 3],
    /// How the words are taken.
    pub matched: Matched,
    /// How many documents match each clause, excluded ones too; nothing where there is but one clause.
    pub of_clauses: Vec<u32>,
}

/// Documents that match any of some clauses.
#[derive(Default)]
struct Found {
    /// Each with how well.
    scored: Vec<Scored>,
    /// How many clauses each matches; empty where there is but one clause.
    tallies: Vec<u8>,
    /// How many match each clause; empty likewise.
    of_clauses: Vec<u32>,
}

impl Found {
    /// The documents that match so many clauses.
    fn with(&self, level: u8) -> impl Iterator<Item = &Scored> {
        let tally = move |index: usize| self.tallies.get(index).copied().unwrap_or(1);
        self.scored.iter().enumerate().filter(move |(index, _)| tally(*index) >= level).map(|(_, scored)| scored)
    }
}

impl Words {
    /// Finds what matches.
    pub fn evaluate(workshop: &mut Workshop, request: &Request) -> Result<Self, Failure> {
        let clauses = request.clauses.len();
        let mut words = Self {
            found: None,
            excluded: None,
            levels: [clauses, ranking::most_of(clauses), 1].map(|level| level as u8),
            counts: [0; 3],
            matched: Matched::All,
            of_clauses: Vec::new(),
        };
        if !request.excluded.is_empty() {
            words.excluded = Some(union(workshop, &request.excluded)?);
        }
        if clauses > 0 {
            let mut found = tally(workshop, &request.clauses)?;
            if let Some(excluded) = &words.excluded {
                let mut tallies = found.tallies.into_iter();
                found.tallies = Vec::new();
                found.scored.retain(|(document, _)| {
                    let is_left = !excluded.contains(*document);
                    found.tallies.extend(tallies.next().filter(|_| is_left));
                    is_left
                });
            }
            words.counts = words.levels.map(|level| match level {
                1 => found.scored.len() as u32,
                _ => found.tallies.iter().map(|tally| u32::from(*tally >= level)).sum(),
            });
            words.matched = words.relax();
            words.of_clauses = std::mem::take(&mut found.of_clauses);
            words.found = Some(found);
        }
        Ok(words)
    }

    /// Decides how the words are taken: by the words alone, so that no filter widens the set. Of ways that give
    /// the same set it is the strictest.
    fn relax(&self) -> Matched {
        let [all, most, any] = self.counts;
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

    /// The sizes of the three sets under filters and dates.
    pub fn totals(&self, filters: &Filters, documents: u32) -> Totals {
        let passing = |count: u32, scored: &mut dyn Iterator<Item = u32>| {
            if filters.is_none() {
                count
            } else {
                scored.filter(|document| filters.stop(*document) == Stop::No).count() as u32
            }
        };
        let [all, most, any] = match (&self.found, &self.excluded) {
            (Some(found), _) => {
                let [all, most, any] = self.levels;
                let [of_all, of_most, of_any] = self.counts;
                let counted =
                    |count: u32, level: u8| passing(count, &mut found.with(level).map(|(document, _)| *document));
                [counted(of_all, all), counted(of_most, most), counted(of_any, any)]
            }
            (None, Some(excluded)) => {
                let left = || (0..documents).filter(|document| !excluded.contains(*document));
                [passing(left().count() as u32, &mut left()); 3]
            }
            (None, None) => [passing(documents, &mut (0..documents)); 3],
        };
        Totals { all, most, any }
    }

    /// What the filters leave. The documents are handed over: it is asked but once, and after the totals.
    pub fn reach(self, filters: &Filters, documents: u32, workshop: &mut Workshop) -> Reach {
        let level = self.level();
        let mut reach = Reach { passing: workshop.room.list(), stopped: Vec::new() };
        match (self.found, self.excluded) {
            (Some(found), _) if filters.is_none() && level <= 1 => reach.passing = found.scored,
            (Some(found), _) => {
                found.with(level).for_each(|scored| reach.add(*scored, filters));
                workshop.room.give(found.scored);
            }
            (None, Some(excluded)) => (0..documents)
                .filter(|document| !excluded.contains(*document))
                .for_each(|document| reach.add((document, 0.0), filters)),
            (None, None) => (0..documents).for_each(|document| reach.add((document, 0.0), filters)),
        }
        reach
    }
}

/// The documents that match any of the clauses, with the sum of how well and the number of clauses.
fn tally(workshop: &mut Workshop, clauses: &[Clause]) -> Result<Found, Failure> {
    if let [clause] = clauses {
        return Ok(Found { scored: evaluate(workshop, clause)?, ..Found::default() });
    }
    let documents = workshop.documents() as usize;
    let mut sums = std::mem::take(&mut workshop.room.sums);
    let mut tallies = std::mem::take(&mut workshop.room.tallies);
    sums.resize(documents, 0.0);
    tallies.resize(documents, 0);
    let mut found = Found { scored: workshop.room.list(), ..Found::default() };
    for clause in clauses {
        let of_clause = evaluate(workshop, clause)?;
        found.of_clauses.push(of_clause.len() as u32);
        // Whether a document is new is hard to foresee, so nothing branches upon it.
        let mut count = found.scored.len();
        found.scored.resize(count + of_clause.len(), (0, 0.0));
        for (document, score) in &of_clause {
            let place = found.scored.get_mut(count);
            let of_document = (sums.get_mut(*document as usize), tallies.get_mut(*document as usize));
            let (Some(place), (Some(sum), Some(tally))) = (place, of_document) else { continue };
            place.0 = *document;
            count += usize::from(*tally == 0);
            *tally += 1;
            *sum += score;
        }
        found.scored.truncate(count);
        workshop.room.give(of_clause);
    }
    found.tallies.reserve(found.scored.len());
    for (document, score) in &mut found.scored {
        let of_document = (sums.get_mut(*document as usize), tallies.get_mut(*document as usize));
        let (Some(sum), Some(tally)) = of_document else { continue };
        *score = std::mem::take(sum);
        found.tallies.push(std::mem::take(tally));
    }
    (workshop.room.sums, workshop.room.tallies) = (sums, tallies);
    Ok(found)
}

/// The documents that match a clause, each once, and how well.
fn evaluate(workshop: &mut Workshop, clause: &Clause) -> Result<Vec<Scored>, Failure> {
    match clause {
        Clause::Leaf(number) => workshop.evaluate(*number),
        Clause::Either(groups) => {
            // Documents in order, and of each the best match first: scores that are not negative are ordered as their
            // bits are.
            let mut keys: Vec<u64> = Vec::new();
            for group in groups {
                let matching = evaluate_group(workshop, group)?.into_iter();
                keys.extend(matching.map(|(document, score)| u64::from(document) << 32 | u64::from(!score.to_bits())));
            }
            keys.sort_unstable();
            keys.dedup_by_key(|key| *key >> 32);
            Ok(keys.into_iter().map(|key| ((key >> 32) as u32, f32::from_bits(!(key as u32)))).collect())
        }
    }
}

fn evaluate_group(workshop: &mut Workshop, group: &Group) -> Result<Vec<Scored>, Failure> {
    let excluded = union(workshop, &group.excluded)?;
    let matching = tally(workshop, &group.clauses)?;
    let whole = matching.with(group.clauses.len() as u8).filter(|(document, _)| !excluded.contains(*document));
    Ok(whole.copied().collect())
}

/// The documents that match any of the clauses.
fn union(workshop: &mut Workshop, clauses: &[Clause]) -> Result<DocumentSet, Failure> {
    let mut set = DocumentSet::new(if clauses.is_empty() { 0 } else { workshop.documents() });
    for clause in clauses {
        evaluate(workshop, clause)?.iter().for_each(|(document, _)| _ = set.insert(*document));
    }
    Ok(set)
}
