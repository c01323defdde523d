//! The built app, of which sites are made: the one that this program carries, or one in a folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The page that starts the app.
pub const PAGE: &str = "index.html";
/// The archive's folder in a site; in a built app the sample may lie there.
pub const ARCHIVE: &str = "archive";

/// A file that the program carries: its path below the app's folder, with `/` between the parts, and what it holds.
type CarriedFile = (&'static str, &'static [u8]);

/// What build.rs found in the folder that `BROADSHEET_APP` named when this program was compiled; else nothing.
static CARRIED: &[CarriedFile] = include!(concat!(env!("OUT_DIR"), "/app_files.rs"));

/// A built app.
#[derive(Debug)]
pub enum App {
    /// The one that this program carries.
    Carried(&'static [CarriedFile]),
    /// One in this folder.
    Folder(PathBuf),
}

impl App {
    /// The app in the folder that someone named, else the one that this program carries. Fails where there is none, and says how to get one.
    pub fn find(folder: Option<&Path>) -> Result<Self> {
        match folder {
            Some(folder) if folder.join(PAGE).is_file() => Ok(Self::Folder(folder.to_owned())),
            Some(folder) => bail!(
                "{}: holds no {PAGE}, so it is not the built app; `trunk build --release` in the project's folder makes one",
                folder.display()
            ),
            None if CARRIED.is_empty() => bail!(
                "this program carries no app: `cargo xtask dist` in the project's folder makes one that does; or name the folder \
                 of a built app with --app"
            ),
            None => Ok(Self::Carried(CARRIED)),
        }
    }

    /// The paths of its files, without an archive's.
    pub fn files(&self) -> Result<BTreeSet<String>> {
        match self {
            Self::Carried(carried) => Ok(carried.iter().map(|(name, _)| (*name).to_owned()).collect()),
            Self::Folder(folder) => {
                let mut files = BTreeSet::new();
                files_below(folder, "", &mut files)?;
                Ok(files)
            }
        }
    }

    /// What a file holds, named as [`Self::files`] names it.
    pub fn read(&self, file: &str) -> Result<Cow<'static, [u8]>> {
        match self {
            Self::Carried(carried) => {
                let found = carried.iter().find(|(name, _)| *name == file);
                found.map(|(_, bytes)| Cow::Borrowed(*bytes)).with_context(|| format!("the app has no file {file}"))
            }
            Self::Folder(folder) => {
                let path = folder.join(file);
                fs::read(&path).map(Cow::Owned).with_context(|| format!("{}: cannot be read", path.display()))
            }
        }
    }
}

fn files_below(root: &Path, below: &str, files: &mut BTreeSet<String>) -> Result<()> {
    let folder = root.join(below);
    let unreadable = || format!("{}: cannot be read", folder.display());
    for entry in fs::read_dir(&folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if !entry.path().is_dir() {
            files.insert(path);
        } else if path != ARCHIVE {
            files_below(root, &path, files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carried_app_has_the_files_that_it_was_given() {
        let app = App::Carried(&[("index.html", b"page"), ("search/worker.js", b"code")]);
        let files = app.files().expect("they are in the program");
        assert_eq!(files.into_iter().collect::<Vec<_>>(), ["index.html", "search/worker.js"]);
        assert_eq!(&*app.read("search/worker.js").expect("it is there"), b"code");
        assert!(app.read("other.js").is_err());
    }

    /// Tests are compiled without an app beside them, except where someone names one.
    #[test]
    fn a_program_without_an_app_says_how_to_get_one() {
        match App::find(None) {
            Ok(app) => assert!(app.files().is_ok_and(|files| files.contains(PAGE))),
            Err(error) => assert!(error.to_string().contains("cargo xtask dist"), "{error}"),
        }
    }
}
