//! Stars within words, and those that mean nothing.

use search::{Query, SearchOptions};

use crate::archive::{Archive, bracketed};

const TEXTS: [&str; 9] = [
    "a woman came",
    "the women came",
    "a womanish n",
    "colour and color",
    "sh*t happens",
    "a shot",
    "it was a f*ck",
    "in Zürich",
    "北京市长",
];

/// Which texts a query finds, with brackets around what is marked of them, and what is said to mean nothing.
#[track_caller]
fn check_as(text: &str, as_typed: bool, expected: &[&str], ignored: &[&str]) {
    let archive = Archive::of_texts("en", &TEXTS);
    let query = Query { text: text.to_owned(), ..Query::default() };
    let mut answer = archive.search(&query, &SearchOptions { as_typed, ..SearchOptions::default() }).unwrap();
    answer.hits.sort_by_key(|hit| hit.number);
    let highlighter = archive.ask(|index, pieces| index.highlighter(text, as_typed, pieces)).unwrap();
    let texts = answer.hits.iter().map(|hit| TEXTS[hit.number as usize]);
    let marked = texts.map(|text| bracketed(text, highlighter.marks_in("body", text)));
    assert_eq!(marked.collect::<Vec<_>>(), expected, "{text}");
    assert_eq!(answer.ignored, ignored, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &[&str], ignored: &[&str]) {
    check_as(text, false, expected, ignored);
}

// `wom*n` looked for `wom` and `n`, and nothing said so.
#[test]
fn a_star_within_a_word_stands_for_any_letters() {
    check("wom*n", &["a [woman] came", "the [women] came"], &[]);
    check("WOM＊N", &["a [woman] came", "the [women] came"], &[]);
    check("wom**n", &["a [woman] came", "the [women] came"], &[]);
    check("col*r", &["[colour] and [color]"], &[]);
    check("wo*a*", &["a [woman] came", "a [womanish] n"], &[]);
    check("wo*a*h", &["a [womanish] n"], &[]);
    check("Zür*ch", &["in [Zürich]"], &[]);
    check("body:wom*n", &["a [woman] came", "the [women] came"], &[]);
    check("headline:wom*n", &[], &[]);
    check("wom*n OR zu*h", &["a [woman] came", "the [women] came", "in [Zürich]"], &[]);
    check("came -wom*n", &[], &[]);
}

// While it is typed, the end of such a word is none yet.
#[test]
fn a_word_with_a_star_may_be_being_typed() {
    check_as("wom*n", true, &["a [woman] came", "the [women] came", "a [womanish] n"], &[]);
    check_as("wom*n ", true, &["a [woman] came", "the [women] came"], &[]);
}

#[test]
fn a_star_within_a_word_of_a_phrase_counts_too() {
    check("\"a wom*n came\"", &["[a woman came]"], &[]);
    check("\"wom*n ca*\"", &["a [woman came]", "the [women came]"], &[]);
    check("\"col** and col*r\"", &["[colour and color]"], &[]);
}

// Newspapers print some words with a star, which are found all the same.
#[test]
fn a_star_of_the_text_is_found_as_it_is_printed() {
    check("sh*t", &["[sh*t] happens", "a [shot]"], &[]);
    check("\"sh*t happens\"", &["[sh*t happens]"], &[]);
    check("f*ck", &["it was a [f]*[ck]"], &["*"]);
    check("\"f*ck\"", &["it was a [f*ck]"], &["*"]);
}

// A star that meant nothing was passed over in silence.
#[test]
fn a_star_that_means_nothing_is_said() {
    check("*man", &[], &["*"]);
    check("w*n came", &["a woman [came]", "the women [came]", "a womanish [n]"], &["*"]);
    check("came-*", &["a woman [came]", "the women [came]"], &["*"]);
    check("* came", &["a woman [came]", "the women [came]"], &["*"]);
    check("(w*n OR came)", &["a woman [came]", "the women [came]"], &["*"]);
    check("cam*", &["a woman [came]", "the women [came]"], &[]);
}

// Characters of a script without spaces find what begins so without a star, too, and of it nothing was said.
#[test]
fn a_star_behind_a_script_without_spaces_is_said() {
    check("北京*", &["[北京]市长"], &["*"]);
    check("\"北京*\"", &["[北京]市长"], &["*"]);
    check("市＊", &["北京[市]长"], &["*"]);
    check("北京市长", &["[北京市长]"], &[]);
}

// `*man *men` said the star twice.
#[test]
fn what_means_nothing_is_said_once() {
    check("*man & *men &", &[], &["*", "&"]);
    check("came (*x OR *y) headline: headline:", &["a woman [came]", "the women [came]"], &["*", "headline:"]);
}
