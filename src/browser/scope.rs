//! The page as the worker sees it: spoken to and listened to.

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Url};

use super::file::File;

/// Calls back with each text that the page sends. Lasts as long as the worker.
pub fn listen(on_message: impl Fn(String) + 'static) {
    listen_for_files(on_message, |_| {});
}

/// The same, and with each file that it hands over.
pub fn listen_for_files(on_message: impl Fn(String) + 'static, on_file: impl Fn(File) + 'static) {
    let Some(scope) = scope() else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match event.data().as_string() {
        Some(text) => on_message(text),
        None => on_file(File(event.data())),
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

/// An address under which a text can be taken as a file of this kind, for as long as the worker lives.
pub fn address_of(text: &str, kind: &str) -> String {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    blob.and_then(|blob| Url::create_object_url_with_blob(&blob)).unwrap_or_default()
}

/// Lets go of what an address of [`address_of`] holds.
pub fn forget_address(address: &str) {
    Url::revoke_object_url(address).ok();
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
