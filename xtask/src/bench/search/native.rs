//! Natively beside tantivy: building, whole queries, and the size of the index.

use anyhow::Result;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::goals::Goal;
use super::peers::{self, OURS, TANTIVY};
use super::queries::Source;
use super::reading_room::index_bytes;
use super::selection::Selection;
use super::table::{Table, figure};
use super::tantivy::{self, Asked};
use super::timing::Timing;
use super::workshop::{Workshop, emptied};
use super::{json_lines, misspelt, stage};
use crate::bench::{bundle, machine};
use crate::tools;

/// How many results are asked for.
const LIMIT: usize = 20;

/// The most seconds of one core that bundling may take.
const BUNDLING: f64 = 3.0;

/// Measures both engines on one file of articles.
pub fn measure(
    workshop: &Workshop,
    selection: &Selection,
    articles: &Path,
    source: &Source,
) -> Result<(Vec<Table>, Vec<Goal>)> {
    let columns = ["engine", "seconds", "of the processor", "memory at most, MB", "index, MB"];
    let mut building = Table::new("Building natively", &columns);
    building.note(
        "Broadsheet's is the whole of `broadsheet bundle` on one core: reading, identities, articles, previews and index; the \
         index is that of headline, text, standfirst and names with positions. tantivy indexes headline and body with one \
         thread, stemmed, with positions, and stores the address alone. The least of all runs.",
    );
    let mut goals = Vec::new();
    let mut engines = Engines::default();
    if selection.with(OURS) {
        let (archive, processor) = ours(workshop, articles, &mut building)?;
        goals.push(Goal::at_most("Reuters bundled on one core: time of the processor", processor, "s", BUNDLING));
        goals.push(misspelt::measure(workshop, &archive, &source.typos(misspelt::TYPOS))?);
        engines.archive = Some(archive);
    }
    if selection.with(TANTIVY) {
        match theirs(workshop, articles, &mut building) {
            Ok(built) => engines.tantivy = Some(built),
            // Without a network it cannot be built for the first time; ours is measured all the same.
            Err(error) => println!("  failed: {error:#}"),
        }
    }
    let (queries, compared) = engines.compare(workshop, &source.whole())?;
    goals.extend(compared);
    Ok((vec![building, queries], goals))
}

/// Bundles the articles, and tells the archive's folder and the seconds of the processor.
fn ours(workshop: &Workshop, articles: &Path, table: &mut Table) -> Result<(PathBuf, f64)> {
    println!("native: {}", peers::label(OURS));
    let archive = workshop.folder("native-archive");
    let (mut seconds, mut processor, mut memory) = (Vec::new(), Vec::new(), 0);
    for _ in 0..workshop.runs {
        emptied(&archive)?;
        let mut bundle = on_one_core(&workshop.broadsheet);
        bundle.arg("bundle").arg(articles).arg("--out").arg(&archive).arg("--quiet");
        let (used, (time, peak)) = with_processor_time(|| bundle::timed(&mut bundle))?;
        let megabytes = peak as f64 / 1e6;
        println!("  bundled in {:.1} s, {used:.1} s of the processor, {megabytes:.0} MB", time.as_secs_f64());
        seconds.push(time.as_secs_f64());
        processor.push(used);
        memory = peak.max(memory);
    }
    let [seconds, processor] = [seconds, processor].map(least);
    let figures = [seconds, processor, memory as f64 / 1e6, index_bytes(&archive)? / 1e6].map(figure);
    table.row(std::iter::once(peers::label(OURS)).chain(figures));
    Ok((archive, processor))
}

/// Builds tantivy's index, and tells its program and the index's folder.
fn theirs(workshop: &Workshop, articles: &Path, table: &mut Table) -> Result<(PathBuf, PathBuf)> {
    println!("native: {}", peers::label(TANTIVY));
    let program = tantivy::program(workshop)?;
    let index = workshop.folder("native-tantivy");
    let (mut seconds, mut processor, mut bytes) = (Vec::new(), Vec::new(), 0.0);
    for _ in 0..workshop.runs {
        let (used, built) = with_processor_time(|| tantivy::build(&program, articles, &index))?;
        println!("  built in {:.1} s, {used:.1} s of the processor", built.seconds);
        seconds.push(built.seconds);
        processor.push(used);
        bytes = built.bytes;
    }
    let figures = [least(seconds), least(processor), f64::NAN, bytes / 1e6].map(figure);
    table.row(std::iter::once(peers::label(TANTIVY)).chain(figures));
    Ok((program, index))
}

/// What else the machine does can only add to a time: the least of all runs says most of the program.
fn least(times: Vec<f64>) -> f64 {
    times.into_iter().fold(f64::INFINITY, f64::min)
}

/// What was built: our archive, and tantivy's program with its index.
#[derive(Default)]
struct Engines {
    archive: Option<PathBuf>,
    tantivy: Option<(PathBuf, PathBuf)>,
}

/// The milliseconds of each query, by its number.
#[derive(Default)]
struct Times(BTreeMap<u64, Vec<f64>>);

impl Engines {
    /// Asks both in turns, so that what else the machine does disturbs both alike.
    fn compare(&self, workshop: &Workshop, whole: &[String]) -> Result<(Table, Vec<Goal>)> {
        let queries = workshop.folder("whole.jsonl");
        batch(&queries, whole, 2)?;
        let [mut ours, mut relaxed, mut strict] = [const { Times(BTreeMap::new()) }; 3];
        let mut enough = BTreeSet::new();
        for _ in 0..workshop.runs {
            if let Some(archive) = &self.archive {
                let answers = search(workshop, archive, &queries, &["--limit", &LIMIT.to_string()])?;
                let all = answers.iter().filter(|answer| answer["matched"] == "all");
                enough.extend(all.filter_map(|answer| answer["id"].as_u64()));
                ours.add(&answers);
            }
            if let Some((program, index)) = &self.tantivy {
                for (words, times) in [("relaxed", &mut relaxed), ("all", &mut strict)] {
                    let asked = Asked { index, queries: &queries, words, limit: LIMIT };
                    times.add(&tantivy::search(program, asked)?);
                }
            }
        }
        let every = |_: u64| true;
        let needs_no_relaxing = |id: u64| enough.contains(&id);
        let mut table = Table::new(
            "Whole queries natively",
            &["engine", "median, ms", "95th percentile, ms", "worst, ms", "queries"],
        );
        let (broadsheet, other) = (peers::label(OURS), peers::label(TANTIVY));
        let mut row = |what: String, times: &Times, chosen: &dyn Fn(u64) -> bool| {
            let timing = times.of(chosen)?;
            println!("  whole queries: {what}: {timing}");
            table.row(std::iter::once(what).chain(timing.cells()));
            Some(timing.spread[0])
        };
        let all = (row(broadsheet.clone(), &ours, &every), row(format!("{other}, relaxed alike"), &relaxed, &every));
        row(format!("{other}, all words required"), &strict, &every);
        let plain = (
            row(format!("{broadsheet}, where ten articles have all words"), &ours, &needs_no_relaxing),
            row(format!("{other}, the same queries, all words required"), &strict, &needs_no_relaxing),
        );
        table.note(
            "Two to four words of a headline, with the exact total and 20 results, one thread, everything in memory, each \
             engine asked in turns. Where fewer than ten articles have all words, Broadsheet takes those with three \
             quarters of them, and then those with any; tantivy does so where it is said.",
        );
        let ratio = |what: &str, pair: (Option<f64>, Option<f64>)| {
            let (ours, theirs) = (pair.0?, pair.1?);
            Some(Goal::at_most(
                format!("whole queries natively, {what}: median over tantivy's"),
                ours / theirs,
                "",
                1.0,
            ))
        };
        let goals = [ratio("relaxed alike", all), ratio("where nothing is relaxed", plain)];
        Ok((table, goals.into_iter().flatten().collect()))
    }
}

impl Times {
    /// Takes one run's answers: the first pass over the queries warmed up, the others count.
    fn add(&mut self, answers: &[Value]) {
        let mut seen = BTreeSet::new();
        for answer in answers {
            let (Some(id), Some(took)) = (answer["id"].as_u64(), answer["took_ms"].as_f64()) else { continue };
            if !seen.insert(id) {
                self.0.entry(id).or_default().push(took);
            }
        }
    }

    /// Of the chosen queries; `None` where there are none.
    fn of(&self, chosen: &dyn Fn(u64) -> bool) -> Option<Timing> {
        let passes: Vec<_> = self.0.iter().filter(|(id, _)| chosen(**id)).map(|(_, passes)| passes).collect();
        (!passes.is_empty()).then(|| Timing::of(&json!({ "times": passes })))
    }
}

/// The answers of `broadsheet search` to a file of queries.
pub fn search(workshop: &Workshop, archive: &Path, queries: &Path, options: &[&str]) -> Result<Vec<Value>> {
    let mut search = Command::new(&workshop.broadsheet);
    search.arg("search").arg(archive).arg("--batch").arg(queries).arg("--json");
    json_lines::run(search.args(options))
}

/// Writes a file of queries, all of them `passes` times over; a query's id is its place.
pub fn batch(file: &Path, queries: &[String], passes: usize) -> Result<()> {
    let numbered = queries.iter().enumerate().map(|(id, query)| json!({ "id": id, "query": query }).to_string() + "\n");
    let pass: String = numbered.collect();
    stage::write(file, &pass.repeat(passes))
}

/// The seconds of the processor that a program had which `work` ran to its end; not a number where nobody counts them.
pub fn with_processor_time<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let before = machine::children_time();
    let done = work()?;
    let used = machine::children_time().zip(before).map(|(after, before)| after - before);
    Ok((used.unwrap_or(f64::NAN), done))
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
    fn the_first_pass_of_each_run_does_not_count() {
        let answer = |id: u64, took: f64| json!({ "id": id, "took_ms": took });
        let mut times = Times::default();
        times.add(&[answer(0, 9.0), answer(1, 9.0), answer(0, 1.0), answer(1, 3.0)]);
        times.add(&[answer(0, 8.0), answer(1, 8.0), answer(0, 1.0), answer(1, 3.0)]);
        assert_eq!(times.of(&|_| true).map(|timing| timing.spread), Some([1.0, 3.0, 3.0]));
        assert_eq!(times.of(&|id| id == 0).map(|timing| timing.spread), Some([1.0, 1.0, 1.0]));
        assert_eq!(times.of(&|_| false), None);
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
