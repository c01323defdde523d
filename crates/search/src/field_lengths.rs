//! How many words each field of each document has, while an index is built.

use std::ops::Range;

/// Positions that are left out between two fields while documents are collected, so that a field's end is a position.
pub(crate) const GAP: u32 = 1;

/// The lengths of all fields, document by document.
#[derive(Debug)]
pub(crate) struct FieldLengths {
    fields: usize,
    lengths: Vec<u32>,
}

impl FieldLengths {
    /// Lengths document by document, which are as many as there are fields for each.
    pub fn new(fields: usize, lengths: Vec<u32>) -> Self {
        Self { fields, lengths }
    }

    /// The lengths of each document's fields.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.lengths.chunks(self.fields.max(1))
    }

    /// The positions of each field of a document.
    pub fn ranges(&self, document: u32) -> impl Iterator<Item = Range<u32>> {
        let first = document as usize * self.fields;
        let lengths = self.lengths.get(first..first + self.fields).unwrap_or_default();
        lengths.iter().scan(0, |start, length| {
            let range = *start..*start + length;
            *start = range.end + GAP;
            Some(range)
        })
    }
}
