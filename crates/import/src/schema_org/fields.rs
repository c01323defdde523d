//! Values of JSON-LD, which may be written in several ways: a text, an object with a name, a list of either.

use article::Name;
use serde_json::{Map, Value};

use super::Graph;
use crate::html;

/// A value as a list: each item of a list, or itself.
pub fn all(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

/// The first text of these fields that says something. Of an object its name.
pub fn text(object: &Map<String, Value>, graph: &Graph, fields: &[&str]) -> Option<String> {
    let values = fields.iter().filter_map(|field| object.get(*field)).flat_map(all);
    values.filter_map(|value| said(value, graph)).find(|text| !text.is_empty())
}

fn said(value: &Value, graph: &Graph) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            let object = graph.whole(object);
            let parts = ["@value", "name", "alternateName", "value", "url", "@id"];
            let part = parts.iter().find_map(|part| object.get(*part).and_then(Value::as_str));
            part.map(|text| text.trim().to_owned())
        }
        _ => None,
    }
}

/// The names in these fields.
pub fn names(object: &Map<String, Value>, graph: &Graph, fields: &[&str]) -> Vec<Name> {
    for field in fields {
        let names: Vec<Name> = texts(object, graph, field).into_iter().map(|(name, _)| name).collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The names in a field, each with its object where it is one.
pub fn texts<'a>(
    object: &'a Map<String, Value>,
    graph: &'a Graph,
    field: &str,
) -> Vec<(Name, Option<&'a Map<String, Value>>)> {
    let named = |text: &str| Name { name: html::line(text), ..Name::default() };
    let read = |value: &'a Value| match value {
        Value::String(text) => vec![(named(text), None)],
        Value::Object(object) => {
            let object = graph.whole(object);
            let part = |names: &[&str]| {
                names
                    .iter()
                    .find_map(|name| object.get(*name).and_then(Value::as_str))
                    .map(|text| text.trim().to_owned())
            };
            let names = object.get("name").map(all).unwrap_or_default().into_iter().filter_map(Value::as_str);
            let names: Vec<&str> = names.collect();
            let one = |name: &str| {
                let uri = part(&["sameAs", "@id", "url"]).filter(|uri| uri.contains(':'));
                vec![(Name { uri, role: part(&["jobTitle"]), ..named(name) }, Some(object))]
            };
            match names.as_slice() {
                [name] => one(name),
                // A name may be given in its parts alone.
                [] => {
                    let parts: Vec<String> =
                        ["givenName", "familyName"].iter().filter_map(|field| part(&[field])).collect();
                    one(&parts.join(" "))
                }
                // Several people in one object have nothing else in common.
                names => names.iter().map(|name| (named(name), Some(object))).collect(),
            }
        }
        _ => Vec::new(),
    };
    let values = object.get(field).map(all).unwrap_or_default();
    // An address is no name: some write authors as links to their profiles.
    let is_name = |name: &str| !name.is_empty() && !name.starts_with("http://") && !name.starts_with("https://");
    values.into_iter().flat_map(read).filter(|(name, _)| is_name(&name.name)).collect()
}

/// Where the article was published.
pub fn web_address(object: &Map<String, Value>, graph: &Graph) -> Option<String> {
    let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    let page = || match object.get("mainEntityOfPage") {
        Some(Value::Object(page)) => {
            let part = |name: &str| page.get(name).and_then(Value::as_str).map(str::to_owned);
            part("@id").filter(is_web).or_else(|| part("url"))
        }
        Some(Value::String(address)) => Some(address.clone()),
        _ => None,
    };
    text(object, graph, &["url"]).filter(is_web).or_else(|| page().filter(is_web)).or_else(|| {
        // `…/#article` is a name within the page.
        let id = object.get("@id").and_then(Value::as_str)?;
        let page = id.split('#').next().unwrap_or(id).to_owned();
        is_web(&page).then_some(page)
    })
}
