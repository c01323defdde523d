//! The part of a page that is the article, by the extractor.

use article::Article;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::collections::BTreeMap;

use super::beside;
use super::dropped::Dropped;
use super::margins;
use super::whole::Whole;
use crate::html;

/// What the extractor found.
pub struct Extract {
    content: Option<Document>,
    /// The page's title, as readers would call it.
    pub title: String,
    /// A line that seems to name the authors.
    pub byline: Option<String>,
    /// As the page says.
    pub language: Option<String>,
    /// As the page says.
    pub published: Option<String>,
    /// Lines of the page that stood in the text.
    pub dropped: Vec<Dropped>,
}

/// The most elements that are looked at; the largest articles have some 30,000, and the time grows faster than they do.
const MOST_ELEMENTS: usize = 150_000;

/// How the extractor names the article's element.
pub const ARTICLE_ID: &str = "readability-page-1";

impl Extract {
    /// The article's element.
    pub fn article(&self) -> Option<NodeRef<'_>> {
        article_in(self.content.as_ref()?)
    }
}

fn article_in(document: &Document) -> Option<NodeRef<'_>> {
    document.select(&format!("#{ARTICLE_ID}")).nodes().first().copied()
}

/// Looks for the article in a page of which this is known. `again` makes the page anew where the extractor took the wrong part of it: few pages need
/// that, and each would be copied for them.
///
/// # Errors
/// Where the extractor takes it for none of its pages.
pub fn extract(
    document: Document,
    article: &Article,
    again: impl FnOnce() -> Option<Document>,
) -> Result<Extract, String> {
    let (headline, known) = (article.headline.as_str(), article);
    prepare(&document);
    let whole = Whole::of(&document, headline);
    // Classes tell captions, credits and pull quotes.
    let config = Config { keep_classes: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability =
        Readability::with_document(document, None, Some(config)).map_err(|_| "could not be taken apart".to_owned())?;
    let metadata = readability.get_article_metadata(None);
    let article = readability.parse();
    let found = article.as_ref().ok().map(|_| std::mem::take(&mut readability.doc));
    let is_missed = whole.is_some_and(|whole| whole.is_missed_by(found.as_ref().and_then(article_in)));
    let marked = || {
        let document = again()?;
        prepare(&document);
        Whole::of(&document, headline)?.settle(&document);
        Some(document)
    };
    let content = if is_missed { marked() } else { None }.or(found);
    let dropped = content.as_ref().map(|content| margins::take(content, known)).unwrap_or_default();
    let byline = article.ok().and_then(|article| article.byline).or(metadata.byline);
    Ok(Extract {
        content,
        title: metadata.title,
        byline,
        language: metadata.lang,
        published: metadata.published_time,
        dropped,
    })
}

/// Keeps what the extractor would lose.
fn prepare(document: &Document) {
    keep_pullquotes(document);
    keep_pictures(document);
    keep_line_breaks(document);
    beside::keep(document);
}

/// Keeps a line break before text: the extractor takes away each that a paragraph is the next element behind, whatever text stands between,
/// and makes paragraphs of what runs of them part.
fn keep_line_breaks(document: &Document) {
    for line_break in document.select("br").nodes() {
        if line_break.next_sibling().is_some_and(|next| next.is_text() && !next.text().trim().is_empty()) {
            line_break.insert_after(&document.tree.new_element("wbr"));
        }
    }
}

/// Makes quotations of what only a class calls one: the extractor replaces such boxes by what they hold.
fn keep_pullquotes(document: &Document) {
    for node in document.select("[class*='pullquote'], [class*='pull-quote']").nodes() {
        if html::name_of(node).is_some_and(|name| ["div", "aside", "section", "p"].contains(&name.as_str())) {
            node.rename("blockquote");
        }
    }
}

/// Keeps what the extractor would lose of pictures: those that are there for who runs no scripts alone, and the boxes of a picture with its
/// caption that are no figures.
fn keep_pictures(document: &Document) {
    // Many may stand in one element, whose pictures are counted once.
    let mut counted = BTreeMap::new();
    for node in document.select("noscript").nodes() {
        let pictures = |node: &NodeRef| node.descendants_it().filter(html::is_picture).count();
        let mut is_alone = || {
            let mut within = |parent: NodeRef| *counted.entry(parent.id).or_insert_with(|| pictures(&parent));
            node.parent().is_some_and(|parent| within(parent) == pictures(node))
        };
        // Counters of visits stand elsewhere.
        let is_in_text = || {
            let names = node.ancestors_it(Some(12)).filter_map(|above| html::name_of(&above));
            names.into_iter().any(|name| ["figure", "article", "main"].contains(&name.as_str()))
        };
        if html::has_picture(node) && is_in_text() && is_alone() {
            node.rename("div");
        }
    }
    for picture in document.select("img, amp-img").nodes() {
        let may_hold = |above: &NodeRef| {
            let name = html::name_of(above).unwrap_or_default();
            MAY_HOLD.contains(&name.as_str())
        };
        let is_box = |above: &NodeRef| {
            let name = html::name_of(above).unwrap_or_default();
            ["div", "section", "aside", "article", "table"].contains(&name.as_str()) && html::is_captioned(above)
        };
        let found = picture.ancestors_it(Some(MOST_ABOVE)).take_while(may_hold).find(is_box);
        if let Some(found) = found {
            name_words(&found, true);
            found.rename("figure");
        }
    }
    for figure in document.select("figure").nodes().iter().take(MOST_FIGURES) {
        name_words(figure, false);
    }
}

/// Makes small print of credits, and captions of what is called so: what the extractor makes a paragraph of loses its class.
fn name_words(figure: &NodeRef, has_captions: bool) {
    // The extractor takes the byline of a picture for that of the article.
    let is_byline = |inner: &NodeRef| html::has_class(inner, &["byline"]) && !html::has_picture(inner);
    let bylines: Vec<NodeRef> = figure.descendants_it().take(MOST_WITHIN).filter(is_byline).collect();
    bylines.iter().for_each(|byline| byline.set_attr("class", "credit"));
    let is_box = |inner: &NodeRef| html::name_of(inner).is_some_and(|name| name == "div") && !html::has_picture(inner);
    let boxes: Vec<NodeRef> = figure.descendants_it().take(MOST_WITHIN).filter(is_box).collect();
    for inner in boxes {
        if html::is_credit(&inner) {
            inner.rename(if has_captions { "small" } else { "span" });
        } else if has_captions && html::is_called_caption(&inner) {
            inner.rename("figcaption");
        }
    }
}

/// What may stand between a picture and the box that holds its caption too; pages of old have tables for it.
#[rustfmt::skip]
const MAY_HOLD: [&str; 15] = [
    "div", "section", "aside", "span", "a", "picture", "p", "article", "td", "tr", "tbody", "table", "center", "font", "b",
];
/// The most figures, and the most elements and texts of one, that are looked at.
const MOST_FIGURES: usize = 1_000;
const MOST_WITHIN: usize = 400;

/// How far above a picture the box is looked for that holds its caption too.
const MOST_ABOVE: usize = 6;
