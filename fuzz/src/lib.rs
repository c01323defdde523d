//! Fuzz targets: plain functions that take any bytes. Reading them must end, must not panic, and must give what the model allows.
//!
//! The tests of this package run each on seeded mutations with the stable toolchain; `libfuzzer/` hands the same functions to
//! libFuzzer, which looks for new paths by itself.

mod archive;
mod files;
mod held;
mod packing;

pub use held::look_at;
use std::path::Path;

/// What is fuzzed by itself.
#[derive(Clone, Copy)]
pub struct Target {
    /// What people call it.
    pub name: &'static str,
    /// Reads any bytes. Panics where something is wrong.
    pub run: fn(&[u8]),
    /// What the names of those fixtures of `crates/import` end in that begin its mutations.
    endings: &'static [&'static str],
    /// More to begin with.
    seeds: fn() -> Vec<Vec<u8>>,
}

/// All targets.
pub fn targets() -> impl Iterator<Item = Target> {
    files::TARGETS.iter().chain(archive::TARGETS).copied()
}

impl Target {
    /// What its mutations begin with, in a fixed order.
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/import/tests/fixtures"));
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        let is_mine = |path: &&std::path::PathBuf| {
            let name = path.to_string_lossy();
            !name.ends_with(".expected.jsonl") && self.endings.iter().any(|ending| name.ends_with(ending))
        };
        let fixtures = paths.iter().filter(is_mine).filter_map(|path| std::fs::read(path).ok());
        (self.seeds)().into_iter().chain(fixtures).collect()
    }
}
