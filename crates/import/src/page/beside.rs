//! Text that the extractor would take away by the name of its element or by a class: a box of facts in the text, the words beside a picture
//! that stays while one scrolls, whom a quotation is by, a question that opens its answer.

use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;

use super::classes::words_of_class;
use super::ground::{PROSE, short_text};
use crate::html::{self, attribute, is_called_caption, is_credit, name_of};

/// Makes sections, paragraphs and words of such elements.
pub fn keep(document: &Document) {
    keep_boxes(document);
    keep_words_of_figures(document);
    keep_galleries_and_headings(document);
    // What a head is called says nothing of the text that follows it.
    for node in document.select("article header, main header").nodes() {
        node.remove_attrs(&["class", "id"]);
    }
    keep_headings(document);
    for node in document.select("blockquote footer").nodes() {
        node.rename("p");
    }
    for node in document.select("h2 > button, h3 > button, h4 > button, h5 > button, dt > button").nodes() {
        let is_all =
            node.parent().is_some_and(|heading| html::one_line(&heading.text()) == html::one_line(&node.text()));
        if is_all {
            node.rename("span");
        }
    }
}

/// Takes the classes off headings right above a paragraph of the text: "subheader" is a heading, and reads as the head of a page.
fn keep_headings(document: &Document) {
    for heading in document.select("h2[class], h3[class], h4[class], h5[class], h6[class]").nodes() {
        let is_of_text =
            |next: NodeRef| name_of(&next).is_some_and(|name| name == "p") && short_text(&next, PROSE).is_none();
        // What none but ears take in is told by its class.
        let is_hidden = name_of(heading).is_some_and(|name| html::is_hidden(heading, &name));
        if !is_hidden && heading.next_element_sibling().is_some_and(is_of_text) {
            heading.remove_attr("class");
        }
    }
}

/// The most boxes, and the most figures, that are looked at.
const MOST: usize = 400;

/// What the class of a box says that holds facts of the article, among its words.
#[rustfmt::skip]
const FACTS: [&str; 26] = [
    "fact", "facts", "factbox", "faktabox", "faktaruta", "faktaboks", "infobox", "info", "explainer", "background", "hintergrund", "kasten", "infokasten",
    "glossary", "glossar", "timeline", "chronology", "keypoints", "takeaways", "highlights", "summary", "encadre", "encadré", "recuadro", "approfondimento", "kader",
];

/// What it says of a box that belongs to the page.
#[rustfmt::skip]
const PAGES_OWN: [&str; 30] = [
    "ad", "ads", "advert", "advertisement", "author", "authors", "bio", "comment", "comments", "reply", "replies", "newsletter", "signup", "promo",
    "promotion", "related", "recommended", "recommendations", "recirc", "share", "sharing", "social", "sponsor", "sponsored", "teaser", "teasers",
    "toc", "trending", "popular", "shop",
];

/// The least text of such a box, in bytes.
const SHORTEST: usize = 60;
/// The most elements beside a box among which its text is looked for.
const MOST_BESIDE: usize = 60;

/// Boxes beside the text stand in its side; those among its paragraphs are a part of it, and so are those that say that they hold facts.
fn keep_boxes(document: &Document) {
    for node in document.select("aside, div[role=complementary], section[role=complementary]").nodes().iter().take(MOST)
    {
        let (before, behind) = (prose(node, NodeRef::prev_element_sibling), prose(node, NodeRef::next_element_sibling));
        let (is_behind, is_before) = (!before.is_empty(), !behind.is_empty());
        let is_of_text = is_behind && is_before || (is_behind || is_before) && is_called(node, &FACTS);
        if !is_of_text || is_called(node, &PAGES_OWN) || !holds_text(node) {
            continue;
        }
        // A part of a sentence that is set large is there twice.
        let words = short_text(node, PROSE);
        let is_repeated = words.is_some_and(|words| before.iter().chain(&behind).any(|text| text.contains(&words)));
        if !is_repeated {
            make_plain(node);
        }
    }
}

fn is_called(node: &NodeRef, known: &[&str]) -> bool {
    let names = ["class", "id"].iter().filter_map(|name| attribute(node, name));
    names.flat_map(|name| words_of_class(&name)).any(|word| known.contains(&word.as_str()))
}

/// The paragraphs of a text on one side of a box, where `next` leads from one element to another.
fn prose<'a>(node: &NodeRef<'a>, next: impl Fn(&NodeRef<'a>) -> Option<NodeRef<'a>>) -> Vec<String> {
    let paragraph = |beside: NodeRef| {
        let is_one = name_of(&beside).is_some_and(|name| name == "p");
        short_text(&beside, LONGEST_PARAGRAPH).filter(|text| is_one && text.len() > PROSE)
    };
    std::iter::successors(next(node), |beside| next(beside)).take(MOST_BESIDE).filter_map(paragraph).collect()
}

/// The longest paragraph that is looked at, in bytes.
const LONGEST_PARAGRAPH: usize = 4_000;

/// Whether a box has words of its own: it asks for nothing, and hardly leads elsewhere.
fn holds_text(node: &NodeRef) -> bool {
    words_and_links(node).is_some_and(|(words, linked)| words >= SHORTEST && linked * 4 <= words)
}

fn holds_few_links(node: &NodeRef) -> bool {
    words_and_links(node).is_some_and(|(words, linked)| linked * 4 <= words)
}

/// How many bytes of a box are words, and how many of these are links; none where it asks for something, or is large.
fn words_and_links(node: &NodeRef) -> Option<(usize, usize)> {
    let (mut length, mut linked) = (0, 0);
    for (at, inner) in node.descendants_it().enumerate() {
        match name_of(&inner).as_deref() {
            None if inner.is_text() => length += html::one_line(&inner.text()).len(),
            Some("form" | "input" | "select" | "textarea" | "iframe") => return None,
            Some("a") => linked += html::one_line(&inner.text()).len(),
            _ => {}
        }
        if at >= MOST_WITHIN {
            return None;
        }
    }
    Some((length, linked))
}

/// The most elements and texts of such a box.
const MOST_WITHIN: usize = 4_000;

/// Makes sections of figures that hold paragraphs of the text, which come by while their picture stays.
fn keep_words_of_figures(document: &Document) {
    for node in document.select("figure").nodes().iter().take(MOST) {
        let is_of_text = |inner: &NodeRef| {
            let is_apart = |above: NodeRef| {
                let name = name_of(&above).unwrap_or_default();
                matches!(name.as_str(), "figcaption" | "blockquote" | "table" | "figure" | "pre")
                    || is_called_caption(&above)
                    || is_credit(&above)
            };
            name_of(inner).is_some_and(|name| name == "p")
                && !inner.ancestors_it(Some(MOST_ABOVE)).take_while(|above| above.id != node.id).any(is_apart)
        };
        let of_text = node.descendants_it().take(MOST_WITHIN).filter(is_of_text);
        let lengths = of_text.map(|inner| html::one_line(&inner.text()).len()).filter(|length| *length > 0);
        let lengths: Vec<usize> = lengths.collect();
        if lengths.len() > 1 && lengths.iter().sum::<usize>() >= 2 * PROSE {
            make_plain(node);
        }
    }
}

/// How far above a paragraph it is looked for in what it stands.
const MOST_ABOVE: usize = 12;

/// Makes a section of an element, and takes the classes off the boxes in it that hold its text.
fn make_plain(node: &NodeRef) {
    node.rename("section");
    let is_of_text = |inner: &NodeRef| {
        name_of(inner).is_some_and(|name| is_box(&name) && !html::is_hidden(inner, &name))
            && !is_called_caption(inner)
            && !is_credit(inner)
    };
    // Found first: a tree cannot be changed while one goes through it.
    let boxes: Vec<NodeRef> = node.descendants_it().chain([*node]).filter(is_of_text).collect();
    boxes.iter().for_each(|inner| inner.remove_attrs(&["class", "id", "role"]));
}

fn is_box(name: &str) -> bool {
    matches!(name, "div" | "section" | "article" | "ul" | "ol")
}

/// Makes sections of galleries, and of boxes that hold a heading and nothing else: the extractor takes boxes for menus that have pictures and
/// few paragraphs, or no words but those of a heading.
fn keep_galleries_and_headings(document: &Document) {
    for heading in document.select("div > h2, div > h3, div > h4").nodes() {
        let is_alone = |above: &NodeRef| above.children_it(false).filter(NodeRef::is_element).count() == 1;
        if let Some(above) = heading.parent().filter(is_alone) {
            above.rename("section");
        }
    }
    let mut seen = BTreeSet::new();
    for caption in document.select("figure > figcaption").nodes() {
        let boxes = caption.ancestors_it(Some(MOST_AROUND)).skip(1);
        let boxes: Vec<NodeRef> =
            boxes.take_while(|above| name_of(above).is_some_and(|name| may_hold(&name))).collect();
        for above in boxes.into_iter().filter(|above| seen.insert(above.id) && is_gallery(above)) {
            above.rename("section");
        }
    }
}

/// How far above a caption the box of its gallery is looked for.
const MOST_AROUND: usize = 6;

fn may_hold(name: &str) -> bool {
    matches!(name, "div" | "ul" | "ol" | "li" | "section")
}

/// Whether a box holds several pictures with their captions, and few other words.
fn is_gallery(node: &NodeRef) -> bool {
    if !name_of(node).is_some_and(|name| matches!(name.as_str(), "div" | "ul" | "ol")) || is_called(node, &PAGES_OWN) {
        return false;
    }
    let (mut captions, mut paragraphs) = (0, 0);
    for (at, inner) in node.descendants_it().enumerate() {
        match name_of(&inner).as_deref() {
            Some("figcaption") => captions += 1,
            Some("p") => paragraphs += 1,
            Some("article" | "h1") => return false,
            _ => {}
        }
        if at >= MOST_IN_GALLERY {
            return false;
        }
    }
    captions > 1 && paragraphs <= captions && holds_few_links(node)
}

/// The most elements and texts of a gallery.
const MOST_IN_GALLERY: usize = 1_000;
