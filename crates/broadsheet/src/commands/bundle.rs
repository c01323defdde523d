//! `broadsheet bundle`: sources in, an archive out.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::SourceArguments;
use crate::archive;
use crate::collect::{Inputs, collect};
use crate::report::Report;

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
        "{}: {} articles in {} files, {:.1} MB; {} duplicates, {} not to be published, {problems} problems",
        out.display(),
        summary.articles,
        summary.files,
        summary.bytes as f64 / 1e6,
        collection.duplicates,
        collection.refused,
    ));
    Ok(())
}
