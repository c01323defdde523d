//! How many words each field of each document has, by which a position tells its field.

use std::ops::Range;

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, RICE_BITS, best_rice};
use crate::bytes::Damage;
use crate::joint::Order;

/// Positions that are left out between two fields, so that no phrase reaches over, nor does nearness.
pub(crate) const GAP: u32 = 8;

/// The lengths of all fields but the last, which is as long as it is.
#[derive(Debug)]
pub(crate) struct FieldLengths {
    fields: usize,
    lengths: Vec<u32>,
}

/// Writes the lengths of all fields but the last, document by document.
#[cfg(feature = "build")]
pub(crate) fn write(lengths: &[u32], out: &mut Vec<u8>) {
    let low = best_rice(lengths.iter().copied());
    let mut bits = BitWriter::default();
    bits.put(low, RICE_BITS);
    lengths.iter().for_each(|length| bits.put_rice(*length, low));
    out.append(&mut bits.take());
}

impl FieldLengths {
    /// Reads what [`write`] wrote.
    pub fn read(bytes: &[u8], documents: u32, fields: usize) -> Result<Self, Damage> {
        let mut bits = BitReader::new(bytes);
        let low = bits.parameter()?;
        let fields = fields.max(1);
        // A length takes one bit at least.
        let count = (documents as usize).saturating_mul(fields - 1);
        if count > bytes.len() * 8 {
            return Err(Damage { at: 0, what: "it has too few lengths" });
        }
        let lengths = (0..count).map(|_| bits.rice(low)).collect();
        bits.finish()?;
        Ok(Self { fields, lengths })
    }

    /// The lengths of all documents' fields, from those of the segments.
    pub fn joined(of_segments: &[Self], order: &Order) -> Self {
        let fields = of_segments.first().map_or(1, |lengths| lengths.fields);
        let mut joined = Self { fields, lengths: vec![0; order.count as usize * (fields - 1)] };
        for (of_segment, numbers) in of_segments.iter().zip(&order.numbers) {
            for (number, lengths) in numbers.iter().zip(of_segment.lengths.chunks_exact((fields - 1).max(1))) {
                let places = joined.lengths.chunks_exact_mut((fields - 1).max(1)).nth(*number as usize);
                places.into_iter().for_each(|place| place.copy_from_slice(lengths));
            }
        }
        joined
    }

    /// The positions of a field of a document.
    pub fn range(&self, document: u32, field: usize) -> Range<u32> {
        let first = document as usize * (self.fields - 1);
        let of_document = self.lengths.get(first..first + self.fields - 1).unwrap_or_default();
        let start = of_document.iter().take(field).fold(0_u32, |start, length| start.saturating_add(length + GAP));
        start..of_document.get(field).map_or(u32::MAX, |length| start.saturating_add(*length))
    }
}
