//! A word, a prefix or a phrase of a query against the index, perhaps in one field.

use std::ops::Range;

use crate::answer::Failure;
use crate::dictionary::{Term, documents_of};
use crate::expansion::{Begun, Expansion, Ways};
use crate::lists::{ListAt, ReadList};
use crate::postings::Beside;
use crate::ranking;
use crate::terms::List;
use crate::whole::Whole;
use crate::words::WantedWord;
use crate::written::as_written;

/// A word or a phrase as the query has it: words that stand next to one another, and the field in which alone they count.
pub(crate) struct Leaf {
    pub words: Vec<WantedWord>,
    pub field: Option<usize>,
    /// Whether the words count as written alone.
    pub as_written: bool,
    /// Whether a rare word may have been meant to be another. Not where documents with it are left out.
    pub forgiving: bool,
    /// Whether it stands in quotes or with a star, and means nothing else.
    pub literal: bool,
    /// Words or phrases that count too, of the same meaning.
    pub others: Vec<Vec<WantedWord>>,
}

/// A leaf with the terms of each of its words.
pub(crate) struct FoundLeaf {
    pub words: FoundWords,
    others: Vec<FoundWords>,
    /// The two words as which it may be written.
    apart: Option<FoundWords>,
    field: Option<usize>,
}

/// Words with what each stands for.
type FoundWords = Vec<(WantedWord, Expansion)>;

/// A leaf with all that is read of the index for it.
pub(crate) struct ReadLeaf<'a> {
    pub words: Vec<ReadWord<'a>>,
    /// What counts too.
    pub others: Vec<Vec<ReadWord<'a>>>,
    /// What the last of these is where it is to be said that it was found: the two words as which a rare one is written.
    pub also: Option<String>,
    pub field: Option<usize>,
}

/// A word of a leaf with the lists of its terms.
pub(crate) struct ReadWord<'a> {
    pub exact: Vec<ReadTerm<'a>>,
    pub stems: Vec<ReadTerm<'a>>,
    /// What it may have been meant to be, each with its worth.
    pub spelt: Vec<(ReadTerm<'a>, f32)>,
    /// What only begins so: terms, or all terms of a segment together.
    pub begun: Vec<ReadTerm<'a>>,
    /// Whether it is a prefix of so few letters that what begins so is not told apart.
    pub is_short: bool,
}

impl<'a> ReadWord<'a> {
    /// The terms that are the word or another form of it, or what it may have been meant to be, each with its worth.
    pub fn own(&self) -> impl Iterator<Item = (&ReadTerm<'a>, f32)> {
        let exact = self.exact.iter().map(|term| (term, 1.0));
        let stems = self.stems.iter().map(|term| (term, ranking::STEM_WORTH));
        exact.chain(stems).chain(self.spelt.iter().map(|(term, worth)| (term, *worth)))
    }

    fn for_each_term(&mut self, take: TakeTerm<'_, 'a>) -> Result<(), Failure> {
        self.exact.iter_mut().try_for_each(&mut *take)?;
        self.stems.iter_mut().try_for_each(&mut *take)?;
        self.spelt.iter_mut().try_for_each(|(term, _)| take(term))?;
        self.begun.iter_mut().try_for_each(take)
    }
}

type TakeTerm<'t, 'a> = &'t mut dyn FnMut(&mut ReadTerm<'a>) -> Result<(), Failure>;

impl<'a> ReadLeaf<'a> {
    /// Calls `take` with all terms.
    pub fn for_each_term(&mut self, take: TakeTerm<'_, 'a>) -> Result<(), Failure> {
        self.words.iter_mut().chain(self.others.iter_mut().flatten()).try_for_each(|word| word.for_each_term(take))
    }
}

/// A term's lists, as far as they are wanted.
pub(crate) struct ReadTerm<'a> {
    pub segment: u32,
    /// How many documents the list has.
    pub documents: u32,
    pub list: ReadList<'a>,
    /// Where that is once it was decoded.
    pub at: ListAt,
    /// Where its positions lie in the stream: they are read for chosen documents.
    pub positions: Range<u64>,
}

impl Leaf {
    /// Looks the words up; `None` where a dictionary is not at hand.
    pub fn find(&self, whole: &Whole) -> Result<Option<FoundLeaf>, Failure> {
        let apart = self.words.len() > 1 || self.field.is_some();
        let ways = Ways { as_written: self.as_written, apart, forgiving: self.forgiving };
        let words = find_words(&self.words, ways, whole)?;
        let beside = |other: &[WantedWord]| {
            find_words(other, Ways { as_written: other.len() > 1, apart: true, forgiving: false }, whole)
        };
        let mut others = Vec::with_capacity(self.others.len());
        for other in &self.others {
            others.extend(beside(other)?);
        }
        let mut is_whole = others.len() == self.others.len();
        let mut apart = None;
        if let Some((_, expansion)) = words.as_ref().and_then(|words| words.first())
            && !expansion.parts.is_empty()
        {
            apart = beside(&expansion.parts)?;
            is_whole &= apart.is_some();
        }
        Ok(words.filter(|_| is_whole).map(|words| FoundLeaf { words, others, apart, field: self.field }))
    }
}

fn find_words(words: &[WantedWord], ways: Ways, whole: &Whole) -> Result<Option<FoundWords>, Failure> {
    // All words before the first `?`: what is missing is asked for in one go.
    let found = words.iter().map(|word| word.expand(ways, whole)).collect::<Result<Vec<_>, _>>()?;
    let found: Option<Vec<_>> = found.into_iter().collect();
    Ok(found.map(|found| words.iter().cloned().zip(found).collect()))
}

impl FoundLeaf {
    /// How many documents have its first word or another form of it, those twice that have two.
    pub fn documents(&self) -> u32 {
        let Some((_, found)) = self.words.first() else { return 0 };
        documents_of(&found.exact).saturating_add(documents_of(&found.stems))
    }

    /// Reads the lists of all terms; `None` where some are not at hand.
    pub fn read<'a>(&self, whole: &'a Whole) -> Result<Option<ReadLeaf<'a>>, Failure> {
        let words = read_words(&self.words, whole)?;
        let mut others = Vec::with_capacity(self.others.len() + 1);
        for other in self.others.iter().chain(&self.apart) {
            let Some(mut words) = read_words(other, whole)? else { continue };
            // What is another word anyway has no written form that would lead.
            words.iter_mut().for_each(|word| word.exact.append(&mut word.stems));
            others.push(words);
        }
        let is_whole = others.len() == self.others.len() + usize::from(self.apart.is_some());
        let also = self.apart.as_ref().map(|apart| {
            let words: Vec<String> = apart.iter().map(|(word, _)| as_written(&word.text, whole.summary)).collect();
            words.join(" ")
        });
        Ok(words.filter(|_| is_whole).map(|words| ReadLeaf { words, others, also, field: self.field }))
    }
}

/// Reads the lists of all terms of words that stand next to one another; `None` where some are not at hand.
fn read_words<'a>(found: &FoundWords, whole: &'a Whole) -> Result<Option<Vec<ReadWord<'a>>>, Failure> {
    let mut words = Vec::with_capacity(found.len());
    let mut is_whole = true;
    for (word, expansion) in found {
        let mut read = ReadWord {
            exact: Vec::new(),
            stems: Vec::new(),
            spelt: Vec::new(),
            begun: Vec::new(),
            is_short: word.is_short(),
        };
        for term in &expansion.exact {
            is_whole &= read_terms(std::slice::from_ref(term), whole, &mut read.exact)?;
        }
        for term in &expansion.stems {
            is_whole &= read_terms(std::slice::from_ref(term), whole, &mut read.stems)?;
        }
        for (term, worth) in &expansion.spelt {
            let mut terms = Vec::new();
            is_whole &= read_terms(std::slice::from_ref(term), whole, &mut terms)?;
            read.spelt.extend(terms.into_iter().map(|term| (term, *worth)));
        }
        for begun in &expansion.begun {
            match begun {
                Begun::Terms(terms) => is_whole &= read_terms(terms, whole, &mut read.begun)?,
                Begun::Together { segment, documents, list } => {
                    let Some(of_segment) = whole.segment(*segment) else { continue };
                    let list = of_segment.stream.read(list.clone())?;
                    is_whole &= list.is_some();
                    let beside = if read.is_short { Beside::Nothing } else { Beside::Levels };
                    read.begun.extend(list.map(|list| ReadTerm {
                        segment: *segment,
                        documents: *documents,
                        list: ReadList::At(list, beside),
                        at: ListAt::default(),
                        positions: 0..0,
                    }));
                }
            }
        }
        words.push(read);
    }
    Ok(is_whole.then_some(words))
}

/// Reads the lists of terms of one segment; `false` where some are not at hand. They follow one another, so they are read as
/// one.
fn read_terms<'a>(terms: &[Term], whole: &'a Whole, read: &mut Vec<ReadTerm<'a>>) -> Result<bool, Failure> {
    let Some(stream) = terms.first().and_then(|term| whole.segment(term.segment)).map(|segment| segment.stream) else {
        return Ok(true);
    };
    let lists = terms.iter().filter_map(|term| match &term.list {
        List::One(..) => None,
        List::At(range) => Some(range.clone()),
    });
    let Some(lists) = stream.read(around(lists))? else { return Ok(false) };
    for term in terms {
        let list = match &term.list {
            List::One(document, level) => ReadList::One(*document, *level),
            List::At(range) => ReadList::At(lists.part(range.clone()), Beside::Positions),
        };
        read.push(ReadTerm {
            segment: term.segment,
            documents: term.listed,
            list,
            at: ListAt::default(),
            positions: term.positions.clone(),
        });
    }
    Ok(true)
}

/// The range from the first to the last of several that follow one another.
fn around(mut ranges: impl Iterator<Item = Range<u64>>) -> Range<u64> {
    let Some(first) = ranges.next() else { return 0..0 };
    first.start..ranges.last().map_or(first.end, |last| last.end)
}
