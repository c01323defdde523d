//! One element of a page.

use anyhow::Result;
use serde_json::{Value, json};

use super::Browser;

/// The key under which WebDriver hands out elements.
const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page that a browser shows.
pub struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl<'a> Element<'a> {
    pub(super) fn of(browser: &'a Browser, value: &Value) -> Option<Self> {
        Some(Self { browser, id: value[KEY].as_str()?.to_owned() })
    }

    /// As an argument of a script.
    pub fn argument(&self) -> Value {
        json!({ KEY: self.id })
    }

    fn ask(&self, what: &str) -> Result<String> {
        let value = self.browser.get(&format!("element/{}/{what}", self.id))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// The role that the browser tells assistive technology.
    pub fn role(&self) -> Result<String> {
        self.ask("computedrole")
    }

    /// The name that the browser tells assistive technology.
    pub fn name(&self) -> Result<String> {
        self.ask("computedlabel")
    }

    /// The text that a reader sees.
    pub fn text(&self) -> Result<String> {
        self.ask("text")
    }

    /// An attribute as it stands in the page; `None` where there is none.
    pub fn attribute(&self, name: &str) -> Result<Option<String>> {
        let value = self.browser.get(&format!("element/{}/attribute/{name}", self.id))?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// A property as text: `value`, `checked`.
    pub fn property(&self, name: &str) -> Result<String> {
        let value = self.browser.get(&format!("element/{}/property/{name}", self.id))?;
        Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }

    /// Whether a reader can see it.
    pub fn is_shown(&self) -> Result<bool> {
        Ok(self.browser.get(&format!("element/{}/displayed", self.id))? == Value::Bool(true))
    }

    /// Clicks its middle, as a person does: something that lies above it is an error.
    pub fn click(&self) -> Result<()> {
        self.browser.post(&format!("element/{}/click", self.id), json!({})).map(drop)
    }

    /// Focuses it and types.
    pub fn write(&self, text: &str) -> Result<()> {
        self.browser.post(&format!("element/{}/value", self.id), json!({ "text": text })).map(drop)
    }
}
