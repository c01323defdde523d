//! Stems of real words: learnt from some, tried on others.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

use search::analysis::analogy::Analogies;
use search::analysis::{Stemmer, TokenKind, for_each_written};

const STORIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/reuters-21578.jsonl.gz");

/// The words of Reuters' stories and their stems; `None`, and a note, where the corpus is not at hand.
fn words() -> Option<BTreeMap<String, String>> {
    let Ok(file) = std::fs::File::open(STORIES) else {
        eprintln!("skipped: there is no {STORIES}");
        return None;
    };
    let english = Stemmer::for_language("en").unwrap();
    let mut words = BTreeMap::new();
    for line in BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines() {
        // The JSON's own names are words too, which does no harm here.
        for_each_written(&line.unwrap(), |word, written, _, kind| {
            let is_word = kind == TokenKind::Word && word.chars().all(char::is_alphabetic);
            if is_word && !words.contains_key(word) {
                words.insert(word.to_owned(), english.stem(written).into_owned());
            }
        });
    }
    Some(words)
}

/// Every fifth word is held out; the order of a hash would do as well.
fn is_held_out(index: usize) -> bool {
    index % 5 == 2
}

#[test]
fn stems_of_unknown_words_are_found_by_analogy() {
    let Some(words) = words() else { return };
    let split = |held: bool| {
        let of_split = words.iter().enumerate().filter(move |(index, _)| is_held_out(*index) == held);
        of_split.map(|(_, (word, stem))| (word.as_str(), stem.as_str()))
    };
    let analogies = Analogies::learn(split(false), Analogies::ANSWERS);
    let (mut all, mut first, mut among) = (0, 0, 0);
    for (word, stem) in split(true) {
        let candidates = analogies.candidates(word);
        all += 1;
        first += u32::from(candidates.first().is_some_and(|candidate| candidate == stem));
        among += u32::from(candidates.iter().any(|candidate| candidate == stem));
    }
    let bytes = analogies.encode().len();
    println!("{all} words, {bytes} bytes: {first} stems come first, {among} among the candidates");
    assert!(all > 5_000 && bytes < 3_000);
    assert!(first * 1_000 >= all * 975 && among * 1_000 >= all * 990, "{first} and {among} of {all}");
}

/// Of archives of few words the stems were guessed from these few.
#[test]
fn stems_of_english_words_are_guessed_whatever_an_archive_holds() {
    let Some(words) = words() else { return };
    let share = |analogies: &Analogies| {
        let is_first = |(word, stem): &(&String, &String)| analogies.candidates(word).first() == Some(*stem);
        words.iter().filter(is_first).count() * 1_000 / words.len()
    };
    let start = std::time::Instant::now();
    let common = Analogies::of_language("en", &[]);
    let learnt = start.elapsed();
    let own = |count: usize| {
        let some = words.iter().step_by(words.len() / count).map(|(word, stem)| (word.as_str(), stem.as_str()));
        share(&Analogies::learn(some, Analogies::ANSWERS))
    };
    let own = [100, 1_000, 5_000].map(own);
    println!(
        "of 1,000 stems {} come first, {own:?} by own words; {learnt:?}, {} bytes",
        share(&common),
        common.encode().len()
    );
    // What is learnt from few words is worse, and from ten thousands better.
    assert!(share(&common) >= 800 && share(&common) > own[0] + 100);
}

#[test]
fn what_is_learnt_does_not_depend_on_the_order() {
    let Some(words) = words() else { return };
    let pairs = || words.iter().step_by(40).map(|(word, stem)| (word.as_str(), stem.as_str()));
    assert_eq!(Analogies::learn(pairs(), 50), Analogies::learn(pairs().rev(), 50));
}
