//! What a reader marked and what they made of it.

use std::ops::Range;

use crate::inline::is_safe;
use crate::messages::{Message, t};

/// A passage that a reader marked, and what they wrote to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// An IRI of its own: `urn:uuid:…` where this program made it.
    pub id: String,
    /// When it was made, as RFC 3339 has it, in UTC.
    pub created: String,
    /// When it was last changed, in the same form.
    pub modified: String,
    /// The colour it is shown in.
    pub colour: Colour,
    /// What the reader wrote to it; plain text, empty where they wrote nothing.
    pub note: String,
    /// The reader's own keywords, without repeats.
    pub tags: Vec<String>,
    /// What is marked.
    pub target: Target,
    /// Whether the article no longer had it when it was last opened on this device.
    pub lost: bool,
}

/// The passage of an article that is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The article's `uri`.
    pub source: String,
    /// The article's headline when it was marked, for lists.
    pub headline: String,
    /// The article's address in this archive; empty where it is not known.
    pub slug: String,
    /// The language of the article, BCP 47; empty where it is not known.
    pub language: String,
    /// Where in the article.
    pub selectors: Selectors,
}

impl Target {
    /// The article's own address, where its `uri` is one that browsers open.
    pub fn own_address(&self) -> Option<&str> {
        Some(self.source.as_str()).filter(|source| is_safe(source) && source.starts_with("http"))
    }

    /// Whether an address leads to it, in this archive or where it came from.
    pub fn has_address(&self) -> bool {
        !self.slug.is_empty() || self.own_address().is_some()
    }
}

/// Several ways to say where a passage stands, each for when the one before no longer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors {
    /// From where to where, each by its block; `None` where another program made the mark.
    pub ends: Option<(End, End)>,
    /// The words themselves.
    pub quote: Quote,
    /// The range in the article's text: headline, standfirst and blocks, a line each, in Unicode scalar values.
    pub position: Option<Range<usize>>,
    /// What spoke for other places when the mark was made: where the passage is cut from the text, they must not be taken
    /// for it. `None` where another program made the mark.
    pub elsewhere: Option<Elsewhere>,
}

/// How much at most spoke for another place, in characters that agree, as [`super::anchor`] reckons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// By the words of the quote alone.
    pub quote: u32,
    /// By these and those around them.
    pub all: u32,
}

/// One end of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The id of the block; `headline` and `abstract` stand for those.
    pub block: String,
    /// How many Unicode scalar values of the block's text stand before the end.
    pub offset: usize,
}

/// The words that are marked and those around them, by which they are found again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// What is marked.
    pub exact: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
}

impl Quote {
    /// The words with which it begins, as many as so many characters hold, and a sign that there are more.
    pub fn beginning(&self, most: usize) -> String {
        let Some((end, _)) = self.exact.char_indices().nth(most) else { return self.exact.clone() };
        let whole = self.exact.get(..end).unwrap_or_default();
        // A word is left out rather than cut, where words have blanks between them.
        let words =
            whole.rsplit_once(char::is_whitespace).map(|(words, _)| words).filter(|words| words.len() * 2 > end);
        words.unwrap_or(whole).trim_end().to_owned() + " …"
    }
}

/// The colours that a mark may have. Each has an underline of its own too, so that they are told apart without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Solid.
    #[default]
    Yellow,
    /// Dashed.
    Green,
    /// Dotted.
    Blue,
    /// Double.
    Pink,
    /// Wavy.
    Orange,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Orange];

    /// The name that stands in files and in classes of the stylesheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Orange => "orange",
        }
    }

    /// What people read.
    pub fn label(self) -> Message {
        match self {
            Self::Yellow => t("Yellow"),
            Self::Green => t("Green"),
            Self::Blue => t("Blue"),
            Self::Pink => t("Pink"),
            Self::Orange => t("Orange"),
        }
    }

    /// The colour of this name; the first where there is none such.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|colour| colour.name() == name).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mark of a whole article filled 30,000 pixels of the notebook.
    #[test]
    fn a_long_quote_is_known_by_the_words_it_begins_with() {
        let beginning = |exact: &str, most| Quote { exact: exact.to_owned(), ..Quote::default() }.beginning(most);
        assert_eq!(beginning("One two three", 13), "One two three");
        assert_eq!(beginning("One two  three", 12), "One two …");
        assert_eq!(beginning("One\ntwo three", 8), "One\ntwo …");
        assert_eq!(beginning("東京都は新しい港について", 5), "東京都は新 …");
        assert_eq!(beginning("a 東京都は新しい港について", 6), "a 東京都は …");
        assert!(beginning(&"Paragraph. ".repeat(3000), 600).len() < 605);
    }
}
