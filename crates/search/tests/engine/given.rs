//! A facet that comes with the query: every answer is that of an index that holds it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Day, Document, Filter, Query, SearchOptions};

use crate::archive::{Archive, schema};
use crate::properties::{documents, options, query};
use crate::twin::Twin;

/// Its values.
pub const LISTS: [&str; 3] = ["read", "saved", "unread"];

/// The values of a set of them, as a document holds them.
fn values(set: u8) -> Vec<String> {
    (0..).zip(LISTS).filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, value)| value.to_owned()).collect()
}

fn filter(value: &str, exclude: bool) -> Filter {
    Filter { facet: "list".to_owned(), value: value.to_owned(), exclude }
}

fn filters() -> impl Strategy<Value = Vec<Filter>> {
    let value = select(&["read", "saved", "unread", "nowhere"][..]);
    vec((value, any::<bool>()).prop_map(|(value, exclude)| filter(value, exclude)), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// The twin's documents have the facet's values themselves.
    #[test]
    fn a_facet_that_comes_with_the_query_is_as_one_of_the_index(
        documents in documents(),
        asked in vec((query(), options(), filters()), 1..12),
        usual in 0..8_u8,
        others in vec((0..60_u32, 0..8_u8), 0..40),
        piece_size in 64_usize..3_000
    ) {
        let archive = Archive::new(&documents, piece_size);
        let mut given = archive.index.given("list", &LISTS, usual);
        for (number, set) in &others {
            let is_there = archive.index.put(&mut given, *number, *set);
            prop_assert_eq!(is_there, (*number as usize) < documents.len());
        }
        let mut listed = documents.clone();
        for (number, document) in (0..).zip(&mut listed) {
            // Of two that name a document the later counts.
            let set = others.iter().rev().find(|(other, _)| *other == number).map_or(usual, |(_, set)| *set);
            document.facets.push(values(set));
        }
        let mut with_list = schema();
        with_list.facets.push("list".to_owned());
        let twin = Twin::new(with_list, &listed);
        for (query, options, filters) in &asked {
            let mut query = query.clone();
            query.filters.extend(filters.iter().cloned());
            twin.check(&query, options, &archive.search_listed(&query, options, &given).unwrap());
        }
    }
}

#[track_caller]
fn check(given: Option<u8>, value: &str, exclude: bool, total: u32) {
    let (fields, facets) = (vec![String::new(); 5], vec![vec![]; 2]);
    let archive = Archive::new(&[Document { fields, facets, day: Some(Day(7_000)), ..Document::default() }], 256);
    let given = given.map(|set| archive.index.given("list", &LISTS, set));
    let query = Query { filters: vec![filter(value, exclude)], ..Query::default() };
    let options = SearchOptions::default();
    let answer = archive.ask(|index, fetched| index.search_with(&query, &options, given.as_ref(), fetched));
    assert_eq!(answer.unwrap().total, total);
}

#[test]
fn the_case_of_its_values_does_not_matter() {
    check(Some(0b100), "UNREAD", false, 1);
    check(Some(0b001), "UNREAD", false, 0);
}

/// As those of any facet that the index does not have.
#[test]
fn without_the_facet_no_document_has_its_values() {
    check(None, "unread", false, 0);
    check(None, "unread", true, 1);
}
