//! Writes an index. docs/FORMAT.md describes its bytes.

use std::io;

use crate::analysis::analogy::Analogies;
use crate::answer::{Histogram, Unit};
use crate::blocks::BlockWriter;
use crate::builder::Built;
use crate::bytes::{put_number, put_signed, put_text};
use crate::collected::PostingsWriter;
use crate::date::Day;
use crate::days::Days;
use crate::document::Schema;
use crate::facet_builder::{FacetBuilder, SortedValue};
use crate::field_lengths::FieldLengths;
use crate::histogram::{Window, histogram, index_of};
use crate::pieces::MAX_PIECES;
use crate::postings::write_documents;
use crate::prefix_lists::{self, IndexedTerm};
use crate::root::{LEAST_PIECE, TOP_VALUES, VERSION};
use crate::shapes::Shapes;
use crate::stems::ChangesWriter;
use crate::stems_of_terms::{Stems, learn};
use crate::synonyms::Synonyms;
use crate::terms::{TermToWrite, TermsWriter};
use crate::{columns, facet_forms, ranking};

/// What an index is written from.
pub(crate) struct Contents {
    pub schema: Schema,
    pub documents: u32,
    /// Sorted.
    pub terms: Vec<TermWriter>,
    /// The names of the languages by which stems are numbered.
    pub languages: Vec<String>,
    pub field_lengths: FieldLengths,
    pub days: Days,
    pub facets: Vec<FacetBuilder>,
    pub synonyms: Synonyms,
}

/// One term, and what belongs to it.
pub(crate) struct TermWriter {
    pub text: String,
    pub postings: PostingsWriter,
    pub stems: Stems,
}

/// Gives the pieces of an index in order.
pub(crate) fn write(
    contents: Contents,
    piece_size: usize,
    mut put: impl FnMut(u32, &[u8]) -> io::Result<()>,
) -> io::Result<Built> {
    let piece_size = piece_size.max(LEAST_PIECE);
    let Contents { schema, documents, terms, languages, field_lengths, days, facets, synonyms } = contents;
    let (mut root, mut stream) = (Vec::new(), Vec::new());
    put_number(&mut root, schema.fields.len() as u64);
    for field in &schema.fields {
        put_text(&mut root, &field.name);
        put_number(&mut root, u64::from(ranking::sixteenths(field.weight)));
    }
    put_number(&mut root, u64::from(documents));
    let analogies = learn(terms.iter().map(|term| (term.text.as_str(), &term.stems)), &languages);
    let shapes = Shapes::new(&field_lengths, ranking::weights(&schema));
    let lengths = (&field_lengths, &shapes);
    let lists = put_terms(&mut root, &mut stream, terms, languages.len() as u32, lengths, documents)?;
    let mut learnt = Vec::new();
    put_learnt(&mut learnt, &languages, &analogies);
    put_section(&mut root, &mut stream, &learnt);
    let mut of_documents = Vec::new();
    shapes.write(&mut of_documents);
    put_section(&mut root, &mut stream, &of_documents);
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
    let mut length = stream.len();
    for list in &lists {
        put_number(&mut root, length as u64);
        put_number(&mut root, list.len() as u64);
        length += list.len();
    }
    synonyms.write(&mut root);
    let mut head = Vec::new();
    put_number(&mut head, u64::from(VERSION));
    put_number(&mut head, piece_size as u64);
    put_number(&mut head, length as u64);
    head.append(&mut root);

    let pieces = length.div_ceil(piece_size);
    if pieces as u64 >= MAX_PIECES {
        return Err(io::Error::other("the search index would have more than a million pieces"));
    }
    put(0, &head)?;
    put_pieces([stream].into_iter().chain(lists), piece_size, put)?;
    Ok(Built { documents, pieces: pieces as u32 + 1, facets: facet_counts, days: days.first().zip(days.last()) })
}

/// Gives the bytes of all sections, one behind the other, in pieces from number 1 on. They are not put together before, which
/// would take as much memory again as the whole index.
fn put_pieces(
    sections: impl Iterator<Item = Vec<u8>>,
    piece_size: usize,
    mut put: impl FnMut(u32, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut number = 1;
    let mut piece = Vec::with_capacity(piece_size);
    for section in sections {
        let mut rest = section.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(piece_size - piece.len()));
            piece.extend_from_slice(now);
            rest = later;
            if piece.len() == piece_size {
                put(number, &piece)?;
                number += 1;
                piece.clear();
            }
        }
    }
    if piece.is_empty() { Ok(()) } else { put(number, &piece) }
}

/// What was learnt of stems, a language each, with its name.
pub(crate) fn put_learnt(out: &mut Vec<u8>, languages: &[String], analogies: &[Analogies]) {
    put_number(out, languages.len() as u64);
    for (language, analogies) in languages.iter().zip(analogies) {
        put_text(out, language);
        let bytes = analogies.encode();
        put_number(out, bytes.len() as u64);
        out.extend_from_slice(&bytes);
    }
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
    languages: u32,
    lengths: (&FieldLengths, &Shapes),
    documents: u32,
) -> io::Result<[Vec<u8>; 3]> {
    // What the writers hold they wrote themselves.
    let broken = |_| io::Error::other("the postings that were collected cannot be read again");
    let mut changes = ChangesWriter::default();
    terms.iter().for_each(|term| changes.add(&term.text, &term.stems));
    let way = changes.finish(languages, root);
    let mut dictionary = TermsWriter::new(documents, terms.iter().map(|term| term.text.as_str()));
    let mut indexed = Vec::with_capacity(terms.len());
    let (mut postings, mut positions) = (Vec::new(), Vec::new());
    for TermWriter { text, postings: writer, stems } in terms {
        let starts = (postings.len(), positions.len());
        let list = writer.documents().map_err(broken)?;
        let of_blocks = writer.write_positions(&list, lengths, &mut positions).map_err(broken)?;
        let only = match list.as_slice() {
            [only] => Some(*only),
            list => {
                write_documents::<true>(list, documents, &of_blocks, &mut postings);
                None
            }
        };
        dictionary.push(&TermToWrite {
            text: &text,
            documents: writer.documents,
            only,
            postings: postings.len() - starts.0,
            positions: positions.len() - starts.1,
            way: way(&text, &stems),
        });
        indexed.push(IndexedTerm { text, documents: writer.documents, only, list: starts.0..postings.len() });
    }
    dictionary.finish(stream, root);
    let lists = prefix_lists::write(&indexed, &postings, documents, stream, root).map_err(broken)?;
    Ok([lists, postings, positions])
}

fn put_days(root: &mut Vec<u8>, stream: &mut Vec<u8>, days: &Days) {
    put_span(root, days.dated(), days.first().zip(days.last()));
    let mut bytes = Vec::new();
    days.write(&mut bytes);
    put_section(root, stream, &bytes);
}

/// How many documents are dated, and the first and the last day.
pub(crate) fn put_span(out: &mut Vec<u8>, dated: u32, span: Option<(Day, Day)>) {
    put_number(out, u64::from(dated));
    if let Some((first, last)) = span {
        put_signed(out, first.0);
        put_signed(out, last.0);
    }
}

/// All documents over time.
pub(crate) fn put_histogram(root: &mut Vec<u8>, days: &Days, documents: u32) {
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
        let mut forms = Vec::new();
        facet_forms::put(&mut forms, value);
        blocks.push(&value.key, &[], &forms);
    }
    blocks.finish(stream, root);
    put_top(root, (0..).zip(values).map(|(number, value)| (number, value.documents, value.form())));
}

/// A facet's most frequent values, which come in the order of their keys: each one's number, documents and form.
pub(crate) fn put_top<'a>(out: &mut Vec<u8>, values: impl Iterator<Item = (u32, u32, &'a str)>) {
    let mut top: Vec<(u32, u32, &str)> = values.collect();
    // Stable: equal counts stay in the order of the keys.
    top.sort_by_key(|(_, documents, _)| std::cmp::Reverse(*documents));
    top.truncate(TOP_VALUES);
    put_number(out, top.len() as u64);
    for (number, documents, form) in top {
        put_number(out, u64::from(number));
        put_number(out, u64::from(documents));
        put_text(out, form);
    }
}
