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
    let archive = Archive::open(&arguments.folder)?;
    let n_articles = archive.manifest().articles;
    let mut output = BufWriter::new(stdout().lock());
    let mut number = 0;
    report.start("Exporting", u64::from(n_articles), false);
    for group in 0..archive.article_groups()? {
        for stored in archive.articles(group)? {
            ensure!(
                stored.number == number,
                "{}: article {number} is missing in group {group} of articles; see what `broadsheet check` says",
                arguments.folder.display()
            );
            number += 1;
            let json = serde_json::to_string(&stored.article)?;
            written(writeln!(output, "{json}"))?;
        }
        report.advance_to(u64::from(number));
    }
    report.finish();
    written(output.flush())?;
    ensure!(
        number == n_articles,
        "{}: holds {number} articles and should hold {n_articles}; see what `broadsheet check` says",
        arguments.folder.display()
    );
    report.summary(format!("{}: {}", arguments.folder.display(), counted(number.into(), "article")));
    Ok(())
}
