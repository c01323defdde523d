//! The static page of an article on a slow phone: how soon its text is there, and what it weighs.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use std::path::{Path, PathBuf};

use super::page::wait;
use super::report::{self, Figure};
use super::sizes;
use super::stretch::Stretch;
use crate::server::Server;
use crate::webdriver::{Browser, Driver, Options};
use crate::{project, setup, site};

/// Words of the article.
const WORDS: usize = 1000;

/// A phone's view, as Lighthouse has it.
const VIEW: (u32, u32) = (412, 823);

/// "Slow 4G" as Lighthouse's documentation of throttling has it: 150 ms to the host and back and 1.6 Mbit/s. It is applied by the browser, to
/// each request, so that Lighthouse counts 3.75 times the way, for connections that are made first, and 0.9 of the rate.
const LATENCY: f64 = 150.0 * 3.75;
const BYTES_A_SECOND: f64 = 1.6 * 1024.0 * 1024.0 / 8.0 * 0.9;
const BYTES_UP_A_SECOND: f64 = 750.0 * 1024.0 / 8.0 * 0.9;

/// How many times slower the phone's processor is than this machine's, as Lighthouse has it too.
const SLOWDOWN: u32 = 4;

/// When the first text was painted, and when the program was asked for, if it was yet.
const TIMES: &str = "
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
    const program = performance.getEntriesByType('resource').find(({ name }) => name.includes('/reader-'));
    return [painted, program?.startTime ?? null]";

/// Measures in a browser that was never there each time, prints the table and writes it into docs/benchmarks.md.
pub fn run(runs: usize) -> Result<()> {
    setup::site()?;
    let tools = setup::browser()?;
    let app = site::build(&tools)?;
    let (Some(chrome), Some(chromedriver)) = (&tools.chrome, &tools.chromedriver) else { bail!("there is no browser") };
    let driver = Driver::start(chromedriver)?;
    let (folder, page) = build(&app)?;
    let figures = measure(&driver, chrome, (&folder, &page), runs.max(1))?;
    let mut tables = report::about("cargo xtask bench static-page", runs, Some(chrome))?;
    tables.push_str(&report::table(&figures));
    println!("\n{tables}");
    Stretch { command: "cargo xtask bench static-page" }.write(&project::root().join("docs/benchmarks.md"), &tables)
}

fn measure(driver: &Driver, chrome: &Path, (folder, page): (&Path, &str), runs: usize) -> Result<Vec<Figure>> {
    let server = Server::start(&site::native_path(), folder)?;
    let (mut painted, mut ahead) = (Vec::new(), Vec::new());
    for run in 1..=runs {
        let browser = slow_phone(driver, chrome)?;
        browser.open(&[server.address(), page].concat())?;
        // The app comes when the page is at rest.
        let (text, program) = wait(&browser, TIMES, |times| Some((times[0].as_f64()?, times[1].as_f64()?)))?;
        println!("static page {run}/{runs}: text after {text:.0} ms, program asked for after {program:.0} ms");
        painted.push(text);
        ahead.push(program - text);
    }
    let stylesheets = stylesheets(&folder.join(page))?;
    let kilobytes = sizes::together(folder, &[vec![page.to_owned()], stylesheets].concat())?;
    let ms = |what, values| Figure { what, unit: "ms", goal: None, values };
    Ok(vec![
        Figure {
            what: "Static page of an article of 1,000 words: HTML and CSS in brotli",
            unit: "kB",
            goal: Some(15.0),
            values: vec![kilobytes],
        },
        ms("Its text painted, on a slow phone (Lighthouse's slow 4G, processor 4 times slower)", painted),
        ms("From there until the app's program is asked for", ahead),
    ])
}

/// A browser with the line and the processor of a slow phone.
fn slow_phone(driver: &Driver, chrome: &Path) -> Result<Browser> {
    let browser = driver.browser(Options { chrome, size: VIEW, flags: &[] })?;
    browser.chromium("Network.enable", json!({}))?;
    let line = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_UP_A_SECOND });
    browser.chromium("Network.emulateNetworkConditions", line)?;
    browser.chromium("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN }))?;
    // It would not fetch the program over such a line, and then nothing would be known of when it does.
    browser.before_each_page("Object.defineProperty(navigator.connection, 'effectiveType', { value: '4g' })")?;
    Ok(browser)
}

/// Builds a site of one article of [`WORDS`] words of the user guide; its folder, and the page in it.
fn build(app: &Path) -> Result<(PathBuf, String)> {
    let folder = project::target().join("bench");
    let source = folder.join("article.jsonl");
    std::fs::create_dir_all(&folder)?;
    let article = json!({ "uri": "bench:article", "headline": "How an archive is read and searched", "by": "Ann Other",
        "datePublished": "2026-01-01", "language": "en", "articleSection": "Guide", "body": paragraphs()? });
    std::fs::write(&source, article.to_string())?;
    let site = folder.join("article");
    let mut build = std::process::Command::new(site::native_path());
    project::run_up_to(1, build.arg("build").arg(&source).arg("--app").arg(app).arg("--out").arg(&site))?;
    let mut pages = std::fs::read_dir(site.join("article"))?;
    let page = pages.next().context("the article has no page")??.file_name();
    Ok((site, format!("article/{}", page.to_string_lossy())))
}

/// The first paragraphs of the user guide, cut behind the last word that counts.
fn paragraphs() -> Result<Vec<String>> {
    let guide = project::root().join("articles/guide");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&guide)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    let mut left = WORDS;
    let mut paragraphs = Vec::new();
    for file in files {
        for text in std::fs::read_to_string(&file)?.split("\n\n").filter(|text| text.starts_with(char::is_alphabetic)) {
            let words: Vec<&str> = text.split_whitespace().take(left).collect();
            left -= words.len();
            paragraphs.extend((!words.is_empty()).then(|| words.join(" ")));
        }
    }
    ensure!(left == 0, "the user guide has fewer than {WORDS} words");
    Ok(paragraphs)
}

/// The stylesheets that a page names, from the site's folder.
fn stylesheets(page: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(page).with_context(|| format!("{} could not be read", page.display()))?;
    let tags = text.split("<link").skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    let hrefs = tags.filter(|tag| tag.contains("rel=\"stylesheet\"")).filter_map(|tag| tag.split("href=\"").nth(1));
    let files: Vec<String> =
        hrefs.filter_map(|href| Some(href.split('"').next()?.trim_start_matches("../").to_owned())).collect();
    ensure!(!files.is_empty(), "{} names no stylesheet", page.display());
    Ok(files)
}
