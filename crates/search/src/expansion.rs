//! From a word of a query to the terms of the index that stand for it.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::pieces::Stream;
use crate::ranking::SHORT_PREFIX;
use crate::root::Root;
use crate::words::WantedWord;

/// A term of the index.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// How many documents have it.
    pub documents: u32,
    /// Which these are.
    pub list: List,
    /// Where its positions lie in the stream.
    pub positions: Range<u64>,
}

/// The documents of a term.
#[derive(Clone, Debug)]
pub(crate) enum List {
    /// The only one, and its level.
    One(u32, u8),
    /// They lie here in the stream.
    At(Range<u64>),
}

/// What a word of a query stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expansion {
    /// The term that is the word.
    pub exact: Option<Term>,
    /// What only begins so.
    pub begun: Begun,
}

/// The terms that only begin as a word does.
#[derive(Clone, Debug)]
pub(crate) enum Begun {
    /// Each of them. Their lists follow one another in the stream.
    Terms(Vec<Term>),
    /// Their documents together, as many as these, lie here in the stream.
    Together(u32, Range<u64>),
}

impl Default for Begun {
    fn default() -> Self {
        Self::Terms(Vec::new())
    }
}

impl WantedWord {
    /// Whether so little of the word is there that what begins so is not told apart.
    pub fn is_short(&self) -> bool {
        self.text.chars().nth(SHORT_PREFIX).is_none()
    }

    /// Looks the word up; `None` where a block of a dictionary is not at hand, which the stream remembers. `apart` asks
    /// for the terms that begin so one by one.
    pub fn expand(&self, apart: bool, root: &Root, stream: &Stream) -> Result<Option<Expansion>, Failure> {
        if !self.prefix || apart {
            return self.find_terms(self.prefix, root, stream);
        }
        // Both are asked for before it is known whether the first suffices: that saves a round.
        let together = self.find_together(root, stream)?;
        let exact = self.find_terms(false, root, stream)?;
        match (together, exact) {
            (Some(Some(begun)), Some(exact)) => Ok(Some(Expansion { begun, ..exact })),
            (Some(None), Some(_)) => self.find_terms(true, root, stream),
            _ => Ok(None),
        }
    }

    /// The list that was made for all terms that begin so, where there is one.
    fn find_together(&self, root: &Root, stream: &Stream) -> Result<Option<Option<Begun>>, Failure> {
        let wanted = self.text.as_bytes();
        let mut found = None;
        for block in root.prefixes.with_key(&self.text) {
            let Some(block) = root.prefixes.open(block, stream)? else { return Ok(None) };
            let head = |cursor: &mut Cursor| after(root.prefix_lists.start, cursor.wide()?, cursor);
            block.visit(head, |start, _, key, cursor| {
                let documents = read_documents(cursor, root)?;
                let list = next(start, root.prefix_lists.end, cursor)?;
                if key == wanted {
                    found = Some(Begun::Together(documents, list));
                }
                Ok(key < wanted)
            })?;
        }
        Ok(Some(found))
    }

    fn find_terms(&self, prefix: bool, root: &Root, stream: &Stream) -> Result<Option<Expansion>, Failure> {
        let wanted = self.text.as_bytes();
        let blocks = if prefix { root.terms.with_prefix(&self.text) } else { root.terms.with_key(&self.text) };
        let (mut exact, mut begun) = (None, Vec::new());
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
                let documents = read_documents(cursor, root)?;
                let list = if documents == 1 {
                    let posting = cursor.wide()?;
                    let document = u32::try_from(posting >> 4).ok().filter(|document| *document < root.documents);
                    let document =
                        document.ok_or_else(|| cursor.damage("a term names a document that does not exist"))?;
                    List::One(document, posting as u8 & 15)
                } else {
                    List::At(next(postings, root.postings.end, cursor)?)
                };
                let positions = next(positions, root.positions.end, cursor)?;
                last = (*postings, positions.end);
                if key == wanted {
                    exact = Some(Term { documents, list, positions });
                    return Ok(prefix);
                }
                if prefix && key.starts_with(wanted) {
                    begun.push(Term { documents, list, positions });
                    return Ok(true);
                }
                Ok(key < wanted)
            })?;
            ends = last;
        }
        Ok(whole.then_some(Expansion { exact, begun: Begun::Terms(begun) }))
    }
}

fn read_documents(cursor: &mut Cursor, root: &Root) -> Result<u32, Damage> {
    let documents = cursor.number()?;
    if documents == 0 || documents > root.documents {
        return Err(cursor.damage("a term has no documents or too many"));
    }
    Ok(documents)
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
