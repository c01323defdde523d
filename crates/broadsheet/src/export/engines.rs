//! For whom a site of files has become too small: the articles with the fields that the search here has, for OpenSearch, Elasticsearch and
//! Quickwit, and what tells these engines which field is what.
//!
//! A document is flat: a name is a text, and the text of an article is one, a block a line. It has the article's key as its id, so that what is
//! fed again replaces what was there. Blocks, spans and pictures are not in it; `--format jsonl` has them.

use anyhow::Result;
use article::{FieldKind, MODEL_FIELDS, StoredArticle, model_field};
use serde_json::{Map, Value, json};
use std::path::Path;

use super::Exporter;
use super::fields::{fields_of, texts};
use super::target::{Folder, Stream};
use crate::pages::Imprint;
use crate::report::Report;

/// The most bytes of a file: half of what these engines take at once by default in the smallest of them, which is 10 MB (Quickwit).
const MOST: usize = 5_000_000;

/// What an engine does with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Words are looked for in it.
    Text,
    /// It is matched whole, and its values are counted. Of these a field may hold several.
    Value,
    /// An instant.
    Moment,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// It is shown and never looked for.
    Shown,
}

fn kind_of(field: &str) -> Kind {
    match field {
        "headline" | "alternativeHeadline" | "abstract" | "body" => Kind::Text,
        "copyrightNotice" | "usageTerms" | "dateline" | "url" => Kind::Shown,
        "day" => Kind::Day,
        _ => match model_field(field).map(|field| field.kind) {
            Some(FieldKind::Date) => Kind::Moment,
            Some(FieldKind::Number) => Kind::Number,
            _ => Kind::Value,
        },
    }
}

/// Every field of a document.
fn all_fields() -> impl Iterator<Item = &'static str> {
    ["slug", "day"].into_iter().chain(MODEL_FIELDS.iter().map(|field| field.name)).chain(["body"])
}

/// Whether a field holds a list of values.
fn is_list(field: &str) -> bool {
    model_field(field).is_some_and(|field| field.kind == FieldKind::Names)
}

fn document(stored: &StoredArticle, imprint: &Imprint) -> Result<Value> {
    let article = &stored.article;
    let mut fields = fields_of(article)?;
    let mut document = Map::new();
    let mut put = |name: &str, value: Value| drop(document.insert(name.to_owned(), value));
    put("slug", stored.slug.clone().into());
    if let Some(day) = &stored.day {
        put("day", day.clone().into());
    }
    for name in MODEL_FIELDS.map(|field| field.name) {
        let Some(value) = fields.remove(name) else { continue };
        let value = match kind_of(name) {
            // A date that cannot be read would cost the engine the whole document.
            Kind::Moment => match value.as_str().and_then(|date| imprint.instant(date)) {
                Some(instant) => instant.into(),
                None => continue,
            },
            Kind::Number => value,
            _ if is_list(name) => texts(&value).into(),
            _ => texts(&value).join("\n").into(),
        };
        put(name, value);
    }
    put("body", article.body_text().into());
    Ok(document.into())
}

/// The name of the index: every engine takes such a one.
fn index_name(imprint: &Imprint) -> String {
    format!("broadsheet-{}", imprint.id)
}

/// For OpenSearch and Elasticsearch, which take the same.
pub fn bulk(out: Option<&Path>, imprint: &Imprint) -> Result<Box<dyn Exporter>> {
    let mapping = serde_json::to_string_pretty(&mapping())? + "\n";
    documents(out, imprint, Action::Bulk, ("mapping.json", mapping))
}

/// For Quickwit.
pub fn quickwit(out: Option<&Path>, imprint: &Imprint) -> Result<Box<dyn Exporter>> {
    documents(out, imprint, Action::None, ("index.yaml", quickwit_index(&index_name(imprint))))
}

fn documents(
    out: Option<&Path>,
    imprint: &Imprint,
    action: Action,
    (name, settings): (&str, String),
) -> Result<Box<dyn Exporter>> {
    let target = match out {
        None => Target::Stream(Stream::new(None)?),
        Some(out) => {
            let folder = Folder::new(out)?;
            folder.put(name, settings.as_bytes())?;
            Target::Files { folder, number: 0, lines: Vec::new() }
        }
    };
    Ok(Box::new(Documents { target, action, imprint: imprint.clone() }))
}

/// What stands before a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    /// A line that names index and id.
    Bulk,
    /// Nothing.
    None,
}

struct Documents {
    target: Target,
    action: Action,
    imprint: Imprint,
}

enum Target {
    Stream(Stream),
    Files { folder: Folder, number: u32, lines: Vec<u8> },
}

impl Exporter for Documents {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let mut lines = String::new();
        if self.action == Action::Bulk {
            let id = article::key_of_slug(&stored.slug);
            lines += &json!({ "index": { "_index": index_name(&self.imprint), "_id": id } }).to_string();
            lines.push('\n');
        }
        lines += &document(stored, &self.imprint)?.to_string();
        lines.push('\n');
        match &mut self.target {
            Target::Stream(stream) => stream.put(lines.as_bytes()),
            Target::Files { folder, number, lines: waiting } => {
                if waiting.len() + lines.len() > MOST && !waiting.is_empty() {
                    put_file(folder, number, waiting)?;
                }
                waiting.extend_from_slice(lines.as_bytes());
                Ok(())
            }
        }
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        match self.target {
            Target::Stream(stream) => stream.finish(),
            Target::Files { folder, mut number, mut lines } => {
                put_file(&folder, &mut number, &mut lines)?;
                folder.finish()
            }
        }
    }
}

fn put_file(folder: &Folder, number: &mut u32, lines: &mut Vec<u8>) -> Result<()> {
    *number += 1;
    folder.put(&format!("articles-{number:04}.ndjson"), lines)?;
    lines.clear();
    Ok(())
}

/// The index's settings for OpenSearch and Elasticsearch.
fn mapping() -> Value {
    let properties: Map<String, Value> = all_fields()
        .map(|field| {
            let property = match kind_of(field) {
                Kind::Text => json!({ "type": "text" }),
                // Lucene refuses values of more than 32,766 bytes; 8,191 characters are never more.
                Kind::Value => json!({ "type": "keyword", "ignore_above": 8191 }),
                Kind::Moment => json!({ "type": "date", "format": "strict_date_optional_time" }),
                Kind::Day => json!({ "type": "date", "format": "strict_date" }),
                Kind::Number => json!({ "type": "integer" }),
                Kind::Shown => json!({ "type": "keyword", "index": false, "doc_values": false }),
            };
            (field.to_owned(), property)
        })
        .collect();
    json!({ "mappings": { "dynamic": "strict", "properties": properties } })
}

/// The index's settings for Quickwit. It names no field for time: documents without it would be refused.
fn quickwit_index(name: &str) -> String {
    let mut text = format!("version: \"0.8\"\nindex_id: {name}\ndoc_mapping:\n  mode: strict\n  field_mappings:\n");
    for field in all_fields() {
        let lines: &[&str] = match kind_of(field) {
            Kind::Text => &["type: text", "tokenizer: default", "record: position", "fieldnorms: true"],
            Kind::Value if is_list(field) => &["type: array<text>", "tokenizer: raw", "fast: true"],
            Kind::Value => &["type: text", "tokenizer: raw", "fast: true"],
            Kind::Moment => &["type: datetime", "input_formats: [rfc3339]", "precision: seconds", "fast: true"],
            // Its days sort as texts do.
            Kind::Day => &["type: text", "tokenizer: raw", "fast: true"],
            Kind::Number => &["type: u64", "fast: true"],
            Kind::Shown => &["type: text", "indexed: false"],
        };
        text += &format!("    - name: {field}\n");
        lines.iter().for_each(|line| text += &format!("      {line}\n"));
    }
    text + "search_settings:\n  default_search_fields: [headline, abstract, body]\n"
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use article::{Article, Block};

    #[test]
    fn a_document_has_the_fields_that_the_engines_are_told_of() {
        let article = Article {
            uri: "urn:example:1".into(),
            headline: "Harbour reopens".into(),
            date_published: Some("2016-09-12".into()),
            embargoed_until: Some("soon".into()),
            people: vec!["Ana".into(), "Bo".into()],
            publisher: Some("The Paper".into()),
            body: vec![Block::paragraph("One."), Block::paragraph("Two.")],
            word_count: Some(2),
            ..Article::default()
        };
        let stored = StoredArticle { number: 0, slug: "harbour-abc".into(), day: Some("2016-09-12".into()), article };
        let found = document(&stored, &Imprint::default()).unwrap();
        assert_eq!(
            found,
            json!({
                "uri": "urn:example:1", "slug": "harbour-abc", "day": "2016-09-12", "headline": "Harbour reopens",
                "datePublished": "2016-09-12T00:00:00Z", "people": ["Ana", "Bo"], "publisher": "The Paper",
                "wordCount": 2, "body": "One.\nTwo.",
            })
        );
        let mapping = mapping();
        let quickwit = quickwit_index("broadsheet-test");
        for field in found.as_object().unwrap().keys() {
            assert!(mapping["mappings"]["properties"].get(field).is_some(), "{field}");
            assert!(quickwit.contains(&format!("- name: {field}\n")), "{field}");
        }
    }
}
