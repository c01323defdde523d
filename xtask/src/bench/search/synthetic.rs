//! Our engine alone on an archive of any size, made up with the statistics of the agency's stories.

use anyhow::Result;

use super::browser::{self, Questions};
use super::goals::{self, Goal};
use super::native;
use super::queries::Source;
use super::reading_room::{self, ReadingRoom};
use super::selection::Selection;
use super::table::{Table, figure};
use super::tables;
use super::workshop::Workshop;
use crate::bench::bundle;
use crate::{corpora, synth};

/// So many articles are read to choose queries from; the words of more would fill the memory.
const SAMPLE: usize = 20_000;

/// The seed of the articles.
const SEED: u64 = 1;

/// The most seconds that building a million articles may take.
const BUILDING: f64 = 15.0 * 60.0;

/// The most megabytes that it may take.
const MEMORY: f64 = 2_000.0;

/// Makes the articles where they are missing, builds their site, and measures it in the browser.
pub fn measure(workshop: &Workshop, selection: &Selection, articles: u64) -> Result<(Vec<Table>, Vec<Goal>)> {
    let source = synth::file(articles);
    if !source.is_file() {
        let Some(reuters) = corpora::find(corpora::REUTERS) else { return Ok((Vec::new(), Vec::new())) };
        synth::write(&reuters, &source, articles, SEED)?;
    }
    let folder = workshop.folder(&format!("synth-{articles}-site"));
    let (mut found, mut reached) = (Vec::new(), Vec::new());
    if workshop.builds || !folder.join("index.html").is_file() {
        println!("synthetic: a site of {articles} articles is built");
        let command = native::on_one_core(&workshop.broadsheet);
        let mut build = reading_room::building(workshop, command, &source, &folder)?;
        let (processor, (time, peak)) = native::with_processor_time(|| bundle::timed(&mut build))?;
        let (seconds, megabytes) = (time.as_secs_f64(), peak as f64 / 1e6);
        println!("  built in {seconds:.0} s, {processor:.0} s of the processor, {megabytes:.0} MB");
        let index = reading_room::index_bytes(&folder.join("archive"))? / 1e6;
        let mut table = Table::new(
            "Building",
            &["articles", "built in, s", "of the processor, s", "memory at most, MB", "index, MB"],
        );
        let figures = [seconds, processor, megabytes, index].map(figure);
        table.row(std::iter::once(articles.to_string()).chain(figures));
        found.push(table);
        reached.push(Goal::at_most("site built: time of the processor", processor, "s", BUILDING));
        reached.push(Goal::at_most("memory at most while it is built", megabytes, "MB", MEMORY));
    }
    let questions = Questions::of(&Source::of(&corpora::first_stories(&source, SAMPLE)?));
    let room = ReadingRoom::furnish(folder, &[], selection)?;
    let outcomes = browser::measure(workshop, selection, &room, &questions)?;
    found.extend(tables::of(&outcomes));
    reached.extend(goals::of(&outcomes, &goals::MILLION));
    Ok((found, reached))
}
