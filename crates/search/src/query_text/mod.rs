//! What stands in the search box: words, phrases, field terms and filters, parsed and printed.
//!
//! ```text
//! query  = { chain }
//! chain  = unit { ("OR" | "|") unit }                     OR binds tighter than what stands beside it: a b OR c is a (b OR c)
//! unit   = ["-" | "NOT"] [name ":"] ( word ["*"] | quote … quote | "(" query ")" )
//! ```
//!
//! A star may stand within a word too (`wom*n`), behind two letters or more.
//! `AND` may stand between two chains. A name is a field (`headline`), a facet (`place`) or, without parentheses, `before`,
//! `after` or `on`. In parentheses it is every word's that has none of its own.

pub(crate) mod completion;
mod groups;
pub(crate) mod lexer;
mod names;
mod print;

use std::ops::Range;

use crate::date::Period;
use crate::words::has_idle_star;
pub(crate) use lexer::sign;

/// A text of the search box, taken apart. Every text can be: what means nothing is a [`Term::Nothing`].
///
/// Printing and parsing again gives the same terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedText {
    /// The terms in order.
    pub terms: Vec<Term>,
    /// Whether the text ends inside its last term: neither white space nor a closing quote or parenthesis stands
    /// behind it.
    pub open: bool,
}

/// One term of a search text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Words to be found: `word`, `"a phrase"`, `-not`, `headline:word`, `prefix*`.
    Words(Words),
    /// A facet's value: `place:japan`, `-subject:"oil prices"`.
    Facet {
        /// The facet's own name, whatever name was typed.
        facet: String,
        /// The whole value.
        value: String,
        /// Whether documents with the value are left out.
        exclude: bool,
    },
    /// A date: `before:1987`, `after:1987-03`, `on:1987-03-09`.
    Date(Bound, Period),
    /// From the beginning of the first to the end of the second: `on:1987-03/1987-05`, `on:1987-W12`.
    Between(Period, Period),
    /// Alternatives, each of which is terms that belong together: `a OR b`, `(a -b) OR "c d"`. An alternative finds something
    /// by words; a facet or a date is a [`Term::Nothing`] in it.
    Either {
        /// What may match; of one alone that is excluded, all terms together.
        alternatives: Vec<Vec<Term>>,
        /// Whether documents that match are left out: `-(a b)`. `-(a OR b)` is `-a -b`.
        exclude: bool,
    },
    /// What means nothing, as typed.
    Nothing(String),
}

/// Words to be found next to one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The field in which alone they count.
    pub field: Option<String>,
    /// As typed, without quotes and star.
    pub text: String,
    /// Whether they stood in quotes.
    pub quoted: bool,
    /// Whether a star makes the last word a prefix.
    pub prefix: bool,
    /// Whether documents with them are left out.
    pub exclude: bool,
}

/// How a date bounds the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Only days before the year, month or day.
    Before,
    /// Only days from its first on.
    After,
    /// Only its days.
    On,
}

impl ParsedText {
    /// Takes a text apart.
    ///
    /// ```
    /// use search::ParsedText;
    /// let text = ParsedText::parse("oil -\"crude oil\" headline:opec place:japan");
    /// assert_eq!(text.terms.len(), 4);
    /// assert_eq!(ParsedText::parse("(tanker OR pipeline) oil").to_string(), "tanker OR pipeline oil");
    /// ```
    pub fn parse(text: &str) -> Self {
        let (terms, open) = parse(text);
        Self { terms: terms.into_iter().map(|(term, _)| term).collect(), open }
    }
}

impl Words {
    /// Whether they count as they are written, in quotes or with a star, and stand for nothing of the same meaning.
    pub(crate) fn is_literal(&self) -> bool {
        self.quoted || self.prefix
    }
}

impl Term {
    /// Whether it finds documents by words, and does not only leave some out.
    pub fn finds(&self) -> bool {
        match self {
            Self::Words(words) => !words.exclude,
            Self::Either { alternatives, exclude } => !exclude && alternatives.iter().flatten().any(Self::finds),
            _ => false,
        }
    }

    /// What of it means nothing, as it is printed: of words a star that neither ends one nor stands within one.
    pub fn ignored(&self) -> Vec<&str> {
        match self {
            Self::Nothing(text) => vec![text],
            Self::Words(words) if has_idle_star(words) => vec!["*"],
            Self::Either { alternatives, .. } => alternatives.iter().flatten().flat_map(Self::ignored).collect(),
            _ => Vec::new(),
        }
    }
}

/// The terms, each with its range of bytes, and whether the text ends inside the last.
pub(crate) fn parse(text: &str) -> (Vec<(Term, Range<usize>)>, bool) {
    let (tokens, open) = lexer::lex(text);
    (groups::terms(text, &tokens, open), open)
}

/// Whether a text has neither parentheses nor operators, so that each of its terms stands for itself.
pub(crate) fn is_plain(text: &str) -> bool {
    lexer::lex(text).0.iter().all(|(token, _)| matches!(token, lexer::Token::Term(_)))
}
