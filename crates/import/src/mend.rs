//! An article of which a part does not fit the model: what fits is read, and what does not is left out by name.
//!
//! A paragraph whose spans or level make no sense keeps its text. One that has no text is left out, and the article is
//! named as incomplete: that says more, and loses less, than leaving out the article.

use article::{Article, FieldKind, model_field};
use serde_json::{Map, Value, json};

/// What could be read.
#[derive(Debug, Default)]
pub struct Mended {
    /// The article.
    pub article: Article,
    /// Fields at the top that the model does not know.
    pub unknown: Vec<String>,
    /// What does not fit and was left out, each with its field and what would fit.
    pub problems: Vec<String>,
}

/// The most problems that are told of one article; a file of another shape would have one at every paragraph.
const MOST: usize = 5;

/// Reads an article from its fields.
///
/// # Errors
/// What is wrong, where nothing can be mended.
pub fn read(mut fields: Map<String, Value>) -> Result<Mended, serde_json::Error> {
    let mut problems = Vec::new();
    let outcome = match deserialize(fields.clone()) {
        Err(error) if error.is_data() => {
            fields.retain(|name, value| fits(name, value) || mend_field(name, value, &mut problems));
            deserialize(fields)
        }
        outcome => outcome,
    };
    let more = problems.len().saturating_sub(MOST);
    if more > 0 {
        problems.truncate(MOST);
        problems.push(format!("{more} more places like these do not fit and were left out"));
    }
    outcome.map(|(article, unknown)| Mended { article, unknown, problems })
}

fn deserialize(fields: Map<String, Value>) -> Result<(Article, Vec<String>), serde_json::Error> {
    let mut unknown = Vec::new();
    let article = serde_ignored::deserialize(Value::Object(fields), |path| {
        if let serde_ignored::Path::Map { parent: serde_ignored::Path::Root, key } = path {
            unknown.push(key);
        }
    })?;
    Ok((article, unknown))
}

/// Whether an article that had this field alone would be one.
fn fits(name: &str, value: &Value) -> bool {
    let mut field = Map::new();
    field.insert(name.to_owned(), value.clone());
    serde_json::from_value::<Article>(Value::Object(field)).is_ok()
}

/// Mends a field that does not fit; answers whether anything of it stays.
fn mend_field(name: &str, value: &mut Value, problems: &mut Vec<String>) -> bool {
    if value.is_object() {
        *value = Value::Array(vec![value.take()]);
    }
    let Value::Array(items) = value else {
        problems.push(format!("\"{name}\" is {} and should be {}; it was left out", shown(value), expected(name)));
        return false;
    };
    for (number, item) in (1..).zip(items) {
        if fits(name, &json!([item])) {
            continue;
        }
        let place = if name == "body" { format!("block {number}") } else { format!("\"{name}\", item {number}") };
        mend_item(name, item, &place, problems);
    }
    true
}

/// Takes out of one item of a list what does not fit; what is left may be nothing, which reading passes over.
fn mend_item(name: &str, item: &mut Value, place: &str, problems: &mut Vec<String>) {
    let given = shown(item);
    if let Value::Object(parts) = item {
        let mut found = Vec::new();
        parts.retain(|part, value| {
            let fits = mend_part(name, part, value);
            if !fits {
                found.push(format!("its \"{part}\" is {} and should be {}", shown(value), expected_part(part)));
            }
            fits
        });
        let says_something = name != "body" || parts.contains_key("text") || parts.contains_key("association");
        if says_something && fits(name, &json!([item])) {
            if !found.is_empty() {
                problems.push(format!("{place}: {}; the rest of it was kept", found.join(", and ")));
            }
            return;
        }
        if !found.is_empty() {
            problems.push(format!("{place}: {}; it was left out", found.join(", and ")));
            *item = nothing(name);
            return;
        }
    }
    problems.push(format!("{place} is {given} and should be {}; it was left out", expected_item(name)));
    *item = nothing(name);
}

/// Whether a part of an item fits, or does now: of a list of spans those that do not fit go.
fn mend_part(name: &str, part: &str, value: &mut Value) -> bool {
    let fits_as = |value: &Value| {
        let mut item = Map::new();
        // A name is one only where it has a name.
        if !matches!(name, "body" | "associations") {
            item.insert("name".to_owned(), json!("x"));
        }
        item.insert(part.to_owned(), value.clone());
        fits(name, &json!([item]))
    };
    if part == "text" && (value.is_number() || value.is_boolean()) {
        *value = Value::String(value.to_string());
    }
    fits_as(value)
}

/// What stands in place of an item that goes. A picture keeps its place, by which figures name it.
fn nothing(name: &str) -> Value {
    if name == "associations" { json!({}) } else { Value::Null }
}

/// A value as a message shows it: its beginning.
fn shown(value: &Value) -> String {
    let json = value.to_string();
    match json.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &json[..end]),
        None => json,
    }
}

fn expected(field: &str) -> &'static str {
    match field {
        "body" => "a list of paragraphs, each a text or {\"kind\", \"text\"}",
        "associations" => "a list of pictures, each {\"href\", \"caption\", …}",
        _ => match model_field(field).map(|field| field.kind) {
            Some(FieldKind::Names) => "a list of names",
            Some(FieldKind::Name) => "a name",
            Some(FieldKind::Number) => "a whole number",
            Some(FieldKind::Text | FieldKind::Date) | None => "a text",
        },
    }
}

fn expected_item(field: &str) -> &'static str {
    match field {
        "body" => "a text or {\"kind\", \"text\"}",
        "associations" => "{\"href\", \"caption\", …}",
        _ => "a name or {\"name\"}",
    }
}

fn expected_part(part: &str) -> &'static str {
    match part {
        "spans" => "a list of {\"start\", \"end\", \"kind\"}, the kind emphasis, strong, link or code",
        "level" => "a number from 2 to 6",
        "ordered" | "header" => "true or false",
        "association" => "the number of a picture, from 0",
        "width" | "height" => "a number of pixels",
        _ => "a text",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[track_caller]
    fn check(fields: Value, texts: &[&str], problems: &[&str]) {
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        let mended = read(fields).unwrap();
        assert_eq!(mended.article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), texts);
        assert_eq!(mended.problems, problems);
    }

    #[test]
    fn a_block_keeps_its_text() {
        check(
            json!({"body": ["One", {"kind": "heading", "text": "Two", "level": "two", "spans": "x"}, "Three"]}),
            &["One", "Two", "Three"],
            &[
                "block 2: its \"level\" is \"two\" and should be a number from 2 to 6, and its \"spans\" is \"x\" and should \
               be a list of {\"start\", \"end\", \"kind\"}, the kind emphasis, strong, link or code; the rest of it was kept",
            ],
        );
        check(
            json!({"body": [{"text": 1987, "level": 2}, [1]]}),
            &["1987"],
            &["block 2 is [1] and should be a text or {\"kind\", \"text\"}; it was left out"],
        );
    }

    #[test]
    fn a_block_without_text_goes_and_the_others_stay() {
        check(
            json!({"body": ["One", 5, {"text": ["x"]}, "Two"]}),
            &["One", "Two"],
            &[
                "block 2 is 5 and should be a text or {\"kind\", \"text\"}; it was left out",
                "block 3: its \"text\" is [\"x\"] and should be a text; it was left out",
            ],
        );
        check(
            json!({"body": 5}),
            &[],
            &["\"body\" is 5 and should be a list of paragraphs, each a text or {\"kind\", \"text\"}; it was left out"],
        );
    }

    #[test]
    fn other_fields_go_alone() {
        let fields = json!({
            "headline": "One", "wordCount": "many", "people": ["Ana", 5, {"uri": "x"}], "publisher": 7,
            "associations": ["a.jpg", {"caption": "Boats", "width": "wide"}],
            "body": [{"kind": "figure", "text": "Boats", "association": 1}],
        });
        let mended = read(fields.as_object().unwrap().clone()).unwrap();
        assert_eq!(mended.problems.len(), 5 + 1, "{:?}", mended.problems);
        assert_eq!(mended.article.headline, "One");
        assert_eq!(mended.article.people, ["Ana".into()]);
        assert_eq!(mended.article.associations[1].caption.as_deref(), Some("Boats"));
    }

    #[test]
    fn thousands_of_problems_are_not_told_one_by_one() {
        let fields = json!({"body": vec![5; 1000]});
        let mended = read(fields.as_object().unwrap().clone()).unwrap();
        assert_eq!(mended.problems.last().unwrap(), "995 more places like these do not fit and were left out");
    }
}
