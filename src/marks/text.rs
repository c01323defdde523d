//! An article's text as marks count it.

use std::ops::Range;

use super::mark::{End, Quote, Selectors};
use super::passage::spaced;

/// How many characters around a passage are kept with it. Hypothesis keeps 32; where a sentence was moved and a word of it
/// changed, more are needed to tell it from its like.
const CONTEXT: usize = 64;

/// The parts of an article, a line each: headline, standfirst, blocks. It counts Unicode scalar values, as the W3C's
/// TextPositionSelector does.
#[derive(Clone, Debug, Default)]
pub struct MarkedText {
    characters: Vec<char>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    id: String,
    range: Range<usize>,
}

/// The stretch of a passage that lies in one part of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartRange {
    /// Which part: 0 is the headline, 1 the standfirst, 2 the first block.
    pub part: usize,
    /// The first character, counted in the part's text.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
}

impl MarkedText {
    /// The text of these parts, each with its id.
    pub fn new(parts: &[(String, String)]) -> Self {
        let mut text = Self::default();
        for (at, (id, part)) in parts.iter().enumerate() {
            if at > 0 {
                text.characters.push('\n');
            }
            let start = text.characters.len();
            text.characters.extend(part.chars());
            text.parts.push(Part { id: id.clone(), range: start..text.characters.len() });
        }
        text
    }

    /// The same text with a plain blank for every other; what stands where stays.
    pub(super) fn spaced(&self) -> Self {
        Self { characters: self.characters.iter().copied().map(spaced).collect(), parts: self.parts.clone() }
    }

    pub(super) fn characters(&self) -> &[char] {
        &self.characters
    }

    /// The range in the whole text from one part's character to before another's, without the blanks at its ends. Behind
    /// a part's end is its end. `None` where nothing is left.
    pub fn range(&self, from: (usize, usize), to: (usize, usize)) -> Option<Range<usize>> {
        let place = |(part, offset): (usize, usize)| {
            let range = &self.parts.get(part)?.range;
            Some(range.start.saturating_add(offset).min(range.end))
        };
        let (start, end) = (place(from)?, place(to)?);
        let passage = self.characters.get(start..end)?;
        let first = passage.iter().position(|letter| !letter.is_whitespace())?;
        let last = passage.iter().rposition(|letter| !letter.is_whitespace())?;
        Some(start + first..start + last + 1)
    }

    /// The range between two ends, where both blocks are there and as long as that.
    pub(super) fn between(&self, (from, to): &(End, End)) -> Option<Range<usize>> {
        let place = |end: &End| {
            let part = self.parts.iter().find(|part| part.id == end.block)?;
            part.range.start.checked_add(end.offset).filter(|at| *at <= part.range.end)
        };
        let range = place(from)?..place(to)?;
        (range.start < range.end).then_some(range)
    }

    /// Whether a block stands several times, so that its id says which of them by their order alone, and is another's when
    /// one is cut.
    fn is_repeated(&self, block: &str) -> bool {
        block.contains('-')
            || self.parts.iter().any(|part| part.id.strip_prefix(block).is_some_and(|rest| rest == "-2"))
    }

    /// The stretches of a range, part by part; those without a character are left out.
    pub fn stretches(&self, range: &Range<usize>) -> Vec<PartRange> {
        let mut stretches = Vec::new();
        for (number, part) in self.parts.iter().enumerate() {
            let (start, end) = (range.start.max(part.range.start), range.end.min(part.range.end));
            if start < end {
                stretches.push(PartRange {
                    part: number,
                    start: start - part.range.start,
                    end: end - part.range.start,
                });
            }
        }
        stretches
    }

    /// A range widened to the sentences that it touches, as far as full stops tell.
    pub(super) fn sentences(&self, range: &Range<usize>) -> Range<usize> {
        let blocks = self.blocks(range);
        let ends = |at: &usize| {
            let two = at.checked_sub(1).and_then(|before| self.characters.get(before..at + 1));
            matches!(two, Some(['.' | '!' | '?' | '"' | '”' | '\n', ' ' | '\n']))
        };
        let start = (blocks.start..range.start).rev().find(ends).map_or(blocks.start, |at| at + 1);
        start..(range.end..blocks.end).find(ends).unwrap_or(blocks.end)
    }

    /// A range widened to the parts that it touches.
    pub(super) fn blocks(&self, range: &Range<usize>) -> Range<usize> {
        let touched = || self.parts.iter().filter(|part| part.range.start < range.end && part.range.end > range.start);
        let start = touched().next().map_or(range.start, |part| part.range.start);
        start..touched().next_back().map_or(range.end, |part| part.range.end)
    }

    /// The ways to say where a range stands, but for what `anchor` adds.
    pub(super) fn select(&self, range: &Range<usize>) -> Selectors {
        let stretches = self.stretches(range);
        let end = |stretch: Option<&PartRange>, offset: fn(&PartRange) -> usize| {
            let stretch = stretch?;
            let block = &self.parts.get(stretch.part)?.id;
            (!self.is_repeated(block)).then(|| End { block: block.clone(), offset: offset(stretch) })
        };
        let ends = end(stretches.first(), |first| first.start).zip(end(stretches.last(), |last| last.end));
        let text = |range: Range<usize>| self.characters.get(range).unwrap_or_default().iter().collect();
        let quote = Quote {
            exact: text(range.clone()),
            prefix: text(range.start.saturating_sub(CONTEXT)..range.start),
            suffix: text(range.end..(range.end + CONTEXT).min(self.characters.len())),
        };
        Selectors { ends, quote, position: Some(range.clone()), elsewhere: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> MarkedText {
        let part = |id: &str, text: &str| (id.to_owned(), text.to_owned());
        MarkedText::new(&[
            part("headline", "Zürich"),
            part("abstract", ""),
            part("aaaa", "One 🙂 two."),
            part("bbbb", "Three."),
        ])
    }

    #[test]
    fn a_range_over_several_blocks_is_cut_at_their_edges() {
        let text = text();
        let range = text.range((2, 5), (3, 5)).unwrap_or_default();
        let stretches = [PartRange { part: 2, start: 6, end: 10 }, PartRange { part: 3, start: 0, end: 5 }];
        assert_eq!(text.stretches(&range), stretches);
        let selectors = text.select(&range);
        assert_eq!(selectors.quote.exact, "two.\nThree");
        assert_eq!(selectors.quote.prefix, "Zürich\n\nOne 🙂 ");
        assert_eq!(selectors.quote.suffix, ".");
        let end = |block: &str, offset| End { block: block.to_owned(), offset };
        assert_eq!(selectors.ends, Some((end("aaaa", 6), end("bbbb", 5))));
        assert_eq!(selectors.ends.and_then(|ends| text.between(&ends)), Some(range));
    }

    #[test]
    fn what_is_not_there_has_no_range() {
        let text = text();
        assert_eq!(text.range((0, 2), (0, usize::MAX)), Some(2..6));
        for (from, to) in
            [((9, 0), (9, 1)), ((2, 3), (2, 3)), ((3, 2), (2, 1)), ((2, 3), (2, 4)), ((0, usize::MAX), (1, 9))]
        {
            assert_eq!(text.range(from, to), None);
        }
    }
}
