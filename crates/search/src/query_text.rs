//! What stands in the search box: words, phrases, field terms and filters, parsed and printed.

use std::fmt;
use std::ops::Range;

use crate::date::Period;
use crate::ranking;

/// A text of the search box, taken apart. Every text can be: what means nothing is a [`Term::Nothing`].
///
/// Printing and parsing again gives the same terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedText {
    /// The terms in order.
    pub terms: Vec<Term>,
    /// Whether the text ends inside its last term: neither white space nor a closing quote stands behind it.
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

/// What may stand before a colon for a facet, and the facet's own name.
const FACET_NAMES: [(&str, &str); 15] = [
    ("person", "people"),
    ("place", "places"),
    ("org", "organisations"),
    ("subject", "subjects"),
    ("section", "articleSection"),
    ("genre", "genres"),
    ("source", "publisher"),
    ("lang", "language"),
    ("people", "people"),
    ("places", "places"),
    ("organisations", "organisations"),
    ("subjects", "subjects"),
    ("articleSection", "articleSection"),
    ("genres", "genres"),
    ("publisher", "publisher"),
];

/// What may stand before a colon.
enum Name {
    Field(&'static str),
    Facet(&'static str),
    Date(Bound),
}

fn name(text: &str) -> Option<Name> {
    let is = |name: &str| name.eq_ignore_ascii_case(text);
    // `by` is a field, not the facet of that name: `by:smith` finds a byline by one of its words.
    let field = ranking::FIELDS.iter().find(|(name, _)| is(name)).map(|(name, _)| Name::Field(name));
    let facet = || FACET_NAMES.iter().chain(&[("language", "language")]).find(|(name, _)| is(name));
    let date = || {
        [("before", Bound::Before), ("after", Bound::After), ("on", Bound::On)].into_iter().find(|(name, _)| is(name))
    };
    field
        .or_else(|| facet().map(|(_, facet)| Name::Facet(facet)))
        .or_else(|| date().map(|(_, bound)| Name::Date(bound)))
}

/// What opens and closes a phrase: telephones type the curly ones.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ff02}')
}

impl ParsedText {
    /// Takes a text apart.
    ///
    /// ```
    /// use search::ParsedText;
    /// let text = ParsedText::parse("oil -\"crude oil\" headline:opec place:japan");
    /// assert_eq!(text.terms.len(), 4);
    /// ```
    pub fn parse(text: &str) -> Self {
        let (terms, open) = parse(text);
        Self { terms: terms.into_iter().map(|(term, _)| term).collect(), open }
    }
}

/// The terms, each with its range of bytes, and whether the text ends inside the last.
pub(crate) fn parse(text: &str) -> (Vec<(Term, Range<usize>)>, bool) {
    let mut terms = Vec::new();
    let mut open = false;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let (term, length, is_open) = term(rest);
        terms.push((term, start..start + length));
        open = is_open;
        let behind = &rest[length..];
        rest = behind.trim_start();
        if rest.is_empty() {
            open &= behind.is_empty();
        }
    }
    (terms, open)
}

/// The term with which a text begins, its length in bytes, and whether it is open to further characters.
fn term(text: &str) -> (Term, usize, bool) {
    let (exclude, behind) = text.strip_prefix('-').map_or((false, text), |behind| (true, behind));
    let colon =
        behind.find(|c: char| c == ':' || c.is_whitespace() || is_quote(c)).filter(|at| behind[*at..].starts_with(':'));
    let named = colon.and_then(|colon| Some((name(&behind[..colon])?, &behind[colon + 1..])));
    let (name, behind) = named.map_or((None, behind), |(name, behind)| (Some(name), behind));
    let (value, quoted, length, open) = value(behind);
    let end = text.len() - behind.len() + length;
    let meaning = match name {
        None => words(None, value, quoted, exclude),
        Some(Name::Field(field)) => words(Some(field.to_owned()), value, quoted, exclude),
        Some(Name::Facet(facet)) if !value.trim().is_empty() => {
            Some(Term::Facet { facet: facet.to_owned(), value: value.trim().to_owned(), exclude })
        }
        Some(Name::Date(bound)) if !exclude => value.trim().parse().ok().map(|period| Term::Date(bound, period)),
        Some(_) => None,
    };
    (meaning.unwrap_or_else(|| Term::Nothing(text[..end].to_owned())), end, open)
}

/// The value with which a text begins: what stands in quotes, or all up to white space or a quote. Whether it is
/// quoted, its length with the quotes, and whether it is open to further characters.
fn value(text: &str) -> (&str, bool, usize, bool) {
    let Some(quote) = text.chars().next().filter(|first| is_quote(*first)) else {
        let length = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
        return (&text[..length], false, length, true);
    };
    let inner = &text[quote.len_utf8()..];
    match inner.char_indices().find(|(_, character)| is_quote(*character)) {
        Some((end, closing)) => (&inner[..end], true, quote.len_utf8() + end + closing.len_utf8(), false),
        None => (inner, true, text.len(), true),
    }
}

fn words(field: Option<String>, value: &str, quoted: bool, exclude: bool) -> Option<Term> {
    let text = value.trim_end_matches('*');
    let mut has_token = false;
    crate::analysis::for_each_token(text, |_, _, _| has_token = true);
    let words = Words { field, text: text.to_owned(), quoted, prefix: text.len() < value.len(), exclude };
    has_token.then_some(Term::Words(words))
}

impl fmt::Display for ParsedText {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            let is_last = index + 1 == self.terms.len();
            let leave_open = is_last && self.open;
            write!(formatter, "{}", if index > 0 { " " } else { "" })?;
            let is_open = print(term, leave_open, formatter)?;
            if is_last && is_open && !self.open {
                formatter.write_str(" ")?;
            }
        }
        Ok(())
    }
}

/// Prints a term, and says whether it is open to further characters.
fn print(term: &Term, leave_open: bool, formatter: &mut fmt::Formatter) -> Result<bool, fmt::Error> {
    let minus = |exclude: bool| if exclude { "-" } else { "" };
    match term {
        Term::Words(Words { field, text, quoted, prefix, exclude }) => {
            let colon = if field.is_some() { ":" } else { "" };
            let field = field.as_deref().unwrap_or_default();
            let (quote, end) = if *quoted { ("\"", if leave_open { "" } else { "\"" }) } else { ("", "") };
            let star = if *prefix { "*" } else { "" };
            write!(formatter, "{}{field}{colon}{quote}{text}{star}{end}", minus(*exclude))?;
            Ok(end.is_empty())
        }
        Term::Facet { facet, value, exclude } => {
            let quoted = value.contains(char::is_whitespace);
            let (quote, end) = if quoted { ("\"", if leave_open { "" } else { "\"" }) } else { ("", "") };
            write!(formatter, "{}{facet}:{quote}{value}{end}", minus(*exclude))?;
            Ok(end.is_empty())
        }
        Term::Date(bound, period) => {
            let name = match bound {
                Bound::Before => "before",
                Bound::After => "after",
                Bound::On => "on",
            };
            write!(formatter, "{name}:{period}")?;
            Ok(true)
        }
        Term::Nothing(text) => {
            formatter.write_str(text)?;
            let mut quotes = text.chars().filter(|character| is_quote(*character));
            Ok(quotes.next().is_none() || quotes.next().is_none())
        }
    }
}
