//! What a page says of its article where readers see it: microdata, microformats, and the words of its head.

use article::{Article, Name};
use dom_query::{Document, NodeRef};

use super::facts::{authors, is_date};
use crate::html::{self, attribute, has_class, name_of};
use crate::plain_text::date_lines::date_of;
use crate::schema_org::without_repeats;

/// Fills what is still open.
pub fn add(article: &mut Article, document: &Document) {
    let mut found = Found::default();
    for node in document.root().descendants_it().filter(|node| node.is_element()) {
        found.look(&node);
    }
    if article.headline.is_empty() {
        article.headline = found.headline.unwrap_or_default();
    }
    if article.author.is_empty() {
        let best = if found.marked_authors.is_empty() { found.shown_authors } else { found.marked_authors };
        article.author = best;
        without_repeats(&mut article.author);
    }
    let date = found.marked_date.or(found.shown_date).or(found.classed_date);
    article.date_published = article.date_published.take().or(date);
    article.date_modified = article.date_modified.take().or(found.modified);
}

/// The heading of a page that has one of the highest level alone.
pub fn headline(document: &Document) -> String {
    match document.select("h1").nodes() {
        [one] => html::one_line(&one.text()),
        _ => String::new(),
    }
}

#[derive(Default)]
struct Found {
    headline: Option<String>,
    /// By microdata and microformats.
    marked_authors: Vec<Name>,
    /// By links to authors, and classes.
    shown_authors: Vec<Name>,
    marked_date: Option<String>,
    shown_date: Option<String>,
    /// By a class alone.
    classed_date: Option<String>,
    modified: Option<String>,
    comments: bool,
}

impl Found {
    fn look(&mut self, node: &NodeRef) {
        let (Some(name), property) = (name_of(node), attribute(node, "itemprop").unwrap_or_default()) else { return };
        let class = attribute(node, "class").unwrap_or_default();
        let classes = |known: &[&str]| class.split_whitespace().any(|one| known.contains(&one));
        // Comments have authors and dates of their own.
        let id = attribute(node, "id").unwrap_or_default().to_ascii_lowercase();
        self.comments |=
            id.starts_with("comments") || id == "disqus_thread" || has_class(node, &["comment-list", "commentlist"]);
        if self.comments {
            return;
        }
        if (property == "headline" || classes(&["p-name", "entry-title"])) && self.headline.is_none() {
            self.headline = Some(said(node)).filter(|text| !text.is_empty());
        }
        if is_word(&property, "author") || is_word(&property, "creator") || classes(&["p-author"]) {
            self.add_author(node, true);
        } else if attribute(node, "rel").is_some_and(|rel| is_word(&rel, "author")) && name == "a"
            || classes(&["byline", "byline__name", "author-name", "byline-name", "article-author", "author"])
        {
            self.add_author(node, false);
        }
        let date = || {
            let given =
                attribute(node, "datetime").or_else(|| attribute(node, "content")).unwrap_or_else(|| said(node));
            Some(given).filter(|date| is_date(date))
        };
        if is_word(&property, "datePublished") || classes(&["dt-published", "published"]) {
            self.marked_date = self.marked_date.take().or_else(date);
        } else if is_word(&property, "dateModified") || classes(&["dt-updated", "updated"]) {
            self.modified = self.modified.take().or_else(date);
        } else if name == "time" && self.shown_date.is_none() {
            self.shown_date = date();
        } else if self.classed_date.is_none() && says_date(&class) {
            self.classed_date = date_said(node);
        }
    }

    fn add_author(&mut self, node: &NodeRef, is_marked: bool) {
        let list = if is_marked { &mut self.marked_authors } else { &mut self.shown_authors };
        if list.len() >= MOST_AUTHORS {
            return;
        }
        let is_name = |inner: &NodeRef| attribute(inner, "itemprop").is_some_and(|property| is_word(&property, "name"));
        let named = node.descendants_it().filter(|inner| inner.is_element()).find(is_name);
        let text = named.as_ref().map_or_else(|| said(node), said);
        let text = text.trim_start_matches(['|', '-', '–', '/', ' ']);
        // What a class says is a guess: a line that reads as anything but names is none.
        let read = authors(text);
        let is_plain = |name: &Name| !name.name.contains("://") && (is_marked || reads_as_name(&name.name));
        list.extend(read.into_iter().filter(is_plain));
    }
}

/// Whether a class says that its element tells a date.
fn says_date(class: &str) -> bool {
    let class = class.to_lowercase();
    ["date", "pubtime", "pub-time", "publish", "posted", "timestamp", "time"].iter().any(|word| {
        class
            .split(|sign: char| !sign.is_alphanumeric())
            .any(|part| part.strip_suffix(word).is_some_and(|rest| rest.len() < 8))
    })
}

/// The date that an element says, and hardly more: the first of its texts that is one.
fn date_said(node: &NodeRef) -> Option<String> {
    let text = said(node);
    let is_short = text.chars().count() <= 80;
    let whole = || Some(date_of(&text).1.to_owned());
    let first = || {
        node.descendants_it()
            .filter(NodeRef::is_text)
            .map(|inner| html::one_line(&inner.text()))
            .find(|text| is_date(text))
    };
    whole().filter(|date| is_short && is_date(date)).or_else(|| first().filter(|_| is_short))
}

/// An article has a few authors; a page that names more lists other articles.
const MOST_AUTHORS: usize = 12;

fn reads_as_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    // Scripts without capitals; those of East Asia write a name as one word.
    let has_capitals = text.chars().any(|sign| sign.is_uppercase() || sign.is_lowercase());
    let is_one_word = words == 1 && !has_capitals && (2..=8).contains(&text.chars().count());
    ((2..=5).contains(&words) || is_one_word)
        && !text.contains(|sign: char| sign.is_numeric() || ":：|".contains(sign))
        && (!has_capitals || text.chars().any(char::is_uppercase))
}

fn is_word(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// What an element says: its value, else its text.
fn said(node: &NodeRef) -> String {
    let value = attribute(node, "content").unwrap_or_else(|| node.text().to_string());
    html::one_line(&value)
}
