//! The files of a segment: their list, by whose hash the segment is named, and whether they are as it says.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use article::file;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compression::unpacked;
use crate::identity;

/// One file in a segment's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFile {
    /// Below the segment's folder, with `/`.
    pub path: String,
    /// In bytes.
    pub length: u64,
    /// In lower-case hexadecimal.
    pub sha256: String,
}

impl ListedFile {
    /// What the list says of a file with these bytes.
    pub fn of(path: String, bytes: &[u8]) -> Self {
        Self { path, length: bytes.len() as u64, sha256: hexadecimal(bytes) }
    }
}

/// The list of a segment's files.
pub fn read_list(folder: &Path) -> Result<Vec<ListedFile>> {
    let list_file = folder.join(file::LIST);
    let list = fs::read(&list_file).with_context(|| format!("{}: cannot be read", list_file.display()))?;
    serde_json::from_slice(&list).with_context(|| format!("{}: is damaged", list_file.display()))
}

/// Whether a segment's folder is there and every file in it is as its list says.
pub fn is_whole(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    damage(folder, &name).is_ok_and(|(damage, _)| damage.is_empty())
}

fn unreadable(file: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{}: is missing", file.display()),
        _ => format!("{}: cannot be read: {error}", file.display()),
    }
}

/// What is wrong with a segment's files, and how many there are.
pub fn damage(folder: &Path, hash: &str) -> Result<(Vec<String>, u64)> {
    let list_file = folder.join(file::LIST);
    let list = fs::read(&list_file).map_err(|error| anyhow!(unreadable(&list_file, &error)))?;
    let mut damage = Vec::new();
    if identity::digest(&list) != hash {
        damage.push(format!("{}: is not the list that the segment is named by", list_file.display()));
        return Ok((damage, 1));
    }
    let files: Vec<ListedFile> =
        serde_json::from_slice(&list).with_context(|| format!("{}: is damaged", list_file.display()))?;
    for listed in &files {
        let place = folder.join(&listed.path);
        match fs::read(&place) {
            Err(error) => damage.push(unreadable(&place, &error)),
            Ok(bytes) if bytes.len() as u64 != listed.length => damage.push(format!(
                "{}: holds {} bytes and should hold {}",
                place.display(),
                bytes.len(),
                listed.length
            )),
            Ok(bytes) if hexadecimal(&bytes) != listed.sha256 => {
                damage.push(format!("{}: was changed: its SHA-256 is not the listed one", place.display()));
            }
            Ok(_) => {}
        }
    }
    let known: HashSet<PathBuf> = files.iter().map(|listed| folder.join(&listed.path)).chain([list_file]).collect();
    for place in files_below(folder) {
        // What `build --precompress` put beside a file.
        if let Some((file, coding)) = unpacked(&place).filter(|(file, _)| known.contains(file)) {
            let (packed, bytes) = (fs::read(&place).unwrap_or_default(), fs::read(&file).unwrap_or_default());
            if !coding.holds(&packed, &bytes) {
                damage.push(format!(
                    "{}: is not {} compressed; delete it, or build again",
                    place.display(),
                    file.display()
                ));
            }
        } else if !known.contains(&place) {
            damage.push(format!("{}: does not belong to the archive", place.display()));
        }
    }
    Ok((damage, files.len() as u64 + 1))
}

/// SHA-256 in lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
    Sha256::digest(bytes).iter().flat_map(digits).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}
