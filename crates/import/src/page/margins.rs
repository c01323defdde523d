//! Lines around the text of an article that its page calls what they are: the way to it, its byline and date, what one may do with it. What they
//! say has been read before; words that stand in elements of their own without a blank between can no longer be told apart in its text.

use article::Article;
use dom_query::{Document, NodeRef};
use std::collections::BTreeMap;

use super::boxes::text_of;
use super::classes::{names_author, says_change, says_date, words_of_class};
use super::dropped::Dropped;
use super::ground::short_text;
use super::kept;
use crate::html::{attribute, name_of};

/// What is known of an article before its lines are looked for.
#[derive(Clone, Copy)]
pub struct Known {
    pub has_author: bool,
    pub has_date: bool,
}

/// What a line says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// By whom, and when: what the article keeps.
    Kept,
    /// The way to the page, and what may be done with it.
    Page,
}

/// What the class of such a line says, among its words: the way to the page, what may be done with it, how often that was done.
#[rustfmt::skip]
const PAGES: [&str; 22] = [
    "breadcrumb", "breadcrumbs", "crumbs", "share", "sharing", "shares", "social", "socials", "sns", "toolbar", "tools", "toolbox", "readtime", "views",
    "pageviews", "statistic", "statistics", "commentcount", "listen", "fontsize", "utilities", "sharebar",
];
/// What it says of a line of names and dates.
const META: [&str; 7] = ["byline", "bylines", "meta", "metadata", "timestamp", "postmeta", "contributor"];

/// The longest such line, in bytes.
const LONGEST: usize = 240;
/// From so many bytes on a line that ends as a sentence is one.
const SENTENCE: usize = 40;

/// What an element between headline and text is, where it is such a line.
pub fn line_of(node: &NodeRef, name: &str, known: Known) -> Option<Line> {
    if !matches!(name, "div" | "p" | "span" | "ul" | "ol" | "section" | "time" | "address" | "li" | "aside") {
        return None;
    }
    let class = attribute(node, "class").unwrap_or_default();
    let named = [class.clone(), attribute(node, "data-component").unwrap_or_default()].join(" ");
    let words = words_of_class(&named);
    let is_called = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let is_when = name == "time" || says_date(&class) || says_change(&class);
    let is_who = name == "address" || names_author(node, name, &class);
    let is_kept = is_called(&META) && known.has_author && known.has_date
        || is_when && known.has_date
        || is_who && known.has_author;
    let line = if is_called(&PAGES) {
        Line::Page
    } else if is_kept {
        Line::Kept
    } else {
        return None;
    };
    let text = short_text(node, LONGEST)?;
    let is_sentence = text.len() >= SENTENCE && text.ends_with(['.', '!', '?', '…', '。', '”', '"', '»']);
    (!text.is_empty() && !is_sentence && !is_in_line(node, name, &text) && !is_of_picture(node)).then_some(line)
}

/// Whether an element is a part of a line: without it the rest would no longer tell what it is.
fn is_in_line(node: &NodeRef, name: &str, text: &str) -> bool {
    let is_alone = |above: NodeRef| short_text(&above, LONGEST).is_some_and(|line| line == text);
    matches!(name, "span" | "time") && !node.parent().is_some_and(is_alone)
}

/// The attribute of a line that is found: it goes when the text has been found, as the extractor weighs what stands around it too.
const MARK: &str = "data-line-of-page";

/// Marks elements as such lines. Of times that stand above the entries of a live page none is that of the article.
pub fn mark(document: &Document, lines: &[(NodeRef, Line)]) {
    let mut entries = BTreeMap::new();
    for (node, line) in lines {
        let is_entry = *line == Line::Kept && is_clock(node) && {
            let kind = (name_of(node).unwrap_or_default(), attribute(node, "class"));
            *entries.entry(kind).or_insert_with_key(|(name, class)| {
                let all = document.select(name);
                let same = all.nodes().iter().filter(|other| attribute(other, "class") == *class && is_clock(other));
                same.take(2).count() > 1
            })
        };
        if !is_entry {
            node.set_attr(MARK, if *line == Line::Kept { "kept" } else { "page" });
        }
    }
}

fn is_clock(node: &NodeRef) -> bool {
    short_text(node, LONGEST).is_some_and(|text| kept::is_clock(&text))
}

/// Whether a line may be the head's behind a paragraph of the text: it says what is known of the article, and nothing else.
pub fn is_known(node: &NodeRef, article: &Article) -> bool {
    !is_clock(node) && kept::is_kept(node, article)
}

/// Takes the lines that are marked out of a text; answers what went that the article does not keep.
pub fn take(document: &Document, article: &Article) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    for node in document.select(&format!("[{MARK}]")).nodes() {
        let text = text_of(node);
        let is_page = || attribute(node, MARK).is_some_and(|mark| mark == "page");
        if !text.is_empty() && (is_page() || !kept::is_kept(node, article)) {
            dropped.push(Dropped::head_line(&text));
        }
        node.remove_from_parent();
    }
    dropped
}

/// Whether an element belongs to a picture, or holds one with its words, or a heading.
fn is_of_picture(node: &NodeRef) -> bool {
    let is_figure = |above: NodeRef| {
        name_of(&above).is_some_and(|name| matches!(name.as_str(), "figure" | "figcaption"))
            || crate::html::is_called_caption(&above)
    };
    let is_apart = |inner: NodeRef| {
        name_of(&inner).is_some_and(|name| {
            matches!(name.as_str(), "figure" | "figcaption" | "h1" | "h2" | "h3" | "blockquote" | "table")
        })
    };
    node.ancestors_it(Some(5)).any(is_figure) || node.descendants_it().take(200).any(is_apart)
}
