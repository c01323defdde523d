//! An answer as it is shown, and what was learnt about its rows since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use reader::protocol::Passage;
use reader::results::PAGE;
use search::{Answer, Hit, Query};

/// An answer as it is shown.
#[derive(Clone)]
pub struct Shown {
    /// The number of the request.
    pub number: u32,
    /// What was asked.
    pub query: Arc<Query>,
    /// The answer, with the first page of its hits.
    pub answer: Arc<Answer>,
    later_hits: ArcRwSignal<BTreeMap<u32, Vec<Hit>>>,
    passages: ArcRwSignal<BTreeMap<u32, Passage>>,
    asked: ArcStoredValue<Asked>,
}

/// What was asked about an answer already.
#[derive(Default)]
struct Asked {
    pages: BTreeSet<u32>,
    passages: BTreeSet<u32>,
}

impl Shown {
    /// An answer that came. Of the answer before it the passages stay until its own come, so that the text does not
    /// flicker as one types; they are its own where the words are the same.
    pub fn new(number: u32, query: Arc<Query>, answer: Answer, before: Option<&Self>) -> Self {
        let mut passages = BTreeMap::new();
        let mut asked = Asked::default();
        if let Some(before) = before.filter(|_| !query.text.trim().is_empty()) {
            let known = before.passages.read_untracked();
            let kept = answer.hits.iter().filter_map(|hit| Some((hit.number, known.get(&hit.number)?.clone())));
            passages.extend(kept);
            if before.query.text == query.text {
                asked.passages.extend(passages.keys());
            }
        }
        Self {
            number,
            query,
            answer: Arc::new(answer),
            later_hits: ArcRwSignal::new(BTreeMap::new()),
            passages: ArcRwSignal::new(passages),
            asked: ArcStoredValue::new(asked),
        }
    }

    /// The number of the article at this rank, where it is known.
    pub fn number_at(&self, rank: u32) -> Option<u32> {
        let (page, at) = (rank / PAGE, (rank % PAGE) as usize);
        match page {
            0 => self.answer.hits.get(at).map(|hit| hit.number),
            _ => self.later_hits.read().get(&page)?.get(at).map(|hit| hit.number),
        }
    }

    /// What matched in an article, where it is known.
    pub fn passage(&self, number: u32) -> Option<Passage> {
        self.passages.read().get(&number).cloned()
    }

    /// Whether this page of hits was not asked for yet; from now on it was.
    pub fn asks_for_page(&self, page: u32) -> bool {
        self.asked.try_update_value(|asked| asked.pages.insert(page)) == Some(true)
    }

    /// Lets a page of hits be asked for again.
    pub fn forget_page(&self, page: u32) {
        self.asked.update_value(|asked| _ = asked.pages.remove(&page));
    }

    /// Takes a page of hits.
    pub fn take_page(&self, page: u32, hits: Vec<Hit>) {
        self.later_hits.update(|pages| drop(pages.insert(page, hits)));
    }

    /// Whether this article's passage was not asked for yet; from now on it was.
    pub fn asks_for_passage(&self, number: u32) -> bool {
        self.asked.try_update_value(|asked| asked.passages.insert(number)) == Some(true)
    }

    /// Takes passages.
    pub fn take_passages(&self, found: Vec<Passage>) {
        self.passages.update(|passages| passages.extend(found.into_iter().map(|passage| (passage.number, passage))));
    }
}
