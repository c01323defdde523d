//! What the browser knows of text and time, so that the page need not bring its tables along.

use js_sys::{Date, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

/// A text in lower case, as Unicode has it.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// A day (`2016-09-12`) or a moment (RFC 3339) as the reader's language has it, a moment in the reader's time zone; `None`
/// where the browser cannot read it.
pub fn local_time(text: &str) -> Option<String> {
    // Browsers read other writings too, each its own.
    if text.len() < 10 || text.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    let date = Date::new(&JsValue::from_str(text));
    if date.get_time().is_nan() {
        return None;
    }
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).is_ok();
    set("dateStyle", "long");
    match text.len() > 10 {
        true => set("timeStyle", "short"),
        // A day is the same day everywhere.
        false => set("timeZone", "UTC"),
    };
    // No language has this name: then the browser takes the reader's.
    Some(date.to_locale_string("default", &options).into())
}
