//! Cuts a text of the search box into terms, parentheses and operators.

use std::ops::Range;

use super::names::{Name, date, name};
use super::{Term, Words};
use crate::analysis::{is_unseen, lower, tokenize};
use crate::part::{from, part};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Term(Term),
    /// `(`, `-(`, `headline:(`, `place:(`.
    Open {
        name: Option<Name>,
        exclude: bool,
    },
    Close,
    /// `OR`, `|`.
    Or,
    /// `AND`, which may stand between terms and changes nothing.
    And,
    /// `NOT`, which is a minus before what stands behind it.
    Not,
}

/// What opens and closes a phrase, the first two of each kind as they are printed: telephones type the curly ones, and each language has
/// its own in print. A kind closes what it opened alone, so that a phrase may hold another in other marks.
pub const QUOTES: [&str; 5] = ["\"\"\u{201c}\u{201d}\u{201e}\u{201f}\u{ff02}", "«»", "‹›", "「」", "『』"];

/// The kind of quotation marks that a character is of.
fn kind_of_quote(character: char) -> Option<&'static str> {
    QUOTES.into_iter().find(|kind| kind.contains(character))
}

pub(super) fn is_quote(character: char) -> bool {
    kind_of_quote(character).is_some()
}

/// The sign of the language of queries that a character is: who types Chinese or Japanese types signs as wide as letters.
pub(crate) fn sign(character: char) -> char {
    match character {
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff0a}' => '*',
        '\u{ff0d}' => '-',
        '\u{ff1a}' => ':',
        '\u{ff5c}' => '|',
        other => other,
    }
}

/// What stands behind a sign with which a text begins.
pub(super) fn strip(text: &str, wanted: char) -> Option<&str> {
    let first = text.chars().next().filter(|first| sign(*first) == wanted)?;
    Some(from(text, first.len_utf8()))
}

/// Whether a text is an operator: it cannot be a word unless it stands in quotes.
pub(super) fn is_operator(text: &str) -> bool {
    matches!(text, "OR" | "AND" | "NOT") || (!text.is_empty() && text.chars().all(|character| sign(character) == '|'))
}

/// Whether this stands between terms and is none of either.
pub(super) fn is_gap(character: char) -> bool {
    character.is_whitespace() || is_unseen(character)
}

/// Whether an operator ends before this.
fn ends_operator(character: char) -> bool {
    is_gap(character) || is_quote(character) || "()|".contains(sign(character))
}

/// The pieces, each with its range of bytes, and whether the text ends inside the last.
pub(super) fn lex(text: &str) -> (Vec<(Token, Range<usize>)>, bool) {
    let (mut tokens, open) = split(text);
    if are_headline(text, &tokens) {
        for (token, _) in tokens.iter_mut().filter(|(token, _)| *token == Token::Not) {
            // As a word it is printed so that it is one beside others, too.
            let not = Words { field: None, text: "not".to_owned(), quoted: false, prefix: false, exclude: false };
            *token = Token::Term(Term::Words(not));
        }
    }
    (tokens, open)
}

/// Whether a text is a headline with a `NOT` that is a word in it.
pub(super) fn is_headline(text: &str) -> bool {
    let (tokens, _) = split(text);
    tokens.iter().any(|(token, _)| *token == Token::Not) && are_headline(text, &tokens)
}

/// The pieces as they are anywhere but in a headline.
fn split(text: &str) -> (Vec<(Token, Range<usize>)>, bool) {
    let mut tokens = Vec::new();
    let mut open = false;
    let mut rest = text.trim_start_matches(is_gap);
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let (token, length, is_open) = token(rest);
        tokens.push((token, start..start + length));
        open = is_open;
        let behind = from(rest, length);
        rest = behind.trim_start_matches(is_gap);
        if rest.is_empty() {
            open &= behind.is_empty();
        }
    }
    (tokens, open)
}

/// So many words in capitals are a headline: fewer are names with `NOT` between them.
const LEAST_OF_HEADLINE: usize = 4;

/// Whether the pieces of a text are a headline in capitals that was pasted, which leaves nothing out: words alone, in a script that has capitals.
fn are_headline(text: &str, tokens: &[(Token, Range<usize>)]) -> bool {
    let mut words = 0;
    let is_plain = tokens.iter().all(|(token, range)| match token {
        Token::Term(Term::Words(Words { field: None, prefix: false, exclude: false, .. })) => {
            words += usize::from(part(text, range.clone()).contains(char::is_alphabetic));
            true
        }
        Token::Term(Term::Nothing(_)) | Token::Not => true,
        _ => false,
    });
    is_plain
        && words >= LEAST_OF_HEADLINE
        && text.chars().all(|letter| !letter.is_alphabetic() || lower(letter) != letter)
}

/// The piece with which a text begins, its length in bytes, and whether it is open to further characters.
fn token(text: &str) -> (Token, usize, bool) {
    if let Some(behind) = strip(text, ')') {
        return (Token::Close, text.len() - behind.len(), false);
    }
    let mut behind = text;
    while let Some(rest) = strip(behind, '|') {
        behind = rest;
    }
    if behind.len() < text.len() {
        return (Token::Or, text.len() - behind.len(), false);
    }
    for (word, operator) in [("OR", Token::Or), ("AND", Token::And), ("NOT", Token::Not)] {
        let behind = text.strip_prefix(word).map(|behind| behind.chars().next());
        if behind.is_some_and(|next| next.is_none_or(ends_operator)) {
            return (operator, word.len(), behind == Some(None));
        }
    }
    let (exclude, behind) = strip(text, '-').map_or((false, text), |behind| (true, behind));
    let (name, behind) = split_name(behind.trim_start_matches(is_unseen));
    let behind = behind.trim_start_matches(is_unseen);
    if let Some(inside) = strip(behind, '(')
        && !matches!(name, Some(Name::Date(_)))
    {
        return (Token::Open { name, exclude }, text.len() - inside.len(), false);
    }
    let (value, quoted, length, open) = value(behind);
    let end = text.len() - behind.len() + length;
    let meaning = match name {
        None => words(None, value, quoted, exclude),
        Some(Name::Field(field)) => words(Some(field.to_owned()), value, quoted, exclude),
        Some(Name::Facet(facet)) if !value.trim_matches(is_gap).is_empty() => {
            Some(Term::Facet { facet: facet.to_owned(), value: value.trim_matches(is_gap).to_owned(), exclude })
        }
        Some(Name::Date(bound)) if !exclude => date(bound, value.trim_matches(is_gap)),
        Some(_) => None,
    };
    (Token::Term(meaning.unwrap_or_else(|| Term::Nothing(part(text, 0..end).to_owned()))), end, open)
}

/// No name has more characters.
const LONGEST_NAME: usize = 16;

/// The name with which a text begins, where it is followed by a colon, and what stands behind.
pub(super) fn split_name(text: &str) -> (Option<Name>, &str) {
    let is_end = |c: char| sign(c) == ':' || c.is_whitespace() || is_quote(c);
    let end = text.char_indices().take(LONGEST_NAME + 1).find(|(_, character)| is_end(*character));
    let colon = end.filter(|(_, character)| sign(*character) == ':');
    let named = colon.and_then(|(at, colon)| Some((name(part(text, 0..at))?, from(text, at + colon.len_utf8()))));
    named.map_or((None, text), |(name, behind)| (Some(name), behind))
}

/// The value with which a text begins: what stands in quotes, or all up to what ends a word. Whether it is
/// quoted, its length with the quotes, and whether it is open to further characters.
fn value(text: &str) -> (&str, bool, usize, bool) {
    let first = text.chars().next();
    let Some((quote, kind)) = first.and_then(|quote| Some((quote, kind_of_quote(quote)?))) else {
        let length = end_of_word(text);
        return (part(text, 0..length), false, length, true);
    };
    let inner = from(text, quote.len_utf8());
    match closing(inner, kind) {
        Some((end, closing)) => (part(inner, 0..end), true, quote.len_utf8() + end + closing.len_utf8(), false),
        None => (inner, true, text.len(), true),
    }
}

/// The first quotation mark of a kind in a text.
pub(super) fn closing(text: &str, kind: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(at, character)| kind.contains(*character) && is_quote_at(text, *at))
}

/// How many bytes a pair of parentheses within a word may hold: further on no partner is looked for.
const MOST_BETWEEN: usize = 256;

/// Where a word ends that stands in no quotes: at white space, a quote, `|`, or a parenthesis without a partner in the
/// word: so `f(x)` is one.
fn end_of_word(text: &str) -> usize {
    let (mut depth, mut outermost) = (0, 0);
    for (at, character) in text.char_indices() {
        match sign(character) {
            '(' => {
                outermost = if depth == 0 { at } else { outermost };
                depth += 1;
            }
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            '|' => return if depth > 0 { outermost } else { at },
            _ if character.is_whitespace() || is_quote_at(text, at) => {
                return if depth > 0 { outermost } else { at };
            }
            _ if depth > 0 && at - outermost > MOST_BETWEEN => return outermost,
            _ => {}
        }
    }
    if depth > 0 { outermost } else { text.len() }
}

/// Whether a quote stands there, and not the sign of a Hebrew acronym, which is typed alike.
fn is_quote_at(text: &str, at: usize) -> bool {
    let is_hebrew = |character: Option<char>| character.is_some_and(|c| matches!(c, '\u{5d0}'..='\u{5ea}'));
    let mut behind = from(text, at).chars();
    behind.next().is_some_and(is_quote)
        && !(is_hebrew(part(text, 0..at).chars().next_back()) && is_hebrew(behind.next()))
}

fn words(field: Option<String>, value: &str, quoted: bool, exclude: bool) -> Option<Term> {
    let mut text = value;
    loop {
        let seen = text.trim_end_matches(is_unseen);
        let Some(star) = seen.chars().next_back().filter(|last| sign(*last) == '*') else { break };
        text = part(seen, 0..seen.len() - star.len_utf8());
    }
    let words = Words { field, text: text.to_owned(), quoted, prefix: text.len() < value.len(), exclude };
    (!tokenize(text).is_empty()).then_some(Term::Words(words))
}
