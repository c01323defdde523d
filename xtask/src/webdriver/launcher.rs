//! Starting a browser of any engine: its programs, its capabilities, and what its window is drawn on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;
use tempfile::TempDir;

use super::driver::DEADLINE;
use super::process::Process;
use super::{Browser, Driver, Engine, Options};
use crate::{project, tools};

/// Starts browsers of one engine, each with a profile that no one used before.
pub struct Launcher {
    engine: Engine,
    browser: PathBuf,
    driver: PathBuf,
    /// A chromedriver serves all its browsers; the drivers of the others have one each.
    shared: Option<Driver>,
    /// What draws without a screen, for engines that need one.
    xvfb: Option<PathBuf>,
    /// How GTK is to look, see [`NARROW`].
    looks: Option<TempDir>,
}

/// The buttons above the page would keep MiniBrowser's window wider than a phone.
const NARROW: &str = "* { min-width: 0; padding: 0; margin: 0; border-width: 0; border-spacing: 0; font-size: 1px; } image { opacity: 0; }\n";
/// So would the pictures on them.
const NO_PICTURES: &str = "[Settings]\ngtk-toolbar-icon-size=1\ngtk-icon-sizes=gtk-menu=1,1:gtk-small-toolbar=1,1:gtk-large-toolbar=1,1:gtk-button=1,1\n";

impl Launcher {
    /// Looks for the programs of an engine; what is missing is named.
    pub fn find(engine: Engine) -> Result<Self> {
        let needed = |found: Option<PathBuf>, name: &str| {
            found.with_context(|| {
                format!("there is no {name}: `cargo xtask setup --engines {}` installs it", engine.key())
            })
        };
        let (browser, driver, xvfb) = match engine {
            Engine::Chromium => {
                (needed(tools::chrome(), "Chromium or Chrome")?, needed(tools::chromedriver(), "chromedriver")?, None)
            }
            Engine::Firefox => {
                (needed(tools::firefox(), "Firefox")?, needed(tools::geckodriver(), "geckodriver")?, None)
            }
            Engine::WebKit => (
                needed(tools::mini_browser(), "WebKitGTK's MiniBrowser")?,
                needed(tools::webkit_driver(), "WebKitWebDriver")?,
                Some(needed(tools::xvfb(), "Xvfb")?),
            ),
        };
        let shared = if engine == Engine::Chromium { Some(Driver::start(&driver)?) } else { None };
        let looks = if engine == Engine::WebKit { Some(looks()?) } else { None };
        Ok(Self { engine, browser, driver, shared, xvfb, looks })
    }

    /// Which engine it starts.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Starts a browser whose page has this width and height in CSS pixels.
    pub fn browser(&self, size: (u32, u32)) -> Result<Browser> {
        if let Some(driver) = &self.shared {
            return driver.browser(Options { chrome: &self.browser, size, flags: &[] });
        }
        let browser = match self.engine {
            Engine::WebKit => self.webkit(),
            Engine::Firefox | Engine::Chromium => self.firefox(),
        }?;
        browser.resize(size.0, size.1)?;
        Ok(browser)
    }

    fn firefox(&self) -> Result<Browser> {
        let mut command = Command::new(&self.driver);
        // Its own window is where a page's surroundings are set.
        command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
        let driver = Driver::telling(command, "Listening on 127.0.0.1:")?;
        let mut browser = driver.session(
            Engine::Firefox,
            json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "binary": self.browser, "args": ["-headless"], "prefs": {
                    // Processes kept ready for pages that no test opens.
                    "dom.ipc.processPrelaunch.enabled": false,
                } },
            }),
        )?;
        browser.driver = Some(driver);
        Ok(browser)
    }

    fn webkit(&self) -> Result<Browser> {
        let xvfb = self.xvfb.as_ref().context("WebKitGTK needs Xvfb")?;
        let display = Display::start(xvfb)?;
        let is_root = project::output(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
        let looks = self.looks.as_ref().context("WebKitGTK has no settings")?;
        let driver = Driver::asked(&self.driver, |port| {
            let mut command = Command::new(&self.driver);
            command.args(["--host=127.0.0.1".to_owned(), format!("--port={port}")]);
            command.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
            // The reader's language comes from the system; the other browsers speak this one where they are not told otherwise.
            command.env("LANG", "en_US.UTF-8").env("LANGUAGE", "en_US").env("XDG_CONFIG_HOME", looks.path());
            if is_root {
                // Its sandbox does not work for root.
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
            }
            command
        })?;
        let mut browser = driver.session(
            Engine::WebKit,
            json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": self.browser, "args": ["--automation"] },
            }),
        )?;
        browser.driver = Some(driver);
        browser.display = Some(display);
        Ok(browser)
    }
}

/// A folder of GTK's settings.
fn looks() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let gtk = folder.path().join("gtk-3.0");
    std::fs::create_dir(&gtk)?;
    std::fs::write(gtk.join("gtk.css"), NARROW)?;
    std::fs::write(gtk.join("settings.ini"), NO_PICTURES)?;
    Ok(folder)
}

/// A screen that no one sees; ends with this value.
pub(super) struct Display {
    _process: Process,
    name: String,
}

impl Display {
    /// Its width and height in pixels: large enough for the largest page of a test with a browser's own furniture around it.
    pub(super) const SCREEN: (u32, u32) = (1900, 1400);

    fn start(xvfb: &Path) -> Result<Self> {
        let mut command = Command::new(xvfb);
        let (width, height) = Self::SCREEN;
        // It chooses a number that is free, and tells it.
        command.args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"]);
        let number = |line: &str| line.trim().parse::<u32>().ok();
        let (process, number) = Process::telling(command, "which display it is", DEADLINE, number)?;
        Ok(Self { _process: process, name: format!(":{number}") })
    }
}
