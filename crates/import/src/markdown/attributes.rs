//! Attribute lists behind a block, as Jekyll (kramdown) and Hugo (Goldmark) write them: `{: .pullquote}`, `{.pullquote}`.

use article::{Block, BlockKind};

/// The classes that make a quotation a pull quote.
const PULLQUOTE: [&str; 3] = ["pullquote", "pull-quote", "pull_quote"];

/// Makes a quotation a pull quote where the line behind it says so. Markdown takes that line for a part of the quotation.
pub fn settle_pullquote(quote: &mut [Block]) {
    let Some(last) = quote.last_mut() else { return };
    let Some(text) = without_pullquote(&last.text) else { return };
    let (text, length) = (text.to_owned(), text.chars().count());
    last.spans.retain_mut(|span| {
        span.end = span.end.min(length);
        span.start < span.end
    });
    last.text = text;
    for block in quote.iter_mut().filter(|block| block.kind == BlockKind::Blockquote) {
        block.kind = BlockKind::Pullquote;
    }
}

/// A text without the attribute list at its end, where that says that the block is a pull quote.
fn without_pullquote(text: &str) -> Option<&str> {
    let (before, list) = text.strip_suffix('}')?.rsplit_once('{')?;
    let mut attributes = list.strip_prefix(':').unwrap_or(list).split_whitespace();
    let is_pullquote =
        attributes.any(|attribute| attribute.strip_prefix('.').is_some_and(|class| PULLQUOTE.contains(&class)));
    let stands_alone = before.is_empty() || before.ends_with(char::is_whitespace);
    (is_pullquote && stands_alone).then(|| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_makes_a_pull_quote() {
        for (text, expected) in [
            ("A bridge. {: .pullquote}", Some("A bridge.")),
            ("A bridge.\n{:.pull-quote}", Some("A bridge.")),
            ("A bridge. {.big .pullquote #one}", Some("A bridge.")),
            ("{.pullquote}", Some("")),
            ("A bridge. {.note}", None),
            ("A bridge.", None),
            ("A set{.pullquote}", None),
            ("pullquote}", None),
        ] {
            assert_eq!(without_pullquote(text), expected, "{text}");
        }
    }
}
