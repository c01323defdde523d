//! At which positions documents have a term.
//!
//! What is known of a document tells most of it. Its length and the level of the posting leave few numbers of
//! occurrences, its fields' lengths bound the positions, and what lies between two bounds is coded by interpolation (Moffat,
//! Stuiver, "Binary interpolative coding for effective index compression", 2000): the one in the middle first, then those
//! on either side between it and the bounds.

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::BitWriter;
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
use crate::field_lengths::{FieldLengths, Fields};
use crate::postings::BLOCK;
use crate::ranking;

/// The most positions for each byte of a block: where every word of a field is the same these take no room by themselves,
/// and what a block claims must not be more than memory holds.
const MOST_PER_BYTE: usize = 64;

/// What a level and the fields of a document leave possible, field by field.
struct Counts<'a> {
    fields: Fields<'a>,
    /// What the occurrences weigh together, in sixteenths.
    least: u64,
    most: u64,
    /// What the words of the fields behind weigh.
    behind: u64,
    /// How many occurrences are told.
    told: u32,
}

impl<'a> Counts<'a> {
    fn new(fields: Fields<'a>, level: u8) -> Self {
        let words = fields.words();
        let least = level.checked_sub(1).map_or(0, |lower| ranking::level_end(lower, words).saturating_add(1));
        let weigh = |(length, weight): (&u32, &u32)| u64::from(*length) * u64::from(*weight);
        let behind = fields.lengths.iter().zip(fields.weights).map(weigh).fold(0, u64::saturating_add);
        Self { fields, least, most: ranking::level_end(level, words), behind, told: 0 }
    }

    /// The least and the most occurrences in a field, those before it told; `None` where none are possible.
    fn bounds(&mut self, field: usize) -> Option<(u32, u32)> {
        let length = self.fields.lengths.get(field).copied().unwrap_or(0);
        let weight = u64::from(self.fields.weights.get(field).copied().unwrap_or(0));
        self.behind = self.behind.saturating_sub(u64::from(length) * weight);
        let is_last = field + 1 == self.fields.lengths.len();
        let least = if is_last && self.told == 0 { 1 } else { 0 };
        let missing = self.least.saturating_sub(self.behind);
        let least = u64::max(least, if weight > 0 { missing.div_ceil(weight) } else { 0 });
        let most = self.most.checked_div(weight).map_or(length, |most| most.min(u64::from(length)) as u32);
        (least <= u64::from(most)).then_some((least as u32, most))
    }

    /// Takes note of the occurrences in a field.
    fn tell(&mut self, field: usize, count: u32) {
        let weight = u64::from(self.fields.weights.get(field).copied().unwrap_or(0)) * u64::from(count);
        self.told += count;
        self.least = self.least.saturating_sub(weight);
        self.most = self.most.saturating_sub(weight);
    }
}

/// Appends the positions of documents with their levels: `gaps` has for each document how many positions it has but
/// one, then how many are passed over before each.
#[cfg(feature = "build")]
pub(crate) fn write(
    documents: &[(u32, u8)],
    gaps: &mut Cursor,
    lengths: &FieldLengths,
    out: &mut Vec<u8>,
) -> Result<(), Damage> {
    let impossible = Damage { at: 0, what: "a term's positions are not those of its level" };
    let mut bits = BitWriter::default();
    let mut of_document: Vec<u32> = Vec::new();
    let blocks = documents.chunks(BLOCK);
    let last = blocks.len().saturating_sub(1);
    for (number, block) in blocks.enumerate() {
        let mut total = 0;
        for (document, level) in block {
            of_document.clear();
            let mut next = 0;
            for _ in 0..=gaps.number()? {
                let position = next + gaps.number()?;
                of_document.push(position);
                next = position + 1;
            }
            total += of_document.len();
            let fields = lengths.of(*document);
            let mut counts = Counts::new(fields, *level);
            let mut rest = of_document.as_slice();
            for field in 0..fields.lengths.len() {
                let range = fields.range(field);
                let (inside, behind) = rest.split_at(rest.partition_point(|position| *position < range.end));
                let count = inside.len() as u32;
                let bounds = counts.bounds(field).filter(|(least, most)| (*least..=*most).contains(&count));
                let (least, most) = bounds.ok_or(impossible)?;
                put_count(&mut bits, count - least, most - least, field + 1 == fields.lengths.len());
                counts.tell(field, count);
                put_between(&mut bits, inside, range);
                rest = behind;
            }
        }
        let mut bytes = bits.take();
        bytes.resize(bytes.len().max(total.div_ceil(MOST_PER_BYTE)), 0);
        if number < last {
            put_number(out, bytes.len() as u64);
        }
        out.append(&mut bytes);
    }
    Ok(())
}

/// In the last field, the text, the level leaves a narrow range; before it the least is by far the most frequent.
#[cfg(feature = "build")]
fn put_count(bits: &mut BitWriter, more: u32, most: u32, is_last: bool) {
    match (most, is_last) {
        (0, _) => {}
        (_, true) => bits.put_below(more, most + 1),
        (_, false) => bits.put_rice(more, 0),
    }
}

/// Sorted positions of a range.
#[cfg(feature = "build")]
fn put_between(bits: &mut BitWriter, positions: &[u32], range: std::ops::Range<u32>) {
    let middle = positions.len() / 2;
    let [before, position, behind] = match positions.get(middle) {
        None => return,
        Some(position) => [middle as u32, *position, (positions.len() - 1 - middle) as u32],
    };
    let first = range.start + before;
    bits.put_below(position - first, range.end - behind - first);
    put_between(bits, &positions[..middle], range.start..position);
    put_between(bits, &positions[middle + 1..], position + 1..range.end);
}

/// Reads a list of positions, in step with the documents.
pub(crate) struct PositionsReader<'a> {
    cursor: Cursor<'a>,
    left: u32,
    lengths: &'a FieldLengths,
}

impl<'a> PositionsReader<'a> {
    /// The positions of `count` documents stand in the bytes.
    pub fn new(bytes: &'a [u8], count: u32, lengths: &'a FieldLengths) -> Self {
        Self { cursor: Cursor::new(bytes), left: count, lengths }
    }

    /// Passes over so many blocks.
    pub fn pass(&mut self, blocks: usize) -> Result<(), Damage> {
        for _ in 0..blocks {
            self.next_block()?;
        }
        Ok(())
    }

    fn next_block(&mut self) -> Result<&'a [u8], Damage> {
        let count = (self.left as usize).min(BLOCK);
        self.left -= count as u32;
        if self.left == 0 {
            return Ok(self.cursor.rest());
        }
        let length = self.cursor.number()? as usize;
        self.cursor.take(length)
    }

    /// Calls `take` with every position of the next block, which has these documents and levels, and with the document.
    pub fn read(&mut self, documents: &[u32], levels: &[u8], take: &mut dyn FnMut(u32, u32)) -> Result<(), Damage> {
        let bytes = self.next_block()?;
        let damage = |what: &'static str| Damage { at: 0, what };
        let mut bits = BitReader::new(bytes);
        let mut room = bytes.len() * MOST_PER_BYTE;
        for (document, level) in documents.iter().zip(levels) {
            let fields = self.lengths.of(*document);
            let mut counts = Counts::new(fields, *level);
            let mut start = 0_u32;
            for (field, length) in fields.lengths.iter().enumerate() {
                let bounds = counts.bounds(field).ok_or(damage("a level is none that the document can have"))?;
                let (least, most) = bounds;
                let more = match most - least {
                    0 => 0,
                    range if field + 1 == fields.lengths.len() => bits.below(range + 1),
                    range => bits.rice(0).min(range),
                };
                let count = least + more;
                room = room
                    .checked_sub(count as usize)
                    .ok_or(damage("a term has more positions than there is room for"))?;
                counts.tell(field, count);
                read_between(&mut bits, count, start, start + length, &mut |position| take(*document, position));
                start += length + crate::field_lengths::GAP;
            }
        }
        bits.finish()
    }
}

/// So many positions from `from` to before `to`, between which that many have room.
fn read_between(bits: &mut BitReader, count: u32, from: u32, to: u32, take: &mut dyn FnMut(u32)) {
    if count == 0 {
        return;
    }
    let before = count / 2;
    let behind = count - 1 - before;
    let first = from + before;
    let position = first + bits.below(to - behind - first);
    read_between(bits, before, from, position, take);
    take(position);
    read_between(bits, behind, position + 1, to, take);
}
