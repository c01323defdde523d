//! `broadsheet import`: articles as JSON Lines on standard output.

use std::io::{BufWriter, Write, stdout};

use anyhow::Result;
use clap::Args;

use super::SourceArguments;
use crate::identity;
use crate::report::{Report, written};

/// What `import` takes.
#[derive(Args)]
pub struct ImportArguments {
    #[command(flatten)]
    source: SourceArguments,
}

/// Prints every article as it is read: nothing is left out, and the same article twice stays twice.
pub fn run(arguments: &ImportArguments, report: &mut Report) -> Result<()> {
    let inputs = arguments.source.inputs(None)?;
    let mut output = BufWriter::new(stdout().lock());
    inputs.read(report, |imported, _| {
        let import::Imported { mut article, origin, .. } = imported;
        identity::identify(&mut article, &inputs.config, &origin);
        let json = serde_json::to_string(&article)?;
        written(writeln!(output, "{json}"))
    })?;
    written(output.flush())
}
