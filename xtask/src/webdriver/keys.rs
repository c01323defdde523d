//! Keys without a character, as WebDriver's keyboard actions name them.

/// Backspace.
pub const BACKSPACE: char = '\u{e003}';
/// Tab.
pub const TAB: char = '\u{e004}';
/// Enter.
pub const ENTER: char = '\u{e007}';
/// Shift, to be held.
pub const SHIFT: char = '\u{e008}';
/// Control, to be held.
pub const CONTROL: char = '\u{e009}';
/// Alt, to be held.
pub const ALT: char = '\u{e00a}';
/// Escape.
pub const ESCAPE: char = '\u{e00c}';
/// End.
pub const END: char = '\u{e010}';
/// Arrow left.
pub const LEFT: char = '\u{e012}';
/// Arrow up.
pub const UP: char = '\u{e013}';
/// Arrow right.
pub const RIGHT: char = '\u{e014}';
/// Arrow down.
pub const DOWN: char = '\u{e015}';
/// Delete.
pub const DELETE: char = '\u{e017}';
