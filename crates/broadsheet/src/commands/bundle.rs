//! `broadsheet bundle`: sources in, an archive out.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use article::Manifest;
use clap::Args;
use jiff::Timestamp;

use super::SourceArguments;
use crate::app::PAGE;
use crate::archive::{self, Claim, Intake, Prepared};
use crate::collect::collect;
use crate::config::Config;
use crate::inputs::Inputs;
use crate::pictures;
use crate::publication::Validity;
use crate::report::Report;
use crate::site::Site;
use crate::summary::Summary;

/// What `bundle` takes.
#[derive(Args)]
pub struct BundleArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// The folder of the archive: a new or empty one, or an archive, which is replaced unless articles are added or cut out.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Adds the articles to the archive that is there, if any. One that it holds is replaced, unless it holds a later version.
    #[arg(long)]
    append: bool,
    /// Cuts the article of this uri out of the archive; may be given several times.
    #[arg(long, value_name = "URI", conflicts_with_all = ["append", "sources", "config"])]
    remove: Vec<String>,
}

/// Makes or changes the archive and says what came of it.
pub fn run(arguments: &BundleArguments, report: &mut Report) -> Result<()> {
    let out = &arguments.out;
    if let Some(archive) = Site::archive_in(out) {
        bail!("{}: is a site; its archive is {}, so name that with --out", out.display(), archive.display());
    }
    // What a site's archive has no more may be on no page of it either.
    let folder = Site::around(out);
    let _claim = folder.map(Site::claim).transpose()?;
    let made = if arguments.remove.is_empty() {
        let archive = if arguments.append { archive::read_manifest_if_any(out)? } else { None };
        let inputs = arguments.source.inputs(archive.as_ref())?;
        make(&inputs, out, arguments.append, archive.as_ref(), report)?
    } else {
        remove(&arguments.remove, out, report)?
    };
    let mut site = folder.map(Site::read).transpose()?.map(|site| Site { made: None, ..site });
    // A site of an earlier version has no pages, and is given none by the way.
    let summary = match (folder, site.as_mut().filter(|site| !site.pages.is_empty())) {
        (Some(folder), Some(site)) => {
            let page = std::fs::read_to_string(folder.join(PAGE)).unwrap_or_default();
            let staged = site.stage(folder, made.manifest(), &page, None, report)?;
            let summary = made.publish()?;
            (site.files, site.pages) = staged.place(site)?;
            site.write(folder)?;
            if site.precompressed {
                site.precompress(folder, report)?;
            }
            summary
        }
        _ => made.publish()?,
    };
    summary.tell(report)
}

/// An archive that is made and not yet published.
pub struct Made {
    claim: Claim,
    prepared: Prepared,
    summary: Summary,
    /// How long what may be published of what was read stays as it is.
    pub validity: Validity,
}

impl Made {
    fn new(claim: Claim, prepared: Prepared, mut summary: Summary, validity: Validity) -> Self {
        let size = prepared.summary;
        summary.count("articles", size.articles.into(), "article in the archive", "articles in the archive");
        summary.count("files", size.files as u64, "file of it", "files of it");
        summary.count_if_any("pictures", size.pictures as u64, "of them pictures");
        summary.bytes("bytes", size.bytes, "in them");
        Self { claim, prepared, summary, validity }
    }

    /// What the archive will say of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.prepared.manifest
    }

    /// Publishes it, in one step, and says what came of it.
    pub fn publish(self) -> Result<Summary> {
        self.prepared.publish(&self.claim)?;
        Ok(self.summary)
    }
}

/// Makes an archive of the inputs in `out`, or with `append` adds them to the `archive` there, if any.
pub fn make(
    inputs: &Inputs,
    out: &Path,
    append: bool,
    archive: Option<&Manifest>,
    report: &mut Report,
) -> Result<Made> {
    inputs.require_outside(out)?;
    let claim = archive::claim(out)?;
    if append {
        // What was read before the folder was ours may have changed; and without its manifest an archive would be lost.
        if archive::read_manifest_if_any(out)?.as_ref() != archive {
            bail!("{}: another run has changed the archive meanwhile; run this again", out.display());
        }
        if archive.is_none() && archive::holds_segments(out) {
            bail!(
                "{}: holds the segments of an archive, but not its archive.json; put that back, or bundle all sources again without --append",
                out.display()
            );
        }
    }
    let mut collection = collect(inputs, archive.is_some(), report)?;
    let has_problems = report.counts().1 > 0;
    // Who adds all that there is again may have nothing new; else nothing would take the place of a good archive.
    if collection.len() == 0 && collection.refused == 0 && (archive.is_none() || has_problems) {
        let why = if has_problems {
            "; the problems above say why"
        } else if archive::read_manifest_if_any(out).is_ok_and(|old| old.is_some_and(|old| old.articles > 0)) {
            "; who means to withdraw what the archive there holds gives it pubStatus \"canceled\", or cuts it out with bundle --remove"
        } else {
            ""
        };
        bail!("no article could be read from {}; nothing was written{why}", inputs.told());
    }
    pictures::make(&mut collection, &inputs.config, out, report)?;
    let validity = collection.validity;
    let (duplicates, refused, kept) = (collection.duplicates, collection.refused, collection.len() as u64);
    let mut summary = Summary::new(out.display());
    summary.count("read", kept + duplicates + refused, "article read", "articles read");
    summary.count("refused", refused, "left out by rule", "left out by rule");
    summary.count("duplicates", duplicates, "duplicate", "duplicates");
    let prepared = match archive {
        None => archive::write(collection, &inputs.config, &claim, report)?,
        Some(_) => {
            let (prepared, intake) = archive::append(collection, &inputs.config, &claim, report)?;
            let Intake { replaced, unchanged, outdated, withdrawn } = intake;
            let came = [
                ("added", kept - replaced - unchanged - outdated, "added"),
                ("replaced", replaced, "replaced"),
                ("unchanged", unchanged, "there already"),
                ("outdated", outdated, "there in a later version"),
                ("withdrawn", withdrawn, "withdrawn"),
            ];
            came.into_iter().for_each(|(key, count, what)| summary.count_if_any(key, count, what));
            prepared
        }
    };
    Ok(Made::new(claim, prepared, summary, validity))
}

/// Cuts articles out of the archive in `out`.
fn remove(uris: &[String], out: &Path, report: &mut Report) -> Result<Made> {
    archive::find(out)?;
    let config = Config::of_archive(&archive::read_manifest(out)?)?;
    let claim = archive::claim(out)?;
    let (prepared, removed) = archive::remove(uris, &config, &claim, report)?;
    let mut summary = Summary::new(out.display());
    summary.count("removed", removed, "article cut out", "articles cut out");
    Ok(Made::new(claim, prepared, summary, Validity::at(Timestamp::MIN)))
}
