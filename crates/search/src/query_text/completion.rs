//! What is being typed at a place of the search box, and how what is chosen for it comes into the text.

use std::ops::Range;

use super::lexer::{Token, is_quote, lex, split_name};
use super::names::{Name, names};
use super::print::needs_quotes;
use crate::analysis::{TokenKind, tokenize};

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completing {
    /// What stands before a colon.
    Name,
    /// The value of a facet, given by its own name.
    Value(&'static str),
    /// A word to be found, in one field or in any.
    Word(Option<&'static str>),
}

/// What is being typed at a place of a text.
///
/// ```
/// use search::{Completing, Completion};
/// let text = "oil place:el";
/// let completion = Completion::at(text, text.len()).expect("a value is being typed");
/// assert_eq!((&completion.what, completion.typed.as_str()), (&Completing::Value("places"), "el"));
/// assert_eq!(completion.splice(text, "El Salvador"), Some(("oil place:\"El Salvador\" ".to_owned(), 24)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub what: Completing,
    /// As far as it stands before the cursor.
    pub typed: String,
    /// What is replaced, in bytes.
    range: Range<usize>,
    /// Whether it is a word that could yet become a name.
    may_be_name: bool,
    is_in_phrase: bool,
}

impl Completion {
    /// What is being typed where the cursor stands behind so many characters; `None` where that is nothing that
    /// could be completed: no term at all, a date, a script without words.
    pub fn at(text: &str, cursor: usize) -> Option<Self> {
        let cursor = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(cursor)?;
        let (tokens, _) = lex(text);
        let is_here = |range: &Range<usize>| range.start < cursor && cursor <= range.end;
        let place = tokens.iter().position(|(_, range)| is_here(range))?;
        let (Token::Term(_), range) = &tokens[place] else { return None };
        let minus = usize::from(text[range.start..].starts_with('-'));
        let start = range.start + minus;
        let (own, value) = split_name(&text[start..range.end]);
        let value = range.end - value.len()..range.end;
        if cursor < start {
            return None;
        }
        if cursor < value.start {
            return Some(Self::new(Completing::Name, &text[start..cursor], start..value.start));
        }
        match own.or_else(|| name_of_group(&tokens[..place])) {
            Some(Name::Date(_)) => None,
            Some(Name::Facet(facet)) => {
                let opening = text[value.clone()].chars().next().filter(|first| is_quote(*first));
                let inner = value.start + opening.map_or(0, char::len_utf8);
                // Behind the closing quote nothing is typed any more.
                let typed = text.get(inner..cursor).filter(|typed| opening.is_none() || !typed.ends_with(is_quote))?;
                Some(Self::new(Completing::Value(facet), typed, value))
            }
            Some(Name::Field(field)) => Self::word(text, value, cursor, Some(field)),
            None => {
                let may_be_name = start == value.start;
                let word = Self::word(text, value, cursor, None)?;
                Some(Self { may_be_name: may_be_name && word.range.start == start, ..word })
            }
        }
    }

    fn new(what: Completing, typed: &str, range: Range<usize>) -> Self {
        Self { what, typed: typed.to_owned(), range, may_be_name: false, is_in_phrase: false }
    }

    /// The word of a value in which the cursor stands.
    fn word(text: &str, value: Range<usize>, cursor: usize, field: Option<&'static str>) -> Option<Self> {
        let offsets: Vec<usize> = text[value.clone()].char_indices().map(|(at, _)| value.start + at).collect();
        let offset = |at: usize| offsets.get(at).copied().unwrap_or(value.end);
        let tokens = tokenize(&text[value.clone()]).into_iter();
        let mut ranges = tokens.filter(|token| token.kind == TokenKind::Word).map(|token| token.range);
        let here = ranges.find(|range| offset(range.start) < cursor && cursor <= offset(range.end))?;
        let here = offset(here.start)..offset(here.end);
        let is_in_phrase = text[value].starts_with(is_quote);
        Some(Self { is_in_phrase, ..Self::new(Completing::Word(field), &text[here.start..cursor], here) })
    }

    /// The names that it may be meant to become: `pl` the name `place`.
    pub fn names(&self) -> Vec<&'static str> {
        let is_name = self.what == Completing::Name || self.may_be_name;
        names(&self.typed).filter(|_| is_name).collect()
    }

    /// The text with the chosen name in it and a colon behind, and where the cursor then stands, in characters.
    pub fn splice_name(&self, text: &str, name: &str) -> Option<(String, usize)> {
        replaced(text, self.range.clone(), &format!("{name}:"))
    }

    /// The text with the chosen value or word in it, in quotes where it needs them, and where the cursor then stands, in
    /// characters. `None` where a value cannot be typed, since it contains quotes; and where the text is not the
    /// one that the completion is of.
    pub fn splice(&self, text: &str, chosen: &str) -> Option<(String, usize)> {
        let chosen = match self.what {
            Completing::Name => return self.splice_name(text, chosen),
            Completing::Value(_) if chosen.contains(is_quote) => return None,
            Completing::Value(_) if needs_quotes(chosen) => format!("\"{chosen}\""),
            Completing::Value(_) | Completing::Word(_) => chosen.to_owned(),
        };
        // A space says that it is finished. Inside of quotes and before what follows none is needed.
        let space = if text.get(self.range.end..)?.is_empty() { " " } else { "" };
        replaced(text, self.range.clone(), &format!("{chosen}{}", if self.is_in_phrase { "" } else { space }))
    }
}

/// The name before the innermost parentheses that are open behind some pieces.
fn name_of_group(tokens: &[(Token, Range<usize>)]) -> Option<Name> {
    let mut open = Vec::new();
    for (token, _) in tokens {
        match token {
            Token::Open { name, .. } => open.push(name.or_else(|| open.last().copied().flatten())),
            Token::Close => drop(open.pop()),
            _ => {}
        }
    }
    open.pop().flatten()
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> Option<(String, usize)> {
    let (before, behind) = (text.get(..range.start)?, text.get(range.end..)?);
    let cursor = before.chars().count() + with.chars().count();
    Some((format!("{before}{with}{behind}"), cursor))
}
