//! Which documents have a term, how often in which field, and at which positions.

use crate::bytes::{Cursor, Damage, put_number};

/// The most fields of a schema: a posting tells them apart by the bits of one byte.
pub(crate) const MAX_FIELDS: usize = 8;

/// Collects one term's postings while documents come in order of their numbers.
#[derive(Default)]
pub(crate) struct PostingsWriter {
    /// Documents that have the term.
    pub documents: u32,
    /// The number that the next document's is counted from.
    next: u32,
    /// The documents and counts.
    pub postings: Vec<u8>,
    /// The positions.
    pub positions: Vec<u8>,
}

impl PostingsWriter {
    /// Adds a document in which the term stands at these positions, sorted, each with its field.
    pub fn add(&mut self, document: u32, plain_field: u8, occurrences: &[(u8, u32)]) {
        let gap = u64::from(document - self.next) << 1;
        self.next = document + 1;
        self.documents += 1;
        if let [(field, position)] = occurrences
            && *field == plain_field
        {
            put_number(&mut self.postings, gap);
            put_number(&mut self.positions, u64::from(*position));
            return;
        }
        put_number(&mut self.postings, gap | 1);
        self.postings.push(occurrences.iter().fold(0, |mask, (field, _)| mask | (1 << field)));
        for in_field in occurrences.chunk_by(|one, next| one.0 == next.0) {
            put_number(&mut self.postings, in_field.len() as u64);
            let mut before = 0;
            for (_, position) in in_field {
                put_number(&mut self.positions, u64::from(position - before));
                before = *position;
            }
        }
    }
}

/// One document's occurrences of a term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting {
    /// The document's number.
    pub document: u32,
    /// A bit for each field in which the term stands.
    pub fields: u8,
    /// How often in each field; right only where the field's bit is set.
    pub counts: [u32; MAX_FIELDS],
}

/// Reads a list of postings.
pub(crate) struct PostingsReader<'a> {
    cursor: Cursor<'a>,
    documents: u32,
    fields: u8,
    next: u32,
    posting: Posting,
}

impl<'a> PostingsReader<'a> {
    /// `documents` and `fields` are how many there are, `plain_field` is the one that short postings mean.
    pub fn new(bytes: &'a [u8], documents: u32, fields: usize, plain_field: usize) -> Self {
        let plain = 1_u8 << plain_field;
        // A mask of all fields; with eight of them the shift would lose its only bit.
        let fields = (u16::MAX >> (16 - fields.clamp(1, MAX_FIELDS))) as u8;
        let posting = Posting { document: 0, fields: plain, counts: [1; MAX_FIELDS] };
        Self { cursor: Cursor::new(bytes), documents, fields, next: 0, posting }
    }

    /// Calls `take` with every posting.
    #[inline]
    pub fn for_each(mut self, mut take: impl FnMut(&Posting)) -> Result<(), Damage> {
        let plain = self.posting;
        while !self.cursor.is_at_end() {
            take(self.step(&plain)?);
        }
        Ok(())
    }

    /// The next posting; `None` at the end.
    pub fn next(&mut self, plain: &Posting) -> Result<Option<Posting>, Damage> {
        if self.cursor.is_at_end() { Ok(None) } else { self.step(plain).copied().map(Some) }
    }

    /// What a short posting says.
    pub fn plain(&self) -> Posting {
        self.posting
    }

    #[inline]
    fn step(&mut self, plain: &Posting) -> Result<&Posting, Damage> {
        let head = self.cursor.number()?;
        let document = self.next.checked_add(head >> 1).filter(|document| *document < self.documents);
        let document = document.ok_or_else(|| self.cursor.damage("a posting names a document that does not exist"))?;
        self.next = document + 1;
        self.posting.document = document;
        if head & 1 == 0 {
            self.posting.fields = plain.fields;
            self.posting.counts[plain.fields.trailing_zeros() as usize % MAX_FIELDS] = 1;
            return Ok(&self.posting);
        }
        let mask = self.cursor.byte()?;
        if mask == 0 || mask & !self.fields != 0 {
            return Err(self.cursor.damage("a posting names a field that does not exist"));
        }
        self.posting.fields = mask;
        for field in fields(mask) {
            let count = self.cursor.number()?;
            if count == 0 {
                return Err(self.cursor.damage("a posting counts nothing"));
            }
            self.posting.counts[field] = count;
        }
        Ok(&self.posting)
    }
}

/// The numbers of the bits that are set.
pub(crate) fn fields(mut mask: u8) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let field = mask.trailing_zeros() as usize;
        mask &= mask.wrapping_sub(1);
        (field < MAX_FIELDS).then_some(field)
    })
}

/// Reads the positions of one posting: calls `take` with each, field by field.
pub(crate) fn read_positions(
    cursor: &mut Cursor,
    posting: &Posting,
    mut take: impl FnMut(usize, u32),
) -> Result<(), Damage> {
    for field in fields(posting.fields) {
        let mut position = 0_u32;
        for _ in 0..posting.counts[field] {
            let step = cursor.number()?;
            position = position.checked_add(step).ok_or_else(|| cursor.damage("a position is too large"))?;
            take(field, position);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = PostingsWriter::default();
        writer.add(3, 2, &[(2, 7)]);
        writer.add(4, 2, &[(0, 0), (2, 1), (2, 500)]);
        writer.add(900, 2, &[(7, 9)]);
        let mut reader = PostingsReader::new(&writer.postings, 901, 8, 2);
        let mut positions = Cursor::new(&writer.positions);
        let (plain, mut seen) = (reader.plain(), Vec::new());
        while let Some(posting) = reader.next(&plain).unwrap_or_else(|damage| panic!("{damage:?}")) {
            read_positions(&mut positions, &posting, |field, position| seen.push((posting.document, field, position)))
                .unwrap_or_else(|damage| panic!("{damage:?}"));
        }
        assert_eq!(seen, [(3, 2, 7), (4, 0, 0), (4, 2, 1), (4, 2, 500), (900, 7, 9)]);
        assert!(positions.is_at_end() && writer.documents == 3);
    }
}
