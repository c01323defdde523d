//! How views are made: elements with their attributes and children, texts, lists, and parts that come and go.
//!
//! The `view!` macro compiles each element with its children into a type of its own. The views of this app are of one
//! type, made by plain calls, which makes the page's program less than half as large (docs/benchmarks.md). A view is what
//! it stands for in the document; what in it follows signals does so by itself for as long as the view is kept.
//!
//! A component is a struct of its props and becomes a [`View`]: `el("main").child(StatusLine { summary, beside })`.

mod element;
mod rows;

use std::any::Any;
use std::rc::Rc;

use reader::browser::dom::Node;
use reader::messages::Message;

use crate::signal::follow;

pub use element::{Element, button, el};
pub use reader::browser::event::Event;
pub use rows::{each, keyed, remade, switch, when};

use rows::Rows;

/// A text that may change.
pub type Text = Box<dyn Fn() -> String>;

/// Something to see. It is a pointer, so that the calls by which views are made pass one number.
pub struct View(Box<Kind>);

enum Kind {
    /// One node, and what keeps it as it should be: effects, listeners, views inside it.
    Node(Node, Vec<Box<dyn Any>>),
    /// Several in a row.
    Many(Vec<View>),
    /// Views that come and go.
    Rows(Rows),
    /// Nothing to see, but something to keep for as long as the view is shown.
    Unseen {
        /// Does its work until it is dropped.
        _kept: Box<dyn Any>,
    },
}

impl View {
    /// Nothing to see.
    pub fn nothing() -> Self {
        Self::many(Vec::new())
    }

    /// Several views in a row.
    pub fn many(views: Vec<Self>) -> Self {
        Self::new(Kind::Many(views))
    }

    /// Keeps something for as long as the view is shown.
    pub fn keep(self, kept: impl Any) -> Self {
        Self::many(vec![self, Self::new(Kind::Unseen { _kept: Box::new(kept) })])
    }

    /// Shows it in the document for as long as the page lasts.
    pub fn show(self) {
        self.mount(&Node::body(), None);
        std::mem::forget(self);
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(kind))
    }

    /// Puts it into a node, before another or at the end.
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        match &*self.0 {
            Kind::Node(node, _) => parent.insert(node, before),
            Kind::Many(views) => views.iter().for_each(|view| view.mount(parent, before)),
            Kind::Rows(rows) => rows.mount(parent, before),
            Kind::Unseen { .. } => {}
        }
    }

    fn unmount(&self) {
        match &*self.0 {
            Kind::Node(node, _) => node.remove(),
            Kind::Many(views) => views.iter().for_each(Self::unmount),
            Kind::Rows(rows) => rows.unmount(),
            Kind::Unseen { .. } => {}
        }
    }

    fn first(&self) -> Option<Node> {
        match &*self.0 {
            Kind::Node(node, _) => Some(node.clone()),
            Kind::Many(views) => views.iter().find_map(Self::first),
            Kind::Rows(rows) => Some(rows.first()),
            Kind::Unseen { .. } => None,
        }
    }

    fn last(&self) -> Option<Node> {
        match &*self.0 {
            Kind::Node(node, _) => Some(node.clone()),
            Kind::Many(views) => views.iter().rev().find_map(Self::last),
            Kind::Rows(rows) => Some(rows.marker()),
            Kind::Unseen { .. } => None,
        }
    }

    /// Whether it does anything by itself, so that whoever shows it must keep it.
    fn is_alive(&self) -> bool {
        match &*self.0 {
            Kind::Node(_, kept) => !kept.is_empty(),
            Kind::Many(views) => views.iter().any(Self::is_alive),
            Kind::Rows(_) | Kind::Unseen { .. } => true,
        }
    }
}

/// A closure over something shared: `of(&facet, |facet| facet.values > 8)`.
pub fn of<T: 'static, U>(shared: &Rc<T>, read: impl Fn(&Rc<T>) -> U + 'static) -> impl Fn() -> U + 'static {
    let shared = shared.clone();
    move || read(&shared)
}

/// A text that follows what it is made of.
pub fn live(text: impl Fn() -> String + 'static) -> View {
    live_text(Box::new(text))
}

fn live_text(text: Text) -> View {
    let node = Node::text("");
    let shown = node.clone();
    let mut last = String::new();
    let follows = follow(Box::new(move || {
        let next = text();
        if next != last {
            shown.set_text(&next);
            last = next;
        }
    }));
    View::new(Kind::Node(node, vec![Box::new(follows)]))
}

impl From<&str> for View {
    fn from(text: &str) -> Self {
        Self::new(Kind::Node(Node::text(text), Vec::new()))
    }
}

impl From<Message> for View {
    fn from(message: Message) -> Self {
        message.said().into()
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for View {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Text> for View {
    fn from(text: Text) -> Self {
        live_text(text)
    }
}

impl<V: Into<View>> From<Option<V>> for View {
    fn from(view: Option<V>) -> Self {
        view.map_or_else(Self::nothing, Into::into)
    }
}

impl From<Vec<View>> for View {
    fn from(views: Vec<View>) -> Self {
        Self::many(views)
    }
}

impl<V: Into<View>> FromIterator<V> for View {
    fn from_iter<I: IntoIterator<Item = V>>(views: I) -> Self {
        Self::many(views.into_iter().map(Into::into).collect())
    }
}
