//! The native command: articles in, a searchable archive and a static site out.

mod archive;
mod clock;
mod collect;
mod commands;
mod config;
mod identity;
mod pictures;
mod publication;
mod report;
mod spool;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use report::Report;

/// Broadsheet turns a pile of news articles into a reading room: a static site that anyone can search, filter and read.
#[derive(Parser)]
#[command(version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Say problems alone: no notes, no progress, no summary.
    #[arg(long, global = true)]
    quiet: bool,
    /// Answer in JSON, for scripts.
    #[arg(long, global = true)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut report = Report::new(arguments.quiet, arguments.json);
    match commands::run(arguments.command, &mut report) {
        Ok(()) => report.exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
