//! Values that the page follows, and what is done when they change.
//!
//! A signal of Leptos compiles its machinery anew for each type of value, and each closure that an effect runs once more.
//! Here that machinery stands once for all: a value is held beside a trigger, and what follows it is boxed.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Effect, Notify, Track};
use leptos::reactive::effect::RenderEffect;

/// A value that views and effects follow: who reads it is run again when it changes. Copies hold the same value.
pub struct Held<T>(Rc<Inner<T>>);

struct Inner<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Held<T> {
    /// Holds this value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(Inner { value: RefCell::new(value), changed: ArcTrigger::new() }))
    }

    /// Follows the value without reading it.
    pub fn track(&self) {
        self.0.changed.track();
    }

    /// Reads and follows the value.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(read)
    }

    /// Reads the value as it is now.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.0.value.borrow())
    }

    /// A copy of the value, which is followed.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Holds another value from now on.
    pub fn set(&self, value: T) {
        self.0.value.replace(value);
        self.0.changed.notify();
    }

    /// Changes the value in place.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
        self.0.changed.notify();
    }
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Does something for the world outside the views, soon and again whenever what it reads has changed. It lasts as long as
/// the view that is being made.
pub fn effect(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_: Option<()>| act());
}

/// Does something with a value, soon and again whenever the value is another one.
pub fn on_change<T: PartialEq + 'static>(read: impl Fn() -> T + 'static, mut act: impl FnMut(&T) + 'static) {
    let mut last = None;
    effect(move || {
        let value = read();
        if last.as_ref() != Some(&value) {
            act(last.insert(value));
        }
    });
}

/// Does something when it is dropped: kept by a view, when the view goes.
pub struct Leaving<F: Fn()>(F);

/// Does something when the view that keeps the result goes.
pub fn leaving<F: Fn()>(act: F) -> Leaving<F> {
    Leaving(act)
}

impl<F: Fn()> Drop for Leaving<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Does something now and again whenever what it reads has changed, for as long as the result is kept: how views follow.
pub fn follow(mut act: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| act())
}
