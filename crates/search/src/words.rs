//! What of the words of a query is looked for: the same in searching and in highlighting.

use crate::analysis::{TokenKind, tokenize};
use crate::query_text::Words;

/// One word to be found.
///
/// Here a stem, synonyms and spellings would join it: [`WantedWord::matches`] says which words of a text it stands
/// for, and [`crate::expansion`] which terms of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedWord {
    /// In folded form.
    pub text: String,
    /// Whether words that only begin so are found too.
    pub prefix: bool,
}

impl WantedWord {
    /// Whether a word of a text, in folded form, is found.
    pub fn matches(&self, word: &str) -> bool {
        if self.prefix { word.starts_with(&self.text) } else { word == self.text }
    }
}

/// The words of a term; more than one must stand next to one another. `as_typed` says that the term's end is still
/// being typed.
pub(crate) fn wanted_words(words: &Words, as_typed: bool) -> Vec<WantedWord> {
    let tokens = tokenize(&words.text);
    let length = words.text.chars().count();
    let reaches_end = tokens.last().is_some_and(|token| token.range.end == length);
    let last_is_prefix = reaches_end && (words.prefix || (as_typed && !words.exclude));
    let mut wanted: Vec<WantedWord> = Vec::with_capacity(tokens.len());
    let mut end_of_pair = usize::MAX;
    for token in tokens {
        match token.kind {
            TokenKind::Word => wanted.push(WantedWord { text: token.text, prefix: false }),
            TokenKind::Pair => {
                end_of_pair = token.range.end;
                wanted.push(WantedWord { text: token.text, prefix: false });
            }
            // The pair before holds it, and in a text another character may follow.
            TokenKind::Tail if token.range.end == end_of_pair => {}
            // Alone it stands for all pairs that begin so.
            TokenKind::Tail => wanted.push(WantedWord { text: token.text, prefix: true }),
        }
    }
    if let Some(last) = wanted.last_mut() {
        // A pair of characters is whole: a third letter would be another token.
        last.prefix |= last_is_prefix && end_of_pair != length;
    }
    wanted
}
