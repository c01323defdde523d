//! Tables of contents, whose links lead to places of the page that an article has no more.

use article::{Block, BlockKind, SpanKind};

use super::dropped::Dropped;

/// What stands above such a table, in lower case.
#[rustfmt::skip]
const NAMES: [&str; 21] = [
    "contents", "table of contents", "in this article", "in this story", "on this page", "jump to", "jump to section", "inhalt", "inhaltsverzeichnis",
    "sommaire", "au sommaire", "índice", "indice", "contenido", "sumário", "inhoud", "содержание", "المحتويات", "目次", "目录", "목차",
];

/// Takes them out of a text, and what they are called above; answers what went.
pub fn take(blocks: &mut Vec<Block>) -> Vec<Dropped> {
    let tables: Vec<bool> = blocks.iter().map(is_table).collect();
    let goes = |at: usize| tables[at] || tables.get(at + 1) == Some(&true) && is_name(&blocks[at]);
    let gone: Vec<bool> = (0..blocks.len()).map(goes).collect();
    let dropped = blocks.iter().zip(&gone).filter(|(_, gone)| **gone).map(|(block, _)| Dropped::contents(&block.text));
    let dropped = dropped.collect();
    let mut gone = gone.into_iter();
    blocks.retain(|_| gone.next() != Some(true));
    dropped
}

/// Whether a list is links to places of the page, and nothing else.
fn is_table(block: &Block) -> bool {
    let is_within = |href: &Option<String>| href.as_deref().is_some_and(|href| href.starts_with('#') && href.len() > 1);
    let mut links = block.spans.iter().filter(|span| span.kind == SpanKind::Link).peekable();
    let has_links = links.peek().is_some();
    let (mut linked, mut are_within) = (0, true);
    for link in links {
        linked += link.end - link.start;
        are_within &= is_within(&link.href);
    }
    let length = block.text.chars().filter(|sign| *sign != '\n').count();
    block.kind == BlockKind::List && has_links && are_within && linked * 10 >= length * 9
}

fn is_name(block: &Block) -> bool {
    let name = block.text.trim_end_matches([':', '：']).to_lowercase();
    matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && NAMES.contains(&name.as_str())
}
