//! The document's title, theme, focus and scroll position.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, FocusOptions, HtmlDialogElement, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn find(selector: &str) -> Option<HtmlElement> {
    // Every selector is the app's own and means an element of HTML.
    Some(document()?.query_selector(selector).ok().flatten()?.unchecked_into())
}

/// Names the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the theme, or leaves it to the system.
pub fn set_theme(name: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    match name {
        Some(name) => root.set_attribute("data-theme", name).ok(),
        None => root.remove_attribute("data-theme").ok(),
    };
}

/// Sets a custom property for the whole document; an empty value leaves it to the stylesheet.
pub fn set_property(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        root.unchecked_ref::<HtmlElement>().style().set_property(name, value).ok();
    }
}

/// Moves the focus to the first element that matches, a text too, without scrolling to it.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        if element.tab_index() < 0 {
            element.set_attribute("tabindex", "-1").ok();
        }
        focus_element(&element);
    }
}

/// Moves the focus to an element that may have it, without scrolling to it.
pub(super) fn focus_element(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// Moves the focus into a field and selects what stands in it.
pub fn focus_and_select(selector: &str) {
    if let Some(element) = find(selector) {
        element.focus().ok();
        element.unchecked_ref::<HtmlInputElement>().select();
    }
}

/// Presses the button or follows the link that matches; `false` where there is none.
pub fn press(selector: &str) -> bool {
    let found = find(selector);
    if let Some(element) = &found {
        element.click();
    }
    found.is_some()
}

/// Whether one of the elements that match has the focus.
pub fn has_focus(selector: &str) -> bool {
    find(&[selector, ":focus"].concat()).is_some()
}

/// What has the focus where nothing has it: the page itself; in WebKit for some frames what stands in a popover that was closed.
const NOTHING: &str = "body, [popover]:not(:popover-open) *";

/// Whether nothing has the focus: what had it is gone, or nothing ever had.
pub fn is_focus_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.matches(NOTHING).unwrap_or_default())
}

/// Takes the focus away from whatever has it.
pub fn blur() {
    if let Some(element) = document().and_then(|document| document.active_element()) {
        element.unchecked_ref::<HtmlElement>().blur().ok();
    }
}

/// Shows or hides the popover that matches.
pub fn show_popover(selector: &str, on: bool) {
    if let Some(popover) = find(selector) {
        // The browser refuses what is so already.
        if on {
            popover.show_popover().ok()
        } else {
            popover.hide_popover().ok()
        };
    }
}

/// Shows the dialog that matches, the rest of the page put aside.
pub fn show_dialog(selector: &str) {
    if let Some(dialog) = dialog(selector)
        && !dialog.open()
    {
        dialog.show_modal().ok();
    }
}

/// Closes the dialog that matches.
pub fn close_dialog(selector: &str) {
    if let Some(dialog) = dialog(selector) {
        dialog.close();
    }
}

fn dialog(selector: &str) -> Option<HtmlDialogElement> {
    find(selector).map(JsCast::unchecked_into)
}

/// How far the page is scrolled, in pixels.
pub fn scroll() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page.
pub fn scroll_to(top: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// Scrolls to the start of the element that matches where it lies above the view, as new results do not begin in the
/// middle of the old ones.
pub fn scroll_back_to(selector: &str) {
    if let Some(element) = find(selector)
        && element.get_bounding_client_rect().top() < 0.0
    {
        element.scroll_into_view();
    }
}

/// Scrolls the first element that matches into the middle of the view, where it does not lie in view already.
pub fn scroll_to_middle(selector: &str) {
    let Some(element) = find(selector) else { return };
    let place = element.get_bounding_client_rect();
    // What lies at the very edge may be covered by what sticks there.
    let (edge, view) = (view_height() / 8.0, view_height());
    let is_high = place.height() > view - 2.0 * edge;
    // Of what is higher than the view a part is enough, and else its start.
    let is_there = match is_high {
        true => place.top() < view - edge && place.bottom() > edge,
        false => place.top() >= edge && place.bottom() <= view - edge,
    };
    if !is_there {
        let options = ScrollIntoViewOptions::new();
        options.set_block(if is_high { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether any of the first element that matches lies in the view.
pub fn is_in_view(selector: &str) -> bool {
    find(selector).is_some_and(|element| {
        let place = element.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < view_height()
    })
}

/// The height of the view, in pixels.
pub fn view_height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(800.0)
}

/// How far the element's start lies above the top of the view; negative where it lies below.
pub fn distance_above(element: &Element) -> f64 {
    -element.get_bounding_client_rect().top()
}

/// An address of the app in full, as it is sent or printed.
pub fn full_address(href: &str) -> String {
    let page = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let root = page.split(['?', '#']).next().unwrap_or_default();
    root.to_owned() + href.strip_prefix("./").unwrap_or(href)
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        window.location().reload().ok();
    }
}
