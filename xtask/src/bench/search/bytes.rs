//! What is fetched for a first query and for the next, by the browser's own record of it.

use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;

use super::peers::OURS;
use super::session::Session;
use crate::bench::quantile::spread;

/// How many words are looked for, each in a worker that has fetched nothing.
pub const WORDS: usize = 12;

/// How many results are shown.
const SHOWN: usize = 10;

const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes as they came over the wire; medians over the words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bytes {
    /// Script and wasm.
    pub program: f64,
    /// The first query: script, wasm, total and the first results with their passages.
    pub cold: f64,
    /// What exact facet counts of that query take beyond it; where there are any.
    pub facets: Option<f64>,
    /// A second query in the same worker, shown likewise.
    pub warm: f64,
    /// How many requests the first query took.
    pub requests: f64,
}

/// Looks for each word in a fresh worker, and then for the next word in the same.
pub fn measure(session: &Session, engine: &str, words: &[String]) -> Result<Bytes> {
    let [mut program, mut cold, mut facets, mut warm, mut requests] = [const { Vec::new() }; 5];
    for (word, next) in words.iter().zip(words.iter().cycle().skip(1)) {
        session.restart()?;
        session.ask("build", json!({}), PATIENCE)?;
        show(session, engine, word)?;
        let first = session.ask("fetched", json!({}), PATIENCE)?;
        if engine == OURS {
            let task = json!({ "name": "show", "words": word, "limit": SHOWN, "facets": 9 });
            session.ask("special", task, PATIENCE)?;
            facets.push(sum(&session.ask("fetched", json!({}), PATIENCE)?, |_| true));
        }
        show(session, engine, next)?;
        let second = session.ask("fetched", json!({}), PATIENCE)?;
        program.push(sum(&first, |path| {
            path.ends_with(".js") || path.ends_with(".wasm") || path.starts_with("/pagefind/wasm.")
        }));
        cold.push(sum(&first, |_| true));
        warm.push(sum(&second, |_| true));
        requests.push(first.as_array().map_or(0, Vec::len) as f64);
    }
    let median = |values: &[f64]| spread(values)[0];
    Ok(Bytes {
        program: median(&program),
        cold: median(&cold),
        facets: (!facets.is_empty()).then(|| median(&facets)),
        warm: median(&warm),
        requests: median(&requests),
    })
}

/// Total and first results, with what is needed to show them.
fn show(session: &Session, engine: &str, word: &str) -> Result<()> {
    if engine == OURS {
        let task = json!({ "name": "passages", "words": word, "limit": SHOWN });
        return session.ask("special", task, PATIENCE).map(drop);
    }
    session.ask("special", json!({ "name": "show", "words": word, "limit": SHOWN }), PATIENCE).map(drop)
}

fn sum(fetched: &Value, counts: impl Fn(&str) -> bool) -> f64 {
    let entries = fetched.as_array().map(Vec::as_slice).unwrap_or_default();
    let counted = entries.iter().filter(|entry| entry["path"].as_str().is_some_and(&counts));
    counted.filter_map(|entry| entry["bytes"].as_f64()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_summed_by_path() {
        let fetched = json!([{ "path": "/a.js", "bytes": 3 }, { "path": "/b.bin", "bytes": 4 }]);
        assert_eq!(sum(&fetched, |_| true), 7.0);
        assert_eq!(sum(&fetched, |path| path.ends_with(".js")), 3.0);
    }
}
