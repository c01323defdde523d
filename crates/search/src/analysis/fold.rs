//! Folds characters: case, compatibility forms and diacritics make no difference.

use std::sync::OnceLock;

use super::fold_table::{FOLDS, GAPS};
use crate::part::part;

/// Appends what a character is folded to: nothing, one character or several. One that makes another letter of the character
/// before takes its place; it is as long as that.
#[inline]
pub fn fold_into(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
    } else {
        fold_other(character, out);
    }
}

fn fold_other(character: char, out: &mut String) {
    if let Some(composed) = out.chars().next_back().and_then(|before| compose(before, character)) {
        out.pop();
        out.push(composed);
    } else if is_left_out(character) {
        // Nothing is left of it.
    } else if let Some(digit) = decimal(character) {
        out.push(char::from(b'0' + digit));
    } else if let Some(folded) = look_up(character) {
        out.push_str(folded);
    } else if matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') {
        out.push(character);
    } else {
        out.push(super::lower(character));
    }
}

/// Says in Devanagari that a letter has no vowel.
const VIRAMA: char = '\u{94d}';

/// What a letter and the mark or jamo behind it make together, where that is another letter and not only the same one with a
/// diacritic: `й` is not `и`, and a Hangul syllable is one character however it is stored.
fn compose(before: char, character: char) -> Option<char> {
    let (first, second) = (u32::from(before), u32::from(character));
    match (before, character) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        ('г', '\u{301}') => Some('ѓ'),
        ('к', '\u{301}') => Some('ќ'),
        // A nasal without a vowel is as often written as the dot above what stands before it: हिन्दी, हिंदी.
        ('ङ' | 'ञ' | 'ण' | 'न' | 'म', VIRAMA) => Some('\u{902}'),
        // The Unicode Standard, section 3.12.
        ('\u{1100}'..='\u{1112}', '\u{1161}'..='\u{1175}') => {
            char::from_u32(0xac00 + (first - 0x1100) * 588 + (second - 0x1161) * 28)
        }
        ('\u{ac00}'..='\u{d7a3}', '\u{11a8}'..='\u{11c2}') if (first - 0xac00).is_multiple_of(28) => {
            char::from_u32(first + second - 0x11a7)
        }
        _ => None,
    }
}

/// A word in folded form with the dot in place of the nasal letter at its end: so it is folded once a letter follows that has no vowel
/// before it.
pub(crate) fn with_dot(word: &str) -> Option<String> {
    let last = word.chars().next_back()?;
    let dot = compose(last, VIRAMA)?;
    Some(part(word, 0..word.len() - last.len_utf8()).to_owned() + dot.encode_utf8(&mut [0; 4]))
}

/// A word of letters, in folded form, as those write it who have no umlauts on their keyboards: `Müller` as `mueller`, `Århus` as
/// `aarhus`. Nothing where it has none.
pub(crate) fn spelt_out(letters: &mut dyn Iterator<Item = char>) -> Option<String> {
    let mut spelt = String::new();
    let mut is_other = false;
    for letter in letters {
        let behind = match (super::lower(letter), spelt.chars().next_back()) {
            ('ä' | 'ö' | 'ü' | 'ø', _) | ('\u{308}', Some('a' | 'o' | 'u')) => "e",
            ('å', _) | ('\u{30a}', Some('a')) => "a",
            ('\u{300}'..='\u{36f}', _) => "",
            (letter, _) if letter.is_alphabetic() => "",
            _ => return None,
        };
        is_other |= !behind.is_empty();
        fold_into(letter, &mut spelt);
        spelt.push_str(behind);
    }
    is_other.then_some(spelt)
}

/// Where the digits of the scripts begin that news is written in.
const ZEROS: [u16; 19] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x17e0, 0xff10,
];

/// The value of a decimal digit of any of these scripts.
pub(super) fn decimal(character: char) -> Option<u8> {
    let code = u16::try_from(u32::from(character)).ok()?;
    if code < 0x80 {
        return character.to_digit(10).map(|digit| digit as u8);
    }
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    u8::try_from(code - zero).ok().filter(|digit| *digit < 10)
}

/// A text with all its characters folded, for comparing values of facets with what is typed.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| fold_into(character, &mut folded));
    folded
}

/// Whether a character cannot be seen: what says in which direction a text runs, and the like. Texts bring them along that are copied, and
/// in front of a sign they would hide it.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Marks that readers leave out when they type, and characters that cannot be seen. Vowel signs of
/// the Indic and South-East Asian scripts are not among them: there they are part of the spelling.
pub(super) fn is_left_out(character: char) -> bool {
    is_unseen(character)
        || matches!(character,
        '\u{ad}'
        // Variation selectors.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        // The blocks of combining diacritical marks.
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        // Hebrew points; Arabic vowel signs and the stroke that lengthens letters.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        // The dot below letters of Devanagari: फ़िल्म, फिल्म.
        | '\u{93c}')
}

fn look_up(character: char) -> Option<&'static str> {
    static TABLE: OnceLock<Vec<(u32, &'static str)>> = OnceLock::new();
    let table = TABLE.get_or_init(table);
    let place = table.binary_search_by_key(&u32::from(character), |(from, _)| *from).ok()?;
    table.get(place).map(|(_, to)| *to)
}

/// The characters that are folded, in order, each with what it is folded to.
fn table() -> Vec<(u32, &'static str)> {
    codes(GAPS).zip(FOLDS.split_terminator(' ')).collect()
}

/// The numbers of characters of which it is given how far each lies behind the one before.
pub(super) fn codes(gaps: &[u8]) -> impl Iterator<Item = u32> {
    let (mut code, mut gap, mut shift) = (0, 0, 0);
    gaps.iter().filter_map(move |byte| {
        gap |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte >= 0x80 {
            return None;
        }
        code += gap;
        (gap, shift) = (0, 0);
        Some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn case_diacritics_and_compatibility_forms_make_no_difference() {
        check("Zürich ÅNGSTRÖM Škoda", "zurich angstrom skoda");
        check("STRASSE straße Łódź Øre Æsir", "strasse strasse lodz ore aesir");
        check("ﬁnance ＡＢＣ１２ 𝐛𝐨𝐥𝐝 m²", "finance abc12 bold m2");
        check("Cafe\u{301} ΟΔΟΣ όδος ёлка İstanbul ısı", "cafe οδοσ οδοσ елка istanbul isi");
        check("कि ไทย हिन्दी क़लम", "कि ไทย हिंदी कलम");
        check("٣٫٥ १० ４２", "3٫5 10 42");
    }

    #[test]
    fn umlauts_are_spelt_out() {
        let check =
            |written: &str, expected: Option<&str>| assert_eq!(spelt_out(&mut written.chars()).as_deref(), expected);
        check("Müller", Some("mueller"));
        check("ÖBB-3", None);
        check("mu\u{308}ller", Some("mueller"));
        check("århus", Some("aarhus"));
        check("tromsø", Some("tromsoe"));
        check("größe", Some("groesse"));
        check("noël", None);
        check("zurich", None);
    }

    #[test]
    fn letters_that_are_no_diacritics_stay() {
        check("Йод и\u{306}од иод", "йод йод иод");
        check("Їжак і\u{308}жак ўсё у\u{306}се", "їжак їжак ўсе ўсе");
        check("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af} 서울 ﾡ", "서울 서울 \u{1100}");
    }

    #[test]
    fn arabic_letters_that_are_written_alike_are_one() {
        check("إسلام أسلام آسلام ٱسلام", "اسلام اسلام اسلام اسلام");
        check("مدرسة علی على ﻻ ک", "مدرسه علي علي لا ك");
    }

    #[test]
    fn every_record_of_the_table_is_found() {
        let table = table();
        assert_eq!(table.len(), FOLDS.split_terminator(' ').count());
        for (from, to) in table {
            assert_eq!(char::from_u32(from).and_then(look_up), Some(to), "{from:x}");
        }
        assert_eq!(look_up('\u{10ffff}'), None);
        assert_eq!(look_up('\u{80}'), None);
    }
}
