//! `cargo xtask bench`: what must be reached, measured, and written into docs/benchmarks.md.

mod bundle;
mod machine;
mod page;
mod quantile;
mod reading;
mod report;
pub mod search;
pub mod sizes;
pub mod static_page;
mod stretch;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

use crate::tools::Tools;
use crate::webdriver::Driver;
use crate::{project, setup, site};
use report::Figure;

/// Measures everything `runs` times. What needs the corpora beside the project is left out, by name, where they are not.
pub fn run(runs: usize) -> Result<()> {
    let runs = runs.max(1);
    setup::site()?;
    let tools = setup::browser()?;
    let app = site::build(&tools)?;
    let (Some(chrome), Some(chromedriver)) = (&tools.chrome, &tools.chromedriver) else { bail!("there is no browser") };
    let driver = Driver::start(chromedriver)?;
    let fetched = page::fetched_at_first(&driver, chrome, &app)?;
    let (parts, mut figures) = sizes::measure(&app, &fetched)?;
    figures.extend(reading::find(&driver, chrome, &app, runs)?);
    match reuters() {
        Some(source) => figures.extend(measure_reuters(&source, &app, runs, &tools, (&driver, chrome))?),
        None => println!("skipped: reuters-21578.jsonl.gz is not in ../shared/corpora beside the project"),
    }
    report::write(&project::root().join("docs/benchmarks.md"), &figures, &parts, runs, tools.chrome.as_deref())
}

fn measure_reuters(
    source: &Path,
    app: &Path,
    runs: usize,
    tools: &Tools,
    (driver, chrome): (&Driver, &Path),
) -> Result<Vec<Figure>> {
    let folder = project::target().join("bench");
    let mut figures = bundle::measure(&site::native_path(), source, &folder.join("archive"), runs)?;
    figures.extend(bundle::measure_build(&site::native_path(), source, app, &folder.join("pages"), runs)?);
    let reading_room = folder.join("site");
    let mut build = tools.command(&site::native_path().to_string_lossy());
    project::run_up_to(1, build.arg("build").arg(source).arg("--app").arg(app).arg("--out").arg(&reading_room))?;
    figures.extend(page::measure(driver, chrome, &reading_room, runs)?);
    figures.extend(reading::open_articles(driver, chrome, &reading_room, runs)?);
    Ok(figures)
}

fn reuters() -> Option<PathBuf> {
    let source = project::root().join("../shared/corpora/reuters-21578.jsonl.gz");
    source.is_file().then_some(source)
}
