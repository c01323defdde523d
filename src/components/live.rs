//! What changes on the page, as closures of one type.
//!
//! Leptos compiles its machinery anew for every closure that a view holds. Boxed they share one copy for each type of
//! value, which makes the page's program about 4 kB smaller in brotli.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A value of the page that follows what it is made of.
pub type Live<T> = Arc<Mutex<dyn FnMut() -> T + Send>>;

/// A closure as a [`Live`] value.
pub fn live<T>(value: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Arc::new(Mutex::new(value))
}

/// A part of the page that is made anew whenever what it is made of changes.
pub fn live_view<V: IntoView + 'static>(mut view: impl FnMut() -> V + Send + 'static) -> Live<AnyView> {
    Arc::new(Mutex::new(move || view().into_any()))
}

/// When something is shown.
pub fn when(condition: impl Fn() -> bool + Send + Sync + 'static) -> Box<dyn Fn() -> bool + Send + Sync> {
    Box::new(condition)
}
