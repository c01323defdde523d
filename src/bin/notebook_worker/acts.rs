//! What is done when a reader makes use of an element that this program drew.

use reader::failure::Failure;
use reader::marks::import::Plan;
use reader::marks::passage::passage;
use reader::marks::{Colour, Mark};
use reader::messages::{t, t_count};
use reader::notebook::View;
use serde_json::{Value, json};

use super::{Desk, Place, Told, copied, say_meanwhile};
use crate::opened::Placed;
use crate::sheet;

impl Desk {
    /// Does what an element says: a verb, and behind a blank what it is done to.
    pub(super) async fn act(&self, act: &str, value: String) -> Result<Told, Failure> {
        // The editor that a mark in the text opens has the same controls as the one in the list.
        let (inner, in_panel) = act.strip_prefix("panel ").map_or((act, false), |inner| (inner, true));
        let (verb, id) = inner.split_once(' ').unwrap_or((inner, ""));
        match verb {
            "note" => {
                let told = self.edit(id, t("Note saved."), |mark| mark.note = value).await?;
                Ok(if in_panel { told } else { self.without_list(told) })
            }
            "tags" => {
                let told = self.edit(id, t("Tags saved."), |mark| mark.tags = tags(&value)).await?;
                Ok(if in_panel { told } else { self.without_list(told) })
            }
            "colour" => {
                let mut told = self.edit(id, t("Colour changed."), |mark| mark.colour = Colour::named(&value)).await?;
                told.0.focus = Some(act.to_owned());
                if in_panel {
                    told.1["mark"] = self.panel(id).await?;
                }
                Ok(told)
            }
            "delete" => {
                let mut told = self.change(vec![(id.to_owned(), None)], t("Mark deleted."), None).await?;
                told.0.focus = Some("undo".to_owned());
                if in_panel {
                    told.1["mark"] = "".into();
                }
                Ok(told)
            }
            "edit" => {
                let number = id.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let id = number.and_then(|at| self.numbered.borrow().get(at).cloned());
                match id {
                    Some(id) => Ok((View::default(), json!({ "mark": self.panel(&id).await? }))),
                    // The passage that the address names is no mark.
                    None => Ok((View::default(), json!({}))),
                }
            }
            "open" => Ok((View::default(), json!({ "mark": self.panel(id).await? }))),
            "link" => {
                let Some(Mark { target, .. }) = self.mark(id).await? else { return self.show(None).await };
                Ok(copied(self.address(&target.source, &target.slug, &passage(&target.selectors))))
            }
            "copied" => Ok((View::default(), json!({ "status": sheet::status(t("Link copied."), false) }))),
            "uncopied" => Ok((View::default(), json!({ "status": sheet::uncopied(&value) }))),
            sheet::QUIET => Ok((View::default(), json!({ "status": "" }))),
            "draft" => self.draft(id, value).await,
            "undo" => self.undo().await,
            "import" => self.import().await,
            "accept" | "replace" => {
                // It is forgotten once it is done: where there is no room now, there may be later.
                let Plan { new, differing, .. } = self.plan.borrow().clone();
                let taken = if verb == "replace" { differing } else { Vec::new() };
                let taken_up = (new.len() + taken.len()) as u32;
                say_meanwhile(&t_count("Saving {count} mark…", "Saving {count} marks…").of(taken_up));
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
                Ok((view, json!({ "files": "", "status": "" })))
            }
            "export" => Ok(self.export().await),
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
                "by-place" => filter.lost = !value.is_empty(),
                "from" => filter.from = value,
                "to" => filter.to = value,
                _ => {}
            }
            self.left.replace((filter.clone(), *page));
        }
        // Who turns the page goes on at its start.
        let focus = (verb == "page").then(|| sheet::COUNT.to_owned());
        let mut regions = json!({});
        self.list(None, &mut regions);
        self.forget_files(&mut regions);
        (View { focus, ..View::default() }, regions)
    }

    /// The editor of one mark, with the ways to the others that overlap it.
    pub(super) async fn panel(&self, id: &str) -> Result<Value, Failure> {
        let Place::Article(article) = self.place.borrow().clone() else { return Ok("".into()) };
        let placed = article.place(self.marks_of(&article.shown).await?);
        // Another tab may have deleted it.
        let Some((mark, range)) = placed.iter().find(|(mark, _)| mark.id == id) else { return Ok("".into()) };
        let overlaps = |other: &&Placed| {
            let both = range.as_ref().zip(other.1.as_ref());
            other.0.id != id && both.is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
        };
        let others: Vec<&Mark> = placed.iter().filter(overlaps).map(|(mark, _)| mark).collect();
        Ok(sheet::panel(mark, &others))
    }

    /// What was typed into a field stays there.
    fn without_list(&self, (mut view, mut regions): Told) -> Told {
        view.painted = None;
        // Nor is it counted anew before the list is drawn.
        self.counted.take();
        if let Some(regions) = regions.as_object_mut() {
            regions.retain(|name, _| name == "status" || name == "filters");
        }
        (view, regions)
    }
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
