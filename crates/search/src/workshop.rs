//! Evaluates the words and phrases of a query: which documents match, and how well.

use std::ops::Range;
use std::rc::Rc;

use crate::answer::Failure;
use crate::field_lengths::FieldLengths;
use crate::leaf::{ReadLeaf, ReadList, ReadTerm, ReadWord};
use crate::pieces::Chunk;
use crate::postings::{Block, DocumentsReader, PositionsReader};
use crate::ranking::{self, LEVELS};
use crate::set::DocumentSet;

/// What leaves are evaluated with: the documents of the index, and room that is used again.
pub(crate) struct Workshop<'a> {
    documents: u32,
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
    pub fn new(documents: u32, lengths: Option<&'a FieldLengths>, leaves: Vec<ReadLeaf<'a>>) -> Self {
        Self {
            documents,
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
        let mut others: Vec<Scored> = Vec::new();
        for words in &leaf.others {
            others.append(&mut self.find_phrase(words, leaf.field)?);
        }
        others.iter_mut().for_each(|(_, much)| *much *= ranking::SYNONYM_WORTH);
        match leaf.words.as_slice() {
            [] => Ok(Vec::new()),
            [word] => match word.exact.as_slice() {
                [term] if leaf.field.is_none() && word.is_alone() && others.is_empty() => self.evaluate_term(term),
                _ => self.evaluate_word(word, leaf.field, &others),
            },
            words => self.evaluate_phrase(words, leaf.field, others),
        }
    }

    /// What most words of most queries are: one term in any field.
    fn evaluate_term(&mut self, term: &ReadTerm) -> Result<Vec<Scored>, Failure> {
        let rarity = ranking::rarity(self.documents, term.documents);
        let scores = LEVELS.map(|much| rarity * ranking::gain(much));
        let mut scored = Vec::with_capacity(term.documents as usize);
        self.for_each_document(term, |document, level| scored.push((document, scores[usize::from(level & 15)])))?;
        Ok(scored)
    }

    fn evaluate_word(
        &mut self,
        word: &ReadWord,
        field: Option<usize>,
        others: &[Scored],
    ) -> Result<Vec<Scored>, Failure> {
        let mut own = std::mem::take(&mut self.own);
        let mut begun = std::mem::take(&mut self.begun);
        let mut touched = std::mem::take(&mut self.touched);
        own.resize(self.documents as usize, 0.0);
        begun.resize(self.documents as usize, 0.0);
        let mut n_own = 0;
        let mut take_own = |document: u32, much: f32| {
            let Some(sum) = own.get_mut(document as usize) else { return };
            if *sum == 0.0 {
                touched.push(document);
                n_own += 1;
            }
            *sum += much;
        };
        let own_terms = word.exact.iter().map(|term| (term, 1.0));
        let stems = word.stems.iter().map(|term| (term, ranking::STEM_WORTH));
        for (term, worth) in own_terms.chain(stems).chain(word.spelt.iter().map(|(term, worth)| (term, *worth))) {
            self.for_each_in(term, field, |document, level| {
                take_own(document, worth * LEVELS[usize::from(level & 15)]);
            })?;
        }
        others.iter().for_each(|(document, much)| take_own(*document, *much));
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
        match &word.together {
            Some((documents, chunk)) if word.is_short => {
                let mut reader = DocumentsReader::new(chunk.bytes(), *documents, self.documents);
                let block = &mut self.block;
                while reader.read::<false>(block).map_err(|damage| chunk.malformed(damage))? {
                    block.documents[..block.count]
                        .iter()
                        .for_each(|document| take(*document, ranking::SHORT_PREFIX_MUCH));
                }
            }
            Some((documents, chunk)) => {
                self.for_each_block(chunk, *documents, &mut |block| {
                    block.iter().for_each(|(document, level)| take(document, much(level)));
                })?;
            }
            None => {}
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

    /// The documents that have a phrase or what counts too, and how well they match.
    fn evaluate_phrase(
        &mut self,
        words: &[ReadWord],
        field: Option<usize>,
        mut others: Vec<Scored>,
    ) -> Result<Vec<Scored>, Failure> {
        let mut scored = self.find_phrase(words, field)?;
        if !others.is_empty() {
            scored.append(&mut others);
            // By document, then by how much: one number each, as amounts that are not negative are ordered as their bits are.
            let mut keys: Vec<u64> = scored
                .drain(..)
                .map(|(document, much)| u64::from(document) << 32 | u64::from(much.to_bits()))
                .collect();
            keys.sort_unstable();
            for key in keys {
                let (document, much) = ((key >> 32) as u32, f32::from_bits(key as u32));
                match scored.last_mut() {
                    Some((last, sum)) if *last == document => *sum += much,
                    _ => scored.push((document, much)),
                }
            }
        }
        let rarity = ranking::rarity(self.documents, scored.len() as u32);
        scored.iter_mut().for_each(|(_, score)| *score = rarity * ranking::gain(*score));
        Ok(scored)
    }

    /// A phrase begins where its first word stands at a position, its second at the next, and so on, all in one
    /// field: between fields positions are left out. Gives how much documents have of it: of a phrase as much as of the word of it of which
    /// it has least.
    fn find_phrase(&mut self, words: &[ReadWord], field: Option<usize>) -> Result<Vec<Scored>, Failure> {
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
        if words.len() == 1 && field.is_none() {
            return Ok(candidates.iter().map(|document| (document, much[document as usize])).collect());
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
        Ok(scored)
    }

    fn is_in(&self, document: u32, position: u32, field: Option<usize>) -> bool {
        match (field, self.lengths) {
            (None, _) => true,
            (Some(field), Some(lengths)) => lengths.range(document, field).contains(&position),
            (Some(_), None) => false,
        }
    }

    /// Calls `take` with each document of a term and its level.
    fn for_each_document(&mut self, term: &ReadTerm, mut take: impl FnMut(u32, u8)) -> Result<(), Failure> {
        match &term.list {
            ReadList::One(document, level) => {
                take(*document, *level);
                Ok(())
            }
            ReadList::At(chunk) => self.for_each_block(chunk, term.documents, &mut |block| {
                block.iter().for_each(|(document, level)| take(document, level));
            }),
        }
    }

    /// Calls `take` with each block of a list. Blocks, so that reading them is compiled once and costs a call each.
    fn for_each_block(&mut self, list: &Chunk, documents: u32, take: &mut dyn FnMut(&Block)) -> Result<(), Failure> {
        let mut reader = DocumentsReader::new(list.bytes(), documents, self.documents);
        while reader.read::<true>(&mut self.block).map_err(|damage| list.malformed(damage))? {
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
        let list = match &term.list {
            ReadList::One(document, _) if !candidates.contains(*document) => return Ok(()),
            ReadList::One(document, _) => {
                return positions
                    .read(|_, position| take(*document, position))
                    .map_err(|damage| chunk.malformed(damage));
            }
            ReadList::At(list) => list,
        };
        let mut reader = DocumentsReader::new(list.bytes(), term.documents, self.documents);
        let block = &mut self.block;
        let wanted = |range: Range<u32>| candidates.any_in(range);
        while let Some(passed) = reader.read_where::<true>(block, wanted).map_err(|damage| list.malformed(damage))? {
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

/// What two sorted lists have in common.
fn intersect(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut rest = other.iter().peekable();
    let is_in_other = |start: &&u64| {
        while rest.next_if(|other| other < start).is_some() {}
        rest.peek() == Some(start)
    };
    one.iter().filter(is_in_other).copied().collect()
}
