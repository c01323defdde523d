//! Front matter: YAML between `---` lines or TOML between `+++` lines, mapped onto the model.

use article::Article;
use serde_json::{Map, Value};

use crate::field_names::{by_of, model_name, withholds};
use crate::{hold, mend, object};

/// A text parted.
pub struct Parted<'a> {
    /// Which language the front matter is in, if there is any.
    pub format: Option<Format>,
    /// The front matter, without its fences.
    pub matter: &'a str,
    /// What follows.
    pub body: &'a str,
}

/// A language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
}

/// What front matter says.
#[derive(Debug, Default)]
pub struct Fields {
    /// The article, without a body from the text.
    pub article: Article,
    /// Keys that neither the model nor an alias knows.
    pub unknown: Vec<String>,
    /// What does not fit the model and was left out.
    pub problems: Vec<String>,
    /// A key that may hold the article back and could not be understood.
    pub guarded: Option<String>,
}

/// Why front matter could not be read.
#[derive(Debug)]
pub struct FrontError {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

/// Parts front matter from the text. A first `---` that nothing closes is a rule of the text.
pub fn part(text: &str) -> Parted<'_> {
    let none = Parted { format: None, matter: "", body: text };
    let (format, fence) = match text.lines().next().map(str::trim_end) {
        Some("---") => (Format::Yaml, "---"),
        Some("+++") => (Format::Toml, "+++"),
        _ => return none,
    };
    let Some(start) = text.find('\n').map(|at| at + 1) else { return none };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence || (format == Format::Yaml && line.trim_end() == "...") {
            return Parted { format: Some(format), matter: &text[start..at], body: &text[end..] };
        }
        at = end;
    }
    none
}

/// Reads front matter. Keys go by the model's names or an alias; of two that mean one field the model's own wins.
pub fn read(parted: &Parted) -> Result<Fields, FrontError> {
    let Some(format) = parted.format else { return Ok(Fields::default()) };
    let given = match format {
        Format::Yaml => read_yaml(parted.matter)?,
        Format::Toml => read_toml(parted.matter)?,
    };
    let mut mapped = Map::new();
    let (mut aliased, mut is_withheld) = (Vec::new(), false);
    for (key, value) in given {
        match model_name(&key) {
            _ if withholds(&key, &value) => is_withheld = true,
            // Said of what is to be seen, beside the date that another field has.
            Some("datePublished") if value == Value::Bool(true) => {}
            Some(name) if name == key => drop(mapped.insert(key, value)),
            Some(name) => aliased.push((name, key, value)),
            None => drop(mapped.insert(key, value)),
        }
    }
    let mut fields = Fields::default();
    for (name, key, value) in aliased {
        match (name, value) {
            // Held back until someone says it is done.
            ("pubStatus", Value::Bool(false)) => {}
            ("pubStatus", Value::Bool(true)) => drop(mapped.insert("pubStatus".to_owned(), "withheld".into())),
            ("pubStatus", _) => fields.guarded = Some(key),
            (name, _) if mapped.contains_key(name) => fields.unknown.push(key),
            (name, value) => drop(mapped.insert(name.to_owned(), value)),
        }
    }
    if is_withheld && mapped.get("pubStatus").and_then(Value::as_str).is_none_or(hold::is_usable) {
        mapped.insert("pubStatus".to_owned(), "withheld".into());
    }
    split_list(&mut mapped, "subjects");
    // One value in two places: the authors one by one, and the byline as printed.
    if let Some(author) = mapped.get("author").filter(|_| !mapped.contains_key("by"))
        && let Some(by) = by_of(author)
    {
        mapped.insert("by".to_owned(), by.into());
    }
    let mended = mend::read(mapped.clone())
        .map_err(|error| FrontError { line: 1, what: format!("does not fit the article model: {error}") })?;
    fields.article = mended.article;
    fields.problems = mended.problems;
    let guarded = mapped.iter().find(|(key, value)| object::is_guarded(key, &value.to_string(), &fields.article));
    fields.guarded = fields.guarded.or(guarded.map(|(key, _)| key.clone()));
    fields.unknown.extend(mended.unknown);
    Ok(fields)
}

/// Whether front matter that could not be read may have held the article back.
pub fn may_hold_back(matter: &str) -> bool {
    let matter = matter.to_ascii_lowercase();
    ["embargo", "expir", "draft", "pubstatus", "withheld", "published: false", "private"]
        .iter()
        .any(|word| matter.contains(word))
}

fn read_yaml(matter: &str) -> Result<Map<String, Value>, FrontError> {
    if matter.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Map::new());
    }
    serde_saphyr::from_str(matter).map_err(|error| {
        // The fence is the first line.
        let line = error.location().map_or(1, |location| location.line() + 1);
        let said = error.without_snippet().to_string();
        FrontError { line, what: format!("is not YAML of keys and values: {}", without_place(&said)) }
    })
}

/// The first line of what the library says, without its own count of lines, which begins below the fence.
fn without_place(said: &str) -> &str {
    let first = said.lines().next().unwrap_or_default();
    first.split(" at line ").next().unwrap_or(first)
}

fn read_toml(matter: &str) -> Result<Map<String, Value>, FrontError> {
    let table: toml::Table = matter.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| matter.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 2;
        FrontError { line, what: format!("is not TOML: {}", error.message().lines().next().unwrap_or_default()) }
    })?;
    Ok(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
}

/// TOML's value as JSON's; its dates as they are written.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
    }
}

/// "budget, harbour" is two subjects where a list is meant.
fn split_list(fields: &mut Map<String, Value>, name: &str) {
    if let Some(Value::String(text)) = fields.get(name) {
        let items: Vec<Value> =
            text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect();
        fields.insert(name.to_owned(), items.into());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// What other programs say of an article that is not to be seen was passed over, and the article published.
    #[test]
    fn what_is_not_to_be_seen_is_withheld_in_whose_words_ever() {
        for (matter, expected) in [
            ("published: false", Some("withheld")),
            ("published: true", None),
            ("published: 2024-03-05", None),
            ("status: draft", Some("withheld")),
            ("status: Private", Some("withheld")),
            ("status: publish", None),
            ("published: false\npubStatus: usable", Some("withheld")),
            ("published: false\npubStatus: canceled", Some("canceled")),
        ] {
            let text = format!("---\nheadline: x\n{matter}\n---\nText.");
            let fields = read(&part(&text)).unwrap();
            assert_eq!(fields.article.pub_status.as_deref(), expected, "{matter}");
            assert_eq!(fields.problems.len(), 0, "{matter}: {:?}", fields.problems);
        }
    }
}
