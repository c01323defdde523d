//! The segments of an index as one, while a question is answered.

use std::ops::Range;

use crate::answer::Failure;
use crate::decoded::Decoded;
use crate::joint::Joint;
use crate::pieces::{Chunk, Pieces, Stream};
use crate::root::{Root, Summary};

/// All segments with the pieces that are at hand. Documents and values have the numbers that they have among all.
pub(crate) struct Whole<'a> {
    roots: &'a [Root],
    streams: Vec<Stream<'a>>,
    /// How the segments fit together; nothing where there is only one, whose numbers are those of all.
    pub joint: Option<&'a Joint>,
    pub decoded: &'a Decoded,
    pub summary: &'a Summary,
}

/// A segment.
#[derive(Clone, Copy)]
pub(crate) struct Segment<'a> {
    pub number: u32,
    pub root: &'a Root,
    pub stream: &'a Stream<'a>,
}

impl<'a> Whole<'a> {
    pub fn new(
        roots: &'a [Root],
        joint: Option<&'a Joint>,
        summary: &'a Summary,
        decoded: &'a Decoded,
        pieces: &'a dyn Pieces,
    ) -> Self {
        let streams = (0..).zip(roots).map(|(number, root)| Stream::new(pieces, number, root.layout)).collect();
        Self { roots, streams, joint, decoded, summary }
    }

    /// The segments, the oldest first.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        (0..).zip(self.roots).zip(&self.streams).map(|((number, root), stream)| Segment { number, root, stream })
    }

    /// A segment.
    pub fn segment(&self, number: u32) -> Option<Segment<'_>> {
        let (root, stream) = self.roots.get(number as usize).zip(self.streams.get(number as usize))?;
        Some(Segment { number, root, stream })
    }

    /// The numbers that the documents of a segment have among all; nothing where they are the same.
    pub fn numbers(&self, segment: u32) -> Option<&'a [u32]> {
        self.joint?.order.numbers.get(segment as usize).map(Vec::as_slice)
    }

    /// A section of each segment; `None` where one is not at hand. All are asked for.
    pub fn sections(&self, section: &dyn Fn(&Root) -> Range<u64>) -> Result<Option<Vec<Chunk<'a>>>, Failure> {
        let mut chunks = Vec::with_capacity(self.roots.len());
        for (root, stream) in self.roots.iter().zip(&self.streams) {
            chunks.extend(stream.read(section(root))?);
        }
        Ok(Some(chunks).filter(|chunks| chunks.len() == self.roots.len()))
    }

    /// The roots, one for each segment.
    pub fn roots(&self) -> &'a [Root] {
        self.roots
    }

    /// The number of the field of this name.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.roots.first()?.fields.iter().position(|field| field == name)
    }

    /// Fails if anything that was read since the beginning was not at hand, and names all of it.
    pub fn require_all(&self) -> Result<(), Failure> {
        let mut missing = Vec::new();
        self.streams.iter().for_each(|stream| missing.extend(stream.missing()));
        if missing.is_empty() { Ok(()) } else { Err(Failure::Missing(missing)) }
    }
}
