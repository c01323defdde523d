//! What a file holds where its name does not tell: `.xml` and `.json` may be many things. All that is told apart by content
//! is told apart here.

use serde_json::{Map, Value};

use crate::feed::json_feed;
use crate::kind::Kind;
use crate::xml::Element;
use crate::{news_api, newsml1, ninjs, omnivore, pocket, readwise, wallabag};

/// The kind of a file by its first bytes, where they say something else than its name. `start` is the beginning as text, `bytes`
/// as it is.
pub fn kind(named: Kind, start: &str, bytes: &[u8]) -> Kind {
    let is_json = start.trim_start().starts_with(['{', '[']);
    let root = || root_of(start).unwrap_or_default();
    match named {
        Kind::Xml if is_json => json_kind(bytes),
        Kind::Xml if root() == "html" => Kind::Page,
        Kind::Json if root() == "html" => Kind::Page,
        Kind::Json if !root().is_empty() => Kind::Xml,
        Kind::Json => json_kind(bytes),
        kind => kind,
    }
}

/// Whether one object a line stands in a file that is named as one value.
fn json_kind(bytes: &[u8]) -> Kind {
    let bytes = bytes.trim_ascii_start();
    let (line, rest) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len()));
    let is_whole = line.starts_with(b"{") && line.trim_ascii_end().ends_with(b"}");
    if is_whole && rest.trim_ascii_start().starts_with(b"{") { Kind::JsonLines } else { Kind::Json }
}

/// The name of the outermost element of XML or HTML, in lower case and without its prefix.
fn root_of(start: &str) -> Option<String> {
    let mut rest = start;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').strip_prefix('<')?;
        let end = if rest.starts_with("!--") {
            "-->"
        } else if rest.starts_with(['?', '!']) {
            // A document type may declare names within brackets.
            if rest.split('>').next().is_some_and(|declaration| declaration.contains('[')) { "]>" } else { ">" }
        } else {
            let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
            return Some(name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase());
        };
        rest = rest.split_once(end)?.1;
    }
}

/// What an item of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlItem {
    /// An item of a feed.
    Feed,
    /// An item of NewsML-G2.
    News,
    /// An item of NewsML 1.
    News1,
    /// An article in NITF.
    Nitf,
    /// An item of something else.
    Unknown,
}

/// The outermost elements of feeds.
pub const FEEDS: [&str; 5] = ["rss", "rdf:rdf", "rdf", "feed", "channel"];
/// The items of NewsML-G2.
const NEWS: [&str; 6] = ["newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"];

/// Whether an element of this name is read by itself.
pub fn is_xml_item(name: &str) -> bool {
    matches!(name, "item" | "entry" | "nitf") || NEWS.contains(&name)
}

/// What an item is, by its name and the element that all stands in.
pub fn xml_item(item: &Element, root: Option<&Element>) -> XmlItem {
    let root_is = |names: &[&str]| root.is_some_and(|root| names.contains(&root.name.as_str()));
    // Older houses have items of the same name and nothing else of it.
    let has_meta = || item.elements().any(|element| matches!(element.name.as_str(), "itemmeta" | "contentmeta"));
    match item.name.as_str() {
        "item" | "entry" if root_is(&FEEDS) => XmlItem::Feed,
        "entry" if root.is_none() && is_entry(item) => XmlItem::Feed,
        "nitf" => XmlItem::Nitf,
        "newsitem" if !has_meta() && newsml1::is_item(item) => XmlItem::News1,
        name if NEWS.contains(&name) && has_meta() => XmlItem::News,
        _ => XmlItem::Unknown,
    }
}

/// Whether an element that stands alone has what each entry of Atom must have.
fn is_entry(item: &Element) -> bool {
    ["title", "id"].iter().all(|name| item.child(name).is_some())
}

/// In whose words a JSON object is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// The article model's.
    Model,
    /// schema.org's, in JSON-LD.
    LinkedData,
    /// JSON Feed's.
    Feed,
    /// IPTC's, in ninjs.
    Ninjs,
    /// A list of ninjs items in this field, as news services answer.
    NinjsList(&'static str),
    /// An entry of wallabag's export.
    Wallabag,
    /// An entry of Omnivore's lists, without the text that lies beside it in the export.
    Omnivore,
    /// A work of Readwise with the passages that were marked in it.
    Readwise,
    /// A list of such works in this field.
    ReadwiseList(&'static str),
    /// Passages that were marked in Pocket.
    Marks,
    /// Of what the interfaces of news services answer with.
    NewsApi,
    /// One article of such an answer.
    NewsApiItem,
    /// Those of a JSON Schema, which describes documents and is none.
    Schema,
}

/// Whether a field at the top may belong to another vocabulary than the model's: only objects with such a one are looked at.
pub fn is_telling(field: &str) -> bool {
    let is_known = matches!(field, "@context" | "@graph" | "@type" | "$schema");
    let is_tools = matches!(field, "is_archived" | "readingProgress" | "highlights");
    is_known || is_tools || news_api::is_telling(field) || ninjs::is_telling(field) || LISTS.contains(&field)
}

/// The fields in which news services answer with lists of items.
const LISTS: [&str; 6] = ["items", "_items", "newsItems", "results", "data", "hits"];

/// In whose words an object is written.
pub fn words_of(object: &Map<String, Value>) -> Words {
    let says = |field: &str| object.contains_key(field);
    let is_schema = object.get("$schema").and_then(Value::as_str).is_some_and(|of| of.contains("json-schema.org"));
    if json_feed::is_feed(object) {
        Words::Feed
    } else if is_schema && (says("properties") || says("$defs") || says("definitions")) {
        Words::Schema
    } else if says("@context") || says("@graph") || says("@type") {
        Words::LinkedData
    } else if wallabag::is_entry(object) {
        Words::Wallabag
    } else if omnivore::is_entry(object) {
        Words::Omnivore
    } else if pocket::is_marks(object) {
        Words::Marks
    } else if ninjs::is_ninjs(object) {
        Words::Ninjs
    } else if news_api::is_item(object) {
        Words::NewsApiItem
    } else if says("headline") || says("body") {
        // What is an article itself is no answer that holds others, whatever its other fields hold.
        Words::Model
    } else if readwise::is_work(object) {
        Words::Readwise
    } else {
        let first = |field: &&str| object.get(*field)?.as_array()?.first()?.as_object();
        let list_of =
            |is_one: fn(&Map<String, Value>) -> bool| LISTS.into_iter().find(|field| first(field).is_some_and(is_one));
        let ninjs = list_of(ninjs::is_ninjs).map(Words::NinjsList);
        let lists = ninjs.or_else(|| list_of(readwise::is_work).map(Words::ReadwiseList));
        lists.or(news_api::is_answer(object).then_some(Words::NewsApi)).unwrap_or(Words::Model)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn kinds_are_told_by_what_stands_first() {
        for (named, text, expected) in [
            (Kind::Xml, "<?xml version='1.0'?><!-- <html> --><rss>", Kind::Xml),
            (Kind::Xml, "\u{feff} <!DOCTYPE html [<!ENTITY a '>'>]><html lang=en>", Kind::Page),
            (Kind::Xml, "<!DOCTYPE html>\n<HTML>", Kind::Page),
            (Kind::Xml, " {\"headline\": 1}", Kind::Json),
            (Kind::Json, "<rss>", Kind::Xml),
            (Kind::Json, "{\"a\": 1}", Kind::Json),
            (Kind::Json, "{\n\"a\": 1}\n", Kind::Json),
            (Kind::Json, "\n{\"a\": 1}\n\n{\"a\": 2}", Kind::JsonLines),
            (Kind::Json, "[{}]", Kind::Json),
            (Kind::PlainText, "<rss>", Kind::PlainText),
            (Kind::Xml, "", Kind::Xml),
            (Kind::Xml, "<!-- never ends", Kind::Xml),
        ] {
            assert_eq!(kind(named, text, text.as_bytes()), expected, "{text}");
        }
    }

    /// Was taken for a work of Readwise, and lost its text.
    #[test]
    fn an_article_that_has_highlights_is_no_work_of_a_reading_tool() {
        for json in [
            r#"{"title": "x", "body": ["y"], "highlights": []}"#,
            r#"{"title": "x", "content": "y", "highlights": [{"text": "z"}]}"#,
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(words_of(value.as_object().unwrap()), Words::Model, "{json}");
        }
    }

    #[test]
    fn vocabularies_are_told_by_their_fields() {
        for (json, expected) in [
            (r#"{"headline": "x", "body": []}"#, Words::Model),
            (r#"{"@type": "NewsArticle", "headline": "x"}"#, Words::LinkedData),
            (r#"{"version": "https://jsonfeed.org/version/1", "items": []}"#, Words::Feed),
            (r#"{"uri": "x", "headlines": [{"value": "x"}]}"#, Words::Ninjs),
            (r#"{"uri": "x", "versioncreated": "2020-01-01T00:00:00Z", "headline": "x"}"#, Words::Ninjs),
            (r#"{"_items": [{"uri": "x", "body_text": "x"}]}"#, Words::NinjsList("_items")),
            (r#"{"is_archived": 0, "is_starred": 1, "title": "x", "url": "x", "content": "x"}"#, Words::Wallabag),
            (r#"{"slug": "x", "savedAt": "x", "readingProgress": 0, "url": "x"}"#, Words::Omnivore),
            (r#"{"title": "x", "book_tags": [], "highlights": [{"text": "y"}]}"#, Words::Readwise),
            (r#"{"count": 1, "results": [{"user_book_id": 1, "highlights": []}]}"#, Words::ReadwiseList("results")),
            (r#"{"url": "x", "title": "y", "highlights": [{"quote": "z", "created_at": 1}]}"#, Words::Marks),
            (r#"{"articles": [{"title": "x", "url": "y"}]}"#, Words::NewsApi),
            (r#"{"response": {"results": [{"webTitle": "x", "webUrl": "y"}]}}"#, Words::NewsApi),
            (r#"{"status": "OK", "results": [{"title": "x", "url": "y"}]}"#, Words::NewsApi),
            (r#"{"title": "x", "url": "y", "publishedAt": "z"}"#, Words::NewsApiItem),
            (r#"{"headline": {"main": "x"}, "web_url": "y"}"#, Words::NewsApiItem),
            (r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {}}"#, Words::Schema),
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            let object = value.as_object().unwrap();
            assert_eq!(words_of(object), expected, "{json}");
            assert_eq!(object.keys().any(|field| is_telling(field)), expected != Words::Model, "{json}");
        }
    }
}
