//! Entries of wallabag, as its JSON export lists them: title, address, tags, and the text as HTML.

use article::{Article, Association, Name};
use serde_json::{Map, Value};

use crate::html::{self, Base, TooHard};
use crate::page::facts::language;
use crate::reading_list::tags_of;

/// Whether an object is such an entry.
pub fn is_entry(object: &Map<String, Value>) -> bool {
    ["is_archived", "is_starred", "url", "title"].iter().all(|field| object.contains_key(*field))
}

/// What wallabag writes where it could not fetch a text.
const NO_TEXT: &str = "wallabag can't retrieve contents for this article";

/// Reads an entry. When it was saved, and whether it was read, is the reader's own matter.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read(entry: &Map<String, Value>) -> Result<Article, TooHard> {
    let text = |field: &str| entry.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let url = text("url").or(text("given_url")).or(text("origin_url"));
    let mut article = Article {
        headline: html::one_line(text("title").or(url).unwrap_or_default()),
        url: url.map(str::to_owned),
        author: texts(entry.get("published_by")).into_iter().map(|name| Name { name, ..Name::default() }).collect(),
        date_published: text("published_at").map(str::to_owned),
        language: text("language").and_then(language),
        subjects: tags_of(texts(entry.get("tags")).iter().map(String::as_str)),
        ..Article::default()
    };
    let content = text("content").filter(|content| !html::line(html::beginning(content, 500)).contains(NO_TEXT));
    if let Some(content) = content {
        html::fragment(content, &Base::new(url.unwrap_or_default()))?.add_to(&mut article);
    }
    if let Some(picture) = text("preview_picture").filter(|_| article.associations.is_empty()) {
        article.associations.push(Association { href: Some(picture.to_owned()), ..Association::default() });
    }
    Ok(article)
}

/// A list of texts, or of objects with a `label`.
fn texts(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let texts = items.iter().filter_map(|item| item.as_str().or_else(|| item.get("label")?.as_str()));
    texts.map(html::one_line).filter(|text| !text.is_empty()).collect()
}
