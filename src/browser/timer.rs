//! Doing something later.

use std::cell::Cell;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Does one thing later, unless it is stopped, started anew or dropped before.
#[derive(Debug, Default)]
pub struct Timer(Cell<Option<i32>>);

impl Timer {
    /// Does this in so many milliseconds, in place of what was to be done before.
    pub fn start(&self, milliseconds: i32, act: impl FnOnce() + 'static) {
        self.stop();
        self.0.set(after(milliseconds, Box::new(act)));
    }

    /// Does nothing after all.
    pub fn stop(&self) {
        if let (Some(handle), Some(window)) = (self.0.take(), web_sys::window()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Does something in so many milliseconds.
pub fn after(milliseconds: i32, act: Box<dyn FnOnce()>) -> Option<i32> {
    let act = once(act);
    web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds).ok()
}

/// Does something once the next frame is about to be painted.
pub fn before_paint(act: Box<dyn FnOnce()>) {
    let act = once(act);
    if let Some(window) = web_sys::window() {
        window.request_animation_frame(act.unchecked_ref()).ok();
    }
}

fn once(act: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(act)
}
