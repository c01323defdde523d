//! What Hebrew writes as one with the word behind it.

/// The article; and, in, to, from, that, as; and the most frequent of both together.
const PREFIXES: &str = "ה ו ב ל מ ש כ וה וב ול שה";

/// What may stand before a word: nothing but before one of three Hebrew letters or more, since shorter ones are too often other words
/// with it. Nothing is ever taken away: most letters of these begin words of their own.
pub(crate) fn prefixes(word: &str) -> impl Iterator<Item = &'static str> {
    let begins = word.chars().nth(2).is_some() && word.starts_with(|letter| matches!(letter, '\u{5d0}'..='\u{5ea}'));
    PREFIXES.split(' ').filter(move |_| begins)
}
