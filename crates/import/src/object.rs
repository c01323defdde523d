//! One JSON object of the article model.

use article::Article;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

use crate::Place;
use crate::field_names::withholds;
use crate::hold::is_usable;
use crate::json_value::value_of;
use crate::mend::{self, Mended};
use crate::outlet::{Flow, Outlet};
use crate::surrogates::without_halves;

/// A JSON object that was an article.
pub struct Parsed {
    article: Article,
    /// Fields at the top that the model does not know.
    unknown: Vec<String>,
    /// What does not fit the model and was left out.
    problems: Vec<String>,
    /// Fields that may hold an article back and could not be understood.
    guarded: Option<String>,
}

/// Why a text is no article.
pub struct NoArticle {
    /// Where in the text's line, from 1, where that says something.
    pub column: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// Whether the text ends too early.
    pub is_cut: bool,
}

/// Reads an article from the text of one JSON value.
pub fn parse(text: &str) -> Result<Parsed, NoArticle> {
    parse_strictly(text).or_else(|error| {
        let Some(mended) = without_halves(text) else { return Err(error) };
        let mut parsed = parse_strictly(&mended).map_err(|_| error)?;
        parsed
            .problems
            .push("a character is cut in half (half of a pair of \\u escapes); it shows as \u{fffd}".to_owned());
        Ok(parsed)
    })
}

fn parse_strictly(text: &str) -> Result<Parsed, NoArticle> {
    if !text.trim_start().starts_with('{') {
        return Err(match serde_json::from_str::<serde::de::IgnoredAny>(text) {
            Ok(_) => {
                NoArticle { column: None, what: "is not an object, so it is no article".to_owned(), is_cut: false }
            }
            Err(error) => no_article(&error),
        });
    }
    let mut unknown = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let article = serde_ignored::deserialize(&mut json, |path| {
        if let serde_ignored::Path::Map { parent: serde_ignored::Path::Root, key } = path {
            unknown.push(key);
        }
    });
    let read = match article.and_then(|article: Article| json.end().map(|()| article)) {
        Ok(article) => Ok(Mended { article, unknown, problems: Vec::new() }),
        // What is JSON all the same does not fit the model: the library calls a number in place of a word a slip in JSON too.
        Err(error) => match serde_json::from_str(text) {
            Ok(Fields(fields)) => mend::read(fields),
            Err(again) => Err(if error.is_data() { again } else { error }),
        },
    };
    let Mended { article, unknown, problems } = read.map_err(|error| no_article(&error))?;
    let guarded = guarded_field(text, &article);
    Ok(Parsed { article, unknown, problems, guarded })
}

/// The fields of an object, each once: of two embargoes nobody knows which one holds.
struct Fields(Map<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor).map(Fields)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Map<String, Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(twice(&name)));
            }
            fields.insert(name, map.next_value()?);
        }
        Ok(fields)
    }
}

/// What to say where a field stands twice.
pub fn twice(field: &str) -> String {
    format!("the field \"{field}\" stands twice; keep one of them")
}

fn no_article(error: &serde_json::Error) -> NoArticle {
    let column = Some(error.column()).filter(|column| *column > 0);
    NoArticle { column, what: explain(error), is_cut: error.is_eof() }
}

/// What is wrong, without the place, which is said apart.
pub fn explain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = said.strip_suffix(&place).unwrap_or(&said);
    match error.classify() {
        serde_json::error::Category::Data => format!("does not fit the article model: {reason}"),
        serde_json::error::Category::Eof => {
            let inside = reason.strip_prefix("EOF while parsing ").unwrap_or("a value");
            format!("is not whole: it ends within {}", inside.replace("a string", "a text"))
        }
        // The library's word for true, false and null.
        _ if reason == "expected ident" => "is not JSON: texts stand in quotation marks".to_owned(),
        _ => format!("is not JSON: {reason}"),
    }
}

/// How a field begins in JSON that may hold an article back. An escape may hide any of them.
const GUARDED: [&str; 16] = [
    "\"embargo",
    "\"Embargo",
    "\"EMBARGO",
    "\"isEmbargo",
    "\"expir",
    "\"Expir",
    "\"EXPIR",
    "\"pubStatus",
    "\"pubstatus",
    "\"pub_status",
    "\"draft\"",
    "\"published\"",
    "\"status\"",
    "\"post_status\"",
    "\"visibility\"",
    "\\u",
];

/// The name of a field that means to hold an article back but stands where the model would not see it: a misspelt
/// embargo, or a date that is an object. An article must not be published because its embargo was not understood.
fn guarded_field(text: &str, article: &Article) -> Option<String> {
    if !GUARDED.iter().any(|begin| text.contains(begin)) {
        return None;
    }
    let (value, _) = value_of(text).ok()?;
    let holds = |(name, value): &(&String, &Value)| is_guarded(name, &value.to_string(), article);
    value.as_object()?.iter().find(holds).map(|(name, _)| name.clone())
}

/// Whether a field of this name and value, in JSON, holds an article back without the model having seen it.
pub fn is_guarded(name: &str, json: &str, article: &Article) -> bool {
    if article.pub_status.as_deref().is_none_or(is_usable) && withholds_in(name, json) {
        return true;
    }
    let plain = name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let is_unseen = match name {
        "embargoedUntil" => article.embargoed_until.is_none(),
        "expires" => article.expires.is_none(),
        "pubStatus" => article.pub_status.is_none() && json != "\"usable\"",
        _ => {
            plain.contains("embargo")
                || (plain == "pubstatus" && json != "\"usable\"")
                || matches!(plain.as_str(), "expires" | "expiry" | "expirydate" | "expirationdate")
        }
    };
    is_unseen
        && match serde_json::from_str(json) {
            Ok(Value::Null | Value::Bool(false)) => false,
            Ok(Value::String(text)) => !text.trim().is_empty(),
            Ok(Value::Array(items)) => !items.is_empty(),
            _ => true,
        }
}

/// Whether a field withholds its article in another program's words.
fn withholds_in(name: &str, json: &str) -> bool {
    // Such words are short; a text need not be read for it.
    json.len() < 20 && serde_json::from_str(json).is_ok_and(|value| withholds(name, &value))
}

/// What to say of an article that is left out because of such a field.
pub fn guarded_message(field: &str) -> String {
    let says_when = ["embargo", "expir", "date"].iter().any(|word| field.to_ascii_lowercase().contains(word));
    let remedy = if says_when {
        "embargoedUntil or expires with an RFC 3339 date-time"
    } else {
        "pubStatus as usable, withheld or canceled"
    };
    format!(
        "was left out, as it may not be meant for publication: the field \"{field}\" could not be understood; write {remedy}"
    )
}

/// What to say of a list whose articles are left out because of such a field beside it.
pub fn guarded_list_message(field: &str) -> String {
    format!(
        "was left out, as it may not be meant for publication: the field \"{field}\" stands beside the list of articles; put it into each that it holds back"
    )
}

/// What to say of a field that the model does not know.
pub fn unknown_message(field: &str) -> String {
    format!("the field \"{field}\" is not part of the article model and was left out")
}

impl Parsed {
    /// The fields at the top that the model does not know.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Hands the article over, or says why not.
    pub fn hand_over(self, item: Option<u64>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
        for field in &self.unknown {
            outlet.count(unknown_message(field), place);
        }
        for what in self.problems {
            outlet.problem(place, what)?;
        }
        match self.guarded {
            Some(field) => outlet.problem(place, guarded_message(&field)),
            None => outlet.article(self.article, item, place),
        }
    }
}
