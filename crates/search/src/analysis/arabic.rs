//! The article that Arabic writes as one with its word.

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
