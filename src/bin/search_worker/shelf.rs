//! The archive's files that were fetched for the worker: pieces of the index and groups of articles, within bounds.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article::piece::{PieceKind, open_bytes, open_json};
use article::{ArticleText, Segment, Stored};
use reader::browser::fetch;
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
    groups: RefCell<Vec<(u32, Rc<Vec<ArticleText>>)>>,
}

#[derive(Default)]
struct Held {
    /// By their numbers.
    pieces: Vec<Option<Piece>>,
    /// Counts searches, so that what was used last is known.
    clock: u32,
}

struct Piece {
    bytes: Vec<u8>,
    used: Cell<u32>,
}

impl Pieces for Held {
    fn piece(&self, number: u32) -> Option<&[u8]> {
        let piece = self.pieces.get(number as usize)?.as_ref()?;
        piece.used.set(self.clock);
        Some(&piece.bytes)
    }
}

impl Held {
    fn put(&mut self, number: u32, bytes: Vec<u8>) {
        let place = number as usize;
        if self.pieces.len() <= place {
            self.pieces.resize_with(place + 1, || None);
        }
        self.pieces[place] = Some(Piece { bytes, used: Cell::new(self.clock) });
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
        let mut bytes: usize = held.pieces.iter().flatten().map(|piece| piece.bytes.len()).sum();
        if bytes <= PIECES_KEPT {
            return;
        }
        // When it was used last, then its number, in one.
        let key = |(number, piece): (u64, &Piece)| u64::from(piece.used.get()) << 32 | number;
        let pieces = (0..).zip(&held.pieces).filter_map(|(number, piece)| Some((number, piece.as_ref()?)));
        let mut by_use: Vec<u64> = pieces.map(key).collect();
        by_use.sort_unstable();
        for number in by_use.into_iter().map(|key| key as u32 as usize) {
            if bytes <= PIECES_KEPT / 2 {
                break;
            }
            bytes -= held.pieces.get_mut(number).and_then(Option::take).map_or(0, |piece| piece.bytes.len());
        }
    }

    /// Fetches the pieces that are not here, all at once.
    pub async fn fetch_pieces(&self, numbers: &[u32]) -> Result<(), Failure> {
        let is_absent = |number: &u32| self.0.pieces.borrow().piece(*number).is_none();
        let absent: Vec<u32> = numbers.iter().copied().filter(is_absent).collect();
        let files = absent.iter().map(|number| self.0.segment.search_file(*number)).collect();
        for (number, (file, sealed)) in absent.into_iter().zip(fetch::all(files).await) {
            let sealed = sealed?;
            let bytes = open_bytes(PieceKind::Search, &sealed);
            let bytes = bytes.map_err(|error| Failure::new(Trouble::Damaged, file, error.to_string()))?;
            self.0.pieces.borrow_mut().put(number, bytes.to_vec());
        }
        Ok(())
    }

    /// Fetches the groups of articles that are not here, all at once.
    pub async fn fetch_groups(&self, numbers: &[u32]) -> Result<(), Failure> {
        let mut absent: Vec<u32> = Vec::new();
        for number in numbers {
            if self.group(*number).is_none() && !absent.contains(number) {
                absent.push(*number);
            }
        }
        let files = absent.iter().map(|number| self.0.segment.articles_file(*number)).collect();
        let fetched = fetch::all(files).await;
        let mut groups = self.0.groups.borrow_mut();
        if groups.len() + fetched.len() > GROUPS_KEPT {
            groups.retain(|(number, _)| numbers.contains(number));
        }
        for (number, (file, text)) in absent.into_iter().zip(fetched) {
            let articles = read_group(text?).map_err(|reason| Failure::new(Trouble::Damaged, file, reason))?;
            groups.push((number, Rc::new(articles)));
        }
        Ok(())
    }

    /// A group of articles that was fetched.
    pub fn group(&self, number: u32) -> Option<Rc<Vec<ArticleText>>> {
        let groups = self.0.groups.borrow();
        groups.iter().find(|(kept, _)| *kept == number).map(|(_, group)| group.clone())
    }

    /// That a piece of the index does not hold what it should.
    pub fn damaged(&self, piece: u32, reason: String) -> Failure {
        Failure::new(Trouble::Damaged, self.0.segment.search_file(piece), reason)
    }
}

fn read_group(bytes: Vec<u8>) -> Result<Vec<ArticleText>, String> {
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let items = open_json(PieceKind::Articles, &text).map_err(|error| error.to_string())?;
    Vec::from_value(json::parse(items)?).map_err(|unfit| unfit.to_string())
}
