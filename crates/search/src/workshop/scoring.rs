//! How well documents match: scores are added up clause by clause, of the wanted documents alone.

use super::words::{Matching, Scores, WordScores};
use super::{Room, Scored, Workshop};
use crate::answer::Failure;
use crate::leaf::ReadWord;
use crate::ranking::{self, LEVELS};
use crate::set::DocumentSet;

impl Workshop<'_> {
    /// The wanted documents in their order, each with the sum of what it scores by the clauses, in whose order that is added up.
    pub fn score(&mut self, clauses: &[&Matching], wanted: &DocumentSet) -> Result<Vec<Scored>, Failure> {
        let documents = self.documents as usize;
        let Room { sums, own, begun, .. } = &mut self.room;
        let [mut sums, mut own] = [sums, own].map(std::mem::take);
        let mut begun = std::mem::take(begun);
        sums.resize(documents, 0.0);
        own.resize(documents, 0.0);
        begun.resize(documents, 0);
        for clause in clauses {
            match &clause.scores {
                Scores::Known(scored) => {
                    for (document, score) in scored.iter().filter(|(document, _)| wanted.contains(*document)) {
                        add(&mut sums, *document, *score);
                    }
                }
                Scores::Word(scores) => {
                    let leaves = self.leaves.clone();
                    let Some(word) = leaves.get(scores.leaf).and_then(|leaf| leaf.words.first()) else { continue };
                    if scores.others.is_empty() && scores.lists.len() == 1 && word.begun.is_empty() {
                        self.score_term(word, scores, wanted, &mut sums)?;
                    } else {
                        let sets = (&clause.documents, wanted);
                        self.score_word((word, scores), sets, (&mut own, &mut begun), &mut |document, score| {
                            add(&mut sums, document, score);
                        })?;
                    }
                }
            }
        }
        let mut scored = Vec::with_capacity(wanted.count() as usize);
        wanted.for_each(|document| {
            scored.push((document, sums.get_mut(document as usize).map_or(0.0, std::mem::take)));
        });
        (self.room.sums, self.room.own, self.room.begun) = (sums, own, begun);
        Ok(scored)
    }

    /// What most words of most queries are: one term.
    fn score_term(
        &mut self,
        word: &ReadWord,
        scores: &WordScores,
        wanted: &DocumentSet,
        sums: &mut [f32],
    ) -> Result<(), Failure> {
        for ((term, worth), list) in word.own().zip(&scores.lists) {
            let of_level = LEVELS.map(|level| scores.of_own * ranking::gain(worth * level));
            self.for_each_block(term, list, wanted, &mut |documents, levels| {
                for (document, level) in documents.iter().zip(levels) {
                    if wanted.contains(*document) {
                        add(sums, *document, of_level[usize::from(level & 15)]);
                    }
                }
            })?;
        }
        Ok(())
    }

    /// Calls `take` with what those of the wanted documents score that have a word. In `own` and `begun` there is a zero for each document
    /// before and after.
    fn score_word(
        &mut self,
        (word, scores): (&ReadWord, &WordScores),
        (documents, wanted): (&DocumentSet, &DocumentSet),
        (own, begun): (&mut [f32], &mut [u8]),
        take: &mut dyn FnMut(u32, f32),
    ) -> Result<(), Failure> {
        let mut lists = scores.lists.iter();
        for ((term, worth), list) in word.own().zip(&mut lists) {
            let much = LEVELS.map(|level| worth * level);
            self.for_each_block(term, list, wanted, &mut |documents, levels| {
                for (document, level) in documents.iter().zip(levels) {
                    if wanted.contains(*document) {
                        add(own, *document, much[usize::from(level & 15)]);
                    }
                }
            })?;
        }
        for (document, much) in scores.others.iter().filter(|(document, _)| wanted.contains(*document)) {
            add(own, *document, *much);
        }
        if !scores.is_short {
            for (term, list) in word.begun.iter().zip(lists) {
                self.for_each_block(term, list, wanted, &mut |documents, levels| {
                    for (document, level) in documents.iter().zip(levels) {
                        match begun.get_mut(*document as usize) {
                            Some(highest) if wanted.contains(*document) => *highest = (*highest).max(level + 1),
                            _ => {}
                        }
                    }
                })?;
            }
        }
        let of_begun = LEVELS.map(|much| scores.of_begun * ranking::gain(much));
        let of_short = [0.0, scores.of_begun * ranking::gain(ranking::SHORT_PREFIX_MUCH)];
        wanted.for_each_in(documents, |document| {
            let Some(much) = own.get_mut(document as usize).map(std::mem::take) else { return };
            let exact = scores.of_own * ranking::gain(much);
            let near = match &scores.apart {
                None => 0.0,
                Some((_, begun)) if scores.is_short => of_short[usize::from(begun.contains(document))],
                Some(_) => {
                    let level = begun.get_mut(document as usize).map_or(0, std::mem::take);
                    level.checked_sub(1).map_or(0.0, |level| of_begun[usize::from(level & 15)])
                }
            };
            take(document, if exact > near { exact } else { near });
        });
        Ok(())
    }
}

#[inline]
fn add(sums: &mut [f32], document: u32, score: f32) {
    if let Some(sum) = sums.get_mut(document as usize) {
        *sum += score;
    }
}
