//! The language of the interface, as the start script chose it (public/boot.js), and its catalogue of messages.

use article::fields::Value;

use super::{json, property};

/// The language's tag (BCP 47) as the browser or the reader has it. What starts the program has noted it, for page and worker.
pub fn tag() -> String {
    let tag = property(&js_sys::global(), "language").and_then(|tag| tag.as_string());
    tag.unwrap_or_else(|| "en".to_owned())
}

/// The part of the tag that says which language it is, whatever the country; files are named by it.
pub fn code() -> String {
    let tag = tag();
    tag.split('-').next().unwrap_or_default().to_owned()
}

/// The messages in that language, which the script that starts the program has fetched before; nothing for English.
pub fn catalogue() -> Value {
    json::read(&property(&js_sys::global(), "messages").unwrap_or_default())
}
