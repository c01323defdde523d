//! `broadsheet build`: a whole site, ready for any host: the app's files, and the archive in its folder `archive`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{SourceArguments, bundle, hosts};
use crate::app::{ARCHIVE, App, PAGE};
use crate::archive;
use crate::pages;
use crate::precompress::Precompressed;
use crate::report::Report;
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

/// Makes the site. Everything is written aside first, so that a disk which is full leaves the old site; then the archive is
/// published, and the page comes last, so that a stop leaves the old site or the new.
pub fn run(arguments: &BuildArguments, report: &mut Report) -> Result<()> {
    let app = App::find(arguments.app.as_deref())?;
    let out = &arguments.out;
    let archive = if arguments.append { archive::read_manifest_if_any(&out.join(ARCHIVE))? } else { None };
    let inputs = arguments.source.inputs(archive.as_ref())?;
    inputs.require_outside(out)?;
    let mut settings = inputs.config.site.clone();
    settings.own_pages = pages::read_own_pages(&inputs.config, report)?;
    let _claim = Site::claim(out)?;
    let old = Site::read(out)?;
    let files = app.files()?;
    let settings = if arguments.append { settings.or(&old.settings) } else { settings };
    // From here on the folder is known as a site, so that a run which is stopped can be repeated.
    let during = files.union(&old.files).cloned().collect();
    let precompressed = arguments.precompress || old.precompressed;
    let (previous, pages) = (old.files.clone(), old.pages.clone());
    let mut site = Site { previous, files: during, pages, precompressed, settings };
    site.write(out)?;
    let made = bundle::make(&inputs, &out.join(ARCHIVE), arguments.append, archive.as_ref(), report)?;
    let page = app.read(PAGE)?;
    site.files = files.clone();
    let staged = site.stage(out, made.manifest(), &String::from_utf8_lossy(&page), Some(&app), report)?;
    let mut summary = made.publish()?.of(out.display());
    site.pages = staged.place(&site)?;
    for file in old.previous.iter().filter(|file| !files.contains(*file) && !old.files.contains(*file)) {
        pages::remove_if_any(&out.join(file))?;
    }
    site.write(out)?;
    if site.precompressed {
        site.precompressed = arguments.precompress;
        let Precompressed { files, written, bytes, packed } = site.precompress(out, report)?;
        site.write(out)?;
        if arguments.precompress {
            summary.count("precompressed", files, "file has compressed forms", "files have compressed forms");
            summary.count("precompressedWritten", written, "of them is new", "of them are new");
            summary.bytes("precompressedBytes", bytes, "in them as they are");
            summary.bytes("brotliBytes", packed, "in brotli");
        }
    }
    // Without the lock, which goes with this run.
    let n_files = hosts::count_files(out)?.saturating_sub(1);
    summary.count("pages", site.pages.len() as u64, "page, list or feed", "pages, lists and feeds");
    summary.count("siteFiles", n_files, "file in all", "files in all");
    if let Some(warning) = hosts::warning(n_files) {
        report.note(warning);
    }
    summary.tell(report)
}
