//! The article that is shown: its text, the passage that its address names, and where marks stand in it.

use std::cmp::Reverse;
use std::ops::Range;

use reader::marks::anchor::anchor;
use reader::marks::passage::find;
use reader::marks::{Mark, MarkedText, PartRange};
use reader::messages::t;
use reader::notebook::{Shown, Stroke};
use reader::route::Passage;
use serde_json::Value;

use crate::sheet;

/// A mark and where it stands in the text now; `None` where that cannot be said.
pub type Placed = (Mark, Option<Range<usize>>);

/// An article that is shown.
pub struct Opened {
    pub shown: Shown,
    pub text: MarkedText,
    named: Option<Named>,
}

/// The passage that the address names.
struct Named {
    passage: Passage,
    /// Where it stands, and whether its words are as they were.
    found: Option<(Range<usize>, bool)>,
}

impl Opened {
    /// Looks for the passage that is named.
    pub fn new(shown: Shown) -> Self {
        let text = MarkedText::new(&shown.texts);
        let named = (!shown.passage.is_empty()).then(|| {
            let passage = Passage::parse(&shown.passage);
            let found = find(&passage, &text);
            Named { passage, found }
        });
        Self { shown, text, named }
    }

    /// Whether the address names a passage.
    pub fn has_passage(&self) -> bool {
        self.named.is_some()
    }

    /// What is to be said of the passage, where it is not there just as it was.
    pub fn notice(&self) -> Option<Value> {
        let Named { passage, found } = self.named.as_ref()?;
        match found {
            Some((_, true)) => None,
            Some((_, false)) => Some(sheet::status(t("Found, with changes since the link was made."), false)),
            None => Some(sheet::gone(passage)),
        }
    }

    /// The element that the reader is to be led to.
    pub fn goal(&self) -> Option<String> {
        let is_there = self.named.as_ref().is_some_and(|named| named.found.is_some());
        (is_there && self.shown.goes).then(|| "edit 0".to_owned())
    }

    /// The marks where they stand, in their order; those that cannot be placed come last.
    pub fn place(&self, marks: Vec<Mark>) -> Vec<Placed> {
        let place = |mark: Mark| {
            let range = anchor(&mark.target.selectors, &self.text);
            (mark, range)
        };
        let mut placed: Vec<Placed> = marks.into_iter().map(place).collect();
        placed.sort_by_key(|(_, range)| range.as_ref().map_or(usize::MAX, |range| range.start));
        placed
    }

    /// The part of the text in which something begins.
    pub fn part(&self, range: &Range<usize>) -> Option<usize> {
        self.text.stretches(range).first().map(|first| first.part)
    }

    /// What stands out, the outermost first: the passage that is named, which has the number 0, and the marks, each numbered by
    /// its place in the list from 1 on. Of two that overlap the shorter lies within, and of two of one length the later.
    pub fn strokes(&self, placed: &[Placed]) -> Vec<Stroke> {
        let mut strokes = Vec::new();
        let mut paint = |range: &Range<usize>, colour, number| {
            let stroke = |range: PartRange| Stroke { range, colour, number };
            strokes.extend(self.text.stretches(range).into_iter().map(stroke));
        };
        if let Some((range, _)) = self.named.as_ref().and_then(|named| named.found.as_ref()) {
            paint(range, None, 0);
        }
        let mut order: Vec<usize> = (0..placed.len()).collect();
        let length = |range: &Option<Range<usize>>| Reverse(range.as_ref().map_or(0, Range::len));
        order.sort_by_cached_key(|at| placed.get(*at).map(|(mark, range)| (length(range), mark.created.clone())));
        for at in order {
            if let Some((mark, Some(range))) = placed.get(at) {
                paint(range, Some(mark.colour), at + 1);
            }
        }
        strokes
    }
}
