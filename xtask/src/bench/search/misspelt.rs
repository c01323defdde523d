//! Misspelt words natively: ten times as many as in the browser say more about the share that is understood.

use anyhow::Result;
use std::path::Path;

use super::goals::{FORGIVING, Goal};
use super::native;
use super::queries::Typo;
use super::workshop::Workshop;

/// How many misspellings are tried.
pub const TYPOS: usize = 510;

/// Among how many of the first the right article has to be.
const FIRST: usize = 10;

/// The share of misspellings with which the article is among the first that leads without them.
pub fn measure(workshop: &Workshop, archive: &Path, typos: &[Typo]) -> Result<Goal> {
    let queries = workshop.folder("typos.jsonl");
    let texts: Vec<String> = typos.iter().flat_map(|typo| [typo.word.clone(), typo.typo.clone()]).collect();
    native::batch(&queries, &texts, 1)?;
    let answers = native::search(workshop, archive, &queries, &["--as-typed", "--limit", &FIRST.to_string()])?;
    let found: Vec<Vec<&str>> = answers
        .iter()
        .map(|answer| answer["hits"].as_array().into_iter().flatten().filter_map(|hit| hit["uri"].as_str()).collect())
        .collect();
    let right = found.chunks_exact(2).filter(|pair| pair[0].first().is_some_and(|lead| pair[1].contains(lead))).count();
    let none = found.chunks_exact(2).filter(|pair| pair[1].is_empty()).count();
    println!("  misspelt words: {right} of {} find the right article, {none} find nothing", typos.len());
    let value = 100.0 * right as f64 / typos.len() as f64;
    let what = format!("{} misspelt words natively: the right article among the first {FIRST}", typos.len());
    Ok(Goal { what, value, unit: "%", goal: FORGIVING, at_most: false })
}
