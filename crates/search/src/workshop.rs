//! Finds what matches the words and phrases of a query, and scores it.
//!
//! First it is found out which documents match, as sets: that is what totals, filters and counts are made of. Scores come after, of
//! the documents alone that may be among the first.

use std::ops::Range;
use std::rc::Rc;

use crate::answer::Failure;
use crate::joint::GONE;
use crate::leaf::{ReadLeaf, ReadTerm};
use crate::lists::{ListAt, Lists};
use crate::positions::{self, field_of};
use crate::postings::BLOCK;
use crate::set::DocumentSet;
use crate::whole::Whole;

mod nearness;
mod phrases;
mod scoring;
mod words;

pub(crate) use words::Matching;

/// The documents of a segment: how many there are, and their numbers among all where these are others. Those that count no
/// more have numbers that no document has.
type OfSegment<'a> = (u32, Option<&'a [u32]>);

/// Room that one query leaves to the next: for as much memory the system wants more time than most queries take.
#[derive(Debug, Default)]
pub(crate) struct Room {
    lists: Lists,
    /// How much each document has of the very word: 0 for all between two words.
    own: Vec<f32>,
    /// The highest level of what only begins so, plus one; 0 likewise.
    begun: Vec<u8>,
    /// For each document the sum of its scores: 0 for all between two sums.
    sums: Vec<f32>,
}

/// What leaves are evaluated with: the documents of the index, and room that is used again.
pub(crate) struct Workshop<'a> {
    whole: &'a Whole<'a>,
    documents: u32,
    segments: Vec<OfSegment<'a>>,
    /// For each document its id, where there are several segments.
    ids: Option<&'a [u32]>,
    leaves: Rc<[ReadLeaf<'a>]>,
    /// What was found beside words of the query, and is to be said.
    pub also: Vec<String>,
    room: Room,
}

/// Documents of which positions are looked at, of each segment by the numbers that they have there. Made once for all terms of a
/// word: a beginning may have thousands.
struct Candidates(Vec<DocumentSet>);

/// A document that matches, and how well.
pub(crate) type Scored = (u32, f32);

impl<'a> Workshop<'a> {
    /// For these leaves, whose lists are decoded.
    pub fn new(whole: &'a Whole<'a>, mut leaves: Vec<ReadLeaf<'a>>, mut room: Room) -> Result<Self, Failure> {
        let segments = whole.segments().map(|segment| (segment.root.summary.documents, whole.numbers(segment.number)));
        let segments: Vec<OfSegment> = segments.collect();
        room.lists.clear();
        for leaf in &mut leaves {
            leaf.for_each_term(&mut |term| {
                let (documents, _) = segments.get(term.segment as usize).copied().unwrap_or_default();
                term.at = room.lists.read(&term.list, term.documents, documents)?;
                Ok(())
            })?;
        }
        Ok(Self {
            whole,
            documents: whole.summary.documents,
            segments,
            ids: whole.joint.map(|joint| joint.ids.as_slice()),
            leaves: leaves.into(),
            also: Vec::new(),
            room,
        })
    }

    /// Hands the room back.
    pub fn close(self) -> Room {
        self.room
    }

    /// How many documents there are.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    fn of_segment(&self, segment: u32) -> OfSegment<'a> {
        self.segments.get(segment as usize).copied().unwrap_or_default()
    }

    /// Adds the documents of a list of a segment to a set.
    fn insert(&self, list: &ListAt, segment: u32, set: &mut DocumentSet) {
        let documents = self.room.lists.documents(list);
        match self.of_segment(segment).1 {
            None => set.extend(documents),
            numbers => documents.iter().for_each(|document| _ = set.insert(number_of(*document, numbers))),
        }
    }

    /// Calls `take` with the documents of a term and as many levels or more, block by block, of all blocks that have a wanted
    /// document: reading them is compiled once and costs a call each. `list` is the term's, or a part of it.
    fn for_each_block(
        &mut self,
        term: &ReadTerm,
        list: &ListAt,
        wanted: &DocumentSet,
        take: &mut dyn FnMut(&[u32], &[u8]),
    ) -> Result<(), Failure> {
        let (_, numbers) = self.of_segment(term.segment);
        let is_wanted =
            |documents: &[u32]| documents.iter().any(|document| wanted.contains(number_of(*document, numbers)));
        self.room.lists.for_each_block(list, &term.list, &is_wanted, &mut |documents, of| {
            if numbers.is_none() {
                take(documents, of.levels);
                return Ok(());
            }
            let mut renumbered = [GONE; BLOCK];
            let places = renumbered.iter_mut().zip(documents);
            places.for_each(|(place, document)| *place = number_of(*document, numbers));
            take(renumbered.get(..documents.len()).unwrap_or_default(), of.levels);
            Ok(())
        })
    }

    /// What of a term's list stands in a field, as a list of its own; of `all` documents.
    fn within(&mut self, term: &ReadTerm, field: usize, all: &Candidates) -> Result<ListAt, Failure> {
        // In their order, which is that of the segment too.
        let mut inside: Vec<u32> = Vec::new();
        self.for_each_position(term, all, &mut |document, position| {
            if field_of(position) == field && document != GONE && inside.last() != Some(&document) {
                inside.push(document);
            }
        })?;
        let (_, numbers) = self.of_segment(term.segment);
        let is_inside = |document: &u32| inside.binary_search(&number_of(*document, numbers)).is_ok();
        let mut postings = Vec::new();
        let any_inside = |documents: &[u32]| documents.iter().any(is_inside);
        self.room.lists.for_each_block(&term.at, &term.list, &any_inside, &mut |documents, of| {
            let with_level = documents.iter().copied().zip(of.levels.iter().copied());
            postings.extend(with_level.filter(|(document, _)| is_inside(document)));
            Ok(())
        })?;
        Ok(self.room.lists.keep(postings.into_iter()))
    }

    /// All documents as candidates.
    fn all(&self) -> Candidates {
        Candidates(self.segments.iter().map(|(documents, _)| DocumentSet::all(*documents)).collect())
    }

    /// These documents as candidates.
    fn candidates(&self, documents: &DocumentSet) -> Candidates {
        let in_segment = |(segment, (_, numbers)): (u32, &OfSegment)| match numbers {
            None => documents.clone(),
            Some(_) => self.in_segment(documents, segment),
        };
        Candidates((0..).zip(&self.segments).map(in_segment).collect())
    }

    /// Calls `take` with each position of a term in the candidates. What is not at hand is left out, and asked for.
    fn for_each_position(
        &mut self,
        term: &ReadTerm,
        candidates: &Candidates,
        take: &mut dyn FnMut(u32, u32),
    ) -> Result<(), Failure> {
        let whole = self.whole;
        let shapes = whole.decoded.shapes(whole)?.and_then(|of_segments| of_segments.get(term.segment as usize));
        let Some(segment) = whole.segment(term.segment) else { return Ok(()) };
        let Some(wanted) = candidates.0.get(term.segment as usize) else { return Ok(()) };
        let (_, numbers) = self.of_segment(term.segment);
        let Range { start, end } = term.positions;
        let mut take = |document: u32, position: u32| take(number_of(document, numbers), position);
        let is_wanted = |documents: &[u32]| documents.iter().any(|document| wanted.contains(*document));
        self.room.lists.for_each_block(&term.at, &term.list, &is_wanted, &mut |documents, of| {
            let (from, to) = of.positions;
            let from = start.saturating_add(from).min(end);
            let to = to.map_or(end, |to| start.saturating_add(to).clamp(from, end));
            let (Some(chunk), Some(shapes)) = (segment.stream.read(from..to)?, shapes) else { return Ok(()) };
            positions::read(chunk.bytes(), documents, of.levels, (shapes, wanted), &mut take)
                .map_err(|damage| chunk.malformed(damage))
        })
    }

    /// Of some documents those of a segment, by the numbers that they have there.
    fn in_segment(&self, documents: &DocumentSet, segment: u32) -> DocumentSet {
        let before = self.segments.iter().take(segment as usize).fold(0, |before, (documents, _)| before + documents);
        let (count, _) = self.of_segment(segment);
        let mut inside = DocumentSet::new(count);
        for document in documents.iter() {
            let id = self.ids.map_or(Some(&document), |ids| ids.get(document as usize)).copied();
            if let Some(number) = id.and_then(|id| id.checked_sub(before)).filter(|number| *number < count) {
                inside.insert(number);
            }
        }
        inside
    }
}

/// The number of a document of a segment among all.
#[inline]
fn number_of(document: u32, numbers: Option<&[u32]>) -> u32 {
    numbers.map_or(document, |numbers| numbers.get(document as usize).copied().unwrap_or(GONE))
}
