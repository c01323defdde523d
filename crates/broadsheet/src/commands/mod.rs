//! The subcommands: what each takes, and where it is carried out.

mod build;
mod bundle;
mod check;
mod choice;
mod export;
mod hosting;
mod hosts;
mod import;
mod live;
mod new;
mod search;
mod serve;
mod watch;

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use anyhow::{Error, Result, anyhow};
use article::Manifest;
use clap::{Args, Subcommand};

use crate::inputs::Inputs;
use crate::report::Report;

/// What there is to do.
#[derive(Subcommand)]
pub enum Command {
    /// Make the folder of a small archive to begin with.
    New(new::NewArguments),
    /// Read articles and print them as JSON Lines.
    Import(import::ImportArguments),
    /// Make an archive: DIR/archive.json and its segments.
    Bundle(bundle::BundleArguments),
    /// Make a whole site: the app, and the archive in DIR/archive.
    Build(build::BuildArguments),
    /// Show a site on this machine, with the headers that a host should send.
    Serve(serve::ServeArguments),
    /// Print what to tell a web server about a site: nginx, Caddy, or S3 with CloudFront.
    Hosting(hosting::HostingArguments),
    /// Search an archive from the terminal.
    Search(search::SearchArguments),
    /// Prove that no file of an archive is missing, cut short or changed.
    Check(check::CheckArguments),
    /// Bring the articles of an archive, or some of them, into another form.
    Export(export::ExportArguments),
}

impl Command {
    /// Whether standard output is articles, among which nothing else may stand.
    pub fn prints_articles(&self) -> bool {
        match self {
            Self::Import(_) => true,
            Self::Export(arguments) => arguments.is_printed(),
            _ => false,
        }
    }
}

/// Carries a subcommand out. The error is for what could not run at all.
pub fn run(command: Command, report: &mut Report) -> Result<()> {
    match command {
        Command::New(arguments) => new::run(&arguments, report),
        Command::Import(arguments) => import::run(&arguments, report),
        Command::Bundle(arguments) => bundle::run(&arguments, report).map_err(with_remedy),
        Command::Build(arguments) => build::run(&arguments, report).map_err(with_remedy),
        Command::Serve(arguments) => serve::run(&arguments, report),
        Command::Hosting(arguments) => hosting::run(&arguments, report),
        Command::Search(arguments) => search::run(&arguments, report),
        Command::Check(arguments) => check::run(&arguments, report),
        Command::Export(arguments) => export::run(&arguments, report),
    }
}

/// Says of a disk that is full what became of the site or archive, and what to do.
fn with_remedy(error: Error) -> Error {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let is_full = |kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    if kinds.into_iter().any(is_full) {
        return anyhow!(
            "{error:#}; there is no room on the disk, and what was published before is as it was: make room, and run this again"
        );
    }
    error
}

/// Where articles come from, and how they are read.
#[derive(Args)]
pub struct SourceArguments {
    /// Files, or folders with all below them: saved pages (.html, .mhtml), feeds and agency items (.xml, .rss, .atom, .json), .txt, .md,
    /// .jsonl, .csv, .tsv, .opml and .warc, each also with .gz behind it, and .zip, .epub and .wacz. A folder whose broadsheet.toml names
    /// sources is read as that says.
    #[arg(value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The settings, in place of the broadsheet.toml beside the sources.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What is taken for the present when embargoes and expiry are judged: an RFC 3339 date-time.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

impl SourceArguments {
    /// What is to be read, for an archive of its own or to be added to one.
    fn inputs(&self, archive: Option<&Manifest>) -> Result<Inputs> {
        Inputs::new(self.sources.clone(), self.config.as_deref(), self.now.as_deref(), archive)
    }
}
