//! What a visit downloads: HTML, CSS, JavaScript and wasm, as a host that compresses well sends them.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

use super::report::Figure;

/// Quality 11 and the largest usual window, as hosts use for what they compress once.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// What the first visit is to take, in kilobytes: what it took when the reading page was begun, and 30 more.
const FIRST_VISIT: f64 = 142.0;

/// What it takes now, and a little more: an end-to-end test holds it there.
pub const FIRST_VISIT_AT_MOST: f64 = 122.0;

/// The kinds of files that are counted.
const COUNTED: [&str; 4] = ["html", "css", "js", "wasm"];

/// One file: its name, its bytes, its bytes in brotli.
pub struct Part {
    /// Below the site's folder.
    pub name: String,
    /// As it lies on disk.
    pub plain: usize,
    /// Compressed.
    pub brotli: usize,
    /// When it is fetched.
    pub fetched: Fetched,
}

/// When a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// By the front page.
    AtFirst,
    /// When someone is about to open an article, the notebook or About.
    ToRead,
    /// When someone goes to search.
    ToSearch,
    /// When someone marks a passage, or opens an article where they have marked one; to listen, too.
    ToMark,
    /// When someone listens to an article, beside what is fetched to mark.
    ToListen,
    /// When someone opens find in an article, beside what is fetched to search.
    ToFind,
}

impl Fetched {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::AtFirst => "at first",
            Self::ToRead => "to read",
            Self::ToSearch => "to search",
            Self::ToMark => "to mark",
            Self::ToListen => "to listen",
            Self::ToFind => "to find in an article",
        }
    }
}

/// The size of every file of the built app that is one of the four, and which of them are `fetched` by the front page.
pub fn measure(app: &Path, fetched: &[String]) -> Result<(Vec<Part>, Vec<Figure>)> {
    let mut parts = Vec::new();
    collect(app, app, &mut parts)?;
    parts.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
    for part in &mut parts {
        if fetched.contains(&part.name) {
            part.fetched = Fetched::AtFirst;
        }
    }
    let total = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|part| part.brotli).sum::<usize>() as f64 / 1000.0;
    let figure = |what, goal, kilobytes| Figure { what, unit: "kB", goal, values: vec![kilobytes] };
    let with = |when| total(&mut parts.iter().filter(|part| [Fetched::AtFirst, when].contains(&part.fetched)));
    let at_first = with(Fetched::AtFirst);
    let figures = vec![
        figure("First visit: HTML, CSS, JavaScript and wasm in brotli", Some(FIRST_VISIT), at_first),
        figure("The same with what comes when someone is about to open an article", None, with(Fetched::ToRead)),
        figure("Or with the search's program, which comes when someone goes to search", None, with(Fetched::ToSearch)),
        figure("Or with the notebook's, which comes when someone marks a passage", None, with(Fetched::ToMark)),
    ];
    Ok((parts, figures))
}

fn collect(root: &Path, folder: &Path, parts: &mut Vec<Part>) -> Result<()> {
    let context = || format!("{} could not be read", folder.display());
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_dir() {
            if path != root.join("archive") {
                collect(root, &path, parts)?;
            }
        } else if is_counted(&path) {
            let bytes = read(&path)?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            let fetched = match name.as_str() {
                "voice.js" => Fetched::ToListen,
                "found.js" => Fetched::ToFind,
                name if name.starts_with("late-") => Fetched::ToRead,
                name if name.starts_with("notebook") => Fetched::ToMark,
                _ => Fetched::ToSearch,
            };
            parts.push(Part { name, plain: bytes.len(), brotli: compressed(&bytes)?, fetched });
        }
    }
    Ok(())
}

/// What these files of the built app take in brotli, in kilobytes; others than the four kinds are passed over.
pub fn together(app: &Path, files: &[String]) -> Result<f64> {
    let mut bytes = 0;
    for path in files.iter().map(|file| app.join(file)).filter(|path| is_counted(path)) {
        bytes += compressed(&read(&path)?)?;
    }
    Ok(bytes as f64 / 1000.0)
}

fn is_counted(path: &Path) -> bool {
    path.extension().is_some_and(|kind| COUNTED.iter().any(|counted| kind == *counted))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    Ok(encoder.into_inner().len())
}
