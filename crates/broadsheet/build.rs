//! Puts the built app into the command, where one is at hand: `cargo xtask dist` names its folder in `BROADSHEET_APP`. Tells
//! the command apart from others that make something else of the same articles.

#[path = "../../build_sources.rs"]
mod build_sources;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The environment variable with the folder of the built app.
const APP: &str = "BROADSHEET_APP";
/// The archive's folder in a built app: the sample's, which is not carried.
const ARCHIVE: &str = "archive";
/// What decides what a site is made like.
const SOURCES: [&str; 5] = ["src", "../article/src", "../import/src", "../search/src", "../../Cargo.lock"];

fn main() {
    println!("cargo::rustc-env=BROADSHEET_PROGRAM={:016x}", build_sources::hash_of(&SOURCES));
    println!("cargo::rerun-if-env-changed={APP}");
    let mut files = BTreeMap::new();
    if let Some(app) = std::env::var_os(APP).map(PathBuf::from).filter(|app| !app.as_os_str().is_empty()) {
        println!("cargo::rerun-if-changed={}", app.display());
        collect(&app, "", &mut files);
        if !files.contains_key("index.html") {
            println!("cargo::error={APP}: {} holds no index.html, so it is not a built app", app.display());
        }
    }
    let mut table = String::from("&[\n");
    for (name, file) in &files {
        table += &format!("    ({name:?}, include_bytes!({:?})),\n", file.display().to_string());
    }
    table += "]\n";
    let table_file = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("app_files.rs");
    if let Err(error) = fs::write(&table_file, table) {
        println!("cargo::error={}: cannot be written: {error}", table_file.display());
    }
}

/// The files below a folder by their names from the app's folder on, with `/` between the parts.
fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, PathBuf>) {
    // A folder that cannot be read is one without an index.html, which is said.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        match entry.path() {
            path if !path.is_dir() => drop(files.insert(name, path)),
            path if name != ARCHIVE => collect(&path, &format!("{name}/"), files),
            _ => {}
        }
    }
}
