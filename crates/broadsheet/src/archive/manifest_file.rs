//! `archive.json` on disk: where it is, and how one of another format is told apart from a damaged one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use article::{FORMAT, Manifest};
use search::Answer;
use serde::Serialize;
use serde_json::Value;

use super::claim::is_segment;

/// The name of the manifest.
pub const MANIFEST: &str = "archive.json";

/// What `archive.json` holds: the manifest, and what the page shows before anything is asked.
#[derive(Serialize)]
struct Contents<'a> {
    #[serde(flatten)]
    manifest: &'a Manifest,
    front: &'a Answer,
}

/// The bytes of `archive.json`.
pub fn manifest_json(manifest: &Manifest, front: &Answer) -> Result<Vec<u8>> {
    let mut json = serde_json::to_vec(&Contents { manifest, front })?;
    json.push(b'\n');
    Ok(json)
}

/// The folder of the archive: the given one, or `archive` in it.
pub fn find(folder: &Path) -> Result<PathBuf> {
    if !folder.is_dir() {
        let what =
            if folder.exists() { "is a file, and the folder of an archive or site is needed" } else { "is not there" };
        bail!("{}: {what}", folder.display());
    }
    [folder.to_owned(), folder.join("archive")].into_iter().find(|folder| folder.join(MANIFEST).is_file()).with_context(
        || {
            format!(
                "{}: holds no {MANIFEST}, so it is neither an archive nor a site; `broadsheet bundle SOURCE --out DIR` makes one",
                folder.display()
            )
        },
    )
}

/// Reads the manifest of this format or an earlier one, and tells a newer one apart from a damaged one.
pub fn read_manifest(folder: &Path) -> Result<Manifest> {
    let file = folder.join(MANIFEST);
    let bytes = fs::read(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let damaged = |what: &str| {
        format!(
            "{}: is damaged, or not the manifest of an archive: it {what}; bundle the sources again",
            file.display()
        )
    };
    let json: Value = serde_json::from_slice(&bytes).ok().with_context(|| damaged("is no whole JSON"))?;
    let format = json.get("format").and_then(Value::as_u64).with_context(|| damaged("names no format"))?;
    if format > u64::from(FORMAT) {
        bail!(
            "{}: has format {format}, and this program reads those up to {FORMAT}; use the version of broadsheet that made it, or make the archive anew",
            file.display()
        );
    }
    serde_json::from_value(json).with_context(|| damaged("lacks what the format asks for"))
}

/// Reads the manifest of the archive that articles are added to; `None` where there is none yet.
pub fn read_manifest_if_any(folder: &Path) -> Result<Option<Manifest>> {
    if folder.join(MANIFEST).exists() { read_manifest(folder).map(Some) } else { Ok(None) }
}

/// Whether segments lie in a folder.
pub fn holds_segments(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| is_segment(&entry.path())))
}

/// Whether bytes are those of a manifest, also of another format or a damaged one: it is known by what stands in it.
pub fn is_manifest(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    ["\"format\"", "\"timeZone\"", "\"segments\""].iter().all(|field| text.contains(field))
}
