//! Writes an index. docs/FORMAT.md describes its bytes.

use std::io;

use crate::analysis::analogy::Analogies;
use crate::answer::{Histogram, Unit};
use crate::blocks::BlockWriter;
use crate::builder::Built;
use crate::bytes::{put_number, put_signed, put_text};
use crate::days::Days;
use crate::document::Schema;
use crate::facet_builder::{FacetBuilder, SortedValue};
use crate::histogram::{Window, histogram, index_of};
use crate::pieces::MAX_PIECES;
use crate::postings::{PostingsWriter, write_documents};
use crate::prefix_lists::{self, IndexedTerm};
use crate::root::{LEAST_PIECE, TOP_VALUES, VERSION};
use crate::stems::ChangesWriter;
use crate::synonyms::Synonyms;
use crate::{columns, field_lengths};

/// What an index is written from.
pub(crate) struct Contents {
    pub schema: Schema,
    pub documents: u32,
    /// Sorted.
    pub terms: Vec<TermWriter>,
    /// What was learnt of stems, a language each.
    pub analogies: Vec<Analogies>,
    /// Of all fields but the last, document by document.
    pub field_lengths: Vec<u32>,
    pub days: Days,
    pub facets: Vec<FacetBuilder>,
    pub synonyms: Synonyms,
}

/// One term, and what belongs to it.
pub(crate) struct TermWriter {
    pub text: String,
    pub postings: PostingsWriter,
    pub stems: Vec<String>,
}

/// Gives the pieces of an index in order.
pub(crate) fn write(
    contents: Contents,
    piece_size: usize,
    mut put: impl FnMut(u32, &[u8]) -> io::Result<()>,
) -> io::Result<Built> {
    let piece_size = piece_size.max(LEAST_PIECE);
    let Contents { schema, documents, terms, analogies, field_lengths, days, facets, synonyms } = contents;
    let (mut root, mut stream) = (Vec::new(), Vec::new());
    put_number(&mut root, schema.fields.len() as u64);
    schema.fields.iter().for_each(|field| put_text(&mut root, &field.name));
    put_number(&mut root, u64::from(documents));
    let lists = put_terms(&mut root, &mut stream, terms, documents)?;
    let mut learnt = Vec::new();
    put_number(&mut learnt, analogies.len() as u64);
    for analogies in &analogies {
        let bytes = analogies.encode();
        put_number(&mut learnt, bytes.len() as u64);
        learnt.extend_from_slice(&bytes);
    }
    put_section(&mut root, &mut stream, &learnt);
    let mut lengths = Vec::new();
    field_lengths::write(&field_lengths, &mut lengths);
    put_section(&mut root, &mut stream, &lengths);
    put_days(&mut root, &mut stream, &days);
    put_histogram(&mut root, &days, documents);
    put_number(&mut root, schema.facets.len() as u64);
    let mut facet_counts = Vec::new();
    for (name, facet) in schema.facets.into_iter().zip(facets) {
        let (values, column) = facet.finish();
        put_facet(&mut root, &mut stream, &name, &values, &column);
        facet_counts.push((name, values.len() as u32));
    }
    // These are by far the most: they come last, so that what every query reads lies together.
    for list in lists {
        put_section(&mut root, &mut stream, &list);
    }
    synonyms.write(&mut root);
    let mut head = Vec::new();
    put_number(&mut head, u64::from(VERSION));
    put_number(&mut head, piece_size as u64);
    put_number(&mut head, stream.len() as u64);
    head.append(&mut root);

    let pieces = stream.len().div_ceil(piece_size);
    if pieces as u64 >= MAX_PIECES {
        return Err(io::Error::other("the search index would have more than a million pieces"));
    }
    put(0, &head)?;
    for (number, piece) in (1..).zip(stream.chunks(piece_size)) {
        put(number, piece)?;
    }
    Ok(Built { documents, pieces: pieces as u32 + 1, facets: facet_counts, days: days.first().zip(days.last()) })
}

/// Offset and length in the root, the bytes in the stream.
fn put_section(root: &mut Vec<u8>, stream: &mut Vec<u8>, bytes: &[u8]) {
    put_number(root, stream.len() as u64);
    put_number(root, bytes.len() as u64);
    stream.extend_from_slice(bytes);
}

/// Writes both dictionaries, and returns all lists of prefixes, all postings and all positions.
fn put_terms(
    root: &mut Vec<u8>,
    stream: &mut Vec<u8>,
    terms: Vec<TermWriter>,
    documents: u32,
) -> io::Result<[Vec<u8>; 3]> {
    // What the writers hold they wrote themselves.
    let broken = |_| io::Error::other("the postings that were collected cannot be read again");
    let mut changes = ChangesWriter::default();
    terms.iter().for_each(|term| changes.add(&term.text, &term.stems));
    let way = changes.finish(root);
    let mut blocks = BlockWriter::default();
    let mut indexed = Vec::with_capacity(terms.len());
    let (mut postings, mut positions) = (Vec::new(), Vec::new());
    let (mut head, mut value) = (Vec::new(), Vec::new());
    for TermWriter { text, postings: writer, stems } in terms {
        head.clear();
        put_number(&mut head, postings.len() as u64);
        put_number(&mut head, positions.len() as u64);
        let starts = (postings.len(), positions.len());
        let list = writer.documents().map_err(broken)?;
        let mut only = None;
        value.clear();
        let way = way(&text, &stems);
        put_number(&mut value, (list.len() as u64) << 1 | u64::from(way > 0));
        if way > 0 {
            put_number(&mut value, u64::from(way));
        }
        match list.as_slice() {
            [(document, level)] => {
                only = Some((*document, *level));
                put_number(&mut value, u64::from(*document) << 4 | u64::from(*level));
            }
            list => {
                write_documents::<true>(list, &mut postings);
                put_number(&mut value, (postings.len() - starts.0) as u64);
            }
        }
        writer.write_positions(&mut positions).map_err(broken)?;
        put_number(&mut value, (positions.len() - starts.1) as u64);
        blocks.push(&text, &head, &value);
        indexed.push(IndexedTerm { text, documents: writer.documents, only, list: starts.0..postings.len() });
    }
    blocks.finish(stream, root);
    let lists = prefix_lists::write(&indexed, &postings, documents, stream, root).map_err(broken)?;
    Ok([lists, postings, positions])
}

fn put_days(root: &mut Vec<u8>, stream: &mut Vec<u8>, days: &Days) {
    put_number(root, u64::from(days.dated()));
    if let Some((first, last)) = days.first().zip(days.last()) {
        put_signed(root, first.0);
        put_signed(root, last.0);
    }
    let mut bytes = Vec::new();
    days.write(&mut bytes);
    put_section(root, stream, &bytes);
}

fn put_histogram(root: &mut Vec<u8>, days: &Days, documents: u32) {
    let counts: Vec<_> = days.iter().map(|(day, range)| (day, range.end - range.start)).collect();
    let window = Window { whole: days.first().zip(days.last()), ..Window::default() };
    let Histogram { unit, bars, .. } = histogram(&counts, window, documents - days.dated());
    let unit_number = match unit {
        Unit::Year => 0,
        Unit::Month => 1,
        Unit::Day => 2,
    };
    put_number(root, unit_number);
    put_number(root, bars.len() as u64);
    let mut before = None;
    for bar in bars {
        let index = index_of(unit, bar.period.first_day());
        match before {
            None => put_signed(root, index),
            Some(before) => put_number(root, u64::from(index.abs_diff(before))),
        }
        put_number(root, u64::from(bar.count));
        before = Some(index);
    }
}

fn put_facet(root: &mut Vec<u8>, stream: &mut Vec<u8>, name: &str, values: &[SortedValue], column: &[Vec<u32>]) {
    put_text(root, name);
    let mut bytes = Vec::new();
    if !values.is_empty() {
        columns::write(column, &mut bytes);
    }
    put_section(root, stream, &bytes);
    let mut blocks = BlockWriter::default();
    for value in values {
        let mut form = Vec::new();
        put_text(&mut form, if value.form == value.key { "" } else { &value.form });
        blocks.push(&value.key, &[], &form);
    }
    blocks.finish(stream, root);
    let mut top: Vec<(u32, &SortedValue)> = (0..).zip(values).collect();
    // Stable: equal counts stay in the order of the keys.
    top.sort_by_key(|(_, value)| std::cmp::Reverse(value.documents));
    top.truncate(TOP_VALUES);
    put_number(root, top.len() as u64);
    for (number, value) in top {
        put_number(root, u64::from(number));
        put_number(root, u64::from(value.documents));
        put_text(root, &value.form);
    }
}
