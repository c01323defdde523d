//! The engine: analysis, index, query, ranking, facets, snippets.
//!
//! It knows documents, fields and ids, not articles; it stores no text and does no I/O. The index is a numbered set
//! of pieces of bytes; a search that needs a piece which is not at hand says which, and is asked again
//! ([`Failure::Missing`]). So the same code answers natively and in a browser that fetches pieces as they are needed.

pub mod analysis;
mod answer;
mod bits;
mod blocks;
#[cfg(feature = "build")]
mod builder;
mod bytes;
#[cfg(feature = "build")]
mod collected;
mod columns;
mod counting;
mod date;
mod days;
mod decoded;
mod dictionary;
mod document;
mod expansion;
#[cfg(feature = "build")]
mod facet_builder;
mod facet_forms;
mod facets;
#[cfg(feature = "build")]
mod field_lengths;
mod filter_terms;
#[cfg(feature = "build")]
mod format;
mod given;
mod highlight;
mod histogram;
mod index;
#[cfg(feature = "build")]
mod joining;
mod joint;
#[cfg(feature = "build")]
mod joint_facets;
#[cfg(feature = "build")]
mod joint_stems;
mod leaf;
mod lists;
mod matching;
mod meant;
mod order;
mod part;
mod pieces;
mod positions;
mod postings;
#[cfg(feature = "build")]
mod prefix_lists;
mod query;
mod query_text;
pub mod ranking;
mod related;
mod request;
mod root;
mod search;
mod set;
mod shapes;
mod snippet;
mod spelling;
mod stems;
#[cfg(feature = "build")]
mod stems_of_terms;
mod suggest;
mod synonyms;
mod terms;
mod whole;
mod words;
mod workshop;
mod written;

pub use answer::{Answer, Bar, FacetCounts, Failure, Histogram, Hit, Matched, Part, Piece, Totals, Unit, ValueCount};
#[cfg(feature = "build")]
pub use builder::{BuildError, Built, IndexBuilder};
pub use date::{Day, Period};
pub use document::{Document, Field, Schema};
pub use filter_terms::lift_filters;
pub use given::Given;
pub use highlight::Highlighter;
pub use index::Index;
#[cfg(feature = "build")]
pub use joining::{Joined, Joining, join};
pub use pieces::Pieces;
pub use query::{FacetFind, Filter, Query, SearchOptions, Sort};
pub use query_text::completion::Completion;
pub use query_text::lexer::QUOTES;
pub use query_text::{Bound, ParsedText, Term, Words};
pub use suggest::{Suggested, Suggestion};
pub use synonyms::{SynonymError, Synonyms};
