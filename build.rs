//! Gives page and worker the id of the build they belong to: a hash of what both are compiled from.

use std::fs;
use std::path::{Path, PathBuf};

/// What decides how page and worker talk to each other and read an archive, and what a program and its JavaScript call each
/// other by: the hash in their names, by which browsers know them again, follows from the program.
const SOURCES: [&str; 5] = ["src", "crates/article/src", "crates/search/src", "Cargo.lock", "xtask/src/names.rs"];

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files);
    }
    files.sort();
    let mut hash = FNV_OFFSET;
    for file in &files {
        hash = fnv(hash, file.to_string_lossy().replace('\\', "/").as_bytes());
        // A file that vanishes while the build runs changes the folder, and cargo runs this again.
        hash = fnv(hash, &fs::read(file).unwrap_or_default());
    }
    println!("cargo::rustc-env=BROADSHEET_BUILD={}-{hash:016x}", env!("CARGO_PKG_VERSION"));
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

/// FNV-1a, 64 bits: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm". It only has to differ where sources do.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
