//! Drivers: programs that start a browser, and speak WebDriver for it.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::process::Process;
use super::{Browser, Engine, call};
use crate::tools::CHROME_FLAGS;

/// How long a driver may take until it listens.
pub(super) const DEADLINE: Duration = Duration::from_secs(30);
/// How often a driver is started where another program took its port.
const TRIES: usize = 5;

/// A running driver; ends with this value.
pub struct Driver {
    process: Process,
    address: String,
    agent: ureq::Agent,
}

/// How a browser of Chromium's is started.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Chromium or Chrome.
    pub chrome: &'a Path,
    /// The page's width and height in CSS pixels.
    pub size: (u32, u32),
    /// Flags beyond [`CHROME_FLAGS`].
    pub flags: &'a [&'a str],
}

impl Driver {
    /// Starts a chromedriver on a free port.
    pub fn start(chromedriver: &Path) -> Result<Self> {
        let mut command = Command::new(chromedriver);
        command.arg("--port=0");
        Self::telling(command, "ChromeDriver was started successfully on port ")
    }

    /// Starts a driver that looks for a free port itself, and tells it behind these words.
    pub(super) fn telling(command: Command, before: &'static str) -> Result<Self> {
        let (process, port) = Process::telling(command, "on which port it listens", DEADLINE, move |line| {
            let (_, port) = line.split_once(before)?;
            let digits = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
            port[..digits].parse().ok()
        })?;
        Ok(Self::at(process, port))
    }

    /// Starts a driver that has to be given a port, and says nothing: it is asked until it is ready.
    pub(super) fn asked(name: &Path, command: impl Fn(u16) -> Command) -> Result<Self> {
        for _ in 0..TRIES {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let mut driver = Self::at(Process::silent(command(port))?, port);
            let (asks, start) = (agent(DEADLINE), Instant::now());
            // Where another program was quicker to take the port, the driver ends.
            while driver.process.ended()?.is_none() {
                let status = call(&asks, "GET", &format!("{}/status", driver.address), None);
                if status.is_ok_and(|status| status["ready"] == true) {
                    return Ok(driver);
                }
                if start.elapsed() > DEADLINE {
                    bail!("{} did not answer within {DEADLINE:?}", name.display());
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        bail!("{} ended as soon as it was started, {TRIES} times", name.display())
    }

    fn at(process: Process, port: u16) -> Self {
        // An answer may take as long as the page takes to load; one that takes minutes never comes.
        let agent = agent(Duration::from_secs(180));
        Self { process, address: format!("http://127.0.0.1:{port}"), agent }
    }

    /// The driver's process id, for those who measure its children.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    /// Starts Chromium with a profile of its own that no one used before.
    pub fn browser(&self, options: Options) -> Result<Browser> {
        let (width, height) = options.size;
        let flags: Vec<_> = CHROME_FLAGS.iter().chain(options.flags).map(|flag| flag.to_string()).collect();
        let capabilities = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "binary": options.chrome, "args": flags },
        });
        let browser = self.session(Engine::Chromium, capabilities)?;
        browser.resize(width, height)?;
        Ok(browser)
    }

    /// Starts a browser with these capabilities.
    pub(super) fn session(&self, engine: Engine, mut capabilities: Value) -> Result<Browser> {
        // A dialog that a page opens stays open, so that a test can see it.
        capabilities["unhandledPromptBehavior"] = json!("ignore");
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = call(&self.agent, "POST", &format!("{}/session", self.address), Some(&wanted))
            .with_context(|| format!("{} could not be started", engine.name()))?;
        let session = answer["sessionId"].as_str().context("the driver began no session")?;
        Ok(Browser {
            agent: self.agent.clone(),
            address: format!("{}/session/{session}", self.address),
            engine,
            version: answer["capabilities"]["browserVersion"].as_str().unwrap_or_default().to_owned(),
            size: None.into(),
            driver: None,
            display: None,
        })
    }
}

/// What asks a driver, and gives up after this time.
fn agent(deadline: Duration) -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(deadline)).http_status_as_error(false).build().into()
}
