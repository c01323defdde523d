//! The reader's own marks, kept on their device by the notebook's worker. Its program is fetched when the first mark is made,
//! when the notebook is opened, or when an article is where this device keeps any mark for the archive.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article::StoredArticle;
use article::fields::Value;
use reader::aloud::Spoken;
use reader::browser::event::{Event, always_on_window};
use reader::browser::file::File;
use reader::browser::storage::{self, Key};
use reader::browser::timer::{Timer, after};
use reader::browser::{document, list, sharing, stamp};
use reader::cite::Reference;
use reader::envelope::Body;
use reader::failure::Failure;
use reader::marks::PartRange;
use reader::notebook::{Ask, Ends, Make, Shown, Stroke, Tell, View, hear_tell, texts_of, write_ask};

use super::line::Line;
use super::{Library, for_ever, once_painted};
use crate::signal::{Held, effect};

/// The key under which it is noted that there are marks, and when they last changed: other tabs hear of that.
const NOTED: &str = "marks";

/// Where someone is at work in what the worker draws.
const AT_WORK: &str = ".mark-editor *, .mark-words";

/// How many milliseconds typing rests before what stands in a note is kept.
const REST: i32 = 700;

/// What stands out in an article.
pub type Painted = Vec<Stroke>;

/// The parts of the page that the worker draws: those of marks, and of reading aloud.
const REGIONS: [&str; 15] = [
    "head",
    "search",
    "filters",
    "files",
    "count",
    "list",
    "mark",
    "marks",
    "status",
    "aloud",
    "aloud-settings",
    "aloud-queue",
    "aloud-said",
    "aloud-voice",
    "aloud-file",
];

/// So many of them are about what is shown; the others stay when that is something else.
const OF_MARKS: usize = 9;

/// The reader's marks.
#[derive(Clone, Copy)]
pub struct Notebook(&'static Inside);

struct Inside {
    line: Line,
    archive: RefCell<Option<String>>,
    /// Whether the worker was asked for what is shown.
    is_shown: Cell<bool>,
    /// Whether another tab changed the marks while someone was typing.
    is_stale: Cell<bool>,
    typing: Timer,
    /// What is shown, should it be asked for.
    shown: RefCell<Option<Rc<Ask>>>,
    painted: Held<Rc<Painted>>,
    regions: [Held<Rc<Value>>; REGIONS.len()],
    /// Of the sentence that is read aloud the article's address, and where it stands there.
    spoken: Held<Option<(String, PartRange)>>,
    goes_there: Cell<bool>,
    failure: Held<Option<Failure>>,
}

impl Notebook {
    /// That of the archive, once it is known which that is.
    pub fn start(library: Library) -> Self {
        let notebook = Self(for_ever(Inside {
            line: Line::to("notebook", "notebook_worker_loader.js"),
            archive: RefCell::default(),
            is_shown: Cell::new(false),
            is_stale: Cell::new(false),
            typing: Timer::default(),
            shown: RefCell::default(),
            painted: Held::new(Rc::default()),
            regions: std::array::from_fn(|_| Held::new(Rc::default())),
            spoken: Held::new(None),
            goes_there: Cell::new(false),
            failure: Held::new(None),
        }));
        notebook.0.line.on_news(Box::new(move |body| {
            if let Some(Tell::Shown(view)) = notebook.told(Ok(body)) {
                notebook.take(view);
            }
        }));
        effect(move || {
            if let Some(manifest) = library.manifest() {
                notebook.0.archive.replace(Some(manifest.id.clone()));
                let opening = Ask::Open([manifest.id.clone(), manifest.title.clone(), document::full_address("./")]);
                notebook.0.line.open(write_ask(0, &opening));
                // What was read aloud when the page was loaded anew: public/voice.js has kept it.
                if let Some(queue) = storage::of_tab(&Key::new(&manifest.id, "aloud")) {
                    notebook.act("aloud-resume".to_owned(), queue);
                }
            }
        });
        storage::on_change(move |changed| {
            if notebook.key().is_some_and(|key| changed.is_of(&key)) {
                notebook.refresh_at_rest();
            }
        });
        always_on_window("focusout", move |_| {
            if notebook.0.is_stale.get() {
                // A moment later it is known which field comes next; no frame is waited for, for a tab that is hidden has none.
                after(0, Box::new(move || notebook.refresh_at_rest()));
            }
        });
        notebook
    }

    /// Why marks cannot be read or kept.
    pub fn failure(self) -> Option<Failure> {
        self.0.line.failure().or_else(|| self.0.failure.get())
    }

    /// Forgets what went wrong, and shows the marks as they are kept.
    pub fn try_again(self) {
        self.0.failure.set(None);
        self.refresh();
    }

    /// Shows an article's marks, where this device keeps any, and the passage that the address names; `goes` where the reader
    /// is to be led to it.
    pub fn open_article(self, stored: &StoredArticle, passage: &str, goes: bool) {
        let article = &stored.article;
        self.show(Ask::Article(Box::new(Shown {
            source: article.uri.clone(),
            url: article.url.clone().unwrap_or_default(),
            headline: article.headline.clone(),
            slug: stored.slug.clone(),
            language: article.language.clone().unwrap_or_default(),
            texts: texts_of(article),
            passage: passage.to_owned(),
            goes,
        })));
        match passage.is_empty() {
            true => self.refresh(),
            false => self.ask_for_shown(),
        }
    }

    /// Shows all marks.
    pub fn open(self) {
        self.show(Ask::Notebook);
        self.ask_for_shown();
    }

    /// Where marks stand in the article that is shown, which is followed.
    pub fn painted(self) -> Rc<Painted> {
        self.0.painted.get()
    }

    /// What the worker drew into a part of the page, which is followed.
    pub fn region(self, name: &str) -> Rc<Value> {
        let at = REGIONS.iter().position(|region| *region == name);
        at.and_then(|at| self.0.regions.get(at)).map(Held::get).unwrap_or_default()
    }

    /// Where in the article of this address the sentence stands that is read aloud, which is followed.
    pub fn spoken(self, slug: &str) -> Option<PartRange> {
        self.0.spoken.with(|spoken| spoken.as_ref().filter(|(read, _)| read == slug).map(|(_, place)| *place))
    }

    /// Whether the reader asked to be at that sentence. It is told once.
    pub fn goes_there(self) -> bool {
        self.0.goes_there.take()
    }

    /// Tells what may be added to the queue of what is read aloud, while there is one, which is followed: the article that is
    /// shown and the results behind it, each by its address and its headline.
    pub fn show_around(self, around: impl FnOnce() -> Vec<(String, String)>) {
        if matches!(&*self.region("aloud"), Value::List(_)) {
            self.ask(&Ask::Around(around()));
        }
    }

    /// Makes something of a passage of the article that is shown.
    pub fn make(self, ends: Ends, make: Make) {
        if make != Make::Link && !self.has_marks() {
            // Before there is one: whatever happens then, it is looked for.
            self.note();
        }
        self.ask_for_shown();
        self.ask(&Ask::Make(ends, make));
    }

    /// Does what an element asks for that the worker drew.
    pub fn act(self, act: String, value: String) {
        self.ask(&Ask::Act { act, value });
    }

    /// The same once typing rests: a note is kept though its field is never left.
    pub fn act_at_rest(self, act: String, value: String) {
        self.0.typing.start(REST, move || self.act(act, value));
    }

    /// The same with a file that was chosen. The worker reads it.
    pub fn act_with_file(self, act: String, chosen: &Event) {
        if let Some(file) = File::chosen(chosen) {
            self.0.line.hand(&file);
            self.act(act, String::new());
        }
    }

    /// Writes the citations of an article, or of a passage of the one that is shown: the rules of their styles are where there is
    /// room for them.
    pub fn cite(self, reference: Reference, ends: Ends, listener: impl FnOnce(Vec<String>) + 'static) {
        let heard = move |told| {
            if let Tell::Cited(texts) = told {
                listener(texts);
            }
        };
        self.ask_for_shown();
        self.send(&Ask::Cite(Box::new(reference), ends), Box::new(heard));
    }

    fn show(self, shown: Ask) {
        self.0.is_shown.set(false);
        self.0.shown.replace(Some(Rc::new(shown)));
        self.0.painted.set(Rc::default());
        self.0.regions.iter().take(OF_MARKS).for_each(|region| region.set(Rc::default()));
    }

    fn ask_for_shown(self) {
        let shown = self.0.shown.borrow().clone().filter(|_| !self.0.is_shown.replace(true));
        shown.into_iter().for_each(|shown| self.ask(&shown));
    }

    fn refresh_at_rest(self) {
        // What is being typed is never drawn anew.
        self.0.is_stale.set(list::holds_focus(AT_WORK));
        if !self.0.is_stale.get() {
            self.refresh();
        }
    }

    fn refresh(self) {
        match self.0.is_shown.get() {
            true => self.ask(&Ask::Refresh),
            // Where it cannot be noted that there are marks, the worker may hold some.
            false if self.has_marks() || self.0.line.is_started() => self.ask_for_shown(),
            false => {}
        }
    }

    fn has_marks(self) -> bool {
        self.key().is_some_and(|key| storage::load(&key).is_some())
    }

    fn note(self) {
        if !self.has_marks() {
            storage::persist();
        }
        self.key().map(|key| storage::save(&key, &stamp::now()));
    }

    fn key(self) -> Option<Key> {
        self.0.archive.borrow().as_ref().map(|archive| Key::new(archive, NOTED))
    }

    fn ask(self, ask: &Ask) {
        let heard = move |told| {
            if let Tell::Shown(view) = told {
                self.take(view);
            }
        };
        self.send(ask, Box::new(heard));
    }

    fn send(self, ask: &Ask, listener: Box<dyn FnOnce(Tell)>) {
        let heard = move |body| {
            if let Some(told) = self.told(body) {
                listener(told);
            }
        };
        self.0.line.ask(&|number| write_ask(number, ask), Box::new(heard));
    }

    /// What a message tells; a failure is kept.
    fn told(self, body: Result<Body, Failure>) -> Option<Tell> {
        let told =
            Result::and_then(body, |body| hear_tell(body).map_err(|unfit| self.0.line.failed(unfit.to_string())));
        match told {
            Ok(Tell::Failed(failure)) | Err(failure) => {
                self.0.failure.set(Some(failure));
                None
            }
            Ok(told) => Some(told),
        }
    }

    fn take(self, View { painted, regions, focus, changed, copy, spoken }: View) {
        self.0.failure.set(None);
        // What is drawn anew loses the focus.
        let held = list::focused_value();
        if let Some(painted) = painted {
            self.0.painted.set(Rc::new(painted));
        }
        for (name, tree) in regions {
            if let Some(at) = REGIONS.iter().position(|region| *region == name) {
                self.0.regions[at].set(Rc::new(tree));
            }
        }
        once_painted(move || match (focus, held) {
            (Some(focus), _) => list::move_focus_to(&focus),
            (None, Some(held)) => list::focus_value(&held),
            _ => {}
        });
        if let Some(Spoken { place, goes_there }) = spoken {
            // Until the article is shown: another may be now, or none.
            self.0.goes_there.set(goes_there || self.0.goes_there.get());
            if goes_there || self.0.spoken.with_untracked(|before| *before != place) {
                self.0.spoken.set(place);
            }
        }
        if changed {
            self.note();
        }
        if let Some(text) = copy {
            let address = text.clone();
            sharing::copy(&text, move |is_there| {
                self.act(if is_there { "copied" } else { "uncopied" }.to_owned(), address);
            });
        }
    }
}
