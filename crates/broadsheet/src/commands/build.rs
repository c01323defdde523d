//! `broadsheet build`: a whole site, ready for any host: the app's files, and the archive in its folder `archive`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::{SourceArguments, bundle};
use crate::app::{ARCHIVE, App, PAGE};
use crate::archive::{self, Claim};
use crate::report::Report;

/// The file by which a site is known, with the list of the app's files.
const SITE: &str = "site.json";

/// What `build` takes.
#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// The folder of the site: a new or empty one, or a site, which is replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Adds the articles to the archive of the site that is there, if any. One that it holds is replaced, unless it holds a later
    /// version.
    #[arg(long)]
    append: bool,
    /// The folder of a built app, to make the site of it; else the app that this program carries is taken.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

/// What a site holds of the app: files of this build, and of the one before, which open pages may still ask for.
#[derive(Default, Serialize, Deserialize)]
struct Site {
    files: BTreeSet<String>,
    previous: BTreeSet<String>,
}

impl Site {
    /// Whether every path leads to a file inside the site: what is listed may be removed one day.
    fn stays_inside(&self) -> bool {
        let inside = |path: &String| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        self.files.iter().chain(&self.previous).all(inside)
    }
}

/// Makes the site. The archive comes first, the page last, so that a stop leaves the old site or the new.
pub fn run(arguments: &BuildArguments, report: &mut Report) -> Result<()> {
    let app = App::find(arguments.app.as_deref())?;
    let out = &arguments.out;
    let archive = if arguments.append { archive::read_manifest_if_any(&out.join(ARCHIVE))? } else { None };
    let inputs = arguments.source.inputs(archive.as_ref())?;
    inputs.require_outside(out)?;
    let _claim =
        Claim::new(out, SITE, |bytes| serde_json::from_slice::<Site>(bytes).is_ok_and(|site| site.stays_inside()))?;
    let old = read_site(&out.join(SITE))?;
    let files = app.files()?;
    // From here on the folder is known as a site, so that a run which is stopped can be repeated.
    let mut site = Site { previous: old.files.clone(), files: files.union(&old.files).cloned().collect() };
    write_site(out, &site)?;
    bundle::bundle(&inputs, &out.join(ARCHIVE), arguments.append, archive.as_ref(), report)?;
    for file in files.iter().filter(|file| *file != PAGE) {
        copy(&app, out, file)?;
    }
    // The page comes last.
    copy(&app, out, PAGE)?;
    for file in old.previous.iter().filter(|file| !files.contains(*file) && !old.files.contains(*file)) {
        let path = out.join(file);
        if path.is_file() {
            fs::remove_file(&path).with_context(|| format!("{}: cannot be removed", path.display()))?;
        }
    }
    site.files = files;
    write_site(out, &site)
}

fn read_site(path: &Path) -> Result<Site> {
    if !path.is_file() {
        return Ok(Site::default());
    }
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    serde_json::from_slice(&bytes)
        .with_context(|| format!("{}: is damaged; delete the site and build it anew", path.display()))
}

fn write_site(out: &Path, site: &Site) -> Result<()> {
    archive::replace_file(&out.join(SITE), &serde_json::to_vec_pretty(site)?)
}

fn copy(app: &App, out: &Path, file: &str) -> Result<()> {
    archive::replace_file(&out.join(file), &app.read(file)?)
}
