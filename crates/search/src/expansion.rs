//! From a word of a query to the terms of the index that stand for it.
//!
//! This is the place where stems, synonyms and spellings will join: a word has the terms that are it and those that
//! are only near it, which count less.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::pieces::Stream;
use crate::root::Root;
use crate::words::WantedWord;

/// A term of the index.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// Where its postings lie in the stream.
    pub postings: Range<u64>,
    /// Where its positions lie.
    pub positions: Range<u64>,
    /// Whether it is the very word; else it only begins so.
    pub exact: bool,
}

/// The terms for a word, all of them; `None` where a block of the dictionary is not at hand, which the stream
/// remembers.
pub(crate) fn expand(word: &WantedWord, root: &Root, stream: &Stream) -> Result<Option<Vec<Term>>, Failure> {
    let blocks = if word.prefix { root.terms.with_prefix(&word.text) } else { root.terms.with_key(&word.text) };
    let mut terms = Vec::new();
    let mut whole = true;
    // Lists follow one another, over the blocks too: so all of them together are no longer than what is there.
    let mut ends = (root.postings.start, root.positions.start);
    for block in blocks {
        let Some(block) = root.terms.open(block, stream)? else {
            whole = false;
            continue;
        };
        let head = |cursor: &mut Cursor| {
            let postings = after(root.postings.start, cursor.wide()?, cursor)?;
            let positions = after(root.positions.start, cursor.wide()?, cursor)?;
            if postings < ends.0 || positions < ends.1 {
                return Err(cursor.damage("a list begins before the end of another"));
            }
            Ok((postings, positions))
        };
        let mut last = ends;
        block.visit(head, |(postings, positions), _, key, cursor| {
            // How many documents have it is not needed here: the postings say.
            cursor.number()?;
            let postings = next(postings, root.postings.end, cursor)?;
            let positions = next(positions, root.positions.end, cursor)?;
            last = (postings.end, positions.end);
            let exact = key == word.text.as_bytes();
            if exact || (word.prefix && key.starts_with(word.text.as_bytes())) {
                terms.push(Term { postings, positions, exact });
                return Ok(word.prefix);
            }
            Ok(key <= word.text.as_bytes())
        })?;
        ends = last;
    }
    Ok(whole.then_some(terms))
}

fn after(start: u64, offset: u64, cursor: &Cursor) -> Result<u64, Damage> {
    start.checked_add(offset).ok_or_else(|| cursor.damage("a list lies nowhere"))
}

/// The list of that length, and moves on behind it.
fn next(start: &mut u64, limit: u64, cursor: &mut Cursor) -> Result<Range<u64>, Damage> {
    let from = *start;
    let end = after(from, cursor.wide()?, cursor)?;
    if end > limit {
        return Err(cursor.damage("a list reaches beyond the end of all lists"));
    }
    *start = end;
    Ok(from..end)
}
