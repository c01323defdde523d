//! An article as its page marks it, for where the extractor leaves much of it out. That weighs boxes by their classes, their commas and the
//! lengths of their paragraphs, by which a text is torn that is short, is written without commas, or stands in many boxes.

use dom_query::{Document, NodeId, NodeRef};

use super::extract::ARTICLE_ID;
use super::ground::{Ground, Spot, short_text};
use super::shown::begins_comments;
use crate::html::{self, attribute, name_of};

/// From so many bytes on a paragraph counts; what is shorter may be a line of a teaser.
const SHORTEST: usize = 60;

/// What a page marks as its article.
pub struct Whole {
    search: Search,
    id: NodeId,
    /// How many bytes its paragraphs have.
    prose: usize,
}

impl Whole {
    /// Looks for what a page of this headline marks as its article.
    pub fn of(document: &Document, headline: &str) -> Option<Self> {
        let mut search = Search { ground: Ground::of(document, headline), best: None };
        search.go(&document.body()?, Spot::default());
        let (id, prose) = search.best?;
        Some(Self { search, id, prose })
    }

    /// Whether a text that was found has too little of it.
    pub fn is_missed_by(&self, found: Option<NodeRef>) -> bool {
        let found = found.map(|found| html::one_line(&found.text()).len()).unwrap_or_default();
        found * 100 < self.prose * LEAST_FOUND
    }

    /// Clears the article of what stands around its text, and names it as the extractor does.
    pub fn settle(&self, document: &Document) {
        let node = NodeRef::new(self.id, &document.tree);
        clear(&node, &self.search.ground);
        node.set_attr("id", ARTICLE_ID);
    }
}

/// The share of the marked paragraphs, in percent, by which a text is believed to be the article's.
const LEAST_FOUND: usize = 70;

/// Goes through a page and measures what it marks as an article.
struct Search {
    ground: Ground,
    best: Option<(NodeId, usize)>,
}

/// What a part of a page holds.
#[derive(Clone, Copy, Default)]
struct Held {
    /// Bytes of paragraphs.
    prose: usize,
    /// Articles with paragraphs: of several none is the page's.
    articles: usize,
}

impl Search {
    /// Measures what stands in an element. Trees are bounded in depth, and so is this.
    fn go(&mut self, element: &NodeRef, spot: Spot) -> Held {
        let mut held = Held::default();
        for child in element.children_it(false).filter(NodeRef::is_element) {
            let Some(name) = name_of(&child) else { continue };
            let within = self.ground.within(&child, &name, spot);
            if is_around(&child, &name, within, &self.ground) {
                continue;
            }
            if name == "p" {
                held.prose += prose_of(&child);
                continue;
            }
            let mut inner = self.go(&child, within);
            inner.articles += usize::from(name == "article" && inner.prose > 0 && inner.articles == 0);
            if is_marked(&child, &name) && inner.articles < 2 && inner.prose > 0 {
                self.take(child.id, inner.prose);
            }
            held.prose += inner.prose;
            held.articles += inner.articles;
        }
        held
    }

    /// Of several the one with the most text; of one within another the inner, unless the outer has more.
    fn take(&mut self, id: NodeId, prose: usize) {
        if self.best.is_none_or(|(_, best)| prose > best) {
            self.best = Some((id, prose));
        }
    }
}

fn is_marked(node: &NodeRef, name: &str) -> bool {
    matches!(name, "article" | "main")
        || attribute(node, "role").is_some_and(|role| role == "main" || role == "article")
        || attribute(node, "itemprop").is_some_and(|property| property == "articleBody")
}

/// Whether an element stands around the text; what is quoted is a part of that.
fn is_around(node: &NodeRef, name: &str, within: Spot, ground: &Ground) -> bool {
    let is_beside = within.is_around && name != "blockquote" || matches!(name, "form" | "footer");
    !ground.holds_heading(node) && (is_beside || html::is_hidden(node, name) || begins_comments(node))
}

/// The bytes of a paragraph, where that is long enough, and not of links.
fn prose_of(paragraph: &NodeRef) -> usize {
    let length = html::one_line(&paragraph.text()).len();
    if length < SHORTEST || linked(paragraph) * 2 > length { 0 } else { length }
}

/// How many bytes of an element are links.
fn linked(node: &NodeRef) -> usize {
    let links = node.descendants_it().filter(|inner| name_of(inner).is_some_and(|name| name == "a"));
    links.map(|link| html::one_line(&link.text()).len()).sum()
}

/// Takes what stands around the text out of an article.
fn clear(article: &NodeRef, ground: &Ground) {
    let inside = Spot { is_inside: true, ..Spot::default() };
    let mut open = vec![*article];
    while let Some(element) = open.pop() {
        // Found first: a tree cannot be changed while one goes through it.
        let children: Vec<NodeRef> = element.children_it(false).filter(NodeRef::is_element).collect();
        for child in children {
            let Some(name) = name_of(&child) else { continue };
            let within = ground.within(&child, &name, inside);
            if is_around(&child, &name, within, ground) || is_links(&child, &name) {
                child.remove_from_parent();
            } else if !matches!(name.as_str(), "p" | "figure" | "blockquote" | "table") {
                open.push(child);
            }
        }
    }
}

/// Whether a list or a box is links to elsewhere.
fn is_links(node: &NodeRef, name: &str) -> bool {
    if !matches!(name, "div" | "section" | "ul" | "ol") {
        return false;
    }
    let text = short_text(node, LONGEST_LINKS).filter(|text| !text.is_empty());
    text.is_some_and(|text| linked(node) * 10 >= text.len() * 6 && !html::has_picture(node))
}

/// The longest text of a box of links, in bytes.
const LONGEST_LINKS: usize = 2_000;
