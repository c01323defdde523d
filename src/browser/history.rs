//! The address bar and the entries behind Back and Forward, each with the scroll position it was left at.

use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration};

use super::event::always_on_window;

/// The query part of the address, with its `?`.
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The scroll position that was kept in the present entry.
pub fn kept_scroll() -> Option<f64> {
    history()?.state().ok()?.as_f64()
}

/// Puts an address and a scroll position into the present entry.
pub fn replace(href: &str, scroll: f64) {
    if let Some(history) = history() {
        // Safari throws when an entry is replaced more than 100 times in 30 s; the next replacement makes up for it.
        history.replace_state_with_url(&JsValue::from_f64(scroll), "", Some(&local(href))).ok();
    }
}

/// Opens a new entry with this address.
pub fn push(href: &str) {
    if let Some(history) = history() {
        history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(&local(href))).ok();
    }
}

/// `./` without a query keeps the document's own name (`index.html`), as `?` alone would not clear what stands there.
fn local(href: &str) -> String {
    let query = href.strip_prefix("./").unwrap_or(href);
    if !query.is_empty() {
        return query.to_owned();
    }
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_else(|| href.to_owned())
}

/// Leaves scrolling to the app: it knows when the list is there again.
pub fn take_over_scrolling() {
    if let Some(history) = history() {
        history.set_scroll_restoration(ScrollRestoration::Manual).ok();
    }
}

/// Calls back whenever the reader went back or forward. It lasts as long as the page.
pub fn on_travel(callback: impl Fn() + 'static) {
    always_on_window("popstate", move |_| callback());
}

/// Calls back when the page is about to be hidden or left. It lasts as long as the page.
pub fn on_leave(callback: impl Fn() + 'static) {
    always_on_window("pagehide", move |_| callback());
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}
