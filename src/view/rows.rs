//! Views that come and go: lists, and parts that are shown under a condition.

use std::cell::RefCell;
use std::rc::Rc;

use reader::browser::dom::Node;

use super::{Kind, View};
use crate::signal::{Follows, Scope, follow, untrack};

/// A row to show: the key by which it is known again, and how it is made where it is not there yet.
type Wanted = (String, Make);

type Make = Box<dyn FnOnce() -> View>;

/// Views that come and go, in front of an empty text that keeps their place.
pub struct Rows {
    shown: Rc<RefCell<Vec<Row>>>,
    marker: Node,
    _follows: Follows,
}

/// A view with all that lives in it. What leaves the document first can hear no event of things that are gone.
struct Row {
    key: String,
    view: View,
    _scope: Scope,
}

/// One view for each item. What has the same key stays as it is and where it is, as far as the order allows.
pub fn each<T: 'static, V: Into<View>>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(T) -> V + 'static,
) -> View {
    let row: Rc<dyn Fn(T) -> View> = Rc::new(move |item| row(item).into());
    rows(Box::new(move || {
        let wanted = |item: T| -> Wanted {
            let row = row.clone();
            (key(&item), Box::new(move || row(item)))
        };
        items().into_iter().map(wanted).collect()
    }))
}

/// A view that is there while a condition holds.
pub fn when<V: Into<View>>(condition: impl Fn() -> bool + 'static, view: impl Fn() -> V + 'static) -> View {
    let view: Rc<dyn Fn() -> View> = Rc::new(move || view().into());
    when_boxed(Box::new(condition), view)
}

fn when_boxed(condition: Box<dyn Fn() -> bool>, view: Rc<dyn Fn() -> View>) -> View {
    rows(Box::new(move || {
        let view = view.clone();
        let wanted: Option<Wanted> = condition().then(|| (String::new(), Box::new(move || view()) as Make));
        wanted.into_iter().collect()
    }))
}

/// A view of a value, made anew whenever the value is another one.
pub fn switch<T: PartialEq + Clone + 'static, V: Into<View>>(
    value: impl Fn() -> T + 'static,
    view: impl Fn(T) -> V + 'static,
) -> View {
    let view: Rc<dyn Fn(T) -> View> = Rc::new(move |value| view(value).into());
    let mut last = None;
    made_anew(Box::new(move || {
        let next = value();
        if last.as_ref() == Some(&next) {
            return None;
        }
        last = Some(next.clone());
        let view = view.clone();
        Some(Box::new(move || view(next)))
    }))
}

/// A view of a value, made anew whenever its key is another one.
pub fn keyed<T: 'static, V: Into<View>>(
    value: impl Fn() -> T + 'static,
    key: impl Fn(&T) -> String + 'static,
    view: impl Fn(T) -> V + 'static,
) -> View {
    each(move || vec![value()], key, view)
}

/// A view that is made anew whenever anything that it is made of changes.
pub fn remade<V: Into<View>>(view: impl Fn() -> V + 'static) -> View {
    made_anew(Box::new(move || {
        let view = view().into();
        Some(Box::new(move || view))
    }))
}

/// A view that is made anew whenever `next` says how.
fn made_anew(mut next: Box<dyn FnMut() -> Option<Make>>) -> View {
    let mut number = 0_u32;
    rows(Box::new(move || {
        let make = next();
        number += u32::from(make.is_some());
        vec![(number.to_string(), make.unwrap_or_else(|| Box::new(View::nothing)))]
    }))
}

fn rows(mut wanted: Box<dyn FnMut() -> Vec<Wanted>>) -> View {
    let shown = Rc::new(RefCell::new(Vec::new()));
    let marker = Node::text("");
    let follows = follow(Box::new({
        let (shown, marker) = (shown.clone(), marker.clone());
        move || update(&shown, wanted(), &marker)
    }));
    View::new(Kind::Rows(Rows { shown, marker, _follows: follows }))
}

fn update(shown: &RefCell<Vec<Row>>, wanted: Vec<Wanted>, marker: &Node) {
    let is_wanted = |row: &Row| wanted.iter().any(|(key, _)| row.key == *key);
    let (mut kept, gone): (Vec<Row>, Vec<Row>) = shown.take().into_iter().partition(is_wanted);
    // What goes has said its last before what comes says its first.
    gone.iter().for_each(|row| row.view.unmount());
    drop(gone);
    let mut next = Vec::with_capacity(wanted.len());
    for (key, make) in wanted {
        match kept.iter().position(|row| row.key == key) {
            Some(at) => next.push(kept.remove(at)),
            None => {
                // What follows anything here begins something of its own when it does so again; a row stays.
                let scope = Scope::default();
                let view = scope.with(|| untrack(make));
                next.push(Row { key, view, _scope: scope });
            }
        }
    }
    if let Some(parent) = marker.parent() {
        arrange(&next, &parent, marker);
    }
    shown.replace(next);
}

/// Puts rows in order in front of the marker, and moves none that stands right already.
fn arrange(rows: &[Row], parent: &Node, marker: &Node) {
    let mut at = rows
        .iter()
        .filter(|row| row.view.first().is_some_and(|first| first.parent().is_some()))
        .find_map(|row| row.view.first())
        .unwrap_or_else(|| marker.clone());
    for row in rows {
        match (row.view.first(), row.view.last()) {
            (Some(first), Some(last)) if first == at => at = last.next().unwrap_or_else(|| marker.clone()),
            _ => row.view.mount(parent, Some(&at)),
        }
    }
}

impl Rows {
    pub(super) fn mount(&self, parent: &Node, before: Option<&Node>) {
        self.shown.borrow().iter().for_each(|row| row.view.mount(parent, before));
        parent.insert(&self.marker, before);
    }

    pub(super) fn unmount(&self) {
        self.shown.borrow().iter().for_each(|row| row.view.unmount());
        self.marker.remove();
    }

    pub(super) fn first(&self) -> Node {
        self.shown.borrow().iter().find_map(|row| row.view.first()).unwrap_or_else(|| self.marker.clone())
    }

    pub(super) fn marker(&self) -> Node {
        self.marker.clone()
    }
}
