//! The reader's own marks, kept on their device by the notebook's worker. Its program is fetched when the first mark is made,
//! or when an article is opened where this device keeps any mark for the archive.

use std::cell::RefCell;
use std::rc::Rc;

use article::StoredArticle;
use reader::browser::event::always_on_window;
use reader::browser::stamp;
use reader::browser::storage::{self, Key};
use reader::cite::Reference;
use reader::failure::Failure;
use reader::marks::Colour;
use reader::notebook::{Ask, Passage, Placed, Tell, hear_tell, texts_of, write_ask};

use super::line::Line;
use super::{Library, for_ever};
use crate::signal::{Held, effect, on_change};

/// The key under which it is noted that there are marks, and when they last changed: other tabs hear of that.
const NOTED: &str = "marks";

/// The reader's marks.
#[derive(Clone, Copy)]
pub struct Notebook(&'static Inside);

struct Inside {
    line: Line,
    archive: RefCell<Option<String>>,
    /// How often the marks have changed, here or in another tab.
    changes: Held<u32>,
    failure: Held<Option<Failure>>,
}

impl Notebook {
    /// That of the archive, once it is known which that is.
    pub fn start(library: Library) -> Self {
        let notebook = Self(for_ever(Inside {
            line: Line::to("notebook", "notebook_worker_loader.js"),
            archive: RefCell::default(),
            changes: Held::new(0),
            failure: Held::new(None),
        }));
        effect(move || {
            if let Some(manifest) = library.manifest() {
                notebook.0.archive.replace(Some(manifest.id.clone()));
                notebook.0.line.open(write_ask(0, &Ask::Open(manifest.id.clone())));
                notebook.changed();
            }
        });
        always_on_window("storage", move |_| notebook.changed());
        notebook
    }

    /// Why marks cannot be read or kept.
    pub fn failure(self) -> Option<Failure> {
        self.0.line.failure().or_else(|| self.0.failure.get())
    }

    /// Forgets what went wrong, and reads the marks again.
    pub fn try_again(self) {
        self.0.failure.set(None);
        self.changed();
    }

    /// An article's marks and where they stand in it, now and whenever they change.
    pub fn marks(self, stored: &StoredArticle) -> Held<Rc<[Placed]>> {
        let marks = Held::new(Rc::from([]));
        let found: Held<Rc<[Placed]>> = marks.clone();
        let (source, texts) = (stored.article.uri.clone(), texts_of(&stored.article));
        on_change(
            move || self.0.changes.get(),
            move |_| {
                if self.has_marks() {
                    let found = found.clone();
                    self.ask(Ask::Read { source: source.clone(), texts: texts.clone() }, move |told| {
                        if let Tell::Marks(marks) = told {
                            found.set(marks.into());
                        }
                    });
                }
            },
        );
        marks
    }

    /// Marks a passage of an article: from the text and character where it begins to those before which it ends.
    pub fn make(self, stored: &StoredArticle, (from, to): ((usize, usize), (usize, usize)), colour: Colour) {
        if !self.has_marks() {
            storage::persist();
            // Before there is one: whatever happens then, it is looked for.
            self.note();
        }
        let article = &stored.article;
        self.change(Ask::Make(Box::new(Passage {
            source: article.uri.clone(),
            headline: article.headline.clone(),
            slug: stored.slug.clone(),
            texts: texts_of(article),
            from,
            to,
            colour,
        })));
    }

    /// Deletes a mark.
    pub fn delete(self, id: &str) {
        self.change(Ask::Delete(id.to_owned()));
    }

    /// Writes the citations of an article: the rules of their styles are where there is room for them.
    pub fn cite(self, reference: Reference, listener: impl FnOnce(Vec<String>) + 'static) {
        self.ask(Ask::Cite(Box::new(reference)), move |told| {
            if let Tell::Cited(texts) = told {
                listener(texts);
            }
        });
    }

    fn change(self, ask: Ask) {
        self.ask(ask, move |_| {
            self.0.failure.set(None);
            self.note();
            self.changed();
        });
    }

    fn changed(self) {
        self.0.changes.update(|changes| *changes += 1);
    }

    fn has_marks(self) -> bool {
        self.key().is_some_and(|key| storage::load(&key).is_some())
    }

    fn note(self) {
        // Where it cannot be noted, the marks are read again with the first that is made.
        self.key().map(|key| storage::save(&key, &stamp::now()));
    }

    fn key(self) -> Option<Key> {
        self.0.archive.borrow().as_ref().map(|archive| Key::new(archive, NOTED))
    }

    fn ask(self, ask: Ask, listener: impl FnOnce(Tell) + 'static) {
        let listener: Box<dyn FnOnce(Tell)> = Box::new(listener);
        let heard = move |body| {
            let told =
                Result::and_then(body, |body| hear_tell(body).map_err(|unfit| self.0.line.failed(unfit.to_string())));
            match told {
                Ok(Tell::Failed(failure)) | Err(failure) => self.0.failure.set(Some(failure)),
                Ok(told) => listener(told),
            }
        };
        self.0.line.ask(&|number| write_ask(number, &ask), Box::new(heard));
    }
}
