//! The document around a view: its title, its heading's focus, and loading it anew.

use leptos::prelude::*;
use reader::browser::{document, list};

/// Keeps the tab named after what is shown.
pub fn name_page(title: impl Fn() -> String + 'static) {
    Effect::new(move |_| document::set_title(&title()));
}

/// Calls back once the next frame is about to be painted, when what was rendered has its size.
pub fn once_painted(callback: impl FnOnce() + 'static) {
    document::before_paint(callback);
}

/// Moves the focus to the first element that matches, after what had it is gone.
pub fn move_focus(selector: &'static str) {
    document::before_paint(move || document::focus(selector));
}

/// Moves the focus one step on or back among the elements that match.
pub fn step_focus(selector: &str, forward: bool) {
    list::step(selector, forward);
}

/// Remembers which control has the focus, by its `data-value`, and gives the focus back to it once the controls have been
/// put in another order: an element that is moved loses it.
pub fn keep_focus(order: impl Fn() + 'static) {
    let held = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        order();
        let focus_held = move || {
            if let Some(value) = held.try_get_value().flatten() {
                list::focus_value(&value);
            }
        };
        // By then the controls have their new order.
        document::before_paint(focus_held);
    });
    let handle = window_event_listener(leptos::ev::focusin, move |_| held.set_value(list::focused_value()));
    on_cleanup(move || handle.remove());
}

/// An address of the app in full, as it is sent or printed.
pub fn full_address(href: &str) -> String {
    document::full_address(href)
}

/// Loads the page anew.
pub fn reload() {
    document::reload();
}
