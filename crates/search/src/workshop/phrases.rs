//! Words that stand next to one another.

use super::{Candidates, Scored, Workshop};
use crate::answer::Failure;
use crate::leaf::ReadWord;
use crate::positions::field_of;
use crate::ranking::{self, LEVELS};
use crate::set::DocumentSet;

impl Workshop<'_> {
    /// The documents that have a phrase or what counts too, and how well they match.
    pub(super) fn evaluate_phrase(
        &mut self,
        words: &[ReadWord],
        field: Option<usize>,
        mut others: Vec<Scored>,
    ) -> Result<Vec<Scored>, Failure> {
        let mut scored = self.find_phrase(words, field)?;
        if !others.is_empty() {
            scored.append(&mut others);
            // By document, then by how much: one number each, as amounts that are not negative are ordered as their bits are.
            let mut keys: Vec<u64> = scored
                .drain(..)
                .map(|(document, much)| u64::from(document) << 32 | u64::from(much.to_bits()))
                .collect();
            keys.sort_unstable();
            for key in keys {
                let (document, much) = ((key >> 32) as u32, f32::from_bits(key as u32));
                match scored.last_mut() {
                    Some((last, sum)) if *last == document => *sum += much,
                    _ => scored.push((document, much)),
                }
            }
        }
        let rarity = ranking::rarity(self.documents, scored.len() as u32);
        scored.iter_mut().for_each(|(_, score)| *score = rarity * ranking::gain(*score));
        Ok(scored)
    }

    /// The documents that have a phrase, and how much of it: as much as of the word of it of which they have least.
    pub(super) fn find_phrase(&mut self, words: &[ReadWord], field: Option<usize>) -> Result<Vec<Scored>, Failure> {
        let mut candidates = DocumentSet::all(self.documents);
        let mut much = vec![f32::INFINITY; self.documents as usize];
        let mut of_word = vec![0.0_f32; self.documents as usize];
        for word in words {
            let mut documents = DocumentSet::new(self.documents);
            for term in word.exact.iter().chain(&word.begun) {
                self.for_each_block(term, &term.at, &candidates, &mut |of_block, levels| {
                    for (document, level) in of_block.iter().zip(levels) {
                        if candidates.contains(*document)
                            && let Some(sum) = of_word.get_mut(*document as usize)
                        {
                            documents.insert(*document);
                            *sum += LEVELS[usize::from(level & 15)];
                        }
                    }
                })?;
            }
            for document in documents.iter() {
                let (sum, least) = (&mut of_word[document as usize], &mut much[document as usize]);
                *least = if *sum < *least { *sum } else { *least };
                *sum = 0.0;
            }
            candidates = documents;
        }
        if words.len() == 1 && field.is_none() {
            return Ok(candidates.iter().map(|document| (document, much[document as usize])).collect());
        }
        let mut scored: Vec<Scored> = Vec::new();
        let candidates = self.candidates(&candidates);
        for start in self.find_starts(words, field, &candidates)? {
            let document = (start >> 32) as u32;
            if scored.last().is_none_or(|(last, _)| *last != document) {
                scored.push((document, much[document as usize]));
            }
        }
        Ok(scored)
    }

    /// Where candidates have a phrase, in order: documents, and below them positions. A phrase begins where its first word stands at
    /// a position, its second at the next, and so on, all in one field: positions of two fields are far apart.
    pub(super) fn find_starts(
        &mut self,
        words: &[ReadWord],
        field: Option<usize>,
        candidates: &Candidates,
    ) -> Result<Vec<u64>, Failure> {
        let mut starts: Option<Vec<u64>> = None;
        for (at, word) in (0..).zip(words) {
            let mut found = Vec::new();
            for term in word.exact.iter().chain(&word.begun) {
                self.for_each_position(term, candidates, &mut |document, position| {
                    if position >= at && field.is_none_or(|field| field_of(position) == field) {
                        found.push(u64::from(document) << 32 | u64::from(position - at));
                    }
                })?;
            }
            found.sort_unstable();
            starts = Some(match starts {
                None => found,
                Some(before) => intersect(&before, &found),
            });
        }
        Ok(starts.unwrap_or_default())
    }
}

/// What two sorted lists have in common.
fn intersect(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut rest = other.iter().peekable();
    let is_in_other = |start: &&u64| {
        while rest.next_if(|other| other < start).is_some() {}
        rest.peek() == Some(start)
    };
    one.iter().filter(is_in_other).copied().collect()
}
