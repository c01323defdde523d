//! The kicker of a page: the word or two above its headline that say where in the paper it belongs.

use article::{Article, Block, BlockKind};
use dom_query::{Document, NodeRef};

use super::bare_byline::leads_to_author;
use super::classes::words_of_class;
use super::facts::is_date;
use super::ground::{heading, short_text};
use super::head_lines::same_words;
use crate::html::{self, Body, attribute, name_of};
use crate::plain_text::byline::read_byline;
use crate::plain_text::furniture::is_furniture;

/// What the class of a kicker says, among its words, within a heading too.
#[rustfmt::skip]
const KICKERS: [&str; 15] = [
    "kicker", "eyebrow", "overline", "overtitle", "topline", "surtitle", "surtitre", "pretitle", "supertitle", "antetitulo", "cintillo", "chapeu",
    "occhiello", "dachzeile", "spitzmarke",
];
/// The same above a heading, where a section is named so.
#[rustfmt::skip]
const SECTIONS: [&str; 15] = [
    "section", "category", "categories", "categoria", "categorie", "kategorie", "rubric", "rubrik", "rubrique", "rubrica", "ressort", "topic",
    "channel", "seccion", "label",
];
/// Kickers that say what a page is, or ask for something, and no section.
#[rustfmt::skip]
const NO_SECTIONS: [&str; 30] = [
    "live", "live blog", "breaking", "breaking news", "exclusive", "exklusiv", "exclusif", "exclusivo", "esclusiva", "updated", "update", "new",
    "just in", "video", "photos", "gallery", "podcast", "menu", "home", "back", "start", "startseite", "accueil", "inicio", "início", "for subscribers",
    "subscribers", "premium", "plus", "paid post",
];

/// The longest kicker, in characters and in words: "Art and design". What is longer says what the article is about.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 3;
/// How far above a heading, in elements that hold it, the line above it is looked for.
const FURTHEST: usize = 4;

/// What stands behind a kicker.
const BEHIND: [char; 6] = [':', '|', '›', '/', '·', ' '];

/// Finds the kicker of a page.
pub fn find(document: &Document, article: &Article) -> Option<String> {
    let heading = heading(document, &article.headline)?;
    let within = heading.descendants_it().find(|inner| inner.is_element() && is_called(inner, &KICKERS));
    let site = article.publisher.as_ref().map(|publisher| publisher.name.as_str());
    // The name of the site stands there too, and behind the title.
    let title = html::one_line(&document.select("title").text()).to_lowercase();
    let says_section = |line: &String| {
        let is_site = site.is_some_and(|site| same_words(site, line)) || title.ends_with(&line.to_lowercase());
        let is_author = article.author.iter().any(|author| same_words(&author.name, line));
        !is_site && !is_author && !same_words(&article.headline, line)
    };
    within.and_then(|kicker| line_of(&kicker)).or_else(|| above(&heading)).filter(says_section)
}

/// The text of a heading without the kicker that may stand in it.
pub fn without_kicker(heading: &NodeRef) -> String {
    let is_kicker = |above: &NodeRef| above.id != heading.id && is_called(above, &KICKERS);
    let is_of_headline = |text: &NodeRef| {
        !text.ancestors_it(Some(6)).take_while(|above| above.id != heading.id).any(|above| is_kicker(&above))
    };
    let texts = heading.descendants_it().filter(|inner| inner.is_text() && is_of_headline(inner));
    let text: String = texts.map(|text| text.text().to_string()).collect();
    let text = html::one_line(&text);
    // What parts both for those who do not see the page.
    let text = text.trim_start_matches([':', '|', '–', '—']).trim_start();
    // A class that is called as kickers are may be that of the whole headline.
    if text.is_empty() { html::one_line(&heading.text()) } else { text.to_owned() }
}

/// Takes a word off the beginning of a text that says what the page is, and no section: "Live".
pub fn take_badge(body: &mut Body) -> Option<String> {
    let first = body.blocks.first().filter(|first| first.kind == BlockKind::Paragraph)?;
    let is_badge = NO_SECTIONS.contains(&first.text.trim_end_matches(BEHIND).to_lowercase().as_str());
    is_badge.then(|| body.blocks.remove(0).text)
}

/// Takes the kicker off the beginning of a text.
pub fn take(body: &mut Body, kicker: &str) -> bool {
    let is_kicker = |block: &Block| {
        let line = block.text.trim_end_matches(BEHIND);
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && same_words(line, kicker)
    };
    let first = body.blocks.iter().take(2).position(is_kicker);
    first.map(|at| body.blocks.remove(at)).is_some()
}

fn above(heading: &NodeRef) -> Option<String> {
    let mut at = *heading;
    for _ in 0..FURTHEST {
        let mut before = at.prev_element_sibling();
        for is_nearest in [true, false] {
            let Some(node) = before else { break };
            let is_right_above = is_nearest && at.id == heading.id;
            if let Some(line) = kicker_of(&node, is_right_above) {
                return Some(line);
            }
            before = node.prev_element_sibling();
        }
        at = at.parent()?;
        if name_of(&at).is_some_and(|name| matches!(name.as_str(), "article" | "main" | "body")) {
            return None;
        }
    }
    None
}

/// What an element before the heading says as a kicker: it or what it holds is called one; right above the heading a line that leads to
/// a section needs no name.
fn kicker_of(node: &NodeRef, is_right_above: bool) -> Option<String> {
    let name = name_of(node)?;
    if matches!(name.as_str(), "nav" | "aside" | "form" | "figure" | "script" | "style" | "button") {
        return None;
    }
    let is_one = |inner: &NodeRef| is_called(inner, &KICKERS) || is_called(inner, &SECTIONS);
    if is_one(node)
        && let Some(line) = line_of(node)
    {
        return Some(line);
    }
    if short_text(node, LONGEST_BOX).is_some() {
        let called = node.descendants_it().take(MOST_WITHIN).filter(|inner| inner.is_element() && is_one(inner));
        let mut lines: Vec<String> = called.filter_map(|inner| line_of(&inner)).collect();
        lines.dedup();
        // Of several none is the article's: a menu.
        match lines.len() {
            0 => {}
            1 => return lines.pop(),
            _ => return None,
        }
    }
    let line = line_of(node).filter(|_| is_right_above && matches!(name.as_str(), "p" | "a" | "div" | "span"))?;
    let is_link = |inner: &NodeRef| name_of(inner).is_some_and(|name| name == "a");
    let links: Vec<NodeRef> = node.descendants_it().chain([*node]).filter(is_link).collect();
    let leads_elsewhere = |link: &NodeRef| {
        let href = attribute(link, "href").unwrap_or_default();
        href.starts_with('#') || leads_to_author(&href)
    };
    let first = line.split(' ').next().unwrap_or_default().to_lowercase();
    if links.iter().any(leads_elsewhere) || WAYS_BACK.contains(&first.as_str()) {
        return None;
    }
    let is_linked = links.iter().any(|link| html::one_line(&link.text()) == line);
    (is_linked || line.split(' ').count() <= MOST_UNNAMED).then_some(line)
}

/// How a line begins that leads back, or past something.
const WAYS_BACK: [&str; 8] = ["back", "skip", "zurück", "retour", "volver", "voltar", "torna", "terug"];
/// How many words a kicker has that nothing but its place tells.
const MOST_UNNAMED: usize = 2;
/// The most elements and the longest text, in bytes, of what stands around a kicker.
const MOST_WITHIN: usize = 24;
const LONGEST_BOX: usize = 160;

/// The line of an element, where that may be a kicker.
fn line_of(node: &NodeRef) -> Option<String> {
    let line = html::one_line(&node.text());
    let line = line.trim_end_matches(BEHIND).to_owned();
    let is_short = (2..=LONGEST).contains(&line.chars().count()) && line.split(' ').count() <= MOST_WORDS;
    let has_sign = line.contains(|sign: char| sign.is_numeric() || "@/|›>•.!?,".contains(sign));
    let says_else = NO_SECTIONS.contains(&line.to_lowercase().as_str())
        || is_furniture(&line)
        || is_date(&line)
        || read_byline(&line).is_some();
    (is_short && !has_sign && !says_else && line.contains(char::is_alphabetic)).then_some(line)
}

fn is_called(node: &NodeRef, known: &[&str]) -> bool {
    let class = attribute(node, "class").unwrap_or_default();
    words_of_class(&class).iter().any(|word| known.contains(&word.as_str()))
}
