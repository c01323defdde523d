//! What is found, one case after the other; and what building refuses.

use search::{BuildError, Day, Document, Failure, Filter, IndexBuilder, Matched, Query, SearchOptions, Unit};

use crate::archive::{Archive, build, schema};

fn document(headline: &str, body: &str) -> Document {
    let fields = [headline, "", "", "", body].map(str::to_owned).to_vec();
    Document { fields, language: "en".to_owned(), facets: vec![vec![], vec![]], day: None }
}

/// The numbers of the hits on three documents.
#[track_caller]
fn check(text: &str, expected: &[u32]) {
    let documents = [
        document(
            "Zürich opens new line",
            "The AT&T report cost 10,000 dollars, said O’Neill of the U.S. office in 日本国.",
        ),
        document("Budget vote passes", "A vote on the budget. Moscow–Pyongyang trains run again after COVID-19."),
        document("The vote", "Nothing of the budget here; a vote may come."),
    ];
    let archive = Archive::new(&documents, 512);
    let query = Query { text: text.to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions::default()).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected);
}

#[test]
fn words_are_found_however_they_are_written() {
    check("zurich", &[0]);
    check("10000", &[0]);
    check("at&t", &[0]);
    check("oneill", &[0]);
    check("US", &[0]);
    check("moscow-pyongyang", &[1]);
    check("pyongyang", &[1]);
    check("covid‑19", &[1]);
    check("日本", &[0]);
    check("本", &[0]);
    check("国", &[0]);
    check("日国", &[]);
}

#[test]
fn phrases_and_fields_are_kept_apart() {
    check("\"budget vote\"", &[1]);
    check("headline:budget", &[1]);
    check("\"passes a\"", &[]);
    check("vote -passes", &[2]);
    check("-vote", &[0]);
    check("bud*", &[1, 2]);
}

// In quotes the star of any word but the last was dropped, and nothing was found.
#[test]
fn every_word_of_a_phrase_may_have_a_star() {
    check("\"bud* vo*\"", &[1]);
    check("\"bud* of\"", &[]);
    check("\"budg* pas*\"", &[]);
}

/// Which of some texts in a language a query finds.
#[track_caller]
fn check_in(language: &str, texts: &[&str], text: &str, expected: &[u32]) {
    let of_language = |text: &&str| Document { language: language.to_owned(), ..document("", text) };
    let archive = Archive::new(&texts.iter().map(of_language).collect::<Vec<_>>(), 512);
    let query = Query { text: text.to_owned(), ..Query::default() };
    let mut hits = archive.search(&query, &SearchOptions::default()).unwrap().hits;
    hits.sort_by_key(|hit| hit.number);
    assert_eq!(hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected, "{text}");
}

// `cease-fire` found none of the texts that write `ceasefire`.
#[test]
fn a_word_with_a_hyphen_is_found_without() {
    let texts = ["a ceasefire held", "the cease-fire held", "they cease to fire"];
    check_in("en", &texts, "cease-fire", &[0, 1, 2]);
    check_in("en", &texts, "Cease–Fires", &[0, 1, 2]);
    check_in("en", &texts, "-cease-fire", &[]);
    check_in("en", &texts, "\"cease-fire\"", &[1]);
    check_in("en", &texts, "cease fire", &[1, 2]);
}

// What French and many others type for ten thousand found nothing, since texts have a space that does not break.
#[test]
fn thousands_are_found_with_a_space() {
    let texts = ["près de 10\u{202f}000 manifestants", "1\u{a0}234\u{a0}567 habitants"];
    check_in("fr", &texts, "10 000 manifestants", &[0]);
    check_in("fr", &texts, "1 234 567", &[1]);
    check_in("fr", &texts, "\"10 000\"", &[]);
    // A pasted column of figures is no number.
    check_in("fr", &["412318290107"], "412 318 290 107", &[0]);
    check_in("fr", &["412318290107555"], "412 318 290 107 555", &[]);
}

// Persian joins parts of a word with a sign that keyboards hardly have; with a space in its place a word was not found.
#[test]
fn parts_of_a_persian_word_are_found_with_a_space() {
    let texts = ["رئیس\u{200c}جمهور ایران", "کتاب\u{200c}ها را می\u{200c}خواهد", "جمهور"];
    check_in("fa", &texts, "رئیس جمهور", &[0, 2]);
    check_in("fa", &texts, "کتاب ها", &[1]);
    check_in("fa", &texts, "می خواهد", &[1]);
}

// What is written as one with a Hebrew word hid it: the government was not found by who looked for a government.
#[test]
fn hebrew_words_are_found_with_what_is_written_before_them() {
    let texts = ["הממשלה בירושלים", "ראש בממשלה חדשה", "וצה\"ל הודיע", "ממשלה", "ירושלים"];
    check_in("he", &texts, "ממשלה", &[0, 1, 3]);
    check_in("he", &texts, "הממשלה", &[0]);
    check_in("he", &texts, "ירושלים", &[0, 4]);
    check_in("he", &texts, "צה\"ל", &[2]);
    check_in("he", &texts, "\"ממשלה\"", &[3]);
}

#[test]
fn the_better_match_comes_first() {
    check("budget", &[1, 2]);
    // The very word before one that only begins so.
    let documents = [document("", "oils and more"), document("", "oil and more")];
    let archive = Archive::new(&documents, 512);
    let query = Query { text: "oil".to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions { as_typed: true, ..SearchOptions::default() }).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), [1, 0]);
}

// Initials led whatever began with their letter, and the list jumped with the second letter.
#[test]
fn a_letter_being_typed_leaves_the_newest_first() {
    for long in [false, true] {
        // So many documents that the letter has a list of its own, and so few that it has none.
        let count = if long { 40_000 } else { 2 };
        let mut documents = vec![document("", "dollar dinar dime"); count];
        documents.push(document("Mr D", "d d d"));
        let archive = Archive::new(&documents, 64 << 10);
        let options = SearchOptions { as_typed: true, limit: 3, ..SearchOptions::default() };
        let query = Query { text: "d".to_owned(), ..Query::default() };
        let answer = archive.search(&query, &options).unwrap();
        assert_eq!(answer.total as usize, documents.len());
        assert_eq!(answer.hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), [0, 1, 2]);
        // A whole word is what it is.
        let whole = archive.search(&query, &SearchOptions::default()).unwrap();
        assert_eq!(whole.total, 1);
    }
}

// In a small archive a word of one document was taken for a slip, and words that look like it were looked for too.
#[test]
fn a_word_that_is_there_is_no_slip_in_a_small_archive() {
    let mut documents = vec![document("wheat", "")];
    documents.extend(vec![document("cheat", ""); 3]);
    let archive = Archive::new(&documents, 512);
    let also = |text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        archive.search(&query, &SearchOptions::default()).unwrap().also
    };
    assert_eq!(also("wheat "), [""; 0]);
    assert_eq!(also("wheet "), ["wheat"]);
    assert_eq!(also("weat "), ["wheat"]);
    // At the first letter too, and then what more documents have comes first.
    assert_eq!(also("heat "), ["cheat", "wheat"]);
}

#[test]
fn a_slip_of_which_a_word_allows_few_is_the_likelier_one() {
    let mut documents = vec![document("banker", "")];
    documents.extend(vec![document("baker", ""); 3]);
    let archive = Archive::new(&documents, 512);
    let query = Query { text: "bakner".to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions::default()).unwrap();
    assert_eq!(answer.also, ["banker", "baker"]);
}

#[test]
fn an_index_without_documents_answers() {
    let archive = Archive::new(&[], 512);
    for text in ["", "oil", "place:japan", "-oil", "on:1987"] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let answer = archive.search(&query, &SearchOptions::default()).unwrap();
        assert_eq!((answer.total, answer.matched, answer.histogram.bars.len()), (0, Matched::All, 0));
        assert_eq!(answer.facets.len(), 2);
    }
}

#[test]
fn choosing_a_value_never_widens_the_set() {
    let mut documents = vec![document("red", ""); 12];
    documents.extend(vec![document("blue", ""); 3]);
    for document in &mut documents {
        document.fields[4] = "red or blue".to_owned();
    }
    documents[0].facets[0].push("japan".to_owned());
    let archive = Archive::new(&documents, 512);
    let filter = Filter { facet: "places".to_owned(), value: "JAPAN".to_owned(), exclude: false };
    let query = Query { text: "headline:red blue".to_owned(), filters: vec![filter], ..Query::default() };
    let answer = archive.search(&query, &SearchOptions::default()).unwrap();
    assert_eq!((answer.matched, answer.total, answer.totals.any), (Matched::All, 1, 1));
}

#[test]
fn the_first_look_needs_the_root_alone() {
    let (pieces, built) = build(schema(), &[Document { day: Some(Day(6_000)), ..document("a", "b") }], 64);
    assert_eq!(built.days, Some((Day(6_000), Day(6_000))));
    let archive = Archive::open(vec![pieces[..1].to_vec()], None).unwrap();
    let answer = archive.search(&Query::default(), &SearchOptions::default()).unwrap();
    assert_eq!((answer.total, answer.histogram.unit, answer.histogram.bars.len()), (1, Unit::Day, 1));
    let query = Query { text: "a".to_owned(), ..Query::default() };
    assert!(matches!(archive.search(&query, &SearchOptions::default()), Err(Failure::Missing(_))));
}

#[test]
fn building_refuses_what_is_out_of_order() {
    let dated = |day: i32| Document { day: Some(Day(day)), ..document("a", "b") };
    let mut builder = IndexBuilder::new(schema());
    assert_eq!(builder.add(&dated(9_999_999)), Err(BuildError::DayOutOfRange));
    assert_eq!(builder.add(&dated(10)), Ok(0));
    assert_eq!(builder.add(&dated(11)), Err(BuildError::OutOfOrder));
    assert_eq!(builder.add(&Document::default()), Err(BuildError::NotOfTheSchema));
    assert_eq!(builder.add(&document("c", "")), Ok(1));
    assert_eq!(builder.add(&dated(9)), Err(BuildError::OutOfOrder));
}
