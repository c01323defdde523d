//! Makes the table by which analysis folds characters, and tests that the one in the sources is current.
//!
//! `BROADSHEET_WRITE=1 cargo test -p search --test fold_table` writes it anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod table;

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/fold_table.rs");

/// Letters with a stroke and ligatures, which Unicode does not decompose, as English-language newspapers print them.
const FURTHER: [(char, &str); 26] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ŀ', "l"),
    ('ŋ', "n"),
    ('ŧ', "t"),
    ('ƒ', "f"),
    ('ς', "σ"),
    ('ǥ', "g"),
    ('ƀ', "b"),
    ('ɨ', "i"),
    ('ʉ', "u"),
    ('ƶ', "z"),
    // Arabic and Persian letters that keyboards and countries write one for the other.
    ('ى', "ي"),
    ('ی', "ي"),
    ('ک', "ك"),
    ('ة', "ه"),
    ('ٱ', "ا"),
    // The two signs for a nasal vowel of Devanagari.
    ('ँ', "ं"),
];

/// Letters of their own, whatever Unicode decomposes them into: see `compose` in `src/analysis/fold.rs`.
const KEPT: [char; 5] = ['й', 'ї', 'ў', 'ѓ', 'ќ'];

/// What analysis leaves out anyway: see `is_left_out` in `src/analysis/fold.rs`.
fn is_diacritic(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}' | '\u{20d0}'..='\u{20ff}')
}

fn folded(character: char) -> String {
    let mut text = character.to_string();
    // Lower case may decompose and a decomposition may have upper case; further letters appear only then.
    for _ in 0..3 {
        let lower = text.to_lowercase();
        if lower.chars().all(|letter| KEPT.contains(&letter)) {
            return lower;
        }
        let apart = lower.nfkd().filter(|part| !is_diacritic(*part));
        text = apart
            .map(|part| {
                FURTHER.iter().find(|(from, _)| *from == part).map_or(part.to_string(), |(_, to)| (*to).to_owned())
            })
            .collect();
    }
    text
}

/// Left to themselves: Hangul syllables, which analysis takes apart by arithmetic, and compatibility forms of Chinese characters, radicals
/// and squared words, which no news uses and which would double the table.
fn is_covered(code: u32) -> bool {
    matches!(code, 0x80..=0xff0f | 0xff1a..=0xffff | 0x1d400..=0x1d7ff)
        && !matches!(code, 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x2e80..=0x2fdf | 0x3200..=0x33ff)
}

fn table() -> String {
    let records: BTreeMap<char, String> = (0..=0x1ffff)
        .filter(|code| is_covered(*code))
        .filter_map(char::from_u32)
        .map(|character| (character, folded(character)))
        .filter(|(character, to)| !to.is_empty() && *to != character.to_lowercase().to_string())
        .filter(|(_, to)| to.chars().all(|part| part.is_alphanumeric() || is_combining_mark(part)))
        .collect();
    // Apart from one another the two compress to less than half of what they do as pairs.
    let mut gaps: Vec<u8> = Vec::new();
    let mut before = 0;
    for from in records.keys() {
        let mut gap = u32::from(*from) - before;
        before = u32::from(*from);
        while gap >= 0x80 {
            gaps.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        gaps.push(gap as u8);
    }
    let gaps: Vec<String> = gaps.iter().map(u8::to_string).collect();
    let gaps: Vec<String> = gaps.chunks(40).map(|line| format!("    {},\n", line.join(", "))).collect();
    let mut source = format!(
        "//! Which characters are folded to what. Made by tests/fold_table.rs, which says how.\n\n/// How far each character lies behind the one before: seven bits a byte, the lowest first, the high bit set on all bytes but the\n/// last.\n#[rustfmt::skip]\npub(super) static GAPS: &[u8] = &[\n{}];\n\n/// What they are folded to, in order, each followed by a space.\n#[rustfmt::skip]\npub(super) static FOLDS: &str = \"\\\n",
        gaps.concat()
    );
    let mut width = 0;
    for to in records.values() {
        source.push_str(to);
        source.push(' ');
        width += 1 + to.chars().count();
        if width > 100 {
            // A line break after a backslash is skipped, and so are spaces behind it, of which there are none.
            source.push_str("\\\n");
            width = 0;
        }
    }
    source + "\";\n"
}

#[test]
fn the_table_is_current() {
    table::check_current(FILE, &table());
}
