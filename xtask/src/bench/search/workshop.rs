//! Where the benchmark works, and what it works with.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::Tools;
use crate::{project, site};

/// The folder of everything that the benchmark makes, the native command, and the tools.
#[derive(Clone, Debug)]
pub struct Workshop {
    root: PathBuf,
    /// The native command.
    pub broadsheet: PathBuf,
    /// The browser and what else was set up.
    pub tools: Tools,
    /// How often what is timed is timed.
    pub runs: usize,
    /// Whether command, app and archives are built anew.
    pub builds: bool,
}

impl Workshop {
    /// Opens it; builds the native command where that is asked for.
    pub fn open(runs: usize, builds: bool) -> Result<Self> {
        let broadsheet = if builds { site::native()? } else { site::native_path() };
        let root = project::target().join("bench/search");
        std::fs::create_dir_all(&root).with_context(|| format!("{} could not be made", root.display()))?;
        Ok(Self { root, broadsheet, tools: Tools::found(), runs: runs.max(1), builds })
    }

    /// A folder in it.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// An archive of these articles, bundled anew.
    pub fn archive(&self, name: &str, articles: &Path) -> Result<PathBuf> {
        let archive = self.folder(&format!("{name}-archive"));
        if self.builds || !archive.join("archive.json").is_file() {
            emptied(&archive)?;
            let mut bundle = Command::new(&self.broadsheet);
            bundle.arg("bundle").arg(articles).arg("--out").arg(&archive).arg("--quiet");
            project::run_up_to(1, &mut bundle)?;
        }
        Ok(archive)
    }
}

/// Sees to it that there is no such folder.
pub fn removed(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    Ok(())
}

/// Makes a folder that is there and empty.
pub fn emptied(folder: &Path) -> Result<()> {
    removed(folder)?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))
}
