//! `broadsheet build`: a whole site, ready for any host: the app's files, and the archive in its folder `archive`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::Timestamp;

use super::{SourceArguments, bundle, hosts, watch};
use crate::app::{ARCHIVE, App, PAGE};
use crate::archive;
use crate::clock;
use crate::made::{Made, Origins};
use crate::pages;
use crate::precompress::Precompressed;
use crate::report::{Report, counted};
use crate::single_file;
use crate::site::Site;
use crate::summary::Summary;

/// What `build` takes.
#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// The folder of the site: a new or empty one, or a site, which is replaced.
    #[arg(long, value_name = "DIR", required_unless_present = "single_file")]
    out: Option<PathBuf>,
    /// In place of a folder one HTML file, which opens by double click: the app and all articles lie in it, 50 MB at most.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "append", "precompress", "force", "watch", "serve"])]
    single_file: Option<PathBuf>,
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
    /// Builds also where nothing has changed since the last time.
    #[arg(long)]
    force: bool,
    /// Builds again whenever the articles or the settings change, until it is stopped.
    #[arg(long)]
    watch: bool,
    /// Builds as --watch does, and shows the site on this machine; pages that are open load anew.
    #[arg(long)]
    pub serve: bool,
    /// The port on 127.0.0.1 for --serve; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8080, requires = "serve")]
    pub port: u16,
}

/// What came of a build.
pub struct Built {
    /// Whether the site was made anew.
    pub is_new: bool,
    /// When it will be another though nothing is changed: an embargo ends, or an article expires.
    pub until: Option<Timestamp>,
    /// The files and folders that it was made of.
    pub made_of: Vec<PathBuf>,
}

/// Makes the site, once or whenever it changes.
pub fn run(arguments: &BuildArguments, report: &mut Report) -> Result<()> {
    match (&arguments.out, &arguments.single_file) {
        (Some(out), _) if arguments.watch || arguments.serve => watch::run(arguments, out, report),
        (Some(out), _) => once(arguments, out, false, report).map(drop),
        (None, Some(file)) => in_one_file(arguments, file, report),
        (None, None) => bail!("name the folder of the site with --out, or a file with --single-file"),
    }
}

/// Makes a site of one file. What lies there is replaced when all of it is written.
fn in_one_file(arguments: &BuildArguments, out: &Path, report: &mut Report) -> Result<()> {
    let app = App::find(arguments.app.as_deref())?;
    let inputs = arguments.source.inputs(None)?;
    inputs.require_outside(out)?;
    single_file::require_free(out)?;
    let aside = tempfile::tempdir().context("no temporary folder can be made for the archive")?;
    let archive = aside.path().join(ARCHIVE);
    let made = bundle::make(&inputs, &archive, false, None, report)?;
    let manifest = made.manifest().clone();
    let mut summary = made.publish()?.of(out.display());
    if let Some(pages) = inputs.config.pages.as_ref().filter(|pages| !pages.is_empty()) {
        let (number, are) = (pages.len(), if pages.len() == 1 { "is" } else { "are" });
        report
            .note(format_args!("{}: has articles alone, so [[pages]], {number} in all, {are} left out", out.display()));
    }
    let hosts = inputs.config.site.pictures().hosts;
    if !hosts.is_empty() {
        let hosts = hosts.join(", ");
        report.note(format_args!(
            "{}: asks {hosts} for pictures, as the settings allow, where it is read with a network",
            out.display()
        ));
    }
    let length = single_file::write(&app, &archive, &manifest, &inputs.config.site, out, report)?;
    summary.bytes("singleFileBytes", length, "in one file");
    summary.tell(report)
}

/// Makes the site. Everything is written aside first, so that a disk which is full leaves the old site; then the archive is
/// published, and the page comes last, so that a stop leaves the old site or the new. Where it is the same `again` nothing is said.
pub fn once(arguments: &BuildArguments, out: &Path, again: bool, report: &mut Report) -> Result<Built> {
    let app = App::find(arguments.app.as_deref())?;
    let archive = if arguments.append { archive::read_manifest_if_any(&out.join(ARCHIVE))? } else { None };
    let inputs = arguments.source.inputs(archive.as_ref())?;
    inputs.require_outside(out)?;
    let mut settings = inputs.config.site.clone();
    settings.own_pages = pages::read_own_pages(&inputs.config, inputs.now, report)?;
    let _claim = Site::claim(out)?;
    let old = Site::read(out)?;
    let how = format!("append {}, precompress {}", arguments.append, arguments.precompress);
    let origins = Origins::of(&inputs, &app, out, &how)?;
    let is_still = clock::is_still(arguments.source.now.as_deref());
    let mut made_of = inputs.paths();
    made_of.extend(arguments.app.clone());
    // Asked for once, not each time.
    if let Some(made) = old.made.as_ref().filter(|_| again || !arguments.force)
        && made.is_same(&origins, out, inputs.now)?
    {
        if !again {
            unchanged(made, out, report)?;
        }
        return Ok(Built { is_new: false, until: made.until(&origins).filter(|_| !is_still), made_of });
    }
    let files = app.files()?;
    let settings = if arguments.append { settings.or(&old.settings) } else { settings };
    // From here on the folder is known as a site, so that a run which is stopped can be repeated.
    let during = files.iter().chain(old.files.paths()).cloned().collect();
    let precompressed = arguments.precompress || old.precompressed;
    let (previous, pages) = (old.files.paths().cloned().collect(), old.pages.paths().cloned().collect());
    // What the settings say holds once something is published by them.
    let known = Site { previous, files: during, pages, precompressed, settings: old.settings.clone(), made: None };
    known.write(out)?;
    let mut site = Site { settings, ..known };
    let made = match bundle::make(&inputs, &out.join(ARCHIVE), arguments.append, archive.as_ref(), report) {
        Ok(made) => made,
        Err(error) => {
            // Of a site that stays as it was it is known what lies where. Where that fails too, the first reason is the one to tell.
            if old != Site::default() {
                let _ = old.write(out);
            }
            return Err(error);
        }
    };
    let page = app.read(PAGE)?;
    site.files = files.iter().cloned().collect();
    let (validity, articles) = (made.validity, made.manifest().articles);
    let staged = site.stage(out, made.manifest(), &String::from_utf8_lossy(&page), Some(&app), report)?;
    let mut summary = made.publish()?.of(out.display());
    (site.files, site.pages) = staged.place(&site)?;
    for file in old.previous.iter().filter(|file| !files.contains(*file) && !old.files.contains(file)) {
        pages::remove_if_any(&out.join(file))?;
    }
    site.write(out)?;
    if site.precompressed {
        site.precompressed = arguments.precompress;
        let Precompressed { files, written, bytes, packed } = site.precompress(out, report)?;
        site.write(out)?;
        if arguments.precompress {
            summary.count("precompressed", files, "file has compressed forms", "files have compressed forms");
            summary.count("precompressedWritten", written, "of the forms is new", "of the forms are new");
            summary.bytes("precompressedBytes", bytes, "in the files as they are");
            summary.bytes("brotliBytes", packed, "in brotli");
        }
    }
    let made = Made::new(&origins, out, validity, articles, report.counts().1)?;
    let until = made.until(&origins).filter(|until| !is_still && *until > inputs.now);
    site.made = Some(made);
    site.write_last(out)?;
    // Without the lock, which goes with this run.
    let n_files = hosts::count_files(out)?.saturating_sub(1);
    summary.count("pages", site.pages.len() as u64, "page, list or feed", "pages, lists and feeds");
    summary.count("siteFiles", n_files, "file in all", "files in all");
    if let Some(warning) = hosts::warning(n_files) {
        report.note(warning);
    }
    summary.figure("rebuilt", true);
    summary.tell(report)?;
    Ok(Built { is_new: true, until, made_of })
}

/// Says that there was nothing to do. Problems stay until someone has solved them.
fn unchanged(made: &Made, out: &Path, report: &mut Report) -> Result<()> {
    if made.problems > 0 {
        let (what, them) = (counted(made.problems, "problem"), if made.problems == 1 { "it" } else { "them" });
        report.problem(format_args!(
            "{}: {what} when it was built, and nothing has changed; --force names {them} again",
            out.display()
        ));
    }
    let mut summary = Summary::new(format_args!("{}: nothing has changed since it was built", out.display()));
    summary.count("articles", made.articles.into(), "article in the archive", "articles in the archive");
    summary.count("siteFiles", hosts::count_files(out)?.saturating_sub(1), "file in all", "files in all");
    summary.figure("rebuilt", false);
    summary.tell(report)
}
