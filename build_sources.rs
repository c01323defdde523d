//! For build scripts: a hash of sources, by which what was compiled of them is known.

use std::fs;
use std::path::{Path, PathBuf};

/// The hash of all files below these, and a word to cargo to look at them again when one changes.
pub fn hash_of(sources: &[&str]) -> u64 {
    let mut files = Vec::new();
    for source in sources {
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
    hash
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
