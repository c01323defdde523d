//! An article in a browser: how soon it is there, and how fast find in it answers.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;

use super::page::wait;
use super::quantile::spread;
use super::report::Figure;
use crate::random::Random;
use crate::server::Server;
use crate::webdriver::{Browser, Driver, Options};
use crate::{project, site};

/// Of each search's results so many are opened, the first: they are there without scrolling.
const OPENED: usize = 5;

/// Words of the long article.
const WORDS: usize = 50_000;

/// Words that are typed into find, and how many letters of each: so many that each letter leaves fewer places.
const TYPED: (usize, usize) = (20, 3);

/// Runs in the page before the page's own script. `times`: for each click on a result, or letter typed into find, the time to
/// the first task after the frame that shows what came of it. `own`: the same without the wait for the screen's clock, from when
/// the page has put everything in its place until that frame begins: what the page itself takes.
const WATCH: &str = "
    window.bench = { times: [], own: [], begun: null };
    const afterFrame = then => requestAnimationFrame(frame => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => then(performance.now(), frame);
        channel.port2.postMessage(null);
    });
    const done = () => {
        if (bench.begun === null) return;
        const begun = bench.begun;
        const placed = performance.now();
        bench.begun = null;
        afterFrame((time, frame) => {
            bench.times.push(time - begun);
            bench.own.push(placed - begun + time - Math.max(frame, placed));
        });
    };
    const begin = () => { bench.begun = performance.now(); };
    document.addEventListener('click', event => { if (event.target.closest('.result-link')) begin(); }, true);
    document.addEventListener('input', event => { if (event.target.matches('.find-input')) begin(); }, true);
    new MutationObserver(changes => {
        const is = (change, selector) => (change.target.closest ?? (() => null)).call(change.target, selector)
            ?? change.target.parentElement?.closest(selector);
        if (changes.some(change => is(change, '.find-status'))) return done();
        const came = node => node.querySelector?.('.article-body');
        if (changes.some(change => [...change.addedNodes].some(came))) done();
    }).observe(document, { subtree: true, childList: true, characterData: true });";

/// Opens articles of the site in `folder` from results, those that were opened once before.
pub fn open_articles(driver: &Driver, chrome: &Path, folder: &Path, runs: usize) -> Result<Vec<Figure>> {
    let server = Server::start(&site::native_path(), folder)?;
    let (mut middle, mut late) = (Vec::new(), Vec::new());
    for run in 1..=runs {
        let browser = driver.browser(Options { chrome, size: (1440, 900), flags: &[] })?;
        browser.before_each_page(WATCH)?;
        browser.open(server.address())?;
        wait(&browser, "return !!document.querySelector('[data-answered]')", |value| (*value == true).then_some(()))?;
        open_each(&browser).context("the articles were not opened once")?;
        browser.script("bench.times = []", &[])?;
        let times = open_each(&browser)?;
        let [median, late_one, _] = spread(&times);
        println!("reading {run}/{runs}: {} articles opened, p50 {median:.0} ms, p95 {late_one:.0} ms", times.len());
        middle.push(median);
        late.push(late_one);
    }
    Ok(vec![
        Figure { what: "Reuters: result to text painted, median", unit: "ms", goal: None, values: middle },
        Figure { what: "Reuters: result to text painted, 95th percentile", unit: "ms", goal: Some(50.0), values: late },
    ])
}

fn open_each(browser: &Browser) -> Result<Vec<f64>> {
    let mut opened = 0;
    for words in super::page::WORDS {
        // What is typed by hand does not matter here.
        let search = "const box = document.querySelector('.search-input');
            bench.before = document.querySelector('[data-answered]').dataset.answered;
            box.value = arguments[0]; box.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.script(search, &[json!(words)])?;
        let answered = "const answered = document.querySelector('[data-answered]')?.dataset.answered;
            return !answered || answered === bench.before ? 0 : document.querySelectorAll('.result-link').length";
        wait(browser, answered, |count| (count.as_u64()? >= OPENED as u64).then_some(()))?;
        for at in 0..OPENED {
            let click = "document.querySelectorAll('.result-link')[arguments[0]].click()";
            wait(browser, answered, |count| (count.as_u64()? > at as u64).then_some(()))?;
            browser.script("bench.begun = null", &[])?;
            browser.script(click, &[json!(at)])?;
            opened += 1;
            wait(browser, "return bench.times.length", |count| (count.as_u64()? >= opened).then_some(()))?;
            browser.back()?;
        }
    }
    times(browser, "times")
}

/// Types into find, letter by letter, in an article of 50,000 words.
pub fn find(driver: &Driver, chrome: &Path, app: &Path, runs: usize) -> Result<Vec<Figure>> {
    let folder = project::target().join("bench");
    let (text, words) = long_text();
    let source = folder.join("long.jsonl");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&source, json!({ "uri": "bench:long", "headline": "Long", "body": text }).to_string())?;
    let site = folder.join("long");
    let mut build = std::process::Command::new(site::native_path());
    project::run_up_to(1, build.arg("build").arg(&source).arg("--app").arg(app).arg("--out").arg(&site))?;
    let server = Server::start(&site::native_path(), &site)?;
    let (mut middle, mut late, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for run in 1..=runs {
        let browser = driver.browser(Options { chrome, size: (1440, 900), flags: &[] })?;
        browser.before_each_page(WATCH)?;
        browser.open(server.address())?;
        wait(&browser, "return !!document.querySelector('.result-link')", |value| (*value == true).then_some(()))?;
        browser.script("document.querySelector('.result-link').click()", &[])?;
        wait(&browser, "return bench.times.length", |value| (value.as_u64()? > 0).then_some(()))?;
        let [times, work] = type_words(&browser, &words)?;
        let [median, late_one, worst] = spread(&times);
        let [_, late_work, _] = spread(&work);
        println!(
            "find {run}/{runs}: {} letters, p50 {median:.0} ms, p95 {late_one:.0} ms ({late_work:.0} of the page), worst {worst:.0} ms",
            times.len()
        );
        middle.push(median);
        late.push(late_one);
        own.push(late_work);
    }
    Ok(vec![
        Figure {
            what: "Find in 50,000 words: letter to places painted, median",
            unit: "ms",
            goal: None,
            values: middle,
        },
        Figure {
            what: "Find in 50,000 words: letter to places painted, 95th percentile",
            unit: "ms",
            goal: Some(16.0),
            values: late,
        },
        Figure {
            what: "The same without the wait for the screen's clock: the page's own work, 95th percentile",
            unit: "ms",
            goal: Some(16.0),
            values: own,
        },
    ])
}

/// The times of all letters, and the page's own work of them.
fn type_words(browser: &Browser, words: &[String]) -> Result<[Vec<f64>; 2]> {
    browser.press("f")?;
    wait(browser, "return !!document.querySelector('.find-input:focus')", |value| (*value == true).then_some(()))?;
    // The first letter sends the texts; it counts as any other.
    browser.script("bench.times = []; bench.own = []", &[])?;
    let mut typed = 0;
    for word in words {
        for letter in word.chars().take(TYPED.1) {
            browser.press(&letter.to_string())?;
            typed += 1;
            let answered = |value: &Value| (value.as_u64()? >= typed).then_some(());
            wait(browser, "return bench.times.length", answered).with_context(|| format!("a letter of \"{word}\""))?;
        }
        let clear = "const field = document.querySelector('.find-input');
            field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.script(clear, &[])?;
        wait(browser, "return bench.begun", |value| value.is_null().then_some(()))?;
        typed += 1;
        let cleared = |value: &Value| (value.as_u64()? >= typed).then_some(());
        wait(browser, "return bench.times.length", cleared)?;
        browser.script("bench.times.pop(); bench.own.pop()", &[])?;
        typed -= 1;
    }
    Ok([times(browser, "times")?, times(browser, "own")?])
}

/// Those that [`WATCH`] keeps under this name.
fn times(browser: &Browser, name: &str) -> Result<Vec<f64>> {
    let times = browser.script("return bench[arguments[0]]", &[json!(name)])?;
    Ok(times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

/// Paragraphs of 50 made-up words, and some of the words: always the same.
fn long_text() -> (Vec<String>, Vec<String>) {
    let mut random = Random::new(50);
    let mut pick = |letters: &str| {
        let at = random.below(letters.len());
        letters.chars().nth(at).unwrap_or('a')
    };
    let mut word =
        || -> String { (0..6).map(|at| pick(if at % 2 == 0 { "bcdfghklmnprstvwz" } else { "aeiou" })).collect() };
    let vocabulary: Vec<String> = (0..5000).map(|_| word()).collect();
    let mut random = Random::new(51);
    let words: Vec<&str> =
        (0..WORDS).map(|_| vocabulary.get(random.below(vocabulary.len())).map_or("", String::as_str)).collect();
    (words.chunks(50).map(|chunk| chunk.join(" ")).collect(), vocabulary.into_iter().take(TYPED.0).collect())
}
