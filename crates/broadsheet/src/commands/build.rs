//! `broadsheet build`: a whole site, ready for any host: the app's files, and the archive in its folder `archive`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::{SourceArguments, bundle, hosts};
use crate::app::{ARCHIVE, App, PAGE};
use crate::archive;
use crate::pages;
use crate::precompress::{Precompressed, forget};
use crate::report::{Report, counted};
use crate::site::Site;

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
    /// Puts a .br and a .gz beside each file that they make smaller, for a host that sends such files, as nginx and Caddy do.
    #[arg(long)]
    precompress: bool,
}

/// Makes the site. The archive comes first, the page last, so that a stop leaves the old site or the new.
pub fn run(arguments: &BuildArguments, report: &mut Report) -> Result<()> {
    let app = App::find(arguments.app.as_deref())?;
    let out = &arguments.out;
    let archive = if arguments.append { archive::read_manifest_if_any(&out.join(ARCHIVE))? } else { None };
    let inputs = arguments.source.inputs(archive.as_ref())?;
    inputs.require_outside(out)?;
    let _claim = Site::claim(out)?;
    let old = Site::read(out)?;
    let files = app.files()?;
    let settings = inputs.config.site.clone();
    let settings = if arguments.append { settings.or(&old.settings) } else { settings };
    // From here on the folder is known as a site, so that a run which is stopped can be repeated.
    let during = files.union(&old.files).cloned().collect();
    let precompressed = arguments.precompress || old.precompressed;
    let (previous, pages) = (old.files.clone(), old.pages.clone());
    let mut site = Site { previous, files: during, pages, precompressed, settings };
    site.write(out)?;
    let mut told = bundle::bundle(&inputs, &out.join(ARCHIVE), arguments.append, archive.as_ref(), report)?;
    for file in files.iter().filter(|file| *file != PAGE) {
        copy(&app, out, file)?;
    }
    let page = app.read(PAGE)?;
    let page = String::from_utf8_lossy(&page);
    site.files = files.clone();
    let imprint = site.write_pages(out, &page, report)?;
    // The app's page comes last.
    put(&out.join(PAGE), pages::told(&page, &imprint).as_bytes())?;
    for file in old.previous.iter().filter(|file| !files.contains(*file) && !old.files.contains(*file)) {
        pages::remove_if_any(&out.join(file))?;
    }
    site.write(out)?;
    if site.precompressed {
        site.precompressed = arguments.precompress;
        let Precompressed { files, written, bytes, packed } = site.precompress(out, report)?;
        site.write(out)?;
        if arguments.precompress {
            let sizes = json!({ "files": files, "written": written, "bytes": bytes, "brotliBytes": packed });
            told.json["precompressed"] = sizes;
            told.lines.push(format!(
                "{} have compressed forms ({written} new): {:.1} MB, in brotli {:.1} MB",
                counted(files, "file"),
                bytes as f64 / 1e6,
                packed as f64 / 1e6
            ));
        }
    }
    // Without the lock, which goes with this run.
    let n_files = hosts::count_files(out)?.saturating_sub(1);
    (told.json["siteFiles"], told.json["pages"]) = (n_files.into(), site.pages.len().into());
    told.lines.push(format!(
        "{}: {} in all, of which {} are pages, lists and feeds",
        out.display(),
        counted(n_files, "file"),
        site.pages.len()
    ));
    if let Some(warning) = hosts::warning(n_files) {
        report.note(warning);
    }
    told.tell(report)
}

fn copy(app: &App, out: &Path, file: &str) -> Result<()> {
    put(&out.join(file), &app.read(file)?)
}

/// Puts a file in place, unless it lies there as it is.
fn put(place: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(place).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    forget(place)?;
    archive::replace_file(place, bytes)
}
