//! Damaged pieces give an error or an answer, never a panic, an endless loop or a giant allocation.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use search::{Completion, Day, Document, FacetFind, Failure, Filter, Query, SearchOptions, Sort};

use crate::archive::{Archive, build, schema};

fn documents() -> Vec<Document> {
    let words = ["oil", "opec", "bank of japan", "Zürich", "cocoa", "10,000", "of"];
    let document = |number: usize| Document {
        language: "en".to_owned(),
        fields: (0..5)
            .map(|field| (0..number % 7).map(|word| words[(number + field * word) % 7]).collect::<Vec<_>>().join(" "))
            .collect(),
        facets: vec![
            vec![format!("place {}", number % 150)],
            vec!["Crude Oil".to_owned(), format!("subject {}", number % 3)],
        ],
        day: (number < 280).then(|| Day(7_000 - 3 * number as i32)),
    };
    (0..300).map(document).collect()
}

fn queries() -> Vec<(Query, SearchOptions)> {
    let options = SearchOptions { as_typed: true, facet_limit: 3, ..SearchOptions::default() };
    let find = Some(FacetFind { facet: "places".to_owned(), text: "9".to_owned() });
    let filter = Filter { facet: "places".to_owned(), value: "place 120".to_owned(), exclude: false };
    let text = |text: &str| Query { text: text.to_owned(), ..Query::default() };
    vec![
        (Query::default(), options.clone()),
        (text("o"), options.clone()),
        (text("\"bank of japan\" -nothing headline:zür"), options.clone()),
        (
            Query { filters: vec![filter], sort: Sort::Oldest, ..text("oil") },
            SearchOptions { facet_find: find, ..options.clone() },
        ),
        (text("after:1980 before:1988"), options),
    ]
}

/// Searches as a caller does who fetches each piece once.
fn search_all(pieces: Vec<Vec<u8>>) {
    let Ok(index) = search::Index::open(&pieces[0]) else { return };
    let archive = Archive { index, pieces };
    for (query, options) in queries() {
        match archive.search(&query, &options) {
            Ok(_) | Err(Failure::Malformed { .. } | Failure::Missing(_)) => {}
        }
    }
    for completion in ["o", "bank", "place 1", "place:", "subject:crude"].into_iter().filter_map(Completion::of) {
        match archive.ask(|fetched| archive.index.suggest(&completion, fetched)) {
            Ok(_) | Err(Failure::Malformed { .. } | Failure::Missing(_)) => {}
        }
    }
}

#[test]
fn whole_pieces_answer() {
    let (pieces, _) = build(schema(), &documents(), 512);
    let archive = Archive { index: search::Index::open(&pieces[0]).unwrap(), pieces };
    for (query, options) in queries() {
        let answer = archive.search(&query, &options).unwrap();
        assert!(answer.total > 0, "{query:?}");
    }
}

#[test]
fn a_root_that_ends_early_is_malformed() {
    let (pieces, _) = build(schema(), &documents(), 512);
    for length in 0..pieces[0].len() {
        let opened = search::Index::open(&pieces[0][..length]);
        assert!(matches!(opened, Err(Failure::Malformed { piece: 0, .. })), "{length}");
    }
}

#[test]
fn a_piece_that_ends_early_is_named() {
    let (mut pieces, _) = build(schema(), &documents(), 512);
    pieces[1].pop();
    let archive = Archive { index: search::Index::open(&pieces[0]).unwrap(), pieces };
    let (query, options) = &queries()[1];
    assert!(matches!(archive.search(query, options), Err(Failure::Malformed { piece: 1, .. })));
}

#[test]
fn documents_that_are_not_there_get_no_room() {
    // A root that claims 60 million documents and has not one byte for them.
    let root = [2, 64, 0, 0, 0x80, 0x8e, 0xce, 0x1c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert!(matches!(search::Index::open(&root), Err(Failure::Malformed { piece: 0, .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_do_no_harm(changes in vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..6)) {
        let (mut pieces, _) = build(schema(), &documents(), 512);
        for (piece, at, byte) in changes {
            let piece = piece.get_mut(&mut pieces);
            let at = at.index(piece.len());
            piece[at] = byte;
        }
        search_all(pieces);
    }

    #[test]
    fn a_changed_root_does_no_harm(changes in vec((any::<Index>(), any::<u8>()), 1..4)) {
        let (mut pieces, _) = build(schema(), &documents(), 4096);
        for (at, byte) in changes {
            let at = at.index(pieces[0].len());
            pieces[0][at] = byte;
        }
        search_all(pieces);
    }
}
