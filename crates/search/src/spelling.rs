//! What a word may have been meant to be that is spelt wrong: the words of the index one or two edits away.
//!
//! An edit leaves a letter out, adds one, puts another in its place, or swaps two neighbours (the optimal string alignment
//! distance; Damerau, "A technique for computer detection and correction of spelling errors", 1964).

/// From so many letters on a word may have one edit.
const ONE_EDIT: usize = 4;

/// From so many letters on it may have two.
const TWO_EDITS: usize = 8;

/// Measures how far words are from a word. Those that come in ascending order share what they begin with, which is
/// measured once.
pub(crate) struct Speller {
    word: Vec<char>,
    most: u8,
    /// The letters of the last word that was measured, as far as that went.
    before: Vec<char>,
    /// For each number of its letters the distance to each beginning of the word.
    rows: Vec<Vec<u8>>,
}

impl Speller {
    /// For a word; `None` where it is too short to be told from others by its letters, or has digits in it.
    pub fn new(word: &str) -> Option<Self> {
        let word: Vec<char> = word.chars().collect();
        if word.len() < ONE_EDIT || !word.iter().all(|letter| letter.is_alphabetic()) {
            return None;
        }
        let most = if word.len() < TWO_EDITS { 1 } else { 2 };
        let first = (0..=word.len().min(usize::from(u8::MAX)) as u8).collect();
        Some(Self { word, most, before: Vec::new(), rows: vec![first] })
    }

    /// What another word costs: its edits twice, and once more where it begins with another letter. `None` where it is too
    /// far away, or the word itself.
    pub fn cost(&mut self, other: &str) -> Option<u8> {
        let mut letters = 0;
        for letter in other.chars() {
            if self.before.get(letters) != Some(&letter) {
                self.before.truncate(letters);
                self.rows.truncate(letters + 1);
                if !self.is_near(letters) {
                    return None;
                }
                self.add(letter);
            }
            letters += 1;
        }
        self.before.truncate(letters);
        self.rows.truncate(letters + 1);
        let edits =
            self.rows.last().and_then(|row| row.last()).copied().filter(|edits| (1..=self.most).contains(edits))?;
        Some(edits * 2 + u8::from(self.before.first() != self.word.first()))
    }

    /// Whether what begins with so many letters may be near enough: no further letter brings it nearer.
    fn is_near(&self, letters: usize) -> bool {
        self.rows.get(letters).is_some_and(|row| row.iter().any(|edits| *edits <= self.most))
    }

    fn add(&mut self, letter: char) {
        let last = self.rows.len() - 1;
        let row = &self.rows[last];
        let mut next = Vec::with_capacity(row.len());
        next.push(row[0].saturating_add(1));
        for (place, wanted) in self.word.iter().enumerate().take(row.len() - 1) {
            let replaced = row[place] + u8::from(*wanted != letter);
            let mut edits = replaced.min(row[place + 1].saturating_add(1)).min(next[place].saturating_add(1));
            if last > 0 && place > 0 && self.word[place - 1] == letter && self.before[last - 1] == *wanted {
                edits = edits.min(self.rows[last - 1][place - 1].saturating_add(1));
            }
            next.push(edits);
        }
        self.rows.push(next);
        self.before.push(letter);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, other: &str, expected: Option<u8>) {
        assert_eq!(Speller::new(word).and_then(|mut speller| speller.cost(other)), expected, "{word} {other}");
    }

    #[test]
    fn edits_are_counted() {
        check("prodction", "production", Some(2));
        check("produtcion", "production", Some(2));
        check("wheet", "wheat", Some(2));
        check("heat", "wheat", Some(3));
        check("wheat", "wheat", None);
        check("wheet", "meat", None);
        check("goverment", "governmental", None);
        check("govermnet", "government", Some(4));
        check("oil", "oils", None);
        check("1987", "1986", None);
        check("élève", "eleve", None);
        check("нефт", "нефть", Some(2));
    }

    /// By the definition, without rows that are kept.
    fn distance(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([a, one_rest @ ..], [b, other_rest @ ..]) => {
                let replaced = distance(one_rest, other_rest) + usize::from(a != b);
                let swapped = match (one_rest, other_rest) {
                    ([c, one_rest @ ..], [d, other_rest @ ..]) if a == d && b == c => {
                        distance(one_rest, other_rest) + 1
                    }
                    _ => usize::MAX,
                };
                let removed = distance(one_rest, other).min(distance(one, other_rest)) + 1;
                replaced.min(swapped).min(removed)
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_in_order_cost_what_each_costs_alone(word in "[ab]{4,8}", mut others in prop::collection::vec("[ab]{0,7}", 0..20)) {
            others.sort();
            let mut speller = Speller::new(&word).expect("long enough");
            let letters: Vec<char> = word.chars().collect();
            for other in others {
                let other_letters: Vec<char> = other.chars().collect();
                let edits = distance(&letters, &other_letters);
                let most = if letters.len() < 8 { 1 } else { 2 };
                let first = usize::from(letters.first() != other_letters.first());
                let expected = (1..=most).contains(&edits).then_some((edits * 2 + first) as u8);
                prop_assert_eq!(speller.cost(&other), expected, "{} {}", word, other);
            }
        }
    }
}
