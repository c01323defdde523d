//! The engine as its callers see it: documents in, pieces, answers out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod archive;
mod finding;
mod growing;
mod highlighting;
mod history;
mod malformed;
mod properties;
mod query_text;
mod reuters;
mod stories;
mod suggesting;
mod twin;
mod twin_counts;
mod word_twin;
