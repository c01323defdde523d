//! What the first visit downloads: HTML, CSS, JavaScript and wasm, as a host that compresses well sends them.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::Path;

use super::report::Figure;

/// Quality 11 and the largest usual window, as hosts use for what they compress once.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// One file: its name, its bytes, its bytes in brotli.
pub struct Part {
    /// Below the site's folder.
    pub name: String,
    /// As it lies on disk.
    pub plain: usize,
    /// Compressed.
    pub brotli: usize,
}

/// The size of every file of the built app that is one of the four; the page loads each of them.
pub fn measure(app: &Path) -> Result<(Vec<Part>, Figure)> {
    let mut parts = Vec::new();
    collect(app, app, &mut parts)?;
    parts.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
    let total: usize = parts.iter().map(|part| part.brotli).sum();
    let figure = Figure {
        what: "First visit: HTML, CSS, JavaScript and wasm in brotli",
        unit: "kB",
        goal: Some(200.0),
        values: vec![total as f64 / 1000.0],
    };
    Ok((parts, figure))
}

fn collect(root: &Path, folder: &Path, parts: &mut Vec<Part>) -> Result<()> {
    let context = || format!("{} could not be read", folder.display());
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_dir() {
            if path != root.join("archive") {
                collect(root, &path, parts)?;
            }
        } else if path
            .extension()
            .is_some_and(|kind| ["html", "css", "js", "wasm"].iter().any(|counted| kind == *counted))
        {
            let bytes = std::fs::read(&path).with_context(|| format!("{} could not be read", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            parts.push(Part { name, plain: bytes.len(), brotli: compressed(&bytes)? });
        }
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    Ok(encoder.into_inner().len())
}
