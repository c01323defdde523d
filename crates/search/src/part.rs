//! Parts of a text by ranges of bytes that are known to begin and end between characters. Indexing would panic where they
//! do not, and bring along what prints that: 3 kB of the worker's program.

use std::ops::Range;

/// The part of a text; nothing where the range is none of whole characters.
pub(crate) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The text from there on.
pub(crate) fn from(text: &str, start: usize) -> &str {
    part(text, start..text.len())
}
