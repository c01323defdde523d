//! Words that the archive's owner says mean the same.

use search::{Document, Query, SearchOptions, SynonymError, Synonyms};

use crate::archive::{Archive, Lists};

const LISTS: [(&[&str], usize); 3] =
    [(&["US", "U.S.", "United States"], 3), (&["United States Steel", "X"], 2), (&["quake", "earthquake"], 1)];

fn document(body: &str) -> Document {
    let fields = ["", "", "", "", body].map(str::to_owned).to_vec();
    Document { fields, language: "en".to_owned(), facets: vec![vec![], vec![]], day: None }
}

fn archive() -> Archive {
    let bodies = [
        "the United States here and there",
        "the U.S. here and there",
        "united they are, the states of it",
        "one earthquake and another",
        "one quake and another",
        "quakes and more",
        "steel of X",
    ];
    Archive::with_synonyms(&bodies.map(document), 512, &LISTS)
}

/// What a query finds, the best first, and what is said to have been looked for too.
#[track_caller]
fn check(text: &str, expected: &[u32], also: &[&str]) {
    let query = Query { text: text.to_owned(), ..Query::default() };
    let options = SearchOptions { as_typed: true, ..SearchOptions::default() };
    let answer = archive().search(&query, &options).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected, "{text}");
    assert_eq!(answer.also, also, "{text}");
}

#[test]
fn the_written_form_comes_before_what_means_the_same() {
    check("us", &[1, 0], &["United States"]);
    check("u.s. ", &[1, 0], &["United States"]);
    check("united states", &[0, 2, 1], &["US"]);
}

#[test]
fn the_longest_name_counts() {
    check("united states steel", &[6], &["X"]);
}

#[test]
fn one_way_is_not_the_other() {
    check("quake", &[4, 5, 3], &["earthquake"]);
    check("earthquake ", &[3], &[]);
}

#[test]
fn in_quotes_or_with_a_star_or_half_typed_words_are_what_they_are() {
    check("\"us\"", &[1], &[]);
    check("\"united states\"", &[0], &[]);
    check("us*", &[1], &[]);
    check("qua", &[4, 5], &[]);
    check("united OR states", &[0, 2], &[]);
}

#[test]
fn what_is_left_out_is_left_out_whatever_it_is_called() {
    check("there -us", &[], &[]);
}

/// What is marked in a text.
#[track_caller]
fn check_marks(query: &str, text: &str, expected: &[&str]) {
    let archive = archive();
    let highlighter = archive.ask(|index, pieces| index.highlighter(query, true, pieces)).unwrap();
    let characters: Vec<char> = text.chars().collect();
    let marked = highlighter.marks(text).into_iter().map(|range| characters[range].iter().collect::<String>());
    assert_eq!(marked.collect::<Vec<_>>(), expected, "{query}");
}

#[test]
fn what_means_the_same_is_marked() {
    check_marks("us", "The United States, or U.S., are united.", &["United States", "U.S"]);
    check_marks("united states", "US of states", &["US", "states"]);
    check_marks("quake", "an earthquake and quakes", &["earthquake", "quakes"]);
    check_marks("\"us\"", "United States, US", &["US"]);
    check_marks("united OR states", "US", &[]);
}

/// What is marked in a text of an archive of other texts.
#[track_caller]
fn check_marks_among(lists: Lists, bodies: &[&str], query: &str, text: &str, expected: &[&str]) {
    let documents: Vec<Document> = bodies.iter().map(|body| document(body)).collect();
    let archive = Archive::with_synonyms(&documents, 512, lists);
    let highlighter = archive.ask(|index, pieces| index.highlighter(query, false, pieces)).unwrap();
    let characters: Vec<char> = text.chars().collect();
    let marked = highlighter.marks(text).into_iter().map(|range| characters[range].iter().collect::<String>());
    assert_eq!(marked.collect::<Vec<_>>(), expected, "{query}");
}

// A name of the owner's that no text has was marked as a slip, which the search does not look for: `Tremer` in `tremor`.
#[test]
fn what_the_owner_names_is_no_slip_where_it_is_marked() {
    let bodies = ["an earthquake", "a tremor"];
    check_marks_among(&[(&["tremer", "earthquake"], 2)], &bodies, "tremer", "earthquake, tremor", &["earthquake"]);
    check_marks_among(&[(&["great tremer", "earthquake"], 2)], &bodies, "great tremer", "tremor", &[]);
    check_marks_among(&[(&["x", "earthquake"], 2)], &bodies, "tremer", "earthquake, tremor", &["tremor"]);
}

// Thousands behind a name of the owner's were found with their comma, and not marked.
#[test]
fn what_others_write_as_one_is_marked_behind_a_name_too() {
    let lists: Lists = &[(&["class 10", "tenth"], 2)];
    check_marks_among(lists, &["10,000"], "class 10 000", "the 10,000 of a class", &["10,000", "class"]);
}

// A name with a star is what it is.
#[test]
fn a_star_in_a_name_stands_for_nothing_else() {
    let lists: Lists = &[(&["ma*sh", "tv show"], 2)];
    let bodies = ["ma sh", "marsh", "tv show"];
    let archive = Archive::with_synonyms(&bodies.map(document), 512, lists);
    let query = Query { text: "tv show".to_owned(), ..Query::default() };
    let mut hits = archive.search(&query, &SearchOptions::default()).unwrap().hits;
    hits.sort_by_key(|hit| hit.number);
    assert_eq!(hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), [0, 2]);
}

// A name of two words of which one is in a script without spaces was not found beside another.
#[test]
fn names_go_on_behind_a_script_without_spaces() {
    let lists: Lists = &[(&["東京 2020", "서울 올림픽"], 2)];
    let bodies = ["東京2020大会", "2020 東京", "서울 올림픽 개막"];
    let archive = Archive::with_synonyms(&bodies.map(document), 512, lists);
    for (text, expected) in [("東京 2020", &[0, 1, 2][..]), ("서울 올림픽", &[0, 2])] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let mut hits = archive.search(&query, &SearchOptions::default()).unwrap().hits;
        hits.sort_by_key(|hit| hit.number);
        assert_eq!(hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected, "{text}");
    }
    check_marks_among(lists, &bodies, "東京 2020", "서울 올림픽", &["서울 올림픽"]);
}

#[test]
fn lists_that_say_nothing_are_refused() {
    let mut synonyms = Synonyms::default();
    assert_eq!(synonyms.add(&["EU", "European Union"], 2), Ok(()));
    assert_eq!(synonyms.add(&["E.U.", "Brussels"], 2), Err(SynonymError::Twice("E.U.".to_owned())));
    assert_eq!(synonyms.add(&["UN", "UN"], 2), Err(SynonymError::Twice("UN".to_owned())));
    assert_eq!(synonyms.add(&["UN", "U.N."], 2), Err(SynonymError::OneAlone("UN".to_owned())));
    assert_eq!(synonyms.add(&["UN"], 1), Err(SynonymError::OneAlone("UN".to_owned())));
    assert_eq!(synonyms.add(&["UN", "&"], 2), Err(SynonymError::NoWord("&".to_owned())));
    // What is only found may be found from several lists.
    assert_eq!(synonyms.add(&["Commission", "European Union"], 1), Ok(()));
}
