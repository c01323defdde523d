//! Where the notebook's questions are answered.

use std::cell::RefCell;
use std::rc::Rc;

use reader::browser::stamp;
use reader::browser::store::{Record, Store, VERSION};
use reader::cite::{cite, quotation};
use reader::failure::{Failure, Trouble};
use reader::marks::anchor::{anchor, select};
use reader::marks::{Mark, MarkedText, Target, annotation};
use reader::notebook::{Ask, Passage, Placed, Tell, Texts};
use serde_json::Value;

/// The archive whose marks are asked for, and the marks once they are open.
#[derive(Default)]
pub struct Desk {
    archive: RefCell<String>,
    opened: RefCell<Option<Rc<Store>>>,
}

impl Desk {
    /// Answers one question; what says which archive is meant has no answer.
    pub async fn answer(&self, ask: Ask) -> Result<Option<Tell>, Failure> {
        let told = match ask {
            Ask::Open(archive) => {
                self.archive.replace(archive);
                self.opened.replace(None);
                return Ok(None);
            }
            Ask::Read { source, texts } => {
                let kept = self.store().await?.of_article(&source).await?;
                Tell::Marks(place(&kept, &texts))
            }
            Ask::Make(passage) => self.make(*passage).await?,
            Ask::Delete(id) => {
                self.store().await?.delete(&id).await?;
                Tell::Changed(id)
            }
            Ask::Cite(reference) => {
                let work = reference.work();
                let mut texts = cite(&work).to_vec();
                texts.push(quotation(&work));
                Tell::Cited(texts)
            }
        };
        Ok(Some(told))
    }

    /// The marks. Where they could not be opened the next question tries again.
    async fn store(&self) -> Result<Rc<Store>, Failure> {
        let opened = self.opened.borrow().clone();
        if let Some(store) = opened {
            return Ok(store);
        }
        let archive = self.archive.borrow().clone();
        let store = Rc::new(Store::open(&archive, VERSION).await?);
        // Questions that came together open them each; what the first opened stays.
        Ok(self.opened.borrow_mut().get_or_insert(store).clone())
    }

    async fn make(&self, passage: Passage) -> Result<Tell, Failure> {
        let Passage { source, headline, slug, texts, from, to, colour } = passage;
        let text = MarkedText::new(&texts);
        let nowhere = || Failure::new(Trouble::Worker, "notebook", "the passage is not in the article");
        let selectors = select(&text.range(from, to).ok_or_else(nowhere)?, &text);
        let (id, created) = (stamp::urn(), stamp::now());
        let target = Target { source: source.clone(), headline, slug, selectors };
        let mark = Mark { id: id.clone(), modified: created.clone(), created, colour, target, ..Mark::default() };
        let record = Record { id: id.clone(), source, text: annotation::write(&mark).to_string() };
        self.store().await?.put(&record).await?;
        Ok(Tell::Changed(id))
    }
}

/// Marks where they stand in the text now, in their order; those that cannot be placed come last.
fn place(kept: &[String], texts: &Texts) -> Vec<Placed> {
    let text = MarkedText::new(texts);
    let read = |kept: &String| annotation::read(&serde_json::from_str::<Value>(kept).ok()?);
    let mut placed: Vec<Placed> = kept
        .iter()
        .filter_map(read)
        .map(|Mark { id, colour, target, .. }| {
            let range = anchor(&target.selectors, &text);
            let stretches = range.map(|range| text.stretches(&range)).unwrap_or_default();
            Placed { id, colour, quote: target.selectors.quote.exact, stretches }
        })
        .collect();
    placed.sort_by_key(|mark| mark.stretches.first().map_or((usize::MAX, 0), |first| (first.part, first.start)));
    placed
}
