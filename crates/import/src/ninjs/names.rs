//! Names in ninjs: `{"name", "uri", "literal", "rel"}`, in 1.x `{"name", "scheme", "code"}`.

use article::Name;
use serde_json::Value;
use std::collections::BTreeSet;

use super::Item;
use crate::codes;

/// The names of the first of these fields that has some.
pub fn names(item: &Item, fields: &[&str]) -> Vec<Name> {
    fields.iter().map(|field| names_of(item, field)).find(|names| !names.is_empty()).unwrap_or_default()
}

fn names_of(item: &Item, field: &str) -> Vec<Name> {
    let values: Vec<&Value> = match item.get(field) {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    for value in values {
        let name = match value {
            Value::String(name) if !name.trim().is_empty() => Some(Name::from(name.trim())),
            Value::Object(object) => name(&Item(object)),
            _ => None,
        };
        // The same name may stand with another identifier; what is the same in all is one.
        let is_new = |name: &Name| seen.insert((name.name.clone(), name.uri.clone(), name.role.clone()));
        names.extend(name.filter(is_new));
    }
    names
}

fn name(item: &Item) -> Option<Name> {
    let literal = item.text(&["literal"]);
    let code = item.text(&["uri"]).or_else(|| code(item));
    let name = item.text(&["name"]).or_else(|| literal.clone());
    let name = name.or_else(|| code.as_deref().map(codes::name_of)).filter(|name| !name.is_empty())?;
    let uri = code.or(literal.filter(|literal| *literal != name));
    Some(Name { name, uri, role: item.text(&["rel", "role"]) })
}

/// `scheme` and `code` of 1.x as one identifier. A scheme is an address that codes are put behind, or a word.
fn code(item: &Item) -> Option<String> {
    let code = item.text(&["code", "qcode"])?;
    Some(match item.text(&["scheme"]) {
        Some(scheme) if scheme.ends_with(['/', '#', ':']) => format!("{scheme}{code}"),
        Some(scheme) => format!("{scheme}:{code}"),
        None => code,
    })
}
