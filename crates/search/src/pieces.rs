//! The index of a segment as one stream of bytes, cut into numbered pieces of which some may not be at hand.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::answer::{Failure, Piece};
use crate::bytes::{Cursor, Damage};

/// The pieces that are at hand. Number 0, the root, is not asked for: [`crate::Index::open`] takes it.
pub trait Pieces {
    /// The bytes of a piece, without their envelope; `None` where it is not at hand (yet).
    fn piece(&self, piece: Piece) -> Option<&[u8]>;
}

/// The most pieces an index has: 68 GB at 64 kB each. Keeps a damaged root from asking for billions.
pub(crate) const MAX_PIECES: u64 = 1 << 20;

/// Where the bytes of the stream lie: piece `n` holds those from `(n - 1) * piece_size` on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Bytes of every piece but the root and the last.
    pub piece_size: u64,
    /// Bytes of all pieces but the root.
    pub length: u64,
}

impl Layout {
    pub fn pieces(self) -> u64 {
        self.length.div_ceil(self.piece_size)
    }

    fn piece_at(self, offset: u64) -> u32 {
        (offset / self.piece_size) as u32 + 1
    }
}

/// Reads ranges of the stream, and remembers the pieces that were wanted and not there.
pub(crate) struct Stream<'a> {
    pieces: &'a dyn Pieces,
    segment: u32,
    layout: Layout,
    /// Sorted.
    missing: RefCell<Vec<u32>>,
}

/// A range of the stream.
#[derive(Clone)]
pub(crate) struct Chunk<'a> {
    bytes: Bytes<'a>,
    start: u64,
    segment: u32,
    layout: Layout,
}

#[derive(Clone)]
enum Bytes<'a> {
    /// They lie in one piece.
    Within(&'a [u8]),
    /// They lay in several, and these of them were put together.
    Joined(Rc<[u8]>, Range<usize>),
}

impl Chunk<'_> {
    pub fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Within(bytes) => bytes,
            Bytes::Joined(bytes, range) => bytes.get(range.clone()).unwrap_or_default(),
        }
    }

    pub fn cursor(&self) -> Cursor<'_> {
        Cursor::new(self.bytes())
    }

    /// A part of it, given as a range of the stream; nothing where it is none.
    pub fn part(&self, range: Range<u64>) -> Self {
        let from = range.start.saturating_sub(self.start) as usize;
        let to = range.end.saturating_sub(self.start) as usize;
        let bytes = match &self.bytes {
            Bytes::Within(bytes) => Bytes::Within(bytes.get(from..to).unwrap_or_default()),
            Bytes::Joined(bytes, whole) => Bytes::Joined(bytes.clone(), whole.start + from..whole.start + to),
        };
        Self { bytes, start: range.start, segment: self.segment, layout: self.layout }
    }

    /// Names the piece in which the damage lies.
    pub fn malformed(&self, damage: Damage) -> Failure {
        let number = self.layout.piece_at(self.start + damage.at as u64);
        malformed(self.segment, number, damage.what)
    }
}

impl<'a> Stream<'a> {
    pub fn new(pieces: &'a dyn Pieces, segment: u32, layout: Layout) -> Self {
        Self { pieces, segment, layout, missing: RefCell::default() }
    }

    /// The bytes of a range; `None` where some are not at hand, which is remembered.
    pub fn read(&self, range: Range<u64>) -> Result<Option<Chunk<'a>>, Failure> {
        let Self { segment, layout, .. } = *self;
        if range.start > range.end || range.end > layout.length {
            return Err(malformed(segment, 0, "it names bytes beyond the end of the index"));
        }
        if range.is_empty() {
            return Ok(Some(Chunk { bytes: Bytes::Within(&[]), start: range.start, segment, layout }));
        }
        let (first, last) = (layout.piece_at(range.start), layout.piece_at(range.end - 1));
        let mut parts = Vec::new();
        let mut whole = true;
        for number in first..=last {
            let piece_start = u64::from(number - 1) * layout.piece_size;
            let piece_end = (piece_start + layout.piece_size).min(layout.length);
            let Some(bytes) = self.pieces.piece(Piece { segment, number }) else {
                self.note_missing(number);
                whole = false;
                continue;
            };
            if bytes.len() as u64 != piece_end - piece_start {
                return Err(malformed(segment, number, "its length is wrong"));
            }
            let from = range.start.max(piece_start) - piece_start;
            let to = range.end.min(piece_end) - piece_start;
            if whole {
                parts.push(&bytes[from as usize..to as usize]);
            }
        }
        let bytes = match parts.as_slice() {
            _ if !whole => return Ok(None),
            [part] => Bytes::Within(part),
            _ => {
                let joined: Rc<[u8]> = parts.concat().into();
                let all = 0..joined.len();
                Bytes::Joined(joined, all)
            }
        };
        Ok(Some(Chunk { bytes, start: range.start, segment, layout }))
    }

    fn note_missing(&self, number: u32) {
        let mut missing = self.missing.borrow_mut();
        if let Err(place) = missing.binary_search(&number) {
            missing.insert(place, number);
        }
    }

    /// The pieces of anything that was read since the beginning and were not at hand.
    pub fn missing(&self) -> Vec<Piece> {
        self.missing.borrow().iter().map(|number| Piece { segment: self.segment, number: *number }).collect()
    }
}

/// A piece of a segment says something that cannot be.
pub(crate) fn malformed(segment: u32, number: u32, what: &str) -> Failure {
    Failure::Malformed { piece: Piece { segment, number }, what: what.to_owned() }
}
