//! Words of a query that stand near one another bring a document forward.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Day, Document, Filter, Hit, Query, SearchOptions};

use crate::archive::{Archive, Lists, schema};
use crate::history::{History, check};
use crate::twin::Twin;

/// How many documents are put in order again, as docs/ARCHITECTURE.md says.
const AMONG: usize = 20;

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn hits(archive: &Archive, query: &Query, options: &SearchOptions) -> Vec<Hit> {
    archive.search(query, options).unwrap().hits
}

/// The order of documents of which each is a headline and a text, of as many words all, among others without any of them.
#[track_caller]
fn check_order(text: &str, told: &[[&str; 2]], expected: &[u32]) {
    let document = |[headline, body]: [&str; 2]| {
        let words = headline.split_whitespace().count() + body.split_whitespace().count();
        let rest = " tree".repeat(60 - words);
        Document {
            fields: [headline, "", "", "", &(body.to_owned() + &rest)].map(str::to_owned).to_vec(),
            language: "en".to_owned(),
            facets: vec![vec![], vec![]],
            day: None,
        }
    };
    let others = std::iter::repeat_n(["", "tree"], 60);
    let documents: Vec<Document> = told.iter().copied().chain(others).map(document).collect();
    let archive = Archive::new(&documents, 512);
    let options = SearchOptions { as_typed: true, limit: 4, ..SearchOptions::default() };
    let order = hits(&archive, &query(text), &options);
    assert_eq!(order.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected, "{text}: {order:?}");
}

#[test]
fn words_near_one_another_lead() {
    let far = "a a a a a a a a a a a a";
    let texts = [
        ["", &format!("storm {far} warning")],
        ["", "warning storm"],
        ["", "storm and warning"],
        ["", "storm warning"],
    ];
    // Reversed is as good as one word between.
    check_order("storm warning", &texts, &[3, 1, 2, 0]);
    check_order("warning storm", &texts, &[1, 3, 2, 0]);
    // Any form of a word, and what it may have been meant to be.
    check_order("storms warnings", &texts, &[3, 1, 2, 0]);
    check_order("strom warning", &texts, &[3, 1, 2, 0]);
    // A word that is being typed counts where it is one.
    check_order("storm warnin", &texts, &[0, 1, 2, 3]);
}

#[test]
fn fields_are_far_apart() {
    let texts = [["storm", "warning of the day"], ["storm", "a warning of the day"], ["storm warning", ""]];
    check_order("storm warning", &texts, &[2, 0, 1]);
    let texts = [["", "a storm, a warning"], ["", "a storm warning"]];
    check_order("headline:storm warning", &texts, &[0, 1]);
    check_order("body:storm warning", &texts, &[1, 0]);
}

#[test]
fn phrases_and_numbers_are_near_as_a_whole() {
    let texts = [
        ["", "the bank of a land near japan a a a a a a a a rate"],
        ["", "rate of the bank of japan and all"],
        ["", "bank of japan rate"],
    ];
    check_order("\"bank of japan\" rate", &texts, &[2, 1, 0]);
    let texts =
        [["", "covid had a vaccine of its own in 19 cases"], ["", "a vaccine for covid-19"], ["", "covid-19 vaccine"]];
    check_order("covid-19 vaccine", &texts, &[2, 1, 0]);
}

#[test]
fn a_word_twice_is_near_another_only_once() {
    let texts = [["", "storm a storm a a a"], ["", "storm a a a a storm"]];
    check_order("storm storm", &texts, &[0, 1]);
    let texts = [["", "a a a new york a"], ["", "new a a a a a york"]];
    check_order("new york new york", &texts, &[0, 1]);
}

/// Each is one clause, but for the first and the last, the only ones that may be typed to the end.
const CLAUSES: [&str; 22] = [
    "oil",
    "oils",
    "oiling",
    "banks",
    "\"banks\"",
    "bonk",
    "zürich",
    "10,000",
    "covid",
    "19",
    "\"bank of japan\"",
    "\"of ja*\"",
    "headline:oil",
    "body:japan",
    "(oil OR opec)",
    "((bank -opec) OR w5)",
    "japan",
    "w1",
    "w2",
    "w3",
    "w12",
    "at&t",
];

const TYPED: [&str; 6] = ["oil", "oi", "o", "w1", "w", "japan"];

const SYNONYMS: Lists = &[(&["oil", "opec"], 2), (&["w3", "bank of japan"], 1), (&["covid", "w2"], 1)];

/// More words than elsewhere, so that most are rare.
fn document() -> impl Strategy<Value = Document> {
    let special = select(
        &["oil", "oils", "OPEC", "banking", "bank of japan", "Zürich", "10,000", "COVID-19", "japan", "AT&T", "bonk"][..],
    );
    let word = prop_oneof![1 => special.prop_map(str::to_owned), 2 => (0..30_u32).prop_map(|word| format!("w{word}"))];
    let text = |most: usize| vec(word.clone(), 0..most).prop_map(|words| words.join(" "));
    let place = select(&["japan", "uk"][..]);
    (text(5), text(2), text(25), place, 6_000..7_000_i32).prop_map(|(headline, by, body, place, day)| Document {
        fields: vec![headline, by, String::new(), String::new(), body],
        language: "en".to_owned(),
        facets: vec![vec![place.to_owned()], vec![]],
        day: Some(Day(day)),
    })
}

fn documents(most: usize) -> impl Strategy<Value = Vec<Document>> {
    vec(document(), 0..most).prop_map(|mut documents| {
        documents.sort_by_key(|document| std::cmp::Reverse(document.day));
        documents
    })
}

/// The clauses of a query, the last perhaps unfinished.
fn clauses() -> impl Strategy<Value = (Vec<&'static str>, bool)> {
    let whole = || vec(select(&CLAUSES[..]), 1..5);
    let typed = (whole(), select(&TYPED[..])).prop_map(|(mut clauses, last)| {
        clauses.push(last);
        (clauses, true)
    });
    prop_oneof![whole().prop_map(|clauses| (clauses, false)), typed]
}

/// Holds the scores of an answer against what the clauses score one by one and how near they are by brute force.
fn check_scores(
    archive: &Archive,
    twin: &Twin,
    clauses: &[&str],
    as_typed: bool,
    rest: &Query,
) -> Result<(), TestCaseError> {
    let all = SearchOptions { limit: 1_000, ..SearchOptions::default() };
    let last = clauses.len() - 1;
    let mut counted = Vec::new();
    let mut base = vec![0.0_f32; archive.index.documents() as usize];
    for (number, clause) in clauses.iter().enumerate() {
        let options = SearchOptions { as_typed: as_typed && number == last, ..all.clone() };
        let answer = archive.search(&query(clause), &options).unwrap();
        counted.push((*clause, answer.total));
        answer.hits.iter().for_each(|hit| base[hit.number as usize] += hit.score);
    }
    let asked = Query { text: format!("{} {}", rest.text, clauses.join(" ")), ..rest.clone() };
    let options = SearchOptions { as_typed, ..all };
    let found = hits(archive, &asked, &options);
    let mut order: Vec<u32> = found.iter().map(|hit| hit.number).collect();
    order.sort_by(|one, other| base[*other as usize].total_cmp(&base[*one as usize]).then(one.cmp(other)));
    for (place, document) in order.iter().enumerate() {
        let near = if place < AMONG { twin.nearness(&counted, as_typed, *document as usize) } else { 0.0 };
        let expected = base[*document as usize] + near;
        let score = found.iter().find(|hit| hit.number == *document).unwrap().score;
        prop_assert!((score - expected).abs() <= 1e-5 * expected, "{asked:?}: {document} {place}: {score} {expected}");
    }
    // Whatever page is asked for, the order is one.
    for offset in [1, 18, 20, 30] {
        let page = hits(archive, &asked, &SearchOptions { offset, limit: 7, ..options.clone() });
        let expected: Vec<Hit> = found.iter().skip(offset as usize).take(7).copied().collect();
        prop_assert_eq!(page, expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_the_twins(documents in documents(140), asked in vec(clauses(), 1..8), filtered in any::<bool>()) {
        let place = Filter { facet: "places".to_owned(), value: "uk".to_owned(), exclude: false };
        let rest = Query { filters: if filtered { vec![place] } else { vec![] }, ..query("-w29") };
        let plain = (Archive::new(&documents, 1_000), Twin::new(schema(), &documents));
        let twin = Twin::new(schema(), &documents).with_synonyms(SYNONYMS);
        for (archive, twin) in [plain, (Archive::with_synonyms(&documents, 1_000, SYNONYMS), twin)] {
            for (clauses, as_typed) in &asked {
                check_scores(&archive, &twin, clauses, *as_typed, &rest)?;
            }
        }
    }

    #[test]
    fn segments_answer_as_one(documents in documents(90), asked in vec(clauses(), 1..6), piece_size in 64_usize..2_000) {
        let mut history = History::new(schema());
        for (from, to, name) in [(0, 60, 0), (60, 75, 60), (75, 90, 20)] {
            let of_segment = documents.iter().skip(from).take(to - from);
            history.append(&(name..).zip(of_segment.cloned()).collect::<Vec<_>>());
        }
        let asked: Vec<(Query, SearchOptions)> = asked.iter().map(|(clauses, as_typed)| {
            (query(&clauses.join(" ")), SearchOptions { as_typed: *as_typed, limit: 40, ..SearchOptions::default() })
        }).collect();
        check(&history, piece_size, &asked);
    }
}
