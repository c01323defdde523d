//! Words of a query that stand near one another in a document say more than the same words far apart.

use super::{Candidates, Matching, Workshop};
use crate::answer::Failure;
use crate::leaf::ReadLeaf;
use crate::order;
use crate::positions::field_of;
use crate::ranking::{self, NEAR_WITHIN, NEAR_WORTH, REVERSED_WORTH};
use crate::request::Clause;
use crate::set::DocumentSet;

/// Where something of a query stands, in one number: the place of its document among the candidates, its position, which clause
/// it is, and how many further words it has.
type Occurrence = u64;

/// The bits of a clause and of further words: there are fewer than 256 of either.
const CLAUSE_BITS: u32 = 8;
const LENGTH_BITS: u32 = 8;

fn clause_of(occurrence: Occurrence) -> usize {
    (occurrence >> LENGTH_BITS) as usize & ((1 << CLAUSE_BITS) - 1)
}

/// The document and the position.
fn place_of(occurrence: Occurrence) -> u64 {
    occurrence >> (LENGTH_BITS + CLAUSE_BITS)
}

/// The document's place among the candidates.
fn candidate_of(occurrence: Occurrence) -> usize {
    (place_of(occurrence) >> 32) as usize
}

impl Workshop<'_> {
    /// Puts documents in order again, which come as keys that hold their scores, by how near the clauses stand in them.
    /// `found` are the documents that match each clause. Positions that are not at hand are asked for.
    pub fn put_near_first(&mut self, clauses: &[Clause], found: &[Matching], keys: &mut [u64]) -> Result<(), Failure> {
        let is_telling = |clause: &usize| {
            found.get(*clause).is_some_and(|matching| ranking::is_telling(matching.count, self.documents))
        };
        let telling: Vec<usize> = (0..clauses.len()).filter(is_telling).collect();
        if telling.len() < 2 {
            return Ok(());
        }
        // By their numbers: the halves of the keys change places, since sorting is compiled anew for each order.
        keys.iter_mut().for_each(|key| *key = key.rotate_right(32));
        keys.sort_unstable();
        keys.iter_mut().for_each(|key| *key = key.rotate_right(32));
        let mut candidates = DocumentSet::new(self.documents);
        keys.iter().for_each(|key| _ = candidates.insert(*key as u32));
        // Where fewer than two of the clauses are none stand near one another. Alternatives count word by word, whether or not one of
        // them matches.
        let all = DocumentSet::all(self.documents);
        let sets: Vec<&DocumentSet> = telling
            .iter()
            .map(|clause| match (clauses.get(*clause), found.get(*clause)) {
                (Some(Clause::Leaf(_)), Some(matching)) => &matching.documents,
                _ => &all,
            })
            .collect();
        candidates.keep(&DocumentSet::in_at_least(2, &sets, self.documents));
        let candidates = self.candidates(&candidates);
        let candidate = |document: u32| keys.partition_point(|key| (*key as u32) < document) as u64;
        let leaves = self.leaves.clone();
        let mut occurrences: Vec<Occurrence> = Vec::new();
        for clause in telling {
            let mut failed = Ok(());
            let Some(of_clause) = clauses.get(clause) else { continue };
            of_clause.for_each_leaf(&mut |number| {
                let Some(leaf) = leaves.get(number) else { return };
                let noted = self.for_each_occurrence(leaf, &candidates, &mut |document, position, further| {
                    let place = candidate(document) << 32 | u64::from(position);
                    occurrences.push((place << CLAUSE_BITS | clause as u64) << LENGTH_BITS | further);
                });
                if noted.is_err() {
                    failed = noted;
                }
            });
            failed?;
        }
        occurrences.sort_unstable();
        // What is the same word is not near itself.
        occurrences.dedup_by_key(|occurrence| place_of(*occurrence));
        let rarities: Vec<f32> = found.iter().map(|matching| ranking::rarity(self.documents, matching.count)).collect();
        let mut best = vec![0.0_f32; clauses.len()];
        for of_document in occurrences.chunk_by(|one, next| candidate_of(*one) == candidate_of(*next)) {
            best.fill(0.0);
            of_document.windows(2).for_each(|pair| note_nearness(pair, &rarities, &mut best));
            // Each pair counts for both of its clauses.
            let sum = best.iter().fold(0.0, |sum, near| sum + near);
            if let Some(key) = of_document.first().and_then(|occurrence| keys.get_mut(candidate_of(*occurrence))) {
                *key = order::key(*key as u32, order::score(*key) + NEAR_WORTH / 2.0 * sum);
            }
        }
        keys.sort_unstable();
        Ok(())
    }

    /// Calls `take` with where candidates have a word in any of its forms, or a phrase: document, position, and how many words
    /// follow.
    fn for_each_occurrence(
        &mut self,
        leaf: &ReadLeaf,
        candidates: &Candidates,
        take: &mut dyn FnMut(u32, u32, u64),
    ) -> Result<(), Failure> {
        for words in std::iter::once(&leaf.words).chain(&leaf.others) {
            let [word] = words.as_slice() else {
                for start in self.find_starts(words, leaf.field, candidates)? {
                    take((start >> 32) as u32, start as u32, words.len() as u64 - 1);
                }
                continue;
            };
            for (term, _) in word.own() {
                self.for_each_position(term, candidates, &mut |document, position| {
                    if leaf.field.is_none_or(|field| field_of(position) == field) {
                        take(document, position, 0);
                    }
                })?;
            }
        }
        Ok(())
    }
}

/// Takes note for two clauses of which one follows the other how near they are, where they are nearer than before.
fn note_nearness(pair: &[Occurrence], rarities: &[f32], best: &mut [f32]) {
    let [one, next] = pair else { return };
    let (first, second) = (clause_of(*one), clause_of(*next));
    let further = one & ((1 << LENGTH_BITS) - 1);
    let distance = place_of(*next).saturating_sub(place_of(*one) + further);
    let (Some(rarity), Some(other)) = (rarities.get(first), rarities.get(second)) else { return };
    if first == second || distance == 0 || distance > u64::from(NEAR_WITHIN) {
        return;
    }
    let rarity = if rarity < other { rarity } else { other };
    let worth = if first < second { 1.0 } else { REVERSED_WORTH };
    let near = worth * rarity / distance as f32;
    for clause in [first, second] {
        match best.get_mut(clause) {
            Some(best) if near > *best => *best = near,
            _ => {}
        }
    }
}
