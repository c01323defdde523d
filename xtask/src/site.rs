//! The site that the chores serve, test, measure and take pictures of: built in release, with an archive beside it.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

use crate::tools::Tools;
use crate::{project, setup, styles};

/// Makes what Trunk builds the page from: the stylesheet, and the sample where plain `trunk serve` has no archive to show.
pub fn inputs() -> Result<()> {
    styles::join()?;
    if project::root().join("public/archive/archive.json").is_file() { Ok(()) } else { sample() }
}

/// Bundles the sample where the page looks for it.
pub fn sample() -> Result<()> {
    bundle(&[project::root().join("articles")], &project::root().join("public/archive"))
}

/// Bundles articles with the native command.
pub fn bundle(sources: &[PathBuf], archive: &Path) -> Result<()> {
    bundle_with(&native()?, sources, archive)
}

fn bundle_with(broadsheet: &Path, sources: &[PathBuf], archive: &Path) -> Result<()> {
    let mut command = Tools::default().command(&broadsheet.to_string_lossy());
    project::run_up_to(1, command.arg("bundle").args(sources).arg("--out").arg(archive))
}

/// The native command, built in release.
pub fn native() -> Result<PathBuf> {
    compile(None)
}

/// Compiles the native command, with a built app in it where one is named.
fn compile(app: Option<&Path>) -> Result<PathBuf> {
    let mut cargo = Tools::default().cargo();
    cargo.args(["build", "--release", "--package", "broadsheet"]);
    project::run(cargo.envs(app.map(|app| ("BROADSHEET_APP", app))))?;
    Ok(native_path())
}

/// Where the native command is once it has been built.
pub fn native_path() -> PathBuf {
    project::target().join(format!("release/broadsheet{}", std::env::consts::EXE_SUFFIX))
}

/// Where the chores build the site.
pub fn folder() -> PathBuf {
    project::target().join("site")
}

/// The native command with the app in it, which needs nothing else to make sites.
pub fn dist() -> Result<()> {
    let tools = setup::site()?;
    let app = project::target().join("app");
    project::run(tools.command("trunk").args(["build", "--release", "--dist"]).arg(&app))?;
    let compiled = compile(Some(&app))?;
    let folder = project::target().join("dist");
    let program = folder.join(compiled.file_name().unwrap_or_default());
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    std::fs::copy(&compiled, &program).with_context(|| format!("{} could not be written", program.display()))?;
    println!("\n{} carries the app: copy it wherever you want it", program.display());
    Ok(())
}

/// The whole site in release, with the sample archive, and the native command with the app in it: whatever archive lies in `public` has no part in it.
pub fn build(tools: &Tools) -> Result<PathBuf> {
    let site = folder();
    project::run(tools.command("trunk").args(["build", "--release", "--dist"]).arg(&site))?;
    let archive = site.join("archive");
    if archive.exists() {
        std::fs::remove_dir_all(&archive).with_context(|| format!("{} could not be removed", archive.display()))?;
    }
    bundle_with(&compile(Some(&site))?, &[project::root().join("articles")], &archive)?;
    Ok(site)
}
