//! `broadsheet bundle`: sources in, an archive out.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use article::Manifest;
use clap::Args;

use super::SourceArguments;
use crate::app::PAGE;
use crate::archive::{self, Intake, Summary};
use crate::collect::{Inputs, collect};
use crate::config::Config;
use crate::report::{Report, counted};
use crate::site::Site;

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
    // What a site's archive has no more may be on no page of it either.
    let site = Site::around(out);
    let _claim = site.map(Site::claim).transpose()?;
    let told = if arguments.remove.is_empty() {
        let archive = if arguments.append { archive::read_manifest_if_any(out)? } else { None };
        let inputs = arguments.source.inputs(archive.as_ref())?;
        bundle(&inputs, out, arguments.append, archive.as_ref(), report)?
    } else {
        remove(&arguments.remove, out, report)?
    };
    if let Some(folder) = site {
        let mut site = Site::read(folder)?;
        // A site of an earlier version has no pages, and is given none by the way.
        if !site.pages.is_empty() {
            let page = std::fs::read_to_string(folder.join(PAGE)).unwrap_or_default();
            site.write_pages(folder, &page, report)?;
            site.write(folder)?;
        }
        if site.precompressed {
            site.precompress(folder, report)?;
        }
    }
    told.tell(report)
}

/// Makes an archive of the inputs in `out`, or with `append` adds them to the `archive` there, if any.
pub fn bundle(
    inputs: &Inputs,
    out: &Path,
    append: bool,
    archive: Option<&Manifest>,
    report: &mut Report,
) -> Result<Told> {
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
    let collection = collect(inputs, report)?;
    if collection.len() == 0 && collection.refused == 0 && report.counts().1 > 0 {
        bail!("{}: nothing was written, because no article could be read; the problems above say why", out.display());
    }
    let (duplicates, refused) = (collection.duplicates, collection.refused);
    let (read, left_out) = (collection.len() as u64, counted(duplicates, "duplicate"));
    let (summary, intake) = match archive {
        None => (archive::write(collection, &inputs.config, &claim, report)?, None),
        Some(_) => {
            let (summary, intake) = archive::append(collection, &inputs.config, &claim, report)?;
            (summary, Some(intake))
        }
    };
    let mut json = answer(&summary, report);
    (json["duplicates"], json["refused"]) = (duplicates.into(), refused.into());
    if let Some(Intake { replaced, unchanged, outdated, withdrawn }) = intake {
        json["added"] = (read - replaced - unchanged - outdated).into();
        (json["replaced"], json["unchanged"]) = (replaced.into(), unchanged.into());
        (json["outdated"], json["withdrawn"]) = (outdated.into(), withdrawn.into());
    }
    let came = intake.map(|Intake { replaced, unchanged, outdated, withdrawn }| {
        let added = read - replaced - unchanged - outdated;
        format!(
            "{added} added, {replaced} replaced, {unchanged} there already, {outdated} there in a later version, {withdrawn} withdrawn; "
        )
    });
    let line = format!(
        "{}: {}; {}{left_out}, {refused} not to be published, {}",
        out.display(),
        size(&summary),
        came.unwrap_or_default(),
        counted(report.counts().1, "problem"),
    );
    Ok(Told { json, lines: vec![line] })
}

/// Cuts articles out of the archive in `out`.
fn remove(uris: &[String], out: &Path, report: &mut Report) -> Result<Told> {
    let config = Config::of_archive(&archive::read_manifest(out)?)?;
    let claim = archive::claim(out)?;
    let (summary, removed) = archive::remove(uris, &config, &claim, report)?;
    let mut json = answer(&summary, report);
    json["removed"] = removed.into();
    let line = format!("{}: {}; {} cut out", out.display(), size(&summary), counted(removed, "article"));
    Ok(Told { json, lines: vec![line] })
}

/// What is said at the end: to scripts, and to people.
pub struct Told {
    /// To scripts.
    pub json: serde_json::Value,
    /// To people.
    pub lines: Vec<String>,
}

impl Told {
    /// Says it.
    pub fn tell(self, report: &Report) -> Result<()> {
        if report.json() {
            return report.answer(self.json);
        }
        self.lines.iter().for_each(|line| report.summary(line));
        Ok(())
    }
}

fn answer(summary: &Summary, report: &Report) -> serde_json::Value {
    let (notes, problems) = report.counts();
    serde_json::json!({
        "articles": summary.articles, "files": summary.files, "bytes": summary.bytes, "notes": notes, "problems": problems,
    })
}

fn size(summary: &Summary) -> String {
    let (articles, files) = (counted(summary.articles.into(), "article"), counted(summary.files as u64, "file"));
    format!("{articles} in {files}, {:.1} MB", summary.bytes as f64 / 1e6)
}
