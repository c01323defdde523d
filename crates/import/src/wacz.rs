//! A web archive in one file (WACZ 1.1): a zip of WARC files and a list of the pages that they were made for.

use serde::Deserialize;
use std::io::BufReader;

use crate::bounded_line::{Line, read_line};
use crate::file::{broken_off, too_large};
use crate::outlet::{Flow, Outlet};
use crate::shelf::Shelf;
use crate::stream::{Held, MOST_HELD, held};
use crate::warc::pages::Pages;
use crate::warc::{Bytes, Pictures};
use crate::zip::{Entry, Zip};
use crate::{LIMIT, warc};

/// A line of the list; the first says what the list is and names no page.
#[derive(Deserialize)]
struct PageLine {
    url: Option<String>,
}

/// Reads the pages of an archive.
pub fn read(zip: &Zip, outlet: &mut Outlet) -> Flow {
    let mut pages = Pages::default();
    let lists = zip.entries.iter().filter(|entry| entry.path.starts_with("pages/") && entry.path.ends_with(".jsonl"));
    for list in lists {
        read_list(zip, list, &mut pages, outlet)?;
    }
    let mut left_out = zip.left_out.clone();
    let is_archive = |entry: &&Entry| entry.path.ends_with(".warc") || entry.path.ends_with(".warc.gz");
    // A page's pictures may lie in another archive than the page.
    let mut pictures = Pictures::default();
    let mut most = MOST_HELD;
    for entry in zip.entries.iter().filter(is_archive) {
        match zip.stored(entry) {
            Some(part) => pictures.add(Bytes::Part(part), &outlet.meter()),
            // One that is packed anew cannot be read at any place where it lies.
            None => outlet.meter().aside(|| {
                // One that breaks off has its pictures up to there; why it does is said where its pages are read.
                if let Ok(Ok(Held::Whole(bytes) | Held::Broken(bytes, _))) =
                    zip.read(entry).map(|mut bytes| held(&mut bytes))
                    && let Some(left) = most.checked_sub(bytes.len() as u64)
                {
                    most = left;
                    pictures.add(Bytes::Held(bytes.into()), &outlet.meter());
                }
            }),
        }
    }
    let pictures = Shelf::new(&pictures, outlet.file());
    let mut archives = 0;
    for entry in zip.entries.iter().filter(is_archive) {
        archives += 1;
        match zip.read(entry) {
            Err(why) => left_out.add(&why, &entry.path),
            Ok(bytes) => {
                let mut below = outlet.within(&entry.path);
                let listed = Some(&mut pages).filter(|pages| !pages.is_empty());
                warc::read_packed(bytes, listed, Some(&pictures), &mut below)?;
                below.finish()?;
            }
        }
    }
    zip.tell(&left_out, outlet)?;
    if archives == 0 {
        outlet.problem(None, "holds no web archive: a file archive/….warc.gz is missing")
    } else {
        Ok(())
    }
}

fn read_list(zip: &Zip, list: &Entry, pages: &mut Pages, outlet: &mut Outlet) -> Flow {
    let mut below = outlet.within(&list.path);
    let mut reader = match zip.read(list) {
        Ok(bytes) => BufReader::new(bytes),
        Err(why) => return below.problem(None, why),
    };
    let mut line = Vec::new();
    loop {
        match read_line(&mut reader, &mut line, LIMIT as usize) {
            Ok(Line::End) => return Ok(()),
            Ok(Line::TooLong) => below.problem(None, too_large("a line is"))?,
            Ok(Line::Whole) => {
                // What is no line of the list is of no weight where the archive itself is read.
                let page = serde_json::from_slice::<PageLine>(&line).ok().and_then(|page| page.url);
                if page.is_some_and(|page| !pages.add(&page)) {
                    return below.problem(None, "names more pages than can be kept; the others were passed over");
                }
            }
            Err(error) => return below.problem(None, broken_off(&error)),
        }
    }
}
