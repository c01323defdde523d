//! `broadsheet bundle`: sources in, an archive out.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::SourceArguments;
use crate::archive;
use crate::collect::{Inputs, collect};
use crate::report::{Report, counted};

/// What `bundle` takes.
#[derive(Args)]
pub struct BundleArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// The folder of the archive: a new or empty one, or an archive, which is replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Makes the archive and says what came of it.
pub fn run(arguments: &BundleArguments, report: &mut Report) -> Result<()> {
    bundle(&arguments.source.inputs()?, &arguments.out, report)
}

/// Makes an archive of the inputs in `out`.
pub fn bundle(inputs: &Inputs, out: &Path, report: &mut Report) -> Result<()> {
    inputs.require_outside(out)?;
    let claim = archive::claim(out)?;
    let mut collection = collect(inputs, report)?;
    if collection.len() == 0 && collection.refused == 0 && report.counts().1 > 0 {
        bail!("{}: nothing was written, because no article could be read; the problems above say why", out.display());
    }
    let summary = archive::write(&mut collection, &inputs.config, &claim, report)?;
    let (notes, problems) = report.counts();
    if report.json() {
        let answer = serde_json::json!({
            "articles": summary.articles, "files": summary.files, "bytes": summary.bytes,
            "duplicates": collection.duplicates, "refused": collection.refused,
            "notes": notes, "problems": problems,
        });
        return report.answer(answer);
    }
    report.summary(format!(
        "{}: {} in {}, {:.1} MB; {}, {} not to be published, {}",
        out.display(),
        counted(summary.articles.into(), "article"),
        counted(summary.files as u64, "file"),
        summary.bytes as f64 / 1e6,
        counted(collection.duplicates, "duplicate"),
        collection.refused,
        counted(problems, "problem"),
    ));
    Ok(())
}
