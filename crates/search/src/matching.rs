//! Which documents match the words of a query, how the words are taken, and which come first.

use std::rc::Rc;

use crate::answer::{Failure, Matched, Totals};
use crate::counting::{Filters, Reach, Stop};
use crate::order;
use crate::ranking;
use crate::request::{Clause, Group, Request};
use crate::set::DocumentSet;
use crate::workshop::{Matching, Scored, Workshop};

/// What the words of a query match.
pub(crate) struct Words {
    /// The documents that match each clause, excluded ones too.
    pub clauses: Vec<Matching>,
    /// The documents that match all, most and any of them, and none of the excluded: all documents where there is no clause.
    sets: [Rc<DocumentSet>; 3],
    /// How many these are.
    counts: [u32; 3],
    /// How the words are taken.
    pub matched: Matched,
}

impl Words {
    /// Finds what matches.
    pub fn evaluate(workshop: &mut Workshop, request: &Request) -> Result<Self, Failure> {
        let excluded = union(workshop, &request.excluded)?;
        let clauses = request.clauses.iter().map(|clause| evaluate(workshop, clause)).collect::<Result<Vec<_>, _>>()?;
        let sets: Vec<&DocumentSet> = clauses.iter().map(|clause| &clause.documents).collect();
        let documents = workshop.documents();
        let in_at_least = |level: usize| {
            let mut set = match level {
                0 => DocumentSet::all(documents),
                _ => DocumentSet::in_at_least(level as u32, &sets, documents),
            };
            set.remove(&excluded);
            Rc::new(set)
        };
        let count = clauses.len();
        let levels = [count, ranking::most_of(count), count.min(1)];
        let all = in_at_least(levels[0]);
        let most = if levels[1] == levels[0] { all.clone() } else { in_at_least(levels[1]) };
        let any = if levels[2] == levels[1] { most.clone() } else { in_at_least(levels[2]) };
        let sets = [all, most, any];
        let counts = sets.each_ref().map(|set| set.count());
        let mut words = Self { clauses, sets, counts, matched: Matched::All };
        words.matched = words.relax();
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

    /// The documents that match the words as they are taken.
    fn taken(&self) -> &Rc<DocumentSet> {
        match self.matched {
            Matched::All => &self.sets[0],
            Matched::Most => &self.sets[1],
            Matched::Any => &self.sets[2],
        }
    }

    /// What filters and dates leave, and the sizes of the three sets under them.
    pub fn reach(&self, filters: &Filters) -> (Reach, Totals) {
        let taken = self.taken();
        let mut stopped = Vec::new();
        let passing = if filters.is_none() {
            None
        } else {
            let mut passing = self.sets[2].emptied();
            self.sets[2].for_each(|document| match filters.stop(document) {
                Stop::No => _ = passing.insert(document),
                Stop::Out => {}
                stop if taken.contains(document) => stopped.push((document, stop)),
                _ => {}
            });
            Some(passing)
        };
        let left = |set: &Rc<DocumentSet>| match &passing {
            None => set.clone(),
            Some(passing) => {
                let mut left = DocumentSet::clone(set);
                left.keep(passing);
                Rc::new(left)
            }
        };
        let [all, most, any] = match &passing {
            None => self.counts,
            Some(_) => self.sets.each_ref().map(|set| left(set).count()),
        };
        (Reach { passing: left(taken), stopped }, Totals { all, most, any })
    }

    /// Those of the passing documents that match best, so many, in their order: each as its key.
    ///
    /// What matches two clauses or more is scored first. What matches one alone scores no more than that clause gives, so that most of
    /// it need not be looked at.
    pub fn best(&self, workshop: &mut Workshop, passing: &DocumentSet, count: usize) -> Result<Vec<u64>, Failure> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let documents = workshop.documents();
        let [clause] = self.clauses.as_slice() else {
            let sets: Vec<&DocumentSet> = self.clauses.iter().map(|clause| &clause.documents).collect();
            let mut strong = DocumentSet::in_at_least(2, &sets, documents);
            strong.keep(passing);
            let mut best = order::best(&workshop.score(&self.clauses.iter().collect::<Vec<_>>(), &strong)?, count);
            let least = best.get(count - 1).map_or(0.0, |key| order::score(*key));
            let mut weak = DocumentSet::new(documents);
            let may_be_among: Vec<&Matching> = self.clauses.iter().filter(|clause| clause.most >= least).collect();
            for clause in &may_be_among {
                let mut alone = clause.documents.clone();
                alone.keep(passing);
                alone.remove(&strong);
                weak.add(&clause.first_of(&alone, count));
            }
            best.append(&mut order::best(&workshop.score(&may_be_among, &weak)?, count));
            best.sort_unstable();
            best.truncate(count);
            return Ok(best);
        };
        let wanted = clause.first_of(passing, count);
        Ok(order::best(&workshop.score(&[clause], &wanted)?, count))
    }
}

/// The documents that match a clause.
fn evaluate(workshop: &mut Workshop, clause: &Clause) -> Result<Matching, Failure> {
    match clause {
        Clause::Leaf(number) => workshop.find(*number),
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
            let scored = keys.into_iter().map(|key| ((key >> 32) as u32, f32::from_bits(!(key as u32))));
            Ok(Matching::known(scored.collect(), workshop.documents()))
        }
    }
}

/// The documents that match all clauses of a group, in their order, and how well.
fn evaluate_group(workshop: &mut Workshop, group: &Group) -> Result<Vec<Scored>, Failure> {
    let excluded = union(workshop, &group.excluded)?;
    let clauses = group.clauses.iter().map(|clause| evaluate(workshop, clause)).collect::<Result<Vec<_>, _>>()?;
    let sets: Vec<&DocumentSet> = clauses.iter().map(|clause| &clause.documents).collect();
    let mut whole = DocumentSet::in_at_least(sets.len() as u32, &sets, workshop.documents());
    whole.remove(&excluded);
    workshop.score(&clauses.iter().collect::<Vec<_>>(), &whole)
}

/// The documents that match any of the clauses.
fn union(workshop: &mut Workshop, clauses: &[Clause]) -> Result<DocumentSet, Failure> {
    let mut set = DocumentSet::new(if clauses.is_empty() { 0 } else { workshop.documents() });
    for clause in clauses {
        set.add(&evaluate(workshop, clause)?.documents);
    }
    Ok(set)
}
