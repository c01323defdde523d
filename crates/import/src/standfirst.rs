//! Standfirsts that are none: many houses send the beginning of the text in their place.

use article::{Article, BlockKind};

use crate::html;

/// Whether a line repeats the beginning of an article's text, which may stand below a picture.
pub fn is_repeated(line: &str, article: &Article) -> bool {
    let read = article.body.iter().filter(|block| block.kind != BlockKind::Figure).take(20);
    let lines: Vec<String> = read.map(|block| html::one_line(&block.text)).collect();
    let (first, begins) = (lines.first().cloned().unwrap_or_default(), lines.join(" "));
    let start = line.trim_end_matches(['.', '…', ']', '[', ' ']);
    begins.starts_with(start) || line.starts_with(&first) && !first.is_empty()
}
