//! One door to the command: a folder of its own for each test, files written fluently, and what came of a run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which a test writes sources and runs the command.
pub struct Test {
    folder: TempDir,
}

/// What a run printed, and its exit status.
pub struct Outcome {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Test {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file below the test's folder.
    pub fn file(self, path: &str, contents: impl AsRef<[u8]>) -> Self {
        self.write(path, contents);
        self
    }

    pub fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the command in the test's folder, at a fixed time.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let output = Command::new(env!("CARGO_BIN_EXE_broadsheet"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1780000000")
            .output()
            .unwrap();
        Outcome {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs `bundle in --out out` and expects it to succeed.
    #[track_caller]
    pub fn bundle(&self) -> Outcome {
        self.run(&["bundle", "in", "--out", "out"]).success()
    }

    /// The answer to a search of the archive in `out`.
    #[track_caller]
    pub fn search(&self, query: &str, more: &[&str]) -> Value {
        let arguments = [&["search", "out", query, "--json"], more].concat();
        serde_json::from_str(&self.run(&arguments).success().stdout).unwrap()
    }

    /// The uris that a search finds, in order.
    #[track_caller]
    pub fn found(&self, query: &str, more: &[&str]) -> Vec<String> {
        let answer = self.search(query, more);
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["uri"].as_str().unwrap().to_owned()).collect()
    }

    /// The articles of the archive in `out`, the newest first.
    #[track_caller]
    pub fn exported(&self) -> Vec<Value> {
        let exported = self.run(&["export", "out"]).success().stdout;
        exported.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What the archive in `out` says of itself.
    pub fn manifest(&self) -> Value {
        serde_json::from_slice(&fs::read(self.path("out/archive.json")).unwrap()).unwrap()
    }

    /// Every file below a folder with its bytes, but for the lock of a run that is at work.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if !path.ends_with(".broadsheet-new-lock") {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        }
    }
}

impl Outcome {
    #[track_caller]
    pub fn success(self) -> Self {
        self.status(0)
    }

    #[track_caller]
    pub fn status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "standard error:\n{}", self.stderr);
        self
    }

    /// Expects standard error to say nothing of that.
    #[track_caller]
    pub fn says_not(self, what: &str) -> Self {
        assert!(!self.stderr.contains(what), "\"{what}\" is in standard error:\n{}", self.stderr);
        self
    }

    /// Expects standard error to say something.
    #[track_caller]
    pub fn says(self, what: &str) -> Self {
        assert!(self.stderr.contains(what), "\"{what}\" is not in standard error:\n{}", self.stderr);
        self
    }
}

/// Articles of the model, one a line.
pub fn lines(articles: &[Value]) -> String {
    articles.iter().map(|article| format!("{article}\n")).collect()
}
