//! What comes out: one answer a query.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::date::Period;

/// The answer to a query. The total, the facets, the histogram and every order are of one set of documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// How many documents the result set holds.
    pub total: u32,
    /// How many words, phrases and alternatives were looked for; 0 where filters alone make the set.
    pub clauses: u32,
    /// How the words were taken to reach that set.
    pub matched: Matched,
    /// How many documents there are under the filters for each way of taking the words.
    pub totals: Totals,
    /// The hits from `offset` on, at most `limit`.
    pub hits: Vec<Hit>,
    /// The counts, each facet's without its own choice, in the order in which the index names them.
    pub facets: Vec<FacetCounts>,
    /// The documents over time, counted without the date range.
    pub histogram: Histogram,
    /// Parts of the text that mean nothing and were left out, as typed.
    pub ignored: Vec<String>,
    /// Words that were looked for too, because one of the query is rare or unknown and may be spelt wrong.
    pub also: Vec<String>,
}

/// Which documents make up the result set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Matched {
    /// Those that match all words.
    #[default]
    All,
    /// Fewer than 10 match all words: those that match at least three quarters of them.
    Most,
    /// Fewer than 10 match even that: those that match any word.
    Any,
}

/// The size of the stricter and the wider sets. `most` and `any` are counted only as far as the words were relaxed
/// or could be; a query of one word has them all alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Documents with all words.
    pub all: u32,
    /// Documents with at least three quarters of the words.
    pub most: u32,
    /// Documents with any word.
    pub any: u32,
}

/// One document of the result set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The document's number.
    pub number: u32,
    /// How well it matches; only comparable within one answer. 0 where there are no words. It is not sent: the order says
    /// what readers need, and fractions cost code.
    #[serde(skip)]
    pub score: f32,
}

/// The values of one facet under the query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// The facet's name.
    pub facet: String,
    /// The most frequent first, equal counts by value; chosen and excluded values always among them, with count 0
    /// too, the latter as the query writes them where no document has them.
    pub values: Vec<ValueCount>,
    /// Whether there are values with a count beyond these.
    pub more: bool,
}

/// A facet's value and how many documents have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// As the documents write it; of several cases the one most used.
    pub value: String,
    /// Documents under the query, this facet's own choice left aside.
    pub count: u32,
}

/// Documents over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// What one bar stands for, as the span of dates asks.
    pub unit: Unit,
    /// One bar for each year, month or day of the chosen range as far as the archive reaches; without a range, from the
    /// first to the last that has documents. Empty ones between are included, unless there are more than 120 years.
    pub bars: Vec<Bar>,
    /// How many documents of the set have no date.
    pub undated: u32,
}

/// What one bar of a histogram stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// A year.
    #[default]
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// One bar of a histogram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The year, month or day.
    pub period: Period,
    /// How many documents.
    pub count: u32,
}

/// A stretch of a text, and whether it matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The characters.
    pub text: String,
    /// Whether the query matched them.
    pub hit: bool,
}

/// A piece of the index of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The segment, counted from 0 in the order in which [`crate::Index::open`] got them.
    pub segment: u32,
    /// The number of the piece.
    pub number: u32,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// These pieces are needed; ask again when they are at hand.
    Missing(Vec<Piece>),
    /// A piece does not hold what it should: which one, and what is wrong with it.
    Malformed {
        /// The piece.
        piece: Piece,
        /// What is wrong.
        what: String,
    },
    /// What says how the segments fit together does not: what is wrong.
    Disjointed(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Missing(pieces) => write!(formatter, "the search index lacks its pieces {pieces:?}"),
            Self::Malformed { piece: Piece { segment, number }, what } => {
                write!(formatter, "piece {number} of the search index of segment {segment} is damaged: {what}")
            }
            Self::Disjointed(what) => write!(formatter, "the joint of the segments is damaged: {what}"),
        }
    }
}

impl std::error::Error for Failure {}
