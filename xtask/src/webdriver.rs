//! A browser, driven: the W3C WebDriver protocol over HTTP, and Chromium's own commands through the same door.
//!
//! It is JSON over HTTP to a driver on this machine, one request after the other. The clients that there are bring
//! an asynchronous runtime, which `cargo xtask serve` would have to build before its first word.

mod element;
pub mod keys;

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::tools::CHROME_FLAGS;
pub use element::Element;

/// A running chromedriver; ends with this value.
pub struct Driver {
    process: Child,
    address: String,
    agent: ureq::Agent,
}

/// How a browser is started.
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
    /// Starts a driver on a free port.
    pub fn start(chromedriver: &Path) -> Result<Self> {
        let mut command = Command::new(chromedriver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process =
            command.spawn().with_context(|| format!("{} could not be started", chromedriver.display()))?;
        let stdout = process.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        // Whoever closes the pipe ends the driver at its next word: a thread reads on.
        std::thread::spawn(move || lines.for_each(drop));
        let Some(port) = port else {
            let _ = process.kill();
            bail!("{} did not say on which port it listens", chromedriver.display());
        };
        let config = ureq::Agent::config_builder();
        // An answer may take as long as the page takes to load; one that takes minutes never comes.
        let config = config.timeout_global(Some(Duration::from_secs(180))).http_status_as_error(false);
        Ok(Self { process, address: format!("http://127.0.0.1:{port}"), agent: config.build().into() })
    }

    /// The driver's process id, for those who measure its children.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    /// Starts a browser with a profile of its own that no one used before.
    pub fn browser(&self, options: Options) -> Result<Browser> {
        let (width, height) = options.size;
        let flags: Vec<_> = CHROME_FLAGS.iter().chain(options.flags).map(|flag| flag.to_string()).collect();
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            // A dialog that a page opens stays open, so that a test can see it.
            "unhandledPromptBehavior": "ignore",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "binary": options.chrome, "args": flags },
        } } });
        let answer = call(&self.agent, "POST", &format!("{}/session", self.address), Some(&capabilities))
            .context("the browser could not be started")?;
        let session = answer["sessionId"].as_str().context("the driver began no session")?;
        let browser = Browser { agent: self.agent.clone(), address: format!("{}/session/{session}", self.address) };
        browser.resize(width, height)?;
        Ok(browser)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One browser window; closes with this value.
pub struct Browser {
    agent: ureq::Agent,
    address: String,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = call(&self.agent, "DELETE", &self.address, None);
    }
}

impl Browser {
    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        call(&self.agent, "GET", &format!("{}/{path}", self.address), None)
    }

    pub(crate) fn post(&self, path: &str, body: Value) -> Result<Value> {
        call(&self.agent, "POST", &format!("{}/{path}", self.address), Some(&body))
    }

    /// Opens an address and waits for the page's `load`.
    pub fn open(&self, address: &str) -> Result<()> {
        self.post("url", json!({ "url": address })).map(drop)
    }

    /// The address of the page.
    pub fn address(&self) -> Result<String> {
        self.get("url").map(|url| url.as_str().unwrap_or_default().to_owned())
    }

    /// As the Back button does.
    pub fn back(&self) -> Result<()> {
        self.post("back", json!({})).map(drop)
    }

    /// As the Forward button does.
    pub fn forward(&self) -> Result<()> {
        self.post("forward", json!({})).map(drop)
    }

    /// As the Reload button does.
    pub fn reload(&self) -> Result<()> {
        self.post("refresh", json!({})).map(drop)
    }

    /// The tab that is looked at.
    pub fn tab(&self) -> Result<String> {
        self.get("window").map(|tab| tab.as_str().unwrap_or_default().to_owned())
    }

    /// Opens another tab of the same reader, and looks at it.
    pub fn new_tab(&self) -> Result<()> {
        let tab = self.post("window/new", json!({ "type": "tab" }))?;
        self.show_tab(tab["handle"].as_str().unwrap_or_default())
    }

    /// Looks at a tab.
    pub fn show_tab(&self, tab: &str) -> Result<()> {
        self.post("window", json!({ "handle": tab })).map(drop)
    }

    /// Runs the body of a function in the page; its `arguments` are given, its value is returned. A promise is waited for.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", json!({ "script": body, "args": arguments }))
    }

    /// Gives the page a size in CSS pixels, whatever window is around it.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", metrics).map(drop)
    }

    /// A command of Chromium's own protocol.
    pub fn chromium(&self, command: &str, parameters: Value) -> Result<Value> {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a script in every page before the page's own.
    pub fn before_each_page(&self, script: &str) -> Result<()> {
        self.chromium("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).map(drop)
    }

    /// What the reader's system asks for: `("prefers-color-scheme", "dark")`.
    pub fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.chromium("Emulation.setEmulatedMedia", json!({ "features": features })).map(drop)
    }

    /// The console's lines since the last call, each with its level.
    pub fn console(&self) -> Result<Vec<(String, String)>> {
        let lines = self.post("se/log", json!({ "type": "browser" }))?;
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let lines = lines.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(lines.iter().map(|line| (text(line, "level"), text(line, "message"))).collect())
    }

    /// The words of the dialog that the page has opened by `alert`, `confirm` or `prompt`.
    pub fn alert(&self) -> Option<String> {
        self.get("alert/text").ok().map(|text| text.as_str().unwrap_or_default().to_owned())
    }

    /// The window as a PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        let encoded = self.get("screenshot")?;
        BASE64_STANDARD.decode(encoded.as_str().unwrap_or_default()).context("the picture is not base 64")
    }

    /// The elements that a CSS selector matches, in the page's order.
    pub fn all(&self, selector: &str) -> Result<Vec<Element<'_>>> {
        let found = self.post("elements", json!({ "using": "css selector", "value": selector }))?;
        Ok(found.as_array().into_iter().flatten().filter_map(|value| Element::of(self, value)).collect())
    }

    /// The element that has the focus.
    pub fn focused(&self) -> Result<Element<'_>> {
        Element::of(self, &self.get("element/active")?).context("nothing has the focus")
    }

    /// Presses keys one after the other, as a person does; see [`keys`] for those without a character.
    pub fn press(&self, keys: &str) -> Result<()> {
        let strokes = keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strokes(strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect())
    }

    /// Presses a key while another is held: `press_with(keys::CONTROL, 'k')`.
    pub fn press_with(&self, held: char, key: char) -> Result<()> {
        let strokes = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)];
        self.strokes(strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).to_vec())
    }

    fn strokes(&self, actions: Vec<Value>) -> Result<()> {
        self.post("actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] })).map(drop)
    }
}

fn call(agent: &ureq::Agent, method: &str, address: &str, body: Option<&Value>) -> Result<Value> {
    let answer = match (method, body) {
        ("GET", _) => agent.get(address).call(),
        ("DELETE", _) => agent.delete(address).call(),
        (_, body) => agent.post(address).send_json(body),
    };
    let mut answer = answer.with_context(|| format!("the driver did not answer {method} {address}"))?;
    let status = answer.status();
    // A picture of a long page is larger than the ten megabytes that would be read otherwise.
    let reader = answer.body_mut().with_config().limit(200_000_000);
    let mut json: Value = reader.read_json().with_context(|| format!("the driver answered {status} without JSON"))?;
    let value = json["value"].take();
    if status.is_success() {
        return Ok(value);
    }
    let message = value["message"].as_str().unwrap_or_default();
    Err(anyhow!("{}: {}", value["error"].as_str().unwrap_or("error"), message.lines().next().unwrap_or_default()))
}
