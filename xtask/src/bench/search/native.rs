//! Natively beside tantivy: building, whole queries, and the size of the index.

use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::goals::Goal;
use super::json_lines;
use super::peers::{self, OURS, TANTIVY};
use super::queries::{Source, Typo};
use super::selection::Selection;
use super::stage;
use super::table::{Table, figure};
use super::tantivy::{self, Asked};
use super::timing::Timing;
use super::workshop::Workshop;
use crate::bench::quantile::spread;
use crate::bench::{bundle, machine};
use crate::tools;

/// How many results are asked for.
const LIMIT: usize = 20;

/// The most seconds of one core that bundling may take.
const BUNDLING: f64 = 3.0;

/// How many misspellings are tried natively: ten times as many as in the browser say more about the share.
const TYPOS: usize = 510;

/// Among how many of the first the right article has to be.
const FIRST: usize = 10;

/// What one engine came to.
struct Native {
    engine: &'static str,
    seconds: f64,
    /// Of the processor, over all threads.
    processor: f64,
    /// The most memory that building took, in bytes; not a number where it is not known.
    memory: f64,
    bytes: f64,
    timing: Timing,
}

/// Measures both engines on one file of articles.
pub fn measure(
    workshop: &Workshop,
    selection: &Selection,
    articles: &Path,
    source: &Source,
) -> Result<(Table, Vec<Goal>)> {
    let queries = workshop.folder("whole.jsonl");
    // The first pass warms up; the page cache, the allocator and the processor are then the same for both.
    batch(&queries, &source.whole(), workshop.runs + 1)?;
    let mut engines = Vec::new();
    let mut goals = Vec::new();
    if selection.with(OURS) {
        let ours = ours(workshop, articles, &queries)?;
        goals.push(Goal::at_most("Reuters bundled on one core: time of the processor", ours.processor, "s", BUNDLING));
        goals.push(misspelt(workshop, &source.typos(TYPOS))?);
        engines.push(ours);
    }
    if selection.with(TANTIVY) {
        engines.push(theirs(workshop, articles, &queries)?);
    }
    if let [ours, theirs] = &engines[..] {
        let ratio = ours.timing.spread[0] / theirs.timing.spread[0];
        goals.push(Goal::at_most("whole queries natively: median, as a multiple of tantivy's", ratio, "", 1.0));
    }
    Ok((table(&engines), goals))
}

fn table(engines: &[Native]) -> Table {
    let columns = [
        "engine",
        "built in, s",
        "of the processor, s",
        "memory at most, MB",
        "index, MB",
        "median, ms",
        "95th percentile, ms",
        "worst, ms",
    ];
    let mut table = Table::new("Natively", &columns);
    for native in engines {
        let figures = [native.seconds, native.processor, native.memory / 1e6, native.bytes / 1e6];
        let cells = figures.into_iter().chain(native.timing.spread).map(figure);
        table.row(std::iter::once(peers::label(native.engine)).chain(cells));
    }
    table.note(
        "Whole queries of two to four words that must all match, with the exact total and 20 results, one thread, everything in \
         memory. Broadsheet's building is the whole of `broadsheet bundle` on one core: reading, identities, articles, \
         previews and index; the index is that of headline, text, standfirst and names with positions. tantivy indexes headline and \
         body with one thread, stemmed, with positions, and stores the address alone.",
    );
    table
}

fn ours(workshop: &Workshop, articles: &Path, queries: &Path) -> Result<Native> {
    println!("native: {}", peers::label(OURS));
    let archive = workshop.folder("native-archive");
    let (mut seconds, mut processor, mut memory) = (Vec::new(), Vec::new(), 0);
    for _ in 0..workshop.runs {
        super::workshop::emptied(&archive)?;
        let mut bundle = on_one_core(&workshop.broadsheet);
        bundle.arg("bundle").arg(articles).arg("--out").arg(&archive).arg("--quiet");
        let (used, (time, peak)) = with_processor_time(|| bundle::timed(&mut bundle))?;
        let megabytes = peak as f64 / 1e6;
        println!("  bundled in {:.1} s, {used:.1} s of the processor, {megabytes:.0} MB", time.as_secs_f64());
        seconds.push(time.as_secs_f64());
        processor.push(used);
        memory = peak.max(memory);
    }
    let answers = search(workshop, &archive, queries, LIMIT, false)?;
    let native = Native {
        engine: OURS,
        seconds: spread(&seconds)[0],
        processor: spread(&processor)[0],
        memory: memory as f64,
        bytes: super::reading_room::index_bytes(&archive)?,
        timing: timing(&answers),
    };
    println!("  whole queries: {}", native.timing);
    Ok(native)
}

fn theirs(workshop: &Workshop, articles: &Path, queries: &Path) -> Result<Native> {
    println!("native: {}", peers::label(TANTIVY));
    let program = tantivy::program(workshop)?;
    let index = workshop.folder("native-tantivy");
    let (processor, built) = with_processor_time(|| tantivy::build(&program, articles, &index))?;
    println!("  built in {:.1} s, {:.1} MB", built.seconds, built.bytes / 1e6);
    let answers = tantivy::search(&program, Asked { index: &index, queries, all: true, limit: LIMIT })?;
    let timing = timing(&answers);
    println!("  whole queries: {timing}");
    let memory = f64::NAN;
    Ok(Native { engine: TANTIVY, seconds: built.seconds, processor, memory, bytes: built.bytes, timing })
}

/// The seconds of the processor that a program had which `work` ran to its end; not a number where nobody counts them.
pub fn with_processor_time<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let before = machine::children_time();
    let done = work()?;
    let used = machine::children_time().zip(before).map(|(after, before)| after - before);
    Ok((used.unwrap_or(f64::NAN), done))
}

fn search(workshop: &Workshop, archive: &Path, queries: &Path, limit: usize, as_typed: bool) -> Result<Vec<Value>> {
    let mut search = Command::new(&workshop.broadsheet);
    search.arg("search").arg(archive).arg("--batch").arg(queries).args(["--json", "--limit", &limit.to_string()]);
    json_lines::run(search.args(as_typed.then_some("--as-typed")))
}

/// The share of misspellings with which the article is among the first ten that leads without them.
fn misspelt(workshop: &Workshop, typos: &[Typo]) -> Result<Goal> {
    let archive = workshop.folder("native-archive");
    let queries = workshop.folder("typos.jsonl");
    let texts: Vec<String> = typos.iter().flat_map(|typo| [typo.word.clone(), typo.typo.clone()]).collect();
    batch(&queries, &texts, 1)?;
    let answers = search(workshop, &archive, &queries, FIRST, true)?;
    let found: Vec<Vec<String>> =
        answers.iter().map(|answer| json_lines::texts(&answer["hits"], |hit| hit["uri"].as_str())).collect();
    let right = found.chunks_exact(2).filter(|pair| pair[0].first().is_some_and(|lead| pair[1].contains(lead))).count();
    let none = found.chunks_exact(2).filter(|pair| pair[1].is_empty()).count();
    let value = 100.0 * right as f64 / typos.len() as f64;
    println!("  misspelt words: {right} of {} find the right article, {none} find nothing", typos.len());
    let what = format!("{} misspelt words natively: the right article among the first {FIRST}", typos.len());
    Ok(Goal { what, value, unit: "%", goal: super::goals::FORGIVING, at_most: false })
}

/// A file of queries, all of them `passes` times over.
fn batch(file: &Path, queries: &[String], passes: usize) -> Result<()> {
    let numbered = queries.iter().enumerate().map(|(id, query)| json!({ "id": id, "query": query }).to_string() + "\n");
    let pass: String = numbered.collect();
    stage::write(file, &pass.repeat(passes))
}

/// Of each query the first answer warmed up; the others count.
fn timing(answers: &[Value]) -> Timing {
    let mut times: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    for answer in answers {
        let (Some(id), Some(took)) = (answer["id"].as_u64(), answer["took_ms"].as_f64()) else { continue };
        times.entry(id).or_default().push(took);
    }
    let passes: Vec<_> = times.into_values().map(|mut passes| passes.split_off(1)).collect();
    Timing::of(&json!({ "times": passes }))
}

/// Held on one core where the system has the command for it.
pub fn on_one_core(program: &Path) -> Command {
    let Some(taskset) = tools::find("taskset") else { return Command::new(program) };
    let mut command = Command::new(taskset);
    command.args(["--cpu-list", "0"]).arg(program);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pass_does_not_count() {
        let answer = |id: u64, took: f64| json!({ "id": id, "took_ms": took });
        let answers = [answer(0, 9.0), answer(1, 9.0), answer(0, 1.0), answer(1, 3.0)];
        assert_eq!(timing(&answers).spread, [1.0, 3.0, 3.0]);
    }

    #[test]
    fn a_batch_holds_every_query_in_every_pass() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.jsonl");
        batch(&file, &["a b".to_owned(), "c".to_owned()], 2).expect("is written");
        let text = std::fs::read_to_string(&file).expect("is read");
        assert_eq!(text.lines().count(), 4);
        assert_eq!(text.lines().nth(1), Some(r#"{"id":1,"query":"c"}"#));
    }
}
