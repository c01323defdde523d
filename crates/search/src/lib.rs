//! The engine: analysis, index, query, ranking, facets, snippets.
//!
//! It knows documents, fields and ids, not articles; it stores no text and does no I/O. The index is a numbered set of
//! pieces of bytes; a search that needs a piece which is not at hand says which, and is asked again
//! ([`Failure::Missing`]). So the same code answers natively and in a browser that fetches pieces as they are needed.

mod answer;
mod date;
mod query;

pub use answer::{Answer, Bar, FacetCounts, Failure, Histogram, Hit, Matched, Part, Totals, Unit, ValueCount};
pub use date::{Day, Period};
pub use query::{FacetFind, Filter, Query, SearchOptions, Sort};
