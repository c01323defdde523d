//! Works of Readwise, as its export interface lists them in JSON: what was read, and the passages that were marked in it.

use article::{Article, Block, BlockKind, Name};
use serde_json::{Map, Value};

use crate::html;
use crate::page::facts::authors;
use crate::reading_list::tags_of;

/// The fields that no one else has.
const OWN: [&str; 3] = ["user_book_id", "readable_title", "book_tags"];

/// Whether an object is such a work.
pub fn is_work(object: &Map<String, Value>) -> bool {
    let is_passage = |passage: &Value| passage.get("text").is_some_and(Value::is_string);
    let passages = object.get("highlights").and_then(Value::as_array);
    let is_own = OWN.iter().any(|field| object.contains_key(*field));
    is_own && passages.is_some_and(|passages| passages.iter().all(is_passage))
}

/// Reads a work. The reader's notes, and when passages were marked, are the reader's own matter.
pub fn article_of(work: &Map<String, Value>) -> Article {
    let text = |field: &str| work.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let list = |field: &str| work.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let tags = list("book_tags").iter().filter_map(|tag| tag.as_str().or_else(|| tag.get("name")?.as_str()));
    let passages = list("highlights").iter().filter_map(|passage| passage.get("text")?.as_str());
    let lines = passages.flat_map(str::lines).map(html::one_line).filter(|line| !line.is_empty());
    let is_web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    Article {
        headline: html::one_line(text("readable_title").or(text("title")).unwrap_or_default()),
        url: text("source_url").filter(is_web).map(str::to_owned),
        author: text("author").map(authors).unwrap_or_default(),
        abstract_: text("summary").map(html::one_line),
        publisher: text("source_name").map(|name| Name { name: name.to_owned(), ..Name::default() }),
        subjects: tags_of(tags),
        body: lines.map(|line| Block::new(BlockKind::Blockquote, line)).collect(),
        ..Article::default()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_its_passages() {
        let json = r#"{"user_book_id": 1, "title": "harbour.pdf", "readable_title": "Harbour", "author": "Jane Doe and Jon Vik",
            "source_url": "https://a.example/1", "category": "articles", "book_tags": [{"id": 1, "name": "ships"}],
            "highlights": [{"id": 2, "text": "One.\n\nTwo.", "note": "mine"}, {"id": 3, "text": "Three."}]}"#;
        let value: Value = serde_json::from_str(json).unwrap();
        let object = value.as_object().unwrap();
        assert!(is_work(object));
        let article = article_of(object);
        assert_eq!((article.headline.as_str(), article.url.as_deref()), ("Harbour", Some("https://a.example/1")));
        assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe", "Jon Vik"]);
        assert_eq!(article.subjects, ["ships".into()]);
        assert_eq!(
            article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(),
            ["One.", "Two.", "Three."]
        );
        assert!(!is_work(serde_json::json!({"title": "x", "highlights": ["y"]}).as_object().unwrap()));
    }
}
