//! What of a word says how its ending changes: its last letters, and how much stands before them.

/// How many letters from behind are looked at.
pub(super) const LETTERS: usize = 8;

/// How many measures a word has.
pub(super) const MEASURES: usize = 4;

/// Stands before a word's first letter.
const EDGE: char = '^';

/// What of a word says how its ending changes.
pub(super) struct Ending {
    /// From behind.
    letters: [char; LETTERS],
    /// In letters: the word; the word from its first vowel on; what stands behind the first consonant after a
    /// vowel; what stands behind the next such place. The last two are what Snowball calls R1 and R2, within which most of its
    /// rules apply.
    measures: [u32; MEASURES],
}

/// A question about a word. Kinds below [`LETTERS`] ask whether a letter is the one of that number, counted from
/// behind; the next so many, whether it is a vowel; and the last, whether a measure is at least so large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Test {
    pub kind: u32,
    pub value: u32,
}

impl Ending {
    pub fn of(word: &str) -> Self {
        let mut letters = [EDGE; LETTERS];
        for (place, letter) in letters.iter_mut().zip(word.chars().rev()) {
            *place = letter;
        }
        let length = word.chars().count() as u32;
        let mut measures = [length, 0, 0, 0];
        // How many of the places are found that the other measures count from.
        let mut found = 1;
        let mut was_vowel = false;
        for (letter, left) in word.chars().zip((0..length).rev()) {
            let is_vowel = is_vowel(letter);
            if found == 1 && is_vowel {
                measures[1] = left + 1;
                found = 2;
            } else if found < MEASURES && was_vowel && !is_vowel {
                measures[found] = left;
                found += 1;
            }
            was_vowel = is_vowel;
        }
        Self { letters, measures }
    }

    pub fn passes(&self, test: Test) -> bool {
        let kind = test.kind as usize;
        if let Some(letter) = self.letters.get(kind) {
            return u32::from(*letter) == test.value;
        }
        if let Some(letter) = self.letters.get(kind - LETTERS) {
            return is_vowel(*letter);
        }
        self.measures.get(kind - 2 * LETTERS).is_some_and(|measure| *measure >= test.value)
    }
}

/// The tests that tell words with these endings apart.
#[cfg(feature = "build")]
pub(super) fn passed(ending: &Ending) -> impl Iterator<Item = Test> {
    let letters = ending.letters.iter().zip(0..).map(|(letter, kind)| Test { kind, value: u32::from(*letter) });
    let vowels = ending.letters.iter().zip(LETTERS as u32..).filter(|(letter, _)| is_vowel(**letter));
    let measures = ending.measures.iter().zip(2 * LETTERS as u32..);
    letters
        .chain(vowels.map(|(_, kind)| Test { kind, value: 0 }))
        .chain(measures.flat_map(|(measure, kind)| (1..=(*measure).min(12)).map(move |value| Test { kind, value })))
}

/// Whether a folded letter is a vowel of the alphabets whose words are stemmed.
fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'α'
            | 'ε'
            | 'η'
            | 'ι'
            | 'ο'
            | 'υ'
            | 'ω'
            | 'а'
            | 'е'
            | 'и'
            | 'і'
            | 'ї'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'є'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_snowballs() {
        // The examples of its description.
        let measures = |word: &str| Ending::of(word).measures;
        assert_eq!(measures("beautiful"), [9, 8, 4, 2]);
        assert_eq!(measures("beauty"), [6, 5, 1, 0]);
        assert_eq!(measures("beau"), [4, 3, 0, 0]);
        assert_eq!(measures("animadversion"), [13, 13, 11, 9]);
        assert_eq!(measures("sprinkled"), [9, 6, 4, 0]);
        assert_eq!(measures("eucharist"), [9, 9, 6, 3]);
    }
}
