//! A worker as the page sees it: started, spoken to, listened to.

use wasm_bindgen::JsValue;
use web_sys::{EventTarget, MessageEvent, Worker, WorkerOptions};

use super::event::{Event, Listener};
use super::file::File;
use super::{describe, language, property, root};

/// A worker that was started. It lives as long as the page.
pub struct Program(Worker);

impl Program {
    /// Starts the program that this script loads, which lies in the app's root; its name is the language that it is to
    /// speak. `on_message` hears each text it sends,
    /// `on_failure` why it stopped or could not start.
    pub fn start(
        loader: &str,
        on_message: impl Fn(String) + 'static,
        on_failure: impl Fn(String) + 'static,
    ) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_name(&language::tag());
        let worker = Worker::new_with_options(&(root() + loader), &options).map_err(|error| describe(&error))?;
        let target: &EventTarget = &worker;
        let heard = move |event: Event| {
            if let Some(text) = event.as_kind::<MessageEvent>().data().as_string() {
                on_message(text);
            }
        };
        Listener::new(target.clone(), "message", Box::new(heard)).forget();
        // Where the script itself cannot be fetched, the event carries no message.
        let failed = move |event: Event| {
            let message = property(event.as_kind(), "message").and_then(|message| message.as_string());
            on_failure(message.unwrap_or_default());
        };
        Listener::new(target.clone(), "error", Box::new(failed)).forget();
        Ok(Self(worker))
    }

    /// Hands it a file.
    pub fn hand(&self, file: &File) {
        self.0.post_message(&file.0).ok();
    }

    /// Sends it a text.
    pub fn send(&self, text: &str) {
        // Posting a string fails only where the worker is gone, of which `on_failure` has heard.
        self.0.post_message(&JsValue::from_str(text)).ok();
    }
}
