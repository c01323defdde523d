//! Files of a site on their way: written aside, then put in place, so that each is always the old one or the new.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::archive::{Unfinished, sync_below, sync_names};
use crate::precompress::forget;
use crate::written::Written;

/// Files that wait for their place in a site.
pub struct Staging<'a> {
    site: &'a Path,
    unfinished: Unfinished,
    /// Files that the app brings itself, which stay.
    kept: &'a Written,
    folders: BTreeSet<String>,
    pages: Written,
    files: Written,
    /// Those of which the site has none, or another; in the order in which they came.
    changed: Vec<String>,
}

impl<'a> Staging<'a> {
    /// Nothing yet. What an earlier run left unfinished was cleared away when the site was claimed.
    pub fn new(site: &'a Path, kept: &'a Written) -> Result<Self> {
        let unfinished = Unfinished::new(site, "pages")?;
        let (pages, files) = (Written::default(), Written::default());
        Ok(Self { site, unfinished, kept, folders: BTreeSet::new(), pages, files, changed: Vec::new() })
    }

    /// Adds a page, feed or list, by its path from the site's folder, unless the app brings a file of that name.
    pub fn put(&mut self, path: String, bytes: &[u8]) -> Result<()> {
        if self.kept.contains(&path) {
            return Ok(());
        }
        self.write(&path, bytes)?;
        self.pages.put(path, bytes);
        Ok(())
    }

    /// Adds a file of the app.
    pub fn put_file(&mut self, path: String, bytes: &[u8]) -> Result<()> {
        self.write(&path, bytes)?;
        self.files.put(path, bytes);
        Ok(())
    }

    /// A file that the site has as it is stays untouched, so that copying the site to a host sends what has changed alone.
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        if fs::read(self.site.join(path)).is_ok_and(|present| present == bytes) {
            return Ok(());
        }
        let place = self.unfinished.path().join(path);
        let folder = path.rsplit_once('/').map(|(folder, _)| folder);
        let made = match folder {
            Some(folder) if self.folders.insert(folder.to_owned()) => {
                fs::create_dir_all(self.unfinished.path().join(folder))
            }
            _ => Ok(()),
        };
        made.and_then(|()| fs::write(&place, bytes))
            .with_context(|| format!("{}: cannot be written", place.display()))?;
        self.changed.push(path.to_owned());
        Ok(())
    }

    /// The pages, feeds and lists that there will be.
    pub fn pages(&self) -> &Written {
        &self.pages
    }

    /// The files of the app that were added.
    pub fn files(&self) -> &Written {
        &self.files
    }

    /// Brings all to the disk and makes the folders, so that nothing is left to do that needs room.
    pub fn prepare(&self) -> Result<()> {
        if self.changed.is_empty() {
            return Ok(());
        }
        let from = self.unfinished.path();
        sync_below(from).with_context(|| format!("{}: cannot be written", from.display()))?;
        for folder in &self.folders {
            let folder = self.site.join(folder);
            fs::create_dir_all(&folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
        }
        Ok(())
    }

    /// Puts the files in place, in the order in which they came. What was [prepared](Self::prepare) is on the disk.
    pub fn place(self) -> Result<()> {
        let from = self.unfinished.path();
        for path in &self.changed {
            let place = self.site.join(path);
            forget(&place)?;
            fs::rename(from.join(path), &place).with_context(|| format!("{}: cannot be written", place.display()))?;
        }
        let folders = self.folders.iter().map(String::as_str).chain([""]);
        for folder in folders.filter(|_| !self.changed.is_empty()) {
            let folder = self.site.join(folder);
            sync_names(&folder).with_context(|| format!("{}: cannot be written", folder.display()))?;
        }
        Ok(())
    }
}
