//! A set of documents.

use std::ops::Range;

/// A bit for each document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DocumentSet {
    words: Vec<u64>,
}

impl DocumentSet {
    /// The empty set of so many documents.
    pub fn new(documents: u32) -> Self {
        Self { words: vec![0; (documents as usize).div_ceil(64)] }
    }

    /// The set of all of so many documents.
    pub fn all(documents: u32) -> Self {
        let mut set = Self { words: vec![u64::MAX; (documents as usize).div_ceil(64)] };
        let in_last = documents % 64;
        if let Some(last) = set.words.last_mut().filter(|_| in_last > 0) {
            *last = (1 << in_last) - 1;
        }
        set
    }

    /// Adds a document; says whether it was not there before.
    #[inline]
    pub fn insert(&mut self, document: u32) -> bool {
        let Some(word) = self.words.get_mut(document as usize / 64) else { return false };
        let bit = 1 << (document % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[inline]
    pub fn contains(&self, document: u32) -> bool {
        self.words.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Whether there is any document of a range.
    pub fn any_in(&self, range: Range<u32>) -> bool {
        self.words_in(range).any(|word| word != 0)
    }

    /// How many documents of a range there are.
    pub fn count_in(&self, range: Range<u32>) -> u32 {
        self.words_in(range).map(u64::count_ones).sum()
    }

    /// The bits of a range, those of other documents cleared.
    fn words_in(&self, range: Range<u32>) -> impl Iterator<Item = u64> {
        let last = range.end.saturating_sub(1);
        let (first_word, last_word) = (range.start as usize / 64, last as usize / 64);
        let end = if range.is_empty() { first_word } else { self.words.len().min(last_word + 1) };
        let words = self.words.get(first_word..end).unwrap_or_default();
        (first_word..).zip(words).map(move |(index, word)| {
            let from = if index == first_word { u64::MAX << (range.start % 64) } else { u64::MAX };
            let to = if index == last_word { u64::MAX >> (63 - last % 64) } else { u64::MAX };
            word & from & to
        })
    }

    /// The documents in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.words).flat_map(|(index, word): (u32, &u64)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(index * 64 + bit)
            })
        })
    }
}
