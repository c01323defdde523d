//! An archive that grew in any way answers as one that was built at once.

use proptest::collection::vec;
use proptest::prelude::*;
use search::{Day, Document, Query, SearchOptions};

use crate::archive::{schema, synonyms};
use crate::history::{History, check};
use crate::properties::{SYNONYMS, document, options, query};
use crate::stories;

/// What happens to an archive.
#[derive(Clone, Debug)]
enum Event {
    Append(Vec<(u32, Document)>),
    Remove(u32),
    Merge(usize),
}

/// Few names, so that documents are replaced.
fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        5 => vec((0..40_u32, document()), 0..25).prop_map(Event::Append),
        1 => (0..40_u32).prop_map(Event::Remove),
        1 => (0..4_usize).prop_map(Event::Merge),
    ]
}

fn history(events: &[Event]) -> History {
    let mut history = History::new(schema());
    history.append(&[]);
    for event in events {
        match event {
            Event::Append(documents) => history.append(documents),
            Event::Remove(known) => history.remove(*known),
            Event::Merge(from) => history.merge(*from),
        }
    }
    history
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_grown_archive_answers_as_one_that_was_built_at_once(
        events in vec(event(), 1..8), asked in vec((query(), options()), 1..10), piece_size in 64_usize..3_000
    ) {
        let mut asked = asked;
        asked.push((Query::default(), SearchOptions::default()));
        let mut history = history(&events);
        check(&history, piece_size, &asked);
        history.synonyms = synonyms(&SYNONYMS);
        check(&history, piece_size, &asked);
    }
}

fn told(text: &str, language: &str, place: &str) -> Document {
    let fields = ["", "", "", "", text].map(str::to_owned).to_vec();
    let facets = vec![vec![place.to_owned()], vec![]];
    Document { fields, language: language.to_owned(), facets, day: Some(Day(7_000)) }
}

/// Checks these words, as typed and whole, on segments of documents.
#[track_caller]
fn check_words(segments: &[&[(u32, Document)]], words: &[&str]) {
    let mut history = History::new(schema());
    segments.iter().for_each(|documents| history.append(documents));
    let query = |text: &&str| Query { text: (*text).to_owned(), ..Query::default() };
    let options = [false, true].map(|as_typed| SearchOptions { as_typed, ..SearchOptions::default() });
    let asked: Vec<_> =
        words.iter().flat_map(|text| options.iter().map(move |options| (query(text), options.clone()))).collect();
    check(&history, 256, &asked);
}

#[test]
fn a_word_that_only_replaced_documents_had_is_not_there() {
    let old = [(1, told("wheat harvest", "en", "uk")), (2, told("cheat", "en", "uk"))];
    check_words(&[&old, &[(1, told("barley", "en", "uk"))]], &["wheat", "wheet", "whea", "harvest", "cheat", "barly"]);
}

#[test]
fn a_stem_that_only_a_replaced_document_gave_is_none() {
    // In French the word has another stem than in English; the one that stays has no language.
    let old = [(1, told("nationales", "fr", "x")), (2, told("nationales", "", "x")), (3, told("national", "en", "x"))];
    let new = [(1, told("gone", "fr", "x"))];
    check_words(
        &[&old, &new, &[(4, told("nationale", "fr", "x"))]],
        &["nationales", "national", "nationale", "nation"],
    );
}

#[test]
fn a_value_is_written_as_most_of_all_documents_write_it() {
    let old = [(1, told("a", "en", "Japan")), (2, told("a", "en", "Japan")), (3, told("a", "en", "japan"))];
    let new = [(4, told("a", "en", "japan")), (5, told("a", "en", "japan")), (2, told("a", "en", "uk"))];
    check_words(&[&old, &new, &[(5, told("b", "en", "Uk"))]], &["a", "", "place:JAPAN"]);
}

/// Beyond the most frequent values, which the joint names itself.
#[test]
fn a_rare_value_is_written_as_most_of_all_documents_write_it() {
    let many =
        |from: u32| (0..480).map(move |number| (from + number, told("a", "en", &format!("value {}", number % 120))));
    let rare = (901..903).map(|known| (known, told("a", "en", "rare value")));
    let old: Vec<_> = many(0).chain(rare).collect();
    let new = vec![(903, told("a", "en", "Rare Value"))];
    let mut history = History::new(schema());
    [old, new].iter().for_each(|documents| history.append(documents));
    let query = Query { text: "a place:\"RARE VALUE\"".to_owned(), ..Query::default() };
    let options = SearchOptions { facet_limit: 100, ..SearchOptions::default() };
    check(&history, 4096, &[(query, options)]);
}

// Of values that as many documents have, those of the older segment came first.
#[test]
fn values_of_equal_counts_are_suggested_in_one_order() {
    let (old, new) = ([(1, told("a", "en", "usa"))], [(2, told("a", "en", "uk"))]);
    check_words(&[&old, &new], &["place:", "place:u"]);
}

/// So many words begin alike that they have a list together, and all of them are gone.
#[test]
fn a_prefix_that_only_replaced_documents_had_is_not_there() {
    let letter = |number: u32| char::from_u32(97 + number % 26).unwrap();
    let word = |number: u32| format!("workx{}{}{}", letter(number), letter(number / 26), letter(number / 676));
    let text = (0..17_000).map(word).collect::<Vec<_>>().join(" ");
    let old = [(1, told(&text, "en", "x")), (2, told(&text, "en", "x")), (3, told("works", "en", "x"))];
    check_words(&[&old, &[(1, told("y", "en", "x")), (2, told("y", "en", "x"))]], &["workx", "work", "w"]);
    check_words(&[&old, &[(1, told("y", "en", "x"))]], &["workx", "work", "w"]);
}

/// Lists of prefixes that one index has and others do not: real stories, so many that short prefixes have them.
#[test]
fn stories_in_segments_are_found_as_in_one() {
    let Some(mut documents) = stories::read(4_000) else { return };
    for document in &mut documents {
        document.facets.truncate(2);
    }
    let known: Vec<(u32, Document)> = (0..).zip(documents).collect();
    let mut history = History::new(schema());
    history.append(&known[..3_000]);
    history.append(&known[2_900..3_500]);
    // Newer texts under names that are there.
    let replaced = known[3_500..].iter().map(|(known, document)| (*known - 3_500, document.clone()));
    history.append(&replaced.collect::<Vec<_>>());
    let texts = [
        "o",
        "t",
        "co",
        "comp",
        "the",
        "oil",
        "oil prices",
        "\"the company\"",
        "headline:oil",
        "said -the",
        "shareholdr",
        "bankers agreeing",
        "privatisingly",
        "place:usa",
        "",
        "japan* trade",
        "subject:earn net",
        "z",
        "q",
        "1",
    ];
    let query = |text: &str| Query { text: text.to_owned(), ..Query::default() };
    let options = SearchOptions { as_typed: true, limit: 100, ..SearchOptions::default() };
    check(&history, 4096, &texts.map(|text| (query(text), options.clone())));
}
