//! What stands with a picture: its caption, and whom to credit.

use article::{Association, Span};
use dom_query::NodeRef;

use super::element::{attribute, has_class, name_of};
use super::pictures::has_picture;
use crate::plain_text::caption::{Where, read_caption};

/// What the class of an element says that names whom to credit.
const CREDIT: [&str; 7] =
    ["credit", "copyright", "photographer", "attribution", "caption-source", "caption__source", "image-source"];
/// What the class of an element says that only those hear who do not see the page.
const UNSEEN: [&str; 5] = ["visually-hidden", "visuallyhidden", "screen-reader", "sr-only", "off-screen"];
/// What stands before a credit, in lower case.
const LABELS: [&str; 11] = [
    "image copyright",
    "image source",
    "image credit",
    "photo credit",
    "photograph by",
    "photo by",
    "photograph",
    "credit",
    "photo",
    "image",
    "foto",
];

/// Whether an element, a caption or a part of one, names whom to credit.
pub fn is_credit(node: &NodeRef) -> bool {
    has_class(node, &CREDIT) || attribute(node, "rel").is_some_and(|rel| rel == "photographer")
}

/// Whether an element stands on the page for those alone who do not see it: "Image caption".
pub fn is_unseen(node: &NodeRef) -> bool {
    has_class(node, &UNSEEN)
}

/// Whether an element holds a picture and its caption without being a figure, as older pages have it.
pub fn is_captioned(node: &NodeRef) -> bool {
    let count = |names: &[&str]| {
        let is_one = |inner: &NodeRef| name_of(inner).is_some_and(|name| names.contains(&name.as_str()));
        node.descendants_it().filter(is_one).count()
    };
    has_class(node, &["caption"]) && has_picture(node) && count(&["figure", "article"]) == 0 && count(&["p"]) <= 2
}

/// A credit without its label and outer signs.
pub fn bare_credit(text: &str) -> String {
    let mut text = text.trim().trim_matches(['(', ')', '[', ']', '|', '/', '©', ' ']);
    for label in LABELS {
        let begins = text.get(..label.len()).is_some_and(|start| start.to_lowercase() == label);
        let rest = text.get(label.len()..).unwrap_or_default();
        if begins && rest.starts_with([':', ' ', '\u{a0}']) {
            text = rest.trim_start_matches([':', ' ', '\u{a0}', '–', '-', '©']);
        }
    }
    text.trim().to_owned()
}

/// Puts a caption and a credit with a picture. A credit that stands in the caption is parted from it by the words that
/// credits are written with. Answers the text that the figure shows, and its spans.
pub fn settle(picture: &mut Association, caption: (String, Vec<Span>), credit: String) -> (String, Vec<Span>) {
    let (mut text, mut spans) = caption;
    if !credit.is_empty() {
        picture.credit_text = Some(credit);
    } else if let Some(read) = read_caption(&text, Where::Head) {
        let without = read.caption.unwrap_or_default();
        picture.credit_text = read.credit_text;
        // The label "FILE PHOTO:" goes from the start, and places would no longer fit.
        if !text.starts_with(&without) {
            spans.clear();
        }
        text = without;
        let length = text.chars().count();
        spans.retain_mut(|span| {
            span.end = span.end.min(length);
            span.start < span.end
        });
    }
    picture.caption = Some(text.clone()).filter(|text| !text.is_empty());
    (text, spans)
}
