//! What a word may have been meant to be that is spelt wrong: the words of the index one or two edits away.
//!
//! An edit leaves a letter out, adds one, puts another in its place, or swaps two neighbours (the optimal string alignment
//! distance; Damerau, "A technique for computer detection and correction of spelling errors", 1964).

use crate::ranking;

/// From so many letters on a word may have one edit.
const ONE_EDIT: usize = 4;

/// From so many letters on it may have two.
const TWO_EDITS: usize = 8;

/// How a word becomes another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// How many edits that takes: fewer are likelier, whatever they are.
    pub edits: u8,
    /// How likely they are beside others of that number.
    pub weight: u32,
}

/// Which letters a word has, each as one of 32 bits, and how many, at most 255.
pub(crate) fn letters(word: &[u8]) -> (u32, u8) {
    let (mut letters, mut length) = (0_u32, 0_u8);
    for letter in std::str::from_utf8(word).unwrap_or_default().chars() {
        letters |= 1 << (u32::from(letter) % 32);
        length = length.saturating_add(1);
    }
    (letters, length)
}

/// Measures how far words are from a word. Those that come in ascending order share what they begin with, which is
/// measured once.
pub(crate) struct Speller {
    word: Vec<char>,
    most: u8,
    /// Which letters the word has, and how many.
    letters: (u32, u8),
    /// The letters of the last word that was measured, as far as that went.
    before: Vec<char>,
    /// For each number of its letters the distance to each beginning of the word: a row each.
    rows: Vec<u8>,
}

impl Speller {
    /// For a word; `None` where it is too short to be told from others by its letters, or has digits in it.
    pub fn new(word: &str) -> Option<Self> {
        let letters = letters(word.as_bytes());
        let word: Vec<char> = word.chars().collect();
        if word.len() < ONE_EDIT || !word.iter().all(|letter| letter.is_alphabetic()) {
            return None;
        }
        let most = if word.len() < TWO_EDITS { 1 } else { 2 };
        let rows = (0..=word.len()).map(|edits| edits.min(usize::from(u8::MAX)) as u8).collect();
        Some(Self { word, most, letters, before: Vec::new(), rows })
    }

    /// Whether a word of these letters, and of so many, may be near enough: an edit changes their number by one at most,
    /// brings in one letter at most that was not there, and takes away one at most.
    #[inline]
    pub fn may_be_near(&self, letters: u32, length: u8) -> bool {
        let (own, own_length) = self.letters;
        let is_one = self.most == 1;
        // Hardly any word is: so that nothing branches before all is known, and bits are taken away in place of being counted.
        let has_more = |letters: u32| {
            let but_one = letters & letters.wrapping_sub(1);
            let but_two = but_one & but_one.wrapping_sub(1);
            if is_one { but_one } else { but_two }
        };
        let is_long_enough = length.abs_diff(own_length) <= self.most;
        is_long_enough & (has_more(letters & !own) | has_more(own & !letters) == 0)
    }

    /// The slip that makes this word of another; `None` where that is too far away, or the word itself.
    pub fn slip(&mut self, other: &str) -> Option<Slip> {
        let mut letters = 0;
        for letter in other.chars() {
            if self.before.get(letters) != Some(&letter) {
                self.keep(letters);
                if !self.row(letters).iter().any(|edits| *edits <= self.most) {
                    // No further letter brings it nearer.
                    return None;
                }
                self.add(letter);
            }
            letters += 1;
        }
        self.keep(letters);
        let edits = self.rows.last().copied().filter(|edits| (1..=self.most).contains(edits))?;
        let is_left_out = self.before.len() > self.word.len();
        let differing = self.before.iter().zip(&self.word).filter(|(one, other)| one != other).count();
        let is_swapped = self.before.len() == self.word.len() && differing == 2;
        let of_kind = if edits == 1 && (is_left_out || is_swapped) { ranking::FEW_SLIPS } else { 1 };
        let of_place = if self.before.first() == self.word.first() { ranking::FIRST_LETTER } else { 1 };
        Some(Slip { edits, weight: of_kind * of_place })
    }

    /// The distances after so many letters.
    fn row(&self, letters: usize) -> &[u8] {
        let width = self.word.len() + 1;
        self.rows.get(letters * width..(letters + 1) * width).unwrap_or_default()
    }

    /// Forgets all but so many letters.
    fn keep(&mut self, letters: usize) {
        self.before.truncate(letters);
        self.rows.truncate((letters + 1) * (self.word.len() + 1));
    }

    fn add(&mut self, letter: char) {
        let width = self.word.len() + 1;
        let last = self.before.len();
        let (row, next) = (last * width, self.rows.len());
        let at = |rows: &[u8], place: usize| rows.get(place).copied().unwrap_or(u8::MAX);
        self.rows.push(at(&self.rows, row).saturating_add(1));
        for (place, wanted) in self.word.iter().enumerate() {
            let replaced = at(&self.rows, row + place).saturating_add(u8::from(*wanted != letter));
            let (left_out, added) = (at(&self.rows, row + place + 1), at(&self.rows, next + place));
            let mut edits = replaced.min(left_out.min(added).saturating_add(1));
            let is_swapped = place > 0
                && last > 0
                && self.word.get(place - 1) == Some(&letter)
                && self.before.get(last - 1) == Some(wanted);
            if is_swapped {
                edits = edits.min(at(&self.rows, row - width + place - 1).saturating_add(1));
            }
            self.rows.push(edits);
        }
        self.before.push(letter);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, other: &str, expected: Option<(u8, u32)>) {
        let slip = Speller::new(word).and_then(|mut speller| speller.slip(other));
        assert_eq!(slip.map(|slip| (slip.edits, slip.weight)), expected, "{word} {other}");
    }

    #[test]
    fn edits_are_counted() {
        check("prodction", "production", Some((1, 52)));
        check("produtcion", "production", Some((1, 52)));
        check("wheet", "wheat", Some((1, 2)));
        check("whheat", "wheat", Some((1, 2)));
        check("heat", "wheat", Some((1, 26)));
        check("xheat", "wheat", Some((1, 1)));
        check("wheat", "wheat", None);
        check("wheet", "meat", None);
        check("goverment", "governmental", None);
        check("govermnet", "government", Some((2, 2)));
        check("oil", "oils", None);
        check("1987", "1986", None);
        check("élève", "eleve", None);
        check("нефт", "нефть", Some((1, 52)));
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
                let expected = (1..=most).contains(&edits).then_some(edits as u8);
                prop_assert_eq!(speller.slip(&other).map(|slip| slip.edits), expected, "{} {}", word, other);
                let (of_other, length) = super::letters(other.as_bytes());
                prop_assert!(speller.may_be_near(of_other, length) || expected.is_none(), "{} {}", word, other);
            }
        }
    }
}
