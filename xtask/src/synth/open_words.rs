//! Words without end: a corpus that grows has new words in it, as Heaps' law says (`V = K·tⁿ` different words among `t`), and
//! they are made up from syllables here, or are numbers.
//!
//! Words that a corpus has once or twice stand for this open class. It is numbered in the order in which its words come
//! up: how many there are before an article follows from the article's place, so that any article can be made alone.

use std::ops::Range;

use crate::random::Random;

/// Among the first of the class words are about equally frequent; further on a word is rarer the later it came up, as
/// Mandelbrot's form of Zipf's law has it. Without it the class's first word would be among the corpus's most frequent.
const SHIFT: f64 = 1_000.0;

const CONSONANTS: [&str; 16] = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ai"];
const SYLLABLES: u64 = (CONSONANTS.len() * VOWELS.len()) as u64;

/// The open class of a corpus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenWords {
    /// How many articles the corpus has.
    pub articles: f64,
    /// How many different words.
    pub vocabulary: f64,
    /// How many of them are not of this class.
    pub known: f64,
    /// The exponent of Heaps' law.
    pub heaps: f64,
    /// How many of a hundred words of the class are numbers.
    pub numbers: u64,
}

impl OpenWords {
    /// The words that come up for the first time in the article of this place.
    pub fn fresh(&self, place: u64) -> Range<u64> {
        self.before(place)..self.before(place + 1)
    }

    /// How many words have come up before the article of this place.
    fn before(&self, place: u64) -> u64 {
        let all = self.vocabulary * (place as f64 / self.articles).powf(self.heaps);
        (all - self.known).max(0.0) as u64
    }

    /// One that came up before, below `end`; the first where none has.
    pub fn old(&self, end: u64, random: &mut Random) -> u64 {
        let span = (end as f64 / SHIFT).ln_1p();
        (SHIFT * (random.share() * span).exp_m1()) as u64
    }

    /// A word by its number, each another.
    pub fn write(&self, number: u64, text: &mut String) {
        match number % 100 < self.numbers {
            true => write_number(number, text),
            false => write_word(number, text),
        }
    }
}

fn write_word(number: u64, text: &mut String) {
    let is_name = number.is_multiple_of(3);
    let start = text.len();
    // Three syllables at least: shorter ones look like words that there are.
    let mut left = number + SYLLABLES * SYLLABLES;
    while left > 0 {
        let syllable = (left % SYLLABLES) as usize;
        text.push_str(CONSONANTS[syllable / VOWELS.len()]);
        text.push_str(VOWELS[syllable % VOWELS.len()]);
        left /= SYLLABLES;
    }
    if is_name && let Some(first) = text.get_mut(start..=start) {
        first.make_ascii_uppercase();
    }
}

/// `1,234.5`: the last digit is the fraction's.
fn write_number(number: u64, text: &mut String) {
    let digits = (number + 1_000).to_string();
    let (whole, fraction) = digits.split_at(digits.len() - 1);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text.push('.');
    text.push_str(fraction);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const OPEN: OpenWords =
        OpenWords { articles: 1_000.0, vocabulary: 9_000.0, known: 4_000.0, heaps: 0.6, numbers: 30 };

    #[test]
    fn words_come_up_as_heaps_law_says() {
        assert_eq!(OPEN.fresh(0), 0..0);
        let all: u64 = (0..1_000).map(|place| OPEN.fresh(place).count() as u64).sum();
        assert_eq!(all, 5_000);
        assert_eq!(OPEN.fresh(50_000).start, (9_000.0 * 50f64.powf(0.6)) as u64 - 4_000);
        assert_eq!(OPEN.fresh(700).end, OPEN.fresh(701).start);
    }

    #[test]
    fn old_words_are_rarer_the_later_they_came_up() {
        let mut random = Random::new(1);
        let drawn: Vec<u64> = (0..10_000).map(|_| OPEN.old(50_000, &mut random)).collect();
        let count = |range: Range<u64>| drawn.iter().filter(|number| range.contains(number)).count();
        assert_eq!(count(0..50_000), 10_000);
        assert!(count(0..1_000) > 10 * count(40_000..41_000), "{} {}", count(0..1_000), count(40_000..41_000));
        assert_eq!(OPEN.old(0, &mut random), 0);
    }

    #[test]
    fn each_number_is_another_word() {
        let write = |number| {
            let mut text = String::new();
            OPEN.write(number, &mut text);
            text
        };
        let words: BTreeSet<String> = (0..50_000).map(write).collect();
        assert_eq!(words.len(), 50_000);
        assert_eq!([write(0), write(234_500), write(99)], ["100.0", "23,550.0", "Bobebe"]);
    }
}
