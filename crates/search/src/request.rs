//! What is asked of an index: a query with the terms of its text told apart.

use crate::date::Day;
use crate::filter_terms;
use crate::leaf::Leaf;
use crate::part::part;
use crate::query::{Filter, Query};
use crate::query_text::{self, Term, Words};
use crate::synonyms::Synonyms;
use crate::whole::Whole;
use crate::words::{WantedPhrase, WantedWord, neighbours, wanted_phrases};

/// The most words and phrases that are looked for; whoever pastes a page into the box gets its first words.
pub(crate) const MOST_LEAVES: usize = 64;

/// A query, ready to be answered.
#[derive(Default)]
pub(crate) struct Request {
    /// All words and phrases, wherever they stand in the clauses.
    pub leaves: Vec<Leaf>,
    /// What documents must match.
    pub clauses: Vec<Clause>,
    /// What they must not match.
    pub excluded: Vec<Clause>,
    /// Those of the query and those of its text.
    pub filters: Vec<Filter>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// What means the same as words of it, and is looked for too.
    pub also: Vec<String>,
    /// What of the text means nothing.
    pub ignored: Vec<String>,
    /// A value that is still being typed, and its term as it is typed: it filters once the index has such a value.
    pub typed_value: Option<(Filter, String)>,
}

/// One part of a query.
pub(crate) enum Clause {
    /// A word or a phrase, by its number.
    Leaf(usize),
    /// Alternatives, any of which may match.
    Either(Vec<Group>),
}

impl Clause {
    /// Calls `take` with the numbers of all words and phrases by which documents may match it.
    pub fn for_each_leaf(&self, take: &mut dyn FnMut(usize)) {
        match self {
            Self::Leaf(number) => take(*number),
            Self::Either(groups) => {
                groups.iter().flat_map(|group| &group.clauses).for_each(|clause| clause.for_each_leaf(take));
            }
        }
    }
}

/// Clauses that belong together.
#[derive(Default)]
pub(crate) struct Group {
    /// All of which must match.
    pub clauses: Vec<Clause>,
    /// None of which may.
    pub excluded: Vec<Clause>,
}

impl Request {
    pub fn new(query: &Query, as_typed: bool, whole: &Whole) -> Self {
        let (terms, open) = query_text::parse(&query.text);
        let mut narrowed = query.clone();
        let mut request = Self::default();
        let last = terms.len().saturating_sub(1);
        let mut group = Group::default();
        for (index, (term, range)) in terms.iter().enumerate() {
            let is_typed = as_typed && open && index == last;
            if is_typed && let Term::Facet { facet, value, exclude } = term {
                let filter = Filter { facet: facet.clone(), value: value.clone(), exclude: *exclude };
                request.typed_value = Some((filter, part(&query.text, range.clone()).to_owned()));
                continue;
            }
            let is_used =
                filter_terms::narrow(&mut narrowed, term) || request.add(term, is_typed, true, whole, &mut group);
            if is_used {
                term.ignored().into_iter().for_each(|text| request.ignore(text));
            } else {
                request.ignore(part(&query.text, range.clone()).trim());
            }
        }
        request.clauses = request.widened(group.clauses, &whole.summary.synonyms);
        request.excluded = group.excluded;
        request.filters = narrowed.filters;
        request.from = narrowed.from.map(|from| from.first_day());
        request.to = narrowed.to.map(|to| to.last_day());
        request
    }

    /// Takes note of what means nothing: each once, as far as anyone reads who pasted a page.
    pub fn ignore(&mut self, text: &str) {
        if !self.ignored.iter().take(MOST_LEAVES).any(|known| known == text) {
            self.ignored.push(text.to_owned());
        }
    }

    /// Adds a term to a group, `forgiving` unless it is to be left out; `false` where nothing can be looked for.
    fn add(&mut self, term: &Term, is_typed: bool, forgiving: bool, whole: &Whole, group: &mut Group) -> bool {
        match term {
            Term::Words(words) => self.add_words(words, is_typed, forgiving, whole, group),
            Term::Either { alternatives, exclude } => {
                let last = alternatives.len().saturating_sub(1);
                let said = self.also.len();
                let mut groups = Vec::new();
                for (index, terms) in alternatives.iter().enumerate() {
                    let mut alternative = Group::default();
                    for (place, term) in terms.iter().enumerate() {
                        let is_typed = is_typed && index == last && place + 1 == terms.len();
                        self.add(term, is_typed, forgiving && !exclude, whole, &mut alternative);
                    }
                    alternative.clauses = self.widened(alternative.clauses, &whole.summary.synonyms);
                    // What only leaves documents out finds none.
                    if !alternative.clauses.is_empty() {
                        groups.push(alternative);
                    }
                }
                if *exclude {
                    self.also.truncate(said);
                }
                let is_used = !groups.is_empty();
                let list = if *exclude { &mut group.excluded } else { &mut group.clauses };
                list.extend(is_used.then_some(Clause::Either(groups)));
                is_used
            }
            _ => false,
        }
    }

    fn add_words(&mut self, words: &Words, is_typed: bool, forgiving: bool, whole: &Whole, group: &mut Group) -> bool {
        let forgiving = forgiving && !words.exclude;
        let field = match &words.field {
            None => None,
            Some(name) => match whole.field(name) {
                None => return false,
                field => field,
            },
        };
        let is_literal = words.is_literal();
        let mut leaves = Vec::new();
        let wanted = wanted_phrases(words, is_typed);
        if self.leaves.len() + wanted.len() > MOST_LEAVES {
            return false;
        }
        for phrase in wanted {
            let literal = is_literal || phrase.has_stars();
            let WantedPhrase { words, as_written, others } = phrase;
            leaves.push(Clause::Leaf(self.leaves.len()));
            self.leaves.push(Leaf { words, field, as_written, forgiving, literal, others });
        }
        if words.exclude {
            let said = self.also.len();
            leaves = self.widened(leaves, &whole.summary.synonyms);
            self.also.truncate(said);
        }
        match (words.exclude, leaves.len()) {
            (false, _) => group.clauses.append(&mut leaves),
            // What is written as one word is left out where all of it stands.
            (true, 1) => group.excluded.append(&mut leaves),
            (true, _) => {
                group.excluded.push(Clause::Either(vec![Group { clauses: leaves, excluded: Vec::new() }]));
            }
        }
        true
    }

    /// Adds to words of a group that others write as one what that is.
    fn add_neighbours(&mut self, clauses: &[Clause]) {
        for start in 0..clauses.len() {
            let rest = clauses.get(start..).unwrap_or_default();
            let Some((count, one)) = neighbours(&self.plain_run(rest)) else { continue };
            for clause in rest.iter().take(count) {
                if let Clause::Leaf(number) = clause
                    && let Some(leaf) = self.leaves.get_mut(*number)
                {
                    leaf.others.push(vec![one.clone()]);
                }
            }
        }
    }

    /// The words and phrases at the beginning of clauses that may stand for others and count in one field.
    fn plain_run(&self, clauses: &[Clause]) -> Vec<&[WantedWord]> {
        let field = clauses.first().and_then(|first| self.plain_leaf(first)).map(|leaf| leaf.field);
        let leaves = clauses.iter().map_while(|clause| self.plain_leaf(clause));
        leaves.take_while(|leaf| Some(leaf.field) == field).map(|leaf| leaf.words.as_slice()).collect()
    }

    /// The clauses of a group, and beside words and phrases of which the archive's owner says so what means the same.
    fn widened(&mut self, clauses: Vec<Clause>, synonyms: &Synonyms) -> Vec<Clause> {
        self.add_neighbours(&clauses);
        let mut widened = Vec::with_capacity(clauses.len());
        let mut clauses = clauses.into_iter();
        while let Some(first) = clauses.as_slice().first() {
            let field = self.plain_leaf(first).map(|leaf| leaf.field);
            let words = self.plain_run(clauses.as_slice());
            let Some((own, found)) = synonyms.at_beginning(&words) else {
                widened.extend(clauses.next());
                continue;
            };
            let (count, together) = (own.count(), own.words());
            let mut others = Vec::with_capacity(found.len());
            for other in found {
                others.push(other.words());
                self.also.push(other.text.clone());
            }
            let mut alone = Vec::with_capacity(count);
            for clause in clauses.by_ref().take(count) {
                if let Clause::Leaf(number) = clause
                    && let Some(leaf) = self.leaves.get_mut(number)
                {
                    // What the owner names is no slip.
                    leaf.forgiving = false;
                }
                alone.push(clause);
            }
            if let [Clause::Leaf(number)] = alone.as_slice() {
                if let Some(leaf) = self.leaves.get_mut(*number) {
                    leaf.others.append(&mut others);
                }
                widened.append(&mut alone);
                continue;
            }
            // The words wherever they stand, or all of them together or what means the same.
            let leaf = Clause::Leaf(self.leaves.len());
            let field = field.flatten();
            self.leaves.push(Leaf {
                words: together,
                field,
                as_written: true,
                forgiving: false,
                literal: true,
                others,
            });
            let groups = [alone, vec![leaf]].map(|clauses| Group { clauses, excluded: Vec::new() });
            widened.push(Clause::Either(groups.into()));
        }
        widened
    }

    /// The word or phrase that a clause is, where it may stand for others.
    fn plain_leaf(&self, clause: &Clause) -> Option<&Leaf> {
        match clause {
            Clause::Leaf(number) => self.leaves.get(*number).filter(|leaf| !leaf.literal),
            Clause::Either(_) => None,
        }
    }

    /// Whether all documents are asked for.
    pub fn is_for_all(&self) -> bool {
        self.leaves.is_empty()
            && self.filters.is_empty()
            && self.typed_value.is_none()
            && self.from.is_none()
            && self.to.is_none()
    }
}
