//! The fields of an article under the model's names and in its order, for forms that have a place for each.

use article::Article;
use serde_json::{Map, Value};

/// The model's fields but for the text and the pictures.
pub const FIELDS: [&str; 28] = [
    "headline",
    "alternativeHeadline",
    "abstract",
    "by",
    "author",
    "dateline",
    "located",
    "datePublished",
    "dateModified",
    "language",
    "articleSection",
    "genres",
    "subjects",
    "people",
    "organisations",
    "places",
    "publisher",
    "infoSources",
    "copyrightHolder",
    "copyrightNotice",
    "usageTerms",
    "pubStatus",
    "embargoedUntil",
    "expires",
    "version",
    "wordCount",
    "digitalSourceType",
    "url",
];

/// An article as the model writes it, field by field.
pub fn fields_of(article: &Article) -> serde_json::Result<Map<String, Value>> {
    match serde_json::to_value(article)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// A field's value as a list of texts: a name as it is written, without its identifier and role.
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(name) => name.get("name").map(texts).unwrap_or_default(),
        other => vec![other.to_string()],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// A field that the model gains must not be missing from what is exported.
    #[test]
    fn every_field_of_the_model_is_known() {
        let text = || Some("x".to_owned());
        let names = || vec!["x".into()];
        let article = Article {
            uri: "x".into(),
            url: text(),
            headline: "x".into(),
            alternative_headline: text(),
            abstract_: text(),
            by: text(),
            author: names(),
            dateline: text(),
            located: text(),
            date_published: text(),
            date_modified: text(),
            language: text(),
            article_section: text(),
            genres: names(),
            subjects: names(),
            people: names(),
            organisations: names(),
            places: names(),
            body: Vec::new(),
            associations: vec![article::Association::default()],
            publisher: Some("x".into()),
            info_sources: names(),
            copyright_holder: text(),
            copyright_notice: text(),
            usage_terms: text(),
            pub_status: text(),
            embargoed_until: text(),
            expires: text(),
            version: text(),
            word_count: Some(1),
            digital_source_type: text(),
        };
        let mut fields = fields_of(&article).unwrap();
        for name in FIELDS.into_iter().chain(["uri", "body", "associations"]) {
            assert!(fields.remove(name).is_some(), "{name}");
        }
        assert!(fields.is_empty(), "{fields:?}");
    }
}
