//! Values that the page follows, and what is done when they change.
//!
//! A signal of Leptos compiles its machinery anew for each type of value, and each closure that an effect runs once more.
//! Here that machinery stands once for all: a value is held beside a trigger, and what follows it is boxed.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use any_spawner::Executor;
use leptos::prelude::{ArcTrigger, Notify, Track};
use leptos::reactive::effect::RenderEffect;

pub use leptos::prelude::untrack;

/// What views follow with: it lasts as long as it is kept.
pub type Follows = RenderEffect<()>;

/// The effects that began while something was made, which last as long as it.
#[derive(Default)]
pub struct Scope(Rc<Effects>);

type Effects = RefCell<Vec<Follows>>;

thread_local! {
    /// What is being made.
    static PRESENT: RefCell<Option<Weak<Effects>>> = const { RefCell::new(None) };
}

impl Scope {
    /// Makes something whose effects last as long as this is kept.
    pub fn with<T>(&self, make: impl FnOnce() -> T) -> T {
        let around = PRESENT.replace(Some(Rc::downgrade(&self.0)));
        let made = make();
        PRESENT.set(around);
        made
    }
}

/// Makes what lasts as long as the page.
pub fn start(make: impl FnOnce()) {
    // It fails only where one is there already.
    Executor::init_wasm_bindgen().ok();
    let scope = Scope::default();
    scope.with(make);
    std::mem::forget(scope);
}

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
/// the view that is being made, and for ever where none is.
pub fn effect(act: impl FnMut() + 'static) {
    begin(Box::new(act));
}

fn begin(act: Box<dyn FnMut()>) {
    let scope = PRESENT.with_borrow(Clone::clone);
    // Later than now: the view has to be in the document.
    Executor::spawn_local(async move {
        match scope.map(|scope| scope.upgrade()) {
            None => std::mem::forget(follow(act)),
            Some(None) => {}
            Some(Some(effects)) => {
                let follows = follow(act);
                effects.borrow_mut().push(follows);
            }
        }
    });
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

/// Does something now and again whenever what it reads has changed, for as long as the result is kept: how views follow. What
/// it begins itself is gone when it does it again.
pub fn follow(mut act: Box<dyn FnMut()>) -> Follows {
    let mut begun = None;
    RenderEffect::new(move |_| begun.insert(Scope::default()).with(&mut act))
}
