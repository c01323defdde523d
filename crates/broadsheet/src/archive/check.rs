//! Proves an archive whole: every file against its list, every piece against its envelope, and the counts against each
//! other.

use std::path::Path;

use anyhow::{Result, ensure};
use article::piece::PieceKind;
use article::{LookupGroup, Preview, Segment, StoredArticle};

use super::manifest_file::{MANIFEST, find, read_manifest};
use super::read::{self, Archive};
use super::segment_files::damage;
use crate::report::Report;

/// Checks the archive in a folder and says each damaged file. The error is for what cannot be checked at all.
pub fn check(folder: &Path, report: &mut Report) -> Result<u64> {
    let folder = find(folder)?;
    let manifest = read_manifest(&folder)?;
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
