//! Builds an index: takes documents, newest first, and gives the pieces.

use std::collections::HashMap;
use std::{fmt, io};

use crate::analysis;
use crate::counting::MAX_FACETS;
use crate::date::Day;
use crate::days::Days;
use crate::document::{Document, Schema};
use crate::facet_builder::FacetBuilder;
use crate::format::{self, Contents};
use crate::postings::{MAX_FIELDS, PostingsWriter};
use crate::ranking;

/// The most documents of an index. What a search needs for each of them at once must find room in a browser.
pub(crate) const MAX_DOCUMENTS: u32 = 1 << 26;

/// The most words of a field that are indexed; further ones are not found.
const MAX_POSITION: u32 = 1 << 28;

/// Collects documents for an index.
///
/// ```
/// use search::{Document, Field, IndexBuilder, Schema};
/// let schema = Schema { fields: vec![Field { name: "body".into(), weight: 1.0 }], facets: vec![] };
/// let mut builder = IndexBuilder::new(schema);
/// builder.add(&Document { fields: vec!["Cocoa prices rise".into()], facets: vec![], day: None })?;
/// let mut pieces = Vec::new();
/// let built = builder.finish(32 * 1024, |_, bytes| {
///     pieces.push(bytes.to_vec());
///     Ok(())
/// })?;
/// assert_eq!((built.documents, built.pieces as usize), (1, pieces.len()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct IndexBuilder {
    schema: Schema,
    plain_field: u8,
    /// By term. The order of the map never shows: terms are sorted at the end.
    terms: HashMap<String, u32>,
    postings: Vec<PostingsWriter>,
    lengths: Vec<u8>,
    words: u64,
    days: Days,
    facets: Vec<FacetBuilder>,
    /// What the document being added holds: term, field, position. Kept to be filled again.
    occurrences: Vec<(u32, u8, u32)>,
}

/// What was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// How many documents the index holds.
    pub documents: u32,
    /// How many pieces it has, the root included.
    pub pieces: u32,
    /// The facets in the schema's order, each with the number of its different values.
    pub facets: Vec<(String, u32)>,
    /// The earliest and the latest day; none where no document is dated.
    pub days: Option<(Day, Day)>,
}

/// Why a document cannot be indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// Its fields or facets are not as many as the schema's, or the schema has more than 8 fields or 200 facets.
    NotOfTheSchema,
    /// Its day is later than that of the document before. Documents come newest first, undated ones last.
    OutOfOrder,
    /// Its day lies outside the years 0 to 9999.
    DayOutOfRange,
    /// There are too many documents.
    TooMany,
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotOfTheSchema => "the document's fields or facets are not those of the index",
            Self::OutOfOrder => "documents must come newest first, undated ones last",
            Self::DayOutOfRange => "the document's day lies outside the years 0 to 9999",
            Self::TooMany => "an index holds at most 67 million documents",
        })
    }
}

impl std::error::Error for BuildError {}

impl IndexBuilder {
    /// An index without documents.
    pub fn new(schema: Schema) -> Self {
        // Most words stand in the running text, whose weight is the least; postings of one such word are the short
        // ones.
        let lightest =
            schema.fields.iter().map(|field| field.weight).enumerate().min_by(|one, other| one.1.total_cmp(&other.1));
        Self {
            plain_field: lightest.map_or(0, |(index, _)| index.min(MAX_FIELDS - 1) as u8),
            facets: schema.facets.iter().map(|_| FacetBuilder::default()).collect(),
            schema,
            terms: HashMap::new(),
            postings: Vec::new(),
            lengths: Vec::new(),
            words: 0,
            days: Days::default(),
            occurrences: Vec::new(),
        }
    }

    /// Adds a document and returns its number. After an error the index is as it was before.
    pub fn add(&mut self, document: &Document) -> Result<u32, BuildError> {
        self.check(document)?;
        let number = self.lengths.len() as u32;
        if let Some(day) = document.day {
            self.days.push(day);
        }
        self.facets.iter_mut().zip(&document.facets).for_each(|(facet, values)| facet.add(values));
        let mut words = 0_u32;
        for (field, text) in (0_u8..).zip(&document.fields) {
            words = words.saturating_add(self.add_field(field, text));
        }
        self.words += u64::from(words);
        self.lengths.push(ranking::length_code(words));
        self.add_postings(number);
        Ok(number)
    }

    fn check(&self, document: &Document) -> Result<(), BuildError> {
        let Schema { fields, facets } = &self.schema;
        let is_possible = fields.len() <= MAX_FIELDS && facets.len() <= MAX_FACETS;
        if document.fields.len() != fields.len() || document.facets.len() != facets.len() || !is_possible {
            return Err(BuildError::NotOfTheSchema);
        }
        if self.lengths.len() >= MAX_DOCUMENTS as usize {
            return Err(BuildError::TooMany);
        }
        let Some(day) = document.day else { return Ok(()) };
        if crate::date::Period::day_of(day).is_none() {
            return Err(BuildError::DayOutOfRange);
        }
        let after_undated = (self.days.dated() as usize) < self.lengths.len();
        let after_older = self.days.first().is_some_and(|before| day > before);
        if after_undated || after_older { Err(BuildError::OutOfOrder) } else { Ok(()) }
    }

    /// Notes the terms of a field, and returns how many words it has.
    fn add_field(&mut self, field: u8, text: &str) -> u32 {
        let Self { terms, postings, occurrences, .. } = self;
        let mut position = 0;
        analysis::for_each_token(text, |word, _, _| {
            if position < MAX_POSITION {
                let term = terms.get(word).copied().unwrap_or_else(|| {
                    let term = postings.len() as u32;
                    postings.push(PostingsWriter::default());
                    terms.insert(word.to_owned(), term);
                    term
                });
                occurrences.push((term, field, position));
                position += 1;
            }
        });
        position
    }

    fn add_postings(&mut self, number: u32) {
        self.occurrences.sort_unstable();
        let mut places = Vec::new();
        for of_term in self.occurrences.chunk_by(|one, next| one.0 == next.0) {
            places.clear();
            places.extend(of_term.iter().map(|(_, field, position)| (*field, *position)));
            if let Some(writer) = of_term.first().and_then(|(term, _, _)| self.postings.get_mut(*term as usize)) {
                writer.add(number, self.plain_field, &places);
            }
        }
        self.occurrences.clear();
    }

    /// Gives the pieces in order, the root, number 0, first. Every other one but the last has `piece_size` bytes (at
    /// least 64). The same documents always give the same bytes.
    ///
    /// Fails where `put` fails, and where the index would have more than a million pieces.
    pub fn finish(self, piece_size: usize, put: impl FnMut(u32, &[u8]) -> io::Result<()>) -> io::Result<Built> {
        let Self { schema, plain_field, terms, postings, lengths, words, days, facets, .. } = self;
        let mut terms: Vec<(String, PostingsWriter)> = {
            let mut named: Vec<(String, u32)> = terms.into_iter().collect();
            named.sort_unstable_by_key(|(_, term)| *term);
            named.into_iter().map(|(name, _)| name).zip(postings).collect()
        };
        terms.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        format::write(Contents { schema, plain_field, terms, lengths, words, days, facets }, piece_size, put)
    }
}
