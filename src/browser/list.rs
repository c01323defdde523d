//! Stepping through the links of a list with the keys, and how high its rows are.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus one link on or back among those that match, beginning with the first in view where none has it.
/// `false` where there is none to move to.
pub fn step(selector: &str, forward: bool) -> bool {
    let links = all(selector);
    let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    let current = links.iter().position(|link| active.as_ref().is_some_and(|active| link.is_same_node(Some(active))));
    let next = match current {
        Some(at) if forward => at.checked_add(1),
        Some(at) => at.checked_sub(1),
        None if forward => links.iter().position(|link| link.get_bounding_client_rect().top() >= 0.0),
        None => None,
    };
    let Some(link) = next.and_then(|at| links.get(at)) else { return false };
    link.focus().is_ok()
}

/// The `data-value` of the element that has the focus.
pub fn focused_value() -> Option<String> {
    web_sys::window()?.document()?.active_element()?.get_attribute("data-value")
}

/// Moves the focus to the element with this `data-value`, where nothing else has it.
pub fn focus_value(value: &str) {
    if super::document::is_focus_lost() {
        move_focus_to(value);
    }
}

/// Moves the focus to the element with this `data-value`, and brings it into view.
pub fn move_focus_to(value: &str) {
    let is_meant = |element: &HtmlElement| element.get_attribute("data-value").as_deref() == Some(value);
    if let Some(element) = all("[data-value]").into_iter().find(is_meant) {
        element.focus().ok();
    }
}

/// Whether one of the links that match has the focus.
pub fn holds_focus(selector: &str) -> bool {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    active.is_some_and(|active| active.matches(selector).unwrap_or(false))
}

/// The mean height of the elements inside this one, in pixels; `None` where there are none yet.
pub fn row_height(list: &Element) -> Option<f64> {
    let rows = list.children();
    let (first, last) = (rows.item(0)?, rows.item(rows.length().checked_sub(1)?)?);
    let height = last.get_bounding_client_rect().bottom() - first.get_bounding_client_rect().top();
    (height > 0.0).then(|| height / f64::from(rows.length()))
}

/// The places, by `data-block`, of the first and the last of the elements that match and lie in the view, or no further from it
/// than `margin` times its height. They stand below one another. `None` where none does.
pub fn near_view(selector: &str, margin: f64) -> Option<(usize, usize)> {
    let found = web_sys::window()?.document()?.query_selector_all(selector).ok()?;
    // Asked of the browser are those alone that are measured, as this is done with each step of scrolling.
    let element = |at: u32| -> Option<Element> { Some(found.item(at)?.unchecked_into()) };
    let place = |at: u32| element(at).map(|element| element.get_bounding_client_rect());
    let view = super::document::view_height();
    let above = -margin * view;
    let all: Vec<u32> = (0..found.length()).collect();
    let first = all.partition_point(|at| place(*at).is_some_and(|place| place.bottom() < above));
    let end = all.partition_point(|at| place(*at).is_some_and(|place| place.top() <= view - above));
    let block = |at: usize| element(*all.get(at)?)?.get_attribute("data-block")?.parse().ok();
    Some((block(first)?, block(end.checked_sub(1)?)?)).filter(|(first, last)| first <= last)
}

/// How far down the page each element that matches stands, from 0 to 1, with the place in its `data-block`.
pub fn heights(selector: &str) -> Vec<(usize, f64)> {
    let page = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let page = page.map_or(1, |page| page.scroll_height()).max(1);
    let scrolled = super::document::scroll();
    let height = |element: HtmlElement| {
        let at = element.get_attribute("data-block")?.parse().ok()?;
        Some((at, (element.get_bounding_client_rect().top() + scrolled) / f64::from(page)))
    };
    all(selector).into_iter().filter_map(height).collect()
}

fn all(selector: &str) -> Vec<HtmlElement> {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(selector).ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| Some(found.item(at)?.unchecked_into())).collect()
}
