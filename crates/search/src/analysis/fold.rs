//! Folds characters: case, compatibility forms and diacritics make no difference.

use super::fold_table::FOLDS;

/// Appends what a character is folded to: nothing, one character or several.
#[inline]
pub(super) fn fold_into(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
    } else {
        fold_other(character, out);
    }
}

fn fold_other(character: char, out: &mut String) {
    if is_left_out(character) {
        return;
    }
    if let Some(jamo) = jamo(character) {
        out.extend(jamo.into_iter().flatten());
    } else if let Some(folded) = look_up(character) {
        out.push_str(folded);
    } else {
        out.extend(character.to_lowercase());
    }
}

/// A text with all its characters folded, for comparing values of facets with what is typed.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| fold_into(character, &mut folded));
    folded
}

/// Marks that readers leave out when they type, and characters that cannot be seen. Vowel signs of
/// the Indic and South-East Asian scripts are not among them: there they are part of the spelling.
fn is_left_out(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        // Variation selectors.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
        // The blocks of combining diacritical marks.
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        // Hebrew points; Arabic vowel signs and the stroke that lengthens letters.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// The letters of a Hangul syllable (The Unicode Standard, section 3.12), so that a syllable that is still being
/// typed is a prefix of the finished one.
fn jamo(character: char) -> Option<[Option<char>; 3]> {
    let index = u32::from(character).checked_sub(0xac00).filter(|index| *index < 11_172)?;
    let (lead, vowel, tail) = (index / 588, index % 588 / 28, index % 28);
    let tail = if tail == 0 { None } else { char::from_u32(0x11a7 + tail) };
    Some([char::from_u32(0x1100 + lead), char::from_u32(0x1161 + vowel), tail])
}

/// Searches the table, whose records are a character and what it is folded to, in order, each followed by a space.
fn look_up(character: char) -> Option<&'static str> {
    let (mut low, mut high) = (0, FOLDS.len());
    while low < high {
        let middle = (low + high) / 2;
        // Spaces are single bytes that occur in no other character, so cutting beside them is safe.
        let start = FOLDS.as_bytes()[low..middle].iter().rposition(|byte| *byte == b' ').map_or(low, |at| low + at + 1);
        let length = FOLDS.as_bytes()[start..].iter().position(|byte| *byte == b' ')?;
        let record = FOLDS.get(start..start + length)?;
        let from = record.chars().next()?;
        match from.cmp(&character) {
            std::cmp::Ordering::Equal => return record.get(from.len_utf8()..),
            std::cmp::Ordering::Less => low = start + length + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
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
        check("कि ไทย", "कि ไทย");
    }

    #[test]
    fn every_record_of_the_table_is_found() {
        for record in FOLDS.split_terminator(' ') {
            let from = record.chars().next().expect("no record is empty");
            assert_eq!(look_up(from), Some(&record[from.len_utf8()..]), "{from}");
        }
        assert_eq!(look_up('\u{10ffff}'), None);
        assert_eq!(look_up('\u{80}'), None);
    }
}
