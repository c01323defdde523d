//! Which documents have a term, and how much each has of it.
//!
//! Lists are in blocks of [`BLOCK`] documents, so that what a query does not need is passed over; the positions, in
//! [`crate::positions`], are in the same blocks.

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, RICE_BITS, best_rice, rice_length};
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};

/// Documents in a block of a list: long enough that what stands before it weighs little, short enough to be decoded for
/// the sake of one.
pub(crate) const BLOCK: usize = 128;

/// Bits of a level; see [`crate::ranking::level_end`].
pub(crate) const LEVEL_BITS: u32 = 4;

/// Bits of the parameter with which levels are coded.
const LEVEL_LOW_BITS: u32 = 2;

/// In lists of fewer documents than this the codes' parameters would cost more than they save.
const SHORT: usize = 16;

/// What a list has beside its documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing.
    Nothing,
    /// Their levels.
    Levels,
    /// Their levels, and elsewhere their positions.
    Positions,
}

/// How the numbers of a block are coded.
struct Codes {
    /// The low bits of gaps.
    of_gaps: u32,
    /// The level from which levels are counted.
    centre: u8,
    /// The low bits of how far levels lie from it.
    of_levels: u32,
}

impl Codes {
    /// Of a list that is too short to say: gaps by how many documents of `limit` it has, levels about that of a word that
    /// stands once in a text of usual length.
    fn usual(documents: u32, limit: u32) -> Self {
        // The best parameter lies near the logarithm of 0.69 times the mean.
        let gap = u64::from(limit) * 11 / 16 / (u64::from(documents) + 1);
        Self { of_gaps: gap.max(1).ilog2(), centre: 7, of_levels: 1 }
    }

    #[cfg(feature = "build")]
    fn best(gaps: impl Iterator<Item = u32> + Clone, block: &[(u32, u8)]) -> Self {
        let mut frequency = [0_u64; 16];
        block.iter().for_each(|(_, level)| frequency[usize::from(level & 15)] += 1);
        let room = |(centre, low): &(u8, u32)| {
            let of_level = |(level, count): (u8, &u64)| count * rice_length(distance(level, *centre), *low);
            (0..).zip(&frequency).map(of_level).sum::<u64>()
        };
        let all = (0..16).flat_map(|centre| (0..1 << LEVEL_LOW_BITS).map(move |low| (centre, low)));
        let (centre, of_levels) = all.min_by_key(room).unwrap_or_default();
        Self { of_gaps: best_rice(gaps), centre, of_levels }
    }

    fn read(bits: &mut BitReader, levels: bool) -> Result<Self, Damage> {
        let of_gaps = bits.parameter()?;
        let (centre, of_levels) =
            if levels { (bits.take(LEVEL_BITS) as u8, bits.take(LEVEL_LOW_BITS)) } else { (0, 0) };
        Ok(Self { of_gaps, centre, of_levels })
    }
}

/// How far a level lies from another: 0, 1 above, 1 below, 2 above …
#[cfg(feature = "build")]
pub(crate) fn distance(level: u8, centre: u8) -> u32 {
    let by = 2 * u32::from(level.abs_diff(centre));
    if level > centre { by - 1 } else { by }
}

/// The level that lies so far from another.
#[inline]
pub(crate) fn level_at(distance: u32, centre: u8) -> u8 {
    let by = (distance.wrapping_add(1) / 2) as u8;
    (if distance % 2 == 1 { centre.wrapping_add(by) } else { centre.wrapping_sub(by) }) & 15
}

/// Appends a list of documents of `limit` with their levels; without levels where they have no `LEVELS`. `positions` says how many
/// bytes of positions each block has, where the documents have any.
#[cfg(feature = "build")]
pub(crate) fn write_documents<const LEVELS: bool>(
    documents: &[(u32, u8)],
    limit: u32,
    positions: &[u32],
    out: &mut Vec<u8>,
) {
    let mut positions = positions.iter();
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
        let codes = if documents.len() < SHORT {
            Codes::usual(documents.len() as u32, limit)
        } else {
            let codes = Codes::best(gaps.clone(), block);
            bits.put(codes.of_gaps, RICE_BITS);
            if LEVELS {
                bits.put(u32::from(codes.centre), LEVEL_BITS);
                bits.put(codes.of_levels, LEVEL_LOW_BITS);
            }
            codes
        };
        gaps.for_each(|gap| bits.put_rice(gap, codes.of_gaps));
        if LEVELS {
            block.iter().for_each(|(_, level)| bits.put_rice(distance(*level, codes.centre), codes.of_levels));
        }
        let start = next;
        next = block.last().map_or(next, |(document, _)| document + 1);
        let bytes = bits.take();
        if !rest.is_empty() {
            put_number(out, u64::from(next - start));
            put_number(out, bytes.len() as u64);
            positions.next().into_iter().for_each(|length| put_number(out, u64::from(*length)));
        }
        out.extend_from_slice(&bytes);
    }
}

/// Reads a list of documents block by block.
pub(crate) struct DocumentsReader<'a> {
    cursor: Cursor<'a>,
    /// How many there are.
    count: u32,
    /// How many are still to come.
    left: u32,
    /// The number from which the next block's first is counted.
    next: u32,
    /// How many documents there are.
    limit: u32,
    beside: Beside,
    /// Where the positions of the block that was read begin, counted from the list's first; and where they end, but for those of
    /// the last block.
    pub positions: (u64, Option<u64>),
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
    /// The documents.
    #[inline]
    pub fn documents(&self) -> &[u32] {
        self.documents.get(..self.count).unwrap_or_default()
    }

    /// The documents with their levels.
    #[cfg(feature = "build")]
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> {
        self.documents.iter().copied().zip(self.levels.iter().copied()).take(self.count)
    }
}

impl<'a> DocumentsReader<'a> {
    /// `count` documents of `limit` stand in the bytes.
    pub fn new(bytes: &'a [u8], count: u32, limit: u32, beside: Beside) -> Self {
        Self { cursor: Cursor::new(bytes), count, left: count, next: 0, limit, beside, positions: (0, Some(0)) }
    }

    /// Reads the next block; `false` at the end.
    #[inline]
    pub fn read(&mut self, block: &mut Block) -> Result<bool, Damage> {
        self.read_where(block, &|_| true)
    }

    /// Passes over blocks until one may hold a wanted document, and reads that. `wanted` is asked whether any document
    /// of a range is. `false` at the end.
    pub fn read_where(
        &mut self,
        block: &mut Block,
        wanted: &dyn Fn(std::ops::Range<u32>) -> bool,
    ) -> Result<bool, Damage> {
        while self.left > 0 {
            let count = (self.left as usize).min(BLOCK);
            self.left -= count as u32;
            let (bytes, range) = if self.left > 0 {
                let end = self.next.checked_add(self.cursor.number()?).filter(|end| *end <= self.limit);
                let end = end.ok_or_else(|| self.cursor.damage("a block names documents that do not exist"))?;
                let length = self.cursor.number()? as usize;
                let of_positions = if self.beside == Beside::Positions { self.cursor.number()? } else { 0 };
                let start = self.positions.1.unwrap_or(0);
                self.positions = (start, Some(start + u64::from(of_positions)));
                (self.cursor.take(length)?, self.next..end)
            } else {
                self.positions = (self.positions.1.unwrap_or(0), None);
                (self.cursor.rest(), self.next..self.limit)
            };
            if !wanted(range.clone()) {
                self.next = range.end;
                continue;
            }
            let last = self.decode(bytes, count, block)?;
            self.next = if self.left > 0 { range.end } else { last + 1 };
            if last >= self.next {
                return Err(self.cursor.damage("a block ends later than it says"));
            }
            return Ok(true);
        }
        block.count = 0;
        Ok(false)
    }

    /// Decodes a block of so many documents, and returns the last of them.
    fn decode(&self, bytes: &[u8], count: usize, block: &mut Block) -> Result<u32, Damage> {
        let mut bits = BitReader::new(bytes);
        let codes = if self.count < SHORT as u32 {
            Codes::usual(self.count, self.limit)
        } else {
            Codes::read(&mut bits, self.beside != Beside::Nothing)?
        };
        // Wide, so that it grows with each document whatever the gaps are: where the last one exists all do.
        let mut next = u64::from(self.next);
        let mut documents = block.documents.iter_mut();
        bits.rices(codes.of_gaps, count, |gap| {
            next += u64::from(gap);
            documents.next().into_iter().for_each(|document| *document = next as u32);
            next += 1;
        });
        if self.beside != Beside::Nothing {
            let mut levels = block.levels.iter_mut();
            bits.rices(codes.of_levels, count, |distance| {
                levels.next().into_iter().for_each(|level| *level = level_at(distance, codes.centre));
            });
        }
        block.count = count;
        bits.finish()?;
        if next <= u64::from(self.limit) {
            Ok(next as u32 - 1)
        } else {
            Err(Damage { at: 0, what: "a posting names a document that does not exist" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::Cursor;
    use crate::collected::PostingsWriter;
    use crate::field_lengths::{FieldLengths, GAP};
    use crate::positions::{self, PLACE_BITS};
    use crate::ranking;
    use crate::set::DocumentSet;
    use crate::shapes::Shapes;
    use proptest::prelude::*;

    const WEIGHTS: [u32; 2] = [32, 16];

    /// Documents with their levels and positions, and the lengths of two fields of each document, of which the second counts
    /// half as much.
    fn list() -> impl Strategy<Value = (Vec<(u32, u8, Vec<u32>)>, FieldLengths)> {
        let lengths = (0..4_u32, prop_oneof![Just(0_u32), 1..9_u32, 1..3_000_u32]);
        let one =
            (prop_oneof![1..3_u32, 1..400_u32], lengths, prop::collection::vec(any::<u32>(), 1..9), any::<bool>());
        let many = prop_oneof![0..20_usize, 0..500_usize];
        many.prop_flat_map(move |most| prop::collection::vec(one.clone(), 0..=most)).prop_map(|list| {
            let (mut all, mut lengths) = (Vec::new(), Vec::new());
            for (gap, (first, second), chosen, is_full) in list {
                let words = first + second;
                let mut positions: Vec<u32> = match (words, is_full) {
                    (0, _) => continue,
                    (_, true) => (0..words).collect(),
                    (_, false) => chosen.iter().map(|number| number % words).collect(),
                };
                positions.sort_unstable();
                positions.dedup();
                let in_first = positions.partition_point(|position| *position < first);
                let weight = in_first as u64 * 32 + (positions.len() - in_first) as u64 * 16;
                positions.iter_mut().skip(in_first).for_each(|position| *position += GAP);
                lengths.extend(std::iter::repeat_n([7, 9], gap as usize - 1).flatten().chain([first, second]));
                all.push((lengths.len() as u32 / 2 - 1, ranking::level(weight, words), positions));
            }
            (all, FieldLengths::new(2, lengths))
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read((list, lengths) in list(), modulus in 1..50_u32) {
            let mut writer = PostingsWriter::default();
            for (document, level, positions) in &list {
                writer.add(*document, *level, positions.iter().copied());
            }
            let documents = writer.documents().expect("its own");
            let expected: Vec<(u32, u8)> = list.iter().map(|(document, level, _)| (*document, *level)).collect();
            prop_assert_eq!(&documents, &expected);
            let limit = documents.last().map_or(0, |(document, _)| document + 1);
            let (mut bytes, mut positions) = (Vec::new(), Vec::new());
            let shapes = Shapes::new(&lengths, WEIGHTS.to_vec());
            let of_blocks = writer.write_positions(&documents, (&lengths, &shapes), &mut positions).expect("its own");
            write_documents::<true>(&documents, limit, &of_blocks, &mut bytes);

            let of_document = |(document, _, positions): &(u32, u8, Vec<u32>)| {
                let second = lengths.ranges(*document).nth(1).expect("two fields").start;
                let placed = |position: &u32| match position.checked_sub(second) {
                    Some(place) => 1 << PLACE_BITS | place,
                    None => *position,
                };
                positions.iter().map(|position| (*document, placed(position))).collect::<Vec<_>>()
            };
            let expected_positions: Vec<(u32, u32)> = list.iter().flat_map(of_document).collect();
            let all = DocumentSet::all(limit);
            let positions_of = |reader: &DocumentsReader, block: &Block, wanted: &DocumentSet, found: &mut Vec<(u32, u32)>| {
                let (from, to) = reader.positions;
                let of_block = &positions[from as usize..to.map_or(positions.len(), |to| to as usize)];
                let take = &mut |document, position| found.push((document, position));
                positions::read(of_block, block.documents(), &block.levels, (&shapes, wanted), take).expect("whole");
            };
            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit, Beside::Positions);
            let (mut block, mut seen, mut found) = (Block::default(), Vec::new(), Vec::new());
            while reader.read(&mut block).expect("whole") {
                seen.extend(block.iter());
                positions_of(&reader, &block, &all, &mut found);
            }
            prop_assert_eq!(seen, expected);
            prop_assert_eq!(&found, &expected_positions);

            // Blocks without a wanted document may be passed over, none with one.
            let wanted = |document: &u32| document.is_multiple_of(modulus);
            let mut chosen = DocumentSet::new(limit);
            documents.iter().filter(|(document, _)| wanted(document)).for_each(|(document, _)| _ = chosen.insert(*document));
            let any_wanted = |range: std::ops::Range<u32>| chosen.any_in(range);
            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit, Beside::Positions);
            let (mut seen, mut found) = (Vec::new(), Vec::new());
            while reader.read_where(&mut block, &any_wanted).expect("whole") {
                seen.extend(block.iter().map(|(document, _)| document).filter(wanted));
                positions_of(&reader, &block, &chosen, &mut found);
            }
            prop_assert_eq!(seen, documents.iter().map(|(document, _)| *document).filter(wanted).collect::<Vec<_>>());
            let wanted_positions: Vec<_> = expected_positions.into_iter().filter(|(document, _)| wanted(document)).collect();
            prop_assert_eq!(found, wanted_positions);

            bytes.clear();
            write_documents::<false>(&documents, limit, &[], &mut bytes);
            let mut reader = DocumentsReader::new(&bytes, writer.documents, limit, Beside::Nothing);
            let mut seen = Vec::new();
            while reader.read(&mut block).expect("whole") {
                seen.extend_from_slice(block.documents());
            }
            prop_assert_eq!(seen, documents.iter().map(|(document, _)| *document).collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..300), count in 0..700_u32, limit in 0..5_000_u32, (_, lengths) in list()
        ) {
            let mut block = Block::default();
            let mut reader = DocumentsReader::new(&bytes, count, limit, Beside::Positions);
            while reader.read(&mut block).is_ok_and(|more| more) {
                prop_assert!(block.iter().all(|(document, level)| document < limit && level < 16));
            }
            let shapes = Shapes::new(&lengths, WEIGHTS.to_vec());
            let documents: Vec<u32> = (0..count.min(BLOCK as u32)).collect();
            let all = DocumentSet::all(count);
            let levels: Vec<u8> = documents.iter().map(|document| bytes.get(*document as usize).map_or(3, |byte| byte % 16)).collect();
            let mut found = 0;
            let _ = positions::read(&bytes, &documents, &levels, (&shapes, &all), &mut |_, _| found += 1);
            prop_assert!(found <= bytes.len() * 64);
            if let Ok(shapes) = Shapes::read(&mut Cursor::new(&bytes), count, vec![16; 3]) {
                let _ = positions::read(&bytes, &documents, &levels, (&shapes, &all), &mut |_, _| ());
            }
        }
    }
}
