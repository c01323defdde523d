//! Files that hold others: zips, web archives, books, exports. What comes in, what is said, and what hostile ones do.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use import::{Event, Imported, import_bytes};
use std::convert::Infallible;

mod books;
mod hostile;
mod packing;
mod web;
mod web_pictures;
mod zips;

/// Articles as "path#item: headline", messages as printed.
fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut said = Vec::new();
    import_bytes::<Infallible>(name, bytes, &mut |event| {
        match event {
            Event::Article(found) => said.push(title(&found)),
            Event::Message(message) => said.push(message.to_string()),
            Event::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    said
}

fn title(found: &Imported) -> String {
    let item = found.origin.item.map(|item| format!("#{item}")).unwrap_or_default();
    format!("{}{item}: {}", found.origin.path, found.article.headline)
}

/// The articles alone.
fn articles(name: &str, bytes: &[u8]) -> Vec<article::Article> {
    let mut articles = Vec::new();
    import_bytes::<Infallible>(name, bytes, &mut |event| {
        if let Event::Article(found) = event {
            articles.push(found.article);
        }
        Ok(())
    })
    .unwrap();
    articles
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(read(name, bytes), expected);
}

/// A page of which the article can be told.
fn page(title: &str, head: &str) -> String {
    let prose = "The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty ships at \
                 sea, among them two ferries and a tanker that was bound for the refinery behind the dam.";
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{prose}</p><p>{prose}</p></article></body></html>"
    )
}
