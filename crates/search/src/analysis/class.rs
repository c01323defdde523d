//! What a character does to the word in which it stands.

use super::fold::{decimal, is_left_out};
use super::mark_table::MARKS;
use super::pairs;

/// What the tokenizer makes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter of a script that is written with spaces.
    Letter,
    /// A decimal digit.
    Digit,
    /// Another number: `²`, `½`, `①`.
    Numeral,
    /// Belongs to the character before, or cannot be seen.
    Mark,
    /// A letter of a script that is written without spaces.
    Pair,
    Apostrophe,
    Point,
    Comma,
    Hyphen,
    Ampersand,
    Plus,
    Sharp,
    /// What Hebrew acronyms have before their last letter.
    Gershayim,
    /// The dot between the two l of Catalan.
    MiddleDot,
    /// A space that does not break: thousands stand between them.
    Space,
    /// Separates words.
    Other,
}

/// What the tokenizer makes of a character.
pub(super) fn class(character: char) -> Class {
    match character {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2bb}' | '\u{2bc}'
        | '\u{2b9}' | '\u{55a}' | '\u{5f3}' | '\u{ff07}' => Class::Apostrophe,
        '.' | '\u{66b}' | '\u{2024}' | '\u{fe52}' | '\u{ff0e}' => Class::Point,
        ',' | '\u{66c}' | '\u{ff0c}' => Class::Comma,
        '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{ff0d}' => Class::Hyphen,
        '&' | '\u{ff06}' => Class::Ampersand,
        '+' | '\u{ff0b}' => Class::Plus,
        '#' | '\u{ff03}' => Class::Sharp,
        '"' | '\u{5f4}' | '\u{201d}' => Class::Gershayim,
        '\u{b7}' | '\u{2027}' | '\u{387}' => Class::MiddleDot,
        '\u{a0}' | '\u{2009}' | '\u{202f}' => Class::Space,
        '\0'..='\x7f' | '\u{200b}' => Class::Other,
        _ => class_of_other(character),
    }
}

fn class_of_other(character: char) -> Class {
    if is_left_out(character) || is_mark(character) {
        Class::Mark
    } else if pairs::is_base(character) {
        Class::Pair
    } else if character.is_alphabetic() {
        Class::Letter
    } else if decimal(character).is_some() {
        Class::Digit
    } else if character.is_numeric() {
        Class::Numeral
    } else {
        Class::Other
    }
}

/// Marks of all scripts, and letters that are none of their own: the vowels and finals of Hangul that is stored in parts, and the
/// sound marks of halfwidth kana.
fn is_mark(character: char) -> bool {
    let code = u32::from(character);
    if code < 0x300 {
        return false;
    }
    if matches!(character, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ff9e}' | '\u{ff9f}') {
        return true;
    }
    let Some(ranges) = MARKS.get((code >> 16) as usize) else { return false };
    let low = (code & 0xffff) as u16;
    let after = ranges.partition_point(|(first, _)| *first <= low);
    ranges[..after].last().is_some_and(|(_, last)| low <= *last)
}
