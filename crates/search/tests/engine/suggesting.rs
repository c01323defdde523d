//! What is suggested while one types: the same as by brute force over the documents.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use search::analysis::tokenize;
use search::{Completion, Document, Query, SearchOptions, Suggested, Suggestion};

use crate::archive::{Archive, Fetched};
use crate::properties::documents;

/// The beginnings of values, and the words that they are.
const VALUES: [(&str, &str); 7] = [
    ("", ""),
    ("j", "j"),
    ("OIL", "oil"),
    ("\"crude oi", "crude oi"),
    ("\"crud oi", "crud oi"),
    ("\"oil cr", "oil cr"),
    ("Zaï", "zai"),
];

fn suggest(documents: &[Document], text: &str) -> Vec<Suggestion> {
    let Some(completion) = Completion::of(text) else { return Vec::new() };
    let archive = Archive::new(documents, 512);
    archive.ask(|index, pieces| index.suggest(&completion, pieces)).unwrap()
}

/// The words of the documents that begin so, each with how many documents have it.
fn words(documents: &[Document], typed: &str) -> BTreeMap<String, u32> {
    let mut words = BTreeMap::new();
    for document in documents {
        let tokens = document.fields.iter().flat_map(|text| tokenize(text)).map(|token| token.text);
        let own: std::collections::BTreeSet<String> = tokens.collect();
        for word in own.into_iter().filter(|word| word.starts_with(typed) && word != typed) {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// The values of a facet of which words begin as these do, in lower case, each with how many documents have it.
fn values(documents: &[Document], facet: usize, typed: &[String]) -> BTreeMap<String, u32> {
    let mut values = BTreeMap::new();
    for document in documents {
        let own: std::collections::BTreeSet<String> =
            document.facets[facet].iter().filter(|value| !value.is_empty()).map(|value| value.to_lowercase()).collect();
        for value in own {
            let words: Vec<String> = tokenize(&value).into_iter().map(|token| token.text).collect();
            let whole = typed.len().saturating_sub(1);
            let fits = |at: &[String]| at[..whole] == typed[..whole] && at[whole].starts_with(&typed[whole]);
            if typed.is_empty() || words.windows(typed.len()).any(fits) {
                *values.entry(value).or_default() += 1;
            }
        }
    }
    values
}

/// What is suggested of one kind are the most frequent of all, with their counts.
#[track_caller]
fn check_best(found: &[&Suggestion], all: &BTreeMap<String, u32>, most: usize) {
    let mut counts: Vec<u32> = all.values().copied().collect();
    counts.sort_by_key(|count| std::cmp::Reverse(*count));
    counts.truncate(most);
    assert_eq!(found.iter().map(|found| found.count).collect::<Vec<_>>(), counts, "{found:?} of {all:?}");
    for found in found {
        assert_eq!(all.get(&found.value.to_lowercase()), Some(&found.count), "{found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn suggestions_are_the_twins(documents in documents(), typed in select(&["o", "b", "ban", "z", "u", "1", "c", "jap", "élu"][..])) {
        let found = suggest(&documents, typed);
        let folded = tokenize(typed).remove(0).text;
        let of = |what| found.iter().filter(|found| found.what == what).collect::<Vec<_>>();
        check_best(&of(Suggested::Word), &words(&documents, &folded), 3);
        let mut all = values(&documents, 0, std::slice::from_ref(&folded));
        all.extend(values(&documents, 1, &[folded]));
        check_best(&of(Suggested::Value), &all, 3);
    }

    #[test]
    fn values_of_a_field_are_the_twins(
        documents in documents(), (typed, words) in select(&VALUES[..])
    ) {
        for (facet, name) in ["place:", "-subject:"].into_iter().enumerate() {
            let found = suggest(&documents, &format!("oil {name}{typed}"));
            let words: Vec<String> = words.split_terminator(' ').map(str::to_owned).collect();
            check_best(&found.iter().collect::<Vec<_>>(), &values(&documents, facet, &words), 8);
            for found in found {
                let filter = (found.what, found.exclude, found.text.as_str());
                prop_assert_eq!(filter, (Suggested::Value, facet == 1, "oil "));
                prop_assert!(["places", "subjects"][facet] == found.facet);
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "((-|place:|headline:|\"|\\(|\\)|é|日|a| |OR |“){0,12}|\\PC{0,12})") {
        prop_assert!(suggest(&[], &text).iter().all(|found| found.what == Suggested::Name));
    }
}

fn document(fields: [&str; 2], places: &[&str], subjects: &[&str]) -> Document {
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let [headline, body] = fields.map(str::to_owned);
    Document {
        language: "en".to_owned(),
        fields: vec![headline, String::new(), String::new(), String::new(), body],
        facets: vec![values(places), values(subjects)],
        day: None,
    }
}

/// What is suggested, as `value` or `facet=value`, and the text that is left.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let documents = [
        document(["Prices rise", "oil prices in el salvador and zurich"], &["El Salvador", "Zürich"], &["Oil prices"]),
        document(["Price of oil", "oil price"], &["El Salvador"], &["Oil prices", "Prices"]),
        document(["Salvage", "a plaza"], &["Salzburg"], &[]),
    ];
    let found = suggest(&documents, text);
    let shown = |found: &Suggestion| {
        let facet = if found.facet.is_empty() { String::new() } else { found.facet.clone() + "=" };
        (facet + &found.value, found.text.clone())
    };
    let found: Vec<_> = found.iter().map(shown).collect();
    let expected: Vec<_> = expected.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_word_is_completed_and_a_space_says_that_it_is_whole() {
    check("headline:pri", &[("price", "headline:price "), ("prices", "headline:prices ")]);
    check("(oil OR headline:pri", &[("price", "(oil OR headline:price "), ("prices", "(oil OR headline:prices ")]);
    check("\"oil pri", &[("price", "\"oil price"), ("prices", "\"oil prices")]);
    check("non-zur", &[("zurich", "non-zurich ")]);
    check("Zür", &[("zurich", "zurich "), ("places=Zürich", "")]);
}

#[test]
fn a_value_takes_the_words_with_it_that_are_its_own() {
    check(
        "gas el salv",
        &[("salvador", "gas el salvador "), ("salvage", "gas el salvage "), ("places=El Salvador", "gas ")],
    );
    check(
        "gas el sal",
        &[
            ("salvador", "gas el salvador "),
            ("salvage", "gas el salvage "),
            ("places=El Salvador", "gas "),
            ("places=Salzburg", "gas el "),
        ],
    );
    check("-salz", &[("places=Salzburg", "")]);
    check("oil -place:salv", &[("places=El Salvador", "oil ")]);
    check("place:\"el s", &[("places=El Salvador", "")]);
    check("place:zur", &[("places=Zürich", "")]);
    check("-\u{200f}place:\u{200e}salz\u{200e}", &[("places=Salzburg", "")]);
    check("\u{200f}-salz\u{200f}", &[("places=Salzburg", "\u{200f}")]);
    for text in ["place:\"el ", "place:«El ", "place:「el "] {
        check(text, &[("places=El Salvador", "")]);
    }
}

// What was left of the text once a value was taken left out what had been a word, or had a word that was to be left out.
#[test]
fn not_stays_what_it_is_where_a_value_is_taken() {
    check("US UK EU UN NOT FRANCE PLACE:SALZ", &[("places=Salzburg", "US UK EU UN -FRANCE ")]);
    check("US UK NOT EU SALZ", &[("places=Salzburg", "US UK not EU ")]);
    check("US UK NOT SALZ", &[("places=Salzburg", "US UK ")]);
}

#[test]
fn a_name_is_completed_where_there_are_values_of_it() {
    check("pl", &[("place", "place:"), ("plaza", "plaza ")]);
    check("oil -pl", &[("place", "oil -place:"), ("plaza", "oil -plaza ")]);
    // Nothing has a person, and one letter may begin too many names.
    check("pers", &[]);
    check(
        "s",
        &[("salvador", "salvador "), ("salvage", "salvage "), ("places=El Salvador", ""), ("places=Salzburg", "")],
    );
}

#[test]
fn elsewhere_nothing_is_completed() {
    for text in [
        "",
        "oil ",
        "on:19",
        "a OR",
        "(",
        "-",
        "日本",
        "!",
        "\"日本",
        "pri*",
        "pri*e",
        "\"oil pri*e",
        "place:\"zürich\"",
        "place:(salz",
        "\"oil\"",
    ] {
        check(text, &[]);
    }
}

#[test]
fn names_without_spaces_are_found_by_how_they_begin() {
    let documents = [document(["", "日本銀行"], &["日本", "中国銀行"], &["日本銀行"])];
    let found = |text| suggest(&documents, text).into_iter().map(|found| (found.value, found.text)).collect::<Vec<_>>();
    assert_eq!(found("oil 日本"), [("日本".to_owned(), "oil ".to_owned()), ("日本銀行".to_owned(), "oil ".to_owned())]);
    assert_eq!(found("日本銀"), [("日本銀行".to_owned(), String::new())]);
    assert_eq!(found("place:銀"), [("中国銀行".to_owned(), String::new())]);
}

/// In a dictionary that is too large to be looked through, those are found that begin so, and the most frequent ones.
#[test]
fn large_dictionaries_are_looked_up_and_not_through() {
    let documents: Vec<Document> = (0..6_000)
        .map(|number: u32| {
            let own = format!("Person {number} of somewhere");
            document(["", ""], &[&own, if number.is_multiple_of(3) { "The Frequent Person" } else { "Another" }], &[])
        })
        .collect();
    let found =
        |text: &str| suggest(&documents, text).into_iter().map(|found| (found.value, found.count)).collect::<Vec<_>>();
    assert_eq!(found("frequ"), [("The Frequent Person".to_owned(), 2_000)]);
    assert_eq!(found("person 599").first(), Some(&("Person 599 of somewhere".to_owned(), 1)));
    assert_eq!(found("somewhere").len(), 3);
}

// The dot that may stand for a nasal letter begins far more words than the letter does, and all of them were read.
#[test]
fn words_with_the_dot_wait_for_another_letter_where_they_are_many() {
    let letters: Vec<char> = ('क'..='ह').collect();
    let mut text = "हिनहिना".to_owned();
    for number in 0..14_000_usize {
        text.extend([' ', 'ह', 'ि', '\u{902}']);
        // All of them different, and neighbours in their order hardly alike.
        let spread = number * 7_919 % 32_768 * 32_768 + number;
        text.extend((0..6).map(|place| letters[spread >> (5 * place) & 31]));
    }
    let documents = [document(["", &text], &[], &[])];
    let words = |typed: &str| suggest(&documents, typed).into_iter().map(|found| found.value).collect::<Vec<_>>();
    assert_eq!(words("हिन"), ["हिनहिना"]);
    assert_eq!(words("हिंक").len(), 3);
}

#[test]
fn what_is_read_ahead_saves_the_next_letter_a_round() {
    // So many words that the dictionary is several blocks.
    let text = |letter: char| (0..800).map(|n| format!("{letter}{}", n * 7919 % 100_000)).collect::<Vec<_>>().join(" ");
    let documents: Vec<Document> = ('a'..='z').map(|letter| document([&text(letter), ""], &[], &[])).collect();
    let rounds_after = |typed: &str| {
        let archive = Archive::new(&documents, 512);
        let mut fetched = Fetched::default();
        let completion = Completion::of(typed).unwrap();
        archive.ask_with(&mut fetched, |index, pieces| index.look_ahead(&completion, pieces)).unwrap();
        let query = Query { text: "q7".to_owned(), ..Query::default() };
        let options = SearchOptions { as_typed: true, limit: 10, ..SearchOptions::default() };
        let (answer, rounds) =
            archive.ask_with(&mut fetched, |index, pieces| index.search(&query, &options, pieces)).unwrap();
        assert!(answer.total > 0);
        rounds
    };
    assert_eq!(rounds_after("oil q") + 1, rounds_after("c"));
}
