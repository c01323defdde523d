//! Words of scripts that are written with spaces: what stands between two word boundaries, taken apart further.

use std::ops::Range;

use super::fold::fold_into;
use super::{MAX_TOKEN, TokenKind};

/// Words of French and Italian that lose their vowel before another, without the apostrophe.
const ELIDED: [&str; 20] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "dell", "nell", "sull", "all",
    "dall", "un", "quest",
];

/// Calls `take` with the words in what stands between two word boundaries; `start` is where that begins.
pub(super) fn for_each_word(
    segment: &str,
    start: usize,
    word: &mut String,
    take: &mut impl FnMut(&str, Range<usize>, TokenKind),
) {
    if !segment.chars().any(char::is_alphanumeric) {
        return;
    }
    let characters: Vec<char> = segment.chars().collect();
    let is_acronym = is_acronym(&characters);
    let mut from = 0;
    word.clear();
    let mut end = |word: &mut String, range: Range<usize>| {
        if let Some((cut, _)) = word.char_indices().nth(MAX_TOKEN) {
            word.truncate(cut);
        }
        // What is left of marks without a letter is no word.
        if word.chars().any(char::is_alphanumeric) {
            take(word, start + range.start..start + range.end, TokenKind::Word);
        }
        word.clear();
    };
    for (index, &character) in characters.iter().enumerate() {
        match junction(&characters, index, is_acronym) {
            Junction::Letter => fold_into(character, word),
            Junction::Joins => {}
            Junction::Separates => {
                end(word, from..index);
                from = index + 1;
            }
            Junction::Apostrophe => {
                if is_possessive(&characters, index) {
                    end(word, from..index);
                    return;
                }
                if ELIDED.contains(&word.as_str()) {
                    end(word, from..index);
                    from = index + 1;
                }
            }
        }
    }
    end(word, from..characters.len());
}

/// What a character does to the word in which it stands.
enum Junction {
    Letter,
    Joins,
    Separates,
    Apostrophe,
}

fn junction(characters: &[char], index: usize, is_acronym: bool) -> Junction {
    let digit_at = |index: Option<usize>| index.and_then(|index| characters.get(index)).is_some_and(|c| c.is_numeric());
    let between_digits = digit_at(index.checked_sub(1)) && digit_at(Some(index + 1));
    match characters[index] {
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}' | '\u{2bc}' | '\u{2b9}' | '\u{55a}' | '\u{5f3}'
        | '\u{ff07}' => Junction::Apostrophe,
        '.' | '\u{2024}' | '\u{fe52}' | '\u{ff0e}' if between_digits => Junction::Letter,
        '.' | '\u{2024}' | '\u{fe52}' | '\u{ff0e}' if is_acronym => Junction::Joins,
        ',' | '\u{66c}' | '\u{ff0c}' if between_digits && ends_group_of_three(&characters[index + 1..]) => {
            Junction::Joins
        }
        // The middle dot of Catalan.
        '\u{b7}' | '\u{2027}' | '\u{387}' => Junction::Joins,
        character if is_punctuation(character) => Junction::Separates,
        _ => Junction::Letter,
    }
}

/// The punctuation that Unicode's word boundaries leave inside words and numbers.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(character,
            '\u{37e}' | '\u{55f}' | '\u{589}' | '\u{5f4}' | '\u{60c}' | '\u{60d}' | '\u{66c}' | '\u{7f8}'
            | '\u{202f}' | '\u{2024}' | '\u{203f}' | '\u{2040}' | '\u{2044}' | '\u{2054}'
            | '\u{fe10}'..='\u{fe19}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'..='\u{fe55}'
            | '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff3f}')
}

/// Exactly three digits, then no further one: the thousands behind a comma.
fn ends_group_of_three(rest: &[char]) -> bool {
    rest.iter().take_while(|character| character.is_numeric()).count() == 3
}

/// `'s` at the end.
fn is_possessive(characters: &[char], apostrophe: usize) -> bool {
    apostrophe > 0 && matches!(characters[apostrophe + 1..], ['s' | 'S'])
}

/// Single letters with full stops between them, whatever possessive stands behind: `U.S`, `e.g`, `U.N's`.
fn is_acronym(characters: &[char]) -> bool {
    let mut parts = characters.split(|character| *character == '.');
    let single =
        |part: &[char]| matches!(part, [letter] | [letter, '\'' | '\u{2019}', 's' | 'S'] if letter.is_alphabetic());
    characters.contains(&'.') && parts.all(single)
}
