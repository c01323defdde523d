//! From a word of a query to the terms of the index that stand for it.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::decoded::Decoded;
use crate::part::part;
use crate::pieces::Stream;
use crate::ranking::{self, SHORT_PREFIX};
use crate::root::Root;
use crate::spelling::Speller;
use crate::stems;
use crate::words::WantedWord;

/// How a word is looked up.
#[derive(Clone, Copy)]
pub(crate) struct Ways {
    /// Without what only has its stem, or may have been meant.
    pub as_written: bool,
    /// With the terms that begin so one by one.
    pub apart: bool,
    /// With what a rare word may have been meant to be.
    pub forgiving: bool,
}

/// What words are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'a> {
    pub root: &'a Root,
    pub decoded: &'a Decoded,
    pub stream: &'a Stream<'a>,
}

/// A term of the index.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// How many documents have it.
    pub documents: u32,
    /// Which these are.
    pub list: List,
    /// Where its positions lie in the stream.
    pub positions: Range<u64>,
    /// How it becomes its stems.
    way: u32,
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
    /// Those that have a stem in common with it.
    pub stems: Vec<Term>,
    /// Terms of the words that it may have been meant to be, each with its worth.
    pub spelt: Vec<(Term, f32)>,
    /// These words.
    pub also: Vec<String>,
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

    /// Whether it is a beginning of one letter: then a word that is this letter says no more than what begins so.
    fn is_letter(&self) -> bool {
        self.prefix && self.text.chars().nth(1).is_none()
    }

    /// Looks the word up; `None` where a block of a dictionary is not at hand, which the stream remembers.
    pub fn expand(&self, ways: Ways, dictionary: &Dictionary) -> Result<Option<Expansion>, Failure> {
        let Dictionary { root, stream, .. } = *dictionary;
        let found = if self.prefix && !ways.apart {
            self.find_begun(root, stream)?
        } else {
            self.find_terms(self.prefix, root, stream)?
        };
        if ways.as_written {
            return Ok(found);
        }
        let Some(mut found) = found else { return Ok(None) };
        let Some(stems) = self.find_stems(found.exact.as_ref(), dictionary)? else { return Ok(None) };
        found.stems = stems;
        if !ways.forgiving {
            return Ok(Some(found));
        }
        let Some(also) = self.find_spellings(&found, dictionary)? else { return Ok(None) };
        for (word, worth) in also.iter().zip(ranking::SPELLING_WORTH) {
            let meant = Self { text: word.clone(), prefix: false, others: Vec::new() };
            let Some(terms) = meant.find_terms(false, root, stream)? else { return Ok(None) };
            let Some(stems) = meant.find_stems(terms.exact.as_ref(), dictionary)? else { return Ok(None) };
            found.spelt.extend(terms.exact.map(|term| (term, worth)));
            found.spelt.extend(stems.into_iter().map(|term| (term, worth * ranking::STEM_WORTH)));
        }
        found.also = also;
        Ok(Some(found))
    }

    /// The words that this one may have been meant to be, the most likely first, where it is rare or unknown. Of those
    /// that cost least the most frequent are taken.
    fn find_spellings(&self, found: &Expansion, dictionary: &Dictionary) -> Result<Option<Vec<String>>, Failure> {
        let Dictionary { root, stream, .. } = *dictionary;
        let own = found.exact.iter().chain(&found.stems).fold(0_u32, |sum, term| sum.saturating_add(term.documents));
        let begins = !matches!(&found.begun, Begun::Terms(terms) if terms.is_empty());
        let Some(mut speller) = Speller::new(&self.text).filter(|_| ranking::is_rare(own, root.documents) && !begins)
        else {
            return Ok(Some(Vec::new()));
        };
        let first = self.text.chars().next().map_or(0, char::len_utf8);
        let mut ranges = vec![part(&self.text, 0..first)];
        if root.terms.bytes() <= ranking::LARGEST_LOOKED_THROUGH {
            ranges.push("");
        }
        // By cost, then the most frequent, then in order of the dictionary: one number each.
        let mut keys: Vec<u64> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for range in ranges {
            let whole = for_each_term(range, true, root, stream, &mut |key, term| {
                let Ok(word) = std::str::from_utf8(key) else { return true };
                if term.documents > own
                    && let Some(cost) = speller.cost(word)
                {
                    keys.push(u64::from(cost) << 56 | u64::from(!term.documents) << 24 | words.len() as u64);
                    words.push(word.to_owned());
                }
                true
            })?;
            if !whole {
                return Ok(None);
            }
            if !words.is_empty() {
                break;
            }
        }
        keys.sort_unstable();
        let least = keys.first().map_or(0, |key| key >> 56);
        let documents = |key: u64| u64::from(!(key >> 24) as u32);
        let most = keys.first().map_or(0, |key| documents(*key));
        let is_likely = |key: &&u64| **key >> 56 == least && documents(**key) * ranking::SPELLING_SHARE >= most;
        let likely = keys.iter().take_while(is_likely).take(ranking::SPELLING_WORTH.len());
        Ok(Some(likely.filter_map(|key| words.get((key & 0xff_ffff) as usize).cloned()).collect()))
    }

    fn find_begun(&self, root: &Root, stream: &Stream) -> Result<Option<Expansion>, Failure> {
        let together = self.find_together(root, stream)?;
        // Both are asked for before it is known whether the first suffices: that saves a round.
        let exact = if self.is_letter() { Some(Expansion::default()) } else { self.find_terms(false, root, stream)? };
        match (together, exact) {
            (Some(Some(begun)), Some(exact)) => Ok(Some(Expansion { begun, ..exact })),
            (Some(None), Some(_)) => self.find_terms(true, root, stream),
            _ => Ok(None),
        }
    }

    /// Calls `take` with the terms that have a stem of the word, the word itself and repetitions among them; `false` where
    /// a dictionary is not at hand. The stems of a word that the index has stand there; those of another are guessed,
    /// unless it is still being typed.
    fn for_each_form(
        &self,
        exact: Option<&Term>,
        dictionary: &Dictionary,
        take: &mut dyn FnMut(&[u8], Term),
    ) -> Result<bool, Failure> {
        let Dictionary { root, stream, decoded } = *dictionary;
        if let Some(term) = exact {
            let mut whole = true;
            for stem in root.changes.stems(self.text.as_bytes(), term.way) {
                whole &= for_each_with_stem(&stem, root, stream, take)?.is_some();
            }
            return Ok(whole);
        }
        if self.prefix {
            return Ok(true);
        }
        let Some(languages) = decoded.analogies(root, stream)? else { return Ok(false) };
        for analogies in languages {
            for stem in analogies.candidates(&self.text) {
                match for_each_with_stem(stem.as_bytes(), root, stream, take)? {
                    None => return Ok(false),
                    Some(0) => {}
                    Some(_) => break,
                }
            }
        }
        Ok(true)
    }

    /// The terms that have a stem of the word, but for the word itself.
    fn find_stems(&self, exact: Option<&Term>, dictionary: &Dictionary) -> Result<Option<Vec<Term>>, Failure> {
        let mut terms: Vec<Term> = Vec::new();
        let whole = self.for_each_form(exact, dictionary, &mut |_, term| {
            // Positions of different terms never begin at the same place.
            let is_known = |other: &Term| other.positions == term.positions;
            if !exact.is_some_and(is_known) && !terms.iter().any(is_known) {
                terms.push(term);
            }
        })?;
        Ok(whole.then_some(terms))
    }

    /// The words that have a stem of the word; not all where a dictionary is not at hand, which the stream remembers.
    pub fn other_forms(&self, dictionary: &Dictionary) -> Result<Vec<String>, Failure> {
        let Some(found) = self.find_terms(false, dictionary.root, dictionary.stream)? else { return Ok(Vec::new()) };
        let mut forms: Vec<String> = Vec::new();
        self.for_each_form(found.exact.as_ref(), dictionary, &mut |form, _| {
            forms.extend(std::str::from_utf8(form).map(str::to_owned));
        })?;
        let Some(expansion) = self.expand(Ways { as_written: false, apart: false, forgiving: true }, dictionary)?
        else {
            return Ok(Vec::new());
        };
        for word in expansion.also {
            let meant = Self { text: word.clone(), prefix: false, others: Vec::new() };
            let Some(found) = meant.find_terms(false, dictionary.root, dictionary.stream)? else {
                return Ok(Vec::new());
            };
            forms.push(word);
            meant.for_each_form(found.exact.as_ref(), dictionary, &mut |form, _| {
                forms.extend(std::str::from_utf8(form).map(str::to_owned));
            })?;
        }
        Ok(forms)
    }

    /// The list that was made for all terms that begin so, where there is one.
    fn find_together(&self, root: &Root, stream: &Stream) -> Result<Option<Option<Begun>>, Failure> {
        let wanted = self.text.as_bytes();
        let mut found = None;
        for block in root.prefixes.with_key(&self.text) {
            let Some(block) = root.prefixes.open(block, stream)? else { return Ok(None) };
            let head = |cursor: &mut Cursor| after(root.prefix_lists.start, cursor.wide()?, cursor);
            block.visit(head, |start, _, key, cursor| {
                let documents = checked(cursor.number()?, root, cursor)?;
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
        let (mut exact, mut begun) = (None, Vec::new());
        let whole = for_each_term(&self.text, prefix, root, stream, &mut |key, term| {
            if key == wanted && !self.is_letter() {
                exact = Some(term);
            } else {
                begun.push(term);
            }
            prefix
        })?;
        Ok(whole.then_some(Expansion { exact, begun: Begun::Terms(begun), ..Expansion::default() }))
    }
}

/// Calls `take` with the terms that have a stem, and returns how many these are; `None` where a block of the dictionary is
/// not at hand.
fn for_each_with_stem(
    stem: &[u8],
    root: &Root,
    stream: &Stream,
    take: &mut dyn FnMut(&[u8], Term),
) -> Result<Option<usize>, Failure> {
    let beginning = std::str::from_utf8(stem).ok().and_then(stems::beginning);
    let Some(beginning) = beginning else { return Ok(Some(0)) };
    let mut count = 0;
    let whole = for_each_term(beginning, true, root, stream, &mut |key, term| {
        if root.changes.has_stem(key, term.way, stem) {
            count += 1;
            take(key, term);
        }
        true
    })?;
    Ok(whole.then_some(count))
}

/// Calls `take` with the term that is `wanted`, and with those that begin so if `prefix`, while it says to go on; `false`
/// where a block of the dictionary is not at hand.
pub(crate) fn for_each_term(
    wanted: &str,
    prefix: bool,
    root: &Root,
    stream: &Stream,
    take: &mut dyn FnMut(&[u8], Term) -> bool,
) -> Result<bool, Failure> {
    let blocks = if prefix { root.terms.with_prefix(wanted) } else { root.terms.with_key(wanted) };
    let wanted = wanted.as_bytes();
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
            let term = read_term(postings, positions, root, cursor)?;
            last = (*postings, *positions);
            if key == wanted || (prefix && key.starts_with(wanted)) {
                return Ok(take(key, term));
            }
            Ok(key < wanted)
        })?;
        ends = last;
    }
    Ok(whole)
}

/// Reads what belongs to a term; the lists of the one before end at `postings` and `positions`, which move on.
#[inline]
fn read_term(postings: &mut u64, positions: &mut u64, root: &Root, cursor: &mut Cursor) -> Result<Term, Damage> {
    let head = cursor.number()?;
    let documents = checked(head >> 1, root, cursor)?;
    let way = if head & 1 == 1 { cursor.number()? } else { 0 };
    let list = if documents == 1 {
        let posting = cursor.wide()?;
        let document = u32::try_from(posting >> 4).ok().filter(|document| *document < root.documents);
        let document = document.ok_or_else(|| cursor.damage("a term names a document that does not exist"))?;
        List::One(document, posting as u8 & 15)
    } else {
        List::At(next(postings, root.postings.end, cursor)?)
    };
    let positions = next(positions, root.positions.end, cursor)?;
    Ok(Term { documents, list, positions, way })
}

fn checked(documents: u32, root: &Root, cursor: &Cursor) -> Result<u32, Damage> {
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
