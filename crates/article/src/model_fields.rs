//! The fields of an article by name, for who writes or reads each in a form of its own: tables, front matter, other engines.

/// A field of [`crate::Article`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelField {
    /// As it stands in JSON.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A text.
    Text,
    /// A date-time or a day.
    Date,
    /// A whole number.
    Number,
    /// A name.
    Name,
    /// Names.
    Names,
}

/// The fields in the model's order, but for the text and the pictures, which each form has in a way of its own.
pub const MODEL_FIELDS: [ModelField; 29] = [
    ModelField { name: "uri", kind: FieldKind::Text },
    ModelField { name: "url", kind: FieldKind::Text },
    ModelField { name: "headline", kind: FieldKind::Text },
    ModelField { name: "alternativeHeadline", kind: FieldKind::Text },
    ModelField { name: "abstract", kind: FieldKind::Text },
    ModelField { name: "by", kind: FieldKind::Text },
    ModelField { name: "author", kind: FieldKind::Names },
    ModelField { name: "dateline", kind: FieldKind::Text },
    ModelField { name: "located", kind: FieldKind::Text },
    ModelField { name: "datePublished", kind: FieldKind::Date },
    ModelField { name: "dateModified", kind: FieldKind::Date },
    ModelField { name: "language", kind: FieldKind::Text },
    ModelField { name: "articleSection", kind: FieldKind::Text },
    ModelField { name: "genres", kind: FieldKind::Names },
    ModelField { name: "subjects", kind: FieldKind::Names },
    ModelField { name: "people", kind: FieldKind::Names },
    ModelField { name: "organisations", kind: FieldKind::Names },
    ModelField { name: "places", kind: FieldKind::Names },
    ModelField { name: "publisher", kind: FieldKind::Name },
    ModelField { name: "infoSources", kind: FieldKind::Names },
    ModelField { name: "copyrightHolder", kind: FieldKind::Text },
    ModelField { name: "copyrightNotice", kind: FieldKind::Text },
    ModelField { name: "usageTerms", kind: FieldKind::Text },
    ModelField { name: "pubStatus", kind: FieldKind::Text },
    ModelField { name: "embargoedUntil", kind: FieldKind::Date },
    ModelField { name: "expires", kind: FieldKind::Date },
    ModelField { name: "version", kind: FieldKind::Text },
    ModelField { name: "wordCount", kind: FieldKind::Number },
    ModelField { name: "digitalSourceType", kind: FieldKind::Text },
];

/// The field of this name; `None` for the text, the pictures and what is none.
pub fn model_field(name: &str) -> Option<ModelField> {
    MODEL_FIELDS.into_iter().find(|field| field.name == name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::{Article, Association, Name};
    use serde_json::Value;

    /// A field that the model gains must not be missing from what is exported and read.
    #[test]
    fn every_field_of_the_model_is_known_by_what_it_holds() {
        let text = || Some("x".to_owned());
        let names = || vec!["x".into()];
        let article = Article {
            uri: "x".into(),
            url: text(),
            headline: "x".into(),
            alternative_headline: text(),
            abstract_: text(),
            by: text(),
            author: names(),
            dateline: text(),
            located: text(),
            date_published: text(),
            date_modified: text(),
            language: text(),
            article_section: text(),
            genres: names(),
            subjects: names(),
            people: names(),
            organisations: names(),
            places: names(),
            body: Vec::new(),
            associations: vec![Association::default()],
            publisher: Some(Name::from("x")),
            info_sources: names(),
            copyright_holder: text(),
            copyright_notice: text(),
            usage_terms: text(),
            pub_status: text(),
            embargoed_until: text(),
            expires: text(),
            version: text(),
            word_count: Some(1),
            digital_source_type: text(),
        };
        let Value::Object(mut fields) = serde_json::to_value(&article).unwrap() else { panic!("an object") };
        for ModelField { name, kind } in MODEL_FIELDS {
            let value = fields.remove(name).unwrap();
            let holds = match kind {
                FieldKind::Text | FieldKind::Date => value.is_string(),
                FieldKind::Number => value.is_u64(),
                FieldKind::Name => value.is_object(),
                FieldKind::Names => value.is_array(),
            };
            assert!(holds, "{name}: {value}");
        }
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["associations", "body"]);
    }
}
