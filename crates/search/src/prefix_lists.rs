//! Lists of documents for prefixes of many terms, made when the index is built: so what a prefix finds is complete and
//! costs little, however few letters it has.

use std::ops::Range;

use crate::blocks::BlockWriter;
use crate::bytes::{Damage, put_number};
use crate::postings::{self, write_documents};
use crate::ranking::SHORT_PREFIX;

/// Where the postings of the terms that begin so are together longer than these bytes, the prefix has a list: what a
/// prefix costs then has a bound that does not grow with the archive but for the documents that match.
const LONGEST_APART: usize = 32 << 10;

/// A term as the dictionary has it.
pub(crate) struct IndexedTerm {
    /// The term.
    pub text: String,
    /// How many documents have it.
    pub documents: u32,
    /// Its only document with its level; else its list lies at the range.
    pub only: Option<(u32, u8)>,
    /// Where its list lies among all postings.
    pub list: Range<usize>,
}

/// Writes the dictionary of prefixes, and returns their lists. Terms come in ascending order.
pub(crate) fn write(
    terms: &[IndexedTerm],
    postings: &[u8],
    documents: u32,
    stream: &mut Vec<u8>,
    root: &mut Vec<u8>,
) -> Result<Vec<u8>, Damage> {
    let mut blocks = BlockWriter::default();
    let mut lists = Vec::new();
    let (mut head, mut value) = (Vec::new(), Vec::new());
    // A level and one for each document that has any.
    let mut levels = vec![0_u8; documents as usize];
    for (prefix, of_prefix) in long_prefixes(terms) {
        levels.fill(0);
        for term in terms.get(of_prefix).unwrap_or_default() {
            add(term, postings, documents, &mut levels)?;
        }
        let having: Vec<(u32, u8)> = (0..)
            .zip(&levels)
            .filter(|(_, level)| **level > 0)
            .map(|(document, level)| (document, level - 1))
            .collect();
        head.clear();
        put_number(&mut head, lists.len() as u64);
        let start = lists.len();
        match prefix.chars().nth(SHORT_PREFIX) {
            None => write_documents::<false>(&having, documents, &[], &mut lists),
            Some(_) => write_documents::<true>(&having, documents, &[], &mut lists),
        }
        value.clear();
        put_number(&mut value, having.len() as u64);
        put_number(&mut value, (lists.len() - start) as u64);
        blocks.push(prefix, &head, &value);
    }
    blocks.finish(stream, root);
    Ok(lists)
}

/// Raises the levels of a term's documents to its own.
fn add(term: &IndexedTerm, postings: &[u8], documents: u32, levels: &mut [u8]) -> Result<(), Damage> {
    let mut raise = |document: u32, level: u8| {
        if let Some(highest) = levels.get_mut(document as usize) {
            *highest = (*highest).max(level + 1);
        }
    };
    if let Some((document, level)) = term.only {
        raise(document, level);
        return Ok(());
    }
    let list = postings.get(term.list.clone()).unwrap_or_default();
    postings::for_each(list, term.documents, documents, raise)
}

/// The prefixes whose terms' lists are long together, in ascending order, and which terms are longer and begin so; to
/// those that begin with a letter a term belongs that is the letter alone, since it ranks no higher.
fn long_prefixes(terms: &[IndexedTerm]) -> Vec<(&str, Range<usize>)> {
    let mut long = Vec::new();
    // Of the term before each prefix, the shorter first, and the first of its terms.
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (index, term) in terms.iter().enumerate() {
        // The term itself is not among the terms that are longer.
        let is_letter = |prefix: &str| prefix.chars().nth(1).is_none();
        let is_longer = |prefix: &str| term.text.len() > prefix.len() || is_letter(prefix);
        let is_open = |prefix: &str| term.text.starts_with(prefix) && is_longer(prefix);
        while let Some((prefix, first)) = open.pop_if(|(prefix, _)| !is_open(prefix)) {
            close(prefix, first..index, terms, &mut long);
        }
        let known = open.last().map_or(0, |(prefix, _)| prefix.len());
        let whole = Some(term.text.len()).filter(|_| is_letter(&term.text));
        let ends = term.text.char_indices().map(|(at, _)| at).chain(whole).filter(|end| *end > known);
        open.extend(ends.map(|end| (&term.text[..end], index)));
    }
    while let Some((prefix, first)) = open.pop() {
        close(prefix, first..terms.len(), terms, &mut long);
    }
    long.sort_unstable_by(|one, other| one.0.cmp(other.0));
    long
}

fn close<'a>(prefix: &'a str, of_prefix: Range<usize>, terms: &[IndexedTerm], long: &mut Vec<(&'a str, Range<usize>)>) {
    let lists = terms.get(of_prefix.start).zip(terms.get(of_prefix.end.saturating_sub(1)));
    if lists.is_some_and(|(first, last)| last.list.end - first.list.start > LONGEST_APART) {
        long.push((prefix, of_prefix));
    }
}
