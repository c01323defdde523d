//! The one tokenizer: indexing, querying and highlighting call [`tokenize`], natively and in the browser.

mod fold;
mod fold_table;
mod pairs;
mod words;

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

pub(crate) use fold::fold;
use pairs::PairRun;

/// The most characters of a token; what a longer one has beyond them is not told apart. Longer than the words of
/// any language, so it only meets addresses and the like.
const MAX_TOKEN: usize = 64;

/// One word of a text. Its position is its place among the text's tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in folded form.
    pub text: String,
    /// Where it stands in the text, in Unicode scalar values.
    pub range: Range<usize>,
    /// What kind of word it is.
    pub kind: TokenKind,
}

/// How a token came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word between word boundaries.
    Word,
    /// Two neighbouring characters of a script that is written without spaces.
    Pair,
    /// The last character of a run of such a script, or its only one. It is indexed so that every character begins a
    /// token.
    Tail,
}

/// Cuts a text into tokens.
///
/// Word boundaries are those of Unicode (UAX 29), and what stands between them is taken apart further:
/// - Letter case, compatibility forms and diacritics are folded: `Škoda` is `skoda`, `ﬁ` is `fi`.
/// - Hyphens and dashes of every kind separate: `COVID-19` is `covid`, `19`, next to one another. So do `&`, `/`,
///   `:` and `_`.
/// - Apostrophes (`'`, `’` and their like) join what they stand between: `O'Neill` is `oneill`. A possessive `'s` is
///   left out of the token and its range, and the elided words of French and Italian are tokens of their own:
///   `l'Iran` is `l`, `iran`.
/// - Full stops between single letters go: `U.S.` is `us`. Between digits they stay (`3.5`), else they separate.
/// - Commas before exactly three digits go: `10,000` is `10000`. Others separate. `£5m` is `5m`.
/// - Chinese, Japanese, Thai, Lao, Khmer and Burmese are tokens of two characters each that overlap, and the last
///   one alone.
///
/// ```
/// let words: Vec<String> = search::analysis::tokenize("The U.S.’s €10,000").into_iter().map(|token|
/// token.text).collect(); assert_eq!(words, ["the", "us", "10000"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for_each_token(text, |text, range, kind| tokens.push(Token { text: text.to_owned(), range, kind }));
    tokens
}

/// [`tokenize`] without a list: calls `take` with every token's text, range and kind.
pub(crate) fn for_each_token(text: &str, mut take: impl FnMut(&str, Range<usize>, TokenKind)) {
    let mut at = 0;
    let mut word = String::new();
    let mut run = PairRun::default();
    // Whether a word's end and an apostrophe stand before: Unicode separates the s of "U.S.'s" and "1980's".
    let (mut after_text, mut after_apostrophe) = (false, false);
    for segment in text.split_word_bounds() {
        let length = if segment.is_ascii() { segment.len() } else { segment.chars().count() };
        let start = at;
        at += length;
        let is_possessive = after_apostrophe && matches!(segment, "s" | "S");
        after_apostrophe = after_text && matches!(segment, "'" | "’");
        after_text = !segment.starts_with(char::is_whitespace);
        if is_possessive {
            run.end(&mut take);
        } else if segment.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            run.end(&mut take);
            word.clear();
            word.extend(segment.chars().take(MAX_TOKEN).map(|character| character.to_ascii_lowercase()));
            take(&word, start..at, TokenKind::Word);
        } else if pairs::is_of_pairs(segment) {
            run.extend(segment, start, &mut take);
        } else {
            run.end(&mut take);
            words::for_each_word(segment, start, &mut word, &mut take);
        }
    }
    run.end(&mut take);
}
