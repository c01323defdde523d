//! Where the notebook's questions are answered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reader::browser::file::File;
use reader::browser::{scope, stamp};
use reader::cite::{Reference, cite, quotation};
use reader::failure::{Failure, Trouble};
use reader::marks::anchor::select;
use reader::marks::import::Plan;
use reader::marks::passage::passage;
use reader::marks::{Colour, Filter, Mark, Selectors, Target, annotation};
use reader::messages::t;
use reader::notebook::{Ask, Ends, Make, Shown, Tell, View, write_tell};
use reader::route::{Location, Passage};
use serde_json::Value;

use crate::aloud::Aloud;
use crate::changing::Changed;
use crate::opened::{Opened, Placed};
use crate::sheet;
use crate::shelf::Shelf;

#[path = "acts.rs"]
mod acts;
#[path = "exchange.rs"]
mod exchange;

/// What is to be seen: where marks stand, and the regions as JSON.
pub type Told = (View, Value);

/// The archive whose marks are asked for, and what of them is shown.
#[derive(Default)]
pub struct Desk {
    /// Its id, its title, and the address of the app.
    archive: RefCell<[String; 3]>,
    opened: RefCell<Option<Rc<Shelf>>>,
    place: RefCell<Place>,
    /// What was looked at in the notebook last, and which page of it: it is there again when the notebook is opened again.
    left: RefCell<(Filter, usize)>,
    /// What the last change changed.
    pub changed: RefCell<Vec<Changed>>,
    /// Whether that came of typing, so that what is typed on belongs to it.
    pub is_typing: Cell<bool>,
    /// The addresses of the files that were made of the marks.
    pub exported: RefCell<Vec<String>>,
    /// The marks of the article that is shown, by their numbers from 1 on.
    numbered: RefCell<Vec<String>>,
    /// What a file would change, while the reader decides.
    plan: RefCell<Plan>,
    /// What is shown of how many marks there are.
    pub counted: RefCell<Value>,
    /// A file that was handed over and not yet asked for.
    file: RefCell<Option<File>>,
    aloud: Rc<Aloud>,
}

/// What is shown.
#[derive(Clone, Default)]
enum Place {
    #[default]
    Nothing,
    Article(Rc<Opened>),
    /// All marks, the newest first, those that are chosen, and which page of them.
    Notebook(Rc<Vec<Mark>>, Filter, usize),
}

impl Desk {
    /// Answers one question, with the regions of what is to be seen as JSON beside it; what says which archive is meant has no
    /// answer.
    pub async fn answer(&self, ask: Ask) -> Result<Option<(Tell, Value)>, Failure> {
        if let Some((view, regions)) = self.aloud.answer(&ask, &self.archive.borrow()[0]) {
            return Ok(Some((Tell::Shown(view), regions)));
        }
        // Where nothing was made meanwhile the database may open now.
        if matches!(ask, Ask::Article(_) | Ask::Notebook)
            && self.opened.borrow().as_ref().is_some_and(|shelf| !shelf.is_in_use())
        {
            self.opened.replace(None);
        }
        let told = match ask {
            Ask::Open(archive) => {
                self.archive.replace(archive);
                self.opened.replace(None);
                return Ok(None);
            }
            Ask::Article(shown) => {
                let article = Rc::new(Opened::new(*shown));
                self.place.replace(Place::Article(article.clone()));
                let mut told = self.show(None).await?;
                told.0.focus = article.goal();
                if let Some(notice) = article.notice() {
                    told.1["status"] = notice;
                }
                told
            }
            Ask::Notebook => {
                let (filter, page) = self.left.borrow().clone();
                let search = sheet::search(&filter);
                self.place.replace(Place::Notebook(Rc::default(), filter, page));
                self.counted.take();
                let mut told = self.show(None).await?;
                told.1["head"] = sheet::head();
                told.1["search"] = search;
                told.1["status"] = if self.shelf().await?.is_kept() { "".into() } else { sheet::unkept(None) };
                told
            }
            Ask::Make(ends, make) => self.make(ends, make).await?,
            Ask::Act { act, value } => self.act(&act, value).await?,
            Ask::Refresh => self.show(None).await?,
            // Of this `aloud` has taken care.
            Ask::Around(_) => return Ok(None),
            Ask::Cite(reference, ends) => return Ok(Some((Tell::Cited(self.cite(*reference, ends)), Value::Null))),
        };
        Ok(Some((Tell::Shown(told.0), told.1)))
    }

    /// The marks. Where they could not be opened the next question tries again.
    pub async fn shelf(&self) -> Result<Rc<Shelf>, Failure> {
        let opened = self.opened.borrow().clone();
        if let Some(shelf) = opened {
            return Ok(shelf);
        }
        let archive = self.archive.borrow()[0].clone();
        let shelf = Rc::new(Shelf::open(&archive).await?);
        // Questions that came together open them each; what the first opened stays.
        Ok(self.opened.borrow_mut().get_or_insert(shelf).clone())
    }

    /// The marks of an article; all where none is named.
    pub async fn marks(&self, source: Option<&str>) -> Result<Vec<Mark>, Failure> {
        let texts = self.shelf().await?.texts(source).await?;
        Ok(texts.iter().filter_map(|text| read(text)).collect())
    }

    /// The marks of an article, those too that know it by the address that it came from.
    pub async fn marks_of(&self, shown: &Shown) -> Result<Vec<Mark>, Failure> {
        let mut marks = self.marks(Some(&shown.source)).await?;
        if !shown.url.is_empty() && shown.url != shown.source {
            marks.extend(self.marks(Some(&shown.url)).await?);
        }
        Ok(marks)
    }

    pub async fn mark(&self, id: &str) -> Result<Option<Mark>, Failure> {
        Ok(self.shelf().await?.text(id).await?.and_then(|text| read(&text)))
    }

    /// What is shown, from what is kept now; the editor of one mark is open.
    pub async fn show(&self, open: Option<&str>) -> Result<Told, Failure> {
        let place = self.place.borrow().clone();
        let mut regions = serde_json::json!({});
        let mut painted = None;
        match place {
            Place::Nothing => {}
            Place::Article(article) => {
                let marks = match self.marks_of(&article.shown).await {
                    // A passage is found where no marks can be kept, too.
                    Err(_) if article.has_passage() => Vec::new(),
                    marks => marks?,
                };
                // The reader may be elsewhere by now.
                if !matches!(&*self.place.borrow(), Place::Article(present) if Rc::ptr_eq(present, &article)) {
                    return Ok(Told::default());
                }
                let mut placed = article.place(marks);
                self.note_placed(&mut placed, &article.shown).await;
                let part =
                    |(mark, range): &Placed| (mark.clone(), range.as_ref().and_then(|range| article.part(range)));
                regions["marks"] = sheet::of_article(&placed.iter().map(part).collect::<Vec<_>>(), open);
                painted = Some(article.strokes(&placed));
                self.numbered.replace(placed.into_iter().map(|(mark, _)| mark.id).collect());
            }
            Place::Notebook(..) => {
                let mut marks = self.marks(None).await?;
                marks.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| a.id.cmp(&b.id)));
                // Meanwhile the reader may have gone elsewhere, or chosen others of them.
                match &mut *self.place.borrow_mut() {
                    Place::Notebook(held, filter, _) => {
                        filter.forget_unknown(&marks);
                        regions["filters"] = sheet::filters(&marks, filter);
                        *held = Rc::new(marks);
                    }
                    _ => return Ok(Told::default()),
                }
                self.list(open, &mut regions);
            }
        }
        Ok((View { painted, ..View::default() }, regions))
    }

    /// The page of the notebook that is looked at, from what was read before. How many marks there are is heard when it changes,
    /// and not each time that the list is drawn.
    fn list(&self, open: Option<&str>, regions: &mut Value) {
        if let Place::Notebook(marks, filter, page) = &*self.place.borrow() {
            let found: Vec<&Mark> = marks.iter().filter(|mark| filter.takes(mark, stamp::day)).collect();
            regions["list"] = sheet::list(&found, *page, open);
            let count = sheet::count(found.len(), marks.len());
            if self.counted.replace(count.clone()) != count {
                regions["count"] = count;
            }
        }
    }

    async fn make(&self, ends: Ends, make: Make) -> Result<Told, Failure> {
        let nowhere = || Failure::new(Trouble::Worker, "notebook", "the passage is not in the article");
        let (article, selectors) = self.selected(ends).ok_or_else(nowhere)?;
        let Shown { source, headline, slug, language, .. } = &article.shown;
        let (colour, note) = match make {
            Make::Link => return Ok(copied(self.address(source, slug, &passage(&selectors)))),
            Make::Mark(colour) => (colour, false),
            Make::Note => (Colour::default(), true),
        };
        let created = stamp::now();
        let target = Target {
            source: source.clone(),
            headline: headline.clone(),
            slug: slug.clone(),
            language: language.clone(),
            selectors,
        };
        let mark = Mark { id: stamp::urn(), modified: created.clone(), created, colour, target, ..Mark::default() };
        let id = mark.id.clone();
        let mut told = self.change(vec![(id.clone(), Some(mark))], t("Marked."), None).await?;
        // The bar that had the focus is gone: the mark has it, or the note that is asked for, beside the text.
        told.0.focus = match note {
            true => {
                told.1["mark"] = self.panel(&id).await?;
                Some(["panel note ", &id].concat())
            }
            false => {
                let number = self.numbered.borrow().iter().position(|other| *other == id);
                number.map(|number| ["edit ", &(number + 1).to_string()].concat())
            }
        };
        Ok(told)
    }

    /// The `data-value` of where the marks that are shown begin.
    pub fn start(&self) -> String {
        match &*self.place.borrow() {
            Place::Notebook(..) => sheet::COUNT,
            _ => sheet::HEADING,
        }
        .to_owned()
    }

    /// A passage of the article that is shown.
    fn selected(&self, (from, to): Ends) -> Option<(Rc<Opened>, Selectors)> {
        let Place::Article(article) = self.place.borrow().clone() else { return None };
        let selectors = select(&article.text.range(from, to)?, &article.text);
        Some((article, selectors))
    }

    /// The address of a passage: that of its article in this archive, else where the article came from.
    fn address(&self, source: &str, slug: &str, passage: &Passage) -> String {
        let fragment = passage.fragment();
        if slug.is_empty() {
            return [source, &fragment].concat();
        }
        [&self.whole(&passage.location(slug)), &*fragment].concat()
    }

    /// An address of the app as other pages and programs need it.
    pub fn whole(&self, location: &Location) -> String {
        let href = location.href();
        [&self.archive.borrow()[2], href.strip_prefix("./").unwrap_or(&href)].concat()
    }

    fn cite(&self, reference: Reference, ends: Ends) -> Vec<String> {
        let mut work = reference.work();
        let mut address = String::new();
        if let Some((article, selectors)) = self.selected(ends) {
            let passage = passage(&selectors);
            address = self.address(&article.shown.source, &article.shown.slug, &passage);
            let is_ours = work.url.starts_with(&self.archive.borrow()[2]);
            match work.url.contains('#') {
                _ if is_ours => work.url = address.clone(),
                true => {}
                // Where the article came from browsers look for the words themselves.
                false => work.url += &passage.fragment(),
            }
            work.passage = Some(selectors.quote.exact);
        }
        let mut texts = cite(&work).to_vec();
        texts.push(quotation(&work));
        texts.push(address);
        texts
    }

    /// Takes a file that the page hands over, for the import that it asks for next.
    pub fn take_file(&self, file: File) {
        self.file.replace(Some(file));
    }
}

/// Says what is being done, while the page waits for the answer.
fn say_meanwhile(doing: &str) {
    let regions = serde_json::json!({ "status": sheet::status_of(doing.to_owned()) });
    scope::send(&write_tell(0, &Tell::Shown(View::default()), &regions.to_string()));
}

/// What is to be put into the clipboard.
fn copied(text: String) -> Told {
    (View { copy: Some(text), ..View::default() }, serde_json::json!({}))
}

fn read(text: &str) -> Option<Mark> {
    annotation::read(&serde_json::from_str::<Value>(text).ok()?)
}
