//! From a word of a query to the terms of the index that stand for it.

use std::ops::Range;

use crate::answer::Failure;
use crate::bytes::{Cursor, Damage};
use crate::decoded::Decoded;
use crate::pieces::{Stream, root_damage};
use crate::ranking::{self, SHORT_PREFIX};
use crate::root::Root;
use crate::spelling::Speller;
use crate::stems;
pub(crate) use crate::terms::List;
use crate::terms::TermBlock;
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

/// More than any word's documents times the weight of its slip.
const MOST_LIKELY: u64 = (1 << 36) - 1;

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

    /// The words that this one may have been meant to be, the most likely first, where it is rare or unknown with all that
    /// begins so. Of those with as few edits as can be the likeliest are taken.
    fn find_spellings(&self, found: &Expansion, dictionary: &Dictionary) -> Result<Option<Vec<String>>, Failure> {
        let Dictionary { root, stream, .. } = *dictionary;
        let (begun, together) = match &found.begun {
            Begun::Terms(terms) => (terms.as_slice(), 0),
            Begun::Together(documents, _) => (&[][..], *documents),
        };
        let known = found.exact.iter().chain(&found.stems).chain(begun);
        let own = known.fold(together, |sum, term| sum.saturating_add(term.documents));
        let Some(mut speller) = Speller::new(&self.text).filter(|_| ranking::is_rare(own, root.documents)) else {
            return Ok(Some(Vec::new()));
        };
        let blocks = &root.terms.blocks;
        let mut ranges = vec![0..0, blocks.all()];
        if blocks.bytes() > ranking::LARGEST_LOOKED_THROUGH {
            let mut letters = self.text.chars().map(|letter| blocks.with_prefix(letter.encode_utf8(&mut [0; 4])));
            ranges = [letters.next(), letters.next()].map(Option::unwrap_or_default).to_vec();
            ranges.sort_unstable_by_key(|range| range.start);
        }
        // The likeliest have the least keys: fewest edits, then likelihood, then the order of the dictionary.
        let mut keys: Vec<u64> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let (mut whole, mut next) = (true, 0);
        for number in ranges.into_iter().flatten() {
            if number < next {
                continue;
            }
            next = number + 1;
            let Some(block) = root.terms.open(number, root.limits(), stream)? else {
                whole = false;
                continue;
            };
            for (index, (length, letters)) in block.lengths.iter().zip(&block.letters).enumerate() {
                if !speller.may_be_near(*letters, *length) {
                    continue;
                }
                let Some(entry) = block.entries().get(index).filter(|entry| entry.documents > own) else { continue };
                let Ok(word) = std::str::from_utf8(block.text(index)) else { continue };
                if let Some(slip) = speller.slip(word) {
                    let likelihood = u64::from(entry.documents) * u64::from(slip.weight);
                    keys.push(u64::from(slip.edits) << 60 | (MOST_LIKELY - likelihood) << 24 | words.len() as u64);
                    words.push(word);
                }
            }
        }
        keys.sort_unstable();
        let least = keys.first().map_or(0, |key| key >> 60);
        let likelihood = |key: u64| MOST_LIKELY - (key >> 24 & MOST_LIKELY);
        let most = keys.first().map_or(0, |key| likelihood(*key));
        let is_likely = |key: &&u64| **key >> 60 == least && likelihood(**key) * ranking::SPELLING_SHARE >= most;
        let likely = keys.iter().take_while(is_likely).take(ranking::SPELLING_WORTH.len());
        let meant = likely.filter_map(|key| words.get((key & 0xff_ffff) as usize).map(|word| (*word).to_owned()));
        Ok(whole.then(|| meant.collect()))
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
    let blocks = if prefix { root.terms.blocks.with_prefix(wanted) } else { root.terms.blocks.with_key(wanted) };
    let wanted = wanted.as_bytes();
    let mut whole = true;
    // Lists follow one another, over the blocks too: so all of them together are no longer than what is there.
    let mut ends = (0, 0);
    for number in blocks {
        let Some(block) = root.terms.open(number, root.limits(), stream)? else {
            whole = false;
            continue;
        };
        let starts = block.starts();
        if starts.0 < ends.0 || starts.1 < ends.1 {
            return Err(root_damage("a list begins before the end of another"));
        }
        ends = block.ends();
        for index in block.place(wanted)..block.len() {
            let key = block.text(index);
            if key != wanted && !(prefix && key.starts_with(wanted)) {
                break;
            }
            if !take(key, term_of(block, index, root)) {
                return Ok(whole);
            }
        }
    }
    Ok(whole)
}

/// A term of a block.
fn term_of(block: &TermBlock, index: usize, root: &Root) -> Term {
    let (list, positions) = block.lists(index);
    let list = match list {
        List::At(range) => List::At(root.postings.start + range.start..root.postings.start + range.end),
        one => one,
    };
    let positions = root.positions.start + positions.start..root.positions.start + positions.end;
    let (documents, way) = block.entries().get(index).map_or((0, 0), |entry| (entry.documents, u32::from(entry.way)));
    Term { documents, list, positions, way }
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
