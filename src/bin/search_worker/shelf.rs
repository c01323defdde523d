//! The archive's files that were fetched for the worker: pieces of the index and groups of articles, within bounds.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use article::piece::{PieceKind, open_bytes, open_json};
use article::{Segment, Stored, StoredArticle};
use futures_util::future::try_join_all;
use reader::browser::fetch::{self, Freshness};
use reader::browser::json;
use reader::failure::{Failure, Trouble};
use search::Pieces;

/// Bytes of index that are kept. The whole index of 21,578 articles is smaller; of a larger one what was used last stays.
const PIECES_KEPT: usize = 48 << 20;

/// Groups of articles that are kept for passages: at about 10 kB each 2 MB, several screens of results.
const GROUPS_KEPT: usize = 192;

/// The files at hand. Clones share them.
#[derive(Clone)]
pub struct Shelf(Rc<Inner>);

struct Inner {
    segment: Segment,
    pieces: RefCell<Held>,
    groups: RefCell<BTreeMap<u32, Rc<Vec<StoredArticle>>>>,
}

#[derive(Default)]
struct Held {
    pieces: BTreeMap<u32, Piece>,
    /// Counts searches, so that what was used last is known.
    clock: u32,
}

struct Piece {
    bytes: Vec<u8>,
    used: Cell<u32>,
}

impl Pieces for Held {
    fn piece(&self, number: u32) -> Option<&[u8]> {
        let piece = self.pieces.get(&number)?;
        piece.used.set(self.clock);
        Some(&piece.bytes)
    }
}

impl Shelf {
    /// The files of this segment, none of them fetched.
    pub fn new(segment: Segment) -> Self {
        Self(Rc::new(Inner { segment, pieces: RefCell::default(), groups: RefCell::default() }))
    }

    /// Hands the pieces to a search.
    pub fn with_pieces<T>(&self, search: impl FnOnce(&dyn Pieces) -> T) -> T {
        search(&*self.0.pieces.borrow())
    }

    /// The bytes of a piece; empty where it is not here.
    pub fn bytes(&self, piece: u32) -> Vec<u8> {
        self.0.pieces.borrow().piece(piece).map(<[u8]>::to_vec).unwrap_or_default()
    }

    /// Drops the pieces that were not used for the longest time. Called between searches, never during one: a search
    /// that needs more than is kept must still come to its end.
    pub fn make_room(&self) {
        let mut held = self.0.pieces.borrow_mut();
        held.clock += 1;
        let mut bytes: usize = held.pieces.values().map(|piece| piece.bytes.len()).sum();
        if bytes <= PIECES_KEPT {
            return;
        }
        // When it was used last, then its number, in one.
        let key = |(number, piece): (&u32, &Piece)| u64::from(piece.used.get()) << 32 | u64::from(*number);
        let mut by_use: Vec<u64> = held.pieces.iter().map(key).collect();
        by_use.sort_unstable();
        for number in by_use.into_iter().map(|key| key as u32) {
            if bytes <= PIECES_KEPT / 2 {
                break;
            }
            bytes -= held.pieces.remove(&number).map_or(0, |piece| piece.bytes.len());
        }
    }

    /// Fetches the pieces that are not here, all at once.
    pub async fn fetch_pieces(&self, numbers: &[u32]) -> Result<(), Failure> {
        let absent = numbers.iter().filter(|number| !self.0.pieces.borrow().pieces.contains_key(number));
        let fetched = try_join_all(absent.copied().map(|number| self.fetch_piece(number)).collect::<Vec<_>>()).await?;
        let mut held = self.0.pieces.borrow_mut();
        let used = held.clock;
        held.pieces.extend(fetched.into_iter().map(|(number, bytes)| (number, Piece { bytes, used: Cell::new(used) })));
        Ok(())
    }

    async fn fetch_piece(&self, number: u32) -> Result<(u32, Vec<u8>), Failure> {
        let file = self.0.segment.search_file(number);
        let sealed = fetch::bytes(&file, Freshness::Immutable).await?;
        let bytes = open_bytes(PieceKind::Search, &sealed)
            .map_err(|error| Failure::new(Trouble::Damaged, file.as_str(), error.to_string()))?;
        Ok((number, bytes.to_vec()))
    }

    /// Fetches the groups of articles that are not here, all at once.
    pub async fn fetch_groups(&self, numbers: &[u32]) -> Result<(), Failure> {
        let mut absent: Vec<u32> = Vec::new();
        for number in numbers {
            if !self.0.groups.borrow().contains_key(number) && !absent.contains(number) {
                absent.push(*number);
            }
        }
        let fetched =
            try_join_all(absent.into_iter().map(|number| self.fetch_group(number)).collect::<Vec<_>>()).await?;
        let mut groups = self.0.groups.borrow_mut();
        if groups.len() + fetched.len() > GROUPS_KEPT {
            groups.retain(|number, _| numbers.contains(number));
        }
        groups.extend(fetched);
        Ok(())
    }

    async fn fetch_group(&self, number: u32) -> Result<(u32, Rc<Vec<StoredArticle>>), Failure> {
        let file = self.0.segment.articles_file(number);
        let text = fetch::text(&file, Freshness::Immutable).await?;
        let damaged = |reason: String| Failure::new(Trouble::Damaged, file.as_str(), reason);
        let items = open_json(PieceKind::Articles, &text).map_err(|error| damaged(error.to_string()))?;
        let articles = json::parse(items).and_then(|value| Vec::from_value(value).map_err(|unfit| unfit.to_string()));
        Ok((number, Rc::new(articles.map_err(damaged)?)))
    }

    /// A group of articles that was fetched.
    pub fn group(&self, number: u32) -> Option<Rc<Vec<StoredArticle>>> {
        self.0.groups.borrow().get(&number).cloned()
    }

    /// That a piece of the index does not hold what it should.
    pub fn damaged(&self, piece: u32, reason: String) -> Failure {
        Failure::new(Trouble::Damaged, self.0.segment.search_file(piece), reason)
    }
}
