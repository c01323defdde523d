//! What is known of a language's endings before an archive has words enough to learn them from.

use std::sync::LazyLock;

use super::Stemmer;
use super::analogy::Analogies;

/// English words and their forms, regular ones above all. Each is stemmed as an archive's words are, so that one which nobody
/// writes does no harm.
const ENGLISH: &str = include_str!("english.txt");

/// From so many different words of its own on an archive tells as much (`tests/stems.rs`), and knows its own kinds of words.
const ENOUGH_WORDS: usize = 1_000;

/// Learnt once: it takes as long as an archive of some thousand words.
static OF_ENGLISH: LazyLock<Analogies> = LazyLock::new(|| {
    let Some(english) = Stemmer::for_language("en") else { return Analogies::default() };
    let words = || ENGLISH.split_ascii_whitespace();
    let stems: Vec<String> = words().map(|word| english.stem(word).into_owned()).collect();
    Analogies::learn(words().zip(stems.iter().map(String::as_str)), Analogies::ANSWERS)
});

impl Analogies {
    /// What an archive says of the endings of a language, by its words and their stems: learnt from these, or where they
    /// are few from common words of the language, so that it does not hang on which few these are. Of common words there
    /// are English ones.
    pub fn of_language(language: &str, words: &[(&str, &str)]) -> Self {
        if language == "en" && words.len() < ENOUGH_WORDS {
            return OF_ENGLISH.clone();
        }
        Self::learn(words.iter().copied(), Self::ANSWERS)
    }
}
