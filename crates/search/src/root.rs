//! Piece 0: what an index says of itself, read and checked.

use std::ops::Range;

use crate::answer::{Bar, Histogram, Unit};
use crate::blocks::Blocks;
use crate::bytes::{Cursor, Damage};
use crate::counting::MAX_FACETS;
use crate::date::Day;
use crate::histogram::period_of;
use crate::pieces::{Layout, MAX_PIECES};
use crate::stems::Changes;
use crate::synonyms::Synonyms;
use crate::terms::{Limits, Terms};

/// The number of the format that is written and read.
pub(crate) const VERSION: u32 = 4;

/// The earliest format of which the root says the same in the same way: who builds indexes anew reads from it what the documents
/// do not tell.
const EARLIEST: u32 = if cfg!(feature = "build") { 3 } else { VERSION };

/// How many of a facet's values the root holds: as many as [`crate::SearchOptions`] asks for by default.
pub(crate) const TOP_VALUES: usize = 100;

/// The least size of a piece.
pub(crate) const LEAST_PIECE: usize = 64;

/// The most documents of an index. What a search needs for each of them at once must find room in a browser.
pub(crate) const MAX_DOCUMENTS: u32 = 1 << 26;

/// The most fields of a schema.
pub(crate) const MAX_FIELDS: usize = 8;

/// What is known of all documents without a look at any of them, and what holds for all.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub documents: u32,
    /// How many different terms they have.
    pub terms: u32,
    pub dated: u32,
    /// The first and the last day.
    pub span: Option<(Day, Day)>,
    pub histogram: Histogram,
    pub facets: Vec<FacetSummary>,
    /// What queries look for beside their words.
    pub synonyms: Synonyms,
}

/// What is known of a facet without a look at its documents.
#[derive(Debug)]
pub(crate) struct FacetSummary {
    pub name: String,
    /// How many different values there are.
    pub values: u32,
    pub top: Vec<TopValue>,
}

/// What the root says; docs/FORMAT.md describes its bytes.
#[derive(Debug)]
pub(crate) struct Root {
    pub layout: Layout,
    /// The names of the fields in the order of their positions.
    pub fields: Vec<String>,
    pub summary: Summary,
    /// What a word in each weighs, in sixteenths.
    pub weights: Vec<u32>,
    /// How terms become their stems.
    pub changes: Changes,
    /// The dictionary of the terms.
    pub terms: Terms,
    /// The dictionary of the prefixes whose terms have a list together.
    pub prefixes: Blocks,
    /// What was learnt of stems.
    pub analogies: Range<u64>,
    /// The shapes of the documents.
    pub shapes: Range<u64>,
    pub days: Range<u64>,
    pub facets: Vec<Facet>,
    pub prefix_lists: Range<u64>,
    pub postings: Range<u64>,
    pub positions: Range<u64>,
}

/// Where a facet's documents and values stand.
#[derive(Debug)]
pub(crate) struct Facet {
    pub column: Range<u64>,
    pub values: Blocks,
}

/// One of a facet's most frequent values.
#[derive(Debug)]
pub(crate) struct TopValue {
    pub number: u32,
    pub documents: u32,
    pub form: String,
}

impl Root {
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut root = Cursor::new(bytes);
        if !(EARLIEST..=VERSION).contains(&root.number()?) {
            return Err(root.damage("it is of another version of the format"));
        }
        let layout = Layout { piece_size: u64::from(root.number()?), length: root.wide()? };
        if layout.piece_size < LEAST_PIECE as u64 || layout.pieces() >= MAX_PIECES {
            return Err(root.damage("it has too many pieces"));
        }
        let (fields, weights) = read_fields(&mut root)?;
        let documents = root.number()?;
        if documents > MAX_DOCUMENTS {
            return Err(root.damage("it has too many documents"));
        }
        let changes = Changes::read(&mut root)?;
        let (terms, prefixes) = (Terms::read(&mut root)?, Blocks::read(&mut root)?);
        let (analogies, shapes) = (section(&mut root)?, section(&mut root)?);
        // Each document takes a bit there at least: so no list is made room for that is longer than what is there.
        if shapes.end > layout.length || u64::from(documents) > (shapes.end - shapes.start) * 8 {
            return Err(root.damage("it has more documents than there is room for"));
        }
        let (dated, span) = read_span(&mut root, documents)?;
        let days = section(&mut root)?;
        let histogram = read_histogram(&mut root, documents - dated)?;
        let n_facets = root.count()?;
        if n_facets > MAX_FACETS {
            return Err(root.damage("it has too many facets"));
        }
        let (mut facets, mut summaries) = (Vec::new(), Vec::new());
        for _ in 0..n_facets {
            let (facet, summary) = read_facet(&mut root)?;
            facets.push(facet);
            summaries.push(summary);
        }
        let (prefix_lists, postings, positions) = (section(&mut root)?, section(&mut root)?, section(&mut root)?);
        let synonyms = Synonyms::read(&mut root)?;
        if !root.is_at_end() {
            return Err(root.damage("it has bytes too many"));
        }
        let terms_count = terms.blocks.keys();
        let summary = Summary { documents, terms: terms_count, dated, span, histogram, facets: summaries, synonyms };
        Ok(Self {
            layout,
            fields,
            summary,
            weights,
            changes,
            terms,
            prefixes,
            analogies,
            shapes,
            days,
            facets,
            prefix_lists,
            postings,
            positions,
        })
    }

    /// Whether its fields and facets are those of another.
    pub fn has_schema_of(&self, other: &Self) -> bool {
        let facets = || self.summary.facets.iter().zip(&other.summary.facets);
        self.fields == other.fields
            && self.weights == other.weights
            && self.facets.len() == other.facets.len()
            && facets().all(|(one, other)| one.name == other.name)
    }

    /// What a block of terms must keep to.
    pub fn limits(&self) -> Limits {
        let length = |range: &Range<u64>| range.end.saturating_sub(range.start);
        let (postings, positions) = (length(&self.postings), length(&self.positions));
        Limits { documents: self.summary.documents, postings, positions }
    }
}

fn section(root: &mut Cursor) -> Result<Range<u64>, Damage> {
    let (offset, length) = (root.wide()?, root.wide()?);
    let end = offset.checked_add(length).ok_or_else(|| root.damage("a section lies nowhere"))?;
    Ok(offset..end)
}

/// The names of the fields, and what a word in each weighs.
fn read_fields(root: &mut Cursor) -> Result<(Vec<String>, Vec<u32>), Damage> {
    let count = root.count()?;
    if count > MAX_FIELDS {
        return Err(root.damage("it has too many fields"));
    }
    let (mut names, mut weights) = (Vec::new(), Vec::new());
    for _ in 0..count {
        names.push(root.text()?.to_owned());
        weights.push(root.number()?);
    }
    Ok((names, weights))
}

/// How many of so many documents are dated, and the first and the last day.
pub(crate) fn read_span(cursor: &mut Cursor, documents: u32) -> Result<(u32, Option<(Day, Day)>), Damage> {
    let dated = cursor.number()?;
    if dated > documents {
        return Err(cursor.damage("more documents are dated than there are"));
    }
    let span = if dated > 0 { Some((Day(cursor.signed()?), Day(cursor.signed()?))) } else { None };
    Ok((dated, span))
}

/// All documents over time.
pub(crate) fn read_histogram(root: &mut Cursor, undated: u32) -> Result<Histogram, Damage> {
    let unit = match root.number()? {
        0 => Unit::Year,
        1 => Unit::Month,
        2 => Unit::Day,
        _ => return Err(root.damage("its histogram has no unit")),
    };
    let mut bars = Vec::new();
    let mut index = 0_i32;
    for number in 0..root.count()? {
        let step = if number == 0 { root.signed()? } else { root.number()? as i32 };
        index = index.checked_add(step).ok_or_else(|| root.damage("a bar lies too far away"))?;
        let period = period_of(unit, index).ok_or_else(|| root.damage("a bar lies too far away"))?;
        bars.push(Bar { period, count: root.number()? });
    }
    Ok(Histogram { unit, bars, undated })
}

fn read_facet(root: &mut Cursor) -> Result<(Facet, FacetSummary), Damage> {
    let name = root.text()?.to_owned();
    let column = section(root)?;
    let values = Blocks::read(root)?;
    let summary = FacetSummary { name, values: values.keys(), top: read_top(root)? };
    Ok((Facet { column, values }, summary))
}

/// A facet's most frequent values.
pub(crate) fn read_top(cursor: &mut Cursor) -> Result<Vec<TopValue>, Damage> {
    let mut top = Vec::new();
    for _ in 0..cursor.count()? {
        let (number, documents) = (cursor.number()?, cursor.number()?);
        top.push(TopValue { number, documents, form: cursor.text()?.to_owned() });
    }
    Ok(top)
}
