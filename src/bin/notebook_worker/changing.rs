//! What changes marks, and takes changes back.

use std::collections::BTreeMap;

use reader::browser::store::Record;
use reader::browser::{scope, stamp};
use reader::failure::Failure;
use reader::marks::{Mark, annotation};
use reader::messages::{Message, t};
use reader::notebook::{Shown, View};
use serde_json::Value;

use crate::desk::{Desk, Told};
use crate::opened::Placed;
use crate::sheet;

/// So many marks are asked for one by one.
const FEW: usize = 20;

/// What a change did to a mark; there is none where it was made, or deleted.
#[derive(Clone)]
pub struct Changed {
    /// Its id.
    pub id: String,
    /// As it was.
    pub was: Option<Mark>,
    /// As it is since.
    pub is: Option<Mark>,
}

impl Desk {
    /// Keeps marks or deletes them, and shows what is then.
    pub async fn change(
        &self,
        changes: Vec<(String, Option<Mark>)>,
        said: Message,
        open: Option<&str>,
    ) -> Result<Told, Failure> {
        let shelf = self.shelf().await?;
        let mut kept = self.kept(changes.iter().map(|(id, _)| id)).await?;
        let mut changed = Vec::with_capacity(changes.len());
        for (id, is) in changes {
            let was = kept.remove(&id);
            // A button that is pressed twice does what it does once, and can be taken back.
            if was != is {
                changed.push(Changed { id, was, is });
            }
        }
        if changed.is_empty() {
            return self.show(open).await;
        }
        let put: Vec<_> = changed.iter().filter_map(|changed| changed.is.as_ref().map(record)).collect();
        let delete: Vec<_> =
            changed.iter().filter(|changed| changed.is.is_none()).map(|gone| gone.id.as_str()).collect();
        shelf.change(put, &delete).await?;
        self.changed.replace(changed);
        self.is_typing.set(false);
        let mut told = self.show(open).await?;
        told.0.changed = true;
        told.1["status"] = if shelf.is_kept() { sheet::status(said, true) } else { sheet::unkept(Some(said)) };
        self.forget_files(&mut told.1);
        Ok(told)
    }

    /// Those of the marks that are kept, by their ids. To ask for each of an import's thousands took longer than all else.
    async fn kept(&self, ids: impl ExactSizeIterator<Item = &String>) -> Result<BTreeMap<String, Mark>, Failure> {
        let mut marks = Vec::new();
        match ids.len() {
            0..FEW => {
                for id in ids {
                    marks.extend(self.mark(id).await?);
                }
            }
            _ => marks = self.marks(None).await?,
        }
        Ok(marks.into_iter().map(|mark| (mark.id.clone(), mark)).collect())
    }

    /// Takes away files that no longer hold what is shown.
    pub fn forget_files(&self, regions: &mut Value) {
        let exported = self.exported.take();
        if !exported.is_empty() {
            exported.iter().for_each(|address| scope::forget_address(address));
            regions["files"] = "".into();
        }
    }

    /// Changes one mark.
    pub async fn edit(&self, id: &str, said: Message, edit: impl FnOnce(&mut Mark)) -> Result<Told, Failure> {
        let Some(was) = self.mark(id).await? else {
            let mut told = self.show(None).await?;
            told.1["status"] = sheet::status(t("Another tab has deleted this mark."), false);
            return Ok(told);
        };
        let mut mark = was.clone();
        edit(&mut mark);
        if mark == was {
            return Ok((View::default(), serde_json::json!({ "status": sheet::status(said, true) })));
        }
        mark.modified = stamp::now();
        self.change(vec![(id.to_owned(), Some(mark))], said, Some(id)).await
    }

    /// Keeps a note while it is typed. What is typed in one go is taken back in one go.
    pub async fn draft(&self, id: &str, note: String) -> Result<Told, Failure> {
        let began = self.changed.borrow().first().filter(|first| self.is_typing.get() && first.id == id).cloned();
        let (mut view, _) = self.edit(id, Message::default(), |mark| mark.note = note).await?;
        if let (Some(began), Some(last)) = (began, self.changed.borrow_mut().first_mut()) {
            last.was = began.was;
        }
        self.is_typing.set(true);
        // The list is not drawn anew, nor what is counted of it.
        self.counted.take();
        view.painted = None;
        Ok((view, serde_json::json!({})))
    }

    /// Takes back the last change, as far as the marks are still as it left them.
    pub async fn undo(&self) -> Result<Told, Failure> {
        let changed = self.changed.borrow().clone();
        let mut kept = self.kept(changed.iter().map(|changed| &changed.id)).await?;
        let mut back = Vec::with_capacity(changed.len());
        for Changed { id, was, is } in &changed {
            // Whether its article has it is no change of the reader's.
            if plain(kept.remove(id)) == plain(is.clone()) {
                back.push((id.clone(), was.clone()));
            }
        }
        let said = if back.len() < changed.len() {
            t("Taken back, but for what another tab has changed since.")
        } else {
            t("Taken back.")
        };
        let mut told = self.change(back, said, None).await?;
        self.changed.take();
        told.1["status"] = sheet::status(said, false);
        // The button goes. What stands beside it is in view wherever the reader is.
        told.0.focus = Some(sheet::QUIET.to_owned());
        Ok(told)
    }

    /// Keeps of each mark whether its article still has it, for the notebook; and of one that another program made what its
    /// article is called here.
    pub async fn note_placed(&self, placed: &mut [Placed], shown: &Shown) {
        let mut changed = Vec::new();
        for (mark, range) in placed.iter_mut() {
            let is_named_otherwise = mark.target.slug.is_empty() || mark.target.source != shown.source;
            let is_adopted = is_named_otherwise && range.is_some();
            if is_adopted {
                mark.target.source.clone_from(&shown.source);
                mark.target.slug.clone_from(&shown.slug);
                mark.target.headline.clone_from(&shown.headline);
                mark.target.language.clone_from(&shown.language);
            }
            // One that names another address and stands nowhere here may be of another article.
            if is_adopted || !is_named_otherwise && mark.lost == range.is_some() {
                mark.lost = range.is_none();
                changed.push(record(mark));
            }
        }
        if !changed.is_empty()
            && let Ok(shelf) = self.shelf().await
        {
            // Where there is no room, it is found out again when the article is next opened.
            shelf.change(changed, &[]).await.ok();
        }
    }
}

fn record(mark: &Mark) -> Record {
    let Mark { id, target, .. } = mark;
    Record { id: id.clone(), source: target.source.clone(), text: annotation::write(mark).to_string() }
}

fn plain(mark: Option<Mark>) -> Option<Mark> {
    mark.map(|mark| Mark { lost: false, ..mark })
}
