//! The fields of an article in front of its text. Values are JSON, which YAML 1.2 holds: so no text can be taken for a number or a date.

use std::fmt::Write;

use anyhow::Result;
use article::{Article, MODEL_FIELDS};
use serde_json::Value;

use super::super::fields::fields_of;

/// The front matter between its fences.
pub fn front_matter(article: &Article) -> Result<String> {
    let fields = fields_of(article)?;
    let mut text = String::from("---\n");
    for name in MODEL_FIELDS.iter().map(|field| field.name).chain(["associations"]) {
        match fields.get(name) {
            Some(value) => {
                let _ = write!(text, "{name}: ");
                write_value(value, &mut text);
                text.push('\n');
            }
            // Where nothing is said, the byline is made of the authors.
            None if name == "by" && !article.author.is_empty() => text.push_str("by: \"\"\n"),
            None => {}
        }
    }
    text.push_str("---\n");
    Ok(text)
}

fn write_value(value: &Value, text: &mut String) {
    let separated = |text: &mut String, at: usize| {
        if at > 0 {
            text.push_str(", ");
        }
    };
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                separated(text, at);
                write_value(item, text);
            }
            text.push(']');
        }
        // A name of which nothing else is known.
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("name") => {
            fields.values().for_each(|name| write_value(name, text));
        }
        Value::Object(fields) => {
            text.push('{');
            for (at, (name, value)) in fields.iter().enumerate() {
                separated(text, at);
                let _ = write!(text, "{name}: ");
                write_value(value, text);
            }
            text.push('}');
        }
        Value::String(string) => {
            for character in Value::from(string.as_str()).to_string().chars() {
                // YAML ends lines at some of these, and takes others for none of its characters.
                match character {
                    '\u{7f}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                        let _ = write!(text, "\\u{:04x}", u32::from(character));
                    }
                    _ => text.push(character),
                }
            }
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}
