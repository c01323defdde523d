//! Where the readers of formats hand over what they find in one file.

use article::Article;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;

use crate::enclosed;
use crate::meter::Meter;
use crate::shelf::Shelf;
use crate::vet;
use crate::{Enclosed, EnclosedBytes, Event, Imported, MOST_ENCLOSED, Message, Origin, Place, Severity};

/// The sink refused: unwind without a word.
#[derive(Debug, PartialEq, Eq)]
pub struct Stopped;

/// Goes on, or unwinds.
pub type Flow = Result<(), Stopped>;

/// The sink, with its own error put aside.
pub type Tell<'a> = dyn FnMut(Event) -> Flow + 'a;

/// Progress is said about once in so many bytes: often enough for a bar, and lost in the noise otherwise.
const PROGRESS_STEP: u64 = 256 * 1024;

/// Takes the findings of one file.
pub struct Outlet<'a> {
    tell: &'a mut Tell<'a>,
    file: String,
    origin: String,
    /// What is said once for a whole file, with how often it happened and where first.
    counted: BTreeMap<String, (u64, Option<Place>)>,
    meter: Rc<Meter>,
    told_bytes: u64,
    folder: Option<Beside>,
    /// The archive that the file lies in, and its path there.
    shelf: Option<(&'a Shelf<'a>, String)>,
}

/// Where a file lies on the disk, for one that names others beside it.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The folder.
    pub folder: PathBuf,
    /// The folder's path below the source.
    pub origin: String,
    /// The files of the source that were read because another one named them.
    pub named: Rc<RefCell<BTreeSet<PathBuf>>>,
    /// Those that another one names and the source may read by itself, with their origins: that is known at its end.
    pub later: Rc<RefCell<Vec<(PathBuf, String)>>>,
}

impl<'a> Outlet<'a> {
    /// An outlet for a file under the name that messages use, the path that origins use, and what its readers count.
    pub fn new(tell: &'a mut Tell<'a>, file: String, origin: String, meter: Rc<Meter>) -> Self {
        let told_bytes = meter.bytes_read();
        Self { tell, file, origin, counted: BTreeMap::new(), meter, told_bytes, folder: None, shelf: None }
    }

    /// The same, of a file that may name others beside it.
    pub fn with_folder(self, folder: Beside) -> Self {
        Self { folder: Some(folder), ..self }
    }

    /// The same, of a file that lies at this path of an archive.
    pub fn with_shelf(self, shelf: &'a Shelf<'a>, path: &str) -> Self {
        Self { shelf: Some((shelf, path.to_owned())), ..self }
    }

    /// The file as messages name it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where the file lies; nothing where it may name no others.
    pub fn folder(&self) -> Option<&Beside> {
        self.folder.as_ref()
    }

    /// An outlet for another file, of so many bytes, that this one names. They were promised to nobody, and are not counted.
    pub fn of_another(&mut self, file: String, origin: String, bytes: u64) -> Outlet<'_> {
        let meter = self.meter.of_another(bytes);
        Outlet::new(&mut *self.tell, file, origin, meter)
    }

    /// An outlet for what lies in this file under a name of its own: an entry of a zip, a page of a web archive.
    pub fn within(&mut self, name: &str) -> Outlet<'_> {
        let (file, origin) = (format!("{}/{name}", self.file), format!("{}/{name}", self.origin));
        Outlet::new(&mut *self.tell, file, origin, Rc::clone(&self.meter))
    }

    /// What is counted of the file on disk.
    pub fn meter(&self) -> Rc<Meter> {
        Rc::clone(&self.meter)
    }

    /// Hands over an article, unless it must not be or holds nothing; mends what can be.
    pub fn article(&mut self, article: Article, item: Option<u64>, place: Option<Place>) -> Flow {
        self.article_with(article, Vec::new(), item, place)
    }

    /// The same with pictures that lie in its file.
    pub fn article_with(
        &mut self,
        mut article: Article,
        mut enclosed: Vec<Enclosed>,
        item: Option<u64>,
        place: Option<Place>,
    ) -> Flow {
        for enclosed in &enclosed {
            // An address within the file means nothing outside of it.
            if let Some(picture) = article.associations.get_mut(enclosed.association) {
                picture.href.take_if(|href| href.starts_with("cid:"));
            }
        }
        enclosed.append(&mut enclosed::take(&mut article));
        let others = self.other_addresses(&article);
        let mut findings = vet::Findings::default();
        let fit = vet::vet(&mut article, &mut findings);
        for what in findings.notes {
            self.count(what, place);
        }
        for what in findings.problems {
            self.problem(place, what)?;
        }
        if fit {
            self.add_pictures(&article, &others, &mut enclosed);
            let origin = Origin { path: self.origin.clone(), item };
            let found = match place {
                Some(place) => format!("{}:{place}", self.file),
                None => self.file.clone(),
            };
            (self.tell)(Event::Article(Box::new(Imported { article, origin, found, enclosed })))?;
        }
        self.progress()
    }

    /// Under which other addresses each picture may lie in the archive of the article: which of them a browser fetched depended on its window.
    fn other_addresses(&self, article: &Article) -> Vec<Vec<String>> {
        let pictures = article.associations.iter().filter(|_| self.shelf.is_some());
        pictures.map(|picture| picture.renditions.iter().map(|rendition| rendition.href.clone()).collect()).collect()
    }

    /// Adds the pictures that lie beside the article in its archive.
    fn add_pictures(&self, article: &Article, others: &[Vec<String>], enclosed: &mut Vec<Enclosed>) {
        let Some((shelf, path)) = &self.shelf else { return };
        let inside: BTreeSet<usize> = enclosed.iter().map(|enclosed| enclosed.association).collect();
        let mut most = MOST_ENCLOSED;
        for (association, picture) in article.associations.iter().enumerate() {
            let Some(href) = picture.href.as_deref().filter(|_| !inside.contains(&association)) else { continue };
            let others = others.get(association).into_iter().flatten().map(String::as_str);
            let mut found = None;
            for address in std::iter::once(href).chain(others) {
                // One that is damaged is taken where there is no other.
                let other = shelf.take(path, address, most);
                let is_whole = other.as_ref().is_some_and(|bytes| !matches!(bytes, EnclosedBytes::Lost(_)));
                if is_whole || found.is_none() {
                    found = other;
                }
                if is_whole {
                    break;
                }
            }
            let Some(bytes) = found else { continue };
            if let EnclosedBytes::Here { bytes, .. } = &bytes {
                most -= bytes.len() as u64;
            }
            enclosed.push(Enclosed { association, bytes });
        }
    }

    /// Says what was left out or read otherwise by rule.
    pub fn note(&mut self, place: Option<Place>, what: impl Into<String>) -> Flow {
        self.message(Severity::Note, place, what.into())
    }

    /// Says what could not be read.
    pub fn problem(&mut self, place: Option<Place>, what: impl Into<String>) -> Flow {
        self.message(Severity::Problem, place, what.into())
    }

    /// Notes what may happen thousands of times in a file; said once, at its end.
    pub fn count(&mut self, what: String, place: Option<Place>) {
        self.counted.entry(what).or_insert((0, place)).0 += 1;
    }

    /// Says how far reading has come, where it has come further by a step.
    pub fn progress(&mut self) -> Flow {
        let bytes_read = self.meter.bytes_read();
        if bytes_read < self.told_bytes + PROGRESS_STEP {
            return Ok(());
        }
        self.told_bytes = bytes_read;
        (self.tell)(Event::Progress { bytes_read })
    }

    /// Says what was counted. To be called once, at the file's end.
    pub fn finish(mut self) -> Flow {
        for (what, (times, first)) in std::mem::take(&mut self.counted) {
            let what = match (times, first) {
                (1, _) | (_, None) => what,
                (_, Some(_)) => format!("{what} ({times} times, here first)"),
            };
            self.message(Severity::Note, first, what)?;
        }
        Ok(())
    }

    fn message(&mut self, severity: Severity, place: Option<Place>, what: String) -> Flow {
        (self.tell)(Event::Message(Message { severity, file: self.file.clone(), place, what }))
    }
}
