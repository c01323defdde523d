//! Damaged pieces give an error or an answer, never a panic, an endless loop or a giant allocation.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use search::{Completion, Day, Document, FacetFind, Failure, Filter, Piece, Query, SearchOptions, Sort};

use crate::archive::{Archive, Segment, build, schema, synonyms};
use crate::history::History;
use crate::properties::SYNONYMS;

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
    search_segments(vec![pieces], None);
}

fn search_segments(segments: Vec<Segment>, joint: Option<&[u8]>) {
    let Ok(archive) = Archive::open(segments, joint) else { return };
    for (query, options) in queries() {
        match archive.search(&query, &options) {
            Ok(_) | Err(Failure::Malformed { .. } | Failure::Missing(_)) => {}
            Err(failure) => panic!("{failure}"),
        }
    }
    for completion in ["o", "bank", "place 1", "place:", "subject:crude"].into_iter().filter_map(Completion::of) {
        match archive.ask(|index, fetched| index.suggest(&completion, fetched)) {
            Ok(_) | Err(Failure::Malformed { .. } | Failure::Missing(_)) => {}
            Err(failure) => panic!("{failure}"),
        }
    }
}

#[test]
fn whole_pieces_answer() {
    let (pieces, _) = build(schema(), &documents(), 512);
    let archive = Archive::open(vec![pieces], None).unwrap();
    for (query, options) in queries() {
        let answer = archive.search(&query, &options).unwrap();
        assert!(answer.total > 0, "{query:?}");
    }
}

#[test]
fn a_root_that_ends_early_is_malformed() {
    let (pieces, _) = build(schema(), &documents(), 512);
    for length in 0..pieces[0].len() {
        let opened = search::Index::open(&[&pieces[0][..length]], None);
        assert!(matches!(opened, Err(Failure::Malformed { piece: Piece { number: 0, .. }, .. })), "{length}");
    }
}

#[test]
fn a_piece_that_ends_early_is_named() {
    let (mut pieces, _) = build(schema(), &documents(), 512);
    pieces[1].pop();
    let archive = Archive::open(vec![pieces], None).unwrap();
    let (query, options) = &queries()[1];
    assert!(matches!(archive.search(query, options), Err(Failure::Malformed { piece: Piece { number: 1, .. }, .. })));
}

#[test]
fn documents_that_are_not_there_get_no_room() {
    // A root that claims 60 million documents and has not one byte for them.
    let root = [4, 64, 0, 0, 0x80, 0x8e, 0xce, 0x1c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert!(matches!(
        search::Index::open(&[&root], None),
        Err(Failure::Malformed { piece: Piece { number: 0, .. }, .. })
    ));
}

/// Two hundred documents and fifty more, ten of which replace others: the pieces of two segments, and their joint.
static GROWN: LazyLock<(Vec<Segment>, Vec<u8>)> = LazyLock::new(|| {
    let known: Vec<(u32, Document)> = (0..).zip(documents()).collect();
    let mut history = History::new(schema());
    history.append(&known[..200]);
    let replaced = known[200..250].iter().map(|(known, document)| (*known - 10, document.clone()));
    history.append(&replaced.collect::<Vec<_>>());
    history.synonyms = synonyms(&SYNONYMS);
    history.parts(512)
});

#[test]
fn a_joint_that_ends_early_or_is_that_of_others_is_told() {
    let (mut segments, joint) = GROWN.clone();
    let open = |segments: &[Segment], joint: Option<&[u8]>| Archive::open(segments.to_vec(), joint).map(drop);
    assert_eq!(open(&segments, Some(&joint)), Ok(()));
    for length in 0..joint.len() {
        assert!(matches!(open(&segments, Some(&joint[..length])), Err(Failure::Disjointed(_))), "{length}");
    }
    assert!(matches!(open(&segments, None), Err(Failure::Disjointed(_))));
    segments.reverse();
    assert!(matches!(open(&segments, Some(&joint)), Err(Failure::Disjointed(_))));
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
    fn a_changed_joint_does_no_harm(changes in vec((any::<Index>(), any::<u8>()), 1..4)) {
        let (segments, mut joint) = GROWN.clone();
        for (at, byte) in changes {
            let at = at.index(joint.len());
            joint[at] = byte;
        }
        search_segments(segments, Some(&joint));
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
