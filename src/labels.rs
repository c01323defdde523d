//! What people read where the model has a name of its own.

use crate::locale;
use crate::messages::t;
use crate::record::LIST;

/// A facet's name for people; an unknown one stands for itself.
pub fn facet(name: &str) -> &str {
    let label = match name {
        "subjects" => t("Subjects"),
        "people" => t("People"),
        "organisations" => t("Organisations"),
        "places" => t("Places"),
        "articleSection" => t("Section"),
        "genres" => t("Genre"),
        "publisher" => t("Source"),
        "by" => t("Byline"),
        "language" => t("Language"),
        LIST => t("Your reading"),
        other => return other,
    };
    label.said()
}

/// The same where its values are left out: `not Places`.
pub fn not_facet(name: &str) -> String {
    t("not {filter}").with(&[("filter", facet(name))])
}

/// A facet's value for people: languages by their names, all else as the source writes it.
pub fn value(facet: &str, value: &str) -> String {
    let name = match (facet, value) {
        (LIST, "read") => Some(t("Read").into()),
        (LIST, "saved") => Some(t("Saved").into()),
        (LIST, "unread") => Some(t("Unread").into()),
        ("language", code) => locale::language_name(code),
        _ => None,
    };
    name.unwrap_or_else(|| value.to_owned())
}

/// A name with what it is about, in one line: `Places: japan`.
pub fn with_value(name: &str, value: &str) -> String {
    t("{name}: {value}").with(&[("name", name), ("value", value)])
}
