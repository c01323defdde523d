//! A word, a prefix or a phrase of a query against the index, perhaps in one field.

use std::ops::Range;

use crate::answer::Failure;
use crate::dictionary::Term;
use crate::expansion::{Begun, Expansion, Ways};
use crate::pieces::Chunk;
use crate::terms::List;
use crate::whole::Whole;
use crate::words::WantedWord;

/// A word or a phrase as the query has it: words that stand next to one another, and the field in which alone they count.
pub(crate) struct Leaf {
    pub words: Vec<WantedWord>,
    pub field: Option<usize>,
    /// Whether the words count as written alone.
    pub as_written: bool,
    /// Whether a rare word may have been meant to be another. Not where documents with it are left out.
    pub forgiving: bool,
}

/// A leaf with the terms of each of its words.
pub(crate) struct FoundLeaf {
    pub words: Vec<(WantedWord, Expansion)>,
    field: Option<usize>,
}

/// A leaf with all that is read of the index for it.
pub(crate) struct ReadLeaf<'a> {
    pub words: Vec<ReadWord<'a>>,
    pub field: Option<usize>,
}

/// A word of a leaf with the lists of its terms.
pub(crate) struct ReadWord<'a> {
    pub exact: Vec<ReadTerm<'a>>,
    pub stems: Vec<ReadTerm<'a>>,
    /// What it may have been meant to be, each with its worth.
    pub spelt: Vec<(ReadTerm<'a>, f32)>,
    pub begun: Vec<ReadTerm<'a>>,
    /// All of a segment that begin so, where they lie together.
    pub together: Vec<Together<'a>>,
    /// Whether it is a prefix of so few letters that what begins so is not told apart.
    pub is_short: bool,
}

impl ReadWord<'_> {
    /// Whether it stands for nothing but itself.
    pub fn is_alone(&self) -> bool {
        self.stems.is_empty() && self.spelt.is_empty() && self.begun.is_empty() && self.together.is_empty()
    }
}

/// The documents of a segment that have a term which begins so.
pub(crate) struct Together<'a> {
    pub segment: u32,
    /// How many there are.
    pub documents: u32,
    pub list: Chunk<'a>,
}

/// A term's lists, as far as they are wanted.
pub(crate) struct ReadTerm<'a> {
    pub segment: u32,
    /// How many documents the list has.
    pub documents: u32,
    pub list: ReadList<'a>,
    /// Only where positions count.
    pub positions: Option<Chunk<'a>>,
}

/// The documents of a term.
pub(crate) enum ReadList<'a> {
    /// The only one, and its level.
    One(u32, u8),
    /// Their list.
    At(Chunk<'a>),
}

impl Leaf {
    /// Whether positions are read for it.
    pub fn has_positions(&self) -> bool {
        self.words.len() > 1 || self.field.is_some()
    }

    /// Looks the words up; `None` where a dictionary is not at hand.
    pub fn find(&self, whole: &Whole) -> Result<Option<FoundLeaf>, Failure> {
        let apart = self.has_positions();
        // All words before the first `?`: what is missing is asked for in one go.
        let found = self
            .words
            .iter()
            .map(|word| word.expand(Ways { as_written: self.as_written, apart, forgiving: self.forgiving }, whole))
            .collect::<Result<Vec<_>, _>>()?;
        let found: Option<Vec<_>> = found.into_iter().collect();
        Ok(found.map(|found| FoundLeaf { words: self.words.iter().cloned().zip(found).collect(), field: self.field }))
    }
}

impl FoundLeaf {
    /// Reads the lists of all terms; `None` where some are not at hand.
    pub fn read<'a>(&self, whole: &'a Whole) -> Result<Option<ReadLeaf<'a>>, Failure> {
        let with_positions = self.words.len() > 1 || self.field.is_some();
        let mut words = Vec::with_capacity(self.words.len());
        let mut is_whole = true;
        for (word, expansion) in &self.words {
            let mut read = ReadWord {
                exact: Vec::new(),
                stems: Vec::new(),
                spelt: Vec::new(),
                begun: Vec::new(),
                together: Vec::new(),
                is_short: word.is_short(),
            };
            for term in &expansion.exact {
                is_whole &= read_terms(std::slice::from_ref(term), with_positions, whole, &mut read.exact)?;
            }
            for term in &expansion.stems {
                is_whole &= read_terms(std::slice::from_ref(term), with_positions, whole, &mut read.stems)?;
            }
            for (term, worth) in &expansion.spelt {
                let mut terms = Vec::new();
                is_whole &= read_terms(std::slice::from_ref(term), with_positions, whole, &mut terms)?;
                read.spelt.extend(terms.into_iter().map(|term| (term, *worth)));
            }
            for begun in &expansion.begun {
                match begun {
                    Begun::Terms(terms) => is_whole &= read_terms(terms, with_positions, whole, &mut read.begun)?,
                    Begun::Together { segment, documents, list } => {
                        let Some(of_segment) = whole.segment(*segment) else { continue };
                        let list = of_segment.stream.read(list.clone())?;
                        is_whole &= list.is_some();
                        let (segment, documents) = (*segment, *documents);
                        read.together.extend(list.map(|list| Together { segment, documents, list }));
                    }
                }
            }
            words.push(read);
        }
        Ok(is_whole.then_some(ReadLeaf { words, field: self.field }))
    }
}

/// Reads the lists of terms of one segment; `false` where some are not at hand. They follow one another, so they are read as
/// one.
fn read_terms<'a>(
    terms: &[Term],
    with_positions: bool,
    whole: &'a Whole,
    read: &mut Vec<ReadTerm<'a>>,
) -> Result<bool, Failure> {
    let Some(stream) = terms.first().and_then(|term| whole.segment(term.segment)).map(|segment| segment.stream) else {
        return Ok(true);
    };
    let lists = terms.iter().filter_map(|term| match &term.list {
        List::One(..) => None,
        List::At(range) => Some(range.clone()),
    });
    let positions = terms.iter().filter(|_| with_positions).map(|term| term.positions.clone());
    let Some(lists) = stream.read(around(lists))? else {
        // The positions are asked for in the same round.
        stream.read(around(positions))?;
        return Ok(false);
    };
    let Some(positions) = stream.read(around(positions))? else { return Ok(false) };
    for term in terms {
        let list = match &term.list {
            List::One(document, level) => ReadList::One(*document, *level),
            List::At(range) => ReadList::At(lists.part(range.clone())),
        };
        let positions = with_positions.then(|| positions.part(term.positions.clone()));
        read.push(ReadTerm { segment: term.segment, documents: term.listed, list, positions });
    }
    Ok(true)
}

/// The range from the first to the last of several that follow one another.
fn around(mut ranges: impl Iterator<Item = Range<u64>>) -> Range<u64> {
    let Some(first) = ranges.next() else { return 0..0 };
    first.start..ranges.last().map_or(first.end, |last| last.end)
}
