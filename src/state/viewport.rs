//! How much of a list is in view.

use std::ops::Range;

use reader::browser::dom::Node;
use reader::browser::event::{Listener, on_window};
use reader::browser::{document, list};

/// Where a list lies in the view, and how high its rows are; in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// How far its start lies above the top of the view.
    pub above: f64,
    /// The height of the view.
    pub view: f64,
    /// The height of a row.
    pub row: f64,
}

/// Before a row was measured; near what the stylesheet gives one, so that little moves when it is.
const ROW_GUESS: f64 = 150.0;

impl Extent {
    /// That of a list that was not measured yet.
    pub fn guessed() -> Self {
        Self { above: 0.0, view: document::view_height(), row: ROW_GUESS }
    }
}

/// Measures a list; where it has no rows yet, they are as high as before.
pub fn measure_list(list: &Node, before: Extent) -> Extent {
    let row = list::row_height(list.as_element()).unwrap_or(before.row);
    Extent { above: document::distance_above(list.as_element()), view: document::view_height(), row }
}

/// The blocks of an article's body.
const BLOCKS: &str = ".article-body [data-block]";

/// Which blocks of the article are in view, or no further from it than `margin` times its height.
pub fn blocks_near(margin: f64) -> Option<Range<usize>> {
    list::near_view(BLOCKS, margin).map(|(first, last)| first..last + 1)
}

/// How far down the page each block of the article stands that is in sight, from 0 to 1.
pub fn heights_of_blocks() -> Vec<(usize, f64)> {
    list::heights(BLOCKS)
}

/// Calls back while the reader scrolls and resizes, for as long as the listeners are kept.
pub fn on_scroll_or_resize(callback: impl Fn() + Clone + 'static) -> [Option<Listener>; 2] {
    ["scroll", "resize"].map(|event| {
        let callback = callback.clone();
        on_window(event, move |_| callback())
    })
}
