//! Installs what the other chores need, as far as it is missing: each thing with what it is, why, and how long it takes.
//! Tools go into the user's cache, the browser comes from the system's package manager, nothing into the project.

mod packages;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;
use crate::tools::{self, AXE, BINARYEN, GECKODRIVER, TRUNK, Tools, WASM_BINDGEN};
use crate::webdriver::{Engine, Engines, Launcher};
use packages::Package;

/// What the page is built with.
pub fn site() -> Result<Tools> {
    wasm_target()?;
    cargo_tool(&CargoTool {
        name: "trunk",
        program: "trunk",
        version: TRUNK,
        locked: true,
        why: "it builds the page and serves it",
        time: "five minutes on two cores",
    })?;
    // The lock file that comes with it names a crate's version that has been withdrawn.
    cargo_tool(&CargoTool {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: WASM_BINDGEN,
        locked: false,
        why: "it makes the JavaScript around the program, and runs the tests in the browser",
        time: "four minutes on two cores",
    })?;
    remove_build_folder()?;
    if !Tools::found().has_wasm_opt() {
        npm_package("binaryen", BINARYEN, "its wasm-opt makes the program smaller")?;
    }
    Ok(Tools::found())
}

/// What `test` runs before anything is built: the formatter and the lints.
fn components() -> Result<()> {
    for (program, component) in [("rustfmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if project::output(Command::new(program).arg("--version")).is_none() {
            announce(component, "`cargo xtask test` runs it", "seconds");
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

/// The browser with its driver, and the audit.
pub fn browser() -> Result<Tools> {
    if tools::chrome().is_none() || tools::chromedriver().is_none() {
        packages::install(Package::Chromium, "the end-to-end tests run in it")?;
    }
    let (Some(chrome), Some(driver)) = (tools::chrome(), tools::chromedriver()) else {
        bail!("{}", Package::Chromium.by_hand("it was installed, but is not on PATH"));
    };
    same_version(&chrome, &driver)?;
    if tools::axe().is_none() {
        npm_package("axe-core", AXE, "it audits the pages for what keeps people out")?;
    }
    Ok(Tools::found())
}

/// The engines that the end-to-end tests are to run in. Returns those that are there; where all were asked for, what cannot be had
/// is said and left out, and one that was named is an error.
pub fn engines(wanted: &Engines) -> Result<Vec<Engine>> {
    let mut found = Vec::new();
    for &one in wanted.list() {
        match (engine(one), wanted) {
            (Ok(()), _) => found.push(one),
            (Err(error), Engines::All) => println!("setup: {} cannot be had: {error:#}", one.name()),
            (Err(error), Engines::Named(_)) => {
                return Err(error).with_context(|| format!("{} cannot be had", one.name()));
            }
        }
    }
    Ok(found)
}

/// An engine that the end-to-end tests run in, with its driver.
fn engine(engine: Engine) -> Result<()> {
    let why = "the end-to-end tests run in it";
    match engine {
        Engine::Chromium => drop(browser()?),
        Engine::Firefox => {
            if tools::firefox().is_none() {
                packages::install(Package::Firefox, why)?;
            }
            if tools::geckodriver().is_none() {
                cargo_tool(&CargoTool {
                    name: "geckodriver",
                    program: "geckodriver",
                    version: GECKODRIVER,
                    locked: true,
                    why: "it drives Firefox",
                    time: "two minutes on two cores",
                })?;
                remove_build_folder()?;
            }
        }
        Engine::WebKit => {
            if [tools::mini_browser(), tools::webkit_driver(), tools::xvfb()].contains(&None) {
                packages::install(Package::WebKit, why)?;
            }
        }
    }
    Launcher::find(engine).map(drop)
}

/// An engine to measure ours beside, as an npm package.
pub fn peer(package: &str, version: &str) -> Result<()> {
    match tools::npm_module(package, version).is_dir() {
        true => Ok(()),
        false => npm_package(package, version, "the benchmark measures our engine beside it"),
    }
}

/// The web server with which a test serves a site. Where it cannot be had that test is skipped, and says so.
fn web_server() {
    let is_there = tools::find("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file();
    if !is_there && let Err(error) = packages::install(Package::Nginx, "a test serves a site with it") {
        println!("setup: {error:#}; the test that needs it is skipped");
    }
}

/// All of it.
pub fn everything() -> Result<Tools> {
    components()?;
    site()?;
    let tools = browser()?;
    web_server();
    println!("setup: all tools are there");
    Ok(tools)
}

/// A driver works with the browser of its own major version alone.
fn same_version(chrome: &Path, driver: &Path) -> Result<()> {
    let major = |program: &Path| {
        let said = project::output(Command::new(program).arg("--version"))?;
        let version = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(version.split('.').next()?.to_owned())
    };
    match (major(chrome), major(driver)) {
        (Some(browser), Some(driven)) if browser != driven => bail!(
            "{} is of version {browser}, but {} drives version {driven}. Install a pair of one version, or name one by \
             CHROME and CHROMEDRIVER",
            chrome.display(),
            driver.display()
        ),
        _ => Ok(()),
    }
}

fn wasm_target() -> Result<()> {
    let sysroot = project::output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    announce("the wasm32-unknown-unknown target", "the page is a WebAssembly program", "seconds");
    rustup(&["target", "add", "wasm32-unknown-unknown"])
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("rustup");
    command.args(arguments);
    if tools::find("rustup").is_none() {
        bail!(
            "rustup is not there to run `{}`. Install it as described on rust-lang.org, or the same part with the \
             package manager that Rust came from",
            project::line(&command)
        );
    }
    project::run(&mut command)
}

/// The two tools have parts in common; built in one folder these are built once.
fn build_folder() -> PathBuf {
    tools::cache().join("build")
}

/// The tools are there; what they were made of takes more than a gigabyte.
fn remove_build_folder() -> Result<()> {
    let build = build_folder();
    match build.exists() {
        true => std::fs::remove_dir_all(&build).with_context(|| format!("{} could not be removed", build.display())),
        false => Ok(()),
    }
}

struct CargoTool {
    name: &'static str,
    program: &'static str,
    version: &'static str,
    locked: bool,
    why: &'static str,
    time: &'static str,
}

fn cargo_tool(tool: &CargoTool) -> Result<()> {
    let CargoTool { name, program, version, .. } = *tool;
    if Tools::found().has(program, version) {
        return Ok(());
    }
    announce(&format!("{name} {version}"), tool.why, tool.time);
    let folder = tools::folder(name, version);
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let mut cargo = Tools::default().cargo();
    cargo
        .args(["install", name, "--version", version])
        .arg("--root")
        .arg(&folder)
        .arg("--target-dir")
        .arg(build_folder());
    if tool.locked {
        cargo.arg("--locked");
    }
    // A tool that runs for seconds is not worth minutes of optimising.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
    cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    cargo.current_dir(&folder);
    project::run(&mut cargo).with_context(|| {
        format!(
            "{name} {version} could not be built. With a network that is open, run this chore again: what was built is \
             kept. Else put `{program}` of that version on PATH"
        )
    })?;
    if !Tools::found().has(program, version) {
        bail!("{name} was built into {}, but its `{program}` does not say that it is {version}", folder.display());
    }
    Ok(())
}

fn npm_package(name: &str, version: &str, why: &str) -> Result<()> {
    if tools::find("npm").is_none() {
        packages::install(Package::Npm, &format!("{name} comes by npm"))?;
    }
    announce(&format!("{name} {version}"), why, "seconds");
    let folder = tools::folder(name, version);
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let mut npm = Tools::default().command("npm");
    npm.args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    npm.arg(&folder).arg(format!("{name}@{version}")).current_dir(&folder);
    project::run(&mut npm).with_context(|| {
        format!("{name} {version} could not be installed. With a network that is open, run this chore again")
    })
}

pub(crate) fn announce(what: &str, why: &str, time: &str) {
    println!("setup: {what} is missing: {why}. Installing it takes {time}.");
}
