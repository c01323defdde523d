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

    /// The empty set of as many documents.
    pub fn emptied(&self) -> Self {
        Self { words: vec![0; self.words.len()] }
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

    /// Adds documents; those that do not exist are passed over.
    pub fn extend(&mut self, documents: &[u32]) {
        for document in documents {
            if let Some(word) = self.words.get_mut(*document as usize / 64) {
                *word |= 1 << (document % 64);
            }
        }
    }

    /// How many documents there are.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Adds those of another set.
    pub fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Leaves those alone that another set has too.
    pub fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Takes away those of another set.
    pub fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// The documents that at least so many of the sets have; there are 64 sets at most.
    ///
    /// How many sets have a document is counted for 64 documents at once, with a number's bits in as many words. It begins so that
    /// the number wanted is where it runs over.
    pub fn in_at_least(level: u32, sets: &[&Self], documents: u32) -> Self {
        let mut found = Self::new(documents);
        if level <= 1 {
            sets.iter().for_each(|set| found.add(set));
            return found;
        }
        let planes = (level - 1).ilog2() as usize + 1;
        let begin = 1_u32.checked_shl(planes as u32).unwrap_or(0).wrapping_sub(level);
        for (index, place) in found.words.iter_mut().enumerate() {
            let mut counts = [0_u64; 6];
            let counts = counts.get_mut(..planes).unwrap_or_default();
            for (bit, plane) in (0..).zip(counts.iter_mut()) {
                *plane = 0_u64.wrapping_sub(u64::from(begin >> bit & 1));
            }
            for set in sets {
                let mut carry = set.words.get(index).copied().unwrap_or(0);
                for plane in counts.iter_mut() {
                    let sum = *plane ^ carry;
                    carry &= *plane;
                    *plane = sum;
                }
                *place |= carry;
            }
        }
        found
    }

    /// The first documents, so many.
    pub fn first(&self, count: usize) -> Self {
        let mut first = self.emptied();
        self.iter().take(count).for_each(|document| _ = first.insert(document));
        first
    }

    /// Calls `take` with the documents in order.
    #[inline]
    pub fn for_each(&self, take: impl FnMut(u32)) {
        self.for_each_in(self, take);
    }

    /// Calls `take` with the documents, in order, that another set has too.
    #[inline]
    pub fn for_each_in(&self, other: &Self, mut take: impl FnMut(u32)) {
        for (index, (word, other)) in (0..).zip(self.words.iter().zip(&other.words)) {
            let mut rest = word & other;
            while rest != 0 {
                take(index * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const ALL: u32 = 200;

    proptest! {
        #[test]
        fn documents_in_enough_sets_are_counted(
            lists in prop::collection::vec(prop::collection::btree_set(0..ALL, 0..150), 0..9), level in 1..9_u32
        ) {
            let sets: Vec<DocumentSet> = lists.iter().map(|list| {
                let mut set = DocumentSet::new(ALL);
                set.extend(&list.iter().copied().chain([u32::MAX]).collect::<Vec<_>>());
                set
            }).collect();
            let found = DocumentSet::in_at_least(level, &sets.iter().collect::<Vec<_>>(), ALL);
            let is_in = |document: &u32| lists.iter().filter(|list| list.contains(document)).count() >= level as usize;
            let expected: Vec<u32> = (0..ALL).filter(is_in).collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), &expected[..]);
            prop_assert_eq!(found.count() as usize, expected.len());
            let mut each = Vec::new();
            found.for_each(|document| each.push(document));
            prop_assert_eq!(&each, &expected);
            prop_assert!(found.first(7).iter().eq(expected.into_iter().take(7)));
        }

        #[test]
        fn sets_are_joined_and_parted(
            one in prop::collection::btree_set(0..ALL, 0..150), other in prop::collection::btree_set(0..ALL, 0..150)
        ) {
            let set = |documents: &BTreeSet<u32>| {
                let mut set = DocumentSet::new(ALL);
                documents.iter().for_each(|document| _ = set.insert(*document));
                set
            };
            let changed = |change: fn(&mut DocumentSet, &DocumentSet)| {
                let mut changed = set(&one);
                change(&mut changed, &set(&other));
                changed.iter().collect::<Vec<_>>()
            };
            prop_assert!(changed(DocumentSet::add).iter().eq(one.union(&other)));
            prop_assert!(changed(DocumentSet::keep).iter().eq(one.intersection(&other)));
            prop_assert!(changed(DocumentSet::remove).iter().eq(one.difference(&other)));
        }
    }
}
