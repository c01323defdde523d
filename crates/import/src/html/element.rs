//! What can be asked of one element.

use dom_query::NodeRef;

/// The name of an element in lower case; nothing for a text.
pub fn name_of(node: &NodeRef) -> Option<String> {
    node.node_name().map(|name| name.to_ascii_lowercase())
}

/// Whether elements of a name are headings.
pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// An attribute that says something, without outer blanks.
pub fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Whether a class or the item property of an element holds one of these, whatever stands around it.
pub fn has_class(node: &NodeRef, parts: &[&str]) -> bool {
    ["class", "itemprop"].iter().filter_map(|name| node.attr(name)).any(|value| {
        let value = value.to_ascii_lowercase();
        parts.iter().any(|part| value.contains(part))
    })
}

/// What stands before a word in a class that says only what an element holds or lacks: `has-caption`.
const STATES: [&str; 7] = ["has", "have", "with", "without", "no", "show", "hide"];

/// Where names of an element, in lower case, hold this and do not only say that the element has it: what stands before and behind it.
pub fn mentions<'a>(names: &'a str, part: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let within = move |word: &'a str| {
        word.match_indices(part).map(move |(at, _)| (&word[..at], &word[at + part.len()..])).filter(|(before, _)| {
            let mut words = before.rsplit(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
            !words.next().is_some_and(|last| STATES.contains(&last))
        })
    };
    names.split_whitespace().flat_map(within)
}

/// Elements whose text is not for reading, or has no text.
const UNREAD: [&str; 29] = [
    "script", "style", "template", "iframe", "object", "embed", "applet", "button", "input", "select", "option",
    "textarea", "canvas", "svg", "math", "audio", "video", "map", "area", "head", "title", "meta", "link", "base",
    "noframes", "datalist", "dialog", "progress", "nav",
];

/// Classes of what only those hear who do not see the page.
const UNSEEN: [&str; 8] = [
    "visually-hidden",
    "visuallyhidden",
    "u-visually-hidden",
    "sr-only",
    "screen-reader",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-text",
];

/// Whether an element is called so. In a text that asks for whole words: `not-sr-only` shows what it stands on.
fn is_for_ears_alone(node: &NodeRef) -> bool {
    node.attr("class").is_some_and(|class| class.split_whitespace().any(|name| UNSEEN.contains(&name)))
}

/// The same of a part of a caption, which is a label at most: there the words may stand among others, as programs write classes, and what
/// has its place beside the screen does not come in from there.
pub fn is_unseen_in_caption(node: &NodeRef) -> bool {
    is_unseen(node) || is_tool_of_picture(node)
}

/// Whether a class of a part of a caption says that nobody sees it.
pub fn is_unseen(node: &NodeRef) -> bool {
    has_class(node, &UNSEEN) || has_class(node, &["off-screen"])
}

/// What one may do with a picture, and what stands before its credit, in lower case.
const TOOLS: [&str; 14] = [
    "toggle caption",
    "hide caption",
    "enlarge this image",
    "enlarge image",
    "open image in gallery",
    "view image in fullscreen",
    "buy now",
    "purchase licensing rights",
    "image",
    "image caption",
    "image source",
    "photo",
    "credit...",
    "credit…",
];

fn is_tool_of_picture(node: &NodeRef) -> bool {
    let words = || node.text().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    node.is_element() && TOOLS.contains(&words().trim_end_matches([',', ':']))
}

/// Whether an element is not shown, or is not for reading.
pub fn is_hidden(node: &NodeRef, name: &str) -> bool {
    if UNREAD.contains(&name) || node.has_attr("hidden") || is_for_ears_alone(node) {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}
