//! Writing into a folder so that a stop at any moment leaves the old state or the new.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::durable;

/// Begins the names of files and folders that are not finished; what a killed run left is cleared by the next.
pub const NEW_PREFIX: &str = ".broadsheet-new-";

/// Puts a file in place in one step: who reads it sees the old bytes or the new.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = folder.join(format!("{NEW_PREFIX}{name}"));
    let written = File::create(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        // The rename must not reach the disk before the bytes do.
        file.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // What stands there half written takes room; the next run clears it away too.
        let _ = fs::remove_file(&unfinished);
    }
    written.and_then(|()| durable::sync_names(folder)).with_context(|| format!("{}: cannot be written", path.display()))
}

/// A folder that is being filled, and that goes away again if it does not become what it was meant for.
pub struct Unfinished(PathBuf);

impl Unfinished {
    /// An empty folder inside `parent`, out of the way of who reads there.
    pub fn new(parent: &Path, what: &str) -> Result<Self> {
        let folder = parent.join(format!("{NEW_PREFIX}{what}"));
        fs::create_dir(&folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it its final name, in one step where nothing stands there, and not before all that it holds is on the disk:
    /// what names it comes next. What stands there is damaged and goes first.
    pub fn become_folder(&self, folder: &Path) -> Result<()> {
        let removed = if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) };
        let parent = folder.parent().unwrap_or(folder);
        removed
            .and_then(|()| durable::sync_below(&self.0))
            .and_then(|()| fs::rename(&self.0, folder))
            .and_then(|()| durable::sync_names(parent))
            .with_context(|| format!("{}: cannot be put in place", folder.display()))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Where it became something it is gone already; else the next run clears it away too.
        let _ = fs::remove_dir_all(&self.0);
    }
}
