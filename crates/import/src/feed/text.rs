//! The texts of a feed, which may be plain, HTML in disguise, or HTML as elements.

use crate::mhtml::base64;
use crate::xml::{Element, escaped};

/// A text as HTML. RSS does not say what its texts are, and they are HTML; Atom does.
pub fn html_of(element: &Element, is_atom: bool) -> String {
    let kind = element.attribute("type").unwrap_or(if is_atom { "text" } else { "html" }).to_ascii_lowercase();
    let is_base64 = element.attribute("mode") == Some("base64") || (is_atom && is_binary(&kind));
    if is_base64 && let Some(decoded) = base64(&element.text()) {
        return decoded;
    }
    // Whatever was said: elements are elements.
    if element.elements().next().is_some() {
        return element.markup();
    }
    let text = element.text();
    match kind.as_str() {
        "text" | "text/plain" | "plain" => escaped(&text),
        _ => text,
    }
}

/// Neither text nor XML: such a text is written in base 64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.starts_with("message/")
}
