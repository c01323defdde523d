//! `broadsheet check`: proves an archive whole, and a site.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::archive;
use crate::report::{Report, counted};
use crate::site::Site;

/// What `check` takes.
#[derive(Args)]
pub struct CheckArguments {
    /// An archive or a site.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Names every damaged file; the exit status is 1 where there is one.
pub fn run(arguments: &CheckArguments, report: &mut Report) -> Result<()> {
    let mut n_files = archive::check(&arguments.folder, report)?;
    if Site::archive_in(&arguments.folder).is_some() {
        n_files += Site::check(&arguments.folder, report)?;
    }
    let problems = report.counts().1;
    if report.json() {
        return report.answer(serde_json::json!({ "files": n_files, "problems": problems }));
    }
    if problems > 0 {
        let problems = counted(problems, "problem");
        report.summary(format!(
            "{}: {problems}; copy the archive again, or bundle its sources again",
            arguments.folder.display()
        ));
    } else {
        report.summary(format!("{}: whole, {}", arguments.folder.display(), counted(n_files, "file")));
    }
    Ok(())
}
