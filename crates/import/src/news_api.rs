//! What the interfaces of news services answer with, in JSON: NewsAPI and GNews (`articles`), the Guardian's Content API
//! (`response.results`), and the New York Times' search (`response.docs`).

use article::{Article, Association, Name};
use serde_json::{Map, Value};

use crate::html::{self, Base};
use crate::page::facts::{authors, language};
use crate::schema_org::{body_of, without_repeats};

/// Whether an object is such an answer.
pub fn is_answer(object: &Map<String, Value>) -> bool {
    items(object).next().is_some_and(|item| {
        let says = |names: &[&str]| names.iter().any(|name| at(item, name).is_some());
        says(&["webTitle", "title", "headline.main"]) && says(&["webUrl", "url", "web_url"])
    })
}

/// The articles of an answer.
pub fn items(object: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let list =
        ["articles", "response.results", "response.docs", "response.content"].iter().find_map(|name| at(object, name));
    let items = match list {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(item) => vec![item],
        None => Vec::new(),
    };
    items.into_iter().filter_map(Value::as_object)
}

/// Reads one of them. The second part tells whether the service sent the beginning of its text alone.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read(item: &Map<String, Value>) -> Result<(Article, bool), html::TooHard> {
    let text = |names: &[&str]| names.iter().find_map(|name| at(item, name).and_then(Value::as_str)).map(str::trim);
    let text = |names: &[&str]| text(names).filter(|text| !text.is_empty());
    let line = |names: &[&str]| text(names).map(html::line).filter(|line| !line.is_empty());
    let mut article = Article {
        headline: line(&["fields.headline", "webTitle", "headline.main", "title"]).unwrap_or_default(),
        abstract_: line(&["fields.trailText", "fields.standfirst", "description", "abstract", "snippet"]),
        author: text(&["fields.byline", "byline.original", "author"]).map(authors).unwrap_or_default(),
        date_published: text(&["webPublicationDate", "publishedAt", "pub_date"]).map(str::to_owned),
        date_modified: text(&["fields.lastModified"]).map(str::to_owned),
        article_section: line(&["sectionName", "section_name"]),
        publisher: line(&["fields.publication", "source.name", "source"]).map(|name| Name::from(name.as_str())),
        language: text(&["fields.lang", "language", "lang"]).and_then(language),
        url: text(&["webUrl", "url", "web_url"]).map(str::to_owned),
        subjects: subjects(item),
        ..Article::default()
    };
    let given = text(&["fields.body", "fields.bodyText", "content", "lead_paragraph"]).unwrap_or_default();
    let (body, is_cut) = without_count(given);
    let base = Base::new(article.url.as_deref().unwrap_or_default());
    body_of(body, &base)?.add_to(&mut article);
    let picture = text(&["urlToImage", "image", "fields.thumbnail"]).map(|href| base.join(href));
    if article.associations.is_empty() && picture.is_some() {
        article.associations.push(Association { href: picture, ..Association::default() });
    }
    for level in article.body.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level).clamp(2, 6);
    }
    Ok((article, is_cut))
}

/// What stands behind names that are parted by dots.
fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (object.get(first)?, rest) {
        (value, None) => Some(value).filter(|value| !value.is_null()),
        (value, Some(rest)) => at(value.as_object()?, rest),
    }
}

/// Without "[+1234 chars]", which stands for what the service keeps back.
fn without_count(text: &str) -> (&str, bool) {
    let before = text.strip_suffix(" chars]").and_then(|text| text.rsplit_once("[+"));
    match before.filter(|(_, count)| count.bytes().all(|digit| digit.is_ascii_digit())) {
        Some((before, _)) => (before.trim_end(), true),
        None => (text, false),
    }
}

fn subjects(item: &Map<String, Value>) -> Vec<Name> {
    let list = ["tags", "keywords"].iter().find_map(|name| item.get(*name).and_then(Value::as_array));
    let is_subject = |tag: &&Map<String, Value>| tag.get("type").is_none_or(|kind| kind == "keyword");
    let name = |tag: &Map<String, Value>| {
        let name = tag.get("webTitle").or_else(|| tag.get("value"))?.as_str()?;
        Some(Name::from(html::one_line(name).as_str()))
    };
    let tags = list.into_iter().flatten().filter_map(Value::as_object);
    let mut names: Vec<Name> = tags.filter(is_subject).filter_map(name).collect();
    without_repeats(&mut names);
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn only(answer: Value) -> (Article, bool) {
        let object = answer.as_object().unwrap();
        assert!(is_answer(object), "{answer}");
        read(items(object).next().unwrap()).unwrap()
    }

    #[test]
    fn answers_of_newsapi_are_read() {
        let (article, is_cut) = only(json!({ "status": "ok", "totalResults": 1, "articles": [{
            "source": { "id": null, "name": "Courier" }, "author": "Jane Doe, Jon Vik", "title": "Harbour opens", "description": "After nine days.",
            "url": "https://c.example/a", "urlToImage": "https://c.example/a.jpg", "publishedAt": "2024-03-05T10:00:00Z",
            "content": "The harbour opened again on Tues… [+1234 chars]" }] }));
        assert_eq!((article.headline.as_str(), article.url.as_deref()), ("Harbour opens", Some("https://c.example/a")));
        assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe", "Jon Vik"]);
        assert_eq!(article.publisher.unwrap().name, "Courier");
        assert_eq!((article.body[0].text.as_str(), is_cut), ("The harbour opened again on Tues…", true));
        assert_eq!(article.associations[0].href.as_deref(), Some("https://c.example/a.jpg"));
    }

    #[test]
    fn answers_of_the_guardian_are_read() {
        let (article, is_cut) = only(json!({ "response": { "status": "ok", "results": [{
            "id": "ports/1", "type": "article", "sectionName": "Ports", "webPublicationDate": "2024-03-05T10:00:00Z", "webTitle": "Harbour opens | Jane Doe",
            "webUrl": "https://g.example/ports/1", "fields": { "headline": "Harbour opens", "byline": "Jane Doe in Skarn", "trailText": "After <b>nine</b> days",
            "body": "<p>It opened.</p><h2>What now</h2><p>Work.</p>" },
            "tags": [{ "type": "keyword", "webTitle": "Ports" }, { "type": "contributor", "webTitle": "Jane Doe" }] }] } }));
        assert_eq!(
            (article.headline.as_str(), article.abstract_.as_deref()),
            ("Harbour opens", Some("After nine days"))
        );
        assert_eq!(article.author[0].name, "Jane Doe");
        assert_eq!(article.subjects.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Ports"]);
        assert_eq!(
            article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(),
            ["It opened.", "What now", "Work."]
        );
        assert!(!is_cut);
    }

    #[test]
    fn answers_of_the_new_york_times_are_read() {
        let (article, _) = only(
            json!({ "response": { "docs": [{ "headline": { "main": "Harbour opens" }, "web_url": "https://n.example/a",
            "abstract": "After nine days.", "lead_paragraph": "It opened.", "byline": { "original": "By Jane Doe" }, "pub_date": "2024-03-05T10:00:00+0000",
            "keywords": [{ "name": "subject", "value": "Ports" }] }] } }),
        );
        assert_eq!((article.headline.as_str(), article.author[0].name.as_str()), ("Harbour opens", "Jane Doe"));
        assert_eq!((article.body[0].text.as_str(), article.subjects[0].name.as_str()), ("It opened.", "Ports"));
    }

    #[test]
    fn other_lists_are_no_answers() {
        for other in [
            json!({ "articles": [1] }),
            json!({ "articles": [{ "title": "x" }] }),
            json!({ "response": "x" }),
            json!({}),
        ] {
            assert!(!is_answer(other.as_object().unwrap()), "{other}");
        }
    }
}
