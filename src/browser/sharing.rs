//! Taking things out of the page: the clipboard, the system's own sheet, the printer.

use js_sys::{Date, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{called, property, spawn};

/// Today, where the reader is: `2026-11-26`.
pub fn today() -> String {
    // Swedish writes days as ISO 8601 does.
    Date::new_0().to_locale_date_string("sv", &JsValue::UNDEFINED).into()
}

/// Puts a text into the clipboard, and says whether it is there. Pages that are not secure have none.
pub fn copy(text: &str, listener: impl FnOnce(bool) + 'static) {
    let written = call("clipboard", "writeText", text.into());
    spawn(async move {
        listener(match written {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        });
    });
}

/// Whether the system has a sheet for sharing.
pub fn can_share() -> bool {
    navigator().and_then(|navigator| property(&navigator, "share")).is_some_and(|share| share.is_function())
}

/// Offers an address in the system's sheet for sharing.
pub fn share(title: &str, address: &str) {
    let shared = Object::new();
    for (name, value) in [("title", title), ("url", address)] {
        Reflect::set(&shared, &name.into(), &value.into()).ok();
    }
    // Whoever closes the sheet shares nothing: no more is to be said.
    if let Some(promise) = call("", "share", shared.into()) {
        spawn(async move { drop(JsFuture::from(promise).await) });
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        window.print().ok();
    }
}

/// An address that holds a text, to be saved as a file.
pub fn file_address(text: &str) -> String {
    let encoded: String = js_sys::encode_uri_component(text).into();
    "data:text/plain;charset=utf-8,".to_owned() + &encoded
}

fn navigator() -> Option<JsValue> {
    property(&js_sys::global(), "navigator")
}

/// Calls what the navigator, or a part of it, may have; `None` where it has not.
fn call(part: &str, name: &str, argument: JsValue) -> Option<Promise> {
    let mut object = navigator()?;
    if !part.is_empty() {
        object = property(&object, part)?;
    }
    called(&object, name, &[argument]).ok()?.dyn_into().ok()
}
