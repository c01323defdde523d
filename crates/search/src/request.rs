//! What is asked of an index: a query with the terms of its text told apart.

use crate::clause::Clause;
use crate::date::Day;
use crate::filter_terms;
use crate::query::{Filter, Query};
use crate::query_text::{self, Term};
use crate::root::Root;
use crate::words::wanted_words;

/// The most clauses that are looked for; whoever pastes a page into the box gets its first words.
const MOST_CLAUSES: usize = 64;

/// The most words of a phrase that are looked for.
const MOST_WORDS: usize = 64;

/// A query, ready to be answered.
pub(crate) struct Request {
    pub clauses: Vec<Clause>,
    pub excluded: Vec<Clause>,
    /// Those of the query and those of its text.
    pub filters: Vec<Filter>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// What of the text means nothing.
    pub ignored: Vec<String>,
}

impl Request {
    pub fn new(query: &Query, as_typed: bool, root: &Root) -> Self {
        let (terms, open) = query_text::parse(&query.text);
        let mut narrowed = query.clone();
        let mut request = Self {
            clauses: Vec::new(),
            excluded: Vec::new(),
            filters: Vec::new(),
            from: None,
            to: None,
            ignored: Vec::new(),
        };
        let last = terms.len().saturating_sub(1);
        for (index, (term, range)) in terms.iter().enumerate() {
            let is_used = match term {
                Term::Words(words) => {
                    let mut wanted = wanted_words(words, as_typed && open && index == last);
                    wanted.truncate(MOST_WORDS);
                    let field = match &words.field {
                        None => Some(None),
                        Some(name) => root.field(name).map(Some),
                    };
                    let list = if words.exclude { &mut request.excluded } else { &mut request.clauses };
                    let has_room = list.len() < MOST_CLAUSES;
                    list.extend(field.filter(|_| has_room).map(|field| Clause { field, as_written: words.quoted || wanted.len() > 1, words: wanted }));
                    has_room && field.is_some()
                }
                _ => filter_terms::narrow(&mut narrowed, term),
            };
            if !is_used {
                request.ignored.push(query.text[range.clone()].trim().to_owned());
            }
        }
        request.filters = narrowed.filters;
        request.from = narrowed.from.map(|from| from.first_day());
        request.to = narrowed.to.map(|to| to.last_day());
        request
    }

    /// Whether all documents are asked for.
    pub fn is_for_all(&self) -> bool {
        let words = self.clauses.len() + self.excluded.len();
        words == 0 && self.filters.is_empty() && self.from.is_none() && self.to.is_none()
    }
}
