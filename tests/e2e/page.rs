//! The page as a person meets it: things are found by the role and the name that the browser tells assistive technology,
//! and every state is waited for, with a deadline, and never slept for.

use std::fmt::Debug;
use std::panic::resume_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;
use xtask::project;
use xtask::webdriver::{Browser, Crashed, Element, Engine, Lacks};

use crate::world::World;

/// How long a state may take to come. Long, because a busy machine is slow and a test that fails for that is worth nothing.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Page<'w> {
    pub world: &'w World,
    pub browser: Browser,
}

impl<'w> Page<'w> {
    pub fn new(world: &'w World) -> Result<Self> {
        Ok(Self { world, browser: world.browser()? })
    }

    /// Runs a script before the scripts of every page that is loaded from now on.
    pub fn before_each_page(&self, script: &str) {
        self.world.before.add(script);
    }

    /// Keeps what the next pages copy in `window.copied`, and out of the machine's clipboard.
    pub fn catch_copies(&self) {
        self.before_each_page(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true,
                value: { writeText: text => { window.copied = text; return Promise.resolve() } } })",
        );
    }

    /// Keeps a picture of the page and its console in target/e2e; says where.
    pub fn keep(&self, name: &str) -> Result<String> {
        let folder = project::target().join("e2e").join(self.browser.engine().key());
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), self.browser.picture()?)?;
        let console: Vec<_> = self.console()?.into_iter().map(|(level, text)| format!("{level} {text}\n")).collect();
        let address = self.browser.address()?;
        std::fs::write(folder.join(format!("{name}.txt")), format!("{address}\n{}", console.concat()))?;
        Ok(format!("see {}/{name}.png and {name}.txt", folder.display()))
    }

    /// Serves an archive and opens the query there.
    #[track_caller]
    pub fn visit(&self, archive: &Path, query: &str) -> String {
        let site = sure(self.world.serve(archive));
        self.open(&format!("{site}{query}"));
        site
    }

    /// Opens an address and waits until the view is there.
    #[track_caller]
    pub fn open(&self, address: &str) {
        sure(self.browser.open(address));
        self.settled();
    }

    /// Waits until the view is there: its heading, and in a list the answer; or what went wrong.
    #[track_caller]
    pub fn settled(&self) {
        self.wait("the view", || {
            let there = "const heading = document.querySelector('main h1')?.textContent.trim();
                const list = document.querySelector('#results');
                return !!document.querySelector('[role=alert]') || !!heading && (!list || !!list.dataset.answered)";
            self.script(there) == true
        });
    }

    #[track_caller]
    pub fn wait(&self, what: &str, done: impl Fn() -> bool) {
        let start = Instant::now();
        while !done() {
            assert!(start.elapsed() < DEADLINE, "{what}: not there after {DEADLINE:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until a value is what it should be.
    #[track_caller]
    pub fn wait_for<T: PartialEq + Debug>(&self, expected: T, value: impl Fn() -> T) {
        let start = Instant::now();
        loop {
            let found = value();
            if found == expected {
                return;
            }
            assert!(start.elapsed() < DEADLINE, "expected {expected:?}, found {found:?} after {DEADLINE:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until what is told is right, and tells the last where it does not come.
    #[track_caller]
    pub fn wait_until_told(&self, what: &str, tell: &dyn Fn() -> String, is_right: &dyn Fn(&str) -> bool) {
        let start = Instant::now();
        loop {
            let told = tell();
            if is_right(&told) {
                return;
            }
            assert!(start.elapsed() < DEADLINE, "{what}: found {told} after {DEADLINE:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    pub fn script(&self, body: &str) -> Value {
        sure(self.browser.script(body, &[]))
    }

    /// What a script returns, as text.
    #[track_caller]
    pub fn text_of(&self, body: &str) -> String {
        self.script(body).as_str().unwrap_or_default().to_owned()
    }

    /// The first element of that role whose name passes, if it is there now.
    fn seek(&self, role: &str, named: impl Fn(&str) -> bool) -> Result<Option<Element<'_>>> {
        for element in self.browser.all(selector(role))? {
            if element.is_shown()? && element.role()? == role && named(&element.name()?) {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// The element of that role and name; waits for it.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> Element<'_> {
        self.find_by(role, name, |found| found == name)
    }

    /// The element of that role whose name begins so; waits for it.
    #[track_caller]
    pub fn find_starting(&self, role: &str, start: &str) -> Element<'_> {
        self.find_by(role, start, |found| found.starts_with(start))
    }

    #[track_caller]
    fn find_by(&self, role: &str, name: &str, named: impl Fn(&str) -> bool) -> Element<'_> {
        let start = Instant::now();
        loop {
            // An element may go while it is asked: then the page is asked again.
            if let Ok(Some(element)) = self.seek(role, &named) {
                return element;
            }
            assert!(start.elapsed() < DEADLINE, "there is no {role} \"{name}\" after {DEADLINE:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until there is no element of that role and name, and the focus is not left in it.
    #[track_caller]
    pub fn gone(&self, role: &str, name: &str) {
        self.wait(&format!("a page without {role} \"{name}\""), || {
            matches!(self.seek(role, |found| found == name), Ok(None))
        });
        // WebKit takes the focus out of a dialog a frame after it was closed: a key that came at once, as no person presses it,
        // would go to what is not there any more.
        self.wait("the focus in what is shown", || {
            self.script("return document.activeElement?.checkVisibility() ?? true") == true
        });
    }

    /// Clicks what has that role and name.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        sure(self.find(role, name).click());
    }

    /// Chooses an option of the list with that name.
    #[track_caller]
    pub fn choose(&self, list: &str, option: &str) {
        self.find("combobox", list);
        let options = sure(self.browser.all("select option"));
        let chosen = options.iter().find(|found| found.text().is_ok_and(|text| text == option));
        sure(chosen.context("there is no such option").and_then(Element::click));
    }

    /// Presses the radio button of that name in a group by its label, as its own circle may not be drawn.
    #[track_caller]
    pub fn press_radio(&self, group: &str, name: &str) {
        let labels = format!("[role=radiogroup][aria-label='{group}'] label");
        self.wait(&format!("a radio button \"{name}\" of \"{group}\""), || {
            let labels = self.browser.all(&labels).unwrap_or_default();
            let label = labels.iter().find(|label| label.text().is_ok_and(|text| text == name));
            label.is_some_and(|label| label.click().is_ok())
        });
        let chosen = format!("return document.querySelector(`{labels} :checked`)?.labels[0].textContent.trim() ?? ''");
        self.wait_for(name.to_owned(), || self.text_of(&chosen));
    }

    /// Chooses a theme in the panel, and closes it.
    #[track_caller]
    pub fn choose_theme(&self, name: &str) {
        self.click("button", "Text and theme");
        self.press_radio("Theme", name);
        self.click("button", "Close");
        self.gone("slider", "Size");
    }

    /// Types into the search box, letter by letter.
    #[track_caller]
    pub fn search(&self, words: &str) {
        self.click("combobox", "Search the archive");
        sure(self.browser.press(words));
    }

    /// What is announced about the results.
    #[track_caller]
    pub fn status(&self) -> String {
        let status = "return document.querySelector('.result-summary')?.textContent.trim() ?? ''";
        self.text_of(status)
    }

    #[track_caller]
    pub fn wait_for_status(&self, expected: &str) {
        self.wait_for(expected.to_owned(), || self.status());
    }

    /// The query part of the address.
    #[track_caller]
    pub fn query(&self) -> String {
        self.text_of("return location.search")
    }

    /// How many entries Back and Forward move between.
    #[track_caller]
    pub fn entries(&self) -> u64 {
        self.script("return history.length").as_u64().unwrap_or_default()
    }

    /// The headlines of a list, as far as its rows are rendered.
    #[track_caller]
    pub fn headlines(&self) -> Vec<String> {
        let texts =
            self.script("return [...document.querySelectorAll('main .result-link')].map(link => link.textContent)");
        texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The view's own heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        self.text_of("return document.querySelector('main h1')?.textContent.trim() ?? ''")
    }

    /// What the policy has blocked since the page was loaded.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        let found = self.script("return window.violations");
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The console's lines since the last call, each with its level. Where the driver does not give them it is the errors since the page
    /// was loaded.
    fn console(&self) -> Result<Vec<(String, String)>> {
        if self.browser.engine() == Engine::Chromium {
            return self.browser.console();
        }
        let troubles = self.browser.script("return window.troubles?.splice(0) ?? []", &[])?;
        let troubles = troubles.as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(troubles.map(|text| ("SEVERE".to_owned(), text.to_owned())).collect())
    }

    /// Errors in the console since the last call.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        let lines = sure(self.console());
        lines.into_iter().filter(|(level, _)| level == "SEVERE").map(|(_, text)| text).collect()
    }
}

/// Elements that may have a role.
fn selector(role: &str) -> &'static str {
    match role {
        "searchbox" => "input[type=search]",
        "button" => "button, summary",
        "link" => "a[href]",
        "list" => "ol, ul",
        "dialog" => "dialog",
        "radio" => "input[type=radio]",
        "slider" => "input[type=range]",
        "navigation" => "nav",
        "checkbox" => "input[type=checkbox]",
        "combobox" => "select, [role=combobox]",
        "listbox" => "[role=listbox]",
        "option" => "[role=option]",
        "heading" => "h1, h2, h3, h4",
        "complementary" => "aside",
        "alert" => "[role=alert]",
        "status" => "[role=status]",
        "progressbar" => "[role=progressbar]",
        other => panic!("page.rs does not know where to look for the role {other}"),
    }
}

/// A value, or the end of the test with the reason; what the engine's driver lacks is no failure, nor yet a browser that crashed.
#[track_caller]
pub fn sure<T>(result: Result<T>) -> T {
    let error = result.as_ref().err();
    if let Some(lacks) = error.and_then(|error| error.downcast_ref::<Lacks>()) {
        resume_unwind(Box::new(lacks.clone()));
    }
    if let Some(crashed) = error.and_then(|error| error.downcast_ref::<Crashed>()) {
        resume_unwind(Box::new(crashed.clone()));
    }
    match result.context("the browser or the harness failed") {
        Ok(value) => value,
        Err(error) => panic!("{error:#}"),
    }
}
