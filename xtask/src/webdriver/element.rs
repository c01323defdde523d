//! One element of a page.

use anyhow::Result;
use serde_json::{Value, json};

use super::{Browser, Engine};

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
        let role = self.ask("computedrole")?;
        // WebKit calls a list of options by what one presses to open it.
        let is_list = role == "button" && self.is_list_of_webkit()?;
        Ok(if is_list { "combobox".to_owned() } else { role })
    }

    /// The name that the browser tells assistive technology.
    pub fn name(&self) -> Result<String> {
        let name = self.ask("computedlabel")?;
        if self.browser.engine() == Engine::Chromium {
            return Ok(name);
        }
        // WebKit counts to a field's name what stands in it where its label holds it, and Firefox so of a file.
        let label = "const field = arguments[0], label = field.closest?.('label');
            if (!label || !field.matches('select, textarea, input:not([type=checkbox], [type=radio])')) return null;
            return [...label.childNodes].filter(node => !node.contains(field)).map(node => node.textContent).join('').trim()";
        let label = self.browser.script(label, &[self.argument()])?;
        let is_longer = |label: &&str| !label.is_empty() && name.starts_with(*label);
        Ok(label.as_str().filter(is_longer).unwrap_or(&name).to_owned())
    }

    fn is_list_of_webkit(&self) -> Result<bool> {
        Ok(self.browser.engine() == Engine::WebKit && self.ask("name")? == "select")
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
        if self.browser.engine() == Engine::WebKit {
            // Its driver takes for visible what lies below the page by less than the height of MiniBrowser's buttons, and does not scroll there.
            let scroll = "const { top, bottom } = arguments[0].getBoundingClientRect(), middle = (top + bottom) / 2;
                if (middle < 0 || middle >= innerHeight) arguments[0].scrollIntoView({ block: 'end', inline: 'nearest' })";
            self.browser.script(scroll, &[self.argument()])?;
        }
        self.browser.post(&format!("element/{}/click", self.id), json!({})).map(drop)
    }

    /// Moves the mouse over its middle.
    pub fn hover(&self) -> Result<()> {
        let over = json!({ "type": "pointerMove", "origin": self.argument(), "x": 0, "y": 0 });
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": [over] });
        self.browser.post("actions", json!({ "actions": [mouse] })).map(drop)
    }

    /// Gives it the focus, as the Tab key does.
    pub fn focus(&self) -> Result<()> {
        self.browser.script("arguments[0].focus()", &[self.argument()]).map(drop)
    }

    /// Focuses it and types.
    pub fn write(&self, text: &str) -> Result<()> {
        self.browser.post(&format!("element/{}/value", self.id), json!({ "text": text })).map(drop)
    }
}
