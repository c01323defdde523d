//! `cargo xtask bench`: what must be reached, measured, and written into docs/benchmarks.md.

mod bundle;
mod machine;
mod page;
mod quantile;
mod report;
pub mod search;
mod sizes;
mod stretch;

use anyhow::{Result, bail};
use std::path::PathBuf;

use crate::webdriver::Driver;
use crate::{project, setup, site};
use report::Figure;

/// Measures everything `runs` times. What needs the corpora beside the project is left out, by name, where they are not.
pub fn run(runs: usize) -> Result<()> {
    let runs = runs.max(1);
    setup::site()?;
    let tools = setup::browser()?;
    let app = site::build(&tools)?;
    let (parts, first_visit) = sizes::measure(&app)?;
    let mut figures = vec![first_visit];
    match reuters() {
        Some(source) => figures.extend(measure_reuters(&source, &app, runs, &tools)?),
        None => println!("skipped: reuters-21578.jsonl.gz is not in ../shared/corpora beside the project"),
    }
    report::write(&project::root().join("docs/benchmarks.md"), &figures, &parts, runs, tools.chrome.as_deref())
}

fn measure_reuters(source: &PathBuf, app: &PathBuf, runs: usize, tools: &crate::tools::Tools) -> Result<Vec<Figure>> {
    let (Some(chrome), Some(chromedriver)) = (&tools.chrome, &tools.chromedriver) else { bail!("there is no browser") };
    let folder = project::target().join("bench");
    let mut figures = bundle::measure(&site::native_path(), source, &folder.join("archive"), runs)?;
    let reading_room = folder.join("site");
    let mut build = tools.command(&site::native_path().to_string_lossy());
    project::run_up_to(1, build.arg("build").arg(source).arg("--app").arg(app).arg("--out").arg(&reading_room))?;
    let driver = Driver::start(chromedriver)?;
    figures.extend(page::measure(&driver, chrome, &reading_room, runs)?);
    Ok(figures)
}

fn reuters() -> Option<PathBuf> {
    let source = project::root().join("../shared/corpora/reuters-21578.jsonl.gz");
    source.is_file().then_some(source)
}
