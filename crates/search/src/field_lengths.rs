//! How many words each field of each document has: by it a position tells its field, and positions take little room.

use std::ops::Range;

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, RICE_BITS, best_rice};
use crate::bytes::Damage;

/// Positions that are left out between two fields, so that no phrase reaches over, nor does nearness.
pub(crate) const GAP: u32 = 8;

/// The most words of a document that are indexed; further ones are not found.
pub(crate) const MOST_WORDS: u32 = 1 << 28;

/// The lengths of all fields, and what a word in each weighs.
#[derive(Debug)]
pub(crate) struct FieldLengths {
    /// In sixteenths.
    weights: Vec<u32>,
    /// Document by document.
    lengths: Vec<u32>,
}

/// The fields of a document.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    /// How many words each has.
    pub lengths: &'a [u32],
    /// What a word in each weighs, in sixteenths.
    pub weights: &'a [u32],
}

impl Fields<'_> {
    /// How many words the document has.
    pub fn words(&self) -> u32 {
        self.lengths.iter().sum()
    }

    /// The positions of a field.
    pub fn range(&self, field: usize) -> Range<u32> {
        let before = self.lengths.iter().take(field);
        let start = before.fold(0_u32, |start, length| start.saturating_add(length + GAP));
        start..self.lengths.get(field).map_or(start, |length| start.saturating_add(*length))
    }
}

impl FieldLengths {
    /// Lengths document by document, which are as many as there are fields for each.
    #[cfg(feature = "build")]
    pub fn new(weights: Vec<u32>, lengths: Vec<u32>) -> Self {
        Self { weights, lengths }
    }

    /// Writes the lengths.
    #[cfg(feature = "build")]
    pub fn write(&self, out: &mut Vec<u8>) {
        let fields = self.weights.len();
        let mut bits = BitWriter::default();
        let of_field = |field: usize| self.lengths.iter().skip(field).step_by(fields).copied();
        let parameters: Vec<u32> = (0..fields).map(|field| best_rice(of_field(field))).collect();
        parameters.iter().for_each(|low| bits.put(*low, RICE_BITS));
        self.lengths.iter().zip(parameters.iter().cycle()).for_each(|(length, low)| bits.put_rice(*length, *low));
        out.append(&mut bits.take());
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(bytes: &[u8], documents: u32, weights: Vec<u32>) -> Result<Self, Damage> {
        let mut bits = BitReader::new(bytes);
        let parameters = weights.iter().map(|_| bits.parameter()).collect::<Result<Vec<_>, _>>()?;
        // A length takes one bit at least.
        let count = (documents as usize).saturating_mul(weights.len());
        if count > bytes.len() * 8 {
            return Err(Damage { at: 0, what: "it has too few lengths" });
        }
        let mut lengths = Vec::with_capacity(count);
        for _ in 0..documents {
            let mut left = MOST_WORDS;
            for low in &parameters {
                let length = bits.rice(*low);
                left = left
                    .checked_sub(length)
                    .ok_or(Damage { at: 0, what: "a document has more words than any may have" })?;
                lengths.push(length);
            }
        }
        bits.finish()?;
        Ok(Self { weights, lengths })
    }

    /// The fields of a document; none where there is no such document.
    #[inline]
    pub fn of(&self, document: u32) -> Fields<'_> {
        let fields = self.weights.len();
        let first = document as usize * fields;
        Fields { lengths: self.lengths.get(first..first + fields).unwrap_or_default(), weights: &self.weights }
    }
}
