//! A site, served by the native command while a chore looks at it.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// `broadsheet serve` on a free port; ends with this value.
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Serves a site's folder.
    pub fn start(broadsheet: &Path, folder: &Path) -> Result<Self> {
        let mut command = Command::new(broadsheet);
        command.args(["serve", "--port", "0", "--json"]).arg(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("{} could not be started", broadsheet.display()))?;
        let mut line = String::new();
        let stdout = process.stdout.take().context("the server has no output")?;
        BufReader::new(stdout).read_line(&mut line).context("the server said nothing")?;
        let said: serde_json::Value = serde_json::from_str(&line).context("the server did not say its address")?;
        let address = said["address"].as_str().context("the server did not say its address")?.to_owned();
        Ok(Self { process, address })
    }

    /// The site's address, with its closing `/`.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
