//! Where questions are answered: opens the index, fetches what it lacks, gives up what a newer question supersedes.

use std::cell::{Cell, RefCell};

use article::Segment;
use reader::failure::Failure;
use reader::find::fold;
use reader::protocol::{Ask, Message, Tell};
use reader::record::{LIST, LISTS, UNREAD};
use search::{Answer, Completion, Given, Highlighter, Hit, Index, Pieces, Query, SearchOptions};

use crate::passages::passages;
use crate::shelf::Shelf;
use crate::waiting::Waiting;

/// The most related articles that are shown: a handful to go on with, not another list of results.
const RELATED: usize = 5;

/// Times that a search may ask for further pieces: each names all it knows to lack, so a handful is plenty, and an index
/// that asks on for ever is damaged.
const ROUNDS: usize = 32;

/// The index, once it is open, and the files that were fetched for it.
#[derive(Default)]
pub struct Desk {
    /// The segments, and the name of the folder with their joint.
    edition: RefCell<Option<(Vec<Segment>, Option<String>)>>,
    opened: RefCell<Option<Opened>>,
    is_opening: Cell<bool>,
    opening: Waiting,
    newest_search: Cell<u32>,
    /// What was told of the reader's lists, and the facet that was made of it.
    listed: RefCell<Option<Vec<(u32, u32)>>>,
    given: RefCell<Option<Given>>,
    /// Articles of the lists that newer ones have replaced.
    replaced: RefCell<Vec<Hit>>,
}

/// What is being typed at the end of a query that is asked letter by letter.
pub fn being_typed(ask: &Ask) -> Option<Completion> {
    match ask {
        Ask::Search { query, options, .. } if options.as_typed && options.offset == 0 => Completion::of(&query.text),
        _ => None,
    }
}

/// A question to the index, which keeps the answer.
type AskIndex<'a> = &'a mut dyn FnMut(&Index, &dyn Pieces) -> Result<(), search::Failure>;

struct Opened {
    index: Index,
    shelf: Shelf,
}

impl Opened {
    async fn open(segments: Vec<Segment>, joint: Option<String>) -> Result<Self, Failure> {
        let shelf = Shelf::new(segments);
        let (roots, joint) = shelf.fetch_roots(joint).await?;
        let roots: Vec<&[u8]> = roots.iter().map(Vec::as_slice).collect();
        let index = Index::open(&roots, joint.as_deref()).map_err(|failure| shelf.damaged(failure))?;
        Ok(Self { index, shelf })
    }
}

impl Desk {
    /// Notes which question is the newest, and what the reader's lists are, before any is answered.
    pub fn take_note(&self, message: &mut Message<Ask>) {
        match &mut message.body {
            Ask::Search { options, .. } if options.offset == 0 => self.newest_search.set(message.number),
            Ask::Lists(told) => self.listed.borrow_mut().get_or_insert_default().append(told),
            _ => {}
        }
    }

    /// Opens the index; does nothing where it is open. Questions that come together open it once.
    async fn open(&self) -> Result<(), Failure> {
        self.opening.until(&|| !self.is_opening.get()).await;
        let edition = self.edition.borrow().clone();
        let Some((segments, joint)) = edition.filter(|_| self.opened.borrow().is_none()) else { return Ok(()) };
        self.is_opening.set(true);
        let opened = Opened::open(segments, joint).await;
        self.is_opening.set(false);
        self.opening.wake();
        self.opened.replace(Some(opened?));
        Ok(())
    }

    /// Answers one question.
    pub async fn answer(&self, number: u32, ask: Ask) -> Result<Tell, Failure> {
        match ask {
            Ask::Open { segments, joint } => {
                *self.edition.borrow_mut() = Some((segments, joint));
                // Where the index cannot be opened now, the first question tries again and tells why.
                self.open().await.ok();
                Ok(Tell::Superseded)
            }
            Ask::Prepare => {
                self.open().await?;
                // What fails now is told when a search needs it.
                self.ask_index(u32::MAX, |index, pieces| index.prepare(pieces)).await.ok();
                Ok(Tell::Superseded)
            }
            Ask::Search { query, options } => {
                self.open().await?;
                self.search(number, &query, &options).await
            }
            Ask::Passages { text, as_typed, articles } => {
                self.open().await?;
                let Some(shelf) = self.shelf() else { return Ok(Tell::Superseded) };
                let highlighter = self.highlighter(&text, as_typed, number).await?;
                shelf.fetch_groups(&articles).await?;
                match highlighter.filter(|_| self.newest_search.get() <= number) {
                    Some(highlighter) => Ok(Tell::Passages(passages(&highlighter, &articles, &shelf))),
                    None => Ok(Tell::Superseded),
                }
            }
            Ask::Mark { text, as_typed, texts } => {
                self.open().await?;
                let Some(highlighter) = self.highlighter(&text, as_typed, u32::MAX).await? else {
                    return Ok(Tell::Superseded);
                };
                Ok(Tell::Marks(texts.iter().map(|(field, text)| highlighter.marks_in(field, text)).collect()))
            }
            Ask::Fold(texts) => Ok(Tell::Folded(texts.iter().map(|text| fold(text)).collect())),
            Ask::Suggest(text) => {
                self.open().await?;
                let Some(completion) = Completion::of(&text) else { return Ok(Tell::Suggestions(Vec::new())) };
                let found = self.ask_index(number, |index, pieces| index.suggest(&completion, pieces)).await?;
                Ok(found.map_or(Tell::Superseded, Tell::Suggestions))
            }
            Ask::Lists(_) => {
                self.open().await?;
                self.list();
                Ok(Tell::Answer(Answer { hits: self.replaced.take(), ..Answer::default() }))
            }
            Ask::Related { id, texts } => {
                self.open().await?;
                if let Some(shelf) = self.shelf() {
                    shelf.make_room();
                }
                let hits = self.ask_index(u32::MAX, |index, pieces| index.related(id, &texts, RELATED, pieces)).await?;
                Ok(hits.map_or(Tell::Superseded, |hits| Tell::Answer(Answer { hits, ..Answer::default() })))
            }
            Ask::Commit(query) => Ok(Tell::Committed(self.commit(search::lift_filters(&query)).await)),
        }
    }

    /// A query whose filters have the values as the archive writes them, so that they are those of its lists. Where that cannot be
    /// looked up they stay as they are: the search tells what fails.
    async fn commit(&self, query: Query) -> Query {
        if query.filters.is_empty() {
            return query;
        }
        let known = self.ask_index(u32::MAX, |index, pieces| index.with_known_values(&query, pieces)).await;
        known.ok().flatten().unwrap_or(query)
    }

    async fn search(&self, number: u32, query: &Query, options: &SearchOptions) -> Result<Tell, Failure> {
        if let Some(shelf) = self.shelf() {
            shelf.make_room();
        }
        // It was told before this was asked.
        self.list();
        let search = |index: &Index, pieces: &dyn Pieces| {
            index.search_with(query, options, self.given.borrow().as_ref(), pieces)
        };
        let answer = self.ask_index(number, search).await?;
        Ok(answer.map_or(Tell::Superseded, Tell::Answer))
    }

    /// Takes the reader's lists into the facet that they are.
    fn list(&self) {
        if let (Some(Opened { index, .. }), Some(listed)) = (&*self.opened.borrow(), &mut *self.listed.borrow_mut()) {
            let mut given = self.given.borrow_mut();
            let given = given.get_or_insert_with(|| index.given(LIST, &LISTS, UNREAD as u8));
            for (number, set) in listed.drain(..) {
                if !index.put(given, number, set as u8) {
                    self.replaced.borrow_mut().push(Hit { number, score: 0.0 });
                }
            }
        }
    }

    /// Fetches what the next letter of a query will need, as far as it is known, while the answer is looked at.
    pub async fn look_ahead(&self, number: u32, completion: &Completion) {
        // What fails now is told when a search needs it.
        self.ask_index(number, |index, pieces| index.look_ahead(completion, pieces)).await.ok();
    }

    async fn highlighter(&self, text: &str, as_typed: bool, number: u32) -> Result<Option<Highlighter>, Failure> {
        self.ask_index(number, |index, pieces| index.highlighter(text, as_typed, pieces)).await
    }

    /// Asks the index, and fetches what it lacks, until it answers; `None` where a search that is newer than `number` came
    /// between.
    async fn ask_index<T>(
        &self,
        number: u32,
        ask: impl Fn(&Index, &dyn Pieces) -> Result<T, search::Failure>,
    ) -> Result<Option<T>, Failure> {
        let mut answer = None;
        let mut ask = |index: &Index, pieces: &dyn Pieces| {
            answer = Some(ask(index, pieces)?);
            Ok(())
        };
        // The rounds are compiled once, whatever is asked.
        self.ask_in_rounds(number, &mut ask).await?;
        Ok(answer)
    }

    async fn ask_in_rounds(&self, number: u32, ask: AskIndex<'_>) -> Result<(), Failure> {
        let Some(shelf) = self.shelf() else { return Ok(()) };
        for _ in 0..ROUNDS {
            if self.newest_search.get() > number {
                return Ok(());
            }
            let asked =
                self.opened.borrow().as_ref().map(|opened| shelf.with_pieces(|pieces| ask(&opened.index, pieces)));
            let missing = match asked {
                None | Some(Ok(())) => return Ok(()),
                Some(Err(search::Failure::Missing(pieces))) => pieces,
                Some(Err(failure)) => return Err(shelf.damaged(failure)),
            };
            shelf.fetch_pieces(&missing).await?;
        }
        Err(shelf.damaged(search::Failure::Disjointed("the index asks for its pieces again and again".to_owned())))
    }

    fn shelf(&self) -> Option<Shelf> {
        self.opened.borrow().as_ref().map(|opened| opened.shelf.clone())
    }
}
