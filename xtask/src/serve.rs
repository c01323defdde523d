//! `cargo xtask serve`: from a fresh clone to the page in the browser.

use anyhow::Result;
use std::path::PathBuf;

use crate::{project, setup, site};

/// Sets up what is missing, bundles the sources, else the sample, and lets Trunk build, serve and open the page.
pub fn run(sources: &[PathBuf], port: u16, open: bool) -> Result<()> {
    let tools = setup::site()?;
    match sources {
        [] => site::sample()?,
        sources => {
            // Cargo starts a chore where it was called, and the bundler is started in the project's folder.
            let here = std::env::current_dir()?;
            let sources: Vec<_> = sources.iter().map(|source| here.join(source)).collect();
            site::bundle(&sources, &project::root().join("public/archive"))?;
        }
    }
    println!("\nBuilding the page; the first time takes some minutes. Then: http://127.0.0.1:{port}/ (Ctrl+C ends it)");
    let open = if open { "--open=true" } else { "--open=false" };
    project::run(tools.command("trunk").args(["serve", "--release", open, "--port", &port.to_string()]))
}
