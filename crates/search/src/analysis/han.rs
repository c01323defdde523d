//! Traditional and simplified Chinese characters: a query in the ones finds texts in the others.

use super::fold::codes;
use super::han_table::{GAPS, HIGH, LOW};

/// The most other ways to write a token that are looked for: of two characters with four each.
const MOST: usize = 15;

/// How else a token of one or two Chinese characters is written: each of them as it is, in its simplified form, or in the traditional
/// ones that it stands for.
pub(crate) fn variants(token: &str) -> Vec<String> {
    let mut written = vec![String::new()];
    for character in token.chars() {
        let others = others(character);
        let mut longer = Vec::with_capacity(written.len() * (1 + others.len()));
        for form in std::iter::once(&character).chain(&others) {
            for before in &written {
                let mut text = before.clone();
                text.push(*form);
                longer.push(text);
            }
        }
        written = longer;
    }
    // The first is the token itself.
    written.into_iter().skip(1).take(MOST).collect()
}

fn others(character: char) -> Vec<char> {
    let code = u32::from(character);
    let mut others = Vec::new();
    if matches!(code, 0x4e00..=0x9fff) {
        for ((traditional, high), low) in codes(GAPS).zip(HIGH).zip(LOW) {
            let simplified = u32::from(*high) << 8 | u32::from(*low);
            let other = if code == traditional { simplified } else { traditional };
            if code == traditional || code == simplified {
                others.extend(char::from_u32(other));
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(token: &str, expected: &[&str]) {
        assert_eq!(variants(token), expected);
    }

    #[test]
    fn characters_are_written_in_two_ways() {
        check("国", &["國"]);
        check("國", &["国"]);
        check("国会", &["國会", "国會", "國會"]);
        check("头发", &["頭发", "头發", "頭發", "头髮", "頭髮"]);
        check("人", &[]);
        check("か\u{3099}", &[]);
        check("ab", &[]);
    }

    #[test]
    fn no_token_is_written_in_too_many_ways() {
        assert!((0x4e00..0xa000).filter_map(char::from_u32).all(|one| others(one).len() < 4));
    }
}
