//! The reader's lists: what they read, what they saved and where they left articles. Each article has a record of its own in
//! the browser's small storage, so that showing a row reads one, keeping one writes no other, and two tabs never take back what
//! the other kept.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article::{key_of_slug, place_of};
use reader::browser::spawn;
use reader::browser::storage::{self, Key};
use reader::failure::{Failure, Trouble};
use reader::record::{Record, UNREAD, id_of, lying};

use super::{Library, for_ever};
use crate::signal::Held;

/// Begins the names of records; the article's key follows.
const ARTICLE: &str = "article:";

/// Under which it is noted that something was read or saved: who did neither sees nothing of the lists.
const NOTED: &str = "lists";

/// The reader's lists.
#[derive(Clone, Copy)]
pub struct Lists(&'static Inside);

struct Inside {
    archive: Library,
    /// Followed by who shows records.
    changed: Held<()>,
    failure: Held<Option<Failure>>,
    /// Articles that the search was not told of, by their ids, each with the lists that it stands in.
    untold: RefCell<Vec<(u32, u32)>>,
    /// Whether it was told of any: then it knows all others.
    is_told: Cell<bool>,
    /// The keys of articles that have to be looked up, as the segment stands no more in which they lay. Followed by who waits.
    unplaced: Held<Vec<String>>,
    /// How often that was done.
    n_placed: Held<u32>,
    is_looking: Cell<bool>,
}

impl Lists {
    /// Those of the archive.
    pub fn start(library: Library) -> Self {
        let lists = Self(for_ever(Inside {
            archive: library,
            changed: Held::new(()),
            failure: Held::new(None),
            untold: RefCell::default(),
            is_told: Cell::new(false),
            unplaced: Held::new(Vec::new()),
            n_placed: Held::new(0),
            is_looking: Cell::new(false),
        }));
        storage::on_change(move |changed| {
            if let Some(article) = changed.name(&lists.key(ARTICLE, "")) {
                lists.note(&article, &lists.load(&article));
            }
        });
        lists
    }

    /// Whether anything was read or saved.
    pub fn has_any(self) -> bool {
        storage::load(&self.key(NOTED, "")).is_some()
    }

    /// What is kept of articles, each given by its slug, for those who show it.
    pub fn kept(self) -> Rc<dyn Fn(&str) -> Record> {
        Rc::new(move |slug| self.record(key_of_slug(slug)))
    }

    /// What is kept of an article, given by its key; followed.
    pub fn record(self, article: &str) -> Record {
        self.0.changed.track();
        self.load(article)
    }

    /// Why something that the reader asked for is not kept.
    pub fn failure(self) -> Option<Failure> {
        self.0.failure.get()
    }

    /// Forgets what went wrong, and looks articles up that could not be.
    pub fn try_again(self) {
        self.0.failure.set(None);
        self.look_up();
    }

    /// Changes what is kept of the article with this id. What the page does of itself is not done without storage, and
    /// that is not told each time: `is_asked` says that the reader asked for it. Whether it stands in other lists since.
    pub fn change(self, article: &str, id: u32, is_asked: bool, change: &dyn Fn(&mut Record)) -> bool {
        let kept = storage::load(&self.key(ARTICLE, article)).unwrap_or_default();
        let mut record = Record::read(&kept);
        let set = record.set();
        change(&mut record);
        if record.write() == kept || record.is_empty() && kept.is_empty() {
            return false;
        }
        if let Some(manifest) = self.0.archive.manifest() {
            record.lies = lying(place_of(id, &manifest.segments), &manifest.segments);
        }
        match self.save(article, &record) {
            Err(trouble) if is_asked || trouble == Trouble::StorageFull => {
                self.0.failure.set(Some(Failure::new(trouble, "", "")));
                false
            }
            Ok(()) if record.set() != set => {
                storage::save(&self.key(NOTED, ""), "1");
                self.note(article, &record);
                true
            }
            _ => false,
        }
    }

    /// Forgets all that is kept of articles.
    pub fn forget(self) {
        for article in self.articles() {
            let lies = self.load(&article).lies;
            storage::forget(&self.key(ARTICLE, &article));
            self.note(&article, &Record { lies, ..Record::default() });
        }
        storage::forget(&self.key(NOTED, ""));
    }

    /// What the search is to be told before it answers; nothing where no list is asked for and there is none.
    pub fn untold(self, is_asked_for: bool) -> Option<Vec<(u32, u32)>> {
        // Before it is known which archive it is nothing is known of its reader.
        self.0.archive.manifest()?;
        let is_first = !self.0.is_told.get() && (is_asked_for || self.has_any());
        if is_first {
            self.0.is_told.set(true);
            self.0.untold.take();
            self.articles().iter().for_each(|article| self.note(article, &self.load(article)));
        }
        Some(self.0.untold.take()).filter(|untold| is_first || !untold.is_empty())
    }

    /// Whether it is known where all articles of the lists are; followed.
    pub fn are_placed(self) -> bool {
        self.0.unplaced.with(Vec::is_empty)
    }

    /// How often it was found out where articles are, followed: each time what was answered before may be wrong.
    pub fn n_placed(self) -> u32 {
        self.0.n_placed.get()
    }

    /// Looks up where articles are now, given by their ids, as newer ones took their places; and others that have to be.
    pub fn place(self, replaced: &[u32]) {
        let Some(manifest) = self.0.archive.manifest() else { return };
        if !replaced.is_empty() {
            let is_replaced = |article: &String| {
                let id = id_of(&self.load(article).lies, &manifest.segments).flatten();
                id.is_some_and(|id| replaced.contains(&id))
            };
            let articles: Vec<String> = self.articles().into_iter().filter(is_replaced).collect();
            self.0.unplaced.update(|unplaced| unplaced.extend(articles));
        }
        self.look_up();
    }

    fn look_up(self) {
        let articles = self.0.unplaced.get_untracked();
        let Some(manifest) = self.0.archive.manifest().filter(|_| !articles.is_empty()) else { return };
        if self.0.is_looking.replace(true) {
            return;
        }
        spawn(async move {
            for article in &articles {
                match self.0.archive.find(article).await {
                    Ok(found) => {
                        let lies = lying(found.map(|(place, entry)| (place, entry.number)), &manifest.segments);
                        let record = Record { lies, ..self.load(article) };
                        self.save(article, &record).ok();
                        self.note(article, &record);
                    }
                    Err(failure) => {
                        self.0.failure.set(Some(failure));
                        return self.0.is_looking.set(false);
                    }
                }
            }
            self.0.is_looking.set(false);
            self.0.unplaced.update(|unplaced| unplaced.retain(|article| !articles.contains(article)));
            self.0.n_placed.update(|times| *times += 1);
            // Others may have come meanwhile.
            self.look_up();
        });
    }

    /// Notes for the search in which lists an article stands.
    fn note(self, article: &str, record: &Record) {
        let Some(manifest) = self.0.archive.manifest() else { return };
        match id_of(&record.lies, &manifest.segments) {
            Some(id) => self.0.untold.borrow_mut().extend(id.map(|id| (id, record.set()))),
            None if record.set() == UNREAD => {}
            None => self.0.unplaced.update(|unplaced| unplaced.push(article.to_owned())),
        }
        self.0.changed.set(());
    }

    fn articles(self) -> Vec<String> {
        storage::names(&self.key(ARTICLE, ""))
    }

    fn load(self, article: &str) -> Record {
        Record::read(&storage::load(&self.key(ARTICLE, article)).unwrap_or_default())
    }

    fn save(self, article: &str, record: &Record) -> Result<(), Trouble> {
        storage::keep(&self.key(ARTICLE, article), &record.write())
    }

    fn key(self, name: &str, article: &str) -> Key {
        let manifest = self.0.archive.manifest();
        let archive = manifest.as_ref().map_or("", |manifest| &manifest.id);
        Key::new(archive, &[name, article].concat())
    }
}
