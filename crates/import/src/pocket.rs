//! Passages that a reader marked in Pocket, as its export has them beside the list of what was saved (`annotations/part_000000.json`). The
//! articles stand in the list, and marks are a reader's own.

use serde_json::{Map, Value};

/// Whether an object names an article and holds nothing but the passages that were marked in it.
pub fn is_marks(object: &Map<String, Value>) -> bool {
    let is_known = |field: &String| ["url", "title", "highlights"].contains(&field.as_str());
    let is_passage = |passage: &Value| passage.get("quote").is_some_and(Value::is_string);
    let passages = object.get("highlights").and_then(Value::as_array);
    object.keys().all(is_known)
        && object.contains_key("url")
        && passages.is_some_and(|passages| passages.iter().all(is_passage))
}

/// What is said once of a file with such.
pub const LEFT_OUT: &str = "passages that were marked in Pocket are a reader's own and were left out";
