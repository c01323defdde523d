//! An element, its attributes, and what stands in it.

use reader::browser::address_of;
use reader::browser::dom::Node;
use reader::browser::event::Event;
use reader::locale::direction;
use reader::messages::Message;

use super::{Kind, Text, View};
use crate::signal::follow;

use std::any::Any;

/// An element that is being made: each call adds to it. It is a pointer for the reason that [`View`] is one.
pub struct Element(Box<Parts>);

struct Parts {
    node: Node,
    kept: Vec<Box<dyn Any>>,
}

/// An element of this name, and of the class behind the point where there is one: `el("p.result-status")`.
pub fn el(name: &str) -> Element {
    let (tag, class) = name.split_once('.').unwrap_or((name, ""));
    let node = Node::element(tag);
    if !class.is_empty() {
        node.set_attribute("class", class);
    }
    Element(Box::new(Parts { node, kept: Vec::new() }))
}

/// A button that only does what is heard of it, of the class behind the point: `button("button.facet-more")`.
pub fn button(name: &str) -> Element {
    el(name).attr("type", "button")
}

impl Element {
    /// An attribute that stays.
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.0.node.set_attribute(name, value);
        self
    }

    /// An attribute that stays, or none.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.0.node.set_attribute(name, value);
        }
        self
    }

    /// The picture that an `img` shows: this file, or the one of a set, as `srcset` has it, that fits these sizes.
    pub fn picture(self, file: &str, set: Option<&str>, sizes: &str) -> Self {
        match address_of(file) {
            // What lies elsewhere is there once.
            Some(address) => self.attr("src", &address),
            None => self.attr_if("sizes", set.map(|_| sizes)).attr_if("srcset", set).attr("src", file),
        }
    }

    /// What the element is called, for those who do not see it.
    pub fn label(self, name: Message) -> Self {
        self.attr("aria-label", name.said())
    }

    /// Says what language is inside, and with that in which direction it is laid out, whatever is spoken around it.
    pub fn of_language(self, language: Option<&str>) -> Self {
        self.attr_if("lang", language).attr_if("dir", direction(language))
    }

    /// Lets the text inside say in which direction it is written.
    pub fn auto(self) -> Self {
        self.attr("dir", "auto")
    }

    /// An attribute that follows what it is made of.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.live(name, Box::new(value), Node::set_attribute)
    }

    /// An attribute that follows what it is made of, and is not there where that is nothing.
    pub fn live_attr_if(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let node = self.0.node.clone();
        self.keep(follow(Box::new(move || match value() {
            Some(value) => node.set_attribute(name, &value),
            None => node.remove_attribute(name),
        })))
    }

    /// A class that comes and goes.
    pub fn live_class(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.live_flag(name, Box::new(on), Node::set_class)
    }

    /// A property of the style that follows what it is made of.
    pub fn live_style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.live(name, Box::new(value), Node::set_style)
    }

    /// What stands in a field. Options go into a select before it.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        self.live("value", Box::new(value), Node::set_property)
    }

    /// Whether a box is checked.
    pub fn live_checked(self, on: impl Fn() -> bool + 'static) -> Self {
        self.live_flag("checked", Box::new(on), Node::set_flag)
    }

    /// Hears an event.
    pub fn on(self, event: &'static str, hear: impl Fn(Event) + 'static) -> Self {
        let listener = self.0.node.listen(event, Box::new(hear));
        self.keep(listener)
    }

    /// Puts something behind what stands in it already.
    pub fn child(self, child: impl Into<View>) -> Self {
        self.put(child.into())
    }

    /// Keeps something for as long as the element is shown.
    pub fn keep(mut self, kept: impl Any) -> Self {
        self.0.kept.push(Box::new(kept));
        self
    }

    /// The node, for those who measure it.
    pub fn node(&self) -> Node {
        self.0.node.clone()
    }

    fn put(mut self, child: View) -> Self {
        child.mount(&self.0.node, None);
        if child.is_alive() {
            self.0.kept.push(Box::new(child));
        }
        self
    }

    fn live(self, name: &'static str, value: Text, set: fn(&Node, &str, &str)) -> Self {
        let node = self.0.node.clone();
        let mut last = None;
        self.keep(follow(Box::new(move || {
            let next = Some(value());
            if next != last {
                set(&node, name, next.as_deref().unwrap_or_default());
                last = next;
            }
        })))
    }

    fn live_flag(self, name: &'static str, value: Box<dyn Fn() -> bool>, set: fn(&Node, &str, bool)) -> Self {
        let node = self.0.node.clone();
        let mut last = None;
        self.keep(follow(Box::new(move || {
            let next = value();
            if last != Some(next) {
                set(&node, name, next);
                last = Some(next);
            }
        })))
    }
}

impl From<Element> for View {
    fn from(element: Element) -> Self {
        let Parts { node, kept } = *element.0;
        Self::new(Kind::Node(node, kept))
    }
}
