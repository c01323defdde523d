//! Evaluates the words and phrases of a query: which documents match, and how well.

use std::ops::Range;
use std::rc::Rc;

use crate::answer::Failure;
use crate::field_lengths::FieldLengths;
use crate::joint::GONE;
use crate::leaf::{ReadLeaf, ReadList, ReadTerm, ReadWord};
use crate::pieces::Chunk;
use crate::postings::{Block, DocumentsReader, PositionsReader};
use crate::ranking::{self, LEVELS};
use crate::set::DocumentSet;

/// The documents of a segment: how many there are, and their numbers among all where these are others. Those that count no
/// more have numbers that no document has.
pub(crate) type OfSegment<'a> = (u32, Option<&'a [u32]>);

/// What leaves are evaluated with: the documents of the index, and room that is used again.
pub(crate) struct Workshop<'a> {
    documents: u32,
    segments: Vec<OfSegment<'a>>,
    leaves: Rc<[ReadLeaf<'a>]>,
    lengths: Option<&'a FieldLengths>,
    /// How much each document has of the very word.
    own: Vec<f32>,
    /// How much each has of what only begins so: that of which it has most.
    begun: Vec<f32>,
    /// The documents that have either.
    touched: Vec<u32>,
    block: Block,
}

/// A document that matches, and how well.
pub(crate) type Scored = (u32, f32);

impl<'a> Workshop<'a> {
    /// For these leaves of so many documents; the lengths of their fields are there where a leaf asks for a field.
    pub fn new(
        documents: u32,
        segments: Vec<OfSegment<'a>>,
        lengths: Option<&'a FieldLengths>,
        leaves: Vec<ReadLeaf<'a>>,
    ) -> Self {
        Self {
            documents,
            segments,
            leaves: leaves.into(),
            lengths,
            own: Vec::new(),
            begun: Vec::new(),
            touched: Vec::new(),
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
        match leaf.words.as_slice() {
            [] => Ok(Vec::new()),
            [word] => match word.exact.as_slice() {
                [term] if leaf.field.is_none() && word.is_alone() && self.segments.len() == 1 => {
                    self.evaluate_term(term)
                }
                _ => self.evaluate_word(word, leaf.field),
            },
            words => self.evaluate_phrase(words, leaf.field),
        }
    }

    /// What most words of most queries are: one term in any field, where all documents of its list count.
    fn evaluate_term(&mut self, term: &ReadTerm) -> Result<Vec<Scored>, Failure> {
        let rarity = ranking::rarity(self.documents, term.documents);
        let scores = LEVELS.map(|much| rarity * ranking::gain(much));
        let mut scored = Vec::with_capacity(term.documents as usize);
        self.for_each_document(term, |document, level| scored.push((document, scores[usize::from(level & 15)])))?;
        Ok(scored)
    }

    fn evaluate_word(&mut self, word: &ReadWord, field: Option<usize>) -> Result<Vec<Scored>, Failure> {
        let mut own = std::mem::take(&mut self.own);
        let mut begun = std::mem::take(&mut self.begun);
        let mut touched = std::mem::take(&mut self.touched);
        own.resize(self.documents as usize, 0.0);
        begun.resize(self.documents as usize, 0.0);
        let mut n_own = 0;
        let own_terms = word.exact.iter().map(|term| (term, 1.0));
        let stems = word.stems.iter().map(|term| (term, ranking::STEM_WORTH));
        for (term, worth) in own_terms.chain(stems).chain(word.spelt.iter().map(|(term, worth)| (term, *worth))) {
            self.for_each_in(term, field, |document, level| {
                let Some(sum) = own.get_mut(document as usize) else { return };
                if *sum == 0.0 {
                    touched.push(document);
                    n_own += 1;
                }
                *sum += worth * LEVELS[usize::from(level & 15)];
            })?;
        }
        let mut take = |document: u32, much: f32| {
            let (Some(most), Some(own)) = (begun.get_mut(document as usize), own.get(document as usize)) else {
                return;
            };
            if *most == 0.0 && *own == 0.0 {
                touched.push(document);
            }
            if much > *most {
                *most = much;
            }
        };
        let much = |level: u8| if word.is_short { ranking::SHORT_PREFIX_MUCH } else { LEVELS[usize::from(level & 15)] };
        for term in &word.begun {
            self.for_each_in(term, field, |document, level| take(document, much(level)))?;
        }
        for together in &word.together {
            let of_segment = self.of_segment(together.segment);
            let mut reader = DocumentsReader::new(together.list.bytes(), together.documents, of_segment.0);
            let block = &mut self.block;
            loop {
                let read = if word.is_short { reader.read::<false>(block) } else { reader.read::<true>(block) };
                if !read.map_err(|damage| together.list.malformed(damage))? {
                    break;
                }
                renumber(block, of_segment.1);
                block.iter().for_each(|(document, level)| take(document, much(level)));
            }
        }
        let of_own = ranking::rarity(self.documents, n_own);
        let of_all = ranking::rarity(self.documents, touched.len() as u32) * ranking::PREFIX_WORTH;
        let mut scored = Vec::with_capacity(touched.len());
        for document in touched.drain(..) {
            let place = document as usize;
            let (exact, near) = (of_own * ranking::gain(own[place]), of_all * ranking::gain(begun[place]));
            scored.push((document, if exact > near { exact } else { near }));
            (own[place], begun[place]) = (0.0, 0.0);
        }
        (self.own, self.begun, self.touched) = (own, begun, touched);
        Ok(scored)
    }

    /// A phrase begins where its first word stands at a position, its second at the next, and so on, all in one
    /// field: between fields positions are left out. Of a phrase a document has as much as of the word of it of which
    /// it has least.
    fn evaluate_phrase(&mut self, words: &[ReadWord], field: Option<usize>) -> Result<Vec<Scored>, Failure> {
        let mut candidates = DocumentSet::all(self.documents);
        let mut much = vec![f32::INFINITY; self.documents as usize];
        let mut of_word = vec![0.0_f32; self.documents as usize];
        for word in words {
            let mut documents = DocumentSet::new(self.documents);
            for term in word.exact.iter().chain(&word.begun) {
                self.for_each_document(term, |document, level| {
                    if candidates.contains(document)
                        && let Some(sum) = of_word.get_mut(document as usize)
                    {
                        documents.insert(document);
                        *sum += LEVELS[usize::from(level & 15)];
                    }
                })?;
            }
            for document in documents.iter() {
                let (sum, least) = (&mut of_word[document as usize], &mut much[document as usize]);
                *least = if *sum < *least { *sum } else { *least };
                *sum = 0.0;
            }
            candidates = documents;
        }
        let mut starts: Option<Vec<u64>> = None;
        for (at, word) in (0..).zip(words) {
            let mut found = Vec::new();
            for term in word.exact.iter().chain(&word.begun) {
                self.for_each_position(term, &candidates, |document, position| {
                    if position >= at {
                        found.push(u64::from(document) << 32 | u64::from(position - at));
                    }
                })?;
            }
            found.sort_unstable();
            starts = Some(match starts {
                None => found,
                Some(before) => intersect(&before, &found),
            });
        }
        let mut scored: Vec<Scored> = Vec::new();
        for start in starts.unwrap_or_default() {
            let (document, position) = ((start >> 32) as u32, start as u32);
            let is_last = scored.last().is_some_and(|(last, _)| *last == document);
            if !is_last && self.is_in(document, position, field) {
                scored.push((document, much[document as usize]));
            }
        }
        let rarity = ranking::rarity(self.documents, scored.len() as u32);
        scored.iter_mut().for_each(|(_, score)| *score = rarity * ranking::gain(*score));
        Ok(scored)
    }

    fn is_in(&self, document: u32, position: u32, field: Option<usize>) -> bool {
        match (field, self.lengths) {
            (None, _) => true,
            (Some(field), Some(lengths)) => lengths.range(document, field).contains(&position),
            (Some(_), None) => false,
        }
    }

    fn of_segment(&self, segment: u32) -> OfSegment<'a> {
        self.segments.get(segment as usize).copied().unwrap_or_default()
    }

    /// Calls `take` with each document of a term and its level.
    fn for_each_document(&mut self, term: &ReadTerm, mut take: impl FnMut(u32, u8)) -> Result<(), Failure> {
        match &term.list {
            ReadList::One(document, level) => {
                take(number_of(*document, self.of_segment(term.segment).1), *level);
                Ok(())
            }
            ReadList::At(chunk) => self.for_each_block(chunk, term, &mut |block| {
                block.iter().for_each(|(document, level)| take(document, level));
            }),
        }
    }

    /// Calls `take` with each block of a list. Blocks, so that reading them is compiled once and costs a call each.
    fn for_each_block(&mut self, list: &Chunk, term: &ReadTerm, take: &mut dyn FnMut(&Block)) -> Result<(), Failure> {
        let (documents, numbers) = self.of_segment(term.segment);
        let mut reader = DocumentsReader::new(list.bytes(), term.documents, documents);
        while reader.read::<true>(&mut self.block).map_err(|damage| list.malformed(damage))? {
            renumber(&mut self.block, numbers);
            take(&self.block);
        }
        Ok(())
    }

    /// Calls `take` with each document that has a term in the field, or anywhere.
    fn for_each_in(
        &mut self,
        term: &ReadTerm,
        field: Option<usize>,
        mut take: impl FnMut(u32, u8),
    ) -> Result<(), Failure> {
        if field.is_none() {
            return self.for_each_document(term, take);
        }
        let mut inside = DocumentSet::new(self.documents);
        let lengths = self.lengths;
        self.for_each_position(term, &DocumentSet::all(self.documents), |document, position| {
            if field.zip(lengths).is_some_and(|(field, lengths)| lengths.range(document, field).contains(&position)) {
                inside.insert(document);
            }
        })?;
        self.for_each_document(term, |document, level| {
            if inside.contains(document) {
                take(document, level);
            }
        })
    }

    /// Calls `take` with each position of a term in the candidates.
    fn for_each_position(
        &mut self,
        term: &ReadTerm,
        candidates: &DocumentSet,
        mut take: impl FnMut(u32, u32),
    ) -> Result<(), Failure> {
        let Some(chunk) = &term.positions else { return Ok(()) };
        let mut positions = PositionsReader::new(chunk.bytes(), term.documents);
        let (documents, numbers) = self.of_segment(term.segment);
        let list = match &term.list {
            ReadList::One(document, _) => {
                let document = number_of(*document, numbers);
                if !candidates.contains(document) {
                    return Ok(());
                }
                return positions
                    .read(|_, position| take(document, position))
                    .map_err(|damage| chunk.malformed(damage));
            }
            ReadList::At(list) => list,
        };
        let mut reader = DocumentsReader::new(list.bytes(), term.documents, documents);
        let block = &mut self.block;
        let wanted = |range: Range<u32>| match numbers {
            None => candidates.any_in(range),
            Some(numbers) => {
                let of_range = numbers.get(range.start as usize..range.end as usize).unwrap_or_default();
                of_range.iter().any(|document| candidates.contains(*document))
            }
        };
        while let Some(passed) = reader.read_where::<true>(block, wanted).map_err(|damage| list.malformed(damage))? {
            renumber(block, numbers);
            let walk = positions.pass(passed).and_then(|()| {
                positions.read(|index, position| {
                    let document = block.documents[index];
                    if candidates.contains(document) {
                        take(document, position);
                    }
                })
            });
            walk.map_err(|damage| chunk.malformed(damage))?;
        }
        Ok(())
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

/// What two sorted lists have in common.
fn intersect(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut rest = other.iter().peekable();
    let is_in_other = |start: &&u64| {
        while rest.next_if(|other| other < start).is_some() {}
        rest.peek() == Some(start)
    };
    one.iter().filter(is_in_other).copied().collect()
}
