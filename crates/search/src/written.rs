//! How a word is written that the index knows in folded form alone.

use crate::analysis::{TokenKind, for_each_token};
use crate::root::Summary;

/// The facets whose values are names: of other words the folded form is how most texts write them.
const OF_NAMES: [&str; 3] = ["people", "organisations", "places"];

/// A word as the most frequent name has it in which it stands; of those that the root holds, so that nothing is fetched for it.
pub(crate) fn as_written(word: &str, summary: &Summary) -> String {
    let named = summary.facets.iter().filter(|facet| OF_NAMES.contains(&facet.name.as_str()));
    let mut written: Option<String> = None;
    for top in named.flat_map(|facet| &facet.top) {
        for_each_token(&top.form, |text, range, kind| {
            if text == word && kind == TokenKind::Word {
                written = Some(top.form.chars().skip(range.start).take(range.len()).collect());
            }
        });
        if let Some(written) = written {
            return written;
        }
    }
    word.to_owned()
}
