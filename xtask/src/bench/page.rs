//! The reader in a browser: how soon it can be used, how fast it answers, how much memory it takes.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

use super::machine;
use super::quantile::quantile;
use super::report::Figure;
use crate::server::Server;
use crate::site;
use crate::webdriver::{Browser, Driver, Options};

/// What is typed, letter by letter: words that are frequent and rare, one and several.
pub const WORDS: [&str; 10] = [
    "japan",
    "trade deficit",
    "crude oil prices",
    "dollar",
    "wheat exports",
    "bank of england",
    "interest rates",
    "merger",
    "gold mine",
    "takeover bid",
];

/// Runs in the page before the page's own script. `usable`: when the first frame was drawn that shows a card, with an
/// answer of the engine behind it. `keys`: for each input event the time to the first task after the frame that shows
/// its answer. The app says which request's answer it shows in `data-answered`.
const WATCH: &str = "
    window.bench = { usable: null, keys: [], typed: null };
    const afterFrame = then => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => then(performance.now());
        channel.port2.postMessage(null);
    });
    let answered = null;
    const look = () => {
        const region = document.querySelector('[data-answered]');
        const now = region?.dataset.answered ?? null;
        if (now === null || now === '' || now === answered || !document.querySelector('.result-link')) return;
        answered = now;
        const typed = bench.typed;
        bench.typed = null;
        afterFrame(time => {
            bench.usable ??= time;
            if (typed !== null) bench.keys.push(time - typed);
        });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true,
        attributeFilter: ['data-answered'] });
    document.addEventListener('input', () => { bench.typed = performance.now(); }, true);";

/// Measures in a fresh browser each time.
pub fn measure(driver: &Driver, chrome: &Path, folder: &Path, runs: usize) -> Result<Vec<Figure>> {
    let server = Server::start(&site::native_path(), folder)?;
    let (mut usable, mut megabytes) = (Vec::new(), Vec::new());
    let (mut middle, mut late, mut worst) = (Vec::new(), Vec::new(), Vec::new());
    // The first visit warms the disk and the server; it does not count.
    visit(driver, chrome, &server)?;
    for run in 1..=runs {
        let (browser, seconds) = visit(driver, chrome, &server)?;
        let mut keys = type_words(&browser)?;
        keys.sort_by(f64::total_cmp);
        let memory = machine::page_memory(driver.process()).context("the kernel does not tell the page's memory")?;
        println!(
            "page {run}/{runs}: usable after {seconds:.2} s; {} keys, p50 {:.0} ms, p95 {:.0} ms, worst {:.0} ms; {} MB",
            keys.len(),
            quantile(&keys, 0.5),
            quantile(&keys, 0.95),
            quantile(&keys, 1.0),
            memory / 1_000_000
        );
        usable.push(seconds);
        middle.push(quantile(&keys, 0.5));
        late.push(quantile(&keys, 0.95));
        worst.push(quantile(&keys, 1.0));
        megabytes.push(memory as f64 / 1e6);
    }
    let ms = |what, goal, values| Figure { what, unit: "ms", goal, values };
    Ok(vec![
        Figure { what: "Reuters: front page usable", unit: "s", goal: Some(1.5), values: usable },
        ms("Reuters: input event to results, median", None, middle),
        // One figure with two goals: the reader's as a whole, and the one that the search is to reach.
        ms("Reuters: input event to results, 95th percentile", Some(50.0), late.clone()),
        ms("The same, held against the search's own goal", Some(33.0), late),
        ms("Reuters: input event to results, worst", None, worst),
        Figure { what: "Reuters: the page's private memory", unit: "MB", goal: Some(250.0), values: megabytes.clone() },
        Figure {
            what: "The same, held against the search's own goal",
            unit: "MB",
            goal: Some(100.0),
            values: megabytes,
        },
    ])
}

/// The files that the front page fetches of itself, below the site's folder.
pub fn fetched_at_first(driver: &Driver, chrome: &Path, folder: &Path) -> Result<Vec<String>> {
    let server = Server::start(&site::native_path(), folder)?;
    let (browser, _) = visit(driver, chrome, &server)?;
    // Whatever it would fetch when it has nothing else to do has begun by then.
    std::thread::sleep(Duration::from_secs(2));
    let names = browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)", &[])?;
    let below = |name: &Value| Some(name.as_str()?.strip_prefix(server.address())?.to_owned());
    let mut names: Vec<String> = names.as_array().into_iter().flatten().filter_map(below).collect();
    names.push("index.html".to_owned());
    Ok(names)
}

/// Opens the front page in a browser that was never there, and waits until it can be used: seconds from the navigation's start.
fn visit(driver: &Driver, chrome: &Path, server: &Server) -> Result<(Browser, f64)> {
    let browser = driver.browser(Options { chrome, size: (1440, 900), flags: &[] })?;
    browser.before_each_page(WATCH)?;
    browser.open(server.address())?;
    let usable = wait(&browser, "return bench.usable", |value| value.as_f64())?;
    Ok((browser, usable / 1000.0))
}

/// Types each word letter by letter, each letter after the answer to the one before: milliseconds for each letter.
fn type_words(browser: &Browser) -> Result<Vec<f64>> {
    let clear = "const box = document.querySelector('.search-input');
        box.focus(); if (box.value === '') return;
        box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true }))";
    let mut keys = Vec::new();
    for word in WORDS {
        browser.script(clear, &[])?;
        wait(browser, "return bench.typed", |value| value.is_null().then_some(()))?;
        browser.script("bench.keys = []", &[])?;
        for (at, letter) in word.char_indices() {
            browser.press(&letter.to_string())?;
            let answered = |value: &Value| (value.as_u64()? > at as u64).then_some(());
            wait(browser, "return bench.keys.length", answered)
                .with_context(|| format!("\"{}\" was not answered", &word[..=at]))?;
        }
        let measured = browser.script("return bench.keys", &[])?;
        keys.extend(measured.as_array().into_iter().flatten().filter_map(Value::as_f64));
    }
    Ok(keys)
}

/// Asks the page until it says what is waited for.
pub fn wait<T>(browser: &Browser, script: &str, done: impl Fn(&Value) -> Option<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(value) = done(&browser.script(script, &[json!(null)])?) {
            return Ok(value);
        }
        if start.elapsed() > Duration::from_secs(30) {
            bail!("`{script}` said nothing for 30 s");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
