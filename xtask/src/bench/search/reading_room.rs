//! The site that is measured: the app with an archive, and the harness beside it.

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::pagefind;
use super::peers::{OURS, PAGEFIND, PEERS};
use super::selection::Selection;
use super::stage::{self, Stage};
use super::workshop::{Workshop, removed};
use crate::corpora::Story;
use crate::{project, site};

/// Trunk's script that starts the worker.
const LOADER: &str = "search_worker_loader.js";

/// The harness's script around it.
const WRAPPER: &str = "bench_broadsheet.js";

/// A site with the harness in it.
#[derive(Clone, Debug)]
pub struct ReadingRoom {
    folder: PathBuf,
    wrapper: String,
    pagefind: Option<f64>,
}

impl ReadingRoom {
    /// Builds the app and a site of these articles, and puts the harness and what the engines need beside them.
    pub fn open(
        workshop: &Workshop,
        name: &str,
        source: &Path,
        stories: &[Story],
        selection: &Selection,
    ) -> Result<Self> {
        let folder = workshop.folder(&format!("{name}-site"));
        if workshop.builds || !folder.join("index.html").is_file() {
            project::run_up_to(1, &mut building(workshop, Command::new(&workshop.broadsheet), source, &folder)?)?;
        }
        Self::furnish(folder, stories, selection)
    }

    /// Puts the harness and what the engines need into a site's folder.
    pub fn furnish(folder: PathBuf, stories: &[Story], selection: &Selection) -> Result<Self> {
        let peers: Vec<_> = PEERS.iter().filter(|peer| selection.with(peer.name)).collect();
        let stage = Stage::build(&folder.join("bench"), &peers)?;
        if !peers.is_empty() {
            stage.articles("articles.json", stories)?;
        }
        let loader = find(&folder, LOADER)?.with_context(|| format!("{}: has no {LOADER}", folder.display()))?;
        let wrapper = loader.with_file_name(WRAPPER);
        stage::copy(&stage.file("broadsheet.js"), &wrapper, &|_| true)?;
        let wrapper = wrapper.strip_prefix(&folder).unwrap_or(&wrapper).to_string_lossy().replace('\\', "/");
        let mut room = Self { folder, wrapper, pagefind: None };
        if let Some(peer) = peers.iter().find(|peer| peer.name == PAGEFIND) {
            let index = room.folder.join(PAGEFIND);
            room.pagefind = Some(pagefind::build(&stage, peer, &stage.file("articles.json"), &index)?);
        }
        Ok(room)
    }

    /// The site's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The script that starts our worker inside the harness, below the site's folder.
    pub fn wrapper(&self) -> &str {
        &self.wrapper
    }

    /// How long an index took that was built before it was opened in the browser, in seconds.
    pub fn built_before(&self, engine: &str) -> Option<f64> {
        self.pagefind.filter(|_| engine == PAGEFIND)
    }

    /// Bytes of a stored index, as it lies on disk and gzipped file by file.
    pub fn index_size(&self, engine: &str) -> Result<[f64; 2]> {
        let is_index = |path: &Path| match engine {
            OURS => is_piece(path),
            // Fragments hold the texts, for showing them: they are no index.
            _ => {
                path.components().any(|part| part.as_os_str() == "index")
                    || path.extension().is_some_and(|kind| kind == "pf_meta")
            }
        };
        let folder = if engine == OURS { self.folder.join("archive") } else { self.folder.join(PAGEFIND) };
        let mut sizes = [0.0; 2];
        for file in files(&folder)?.iter().filter(|file| is_index(file)) {
            let bytes = std::fs::read(file).with_context(|| format!("{} could not be read", file.display()))?;
            let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
            gzip.write_all(&bytes)?;
            sizes[0] += bytes.len() as f64;
            sizes[1] += gzip.finish()?.len() as f64;
        }
        Ok(sizes)
    }
}

/// The command that builds a site of these articles, with the app built before where that is asked for.
pub fn building(workshop: &Workshop, mut broadsheet: Command, source: &Path, folder: &Path) -> Result<Command> {
    let app = if workshop.builds { site::build(&workshop.tools)? } else { site::folder() };
    // A site keeps the edition before for pages that are open, and its index would be counted too.
    removed(&folder.join("archive"))?;
    broadsheet.arg("build").arg(source).arg("--app").arg(app).arg("--out").arg(folder).arg("--quiet");
    Ok(broadsheet)
}

/// Bytes of an archive's search index, as it lies on disk.
pub fn index_bytes(archive: &Path) -> Result<f64> {
    let mut bytes = 0;
    for file in files(archive)?.iter().filter(|file| is_piece(file)) {
        bytes += std::fs::metadata(file).with_context(|| format!("{} could not be read", file.display()))?.len();
    }
    Ok(bytes as f64)
}

/// Whether a file of an archive is a piece of its search index.
fn is_piece(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("search"))
}

/// The file of this name nearest to the top.
fn find(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    let archive = folder.join("archive");
    let found = files(folder)?.into_iter().filter(|path| path.file_name().is_some_and(|last| last == name));
    Ok(found.filter(|path| !path.starts_with(&archive)).min_by_key(|path| path.components().count()))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        let context = || format!("{} could not be read", folder.display());
        for entry in std::fs::read_dir(&folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            if path.is_dir() { left.push(path) } else { found.push(path) }
        }
    }
    Ok(found)
}
