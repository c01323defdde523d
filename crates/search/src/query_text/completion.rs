//! What is being typed at the end of a search text, and the text once that is completed.

use std::ops::Range;

use super::lexer::{Token, is_headline, is_quote, lex, sign, split_name, strip};
use super::names::{Name, names};
use super::{ParsedText, Term, Words, parse};
use crate::analysis::{TokenKind, is_unseen, tokenize, with_dot};
use crate::part::{from, part};

/// The most words of the box that one value is looked for with: names have few.
const MOST_WORDS: usize = 5;

/// So many letters of a word may begin the name of a field: one begins too many.
const LEAST_OF_NAME: usize = 2;

/// What is being typed at the end of a text: a word, which may yet become a field's name or a name that the archive
/// knows; or the value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// All that stands in the box.
    text: String,
    /// The facet whose value it is.
    pub(crate) facet: Option<&'static str>,
    /// What is typed of it, as it is written.
    pub(crate) typed: String,
    /// Its words in folded form, the last first; of that only the beginning may be typed.
    pub(crate) words: Vec<String>,
    /// Where each of them begins that a name may be made of, the minus before it included; the last first.
    starts: Vec<usize>,
    /// Where the word begins that is completed.
    start: usize,
    /// Whether a value must have all of the words, and not just the last.
    all: bool,
    /// Whether what is chosen is to be left out.
    exclude: bool,
    /// What ends a word that was chosen.
    ending: &'static str,
    /// Whether it may become the name of a field.
    may_be_name: bool,
}

impl Completion {
    /// What is being typed at the end of a text; `None` where that is nothing that could be completed: no term, or a date.
    pub fn of(text: &str) -> Option<Self> {
        let (tokens, open) = lex(text);
        let (last, before) = tokens.split_last()?;
        let (Token::Term(term), Range { start, .. }) = last else { return None };
        let in_named_group = before.iter().any(|(token, _)| matches!(token, Token::Open { name: Some(_), .. }));
        if !open || in_named_group {
            return None;
        }
        let whole = from(text, *start);
        let behind = strip(whole, '-');
        let word = behind.unwrap_or(whole).trim_start_matches(is_unseen);
        let (name, value) = split_name(word);
        let value = value.trim_start_matches(is_unseen);
        // With a value goes what leaves it out.
        let not = before.last().filter(|(token, _)| *token == Token::Not).map(|(_, range)| range.start);
        let term_start = not.unwrap_or(*start);
        let mut completion = Self {
            text: text.to_owned(),
            facet: None,
            typed: String::new(),
            words: Vec::new(),
            starts: Vec::new(),
            start: *start,
            all: true,
            exclude: behind.is_some() != not.is_some(),
            ending: "",
            may_be_name: false,
        };
        match (name, term) {
            (Some(Name::Facet(facet)), _) => {
                completion.facet = Some(facet);
                completion.starts.push(term_start);
                completion.take(value.strip_prefix(is_quote).unwrap_or(value));
                Some(completion)
            }
            (_, Term::Words(words)) if !words.prefix && (words.quoted || !words.text.contains(is_star)) => {
                // Behind the minus, nothing but the word.
                let begins = text.len() - word.len();
                completion.take_word(words, before, (term_start, begins)).then_some(completion)
            }
            _ => None,
        }
    }

    /// Takes what is typed, with all its words.
    fn take(&mut self, typed: &str) {
        self.typed.push_str(typed);
        for token in tokenize(typed).into_iter().rev() {
            self.words.push(token.text);
        }
    }

    /// Takes the last word of a term at the end of the text; `false` where there is none. The term begins at the first place, with what
    /// leaves it out, and what is to be found at the second.
    fn take_word(
        &mut self,
        words: &Words,
        before: &[(Token, Range<usize>)],
        (term_start, begins): (usize, usize),
    ) -> bool {
        let is_plain = words.field.is_none() && !words.quoted;
        let text = std::mem::take(&mut self.text);
        match last_word(&words.text) {
            Some((word, length)) => {
                self.start = text.len().saturating_sub(length);
                self.all = false;
                self.typed.push_str(from(&text, self.start));
                self.words.push(word);
                self.ending = if words.quoted { "" } else { " " };
            }
            // A script that is written without spaces has no words, but names all the same.
            None if is_plain => self.take(from(&text, begins)),
            None => return false,
        }
        self.text = text;
        if is_plain && (self.all || self.start == begins) {
            self.starts.push(term_start);
            if !self.all {
                self.may_be_name = self.typed.len() >= LEAST_OF_NAME;
                if !self.exclude {
                    self.add_words_before(before);
                }
            }
        }
        true
    }

    /// Adds the words that stand before the last: they may be of the same name.
    fn add_words_before(&mut self, before: &[(Token, Range<usize>)]) {
        for (token, range) in before.iter().rev().take(MOST_WORDS - 1) {
            let Token::Term(Term::Words(Words { field: None, quoted: false, prefix: false, exclude: false, text })) =
                token
            else {
                return;
            };
            match last_word(text) {
                Some((word, length)) if length == text.len() => self.words.push(word),
                _ => return,
            }
            self.starts.push(range.start);
        }
    }

    /// Whether it is a word.
    pub(crate) fn is_word(&self) -> bool {
        !self.all
    }

    /// Whether values of a facet may be chosen for it, given the facets that may be when none is named.
    pub(crate) fn facets<'a>(&'a self, unnamed: &'a [&'static str]) -> &'a [&'static str] {
        match &self.facet {
            Some(facet) => std::slice::from_ref(facet),
            None if self.starts.is_empty() => &[],
            None => unnamed,
        }
    }

    /// How a value may begin: with the last of the words, with the last two, and so on.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let of_words = self.starts.iter().map(|start| from(&self.text, *start));
        let typed = std::iter::once(self.typed.as_str());
        typed.chain(of_words.skip(1).filter(|_| self.is_word()))
    }

    /// The names of fields that it may be meant to become, each with the facet that it is, if it is one.
    pub(crate) fn names(&self) -> Vec<(&'static str, Option<&'static str>)> {
        let mut found = Vec::new();
        if self.may_be_name {
            for (text, name) in names(&self.typed) {
                match name {
                    Name::Facet(facet) => found.push((text, Some(facet))),
                    // It cannot be left out.
                    Name::Date(_) if self.exclude => {}
                    Name::Field(_) | Name::Date(_) => found.push((text, None)),
                }
            }
        }
        found
    }

    /// How many of its words, the last of them as a beginning, a value has next to one another; `None` where the value does
    /// not match.
    pub(crate) fn matched(&self, value: &str) -> Option<u32> {
        let Some(typed) = self.words.first() else { return Some(0) };
        let dotted = with_dot(typed);
        let begins = |word: &str| {
            word.starts_with(typed.as_str()) || dotted.as_ref().is_some_and(|dotted| word.starts_with(dotted))
        };
        let words = tokenize(value);
        let mut most = 0;
        for place in 0..words.len() {
            let has = |back: usize, wanted: &String| {
                let word = place.checked_sub(back).and_then(|at| words.get(at));
                word.is_some_and(|word| word.text == *wanted || back == 0 && begins(&word.text))
            };
            let mut same = 0;
            while self.words.get(same).is_some_and(|wanted| has(same, wanted)) {
                same += 1;
            }
            most = most.max(same);
        }
        let least = if self.all { self.words.len() } else { 1 };
        (most >= least).then_some(most as u32)
    }

    /// The text once this name of a field was chosen.
    pub(crate) fn with_name(&self, name: &str) -> String {
        self.with(name, ":")
    }

    /// The text once this word was chosen. A space says that it is whole.
    pub(crate) fn with_word(&self, word: &str) -> String {
        self.with(word, self.ending)
    }

    fn with(&self, chosen: &str, ending: &str) -> String {
        let mut text = part(&self.text, 0..self.start).to_owned();
        text.push_str(chosen);
        text.push_str(ending);
        text
    }

    /// What is left of the text once a value was chosen that has so many of its words.
    pub(crate) fn without_words(&self, matched: u32) -> String {
        let last = self.starts.len().saturating_sub(1);
        let start = self.starts.get((matched.saturating_sub(1) as usize).min(last)).copied().unwrap_or(self.start);
        let rest = part(&self.text, 0..start);
        // Without a value and its name, or with a word less, a text may be a headline or none: then `NOT` would be another thing.
        if is_headline(rest) == is_headline(&self.text) {
            return rest.to_owned();
        }
        let terms = parse(&self.text).0.into_iter().filter(|(_, range)| range.end <= start);
        ParsedText { terms: terms.map(|(term, _)| term).collect(), open: false }.to_string()
    }

    /// Whether a value that is chosen is to be left out.
    pub(crate) fn excludes(&self) -> bool {
        self.exclude
    }
}

fn is_star(character: char) -> bool {
    sign(character) == '*'
}

/// The word that reaches to the end of a text, in folded form, and how many bytes of the text it is.
fn last_word(text: &str) -> Option<(String, usize)> {
    let length = text.trim_end_matches(is_unseen).chars().count();
    let last = tokenize(text).pop()?;
    if last.kind != TokenKind::Word || last.range.end != length {
        return None;
    }
    let start = text.char_indices().nth(last.range.start)?.0;
    // Behind a star it is the end of a word.
    (!part(text, 0..start).ends_with(is_star)).then(|| (last.text, text.len() - start))
}
