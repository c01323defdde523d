//! A byline as print has it: no more than a name, on a line of its own right below the headline. Many lines look so, so it is taken only
//! where the page names no author, and where nothing else on it has these words.

use article::{Article, Name};
use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;

use super::classes::{names_others, words_of_class};
use super::facts::is_date;
use super::ground::{PROSE, heading, next, short_text};
use super::head_lines::same_words;
use super::stamps::{self, Certain};
use crate::html::{self, attribute, name_of};
use crate::plain_text::byline::{is_of_places, is_persons_name, is_role};
use crate::plain_text::date_lines::date_of;

/// The most elements and texts that are looked at behind the headline, and the most lines.
const FURTHEST: usize = 400;
const MOST_LINES: usize = 6;
/// From so many words on a line below the headline is a standfirst.
const STANDFIRST_WORDS: usize = 6;

/// A line between headline and text.
struct Line<'a> {
    node: NodeRef<'a>,
    text: String,
}

/// Finds such a name.
pub fn find(document: &Document, article: &Article) -> Option<Name> {
    let heading = heading(document, &article.headline)?;
    let lines = lines_below(&heading)?;
    let at = usize::from(lines.first()?.text.split(' ').count() >= STANDFIRST_WORDS);
    let line = lines.get(at)?;
    let is_told = lines.get(at + 1).is_none_or(|next| tells_more(&next.text));
    (is_told && may_name(line) && !is_known(&line.text, article) && !is_spoken_of(document, article, &line.text))
        .then(|| Name::from(line.text.as_str()))
}

/// The lines between a heading and the text; none where no text follows.
fn lines_below<'a>(heading: &NodeRef<'a>) -> Option<Vec<Line<'a>>> {
    let (mut lines, mut at, mut is_below) = (Vec::new(), *heading, false);
    for _ in 0..FURTHEST {
        at = next(&at, is_below)?;
        is_below = true;
        let Some(name) = name_of(&at) else { continue };
        if html::is_hidden(&at, &name) || matches!(name.as_str(), "figure" | "picture" | "img" | "aside" | "noscript") {
            is_below = false;
            continue;
        }
        let holds_lines = at.children_it(false).any(|child| name_of(&child).is_some_and(|name| !is_in_line(&name)));
        if holds_lines {
            continue;
        }
        is_below = false;
        let Some(text) = short_text(&at, PROSE) else { return Some(lines) };
        if !text.is_empty() {
            lines.push(Line { node: at, text });
        }
        if lines.len() > MOST_LINES {
            return None;
        }
    }
    None
}

/// Style sets spans on lines of their own where nothing else does.
fn is_in_line(name: &str) -> bool {
    html::is_in_line(name) && name != "span" || name == "br"
}

/// A task or a date, which stand below a name. "New York" may stand above a date too; of a place the text speaks.
fn tells_more(line: &str) -> bool {
    let says_when = || stamps::read(line, &Certain { days: &[], names: &[], language: None }).is_some();
    is_date(date_of(line).1) || is_role(line) && line.split(' ').count() <= 5 || says_when()
}

/// Whether a line may name who wrote: by its words, and by nothing that its element says.
fn may_name(line: &Line) -> bool {
    let class = attribute(&line.node, "class").unwrap_or_default();
    let is_called_else =
        names_others(&class) || words_of_class(&class).iter().any(|word| OTHER_CLASSES.contains(&word.as_str()));
    let words: Vec<&str> = line.text.split(' ').collect();
    let is_linked = line.node.descendants_it().chain([line.node]).any(|inner| leads_elsewhere(&inner));
    let is_line = name_of(&line.node)
        .is_some_and(|name| matches!(name.as_str(), "p" | "div" | "span" | "address" | "a" | "b" | "strong"));
    (2..=4).contains(&words.len()) && is_line && may_be_persons(&line.text) && !is_called_else && !is_linked
}

/// Whether a text that nothing marks may be the name of a person: it has no word of what stands in such places too.
pub fn may_be_persons(text: &str) -> bool {
    let is_no_name = |word: String| NO_NAMES.contains(&word.as_str()) || is_of_places(&word);
    is_persons_name(text) && !text.split_whitespace().map(str::to_lowercase).any(is_no_name)
}

/// Whether an address is that of a page about an author, by the name of a folder above it. What pages about people are called is not enough:
/// those are of whom articles tell.
pub fn leads_to_author(href: &str) -> bool {
    let href = href.to_lowercase();
    let path = href.split(['?', '#']).next().unwrap_or(&href).trim_end_matches('/');
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let is_authors = |folder: &str| folder.split(['-', '_', '.']).any(|word| AUTHOR_FOLDERS.contains(&word));
    href.starts_with("mailto:") || folders.split('/').any(is_authors)
}

/// See above.
#[rustfmt::skip]
const AUTHOR_FOLDERS: [&str; 23] = [
    "author", "authors", "auteur", "auteurs", "autor", "autora", "autores", "autoren", "by", "staff", "writer", "writers", "journalist", "journalists",
    "contributor", "contributors", "signataire", "signataires", "firma", "columnist", "columnists", "reporter", "reporters",
];

/// Whether an element is a link to anything but an author's page.
fn leads_elsewhere(node: &NodeRef) -> bool {
    let is_link = name_of(node).is_some_and(|name| name == "a");
    let href = attribute(node, "href").unwrap_or_default().to_lowercase();
    is_link && !AUTHOR_PLACES.iter().any(|place| href.contains(place))
}

/// What the address of a page about an author or another person has in it.
#[rustfmt::skip]
const AUTHOR_PLACES: [&str; 16] = [
    "author", "auteur", "autor", "/by/", "people", "person", "staff", "profile", "writer", "journalist", "contributor", "mailto:", "signataire",
    "/firma", "columnist", "reporter",
];

/// What the class of a line says that names something else.
#[rustfmt::skip]
const OTHER_CLASSES: [&str; 18] = [
    "section", "category", "kicker", "eyebrow", "location", "place", "dateline", "tag", "tags", "topic", "label", "caption", "credit", "subtitle",
    "subhead", "subheading", "dek", "deck",
];

/// Whether a name is one of something else that the article tells of.
pub fn is_known(line: &str, article: &Article) -> bool {
    let names = [&article.subjects, &article.people, &article.places, &article.organisations];
    let mut names = names.into_iter().flatten().chain(&article.publisher).map(|name| name.name.as_str());
    let section = article.article_section.as_deref();
    names.any(|name| same_words(name, line)) || section.is_some_and(|section| same_words(section, line))
}

/// Whether the headline or the text has a word of the name: a place, a firm or whom the article is about. A paragraph about the author that
/// begins with the name is passed over.
fn is_spoken_of(document: &Document, article: &Article, name: &str) -> bool {
    let words_of = |text: &str| -> BTreeSet<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
    };
    let own = words_of(name);
    let has_own = |text: &str| words_of(text).intersection(&own).next().is_some();
    let paragraphs = document.select("p");
    let mut prose = paragraphs.nodes().iter().map(|node| node.text()).filter(|text| text.len() >= PROSE);
    has_own(&article.headline) || prose.any(|text| !text.trim_start().starts_with(name) && has_own(&text))
}

/// Words with a capital that stand in lines below headlines, and in no name: of sections, of what a page is; those of places beside them.
#[rustfmt::skip]
const NO_NAMES: [&str; 108] = [
    "news", "world", "sport", "sports", "business", "politics", "opinion", "editorial", "culture", "arts", "life", "lifestyle", "travel", "health",
    "science", "technology", "tech", "money", "markets", "local", "national", "international", "home", "video", "photo", "photos", "gallery", "live",
    "update", "updates", "report", "reports", "review", "reviews", "analysis", "special", "exclusive", "breaking", "feature", "features", "interview",
    "letters", "letter", "column", "obituary", "obituaries", "weather", "street", "road", "town", "village", "river", "lake", "sea", "harbour",
    "harbor", "old", "states", "kingdom", "university", "school", "house", "court", "council", "company", "group", "bank", "park", "airport",
    "hospital", "police", "government", "day", "week", "year", "morning", "evening", "today", "tomorrow", "yesterday", "our", "your", "how", "why",
    "what", "when", "who", "more", "most", "read", "watch", "listen", "press", "release", "times", "post", "daily", "magazine", "agencies", "wire",
    "story", "stories", "part", "chapter", "be", "continued", "concluded", "end",
];
