//! A browser, driven: the W3C WebDriver protocol over HTTP, and what only one engine's driver has through the same door.
//!
//! It is JSON over HTTP to a driver on this machine, one request after the other. The clients that there are bring
//! an asynchronous runtime, which `cargo xtask serve` would have to build before its first word.

mod driver;
mod element;
mod engine;
pub mod keys;
mod launcher;
mod process;
mod surroundings;

use std::cell::Cell;

use anyhow::{Context, Result, anyhow};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

pub use driver::{Driver, Options};
pub use element::Element;
pub use engine::{Crashed, Engine, Engines, Lacks};
use launcher::Display;
pub use launcher::Launcher;

/// One browser window; closes with this value.
pub struct Browser {
    agent: ureq::Agent,
    address: String,
    engine: Engine,
    version: String,
    /// The page's size that was asked for last: tabs that are opened later get it too.
    size: Cell<Option<(u32, u32)>>,
    /// The driver, where it drives this browser alone; then what the window is drawn on. In this order they end.
    driver: Option<Driver>,
    display: Option<Display>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = call(&self.agent, "DELETE", &self.address, None);
        drop(self.driver.take());
        drop(self.display.take());
    }
}

impl Browser {
    /// Which engine it has.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its version, as its driver says it.
    pub fn version(&self) -> &str {
        &self.version
    }

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
        // MiniBrowser leaves a tab that is opened behind the others, where nothing is painted.
        let kind = if self.engine == Engine::WebKit { "window" } else { "tab" };
        let tab = self.post("window/new", json!({ "type": kind }))?;
        self.show_tab(tab["handle"].as_str().unwrap_or_default())?;
        self.size.get().map_or(Ok(()), |(width, height)| self.resize(width, height))
    }

    /// Looks at a tab.
    pub fn show_tab(&self, tab: &str) -> Result<()> {
        self.post("window", json!({ "handle": tab })).map(drop)
    }

    /// Runs the body of an asynchronous function in the page; its `arguments` are given, its value is returned. A promise is waited for.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let body = match self.engine {
            // Its driver takes every body for an asynchronous function's.
            Engine::Chromium => body.to_owned(),
            Engine::Firefox | Engine::WebKit => {
                format!("return (async function () {{\n{body}\n}}).apply(window, arguments)")
            }
        };
        self.post("execute/sync", json!({ "script": body, "args": arguments }))
    }

    /// A command of Chromium's own protocol.
    pub fn chromium(&self, command: &str, parameters: Value) -> Result<Value> {
        self.only(&[Engine::Chromium], "a command of Chromium's own protocol")?;
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a script in every page before the page's own.
    pub fn before_each_page(&self, script: &str) -> Result<()> {
        self.chromium("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).map(drop)
    }

    /// The console's lines since the last call, each with its level.
    pub fn console(&self) -> Result<Vec<(String, String)>> {
        self.only(&[Engine::Chromium], "the lines of the console")?;
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
    pub fn press(&self, text: &str) -> Result<()> {
        let strokes = text.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strokes(strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect())?;
        if text.contains(keys::TAB) { self.stay_in_page() } else { Ok(()) }
    }

    /// Presses a key while another is held: `press_with(keys::CONTROL, 'k')`.
    pub fn press_with(&self, held: char, key: char) -> Result<()> {
        self.press_holding(&[held], key)
    }

    /// The same while several are held.
    pub fn press_holding(&self, held: &[char], key: char) -> Result<()> {
        let down = held.iter().map(|key| ("keyDown", *key)).chain([("keyDown", key), ("keyUp", key)]);
        let strokes = down.chain(held.iter().rev().map(|key| ("keyUp", *key)));
        self.strokes(strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect())
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
    let code = value["error"].as_str().unwrap_or("error");
    let message = value["message"].as_str().and_then(|message| message.lines().next()).unwrap_or_default();
    Err(Crashed::of(code, message).map_or_else(|| anyhow!("{code}: {message}"), Into::into))
}
