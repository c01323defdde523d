//! Which documents have a term and how much each has of it, and at which positions.
//!
//! Both are lists in blocks of [`BLOCK`] documents, so that what a query does not need is passed over.

use crate::bits::{BitReader, BitWriter, RICE_BITS, best_rice};
use crate::bytes::{Cursor, Damage, put_number};

/// Documents in a block of a list: long enough that what stands before it weighs little, short enough to be decoded for
/// the sake of one.
pub(crate) const BLOCK: usize = 128;

/// Bits of a level; see [`crate::ranking::level`].
const LEVEL_BITS: u32 = 4;

/// Bits of the parameter with which the numbers of positions are coded.
const COUNT_BITS: u32 = 3;

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

    /// Appends the list of positions.
    pub fn write_positions(&self, out: &mut Vec<u8>) -> Result<(), Damage> {
        let mut cursor = Cursor::new(&self.positions);
        let mut left = self.documents as usize;
        let (mut counts, mut gaps) = (Vec::new(), Vec::new());
        let mut bits = BitWriter::default();
        while left > 0 {
            counts.clear();
            gaps.clear();
            for _ in 0..left.min(BLOCK) {
                let count = cursor.number()?;
                counts.push(count);
                for _ in 0..=count {
                    gaps.push(cursor.number()?);
                }
            }
            left -= counts.len();
            let of_counts = best_rice(counts.iter().copied()).min((1 << COUNT_BITS) - 1);
            let of_gaps = best_rice(gaps.iter().copied());
            bits.put(of_counts, COUNT_BITS);
            bits.put(of_gaps, RICE_BITS);
            let mut rest = gaps.iter();
            for count in &counts {
                bits.put_rice(*count, of_counts);
                rest.by_ref().take(*count as usize + 1).for_each(|gap| bits.put_rice(*gap, of_gaps));
            }
            let block = bits.take();
            if left > 0 {
                put_number(out, block.len() as u64);
            }
            out.extend_from_slice(&block);
        }
        Ok(())
    }
}

/// Appends a list of documents with their levels; without levels where they have no `LEVELS`.
pub(crate) fn write_documents<const LEVELS: bool>(documents: &[(u32, u8)], out: &mut Vec<u8>) {
    let mut bits = BitWriter::default();
    let mut next = 0;
    let mut rest = documents;
    while !rest.is_empty() {
        let (block, behind) = rest.split_at(rest.len().min(BLOCK));
        rest = behind;
        let gaps = block.iter().scan(next, |next, (document, _)| {
            let gap = document - *next;
            *next = document + 1;
            Some(gap)
        });
        let low = best_rice(gaps.clone());
        bits.put(low, RICE_BITS);
        for (gap, (_, level)) in gaps.zip(block) {
            bits.put_rice(gap, low);
            if LEVELS {
                bits.put(u32::from(*level), LEVEL_BITS);
            }
        }
        let start = next;
        next = block.last().map_or(next, |(document, _)| document + 1);
        let bytes = bits.take();
        if !rest.is_empty() {
            put_number(out, u64::from(next - start));
            put_number(out, bytes.len() as u64);
        }
        out.extend_from_slice(&bytes);
    }
}

/// Reads a list of documents block by block.
pub(crate) struct DocumentsReader<'a> {
    cursor: Cursor<'a>,
    /// How many are still to come.
    left: u32,
    /// The number from which the next block's first is counted.
    next: u32,
    /// How many documents there are.
    limit: u32,
}

/// A block of a list of documents.
pub(crate) struct Block {
    /// Their numbers, in order; right up to `count`.
    pub documents: [u32; BLOCK],
    /// Their levels.
    pub levels: [u8; BLOCK],
    /// How many there are.
    pub count: usize,
}

impl Default for Block {
    fn default() -> Self {
        Self { documents: [0; BLOCK], levels: [0; BLOCK], count: 0 }
    }
}

impl Block {
    /// The documents with their levels.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> {
        self.documents.iter().copied().zip(self.levels.iter().copied()).take(self.count)
    }
}

impl<'a> DocumentsReader<'a> {
    /// `count` documents of `limit` stand in the bytes.
    pub fn new(bytes: &'a [u8], count: u32, limit: u32) -> Self {
        Self { cursor: Cursor::new(bytes), left: count, next: 0, limit }
    }

    /// Reads the next block; `false` at the end.
    #[inline]
    pub fn read<const LEVELS: bool>(&mut self, block: &mut Block) -> Result<bool, Damage> {
        Ok(self.read_where::<LEVELS>(block, |_| true)?.is_some())
    }

    /// Passes over blocks until one may hold a wanted document, and reads that. `wanted` is asked whether any document
    /// of a range is. Returns how many blocks were passed over; `None` at the end.
    pub fn read_where<const LEVELS: bool>(
        &mut self,
        block: &mut Block,
        wanted: impl Fn(std::ops::Range<u32>) -> bool,
    ) -> Result<Option<usize>, Damage> {
        let mut passed = 0;
        while self.left > 0 {
            let count = (self.left as usize).min(BLOCK);
            self.left -= count as u32;
            let (bytes, range) = if self.left > 0 {
                let end = self.next.checked_add(self.cursor.number()?).filter(|end| *end <= self.limit);
                let end = end.ok_or_else(|| self.cursor.damage("a block names documents that do not exist"))?;
                let length = self.cursor.number()? as usize;
                (self.cursor.take(length)?, self.next..end)
            } else {
                (self.cursor.rest(), self.next..self.limit)
            };
            if !wanted(range.clone()) {
                self.next = range.end;
                passed += 1;
                continue;
            }
            let last = decode::<LEVELS>(bytes, self.next, count, self.limit, block)?;
            self.next = if self.left > 0 { range.end } else { last + 1 };
            if last >= self.next {
                return Err(self.cursor.damage("a block ends later than it says"));
            }
            return Ok(Some(passed));
        }
        block.count = 0;
        Ok(None)
    }
}

/// Decodes a block whose first document is counted from `next`, and returns its last document.
#[inline]
fn decode<const LEVELS: bool>(
    bytes: &[u8],
    mut next: u32,
    count: usize,
    limit: u32,
    block: &mut Block,
) -> Result<u32, Damage> {
    let mut bits = BitReader::new(bytes);
    let low = bits.parameter()?;
    for (document, level) in block.documents.iter_mut().zip(&mut block.levels).take(count) {
        // Wrapped numbers are no longer in order, which is noticed below.
        *document = next.wrapping_add(if LEVELS { bits.rice_with(low, LEVEL_BITS, level) } else { bits.rice(low) });
        next = document.wrapping_add(1);
    }
    block.count = count;
    bits.finish()?;
    let documents = &block.documents[..count];
    let last = documents.last().copied().unwrap_or(0);
    if last < limit && documents.is_sorted() {
        Ok(last)
    } else {
        Err(Damage { at: 0, what: "a posting names a document that does not exist" })
    }
}

/// Reads a list of positions, in step with the documents.
pub(crate) struct PositionsReader<'a> {
    cursor: Cursor<'a>,
    left: u32,
}

impl<'a> PositionsReader<'a> {
    /// The positions of `count` documents stand in the bytes.
    pub fn new(bytes: &'a [u8], count: u32) -> Self {
        Self { cursor: Cursor::new(bytes), left: count }
    }

    /// Passes over so many blocks.
    pub fn pass(&mut self, blocks: usize) -> Result<(), Damage> {
        for _ in 0..blocks {
            self.next_block()?;
        }
        Ok(())
    }

    fn next_block(&mut self) -> Result<(&'a [u8], usize), Damage> {
        let count = (self.left as usize).min(BLOCK);
        self.left -= count as u32;
        if self.left == 0 {
            return Ok((self.cursor.rest(), count));
        }
        let length = self.cursor.number()? as usize;
        Ok((self.cursor.take(length)?, count))
    }

    /// Calls `take` with every position of the next block and the index of its document in that block.
    pub fn read(&mut self, mut take: impl FnMut(usize, u32)) -> Result<(), Damage> {
        let (bytes, count) = self.next_block()?;
        let mut bits = BitReader::new(bytes);
        let of_counts = bits.take(COUNT_BITS);
        let of_gaps = bits.parameter()?;
        // A position takes one bit at least.
        let mut room = bytes.len() * 8;
        for index in 0..count {
            let more = bits.rice(of_counts) as usize;
            if more >= room {
                return Err(Damage { at: 0, what: "a term has more positions than there is room for" });
            }
            room -= more;
            let mut next = 0_u32;
            for _ in 0..=more {
                let position = next.wrapping_add(bits.rice(of_gaps));
                take(index, position);
                next = position.wrapping_add(1);
            }
        }
        bits.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list() -> impl Strategy<Value = Vec<(u32, u8, Vec<u32>)>> {
        let positions = prop::collection::btree_set(0..3_000_u32, 1..6);
        let one = (prop_oneof![1..3_u32, 1..400_u32], 0..16_u8, positions);
        prop::collection::vec(one, 0..500).prop_map(|list| {
            let mut document = 0;
            list.into_iter()
                .map(|(gap, level, positions)| {
                    document += gap;
                    (document, level, positions.into_iter().collect())
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(list in list(), modulus in 1..50_u32) {
            let mut writer = PostingsWriter::default();
            for (document, level, positions) in &list {
                writer.add(*document, *level, positions.iter().copied());
            }
            let documents = writer.documents().expect("its own");
            let expected: Vec<(u32, u8)> = list.iter().map(|(document, level, _)| (*document, *level)).collect();
            prop_assert_eq!(&documents, &expected);
            let (mut bytes, mut positions) = (Vec::new(), Vec::new());
            write_documents::<true>(&documents, &mut bytes);
            writer.write_positions(&mut positions).expect("its own");
            let limit = documents.last().map_or(0, |(document, _)| document + 1);

            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit);
            let mut places = PositionsReader::new(&positions, writer.documents);
            let (mut block, mut seen, mut index) = (Block::default(), Vec::new(), 0);
            while reader.read::<true>(&mut block).expect("whole") {
                seen.extend(block.iter());
                let mut found = vec![Vec::new(); block.count];
                places.read(|at, position| found[at].push(position)).expect("whole");
                for found in found {
                    prop_assert_eq!(&found, &list[index].2);
                    index += 1;
                }
            }
            prop_assert_eq!(seen, expected);

            // Blocks without a wanted document may be passed over, none with one.
            let wanted = |document: &u32| document.is_multiple_of(modulus);
            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit);
            let mut found = Vec::new();
            while reader.read_where::<true>(&mut block, |mut range| range.any(|document| wanted(&document))).expect("whole").is_some() {
                found.extend(block.iter().map(|(document, _)| document).filter(wanted));
            }
            prop_assert_eq!(found, documents.iter().map(|(document, _)| *document).filter(wanted).collect::<Vec<_>>());

            let bare: Vec<(u32, u8)> = documents.iter().map(|(document, _)| (*document, 0)).collect();
            bytes.clear();
            write_documents::<false>(&bare, &mut bytes);
            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit);
            let mut seen = Vec::new();
            while reader.read::<false>(&mut block).expect("whole") {
                seen.extend(block.documents[..block.count].iter().map(|document| (*document, 0)));
            }
            prop_assert_eq!(seen, bare);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), count in 0..700_u32, limit in 0..5_000_u32) {
            let mut block = Block::default();
            let mut reader = DocumentsReader::new(&bytes, count, limit);
            while reader.read::<true>(&mut block).is_ok_and(|more| more) {
                prop_assert!(block.iter().all(|(document, _)| document < limit));
            }
            let mut reader = PositionsReader::new(&bytes, count);
            for _ in 0..count.div_ceil(BLOCK as u32) {
                let _ = reader.read(|index, _| assert!(index < BLOCK));
            }
        }
    }
}
