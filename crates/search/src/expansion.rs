//! From a word of a query to the terms of the index that stand for it.

use std::ops::Range;

use crate::analysis::{articles, hebrew_prefixes, without_article};
use crate::answer::Failure;
use crate::bytes::Cursor;
use crate::dictionary::{self, Term, after, checked, documents_of, next};
use crate::ranking::{self, SHORT_PREFIX};
use crate::stems::{self, Change};
use crate::whole::{Segment, Whole};
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

/// What a word of a query stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expansion {
    /// The term that is the word, of each segment that has it.
    pub exact: Vec<Term>,
    /// Those that have a stem in common with it.
    pub stems: Vec<Term>,
    /// Whether that stem is guessed.
    is_guessed: bool,
    /// Terms of the words that it may have been meant to be, each with its worth.
    pub spelt: Vec<(Term, f32)>,
    /// These words.
    pub also: Vec<String>,
    /// The two words as which a rare one may be written; else none.
    pub parts: Vec<WantedWord>,
    /// What only begins so, of each segment.
    pub begun: Vec<Begun>,
}

/// The words that stand for a word of a query.
#[derive(Default)]
pub(crate) struct Forms {
    /// Those with its stem, and those that it may have been meant to be.
    pub words: Vec<String>,
    /// The two as which it may be written; else none.
    pub parts: Vec<WantedWord>,
}

/// The terms of a segment that only begin as a word does.
#[derive(Clone, Debug)]
pub(crate) enum Begun {
    /// Each of them. Their lists follow one another in the stream.
    Terms(Vec<Term>),
    /// Their documents together, as many as these, lie here in the stream of the segment.
    Together { segment: u32, documents: u32, list: Range<u64> },
}

impl Begun {
    /// How many documents have such a term; those with several count as often.
    fn documents(&self) -> u32 {
        match self {
            Self::Terms(terms) => documents_of(terms),
            Self::Together { documents, .. } => *documents,
        }
    }
}

impl Expansion {
    /// How many documents have the word, another form of it if `with_stems` says so, or what begins so; those with several count as
    /// often.
    pub fn documents(&self, with_stems: bool) -> u32 {
        let by_stem = if with_stems { documents_of(&self.stems) } else { 0 };
        let own = documents_of(&self.exact).saturating_add(by_stem);
        self.begun.iter().fold(own, |sum, begun| sum.saturating_add(begun.documents()))
    }

    /// Takes what another text stands for, which is the same word or only begins as it does.
    fn take(&mut self, mut other: Self, is_same: bool) {
        self.begun.append(&mut other.begun);
        if is_same {
            self.exact.append(&mut other.exact);
        }
        self.begun.extend(other.exact.into_iter().map(|term| Begun::Terms(vec![term])));
    }
}

impl WantedWord {
    /// Whether so little of the word is there that what begins so is not told apart.
    pub fn is_short(&self) -> bool {
        self.behind_stars.is_empty() && self.text.chars().nth(SHORT_PREFIX).is_none()
    }

    /// Whether it is a beginning of one letter: then a word that is this letter says no more than what begins so.
    fn is_letter(&self) -> bool {
        self.prefix && self.text.chars().nth(1).is_none()
    }

    /// Looks the word up; `None` where a block of a dictionary is not at hand, which the stream remembers.
    pub fn expand(&self, ways: Ways, whole: &Whole) -> Result<Option<Expansion>, Failure> {
        let mut found = self.find_written(ways, whole)?;
        let dotted = self.with_dot().map(|other| (other, false));
        let variants = self.variants.iter().map(|text| (Self::new(text.clone(), self.prefix), true));
        for (other, is_same) in variants.chain(dotted) {
            let other = other.find_written(ways, whole)?;
            found = found.zip(other).map(|(mut found, other)| {
                found.take(other, is_same);
                found
            });
        }
        if ways.as_written {
            return Ok(found);
        }
        let Some(mut found) = found else { return Ok(None) };
        let Some((stems, is_guessed)) = self.find_stems(&found, whole)? else { return Ok(None) };
        (found.stems, found.is_guessed) = (stems, is_guessed);
        if !ways.forgiving {
            return Ok(Some(found));
        }
        // A slip may look like an ending. So what a guess finds leaves a word as unknown as it was; but nothing further is found
        // then, only said what of it is near.
        let is_said = found.is_guessed && !ranking::is_rare(documents_of(&found.stems), whole.summary.documents);
        let Some(also) = self.find_spellings(&found, is_said, whole)? else { return Ok(None) };
        for (word, worth) in also.iter().zip(ranking::SPELLING_WORTH).filter(|_| !is_said) {
            let meant = Self::new(word.clone(), false);
            let Some(terms) = meant.find_terms(&|_| false, whole)? else { return Ok(None) };
            let Some((stems, _)) = meant.find_stems(&terms, whole)? else { return Ok(None) };
            found.spelt.extend(terms.exact.into_iter().map(|term| (term, worth)));
            found.spelt.extend(stems.into_iter().map(|term| (term, worth * ranking::STEM_WORTH)));
        }
        found.also = also;
        if !is_said {
            let Some(parts) = self.find_parts(&found, whole)? else { return Ok(None) };
            found.parts = parts;
        }
        Ok(Some(found))
    }

    /// The terms that are the word, and those that only begin so where it is a beginning. Compiled once: it is long.
    #[inline(never)]
    fn find_written(&self, ways: Ways, whole: &Whole) -> Result<Option<Expansion>, Failure> {
        if !self.behind_stars.is_empty() {
            self.find_starred(whole)
        } else if self.prefix && !ways.apart {
            self.find_begun(whole)
        } else {
            self.find_terms(&|_| self.prefix, whole)
        }
    }

    /// The terms that fit a word with stars within it. Their lists do not follow one another, so that each is read alone.
    fn find_starred(&self, whole: &Whole) -> Result<Option<Expansion>, Failure> {
        let mut begun = Vec::new();
        let is_whole = dictionary::for_each_term(&self.text, &|_| true, whole, &mut |key, terms| {
            if std::str::from_utf8(key).is_ok_and(|key| self.fits(key)) {
                begun.extend(terms.iter().map(|term| Begun::Terms(vec![term.clone()])));
            }
        })?;
        Ok(is_whole.then_some(Expansion { begun, ..Expansion::default() }))
    }

    fn find_begun(&self, whole: &Whole) -> Result<Option<Expansion>, Failure> {
        let mut together = Vec::new();
        let mut is_whole = true;
        for segment in whole.segments() {
            match self.find_together(segment, whole)? {
                Some(found) => together.push(found),
                None => is_whole = false,
            }
        }
        // Both are asked for before it is known whether the first suffices: that saves a round.
        if !is_whole || together.iter().all(Option::is_some) {
            let exact = if self.is_letter() { Some(Expansion::default()) } else { self.find_terms(&|_| false, whole)? };
            let Some(exact) = exact.filter(|_| is_whole) else { return Ok(None) };
            return Ok(Some(Expansion { begun: together.into_iter().flatten().collect(), ..exact }));
        }
        let is_apart = |segment: u32| together.get(segment as usize).is_some_and(Option::is_none);
        let Some(mut found) = self.find_terms(&is_apart, whole)? else { return Ok(None) };
        for (begun, together) in found.begun.iter_mut().zip(together) {
            if let Some(together) = together {
                *begun = together;
            }
        }
        Ok(Some(found))
    }

    /// Calls `take` with the terms that have a stem of the word, the word itself and repetitions among them, and tells whether
    /// that stem is guessed; `None` where a dictionary is not at hand. The stems of a word that the index has stand there. Of
    /// another they are those of the same word behind a prefix, or without the article, where the index has that; else they are
    /// guessed, unless it is still being typed and something begins so.
    fn for_each_form(
        &self,
        found: &Expansion,
        whole: &Whole,
        take: &mut dyn FnMut(&[u8], &[Term]),
    ) -> Result<Option<bool>, Failure> {
        let exact = &found.exact;
        let mut stems = Vec::new();
        let mut is_whole = true;
        let base = without_article(&self.text);
        if exact.is_empty() {
            let mut look = |prefix: &str, is_any: bool| {
                let other = [prefix, base].concat();
                dictionary::for_each_term(&other, &|_| false, whole, &mut |key, terms| {
                    let is_own = |change: &&Change| is_any || *change.prefix == *prefix;
                    let mut changes = dictionary::changes(terms, whole).filter(is_own).peekable();
                    if is_any || changes.peek().is_some() {
                        stems.append(&mut stems::stems(key, changes));
                    }
                })
            };
            // With the article and without a word has the same stem, even one that loses a letter behind it.
            for article in [""].into_iter().chain(articles(base)) {
                is_whole &= look(article, true)?;
            }
            for prefix in prefixes(base, whole) {
                is_whole &= look(prefix, false)?;
            }
        } else {
            stems = stems::stems(self.text.as_bytes(), dictionary::changes(exact, whole));
        }
        for stem in &stems {
            is_whole &= for_each_with_stem(stem, whole, take)?.is_some();
        }
        let mut is_known = !exact.is_empty() || !stems.is_empty();
        for prefix in hebrew_prefixes(&self.text) {
            let longer = [prefix, &self.text].concat();
            is_whole &= dictionary::for_each_term(&longer, &|_| false, whole, &mut |key, terms| {
                is_known = true;
                take(key, terms);
            })?;
        }
        if is_known || found.begun.iter().any(|begun| begun.documents() > 0) {
            return Ok(is_whole.then_some(false));
        }
        let Some(languages) = whole.decoded.analogies(whole)? else { return Ok(None) };
        if !is_whole {
            return Ok(None);
        }
        for analogies in languages {
            let candidates = analogies.candidates(base);
            let guesses = if whole.summary.terms > ranking::MOST_GUESSED_AMONG { 1 } else { candidates.len() };
            for stem in candidates.iter().take(guesses) {
                match for_each_with_stem(stem.as_bytes(), whole, take)? {
                    None => return Ok(None),
                    Some(0) => {}
                    Some(_) => break,
                }
            }
        }
        Ok(Some(true))
    }

    /// The terms that have a stem of the word, but for the word itself, and whether that stem is guessed.
    fn find_stems(&self, found: &Expansion, whole: &Whole) -> Result<Option<(Vec<Term>, bool)>, Failure> {
        let mut terms: Vec<Term> = Vec::new();
        let is_guessed = self.for_each_form(found, whole, &mut |_, of_form| {
            for term in of_form {
                if !found.exact.iter().chain(&terms).any(|other| other.is(term)) {
                    terms.push(term.clone());
                }
            }
        })?;
        Ok(is_guessed.map(|is_guessed| (terms, is_guessed)))
    }

    /// What else than the word stands for it, and if that is `forgiving` for what it may have been meant to be; not all where a
    /// dictionary is not at hand, which the stream remembers.
    pub fn other_forms(&self, forgiving: bool, whole: &Whole) -> Result<Forms, Failure> {
        let ways = Ways { as_written: false, apart: false, forgiving };
        let mut forms = Forms::default();
        let Some(expansion) = self.expand(ways, whole)? else { return Ok(forms) };
        let words = &mut forms.words;
        self.for_each_form(&expansion, whole, &mut |form, _| {
            words.extend(std::str::from_utf8(form).map(str::to_owned));
        })?;
        for word in expansion.also {
            let meant = Self::new(word.clone(), false);
            let Some(found) = meant.find_terms(&|_| false, whole)? else { return Ok(forms) };
            words.push(word);
            meant.for_each_form(&found, whole, &mut |form, _| {
                words.extend(std::str::from_utf8(form).map(str::to_owned));
            })?;
        }
        forms.parts = expansion.parts;
        Ok(forms)
    }

    /// The list that was made for all terms of a segment that begin so, where there is one.
    fn find_together(&self, segment: Segment, whole: &Whole) -> Result<Option<Option<Begun>>, Failure> {
        let Segment { number, root, stream } = segment;
        let wanted = self.text.as_bytes();
        let gone = whole.joint.and_then(|joint| joint.gone.get(number as usize)).copied().unwrap_or(0);
        let mut found = None;
        for block in root.prefixes.with_key(&self.text) {
            let Some(block) = root.prefixes.open(block, stream)? else { return Ok(None) };
            let head = |cursor: &mut Cursor| after(root.prefix_lists.start, cursor.wide()?, cursor);
            block.visit(head, |start, _, key, cursor| {
                let documents = checked(cursor.number()?, root, cursor)?;
                let list = next(start, root.prefix_lists.end, cursor)?;
                // Where all its documents may be gone, the terms tell whether they are.
                if key == wanted && documents > gone {
                    found = Some(Begun::Together { segment: number, documents, list });
                }
                Ok(key < wanted)
            })?;
        }
        Ok(Some(found))
    }

    /// The terms that are the word, and those that only begin so in the segments for which this `begins` says.
    fn find_terms(&self, begins: &dyn Fn(u32) -> bool, whole: &Whole) -> Result<Option<Expansion>, Failure> {
        let wanted = self.text.as_bytes();
        let mut exact = Vec::new();
        let mut begun: Vec<Vec<Term>> = whole.segments().map(|_| Vec::new()).collect();
        let is_whole = dictionary::for_each_term(&self.text, begins, whole, &mut |key, terms| {
            if key == wanted && !self.is_letter() {
                exact.extend_from_slice(terms);
                return;
            }
            for term in terms {
                if let Some(begun) = begun.get_mut(term.segment as usize) {
                    begun.push(term.clone());
                }
            }
        })?;
        let begun = begun.into_iter().map(Begun::Terms).collect();
        Ok(is_whole.then_some(Expansion { exact, begun, ..Expansion::default() }))
    }
}

/// What terms of the index lose at their beginning, as far as it is of the word's script: each once, in order.
fn prefixes<'w>(word: &str, whole: &Whole<'w>) -> Vec<&'w str> {
    let mut prefixes = Vec::new();
    for root in whole.roots() {
        for prefix in &root.changes.prefixes {
            if let Err(place) = prefixes.binary_search(&&**prefix)
                && prefix.is_ascii() == word.is_ascii()
            {
                prefixes.insert(place, &**prefix);
            }
        }
    }
    prefixes
}

/// Calls `take` with the terms that have a stem, and returns how many these are; `None` where a block of a dictionary is
/// not at hand.
fn for_each_with_stem(
    stem: &[u8],
    whole: &Whole,
    take: &mut dyn FnMut(&[u8], &[Term]),
) -> Result<Option<usize>, Failure> {
    let beginning = std::str::from_utf8(stem).ok().and_then(stems::beginning);
    let Some(beginning) = beginning else { return Ok(Some(0)) };
    let mut count = 0;
    let mut is_whole = true;
    for prefix in [""].into_iter().chain(prefixes(beginning, whole)) {
        let start = [prefix, beginning].concat();
        is_whole &= dictionary::for_each_term(&start, &|_| true, whole, &mut |key, terms| {
            if stems::has_stem(key, dictionary::changes(terms, whole), stem) {
                count += 1;
                take(key, terms);
            }
        })?;
    }
    Ok(is_whole.then_some(count))
}
