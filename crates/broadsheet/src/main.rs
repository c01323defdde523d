//! The native command: articles in, a searchable archive and a static site out.

mod app;
mod archive;
mod authority;
mod clock;
mod collect;
mod commands;
mod compression;
mod config;
mod export;
mod hosting;
mod identity;
mod inputs;
mod links;
mod made;
mod notes;
mod packing;
mod pages;
mod pictures;
mod precompress;
mod publication;
mod report;
mod script;
mod single_file;
mod site;
mod spool;
mod summary;
mod written;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use report::Report;

/// What stands below the help.
const EXIT: &str = "\
On standard error: `note:` is what was left out by rule, `problem:` what could not be read, each with file and place.
Exit status: 0 done; 1 done, with problems; 2 could not run.

    broadsheet new my-folder
    broadsheet build my-folder --out site
    broadsheet serve site
    broadsheet search site 'harbour bridge'";

/// Broadsheet turns a pile of news articles into a reading room: a static site that anyone can search, filter and read.
#[derive(Parser)]
#[command(version, after_help = EXIT)]
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
    let prints_articles = arguments.command.prints_articles();
    match commands::run(arguments.command, &mut report) {
        Ok(()) => report.exit_code(),
        Err(error) => {
            report::say(format_args!("error: {error:#}"));
            if report.json() && !prints_articles {
                // Where nobody listens the exit status still tells.
                let _ = report.answer(serde_json::json!({ "error": format!("{error:#}") }));
            }
            ExitCode::from(2)
        }
    }
}
