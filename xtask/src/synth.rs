//! `cargo xtask synth N`: an archive's sources of any size, with the statistics of the agency's stories that lie beside the
//! project: lengths, words by subject, new words as Heaps' law asks for them, facets, and dates over years.
//!
//! Nothing of the corpus is kept but counts and single words, and the articles are made of those; what one reads is no
//! language. The same number and seed give the same file.

mod article;
mod calendar;
mod open_words;
mod statistics;
mod weighted;

use anyhow::{Context, Result, bail};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::{corpora, project};
use article::{Drawn, Place, Writer};
use statistics::Statistics;

/// Characters that are handed on at once.
const BATCH: usize = 1 << 20;

/// What `synth` takes.
#[derive(Args, Clone, Debug)]
pub struct SynthArguments {
    /// How many articles
    #[arg(value_name = "N")]
    articles: u64,
    /// The file, gzipped where its name ends in .gz; target/synth-N.jsonl.gz where none is named
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Another seed gives other articles
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes the file and says how its statistics compare.
pub fn run(arguments: &SynthArguments) -> Result<()> {
    let Some(reuters) = corpora::find(corpora::REUTERS) else {
        bail!("there is nothing to learn from: {} is not in ../shared/corpora beside the project", corpora::REUTERS);
    };
    // Cargo starts a chore where it was called.
    let out = match &arguments.out {
        Some(file) => std::env::current_dir()?.join(file),
        None => file(arguments.articles),
    };
    write(&reuters, &out, arguments.articles, arguments.seed)
}

/// Where the articles lie where no file was named.
pub fn file(articles: u64) -> PathBuf {
    project::target().join(format!("synth-{articles}.jsonl.gz"))
}

/// Learns from a corpus and writes so many articles. A file is there whole or not at all.
pub fn write(corpus: &Path, out: &Path, articles: u64, seed: u64) -> Result<()> {
    let started = Instant::now();
    let statistics = Statistics::learn(corpus)?;
    println!("synth: learnt from {} articles in {:.1} s", statistics.templates.len(), started.elapsed().as_secs_f64());
    let context = || format!("{} could not be written", out.display());
    let part = out.with_extension("part");
    std::fs::create_dir_all(out.parent().unwrap_or(out)).with_context(context)?;
    let file = BufWriter::new(File::create(&part).with_context(context)?);
    let tally = match out.extension().is_some_and(|kind| kind == "gz") {
        true => {
            let mut gzip = GzEncoder::new(file, Compression::fast());
            let tally = stream(&statistics, &mut gzip, articles, seed).with_context(context)?;
            gzip.finish().and_then(|mut file| file.flush()).with_context(context)?;
            tally
        }
        false => {
            let mut file = file;
            let tally = stream(&statistics, &mut file, articles, seed).with_context(context)?;
            file.flush().with_context(context)?;
            tally
        }
    };
    std::fs::rename(&part, out).with_context(context)?;
    let seconds = started.elapsed().as_secs_f64();
    println!("synth: {} in {seconds:.0} s", out.display());
    println!("synth: {}", tally.compared(&statistics));
    Ok(())
}

fn stream(statistics: &Statistics, out: &mut impl Write, articles: u64, seed: u64) -> std::io::Result<Tally> {
    let mut writer = Writer::new(statistics);
    let mut lines = String::with_capacity(BATCH + BATCH / 4);
    let mut tally = Tally { known: vec![false; statistics.words.len()], ..Tally::default() };
    for number in 0..articles {
        let Some(template) = writer.write(Place { seed, number, all: articles }, &mut lines) else { break };
        tally.count(writer.drawn(), template.filed.contains("\"subjects\""));
        if lines.len() > BATCH {
            out.write_all(lines.as_bytes())?;
            lines.clear();
        }
        if (number + 1) % 100_000 == 0 {
            println!("synth: {} of {articles} articles", number + 1);
        }
    }
    out.write_all(lines.as_bytes())?;
    Ok(tally)
}

/// What was written, counted.
#[derive(Default)]
struct Tally {
    articles: u64,
    tokens: u64,
    with_subjects: u64,
    known: Vec<bool>,
    open: HashSet<u64>,
}

impl Tally {
    fn count(&mut self, drawn: &[Drawn], has_subjects: bool) {
        self.articles += 1;
        self.with_subjects += u64::from(has_subjects);
        self.tokens += drawn.len() as u64;
        for word in drawn {
            match word {
                Drawn::Known(number) => self.known[*number as usize] = true,
                Drawn::Open(number) => drop(self.open.insert(*number)),
            }
        }
    }

    fn vocabulary(&self) -> u64 {
        self.known.iter().filter(|seen| **seen).count() as u64 + self.open.len() as u64
    }

    /// The corpus's figures beside these.
    fn compared(&self, statistics: &Statistics) -> String {
        let learnt = statistics.templates.len() as f64;
        let filed = statistics.templates.iter().filter(|template| template.filed.contains("\"subjects\"")).count();
        let heaps = expected_words(statistics, self.tokens);
        let articles = self.articles.max(1) as f64;
        format!(
            "words an article: {:.1}, learnt {:.1}; different words: {}, by Heaps' law with the exponent {:.3}: {heaps:.0}; \
             with subjects: {:.1} %, learnt {:.1} %",
            self.tokens as f64 / articles,
            statistics.tokens as f64 / learnt,
            self.vocabulary(),
            statistics.open.heaps,
            100.0 * self.with_subjects as f64 / articles,
            100.0 * filed as f64 / learnt,
        )
    }
}

/// How many different words Heaps' law expects among so many.
fn expected_words(statistics: &Statistics, tokens: u64) -> f64 {
    let open = &statistics.open;
    open.vocabulary * (tokens as f64 / statistics.tokens.max(1) as f64).powf(open.heaps)
}

#[cfg(test)]
mod tests;
