//! Links between the app's own views, followed without loading the page anew.

use web_sys::MouseEvent;

use super::event::{Event, Modifiers, always_on_window};

/// Calls back with the address of a link of the app (one that begins with `./`) that is followed with a plain click;
/// all others, and those opened in a new tab, are the browser's. Lasts as long as the page.
pub fn on_follow(callback: impl Fn(&str) + 'static) {
    always_on_window("click", move |event| {
        if let Some(href) = own_address(&event) {
            event.prevent_default();
            callback(&href);
        }
    });
}

/// The links to what comes late (src/pages/late.rs).
const LATE: &str = "a[href*='article='], a[href*='view=']";

/// Calls back whenever a pointer comes upon a link to an article or a view, or it gets the focus. Lasts as long as the page.
pub fn on_approach(callback: impl Fn() + Clone + 'static) {
    for event in ["pointerover", "focusin"] {
        let callback = callback.clone();
        always_on_window(event, move |event| {
            if event.is_within(LATE) {
                callback();
            }
        });
    }
}

fn own_address(event: &Event) -> Option<String> {
    let keys = event.modifiers();
    let plain = event.as_kind::<MouseEvent>().button() == 0 && keys == Modifiers::default();
    if !plain || event.is_prevented() {
        return None;
    }
    let link = event.element()?.closest("a[href]").ok().flatten()?;
    // What an article links to is the article's, wherever it leads.
    if link.has_attribute("target") || link.has_attribute("download") || link.has_attribute("rel") {
        return None;
    }
    let href = link.get_attribute("href")?;
    (href == "./" || href.starts_with("./?")).then_some(href)
}
