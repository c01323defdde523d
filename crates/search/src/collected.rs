//! The postings of a term while documents are added, before they are written.

use crate::bytes::{Cursor, Damage, put_number};
use crate::field_lengths::FieldLengths;
use crate::positions;
use crate::postings::LEVEL_BITS;
use crate::shapes::Shapes;

/// Collects one term's postings while documents come in order of their numbers. They are kept as varints, which take a
/// third of the room of plain numbers.
#[derive(Default)]
pub(crate) struct PostingsWriter {
    /// Documents that have the term.
    pub documents: u32,
    /// The number that the next document's is counted from.
    next: u32,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

impl PostingsWriter {
    /// Adds a document in which the term stands at these positions, sorted, of which there is at least one.
    pub fn add(&mut self, document: u32, level: u8, positions: impl ExactSizeIterator<Item = u32>) {
        put_number(&mut self.postings, u64::from(document - self.next) << LEVEL_BITS | u64::from(level));
        self.next = document + 1;
        self.documents += 1;
        put_number(&mut self.positions, positions.len() as u64 - 1);
        let mut next = 0;
        for position in positions {
            put_number(&mut self.positions, u64::from(position - next));
            next = position + 1;
        }
    }

    /// The documents in order, each with its level.
    pub fn documents(&self) -> Result<Vec<(u32, u8)>, Damage> {
        let mut cursor = Cursor::new(&self.postings);
        let mut documents = Vec::with_capacity(self.documents as usize);
        let mut next = 0;
        while !cursor.is_at_end() {
            let posting = cursor.wide()?;
            let document = next + (posting >> LEVEL_BITS) as u32;
            documents.push((document, posting as u8 & ((1 << LEVEL_BITS) - 1)));
            next = document + 1;
        }
        Ok(documents)
    }

    /// Appends the list of positions of these documents, which are the writer's own, and returns how many bytes each block has.
    pub fn write_positions(
        &self,
        documents: &[(u32, u8)],
        lengths: (&FieldLengths, &Shapes),
        out: &mut Vec<u8>,
    ) -> Result<Vec<u32>, Damage> {
        positions::write(documents, &mut Cursor::new(&self.positions), lengths, out)
    }
}
