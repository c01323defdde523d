//! Writes an index, and describes its bytes.
//!
//! An index is piece 0, the root, and one stream of bytes that is cut every `piece size` bytes: piece 1 holds the
//! first of them, the last piece what is left. Offsets count from the start of the stream; a range may lie across
//! pieces.
//!
//! A **number** is a varint: seven bits a byte, the lowest first, the high bit set on all bytes but the last. A
//! **signed** number *s* is the number (*s* << 1) ^ (*s* >> 63). A **text** is the number of its bytes and its
//! UTF-8. Documents are numbered from 0, newest first, undated last.
//!
//! ## The root
//!
//! 1. number: the version of this format, 1; number: piece size; number: length of the stream
//! 2. number: fields, at most 8; for each a text, its name, and 4 bytes, its weight as a little-endian IEEE 754
//!    single; number: the plain field (see postings)
//! 3. number: documents; number: words of all documents together
//! 4. the blocks of the terms (see dictionaries)
//! 5. number: offset of the lengths
//! 6. number: dated documents; if not 0, signed, signed: the first and the last day, counted from 1970-01-01;
//!    number, number: offset and length of the days
//! 7. the histogram of all documents: number: 0 years, 1 months, 2 days; number: bars; for each: how far it lies
//!    behind the one before, in its unit (a number; for the first signed, from year 0, from January of year 0 or
//!    from 1970-01-01); number: its documents
//! 8. number: facets; for each: text, its name; number, number: offset and length of its column; the blocks of its
//!    values; number: its top values, the 100 most frequent (equal ones by key); for each number: the value's
//!    number; number: its documents; text: its form
//! 9. number, number: offset and length of the postings; number, number: of the positions
//!
//! ## Dictionaries
//!
//! Sorted keys (by their UTF-8 bytes) in blocks that follow one another. In the root: number: offset of the first
//! block; number: blocks; for each text: its first key; number: its keys; number: its length. A block is a head,
//! then for each key number: how many bytes it shares with the key before (0 for the first); number: how many
//! follow; these bytes; and what belongs to the key.
//! - **Terms**: head: number, number: where the block's first postings and positions begin, counted from the
//!   beginning of all postings and of all positions. To a key belong number: documents that have it; number: length
//!   of its postings; number: of its positions. They follow one another in the order of the terms.
//! - **Values** of a facet: no head. The key is the value in lower case; to it belongs a text: its form as it is
//!   shown, empty where that is the key. A value's number is its place among all of its facet.
//!
//! ## Lengths
//!
//! One byte for each document: how many words *n* its fields have together. Below 16 it is *n*; else, with *s* =
//! ⌊log2 *n*⌋ − 3, it is 8 · *s* + ⌊*n* / 2^*s*⌋, and stands for the least such *n*.
//!
//! ## Days
//!
//! For each day with documents, the latest first: number: how many days it lies before the one before (0 for the
//! first, which is the last day of the root); number: its documents.
//!
//! ## Columns
//!
//! For each document number: how many values of the facet it has; number: the first value; for each further one
//! number: how far it is from the one before. A facet without values has an empty column.
//!
//! ## Postings
//!
//! For each document that has the term number: 2 · (documents passed over since the one before) + 1; then a byte
//! with a bit for each field that holds it, the lowest for the first; for each of these number: how often. In place
//! of this stands an even number, 2 · (documents passed over), and nothing else, where the term stands once in the
//! plain field and nowhere else.
//!
//! ## Positions
//!
//! For each posting and each of its fields, for each occurrence number: its position, counted from the one before in
//! that field. Tokens of a field are counted from 0.

use std::io;

use crate::answer::{Histogram, Unit};
use crate::blocks::BlockWriter;
use crate::builder::Built;
use crate::bytes::{put_number, put_signed, put_text};
use crate::days::Days;
use crate::document::Schema;
use crate::facet_builder::{FacetBuilder, SortedValue};
use crate::histogram::{Window, histogram, index_of};
use crate::pieces::MAX_PIECES;
use crate::postings::PostingsWriter;

/// The number of the format that is written and read.
pub(crate) const VERSION: u32 = 1;

/// How many of a facet's values the root holds: as many as [`crate::SearchOptions`] asks for by default.
pub(crate) const TOP_VALUES: usize = 100;

/// The least size of a piece.
pub(crate) const LEAST_PIECE: usize = 64;

/// What an index is written from.
pub(crate) struct Contents {
    pub schema: Schema,
    pub plain_field: u8,
    /// Sorted.
    pub terms: Vec<(String, PostingsWriter)>,
    pub lengths: Vec<u8>,
    pub words: u64,
    pub days: Days,
    pub facets: Vec<FacetBuilder>,
}

/// Gives the pieces of an index in order.
pub(crate) fn write(
    contents: Contents,
    piece_size: usize,
    mut put: impl FnMut(u32, &[u8]) -> io::Result<()>,
) -> io::Result<Built> {
    let piece_size = piece_size.max(LEAST_PIECE);
    let Contents { schema, plain_field, terms, lengths, words, days, facets } = contents;
    let documents = lengths.len() as u32;
    let (mut root, mut stream) = (Vec::new(), Vec::new());
    put_schema(&mut root, &schema, plain_field);
    put_number(&mut root, u64::from(documents));
    put_number(&mut root, words);
    let lists = put_terms(&mut root, &mut stream, terms);
    put_number(&mut root, stream.len() as u64);
    stream.extend_from_slice(&lengths);
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

fn put_schema(root: &mut Vec<u8>, schema: &Schema, plain_field: u8) {
    put_number(root, schema.fields.len() as u64);
    for field in &schema.fields {
        put_text(root, &field.name);
        root.extend_from_slice(&field.weight.to_le_bytes());
    }
    put_number(root, u64::from(plain_field));
}

/// Offset and length in the root, the bytes in the stream.
fn put_section(root: &mut Vec<u8>, stream: &mut Vec<u8>, bytes: &[u8]) {
    put_number(root, stream.len() as u64);
    put_number(root, bytes.len() as u64);
    stream.extend_from_slice(bytes);
}

/// Writes the dictionary, and returns all postings and all positions.
fn put_terms(root: &mut Vec<u8>, stream: &mut Vec<u8>, terms: Vec<(String, PostingsWriter)>) -> [Vec<u8>; 2] {
    let mut blocks = BlockWriter::default();
    let (mut postings, mut positions) = (Vec::new(), Vec::new());
    let (mut head, mut value) = (Vec::new(), Vec::new());
    for (term, mut writer) in terms {
        head.clear();
        put_number(&mut head, postings.len() as u64);
        put_number(&mut head, positions.len() as u64);
        value.clear();
        put_number(&mut value, u64::from(writer.documents));
        put_number(&mut value, writer.postings.len() as u64);
        put_number(&mut value, writer.positions.len() as u64);
        blocks.push(&term, &head, &value);
        postings.append(&mut writer.postings);
        positions.append(&mut writer.positions);
    }
    blocks.finish(stream, root);
    [postings, positions]
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
        for document in column {
            put_number(&mut bytes, document.len() as u64);
            let mut before = 0;
            for value in document {
                put_number(&mut bytes, u64::from(value - before));
                before = *value;
            }
        }
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
