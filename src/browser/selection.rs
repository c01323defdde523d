//! What the reader has selected in an article's text.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Range, Selection};

use super::event::Listener;

/// What holds one of an article's texts.
const TEXTS: &str = "[data-block], .article-header h1, .standfirst";

/// Lines and cells in a block, with the number of the block's characters before them.
const LINES: &str = "[data-at]";

/// An end of a selection: which text of the article (`Article::texts`), and how many Unicode scalar values of the text stand
/// before it; more than there are where it lies behind the text.
type Edge = (usize, usize);

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok().flatten()
}

/// From where to where something of an article is selected; `None` where nothing is.
pub fn selected() -> Option<(Edge, Edge)> {
    let selection = selection().filter(|selection| !selection.is_collapsed())?;
    let range = selection.get_range_at(0).ok()?;
    // Either end may lie outside of the texts: before the headline, behind the article, in a picture.
    let texts = document()?.query_selector_all(TEXTS).ok()?;
    let reached = || {
        (0..texts.length()).filter_map(|at| texts.item(at)).filter(|text| range.intersects_node(text).unwrap_or(false))
    };
    let start =
        edge(&range.start_container().ok()?, range.start_offset().ok()?).or_else(|| edge(&reached().next()?, 0));
    let end = edge(&range.end_container().ok()?, range.end_offset().ok()?);
    let end = end.or_else(|| Some((edge(&reached().next_back()?, 0)?.0, u32::MAX as usize)));
    start.zip(end)
}

fn edge(container: &Node, offset: u32) -> Option<Edge> {
    let element = container.dyn_ref::<Element>().cloned().or_else(|| container.parent_element())?;
    let holder = element.closest(TEXTS).ok().flatten()?;
    let text = match holder.get_attribute("data-block") {
        Some(block) => block.parse::<usize>().ok()? + 2,
        None => usize::from(holder.tag_name() != "H1"),
    };
    let before = |from: &Element| -> Option<Range> {
        let range = document()?.create_range().ok()?;
        range.set_start(from, 0).ok()?;
        range.set_end(container, offset).ok()?;
        Some(range)
    };
    let length = |range: Range| String::from(range.to_string()).chars().count();
    let lines = holder.query_selector_all(LINES).ok()?;
    if lines.length() == 0 {
        return Some((text, length(before(&holder)?)));
    }
    // The last line that the text before the edge reaches into.
    let whole = before(&holder)?;
    let reached = (0..lines.length()).rev().filter_map(|at| lines.item(at));
    let line = reached.into_iter().find(|line| whole.intersects_node(line).unwrap_or(false));
    let Some(line) = line.and_then(|line| line.dyn_into::<Element>().ok()) else {
        return Some((text, 0));
    };
    let start = line.get_attribute("data-at").and_then(|at| at.parse::<usize>().ok()).unwrap_or_default();
    Some((text, start + length(before(&line)?)))
}

/// Selects all of the first element that matches.
pub fn select(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let (Some(element), Some(selection)) = (element, selection()) {
        selection.select_all_children(&element).ok();
    }
}

/// Selects nothing.
pub fn clear() {
    if let Some(selection) = selection() {
        selection.remove_all_ranges().ok();
    }
}

/// Hears that something else is selected, for as long as the listener is kept.
pub fn on_change(hear: impl Fn() + 'static) -> Option<Listener> {
    Some(Listener::new(document()?.into(), "selectionchange", Box::new(move |_| hear())))
}
