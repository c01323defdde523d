//! The texts of a feed, which may be plain, HTML in disguise, or HTML as elements.

use crate::html::is_in_line;
use crate::mhtml::base64;
use crate::xml::{Element, escaped};

/// A text as HTML. RSS does not say what its texts are, and they are HTML; Atom does.
pub fn html_of(element: &Element, is_atom: bool) -> String {
    let kind = element.attribute("type").unwrap_or(if is_atom { "text" } else { "html" }).to_ascii_lowercase();
    if kind == "multipart/alternative"
        && let Some(part) = best_part(element)
    {
        return html_of(part, is_atom);
    }
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

/// Of the forms that Atom 0.3 may give of one text that with most in it: XHTML, HTML, what stands last (as in mail, RFC 2046, section 5.1.4).
fn best_part(element: &Element) -> Option<&Element> {
    let has = |part: &&Element| part.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
    element.elements().find(has).or_else(|| element.elements().last())
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

/// The same of a text, with tags around its paragraphs.
pub fn body_html(element: &Element, is_atom: bool) -> String {
    if element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/alternative"))
        && let Some(part) = best_part(element)
    {
        return body_html(part, is_atom);
    }
    let text = element.text();
    let has_elements = element.elements().next().is_some();
    // Atom says that it is no HTML, and many who write it do not know.
    let ends_tags = || ["</p>", "</div>", "</a>", "<br"].iter().any(|tag| text.contains(tag));
    let is_plain = |kind: Option<&str>| matches!(kind, None | Some("text" | "plain" | "text/plain"));
    if is_atom && !has_elements && is_plain(element.attribute("type")) && ends_tags() {
        return with_paragraphs(text);
    }
    with_paragraphs(escaped_once(html_of(element, is_atom)))
}

/// HTML that was escaped twice, once less: it has no tags, and shows some.
fn escaped_once(html: String) -> String {
    let name = html
        .trim_start()
        .strip_prefix("&lt;")
        .map(|rest| rest.split(|sign: char| !sign.is_ascii_alphanumeric()).next());
    let begins_so = name.flatten().is_some_and(|name| TAGS.contains(&name.to_ascii_lowercase().as_str()));
    let shows_tags = begins_so || ["&lt;/p&gt;", "&lt;br"].iter().any(|tag| html.contains(tag));
    if html.contains('<') || !shows_tags || !html.contains("&gt;") {
        return html;
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(html, |html, (written, sign)| html.replace(written, sign))
}

/// A text that has blank lines and no element that parts it, with paragraphs: in HTML a blank line is no more than a blank.
fn with_paragraphs(html: String) -> String {
    let plain = html.replace("\r\n", "\n");
    let lower = plain.to_ascii_lowercase();
    let is_parted = ["<p>", "<p ", "<br", "<div", "<pre"].iter().any(|tag| lower.contains(tag));
    if is_parted || !plain.trim().contains("\n\n") {
        return html;
    }
    let is_other = |part: &str| {
        let name = part.trim_start().strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
        name.is_some_and(|name| {
            let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
            let name = name.to_ascii_lowercase();
            // A paragraph may begin with a picture.
            !is_in_line(&name) && name != "img"
        })
    };
    let paragraph = |part: &str| if is_other(part) { part.to_owned() } else { format!("<p>{part}</p>") };
    plain.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n")
}

/// Neither text nor XML: such a text is written in base 64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.starts_with("message/")
}
