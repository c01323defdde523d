//! What is asked: words and headlines' words, chosen by a fixed sequence from the corpus that lies beside the project.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpora::Story;
use crate::random::Random;

/// The sequence by which queries are chosen.
const SEED: u64 = 21_578;

/// How many queries are typed letter by letter; half of them are of one word.
const TYPED: usize = 40;

/// How many whole queries there are.
const WHOLE: usize = 150;

/// Shorter words are not worth a query of their own.
const SHORTEST: usize = 4;

/// How often a word that is misspelt occurs at least, in articles: below, nobody knows the spelling.
const KNOWN: usize = 5;

/// The shortest word that is misspelt.
pub const SHORTEST_MISSPELT: usize = 5;

/// A word and a misspelling of it by one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typo {
    /// As it stands in headlines, in lower case.
    pub word: String,
    /// With one letter added, dropped or changed, or two swapped: no word of the corpus.
    pub typo: String,
}

/// The words and headlines that queries are chosen from.
#[derive(Debug)]
pub struct Source {
    headlines: Vec<Vec<String>>,
    /// The words of all texts, with the number of articles that have them.
    words: BTreeMap<String, usize>,
}

impl Source {
    /// Reads all articles' words.
    pub fn of(stories: &[Story]) -> Self {
        let mut words = BTreeMap::new();
        for story in stories {
            let distinct: BTreeSet<String> = letters(&story.headline).chain(letters(&story.text)).collect();
            distinct.into_iter().for_each(|word| *words.entry(word).or_default() += 1);
        }
        let headlines = stories.iter().map(|story| letters(&story.headline).collect::<Vec<_>>());
        Self { headlines: headlines.filter(|words| words.len() >= 4).collect(), words }
    }

    /// Each letter of each query as the box holds it then: `o`, `oi`, `oil`, `oil `, `oil p`, …
    pub fn keystrokes(&self) -> Vec<String> {
        let mut random = Random::of_part(SEED, 1);
        let mut keys = Vec::new();
        for number in 0..TYPED {
            let query = match number % 2 {
                0 => self.word(&mut random),
                _ => {
                    let words = 2 + random.below(2);
                    self.neighbours(&mut random, words)
                }
            };
            keys.extend(query.char_indices().map(|(at, letter)| query[..at + letter.len_utf8()].to_owned()));
        }
        keys
    }

    /// Queries of two to four words of one headline, not always side by side.
    pub fn whole(&self) -> Vec<String> {
        let mut random = Random::of_part(SEED, 2);
        let mut queries = BTreeSet::new();
        let mut listed = Vec::new();
        // A corpus of few headlines has fewer queries.
        for _ in 0..WHOLE * 20 {
            let words = 2 + random.below(3);
            let Some(headline) = random.choose(&self.headlines) else { break };
            let mut left: Vec<&String> = headline.iter().filter(|word| word.len() >= SHORTEST).collect();
            while left.len() > words {
                left.remove(random.below(left.len()));
            }
            let query = left.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
            if query.contains(' ') && queries.insert(query.clone()) {
                listed.push(query);
            }
            if listed.len() == WHOLE {
                break;
            }
        }
        listed
    }

    /// Queries of one word, each another.
    pub fn single(&self, count: usize) -> Vec<String> {
        let mut random = Random::of_part(SEED, 3);
        let mut seen = BTreeSet::new();
        let words = (0..count * 20).map(|_| self.word(&mut random));
        words.filter(|word| seen.insert(word.clone())).take(count).collect()
    }

    /// Misspellings, each of another word.
    pub fn typos(&self, count: usize) -> Vec<Typo> {
        let mut random = Random::of_part(SEED, 4);
        let mut seen = BTreeSet::new();
        let mut typos = Vec::new();
        for _ in 0..count * 50 {
            if typos.len() == count {
                break;
            }
            let word = self.word(&mut random);
            let is_known = self.words.get(&word).is_some_and(|articles| *articles >= KNOWN);
            if !is_known || word.len() < SHORTEST_MISSPELT {
                continue;
            }
            let typo = misspelt(&word, &mut random);
            if !self.words.contains_key(&typo) && seen.insert(word.clone()) {
                typos.push(Typo { word, typo });
            }
        }
        typos
    }

    fn word(&self, random: &mut Random) -> String {
        let long = |headline: &Vec<String>| headline.iter().filter(|word| word.len() >= SHORTEST).cloned().collect();
        let words: Vec<String> = random.choose(&self.headlines).map(long).unwrap_or_default();
        random.choose(&words).cloned().unwrap_or_default()
    }

    fn neighbours(&self, random: &mut Random, count: usize) -> String {
        let Some(headline) = random.choose(&self.headlines) else { return String::new() };
        let start = random.below(headline.len().saturating_sub(count) + 1);
        headline[start..(start + count).min(headline.len())].join(" ")
    }
}

/// The words of a text that are of ASCII letters alone, in lower case.
fn letters(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_part = |character: char| character.is_alphanumeric() || "'-.".contains(character);
    let words = text.split(move |character: char| !is_part(character)).map(|word| word.trim_matches(['\'', '-', '.']));
    words
        .filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .map(str::to_ascii_lowercase)
}

/// One letter added, dropped or changed, or two swapped that differ, anywhere in a word of ASCII letters.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len());
    let letter = char::from(b'a' + random.below(26) as u8);
    match random.below(4) {
        0 => letters.insert(at, letter),
        1 if letters.len() > 1 => drop(letters.remove(at)),
        2 if at + 1 < letters.len() && letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        // Two letters alike cannot be swapped, nor a letter for itself.
        _ if letters[at] == letter => letters[at] = if letter == 'z' { 'a' } else { 'z' },
        _ => letters[at] = letter,
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        let story = |headline: &str| Story { uri: String::new(), headline: headline.to_owned(), text: String::new() };
        let stories = [story("JAPAN RAISES DOLLAR RATE"), story("OPEC <XYZ> DEFENDS CRUDE PRICES AT 18 DLRS")];
        Source::of(&stories.iter().cycle().take(20).cloned().collect::<Vec<_>>())
    }

    #[test]
    fn the_same_corpus_gives_the_same_queries() {
        assert_eq!(source().keystrokes(), source().keystrokes());
        assert_eq!(source().whole(), source().whole());
        assert_eq!(source().typos(5), source().typos(5));
    }

    #[test]
    fn each_letter_follows_the_one_before() {
        let keys = source().keystrokes();
        for pair in keys.windows(2) {
            let follows = pair[1].starts_with(&pair[0]) && pair[1].len() == pair[0].len() + 1;
            assert!(follows || pair[1].len() == 1, "{pair:?}");
        }
    }

    #[test]
    fn whole_queries_have_two_to_four_words_of_a_headline() {
        let queries = source().whole();
        assert!(!queries.is_empty());
        assert!(queries.iter().all(|query| (2..=4).contains(&query.split(' ').count())), "{queries:?}");
        assert!(queries.iter().all(|query| !query.contains("xyz") || query.contains("opec")));
    }

    #[test]
    fn a_misspelling_is_one_edit_away() {
        let mut random = Random::new(3);
        for _ in 0..2_000 {
            let typo = misspelt("committee", &mut random);
            assert_ne!(typo, "committee");
            assert!((8..=10).contains(&typo.len()), "{typo}");
            assert!(is_one_edit("committee", &typo), "{typo}");
        }
    }

    /// Plainly right: takes what is alike at both ends away.
    fn is_one_edit(a: &str, b: &str) -> bool {
        let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        while !a.is_empty() && !b.is_empty() && a[0] == b[0] {
            (a, b) = (a[1..].to_vec(), b[1..].to_vec());
        }
        while !a.is_empty() && !b.is_empty() && a.last() == b.last() {
            a.pop();
            b.pop();
        }
        a.len().max(b.len()) == 1 || (a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0])
    }

    #[test]
    fn misspellings_are_no_words_of_the_corpus() {
        let source = source();
        let typos = source.typos(6);
        assert_eq!(typos.len(), 6);
        assert!(typos.iter().all(|typo| !source.words.contains_key(&typo.typo) && typo.word.len() >= 5));
    }
}
