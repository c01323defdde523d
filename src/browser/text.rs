//! What the browser knows of text, so that the page need not bring its tables along.

use js_sys::JsString;

/// A text in lower case, as Unicode has it.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
