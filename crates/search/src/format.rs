//! Writes an index, and describes its bytes.
//!
//! An index is piece 0, the root, and one stream of bytes that is cut every `piece size` bytes: piece 1 holds the
//! first of them, the last piece what is left. Offsets count from the start of the stream; a range may lie across
//! pieces.
//!
//! A **number** is a varint: seven bits a byte, the lowest first, the high bit set on all bytes but the last. A
//! **signed** number *s* is the number (*s* << 1) ^ (*s* >> 63). A **text** is the number of its bytes and its
//! UTF-8. A **section** is two numbers, an offset and a length. Documents are numbered from 0, newest first, undated
//! last.
//!
//! **Bits** follow one another from the lowest bit of a byte on; the last byte is filled with zeros. A **Rice code** of
//! a number *n* with *k* low bits is ⌊*n* / 2^*k*⌋ zeros, a one, and the *k* low bits of *n*; where these would be 24
//! zeros or more, 24 zeros, a one and *n* in 32 bits. Its **parameter** is *k* in 5 bits, at most 26. Of
//! ascending numbers **gaps** are coded: how many numbers are passed over since the one before (0 for its successor),
//! for the first since 0.
//!
//! ## The root
//!
//! 1. number: the version of this format, 2; number: piece size; number: length of the stream
//! 2. number: fields, at most 8; for each a text, its name
//! 3. number: documents
//! 4. the blocks of the terms, the blocks of the prefixes (see dictionaries)
//! 5. section: the lengths of fields
//! 6. number: dated documents; if not 0, signed, signed: the first and the last day, counted from 1970-01-01;
//!    section: the days
//! 7. the histogram of all documents: number: 0 years, 1 months, 2 days; number: bars; for each: how far it lies
//!    behind the one before, in its unit (a number; for the first signed, from year 0, from January of year 0 or
//!    from 1970-01-01); number: its documents
//! 8. number: facets; for each: text, its name; section: its column; the blocks of its values; number: its top values,
//!    the 100 most frequent (equal ones by key); for each number: the value's number; number: its documents; text:
//!    its form
//! 9. sections: the lists of prefixes, the postings, the positions
//!
//! ## Dictionaries
//!
//! Sorted keys (by their UTF-8 bytes) in blocks that follow one another. In the root: number: offset of the first
//! block; number: blocks; for each text: its first key; number: its keys; number: its length. A block is a head,
//! then for each key number: how many bytes it shares with the key before (0 for the first); number: how many
//! follow; these bytes; and what belongs to the key.
//! - **Terms**: head: number, number: where the block's first postings and positions begin, counted from the
//!   beginning of all postings and of all positions. To a key belong number: documents that have it; if that is 1,
//!   number: 16 · the document + its level, else number: length of its postings; number: length of its positions.
//!   These follow one another in the order of the terms.
//! - **Prefixes**: head: number: where the block's first list begins, counted from the beginning of all lists of
//!   prefixes. To a key belong number: documents; number: length of its list.
//! - **Values** of a facet: no head. The key is the value in lower case; to it belongs a text: its form as it is
//!   shown, empty where that is the key. A value's number is its place among all of its facet.
//!
//! ## Lengths of fields
//!
//! For each document the number of tokens of each field but the last, as Rice codes behind their parameter.
//!
//! ## Days
//!
//! For each day with documents, the latest first: number: how many days it lies before the one before (0 for the
//! first, which is the last day of the root); number: its documents.
//!
//! ## Columns
//!
//! Which documents have which values of a facet; empty where none has any. Number: different combinations of values,
//! the most frequent first; for each number: its values; for each number: its gap. Then number: documents
//! that have another than the first combination; in bits: the parameter of their gaps; for each the Rice code of its
//! gap and its combination's number − 1 in groups of 3 bits, the lowest first, each with a bit that says whether
//! another group follows, which then counts from 1.
//!
//! ## Postings
//!
//! Documents in blocks of 128; before each but the last number: how many documents lie from the one behind
//! the last of the block before to its own last, both counted; number: its length. A block, in bits: the parameter of its
//! gaps; for each document the Rice code of its gap and its level in 4 bits: how much it has of the term (see
//! [`crate::ranking`]). The gap of a block's first document is counted from the last of the block before.
//!
//! The **list of a prefix** is the same for all documents that have a term which is longer than the prefix and begins so, each
//! with the highest of its levels; without levels where the prefix has at most two letters. Prefixes have one where the
//! lists of their terms are longer together than 32 kB.
//!
//! ## Positions
//!
//! The tokens of a document are counted from 0 over all fields in their order, with 8 numbers left out
//! between two fields. In the blocks of the postings; before each but the last number: its length. A block, in bits: the
//! parameter of counts, in 3 bits; that of gaps; for each document the Rice code of its number of positions − 1, and of
//! the gap of each.

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
    let Contents { schema, documents, terms, analogies, field_lengths, days, facets } = contents;
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
