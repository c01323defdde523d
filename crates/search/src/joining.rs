//! Makes the joint of segments; [`crate::joint`] reads it. docs/FORMAT.md describes its bytes.

use std::collections::BTreeMap;
use std::io;

use crate::answer::Failure;
use crate::bits::{BitWriter, RICE_BITS, best_rice};
use crate::bytes::{Cursor, Damage, put_number, put_text};
use crate::decoded::{Decoded, read_days};
use crate::dictionary::{self, Term};
use crate::document::Document;
use crate::format::{put_histogram, put_learnt, put_span};
use crate::joint::{Joint, Order, VERSION};
use crate::joint_facets::{self, GoneValues};
use crate::joint_stems::{self, GoneTerms};
use crate::pieces::{Pieces, malformed};
use crate::root::{Root, Summary};
use crate::stems_of_terms::{Stems, learn};
use crate::synonyms::Synonyms;
use crate::whole::Whole;

/// Segments that are to be searched as one index.
pub struct Joining<'a> {
    /// Their roots, the oldest segment first.
    pub roots: &'a [&'a [u8]],
    /// All their pieces.
    pub pieces: &'a dyn Pieces,
    /// For each segment, for each of its documents, how many documents of the segments before it come before it in the order
    /// of all; nothing for the first segment. Within a segment these numbers ascend or stay.
    pub places: &'a [Vec<u32>],
    /// Documents in whose place newer ones are: for each segment their numbers, ascending.
    pub masked: &'a [Vec<u32>],
    /// What queries look for beside their words, whatever the segments say of that.
    pub synonyms: &'a Synonyms,
    /// Gives a document of a segment again, as it was indexed. It is asked for the masked ones, and for others as far as it takes
    /// to see which stems of words were theirs alone.
    pub document: &'a mut dyn FnMut(u32, u32) -> io::Result<Document>,
}

/// What is asked of the segments while they are joined.
pub(crate) struct Segments<'a> {
    pub whole: Whole<'a>,
    /// For each segment the numbers of its masked documents.
    pub masked: &'a [Vec<u32>],
}

impl Segments<'_> {
    /// Whether a document is masked.
    pub fn is_masked(&self, segment: u32, document: u32) -> bool {
        self.masked.get(segment as usize).is_some_and(|masked| masked.binary_search(&document).is_ok())
    }
}

/// The joint of segments: its bytes, for [`crate::Index::open`].
///
/// Fails where a document cannot be given, where a piece is damaged or not there, and where what is said of the segments does
/// not fit them.
pub fn join(joining: Joining) -> io::Result<Vec<u8>> {
    let Joining { roots, pieces, places, masked, synonyms, document } = joining;
    let mut read = Vec::with_capacity(roots.len());
    for (segment, root) in (0..).zip(roots) {
        read.push(Root::read(root).map_err(|damage| io::Error::other(malformed(segment, 0, damage.what)))?);
    }
    if places.len() != read.len() || masked.len() != read.len() {
        return Err(io::Error::other("there are not as many lists as segments"));
    }
    let mut out = Vec::new();
    put_number(&mut out, u64::from(VERSION));
    put_number(&mut out, read.len() as u64);
    read.iter().for_each(|root| put_number(&mut out, u64::from(root.summary.documents)));
    put_documents(&mut out, &read, places, masked);
    let order = Order::of_documents(&mut Cursor::new(&out), &read).map_err(misfit)?;

    // From here on the dictionaries of all segments are read as one: as far as it is known what of them is gone.
    let (summary, decoded) = (Summary::default(), Decoded::default());
    let known = Joint::new(order, &read);
    let whole = Whole::new(&read, Some(&known), &summary, &decoded, pieces);
    let segments = Segments { whole, masked };
    let (mut gone_terms, mut gone_values) = (GoneTerms::default(), GoneValues::default());
    for (segment, masked) in (0..).zip(masked) {
        for number in masked {
            let document = document(segment, *number)?;
            gone_terms.add(segment, &document);
            gone_values.add(&document.facets);
        }
    }
    let languages = joint_stems::languages(&segments.whole).map_err(io::Error::other)?;
    joint_stems::put(&mut out, &gone_terms, &languages, &segments, document)?;
    let known = Joint::read_terms(&mut Cursor::new(&out), &read).map_err(misfit)?;

    let whole = Whole::new(&read, Some(&known), &summary, &decoded, pieces);
    let (n_terms, learnt) = learn_of_all(&whole, &languages)?;
    out.extend_from_slice(&learnt);
    put_number(&mut out, u64::from(n_terms));
    let days = read_days(&whole).map_err(io::Error::other)?.ok_or_else(absent)?;
    put_span(&mut out, days.dated(), days.first().zip(days.last()));
    put_histogram(&mut out, &days, known.order.count);
    let facets = read.first().map_or(0, |root| root.facets.len());
    for facet in 0..facets {
        joint_facets::put(&mut out, facet, &gone_values, &whole)?;
    }
    synonyms.write(&mut out);
    Ok(out)
}

/// The documents of segments as a joint has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// For each segment the number of each of its documents in the order of all, masked ones included.
    pub order: Vec<Vec<u32>>,
    /// For each segment the numbers of its masked documents, ascending.
    pub masked: Vec<Vec<u32>>,
}

impl Joined {
    /// Reads what a joint says of the documents of its segments, whose roots these are. A segment alone has no joint.
    pub fn read(joint: Option<&[u8]>, roots: &[&[u8]]) -> io::Result<Self> {
        let mut read = Vec::with_capacity(roots.len());
        for (segment, root) in (0..).zip(roots) {
            read.push(Root::read(root).map_err(|damage| io::Error::other(malformed(segment, 0, damage.what)))?);
        }
        let Some(joint) = joint else {
            let order = read.iter().map(|root| (0..root.summary.documents).collect()).collect();
            return Ok(Self { order, masked: vec![Vec::new(); roots.len()] });
        };
        let (order, ids) = Order::of_all_documents(&mut Cursor::new(joint), &read).map_err(misfit)?;
        let mut masked = Vec::with_capacity(read.len());
        let mut before = 0;
        for root in &read {
            let end = before + root.summary.documents;
            masked.push(ids.iter().filter(|id| (before..end).contains(*id)).map(|id| id - before).collect());
            before = end;
        }
        Ok(Self { order: order.numbers, masked })
    }
}

fn misfit(damage: Damage) -> io::Error {
    io::Error::other(Failure::Disjointed(damage.what.to_owned()))
}

fn put_documents(out: &mut Vec<u8>, roots: &[Root], places: &[Vec<u32>], masked: &[Vec<u32>]) {
    let mut order = OrderWriter::default();
    for places in places.iter().skip(1) {
        let mut before = 0;
        let gap = |place: &u32| {
            let gap = place.saturating_sub(before);
            before = *place;
            (gap, false)
        };
        order.add(&places.iter().map(gap).collect::<Vec<_>>(), false);
    }
    order.finish(out);
    let mut ids = Vec::new();
    let mut before = 0;
    for (root, masked) in roots.iter().zip(masked) {
        ids.extend(masked.iter().map(|number| before + number));
        before += root.summary.documents;
    }
    put_ascending(out, &ids);
}

/// How many different terms there are, and the bytes of what is learnt of their stems in each language.
fn learn_of_all(whole: &Whole, languages: &joint_stems::Languages) -> io::Result<(u32, Vec<u8>)> {
    let mut terms: Vec<(String, Stems)> = Vec::new();
    let is_whole = dictionary::for_each_term("", &|_| true, whole, &mut |key, found: &[Term]| {
        let mut stems = Stems::new();
        for term in found {
            stems.extend(languages.stems(key, term, whole));
        }
        stems.sort_unstable();
        stems.dedup();
        terms.push((String::from_utf8_lossy(key).into_owned(), stems));
    });
    if !is_whole.map_err(io::Error::other)? {
        return Err(absent());
    }
    let analogies = learn(terms.iter().map(|(text, stems)| (text.as_str(), stems)), &languages.names);
    let mut used = vec![false; languages.names.len()];
    terms.iter().flat_map(|(_, stems)| stems).for_each(|(language, _)| used[*language as usize] = true);
    let with_stems = || (0..used.len()).filter(|language| used[*language]);
    let names: Vec<String> = with_stems().map(|language| languages.names[language].clone()).collect();
    let analogies: Vec<_> = with_stems().map(|language| analogies[language].clone()).collect();
    let mut out = Vec::new();
    put_learnt(&mut out, &names, &analogies);
    Ok((terms.len() as u32, out))
}

/// That a piece is not there which has to be.
pub(crate) fn absent() -> io::Error {
    io::Error::other("a piece of the search index is not there")
}

/// Writes the order of what segments hold.
#[derive(Default)]
pub(crate) struct OrderWriter(BitWriter);

impl OrderWriter {
    /// Adds a segment after the first: for each of its things how many of those before are passed over, and whether it is the
    /// same as the next of them, which is said where things can be `shared`.
    pub fn add(&mut self, things: &[(u32, bool)], shared: bool) {
        let low = best_rice(things.iter().map(|(gap, _)| *gap));
        self.0.put(low, RICE_BITS);
        for (gap, same) in things {
            self.0.put_rice(*gap, low);
            if shared {
                self.0.put(u32::from(*same), 1);
            }
        }
    }

    pub fn finish(mut self, out: &mut Vec<u8>) {
        let bytes = self.0.take();
        put_number(out, bytes.len() as u64);
        out.extend_from_slice(&bytes);
    }
}

/// Appends ascending numbers.
pub(crate) fn put_ascending(out: &mut Vec<u8>, numbers: &[u32]) {
    let gaps = numbers.iter().scan(0, |next, number| {
        let gap = number - *next;
        *next = number + 1;
        Some(gap)
    });
    let low = best_rice(gaps.clone());
    let mut bits = BitWriter::default();
    bits.put(low, RICE_BITS);
    gaps.for_each(|gap| bits.put_rice(gap, low));
    let bytes = bits.take();
    put_number(out, numbers.len() as u64);
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(&bytes);
}

/// Appends ascending numbers, each with what belongs to it.
pub(crate) fn put_numbered(out: &mut Vec<u8>, numbered: &BTreeMap<u32, u32>) {
    put_ascending(out, &numbered.keys().copied().collect::<Vec<_>>());
    numbered.values().for_each(|value| put_number(out, u64::from(*value)));
}

/// Appends the forms of values, by their numbers.
pub(crate) fn put_forms(out: &mut Vec<u8>, forms: &BTreeMap<u32, &str>) {
    put_ascending(out, &forms.keys().copied().collect::<Vec<_>>());
    forms.values().for_each(|form| put_text(out, form));
}
