//! The pictures that lie in a zip, for the articles in it that show them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::Zip;
use super::paths::resolved;
use crate::file::broken_off;
use crate::outlet::Shelf;
use crate::{EnclosedBytes, MOST_ENCLOSED};

/// The pictures of a zip, each of which is unpacked once.
pub struct Pictures<'a, 'z> {
    zip: &'a Zip<'z>,
    /// The zip as messages name it.
    file: String,
    handed: RefCell<BTreeSet<String>>,
    /// Those that no article can have, and why.
    lost: RefCell<BTreeMap<String, String>>,
}

impl<'a, 'z> Pictures<'a, 'z> {
    /// Those of a zip that messages call so.
    pub fn new(zip: &'a Zip<'z>, file: &str) -> Self {
        Self { zip, file: file.to_owned(), handed: RefCell::default(), lost: RefCell::default() }
    }
}

impl Shelf for Pictures<'_, '_> {
    fn take(&self, from: &str, href: &str, most: u64) -> EnclosedBytes {
        // A backslash is no part of a name where sources come from.
        let (path, _) = resolved(from, &href.replace('\\', "/"));
        let name = format!("{}/{path}", self.file);
        if self.handed.borrow().contains(&path) {
            return EnclosedBytes::Again(name);
        }
        if let Some(why) = self.lost.borrow().get(&path) {
            return EnclosedBytes::Lost(why.clone());
        }
        let Some(entry) = self.zip.find(&path) else { return EnclosedBytes::Lost("is not there".to_owned()) };
        let mut bytes = Vec::new();
        let read = self
            .zip
            .read(entry)
            .and_then(|reader| reader.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken_off(&error)));
        match read {
            Err(why) => {
                let why = format!("cannot be unpacked: {why}");
                self.lost.borrow_mut().insert(path, why.clone());
                EnclosedBytes::Lost(why)
            }
            Ok(_) if bytes.len() as u64 > most => {
                let why = "is too large: the pictures of an article may have 64 MB together".to_owned();
                // Beside fewer others it may have room.
                if most >= MOST_ENCLOSED {
                    self.lost.borrow_mut().insert(path, why.clone());
                }
                EnclosedBytes::Lost(why)
            }
            Ok(_) => {
                self.handed.borrow_mut().insert(path);
                EnclosedBytes::Here { bytes, name: Some(name) }
            }
        }
    }
}
