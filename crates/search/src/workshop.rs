//! Evaluates the words and phrases of a query: which documents match, and how well.

use std::ops::Range;
use std::rc::Rc;

use crate::answer::Failure;
use crate::joint::GONE;
use crate::leaf::{ReadLeaf, ReadList, ReadTerm, ReadWord, Together};
use crate::pieces::Chunk;
use crate::positions::{self, field_of};
use crate::postings::{Beside, Block, DocumentsReader};
use crate::ranking::{self, LEVELS};
use crate::set::DocumentSet;
use crate::whole::Whole;

mod nearness;
mod phrases;

/// The documents of a segment: how many there are, and their numbers among all where these are others. Those that count no
/// more have numbers that no document has.
type OfSegment<'a> = (u32, Option<&'a [u32]>);

/// Room that one query leaves to the next: for as much memory the system wants more time than most queries take.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// How much each document has of the very word: 0 for all between two words.
    own: Vec<f32>,
    /// How much each has of what only begins so: that of which it has most.
    begun: Vec<f32>,
    /// The documents that have either.
    touched: Vec<u32>,
    /// For each document the sum of its scores, and how many there are: 0 for all between two sums.
    pub sums: Vec<f32>,
    pub tallies: Vec<u8>,
    /// Lists that are no longer used.
    lists: Vec<Vec<Scored>>,
}

impl Room {
    /// An empty list.
    pub fn list(&mut self) -> Vec<Scored> {
        self.lists.pop().unwrap_or_default()
    }

    /// Takes a list back.
    pub fn give(&mut self, mut list: Vec<Scored>) {
        list.clear();
        self.lists.push(list);
    }
}

/// What leaves are evaluated with: the documents of the index, and room that is used again.
pub(crate) struct Workshop<'a> {
    whole: &'a Whole<'a>,
    documents: u32,
    segments: Vec<OfSegment<'a>>,
    /// For each document its id, where there are several segments.
    ids: Option<&'a [u32]>,
    leaves: Rc<[ReadLeaf<'a>]>,
    pub room: Room,
    block: Block,
}

/// Takes documents, and as many levels or more.
type TakeBlock<'t> = &'t mut dyn FnMut(&[u32], &[u8]);

/// A document that matches, and how well.
pub(crate) type Scored = (u32, f32);

impl<'a> Workshop<'a> {
    /// For these leaves.
    pub fn new(whole: &'a Whole<'a>, leaves: Vec<ReadLeaf<'a>>, room: Room) -> Self {
        let segments = whole.segments().map(|segment| (segment.root.summary.documents, whole.numbers(segment.number)));
        Self {
            whole,
            documents: whole.summary.documents,
            segments: segments.collect(),
            ids: whole.joint.map(|joint| joint.ids.as_slice()),
            leaves: leaves.into(),
            room,
            block: Block::default(),
        }
    }

    /// How many documents there are.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The documents that match a leaf, each once, and how well.
    pub fn evaluate(&mut self, number: usize) -> Result<Vec<Scored>, Failure> {
        let leaves = self.leaves.clone();
        let Some(leaf) = leaves.get(number) else { return Ok(Vec::new()) };
        let mut others: Vec<Scored> = Vec::new();
        for words in &leaf.others {
            others.append(&mut self.find_phrase(words, leaf.field)?);
        }
        others.iter_mut().for_each(|(_, much)| *much *= ranking::SYNONYM_WORTH);
        match leaf.words.as_slice() {
            [] => Ok(Vec::new()),
            [word] => match word.exact.as_slice() {
                [term] if leaf.field.is_none() && word.is_alone() && others.is_empty() && self.segments.len() == 1 => {
                    self.evaluate_term(term)
                }
                _ => self.evaluate_word(word, leaf.field, &others),
            },
            words => self.evaluate_phrase(words, leaf.field, others),
        }
    }

    /// What most words of most queries are: one term in any field, where all documents of its list count.
    fn evaluate_term(&mut self, term: &ReadTerm) -> Result<Vec<Scored>, Failure> {
        let rarity = ranking::rarity(self.documents, term.documents);
        let scores = LEVELS.map(|much| rarity * ranking::gain(much));
        let mut scored = self.room.list();
        scored.reserve(term.documents as usize);
        self.for_each_block(term, &mut |documents, levels| {
            let with_level = documents.iter().zip(levels);
            scored.extend(with_level.map(|(document, level)| (*document, scores[usize::from(level & 15)])));
        })?;
        Ok(scored)
    }

    fn evaluate_word(
        &mut self,
        word: &ReadWord,
        field: Option<usize>,
        others: &[Scored],
    ) -> Result<Vec<Scored>, Failure> {
        let mut own = std::mem::take(&mut self.room.own);
        let mut begun = std::mem::take(&mut self.room.begun);
        let mut touched = std::mem::take(&mut self.room.touched);
        own.resize(self.documents as usize, 0.0);
        begun.resize(self.documents as usize, 0.0);
        let own_terms = word.exact.iter().map(|term| (term, 1.0));
        let stems = word.stems.iter().map(|term| (term, ranking::STEM_WORTH));
        for (term, worth) in own_terms.chain(stems).chain(word.spelt.iter().map(|(term, worth)| (term, *worth))) {
            // Whether a document is new is hard to foresee, so nothing branches upon it.
            let mut count = touched.len();
            touched.resize(count + term.documents as usize, 0);
            self.for_each_in(term, field, &mut |documents, levels| {
                for (document, level) in documents.iter().zip(levels) {
                    let found = (own.get_mut(*document as usize), touched.get_mut(count));
                    let (Some(sum), Some(place)) = found else { continue };
                    *place = *document;
                    count += usize::from(*sum == 0.0);
                    *sum += worth * LEVELS[usize::from(level & 15)];
                }
            })?;
            touched.truncate(count);
        }
        for (document, much) in others {
            let Some(sum) = own.get_mut(*document as usize) else { continue };
            if *sum == 0.0 {
                touched.push(*document);
            }
            *sum += much;
        }
        let n_own = touched.len() as u32;
        let much = |level: u8| if word.is_short { ranking::SHORT_PREFIX_MUCH } else { LEVELS[usize::from(level & 15)] };
        let mut take = |documents: &[u32], levels: &[u8]| {
            for (document, level) in documents.iter().zip(levels) {
                let found = (begun.get_mut(*document as usize), own.get(*document as usize));
                let (Some(most), Some(own)) = found else { continue };
                if *most == 0.0 && *own == 0.0 {
                    touched.push(*document);
                }
                let much = much(*level);
                if much > *most {
                    *most = much;
                }
            }
        };
        for term in &word.begun {
            self.for_each_in(term, field, &mut take)?;
        }
        for together in &word.together {
            let Together { segment, documents, list } = together;
            let beside = if word.is_short { Beside::Nothing } else { Beside::Levels };
            self.for_each_listed(list, *documents, *segment, beside, &mut take)?;
        }
        let of_own = ranking::rarity(self.documents, n_own);
        let of_all = ranking::rarity(self.documents, touched.len() as u32) * ranking::PREFIX_WORTH;
        let mut scored = self.room.list();
        scored.reserve(touched.len());
        for document in touched.drain(..) {
            let (Some(own), Some(begun)) = (own.get_mut(document as usize), begun.get_mut(document as usize)) else {
                continue;
            };
            let exact = of_own * ranking::gain(*own);
            let near = if *begun > 0.0 { of_all * ranking::gain(*begun) } else { 0.0 };
            scored.push((document, if exact > near { exact } else { near }));
            (*own, *begun) = (0.0, 0.0);
        }
        (self.room.own, self.room.begun, self.room.touched) = (own, begun, touched);
        Ok(scored)
    }

    fn of_segment(&self, segment: u32) -> OfSegment<'a> {
        self.segments.get(segment as usize).copied().unwrap_or_default()
    }

    /// Calls `take` with the documents of a term and their levels, block by block: reading them is compiled once and
    /// costs a call each.
    fn for_each_block(&mut self, term: &ReadTerm, take: TakeBlock) -> Result<(), Failure> {
        match &term.list {
            ReadList::One(document, level) => {
                let document = number_of(*document, self.of_segment(term.segment).1);
                take(std::slice::from_ref(&document), std::slice::from_ref(level));
                Ok(())
            }
            ReadList::At(chunk) => self.for_each_listed(chunk, term.documents, term.segment, Beside::Positions, take),
        }
    }

    /// The same for a list of a segment.
    fn for_each_listed(
        &mut self,
        list: &Chunk,
        count: u32,
        segment: u32,
        beside: Beside,
        take: TakeBlock,
    ) -> Result<(), Failure> {
        let (documents, numbers) = self.of_segment(segment);
        let mut reader = DocumentsReader::new(list.bytes(), count, documents, beside);
        while reader.read(&mut self.block).map_err(|damage| list.malformed(damage))? {
            renumber(&mut self.block, numbers);
            take(self.block.documents(), &self.block.levels);
        }
        Ok(())
    }

    /// Calls `take` with the documents that have a term in the field, or anywhere.
    fn for_each_in(&mut self, term: &ReadTerm, field: Option<usize>, take: TakeBlock) -> Result<(), Failure> {
        let Some(field) = field else { return self.for_each_block(term, take) };
        let mut inside = DocumentSet::new(self.documents);
        self.for_each_position(term, &DocumentSet::all(self.documents), &mut |document, position| {
            if field_of(position) == field {
                inside.insert(document);
            }
        })?;
        self.for_each_block(term, &mut |documents, levels| {
            for (document, level) in documents.iter().zip(levels) {
                if inside.contains(*document) {
                    take(std::slice::from_ref(document), std::slice::from_ref(level));
                }
            }
        })
    }

    /// Calls `take` with each position of a term in the candidates. What is not at hand is left out, and asked for.
    fn for_each_position(
        &mut self,
        term: &ReadTerm,
        candidates: &DocumentSet,
        take: &mut dyn FnMut(u32, u32),
    ) -> Result<(), Failure> {
        let whole = self.whole;
        let shapes = whole.decoded.shapes(whole)?.and_then(|of_segments| of_segments.get(term.segment as usize));
        let Some(segment) = whole.segment(term.segment) else { return Ok(()) };
        let (documents, numbers) = self.of_segment(term.segment);
        let renumbered = numbers.map(|_| self.in_segment(candidates, term.segment));
        let wanted = renumbered.as_ref().unwrap_or(candidates);
        let end = term.positions.end;
        let mut take = |document: u32, position: u32| take(number_of(document, numbers), position);
        let mut read = |documents: &[u32], levels: &[u8], range: Range<u64>| {
            if !documents.iter().any(|document| wanted.contains(*document)) {
                return Ok(());
            }
            let (Some(chunk), Some(shapes)) = (segment.stream.read(range)?, shapes) else { return Ok(()) };
            positions::read(chunk.bytes(), documents, levels, (shapes, wanted), &mut take)
                .map_err(|damage| chunk.malformed(damage))
        };
        let list = match &term.list {
            ReadList::One(document, level) => {
                return read(std::slice::from_ref(document), std::slice::from_ref(level), term.positions.clone());
            }
            ReadList::At(list) => list,
        };
        let mut reader = DocumentsReader::new(list.bytes(), term.documents, documents, Beside::Positions);
        let block = &mut self.block;
        while reader.read_where(block, &|range| wanted.any_in(range)).map_err(|damage| list.malformed(damage))? {
            let (from, to) = reader.positions;
            let from = term.positions.start.saturating_add(from).min(end);
            let to = to.map_or(end, |to| term.positions.start.saturating_add(to).clamp(from, end));
            read(block.documents(), &block.levels, from..to)?;
        }
        Ok(())
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
fn number_of(document: u32, numbers: Option<&[u32]>) -> u32 {
    numbers.map_or(document, |numbers| numbers.get(document as usize).copied().unwrap_or(GONE))
}

/// Gives the documents of a block of a segment's list the numbers that they have among all.
#[inline]
fn renumber(block: &mut Block, numbers: Option<&[u32]>) {
    if numbers.is_some() {
        block.documents[..block.count].iter_mut().for_each(|document| *document = number_of(*document, numbers));
    }
}
