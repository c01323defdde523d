//! What a visitor sees before anything is asked, so that the page needs no search for it.

use anyhow::{Context, Result};
use search::{Answer, Index, Pieces, Query, SearchOptions};

/// No pieces beyond the first.
struct NoMore;

impl Pieces for NoMore {
    fn piece(&self, _: u32) -> Option<&[u8]> {
        None
    }
}

/// The answer to the query for nothing, which the index's first piece knows.
pub fn front(root: &[u8]) -> Result<Answer> {
    let index = Index::open(root)?;
    index.search(&Query::default(), &SearchOptions::front(), &NoMore).context("the index that was written is damaged")
}
