//! Where marks lie: in the browser's database, or in memory where the browser keeps nothing.

use std::cell::RefCell;

use reader::browser::store::{Record, Store, VERSION};
use reader::failure::{Failure, Trouble};

/// The marks of one archive.
pub enum Shelf {
    /// They are kept on the device.
    Kept(Store),
    /// They last as long as the page: a browser may keep nothing for a page, or for a file from the disk.
    Held(RefCell<Vec<Record>>),
}

impl Shelf {
    /// Opens the marks kept for the archive with this id.
    pub async fn open(archive: &str) -> Result<Self, Failure> {
        match Store::open(archive, VERSION).await {
            Ok(store) => Ok(Self::Kept(store)),
            Err(Failure { kind: Trouble::StorageOff, .. }) => Ok(Self::Held(RefCell::default())),
            Err(failure) => Err(failure),
        }
    }

    /// Whether it is to be used from now on: the database may open the next time, as long as nothing lies beside it.
    pub fn is_in_use(&self) -> bool {
        match self {
            Self::Kept(_) => true,
            Self::Held(records) => !records.borrow().is_empty(),
        }
    }

    /// Whether they are there the next time.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }

    /// The texts of an article's marks; of all marks where no article is named.
    pub async fn texts(&self, source: Option<&str>) -> Result<Vec<String>, Failure> {
        match self {
            Self::Kept(store) => store.texts(source).await,
            Self::Held(records) => {
                let records = records.borrow();
                let chosen = records.iter().filter(|record| source.is_none_or(|source| record.source == source));
                Ok(chosen.map(|record| record.text.clone()).collect())
            }
        }
    }

    /// The text of the mark with this id, where there is one.
    pub async fn text(&self, id: &str) -> Result<Option<String>, Failure> {
        match self {
            Self::Kept(store) => store.text(id).await,
            Self::Held(records) => {
                Ok(records.borrow().iter().find(|record| record.id == id).map(|record| record.text.clone()))
            }
        }
    }

    /// Puts marks in their places, and deletes those with these ids: all of it, or nothing where something goes wrong.
    pub async fn change(&self, put: Vec<Record>, delete: &[&str]) -> Result<(), Failure> {
        match self {
            Self::Kept(store) => store.change(&put, delete).await,
            Self::Held(records) => {
                let mut records = records.borrow_mut();
                let replaced = |id: &str| delete.contains(&id) || put.iter().any(|record| record.id == id);
                records.retain(|record| !replaced(&record.id));
                records.extend(put);
                Ok(())
            }
        }
    }
}
