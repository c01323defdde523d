//! How a word is written that the index knows in folded form alone.

use std::ops::Range;

use crate::analysis::{TokenKind, tokenize};
use crate::root::Summary;

/// The facets whose values are names: of other words the folded form is how most texts write them.
const OF_NAMES: [&str; 3] = ["people", "organisations", "places"];

/// A word as most documents have it in names, of equally many ways the one with small letters where another has capitals; of the names
/// that the root holds, so that nothing is fetched for it.
pub(crate) fn as_written(word: &str, summary: &Summary) -> String {
    let mut forms: Vec<(String, u32)> = Vec::new();
    let named = summary.facets.iter().filter(|facet| OF_NAMES.contains(&facet.name.as_str()));
    for top in named.flat_map(|facet| &facet.top) {
        let token = tokenize(&top.form).into_iter().find(|token| token.text == word && token.kind == TokenKind::Word);
        let Some(Range { start, end }) = token.map(|token| token.range) else { continue };
        let form: String = top.form.chars().skip(start).take(end - start).collect();
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, documents)) => *documents = documents.saturating_add(top.documents),
            None => forms.push((form, top.documents)),
        }
    }
    let mut best = (word, 0);
    for (form, documents) in &forms {
        if *documents > best.1 || (*documents == best.1 && form.as_str() > best.0) {
            best = (form, *documents);
        }
    }
    best.0.to_owned()
}
