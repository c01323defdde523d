//! The archive's files that were fetched for the worker: pieces of the index and groups of articles, within bounds.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article::piece::{PieceKind, open_bytes, open_json};
use article::{ArticleText, Segment, Stored, joint_file, place_of};
use reader::browser::fetch;
use reader::browser::json;
use reader::failure::{Failure, Trouble};
use search::{Piece, Pieces};

use crate::waiting::Waiting;

/// Bytes of index that are kept. The whole index of 21,578 articles is smaller; of a larger one what was used last stays.
const PIECES_KEPT: usize = 48 << 20;

/// Groups of articles that are kept for passages: at about 10 kB each 2 MB, several screens of results.
const GROUPS_KEPT: usize = 192;

/// The files at hand. Clones share them.
#[derive(Clone)]
pub struct Shelf(Rc<Inner>);

struct Inner {
    segments: Vec<Segment>,
    pieces: RefCell<Held>,
    /// Pieces that are being fetched, and who waits for some of them: what two questions need is fetched once.
    under_way: RefCell<Vec<Piece>>,
    waiting: Waiting,
    /// Each by the place of its segment and its number.
    groups: RefCell<Vec<((usize, u32), Articles)>>,
}

type Articles = Rc<Vec<ArticleText>>;

/// The piece that opens the index of a segment.
const ROOT: u32 = 0;

/// What opens an index: the roots of its segments, and their joint where there are several.
type Opening = (Vec<Vec<u8>>, Option<Vec<u8>>);

#[derive(Default)]
struct Held {
    /// Of each segment by their numbers.
    pieces: Vec<Vec<Option<KeptPiece>>>,
    /// Counts searches, so that what was used last is known.
    clock: u32,
}

struct KeptPiece {
    bytes: Vec<u8>,
    used: Cell<u32>,
}

impl Pieces for Held {
    fn piece(&self, Piece { segment, number }: Piece) -> Option<&[u8]> {
        let piece = self.pieces.get(segment as usize)?.get(number as usize)?.as_ref()?;
        piece.used.set(self.clock);
        Some(&piece.bytes)
    }
}

impl Held {
    fn put(&mut self, Piece { segment, number }: Piece, bytes: Vec<u8>) {
        let Some(pieces) = self.pieces.get_mut(segment as usize) else { return };
        let place = number as usize;
        if pieces.len() <= place {
            pieces.resize_with(place + 1, || None);
        }
        pieces[place] = Some(KeptPiece { bytes, used: Cell::new(self.clock) });
    }

    /// Begins another search. Where more than `most` bytes are held, what was not used for the longest time goes, down to
    /// half of that, so that not every search has to look.
    fn make_room(&mut self, most: usize) {
        self.clock += 1;
        let mut bytes: usize = self.pieces.iter().flatten().flatten().map(|piece| piece.bytes.len()).sum();
        if bytes <= most {
            return;
        }
        // When it was used last, then its segment and its number, in one: a segment has about a million pieces at most.
        let mut by_use: Vec<u64> = Vec::new();
        for (segment, pieces) in (0..).zip(&self.pieces) {
            for (number, piece) in (0..).zip(pieces) {
                by_use.extend(piece.as_ref().map(|piece| u64::from(piece.used.get()) << 32 | segment << 24 | number));
            }
        }
        by_use.sort_unstable();
        for key in by_use {
            if bytes <= most / 2 {
                break;
            }
            let pieces = self.pieces.get_mut((key >> 24 & 0xff) as usize);
            let piece = pieces.and_then(|pieces| pieces.get_mut((key & 0xff_ffff) as usize)?.take());
            bytes -= piece.map_or(0, |piece| piece.bytes.len());
        }
    }
}

impl Shelf {
    /// The files of these segments, none of them fetched.
    pub fn new(segments: Vec<Segment>) -> Self {
        let held = Held { pieces: segments.iter().map(|_| Vec::new()).collect(), clock: 0 };
        Self(Rc::new(Inner {
            segments,
            pieces: RefCell::new(held),
            under_way: RefCell::default(),
            waiting: Waiting::default(),
            groups: RefCell::default(),
        }))
    }

    /// Hands the pieces to a search.
    pub fn with_pieces<T>(&self, search: impl FnOnce(&dyn Pieces) -> T) -> T {
        search(&*self.0.pieces.borrow())
    }

    /// Fetches what opens the index, all at once; `joint` is the name of the folder with the joint.
    pub async fn fetch_roots(&self, joint: Option<String>) -> Result<Opening, Failure> {
        let mut files: Vec<String> = self.0.segments.iter().map(|segment| segment.search_file(ROOT)).collect();
        let n_roots = files.len();
        files.extend(joint.map(|joint| joint_file(&joint)));
        let mut opened = Vec::new();
        for (file, sealed) in fetch::all(files).await {
            let kind = if opened.len() < n_roots { PieceKind::Search } else { PieceKind::Joint };
            opened.push(open(kind, file, &sealed?)?);
        }
        let joint = if opened.len() > n_roots { opened.pop() } else { None };
        Ok((opened, joint))
    }

    /// Drops the pieces that were not used for the longest time, where there are too many. Called between searches, never
    /// during one: a search that needs more than is kept must still come to its end.
    pub fn make_room(&self) {
        self.0.pieces.borrow_mut().make_room(PIECES_KEPT);
    }

    /// Fetches the pieces that are not here, all at once. Where others were fetching one and failed, it is still not here.
    pub async fn fetch_pieces(&self, pieces: &[Piece]) -> Result<(), Failure> {
        let is_absent = |piece: &Piece| {
            self.0.pieces.borrow().piece(*piece).is_none() && !self.0.under_way.borrow().contains(piece)
        };
        let absent: Vec<Piece> = pieces.iter().copied().filter(is_absent).collect();
        self.0.under_way.borrow_mut().extend(&absent);
        let files = absent.iter().map(|piece| self.file(*piece)).collect();
        let fetched = fetch::all(files).await;
        self.0.under_way.borrow_mut().retain(|piece| !absent.contains(piece));
        self.0.waiting.wake();
        for (piece, (file, sealed)) in absent.into_iter().zip(fetched) {
            let bytes = open(PieceKind::Search, file, &sealed?)?;
            self.0.pieces.borrow_mut().put(piece, bytes);
        }
        let is_here = || !pieces.iter().any(|piece| self.0.under_way.borrow().contains(piece));
        self.0.waiting.until(&is_here).await;
        Ok(())
    }

    fn file(&self, piece: Piece) -> String {
        let segment = self.0.segments.get(piece.segment as usize);
        segment.map_or(String::new(), |segment| segment.search_file(piece.number))
    }

    /// Fetches the groups that are not here of articles, each given by its id and its group's number, all at once.
    pub async fn fetch_groups(&self, articles: &[(u32, u32)]) -> Result<(), Failure> {
        let mut wanted: Vec<(usize, u32)> = Vec::new();
        for (id, group) in articles {
            if let Some((segment, _)) = place_of(*id, &self.0.segments)
                && !wanted.contains(&(segment, *group))
            {
                wanted.push((segment, *group));
            }
        }
        let is_absent = |wanted: &&(usize, u32)| !self.0.groups.borrow().iter().any(|(kept, _)| kept == *wanted);
        let absent: Vec<(usize, u32)> = wanted.iter().filter(is_absent).copied().collect();
        let file = |(segment, group): &(usize, u32)| Some(self.0.segments.get(*segment)?.articles_file(*group));
        let fetched = fetch::all(absent.iter().filter_map(file).collect()).await;
        let mut groups = self.0.groups.borrow_mut();
        if groups.len() + fetched.len() > GROUPS_KEPT {
            groups.retain(|(kept, _)| wanted.contains(kept));
        }
        for (group, (file, text)) in absent.into_iter().zip(fetched) {
            let articles = read_group(text?).map_err(|reason| Failure::new(Trouble::Damaged, file, reason))?;
            groups.push((group, Rc::new(articles)));
        }
        Ok(())
    }

    /// The group of an article, given by its id and the group's number, that was fetched, and the article's number there.
    pub fn group(&self, id: u32, group: u32) -> Option<(Articles, u32)> {
        let (segment, number) = place_of(id, &self.0.segments)?;
        let groups = self.0.groups.borrow();
        let (_, articles) = groups.iter().find(|(kept, _)| *kept == (segment, group))?;
        Some((articles.clone(), number))
    }

    /// That the index does not hold what it should.
    pub fn damaged(&self, failure: search::Failure) -> Failure {
        let (file, reason) = match failure {
            search::Failure::Malformed { piece, what } => (self.file(piece), what),
            search::Failure::Disjointed(what) => (String::new(), what),
            search::Failure::Missing(_) => Default::default(),
        };
        Failure::new(Trouble::Damaged, file, reason)
    }
}

/// Takes a binary file out of its envelope.
fn open(kind: PieceKind, file: String, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let opened = open_bytes(kind, sealed).map(<[u8]>::to_vec);
    opened.map_err(|error| Failure::new(Trouble::Damaged, file, error.to_string()))
}

fn read_group(bytes: Vec<u8>) -> Result<Vec<ArticleText>, String> {
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let items = open_json(PieceKind::Articles, &text).map_err(|error| error.to_string())?;
    Vec::from_value(json::parse(items)?).map_err(|unfit| unfit.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of ten bytes, of two segments by turns.
    fn holding(count: u32) -> Held {
        let mut held = Held { pieces: vec![Vec::new(), Vec::new()], clock: 0 };
        (0..count).for_each(|at| held.put(place(at), vec![0; 10]));
        held
    }

    fn place(at: u32) -> Piece {
        Piece { segment: at % 2, number: at / 2 }
    }

    /// Those that are held, found out without using them.
    fn kept(held: &Held, count: u32) -> Vec<u32> {
        let is_kept = |at: &u32| {
            let Piece { segment, number } = place(*at);
            held.pieces[segment as usize][number as usize].is_some()
        };
        (0..count).filter(is_kept).collect()
    }

    #[test]
    fn nothing_goes_as_long_as_there_is_room() {
        let mut held = holding(10);
        held.make_room(100);
        assert_eq!(kept(&held, 10).len(), 10);
    }

    #[test]
    fn what_was_used_last_stays_and_half_of_the_room_is_free_again() {
        let mut held = holding(10);
        // Each in a search of its own; those that no search used go first.
        for used in [7, 2, 9, 4] {
            held.make_room(usize::MAX);
            assert!(held.piece(place(used)).is_some());
        }
        held.make_room(99);
        assert_eq!(kept(&held, 10), [2, 4, 7, 9]);
        held.make_room(30);
        assert_eq!(kept(&held, 10), [4]);
        // What went may come again.
        held.put(place(7), vec![0; 10]);
        assert!(held.piece(place(7)).is_some());
    }

    #[test]
    fn a_search_that_needs_more_than_is_kept_holds_all_of_it_until_the_next() {
        let mut held = holding(10);
        held.make_room(usize::MAX);
        (10..20).for_each(|at| held.put(place(at), vec![0; 10]));
        assert!((0..20).all(|at| held.piece(place(at)).is_some()));
        held.make_room(50);
        assert_eq!(kept(&held, 20).len(), 2);
    }
}
