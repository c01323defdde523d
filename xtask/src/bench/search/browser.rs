//! Every engine in the browser, one after the other: built, typed into, misspelt at, weighed.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

use super::bytes::{self, Bytes};
use super::peers::{self, OURS, PAGEFIND, PEERS};
use super::queries::{Source, Typo};
use super::reading_room::ReadingRoom;
use super::selection::{Part, Selection};
use super::session::Session;
use super::timing::Timing;
use super::workshop::Workshop;
use crate::bench::machine;
use crate::server::Server;
use crate::webdriver::Driver;

/// How many results are asked for.
const LIMIT: usize = 20;

/// How many misspellings are tried, as the figures of others were taken.
pub const TYPOS: usize = 51;

/// Among how many of the first the right article has to be.
const FIRST: i64 = 10;

/// How long an engine may take over one kind of query before what it has done so far counts.
const BUDGET: Duration = Duration::from_secs(60);

/// Our own engine is to be measured to the end, with all it needs in the cache: on a million articles that takes a while.
const OUR_BUDGET: Duration = Duration::from_secs(300);

/// How long a job may take at all.
const PATIENCE: Duration = Duration::from_secs(400);

/// The most queries of which passages are timed.
const PASSAGES: usize = 20;

/// What one engine came to; what was not asked for is absent.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Its name.
    pub engine: &'static str,
    /// Seconds to build the index from the articles in memory.
    pub build: Option<f64>,
    /// Each letter typed.
    pub keystrokes: Option<Timing>,
    /// Each letter typed, where facets are not counted; our engine's alone.
    pub without_facets: Option<Timing>,
    /// Each whole query.
    pub whole: Option<Timing>,
    /// The passages of 20 results.
    pub passages: Option<Timing>,
    /// Misspellings without any result, and those with the right article among the first 10, of how many.
    pub typos: Option<[usize; 3]>,
    /// Private memory of the renderer, in bytes.
    pub memory: Option<f64>,
    /// Bytes of the index, plain and gzipped.
    pub size: Option<[f64; 2]>,
    /// What was fetched.
    pub bytes: Option<Bytes>,
    /// Why it was not measured to its end.
    pub failure: Option<String>,
}

/// What every engine is asked.
pub struct Questions {
    keystrokes: Vec<String>,
    whole: Vec<String>,
    typos: Vec<Typo>,
    single: Vec<String>,
}

impl Questions {
    /// Chooses them from the articles.
    pub fn of(source: &Source) -> Self {
        Self {
            keystrokes: source.keystrokes(),
            whole: source.whole(),
            typos: source.typos(TYPOS),
            single: source.single(bytes::WORDS),
        }
    }
}

/// The parts that run here.
pub const PARTS: [Part; 6] = [Part::Keystrokes, Part::Whole, Part::Typos, Part::Memory, Part::Size, Part::Bytes];

/// Measures every engine that was asked for.
pub fn measure(
    workshop: &Workshop,
    selection: &Selection,
    room: &ReadingRoom,
    questions: &Questions,
) -> Result<Vec<Outcome>> {
    let chrome = workshop.tools.chrome.as_deref().context("there is no browser")?;
    let driver = Driver::start(workshop.tools.chromedriver.as_deref().context("there is no driver")?)?;
    let server = Server::start(&workshop.broadsheet, room.folder())?;
    let bench = Bench { driver: &driver, chrome, server: &server, room, selection, questions, runs: workshop.runs };
    let engines = std::iter::once(OURS).chain(PEERS.iter().map(|peer| peer.name));
    let mut outcomes = Vec::new();
    for engine in engines.filter(|engine| selection.with(engine)) {
        println!("browser: {}", peers::label(engine));
        let mut outcome = Outcome { engine, ..Outcome::default() };
        if let Err(error) = bench.run(&mut outcome) {
            println!("  failed: {error:#}");
            outcome.failure = Some(format!("{error:#}"));
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

struct Bench<'a> {
    driver: &'a Driver,
    chrome: &'a Path,
    server: &'a Server,
    room: &'a ReadingRoom,
    selection: &'a Selection,
    questions: &'a Questions,
    runs: usize,
}

impl Bench<'_> {
    fn open(&self, engine: &'static str) -> Result<Session> {
        Session::open(self.driver, self.chrome, self.server.address(), engine, self.room.wrapper())
    }

    fn run(&self, outcome: &mut Outcome) -> Result<()> {
        let session = self.open(outcome.engine)?;
        let built = session.ask("build", json!({ "articles": "articles.json" }), PATIENCE)?;
        outcome.build = built["seconds"].as_f64().or_else(|| self.room.built_before(outcome.engine));
        if let Some(seconds) = outcome.build {
            println!("  built in {seconds:.1} s");
        }
        let has = |part| self.selection.has(part);
        if has(Part::Keystrokes) || has(Part::Memory) {
            // Memory is looked at after typing: that is when caches are full.
            let timing = self.time(&session, &self.questions.keystrokes, true)?;
            println!("  keystrokes: {timing}");
            outcome.keystrokes = Some(timing);
        }
        if has(Part::Keystrokes) && outcome.engine == OURS {
            let timing =
                self.time_with(&session, &self.questions.keystrokes, json!({ "asTyped": true, "facets": 0 }))?;
            println!("  keystrokes without facets: {timing}");
            outcome.without_facets = Some(timing);
        }
        if has(Part::Whole) {
            let timing = self.time(&session, &self.questions.whole, false)?;
            println!("  whole queries: {timing}");
            outcome.whole = Some(timing);
        }
        if has(Part::Typos) {
            outcome.typos = Some(self.typos(&session)?);
        }
        if has(Part::Memory) {
            session.rest(PATIENCE)?;
            let memory = machine::page_memory(self.driver.process()).map(|bytes| bytes as f64);
            println!("  memory: {:.0} MB", memory.unwrap_or(f64::NAN) / 1e6);
            outcome.memory = memory;
        }
        if has(Part::Keystrokes) && outcome.engine == OURS {
            outcome.passages = self.passages(&session);
        }
        if has(Part::Size) {
            outcome.size = match outcome.engine {
                OURS | PAGEFIND => Some(self.room.index_size(outcome.engine)?),
                _ => Some(size(&session.ask("size", json!({}), PATIENCE)?)),
            };
        }
        if has(Part::Bytes) && [OURS, PAGEFIND].contains(&outcome.engine) {
            let bytes = bytes::measure(&session, outcome.engine, &self.questions.single)?;
            println!("  bytes: {bytes:?}");
            outcome.bytes = Some(bytes);
        }
        Ok(())
    }

    fn time(&self, session: &Session, queries: &[String], as_typed: bool) -> Result<Timing> {
        self.time_with(session, queries, json!({ "asTyped": as_typed }))
    }

    fn time_with(&self, session: &Session, queries: &[String], mut task: Value) -> Result<Timing> {
        task["queries"] = json!(queries);
        task["limit"] = json!(LIMIT);
        task["passes"] = json!(self.runs);
        let budget = if session.engine() == OURS { OUR_BUDGET } else { BUDGET };
        task["budget"] = json!(budget.as_millis());
        Ok(Timing::of(&session.ask("time", task, budget + PATIENCE)?))
    }

    fn typos(&self, session: &Session) -> Result<[usize; 3]> {
        let pairs: Vec<_> =
            self.questions.typos.iter().map(|pair| json!({ "word": pair.word, "typo": pair.typo })).collect();
        let task = json!({ "typos": pairs, "limit": LIMIT, "budget": BUDGET.as_millis() });
        let found = session.ask("typos", task, BUDGET + PATIENCE)?;
        let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
        let count = |is: &dyn Fn(&Value) -> bool| found.iter().filter(|one| is(one)).count();
        let none = count(&|one| one["results"] == 0);
        let first = count(&|one| one["rank"].as_i64().is_some_and(|rank| (0..FIRST).contains(&rank)));
        println!("  typos: {none} of {} without a result, {first} with the right article", found.len());
        Ok([none, first, found.len()])
    }

    /// Passages are asked for apart, when typing rests. Where the archive's previews cannot be read, there are none.
    fn passages(&self, session: &Session) -> Option<Timing> {
        let mut times = Vec::new();
        for words in self.questions.whole.iter().take(PASSAGES) {
            let task = json!({ "name": "passages", "words": words, "limit": LIMIT });
            match session.ask("special", task, PATIENCE) {
                Ok(took) => times.extend(took.as_f64()),
                Err(error) => {
                    println!("  passages: not measured: {error:#}");
                    return None;
                }
            }
        }
        let timing = Timing::whole(&times);
        println!("  passages: {timing}");
        Some(timing)
    }
}

fn size(value: &Value) -> [f64; 2] {
    ["bytes", "gzip"].map(|key| value[key].as_f64().unwrap_or(f64::NAN))
}
