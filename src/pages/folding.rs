//! Which paragraphs of an article are in sight: all, or those that have something in common, as the address says.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::format::{self, paragraphs};
use reader::messages::{t, t_count};
use reader::paragraphs::{Row, Trait, matched, mentioning, names, quoting, rows};

use super::finding::Finding;
use crate::components::ParagraphFilter;
use crate::signal::{Held, on_change};
use crate::state::{ABOVE_BODY, Navigation};
use crate::view::{View, when};

/// The paragraphs of one article.
#[derive(Clone)]
pub struct Folding(Rc<Inner>);

struct Inner {
    navigation: Navigation,
    stored: Arc<StoredArticle>,
    finding: Finding,
    /// What the text itself tells: quotations, then names, those first that most paragraphs mention.
    told: Held<Vec<Trait>>,
    is_told: Cell<bool>,
    /// Blocks that a reader unfolded, whatever they have in common.
    unfolded: Held<Vec<Range<usize>>>,
    is_open: Held<bool>,
}

impl Folding {
    /// Follows what the address asks for.
    pub fn start(navigation: Navigation, stored: &Arc<StoredArticle>, finding: &Finding) -> Self {
        let is_open = Held::new(navigation.with(|location| !location.only.is_empty()));
        let folding = Self(Rc::new(Inner {
            navigation,
            stored: stored.clone(),
            finding: finding.clone(),
            told: Held::new(Vec::new()),
            is_told: Cell::new(false),
            unfolded: Held::new(Vec::new()),
            is_open,
        }));
        let (present, unfolded) = (folding.clone(), folding.0.unfolded.clone());
        on_change(
            move || present.0.navigation.with(|location| location.only.clone()),
            move |_| unfolded.set(Vec::new()),
        );
        // What is found is shown, wherever it is.
        let (finding, unfold) = (finding.clone(), folding.clone());
        on_change(
            move || finding.present_block(),
            move |block| {
                let is_folded = navigation.with(|location| !location.only.is_empty());
                if let Some(block) = block.filter(|_| is_folded) {
                    unfold.unfold(block..block + 1);
                }
            },
        );
        folding
    }

    /// The rows of the body, which are followed.
    pub fn rows(&self) -> Vec<Row> {
        let blocks = self.0.stored.article.body.len();
        let only = self.present();
        let unfolded = self.0.unfolded.get();
        // Others come near the view, and some are made anew.
        self.0.finding.look_again();
        rows(blocks, |at| {
            let has = only.as_ref().is_none_or(|only| only.blocks.get(at) == Some(&true));
            has || unfolded.iter().any(|run| run.contains(&at))
        })
    }

    /// Brings blocks back into sight.
    pub fn unfold(&self, run: Range<usize>) {
        self.0.unfolded.update(|unfolded| unfolded.push(run));
    }

    /// Shows what may be asked for, or puts it away.
    pub fn toggle(&self) {
        self.0.is_open.update(|open| *open = !*open);
    }

    /// Whether it is shown, which is followed.
    pub fn is_open(&self) -> bool {
        self.0.is_open.get()
    }

    /// What may be asked for.
    pub fn filter(&self) -> View {
        let (open, filter) = (self.clone(), self.clone());
        when(
            move || open.is_open(),
            move || {
                let (offered, status, navigation) = (filter.clone(), filter.clone(), filter.0.navigation);
                ParagraphFilter {
                    offered: Box::new(move || offered.offered()),
                    only: Rc::new(move || navigation.with(|location| location.only.clone())),
                    status: Box::new(move || status.status()),
                    on_choose: Rc::new(move |only| navigation.show_only(only)),
                }
            },
        )
    }

    fn offered(&self) -> Vec<Trait> {
        if !self.0.is_told.replace(true) {
            self.tell();
        }
        let mut offered = vec![matched(&self.0.finding.matches())];
        offered.extend(self.0.told.get());
        offered.retain(Trait::tells_apart);
        offered
    }

    /// Looks for what the text tells, once someone asks.
    fn tell(&self) {
        let article = &self.0.stored.article;
        self.0.told.set(vec![quoting(article)]);
        for name in names(article) {
            let (told, stored, named) = (self.0.told.clone(), self.0.stored.clone(), name.to_owned());
            self.0.finding.find(name, move |found| {
                let mention = mentioning(&named, &stored.article.body, found.get(ABOVE_BODY..).unwrap_or_default());
                told.update(|told| {
                    let after = told.iter().skip(1).position(|other| other.count() < mention.count());
                    told.insert(after.map_or(told.len(), |after| after + 1), mention);
                });
            });
        }
    }

    /// What is asked for, where there is such a thing.
    fn present(&self) -> Option<Trait> {
        let only = self.0.navigation.with(|location| location.only.clone());
        match only.is_empty() {
            true => None,
            false => self.offered().into_iter().find(|one| one.name == only),
        }
    }

    fn status(&self) -> String {
        let blocks = self.0.stored.article.body.len() as u32;
        let only = self.0.navigation.with(|location| !location.only.is_empty());
        match self.present() {
            Some(present) => {
                let shown = format::number(present.count() as u32);
                t_count("{shown} of {count} paragraph", "{shown} of {count} paragraphs")
                    .with(blocks, &[("shown", &shown)])
            }
            None if only => t("No paragraph has what the address asks for, so all are shown.").into(),
            None if self.offered().is_empty() => {
                t("No paragraph has what others lack: there is nothing to choose.").into()
            }
            None => paragraphs(blocks),
        }
    }
}
