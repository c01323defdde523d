//! Where words begin and end, against a full implementation of Unicode's word boundaries (UAX 29).
#![cfg(not(target_arch = "wasm32"))]

use std::ops::Range;

use proptest::prelude::*;
use search::analysis::tokenize;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Letters, digits and marks for which the tokenizer takes Unicode's boundaries as they are.
fn characters() -> Vec<char> {
    let is_joined = |character: char| format!("{character}{character}").split_word_bounds().count() == 1;
    let is_cut_otherwise = |character: char| {
        matches!(character,
            // Korean, kana and the marks of halfwidth kana: pairs.
            '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{30ff}' | '\u{3131}'..='\u{318e}' | '\u{31f0}'..='\u{31ff}'
            | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}' | '\u{ff66}'..='\u{ffdc}'
            | '\u{1afe0}'..='\u{1b2ff}' | '\u{1f200}'
            // Apostrophes, and the stroke that lengthens Arabic letters, of which nothing is left.
            | '\u{640}' | '\u{2b9}' | '\u{2bb}' | '\u{2bc}' | '\u{55a}' | '\u{5f3}')
    };
    ('\0'..='\u{1ffff}')
        .filter(|character| character.is_alphabetic() || is_combining_mark(*character))
        .filter(|character| is_joined(*character) && !is_cut_otherwise(*character))
        .collect()
}

/// The ranges of the words of a text as Unicode cuts it.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut words = Vec::new();
    for segment in text.split_word_bounds() {
        let start = at;
        at += segment.chars().count();
        if segment.chars().any(|character| character.is_alphanumeric() && !is_combining_mark(character)) {
            words.push(start..at);
        }
    }
    words
}

fn ranges(text: &str) -> Vec<Range<usize>> {
    tokenize(text).into_iter().map(|token| token.range).collect()
}

#[test]
fn every_letter_and_mark_is_cut_as_unicode_does() {
    for character in characters() {
        for text in
            [format!("bb{character}bb {character}"), format!("{character}bb"), format!("1{character} {character}")]
        {
            let text = text.replace('1', "bb ");
            assert_eq!(ranges(&text), words(&text), "{text:?} {character:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_cut_as_unicode_does(text in {
        let character = prop_oneof![
            3 => "[a-zA-Z]".prop_map(|letter| letter.chars().next().unwrap_or('a')),
            4 => prop::sample::select(characters()),
            2 => prop::sample::select(vec![' ', '(', '!', ';', '–', '—', '“', '\u{ad}', '\u{200c}', '\u{301}', '😀']),
        ];
        prop::collection::vec(character, 0..24).prop_map(|characters| characters.into_iter().collect::<String>())
    }) {
        // A dash behind a single letter and the like are cut otherwise on purpose.
        let text = text.replace('–', " – ");
        prop_assert_eq!(ranges(&text), words(&text), "{:?}", text);
    }
}
