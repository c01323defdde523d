//! What a visitor sees before anything is asked, so that the page needs no search for it.

use anyhow::{Context, Result};
use search::{Answer, Index, Piece, Pieces, Query, SearchOptions};

/// No pieces beyond the first.
struct NoMore;

impl Pieces for NoMore {
    fn piece(&self, _: Piece) -> Option<&[u8]> {
        None
    }
}

/// The answer to the query for nothing, which an open index knows.
pub fn front(index: &Index) -> Result<Answer> {
    index.search(&Query::default(), &SearchOptions::front(), &NoMore).context("the index that was written is damaged")
}
