//! An index in memory, searched as a caller does: piece by piece.

use search::{
    Answer, Built, Document, Failure, Field, Given, Index, IndexBuilder, Piece, Pieces, Query, Schema, SearchOptions,
    Synonyms, ranking,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// The fields of an archive, and two facets of it.
pub fn schema() -> Schema {
    let fields = ranking::FIELDS.iter().map(|(name, weight)| Field { name: (*name).to_owned(), weight: *weight });
    Schema { fields: fields.collect(), facets: vec!["places".to_owned(), "subjects".to_owned()] }
}

/// So often [`Index::search`] asks for pieces: four times, and once more where a word is lacking in a dictionary of many pieces, which
/// these archives have. Five were needed once in some ten thousand queries for a lacking word beside phrases.
const PROMISED_ROUNDS: u32 = 5;

/// All pieces of an index.
pub fn build(schema: Schema, documents: &[Document], piece_size: usize) -> (Vec<Vec<u8>>, Built) {
    build_with(schema, documents, piece_size, Synonyms::default())
}

/// Lists of words that have the same meaning, and how many of each are looked for.
pub type Lists<'a> = &'a [(&'a [&'a str], usize)];

/// These lists for an index.
pub fn synonyms(lists: Lists) -> Synonyms {
    let mut synonyms = Synonyms::default();
    lists.iter().for_each(|(members, sought)| synonyms.add(members, *sought).unwrap());
    synonyms
}

/// All pieces of an index in which words have the same meaning.
pub fn build_with(
    schema: Schema,
    documents: &[Document],
    piece_size: usize,
    synonyms: Synonyms,
) -> (Vec<Vec<u8>>, Built) {
    let mut builder = IndexBuilder::new(schema).with_synonyms(synonyms);
    for (number, document) in (0..).zip(documents) {
        assert_eq!(builder.add(document), Ok(number));
    }
    let mut pieces = Vec::new();
    let put = |number: u32, bytes: &[u8]| {
        assert_eq!(number as usize, pieces.len());
        pieces.push(bytes.to_vec());
        Ok(())
    };
    let built = builder.finish(piece_size, put).unwrap();
    assert_eq!(built.pieces as usize, pieces.len());
    (pieces, built)
}

/// The pieces of a segment.
pub type Segment = Vec<Vec<u8>>;

/// An index of which pieces are fetched as they are asked for.
pub struct Archive {
    pub index: Index,
    /// Of each segment.
    pub segments: Vec<Segment>,
}

#[derive(Default)]
pub struct Fetched(BTreeMap<Piece, Vec<u8>>);

impl Fetched {
    /// How many bytes were fetched.
    pub fn bytes(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl Pieces for Fetched {
    fn piece(&self, piece: Piece) -> Option<&[u8]> {
        self.0.get(&piece).map(Vec::as_slice)
    }
}

impl Archive {
    pub fn new(documents: &[Document], piece_size: usize) -> Self {
        Self::open(vec![build(schema(), documents, piece_size).0], None).unwrap()
    }

    /// One of these texts, in a language.
    pub fn of_texts(language: &str, texts: &[&str]) -> Self {
        let document = |text: &&str| Document {
            language: language.to_owned(),
            fields: ["", "", "", "", text].map(str::to_owned).to_vec(),
            facets: vec![vec![], vec![]],
            day: None,
        };
        Self::new(&texts.iter().map(document).collect::<Vec<_>>(), 512)
    }

    /// One in which words have the same meaning.
    pub fn with_synonyms(documents: &[Document], piece_size: usize, lists: Lists) -> Self {
        let (pieces, _) = build_with(schema(), documents, piece_size, synonyms(lists));
        Self::open(vec![pieces], None).unwrap()
    }

    /// Of segments that were built.
    pub fn open(segments: Vec<Segment>, joint: Option<&[u8]>) -> Result<Self, Failure> {
        let roots: Vec<&[u8]> = segments.iter().map(|pieces| pieces[0].as_slice()).collect();
        Ok(Self { index: Index::open(&roots, joint)?, segments })
    }

    /// The answer, or what is malformed. Nothing may be asked for twice, and not in more rounds than promised.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Answer, Failure> {
        self.ask(|index, fetched| index.search(query, options, fetched))
    }

    /// The same with a facet of who asks.
    pub fn search_listed(&self, query: &Query, options: &SearchOptions, given: &Given) -> Result<Answer, Failure> {
        self.ask(|index, fetched| index.search_with(query, options, Some(given), fetched))
    }

    /// Asks, and fetches what is missing.
    pub fn ask<T>(&self, ask: impl Fn(&Index, &Fetched) -> Result<T, Failure>) -> Result<T, Failure> {
        self.ask_with(&mut Fetched::default(), ask).map(|(answer, _)| answer)
    }

    /// Asks, and fetches what is missing beside what was fetched before; in how many rounds is told too.
    pub fn ask_with<T>(
        &self,
        fetched: &mut Fetched,
        ask: impl Fn(&Index, &Fetched) -> Result<T, Failure>,
    ) -> Result<(T, u32), Failure> {
        for round in 0..=PROMISED_ROUNDS {
            match ask(&self.index, fetched) {
                Err(Failure::Missing(missing)) => {
                    assert!(!missing.is_empty());
                    for piece in missing {
                        let Some(bytes) = self.segments[piece.segment as usize].get(piece.number as usize) else {
                            return Err(Failure::Missing(vec![piece]));
                        };
                        assert!(fetched.0.insert(piece, bytes.clone()).is_none(), "{piece:?} is asked for twice");
                    }
                }
                other => return other.map(|answer| (answer, round)),
            }
        }
        panic!("more than {PROMISED_ROUNDS} rounds");
    }
}

/// A text with brackets around these ranges of its characters.
pub fn bracketed(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut shown = String::new();
    let mut at = 0;
    for range in ranges {
        shown.extend(&characters[at..range.start]);
        shown.extend(['['].iter().chain(&characters[range.clone()]).chain(&[']']));
        at = range.end;
    }
    shown.extend(&characters[at..]);
    shown
}
