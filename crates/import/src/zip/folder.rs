//! A zip of files in any of the formats: read as the folder that it would be, unpacked.

use std::collections::BTreeSet;
use std::path::Path;

use super::Zip;
use crate::kind::{KINDS, Kind, is_picture, stem_of_companion};
use crate::omnivore;
use crate::outlet::{Flow, Outlet};
use crate::shelf::Shelf;
use crate::stream::{self, Bytes, Stream};
use crate::walk::is_passed_over;

/// Reads the entries, in the order in which a folder is walked. `depth` is in how many archives they lie.
pub fn read(zip: &Zip, depth: usize, outlet: &mut Outlet) -> Flow {
    if let Some(export) = omnivore::find(zip) {
        return omnivore::read(&export, outlet);
    }
    let pages: BTreeSet<String> = zip.entries.iter().filter_map(|entry| page_name(&entry.path)).collect();
    let mut left_out = zip.left_out.clone();
    let pictures = Shelf::new(zip, outlet.file());
    let (mut read, mut pictures_beside, mut unread, mut first_unread) = (0, 0, 0, None);
    for entry in &zip.entries {
        if entry.path.split('/').any(is_passed_over) || belongs_to_page(&entry.path, &pages) {
            continue;
        }
        let Some(kind) = Kind::of(Path::new(&entry.path)) else {
            // Articles show them, as they do in a folder.
            if is_picture(Path::new(&entry.path)) {
                pictures_beside += 1;
                continue;
            }
            unread += 1;
            first_unread = first_unread.or(Some(&entry.path));
            continue;
        };
        read += 1;
        match zip.read(entry) {
            Err(why) => left_out.add(&why, &entry.path),
            Ok(mut bytes) => {
                let mut below = outlet.within(&entry.path).with_shelf(&pictures, &entry.path);
                stream::read(Stream { kind, name: &entry.path, bytes: Bytes::Forward(&mut bytes), depth }, &mut below)?;
                below.finish()?;
                outlet.progress()?;
            }
        }
    }
    zip.tell(&left_out, outlet)?;
    match first_unread {
        _ if read == 0 && unread + pictures_beside > 0 => {
            outlet.problem(None, format!("holds no file of a kind that is read; {KINDS}"))
        }
        Some(first) => outlet.note(
            None,
            format!("{unread} of its files are of no kind that is read, and were passed over (first {first})"),
        ),
        None if read == 0 && left_out.is_empty() => outlet.problem(None, "is empty"),
        None => Ok(()),
    }
}

/// The path of a page in lower case, without its ending.
fn page_name(path: &str) -> Option<String> {
    let lower = path.to_lowercase();
    [".html", ".htm", ".xhtml"].iter().find_map(|end| lower.strip_suffix(end)).map(str::to_owned)
}

/// Whether a path leads through the folder of a page that was saved with its pictures.
fn belongs_to_page(path: &str, pages: &BTreeSet<String>) -> bool {
    let lower = path.to_lowercase();
    let mut folders = lower.match_indices('/').map(|(end, _)| &lower[..end]);
    folders.any(|folder| stem_of_companion(folder).is_some_and(|stem| pages.contains(stem)))
}
