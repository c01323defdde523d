//! The page as the worker sees it: spoken to and listened to.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Calls back with each text that the page sends. Lasts as long as the worker.
pub fn listen(on_message: impl Fn(String) + 'static) {
    let Some(scope) = scope() else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            on_message(text);
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
}

/// Sends the page a text.
pub fn send(text: &str) {
    if let Some(scope) = scope() {
        scope.post_message(&JsValue::from_str(text)).ok();
    }
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
