//! An index in memory, searched as a caller does: piece by piece.

use search::{
    Answer, Built, Document, Failure, Field, Index, IndexBuilder, Pieces, Query, Schema, SearchOptions, Synonyms,
    ranking,
};
use std::collections::BTreeMap;

/// The fields of an archive, and two facets of it.
pub fn schema() -> Schema {
    let fields = ranking::FIELDS.iter().map(|(name, weight)| Field { name: (*name).to_owned(), weight: *weight });
    Schema { fields: fields.collect(), facets: vec!["places".to_owned(), "subjects".to_owned()] }
}

/// All pieces of an index.
pub fn build(schema: Schema, documents: &[Document], piece_size: usize) -> (Vec<Vec<u8>>, Built) {
    build_with(schema, documents, piece_size, Synonyms::default())
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

/// An index of which pieces are fetched as they are asked for.
pub struct Archive {
    pub index: Index,
    pub pieces: Vec<Vec<u8>>,
}

#[derive(Default)]
pub struct Fetched(BTreeMap<u32, Vec<u8>>);

impl Pieces for Fetched {
    fn piece(&self, number: u32) -> Option<&[u8]> {
        self.0.get(&number).map(Vec::as_slice)
    }
}

impl Archive {
    pub fn new(documents: &[Document], piece_size: usize) -> Self {
        let (pieces, _) = build(schema(), documents, piece_size);
        Self { index: Index::open(&pieces[0]).unwrap(), pieces }
    }

    /// One in which words have the same meaning: lists, and how many of each are looked for.
    pub fn with_synonyms(documents: &[Document], piece_size: usize, lists: &[(&[&str], usize)]) -> Self {
        let mut synonyms = Synonyms::default();
        lists.iter().for_each(|(members, sought)| synonyms.add(members, *sought).unwrap());
        let (pieces, _) = build_with(schema(), documents, piece_size, synonyms);
        Self { index: Index::open(&pieces[0]).unwrap(), pieces }
    }

    /// The answer, or what is malformed. Nothing may be asked for twice, and not in more rounds than promised.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Answer, Failure> {
        self.ask(|index, fetched| index.search(query, options, fetched))
    }

    /// Asks, and fetches what is missing.
    pub fn ask<T>(&self, ask: impl Fn(&Index, &Fetched) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut fetched = Fetched::default();
        for _round in 0..=4 {
            match ask(&self.index, &fetched) {
                Err(Failure::Missing(numbers)) => {
                    assert!(!numbers.is_empty());
                    for number in numbers {
                        let Some(bytes) = self.pieces.get(number as usize) else {
                            return Err(Failure::Missing(vec![number]));
                        };
                        assert!(fetched.0.insert(number, bytes.clone()).is_none(), "piece {number} is asked for twice");
                    }
                }
                other => return other,
            }
        }
        panic!("more than four rounds");
    }
}
