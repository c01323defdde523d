//! What the browser knows of text, so that the page need not bring its tables along.

/// A text in lower case, as Unicode has it.
pub fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
