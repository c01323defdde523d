//! The lists of documents that a query reads, each decoded once: for the sets that they are, for scores, and for positions.

use std::ops::Range;

use crate::answer::Failure;
use crate::pieces::Chunk;
use crate::postings::{BLOCK, Beside, BlockAt, DocumentsReader};

/// A list as it lies in the index.
pub(crate) enum ReadList<'a> {
    /// Its only document, and its level.
    One(u32, u8),
    /// Documents, and what they have beside.
    At(Chunk<'a>, Beside),
}

/// All of them, one behind the other. Documents have the numbers that they have in their segments.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    documents: Vec<u32>,
    /// The level of each.
    levels: Vec<u8>,
    blocks: Vec<Block>,
}

/// Documents that follow one another.
#[derive(Debug)]
struct Block {
    documents: Range<usize>,
    /// Where their positions begin, counted from the list's first; and where they end, but for the last ones.
    positions: (u64, Option<u64>),
    /// Where their levels are still to be read.
    unread: Option<BlockAt>,
}

/// Where a list is among them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListAt {
    documents: Range<usize>,
    blocks: Range<usize>,
}

/// What documents of a list have beside their numbers.
pub(crate) struct Of<'l> {
    pub levels: &'l [u8],
    /// As a block has it.
    pub positions: (u64, Option<u64>),
}

/// Takes a block of documents with what they have.
pub(crate) type TakeBlock<'t> = &'t mut dyn FnMut(&[u32], Of) -> Result<(), Failure>;

impl Lists {
    /// Decodes a list of so many documents of `limit`.
    pub fn read(&mut self, list: &ReadList, count: u32, limit: u32) -> Result<ListAt, Failure> {
        let (chunk, beside) = match list {
            ReadList::One(document, level) => return Ok(self.keep(std::iter::once((*document, *level)))),
            ReadList::At(chunk, beside) => (chunk, *beside),
        };
        let (first, first_block) = (self.documents.len(), self.blocks.len());
        let mut reader = DocumentsReader::new(chunk.bytes(), count, limit, beside);
        let mut start = first;
        while let Some(block) = reader.read(&mut self.documents).map_err(|damage| chunk.malformed(damage))? {
            let documents = start..self.documents.len();
            start = documents.end;
            self.blocks.push(Block { documents, positions: block.positions, unread: Some(block) });
        }
        self.levels.resize(self.documents.len(), 0);
        Ok(ListAt { documents: first..self.documents.len(), blocks: first_block..self.blocks.len() })
    }

    /// Keeps documents with their levels as a list.
    pub fn keep(&mut self, postings: impl Iterator<Item = (u32, u8)>) -> ListAt {
        let (first, first_block) = (self.documents.len(), self.blocks.len());
        for (document, level) in postings {
            self.documents.push(document);
            self.levels.push(level);
        }
        let mut start = first;
        while start < self.documents.len() {
            let documents = start..self.documents.len().min(start + BLOCK);
            start = documents.end;
            self.blocks.push(Block { documents, positions: (0, None), unread: None });
        }
        ListAt { documents: first..self.documents.len(), blocks: first_block..self.blocks.len() }
    }

    /// The documents of a list, in order.
    pub fn documents(&self, list: &ListAt) -> &[u32] {
        self.documents.get(list.documents.clone()).unwrap_or_default()
    }

    /// Calls `take` with those blocks of a list of which `is_wanted` says so by their documents. `list` is what was decoded.
    pub fn for_each_block(
        &mut self,
        at: &ListAt,
        list: &ReadList,
        is_wanted: &dyn Fn(&[u32]) -> bool,
        take: TakeBlock,
    ) -> Result<(), Failure> {
        for block in self.blocks.get_mut(at.blocks.clone()).unwrap_or_default() {
            let documents = self.documents.get(block.documents.clone()).unwrap_or_default();
            let Some(levels) = self.levels.get_mut(block.documents.clone()).filter(|_| is_wanted(documents)) else {
                continue;
            };
            if let (Some(unread), ReadList::At(chunk, _)) = (block.unread.take(), list) {
                unread.levels(chunk.bytes(), levels).map_err(|damage| chunk.malformed(damage))?;
            }
            take(documents, Of { levels, positions: block.positions })?;
        }
        Ok(())
    }

    /// Forgets all lists, and keeps the room.
    pub fn clear(&mut self) {
        self.documents.clear();
        self.blocks.clear();
        self.levels.clear();
    }
}
