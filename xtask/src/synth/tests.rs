//! The generator against a corpus that is made up here.

use super::*;
use crate::random::Random;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A small corpus with two subjects that have words of their own, and with words that fall off as Zipf's law says.
fn corpus(folder: &Path) -> PathBuf {
    let mut random = Random::new(2);
    let mut text = String::new();
    for number in 0..600 {
        let subject = ["grain", "oil"][number % 2];
        let mut words = Vec::new();
        for at in 0..80 {
            let rank = (1.0 / (1.0 - random.share())).powf(1.4) as u64;
            words.push(match at % 4 {
                0 => format!("{subject}{}", rank % 50),
                _ => format!("word{rank}"),
            });
        }
        let article = json!({
            "uri": format!("a:{number}"), "headline": words[..5].join(" ").to_uppercase(), "language": "en",
            "datePublished": "1987-02-26T15:01:01Z", "dateline": "CHICAGO, Feb 26", "subjects": [{ "name": subject }],
            "places": [{ "name": "usa" }], "body": [words[..40].join(" "), words[40..].join(" ")],
        });
        text += &format!("{article}\n");
    }
    let file = folder.join("corpus.jsonl");
    std::fs::write(&file, text).expect("is written");
    file
}

fn made(articles: u64, seed: u64) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("made.jsonl.gz");
    write(&corpus(folder.path()), &out, articles, seed).expect("is made");
    corpora::lines(&out).and_then(Iterator::collect).expect("is read")
}

#[test]
fn a_seed_gives_the_same_articles_each_time() {
    assert_eq!(made(20, 1), made(20, 1));
    assert_ne!(made(20, 1), made(20, 2));
}

#[test]
fn articles_are_of_the_model() {
    let articles = made(50, 1);
    assert_eq!(articles.len(), 50);
    for article in &articles {
        assert!(article["headline"].as_str().is_some_and(|headline| headline.split(' ').count() == 5), "{article}");
        assert_eq!(article["body"].as_array().map(Vec::len), Some(2));
        assert_eq!(corpora::body(article).split_whitespace().count(), 80);
        assert!(article["datePublished"].as_str().is_some_and(|date| date.ends_with("T15:01:01Z") && date.len() == 20));
        assert!(article["dateline"].as_str().is_some_and(|line| line.starts_with("CHICAGO, ")));
        assert_eq!(article["places"][0]["name"], "usa");
    }
    let uris: HashSet<_> = articles.iter().map(|article| article["uri"].to_string()).collect();
    assert_eq!(uris.len(), 50);
}

#[test]
fn words_are_as_frequent_as_in_the_corpus_and_go_with_their_subject() {
    let articles = made(600, 1);
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let (mut own, mut foreign) = (0, 0);
    for article in &articles {
        let subject = article["subjects"][0]["name"].as_str().expect("a subject");
        for word in statistics::words(&corpora::body(article)).map(str::to_lowercase) {
            match ["grain", "oil"].iter().find(|subject| word.starts_with(**subject)) {
                Some(of) if *of == subject => own += 1,
                Some(_) => foreign += 1,
                None => {}
            }
            *counts.entry(word).or_default() += 1.0;
        }
    }
    assert!(own > 2 * foreign, "{own} words of the own subject and {foreign} of the other");
    let share = |word: &str| counts[word] / (600.0 * 80.0);
    // The rank is the whole part of 1.4th power of 1/(1-u): 1 up to u = 1 - 2^(-1/1.4), of three words in four.
    let expected = 0.75 * (1.0 - 2f64.powf(-1.0 / 1.4));
    assert!((share("word1") / expected - 1.0).abs() < 0.1, "{} is not {expected}", share("word1"));
}

#[test]
fn the_vocabulary_grows_with_the_number_of_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let statistics = Statistics::learn(&corpus(folder.path())).expect("is learnt");
    let mut sink = std::io::sink();
    for times in [1, 10, 40] {
        let tally = stream(&statistics, &mut sink, 600 * times, 1).expect("is written");
        let expected = expected_words(&statistics, tally.tokens);
        let ratio = tally.vocabulary() as f64 / expected;
        assert!((0.9..1.1).contains(&ratio), "{times} times: {} words, {expected} expected", tally.vocabulary());
    }
}
