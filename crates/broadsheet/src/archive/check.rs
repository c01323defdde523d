//! Proves an archive whole: every file against its list, every piece against its envelope, and the counts against each
//! other.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, ensure};
use article::piece::PieceKind;
use article::{LookupGroup, Manifest, Preview, Segment, StoredArticle};

use super::held::Held;
use super::manifest_file::{MANIFEST, find, read_manifest};
use super::pictures::{self, pictures_of};
use super::publish::folders;
use super::read::{self, Archive};
use super::segment_files::damage;
use crate::report::Report;

/// Checks the archive in a folder and says each damaged file. The error is for what cannot be checked at all.
pub fn check(folder: &Path, report: &mut Report) -> Result<u64> {
    let folder = find(folder)?;
    let manifest = read_manifest(&folder)?;
    let mut n_files = 1;
    let problems = |report: &Report| report.counts().1;
    for hash in folders(&manifest) {
        n_files += check_files(&folder.join(&hash), &hash, report);
    }
    let mut pictures = BTreeSet::new();
    for segment in &manifest.segments {
        match pictures::read_list(&folder.join(&segment.hash)) {
            Ok(mut list) => pictures.append(&mut list),
            Err(error) => report.problem(format!("{error:#}")),
        }
    }
    n_files += pictures.len() as u64;
    pictures::damage(&folder, &pictures).into_iter().for_each(|what| report.problem(what));
    // What is inside is worth reading only where the bytes are those that were written.
    if problems(report) > 0 {
        return Ok(n_files);
    }
    let is_told = |result: Result<()>, report: &mut Report| {
        result.unwrap_or_else(|error| report.problem(format!("{}: {error:#}", folder.display())));
    };
    for segment in &manifest.segments {
        is_told(check_contents(&folder, segment), report);
    }
    if problems(report) == 0 {
        is_told(check_whole(&folder, &manifest), report);
    }
    Ok(n_files)
}

/// Holds the segments against one another and against the manifest.
fn check_whole(folder: &Path, manifest: &Manifest) -> Result<()> {
    let documents = Archive::open(folder)?.index().documents();
    let file = folder.join(MANIFEST);
    ensure!(
        documents == manifest.articles,
        "{}: says {} articles, the index holds {documents}",
        file.display(),
        manifest.articles
    );
    let mut held = Held::open(folder)?;
    for segment in 0..held.segments.len() {
        let masked: Vec<u32> = held.segments[segment].masked.iter().copied().collect();
        for number in masked {
            let uri = held.segments[segment].reader.article(number)?.article.uri;
            let mut newer = held.segments[segment + 1..].iter_mut();
            ensure!(
                newer.try_fold(false, |found, newer| anyhow::Ok(found || newer.reader.find(&uri)?.is_some()))?,
                "the article {uri} is replaced, and no newer one is there"
            );
        }
    }
    Ok(())
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

/// Reads everything that a segment holds as the reader would, and says what does not fit together.
fn check_contents(folder: &Path, segment: &Segment) -> Result<()> {
    let pictures = pictures::read_list(&folder.join(&segment.hash))?;
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
            let mut shown = stored.into_iter().flat_map(|stored| pictures_of(&stored.article));
            ensure!(
                shown.all(|picture| pictures.contains(picture)),
                "{}: article {number} shows a picture that the segment does not list",
                file.display()
            );
            let key = article::key_of_slug(&preview.slug);
            let leads_there = lookup.get(key).is_some_and(|entry| (entry.number, entry.group) == (number, group));
            ensure!(leads_there, "the address {} does not lead to article {number}", preview.slug);
            number += 1;
        }
    }
    ensure!(number == segment.articles, "there are {number} previews, the manifest says {}", segment.articles);
    Ok(())
}
