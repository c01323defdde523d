//! One clause of a query against the index: a word, a prefix or a phrase, perhaps in one field.

use crate::amounts::Amounts;
use crate::answer::Failure;
use crate::expansion::{Term, expand};
use crate::pieces::{Chunk, Stream};
use crate::postings::{Posting, PostingsReader, fields, read_positions};
use crate::ranking;
use crate::root::Root;
use crate::set::DocumentSet;
use crate::words::WantedWord;

/// A clause as the query has it: its words, which stand next to one another, and the fields that count, as bits.
pub(crate) struct Clause {
    pub words: Vec<WantedWord>,
    pub fields: u8,
}

/// A clause with the terms of each of its words.
pub(crate) struct FoundClause {
    words: Vec<Vec<Term>>,
    fields: u8,
}

/// A term's lists, as far as they are wanted.
struct Lists<'a> {
    exact: bool,
    postings: Chunk<'a>,
    /// Only where the clause is a phrase.
    positions: Option<Chunk<'a>>,
}

/// A clause with all that is read of the index for it.
pub(crate) struct ReadClause<'a> {
    words: Vec<Vec<Lists<'a>>>,
    fields: u8,
}

impl Clause {
    /// Looks the words up; `None` where the dictionary is not at hand.
    pub fn find(&self, root: &Root, stream: &Stream) -> Result<Option<FoundClause>, Failure> {
        // All words before the first `?`: what is missing is asked for in one go.
        let words = self.words.iter().map(|word| expand(word, root, stream)).collect::<Result<Vec<_>, _>>()?;
        let words: Option<Vec<_>> = words.into_iter().collect();
        Ok(words.map(|words| FoundClause { words, fields: self.fields }))
    }
}

impl FoundClause {
    /// Reads the lists of all terms; `None` where some are not at hand.
    pub fn read<'a>(&self, stream: &Stream<'a>) -> Result<Option<ReadClause<'a>>, Failure> {
        let is_phrase = self.words.len() > 1;
        let mut whole = true;
        let mut words = Vec::with_capacity(self.words.len());
        for terms in &self.words {
            let mut lists = Vec::with_capacity(terms.len());
            for term in terms {
                let postings = stream.read(term.postings.clone())?;
                let positions = if is_phrase { stream.read(term.positions.clone())? } else { None };
                whole &= postings.is_some() && positions.is_some() == is_phrase;
                lists.extend(postings.map(|postings| Lists { exact: term.exact, postings, positions }));
            }
            words.push(lists);
        }
        Ok(whole.then_some(ReadClause { words, fields: self.fields }))
    }
}

/// What documents have of a clause: of the very words, and of words that only begin so.
pub(crate) struct Found {
    pub exact: Amounts,
    pub begun: Amounts,
}

impl Found {
    pub fn new(documents: u32) -> Self {
        Self { exact: Amounts::new(documents), begun: Amounts::new(documents) }
    }

    pub fn clear(&mut self) {
        self.exact.clear();
        self.begun.clear();
    }

    /// Calls `take` with each document that matches, once, and how well.
    pub fn score(&self, documents: u32, mut saturation: impl FnMut(u32) -> f32, mut take: impl FnMut(u32, f32)) {
        let mut union = self.exact.documents.clone();
        union.unite(&self.begun.documents);
        let exact_rarity = ranking::rarity(documents, self.exact.count());
        let begun_rarity = ranking::rarity(documents, union.count()) * ranking::PREFIX_WORTH;
        for document in union.iter() {
            let half = saturation(document);
            let part = |rarity: f32, weight: f32| if weight > 0.0 { rarity * weight / (weight + half) } else { 0.0 };
            let exact = part(exact_rarity, self.exact.weight(document));
            let begun = part(begun_rarity, self.begun.weight(document));
            take(document, if exact > begun { exact } else { begun });
        }
    }
}

impl ReadClause<'_> {
    /// Adds what each document has of the clause.
    pub fn evaluate(&self, root: &Root, found: &mut Found) -> Result<(), Failure> {
        match self.words.as_slice() {
            [] => Ok(()),
            [lists] => lists.iter().try_for_each(|lists| {
                let amounts = if lists.exact { &mut found.exact } else { &mut found.begun };
                self.evaluate_word(lists, root, amounts)
            }),
            words => self.evaluate_phrase(words, root, &mut found.exact),
        }
    }

    fn evaluate_word(&self, lists: &Lists, root: &Root, amounts: &mut Amounts) -> Result<(), Failure> {
        let weights = weights(root);
        let walk = reader(lists, root).for_each(|posting| {
            let mask = posting.fields & self.fields;
            if mask != 0 {
                amounts.add(posting.document, weigh(&weights, mask, &posting.counts));
            }
        });
        walk.map_err(|damage| lists.postings.malformed(damage))
    }

    /// A phrase begins where its first word stands at a position, its second at the next, and so on, all in one
    /// field.
    fn evaluate_phrase(&self, words: &[Vec<Lists>], root: &Root, amounts: &mut Amounts) -> Result<(), Failure> {
        let mut candidates = DocumentSet::all(root.documents);
        for lists in words {
            let mut documents = DocumentSet::new(root.documents);
            for lists in lists {
                let walk = reader(lists, root).for_each(|posting| {
                    if posting.fields & self.fields != 0 {
                        documents.insert(posting.document);
                    }
                });
                walk.map_err(|damage| lists.postings.malformed(damage))?;
            }
            candidates.retain(&documents);
        }
        let mut starts: Option<Vec<Start>> = None;
        for (word, lists) in (0..).zip(words) {
            let found = self.starts(word, lists, &candidates, root)?;
            starts = Some(match starts {
                None => found,
                Some(before) => intersect(before, &found),
            });
        }
        let weights = weights(root);
        for (document, field, _) in starts.unwrap_or_default() {
            amounts.add(document, weights[field as usize]);
        }
        Ok(())
    }

    /// Where a phrase would begin that has this word at this place, in order.
    fn starts(&self, word: u32, lists: &[Lists], candidates: &DocumentSet, root: &Root) -> Result<Vec<Start>, Failure> {
        let mut starts = Vec::new();
        for lists in lists {
            let Some(chunk) = &lists.positions else { continue };
            let mut positions = chunk.cursor();
            let mut postings = reader(lists, root);
            let plain: Posting = postings.plain();
            while let Some(posting) = postings.next(&plain).map_err(|damage| lists.postings.malformed(damage))? {
                let is_candidate = candidates.contains(posting.document);
                let read = read_positions(&mut positions, &posting, |field, position| {
                    let counts = is_candidate && self.fields >> field & 1 == 1;
                    if let Some(start) = position.checked_sub(word).filter(|_| counts) {
                        starts.push((posting.document, field as u8, start));
                    }
                });
                read.map_err(|damage| chunk.malformed(damage))?;
            }
        }
        // In order already, unless several terms stand for the word.
        starts.sort_unstable();
        Ok(starts)
    }
}

/// Document, field, position.
type Start = (u32, u8, u32);

fn intersect(before: Vec<Start>, found: &[Start]) -> Vec<Start> {
    let mut rest = found.iter().peekable();
    let in_found = |start: &Start| {
        while rest.next_if(|found| *found < start).is_some() {}
        rest.peek() == Some(&start)
    };
    before.into_iter().filter(in_found).collect()
}

fn reader<'a>(lists: &'a Lists, root: &Root) -> PostingsReader<'a> {
    PostingsReader::new(lists.postings.bytes(), root.documents, root.fields.len(), root.plain_field)
}

/// The fields' weights, one for each bit of a mask.
fn weights(root: &Root) -> [f32; 8] {
    std::array::from_fn(|field| root.fields.get(field).map_or(0.0, |field| field.weight))
}

#[inline]
fn weigh(weights: &[f32; 8], mask: u8, counts: &[u32; 8]) -> f32 {
    fields(mask).map(|field| weights[field] * counts[field] as f32).sum()
}
