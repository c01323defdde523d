//! The pictures of an archive: files beside the segments, named by what they were made from and by their own bytes. So a
//! name is enough to check a file, to keep it for ever, and to find what was made of a picture before.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use article::{Article, file};

use super::durable::sync_below;
use super::folder::NEW_PREFIX;
use crate::identity::{self, is_digest};

/// The folder of the pictures, in an archive's.
pub const FOLDER: &str = "pictures";

/// Characters of a name that tell what the file was made from: 130 bits, so that no two pictures ever share them.
const ORIGINAL: usize = 26;
/// Characters that tell the file's own bytes: 80 bits, for nobody gains by a file that passes for another.
const CHECK: usize = 16;

/// The name of a picture's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PictureName {
    /// Names what it was made from, and how: [`PictureName::original`].
    pub original: String,
    /// In pixels.
    pub width: u32,
    check: String,
    extension: String,
}

impl PictureName {
    /// That of a file with these bytes.
    pub fn new(original: &str, width: u32, bytes: &[u8], extension: &str) -> Self {
        Self { original: original.to_owned(), width, check: check_of(bytes), extension: extension.to_owned() }
    }

    /// Names bytes from which pictures are made in a way that has that name.
    pub fn original(way: &str, bytes: &[u8]) -> String {
        let mut all = Vec::with_capacity(way.len() + bytes.len());
        all.extend_from_slice(way.as_bytes());
        all.extend_from_slice(bytes);
        let mut original = identity::digest(&all);
        original.truncate(ORIGINAL);
        original
    }

    /// Reads a file's name.
    pub fn parse(name: &str) -> Option<Self> {
        let (stem, extension) = name.split_once('.')?;
        let mut parts = stem.split('-');
        let (original, width, check) = (parts.next()?, parts.next()?, parts.next()?);
        let is_base32 = |text: &str, length| text.len() == length && identity::from_base32(text).is_some();
        let is_one = parts.next().is_none()
            && is_base32(original, ORIGINAL)
            && is_base32(check, CHECK)
            && matches!(extension, "jpg" | "png")
            && width.starts_with(|digit: char| digit.is_ascii_digit());
        is_one.then_some(())?;
        let (original, check, extension) = (original.to_owned(), check.to_owned(), extension.to_owned());
        Some(Self { original, width: width.parse().ok()?, check, extension })
    }

    /// Whether these are the bytes that it names.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        check_of(bytes) == self.check
    }
}

impl Display for PictureName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { original, width, check, extension } = self;
        write!(formatter, "{original}-{width}-{check}.{extension}")
    }
}

fn check_of(bytes: &[u8]) -> String {
    let mut check = identity::digest(bytes);
    check.truncate(CHECK);
    check
}

/// The names of the pictures in an archive that an article shows.
pub fn pictures_of(article: &Article) -> impl Iterator<Item = &str> {
    let renditions = article.associations.iter().flat_map(|picture| &picture.renditions);
    renditions.filter_map(|rendition| rendition.href.strip_prefix(FOLDER)?.strip_prefix('/'))
}

/// The pictures that lie in an archive's folder, to find them and to add others; by several threads at once.
pub struct PictureShelf {
    folder: PathBuf,
    /// By what they were made from.
    held: BTreeMap<String, Vec<PictureName>>,
    n_written: AtomicU64,
}

impl PictureShelf {
    /// Looks what is there.
    pub fn open(archive: &Path) -> Result<Self> {
        let folder = archive.join(FOLDER);
        let mut held: BTreeMap<String, Vec<PictureName>> = BTreeMap::new();
        for name in names(&folder)?.iter().filter_map(|name| PictureName::parse(name)) {
            held.entry(name.original.clone()).or_default().push(name);
        }
        Ok(Self { folder, held, n_written: AtomicU64::new(0) })
    }

    /// The file of that width that was made of a picture, where it is there and whole.
    pub fn find(&self, original: &str, width: u32) -> Option<&PictureName> {
        let is_whole =
            |name: &&PictureName| fs::read(self.folder.join(name.to_string())).is_ok_and(|bytes| name.is_of(&bytes));
        self.held.get(original)?.iter().filter(|name| name.width == width).find(is_whole)
    }

    /// Puts a file there, in one step.
    pub fn put(&self, name: &PictureName, bytes: &[u8]) -> Result<()> {
        let place = self.folder.join(name.to_string());
        let number = self.n_written.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!("{NEW_PREFIX}{number}"));
        fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&unfinished, bytes))
            .and_then(|()| fs::rename(&unfinished, &place))
            .with_context(|| format!("{}: cannot be written", place.display()))
    }

    /// Brings what was put there onto the disk.
    pub fn sync(&self) -> Result<()> {
        if self.n_written.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        sync_below(&self.folder).with_context(|| format!("{}: cannot be written", self.folder.display()))
    }
}

/// The list of pictures that the articles of a segment show; empty where it has none.
pub fn read_list(segment: &Path) -> Result<BTreeSet<String>> {
    let path = segment.join(file::PICTURES);
    if !path.is_file() {
        return Ok(BTreeSet::new());
    }
    let list = fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    serde_json::from_slice(&list).with_context(|| format!("{}: is damaged", path.display()))
}

/// Removes the pictures that no segment in the archive's folder names any more, be it one of the edition before.
pub fn sweep(archive: &Path) -> Result<()> {
    let folder = archive.join(FOLDER);
    let present = names(&folder)?;
    if present.is_empty() {
        return Ok(());
    }
    let mut named = BTreeSet::new();
    for segment in names(archive)?.iter().filter(|name| is_digest(name)) {
        named.append(&mut read_list(&archive.join(segment))?);
    }
    for name in present {
        // Only what bears the name of a picture, or was left unfinished, is ever removed.
        let is_ours = name.starts_with(NEW_PREFIX) || PictureName::parse(&name).is_some();
        if is_ours && !named.contains(&name) {
            let path = folder.join(name);
            fs::remove_file(&path).with_context(|| format!("{}: cannot be removed", path.display()))?;
        }
    }
    if named.is_empty() {
        // Where someone put something else there it stays.
        let _ = fs::remove_dir(&folder);
    }
    Ok(())
}

/// Whether an entry of a folder is an archive's pictures. A run that was killed before it wrote the manifest leaves them.
pub(super) fn is_pictures(entry: &Path) -> bool {
    let is_ours = |name: &String| name.starts_with(NEW_PREFIX) || PictureName::parse(name).is_some();
    entry.ends_with(FOLDER) && entry.is_dir() && names(entry).is_ok_and(|names| names.iter().all(is_ours))
}

/// Says of each picture of a list what is wrong with its file.
pub fn damage(archive: &Path, list: &BTreeSet<String>) -> Vec<String> {
    let wrong = |name: &String| {
        let place = archive.join(FOLDER).join(name);
        let Some(parsed) = PictureName::parse(name) else {
            return Some(format!("{}: is not the name of a picture", place.display()));
        };
        match fs::read(&place) {
            Err(error) => Some(format!("{}: cannot be read: {error}", place.display())),
            Ok(bytes) if parsed.is_of(&bytes) => None,
            Ok(_) => Some(format!("{}: was changed: its name is not that of its bytes", place.display())),
        }
    };
    list.iter().filter_map(wrong).collect()
}

/// How many bytes the files of a list have.
pub fn bytes_of(archive: &Path, list: &BTreeSet<String>) -> u64 {
    let folder = archive.join(FOLDER);
    list.iter().filter_map(|name| Some(fs::metadata(folder.join(name)).ok()?.len())).sum()
}

/// The names in a folder, in order; none where it is not there.
fn names(folder: &Path) -> Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let entries = entries.with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut names: Vec<String> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_printed() {
        let original = PictureName::original("test", b"original");
        let name = PictureName::new(&original, 640, b"bytes", "jpg");
        let text = name.to_string();
        assert_eq!(PictureName::parse(&text).as_ref(), Some(&name));
        assert!(name.is_of(b"bytes") && !name.is_of(b"other"));
        let others = [
            text.replace("640", "+640"),
            text.replace("640", ""),
            text.replace(".jpg", ".svg"),
            text.replace(".jpg", ".jpg.jpg"),
            text.to_uppercase(),
            text[1..].to_owned(),
            format!("../{text}"),
            format!("{text}/"),
            "notes.txt".to_owned(),
        ];
        for other in others {
            assert_eq!(PictureName::parse(&other), None, "{other}");
        }
    }
}
