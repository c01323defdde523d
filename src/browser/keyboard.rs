//! Keys that are meant for the page, told apart from those that are meant for a field.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::event::{Event, always_on_window};
use crate::shortcuts::Command;

/// Calls back with what a key asks, of which `meaning` says what the characters mean; `true` says that the page did it and the
/// browser should not. Lasts as long as the page.
pub fn on_command(meaning: impl Fn(&str) -> Option<Command> + 'static, callback: impl Fn(Command) -> bool + 'static) {
    always_on_window("keydown", move |event| {
        if !event.is_prevented()
            && let Some(command) = command(&event, &meaning)
            && callback(command)
        {
            event.prevent_default();
        }
    });
}

fn command(event: &Event, meaning: &dyn Fn(&str) -> Option<Command>) -> Option<Command> {
    let place = place(event);
    let keys = event.modifiers();
    let event: &KeyboardEvent = event.as_kind();
    let key = event.key();
    // A key that is still choosing a character (Japanese, Chinese) belongs to the field.
    if event.is_composing() {
        return None;
    }
    if keys.control || keys.meta {
        return (key.eq_ignore_ascii_case("k") && !keys.alt && !keys.shift).then_some(Command::Search);
    }
    match key.as_str() {
        _ if keys.alt || place == Place::Dialog => None,
        "Escape" if place == Place::SearchBox => Some(Command::Leave),
        "ArrowDown" if matches!(place, Place::SearchBox | Place::Page) => Some(Command::Next),
        "ArrowUp" if matches!(place, Place::Page) => Some(Command::Previous),
        key if place.takes_letters() => meaning(key).or_else(|| meaning(&latin(key, &event.code())?)),
        _ => None,
    }
}

/// What a key that writes no Latin letter writes on a keyboard that does (UI Events KeyboardEvent code Values, 3.1.1: `KeyF`).
fn latin(key: &str, code: &str) -> Option<String> {
    let letter = code.strip_prefix("Key").filter(|_| !key.is_ascii())?;
    Some(letter.to_ascii_lowercase())
}

/// Where the focus is, as far as keys care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    SearchBox,
    /// A field in which letters are text.
    Field,
    /// A control that has its own use for arrows, but not for letters.
    Control,
    Dialog,
    Page,
}

impl Place {
    fn takes_letters(self) -> bool {
        matches!(self, Self::Page | Self::Control)
    }
}

fn place(event: &Event) -> Place {
    let Some(element) = event.element() else { return Place::Page };
    let within = |selector| element.closest(selector).ok().flatten().is_some();
    if within("dialog, [popover]") {
        return Place::Dialog;
    }
    if within(".search-input") {
        return Place::SearchBox;
    }
    let editable = element.unchecked_ref::<HtmlElement>().is_content_editable();
    let text_field = within("input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])");
    // A select jumps to the option that begins with the letter typed.
    if editable || text_field || within("textarea, select") {
        return Place::Field;
    }
    if within("input, [role=toolbar], [tabindex='0'].table-scroll") { Place::Control } else { Place::Page }
}
