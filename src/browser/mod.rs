//! The browser, as far as the reader needs it. No other file names web_sys, js_sys or wasm_bindgen; whatever
//! the browser refuses comes back as a value, never as a panic.

pub mod archive;
pub mod channel;
pub mod document;
pub mod dom;
pub mod event;
pub mod fetch;
pub mod file;
pub mod found;
pub mod history;
pub mod intl;
pub mod json;
pub mod keyboard;
pub mod language;
pub mod links;
pub mod list;
pub mod program;
pub mod reading;
pub mod scope;
pub mod segmenter;
pub mod selection;
pub mod sharing;
pub mod speech;
pub mod stamp;
pub mod storage;
pub mod store;
pub mod text;
pub mod timer;
pub mod worker;

use std::pin::Pin;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The folder that the app's files lie in, with a `/` at its end, for page and worker alike: the folder of the start
/// script, else of the program that runs. Empty where neither is known, so that paths are relative to the document.
pub fn root() -> String {
    let global = js_sys::global();
    let script = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("script[data-wasm]").ok().flatten());
    let src = script.and_then(|script| property(&script, "src")?.as_string()).filter(|src| !src.is_empty());
    let address = src.or_else(|| property(&property(&global, "location")?, "href")?.as_string()).unwrap_or_default();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    address.rfind('/').and_then(|end| address.get(..=end)).unwrap_or_default().to_owned()
}

/// Where an element is to fetch a file of the site from, which lies at this address; `None` where it lies nowhere else, as in
/// every site that is a folder. In one that is a file, files.js answers (crates/broadsheet/src/single_file).
pub fn address_of(address: &str) -> Option<String> {
    called(&js_sys::global(), "addressOf", &[address.into()]).ok()?.as_string()
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()
}

/// What a method of an object gives; an error where it has none, too.
fn called(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = property(object, method).unwrap_or_default().dyn_into()?;
    method.apply(object, &arguments.iter().collect::<Array>())
}

/// What a method of an object promises, once that is there; or why it is not to be had.
async fn promised(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = called(object, method, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// What the browser says that went wrong.
fn describe(error: &JsValue) -> String {
    js_sys::Object::from(error.clone()).to_string().into()
}

/// Runs something that waits, in page or worker.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    // Boxed, the machinery that runs it is compiled once for all tasks.
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits so many milliseconds, in page or worker.
pub async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // Where there is no timer, waiting is over at once.
        if called(&js_sys::global(), "setTimeout", &[resolve.clone().into(), milliseconds.into()]).is_err() {
            resolve.call0(&JsValue::UNDEFINED).ok();
        }
    });
    JsFuture::from(promise).await.ok();
}
