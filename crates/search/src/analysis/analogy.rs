//! Stems of words that the archive does not hold, by analogy with those that it holds.
//!
//! The builder learns from the archive's own words and their stems how endings change, and the index keeps what it learnt; so
//! the browser needs no stemmer. `privatising` may stand in no article: but long words that end in `ing` lose it
//! and take nothing, and `privatis` is then looked up among the stems of the index.

use super::ending::{Ending, Test};
use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::bytes::{put_number, put_text};
use crate::part::part;

/// The most changes that are kept for words that are alike.
pub(super) const MOST_CHANGES: usize = 3;

/// How endings change, learnt from words and their stems: a tree of questions about a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analogies {
    changes: Vec<Change>,
    nodes: Vec<Node>,
}

/// What happens to an ending.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Change {
    /// How many characters go.
    pub removed: usize,
    /// What comes in their place.
    pub added: String,
}

/// A question, or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Words that pass the test go on at the next node, others behind so many further nodes.
    Test(Test, usize),
    /// The numbers of the changes that words come to that have got here, the most frequent first.
    Changes(Vec<usize>),
}

impl Analogies {
    #[cfg(feature = "build")]
    pub(super) fn new(changes: Vec<Change>, nodes: Vec<Node>) -> Self {
        Self { changes, nodes }
    }

    /// What may be the stem of a folded word, the most likely first, at most three.
    pub fn candidates(&self, word: &str) -> Vec<String> {
        let ending = Ending::of(word);
        let mut at = 0;
        loop {
            match self.nodes.get(at) {
                Some(Node::Test(test, passed_over)) => at += if ending.passes(*test) { 1 } else { 1 + passed_over },
                Some(Node::Changes(changes)) => {
                    let changes = changes.iter().filter_map(|change| self.changes.get(*change));
                    let mut stems: Vec<String> = changes.filter_map(|change| change.apply(word)).collect();
                    // In every language words may be their own stems.
                    if stems.len() < MOST_CHANGES && stems.iter().all(|stem| stem != word) {
                        stems.push(word.to_owned());
                    }
                    return stems;
                }
                None => return vec![word.to_owned()],
            }
        }
    }

    /// What was learnt, as bytes. Numbers and texts are written as everywhere in the index. Number: changes, for each number: how many characters go; text: what comes. Then number: nodes,
    /// each either number: 1 + kind of its test, number: its value, number: how many nodes those pass over who fail it; or
    /// number: 0, number: changes, their numbers.
    #[cfg(feature = "build")]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_number(&mut out, self.changes.len() as u64);
        for change in &self.changes {
            put_number(&mut out, change.removed as u64);
            put_text(&mut out, &change.added);
        }
        put_number(&mut out, self.nodes.len() as u64);
        for node in &self.nodes {
            match node {
                Node::Test(test, passed_over) => {
                    put_number(&mut out, 1 + u64::from(test.kind));
                    put_number(&mut out, u64::from(test.value));
                    put_number(&mut out, *passed_over as u64);
                }
                Node::Changes(changes) => {
                    put_number(&mut out, 0);
                    put_number(&mut out, changes.len() as u64);
                    changes.iter().for_each(|change| put_number(&mut out, *change as u64));
                }
            }
        }
        out
    }

    /// Reads what [`Self::encode`] made; else says what is wrong with the bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, &'static str> {
        let mut cursor = Cursor::new(bytes);
        let analogies = Self::read(&mut cursor).map_err(|damage| damage.what)?;
        if cursor.is_at_end() { Ok(analogies) } else { Err("more follows than was learnt about endings") }
    }

    fn read(cursor: &mut Cursor) -> Result<Self, Damage> {
        let mut changes = Vec::new();
        for _ in 0..cursor.count()? {
            changes.push(Change { removed: cursor.number()? as usize, added: cursor.text()?.to_owned() });
        }
        let count = cursor.count()?;
        let mut nodes = Vec::with_capacity(count);
        for at in 0..count {
            let node = match cursor.number()? {
                0 => {
                    let most_likely = (0..cursor.count()?).map(|_| Ok(cursor.number()? as usize));
                    Node::Changes(most_likely.collect::<Result<_, Damage>>()?)
                }
                kind => Node::Test(Test { kind: kind - 1, value: cursor.number()? }, cursor.number()? as usize),
            };
            let is_known = match &node {
                Node::Test(_, passed_over) => *passed_over < count - at,
                Node::Changes(found) => {
                    found.len() <= MOST_CHANGES && found.iter().all(|change| *change < changes.len())
                }
            };
            if !is_known {
                return Err(cursor.damage("what endings come to is nowhere"));
            }
            nodes.push(node);
        }
        Ok(Self { changes, nodes })
    }
}

impl Change {
    /// The word with its ending changed; `None` where nothing would be left of it.
    fn apply(&self, word: &str) -> Option<String> {
        let end = match self.removed.checked_sub(1) {
            None => word.len(),
            Some(last) => word.char_indices().rev().nth(last)?.0,
        };
        let stem = part(word, 0..end).to_owned() + &self.added;
        (!stem.is_empty()).then_some(stem)
    }
}

#[cfg(feature = "build")]
impl Analogies {
    /// With so many answers 98 of 100 English words that were not learnt from get their stem first, and 99 among the
    /// candidates (Reuters-21578, `tests/stems.rs`); what is learnt takes 2.4 kB.
    pub const ANSWERS: usize = 300;

    /// Learns from words and their stems, both folded, in so many answers at most; [`Self::ANSWERS`] are a good number.
    /// The order of the words does not matter. Of very many words it takes an even selection.
    ///
    /// ```
    /// use search::analysis::analogy::Analogies;
    /// let words = [("walks", "walk"), ("talks", "talk"), ("rocks", "rock"), ("glass", "glass"), ("class", "class")];
    /// let analogies = Analogies::learn(words, 10);
    /// assert_eq!(analogies.candidates("books")[0], "book");
    /// assert_eq!(analogies.candidates("pass")[0], "pass");
    /// ```
    pub fn learn<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>, most_answers: usize) -> Self {
        super::learning::learn(words, most_answers)
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    fn analogies() -> Analogies {
        let words = ["talk", "walk", "rock", "lock", "book", "look"];
        let forms = words
            .iter()
            .flat_map(|word| [format!("{word}s"), format!("{word}ing"), (*word).to_owned()].map(|form| (form, *word)));
        let forms: Vec<_> = forms
            .chain([("cities".to_owned(), "citi"), ("parties".to_owned(), "parti"), ("élé".to_owned(), "él")])
            .collect();
        Analogies::learn(forms.iter().map(|(form, word)| (form.as_str(), *word)), 20)
    }

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(analogies().candidates(word).first().map(String::as_str), Some(expected), "{word}");
    }

    #[test]
    fn words_that_are_alike_change_alike() {
        check("talks", "talk");
        check("mocking", "mock");
        check("duties", "duti");
        check("日élé", "日él");
        assert_eq!(Analogies::default().candidates("talks"), ["talks"]);
        assert_eq!(Analogies::learn([], 10).candidates("talks"), ["talks"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = analogies().encode();
        assert_eq!(Analogies::decode(&bytes), Ok(analogies()));
        for end in 0..bytes.len() {
            assert!(Analogies::decode(&bytes[..end]).is_err());
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn foreign_bytes_are_no_trouble(flips in proptest::collection::vec((0..200_usize, 0..=255_u8), 0..6), word in "\\PC{0,8}|[a-z]{0,8}") {
            let mut bytes = analogies().encode();
            for (at, byte) in flips {
                let length = bytes.len();
                bytes[at % length] = byte;
            }
            if let Ok(read) = Analogies::decode(&bytes) {
                assert!(read.candidates(&word).len() <= MOST_CHANGES);
            }
        }
    }
}
