//! How a word is written that the index knows in folded form alone.

use crate::analysis::{TokenKind, tokenize};
use crate::root::Summary;

/// The facets whose values are names: of other words the folded form is how most texts write them.
const OF_NAMES: [&str; 3] = ["people", "organisations", "places"];

/// A word as the most frequent name has it in which it stands; of those that the root holds, so that nothing is fetched for it.
pub(crate) fn as_written(word: &str, summary: &Summary) -> String {
    let named = summary.facets.iter().filter(|facet| OF_NAMES.contains(&facet.name.as_str()));
    for top in named.flat_map(|facet| &facet.top) {
        for token in tokenize(&top.form) {
            if token.text == word && token.kind == TokenKind::Word {
                return top.form.chars().skip(token.range.start).take(token.range.len()).collect();
            }
        }
    }
    word.to_owned()
}
