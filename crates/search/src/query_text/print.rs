//! Prints what was parsed, so that parsing it again gives the same.

use std::fmt::{self, Display, Formatter};

use super::lexer::{QUOTES, closing, lex, sign};
use super::{ParsedText, Term, Words};
use crate::part::part;

impl Display for ParsedText {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        let is_open = print_all(&self.terms, self.open, formatter)?;
        formatter.write_str(if is_open && !self.open { " " } else { "" })
    }
}

/// A term as it is printed; `open` leaves away the quote that closes it.
pub(super) fn printed(term: &Term, open: bool) -> String {
    struct Printed<'a>(&'a Term, bool);
    impl Display for Printed<'_> {
        fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
            print(self.0, self.1, formatter).map(|_| ())
        }
    }
    Printed(term, open).to_string()
}

/// Prints terms with spaces between them, and says whether the last is open to further characters.
fn print_all(terms: &[Term], leave_open: bool, formatter: &mut Formatter) -> Result<bool, fmt::Error> {
    let mut is_open = false;
    for (index, term) in terms.iter().enumerate() {
        formatter.write_str(if index > 0 { " " } else { "" })?;
        is_open = print(term, leave_open && index + 1 == terms.len(), formatter)?;
    }
    Ok(is_open)
}

/// Prints a term, and says whether it is open to further characters.
fn print(term: &Term, leave_open: bool, formatter: &mut Formatter) -> Result<bool, fmt::Error> {
    match term {
        Term::Words(Words { field, text, quoted, prefix, exclude }) => {
            let colon = if field.is_some() { ":" } else { "" };
            let field = field.as_deref().unwrap_or_default();
            let (quote, end) = quotes(text, *quoted, leave_open);
            let star = if *prefix { "*" } else { "" };
            write!(formatter, "{}{field}{colon}{quote}{text}{star}{end}", minus(*exclude))?;
            Ok(end.is_empty())
        }
        Term::Facet { facet, value, exclude } => {
            let (quote, end) = quotes(value, needs_quotes(value), leave_open);
            write!(formatter, "{}{facet}:{quote}{value}{end}", minus(*exclude))?;
            Ok(end.is_empty())
        }
        Term::Date(bound, period) => {
            write!(formatter, "{}:{period}", bound.name())?;
            Ok(true)
        }
        Term::Between(from, to) => {
            write!(formatter, "on:{from}/{to}")?;
            Ok(true)
        }
        Term::Either { alternatives, exclude } => print_either(alternatives, *exclude, leave_open, formatter),
        Term::Nothing(text) => {
            formatter.write_str(text)?;
            Ok(lex(text).1)
        }
    }
}

fn print_either(
    alternatives: &[Vec<Term>],
    exclude: bool,
    leave_open: bool,
    formatter: &mut Formatter,
) -> Result<bool, fmt::Error> {
    let mut is_open = false;
    for (index, terms) in alternatives.iter().enumerate() {
        formatter.write_str(if index > 0 { " OR " } else { "" })?;
        // Alone in its parentheses it would be taken for terms of the surroundings.
        let is_bare = terms.len() == 1 && alternatives.len() > 1;
        if is_bare {
            is_open = print_all(terms, leave_open && index + 1 == alternatives.len(), formatter)?;
        } else {
            write!(formatter, "{}(", minus(exclude))?;
            print_all(terms, false, formatter)?;
            formatter.write_str(")")?;
            is_open = false;
        }
    }
    Ok(is_open)
}

/// Whether a facet's value is none without quotes around it.
pub(super) fn needs_quotes(value: &str) -> bool {
    value.contains(|c: char| c.is_whitespace() || "()|".contains(sign(c)))
        || QUOTES.iter().any(|kind| closing(value, kind).is_some())
}

fn minus(exclude: bool) -> &'static str {
    if exclude { "-" } else { "" }
}

/// What stands before a text and behind it where it is `quoted`: the first marks of which it has none.
fn quotes(text: &str, quoted: bool, leave_open: bool) -> (&'static str, &'static str) {
    let kind = QUOTES.iter().find(|kind| quoted && closing(text, kind).is_none()).copied().unwrap_or_default();
    let mut marks = kind.chars().map(char::len_utf8);
    let (open, close) = (marks.next().unwrap_or(0), marks.next().unwrap_or(0));
    (part(kind, 0..open), if leave_open { "" } else { part(kind, open..open + close) })
}
