//! Sorted keys in blocks: the dictionary of terms, and each facet's dictionary of values.
//!
//! The root holds the first key of every block, so that a key is found by reading one block.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::bytes::{put_number, put_text};
use crate::pieces::{Chunk, Stream};

/// How large a block is filled, in bytes: an eighth of a piece of 32 kB, so that few blocks lie across two pieces.
pub(crate) const BLOCK_SIZE: usize = 4096;

/// A key takes two bytes at least; one more may fill a block up.
pub(crate) const MOST_KEYS: usize = BLOCK_SIZE / 2 + 1;

/// Collects what the root holds of blocks: for each its first key, its number of keys and its length.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BlocksWriter {
    root: Vec<u8>,
    blocks: u64,
    body: Vec<u8>,
    first_key: String,
    keys: usize,
}

#[cfg(feature = "build")]
impl BlocksWriter {
    /// Notes a key of the block that is being written; says whether it is the first.
    pub fn push(&mut self, key: &str) -> bool {
        let is_first = self.keys == 0;
        if is_first {
            self.first_key = key.to_owned();
        }
        self.keys += 1;
        is_first
    }

    /// How many keys the block has that is being written.
    pub fn keys(&self) -> usize {
        self.keys
    }

    /// Ends the block, of which these are the bytes.
    pub fn end_block(&mut self, mut block: Vec<u8>) {
        if self.keys > 0 {
            put_text(&mut self.root, &self.first_key);
            put_number(&mut self.root, self.keys as u64);
            put_number(&mut self.root, block.len() as u64);
            self.body.append(&mut block);
            self.blocks += 1;
            self.keys = 0;
        }
    }

    /// Appends the blocks to the stream, and where they lie to the root.
    pub fn finish(mut self, stream: &mut Vec<u8>, root: &mut Vec<u8>) {
        put_number(root, stream.len() as u64);
        put_number(root, self.blocks);
        root.append(&mut self.root);
        stream.append(&mut self.body);
    }
}

/// Writes keys, which must come in ascending order of their bytes.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BlockWriter {
    blocks: BlocksWriter,
    block: Vec<u8>,
    last_key: String,
}

#[cfg(feature = "build")]
impl BlockWriter {
    /// Adds a key with what belongs to it. `head` begins the block, should the key be its first.
    pub fn push(&mut self, key: &str, head: &[u8], value: &[u8]) {
        if self.block.len() + key.len() + value.len() > BLOCK_SIZE {
            self.blocks.end_block(std::mem::take(&mut self.block));
        }
        if self.blocks.push(key) {
            self.block.extend_from_slice(head);
            self.last_key.clear();
        }
        let shared = self.last_key.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
        put_number(&mut self.block, shared as u64);
        put_number(&mut self.block, (key.len() - shared) as u64);
        self.block.extend_from_slice(&key.as_bytes()[shared..]);
        self.block.extend_from_slice(value);
        self.last_key.clear();
        self.last_key.push_str(key);
    }

    /// Appends the blocks to the stream, and where they lie to the root.
    pub fn finish(mut self, stream: &mut Vec<u8>, root: &mut Vec<u8>) {
        self.blocks.end_block(self.block);
        self.blocks.finish(stream, root);
    }
}

/// Where the blocks of a dictionary lie.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    blocks: Vec<Block>,
    keys: u32,
}

/// Where a block lies.
#[derive(Debug)]
pub(crate) struct Block {
    pub first_key: Box<[u8]>,
    /// The number of its first key among all.
    pub first: u32,
    pub keys: u32,
    /// Its bytes in the stream.
    pub range: Range<u64>,
}

impl Blocks {
    /// Reads what the root says.
    pub fn read(root: &mut Cursor) -> Result<Self, Damage> {
        let mut offset = root.wide()?;
        let count = root.count()?;
        let mut blocks = Vec::with_capacity(count);
        let mut first = 0_u32;
        for _ in 0..count {
            let first_key = root.text()?.as_bytes().into();
            let (keys, length) = (root.number()?, root.number()?);
            if keys as usize > MOST_KEYS {
                return Err(root.damage("a block has more keys than it has room for"));
            }
            let end = offset.checked_add(u64::from(length)).ok_or_else(|| root.damage("a block lies nowhere"))?;
            blocks.push(Block { first_key, first, keys, range: offset..end });
            offset = end;
            first = first.checked_add(keys).ok_or_else(|| root.damage("there are too many keys"))?;
        }
        Ok(Self { blocks, keys: first })
    }

    /// How many keys there are: at most [`MOST_KEYS`] for every few bytes of the root, so that lists may have room
    /// for all.
    pub fn keys(&self) -> u32 {
        self.keys
    }

    /// The blocks that may hold keys that begin so; for a whole key only the first of them can.
    pub fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let prefix = prefix.as_bytes();
        let start = self.blocks.partition_point(|block| *block.first_key <= *prefix).saturating_sub(1);
        let behind =
            self.blocks.partition_point(|block| *block.first_key <= *prefix || block.first_key.starts_with(prefix));
        start..behind
    }

    /// The one block that may hold a key, if any.
    pub fn with_key(&self, key: &str) -> Range<usize> {
        let behind = self.blocks.partition_point(|block| *block.first_key <= *key.as_bytes());
        behind.saturating_sub(1)..behind
    }

    /// The blocks that may hold keys from one sequence of bytes to another.
    pub fn between(&self, first: &[u8], last: &[u8]) -> Range<usize> {
        let start = self.blocks.partition_point(|block| *block.first_key <= *first).saturating_sub(1);
        start..self.blocks.partition_point(|block| *block.first_key <= *last)
    }

    /// The block that holds the key of this number.
    pub fn with_number(&self, number: u32) -> Option<usize> {
        if number >= self.keys {
            return None;
        }
        self.blocks.partition_point(|block| block.first <= number).checked_sub(1)
    }

    /// All blocks.
    pub fn all(&self) -> Range<usize> {
        0..self.blocks.len()
    }

    /// How many bytes all blocks have.
    pub fn bytes(&self) -> u64 {
        self.bytes_of(self.all())
    }

    /// How many bytes these blocks have.
    pub fn bytes_of(&self, blocks: Range<usize>) -> u64 {
        let blocks = self.blocks.get(blocks).unwrap_or_default();
        blocks.iter().map(|block| block.range.end - block.range.start).sum()
    }

    /// Where a block lies.
    pub fn get(&self, block: usize) -> Option<&Block> {
        self.blocks.get(block)
    }

    /// Reads a block; `None` where it is not at hand.
    pub fn open<'a>(&self, block: usize, stream: &Stream<'a>) -> Result<Option<OpenBlock<'a>>, Failure> {
        let Some(block) = self.blocks.get(block) else { return Ok(None) };
        let chunk = stream.read(block.range.clone())?;
        Ok(chunk.map(|chunk| OpenBlock { chunk, first: block.first, keys: block.keys }))
    }
}

/// A block that is at hand.
pub(crate) struct OpenBlock<'a> {
    pub chunk: Chunk<'a>,
    /// The number of its first key.
    pub first: u32,
    keys: u32,
}

impl OpenBlock<'_> {
    /// Calls `head` once and `visit` with every key's number and bytes; both must read what is theirs from the
    /// cursor. `visit` says whether to go on.
    pub fn visit<H>(
        &self,
        head: impl FnOnce(&mut Cursor) -> Result<H, Damage>,
        mut visit: impl FnMut(&mut H, u32, &[u8], &mut Cursor) -> Result<bool, Damage>,
    ) -> Result<(), Failure> {
        let walk = || {
            let mut cursor = self.chunk.cursor();
            let mut state = head(&mut cursor)?;
            let mut key = Vec::new();
            for index in 0..self.keys {
                let shared = cursor.number()? as usize;
                if shared > key.len() {
                    return Err(cursor.damage("a key continues one that is shorter"));
                }
                key.truncate(shared);
                let length = cursor.number()? as usize;
                key.extend_from_slice(cursor.take(length)?);
                if !visit(&mut state, self.first + index, &key, &mut cursor)? {
                    break;
                }
            }
            Ok(())
        };
        walk().map_err(|damage| self.chunk.malformed(damage))
    }
}
