//! A set of documents.

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

    pub fn remove(&mut self, document: u32) {
        if let Some(word) = self.words.get_mut(document as usize / 64) {
            *word &= !(1 << (document % 64));
        }
    }

    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    #[inline]
    pub fn contains(&self, document: u32) -> bool {
        self.words.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Leaves only what is in the other too.
    pub fn retain(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// How many documents there are.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
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
