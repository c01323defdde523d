//! Where questions are answered: opens the index, fetches what it lacks, gives up what a newer question supersedes.

use std::cell::{Cell, RefCell};

use article::Segment;
use reader::failure::Failure;
use reader::protocol::{Ask, Message, Tell};
use search::{Answer, Highlighter, Index, Pieces, Query, SearchOptions};

use crate::passages::passages;
use crate::shelf::Shelf;

/// The piece that opens the index.
const ROOT: u32 = 0;

/// The most related articles that are shown: a handful to go on with, not another list of results.
const RELATED: usize = 5;

/// Times that a search may ask for further pieces: each names all it knows to lack, so a handful is plenty, and an index
/// that asks on for ever is damaged.
const ROUNDS: usize = 32;

/// The index, once it is open, and the files that were fetched for it.
#[derive(Default)]
pub struct Desk {
    segment: RefCell<Option<Segment>>,
    opened: RefCell<Option<Opened>>,
    newest_search: Cell<u32>,
}

struct Opened {
    index: Index,
    shelf: Shelf,
}

impl Desk {
    /// Notes which question is the newest, before any is answered.
    pub fn take_note(&self, message: &Message<Ask>) {
        if let Ask::Search { options, .. } = &message.body
            && options.offset == 0
        {
            self.newest_search.set(message.number);
        }
    }

    /// Opens the index; does nothing where it is open.
    async fn open(&self) -> Result<(), Failure> {
        let segment = self.segment.borrow().clone();
        let Some(segment) = segment.filter(|_| self.opened.borrow().is_none()) else { return Ok(()) };
        let shelf = Shelf::new(segment);
        shelf.fetch_pieces(&[ROOT]).await?;
        let root = shelf.bytes(ROOT);
        let index = Index::open(&root).map_err(|failure| shelf.damaged(ROOT, failure.to_string()))?;
        *self.opened.borrow_mut() = Some(Opened { index, shelf });
        Ok(())
    }

    /// Answers one question.
    pub async fn answer(&self, number: u32, ask: Ask) -> Result<Tell, Failure> {
        match ask {
            Ask::Open(segment) => {
                *self.segment.borrow_mut() = Some(segment);
                *self.opened.borrow_mut() = None;
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
                let groups = articles.iter().map(|(_, group)| *group).collect::<Vec<_>>();
                let highlighter = self.highlighter(&text, as_typed, number).await?;
                shelf.fetch_groups(&groups).await?;
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
            Ask::Related { number, texts } => {
                self.open().await?;
                let hits =
                    self.ask_index(u32::MAX, |index, pieces| index.related(number, &texts, RELATED, pieces)).await?;
                Ok(hits.map_or(Tell::Superseded, |hits| Tell::Answer(Answer { hits, ..Answer::default() })))
            }
            Ask::Commit(query) => Ok(Tell::Committed(search::lift_filters(&query))),
        }
    }

    async fn search(&self, number: u32, query: &Query, options: &SearchOptions) -> Result<Tell, Failure> {
        if let Some(shelf) = self.shelf() {
            shelf.make_room();
        }
        let answer = self.ask_index(number, |index, pieces| index.search(query, options, pieces)).await?;
        Ok(answer.map_or(Tell::Superseded, Tell::Answer))
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
        let Some(shelf) = self.shelf() else { return Ok(None) };
        for _ in 0..ROUNDS {
            if self.newest_search.get() > number {
                return Ok(None);
            }
            let asked =
                self.opened.borrow().as_ref().map(|opened| shelf.with_pieces(|pieces| ask(&opened.index, pieces)));
            let missing = match asked {
                None => return Ok(None),
                Some(Ok(answer)) => return Ok(Some(answer)),
                Some(Err(search::Failure::Malformed { piece, what })) => return Err(shelf.damaged(piece, what)),
                Some(Err(search::Failure::Missing(pieces))) => pieces,
            };
            shelf.fetch_pieces(&missing).await?;
        }
        Err(shelf.damaged(ROOT, "the index asks for its pieces again and again".to_owned()))
    }

    fn shelf(&self) -> Option<Shelf> {
        self.opened.borrow().as_ref().map(|opened| opened.shelf.clone())
    }
}
