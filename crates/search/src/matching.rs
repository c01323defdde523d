//! Which documents match the words of a query, and how the words are taken.

use crate::answer::{Failure, Matched, Totals};
use crate::counting::{Filters, Reach, Stop};
use crate::ranking;
use crate::request::{Clause, Group, Request};
use crate::set::DocumentSet;
use crate::workshop::{Scored, Workshop};

/// What the words of a query match.
pub(crate) struct Words {
    /// The documents that match any clause and none of the excluded, each with how well and how many clauses it
    /// matches; `None` where there is no clause, so that all documents match.
    found: Option<Vec<(Scored, u8)>>,
    excluded: Option<DocumentSet>,
    /// How many clauses all, most and any of them are.
    levels: [u8; 3],
    /// How the words are taken.
    pub matched: Matched,
}

impl Words {
    /// Finds what matches.
    pub fn evaluate(workshop: &mut Workshop, request: &Request) -> Result<Self, Failure> {
        let clauses = request.clauses.len();
        let mut words = Self {
            found: None,
            excluded: None,
            levels: [clauses, ranking::most_of(clauses), 1].map(|level| level as u8),
            matched: Matched::All,
        };
        if !request.excluded.is_empty() {
            words.excluded = Some(union(workshop, &request.excluded)?);
        }
        if clauses > 0 {
            let mut found = tally(workshop, &request.clauses)?;
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
    pub fn reach(&self, filters: &Filters, documents: u32) -> Reach {
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
    pub fn totals(&self, filters: &Filters, shown: u32) -> Totals {
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
fn tally(workshop: &mut Workshop, clauses: &[Clause]) -> Result<Vec<(Scored, u8)>, Failure> {
    if let [clause] = clauses {
        return Ok(evaluate(workshop, clause)?.into_iter().map(|scored| (scored, 1)).collect());
    }
    // Where a document stands in the list, counted from 1.
    let mut places = vec![0_u32; workshop.documents() as usize];
    let mut found: Vec<(Scored, u8)> = Vec::new();
    for clause in clauses {
        for (document, score) in evaluate(workshop, clause)? {
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
    let all = group.clauses.len();
    let matching = tally(workshop, &group.clauses)?.into_iter();
    let whole = matching.filter(|((document, _), tally)| usize::from(*tally) == all && !excluded.contains(*document));
    Ok(whole.map(|(scored, _)| scored).collect())
}

/// The documents that match any of the clauses.
fn union(workshop: &mut Workshop, clauses: &[Clause]) -> Result<DocumentSet, Failure> {
    let mut set = DocumentSet::new(if clauses.is_empty() { 0 } else { workshop.documents() });
    for clause in clauses {
        evaluate(workshop, clause)?.iter().for_each(|(document, _)| _ = set.insert(*document));
    }
    Ok(set)
}
