//! Which documents are about the same, held against single searches for each word.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::analysis::tokenize;
use search::{Document, Query, SearchOptions};

use crate::archive::Archive;

fn document(headline: &str, body: &str) -> Document {
    let fields = [headline, "", "", "", body].map(str::to_owned).to_vec();
    Document { fields, language: "en".to_owned(), facets: vec![vec![], vec![]], day: None }
}

fn texts(document: &Document) -> Vec<(String, String)> {
    [("headline", 0), ("body", 4)].map(|(name, field)| (name.to_owned(), document.fields[field].clone())).to_vec()
}

fn related(archive: &Archive, documents: &[Document], number: u32, limit: usize) -> Vec<(u32, f32)> {
    let texts = texts(&documents[number as usize]);
    let hits = archive.ask(|index, pieces| index.related(number, &texts, limit, pieces)).unwrap();
    hits.into_iter().map(|hit| (hit.number, hit.score)).collect()
}

/// How well each document matches a word, by the search.
fn scores(archive: &Archive, word: &str) -> BTreeMap<u32, f32> {
    // A space ends the word; no word of these tests is long enough to be spelt wrong or rare in a large archive.
    let query = Query { text: format!("{word} "), ..Query::default() };
    let options = SearchOptions { limit: 1000, facet_limit: 0, ..SearchOptions::default() };
    archive.search(&query, &options).unwrap().hits.iter().map(|hit| (hit.number, hit.score)).collect()
}

/// The same by brute force: the words of the document by how often they stand there and how few others have them, each
/// other document's score by each times the document's own.
fn twin(archive: &Archive, documents: &[Document], number: u32, limit: usize) -> Vec<(u32, f32)> {
    let document = &documents[number as usize];
    let mut words: Vec<(String, f32)> = Vec::new();
    for (field, weight) in [(0, 3.0), (4, 1.0)] {
        for token in tokenize(&document.fields[field]) {
            if token.text.chars().count() < 3 || token.text.starts_with(|first: char| first.is_ascii_digit()) {
                continue;
            }
            match words.iter_mut().find(|(word, _)| *word == token.text) {
                Some((_, sum)) => *sum += weight,
                None => words.push((token.text, weight)),
            }
        }
    }
    words.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    words.truncate(25);
    let n = documents.len() as f64;
    let of_word = words.into_iter().map(|(word, weight)| {
        let scores = scores(archive, &word);
        let found = scores.len() as f64;
        let rarity = (1.0 + (n - found + 0.5) / (found + 0.5)).ln() as f32;
        (weight * rarity, scores)
    });
    let mut of_word: Vec<(f32, BTreeMap<u32, f32>)> = of_word.collect();
    let mut order: Vec<usize> = (0..of_word.len()).collect();
    order.sort_by(|one, other| of_word[*other].0.total_cmp(&of_word[*one].0));
    order.truncate(12);
    order.sort_unstable();
    let chosen: Vec<BTreeMap<u32, f32>> = order.into_iter().map(|at| std::mem::take(&mut of_word[at].1)).collect();
    let score = |other: u32| {
        chosen.iter().fold(0.0_f32, |sum, scores| {
            let of = |number: u32| scores.get(&number).copied().unwrap_or(0.0);
            sum + of(number) * of(other)
        })
    };
    let least = score(number) / 6.0;
    let others = (0..documents.len() as u32).filter(|other| *other != number);
    let mut hits: Vec<(u32, f32)> = others.map(|other| (other, score(other))).collect();
    hits.retain(|(_, score)| *score > 0.0 && *score >= least);
    hits.sort_by(|(one, one_score), (other, other_score)| other_score.total_cmp(one_score).then(one.cmp(other)));
    hits.truncate(limit);
    hits
}

/// Words without common stems, so that how many documents have one is how many have its forms.
const WORDS: [&str; 30] = [
    "oil", "gas", "tin", "zinc", "gold", "lead", "iron", "coal", "wheat", "corn", "sugar", "cocoa", "tea", "rice",
    "soy", "opec", "bank", "rate", "debt", "loan", "ship", "port", "rail", "road", "the", "and", "of", "to", "1987",
    "10,000",
];

fn documents() -> impl Strategy<Value = Vec<Document>> {
    let text = |most| vec(select(&WORDS[..]), 0..most).prop_map(|words| words.join(" "));
    vec((text(5), text(60)).prop_map(|(headline, body)| document(&headline, &body)), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn related_documents_are_the_twins(documents in documents(), limit in 1..8_usize) {
        let archive = Archive::new(&documents, 512);
        for number in 0..documents.len() as u32 {
            let expected = twin(&archive, &documents, number, limit);
            prop_assert_eq!(related(&archive, &documents, number, limit), expected, "{}", number);
        }
    }
}

#[test]
fn what_shares_the_telling_words_comes_first_and_what_shares_none_not_at_all() {
    let documents = [
        document("Cocoa pact near", "Producers of cocoa agree on a buffer stock for the market."),
        document("Buffer stock for cocoa", "The cocoa council buys for its buffer stock."),
        document("Cocoa prices fall", "The market was quiet."),
        document("Rail strike ends", "The trains run again for all."),
        document("", ""),
    ];
    let archive = Archive::new(&documents, 512);
    let numbers = |number| related(&archive, &documents, number, 5).into_iter().map(|(number, _)| number);
    assert_eq!(numbers(0).collect::<Vec<_>>(), [1], "one word in common is too little");
    assert_eq!(numbers(3).collect::<Vec<_>>(), [0_u32; 0]);
    assert_eq!(numbers(4).collect::<Vec<_>>(), [0_u32; 0]);
}
