//! The programs that Trunk has built, and their scripts, made smaller than it makes them.
//!
//! Trunk runs this (`cargo xtask shorten`, `Trunk.toml`) once it has compiled them and made their JavaScript. What a panic would print
//! is taken out before wasm-opt sees a program, which Trunk could not do, so that wasm-opt is called from here too. The page's program is
//! split before that, into what it needs at first and what comes late.

mod classes;
mod comments;
mod names;
mod needs;
mod panics;
mod split;
mod wasm;

use anyhow::{Context, Result, ensure};
use std::path::Path;

use crate::project;
use crate::tools::{BINARYEN, Tools};
use comments::without_comments;
use needs::Needs;

/// What stands at the end of the names of programs, and at the end of those of the JavaScript of each.
const PROGRAM: &str = "_bg.wasm";
const SCRIPT: &str = ".js";

/// The scripts that are served as they were written.
const COPIED: [&str; 6] =
    ["boot.js", "takeover.js", "voice.js", "found.js", "notebook_worker_loader.js", "search_worker_loader.js"];

/// How the file of the page's program begins, and that of the part of it that comes late (src/browser/program.rs).
const PAGE: &str = "reader-";
const LATE: &str = "late-";

/// What only the pages behind this function need comes late.
const GATE: &str = "reader::pages::late::made";

/// The page's program as it was linked, below the folder in which everything is built.
const LINKED: &str = "wasm32-unknown-unknown/web/reader.wasm";

/// How wasm-opt makes a program smaller, by the sizes in docs/benchmarks.md. The first kilobyte of memory is the far end of the stack,
/// which Rust puts below all data: wasm-opt may take it for unused, and joins addresses with their offsets.
const SMALLER: [&str; 3] = ["-Os", "--low-memory-unused", "--converge"];

/// Makes everything in the folder smaller that Trunk is about to publish. What is made to be looked into stays as it is.
pub fn shorten() -> Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, when it has built the page")?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        shorten_in(Path::new(&folder))?;
    }
    Ok(())
}

fn shorten_in(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if COPIED.contains(&name.as_str()) {
            write(&file, without_comments(&text(&file)?).as_bytes())?;
        } else if let Some(name) = name.strip_suffix(PROGRAM) {
            let script = folder.join(name.to_owned() + SCRIPT);
            shorten_program(&file, &script).with_context(|| format!("in {}", file.display()))?;
        }
    }
    Ok(())
}

/// A program with its JavaScript.
fn shorten_program(program: &Path, script: &Path) -> Result<()> {
    let whole = read(program)?;
    let (shorter, shorter_script) = classes::without_classes(&whole, &text(script)?)?;
    let shorter = panics::without_panics(&shorter)?;
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    if let Some(build) = name.strip_prefix(PAGE) {
        let path = project::target().join(LINKED);
        let linked = read(&path)?;
        // By another link other things lie at the addresses that it names.
        let is_same = wasm::data(&linked)? == wasm::data(&whole)?;
        ensure!(is_same, "{} is of another build; delete it and build anew", path.display());
        let late = Needs::of(&linked).and_then(|needs| needs.alone_through(GATE));
        let (first, second) = split::split(&shorter, &late.with_context(|| format!("in {}", path.display()))?)?;
        let late = program.with_file_name([LATE, build].concat());
        write(program, &first)?;
        write(&late, &second)?;
        optimise(&late)?;
        write(&late, &names::without_names(&read(&late)?)?)?;
    } else {
        write(program, &shorter)?;
    }
    optimise(program)?;
    let (shorter, shorter_script) = names::shortened(&read(program)?, &shorter_script)?;
    write(program, &shorter)?;
    write(script, shorter_script.as_bytes())
}

/// Has wasm-opt make a program smaller, where it is installed.
fn optimise(program: &Path) -> Result<()> {
    let tools = Tools::found();
    if tools.has_wasm_opt() {
        return project::run(tools.command("wasm-opt").args(SMALLER).arg(program).arg("-o").arg(program));
    }
    println!(
        "wasm-opt {BINARYEN} is missing, and the programs stay larger than they need be: `cargo xtask setup` installs it."
    );
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).with_context(|| format!("{} is no text", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} could not be written", path.display()))
}
