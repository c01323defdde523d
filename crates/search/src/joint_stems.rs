//! What of the terms is gone with the documents that newer ones took the place of: how many documents of each, and which of
//! its stems.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;

use crate::analysis::{Stemmer, TokenKind, for_each_written};
use crate::answer::Failure;
use crate::dictionary::{self, Term};
use crate::document::Document;
use crate::joining::{Segments, absent, put_numbered};
use crate::postings;
use crate::stems::{ChangesWriter, prefix};
use crate::stems_of_terms::Stems;
use crate::terms::List;
use crate::whole::Whole;

/// Stems, each with the name of its language.
type NamedStems = BTreeSet<(String, String)>;

/// The terms of the documents that are gone, by segment and term: how many documents, and the stems that they gave it.
#[derive(Default)]
pub(crate) struct GoneTerms(BTreeMap<(u32, String), (u32, NamedStems)>);

impl GoneTerms {
    /// Notes a document that is gone.
    pub fn add(&mut self, segment: u32, document: &Document) {
        for (term, stems) in terms_of(document) {
            let gone = self.0.entry((segment, term)).or_default();
            gone.0 += 1;
            gone.1.extend(stems);
        }
    }
}

/// The terms of a document with the stems that it gives them.
fn terms_of(document: &Document) -> BTreeMap<String, NamedStems> {
    let stemmer = Stemmer::for_language(&document.language);
    let language = document.language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let mut terms: BTreeMap<String, NamedStems> = BTreeMap::new();
    for text in &document.fields {
        for_each_written(text, |word, written, _, kind| {
            if !terms.contains_key(word) {
                terms.insert(word.to_owned(), NamedStems::new());
            }
            if kind == TokenKind::Word
                && let Some(stems) = terms.get_mut(word)
                && let Some(stem) = stemmer.as_ref().map(|stemmer| stemmer.stem(written))
                && prefix(word, &stem).is_some()
            {
                stems.insert((language.clone(), stem.into_owned()));
            }
        });
    }
    terms
}

/// The languages of all segments.
pub(crate) struct Languages {
    /// In order.
    pub names: Vec<String>,
    /// For each segment the place of each of its own among them.
    of_segments: Vec<Vec<u32>>,
}

/// The languages that segments learnt of.
pub(crate) fn languages(whole: &Whole) -> Result<Languages, Failure> {
    let chunks = whole.sections(&|root| root.analogies.clone())?.unwrap_or_default();
    let mut of_segments: Vec<Vec<String>> = Vec::with_capacity(chunks.len());
    for chunk in &chunks {
        let mut cursor = chunk.cursor();
        let mut read = || {
            let mut names = Vec::new();
            for _ in 0..cursor.count()? {
                names.push(cursor.text()?.to_owned());
                let length = cursor.number()? as usize;
                cursor.take(length)?;
            }
            Ok(names)
        };
        of_segments.push(read().map_err(|damage| chunk.malformed(damage))?);
    }
    let names: BTreeSet<&String> = of_segments.iter().flatten().collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    let place = |name: &String| names.binary_search(name).unwrap_or_default() as u32;
    let of_segments = of_segments.iter().map(|of_segment| of_segment.iter().map(place).collect()).collect();
    Ok(Languages { names, of_segments })
}

impl Languages {
    /// The stems of a term of a segment, as far as they are not gone, with the places of their languages among all.
    pub fn stems(&self, key: &[u8], term: &Term, whole: &Whole) -> Stems {
        let is_corrected = whole.joint.is_some_and(|joint| joint.changes(term.segment, term.number).is_some());
        let of_segment = self.of_segments.get(term.segment as usize);
        let changes = dictionary::changes(std::slice::from_ref(term), whole);
        let stem = |change: &crate::stems::Change| {
            let own = || of_segment.and_then(|places| places.get(change.language as usize)).copied();
            let language = if is_corrected { Some(change.language) } else { own() }?;
            Some((language, String::from_utf8(change.stem(key)?).ok()?))
        };
        changes.filter_map(stem).collect()
    }
}

/// Appends how many documents of which terms are gone, and which terms become other stems now.
pub(crate) fn put(
    out: &mut Vec<u8>,
    gone: &GoneTerms,
    languages: &Languages,
    segments: &Segments,
    document: &mut dyn FnMut(u32, u32) -> io::Result<Document>,
) -> io::Result<()> {
    let whole = &segments.whole;
    let mut first_terms = vec![0];
    for root in whole.roots() {
        first_terms.push(first_terms.last().copied().unwrap_or(0) + root.terms.blocks.keys());
    }
    let mut less = BTreeMap::new();
    let mut left = Left::default();
    for ((segment, text), (documents, stems)) in &gone.0 {
        let Some(of_segment) = whole.segment(*segment) else { continue };
        let mut found = None;
        let is_whole = dictionary::for_each_of_segment(text, false, of_segment, &mut |_, term| found = Some(term));
        if !is_whole.map_err(io::Error::other)? {
            return Err(absent());
        }
        let found = found.filter(|term| term.documents >= *documents);
        let Some(term) = found else { return Err(io::Error::other("a document is not as it was indexed")) };
        less.insert(first_terms[*segment as usize] + term.number, *documents);
        if term.documents > *documents {
            left.unsure.insert((*segment, text.clone()), stems.clone());
            left.terms.push((*segment, text.clone(), term));
        }
    }
    left.make_sure(segments, document)?;
    let mut changed: Vec<(u32, String, Stems)> = Vec::new();
    for (segment, text, term) in &left.terms {
        let gone = left.unsure.get(&(*segment, text.clone())).filter(|gone| !gone.is_empty());
        let Some(gone) = gone else { continue };
        let mut stems = languages.stems(text.as_bytes(), term, whole);
        stems.retain(|(language, stem)| {
            let name = languages.names.get(*language as usize).cloned().unwrap_or_default();
            !gone.contains(&(name, stem.clone()))
        });
        changed.push((first_terms[*segment as usize] + term.number, text.clone(), stems));
    }
    put_numbered(out, &less);
    let mut writer = ChangesWriter::default();
    changed.iter().for_each(|(_, text, stems)| writer.add(text, stems));
    let way = writer.finish(languages.names.len() as u32, out);
    put_numbered(out, &changed.iter().map(|(number, text, stems)| (*number, way(text, stems))).collect());
    Ok(())
}

/// Terms of documents that are gone which other documents of their segment have too.
#[derive(Default)]
struct Left {
    terms: Vec<(u32, String, Term)>,
    /// The stems of which it is not known yet that a document gives them which is still there.
    unsure: BTreeMap<(u32, String), NamedStems>,
}

impl Left {
    /// Looks at documents that are still there, each once at most, until each stem was given by one or by none.
    fn make_sure(
        &mut self,
        segments: &Segments,
        document: &mut dyn FnMut(u32, u32) -> io::Result<Document>,
    ) -> io::Result<()> {
        let mut seen = HashSet::new();
        for (segment, text, term) in &self.terms {
            let key = (*segment, text.clone());
            for number in documents_of(term, segments)? {
                if self.unsure.get(&key).is_none_or(BTreeSet::is_empty) {
                    break;
                }
                if segments.is_masked(*segment, number) || !seen.insert((*segment, number)) {
                    continue;
                }
                for (text, stems) in terms_of(&document(*segment, number)?) {
                    if let Some(unsure) = self.unsure.get_mut(&(*segment, text)) {
                        unsure.retain(|stem| !stems.contains(stem));
                    }
                }
            }
        }
        Ok(())
    }
}

/// The documents of a term in its segment.
fn documents_of(term: &Term, segments: &Segments) -> io::Result<Vec<u32>> {
    let range = match &term.list {
        List::One(document, _) => return Ok(vec![*document]),
        List::At(range) => range.clone(),
    };
    let Some(segment) = segments.whole.segment(term.segment) else { return Ok(Vec::new()) };
    let list = segment.stream.read(range).map_err(io::Error::other)?.ok_or_else(absent)?;
    let mut documents = Vec::new();
    postings::for_each(list.bytes(), term.listed, segment.root.summary.documents, |document, _| {
        documents.push(document)
    })
    .map_err(|damage| io::Error::other(list.malformed(damage)))?;
    Ok(documents)
}
