//! The part of a page that is the article, by the extractor, whose faults are kept in.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
}

/// The most elements that are looked at; the largest articles have some 30,000, and the time grows faster than they do.
const MOST_ELEMENTS: usize = 150_000;

impl Extract {
    /// The article's element.
    pub fn article(&self) -> Option<NodeRef<'_>> {
        // The extractor names it so.
        self.content.as_ref()?.select("#readability-page-1").nodes().first().copied()
    }
}

/// Looks for the article in a page.
///
/// # Errors
/// Where the extractor fails in a way that it should not.
pub fn extract(document: Document) -> Result<Extract, String> {
    keep_pullquotes(&document);
    // Classes tell captions, credits and pull quotes.
    let config = Config { keep_classes: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    // A panic in foreign code is this page's problem and no other's. Nothing of what it touched is used again.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        let metadata = readability.get_article_metadata(None);
        let article = readability.parse();
        let content = article.as_ref().ok().map(|_| std::mem::take(&mut readability.doc));
        let byline = article.ok().and_then(|article| article.byline).or(metadata.byline);
        let (title, language) = (metadata.title, metadata.lang);
        Some(Extract { content, title, byline, language, published: metadata.published_time })
    }));
    match outcome {
        Ok(Some(extract)) => Ok(extract),
        Ok(None) => Err("could not be taken apart".to_owned()),
        Err(_) => Err("made the program that looks for the article fail; please report it with the page".to_owned()),
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
