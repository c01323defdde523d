//! The dictionary of the terms: keys in blocks, as [`crate::blocks`] has them, in bits instead of bytes.
//!
//! A block is decoded once and kept, so that a word is found by halving and what is near it in spelling at a glance. A
//! term takes some 24 bytes then, beside its text.

use std::cell::OnceCell;
use std::ops::Range;

use crate::answer::Failure;
use crate::bits::BitReader;
#[cfg(feature = "build")]
use crate::bits::{BitWriter, rice_length};
#[cfg(feature = "build")]
use crate::blocks::{BLOCK_SIZE, BlocksWriter, MOST_KEYS};
use crate::blocks::{Block, Blocks};
#[cfg(feature = "build")]
use crate::bytes::put_number;
use crate::bytes::{Cursor, Damage};
use crate::pieces::Stream;
use crate::spelling;

/// The low bits of how many bytes a term shares with the one before, and of how many follow.
const OF_SHARED: u32 = 2;
const OF_LENGTH: u32 = 1;

/// The low bits of the way in which a term becomes its stems.
const OF_WAY: u32 = 1;

/// Of the levels of terms with one document: as in short lists of documents.
const LEVEL: u8 = 7;
const OF_LEVEL: u32 = 1;

/// The most bytes of all texts of a block together, unless it has but one.
const MOST_TEXT: usize = 1 << 16;

/// Bits of where a block's first lists begin.
const HIGH_BITS: u32 = 16;

/// A term as its block has it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Where its text ends among those of its block.
    end: u32,
    /// How many documents have it.
    pub documents: u32,
    /// The only document; else where its list ends, counted from where the block's first begins.
    postings: u32,
    /// Where its positions end, so counted.
    positions: u32,
    /// The way in which it becomes its stems; 0 where it is its own.
    pub way: u16,
    /// The level of the only document.
    level: u8,
}

/// A block of terms, decoded.
#[derive(Debug)]
pub(crate) struct TermBlock {
    text: Vec<u8>,
    entries: Vec<Entry>,
    /// How many letters each term has, and which; see [`spelling::letters`]. Apart, since they are looked through for a word
    /// that is spelt wrong.
    pub lengths: Vec<u8>,
    pub letters: Vec<u32>,
    /// Where its first list of documents and its first list of positions begin, counted from the beginning of all.
    starts: (u64, u64),
}

/// The documents of a term.
#[derive(Clone, Debug)]
pub(crate) enum List {
    /// The only one, and its level.
    One(u32, u8),
    /// Their list lies here among all.
    At(Range<u64>),
}

/// The dictionary of the terms.
#[derive(Debug)]
pub(crate) struct Terms {
    /// Where its blocks lie.
    pub blocks: Blocks,
    /// The bytes of texts, the most frequent first.
    bytes: Vec<u8>,
    /// The low bits of a byte's place among them.
    of_bytes: u32,
    decoded: Vec<OnceCell<TermBlock>>,
}

/// How many documents there are, and how many bytes all lists of them and of positions have.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub documents: u32,
    pub postings: u64,
    pub positions: u64,
}

impl Terms {
    /// Reads what the root says.
    pub fn read(root: &mut Cursor) -> Result<Self, Damage> {
        let blocks = Blocks::read(root)?;
        let of_bytes = root.number()?;
        let count = root.count()?;
        if of_bytes > 7 || count > 256 {
            return Err(root.damage("the bytes of terms are no bytes"));
        }
        let bytes = root.take(count)?.to_vec();
        let decoded = std::iter::repeat_with(OnceCell::new).take(blocks.all().end).collect();
        Ok(Self { blocks, bytes, of_bytes, decoded })
    }

    /// A block; `None` where it is not at hand.
    pub fn open(&self, number: usize, limits: Limits, stream: &Stream) -> Result<Option<&TermBlock>, Failure> {
        let (Some(cell), Some(block)) = (self.decoded.get(number), self.blocks.get(number)) else { return Ok(None) };
        if let Some(block) = cell.get() {
            return Ok(Some(block));
        }
        let Some(chunk) = stream.read(block.range.clone())? else { return Ok(None) };
        let decoded = self.decode(chunk.bytes(), block, limits).map_err(|damage| chunk.malformed(damage))?;
        Ok(Some(cell.get_or_init(|| decoded)))
    }

    fn decode(&self, bytes: &[u8], block: &Block, limits: Limits) -> Result<TermBlock, Damage> {
        let damage = |what: &'static str| Damage { at: 0, what };
        let mut bits = BitReader::new(bytes);
        let starts = (wide(&mut bits), wide(&mut bits));
        let of_document = document_bits(limits.documents);
        let keys = block.keys as usize;
        let mut decoded = TermBlock {
            text: block.first_key.to_vec(),
            entries: Vec::with_capacity(keys),
            lengths: Vec::with_capacity(keys),
            letters: Vec::with_capacity(keys),
            starts,
        };
        let mut start = 0;
        let (mut postings, mut positions) = (0_u32, 0_u32);
        for number in 0..block.keys {
            if number > 0 {
                let shared = bits.rice(OF_SHARED) as usize;
                let length = bits.rice(OF_LENGTH) as usize;
                let text = &mut decoded.text;
                let end = text.len();
                if shared > end - start || shared + length > MOST_TEXT || end + shared + length > MOST_TEXT {
                    return Err(damage("a term continues one that is shorter, or is too long"));
                }
                text.extend_from_within(start..start + shared);
                for _ in 0..length {
                    let place = bits.rice(self.of_bytes) as usize;
                    text.push(*self.bytes.get(place).ok_or(damage("a term has a byte that none has"))?);
                }
                start = end;
            }
            let text = decoded.text.get(start..).unwrap_or_default();
            let (letters, length) = spelling::letters(text);
            decoded.letters.push(letters);
            decoded.lengths.push(length);
            let documents = bits.gamma();
            let way = bits.rice(OF_WAY) as u16;
            let mut entry =
                Entry { end: decoded.text.len() as u32, documents, postings: 0, positions: 0, way, level: 0 };
            if documents == 1 {
                entry.postings = bits.take(of_document);
                entry.level = crate::postings::level_at(bits.rice(OF_LEVEL), LEVEL);
                if entry.postings >= limits.documents {
                    return Err(damage("a term names a document that does not exist"));
                }
            } else {
                postings = postings.checked_add(bits.gamma()).ok_or(damage("lists are too long"))?;
                entry.postings = postings;
            }
            positions = positions.checked_add(bits.gamma()).ok_or(damage("lists are too long"))?;
            entry.positions = positions;
            if documents > limits.documents {
                return Err(damage("a term has more documents than there are"));
            }
            decoded.entries.push(entry);
        }
        bits.finish()?;
        let fits = |start: u64, length: u32, limit: u64| start + u64::from(length) <= limit;
        if fits(starts.0, postings, limits.postings) && fits(starts.1, positions, limits.positions) {
            Ok(decoded)
        } else {
            Err(damage("a list reaches beyond the end of all lists"))
        }
    }
}

impl TermBlock {
    /// How many terms it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Its terms in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where its first list of documents and its first list of positions begin, counted from the beginning of all.
    pub fn starts(&self) -> (u64, u64) {
        self.starts
    }

    /// Where its last lists end.
    pub fn ends(&self) -> (u64, u64) {
        let postings = self.entries.iter().rev().find(|entry| entry.documents != 1).map_or(0, |entry| entry.postings);
        let positions = self.entries.last().map_or(0, |entry| entry.positions);
        (self.starts.0 + u64::from(postings), self.starts.1 + u64::from(positions))
    }

    /// The text of a term.
    pub fn text(&self, index: usize) -> &[u8] {
        let end_of = |index: usize| self.entries.get(index).map_or(0, |entry| entry.end as usize);
        let start = index.checked_sub(1).map_or(0, end_of);
        self.text.get(start..end_of(index)).unwrap_or_default()
    }

    /// The place of the first term that is not less than a text.
    pub fn place(&self, text: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.entries.len());
        while from < to {
            let middle = (from + to) / 2;
            if self.text(middle) < text {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The documents of a term, and where its positions lie among all.
    pub fn lists(&self, index: usize) -> (List, Range<u64>) {
        let Some(entry) = self.entries.get(index) else { return (List::At(0..0), 0..0) };
        // A term of one document has no list: the one before it ends where that of the last with a list does.
        let before = self.entries.get(..index).unwrap_or_default();
        let list = if entry.documents == 1 {
            List::One(entry.postings, entry.level)
        } else {
            let start = before.iter().rev().find(|entry| entry.documents != 1).map_or(0, |entry| entry.postings);
            List::At(self.starts.0 + u64::from(start)..self.starts.0 + u64::from(entry.postings))
        };
        let start = before.last().map_or(0, |entry| entry.positions);
        (list, self.starts.1 + u64::from(start)..self.starts.1 + u64::from(entry.positions))
    }
}

/// Bits of a document's number.
fn document_bits(documents: u32) -> u32 {
    documents.saturating_sub(1).checked_ilog2().map_or(0, |bits| bits + 1)
}

fn wide(bits: &mut BitReader) -> u64 {
    u64::from(bits.take(32)) | u64::from(bits.take(HIGH_BITS)) << 32
}

/// A term, with what the dictionary says of it.
#[cfg(feature = "build")]
pub(crate) struct TermToWrite<'a> {
    pub text: &'a str,
    pub documents: u32,
    /// Its only document with its level; else the length of its list is there.
    pub only: Option<(u32, u8)>,
    pub postings: usize,
    pub positions: usize,
    pub way: u32,
}

/// Writes the dictionary; terms come in ascending order of their bytes.
#[cfg(feature = "build")]
pub(crate) struct TermsWriter {
    blocks: BlocksWriter,
    bits: BitWriter,
    documents: u32,
    /// The place of each byte.
    places: [u32; 256],
    bytes: Vec<u8>,
    of_bytes: u32,
    last: String,
    text: usize,
    /// Where the next lists begin.
    starts: (u64, u64),
}

#[cfg(feature = "build")]
impl TermsWriter {
    /// For an index of so many documents, and for these terms.
    pub fn new<'a>(documents: u32, terms: impl Iterator<Item = &'a str>) -> Self {
        let mut frequency: Vec<(u64, u8)> = (0..=255).map(|byte| (0, byte)).collect();
        let mut last = "";
        for term in terms {
            for byte in term.as_bytes().get(shared(last, term)..).unwrap_or_default() {
                frequency[usize::from(*byte)].0 += 1;
            }
            last = term;
        }
        frequency.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        frequency.retain(|(count, _)| *count > 0);
        let room =
            |low: &u32| (0..).zip(&frequency).map(|(place, (count, _))| count * rice_length(place, *low)).sum::<u64>();
        let of_bytes = (0..8).min_by_key(room).unwrap_or(0);
        let bytes: Vec<u8> = frequency.iter().map(|(_, byte)| *byte).collect();
        let mut places = [0; 256];
        (0..).zip(&bytes).for_each(|(place, byte)| places[usize::from(*byte)] = place);
        Self {
            blocks: BlocksWriter::default(),
            bits: BitWriter::default(),
            documents,
            places,
            bytes,
            of_bytes,
            last: String::new(),
            text: 0,
            starts: (0, 0),
        }
    }

    /// Adds a term.
    pub fn push(&mut self, term: &TermToWrite) {
        let is_full = self.bits.bytes() + term.text.len() >= BLOCK_SIZE
            || self.text + term.text.len() > MOST_TEXT
            || self.blocks.keys() + 1 >= MOST_KEYS;
        if is_full {
            self.end_block();
        }
        let bits = &mut self.bits;
        if self.blocks.push(term.text) {
            for start in [self.starts.0, self.starts.1] {
                bits.put(start as u32, 32);
                bits.put((start >> 32) as u32 & ((1 << HIGH_BITS) - 1), HIGH_BITS);
            }
        } else {
            let shared = shared(&self.last, term.text);
            bits.put_rice(shared as u32, OF_SHARED);
            bits.put_rice((term.text.len() - shared) as u32, OF_LENGTH);
            for byte in term.text.as_bytes().get(shared..).unwrap_or_default() {
                bits.put_rice(self.places[usize::from(*byte)], self.of_bytes);
            }
        }
        bits.put_gamma(term.documents);
        bits.put_rice(term.way, OF_WAY);
        match term.only {
            Some((document, level)) => {
                bits.put(document, document_bits(self.documents));
                bits.put_rice(crate::postings::distance(level, LEVEL), OF_LEVEL);
            }
            None => bits.put_gamma(term.postings as u32),
        }
        bits.put_gamma(term.positions as u32);
        self.starts.0 += term.postings as u64;
        self.starts.1 += term.positions as u64;
        self.text += term.text.len();
        self.last.clear();
        self.last.push_str(term.text);
    }

    fn end_block(&mut self) {
        self.text = 0;
        let block = self.bits.take();
        self.blocks.end_block(block);
    }

    /// Appends the blocks to the stream, and where they lie to the root.
    pub fn finish(mut self, stream: &mut Vec<u8>, root: &mut Vec<u8>) {
        self.end_block();
        self.blocks.finish(stream, root);
        put_number(root, u64::from(self.of_bytes));
        put_number(root, self.bytes.len() as u64);
        root.append(&mut self.bytes);
    }
}

/// How many bytes two texts begin with in common.
#[cfg(feature = "build")]
fn shared(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
}
