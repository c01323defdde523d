//! Text of a page that its article does not keep, so that a reader of the messages can tell what is missing.

use std::fmt;

use crate::html;

/// A text and what it was taken for.
#[derive(Debug)]
pub struct Dropped {
    what: &'static str,
    /// The text, on one line.
    pub text: String,
}

/// The most characters of a text that are told.
const MOST: usize = 160;

impl Dropped {
    /// A line that advertises or points elsewhere.
    pub fn promotion(text: &str) -> Self {
        Self::new("the promotional line", text)
    }

    /// A line above the text that says when or where.
    pub fn head_line(text: &str) -> Self {
        Self::new("the line above the text", text)
    }

    /// A box that asks for something or leads elsewhere.
    pub fn in_box(text: &str) -> Self {
        Self::new("the box", text)
    }

    /// A wall that asks to agree to cookies.
    pub fn consent(text: &str) -> Self {
        Self::new("the notice of cookies", text)
    }

    /// A table of contents, or what stands above it.
    pub fn contents(text: &str) -> Self {
        Self::new("the table of contents", text)
    }

    fn new(what: &'static str, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(html::one_line).filter(|line| !line.is_empty()).collect();
        Self { what, text: lines.join(" / ") }
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let mut shown: String = self.text.chars().take(MOST).collect();
        if shown.len() < self.text.len() {
            shown.truncate(shown.rfind(' ').unwrap_or(shown.len()));
            shown.push('…');
        }
        write!(formatter, "left out {} “{shown}”", self.what)
    }
}
