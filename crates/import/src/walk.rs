//! The files of a source, in a fixed order.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::kind::belongs_to_page;
use crate::outlet::Flow;
use crate::source::{Entry, Source};

/// One entry of a source.
pub enum Found {
    /// A file, whatever its kind.
    File(FoundFile),
    /// What could not be looked at, or must not be.
    Failed {
        /// Where.
        path: PathBuf,
        /// Why.
        why: Failure,
    },
}

/// A file below a source.
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the source, for [`crate::Origin`].
    pub origin: String,
    /// Its size on disk.
    pub bytes: u64,
}

/// Why an entry cannot be read.
pub enum Failure {
    /// The system says no.
    Io(io::Error),
    /// A device, a socket or a pipe.
    NotAFile,
    /// A link to a folder that is being read, or was reached by another link.
    LinkAgain,
}

/// What is visited of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What articles are read from: not the folder of a saved page's pictures, scripts and frames.
    Articles,
    /// All that reading them may look at.
    Whole,
}

/// Visits the files of a source: by the bytes of their names, folders among them. Hidden entries and
/// `broadsheet.toml` below a folder are passed over.
pub fn walk(source: &mut Source, scope: Scope, visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
    let (path, prefix) = (source.path, source.prefix);
    let mut walk = Walk { visit, wants: source.wants, scope, links: BTreeSet::new() };
    match fs::metadata(path) {
        Err(error) => walk.failed(path, Failure::Io(error)),
        Ok(metadata) if metadata.is_dir() => {
            let mut open = vec![fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())];
            walk.folder(path, prefix, &mut open)
        }
        Ok(metadata) => {
            let name = readable(path.file_name().unwrap_or(path.as_os_str()));
            walk.file(path, format!("{prefix}{name}"), &metadata)?;
            if scope == Scope::Whole { walk.companions(path, &name) } else { Ok(()) }
        }
    }
}

/// Whether an entry of a folder, or of a zip, is none of a source's: hidden, or the settings.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name == "broadsheet.toml"
}

struct Walk<'a> {
    visit: &'a mut dyn FnMut(Found) -> Flow,
    wants: &'a mut dyn FnMut(&Entry) -> bool,
    scope: Scope,
    /// The folders that links led to: each is followed once, so that links which cross do not multiply the work.
    links: BTreeSet<PathBuf>,
}

impl Walk<'_> {
    fn failed(&mut self, path: &Path, why: Failure) -> Flow {
        (self.visit)(Found::Failed { path: path.to_owned(), why })
    }

    fn file(&mut self, path: &Path, origin: String, metadata: &fs::Metadata) -> Flow {
        if !metadata.is_file() {
            return self.failed(path, Failure::NotAFile);
        }
        if !(self.wants)(&Entry { path, origin: &origin, is_folder: false }) {
            return Ok(());
        }
        (self.visit)(Found::File(FoundFile { path: path.to_owned(), origin, bytes: metadata.len() }))
    }

    /// `before` stands before the names in their origins; `open` holds the real paths of the folders that lead here.
    fn folder(&mut self, folder: &Path, before: &str, open: &mut Vec<PathBuf>) -> Flow {
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let mut names = match entries {
            Ok(entries) => entries.into_iter().map(|entry| entry.file_name()).collect::<Vec<_>>(),
            Err(error) => return self.failed(folder, Failure::Io(error)),
        };
        names.sort_by(|one, other| one.as_encoded_bytes().cmp(other.as_encoded_bytes()));
        for name in &names {
            if is_passed_over(&readable(name)) {
                continue;
            }
            let path = folder.join(name);
            let origin = format!("{before}{}", readable(name));
            match fs::metadata(&path) {
                Err(error) => self.failed(&path, Failure::Io(error))?,
                Ok(metadata)
                    if metadata.is_dir()
                        && self.scope == Scope::Articles
                        && belongs_to_page(&readable(name), names.iter().map(|name| readable(name))) => {}
                Ok(metadata) if metadata.is_dir() => self.subfolder(&path, &origin, open)?,
                Ok(metadata) => self.file(&path, origin, &metadata)?,
            }
        }
        Ok(())
    }

    /// The folders that belong to a page which is a source by itself.
    fn companions(&mut self, page: &Path, name: &str) -> Flow {
        let folder = page.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let mut names: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
        names.sort_by(|one, other| one.as_encoded_bytes().cmp(other.as_encoded_bytes()));
        for companion in names {
            let path = folder.join(&companion);
            if belongs_to_page(&readable(&companion), std::iter::once(name.to_owned())) && path.is_dir() {
                self.subfolder(&path, &readable(&companion), &mut Vec::new())?;
            }
        }
        Ok(())
    }

    fn subfolder(&mut self, path: &Path, origin: &str, open: &mut Vec<PathBuf>) -> Flow {
        if !(self.wants)(&Entry { path, origin, is_folder: true }) {
            return Ok(());
        }
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => return self.failed(path, Failure::Io(error)),
        };
        let again = open.contains(&real) || (path.is_symlink() && !self.links.insert(real.clone()));
        if again {
            return self.failed(path, Failure::LinkAgain);
        }
        open.push(real);
        let flow = self.folder(path, &format!("{origin}/"), open);
        open.pop();
        flow
    }
}

/// A file name as text; bytes that are not UTF-8 as `%FF`, so that two names never become one.
pub fn readable(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
