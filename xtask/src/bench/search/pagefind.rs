//! Pagefind's index, which is built before it is searched.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

use super::json_lines;
use super::peers::Peer;
use super::stage::{self, Stage};
use super::workshop::emptied;
use crate::tools;

/// What was told when an index had been built, beside it.
const TOLD: &str = "built.json";

/// Builds the index of a file of articles in the folder `out` and tells how many seconds that took. One that is there is
/// kept: the version is fixed, and the articles are the same.
pub fn build(stage: &Stage, peer: &Peer, articles: &Path, out: &Path) -> Result<f64> {
    let kept = out.join(TOLD);
    if let Ok(text) = std::fs::read_to_string(&kept)
        && let Some(seconds) = seconds(&serde_json::from_str(&text).unwrap_or_default())
    {
        return Ok(seconds);
    }
    println!("Pagefind builds its index of {}, which takes half a minute at most", articles.display());
    emptied(out)?;
    let package = tools::npm_module(peer.package, peer.version);
    let mut node = Command::new("node");
    node.arg(stage.file("pagefind-build.js")).arg(package).arg(articles).arg(out);
    let said = json_lines::run(&mut node)?;
    let said = said.first().context("Pagefind said nothing")?;
    stage::write(&kept, &said.to_string())?;
    seconds(said).with_context(|| format!("Pagefind did not say how long it took: {said}"))
}

fn seconds(said: &Value) -> Option<f64> {
    said["seconds"].as_f64()
}
