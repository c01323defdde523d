//! The engine as its callers see it: documents in, pieces, answers out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod archive;
mod boolean;
mod finding;
mod given;
mod growing;
mod highlighting;
mod history;
mod malformed;
mod marking;
mod nearness;
mod properties;
mod query_text;
mod related;
mod reuters;
mod scripts;
mod stars;
mod stems;
mod stories;
mod suggesting;
mod synonyms;
mod twin;
mod twin_counts;
mod twin_nearness;
mod twin_synonyms;
mod twin_words;
mod values;
mod word_twin;
mod writing;
