//! Marks what a query matches in a text, with the tokenizer and the matching of the search.

use std::ops::Range;

use crate::analysis::{Token, TokenKind, tokenize};
use crate::answer::Part;
use crate::expansion::Forms;
use crate::query_text::{self, Term};
use crate::request::MOST_LEAVES;
use crate::snippet;
use crate::synonyms::Synonyms;
use crate::words::{WantedPhrase, WantedWord, neighbours, wanted_phrases};

/// Finds the words of a query in texts. [`crate::Index::highlighter`] makes one that knows the words' other forms too.
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
    /// A phrase, and behind it those that mean the same.
    phrases: Vec<WantedPhrase>,
    /// Clauses that stand next to one another have the same number, and those in quotes or with a star none.
    run: Option<u32>,
    /// Whether a rare word may have been meant to be another.
    forgiving: bool,
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
        let mut clauses = Vec::new();
        let mut run = 0;
        for (index, (term, _)) in terms.iter().enumerate() {
            collect(term, as_typed && open && index == last, &mut run, &mut clauses);
        }
        Self { clauses }
    }

    /// Finds beside words and phrases what others write as one word, and what means the same.
    pub(crate) fn widen(&mut self, synonyms: &Synonyms) {
        for start in 0..self.clauses.len() {
            let Some((count, one)) = neighbours(&self.plain_run(start)) else { continue };
            for clause in self.clauses.iter_mut().skip(start).take(count) {
                clause.phrases.push(WantedPhrase::beside(vec![one.clone()]));
            }
        }
        let mut start = 0;
        while start < self.clauses.len() {
            let Some((own, others)) = synonyms.at_beginning(&self.plain_run(start)) else {
                start += 1;
                continue;
            };
            let count = own.count();
            for clause in self.clauses.iter_mut().skip(start).take(count) {
                // What the owner names is no slip.
                clause.forgiving = false;
            }
            if let Some(first) = self.clauses.get_mut(start) {
                first.phrases.extend(others.iter().map(|other| WantedPhrase::beside(other.words())));
            }
            start += count;
        }
    }

    /// The words and phrases from a clause on that may stand for others and count in one field.
    fn plain_run(&self, start: usize) -> Vec<&[WantedWord]> {
        let run = self.clauses.get(start..).unwrap_or_default();
        let Some(first) = run.first().filter(|first| first.run.is_some()) else { return Vec::new() };
        let is_of_run = |clause: &&Clause| clause.run == first.run && clause.field == first.field;
        let phrases = run.iter().take_while(is_of_run).filter_map(|clause| clause.phrases.first());
        phrases.map(|phrase| phrase.words.as_slice()).collect()
    }

    /// Takes of each word that does not only count as written what `find` finds for it, which may be forgiving: not of what only
    /// means the same.
    pub(crate) fn take_forms<E>(&mut self, find: &dyn Fn(&WantedWord, bool) -> Result<Forms, E>) -> Result<(), E> {
        for clause in &mut self.clauses {
            let mut apart = Vec::new();
            for (place, phrase) in clause.phrases.iter_mut().enumerate() {
                for word in phrase.words.iter_mut().filter(|_| !phrase.as_written) {
                    let forms = find(word, place == 0 && clause.forgiving)?;
                    word.others = forms.words;
                    if !forms.parts.is_empty() {
                        apart.push(WantedPhrase::beside(forms.parts));
                    }
                }
            }
            clause.phrases.append(&mut apart);
        }
        Ok(())
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
            if !counts(clause.field.as_deref()) {
                continue;
            }
            for WantedPhrase { words, .. } in &clause.phrases {
                let Some(last_word) = words.last() else { continue };
                for (start, window) in tokens.windows(words.len()).enumerate() {
                    let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
                    if window.iter().zip(words).all(|(token, word)| word.matches(&token.text)) {
                        // Of a pair of which the first character was asked for that alone: the next pair begins behind it.
                        let next = tokens
                            .get(start + words.len())
                            .filter(|_| last.kind == TokenKind::Pair && !last_word.is_as_long_as(&last.text));
                        let end = next.map_or(last.range.end, |next| next.range.start);
                        matches.push(Match { range: first.range.start..end, clause: number });
                    }
                }
            }
        }
        // By where they begin: one number each, since sorting is compiled anew for each type.
        let mut order: Vec<u64> =
            (0..).zip(&matches).map(|(at, found)| (found.range.start as u64) << 32 | at).collect();
        order.sort_unstable();
        order.iter().filter_map(|key| matches.get(*key as u32 as usize).cloned()).collect()
    }
}

/// Adds what a term finds to the clauses.
fn collect(term: &Term, is_typed: bool, run: &mut u32, clauses: &mut Vec<Clause>) {
    match term {
        Term::Words(words) if !words.exclude => {
            let wanted = wanted_phrases(words, is_typed);
            // As the search does, which leaves out what is more.
            if clauses.len() + wanted.len() > MOST_LEAVES {
                return;
            }
            for mut phrase in wanted {
                let run = Some(*run).filter(|_| !words.is_literal() && !phrase.has_stars());
                let others = std::mem::take(&mut phrase.others);
                let mut phrases = vec![phrase];
                phrases.extend(others.into_iter().map(WantedPhrase::beside));
                clauses.push(Clause { field: words.field.clone(), phrases, run, forgiving: true });
            }
        }
        Term::Either { alternatives, exclude: false } => {
            let last = alternatives.len().saturating_sub(1);
            for (index, terms) in alternatives.iter().enumerate() {
                *run += 1;
                for (place, term) in terms.iter().enumerate() {
                    collect(term, is_typed && index == last && place + 1 == terms.len(), run, clauses);
                }
            }
            *run += 1;
        }
        _ => {}
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
