//! The one tokenizer: indexing, querying and highlighting call [`tokenize`], natively and in the browser.

pub mod analogy;
mod arabic;
mod class;
mod ending;
#[cfg(feature = "build")]
mod english;
mod fold;
mod fold_table;
mod han;
mod han_table;
mod hebrew;
#[cfg(feature = "build")]
mod learning;
mod lower;
mod mark_table;
mod number;
mod pairs;
mod scanner;
#[cfg(feature = "build")]
mod stem;

use std::ops::Range;

pub(crate) use arabic::{articles, is_arabic, other_seats, without_article};
pub use fold::fold_into;
pub(crate) use fold::{fold, is_unseen, spelt_out, with_dot};
pub(crate) use han::variants as han_variants;
pub(crate) use hebrew::prefixes as hebrew_prefixes;
pub(crate) use lower::lower_text;
#[doc(hidden)]
pub use lower::{LOWER, lower};
use scanner::Scanner;

use crate::part::part;
#[cfg(feature = "build")]
pub use stem::Stemmer;

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
/// Word boundaries are those of Unicode (UAX 29), with what news needs:
/// - Letter case, compatibility forms and diacritics are folded: `Škoda` is `skoda`, `ﬁ` is `fi`, `ß` is `ss`.
/// - Hyphens and dashes of every kind separate: `Moscow–Pyongyang` is `moscow`, `pyongyang`, next to one another. So do
///   `/`, `:`, `@` and `_`. Only a single letter joins what follows its hyphen: `e-mail` is `email`, `F-16` is `f16`.
/// - Between two or more letters and digits is a boundary: `COVID19`, `COVID-19` and `COVID 19` are all `covid`, `19`, and
///   `10km` is `10`, `km`. Single letters stay (`F16`, `5m`, `1980s`), and so do the endings of `1st` and `20th`.
/// - Apostrophes (`'`, `’` and their like) join what they stand between: `O'Neill` is `oneill`. A possessive `'s` is
///   left out of the token and its range, and the elided words of French, Italian and Catalan are tokens of their own:
///   `l'Iran` is `l`, `iran`.
/// - Full stops between single letters go: `U.S.` is `us`, which is what those type who look for it. `Ph.D.` is `phd`.
/// - Numbers have one form: `10,000`, `10.000` and `10'000` are `10000`; `3.5` and `3,5` are `3.5`; `£5m` is `5m`.
/// - `AT&T` and `C++` and `C#` are one token each. Other signs separate: `#tag` and `@tag` are `tag`.
/// - Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are tokens of two characters each that overlap, and the last
///   one alone.
///
/// ```
/// use search::analysis::tokenize;
/// let words: Vec<String> = tokenize("The U.S.’s €10,000").into_iter().map(|token| token.text).collect();
/// assert_eq!(words, ["the", "us", "10000"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for_each_token(text, |text, range, kind| tokens.push(Token { text: text.to_owned(), range, kind }));
    tokens
}

/// [`tokenize`] without a list: calls `take` with every token's text, range and kind.
pub fn for_each_token(text: &str, mut take: impl FnMut(&str, Range<usize>, TokenKind)) {
    for_each_written(text, |word, _, range, kind| take(word, range, kind));
}

/// [`for_each_token`] that also gives, as the second text, the token in lower case with its diacritics, from which it is
/// stemmed.
pub fn for_each_written(text: &str, mut take: impl FnMut(&str, &str, Range<usize>, TokenKind)) {
    let bytes = text.as_bytes();
    let mut scanner = Scanner::default();
    let mut lower = String::new();
    // How many bytes before `at` begin no character.
    let (mut at, mut continuing) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if is_white(*byte) {
            at += 1;
            continue;
        }
        match plain_word(bytes, at) {
            (end, Some(word)) => {
                let range = word.start - continuing..word.end - continuing;
                let written = part(text, word.start..word.end.min(word.start + MAX_TOKEN));
                if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    lower.clear();
                    lower.push_str(written);
                    lower.make_ascii_lowercase();
                    take(&lower, &lower, range, TokenKind::Word);
                } else {
                    take(written, written, range, TokenKind::Word);
                }
                at = end;
            }
            (end, None) => {
                let chunk = part(text, at..end);
                scanner.scan(chunk, at - continuing, &mut take);
                continuing += chunk.bytes().filter(|byte| *byte & 0xc0 == 0x80).count();
                at = end;
            }
        }
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Where the chunk ends that begins at `from`, and its only word, where it is one of ASCII letters or digits alone with
/// nothing but punctuation around it. Most words are.
#[inline]
fn plain_word(bytes: &[u8], from: usize) -> (usize, Option<Range<usize>>) {
    let end_of = |mut at: usize, belongs: fn(&u8) -> bool| {
        while bytes.get(at).is_some_and(belongs) {
            at += 1;
        }
        at
    };
    let start = end_of(from, u8::is_ascii_punctuation);
    let letters = end_of(start, u8::is_ascii_alphabetic);
    let word = if letters > start { letters } else { end_of(start, u8::is_ascii_digit) };
    let end = end_of(word, u8::is_ascii_punctuation);
    let ends_there = bytes.get(end).is_none_or(|byte| is_white(*byte));
    // `C++` and `C#`.
    let has_sign = word == start + 1 && matches!(bytes.get(word), Some(b'+' | b'#'));
    if ends_there && !has_sign && word > start {
        return (end, Some(start..word));
    }
    (end_of(end, |byte| !is_white(*byte)), None)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn plain_words_are_what_the_scanner_makes_of_them(text in "([A-Za-z]{1,3}|[0-9]{1,4}|[ -~]{0,4}|[ -~]{0,2}[a-z]{2}[ -~])( |\t)") {
            let mut scanned = Vec::new();
            let mut start = 0;
            let mut scanner = Scanner::default();
            for chunk in text.split([' ', '\t']) {
                let mut take = |word: &str, _: &str, range, kind| scanned.push(Token { text: word.to_owned(), range, kind });
                scanner.scan(chunk, start, &mut take);
                start += chunk.len() + 1;
            }
            proptest::prop_assert_eq!(tokenize(&text), scanned);
        }
    }
}
