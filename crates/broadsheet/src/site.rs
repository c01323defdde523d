//! A site: the app's files, the archive and static pages in one folder, and `site.json`, which says what of it is whose.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result};
use article::Manifest;
use serde::{Deserialize, Serialize};

use crate::app::{ARCHIVE, App, PAGE};
use crate::archive::{self, Claim};
use crate::config::SiteSettings;
use crate::made::{Files, Made, modified};
use crate::pages::{self, Pages, Staging, remove_if_any};
use crate::precompress::{self, Precompressed};
use crate::report::{Report, counted};
use crate::written::Written;

/// The file by which a site is known.
pub const SITE: &str = "site.json";
/// How often it is tried to write that file later than all others. Clocks of disks tick every few milliseconds; where they tick
/// by seconds, sites are always built anew.
const TRIES: u32 = 20;

/// What a site holds beside the archive: files of this app and of the one before, which open pages may still ask for, and
/// the static pages; and the settings under which these were written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Of the app.
    pub files: Written,
    /// Of the app before.
    pub previous: BTreeSet<String>,
    /// Static pages, feeds, and what else is made of the archive.
    #[serde(default)]
    pub pages: Written,
    /// Whether compressed forms may lie beside the files.
    #[serde(default)]
    pub precompressed: bool,
    /// What the settings said of the site.
    #[serde(default)]
    pub settings: SiteSettings,
    /// What it was made from, once it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

impl Site {
    /// Claims the folder for a site: one that is not empty must hold one already.
    pub fn claim(folder: &Path) -> Result<Claim> {
        Claim::new(folder, SITE, is_site)
    }

    /// What the site in a folder says of itself; nothing where there is none.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(SITE);
        if !path.is_file() {
            return Ok(Self::default());
        }
        let bytes = fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        serde_json::from_slice(&bytes)
            .with_context(|| format!("{}: is damaged; delete the site and build it anew", path.display()))
    }

    /// Gives the files of the site in a folder their compressed forms where it is to have them, and takes them away where not.
    pub fn precompress(&self, folder: &Path, report: &mut Report) -> Result<Precompressed> {
        let own = self.files.paths().chain(&self.previous).chain(self.pages.paths()).cloned().collect();
        match self.precompressed {
            true => precompress::precompress(folder, &own, report),
            false => precompress::remove_all(folder, &own).map(|()| Precompressed::default()),
        }
    }

    /// Says it.
    pub fn write(&self, folder: &Path) -> Result<()> {
        archive::replace_file(&folder.join(SITE), &serde_json::to_vec_pretty(self)?)
    }

    /// Says it later than all other files were written, so that one which is changed afterwards can be told.
    pub fn write_last(&self, folder: &Path) -> Result<()> {
        let newest = Files::of(folder)?.newest;
        for _ in 0..TRIES {
            self.write(folder)?;
            if modified(&folder.join(SITE))? > newest {
                break;
            }
            sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Holds the files of the site in a folder against what it says of itself; answers how many there should be. What is missing or
    /// was changed is a problem. Others may have been added, so that is a note.
    pub fn check(folder: &Path, report: &mut Report) -> Result<u64> {
        let site = Self::read(folder)?;
        let (damage, unknown): (Vec<_>, Vec<_>) =
            [&site.files, &site.pages].into_iter().map(|written| written.damage(folder)).unzip();
        let (damage, unknown) = (damage.concat(), unknown.iter().sum::<u64>());
        for what in &damage {
            report.problem(format_args!("{what}; build the site again with --force"));
        }
        if unknown > 0 {
            let files = counted(unknown, "file");
            report.note(format_args!(
                "{}: it is not known what should lie in {files}, for the last build did not end, or was of an earlier version",
                folder.display()
            ));
        } else if let Some(made) = site.made.as_ref().filter(|_| damage.is_empty())
            && !made.has_its_files(folder)?
        {
            report.note(format_args!("{}: files were added or removed since it was built", folder.display()));
        }
        Ok((site.files.len() + site.pages.len()) as u64)
    }

    /// The site around an archive's folder, if it is one's.
    pub fn around(archive: &Path) -> Option<&Path> {
        let folder = archive.parent().filter(|_| archive.file_name().is_some_and(|name| name == ARCHIVE))?;
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        fs::read(folder.join(SITE)).is_ok_and(|bytes| is_site(&bytes)).then_some(folder)
    }

    /// The archive of the site in a folder, where there is one.
    pub fn archive_in(folder: &Path) -> Option<PathBuf> {
        fs::read(folder.join(SITE)).is_ok_and(|bytes| is_site(&bytes)).then(|| folder.join(ARCHIVE))
    }

    /// Writes aside what the site in a claimed folder will hold around this edition of its archive, which is on the disk and not yet
    /// published: the pages, with the looks of this page of the app, and where an app is given its files, that page last.
    pub fn stage<'a>(
        &'a self,
        folder: &'a Path,
        manifest: &Manifest,
        app_page: &str,
        app: Option<&App>,
        report: &mut Report,
    ) -> Result<Staged<'a>> {
        let app_file = |file: &str| match app {
            Some(app) => app.read(file).ok().map(Cow::into_owned),
            None => fs::read(folder.join(file)).ok(),
        };
        let mut pages = Pages::new(folder, manifest, &self.settings, app_page, &app_file, &self.files)?;
        let mut staging = Staging::new(folder, &self.files)?;
        for file in self.files.paths().filter(|file| *file != PAGE) {
            let Some(app) = app else { break };
            staging.put_file(file.clone(), &pages::told_file(file, app.read(file)?, pages.imprint()))?;
        }
        pages.stage(&mut staging, report)?;
        if app.is_some() {
            staging.put_file(PAGE.to_owned(), pages::told(app_page, pages.imprint()).as_bytes())?;
        }
        staging.prepare()?;
        // Known before they are there, so that a run which is stopped leaves nothing that the next would not remove.
        let known = self.pages.paths().chain(staging.pages().paths()).cloned().collect();
        let during = Self { pages: known, settings: Self::read(folder)?.settings, ..self.clone() };
        if during.pages != self.pages {
            during.write(folder)?;
        }
        Ok(Staged { folder, pages, staging })
    }
}

/// What a site will hold, written aside.
pub struct Staged<'a> {
    folder: &'a Path,
    pages: Pages<'a>,
    staging: Staging<'a>,
}

impl Staged<'_> {
    /// Puts all in place, once the archive is published, and returns the files of the app and the pages that there are then. Pages of
    /// withdrawn articles go first, what else is stale goes last; in between each file is the old one or the new.
    ///
    /// Leaves to the caller to [`write`](Site::write) what the site holds then.
    pub fn place(mut self, site: &Site) -> Result<(Written, Written)> {
        self.pages.remove_withdrawn(self.folder, &site.pages)?;
        let (files, pages) = (self.staging.files().clone(), self.staging.pages().clone());
        self.staging.place()?;
        for path in site.pages.paths().filter(|path| !pages.contains(path) && !site.files.contains(path)) {
            remove_if_any(&self.folder.join(path))?;
        }
        // Without an app its files stay as they are.
        Ok((if files.is_empty() { site.files.clone() } else { files }, pages))
    }
}

/// Whether these bytes say what a site holds, and every path leads to a file inside it: what is listed may be removed one day.
fn is_site(bytes: &[u8]) -> bool {
    let inside = |path: &String| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    serde_json::from_slice::<Site>(bytes)
        .is_ok_and(|site| site.files.paths().chain(&site.previous).chain(site.pages.paths()).all(inside))
}
