//! What the reader has selected in an article's text.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Range, Selection};

use super::document::{scroll, scroll_to, view_height};
use super::event::{Event, Listener, Modifiers};
use super::property;

/// What holds one of an article's texts.
const TEXTS: &str = "[data-block], .article-header h1, .standfirst";

/// Lines and cells in a block, with the number of the block's characters before them.
const LINES: &str = "[data-at]";

/// So many of what is no word are passed over in a row at most.
const MOST_BLANKS: usize = 4;

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

/// What was selected last. WebKit selects nothing any more once a button elsewhere gets the focus.
#[derive(Default)]
pub struct Kept(RefCell<Option<Range>>);

impl Kept {
    /// Keeps what is selected now.
    pub fn keep(&self) {
        self.0.replace(selection().and_then(|selection| selection.get_range_at(0).ok()));
    }

    /// Selects it again where nothing is selected: browsers pass over what is selected already.
    pub fn select(&self) {
        if let (Some(range), Some(selection)) = (&*self.0.borrow(), selection()) {
            selection.add_range(range).ok();
        }
    }
}

/// Selects all of the first element that matches.
pub fn select(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let (Some(element), Some(selection)) = (element, selection()) {
        selection.select_all_children(&element).ok();
    }
}

/// Selects as an arrow does that was pressed with other keys, as the platform has it in texts that one writes: Shift moves the end
/// of what is selected, by letters or lines, and with Control, on a Mac with Option, by words; that alone selects the next word or
/// the one before, which in a text of which all is selected (`is_all`) are its first and its last. `false` of any other key.
pub fn select_by_key(event: &Event, is_all: bool) -> bool {
    changed_by_key(event, is_all).is_some()
}

fn changed_by_key(event: &Event, is_all: bool) -> Option<()> {
    let selection = selection().filter(|selection| !selection.is_collapsed())?;
    let range = selection.get_range_at(0).ok()?;
    let container = range.start_container().ok()?;
    let element = container.dyn_ref::<Element>().cloned().or_else(|| container.parent_element())?;
    // Browsers that do not know the selector have no older way.
    let is_rtl = element.matches(":dir(rtl)").unwrap_or(false);
    let (is_line, forward) = match event.key().as_str() {
        "ArrowRight" => (false, !is_rtl),
        "ArrowLeft" => (false, is_rtl),
        "ArrowDown" => (true, true),
        "ArrowUp" => (true, false),
        _ => return None,
    };
    let Modifiers { alt, control, meta, shift } = event.modifiers();
    let platform = property(&property(&js_sys::global(), "navigator")?, "platform")?.as_string()?;
    let (by_word, other) = if platform.starts_with("Mac") { (alt, control) } else { (control, alt) };
    if meta || other || !(by_word || shift) || by_word && is_line {
        return None;
    }
    let unit = match by_word {
        true => "word",
        false if is_line => "line",
        false => "character",
    };
    let go = |alter, forward| selection.modify(alter, if forward { "forward" } else { "backward" }, unit).ok();
    if shift {
        go("extend", forward)?;
        // The end came to the beginning, and goes on.
        if selection.is_collapsed() {
            go("extend", forward)?;
        }
    } else {
        let mut from_start = forward == is_all;
        // Browsers count what lies between two texts as a word, and a full stop.
        for _ in 0..MOST_BLANKS {
            match from_start {
                true => selection.collapse_to_start().ok()?,
                false => selection.collapse_to_end().ok()?,
            }
            from_start = !forward;
            // To the end of the next word, and back over it: so that no blank before it is selected.
            if forward {
                go("move", true)?;
            }
            go("move", false)?;
            go("extend", true)?;
            if words().bytes().any(|byte| !byte.is_ascii_punctuation() && !byte.is_ascii_whitespace()) {
                break;
            }
        }
    }
    // What was reached is to be seen.
    let end = selection.get_range_at(0).ok()?.get_bounding_client_rect().bottom();
    if end < 0.0 || end > view_height() * 0.8 {
        scroll_to(scroll() + end - view_height() / 2.0);
    }
    Some(())
}

/// The words that are selected.
pub fn words() -> String {
    selection().map(|selection| selection.to_string().into()).unwrap_or_default()
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
