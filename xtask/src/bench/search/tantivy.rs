//! tantivy, as a program of its own below bench/tantivy: it is built on demand, and nobody else compiles it.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::json_lines;
use super::workshop::{Workshop, emptied};
use crate::project;

/// What building an index came to.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// How long it took, from the first article to the last file.
    pub seconds: f64,
    /// What lies on disk.
    pub bytes: f64,
}

/// Builds the program; Cargo does nothing where it is built.
pub fn program(workshop: &Workshop) -> Result<PathBuf> {
    let target = workshop.folder("tantivy-target");
    let mut cargo = workshop.tools.cargo();
    cargo.args(["build", "--release", "--locked", "--quiet", "--manifest-path"]);
    cargo.arg(project::root().join("bench/tantivy/Cargo.toml")).arg("--target-dir").arg(&target);
    project::run(&mut cargo)?;
    Ok(target.join(format!("release/bench-tantivy{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds an index of a file of articles with one thread.
pub fn build(program: &Path, articles: &Path, index: &Path) -> Result<Built> {
    emptied(index)?;
    let said = json_lines::run(Command::new(program).arg("build").arg(articles).arg(index))?;
    let number = |key: &str| said.first().and_then(|line| line[key].as_f64());
    let (seconds, bytes) = number("seconds").zip(number("bytes")).context("tantivy said no figures")?;
    Ok(Built { seconds, bytes })
}

/// What is asked of an index.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The index.
    pub index: &'a Path,
    /// A file of queries.
    pub queries: &'a Path,
    /// How many words must match: `all`, `any`, or `relaxed` as our engine relaxes them.
    pub words: &'static str,
    /// How many hits.
    pub limit: usize,
}

/// The answers, a line a query.
pub fn search(program: &Path, asked: Asked) -> Result<Vec<Value>> {
    let mut command = Command::new(program);
    command.arg("search").arg(asked.index).arg(asked.queries).arg(asked.words);
    json_lines::run(command.arg(asked.limit.to_string()))
}
