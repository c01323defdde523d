//! Events and who hears them, the same for elements and for the window.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, EventTarget, HtmlInputElement, KeyboardEvent};

use super::dom::Node;
use super::{language, property};
use crate::locale::is_rtl;

/// Something that happened to an element or to the window.
pub struct Event(web_sys::Event);

impl Event {
    /// What stands in the field that it happened to; empty where it is none, as an element within a button.
    pub fn value(&self) -> String {
        let value = self.0.target().and_then(|target| property(&target, "value"));
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// What happened, by the name under which it is heard.
    pub fn kind(&self) -> String {
        self.0.type_()
    }

    /// The key that was pressed.
    pub fn key(&self) -> String {
        self.0.unchecked_ref::<KeyboardEvent>().key()
    }

    /// Whether the arrow that was pressed points the way in which the page is written, or back; `None` of any other key, and where
    /// another is held beside it, for that is the browser's.
    pub fn points_forward(&self) -> Option<bool> {
        let is_right = match self.plain_key()?.as_str() {
            "ArrowRight" => true,
            "ArrowLeft" => false,
            _ => return None,
        };
        Some(is_right != is_rtl(&language::tag()))
    }

    /// Whether Shift was held.
    pub fn is_shifted(&self) -> bool {
        self.modifiers().shift
    }

    /// The key that was pressed, where no other was held beside it and none is choosing a character (Japanese, Chinese).
    pub fn plain_key(&self) -> Option<String> {
        let is_composing = self.as_kind::<KeyboardEvent>().is_composing();
        (!is_composing && self.modifiers() == Modifiers::default()).then(|| self.key())
    }

    /// Whether the cursor stands at the end of the field that it happened to.
    pub fn is_at_end(&self) -> bool {
        let Some(field) = self.0.target() else { return false };
        let field: &HtmlInputElement = field.unchecked_ref();
        field.selection_start().ok().flatten() == Some(field.value().encode_utf16().count() as u32)
    }

    /// The `data-value` of the nearest that matches, from the element that it happened to outwards.
    pub fn value_of(&self, selector: &str) -> Option<String> {
        self.element()?.closest(selector).ok().flatten()?.get_attribute("data-value")
    }

    /// Whether it happened to an element that matches, or within one.
    pub fn is_within(&self, selector: &str) -> bool {
        self.element().is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
    }

    /// What had the focus before the element that it happened to got it; nothing where that is gone.
    pub fn came_from(&self) -> Option<Node> {
        let before: Element = property(&self.0, "relatedTarget")?.dyn_into().ok()?;
        Some(Node(before.into()))
    }

    /// Asks the browser not to do what it does of itself.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// The keys that were held beside the one that was pressed, or beside the mouse's.
    pub(super) fn modifiers(&self) -> Modifiers {
        // An event of the mouse names them alike.
        let event: &KeyboardEvent = self.as_kind();
        Modifiers { alt: event.alt_key(), control: event.ctrl_key(), meta: event.meta_key(), shift: event.shift_key() }
    }

    /// Whether that was asked already.
    pub(super) fn is_prevented(&self) -> bool {
        self.0.default_prevented()
    }

    /// The event as another kind; only the name of the event says which it is.
    pub(super) fn as_kind<T: JsCast>(&self) -> &T {
        self.0.unchecked_ref()
    }

    /// The element that it happened to.
    pub(super) fn element(&self) -> Option<Element> {
        self.0.target()?.dyn_into().ok()
    }
}

/// The keys that give another meaning to what is pressed with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Modifiers {
    pub alt: bool,
    pub control: bool,
    pub meta: bool,
    pub shift: bool,
}

/// Hears an event for as long as it is kept.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn(web_sys::Event)>,
}

impl Listener {
    pub(super) fn new(target: EventTarget, event: &'static str, hear: Box<dyn Fn(Event)>) -> Self {
        let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event| hear(Event(event)));
        target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).ok();
        Self { target, event, closure }
    }

    /// Hears for as long as the page lasts.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref()).ok();
    }
}

/// Hears an event of the window for as long as the listener is kept.
pub fn on_window(event: &'static str, hear: impl Fn(Event) + 'static) -> Option<Listener> {
    Some(Listener::new(web_sys::window()?.into(), event, Box::new(hear)))
}

/// Hears an event of the window for as long as the page lasts.
pub fn always_on_window(event: &'static str, hear: impl Fn(Event) + 'static) {
    on_window(event, hear).into_iter().for_each(Listener::forget);
}
