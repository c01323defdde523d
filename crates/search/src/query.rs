//! What goes in: words, filters and an order.

use serde::{Deserialize, Serialize};

use crate::date::Period;

/// A query: words as typed, filters by facet and date, and an order. Its words are parsed when it is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// What stands in the search box: words, `"phrases"`, `-not`, `field:word`, `prefix*`.
    pub text: String,
    /// OR within a facet, AND across facets; excluded values are taken away.
    pub filters: Vec<Filter>,
    /// Only documents of this day and later.
    pub from: Option<Period>,
    /// Only documents of this day and earlier.
    pub to: Option<Period>,
    /// The order of the hits.
    pub sort: Sort,
}

/// One value of a facet that documents must have or must not have. It matches a whole value, in whatever case; where there is none
/// such, the value that is folded as texts are to the same: `zurich` matches *Zürich* where nothing is called *Zurich*.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filter {
    /// The facet's name, as the index was built with.
    pub facet: String,
    /// The whole value.
    pub value: String,
    /// Whether documents with the value are left out.
    #[serde(default)]
    pub exclude: bool,
}

/// The order of the hits. What is equal goes newest first, that is, by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// The best match first; without words this is the same as newest.
    #[default]
    Relevance,
    /// By date, the newest first, undated documents last.
    Newest,
    /// By date, the oldest first, undated documents last: the dated ones in the reverse order of their numbers.
    Oldest,
}

/// How a query is to be answered: what the query does not say itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchOptions {
    /// Whether the last word is still being typed and therefore a prefix; not where white space or a closing quote stands behind it.
    pub as_typed: bool,
    /// How many hits to pass over.
    pub offset: u32,
    /// How many hits to return.
    pub limit: u32,
    /// How many values of each facet to return, the most frequent first; 0 leaves facets and histogram uncounted.
    pub facet_limit: u32,
    /// Values looked for inside one facet.
    pub facet_find: Option<FacetFind>,
}

impl SearchOptions {
    /// What a visitor sees before anything is asked: a page of hits, and of each facet one value more than is shown,
    /// which tells whether there are others. The archive's manifest holds the answer to the query for nothing with these.
    pub fn front() -> Self {
        Self { as_typed: false, offset: 0, limit: 50, facet_limit: 9, facet_find: None }
    }
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { as_typed: false, offset: 0, limit: 10, facet_limit: 100, facet_find: None }
    }
}

/// Restricts one facet's list of values to those that contain a text, case and diacritics folded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetFind {
    /// The facet's name.
    pub facet: String,
    /// What its values must contain.
    pub text: String,
}
