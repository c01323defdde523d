//! Files that a site was given, each with a checksum of what was written there: by it `check` finds one that was changed and is as
//! long as before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compression::{beside, unpacked};
use crate::identity::base32;

/// How many bytes of a file's SHA-256 make its checksum. They are held against accidents: whoever wants to deceive can write
/// another checksum too.
const CHECKSUM: usize = 10;

/// Files by their paths from the site's folder, with `/`. A checksum is empty where it is not known what lies there: while a site is
/// written, and of one that was written before there were checksums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Form")]
pub struct Written(BTreeMap<String, String>);

/// How sites have it: once there were the paths alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Form {
    Paths(BTreeSet<String>),
    Checksums(BTreeMap<String, String>),
}

impl From<Form> for Written {
    fn from(form: Form) -> Self {
        match form {
            Form::Paths(paths) => paths.into_iter().collect(),
            Form::Checksums(files) => Self(files),
        }
    }
}

/// Files of which it is not known what lies there.
impl FromIterator<String> for Written {
    fn from_iter<I: IntoIterator<Item = String>>(paths: I) -> Self {
        Self(paths.into_iter().map(|path| (path, String::new())).collect())
    }
}

impl Written {
    /// Adds a file with these bytes.
    pub fn put(&mut self, path: String, bytes: &[u8]) {
        self.0.insert(path, checksum(bytes));
    }

    /// Its paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Whether it has a file of this path.
    pub fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// How many files it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What of these files of the site in a folder is not as it was written, in words, and of how many that is not known. Forms of
    /// them that `--precompress` put beside them are looked at too.
    pub fn damage(&self, site: &Path) -> (Vec<String>, u64) {
        let (mut damage, mut unknown) = (Vec::new(), 0);
        for (path, written) in &self.0 {
            let place = site.join(path);
            let bytes = match fs::read(&place) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let what = match error.kind() {
                        ErrorKind::NotFound => "is not there".to_owned(),
                        _ => format!("cannot be read: {error}"),
                    };
                    damage.push(format!("{}: {what}", place.display()));
                    continue;
                }
            };
            if written.is_empty() {
                unknown += 1;
            } else if *written != checksum(&bytes) {
                damage.push(format!("{}: is not what was written there", place.display()));
            }
            for form in
                beside(Path::new(path)).into_iter().filter(|form| !self.0.contains_key(&*form.to_string_lossy()))
            {
                let place = site.join(&form);
                if let (Ok(packed), Some((_, coding))) = (fs::read(&place), unpacked(&form))
                    && !coding.holds(&packed, &bytes)
                {
                    damage.push(format!("{}: is not {path} compressed", place.display()));
                }
            }
        }
        (damage, unknown)
    }
}

fn checksum(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    base32(hash.get(..CHECKSUM).unwrap_or(&hash))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_lists_of_paths_too() {
        let mut written = Written::default();
        written.put("list/1.html".to_owned(), b"a list");
        let text = serde_json::to_string(&written).unwrap();
        assert_eq!(text, format!("{{\"list/1.html\":\"{}\"}}", checksum(b"a list")));
        assert_eq!(serde_json::from_str::<Written>(&text).unwrap(), written);
        let paths: Written = serde_json::from_str("[\"list/1.html\"]").unwrap();
        assert!(paths.contains("list/1.html") && paths != written);
    }

    #[test]
    fn each_change_of_a_file_is_found() {
        let site = tempfile::tempdir().unwrap();
        let page = site.path().join("page.html");
        let mut written = Written::default();
        let bytes: Vec<u8> = (0..=255).collect();
        written.put("page.html".to_owned(), &bytes);
        let says = || written.damage(site.path()).0.join("\n");
        assert!(says().ends_with("page.html: is not there"), "{}", says());
        fs::write(&page, &bytes).unwrap();
        assert_eq!(written.damage(site.path()), (Vec::new(), 0));
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(&page, changed).unwrap();
            assert!(says().ends_with("page.html: is not what was written there"), "{at}");
        }
        fs::write(&page, &bytes[1..]).unwrap();
        assert!(!says().is_empty());
        let unknown: Written = written.paths().cloned().collect();
        assert_eq!(unknown.damage(site.path()), (Vec::new(), 1));
    }
}
