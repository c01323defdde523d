//! `cargo xtask …`: the chores, by name.

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::webdriver::Engines;
use xtask::{bench, programs, screenshots, serve, setup, site, synth, test, tidy};

/// The project's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Set up what is missing, bundle the sample (or SOURCES), and open the page
    Serve {
        /// Files or folders of articles; the sample where there are none
        sources: Vec<PathBuf>,
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Do not open the page in the browser
        #[arg(long)]
        no_open: bool,
    },
    /// Set up what is missing, browser and driver included, and run every check there is
    Test {
        /// In which engines the end-to-end tests run: chromium, firefox, webkit, with commas between them, or all
        #[arg(long, default_value = "chromium")]
        engines: Engines,
    },
    /// Check the design's rules by reading the sources
    Tidy,
    /// Install the tools that the other chores need, as far as they are missing
    Setup {
        /// For which engines of browsers: chromium, firefox, webkit, with commas between them, or all
        #[arg(long, default_value = "chromium")]
        engines: Engines,
    },
    /// Bundle the sample archive into public/archive
    Sample,
    /// Make what Trunk builds the page from: the stylesheet, and the sample archive where there is none
    Inputs,
    /// Make the programs smaller that Trunk has built, which calls this
    Shorten,
    /// Build the command with the app in it, target/dist/broadsheet, which needs nothing else to make sites
    Dist,
    /// Measure what must be reached and write it into docs/benchmarks.md
    #[command(args_conflicts_with_subcommands = true)]
    Bench {
        /// How often each figure is measured
        #[arg(long, default_value_t = 5)]
        runs: usize,
        #[command(subcommand)]
        of: Option<Bench>,
    },
    /// Make an archive's sources of any size, with the statistics of the news agency's stories beside the project
    Synth(synth::SynthArguments),
    /// Take pictures of the pages: those of the README into docs/screenshots, the others into target/screenshots
    Screenshots,
}

#[derive(Subcommand)]
enum Bench {
    /// Measure the search engine beside others and write it into docs/benchmarks.md
    Search(bench::search::SearchArguments),
    /// Measure the static page of an article on a slow phone and write it into docs/benchmarks.md
    StaticPage {
        /// How often what is timed is timed
        #[arg(long, default_value_t = 5)]
        runs: usize,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<()> {
    match chore {
        Chore::Serve { sources, port, no_open } => serve::run(&sources, port, !no_open),
        Chore::Test { engines } => test::run(&engines),
        Chore::Tidy => tidy::run(),
        Chore::Setup { engines } => {
            setup::everything()?;
            setup::engines(&engines).map(drop)
        }
        Chore::Sample => site::sample(),
        Chore::Inputs => site::inputs(),
        Chore::Shorten => programs::shorten(),
        Chore::Dist => site::dist(),
        Chore::Bench { of: Some(Bench::Search(arguments)), .. } => bench::search::run(&arguments),
        Chore::Bench { of: Some(Bench::StaticPage { runs }), .. } => bench::static_page::run(runs),
        Chore::Bench { runs, of: None } => bench::run(runs),
        Chore::Synth(arguments) => synth::run(&arguments),
        Chore::Screenshots => screenshots::run(),
    }
}
