//! The folder in which the harness runs: its own scripts, the engines' modules, and the articles. It lies in the site
//! that is measured, so that `broadsheet serve` sends it with the headers that a host should send.

use anyhow::{Context, Result};
use serde_json::json;
use std::path::{Path, PathBuf};

use super::peers::Peer;
use crate::corpora::Story;
use crate::{project, tools};

/// What makes Node take the scripts as modules.
const PACKAGE: &str = "{ \"type\": \"module\" }\n";

/// The folder of the harness inside a site, or anywhere for Node.
#[derive(Clone, Debug)]
pub struct Stage {
    folder: PathBuf,
}

impl Stage {
    /// Copies the harness and the modules of these engines.
    pub fn build(folder: &Path, peers: &[&Peer]) -> Result<Self> {
        copy(&project::root().join("bench"), folder, &|path| {
            path.is_dir() && path.file_name().is_some_and(|name| name == "peers")
                || path.extension().is_some_and(|kind| kind == "js" || kind == "html")
        })?;
        write(&folder.join("package.json"), PACKAGE)?;
        for peer in peers {
            let package = tools::npm_module(peer.package, peer.version);
            for (from, to) in peer.modules {
                let (from, to) = (package.join(from), folder.join("lib").join(to));
                if peer.is_script {
                    write(&to, &module(&read(&from)?))?;
                } else {
                    copy(&from, &to, &|path| path.is_dir() || path.extension().is_some_and(|kind| kind != "map"))?;
                }
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// A file of it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes articles as the engines take them.
    pub fn articles(&self, name: &str, stories: &[Story]) -> Result<PathBuf> {
        let articles: Vec<_> = stories
            .iter()
            .map(|story| json!({ "uri": story.uri, "headline": story.headline, "text": story.text }))
            .collect();
        let file = self.file(name);
        write(&file, &serde_json::to_string(&articles)?)?;
        Ok(file)
    }
}

/// A script that expects Node's `module`, as a module.
fn module(script: &str) -> String {
    format!(
        "const module = {{ exports: {{}} }};\n(function (exports) {{\n{script}\n}}).call(globalThis, module.exports);\n\
         export default module.exports;\n"
    )
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

/// Writes a file and the folders above it.
pub fn write(file: &Path, text: &str) -> Result<()> {
    let context = || format!("{} could not be written", file.display());
    std::fs::create_dir_all(file.parent().unwrap_or(file)).with_context(context)?;
    std::fs::write(file, text).with_context(context)
}

/// Copies a file, or what of a folder is wanted.
pub fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    let context = || format!("{} could not be copied", from.display());
    if !from.is_dir() {
        std::fs::create_dir_all(to.parent().unwrap_or(to)).with_context(context)?;
        return std::fs::copy(from, to).map(drop).with_context(context);
    }
    for entry in std::fs::read_dir(from).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if wanted(&path) {
            copy(&path, &to.join(path.file_name().unwrap_or_default()), wanted)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_becomes_a_module() {
        let text = module("module.exports = 7");
        assert!(
            text.contains("\nmodule.exports = 7\n") && text.ends_with("export default module.exports;\n"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_wanted_is_not_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        write(&from.join("a/b.js"), "b").expect("is written");
        write(&from.join("a/c.map"), "c").expect("is written");
        copy(&from, &to, &|path| path.is_dir() || path.extension().is_some_and(|kind| kind == "js"))
            .expect("is copied");
        assert_eq!(read(&to.join("a/b.js")).expect("is read"), "b");
        assert!(!to.join("a/c.map").exists());
    }
}
