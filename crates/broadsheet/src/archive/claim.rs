//! The right to write into a folder: it is ours, and no other run writes there.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use article::file;

use super::folder::NEW_PREFIX;
use super::pictures::is_pictures;
use crate::identity;

/// Locked by the run that writes. The system lets go of the lock when a run ends, however it ends, so a file of this name
/// that is left over stands in nobody's way.
const LOCK: &str = ".broadsheet-new-lock";

/// A folder that this run alone may write into, until this goes.
pub struct Claim {
    folder: PathBuf,
    /// Nothing where the file system knows no locks.
    _lock: Option<File>,
}

impl Claim {
    /// Refuses a folder that holds something else: it must be absent, empty, or hold the file `sign` by which it is known
    /// as ours, with what `is_ours` expects in it: other programs write files of these names too. Refuses one that another
    /// run writes into. Clears away what an earlier run that was killed left unfinished.
    pub fn new(folder: &Path, sign: &str, is_ours: impl Fn(&[u8]) -> bool) -> Result<Self> {
        if folder.exists() && !folder.is_dir() {
            bail!("{}: is a file, and a folder is needed; name another one with --out", folder.display());
        }
        fs::create_dir_all(folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
        let entries_before = entries(folder)?;
        // A segment proves a folder ours also where the manifest beside it was damaged.
        let is_damaged = entries_before.iter().any(|entry| is_segment(entry));
        if !fs::read(folder.join(sign)).is_ok_and(|bytes| is_ours(&bytes))
            && let Some(foreign) = entries_before.iter().find(|entry| {
                !(is_new(entry) || is_segment(entry) || is_pictures(entry) || is_damaged && entry.ends_with(sign))
            })
        {
            bail!(
                "{}: is not empty (it holds {}) and has no {sign} of ours, so nothing is written there; \
                 choose another folder or empty it",
                folder.display(),
                foreign.file_name().unwrap_or_default().display()
            );
        }
        let lock = lock(folder)?;
        for entry in entries(folder)?.iter().filter(|entry| is_new(entry) && !entry.ends_with(LOCK)) {
            let removed = if entry.is_dir() { fs::remove_dir_all(entry) } else { fs::remove_file(entry) };
            removed.with_context(|| format!("{}: cannot be cleared away", entry.display()))?;
        }
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // While it is still locked, so that nobody else's is removed. Where it stays it does no harm.
        let _ = fs::remove_file(self.folder.join(LOCK));
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    entries.with_context(|| format!("{}: cannot be read", folder.display()))
}

fn is_new(entry: &Path) -> bool {
    entry.file_name().unwrap_or_default().to_string_lossy().starts_with(NEW_PREFIX)
}

/// Whether a folder is a segment, known by the hash of its list. A run that was killed before it wrote the manifest leaves one.
pub(super) fn is_segment(entry: &Path) -> bool {
    let name = entry.file_name().unwrap_or_default().to_string_lossy();
    fs::read(entry.join(file::LIST)).is_ok_and(|list| identity::digest(&list) == name)
}

fn lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join(LOCK);
    loop {
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.with_context(|| format!("{}: cannot be written", path.display()))?;
        match file.try_lock() {
            // The run that held it before may have removed it in between: then its name is free for others.
            Ok(()) if is_still(&path, &file) => return Ok(Some(file)),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(
                "{}: another run of broadsheet is writing into this folder; wait until it has ended, or name another folder with --out",
                folder.display()
            ),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("{}: cannot be locked", path.display()));
            }
        }
    }
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((fs::metadata(path), file.metadata()), (Ok(named), Ok(locked)) if place(&named) == place(&locked))
}

#[cfg(not(unix))]
fn is_still(path: &Path, _: &File) -> bool {
    path.exists()
}
