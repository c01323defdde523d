//! `broadsheet import`: articles as JSON Lines on standard output.

use std::io::{BufWriter, Write, stdout};

use anyhow::{Result, ensure};
use clap::Args;

use super::SourceArguments;
use crate::identity;
use crate::report::{Report, written};
use crate::summary::Summary;

/// What `import` takes.
#[derive(Args)]
pub struct ImportArguments {
    #[command(flatten)]
    source: SourceArguments,
}

/// Prints every article as it is read: nothing is left out, and the same article twice stays twice. Standard output is theirs alone, so
/// what came of it is said on standard error, to scripts too.
pub fn run(arguments: &ImportArguments, report: &mut Report) -> Result<()> {
    let inputs = arguments.source.inputs(None)?;
    let mut output = BufWriter::new(stdout().lock());
    let (mut n_read, mut bytes) = (0, 0);
    inputs.read(report, |imported, _, _| {
        let import::Imported { mut article, origin, .. } = imported;
        identity::name(&mut article, &inputs.config, &origin);
        identity::complete(&mut article, &inputs.config);
        let json = serde_json::to_string(&article)?;
        (n_read, bytes) = (n_read + 1, bytes + json.len() as u64 + 1);
        written(writeln!(output, "{json}"))
    })?;
    written(output.flush())?;
    ensure!(n_read > 0 || report.counts().1 == 0, "no article could be read; the problems above say why");
    let mut summary = Summary::new("standard output");
    summary.count("read", n_read, "article read", "articles read");
    summary.bytes("bytes", bytes, "written");
    summary.tell_aside(report);
    Ok(())
}
