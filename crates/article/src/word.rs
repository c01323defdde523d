//! Where words end.

/// Whether a character joins what stands beside it to one word: those of Latin, Greek, Cyrillic and Armenian. From Hebrew on (U+0590)
/// scripts write small words onto names, or put nothing between words. By blocks, for a table of letters is 2 kB.
pub fn joins_words(character: char) -> bool {
    character.is_ascii_alphanumeric() || ('\u{c0}'..'\u{590}').contains(&character)
}
