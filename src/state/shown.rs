//! An answer as it is shown, and what was learnt about its rows since.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use reader::protocol::Passage;
use reader::results::PAGE;
use search::{Answer, Hit, Query};

use crate::signal::Held;

/// An answer as it is shown.
#[derive(Clone)]
pub struct Shown {
    /// The number of the request.
    pub number: u32,
    /// What was asked.
    pub query: Arc<Query>,
    /// The answer, with the first page of its hits.
    pub answer: Arc<Answer>,
    /// Whether its facets were counted: the first of a visit come behind the results.
    pub is_counted: bool,
    later_hits: Held<Vec<(u32, Vec<Hit>)>>,
    passages: Held<Vec<Passage>>,
    asked: Rc<RefCell<Asked>>,
}

/// What was asked about an answer already.
#[derive(Default)]
struct Asked {
    pages: Vec<u32>,
    passages: Vec<u32>,
}

impl Shown {
    /// An answer that came. Of the answer before it the passages stay until its own come, so that the text does not
    /// flicker as one types; they are its own where the words are the same.
    pub fn new(number: u32, query: Arc<Query>, answer: Arc<Answer>, is_counted: bool, before: Option<&Self>) -> Self {
        let is_same = |before: &&Self| {
            !before.is_counted
                && before.query == query
                && before.answer.total == answer.total
                && before.answer.hits == answer.hits
        };
        if let Some(before) = before.filter(is_same) {
            // All that was learnt of its rows holds.
            return Self { number, answer, is_counted, ..before.clone() };
        }
        let mut passages = Vec::new();
        let mut asked = Asked::default();
        if let Some(before) = before.filter(|_| !query.text.trim().is_empty()) {
            let is_hit = |passage: &&Passage| answer.hits.iter().any(|hit| hit.number == passage.number);
            passages = before.passages.with_untracked(|known| known.iter().filter(is_hit).cloned().collect());
            if before.query.text == query.text {
                asked.passages.extend(passages.iter().map(|passage| passage.number));
            }
        }
        Self {
            number,
            query,
            answer,
            is_counted,
            later_hits: Held::new(Vec::new()),
            passages: Held::new(passages),
            asked: Rc::new(RefCell::new(asked)),
        }
    }

    /// The number of the article at this rank, where it is known.
    pub fn number_at(&self, rank: u32) -> Option<u32> {
        let (page, at) = (rank / PAGE, (rank % PAGE) as usize);
        match page {
            0 => self.answer.hits.get(at).map(|hit| hit.number),
            _ => self.later_hits.with(|pages| {
                let (_, hits) = pages.iter().find(|(number, _)| *number == page)?;
                hits.get(at).map(|hit| hit.number)
            }),
        }
    }

    /// The rank of the article with this number; where it is none of the hits that are known without a gap, how many those
    /// are.
    pub fn rank_of(&self, number: u32) -> Result<u32, u32> {
        let mut rank = 0;
        while let Some(found) = self.number_at(rank) {
            if found == number {
                return Ok(rank);
            }
            rank += 1;
        }
        Err(rank)
    }

    /// What matched in an article, where it is known.
    pub fn passage(&self, number: u32) -> Option<Passage> {
        self.passages.with(|passages| passages.iter().find(|passage| passage.number == number).cloned())
    }

    /// Whether this page of hits was not asked for yet; from now on it was.
    pub fn asks_for_page(&self, page: u32) -> bool {
        is_new(&mut self.asked.borrow_mut().pages, page)
    }

    /// Lets a page of hits be asked for again.
    pub fn forget_page(&self, page: u32) {
        self.asked.borrow_mut().pages.retain(|asked| *asked != page);
    }

    /// Takes a page of hits.
    pub fn take_page(&self, page: u32, hits: Vec<Hit>) {
        self.later_hits.update(|pages| pages.push((page, hits)));
    }

    /// Whether this article's passage was not asked for yet; from now on it was.
    pub fn asks_for_passage(&self, number: u32) -> bool {
        is_new(&mut self.asked.borrow_mut().passages, number)
    }

    /// Takes passages. Those that came before of the same articles are of other words.
    pub fn take_passages(&self, found: Vec<Passage>) {
        self.passages.update(|passages| {
            passages.retain(|passage| found.iter().all(|found| found.number != passage.number));
            passages.extend(found);
        });
    }
}

/// Puts a number among others; `false` where it is there already.
fn is_new(numbers: &mut Vec<u32>, number: u32) -> bool {
    let is_new = !numbers.contains(&number);
    if is_new {
        numbers.push(number);
    }
    is_new
}
