//! The values of an article's fields, for forms that have a place for each.

use article::Article;
use serde_json::{Map, Value};

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
