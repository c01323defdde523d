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

/// The same of a title, in which `<` may be a sign that nobody escaped: `x &lt; y` means no tag, nor does `&lt;y`.
pub fn title_of(element: &Element, is_atom: bool) -> String {
    let html = html_of(element, is_atom);
    if !html.contains('<') || element.elements().next().is_some() {
        return html;
    }
    let mut parts = html.split('<');
    let mut title = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name: String = part.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_tag = part.starts_with('!') || TAGS.contains(&name.to_ascii_lowercase().as_str());
        title.push_str(if is_tag { "<" } else { "&lt;" });
        title.push_str(part);
    }
    title
}

/// Elements of HTML that titles have, meant or not.
#[rustfmt::skip]
const TAGS: [&str; 62] = [
    "a", "abbr", "acronym", "address", "article", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "center", "cite", "code", "del",
    "div", "em", "embed", "figure", "font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "iframe", "img",
    "input", "ins", "kbd", "li", "link", "mark", "meta", "nobr", "object", "ol", "p", "pre", "q", "s", "script", "section", "small",
    "span", "strike", "strong", "style", "sub", "sup", "svg", "table", "tt", "u", "wbr",
];

/// A text that has paragraphs and no tags, with tags around them: in HTML a blank line is no more than a blank.
pub fn with_paragraphs(html: String) -> String {
    let plain = html.replace("\r\n", "\n");
    if html.contains('<') || !plain.trim().contains("\n\n") {
        return html;
    }
    plain.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

/// Neither text nor XML: such a text is written in base 64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.starts_with("message/")
}
