//! Builds an index: takes documents, newest first, and gives the pieces.

use std::collections::HashMap;
use std::{fmt, io};

use crate::analysis::{self, TokenKind};
use crate::collected::PostingsWriter;
use crate::counting::MAX_FACETS;
use crate::date::Day;
use crate::days::Days;
use crate::document::{Document, Schema};
use crate::facet_builder::FacetBuilder;
use crate::field_lengths::{FieldLengths, GAP};
use crate::format::{self, Contents, TermWriter};
use crate::ranking;
use crate::root::{MAX_DOCUMENTS, MAX_FIELDS};
use crate::shapes::MOST_WORDS;
use crate::stems_of_terms::StemsOfTerms;
use crate::synonyms::Synonyms;

/// Collects documents for an index.
///
/// ```
/// use search::{Document, Field, IndexBuilder, Schema};
/// let schema = Schema { fields: vec![Field { name: "body".into(), weight: 1.0 }], facets: vec![] };
/// let mut builder = IndexBuilder::new(schema);
/// builder.add(&Document { fields: vec!["Cocoa prices rise".into()], ..Document::default() })?;
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
    documents: u32,
    /// By term. The order of the map never shows: terms are sorted at the end.
    terms: HashMap<String, u32>,
    postings: Vec<PostingsWriter>,
    stems: StemsOfTerms,
    /// Of all fields, document by document.
    field_lengths: Vec<u32>,
    days: Days,
    facets: Vec<FacetBuilder>,
    synonyms: Synonyms,
    /// What the document being added holds: a term's number, then a position, in one. Kept to be filled again.
    occurrences: Vec<u64>,
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
        Self {
            documents: 0,
            facets: schema.facets.iter().map(|_| FacetBuilder::default()).collect(),
            schema,
            terms: HashMap::new(),
            postings: Vec::new(),
            stems: StemsOfTerms::default(),
            field_lengths: Vec::new(),
            days: Days::default(),
            synonyms: Synonyms::default(),
            occurrences: Vec::new(),
        }
    }

    /// What queries look for beside their words.
    pub fn with_synonyms(self, synonyms: Synonyms) -> Self {
        Self { synonyms, ..self }
    }

    /// How many documents were added.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Adds a document and returns its number. After an error the index is as it was before.
    pub fn add(&mut self, document: &Document) -> Result<u32, BuildError> {
        self.check(document)?;
        let number = self.documents;
        self.documents += 1;
        if let Some(day) = document.day {
            self.days.push(day);
        }
        self.facets.iter_mut().zip(&document.facets).for_each(|(facet, values)| facet.add(values));
        // Where each field ends, and what a word in it weighs.
        let mut ends: Vec<(u32, u32)> = Vec::with_capacity(document.fields.len());
        let (mut position, mut words) = (0, 0);
        let language = self.stems.language(&document.language);
        let weights = ranking::weights(&self.schema);
        for (weight, text) in weights.into_iter().zip(&document.fields) {
            let length = self.index_field(text, position, language);
            words += length;
            ends.push((position + length, weight));
            position = position.saturating_add(length + GAP);
            self.field_lengths.push(length);
        }
        self.add_postings(number, &ends, words);
        Ok(number)
    }

    fn check(&self, document: &Document) -> Result<(), BuildError> {
        let Schema { fields, facets } = &self.schema;
        let is_possible = fields.len() <= MAX_FIELDS && facets.len() <= MAX_FACETS;
        if document.fields.len() != fields.len() || document.facets.len() != facets.len() || !is_possible {
            return Err(BuildError::NotOfTheSchema);
        }
        if self.documents >= MAX_DOCUMENTS {
            return Err(BuildError::TooMany);
        }
        let Some(day) = document.day else { return Ok(()) };
        if crate::date::Period::day_of(day).is_none() {
            return Err(BuildError::DayOutOfRange);
        }
        let after_undated = self.days.dated() < self.documents;
        let after_older = self.days.first().is_some_and(|before| day > before);
        if after_undated || after_older { Err(BuildError::OutOfOrder) } else { Ok(()) }
    }

    /// Notes the terms of a field whose first word stands at this position, and returns how many words it has.
    fn index_field(&mut self, text: &str, start: u32, language: Option<u32>) -> u32 {
        let Self { terms, postings, stems, occurrences, .. } = self;
        let mut position = start;
        analysis::for_each_written(text, |word, written, _, kind| {
            if position < MOST_WORDS {
                let term = terms.get(word).copied().unwrap_or_else(|| {
                    let term = postings.len() as u32;
                    postings.push(PostingsWriter::default());
                    terms.insert(word.to_owned(), term);
                    term
                });
                if kind == TokenKind::Word
                    && let Some(language) = language
                {
                    stems.note(term, written, language);
                }
                occurrences.push(u64::from(term) << 32 | u64::from(position));
                position += 1;
            }
        });
        position - start
    }

    /// Adds the document to the lists of the terms that it holds.
    fn add_postings(&mut self, number: u32, ends: &[(u32, u32)], words: u32) {
        self.occurrences.sort_unstable();
        for of_term in self.occurrences.chunk_by(|one, next| one >> 32 == next >> 32) {
            let weight_at = |position: u32| {
                ends.iter().find(|(end, _)| position < *end).map_or(0, |(_, weight)| u64::from(*weight))
            };
            let weight = of_term.iter().map(|occurrence| weight_at(*occurrence as u32)).sum();
            let term = of_term.first().map_or(0, |occurrence| occurrence >> 32);
            if let Some(writer) = self.postings.get_mut(term as usize) {
                let positions = of_term.iter().map(|occurrence| *occurrence as u32);
                writer.add(number, ranking::level(weight, words), positions);
            }
        }
        self.occurrences.clear();
    }

    /// Gives the pieces in order, the root, number 0, first. Every other one but the last has `piece_size` bytes (at
    /// least 64). The same documents always give the same bytes.
    ///
    /// Fails where `put` fails, and where the index would have more than a million pieces.
    pub fn finish(self, piece_size: usize, put: impl FnMut(u32, &[u8]) -> io::Result<()>) -> io::Result<Built> {
        let Self { schema, documents, terms, postings, stems, field_lengths, days, facets, synonyms, .. } = self;
        let mut texts: Vec<(String, u32)> = terms.into_iter().collect();
        texts.sort_unstable_by_key(|(_, term)| *term);
        let (stems, languages) = stems.finish(&texts);
        let collected = texts.into_iter().zip(postings).zip(stems);
        let mut terms: Vec<TermWriter> =
            collected.map(|(((text, _), postings), stems)| TermWriter { text, postings, stems }).collect();
        terms.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        let field_lengths = FieldLengths::new(schema.fields.len(), field_lengths);
        let contents = Contents { schema, documents, terms, languages, field_lengths, days, facets, synonyms };
        format::write(contents, piece_size, put)
    }
}
