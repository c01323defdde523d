//! Nodes of the document, as the views make and change them.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, Element, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::event::{Event, Listener};

/// A node of the document: an element or a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node(pub(super) web_sys::Node);

impl Node {
    /// What all that is seen stands in.
    pub fn body() -> Self {
        // A page has one by the time that its program runs.
        document().body().map_or_else(|| Self::text(""), |body| Self(body.into()))
    }

    /// A new element that stands nowhere yet.
    pub fn element(tag: &str) -> Self {
        let made = document().create_element(tag);
        // It fails only where the name is none; every name stands in the program.
        Self(made.map_or_else(|_| Self::text("").0, Into::into))
    }

    /// A new text that stands nowhere yet.
    pub fn text(text: &str) -> Self {
        Self(document().create_text_node(text).into())
    }

    /// Changes a text in place.
    pub fn set_text(&self, text: &str) {
        self.0.set_node_value(Some(text));
    }

    /// Sets an attribute.
    pub fn set_attribute(&self, name: &str, value: &str) {
        self.as_element().set_attribute(name, value).ok();
    }

    /// Takes an attribute away.
    pub fn remove_attribute(&self, name: &str) {
        self.as_element().remove_attribute(name).ok();
    }

    /// Adds a class or takes it away.
    pub fn set_class(&self, name: &str, on: bool) {
        self.as_element().class_list().toggle_with_force(name, on).ok();
    }

    /// Sets a property of the style, which the page's policy allows where it blocks `style` attributes.
    pub fn set_style(&self, name: &str, value: &str) {
        let style: CssStyleDeclaration = self.0.unchecked_ref::<HtmlElement>().style();
        style.set_property(name, value).ok();
    }

    /// Sets a property that is a text, as what stands in a field.
    pub fn set_property(&self, name: &str, value: &str) {
        self.put_property(name, &JsValue::from_str(value));
    }

    /// Sets a property that is on or off, as whether a box is checked.
    pub fn set_flag(&self, name: &str, on: bool) {
        self.put_property(name, &JsValue::from_bool(on));
    }

    fn put_property(&self, name: &str, value: &JsValue) {
        js_sys::Reflect::set(&self.0, &JsValue::from_str(name), value).ok();
    }

    /// Scrolls what it stands in as far as it takes to see it.
    pub fn bring_into_view(&self) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        self.as_element().scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// Gives it the focus, without scrolling to it; what is gone from the document takes none.
    pub fn focus(&self) {
        super::document::focus_element(self.0.unchecked_ref());
    }

    /// Whether it stands within what matches.
    pub fn is_within(&self, selector: &str) -> bool {
        self.as_element().closest(selector).ok().flatten().is_some()
    }

    /// Puts a node into this one, before another or at the end.
    pub fn insert(&self, child: &Self, before: Option<&Self>) {
        self.0.insert_before(&child.0, before.map(|before| &before.0)).ok();
    }

    /// What the node stands in.
    pub fn parent(&self) -> Option<Self> {
        self.0.parent_node().map(Self)
    }

    /// The node behind this one.
    pub fn next(&self) -> Option<Self> {
        self.0.next_sibling().map(Self)
    }

    /// Takes the node out of the document.
    pub fn remove(&self) {
        self.as_element().remove();
    }

    /// Hears an event for as long as the listener is kept.
    pub fn listen(&self, event: &'static str, hear: Box<dyn Fn(Event)>) -> Listener {
        Listener::new(self.0.unchecked_ref::<EventTarget>().clone(), event, hear)
    }

    /// The element, for those who measure it.
    pub fn as_element(&self) -> &Element {
        self.0.unchecked_ref()
    }
}

fn document() -> web_sys::Document {
    // A page always has one; made of nothing, the next call on it fails and is passed over like any refusal.
    web_sys::window().and_then(|window| window.document()).unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into())
}
