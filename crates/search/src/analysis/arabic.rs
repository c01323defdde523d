//! The article that Arabic writes as one with its word, and the hamza that each country writes in its own way.

use super::fold::{fold, is_left_out};
use crate::part::from;

/// The article, with what may be written before it: and, so, in, like, to. They are those of Larkey, Ballesteros, Connell,
/// "Light stemming for Arabic information retrieval", 2007, and what Snowball has beside them.
const ARTICLES: &str = "وال فال بال كال ولل فلل ال لل";

/// Whether a word begins with an Arabic letter.
pub(crate) fn is_arabic(word: &str) -> bool {
    matches!(word.as_bytes().first(), Some(0xd8..=0xdb))
}

/// What may stand before a word: nothing but before one that begins with an Arabic letter.
pub(crate) fn articles(word: &str) -> impl Iterator<Item = &'static str> {
    let is_arabic = is_arabic(word);
    ARTICLES.split(' ').filter(move |_| is_arabic)
}

/// A word in folded form without the article, where three letters are left; any other as it is.
pub(crate) fn without_article(word: &str) -> &str {
    for article in articles(word) {
        if word.starts_with(article) {
            let rest = from(word, article.len());
            return if rest.chars().nth(2).is_some() { rest } else { word };
        }
    }
    word
}

/// What a hamza stands on before the long vowel u: on a waw (`مسؤول`, `رؤوس`), in Egypt on a tooth (`مسئول`) or, where the letter before
/// joins nothing, on nothing (`رءوس`).
const SEATS: [char; 3] = ['ؤ', 'ئ', 'ء'];

/// A word, given as it is written, in folded form as it is written elsewhere; nothing where it has no such hamza. Indexing cannot make
/// these one: elsewhere in a word they tell words apart (`بئر`, a well, and `بؤر`, hotspots).
pub(crate) fn other_seats(written: &mut dyn Iterator<Item = char>) -> Vec<String> {
    let mut letters: Vec<char> = written.filter(|letter| !is_left_out(*letter)).collect();
    let before_waw = |at: &usize| letters.get(at + 1) == Some(&'و') && SEATS.contains(&letters[*at]);
    let Some(place) = (1..letters.len()).find(before_waw) else { return Vec::new() };
    let own = letters[place];
    let mut others = Vec::new();
    for seat in SEATS.into_iter().filter(|seat| *seat != own) {
        letters[place] = seat;
        others.push(fold(&letters.iter().collect::<String>()));
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        assert_eq!(other_seats(&mut word.chars()), expected, "{word}");
    }

    #[test]
    fn a_hamza_before_a_long_u_has_other_seats() {
        check("مسئول", &["مسوول", "مسءول"]);
        check("المسؤُولون", &["المسيولون", "المسءولون"]);
        check("رءوس", &["رووس", "ريوس"]);
        check("بئر", &[]);
        check("مسوول", &[]);
        check("ؤول", &[]);
        check("oil", &[]);
        check("", &[]);
    }
}
