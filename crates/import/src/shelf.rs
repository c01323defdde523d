//! The pictures that lie in an archive, for the articles in it that show them: each is unpacked once, by whatever name it is asked for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use crate::file::broken_off;
use crate::{EnclosedBytes, MOST_ENCLOSED};

/// What pictures lie in.
pub trait Holder {
    /// What the holder calls the picture that an address means, seen from one of its files; nothing where it is none of the holder's.
    fn name_of(&self, from: &str, href: &str) -> Option<String>;

    /// The bytes of a picture.
    ///
    /// # Errors
    /// Why it cannot be had, as it stands behind "the picture ...".
    fn open(&self, name: &str) -> Result<Box<dyn Read + '_>, String>;
}

/// See the top.
pub struct Shelf<'a> {
    holder: &'a dyn Holder,
    /// The archive as messages name it.
    file: String,
    handed: RefCell<BTreeSet<String>>,
    /// Those that no article can have, and why.
    lost: RefCell<BTreeMap<String, String>>,
}

impl<'a> Shelf<'a> {
    /// Of an archive that messages call so.
    pub fn new(holder: &'a dyn Holder, file: &str) -> Self {
        Self { holder, file: file.to_owned(), handed: RefCell::default(), lost: RefCell::default() }
    }

    /// The picture that an address means, seen from a file of the archive, of at most so many bytes; nothing where it lies elsewhere.
    pub fn take(&self, from: &str, href: &str, most: u64) -> Option<EnclosedBytes> {
        self.holder.name_of(from, href).map(|name| self.take_named(name, most))
    }

    fn take_named(&self, path: String, most: u64) -> EnclosedBytes {
        let name = format!("{}/{path}", self.file);
        if self.handed.borrow().contains(&path) {
            return EnclosedBytes::Again(name);
        }
        if let Some(why) = self.lost.borrow().get(&path) {
            return EnclosedBytes::Lost(why.clone());
        }
        let mut bytes = Vec::new();
        let read = self.holder.open(&path).and_then(|reader| {
            let read = reader.take(most + 1).read_to_end(&mut bytes);
            read.map_err(|error| format!("cannot be unpacked: {}", broken_off(&error)))
        });
        match read {
            Err(why) => {
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
