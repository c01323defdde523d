//! OPML, a list of feeds as feed readers export it (<http://opml.org/spec2.opml>): those whose files lie beside it are read. What
//! is on the web is named and not fetched, and no path leads out of the list's folder.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::escapes::percent_decoded;
use crate::file::read_named;
use crate::kind::Kind;
use crate::outlet::{Beside, Flow, Outlet};
use crate::walk::{is_passed_over, readable};
use crate::xml::Element;

/// The most addresses that a note names.
const MOST_NAMED: usize = 20;

/// Reads the feeds of a list.
pub fn read(opml: &Element, outlet: &mut Outlet) -> Flow {
    let listed = listed(opml);
    if listed.is_empty() {
        return outlet.problem(None, "is an OPML list that names no feed: an outline with xmlUrl is missing");
    }
    let Some(folder) = outlet.folder().cloned() else {
        return outlet.note(
            None,
            "is a list of feeds that was not followed: it lies in another file, or is named by a list itself",
        );
    };
    let (mut remote, mut seen) = (Vec::new(), BTreeSet::new());
    for address in listed {
        match place_of(&address, &folder.folder) {
            Listed::Remote => remote.push(address),
            Listed::Outside => {
                outlet.problem(
                    None,
                    format!("names {}, which leads out of its folder and was not read", shown(&address)),
                )?;
            }
            Listed::Hidden => {
                outlet.problem(None, format!("names {}, which is hidden and was not read", shown(&address)))?;
            }
            Listed::Missing => outlet.problem(None, format!("names {}, which is not there", shown(&address)))?,
            Listed::File { below } => {
                if !seen.insert(below.clone()) {
                    continue;
                }
                let (path, origin) = (folder.folder.join(&below), origin_of(&below, &folder));
                if is_read_by_name(&below) {
                    folder.later.borrow_mut().push((path, origin));
                } else {
                    read_named(&path, &origin, outlet)?;
                    folder.named.borrow_mut().insert(path);
                }
            }
        }
    }
    note_remote(&remote, outlet)
}

/// The addresses of the feeds in a list, in order.
fn listed(opml: &Element) -> Vec<String> {
    let outlines = opml.within("outline").into_iter();
    let address =
        |outline: &Element| outline.attribute("xmlurl").or_else(|| outline.attribute("url")).map(str::to_owned);
    outlines.filter_map(address).collect()
}

/// Where a feed of a list is.
#[derive(Debug, PartialEq, Eq)]
enum Listed {
    /// On the web, or anywhere that is no file.
    Remote,
    /// Outside the list's folder.
    Outside,
    /// In the folder, but reading that passes it over.
    Hidden,
    /// In the folder, but it is not there.
    Missing,
    /// A file at this path below the folder.
    File { below: PathBuf },
}

fn place_of(address: &str, folder: &Path) -> Listed {
    let path = match address.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => {
            rest.trim_start_matches("//localhost").to_owned()
        }
        // One letter is a drive, and no address.
        Some((scheme, _)) if scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            return Listed::Remote;
        }
        _ if address.starts_with("//") => return Listed::Remote,
        _ => address.to_owned(),
    };
    let path = path.strip_prefix("//").unwrap_or(&path).replace('\\', "/");
    let real_folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let Ok(real_folder) = real_folder.canonicalize() else { return Listed::Missing };
    // A name may hold a per cent sign, and an address writes signs with it.
    let mut outcome = Listed::Missing;
    for path in [path.clone(), percent_decoded(&path)] {
        if climbs_out(Path::new(&path), &real_folder) {
            return Listed::Outside;
        }
        match real_folder.join(&path).canonicalize() {
            Ok(real) => match real.strip_prefix(&real_folder) {
                // What reading the folder passes over is none of the source's, whoever names it.
                Ok(below) if below.iter().any(|part| is_passed_over(&readable(part))) => return Listed::Hidden,
                Ok(below) => return Listed::File { below: below.to_owned() },
                // A link within the folder leads out of it.
                Err(_) => outcome = Listed::Outside,
            },
            Err(_) => continue,
        }
    }
    outcome
}

/// Whether a path leaves the folder by what is written, whether it is there or not.
fn climbs_out(path: &Path, folder: &Path) -> bool {
    if path.has_root() || path.components().any(|part| matches!(part, Component::Prefix(_))) {
        let has_dots = path.components().any(|part| part == Component::ParentDir);
        return has_dots || !path.starts_with(folder);
    }
    if path.as_os_str().as_encoded_bytes().get(1) == Some(&b':') {
        return true;
    }
    let mut depth = 0_i32;
    path.components().any(|part| {
        depth += match part {
            Component::Normal(_) => 1,
            Component::ParentDir => -1,
            _ => 0,
        };
        depth < 0
    })
}

/// Whether a source that holds this file reads it by itself.
fn is_read_by_name(below: &Path) -> bool {
    Kind::of(below).is_some()
}

fn origin_of(below: &Path, folder: &Beside) -> String {
    let parts = below.components().map(|part| readable(part.as_os_str()));
    let parts: Vec<String> =
        Some(folder.origin.clone()).into_iter().filter(|origin| !origin.is_empty()).chain(parts).collect();
    parts.join("/")
}

fn note_remote(remote: &[String], outlet: &mut Outlet) -> Flow {
    if remote.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = remote.iter().take(MOST_NAMED).map(|address| shown(address)).collect();
    let more = match remote.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let feeds = if remote.len() == 1 { "a feed" } else { "feeds" };
    let what = format!(
        "names {feeds} on the web, and nothing is fetched: {}{more}; save the files beside the list and name these",
        named.join(", ")
    );
    outlet.note(None, what)
}

/// An address as a message shows it.
fn shown(address: &str) -> String {
    match address.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests;
