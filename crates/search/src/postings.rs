//! Which documents have a term, and how much each has of it.
//!
//! Lists are in blocks of [`BLOCK`] documents, so that what a query does not need is passed over; the positions, in
//! [`crate::positions`], are in the same blocks.

use std::ops::Range;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Where the positions of the next block begin.
    positions: u64,
}

/// A block of a list of which the documents were read: where else it is told of.
#[derive(Clone, Debug)]
pub(crate) struct BlockAt {
    /// Where its positions begin, counted from the list's first; and where they end, but for those of the last block.
    pub positions: (u64, Option<u64>),
    /// Its bytes among those of the list, and the bits before the levels.
    bytes: Range<usize>,
    bits: usize,
    centre: u8,
    of_levels: u32,
}

impl<'a> DocumentsReader<'a> {
    /// `count` documents of `limit` stand in the bytes.
    pub fn new(bytes: &'a [u8], count: u32, limit: u32, beside: Beside) -> Self {
        Self { cursor: Cursor::new(bytes), count, left: count, next: 0, limit, beside, positions: 0 }
    }

    /// Reads the documents of the next block, and puts them behind those that are there; `None` at the end.
    pub fn read(&mut self, documents: &mut Vec<u32>) -> Result<Option<BlockAt>, Damage> {
        if self.left == 0 {
            return Ok(None);
        }
        let count = (self.left as usize).min(BLOCK);
        self.left -= count as u32;
        let start = self.positions;
        let (bytes, end, positions) = if self.left > 0 {
            let end = self.next.checked_add(self.cursor.number()?).filter(|end| *end <= self.limit);
            let end = end.ok_or_else(|| self.cursor.damage("a block names documents that do not exist"))?;
            let length = self.cursor.number()? as usize;
            let of_positions = if self.beside == Beside::Positions { self.cursor.number()? } else { 0 };
            self.positions += u64::from(of_positions);
            (self.cursor.take(length)?, end, Some(self.positions))
        } else {
            (self.cursor.rest(), self.limit, None)
        };
        let behind = self.cursor.at();
        let mut bits = BitReader::new(bytes);
        let codes = if self.count < SHORT as u32 {
            Codes::usual(self.count, self.limit)
        } else {
            Codes::read(&mut bits, self.beside != Beside::Nothing)?
        };
        // Wide, so that it grows with each document whatever the gaps are: where the last one exists all do.
        let mut next = u64::from(self.next);
        let first = documents.len();
        documents.resize(first + count, 0);
        let mut places = documents.iter_mut().skip(first);
        bits.rices(codes.of_gaps, count, |gap| {
            next += u64::from(gap);
            places.next().into_iter().for_each(|document| *document = next as u32);
            next += 1;
        });
        bits.finish()?;
        if next > u64::from(end) {
            return Err(Damage { at: 0, what: "a posting names a document that does not exist" });
        }
        self.next = end;
        let bytes = behind - bytes.len()..behind;
        let Codes { centre, of_levels, .. } = codes;
        Ok(Some(BlockAt { positions: (start, positions), bytes, bits: bits.read(), centre, of_levels }))
    }
}

impl BlockAt {
    /// Reads the levels of a block's documents from the bytes of its list: as many as there are places.
    pub fn levels(&self, list: &[u8], levels: &mut [u8]) -> Result<(), Damage> {
        let mut bits = BitReader::behind(list.get(self.bytes.clone()).unwrap_or_default(), self.bits);
        let count = levels.len();
        let mut places = levels.iter_mut();
        bits.rices(self.of_levels, count, |distance| {
            places.next().into_iter().for_each(|level| *level = level_at(distance, self.centre));
        });
        bits.finish()
    }
}

/// Calls `take` with the documents of a list that has positions, and with their levels.
#[cfg(feature = "build")]
pub(crate) fn for_each(bytes: &[u8], count: u32, limit: u32, mut take: impl FnMut(u32, u8)) -> Result<(), Damage> {
    let mut reader = DocumentsReader::new(bytes, count, limit, Beside::Positions);
    let mut documents = Vec::new();
    while let Some(block) = reader.read(&mut documents)? {
        let mut levels = [0; BLOCK];
        let levels = levels.get_mut(..documents.len()).unwrap_or_default();
        block.levels(bytes, levels)?;
        documents.drain(..).zip(levels).for_each(|(document, level)| take(document, *level));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
