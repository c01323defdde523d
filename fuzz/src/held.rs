//! What holds of every article and every message, whatever was read.

use article::{Article, is_safe_href};
use import::{Event, import_bytes};
use std::convert::Infallible;

/// Reads bytes as a file of this name, and looks at all that comes of it.
pub fn read(name: &str, bytes: &[u8]) {
    let outcome = import_bytes::<Infallible>(name, bytes, &mut |event| {
        match event {
            Event::Article(found) => look_at(&found.article),
            // A panic of a reader is caught and told as its file's problem; here it is what was looked for.
            Event::Message(message) => {
                assert!(!message.what.contains("made the program that reads it fail"), "{message}")
            }
            Event::Progress { .. } => {}
        }
        Ok(())
    });
    let Ok(()) = outcome;
}

/// Panics where an article is none that may come of any bytes.
pub fn look_at(article: &Article) {
    let has_text = article.body.iter().any(|block| !block.text.trim().is_empty());
    assert!(has_text || !article.headline.is_empty(), "an article of nothing");
    for block in &article.body {
        let length = block.text.chars().count();
        assert!(
            !block.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'),
            "a control character: {block:?}"
        );
        assert!(
            block.spans.iter().all(|span| span.start < span.end && span.end <= length),
            "a span outside: {block:?}"
        );
        assert!(block.spans.is_sorted_by_key(|span| span.start), "spans in disorder: {block:?}");
        assert!(block.association.is_none_or(|at| at < article.associations.len()), "no such picture: {block:?}");
    }
    let spans = article.body.iter().flat_map(|block| &block.spans).filter_map(|span| span.href.as_deref());
    let pictures = article.associations.iter().filter_map(|picture| picture.href.as_deref());
    for href in spans.chain(pictures).chain(article.url.as_deref()) {
        assert!(is_safe_href(href), "an address that may run script: {href}");
    }
}
