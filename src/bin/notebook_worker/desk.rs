//! Where the notebook's questions are answered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reader::browser::store::{Store, VERSION};
use reader::browser::{language, scope, stamp};
use reader::cite::{cite, quotation};
use reader::failure::{Failure, Trouble};
use reader::marks::anchor::{anchor, select};
use reader::marks::import::{Plan, Refusal, import, plan};
use reader::marks::{Colour, Filter, Mark, MarkedText, PartRange, Target, annotation, collection, export};
use reader::messages::t;
use reader::notebook::{Ask, Shown, Tell, View};
use serde_json::Value;

use crate::aloud::Aloud;
use crate::changing::Changed;
use crate::sheet;

/// What is to be seen: where marks stand, and the regions as JSON.
pub type Told = (View, Value);

/// The archive whose marks are asked for, and what of them is shown.
#[derive(Default)]
pub struct Desk {
    archive: RefCell<(String, String)>,
    opened: RefCell<Option<Rc<Store>>>,
    place: RefCell<Place>,
    /// What the last change changed.
    pub changed: RefCell<Vec<Changed>>,
    /// Whether that came of typing, so that what is typed on belongs to it.
    pub is_typing: Cell<bool>,
    /// The addresses of the files that were made of the marks.
    pub exported: RefCell<Vec<String>>,
    /// What a file would change, while the reader decides.
    plan: RefCell<Plan>,
    aloud: Rc<Aloud>,
}

/// What is shown.
#[derive(Clone, Default)]
enum Place {
    #[default]
    Nothing,
    Article(Rc<(Shown, MarkedText)>),
    /// All marks, the newest first, those that are chosen, and which page of them.
    Notebook(Rc<Vec<Mark>>, Filter, usize),
}

impl Desk {
    /// Answers one question, with the regions of what is to be seen as JSON beside it; what says which archive is meant has no
    /// answer.
    pub async fn answer(&self, ask: Ask) -> Result<Option<(Tell, Value)>, Failure> {
        if let Some((view, regions)) = self.aloud.answer(&ask, &self.archive.borrow().0) {
            return Ok(Some((Tell::Shown(view), regions)));
        }
        let told = match ask {
            Ask::Open(archive, title) => {
                self.archive.replace((archive, title));
                self.opened.replace(None);
                return Ok(None);
            }
            Ask::Article(shown) => {
                let text = MarkedText::new(&shown.texts);
                self.place.replace(Place::Article(Rc::new((*shown, text))));
                self.show(None).await?
            }
            Ask::Notebook => {
                self.place.replace(Place::Notebook(Rc::default(), Filter::default(), 0));
                let mut told = self.show(None).await?;
                told.1["head"] = sheet::head();
                told.1["status"] = "".into();
                told
            }
            Ask::Make(from, to, colour, note) => self.make(from, to, colour, note).await?,
            Ask::Act { act, value } => self.act(&act, value).await?,
            Ask::Refresh => self.show(None).await?,
            // Of this `aloud` has taken care.
            Ask::Around(_) => return Ok(None),
            Ask::Cite(reference) => {
                let work = reference.work();
                let mut texts = cite(&work).to_vec();
                texts.push(quotation(&work));
                return Ok(Some((Tell::Cited(texts), Value::Null)));
            }
        };
        Ok(Some((Tell::Shown(told.0), told.1)))
    }

    /// The marks. Where they could not be opened the next question tries again.
    pub async fn store(&self) -> Result<Rc<Store>, Failure> {
        let opened = self.opened.borrow().clone();
        if let Some(store) = opened {
            return Ok(store);
        }
        let archive = self.archive.borrow().0.clone();
        let store = Rc::new(Store::open(&archive, VERSION).await?);
        // Questions that came together open them each; what the first opened stays.
        Ok(self.opened.borrow_mut().get_or_insert(store).clone())
    }

    async fn marks(&self, source: Option<&str>) -> Result<Vec<Mark>, Failure> {
        let texts = self.store().await?.texts(source).await?;
        Ok(texts.iter().filter_map(|text| read(text)).collect())
    }

    pub async fn mark(&self, id: &str) -> Result<Option<Mark>, Failure> {
        Ok(self.store().await?.text(id).await?.and_then(|text| read(&text)))
    }

    /// What is shown, from what is kept now; the editor of one mark is open.
    pub async fn show(&self, open: Option<&str>) -> Result<Told, Failure> {
        let place = self.place.borrow().clone();
        let mut regions = serde_json::json!({});
        let mut painted = None;
        match place {
            Place::Nothing => {}
            Place::Article(article) => {
                let (shown, text) = &*article;
                let marks = in_order(self.marks(Some(&shown.source)).await?, text);
                // The reader may be elsewhere by now.
                if !matches!(&*self.place.borrow(), Place::Article(present) if Rc::ptr_eq(present, &article)) {
                    return Ok(Told::default());
                }
                let first = |(mark, stretches): &(Mark, Vec<PartRange>)| {
                    (mark.clone(), stretches.first().map(|first| first.part))
                };
                regions["marks"] = sheet::of_article(&marks.iter().map(first).collect::<Vec<_>>(), open);
                let paint = |(mark, stretches): &(Mark, Vec<PartRange>)| {
                    let colour = mark.colour;
                    stretches.clone().into_iter().map(move |stretch| (stretch, colour))
                };
                painted = Some(marks.iter().flat_map(paint).collect());
            }
            Place::Notebook(..) => {
                let mut marks = self.marks(None).await?;
                marks.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| a.id.cmp(&b.id)));
                // Meanwhile the reader may have gone elsewhere, or chosen others of them.
                match &mut *self.place.borrow_mut() {
                    Place::Notebook(held, filter, _) => {
                        regions["filters"] = sheet::filters(&marks, filter);
                        *held = Rc::new(marks);
                    }
                    _ => return Ok(Told::default()),
                }
                regions["list"] = self.list(open);
            }
        }
        Ok((View { painted, ..View::default() }, regions))
    }

    /// The page of the notebook that is looked at, from what was read before.
    fn list(&self, open: Option<&str>) -> Value {
        match &*self.place.borrow() {
            Place::Notebook(marks, filter, page) => {
                let found: Vec<&Mark> = marks.iter().filter(|mark| filter.takes(mark)).collect();
                sheet::list(&found, marks.len(), *page, open)
            }
            _ => "".into(),
        }
    }

    async fn make(
        &self,
        from: (usize, usize),
        to: (usize, usize),
        colour: Colour,
        note: bool,
    ) -> Result<Told, Failure> {
        let nowhere = || Failure::new(Trouble::Worker, "notebook", "the passage is not in the article");
        let Place::Article(article) = self.place.borrow().clone() else { return Err(nowhere()) };
        let (Shown { source, headline, slug, .. }, text) = &*article;
        let selectors = select(&text.range(from, to).ok_or_else(nowhere)?, text);
        let created = stamp::now();
        let target = Target { source: source.clone(), headline: headline.clone(), slug: slug.clone(), selectors };
        let mark = Mark { id: stamp::urn(), modified: created.clone(), created, colour, target, ..Mark::default() };
        let id = mark.id.clone();
        let mut told = self.change(vec![(id.clone(), Some(mark))], t("Marked."), note.then_some(id.as_str())).await?;
        told.0.focus = note.then(|| ["note ", &id].concat());
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

    async fn act(&self, act: &str, value: String) -> Result<Told, Failure> {
        let (verb, id) = act.split_once(' ').unwrap_or((act, ""));
        match verb {
            "note" => {
                let told = self.edit(id, t("Note saved."), |mark| mark.note = value).await?;
                Ok(without_list(told))
            }
            "tags" => {
                let told = self.edit(id, t("Tags saved."), |mark| mark.tags = tags(&value)).await?;
                Ok(without_list(told))
            }
            "colour" => {
                let mut told = self.edit(id, t("Colour changed."), |mark| mark.colour = Colour::named(&value)).await?;
                told.0.focus = Some(act.to_owned());
                Ok(told)
            }
            "delete" => {
                let mut told = self.change(vec![(id.to_owned(), None)], t("Mark deleted."), None).await?;
                told.0.focus = Some("undo".to_owned());
                Ok(told)
            }
            "draft" => self.draft(id, value).await,
            "undo" => self.undo().await,
            "import" => self.read_file(&value).await,
            "too-large" => Ok(refused(Refusal::TooLarge)),
            "unreadable" => Ok(refused(Refusal::Unreadable)),
            "accept" | "replace" => {
                // It is forgotten once it is done: where there is no room now, there may be later.
                let Plan { new, differing, .. } = self.plan.borrow().clone();
                let taken = if verb == "replace" { differing } else { Vec::new() };
                let changes = new.into_iter().chain(taken).map(|mark| (mark.id.clone(), Some(mark))).collect();
                let mut told = self.change(changes, t("Imported."), None).await?;
                self.plan.take();
                told.1["files"] = "".into();
                told.0.focus = Some(self.start());
                Ok(told)
            }
            "cancel" => {
                self.plan.take();
                let view = View { focus: Some(self.start()), ..View::default() };
                Ok((view, serde_json::json!({ "files": "" })))
            }
            "export" => Ok((View::default(), serde_json::json!({ "files": self.export() }))),
            _ => Ok(self.choose(verb, id, value)),
        }
    }

    /// Looks at other marks of the notebook.
    fn choose(&self, verb: &str, argument: &str, value: String) -> Told {
        if let Place::Notebook(_, filter, page) = &mut *self.place.borrow_mut() {
            *page = if verb == "page" { argument.parse().unwrap_or_default() } else { 0 };
            match verb {
                "words" => filter.words = value,
                "by-colour" => filter.colour = value,
                "by-tag" => filter.tag = value,
                "by-article" => filter.article = value,
                "from" => filter.from = value,
                "to" => filter.to = value,
                _ => {}
            }
        }
        // Who turns the page goes on at its start.
        let focus = (verb == "page").then(|| sheet::COUNT.to_owned());
        let mut regions = serde_json::json!({ "list": self.list(None) });
        self.forget_files(&mut regions);
        (View { focus, ..View::default() }, regions)
    }

    fn export(&self) -> Value {
        let Place::Notebook(marks, filter, _) = self.place.borrow().clone() else { return "".into() };
        let (archive, title) = self.archive.borrow().clone();
        let mut marks: Vec<Mark> = marks.iter().filter(|mark| filter.takes(mark)).cloned().collect();
        // Article by article, in the order in which they stand there.
        let place = |mark: &Mark| mark.target.selectors.position.as_ref().map_or(usize::MAX, |range| range.start);
        marks.sort_by(|a, b| a.target.source.cmp(&b.target.source).then_with(|| place(a).cmp(&place(b))));
        let name = t("Marks in {archive}").with(&[("archive", &title)]);
        let file = |kind: &str, text: String| scope::address_of(&text, kind);
        let files = [
            ("marks.md", file("text/markdown", export::markdown(&marks, &name))),
            ("marks.csv", file("text/csv", export::csv(&marks))),
            ("marks.jsonld", file("application/ld+json", collection(&marks, &archive, &title, &stamp::now()))),
            ("marks.html", file("text/html", export::html(&marks, &name, &language::tag()))),
        ];
        self.forget_files(&mut Value::Null);
        self.exported.replace(files.iter().map(|(_, address)| address.clone()).collect());
        sheet::files(&files)
    }

    async fn read_file(&self, text: &str) -> Result<Told, Failure> {
        let found = match import(text) {
            Ok(found) => found,
            Err(refusal) => return Ok(refused(refusal)),
        };
        let archive = self.archive.borrow().0.clone();
        let other = found.archive.filter(|other| *other != archive);
        let plan = plan(found.marks, &self.marks(None).await?);
        let report = sheet::report(&plan, found.without_words, other.as_deref());
        self.plan.replace(plan);
        Ok((View::default(), serde_json::json!({ "files": report })))
    }
}

fn refused(refusal: Refusal) -> Told {
    (View::default(), serde_json::json!({ "files": sheet::refusal(refusal) }))
}

fn read(text: &str) -> Option<Mark> {
    annotation::read(&serde_json::from_str::<Value>(text).ok()?)
}

/// What was typed into a field stays there.
fn without_list((mut view, mut regions): Told) -> Told {
    view.painted = None;
    if let Some(regions) = regions.as_object_mut() {
        regions.retain(|name, _| name == "status" || name == "filters");
    }
    (view, regions)
}

/// Tags as they are typed: parted by commas.
fn tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// Marks where they stand in the text now, in their order; those that cannot be placed come last.
fn in_order(marks: Vec<Mark>, text: &MarkedText) -> Vec<(Mark, Vec<PartRange>)> {
    let place = |mark: Mark| {
        let range = anchor(&mark.target.selectors, text);
        let stretches = range.map(|range| text.stretches(&range)).unwrap_or_default();
        (mark, stretches)
    };
    let mut placed: Vec<_> = marks.into_iter().map(place).collect();
    placed.sort_by_key(|(_, stretches)| stretches.first().map_or((usize::MAX, 0), |first| (first.part, first.start)));
    placed
}
