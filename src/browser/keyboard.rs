//! Keys that are meant for the page, told apart from those that are meant for a field.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// What a key asks of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// To move into the search box.
    Search,
    /// To leave the search box.
    Leave,
    /// To move to the next result.
    Next,
    /// To move to the result before.
    Previous,
    /// To list the keys.
    Help,
}

/// Calls back with what a key asks; `true` says that the page did it and the browser should not. Lasts as long as the page.
pub fn on_command(callback: impl Fn(Command) -> bool + 'static) {
    let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if !event.default_prevented()
            && let Some(command) = command(&event)
            && callback(command)
        {
            event.prevent_default();
        }
    });
    if let Some(window) = web_sys::window() {
        window.add_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref()).ok();
    }
    closure.forget();
}

fn command(event: &KeyboardEvent) -> Option<Command> {
    let key = event.key();
    // A key that is still choosing a character (Japanese, Chinese) belongs to the field.
    if event.is_composing() {
        return None;
    }
    if event.ctrl_key() || event.meta_key() {
        return (key.eq_ignore_ascii_case("k") && !event.alt_key() && !event.shift_key()).then_some(Command::Search);
    }
    let place = place(event);
    match key.as_str() {
        _ if event.alt_key() || place == Place::Dialog => None,
        "Escape" if place == Place::SearchBox => Some(Command::Leave),
        "ArrowDown" if matches!(place, Place::SearchBox | Place::Page) => Some(Command::Next),
        "ArrowUp" if matches!(place, Place::Page) => Some(Command::Previous),
        "j" if place.takes_letters() => Some(Command::Next),
        "k" if place.takes_letters() => Some(Command::Previous),
        "/" if place.takes_letters() => Some(Command::Search),
        "?" if place.takes_letters() => Some(Command::Help),
        _ => None,
    }
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

fn place(event: &KeyboardEvent) -> Place {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return Place::Page };
    let within = |selector| element.closest(selector).ok().flatten().is_some();
    if within("dialog") {
        return Place::Dialog;
    }
    if within("[type=search].search-input") {
        return Place::SearchBox;
    }
    let editable = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    let text_field = element
        .dyn_ref::<HtmlInputElement>()
        .is_some_and(|input| !matches!(input.type_().as_str(), "checkbox" | "radio" | "button" | "submit" | "reset"));
    // A select jumps to the option that begins with the letter typed.
    if editable || text_field || within("textarea, select") {
        return Place::Field;
    }
    if within("input, [role=toolbar], [tabindex='0'].table-scroll") { Place::Control } else { Place::Page }
}
