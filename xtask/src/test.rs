//! `cargo xtask test`: every check there is, one after the other, up to the first that fails.

use anyhow::{Context, Result};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::tools::{CHROME_FLAGS, Tools};
use crate::webdriver::{Engine, Engines};
use crate::{project, setup, site, tidy};

const WASM: &str = "wasm32-unknown-unknown";
/// The packages that the browser runs.
const IN_BROWSER: [&str; 3] = ["reader", "article", "search"];

/// Sets up what is missing and runs everything, the end-to-end tests in these engines.
pub fn run(engines: &Engines) -> Result<()> {
    let mut report = Report::default();
    let outcome = steps(&mut report, engines);
    report.print(outcome.is_ok());
    outcome
}

fn steps(report: &mut Report, engines: &Engines) -> Result<()> {
    let (tools, found) = report.step("setup", || {
        let tools = setup::everything()?;
        Ok((tools, setup::engines(engines)?))
    })?;
    let missing = engines.list().iter().filter(|engine| !found.contains(engine));
    report.not_run = missing.map(|engine| end_to_end_in(*engine)).collect();
    report.step("rustfmt", || project::run(tools.cargo().args(["fmt", "--all", "--check"])))?;
    report.step("clippy, native", || {
        let mut clippy = tools.cargo();
        project::run(clippy.args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
    })?;
    report.step("clippy, wasm32", || {
        let mut clippy = tools.cargo();
        clippy.args(["clippy", "--target", WASM]).args(IN_BROWSER.iter().flat_map(|name| ["--package", name]));
        project::run(clippy.args(["--", "--deny", "warnings"]))
    })?;
    // The end-to-end tests have their own step, after the site that they open has been built.
    report.step("tests, native", || {
        project::run(tools.cargo().args(["test", "--workspace"]).env("BROADSHEET_E2E", "off"))
    })?;
    report.step("tests, wasm32", || wasm_tests(&tools))?;
    report.step("tidy", tidy::run)?;
    let site = report.step("site, release", || site::build(&tools))?;
    for engine in found {
        report.step(end_to_end_in(engine), || end_to_end(&tools, &site, engine))?;
    }
    Ok(())
}

/// The step's name.
fn end_to_end_in(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium => "end-to-end and axe",
        Engine::Firefox => "end-to-end, Firefox",
        Engine::WebKit => "end-to-end, WebKitGTK",
    }
}

fn wasm_tests(tools: &Tools) -> Result<()> {
    let capabilities = project::target().join("webdriver.json");
    std::fs::write(&capabilities, webdriver_json(tools.chrome.as_deref()))
        .with_context(|| format!("{} could not be written", capabilities.display()))?;
    let mut cargo = tools.cargo();
    cargo.args(["test", "--target", WASM, "--package", "reader", "--test", "wasm"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
    cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    cargo.envs(tools.chromedriver.as_ref().map(|driver| ("CHROMEDRIVER", driver)));
    project::run(&mut cargo)
}

/// The browser's capabilities in the form that wasm-bindgen's runner reads.
fn webdriver_json(chrome: Option<&Path>) -> String {
    // The runner adds its own `--headless`; a browser that is told twice does not mind.
    let options = serde_json::json!({ "args": CHROME_FLAGS, "binary": chrome });
    serde_json::json!({ "goog:chromeOptions": options }).to_string()
}

fn end_to_end(tools: &Tools, site: &Path, engine: Engine) -> Result<()> {
    let mut cargo = tools.cargo();
    // The workspace, so that Cargo takes what the native tests were built with and builds nothing again.
    cargo.args(["test", "--workspace", "--test", "e2e"]);
    cargo.env("BROADSHEET_ENGINE", engine.key());
    cargo.env("BROADSHEET_E2E", "required").env("BROADSHEET_SITE", site).env("BROADSHEET_BIN", site::native_path());
    cargo.envs(tools.chrome.as_ref().map(|path| ("CHROME", path)));
    cargo.envs(tools.chromedriver.as_ref().map(|path| ("CHROMEDRIVER", path)));
    cargo.envs(tools.axe.as_ref().map(|path| ("AXE", path)));
    project::run(&mut cargo)
}

/// What was done, and how long it took.
#[derive(Default)]
struct Report {
    steps: Vec<(&'static str, Duration)>,
    /// What cannot be run on this machine.
    not_run: Vec<&'static str>,
}

impl Report {
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n=== {name} ===");
        let start = Instant::now();
        let outcome = work();
        self.steps.push((name, start.elapsed()));
        outcome.with_context(|| format!("the step \"{name}\" failed"))
    }

    fn print(&self, passed: bool) {
        println!("\n=== summary ===");
        for (at, (name, time)) in self.steps.iter().enumerate() {
            let failed = !passed && at + 1 == self.steps.len();
            println!("{:<21} {:>7.1} s  {}", name, time.as_secs_f32(), if failed { "FAILED" } else { "passed" });
        }
        for name in &self.not_run {
            println!("{name:<21} {:>7}    NOT RUN: it cannot be had here, see \"setup\"", "");
        }
        let all: Duration = self.steps.iter().map(|(_, time)| *time).sum();
        println!("{:<21} {:>7.1} s  {}", "all", all.as_secs_f32(), if passed { "passed" } else { "FAILED" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_ends_the_run_and_is_named() {
        let mut report = Report::default();
        report.step("one", || Ok(())).expect("passes");
        let error = report.step::<()>("two", || anyhow::bail!("no")).expect_err("fails");
        assert_eq!(format!("{error:#}"), "the step \"two\" failed: no");
        assert_eq!(report.steps.len(), 2);
    }

    #[test]
    fn the_runner_is_told_which_browser_to_start() {
        let json = webdriver_json(Some(Path::new("/usr/bin/chromium")));
        assert!(json.contains("\"binary\":\"/usr/bin/chromium\"") && json.contains("--no-sandbox"), "{json}");
    }
}
