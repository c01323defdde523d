//! The pieces of the indexes of segments, read from disk when they are first asked for.

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use article::Segment;
use search::{Piece, Pieces};

use super::read::read_piece;

/// The pieces of segments.
pub struct LoadedPieces {
    segments: Vec<OfSegment>,
    /// Why a piece could not be read that was asked for.
    failure: RefCell<Option<Error>>,
}

/// The pieces of one.
struct OfSegment {
    folder: PathBuf,
    segment: Segment,
    pieces: Vec<OnceCell<Option<Vec<u8>>>>,
}

impl LoadedPieces {
    /// Those of the segments of an archive, none of them read.
    pub fn new(folder: &Path, segments: &[Segment]) -> Self {
        let of_segment =
            |segment: &Segment| OfSegment { folder: folder.to_owned(), segment: segment.clone(), pieces: Vec::new() };
        Self { segments: segments.iter().map(of_segment).collect(), failure: RefCell::default() }
    }

    /// Those of the segments of an archive, which are in memory.
    pub fn in_memory(folder: &Path, segments: &[Segment], pieces: Vec<Vec<Vec<u8>>>) -> Self {
        let mut loaded = Self::new(folder, segments);
        for (of_segment, pieces) in loaded.segments.iter_mut().zip(pieces) {
            of_segment.pieces = pieces.into_iter().map(|bytes| OnceCell::from(Some(bytes))).collect();
        }
        loaded
    }

    /// Reads the roots, and makes room for the pieces that they speak of.
    pub fn read_roots(&mut self) -> Result<()> {
        for of_segment in &mut self.segments {
            if of_segment.pieces.is_empty() {
                let root = read_piece(&of_segment.folder.join(of_segment.segment.search_file(0)))?;
                let pieces = search::Index::pieces_of(&root).unwrap_or(0);
                of_segment.pieces.resize_with(pieces as usize + 1, OnceCell::new);
                of_segment.pieces[0] = OnceCell::from(Some(root));
            }
        }
        Ok(())
    }

    /// The roots, the oldest segment first; they are there once they are read.
    pub fn roots(&self) -> Vec<&[u8]> {
        let roots = self.segments.iter().map(|of_segment| of_segment.pieces.first()?.get()?.as_deref());
        roots.map(Option::unwrap_or_default).collect()
    }

    /// Why a piece that was asked for is not there.
    pub fn failure(&self) -> Option<Error> {
        self.failure.borrow_mut().take()
    }
}

impl Pieces for LoadedPieces {
    fn piece(&self, Piece { segment, number }: Piece) -> Option<&[u8]> {
        let of_segment = self.segments.get(segment as usize)?;
        let read = || match read_piece(&of_segment.folder.join(of_segment.segment.search_file(number))) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.failure.borrow_mut().get_or_insert(error);
                None
            }
        };
        of_segment.pieces.get(number as usize)?.get_or_init(read).as_deref()
    }
}
