//! The project's files as the rules see them: paths from the root with `/`, and texts.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

use super::source;

/// Folders that are built, fetched or git's own.
const SKIPPED: [&str; 6] = [".git", "target", "dist", "public/archive", "node_modules", "docs/screenshots"];

/// Every text file of the project.
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads it from disk.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        walk(root, root, &mut files)?;
        Ok(Self { files })
    }

    /// A made-up one.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(owned).collect() }
    }

    /// All files, by path.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files below a folder.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all().filter(move |(path, _)| path.starts_with(folder))
    }

    /// One file's text, where it is there.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The Rust files below a folder, as code alone: comments and the insides of strings are blanks.
    pub fn code<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, String)> {
        self.under(folder).filter(|(path, _)| path.ends_with(".rs")).map(|(path, text)| (path, source::code(text)))
    }

    /// The manifests of all packages, by the package's folder: "" for the root's, "crates/search/" for the engine's.
    pub fn manifests(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.all().filter_map(|(path, text)| Some((path.strip_suffix("Cargo.toml")?, path, text)))
    }
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<()> {
    let context = || format!("{} could not be read", folder.display());
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if SKIPPED.iter().any(|skipped| name == *skipped || name.ends_with(&format!("/{skipped}"))) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            // What is not UTF-8 is a picture or a fixture, and no rule speaks of it.
            files.insert(name, text);
        }
    }
    Ok(())
}
