//! Where in a long text the view is, and how to get back there. All in pixels of the view.

use article::BLOCK_ANCHOR;
use web_sys::Element;

use super::document::{scroll, scroll_to, view_height};

/// How far below the view's top a reader is taken to read, as a part of its height: below the bars, above the middle.
const LINE: f64 = 0.25;

fn text() -> Option<Element> {
    web_sys::window()?.document()?.query_selector(".article-body").ok().flatten()
}

/// How much of the article's text has passed: 0 where the view begins above it, 1 where its end is in view.
pub fn share_read() -> f64 {
    let Some(text) = text() else { return 0.0 };
    let rect = text.get_bounding_client_rect();
    let (passed, left) = (-rect.top(), rect.bottom() - view_height());
    match left > 0.0 {
        // Both may be below 0 where the text is no taller than the view.
        true if passed > 0.0 => passed / (passed + left),
        true => 0.0,
        false => 1.0,
    }
}

/// The id of the block that is being read, and how much of it has passed, from 0 to 1; `None` above the text.
pub fn block_read() -> Option<(String, f64)> {
    let line = view_height() * LINE;
    let blocks = text()?.children();
    // The last that begins above the line.
    let (mut before, mut behind) = (0, blocks.length());
    while before < behind {
        let middle = (before + behind) / 2;
        match blocks.item(middle)?.get_bounding_client_rect().top() <= line {
            true => before = middle + 1,
            false => behind = middle,
        }
    }
    let block = blocks.item(before.checked_sub(1)?)?;
    let rect = block.get_bounding_client_rect();
    let share = (line - rect.top()) / rect.height().max(1.0);
    Some((block.id().strip_prefix(BLOCK_ANCHOR)?.to_owned(), share.clamp(0.0, 1.0)))
}

/// Scrolls to where so much of a block has passed; `false` where there is no such block.
pub fn scroll_to_block(id: &str, share: f64) -> bool {
    let block = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(&[BLOCK_ANCHOR, id].concat()));
    let Some(block) = block else { return false };
    let rect = block.get_bounding_client_rect();
    scroll_to(scroll() + rect.top() + rect.height() * share - view_height() * LINE);
    true
}
