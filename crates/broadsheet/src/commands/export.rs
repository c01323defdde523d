//! `broadsheet export`: the articles of an archive out again.

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::archive::Archive;
use crate::report::{Report, counted, written};

/// What `export` takes.
#[derive(Args)]
pub struct ExportArguments {
    /// An archive or a site.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// JSON Lines of the article model, the newest article first: bundling them under the same settings gives the same archive.
    Jsonl,
}

/// Prints every article, a group at a time, so that memory does not grow with the archive.
pub fn run(arguments: &ExportArguments, report: &mut Report) -> Result<()> {
    let Format::Jsonl = arguments.format;
    let mut archive = Archive::open(&arguments.folder)?;
    let n_articles = archive.index().documents();
    let mut output = BufWriter::new(stdout().lock());
    report.start("Exporting", u64::from(n_articles), false);
    for place in 0..n_articles {
        let id = archive.index().document_at(place).unwrap_or(place);
        let json = serde_json::to_string(&archive.article(id)?.article)?;
        written(writeln!(output, "{json}"))?;
        report.advance_to(u64::from(place));
    }
    report.finish();
    written(output.flush())?;
    ensure!(
        n_articles == archive.manifest().articles,
        "{}: holds {n_articles} articles and should hold {}; see what `broadsheet check` says",
        arguments.folder.display(),
        archive.manifest().articles
    );
    report.summary(format!("{}: {}", arguments.folder.display(), counted(n_articles.into(), "article")));
    Ok(())
}
