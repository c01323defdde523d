//! JSON Feed 1 and 1.1: <https://www.jsonfeed.org/version/1.1/>.

use article::{Article, Association, Name};
use serde_json::{Map, Value};

use crate::complete;
use crate::html::{self, Base};
use crate::page::facts::language;

/// Whether an object is such a feed.
pub fn is_feed(object: &Map<String, Value>) -> bool {
    let says = |version: &Value| version.as_str().is_some_and(|version| version.contains("jsonfeed.org/version"));
    object.get("version").is_some_and(says) && object.get("items").is_some_and(Value::is_array)
}

/// The items of a feed.
pub fn items(feed: &Map<String, Value>) -> &[Value] {
    feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Reads an item of a feed.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read(item: &Map<String, Value>, feed: &Map<String, Value>) -> Result<Article, &'static str> {
    let text = |name: &str| text(item, name);
    let line = |name: &str| text(name).map(|text| html::one_line(&text));
    let home = self::text(feed, "home_page_url");
    let home_base = Base::new(home.as_deref().unwrap_or_default());
    let url = text("url").or_else(|| text("external_url")).map(|url| home_base.join(&url));
    let id = match item.get("id") {
        Some(Value::Number(number)) => number.to_string(),
        _ => text("id").unwrap_or_default(),
    };
    let mut article = Article {
        // What is no address is unique within its feed alone.
        uri: match (id.contains(':'), &url, home.clone().or_else(|| self::text(feed, "feed_url"))) {
            (true, ..) => id,
            (false, Some(_), _) => String::new(),
            (false, None, Some(home)) if !id.is_empty() => [&home, "#", &id].concat(),
            (false, None, _) => id,
        },
        headline: line("title").unwrap_or_default(),
        abstract_: line("summary"),
        author: names(item).or_else(|| names(feed)).unwrap_or_default(),
        date_published: text("date_published"),
        date_modified: text("date_modified"),
        language: text("language").or_else(|| self::text(feed, "language")).as_deref().and_then(language),
        publisher: self::text(feed, "title").map(|name| Name { name: html::one_line(&name), ..Name::default() }),
        subjects: strings(item, "tags").into_iter().map(|name| Name { name, ..Name::default() }).collect(),
        url,
        ..Article::default()
    };
    let base = article.url.clone().or(home).unwrap_or_default();
    let base = Base::new(&base);
    match (text("content_html"), text("content_text")) {
        (Some(html), _) => html::fragment(&html, &base).map_err(|html::TooHard(why)| why)?.add_to(&mut article),
        (None, Some(plain)) => add_plain(&plain, &mut article),
        // A summary that stands alone is the text.
        (None, None) => {
            if let Some(summary) = article.abstract_.take().and_then(|_| text("summary")) {
                add_plain(&summary, &mut article);
            }
        }
    }
    let pictures = ["image", "banner_image"].map(|field| {
        let href = text(field).map(|href| base.join(&href));
        Association { href, ..Association::default() }
    });
    for picture in pictures.into_iter().chain(attached(item, &base)) {
        if picture.href.is_some() && article.associations.iter().all(|known| known.href != picture.href) {
            article.associations.push(picture);
        }
    }
    complete::lend_headline(&mut article);
    for level in article.body.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level).clamp(2, 6);
    }
    Ok(article)
}

fn add_plain(plain: &str, article: &mut Article) {
    let plain = plain.replace("\r\n", "\n");
    let paragraphs = plain.split("\n\n").map(html::one_line).filter(|text| !text.is_empty());
    article.body.extend(paragraphs.map(article::Block::paragraph));
}

/// The pictures that are attached to an item.
fn attached(item: &Map<String, Value>, base: &Base) -> Vec<Association> {
    let attachments = item.get("attachments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_picture =
        |object: &&Map<String, Value>| text(object, "mime_type").is_some_and(|kind| kind.starts_with("image/"));
    let picture = |object: &Map<String, Value>| Association {
        href: text(object, "url").map(|href| base.join(&href)),
        caption: text(object, "title").map(|title| html::one_line(&title)),
        ..Association::default()
    };
    attachments.iter().filter_map(Value::as_object).filter(is_picture).map(picture).collect()
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name).and_then(Value::as_str).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn strings(object: &Map<String, Value>, name: &str) -> Vec<String> {
    let items = object.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(html::one_line).filter(|text| !text.is_empty()).collect()
}

/// `authors` of version 1.1, `author` of version 1.
fn names(object: &Map<String, Value>) -> Option<Vec<Name>> {
    let authors = match (object.get("authors"), object.get("author")) {
        (Some(Value::Array(authors)), _) => authors.iter().collect(),
        (_, Some(author)) => vec![author],
        _ => return None,
    };
    let name = |author: &Value| {
        let object = author.as_object()?;
        Some(Name { name: html::one_line(&text(object, "name")?), ..Name::default() })
    };
    Some(authors.into_iter().filter_map(name).collect()).filter(|names: &Vec<Name>| !names.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    /// A text that was a summary alone was none, and what the address of an item is relative to was lost.
    #[test]
    fn a_summary_that_stands_alone_is_the_text() {
        let feed = serde_json::json!({ "home_page_url": "https://a.example/blog/" });
        let json = serde_json::json!({ "id": "1", "url": "/1", "title": "Harbour", "summary": "One.\r\n\r\nTwo.", "image": "a.jpg" });
        let article = read(json.as_object().unwrap(), feed.as_object().unwrap()).unwrap();
        assert_eq!(article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
        assert_eq!((article.abstract_.as_deref(), article.url.as_deref()), (None, Some("https://a.example/1")));
        assert_eq!(article.associations[0].href.as_deref(), Some("https://a.example/a.jpg"));
    }

    /// A picture that stands in the item and is attached to it came twice.
    #[test]
    fn a_picture_that_is_attached_too_comes_once() {
        let json = serde_json::json!({ "id": "1", "content_text": "x", "image": "https://a.example/a.jpg", "attachments": [
            { "url": "https://a.example/a.jpg", "mime_type": "image/jpeg" },
            { "url": "https://a.example/b.jpg", "mime_type": "image/jpeg", "title": "The harbour" },
            { "mime_type": "image/jpeg" },
            { "url": "https://a.example/c.mp3", "mime_type": "audio/mpeg" },
        ] });
        let article = read(json.as_object().unwrap(), &Map::new()).unwrap();
        let pictures: Vec<_> = article.associations.iter().filter_map(|picture| picture.href.as_deref()).collect();
        assert_eq!(pictures, ["https://a.example/a.jpg", "https://a.example/b.jpg"]);
    }
}
