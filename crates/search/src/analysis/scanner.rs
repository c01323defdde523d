//! Takes apart what stands between two white spaces, where it is more than one plain word.

use std::ops::Range;

use super::class::{Class, class};
use super::fold::fold_into;
use super::number::number;
use super::pairs::PairRun;
use super::{MAX_TOKEN, TokenKind};
use crate::part::part;

/// Words of French, Italian and Catalan that lose their vowel before another, without the apostrophe.
const ELIDED: [&str; 27] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "quoiqu", "dell", "nell",
    "sull", "all", "dall", "coll", "quell", "un", "quest", "sant", "anch", "com", "tutt",
];

/// What stands before the `D` of a degree: `Ph.D.`
const DEGREES: [&str; 5] = ["ph", "ed", "sc", "th", "psy"];

/// The most letters on each side of an ampersand within a name: `AT&T`. Longer ones are two words.
const BESIDE_AMPERSAND: usize = 3;

/// How many characters are looked back to in deciding what a sign means. Without a limit, a text without spaces would take a
/// time that grows with the square of its length.
const LOOKED_BACK: usize = 32;

/// Letters, or a number, that follow one another.
#[derive(Clone, Copy)]
struct Part {
    class: Class,
    /// How many letters or digits it has.
    count: usize,
}

/// What joins two parts of a word.
enum Junction {
    /// So many characters are passed over, and this stands in the word in their place.
    Joins(usize, &'static str),
    /// The word ends, and so many characters behind it belong to no other.
    Ends(usize),
}

/// The tokens of a chunk of text; kept to be filled again.
#[derive(Default)]
pub(super) struct Scanner {
    characters: Vec<(char, Class)>,
    word: String,
    /// The word in lower case, but not folded.
    written: String,
    run: PairRun,
}

impl Scanner {
    /// Calls `take` with the tokens of a chunk that no white space interrupts; `start` is where it begins. The second
    /// text that `take` gets is the word as it was written, in lower case.
    pub fn scan(&mut self, chunk: &str, start: usize, take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind)) {
        self.characters.clear();
        self.characters.extend(chunk.chars().map(|character| (character, class(character))));
        let mut at = 0;
        while let Some(class) = self.class(at) {
            match class {
                Class::Pair => at = self.run.extend(&self.characters, at, start, take),
                Class::Letter | Class::Digit | Class::Numeral => {
                    self.run.end(take);
                    at = self.word(at, start, take);
                }
                // Of `U.S.'s` and `5%'s`.
                Class::Apostrophe if self.is_possessive(at) && self.has_word_before(at) => {
                    self.run.end(take);
                    at += 2;
                }
                _ => {
                    self.run.end(take);
                    at += 1;
                }
            }
        }
        self.run.end(take);
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.characters.get(at).map(|(_, class)| *class)
    }

    /// The word that begins at `from`; returns where to go on.
    fn word(&mut self, from: usize, start: usize, take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind)) -> usize {
        self.word.clear();
        self.written.clear();
        let mut at = from;
        loop {
            let (part, end) = self.part(at);
            at = end;
            match self.junction(from, part, at) {
                Junction::Joins(length, sign) => {
                    self.word.push_str(sign);
                    self.written.push_str(sign);
                    at += length;
                    if sign == "++" || sign == "#" {
                        self.take(start + from..start + at, take);
                        return at;
                    }
                }
                Junction::Ends(length) => {
                    self.take(start + from..start + at, take);
                    return at + length;
                }
            }
        }
    }

    fn take(&mut self, range: Range<usize>, take: &mut impl FnMut(&str, &str, Range<usize>, TokenKind)) {
        if let Some((cut, _)) = self.word.char_indices().nth(MAX_TOKEN) {
            self.word.truncate(cut);
        }
        // What a letter is folded to may be nothing.
        if !self.word.is_empty() {
            take(&self.word, &self.written, range, TokenKind::Word);
        }
    }

    /// Appends the part that begins at `from` and returns it with its end.
    fn part(&mut self, from: usize) -> (Part, usize) {
        let class = self.class(from).unwrap_or(Class::Other);
        if class == Class::Digit {
            let before = self.word.len();
            let end = number(&self.characters, from, &mut self.word);
            self.written.push_str(part(&self.word, before..self.word.len()));
            return (Part { class, count: end - from }, end);
        }
        let mut count = 0;
        let mut end = from;
        while let Some((character, next)) = self.characters.get(end) {
            if *next != class && *next != Class::Mark {
                break;
            }
            count += usize::from(*next == class);
            fold_into(*character, &mut self.word);
            self.written.push(super::lower(*character));
            end += 1;
        }
        (Part { class, count }, end)
    }

    /// How many letters, say, follow one another at `at`.
    fn count(&self, at: usize, wanted: Class) -> usize {
        let run = self.characters[at.min(self.characters.len())..].iter();
        let run = run.take_while(|(_, class)| *class == wanted || *class == Class::Mark);
        run.filter(|(_, class)| *class == wanted).count()
    }

    /// Where the letters end that follow one another at `at`.
    fn end_of_letters(&self, at: usize) -> usize {
        let run = self.characters[at.min(self.characters.len())..].iter();
        at + run.take_while(|(_, class)| matches!(class, Class::Letter | Class::Mark)).count()
    }

    /// What comes behind a part of the word that began at `from`.
    fn junction(&self, from: usize, part: Part, at: usize) -> Junction {
        const ENDS: Junction = Junction::Ends(0);
        let Some(next) = self.class(at) else { return ENDS };
        let behind = self.class(at + 1);
        let is_letter = part.class == Class::Letter;
        let between_letters = is_letter && behind == Some(Class::Letter);
        let joins = match next {
            Class::Letter | Class::Digit | Class::Numeral => {
                return if self.is_attached(part, at, next) { Junction::Joins(0, "") } else { ENDS };
            }
            Class::Apostrophe if self.is_possessive(at) => return Junction::Ends(2),
            Class::Apostrophe => between_letters && !self.is_elided(at),
            Class::Point => between_letters && self.is_acronym(from, at),
            Class::Hyphen => self.is_initial(from, part, at),
            Class::Ampersand => {
                let is_short = part.count <= BESIDE_AMPERSAND && self.count(at + 1, Class::Letter) <= BESIDE_AMPERSAND;
                return if between_letters && is_short { Junction::Joins(1, "&") } else { ENDS };
            }
            Class::Plus | Class::Sharp if is_letter && self.word.len() == 1 => {
                let is_plus = next == Class::Plus && behind == Some(Class::Plus);
                let is_sharp = next == Class::Sharp && !matches!(behind, Some(Class::Letter | Class::Digit));
                return match () {
                    () if is_plus => Junction::Joins(2, "++"),
                    () if is_sharp => Junction::Joins(1, "#"),
                    () => ENDS,
                };
            }
            Class::Gershayim => between_letters && self.is_hebrew(at - 1) && self.is_hebrew(at + 1),
            Class::MiddleDot => between_letters,
            _ => false,
        };
        if joins { Junction::Joins(1, "") } else { ENDS }
    }

    /// Whether digits behind letters, or letters behind digits, are of the same word: `F16`, `5m`, `1st`, but not `COVID19`
    /// and `10km`, which are as often written apart.
    fn is_attached(&self, part: Part, at: usize, next: Class) -> bool {
        match (part.class, next) {
            (Class::Letter, _) => part.count == 1 && !self.is_after_ampersand(at),
            (_, Class::Letter) => {
                self.count(at, Class::Letter) == 1 || (part.class == Class::Digit && self.is_ordinal(at))
            }
            _ => false,
        }
    }

    /// Whether an ampersand stands before the single letter before `at`: the number of `S&P500` is another word.
    fn is_after_ampersand(&self, at: usize) -> bool {
        let before = self.characters[..at].iter().rev().filter(|(_, class)| *class != Class::Mark).nth(1);
        matches!(before, Some((_, Class::Ampersand)))
    }

    fn is_ordinal(&self, at: usize) -> bool {
        let letter = |at: usize| self.characters.get(at).map(|(letter, _)| letter.to_ascii_lowercase());
        let (Some(first), Some(second)) = (letter(at), letter(at + 1)) else { return false };
        self.count(at, Class::Letter) == 2 && matches!((first, second), ('s', 't') | ('n' | 'r', 'd') | ('t', 'h'))
    }

    /// An apostrophe and an `s`, and nothing behind.
    fn is_possessive(&self, at: usize) -> bool {
        let is_word = |class| matches!(class, Class::Letter | Class::Digit | Class::Numeral | Class::Mark);
        matches!(self.characters.get(at + 1), Some(('s' | 'S', _))) && !self.class(at + 2).is_some_and(is_word)
    }

    /// Whether letters or digits stand close before.
    fn has_word_before(&self, at: usize) -> bool {
        let close = &self.characters[at.saturating_sub(LOOKED_BACK)..at];
        close.iter().any(|(_, class)| matches!(class, Class::Letter | Class::Digit | Class::Numeral))
    }

    /// Whether the apostrophe at `at` stands for a vowel before another word, or beside the `n` of `rock'n'roll`.
    fn is_elided(&self, at: usize) -> bool {
        let is_n = |at: usize| matches!(self.characters.get(at), Some(('n' | 'N', _)));
        let is_apostrophe = |at: usize| self.class(at) == Some(Class::Apostrophe);
        ELIDED.contains(&self.word.as_str()) || (is_n(at + 1) && is_apostrophe(at + 2))
    }

    /// Whether the full stop at `at` stands between two single letters, and only such stand before: `U.S`, `e.g`.
    fn is_acronym(&self, from: usize, at: usize) -> bool {
        let is_single = self.count(at + 1, Class::Letter) == 1 && at - from < LOOKED_BACK;
        let letters = self.characters[from..at].iter().filter(|(_, class)| *class != Class::Mark);
        let mut alternating = letters.enumerate();
        let is_d = matches!(self.characters.get(at + 1), Some(('d' | 'D', _)));
        let all_single = alternating
            .all(|(index, (_, class))| *class == if index.is_multiple_of(2) { Class::Letter } else { Class::Point });
        is_single && (all_single || (is_d && DEGREES.contains(&self.word.as_str())))
    }

    /// Whether the hyphen at `at` stands behind a single letter that belongs to what follows: `F-16`, `e-mail`, `T-shirt`; not
    /// in `Q-and-A`.
    fn is_initial(&self, from: usize, part: Part, at: usize) -> bool {
        let is_single = part.class == Class::Letter && self.word.len() == 1 && at == from + 1;
        let is_first = from.checked_sub(1).is_none_or(|before| self.class(before) != Some(Class::Hyphen));
        let rest = match self.class(at + 1) {
            Some(Class::Digit) => true,
            Some(Class::Letter) => {
                let end = self.end_of_letters(at + 1);
                self.count(at + 1, Class::Letter) > 1 && self.class(end) != Some(Class::Hyphen)
            }
            _ => false,
        };
        is_single && is_first && rest
    }

    fn is_hebrew(&self, at: usize) -> bool {
        matches!(self.characters.get(at), Some(('\u{5b0}'..='\u{5ea}', _)))
    }
}
