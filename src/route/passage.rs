//! A passage of an article in an address: `prefix-,start,end,-suffix`, as a text fragment has it (WICG, "URL Fragment Text
//! Directives", https://wicg.github.io/scroll-to-text-fragment/#syntax), each part percent-encoded. The app's own parameter
//! may have one part more, which a text fragment has no room for: how long the passage is, as `start,-420-,end`.
//!
//! It stands there twice: in the app's own parameter, from which the app opens the passage however the text has changed
//! meanwhile, and as a text fragment, which browsers hide from pages and follow themselves: where the address leads to
//! anything else that holds the text.

use search::Query;

use super::{Location, decode, encode};

/// The words of a passage. One that is long is given by its beginning and its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// What stands before it, where that is needed to tell it from its like; else empty.
    pub prefix: String,
    /// The whole, or its beginning.
    pub start: String,
    /// Its end; empty where `start` is the whole.
    pub end: String,
    /// What stands behind it, where that is needed; else empty.
    pub suffix: String,
    /// How many characters it has, where `start` is not the whole; else, or where that is not known, 0.
    pub length: usize,
}

impl Passage {
    /// Reads the value of the parameter. What is none as this program writes it is taken for the words themselves, so that
    /// they can be looked for, or be said not to be there.
    pub fn parse(parameter: &str) -> Self {
        let mut parts: Vec<&str> = parameter.split(',').collect();
        let mut passage = Self::default();
        // Parts of the text have no `-` of their own: there it is encoded.
        if parts.len() > 1
            && let Some(prefix) = parts.first().and_then(|part| part.strip_suffix('-'))
        {
            passage.prefix = decode(prefix);
            parts.remove(0);
        }
        if parts.len() > 1
            && let Some(suffix) = parts.last().and_then(|part| part.strip_prefix('-'))
        {
            passage.suffix = decode(suffix);
            parts.pop();
        }
        let length = |part: &&str| part.strip_prefix('-')?.strip_suffix('-')?.parse().ok();
        if let Some(length) = parts.get(1).and_then(length) {
            passage.length = length;
            parts.remove(1);
        }
        match parts.as_slice() {
            [start] => passage.start = decode(start),
            [start, end] => (passage.start, passage.end) = (decode(start), decode(end)),
            _ => return Self { start: decode(parameter), ..Self::default() },
        }
        passage
    }

    /// The value of the parameter.
    pub fn parameter(&self) -> String {
        self.print(self.length)
    }

    fn print(&self, length: usize) -> String {
        let Self { prefix, start, end, suffix, .. } = self;
        let mut text = String::new();
        if !prefix.is_empty() {
            text += &(encode(prefix, b"") + "-,");
        }
        text += &encode(start, b"");
        if length > 0 {
            text += &[",-", &length.to_string(), "-"].concat();
        }
        if !end.is_empty() {
            text += &(",".to_owned() + &encode(end, b""));
        }
        if !suffix.is_empty() {
            text += &(",-".to_owned() + &encode(suffix, b""));
        }
        text
    }

    /// What makes an address one of this passage, for browsers: to be put behind one that has no fragment.
    pub fn fragment(&self) -> String {
        // A blank is no `+` in a fragment, and a `+` of the text is encoded.
        "#:~:text=".to_owned() + &self.print(0).replace('+', "%20")
    }

    /// The place of this passage in the article with this slug.
    pub fn location(&self, slug: &str) -> Location {
        Location { passage: self.parameter(), ..Location::article(slug, Query::default()) }
    }
}
