//! `broadsheet build`: a whole site, ready for any host: the app's files, and the archive in its folder `archive`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::{SourceArguments, bundle};
use crate::archive::{self, Claim};
use crate::report::Report;

/// The file by which a site is known, with the list of the app's files.
const SITE: &str = "site.json";
/// The page that starts the app, written last.
const PAGE: &str = "index.html";
/// The archive's folder in a site; in a built app the sample may lie there.
const ARCHIVE: &str = "archive";

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
    /// The built app, as `cargo xtask dist` leaves it.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    app: PathBuf,
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
    let (app, out) = (&arguments.app, &arguments.out);
    if !app.join(PAGE).is_file() {
        bail!(
            "{}: holds no {PAGE}, so it is not the built app; make it with `cargo xtask dist`, or name its folder with --app",
            app.display()
        );
    }
    let archive = if arguments.append { archive::read_manifest_if_any(&out.join(ARCHIVE))? } else { None };
    let inputs = arguments.source.inputs(archive.as_ref())?;
    inputs.require_outside(out)?;
    let _claim =
        Claim::new(out, SITE, |bytes| serde_json::from_slice::<Site>(bytes).is_ok_and(|site| site.stays_inside()))?;
    let old = read_site(&out.join(SITE))?;
    let mut files = BTreeSet::new();
    files_below(app, "", &mut files)?;
    // From here on the folder is known as a site, so that a run which is stopped can be repeated.
    let mut site = Site { previous: old.files.clone(), files: files.union(&old.files).cloned().collect() };
    write_site(out, &site)?;
    bundle::bundle(&inputs, &out.join(ARCHIVE), arguments.append, archive.as_ref(), report)?;
    for file in files.iter().filter(|file| *file != PAGE) {
        copy(app, out, file)?;
    }
    copy(app, out, PAGE)?;
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

fn copy(from: &Path, to: &Path, file: &str) -> Result<()> {
    let source = from.join(file);
    let bytes = fs::read(&source).with_context(|| format!("{}: cannot be read", source.display()))?;
    archive::replace_file(&to.join(file), &bytes)
}

/// The files of the built app below a folder, without its archive.
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
