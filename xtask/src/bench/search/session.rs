//! One engine in a browser of its own: started, given jobs, waited for.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

use super::peers::OURS;
use crate::webdriver::{Browser, Driver, Options};

/// How often the page is asked whether a job is done; each time it is disturbed a little.
const LOOK: Duration = Duration::from_millis(150);

/// How long the browser has to give memory back.
const REST: Duration = Duration::from_secs(1);

/// How often it is said how far a job has come.
const SAY: Duration = Duration::from_secs(15);

/// Lets the harness collect garbage before memory is looked at.
const FLAGS: [&str; 1] = ["--js-flags=--expose-gc"];

/// A browser with an engine's worker in it.
pub struct Session {
    browser: Browser,
    engine: &'static str,
    script: String,
}

impl Session {
    /// Starts a browser that was never there, opens the harness in the site at `address`, and starts the engine's worker.
    /// `wrapper` is the script of our own engine's, below the site's address.
    pub fn open(
        driver: &Driver,
        chrome: &std::path::Path,
        address: &str,
        engine: &'static str,
        wrapper: &str,
    ) -> Result<Self> {
        let browser = driver.browser(Options { chrome, size: (800, 600), flags: &FLAGS })?;
        browser.open(&format!("{address}bench/index.html"))?;
        let script = match engine {
            OURS => format!("../{wrapper}"),
            peer => format!("worker.js?{peer}"),
        };
        let session = Self { browser, engine, script };
        let started = Instant::now();
        while session.browser.script("return !globalThis.bench", &[])? == Value::Bool(true) {
            if started.elapsed() > Duration::from_secs(10) {
                let lines = session.browser.console()?;
                let said = lines.first().map_or("the console is empty", |(_, line)| line);
                bail!("the harness did not start: {said}");
            }
            std::thread::sleep(LOOK);
        }
        if session.browser.script("return bench.isolated", &[])? != Value::Bool(true) {
            bail!("the page is not isolated across origins, so its clock is too coarse");
        }
        session.restart()?;
        Ok(session)
    }

    /// Whose worker it is.
    pub fn engine(&self) -> &'static str {
        self.engine
    }

    /// Ends the worker and starts another, which has fetched nothing.
    pub fn restart(&self) -> Result<()> {
        // Our own worker is a script, as the page starts it; those of the others are modules.
        let kind = if self.engine == OURS { "classic" } else { "module" };
        self.browser.script("bench.start(arguments[0], arguments[1])", &[json!(self.script), json!(kind)]).map(drop)
    }

    /// Lets go of what is not needed: garbage is collected, and the browser is told that memory is short.
    pub fn rest(&self, patience: Duration) -> Result<()> {
        for _ in 0..2 {
            self.ask("rest", json!({}), patience)?;
            self.browser.chromium("Memory.simulatePressureNotification", json!({ "level": "critical" }))?;
            std::thread::sleep(REST);
        }
        Ok(())
    }

    /// Has the worker do a job and waits for it, at most so long.
    pub fn ask(&self, verb: &str, task: Value, patience: Duration) -> Result<Value> {
        self.browser.script("bench.ask(arguments[0], arguments[1])", &[json!(verb), task])?;
        let started = Instant::now();
        let mut said = Instant::now();
        loop {
            let state = self.browser.script("return bench.state.busy ? bench.state.progress : null", &[])?;
            if state.is_null() {
                break;
            }
            if started.elapsed() > patience {
                bail!("{verb} was given up after {} s", patience.as_secs());
            }
            if said.elapsed() > SAY {
                said = Instant::now();
                println!("  {} {verb}: {}", self.engine, state.as_str().unwrap_or_default());
            }
            std::thread::sleep(LOOK);
        }
        let state = self.browser.script("return bench.state", &[]).context("the page is gone")?;
        match state["error"].as_str() {
            Some(error) => bail!("{verb}: {error}"),
            None => Ok(state["value"].clone()),
        }
    }
}
