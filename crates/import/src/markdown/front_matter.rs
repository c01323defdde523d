//! Front matter: YAML between `---` lines or TOML between `+++` lines, mapped onto the model.

use std::collections::BTreeMap;

use article::{Article, FieldKind, model_field};
use serde_json::{Map, Value};

use super::lead::Lead;
use super::planned::Planned;
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
    /// An object at the beginning.
    Json,
}

/// What front matter says.
#[derive(Debug, Default)]
pub struct Fields {
    /// The article, without a body from the text.
    pub article: Article,
    /// Keys that neither the model nor an alias knows.
    pub unknown: Vec<String>,
    /// What was read otherwise by rule.
    pub notes: Vec<String>,
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
        Some(line) if line.starts_with('{') => return part_json(text).unwrap_or_else(|| broken_json(text, none)),
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

/// Parts an object of JSON from the text behind it. A text may begin with a brace too.
fn part_json(text: &str) -> Option<Parted<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    values.next()?.ok()?;
    let (matter, body) = text.split_at_checked(values.byte_offset())?;
    let is_parted = body.trim_start_matches([' ', '\t', '\r']).is_empty()
        || body.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    is_parted.then_some(Parted { format: Some(Format::Json), matter, body })
}

/// What begins as an object and is none, or has more on its last line: nobody knows where the text begins, nor what was to be held back.
fn broken_json<'a>(text: &'a str, none: Parted<'a>) -> Parted<'a> {
    let begins = text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
    if begins { Parted { format: Some(Format::Json), matter: text, body: "" } } else { none }
}

/// Reads front matter. Keys go by the model's names or an alias. Lists of names under several of them are one list; of other
/// fields the model's own name wins.
pub fn read(parted: &Parted) -> Result<Fields, FrontError> {
    let Some(format) = parted.format else { return Ok(Fields::default()) };
    let given = match format {
        Format::Yaml => read_yaml(parted.matter)?,
        Format::Toml => read_toml(parted.matter)?,
        Format::Json => serde_json::from_str(parted.matter)
            .map_err(|error| FrontError { line: error.line() as u64, what: format!("is not JSON: {error}") })?,
    };
    let mut mapped = Map::new();
    let (mut aliased, mut is_withheld, mut planned, mut lead) =
        (Vec::new(), false, Planned::default(), Lead::default());
    for (key, value) in given {
        match model_name(&key) {
            _ if withholds(&key, &value) => is_withheld = true,
            _ if planned.takes(&key, &value) => {}
            None if lead.takes(&key, &value) => {}
            // Said of what is to be seen, beside the date that another field has.
            Some("datePublished") if value == Value::Bool(true) => {}
            Some(name) if name == key => drop(mapped.insert(key, value)),
            Some(name) => aliased.push((name, key, value)),
            None => drop(mapped.insert(key, value)),
        }
    }
    let mut fields = Fields::default();
    // Under which key each field was found.
    let mut keys = BTreeMap::new();
    for (name, key, value) in aliased {
        let is_list = model_field(name).is_some_and(|field| field.kind == FieldKind::Names);
        match (name, value) {
            // Held back until someone says it is done.
            ("pubStatus", Value::Bool(false)) => {}
            ("pubStatus", Value::Bool(true)) => drop(mapped.insert("pubStatus".to_owned(), "withheld".into())),
            ("pubStatus", _) => fields.guarded = Some(key),
            (name, value) if is_list => {
                let before = mapped.remove(name);
                mapped.insert(name.to_owned(), joined(name, before, value));
            }
            (name, value) => match mapped.get(name).filter(|read| !says_nothing(read)) {
                _ if says_nothing(&value) => {}
                None => {
                    mapped.insert(name.to_owned(), value);
                    keys.insert(name, key);
                }
                Some(read) if *read == value => {}
                // Of two that may hold an article back nobody knows which one does.
                Some(_) if matches!(name, "expires" | "embargoedUntil") => fields.guarded = Some(key),
                Some(_) => fields.notes.push(stands_twice(name, keys.get(name).map_or(name, String::as_str), &key)),
            },
        }
    }
    if is_withheld && mapped.get("pubStatus").and_then(Value::as_str).is_none_or(hold::is_usable) {
        mapped.insert("pubStatus".to_owned(), "withheld".into());
    }
    split_list(&mut mapped, "subjects");
    if let Some(date) = planned.date().filter(|_| mapped.get("datePublished").is_none_or(Value::is_null)) {
        mapped.insert("datePublished".to_owned(), date.into());
    }
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
    if let Some(key) = planned.hold_back(&mut fields.article) {
        fields.guarded = Some(key);
    }
    let guarded = mapped.iter().find(|(key, value)| object::is_guarded(key, &value.to_string(), &fields.article));
    fields.guarded = fields.guarded.or(guarded.map(|(key, _)| key.clone()));
    fields.unknown.extend(mended.unknown);
    fields.unknown.extend(lead.add_to(&mut fields.article));
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

fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// What is said where two keys mean one field that holds one value.
fn stands_twice(name: &str, read: &str, key: &str) -> String {
    format!("the field \"{name}\" stands twice, as \"{read}\" and as \"{key}\"; the first was read")
}

/// The names that two keys give for one field, each once.
fn joined(name: &str, before: Option<Value>, value: Value) -> Value {
    let Some(before) = before.filter(|before| !before.is_null()) else { return value };
    let mut items: Vec<Value> = Vec::new();
    for item in items_of(name, before).into_iter().chain(items_of(name, value)) {
        let is_it = |other: &Value| match (item.as_str(), other.as_str()) {
            (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
            _ => item == *other,
        };
        if !items.iter().any(is_it) {
            items.push(item);
        }
    }
    items.into()
}

fn items_of(name: &str, value: Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        Value::String(text) if name == "subjects" => parts(&text),
        value => vec![value],
    }
}

/// "budget, harbour" is two subjects where a list is meant.
fn split_list(fields: &mut Map<String, Value>, name: &str) {
    if let Some(Value::String(text)) = fields.get(name) {
        let items = parts(text);
        fields.insert(name.to_owned(), items.into());
    }
}

fn parts(text: &str) -> Vec<Value> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()
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

    #[track_caller]
    fn fields(matter: &str) -> Fields {
        read(&part(&format!("---\n{matter}\n---\nText."))).unwrap()
    }

    /// Of tags and categories one list was lost, with the note that the field is not part of the model.
    #[test]
    fn lists_under_several_names_are_one() {
        for (matter, expected) in [
            ("tags: [Ferry, Harbour]\ncategories: [News, ferry]", vec!["News", "ferry", "Harbour"]),
            ("category: News\nkeywords: ferry, harbour", vec!["News", "ferry", "harbour"]),
            ("subjects: [News]\ntags:\n- Ferry", vec!["News", "Ferry"]),
            ("tags:\ncategories: [News]", vec!["News"]),
        ] {
            let Fields { article, unknown, notes, problems, .. } = fields(matter);
            let subjects: Vec<&str> = article.subjects.iter().map(|name| name.name.as_str()).collect();
            assert_eq!(subjects, expected, "{matter}");
            assert_eq!((unknown.len(), notes.len(), problems.len()), (0, 0, 0), "{matter}");
        }
        let authors = fields("author: Ana\nwriters: [Bo]").article;
        assert_eq!((authors.author.len(), authors.by.as_deref()), (2, Some("Ana and Bo")));
    }

    #[test]
    fn a_picture_is_named_as_in_a_table() {
        let lead = fields("picture: boats.jpg\ncaption: Two boats\ncreditText: Ana\nalt_text: Boats at a quay").article;
        let picture = &lead.associations[0];
        assert_eq!((picture.href.as_deref(), picture.caption.as_deref()), (Some("boats.jpg"), Some("Two boats")));
        assert_eq!(
            (picture.credit_text.as_deref(), picture.alt_text.as_deref()),
            (Some("Ana"), Some("Boats at a quay"))
        );
        assert_eq!(fields("image: a.jpg\nthumbnail: small.jpg").article.associations[0].href.as_deref(), Some("a.jpg"));
        for (matter, unknown) in
            [("caption: Of nothing", vec!["caption"]), ("image:", vec![]), ("image: {path: a.jpg}", vec!["image"])]
        {
            let fields = fields(matter);
            assert_eq!(
                (fields.article.associations.len(), fields.unknown),
                (0, unknown.into_iter().map(str::to_owned).collect()),
                "{matter}"
            );
        }
        let twice = "picture: a.jpg\nassociations:\n- href: a.jpg\n  caption: A";
        assert_eq!(fields(twice).article.associations.len(), 1);
    }

    #[test]
    fn of_two_names_for_one_value_it_is_said_which_was_read() {
        let said = fields("description: One\nsummary: Two");
        assert_eq!(said.article.abstract_.as_deref(), Some("One"));
        assert_eq!(
            said.notes,
            ["the field \"abstract\" stands twice, as \"description\" and as \"summary\"; the first was read"]
        );
        let own = fields("subtitle: One\nalternativeHeadline: Two");
        assert_eq!((own.article.alternative_headline.as_deref(), own.notes.len()), (Some("Two"), 1));
        assert_eq!(fields("description: One\nsummary: One").notes.len(), 0);
        let empty = fields("description: \"\"\nsummary: Two");
        assert_eq!((empty.article.abstract_.as_deref(), empty.notes.len()), (Some("Two"), 0));
    }

    /// Of two dates before which an article is not to be seen the second was passed over, and the article published.
    #[test]
    fn of_two_names_for_what_holds_back_neither_is_passed_over() {
        // Nobody knows which of them holds.
        for (matter, guarded) in [
            ("expires: 2030-01-01\nexpiryDate: 2020-01-01", Some("expiryDate")),
            ("embargoedUntil: 2020-01-01\nembargoed_until: 2030-01-01", Some("embargoed_until")),
            ("embargoed-until: 2030-01-01\nembargoed_until: 2020-01-01", Some("embargoed_until")),
            ("embargoedUntil: 2030-01-01\nembargoed_until: 2030-01-01", None),
            ("publishDate: 2020-01-01\npublish_date: soon", Some("publish_date")),
        ] {
            assert_eq!(fields(matter).guarded.as_deref(), guarded, "{matter}");
        }
        for matter in
            ["publishDate: 2020-01-01\npublish_date: 2030-01-01", "publishDate: 2030-01-01\npublish_date: 2020-01-01"]
        {
            let Fields { article, guarded, .. } = fields(matter);
            assert_eq!((article.embargoed_until.as_deref(), guarded), (Some("2030-01-01"), None), "{matter}");
        }
    }

    /// What Hugo plans for a day to come was published at once.
    #[test]
    fn a_planned_publication_holds_an_article_back_until_then() {
        for (matter, embargo, date) in [
            ("publishDate: 2030-01-02T10:00:00Z\ndate: 2029-12-01", Some("2030-01-02T10:00:00Z"), Some("2029-12-01")),
            ("publish_date: 2030-01-02", Some("2030-01-02"), Some("2030-01-02")),
            // In some zone it is not yet that time.
            ("publishdate: 2030-01-02 10:00:00", Some("2030-01-02T22:00:00Z"), Some("2030-01-02 10:00:00")),
            ("publishDate: 2030-01-02\nembargoedUntil: 2031-01-01", Some("2031-01-01"), Some("2030-01-02")),
            ("publishDate:\ndate: 2029-12-01", None, Some("2029-12-01")),
        ] {
            let Fields { article, unknown, guarded, .. } = fields(matter);
            assert_eq!(
                (article.embargoed_until.as_deref(), article.date_published.as_deref()),
                (embargo, date),
                "{matter}"
            );
            assert_eq!((unknown.len(), guarded), (0, None), "{matter}");
        }
        let toml = read(&part("+++\npublishDate = 2030-01-02T10:00:00+01:00\n+++\nText.")).unwrap();
        assert_eq!(toml.article.embargoed_until.as_deref(), Some("2030-01-02T10:00:00+01:00"));
        assert_eq!(fields("publishDate: soon").guarded.as_deref(), Some("publishDate"));
    }
}
