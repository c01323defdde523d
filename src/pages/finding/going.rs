//! Going to the place that is shown, and painting those near the view.

use std::ops::Range;
use std::rc::Rc;

use reader::find::Found;
use reader::inline::Highlight;

use super::{Finding, total};
use crate::state::{
    ABOVE_BODY, Layer, block, blocks_near, bring_to_middle, found, heights_of_blocks, leads, once_painted,
};

/// The element of the match that is shown.
const PRESENT: &str = "mark.present";

/// How many milliseconds typing rests before the places are drawn beside the scroll bar: to measure where they are costs more than
/// to find them.
const REST: i32 = 120;

/// How far around the view places are painted, in heights of it: they are painted while it scrolls, too, and each place more costs
/// a letter some time.
pub(super) const AROUND: f64 = 0.25;

impl Finding {
    /// Goes to the place that is shown. A match is painted first, wherever it is; what find found needs no element, and is there
    /// at once unless it is folded away.
    pub(super) fn go(&self) {
        if self.is_seeking() && self.arrive() {
            return;
        }
        if let Some(block) = self.present_block() {
            self.0.painting.reach(block);
        }
        let finding = self.clone();
        once_painted(move || {
            finding.arrive();
        });
    }

    /// Scrolls there, and paints what is near; `false` where what find found is not in sight.
    pub(super) fn arrive(&self) -> bool {
        if self.0.is_left.get() {
            return true;
        }
        leads();
        let present = self.0.present.get_untracked().and_then(|present| self.place(present));
        let is_there = match present.filter(|_| self.is_seeking()) {
            Some((text, place)) => found::go(text, &place).unwrap_or_else(|| {
                // Without the script the paragraph has to do.
                bring_to_middle(&text.checked_sub(ABOVE_BODY).map_or_else(|| "h1".to_owned(), block));
                true
            }),
            None => {
                if !self.is_seeking() {
                    bring_to_middle(PRESENT);
                }
                true
            }
        };
        self.0.near.take();
        self.look_around();
        is_there
    }

    /// Paints what is near the view.
    pub(super) fn look_around(&self) {
        if self.0.is_left.get() {
            return;
        }
        let blocks = blocks_near(AROUND);
        if let Some(blocks) = &blocks {
            self.0.painting.come_near(blocks);
        }
        // Where there is none, there may be a headline.
        let blocks = blocks.unwrap_or_default();
        let near = Some((blocks.start, blocks.end));
        if self.0.near.replace(near) != near && !self.paint_found(&blocks) {
            self.0.near.take();
        }
    }

    /// The same once the next frame comes, whatever was painted: texts came or were made anew.
    pub fn look_again(&self) {
        if self.0.sought.with_untracked(Option::is_some) && !self.0.is_awaited.replace(true) {
            let finding = self.clone();
            once_painted(move || {
                finding.0.is_awaited.set(false);
                finding.0.near.take();
                finding.look_around();
            });
        }
    }

    pub(super) fn paint(&self) {
        let list = self.list();
        let present = self.0.present.get_untracked().filter(|_| !self.is_seeking());
        self.0.painting.paint(Layer::Matches, highlights(&self.0.matches.get_untracked(), present));
        let finding = self.clone();
        self.0.timer.start(REST, move || finding.measure(&list));
    }

    /// Paints what find found in these blocks and above them, as `found::paint` has it.
    fn paint_found(&self, near: &Range<usize>) -> bool {
        let found = if self.is_seeking() { self.list() } else { Rc::default() };
        let mut places = Vec::new();
        for (text, ranges) in found.iter().enumerate() {
            if text.checked_sub(ABOVE_BODY).is_none_or(|block| near.contains(&block)) {
                for range in ranges {
                    places.extend_from_slice(&[text as u32, range.start as u32, range.end as u32]);
                }
            }
        }
        found::paint(&places, AROUND)
    }

    /// Notes how far down the page the blocks lie in which there is something.
    fn measure(&self, list: &Found) {
        let is_shown = self.is_shown();
        let has = |at: usize| list.get(at + ABOVE_BODY).is_some_and(|ranges| !ranges.is_empty());
        let heights = if is_shown && total(list) > 0 { heights_of_blocks() } else { Vec::new() };
        self.0.ticks.set(heights.into_iter().filter(|(at, _)| has(*at)).map(|(_, height)| height).collect());
    }
}

fn highlights(found: &Found, shown: Option<usize>) -> Vec<Vec<Highlight>> {
    let mut number = 0;
    let mut highlight = |range: &Range<usize>| {
        let class = if shown == Some(number) { "present" } else { "" };
        number += 1;
        Highlight { range: range.clone(), class, number: None }
    };
    found.iter().map(|ranges| ranges.iter().map(&mut highlight).collect()).collect()
}
