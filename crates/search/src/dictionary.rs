//! The terms of all segments, as one dictionary has them.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::pieces::malformed;
use crate::root::Root;
use crate::stems::Change;
use crate::terms::{List, TermBlock};
use crate::whole::{Segment, Whole};

/// A term in the index of a segment.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub segment: u32,
    /// Its number in the dictionary of the segment.
    pub number: u32,
    /// How many documents of the list count: those that are gone do not.
    pub documents: u32,
    /// How many there are in the list.
    pub listed: u32,
    /// Which these are.
    pub list: List,
    /// Where its positions lie in the stream.
    pub positions: Range<u64>,
    /// How it becomes its stems.
    way: u32,
}

impl Term {
    /// Whether it is the same term.
    pub fn is(&self, other: &Self) -> bool {
        (self.segment, self.number) == (other.segment, other.number)
    }
}

/// How many documents have a term, given as the segments have it; or any of several, of those that have two twice.
pub(crate) fn documents_of(terms: &[Term]) -> u32 {
    terms.iter().fold(0, |sum, term| sum.saturating_add(term.documents))
}

/// What makes a term, given as the segments have it, its stems.
pub(crate) fn changes<'a>(terms: &'a [Term], whole: &'a Whole) -> impl Iterator<Item = &'a Change> {
    terms.iter().flat_map(|term| {
        let corrected = whole.joint.and_then(|joint| joint.changes(term.segment, term.number));
        let own = || whole.segment(term.segment).map_or(&[][..], |segment| segment.root.changes.of(term.way));
        corrected.unwrap_or_else(own)
    })
}

/// Calls `take` in their order with the term that is `wanted`, and with those that begin so in the segments for which this
/// `begins` says: each as the segments have it in which it has a document that counts. `false` where a block of a
/// dictionary is not at hand.
pub(crate) fn for_each_term(
    wanted: &str,
    begins: &dyn Fn(u32) -> bool,
    whole: &Whole,
    take: &mut dyn FnMut(&[u8], &[Term]),
) -> Result<bool, Failure> {
    let Some(joint) = whole.joint else {
        let Some(segment) = whole.segment(0) else { return Ok(true) };
        let begins = begins(0);
        return for_each_of_segment(wanted, begins, segment, &mut |key, term| take(key, &[term]));
    };
    let mut is_whole = true;
    // Of each segment, in order.
    let mut found: Vec<Vec<(Box<[u8]>, Term)>> = Vec::new();
    for segment in whole.segments() {
        let mut of_segment = Vec::new();
        is_whole &= for_each_of_segment(wanted, begins(segment.number), segment, &mut |key, mut term| {
            term.documents = term.documents.saturating_sub(joint.less(segment.number, term.number));
            if term.documents > 0 {
                of_segment.push((key.into(), term));
            }
        })?;
        found.push(of_segment);
    }
    let mut next: Vec<usize> = found.iter().map(|_| 0).collect();
    let mut same: Vec<Term> = Vec::new();
    loop {
        let heads = || found.iter().zip(&next).filter_map(|(terms, next)| terms.get(*next));
        let Some(least) = heads().map(|(key, _)| key).min() else { return Ok(is_whole) };
        same.clear();
        for (terms, next) in found.iter().zip(&mut next) {
            if let Some((_, term)) = terms.get(*next).filter(|(key, _)| key == least) {
                same.push(term.clone());
                *next += 1;
            }
        }
        take(least, &same);
    }
}

/// Calls `take` with the term of a segment that is `wanted`, and with those that begin so if it `begins`; `false` where a
/// block of the dictionary is not at hand.
pub(crate) fn for_each_of_segment(
    wanted: &str,
    begins: bool,
    segment: Segment,
    take: &mut dyn FnMut(&[u8], Term),
) -> Result<bool, Failure> {
    let Segment { root, stream, .. } = segment;
    let blocks = if begins { root.terms.blocks.with_prefix(wanted) } else { root.terms.blocks.with_key(wanted) };
    let wanted = wanted.as_bytes();
    let mut is_whole = true;
    // Lists follow one another, over the blocks too: so all of them together are no longer than what is there.
    let mut ends = (0, 0);
    for number in blocks {
        let Some(block) = root.terms.open(number, root.limits(), stream)? else {
            is_whole = false;
            continue;
        };
        let starts = block.starts();
        if starts.0 < ends.0 || starts.1 < ends.1 {
            return Err(malformed(segment.number, 0, "a list begins before the end of another"));
        }
        ends = block.ends();
        let first = root.terms.blocks.get(number).map_or(0, |block| block.first);
        for index in block.place(wanted)..block.len() {
            let key = block.text(index);
            if key != wanted && !(begins && key.starts_with(wanted)) {
                break;
            }
            take(key, term_of(block, index, first, segment));
        }
    }
    Ok(is_whole)
}

/// A term of a block whose first term has this number.
fn term_of(block: &TermBlock, index: usize, first: u32, Segment { number: segment, root, .. }: Segment) -> Term {
    let (list, positions) = block.lists(index);
    let list = match list {
        List::At(range) => List::At(root.postings.start + range.start..root.postings.start + range.end),
        one => one,
    };
    let positions = root.positions.start + positions.start..root.positions.start + positions.end;
    let (documents, way) = block.entries().get(index).map_or((0, 0), |entry| (entry.documents, u32::from(entry.way)));
    Term { segment, number: first + index as u32, documents, listed: documents, list, positions, way }
}

/// How many documents a list of a segment has, which is some and not more than there are.
pub(crate) fn checked(documents: u32, root: &Root, cursor: &Cursor) -> Result<u32, Damage> {
    if documents == 0 || documents > root.summary.documents {
        return Err(cursor.damage("a term has no documents or too many"));
    }
    Ok(documents)
}

/// So far behind a start.
pub(crate) fn after(start: u64, offset: u64, cursor: &Cursor) -> Result<u64, Damage> {
    start.checked_add(offset).ok_or_else(|| cursor.damage("a list lies nowhere"))
}

/// The list of the length that is read, and moves on behind it.
pub(crate) fn next(start: &mut u64, limit: u64, cursor: &mut Cursor) -> Result<Range<u64>, Damage> {
    let from = *start;
    let end = after(from, cursor.wide()?, cursor)?;
    if end > limit {
        return Err(cursor.damage("a list reaches beyond the end of all lists"));
    }
    *start = end;
    Ok(from..end)
}
