//! An archive that grows: segments, documents that newer ones replace, removals and merges; beside it the same documents
//! built at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use search::{
    Answer, Completion, Document, Filter, Joining, Piece, Pieces, Query, Schema, SearchOptions, Synonyms, join,
};

use crate::archive::{Archive, Segment, build, build_with};
use crate::given::LISTS;

/// What a document is known by, and the document.
pub type Known = (u32, Document);

/// Segments, the oldest first; in each the documents in order, and whether a newer one took their place.
pub struct History {
    schema: Schema,
    segments: Vec<Vec<(Known, bool)>>,
    /// What the joint says, and no segment.
    pub synonyms: Synonyms,
}

/// All pieces of segments.
struct All<'a>(&'a [Segment]);

impl Pieces for All<'_> {
    fn piece(&self, Piece { segment, number }: Piece) -> Option<&[u8]> {
        self.0.get(segment as usize)?.get(number as usize).map(Vec::as_slice)
    }
}

/// Newest first, undated ones last, equal ones by what they are known by.
fn key((known, document): &Known) -> (Reverse<Option<i32>>, u32) {
    (Reverse(document.day.map(|day| day.0)), *known)
}

impl History {
    pub fn new(schema: Schema) -> Self {
        Self { schema, segments: Vec::new(), synonyms: Synonyms::default() }
    }

    /// Adds a segment. Of two of one name the later counts, here and in the segments before.
    pub fn append(&mut self, documents: &[Known]) {
        let documents: BTreeMap<u32, &Document> =
            documents.iter().map(|(known, document)| (*known, document)).collect();
        for ((known, _), masked) in self.segments.iter_mut().flatten() {
            *masked |= documents.contains_key(known);
        }
        let mut segment: Vec<Known> =
            documents.into_iter().map(|(known, document)| (known, document.clone())).collect();
        segment.sort_by_key(key);
        self.segments.push(segment.into_iter().map(|document| (document, false)).collect());
    }

    /// Cuts documents out of the segments that hold them.
    pub fn remove(&mut self, known: u32) {
        self.segments.iter_mut().for_each(|segment| segment.retain(|((other, _), _)| *other != known));
    }

    /// Makes one segment of all from this one on, without what is masked.
    pub fn merge(&mut self, from: usize) {
        let rest = self.segments.split_off(from.min(self.segments.len()));
        let mut merged: Vec<_> = rest.into_iter().flatten().filter(|(_, masked)| !masked).collect();
        merged.sort_by_key(|(document, _)| key(document));
        self.segments.push(merged);
    }

    /// The archive of segments, and the names of its documents by their ids.
    pub fn grown(&self, piece_size: usize) -> (Archive, Vec<u32>) {
        let (segments, joint) = self.parts(piece_size);
        let names = self.segments.iter().flatten().map(|((known, _), _)| *known).collect();
        (Archive::open(segments, Some(&joint)).unwrap(), names)
    }

    /// The pieces of the segments, and their joint.
    pub fn parts(&self, piece_size: usize) -> (Vec<Segment>, Vec<u8>) {
        let documents = |segment: &[(Known, bool)]| -> Vec<Document> {
            segment.iter().map(|((_, document), _)| document.clone()).collect()
        };
        let segments: Vec<Segment> =
            self.segments.iter().map(|segment| build(self.schema.clone(), &documents(segment), piece_size).0).collect();
        let place = |number: usize, document: &Known| {
            let before = self.segments[..number].iter().flatten();
            before
                .filter(|(other, _)| key(other) < key(document) || other.0 == document.0 && key(other) == key(document))
                .count()
        };
        let places: Vec<Vec<u32>> = self
            .segments
            .iter()
            .enumerate()
            .map(|(number, segment)| match number {
                0 => Vec::new(),
                _ => segment.iter().map(|(document, _)| place(number, document) as u32).collect(),
            })
            .collect();
        let masked: Vec<Vec<u32>> = self
            .segments
            .iter()
            .map(|segment| (0..).zip(segment).filter(|(_, (_, masked))| *masked).map(|(number, _)| number).collect())
            .collect();
        let roots: Vec<&[u8]> = segments.iter().map(|pieces| pieces[0].as_slice()).collect();
        let joint = join(Joining {
            roots: &roots,
            pieces: &All(&segments),
            places: &places,
            masked: &masked,
            synonyms: &self.synonyms,
            document: &mut |segment, number| -> io::Result<Document> {
                Ok(self.segments[segment as usize][number as usize].0.1.clone())
            },
        })
        .unwrap();
        (segments, joint)
    }

    /// The documents that count in order, by their names.
    pub fn documents(&self) -> Vec<Known> {
        let counted = self.segments.iter().flatten().filter(|(_, masked)| !masked);
        let mut documents: Vec<Known> = counted.map(|(document, _)| document.clone()).collect();
        documents.sort_by_key(key);
        documents
    }
}

/// Holds the answers of a grown archive against those of one that was built at once.
#[track_caller]
pub fn check(history: &History, piece_size: usize, asked: &[(Query, SearchOptions)]) {
    let (grown, names) = history.grown(piece_size);
    let (known, documents): (Vec<u32>, Vec<Document>) = history.documents().into_iter().unzip();
    let (pieces, _) = build_with(history.schema.clone(), &documents, piece_size, history.synonyms.clone());
    let at_once = Archive::open(vec![pieces], None).unwrap();
    assert_eq!(grown.index.documents(), at_once.index.documents());
    assert_eq!(grown.index.days(), at_once.index.days());
    assert_eq!(grown.index.facets().collect::<Vec<_>>(), at_once.index.facets().collect::<Vec<_>>());
    let in_order: Vec<u32> =
        (0..at_once.index.documents()).map(|place| names[grown.index.document_at(place).unwrap() as usize]).collect();
    assert_eq!(in_order, known);
    assert_eq!(grown.index.document_at(grown.index.documents()), None);
    let named = |mut answer: Answer, names: &[u32]| {
        answer.hits.iter_mut().for_each(|hit| hit.number = names[hit.number as usize]);
        answer
    };
    for (name, document) in history.documents().into_iter().take(8) {
        let texts = [("headline", 0), ("body", 4)].map(|(field, at)| (field.to_owned(), document.fields[at].clone()));
        let related = |archive: &Archive, names: &[u32]| -> Vec<(u32, f32)> {
            // Of versions of one name the last counts.
            let id = names.iter().rposition(|known| *known == name).unwrap() as u32;
            let hits = archive.ask(|index, fetched| index.related(id, &texts, 5, fetched)).unwrap();
            hits.into_iter().map(|hit| (names[hit.number as usize], hit.score)).collect()
        };
        assert_eq!(related(&grown, &names), related(&at_once, &known), "{name}");
    }
    // What a reader knows of documents, by what these are known by; replaced ones have it too.
    let listed = |archive: &Archive, names: &[u32]| {
        let mut given = archive.index.given("list", &LISTS, 0);
        let put = (0..).zip(names).filter(|(id, name)| archive.index.put(&mut given, *id, (*name % 8) as u8)).count();
        assert_eq!(put, documents.len(), "those that newer ones replaced are none");
        given
    };
    let (listed_grown, listed_at_once) = (listed(&grown, &names), listed(&at_once, &known));
    for (number, (query, options)) in asked.iter().enumerate() {
        let mut query = query.clone();
        let value = LISTS[number % LISTS.len()].to_owned();
        query.filters.push(Filter { facet: "list".to_owned(), value, exclude: number % 4 == 3 });
        let answer = grown.search_listed(&query, options, &listed_grown).unwrap();
        let expected = at_once.search_listed(&query, options, &listed_at_once).unwrap();
        assert_eq!(named(answer, &names), named(expected, &known), "{query:?}");
    }
    for (query, options) in asked {
        let answer = named(grown.search(query, options).unwrap(), &names);
        let expected = named(at_once.search(query, options).unwrap(), &known);
        assert_eq!(answer, expected, "{query:?}");
        let highlighter = |archive: &Archive| {
            archive.ask(|index, fetched| index.highlighter(&query.text, options.as_typed, fetched)).unwrap()
        };
        assert_eq!(highlighter(&grown), highlighter(&at_once), "{query:?}");
        let suggested = |archive: &Archive| {
            let completion = Completion::of(&query.text)?;
            Some(archive.ask(|index, fetched| index.suggest(&completion, fetched)).unwrap())
        };
        assert_eq!(suggested(&grown), suggested(&at_once), "{query:?}");
    }
}
