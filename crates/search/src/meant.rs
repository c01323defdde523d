//! What a word may have been meant to be that hardly any document has: words near it in spelling, and the two as which others write it.

use crate::answer::Failure;
use crate::dictionary::{self, Term, documents_of};
use crate::expansion::Expansion;
use crate::ranking;
use crate::spelling::{Slip, Speller};
use crate::whole::{Segment, Whole};
use crate::words::WantedWord;

/// More than any word's documents times the weight of its slip.
const MOST_LIKELY: u64 = (1 << 36) - 1;

/// The letters of a word that may be two, and of each of the two at least.
const COMPOUND: std::ops::RangeInclusive<usize> = 5..=24;
const LEAST_OF_PART: usize = 2;

impl WantedWord {
    /// The words that this one may have been meant to be, the most likely first, where it is rare or unknown with all that
    /// begins so. Of those with as few edits as can be the likeliest are taken. Those alone of which terms were
    /// found by the stem, where `is_said` says so.
    pub(crate) fn find_spellings(
        &self,
        found: &Expansion,
        is_said: bool,
        whole: &Whole,
    ) -> Result<Option<Vec<String>>, Failure> {
        let own = found.documents(!is_said);
        let Some(mut speller) = Speller::new(&self.text).filter(|_| ranking::is_rare(own, whole.summary.documents))
        else {
            return Ok(Some(Vec::new()));
        };
        let Some(near) = self.find_near(&mut speller, whole)? else { return Ok(None) };
        let counts = |term: &Term| found.stems.iter().any(|other| other.is(term));
        // The likeliest have the least keys: fewest edits, then likelihood, then the order of the dictionary.
        let mut keys: Vec<u64> = Vec::new();
        let mut is_whole = true;
        for (place, (word, slip)) in (0..).zip(&near) {
            let mut documents = 0;
            is_whole &= dictionary::for_each_term(word, &|_| false, whole, &mut |_, terms| {
                if !is_said || terms.iter().any(counts) {
                    documents = documents_of(terms);
                }
            })?;
            if documents > own {
                let likelihood = u64::from(documents) * u64::from(slip.weight);
                keys.push(u64::from(slip.edits) << 60 | (MOST_LIKELY - likelihood) << 24 | place);
            }
        }
        keys.sort_unstable();
        let least = keys.first().map_or(0, |key| key >> 60);
        let likelihood = |key: u64| MOST_LIKELY - (key >> 24 & MOST_LIKELY);
        let most = keys.first().map_or(0, |key| likelihood(*key));
        let is_likely = |key: &&u64| **key >> 60 == least && likelihood(**key) * ranking::SPELLING_SHARE >= most;
        let likely = keys.iter().take_while(is_likely).take(ranking::SPELLING_WORTH.len());
        let meant = likely.filter_map(|key| near.get((key & 0xff_ffff) as usize).map(|(word, _)| word.clone()));
        Ok(is_whole.then(|| meant.collect()))
    }

    /// The words of all segments that are near this one in spelling, in their order; `None` where a block of a dictionary is not
    /// at hand. Of very many different ones only those with its first letter or its second are looked at.
    fn find_near(&self, speller: &mut Speller, whole: &Whole) -> Result<Option<Vec<(String, Slip)>>, Failure> {
        let mut near: Vec<(String, Slip)> = Vec::new();
        let mut is_whole = true;
        for Segment { root, stream, .. } in whole.segments() {
            let blocks = &root.terms.blocks;
            let mut ranges = [0..0, blocks.all()];
            if whole.summary.terms > ranking::LARGEST_LOOKED_THROUGH {
                let mut letters = self.text.chars().map(|letter| blocks.with_prefix(letter.encode_utf8(&mut [0; 4])));
                ranges = [letters.next(), letters.next()].map(Option::unwrap_or_default);
                ranges.sort_unstable_by_key(|range| range.start);
            }
            let mut next = 0;
            for number in ranges.into_iter().flatten() {
                if number < next {
                    continue;
                }
                next = number + 1;
                let Some(block) = root.terms.open(number, root.limits(), stream)? else {
                    is_whole = false;
                    continue;
                };
                for (index, (length, letters)) in block.lengths.iter().zip(&block.letters).enumerate() {
                    if !speller.may_be_near(*letters, *length) {
                        continue;
                    }
                    let Ok(word) = std::str::from_utf8(block.text(index)) else { continue };
                    if let Some(slip) = speller.slip(word) {
                        let place = near.partition_point(|(known, _)| known.as_str() < word);
                        if near.get(place).is_none_or(|(known, _)| known != word) {
                            near.insert(place, (word.to_owned(), slip));
                        }
                    }
                }
            }
        }
        Ok(is_whole.then_some(near))
    }

    /// The two words as which others write this one (`ceasefire`, `cease-fire`), where it is rare or unknown with all that begins so; none
    /// where documents have no such two, or where one outnumbers the other. Of several the two of which the rarer one is the most frequent. `None` where a block of
    /// a dictionary is not at hand.
    pub(crate) fn find_parts(&self, found: &Expansion, whole: &Whole) -> Result<Option<Vec<Self>>, Failure> {
        let is_rare = ranking::is_rare(found.documents(true), whole.summary.documents);
        let length = self.text.chars().count();
        if !is_rare || !COMPOUND.contains(&length) || !self.text.chars().all(char::is_alphabetic) {
            return Ok(Some(Vec::new()));
        }
        let mut best = (0, Vec::new());
        let mut is_whole = true;
        let places = self.text.char_indices().skip(LEAST_OF_PART).take(length + 1 - 2 * LEAST_OF_PART);
        for (at, _) in places {
            let Some((one, other)) = self.text.split_at_checked(at) else { continue };
            let (mut rarer, mut commoner) = (u32::MAX, 0);
            // Words that begin as this one does lie near it, and of the others only those are looked up that may be wanted.
            for part in [one, other] {
                let mut documents = 0;
                if rarer > 0 {
                    is_whole &= dictionary::for_each_term(part, &|_| false, whole, &mut |_, terms| {
                        documents = documents_of(terms);
                    })?;
                }
                rarer = rarer.min(documents);
                commoner = commoner.max(documents);
            }
            if rarer > best.0 && !ranking::is_outnumbered(rarer, commoner, whole.summary.documents) {
                best = (rarer, [one, other].map(|part| Self::new(part.to_owned(), false)).to_vec());
            }
        }
        Ok(is_whole.then_some(best.1))
    }
}
