//! Links between the app's own views, followed without loading the page anew.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MouseEvent};

/// Calls back with the address of a link of the app (one that begins with `./`) that is followed with a plain click;
/// all others, and those opened in a new tab, are the browser's. Lasts as long as the page.
pub fn on_follow(callback: impl Fn(&str) + 'static) {
    let closure = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(href) = own_address(&event) {
            event.prevent_default();
            callback(&href);
        }
    });
    if let Some(window) = web_sys::window() {
        window.add_event_listener_with_callback("click", closure.as_ref().unchecked_ref()).ok();
    }
    closure.forget();
}

fn own_address(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
    if !plain || event.default_prevented() {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok().flatten()?;
    // What an article links to is the article's, wherever it leads.
    if link.has_attribute("target") || link.has_attribute("download") || link.has_attribute("rel") {
        return None;
    }
    let href = link.get_attribute("href")?;
    (href == "./" || href.starts_with("./?")).then_some(href)
}
