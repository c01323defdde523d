//! Marks what a query matches in a text, with the tokenizer and the matching of the search.

use std::ops::Range;

use crate::analysis::{Token, tokenize};
use crate::answer::Part;
use crate::query_text::{self, Term};
use crate::snippet;
use crate::words::{WantedWord, wanted_words};

/// Finds the words of a query in texts.
///
/// ```
/// use search::Highlighter;
/// let highlighter = Highlighter::new("cocoa pri", true);
/// assert_eq!(highlighter.marks("Prices of COCOA"), [0..6, 10..15]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlighter {
    clauses: Vec<Clause>,
}

/// Words that stand next to one another, and the field in which alone they count.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clause {
    field: Option<String>,
    words: Vec<WantedWord>,
}

/// A place in a text that a clause matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// In Unicode scalar values.
    pub range: Range<usize>,
    /// The number of the clause.
    pub clause: usize,
}

impl Highlighter {
    /// For the words of a query's text. `as_typed` must be as in the search whose hits are shown: it makes the last
    /// word a prefix.
    pub fn new(text: &str, as_typed: bool) -> Self {
        let (terms, open) = query_text::parse(text);
        let last = terms.len().saturating_sub(1);
        let clauses = terms.into_iter().enumerate().filter_map(|(index, (term, _))| match term {
            Term::Words(words) if !words.exclude => {
                let wanted = wanted_words(&words, as_typed && open && index == last);
                Some(Clause { field: words.field, words: wanted })
            }
            _ => None,
        });
        Self { clauses: clauses.collect() }
    }

    /// What matches in a text whose field does not matter: in order, not overlapping, in Unicode scalar values.
    /// Words that the query wants in one field only are not marked.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.marks_where(text, |field| field.is_none())
    }

    /// What matches in a text of this field, words that the query wants there included.
    pub fn marks_in(&self, field: &str, text: &str) -> Vec<Range<usize>> {
        self.marks_where(text, |of_clause| of_clause.is_none_or(|name| name == field))
    }

    /// The best passage of a text whose field does not matter, at most `max_chars` characters and an ellipsis at
    /// each end that is not the text's.
    pub fn snippet(&self, text: &str, max_chars: usize) -> Vec<Part> {
        snippet::cut(text, &self.matches(&tokenize(text), |field| field.is_none()), max_chars)
    }

    /// The best passage of a text of this field.
    pub fn snippet_in(&self, field: &str, text: &str, max_chars: usize) -> Vec<Part> {
        let counts = |of_clause: Option<&str>| of_clause.is_none_or(|name| name == field);
        snippet::cut(text, &self.matches(&tokenize(text), counts), max_chars)
    }

    fn marks_where(&self, text: &str, counts: impl Fn(Option<&str>) -> bool) -> Vec<Range<usize>> {
        merged(self.matches(&tokenize(text), counts).into_iter().map(|found| found.range))
    }

    /// All places where a clause matches, in order of their beginning.
    fn matches(&self, tokens: &[Token], counts: impl Fn(Option<&str>) -> bool) -> Vec<Match> {
        let mut matches = Vec::new();
        for (number, clause) in self.clauses.iter().enumerate() {
            if clause.words.is_empty() || !counts(clause.field.as_deref()) {
                continue;
            }
            for window in tokens.windows(clause.words.len()) {
                let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                if window.iter().zip(&clause.words).all(|(token, word)| word.matches(&token.text)) {
                    matches.push(Match { range: first.range.start..last.range.end, clause: number });
                }
            }
        }
        matches.sort_by_key(|found| (found.range.start, found.range.end));
        matches
    }
}

/// Joins ranges that overlap or touch; they come in order of their beginning.
pub(crate) fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
