//! What is indexed: documents of text fields, facet values and a day.

use crate::date::Day;

/// Which fields and facets the documents of an index have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The text fields, at most 8.
    pub fields: Vec<Field>,
    /// The names of the facets, in the order in which answers count them.
    pub facets: Vec<String>,
}

/// A field of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As queries name it: `headline:word`.
    pub name: String,
    /// How much a word in it counts; see [`crate::ranking::FIELDS`].
    pub weight: f32,
}

/// One document. Its number is the order of adding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// One text for each field of the schema, empty where there is none.
    pub fields: Vec<String>,
    /// The language of its text as a BCP 47 tag, by which its words have their stems; empty where it is not known.
    pub language: String,
    /// One list of values for each facet of the schema. A value that stands there twice, in whatever case, counts
    /// once.
    pub facets: Vec<Vec<String>>,
    /// The day by which it is found and ordered.
    pub day: Option<Day>,
}
