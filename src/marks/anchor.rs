//! Finds a mark's place in a text that may have changed since: at the exact position, else at its exact words, else at the
//! words that are nearest. What could as well stand elsewhere is not placed at all.

use std::cmp::Reverse;
use std::ops::Range;

use super::mark::{Elsewhere, Selectors};
use super::nearest;
use super::text::MarkedText;

/// How much must speak for a place, in characters that agree with the mark and its surroundings, where it is not known how
/// much speaks for others. Phrases that sentences of one article share ("a spokesman for the company said") are shorter.
pub(super) const ENOUGH: i32 = 40;

/// Where another program's words stand once, less is enough: two words of so many characters,
const TELLING: usize = 12;

/// so much that agrees beside them,
const BESIDE: i32 = 8;

/// and so much in all. With less, edits of real articles brought marks to wrong sentences (docs/benchmarks.md).
const ALONE: i32 = 28;

/// Where another program's words may stand at several places, so much must agree on either side of them.
const EITHER: i32 = 4;

/// How much must speak for a place at least, however unlike all others it is.
const LEAST: i32 = 20;

/// How much more must speak for a place than for any other.
const CLEARLY: i32 = 6;

/// How much more of what is around another place may come to agree by edits there.
const BY_CHANCE: i32 = 8;

/// What one error in a quote speaks against a place, in characters that agree.
const ERROR: i32 = 3;

/// Of a quote's characters at most this share may be errors: unrelated sentences of one language begin at about half.
const MOST_ERRORS: f32 = 0.3;

/// The most errors in all, as in Hypothesis' anchoring: what was rewritten so far is another passage.
const ERRORS_AT_MOST: usize = 256;

/// A quote that is shorter is looked for together with the words around it.
const SHORT: usize = 32;

/// A quote that is longer may have lost a paragraph in the middle; then its two ends are looked for.
const LONG: usize = 96;

/// A quote is compared by pieces of this length, so that one of two sentences does not stand for both.
const PIECE: usize = 48;

/// Of each piece at most this share may be errors.
const MOST_ERRORS_IN_PIECE: f32 = 0.45;

/// Quotes that are longer are not compared by pieces: the table of all edit distances has the square of their length.
const PIECED_AT_MOST: usize = 1000;

/// How much of a long quote's beginning and end is looked for at most.
const LONG_END: usize = 160;

/// A quote of which more than one in so many characters is a figure is a row of a table, or nearly.
const FIGURES: usize = 12;

/// Where the mark stands in the text now; `None` where that cannot be said.
pub fn anchor(selectors: &Selectors, text: &MarkedText) -> Option<Range<usize>> {
    let pattern = Pattern::new(selectors);
    if pattern.exact.is_empty() {
        return None;
    }
    let found = at_its_ends(selectors, &pattern, text)
        .or_else(|| pattern.find(text.characters(), selectors.position.as_ref()))?;
    Some(trimmed(found, text.characters())).filter(|range| !range.is_empty())
}

/// The position by blocks, where those still stand and hold the words. A block that nobody touched keeps its id.
fn at_its_ends(selectors: &Selectors, pattern: &Pattern, text: &MarkedText) -> Option<Range<usize>> {
    let ends = selectors.ends.as_ref()?;
    let range = text.between(ends)?;
    (text.characters().get(range.clone())? == pattern.exact).then_some(range)
}

/// All ways to say where a range stands, so that [`anchor`] finds it when the text has changed.
pub fn select(range: &Range<usize>, text: &MarkedText) -> Selectors {
    let mut selectors = text.select(range);
    let pattern = Pattern::new(&selectors);
    let (mut quote, mut all) = (0, 0);
    // Where the passage is cut, what stood around it comes to stand around something else: each way to cut it is tried.
    for cut in [range.clone(), text.sentences(range), text.blocks(range)] {
        let rest = [text.characters().get(..cut.start), text.characters().get(cut.end..)];
        for candidate in pattern.candidates(&rest.map(Option::unwrap_or_default).concat()) {
            (quote, all) = (quote.max(candidate.quote), all.max(candidate.quote + candidate.around));
        }
    }
    // What is around comes to agree by other edits too: with a twin half of it may, with others less.
    let is_twin = quote * 4 >= pattern.exact.len() as i32 * 3;
    let chance = (pattern.prefix.len() + pattern.suffix.len()) as i32 / if is_twin { 2 } else { 4 };
    let positive = |number: i32| u32::try_from(number).unwrap_or_default();
    selectors.elsewhere =
        Some(Elsewhere { quote: positive(quote), all: positive((all + BY_CHANCE).max(quote + chance)) });
    selectors
}

/// A quote, character by character.
struct Pattern {
    /// How much must speak for a place: by the quote alone, or with what is around it.
    enough: (i32, i32),
    /// Whether another program made it.
    is_foreign: bool,
    /// Turned round: the nearest character comes first.
    prefix: Vec<char>,
    exact: Vec<char>,
    suffix: Vec<char>,
}

/// A place and what speaks for it.
struct Candidate {
    range: Range<usize>,
    /// By the words of the quote: characters that agree.
    quote: i32,
    /// By those around it.
    around: i32,
    /// Whether all that is known of the surroundings is there.
    whole: bool,
    /// Whether something of them is there on either side.
    either: bool,
}

impl Pattern {
    fn new(Selectors { quote, elsewhere, .. }: &Selectors) -> Self {
        let clearly = |other: u32| i32::try_from(other).unwrap_or(i32::MAX).saturating_add(CLEARLY).max(LEAST);
        let enough = |Elsewhere { quote, all }: &Elsewhere| (clearly(*quote), clearly(*all));
        Self {
            enough: elsewhere.as_ref().map_or((ENOUGH, ENOUGH), enough),
            is_foreign: elsewhere.is_none(),
            prefix: quote.prefix.chars().rev().collect(),
            exact: quote.exact.chars().collect(),
            suffix: quote.suffix.chars().collect(),
        }
    }

    fn find(&self, text: &[char], position: Option<&Range<usize>>) -> Option<Range<usize>> {
        let exactly = self.exactly(text);
        // Between places that are alike to their surroundings the position decides.
        let same = exactly.iter().find(|found| found.whole && Some(&found.range) == position);
        same.or_else(|| self.only_one(&exactly))
            .map(|same| same.range.clone())
            .or_else(|| self.decide(exactly))
            .or_else(|| self.decide(self.nearly(text)).map(|range| settled(range, text)))
            .or_else(|| self.by_its_ends(text))
    }

    /// The one place that has all that another program tells of its mark, which may be little: it does not say what speaks for other
    /// places. Or the one place that has its words, where those are telling and something beside them agrees.
    fn only_one<'a>(&self, exactly: &'a [Candidate]) -> Option<&'a Candidate> {
        let [only] = exactly else { return None };
        let is_enough = only.around >= BESIDE && only.quote + only.around >= ALONE;
        (self.is_foreign && (only.whole || is_enough && self.is_telling())).then_some(only)
    }

    /// Whether the words are more than a phrase that may stand anywhere.
    fn is_telling(&self) -> bool {
        let words = self.exact.split(|letter| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        words >= 2 && self.exact.len() >= TELLING
    }

    /// Every place that may be meant.
    fn candidates(&self, text: &[char]) -> Vec<Candidate> {
        let mut candidates = self.exactly(text);
        candidates.extend(self.nearly(text));
        candidates
    }

    /// The exact words.
    fn exactly(&self, text: &[char]) -> Vec<Candidate> {
        let starts = text.windows(self.exact.len()).enumerate().filter(|(_, window)| *window == self.exact);
        starts.map(|(at, _)| self.candidate(text, at..at + self.exact.len(), 0)).collect()
    }

    /// Words that are near to the quote; to a short one with the words around it, of which then only the quote is taken.
    fn nearly(&self, text: &[char]) -> Vec<Candidate> {
        if self.exact.len() >= SHORT {
            let near = nearest::find(&self.exact, text, allowed(self.exact.len()));
            let is_like = |text: &[char]| self.has_the_figures(text) && self.is_near_throughout(text);
            let near = near.into_iter().filter(|near| text.get(near.range.clone()).is_some_and(is_like));
            return near.map(|near| self.candidate(text, near.range, near.errors)).collect();
        }
        let around = |side: &[char]| side.iter().take(SHORT).copied().collect::<Vec<_>>();
        let (mut before, after) = (around(&self.prefix), around(&self.suffix));
        before.reverse();
        let whole = [before.as_slice(), &self.exact, &after].concat();
        let part = before.len()..before.len() + self.exact.len();
        let inside = |near: nearest::Near| {
            let inner = nearest::inner(&whole, text.get(near.range.clone())?, part.clone());
            let range = near.range.start + inner.start..near.range.start + inner.end;
            let errors = nearest::distance(&self.exact, text.get(range.clone())?);
            // The quote itself may have changed by a third, or it is another.
            let is_like = errors * 3 <= self.exact.len() && self.has_the_figures(text.get(range.clone())?);
            (!range.is_empty() && is_like).then(|| self.candidate(text, range, errors))
        };
        nearest::find(&whole, text, allowed(whole.len())).into_iter().filter_map(inside).collect()
    }

    /// Whether a text has two of three numbers of the quote, where that is hardly more than numbers: rows of a table
    /// differ in nothing else.
    fn has_the_figures(&self, text: &[char]) -> bool {
        if self.exact.iter().filter(|letter| letter.is_numeric()).count() * FIGURES < self.exact.len() {
            return true;
        }
        let numbers = |text: &[char]| {
            let words = text.split(|letter| !letter.is_numeric() && !matches!(letter, '.' | ','));
            words.filter(|word| word.iter().any(|letter| letter.is_numeric())).map(<[char]>::to_vec).collect::<Vec<_>>()
        };
        let (expected, there) = (numbers(&self.exact), numbers(text));
        let kept = expected.iter().filter(|number| there.contains(number)).count();
        kept * 3 >= expected.len() * 2
    }

    /// Whether no piece of the quote differs much; what was added between two sentences is no difference of theirs.
    fn is_near_throughout(&self, text: &[char]) -> bool {
        if self.exact.len() > PIECED_AT_MOST {
            return true;
        }
        let pieces = (self.exact.len() / PIECE).max(1);
        let edge = |piece: usize| piece * self.exact.len() / pieces;
        (0..pieces).all(|piece| {
            let part = edge(piece)..edge(piece + 1);
            let inner = nearest::inner(&self.exact, text, part.clone());
            let added = inner.len().saturating_sub(part.len());
            let errors = nearest::distance(&self.exact[part.clone()], &text[inner]).saturating_sub(added);
            errors as f32 <= part.len() as f32 * MOST_ERRORS_IN_PIECE
        })
    }

    /// A long quote between its beginning and its end, which are looked for each where nothing else was like it.
    fn by_its_ends(&self, text: &[char]) -> Option<Range<usize>> {
        let length = LONG_END.min(self.exact.len() / 2);
        let is_like_no_other = self.enough.0 * 2 < self.exact.len() as i32;
        let is_fit = self.exact.len() > LONG && is_like_no_other;
        let (head, rest) = self.exact.split_at_checked(length).filter(|_| is_fit)?;
        let tail = rest.get(rest.len().checked_sub(length)?..)?;
        let inside: Vec<char> = self.exact.iter().rev().skip(length).take(SHORT).copied().collect();
        let after = rest.iter().take(SHORT).copied().collect();
        let head = Self {
            enough: (ENOUGH, ENOUGH),
            is_foreign: false,
            prefix: self.prefix.clone(),
            exact: head.to_vec(),
            suffix: after,
        };
        let tail = Self {
            enough: (ENOUGH, ENOUGH),
            is_foreign: false,
            prefix: inside,
            exact: tail.to_vec(),
            suffix: self.suffix.clone(),
        };
        let place = |end: &Self| end.decide(end.exactly(text)).or_else(|| end.decide(end.nearly(text)));
        let (start, end) = (place(&head)?.start, place(&tail)?.end);
        let length = end.checked_sub(start)?;
        (length * 2 >= self.exact.len() && length * 2 <= self.exact.len() * 3).then_some(start..end)
    }

    fn candidate(&self, text: &[char], range: Range<usize>, errors: usize) -> Candidate {
        let before = text[..range.start].iter().rev();
        let (left, right) = (agreement(&self.prefix, before), agreement(&self.suffix, text[range.end..].iter()));
        let whole = left as usize == self.prefix.len() && right as usize == self.suffix.len();
        let has = |agrees: i32, side: &[char]| agrees >= EITHER.min(side.len() as i32);
        let either = has(left, &self.prefix) && has(right, &self.suffix);
        let quote = self.exact.len() as i32 - ERROR * errors as i32;
        Candidate { range, quote, around: left + right, whole, either }
    }

    /// The place for which enough speaks, and clearly more than for any other. Where another program's mark stood may have been cut,
    /// and the same words with the same ones behind them stand elsewhere.
    fn decide(&self, mut candidates: Vec<Candidate>) -> Option<Range<usize>> {
        let evidence = |candidate: &Candidate| candidate.quote + candidate.around;
        candidates.sort_by_key(|candidate| Reverse(evidence(candidate)));
        let is_doubtful = self.is_foreign && candidates.len() > 1;
        let mut candidates = candidates.into_iter();
        let (by_quote, by_all) = self.enough;
        let best = candidates.next().filter(|best| best.quote >= by_quote || evidence(best) >= by_all)?;
        if is_doubtful && !best.either {
            return None;
        }
        let clear = candidates.next().is_none_or(|second| evidence(&best) >= evidence(&second) + CLEARLY);
        clear.then_some(best.range)
    }
}

/// How many errors a quote of this length may have.
fn allowed(length: usize) -> usize {
    ((length as f32 * MOST_ERRORS) as usize).min(ERRORS_AT_MOST)
}

/// How far a text agrees with what is expected next to a quote, from the quote outwards: characters that agree less those
/// that do not, up to where that is most.
fn agreement<'a>(expected: &[char], text: impl Iterator<Item = &'a char>) -> i32 {
    // What lies farther than this from what is expected has no share in it.
    let text: Vec<char> = text.take(expected.len() + expected.len() / 4).copied().collect();
    let mut above: Vec<i32> = (0..=text.len() as i32).map(|column| -column).collect();
    let mut most = 0;
    for (row, letter) in expected.iter().enumerate() {
        let mut line = vec![-(row as i32 + 1)];
        for (column, other) in text.iter().enumerate() {
            let step = if letter == other { 1 } else { -1 };
            let best = (above[column] + step).max(above[column + 1] - 1).max(line[column] - 1);
            most = most.max(best);
            line.push(best);
        }
        above = line;
    }
    most
}

/// A range whose ends do not cut through words: what was replaced at an edge may have left half of one.
pub(super) fn settled(range: Range<usize>, text: &[char]) -> Range<usize> {
    let is_word = |at: usize| text.get(at).is_some_and(|letter| letter.is_alphanumeric());
    let cuts = |at: usize| at > 0 && is_word(at - 1) && is_word(at);
    let (mut start, mut end) = (range.start, range.end);
    while cuts(start) {
        start -= 1;
    }
    while cuts(end) {
        end += 1;
    }
    trimmed(start..end, text)
}

/// A range without the blanks at its ends: a line feed between two items of a list is drawn nowhere, and what begins with one
/// could neither be scrolled to nor reached by the Tab key.
fn trimmed(range: Range<usize>, text: &[char]) -> Range<usize> {
    let letters = text.get(range.clone()).unwrap_or_default();
    let is_letter = |letter: &char| !letter.is_whitespace();
    let Some(first) = letters.iter().position(is_letter) else { return range.start..range.start };
    let last = letters.iter().rposition(is_letter).unwrap_or(first);
    range.start + first..range.start + last + 1
}

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
