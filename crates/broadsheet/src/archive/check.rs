//! Proves an archive whole: every file against its list, every piece against its envelope, and the counts against each
//! other.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use article::piece::PieceKind;
use article::{LookupGroup, Preview, Segment, StoredArticle, file};
use sha2::{Digest, Sha256};

use super::MANIFEST;
use super::read::{self, Archive};
use super::write::ListedFile;
use crate::identity;
use crate::report::Report;

/// Checks the archive in a folder and says each damaged file. The error is for what cannot be checked at all.
pub fn check(folder: &Path, report: &mut Report) -> Result<u64> {
    let folder = read::find(folder)?;
    let manifest = read::read_manifest(&folder)?;
    let mut n_files = 1;
    let mut n_articles = 0;
    for segment in &manifest.segments {
        let problems = report.counts().1;
        n_files += check_files(&folder.join(&segment.hash), &segment.hash, report);
        // What is inside is worth reading only where the bytes are those that were written.
        if report.counts().1 == problems {
            n_articles += check_contents(&folder, segment, report);
        }
    }
    if report.counts().1 == 0 && n_articles != manifest.articles {
        let file = folder.join(MANIFEST);
        report.problem(format!(
            "{}: says {} articles, the segments hold {n_articles}",
            file.display(),
            manifest.articles
        ));
    }
    Ok(n_files)
}

/// Whether a segment's folder is there and every file in it is as its list says.
pub fn is_whole(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    damage(folder, &name).is_ok_and(|(damage, _)| damage.is_empty())
}

fn check_files(folder: &Path, hash: &str, report: &mut Report) -> u64 {
    match damage(folder, hash) {
        Err(error) => {
            report.problem(format!("{error:#}"));
            0
        }
        Ok((damage, n_files)) => {
            for what in damage {
                report.problem(what);
            }
            n_files
        }
    }
}

/// What is wrong with a segment's files, and how many there are.
fn damage(folder: &Path, hash: &str) -> Result<(Vec<String>, u64)> {
    let list_file = folder.join(file::LIST);
    let list = fs::read(&list_file).with_context(|| format!("{}: cannot be read", list_file.display()))?;
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
            Err(error) => damage.push(format!("{}: cannot be read: {error}", place.display())),
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
        if !known.contains(&place) {
            damage.push(format!("{}: does not belong to the archive", place.display()));
        }
    }
    Ok((damage, files.len() as u64 + 1))
}

/// SHA-256 in lower-case hexadecimal, as the list of files has it.
pub fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Reads everything that a segment holds as the reader would, and says what does not fit together. Returns how many
/// articles there are.
fn check_contents(folder: &Path, segment: &Segment, report: &mut Report) -> u32 {
    match contents(folder, segment) {
        Ok(n_articles) => n_articles,
        Err(error) => {
            report.problem(format!("{}: {error:#}", folder.join(&segment.hash).display()));
            segment.articles
        }
    }
}

fn contents(folder: &Path, segment: &Segment) -> Result<u32> {
    let documents = Archive::open(folder)?.documents();
    ensure!(
        documents == segment.articles,
        "the index holds {documents} articles, the manifest says {}",
        segment.articles
    );
    let mut lookup = LookupGroup::new();
    for group in 0..segment.lookup_groups {
        let entries: LookupGroup = read::read_items(&folder.join(segment.lookup_file(group)), PieceKind::Lookup)?;
        lookup.extend(entries);
    }
    let mut number = 0;
    let mut open: Option<(u32, Vec<StoredArticle>)> = None;
    for previews_group in 0..segment.articles.div_ceil(segment.previews_per_group.max(1)) {
        let file = folder.join(segment.previews_file(previews_group));
        for preview in read::read_items::<Vec<Preview>>(&file, PieceKind::Previews)? {
            let group = preview.group;
            if open.as_ref().is_none_or(|(open, _)| *open != group) {
                open =
                    Some((group, read::read_items(&folder.join(segment.articles_file(group)), PieceKind::Articles)?));
            }
            let articles = open.as_ref().map_or(&[][..], |(_, articles)| articles);
            let stored = articles.iter().find(|stored| stored.number == number);
            ensure!(
                stored.is_some_and(|stored| stored.slug == preview.slug),
                "{}: article {number} is not the one in group {group} of articles",
                file.display()
            );
            let key = article::key_of_slug(&preview.slug);
            let leads_there = lookup.get(key).is_some_and(|entry| (entry.number, entry.group) == (number, group));
            ensure!(leads_there, "the address {} does not lead to article {number}", preview.slug);
            number += 1;
        }
    }
    ensure!(number == segment.articles, "there are {number} previews, the manifest says {}", segment.articles);
    Ok(number)
}
