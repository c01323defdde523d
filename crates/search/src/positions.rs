//! At which positions documents have a term.
//!
//! What is known of a document tells most of it. Its shape and the level of the posting leave few numbers of
//! occurrences, and in the last of its fields, the text, positions are coded by interpolation (Moffat, Stuiver, "Binary
//! interpolative coding for effective index compression", 2000) between the ends of the field: the one in the middle
//! first, then those on either side between it and the ends. The other fields are short.

#[cfg(feature = "build")]
use std::ops::Range;

use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::BitWriter;
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::field_lengths::FieldLengths;
use crate::postings::BLOCK;
use crate::ranking;
use crate::set::DocumentSet;
use crate::shapes::{MOST_WORDS, Shape, Shapes};

/// A position is a number of 32 bits: these of its place in its field, and above them the field. So positions of two fields
/// are never near one another.
pub(crate) const PLACE_BITS: u32 = MOST_WORDS.ilog2() + 1;

/// Documents of a block whose positions are read together: what stands of a document is found by reading those before it.
const GROUP: usize = 64;

/// The most positions for each byte of a group: where every word of a field is the same these take no room by themselves,
/// and what a group claims must not be more than memory holds.
const MOST_PER_BYTE: usize = 64;

/// The field of a position.
#[inline]
pub(crate) fn field_of(position: u32) -> usize {
    (position >> PLACE_BITS) as usize
}

/// What the shape of a document leaves possible.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    /// The fields that have words.
    fields: u32,
    /// At most so many words are in the last of them.
    words: u32,
    /// What its length multiplies: at least, and at most.
    norms: (f32, f32),
}

impl Bounds {
    pub fn new(shape: &Shape) -> Self {
        // Each of the other fields has one word at least.
        let words = (shape.most + 1).saturating_sub(shape.fields.count_ones());
        Self { fields: shape.fields, words, norms: (ranking::norm(shape.least), ranking::norm(shape.most)) }
    }
}

/// What a level leaves possible beside the shape, field by field.
struct Counts {
    /// At most so many words are in the last field.
    words: u32,
    /// What the occurrences weigh together, in sixteenths. Narrow, since wide numbers are slow to divide; more than a document may
    /// weigh is as good as no end.
    least: u32,
    most: u32,
    /// How many occurrences are told.
    told: u32,
}

impl Counts {
    #[inline]
    fn new(bounds: Bounds, level: u8) -> Self {
        let (shortest, longest) = bounds.norms;
        let below = |lower: u8| ranking::level_end(lower, shortest).saturating_add(1);
        let least = level.checked_sub(1).map_or(0, below);
        Self { words: bounds.words, least, most: ranking::level_end(level, longest), told: 0 }
    }

    /// The most occurrences in a field, those before it told.
    #[inline]
    fn most(&self, weight: u32) -> u32 {
        match quotient(self.most, weight) {
            Some(most) if most < self.words => most,
            _ => self.words,
        }
    }

    /// The least occurrences in the last field, those before it told, and of how many numbers that is one: none where none are
    /// possible.
    #[inline]
    fn in_last(&self, weight: u32) -> (u32, u32) {
        let missing = self.least.checked_sub(1).and_then(|less| quotient(less, weight)).map_or(0, |most| most + 1);
        let least = if missing == 0 && self.told == 0 { 1 } else { missing };
        (least, (self.most(weight) + 1).saturating_sub(least))
    }

    /// Takes note of the occurrences in a field.
    #[inline]
    fn tell(&mut self, weight: u32, count: u32) {
        let weight = weight.saturating_mul(count);
        self.told += count;
        self.least = self.least.saturating_sub(weight);
        self.most = self.most.saturating_sub(weight);
    }
}

/// How often a weight is in a number; `None` where a word weighs nothing. In the text it weighs one, in sixteenths, which is not
/// divided by for long.
#[inline]
fn quotient(number: u32, weight: u32) -> Option<u32> {
    if weight == 16 { Some(number / 16) } else { number.checked_div(weight) }
}

/// Appends the positions of documents with their levels, and returns how many bytes each block of documents has. `gaps` has for
/// each document how many positions it has but one, then how many are passed over before each.
#[cfg(feature = "build")]
pub(crate) fn write(
    documents: &[(u32, u8)],
    gaps: &mut Cursor,
    (lengths, shapes): (&FieldLengths, &Shapes),
    out: &mut Vec<u8>,
) -> Result<Vec<u32>, Damage> {
    let impossible = Damage { at: 0, what: "a term's positions are not those of its level" };
    let mut bits = BitWriter::default();
    let mut of_document: Vec<u32> = Vec::new();
    let mut of_blocks = Vec::new();
    for block in documents.chunks(BLOCK) {
        let start = out.len();
        let groups = block.chunks(GROUP);
        let last = groups.len().saturating_sub(1);
        // The groups' lengths stand before the first.
        let mut of_block = Vec::new();
        for (number, group) in groups.enumerate() {
            let mut total = 0;
            for (document, level) in group {
                of_document.clear();
                let mut next = 0;
                for _ in 0..=gaps.number()? {
                    let position = next + gaps.number()?;
                    of_document.push(position);
                    next = position + 1;
                }
                total += of_document.len();
                let ranges = lengths.ranges(*document);
                put_document(&mut bits, &of_document, ranges, *level, (shapes.bounds(*document), shapes))
                    .ok_or(impossible)?;
            }
            let mut bytes = bits.take();
            bytes.resize(bytes.len().max(total.div_ceil(MOST_PER_BYTE)), 0);
            if number < last {
                put_number(out, bytes.len() as u64);
            }
            of_block.append(&mut bytes);
        }
        out.append(&mut of_block);
        of_blocks.push((out.len() - start) as u32);
    }
    Ok(of_blocks)
}

/// Appends the positions of a document, whose fields have these. `None` where its level is none that it can have.
#[cfg(feature = "build")]
fn put_document(
    bits: &mut BitWriter,
    positions: &[u32],
    ranges: impl Iterator<Item = Range<u32>>,
    level: u8,
    (bounds, shapes): (Bounds, &Shapes),
) -> Option<()> {
    let mut counts = Counts::new(bounds, level);
    let mut rest = positions;
    for ((range, weight), (field, low)) in ranges.zip(&shapes.weights).zip(shapes.lows.iter().enumerate()) {
        if range.is_empty() {
            continue;
        }
        let (inside, behind) = rest.split_at(rest.partition_point(|position| *position < range.end));
        rest = behind;
        let places: Vec<u32> = inside.iter().map(|position| position - range.start).collect();
        let count = places.len() as u32;
        if bounds.fields >> (field + 1) == 0 {
            let (least, numbers) = counts.in_last(*weight);
            let more = count.checked_sub(least).filter(|more| *more < numbers)?;
            bits.put_below(more, numbers);
            put_between(bits, &places, 0..bounds.words);
        } else if counts.most >= *weight {
            bits.put_rice(count, 0);
            put_gaps(bits, &places, *low);
        } else if count > 0 {
            return None;
        }
        counts.tell(*weight, count);
    }
    Some(())
}

#[cfg(feature = "build")]
fn put_gaps(bits: &mut BitWriter, places: &[u32], low: u32) {
    let mut next = 0;
    for place in places {
        bits.put_rice(place - next, low);
        next = place + 1;
    }
}

/// Sorted places of a range.
#[cfg(feature = "build")]
fn put_between(bits: &mut BitWriter, places: &[u32], range: Range<u32>) {
    let middle = places.len() / 2;
    let [before, place, behind] = match places.get(middle) {
        None => return,
        Some(place) => [middle as u32, *place, (places.len() - 1 - middle) as u32],
    };
    let first = range.start + before;
    bits.put_below(place - first, range.end - behind - first);
    put_between(bits, &places[..middle], range.start..place);
    put_between(bits, &places[middle + 1..], place + 1..range.end);
}

/// Calls `take` with every position that the wanted ones of a block's documents have, which have these levels, and with the
/// document.
pub(crate) fn read(
    bytes: &[u8],
    documents: &[u32],
    levels: &[u8],
    (shapes, wanted): (&Shapes, &DocumentSet),
    take: &mut dyn FnMut(u32, u32),
) -> Result<(), Damage> {
    let mut cursor = Cursor::new(bytes);
    let groups = documents.len().div_ceil(GROUP);
    let mut ends = [0_usize; BLOCK / GROUP];
    let mut end = 0;
    for place in ends.iter_mut().take(groups.saturating_sub(1)) {
        end += cursor.number()? as usize;
        *place = end;
    }
    let bytes = cursor.rest();
    let mut start = 0;
    for (number, (documents, levels)) in documents.chunks(GROUP).zip(levels.chunks(GROUP)).enumerate() {
        let end = if number + 1 < groups { ends.get(number).copied().unwrap_or(0) } else { bytes.len() };
        let group = bytes.get(start..end).ok_or(Damage { at: 0, what: "positions end too early" })?;
        start = end;
        if let Some(last) = documents.iter().rposition(|document| wanted.contains(*document)) {
            let documents = documents.get(..=last).unwrap_or_default();
            read_group(group, documents, levels, (shapes, wanted), take)?;
        }
    }
    Ok(())
}

fn read_group(
    bytes: &[u8],
    documents: &[u32],
    levels: &[u8],
    (shapes, wanted): (&Shapes, &DocumentSet),
    take: &mut dyn FnMut(u32, u32),
) -> Result<(), Damage> {
    let damage = |what: &'static str| Damage { at: 0, what };
    let mut bits = BitReader::new(bytes);
    let mut room = bytes.len() * MOST_PER_BYTE;
    // All of them at first: they lie far apart, and are waited for together.
    let mut of_group = [Bounds::default(); GROUP];
    of_group.iter_mut().zip(documents).for_each(|(bounds, document)| *bounds = shapes.bounds(*document));
    for ((document, level), bounds) in documents.iter().zip(levels).zip(&of_group) {
        let mut counts = Counts::new(*bounds, *level);
        let is_wanted = wanted.contains(*document);
        let mut fields = bounds.fields;
        while fields != 0 {
            let field = fields.trailing_zeros();
            fields &= fields - 1;
            let weight = shapes.weights.get(field as usize).copied().unwrap_or(0);
            let start = field << PLACE_BITS;
            if fields == 0 {
                let (least, numbers) = counts.in_last(weight);
                if numbers == 0 {
                    return Err(damage("a level is none that the document can have"));
                }
                let count = least + bits.below(numbers);
                room = room.checked_sub(count as usize).ok_or(damage(CROWDED))?;
                if is_wanted {
                    read_between(&mut bits, count, start, start + bounds.words, &mut |position| {
                        take(*document, position)
                    });
                } else {
                    pass_between(&mut bits, count, 0, bounds.words);
                }
            } else if counts.most >= weight {
                let count = bits.rice(0);
                if count == 0 {
                    continue;
                }
                let low = shapes.lows.get(field as usize).copied().unwrap_or(0);
                let count = count.min(counts.most(weight));
                room = room.checked_sub(count as usize).ok_or(damage(CROWDED))?;
                counts.tell(weight, count);
                let mut next = 0_u32;
                for _ in 0..count {
                    let place = next.saturating_add(bits.rice(low)).min(MOST_WORDS);
                    if is_wanted {
                        take(*document, start + place);
                    }
                    next = place + 1;
                }
            }
        }
    }
    bits.finish()
}

const CROWDED: &str = "a term has more positions than there is room for";

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

/// Passes over as many: what stands before a wanted document is most of what is read.
fn pass_between(bits: &mut BitReader, mut count: u32, mut from: u32, to: u32) {
    while count > 0 {
        let before = count / 2;
        let behind = count - 1 - before;
        let first = from + before;
        let position = first + bits.below(to - behind - first);
        if before > 0 {
            pass_between(bits, before, from, position);
        }
        (count, from) = (behind, position + 1);
    }
}
