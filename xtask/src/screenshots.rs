//! `cargo xtask screenshots`: the pages as they look, small and large, in every theme.

use anyhow::{Context, Result, bail};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::server::Server;
use crate::webdriver::{Browser, Driver, Options};
use crate::{project, setup, site};

/// Words that the sample answers with several articles.
const QUERY: &str = "north korean soldiers";
/// The pictures that the README shows; they alone are kept in git.
const KEPT: [&str; 3] = ["front-light-1440", "results-dark-1440", "article-light-360"];
/// A phone, and a usual screen.
const SIZES: [(u32, u32); 2] = [(360, 780), (1440, 900)];
const PAGES: [&str; 4] = ["front", "results", "article", "about"];
/// More than this is too much for a picture in git, in bytes.
const HEAVY: usize = 300_000;

/// Builds the site and takes the pictures.
pub fn run() -> Result<()> {
    setup::site()?;
    let tools = setup::browser()?;
    let folder = site::build(&tools)?;
    let server = Server::start(&site::native_path(), &folder)?;
    let (Some(chrome), Some(chromedriver)) = (&tools.chrome, &tools.chromedriver) else {
        bail!("there is no browser");
    };
    let driver = Driver::start(chromedriver)?;
    for size in SIZES {
        for theme in ["light", "dark", "sepia"] {
            // A browser of its own each time: what was chosen before has no part in the picture.
            let browser = driver.browser(Options { chrome, size, flags: &["--hide-scrollbars"] })?;
            browser.prefer("prefers-color-scheme", if theme == "dark" { "dark" } else { "light" })?;
            for page in PAGES {
                open(&browser, server.address(), page)?;
                if theme == "sepia" {
                    browser.script("document.documentElement.dataset.theme = 'sepia'", &[])?;
                }
                save(&browser, &format!("{page}-{theme}-{}", size.0))?;
            }
        }
    }
    Ok(())
}

fn open(browser: &Browser, address: &str, page: &str) -> Result<()> {
    let query = match page {
        "results" => format!("?q={}", QUERY.replace(' ', "+")),
        "about" => "?view=about".to_owned(),
        "article" => {
            // The lead story's address, as the front page gives it.
            open(browser, address, "front")?;
            let link = "return document.querySelector('.lead a').getAttribute('href')";
            browser.script(link, &[])?.as_str().unwrap_or_default().trim_start_matches("./").to_owned()
        }
        _ => String::new(),
    };
    browser.open(&format!("{address}{query}"))?;
    settle(browser).with_context(|| format!("the page \"{page}\" did not come to rest"))
}

/// Waits until nothing has changed in the page for a quarter of a second, and two frames were drawn.
fn settle(browser: &Browser) -> Result<()> {
    let start = Instant::now();
    let script = "const of = () => document.querySelector('main')?.textContent.length ?? 0;
        const before = of();
        return new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(
            () => done(before > 0 && before === of() && !document.querySelector('[aria-busy=true]')))), 250))";
    while browser.script(script, &[])? != json!(true) {
        if start.elapsed() > Duration::from_secs(20) {
            bail!("it still changes, or shows nothing, after 20 s");
        }
    }
    Ok(())
}

fn save(browser: &Browser, name: &str) -> Result<()> {
    let picture = browser.picture()?;
    let folder = if KEPT.contains(&name) {
        project::root().join("docs/screenshots")
    } else {
        project::target().join("screenshots")
    };
    write(&folder, name, &picture)?;
    if KEPT.contains(&name) && picture.len() > HEAVY {
        bail!("{name}.png has {} bytes; a picture in git has at most {HEAVY}", picture.len());
    }
    Ok(())
}

fn write(folder: &Path, name: &str, picture: &[u8]) -> Result<()> {
    let path = folder.join(format!("{name}.png"));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, picture))
        .with_context(|| format!("{} could not be written", path.display()))?;
    println!("{} ({} kB)", path.display(), picture.len() / 1000);
    Ok(())
}
