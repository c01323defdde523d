//! `cargo xtask bench search`: our engine beside others, in one run and in one browser.
//!
//! What runs in the browser lies in bench/, and tantivy in bench/tantivy, a project of its own. Queries are chosen from the
//! corpus beside the project by a fixed sequence, so that two runs ask the same.

mod browser;
mod bytes;
mod goals;
mod json_lines;
mod misspelt;
mod native;
mod ndcg;
mod pagefind;
mod peers;
mod queries;
mod reading_room;
mod relevance;
mod report;
mod selection;
mod session;
mod stage;
mod synthetic;
mod table;
mod tables;
mod tantivy;
mod timing;
mod workshop;

use anyhow::Result;
use clap::Args;

use super::machine;
use super::stretch::Stretch;
use crate::{corpora, project, setup};
use browser::Questions;
use goals::Goal;
use peers::PEERS;
use queries::Source;
use reading_room::ReadingRoom;
use selection::{Part, Selection};
use table::Table;
use workshop::Workshop;

/// What `bench search` takes.
#[derive(Args, Clone, Debug)]
pub struct SearchArguments {
    /// How often what is timed is timed; of each letter typed the median counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Parts (relevance, native, keystrokes, whole, typos, memory, size, bytes) and engines (broadsheet, minisearch,
    /// flexsearch, orama, lunr, ufuzzy, pagefind, tantivy) to run alone; then the tables are printed and not written
    #[arg(long, value_delimiter = ',', value_name = "NAME,…")]
    only: Vec<String>,
    /// Measure our engine alone on N synthetic articles, with the limits that hold for a million
    #[arg(long, value_name = "N")]
    synth: Option<u64>,
    /// Take the command, the app and the archives as the last run left them
    #[arg(long)]
    no_build: bool,
}

/// Runs the parts that were asked for.
pub fn run(arguments: &SearchArguments) -> Result<()> {
    let selection = Selection::parse(&arguments.only)?;
    let load = machine::load();
    // Of a synthetic archive nobody knows the relevant articles, and the others would not build its index in a browser.
    let engines = if arguments.synth.is_some() { selection.ours() } else { selection.clone() };
    if engines.has_any(&browser::PARTS) {
        setup::site()?;
        setup::browser()?;
    }
    for peer in PEERS.iter().filter(|peer| engines.with(peer.name)) {
        setup::peer(peer.package, peer.version)?;
    }
    let workshop = Workshop::open(arguments.runs, !arguments.no_build)?;
    let (tables, goals) = match arguments.synth {
        Some(articles) => synthetic::measure(&workshop, &engines, articles)?,
        None => measure(&workshop, &selection)?,
    };
    let mut tables: Vec<Table> = tables.into_iter().chain([goals::table("Goals", &goals)]).collect();
    tables.retain(|table| !table.is_empty());
    tables.iter().for_each(|table| println!("\n{}", table.markdown()));
    if selection.is_all() {
        let command = arguments.synth.map_or_else(
            || "cargo xtask bench search".to_owned(),
            |articles| format!("cargo xtask bench search --synth {articles}"),
        );
        let mut text = report::text(&format!("{command} --runs {}", arguments.runs), load, &workshop.tools, &tables);
        if arguments.synth.is_none() {
            text += &report::settings();
        }
        Stretch { command: &command }.write(&project::root().join("docs/benchmarks.md"), &text)?;
    }
    Ok(())
}

fn measure(workshop: &Workshop, selection: &Selection) -> Result<(Vec<Table>, Vec<Goal>)> {
    let (mut tables, mut goals) = (Vec::new(), Vec::new());
    if selection.has(Part::Relevance) {
        let (table, reached) = relevance::measure(workshop, selection)?;
        tables.extend(table);
        goals.extend(reached);
    }
    let in_browser = selection.has_any(&browser::PARTS);
    if !in_browser && !selection.has(Part::Native) {
        return Ok((tables, goals));
    }
    let Some(reuters) = corpora::find(corpora::REUTERS) else { return Ok((tables, goals)) };
    let stories = corpora::stories(&reuters)?;
    let source = Source::of(&stories);
    if selection.has(Part::Native) {
        let (natively, reached) = native::measure(workshop, selection, &reuters, &source)?;
        tables.extend(natively);
        goals.extend(reached);
    }
    if in_browser {
        let room = ReadingRoom::open(workshop, "reuters", &reuters, &stories, selection)?;
        drop(stories);
        let outcomes = browser::measure(workshop, selection, &room, &Questions::of(&source))?;
        tables.extend(tables::of(&outcomes));
        goals.extend(goals::of(&outcomes, &goals::REUTERS));
    }
    Ok((tables, goals))
}
