//! Finds what is typed in the texts of one article: letters as they stand, whatever their case and diacritics, as the search
//! folds them. Words are no matter here: `arti` is found inside `party`. The worker, which has the tables, folds the texts once;
//! the page looks into them, so that no letter waits for a message.

use std::ops::Range;
use std::rc::Rc;

use search::analysis::fold_into;
use serde::{Deserialize, Serialize};

/// What was found or matched in each text of an article, in order: ranges of Unicode scalar values.
pub type Found = Vec<Vec<Range<usize>>>;

/// A text as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folded {
    /// It, folded.
    pub text: String,
    /// For each character of the original how many bytes of `text` it became, as the character so many places behind `0`. Empty
    /// where each became one.
    pub widths: String,
}

/// Folds a text.
pub fn fold(text: &str) -> Folded {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    // For each byte the number of the character that it comes from.
    let mut origins: Vec<u32> = Vec::with_capacity(text.len());
    let mut characters = 0;
    for character in text.chars() {
        fold_into(plain(character), &mut folded);
        // Where a character was joined to the one before nothing is added, and it counts as part of that.
        origins.resize(folded.len(), characters);
        characters += 1;
    }
    let mut widths = vec![0; characters as usize];
    for origin in origins {
        if let Some(width) = widths.get_mut(origin as usize) {
            *width += 1;
        }
    }
    let widths = match widths.iter().all(|width| *width == 1) {
        true => String::new(),
        false => widths.into_iter().filter_map(|width| char::from_u32(u32::from('0') + width)).collect(),
    };
    Folded { text: folded, widths }
}

/// Folds a text that is known to be ASCII, without any table.
pub fn fold_ascii(text: &str) -> Folded {
    Folded { text: text.to_ascii_lowercase(), widths: String::new() }
}

/// The texts of an article, folded once, so that each letter costs one pass over them.
#[derive(Clone)]
pub struct Finder(Rc<[Sought]>);

struct Sought {
    text: String,
    /// For each byte the number of the character that it comes from, and behind the last the number of characters; none where
    /// each is a character of its own.
    origins: Vec<u32>,
}

impl Finder {
    /// Looks into these texts.
    pub fn new(texts: Vec<Folded>) -> Self {
        Self(texts.into_iter().map(Sought::new).collect())
    }

    /// Where this, which is folded too, stands in each text; nowhere for nothing. What is found does not overlap.
    pub fn find(&self, sought: &str) -> Found {
        match sought.is_empty() {
            true => Vec::new(),
            false => self.0.iter().map(|text| text.find(sought)).collect(),
        }
    }
}

impl Sought {
    fn new(folded: Folded) -> Self {
        let mut origins = Vec::new();
        if !folded.widths.is_empty() {
            let mut characters = 0;
            for width in folded.widths.chars() {
                origins.resize(origins.len() + (u32::from(width) - u32::from('0')) as usize, characters);
                characters += 1;
            }
            origins.push(characters);
        }
        Self { text: folded.text, origins }
    }

    fn find(&self, sought: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let (text, sought) = (self.text.as_bytes(), sought.as_bytes());
        let first = sought.first();
        // Whole characters begin at the same bytes in both, for both are UTF-8.
        let windows = text.windows(sought.len()).enumerate();
        for (at, _) in windows.filter(|(_, window)| window.first() == first && *window == sought) {
            let start = self.character(at);
            // Half of what one character is folded to is that character; what was joined to it belongs to it.
            let last = self.character(at + sought.len() - 1);
            let end = self.character(at + sought.len()).max(last + 1);
            if found.last().is_none_or(|last| last.end <= start) {
                found.push(start..end);
            }
        }
        found
    }

    fn character(&self, byte: usize) -> usize {
        self.origins.get(byte).map_or(byte, |character| *character as usize)
    }
}

/// Signs that are typed in one way and printed in several.
fn plain(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => character,
    }
}

/// The place, among all that was found, that says most: in the text of the body in which most different words were matched, the
/// first of them; in a headline or standfirst only where the body has none.
pub fn best<'a>(texts: impl Iterator<Item = &'a str>, found: &Found, above_body: usize) -> usize {
    let mut best = (0, 0);
    let mut before = 0;
    for (at, (text, ranges)) in texts.zip(found).enumerate() {
        let mut words: Vec<String> = Vec::new();
        for range in ranges {
            let word: String = text.chars().skip(range.start).take(range.len()).collect();
            if !words.iter().any(|other| other.eq_ignore_ascii_case(&word)) {
                words.push(word);
            }
        }
        if at >= above_body && words.len() > best.0 {
            best = (words.len(), before);
        }
        before += ranges.len();
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sought: &str, expected: &[&str]) {
        let found = Finder::new(vec![fold(text)]).find(&fold(sought).text);
        let found: Vec<String> = found
            .into_iter()
            .flatten()
            .map(|range| text.chars().skip(range.start).take(range.len()).collect())
            .collect();
        assert_eq!(found, expected, "{sought:?} in {text:?}");
    }

    #[test]
    fn case_diacritics_and_forms_make_no_difference() {
        check("Škoda, SKODA and škodovka", "skod", &["Škod", "SKOD", "škod"]);
        check("Die Straße, die STRASSE", "strasse", &["Straße", "STRASSE"]);
        check("Cafe\u{301} und Café", "café", &["Cafe\u{301}", "Café"]);
        check("the ﬁrst ﬁgure", "fi", &["ﬁ", "ﬁ"]);
    }

    #[test]
    fn half_a_character_is_the_whole_one() {
        check("Maß", "s", &["ß"]);
        // It was "a" alone.
        check("Maß", "as", &["aß"]);
        check("ﬁn", "in", &["ﬁn"]);
    }

    #[test]
    fn signs_are_found_however_they_are_printed() {
        check("“It’s over” – he said", "\"it's over\" -", &["“It’s over” –"]);
        check("10\u{a0}000", "10 000", &["10\u{a0}000"]);
    }

    #[test]
    fn letters_that_a_mark_makes_another_letter_of_are_found_either_way() {
        check("и\u{306} й", "й", &["и\u{306}", "й"]);
        check("\u{1112}\u{1161}\u{11ab} 한", "한", &["\u{1112}\u{1161}\u{11ab}", "한"]);
    }

    #[test]
    fn nothing_is_found_of_nothing() {
        assert_eq!(Finder::new(vec![fold("text")]).find(""), Found::new());
        check("text", "\u{301}", &[]);
        check("aaaa", "aa", &["aa", "aa"]);
    }

    #[test]
    fn ascii_needs_no_table() {
        let ascii: String = (0..128_u8).map(char::from).collect();
        let folded = fold(&format!("{ascii}é")).text;
        assert_eq!(Some(fold_ascii(&ascii).text.as_str()), folded.strip_suffix('e'));
    }

    #[test]
    fn every_character_is_told_apart_behind_one_that_became_several() {
        check("\u{fdfa} a Straße b", "b", &["b"]);
        check("\u{fdfa}", "\u{fdfa}", &["\u{fdfa}"]);
        check("ＡＢＣ ½ x", "x", &["x"]);
    }

    #[test]
    fn the_best_place_has_most_of_the_words() {
        let texts = ["Budget", "", "a budget, the Budget", "the budget deficit", "deficit"];
        let found = vec![vec![0..6], vec![], vec![2..8, 14..20], vec![4..10, 11..18], vec![0..7]];
        assert_eq!(best(texts.into_iter(), &found, 2), 3);
        assert_eq!(best(texts.into_iter(), &vec![vec![0..6]], 2), 0);
    }
}
