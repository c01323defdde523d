//! Which documents match a word, and what they may score.

use super::{Scored, Workshop};
use crate::answer::Failure;
use crate::leaf::ReadWord;
use crate::lists::ListAt;
use crate::ranking;
use crate::set::DocumentSet;

/// The documents that match a clause.
pub(crate) struct Matching {
    pub documents: DocumentSet,
    /// How many there are.
    pub count: u32,
    /// None scores more.
    pub most: f32,
    pub(super) scores: Scores,
}

/// How well documents match.
pub(super) enum Scores {
    /// As a word says of which they have so much.
    Word(WordScores),
    /// Each so, in their order.
    Known(Vec<Scored>),
}

/// What documents score that have a word.
pub(super) struct WordScores {
    /// The leaf that is the word.
    pub leaf: usize,
    /// The lists of its own terms, then of what only begins so.
    pub lists: Vec<ListAt>,
    /// How much documents have of what means the same.
    pub others: Vec<Scored>,
    /// The documents that have a term of its own, and those that have what only begins so; nothing where nothing does.
    pub apart: Option<(DocumentSet, DocumentSet)>,
    /// How much a term of its own is worth, and what only begins so.
    pub of_own: f32,
    pub of_begun: f32,
    /// Whether all that have what only begins so have as much of it.
    pub is_short: bool,
}

impl Matching {
    /// Documents of so many, in their order, of which the scores are known.
    pub fn known(scored: Vec<Scored>, documents: u32) -> Self {
        let mut set = DocumentSet::new(documents);
        scored.iter().for_each(|(document, _)| _ = set.insert(*document));
        let most = scored.iter().fold(0.0, |most, (_, score)| if *score > most { *score } else { most });
        Self { count: set.count(), documents: set, most, scores: Scores::Known(scored) }
    }

    /// Those of the wanted documents that may be among the first so many of them by this clause alone.
    pub fn first_of(&self, wanted: &DocumentSet, count: usize) -> DocumentSet {
        let mut first = wanted.clone();
        if let Scores::Word(WordScores { apart: Some((own, _)), is_short: true, .. }) = &self.scores {
            // The others score alike, so the newest of them come first.
            first.remove(own);
            let mut own = own.clone();
            own.keep(wanted);
            first = first.first(count);
            first.add(&own);
        }
        first
    }
}

impl Workshop<'_> {
    /// The documents that match a leaf.
    pub fn find(&mut self, number: usize) -> Result<Matching, Failure> {
        let leaves = self.leaves.clone();
        let Some(leaf) = leaves.get(number) else { return Ok(Matching::known(Vec::new(), self.documents)) };
        let mut others: Vec<Scored> = Vec::new();
        let mut is_last_found = false;
        for words in &leaf.others {
            let mut found = self.find_phrase(words, leaf.field)?;
            is_last_found = !found.is_empty();
            others.append(&mut found);
        }
        self.also.extend(leaf.also.iter().filter(|_| is_last_found).cloned());
        others.iter_mut().for_each(|(_, much)| *much *= ranking::SYNONYM_WORTH);
        match leaf.words.as_slice() {
            [word] => self.find_word(word, number, leaf.field, others),
            words => {
                let scored = self.evaluate_phrase(words, leaf.field, others)?;
                Ok(Matching::known(scored, self.documents))
            }
        }
    }

    fn find_word(
        &mut self,
        word: &ReadWord,
        leaf: usize,
        field: Option<usize>,
        others: Vec<Scored>,
    ) -> Result<Matching, Failure> {
        let mut lists = Vec::new();
        let mut own = DocumentSet::new(self.documents);
        let mut begun = DocumentSet::new(if word.begun.is_empty() { 0 } else { self.documents });
        let within = field.map(|field| (field, self.all()));
        let own_terms = word.own().map(|(term, _)| (term, true));
        for (term, is_own) in own_terms.chain(word.begun.iter().map(|term| (term, false))) {
            let list = match &within {
                None => term.at.clone(),
                Some((field, all)) => self.within(term, *field, all)?,
            };
            self.insert(&list, term.segment, if is_own { &mut own } else { &mut begun });
            lists.push(list);
        }
        others.iter().for_each(|(document, _)| _ = own.insert(*document));
        let n_own = own.count();
        let of_own = ranking::rarity(self.documents, n_own);
        let is_short = word.is_short;
        if word.begun.is_empty() {
            let (apart, of_begun, count) = (None, 0.0, n_own);
            let scores = Scores::Word(WordScores { leaf, lists, others, apart, of_own, of_begun, is_short });
            return Ok(Matching { documents: own, count, most: of_own, scores });
        }
        let mut documents = own.clone();
        documents.add(&begun);
        let count = documents.count();
        let of_begun = ranking::rarity(self.documents, count) * ranking::PREFIX_WORTH;
        let most_begun = if is_short { of_begun * ranking::gain(ranking::SHORT_PREFIX_MUCH) } else { of_begun };
        // Where the word itself is nowhere, all that match score by what begins so.
        let most = if n_own > 0 && of_own > most_begun { of_own } else { most_begun };
        let apart = Some((own, begun));
        let scores = Scores::Word(WordScores { leaf, lists, others, apart, of_own, of_begun, is_short });
        Ok(Matching { documents, count, most, scores })
    }
}
