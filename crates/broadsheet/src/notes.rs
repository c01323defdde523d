//! Footnotes: what mentions one leads to its block, and the note back to the first block that mentions it.

use article::{BLOCK_ANCHOR, Block, NOTE, NOTE_MENTION};

/// Puts the addresses of blocks in the place of the notes' numbers, once blocks have their ids. Where there is no other end,
/// the mark stays and leads nowhere.
pub fn link_notes(body: &mut [Block]) {
    let hrefs =
        body.iter().flat_map(|block| block.spans.iter().filter_map(move |span| Some((span.href.as_ref()?, block))));
    let ends: Vec<(String, String)> =
        hrefs.filter_map(|(href, block)| Some((other_end(href)?, ["#", BLOCK_ANCHOR, &block.id].concat()))).collect();
    if ends.is_empty() {
        return;
    }
    for block in body {
        block.spans.retain_mut(|span| {
            let Some(href) = span.href.as_mut().filter(|href| other_end(href).is_some()) else { return true };
            // The first of several mentions.
            let target = ends.iter().find(|(end, _)| end == href).map(|(_, target)| target.clone());
            let found = target.is_some();
            *href = target.unwrap_or_default();
            found
        });
    }
}

/// Of a note the address of its mention, of a mention that of its note; `None` of all else.
fn other_end(href: &str) -> Option<String> {
    let mention = href.strip_prefix(NOTE).map(|number| (NOTE_MENTION, number));
    let (start, number) = mention.or_else(|| href.strip_prefix(NOTE_MENTION).map(|number| (NOTE, number)))?;
    Some([start, number].concat())
}

#[cfg(test)]
mod tests {
    use article::{Span, SpanKind};

    use super::*;

    fn block(id: &str, hrefs: &[&str]) -> Block {
        let span = |href: &&str| Span { start: 0, end: 3, kind: SpanKind::Link, href: Some((*href).to_owned()) };
        Block { id: id.to_owned(), spans: hrefs.iter().map(span).collect(), ..Block::paragraph("[1]") }
    }

    #[track_caller]
    fn check(body: &[(&str, &[&str])], expected: &[&[&str]]) {
        let mut body: Vec<Block> = body.iter().map(|(id, hrefs)| block(id, hrefs)).collect();
        link_notes(&mut body);
        let found: Vec<Vec<&str>> =
            body.iter().map(|block| block.spans.iter().filter_map(|span| span.href.as_deref()).collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mention_and_its_note_lead_to_each_other() {
        check(
            &[
                ("a", &["#fn:1", "https://example.org"]),
                ("b", &["#fn:2", "#fn:1"]),
                ("c", &["#fnref:1"]),
                ("d", &["#fnref:2"]),
            ],
            &[&["#block-c", "https://example.org"], &["#block-d", "#block-c"], &["#block-a"], &["#block-b"]],
        );
    }

    #[test]
    fn a_mark_without_its_other_end_leads_nowhere() {
        check(&[("a", &["#fn:1"]), ("b", &["#fnref:2", "#top"])], &[&[], &["#top"]]);
    }
}
