//! The search worker as the page sees it: started, spoken to, listened to.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::root;

/// The script that starts the worker's program; Trunk makes it.
const LOADER: &str = "search_worker_loader.js";

/// A worker that was started. It lives as long as the page.
pub struct SearchWorker(Worker);

impl SearchWorker {
    /// Starts it. `on_message` hears each text it sends, `on_failure` why it stopped or could not start.
    pub fn start(on_message: impl Fn(String) + 'static, on_failure: impl Fn(String) + 'static) -> Result<Self, String> {
        let worker = Worker::new(&(root() + LOADER)).map_err(|error| describe(&error))?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_message(text);
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let failed = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            // Where the script itself cannot be fetched, the event carries no message.
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            on_failure(message.unwrap_or_default());
        });
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        Ok(Self(worker))
    }

    /// Sends it a text.
    pub fn send(&self, text: &str) {
        // Posting a string fails only where the worker is gone, of which `on_failure` has heard.
        self.0.post_message(&JsValue::from_str(text)).ok();
    }
}

fn describe(error: &JsValue) -> String {
    js_sys::Object::from(error.clone()).to_string().into()
}
