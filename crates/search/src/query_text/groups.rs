//! Puts the pieces of a text together: parentheses, `OR` between terms, and what of both means nothing.

use std::ops::Range;

use super::lexer::{Token, is_gap, is_operator, strip};
use super::names::Name;
use super::print::printed;
use super::{Term, Words};
use crate::part::part;

/// How deep parentheses may be nested; deeper ones are passed over.
const MOST_LEVELS: usize = 8;

type Ranged = (Term, Range<usize>);

/// What a parenthesis is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It opens a group; the number is that of the piece that closes it.
    Group(usize),
    /// It has no partner.
    Alone,
    /// It and its partner are nested too deep.
    TooDeep,
}

/// What stands between two operators.
struct Unit {
    terms: Vec<Ranged>,
    range: Range<usize>,
    /// Whether it stood in parentheses, without a minus before them.
    is_group: bool,
}

/// Whether there is anything in a term that `OR` may stand beside.
fn means_something(term: &Term) -> bool {
    match term {
        Term::Nothing(_) => false,
        Term::Either { alternatives, .. } => alternatives.iter().flatten().any(means_something),
        _ => true,
    }
}

/// What stands on one level of parentheses.
enum Piece {
    Unit(Unit),
    Or(Range<usize>),
    And(Range<usize>),
}

/// The terms of a text, each with its range of bytes. `open` says that the text ends inside the last.
pub(super) fn terms(text: &str, tokens: &[(Token, Range<usize>)], open: bool) -> Vec<Ranged> {
    let reader = Reader { text, tokens, roles: roles(tokens) };
    let mut terms = reader.terms(0..tokens.len(), None);
    let last = terms.len().saturating_sub(1);
    for (index, (term, _)) in terms.iter_mut().enumerate() {
        if let Term::Either { alternatives, .. } = term {
            settle(alternatives, open && index == last);
        }
    }
    terms
}

/// What each parenthesis is; of other pieces it has no meaning.
fn roles(tokens: &[(Token, Range<usize>)]) -> Vec<Role> {
    let mut roles = vec![Role::Alone; tokens.len()];
    let mut opened = Vec::new();
    for (at, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Open { .. } => opened.push(at),
            Token::Close => {
                let Some(partner) = opened.pop() else { continue };
                let is_too_deep = opened.len() >= MOST_LEVELS;
                roles[partner] = if is_too_deep { Role::TooDeep } else { Role::Group(at) };
                roles[at] = roles[partner];
            }
            _ => {}
        }
    }
    roles
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [(Token, Range<usize>)],
    roles: Vec<Role>,
}

impl Reader<'_> {
    /// The terms of some pieces on one level; `name` stands before the parentheses around them.
    fn terms(&self, at: Range<usize>, name: Option<Name>) -> Vec<Ranged> {
        let pieces = self.pieces(at, name);
        let is_operand = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Unit(unit)) => unit.terms.iter().any(|(term, _)| means_something(term)),
            _ => false,
        };
        let is_between: Vec<bool> =
            (0..pieces.len()).map(|at| is_operand(at.checked_sub(1)) && is_operand(Some(at + 1))).collect();
        let mut terms = Vec::new();
        let mut chain: Vec<Unit> = Vec::new();
        let mut is_joined = false;
        for (piece, is_between) in pieces.into_iter().zip(is_between) {
            let unit = match piece {
                Piece::Or(_) if is_between => {
                    is_joined = true;
                    continue;
                }
                Piece::And(_) if is_between => continue,
                Piece::Or(range) | Piece::And(range) => self.nothing(range),
                Piece::Unit(unit) => unit,
            };
            if !std::mem::take(&mut is_joined) {
                terms.extend(joined(std::mem::take(&mut chain)));
            }
            chain.push(unit);
        }
        terms.extend(joined(chain));
        terms
    }

    fn pieces(&self, tokens: Range<usize>, name: Option<Name>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let Some((token, range)) = self.tokens.get(at) else { break };
            let range = range.clone();
            at += 1;
            match (token, self.roles.get(at - 1)) {
                (Token::Or, _) => pieces.push(Piece::Or(range)),
                (Token::And, _) => pieces.push(Piece::And(range)),
                (Token::Not, _) => {
                    let (unit, behind) = self.negation(at, range, name);
                    pieces.push(Piece::Unit(unit));
                    at = behind;
                }
                (Token::Term(term), _) => {
                    let terms = vec![(named(term.clone(), name), range.clone())];
                    pieces.push(Piece::Unit(Unit { terms, range, is_group: false }));
                }
                (Token::Open { name: own, exclude }, Some(Role::Group(close))) => {
                    pieces.push(Piece::Unit(self.group(at - 1, *close, own.or(name), *exclude)));
                    at = close + 1;
                }
                (Token::Open { .. }, Some(Role::TooDeep)) => {
                    // Empty ones mean nothing wherever they are printed.
                    let terms = vec![(Term::Nothing("()".to_owned()), range.clone())];
                    pieces.push(Piece::Unit(Unit { terms, range, is_group: false }));
                }
                (Token::Close, Some(Role::TooDeep)) => {}
                (Token::Open { .. } | Token::Close, _) => pieces.push(Piece::Unit(self.nothing(range))),
            }
        }
        pieces
    }

    /// What `NOT` in this range leaves out, and where to go on: what stands at `at`, where that is a term or a group.
    fn negation(&self, at: usize, range: Range<usize>, name: Option<Name>) -> (Unit, usize) {
        let (unit, behind) = match (self.tokens.get(at), self.roles.get(at)) {
            (Some((Token::Term(term), of_term)), _) if means_something(term) => {
                let terms = negated(vec![named(term.clone(), name)]);
                let range = range.start..of_term.end;
                let terms = terms.into_iter().map(|term| (term, range.clone())).collect();
                (Unit { terms, range, is_group: false }, at + 1)
            }
            (Some((Token::Open { name: own, exclude }, _)), Some(Role::Group(close))) => {
                let mut unit = self.group(at, *close, own.or(name), !exclude);
                unit.range.start = range.start;
                unit.terms.iter_mut().filter(|_| !exclude).for_each(|(_, of_term)| of_term.start = range.start);
                (unit, close + 1)
            }
            // As a minus before nothing it means nothing wherever it is printed.
            _ => {
                let terms = vec![(Term::Nothing("-".to_owned()), range.clone())];
                (Unit { terms, range, is_group: false }, at)
            }
        };
        (unit, behind)
    }

    /// A pair of parentheses and what stands in it.
    fn group(&self, open: usize, close: usize, name: Option<Name>, exclude: bool) -> Unit {
        let range = self.tokens[open].1.start..self.tokens[close].1.end;
        let terms = self.terms(open + 1..close, name);
        if terms.is_empty() {
            let text = part(self.text, self.tokens[open].1.clone()).to_owned() + ")";
            return Unit { terms: vec![(Term::Nothing(text), range.clone())], range, is_group: false };
        }
        if !exclude {
            return Unit { terms, range, is_group: true };
        }
        let negated = negated(terms.into_iter().map(|(term, _)| term).collect());
        Unit { terms: negated.into_iter().map(|term| (term, range.clone())).collect(), range, is_group: false }
    }

    /// What means nothing, as typed.
    fn nothing(&self, range: Range<usize>) -> Unit {
        let terms = vec![(Term::Nothing(part(self.text, range.clone()).to_owned()), range.clone())];
        Unit { terms, range, is_group: false }
    }
}

/// A term in parentheses before which a name stands.
fn named(term: Term, name: Option<Name>) -> Term {
    match (term, name) {
        (Term::Words(words), Some(Name::Field(field))) if words.field.is_none() => {
            Term::Words(Words { field: Some(field.to_owned()), ..words })
        }
        (Term::Words(Words { field: None, text, exclude, .. }), Some(Name::Facet(facet))) => {
            Term::Facet { facet: facet.to_owned(), value: text.trim_matches(is_gap).to_owned(), exclude }
        }
        (term, _) => term,
    }
}

/// What units mean with `OR` between them.
fn joined(mut units: Vec<Unit>) -> Vec<Ranged> {
    if units.len() < 2 {
        let Some(unit) = units.pop() else { return Vec::new() };
        let range = unit.range;
        let (terms, ranges): (Vec<Term>, Vec<Range<usize>>) = unit.terms.into_iter().unzip();
        if !unit.is_group {
            return terms.into_iter().zip(ranges).collect();
        }
        let plain = without_parentheses(terms);
        let ranges = if plain.len() == ranges.len() { ranges } else { vec![range] };
        return plain.into_iter().zip(ranges).collect();
    }
    let facets = units.iter().flat_map(|unit| &unit.terms).map(|(term, _)| term);
    if is_one_facet(facets) {
        return units.into_iter().flat_map(|unit| unit.terms).collect();
    }
    let range = units.first().map_or(0, |unit| unit.range.start)..units.last().map_or(0, |unit| unit.range.end);
    let mut alternatives = Vec::new();
    for unit in units {
        let mut terms: Vec<Term> = unit.terms.into_iter().map(|(term, _)| term).collect();
        match terms.as_mut_slice() {
            [Term::Either { alternatives: inner, exclude: false }] => alternatives.append(inner),
            _ => alternatives.push(terms),
        }
    }
    vec![(Term::Either { alternatives, exclude: false }, range)]
}

/// Values of one facet, of which a document needs to have only one anyway.
fn is_one_facet<'a>(mut terms: impl Iterator<Item = &'a Term>) -> bool {
    let Some(Term::Facet { facet: first, exclude: false, .. }) = terms.next() else { return false };
    terms.all(|term| matches!(term, Term::Facet { facet, exclude: false, .. } if facet == first))
}

/// Terms that need no parentheses around them; except that an `OR` which means nothing at the edge of the parentheses would
/// mean something without them.
fn without_parentheses(terms: Vec<Term>) -> Vec<Term> {
    if terms.iter().any(|term| matches!(term, Term::Nothing(text) if is_operator(text))) {
        return vec![Term::Either { alternatives: vec![terms], exclude: false }];
    }
    terms
}

/// What excludes the documents in which terms are together.
fn negated(mut terms: Vec<Term>) -> Vec<Term> {
    if is_one_facet(terms.iter()) {
        for term in &mut terms {
            if let Term::Facet { exclude, .. } = term {
                *exclude = true;
            }
        }
        return terms;
    }
    match (terms.pop(), terms.is_empty()) {
        (Some(Term::Words(mut words)), true) => {
            words.exclude = !words.exclude;
            let is_plain = words.field.is_none() && !words.exclude && !words.prefix;
            words.quoted |= strip(&words.text, '-').is_some() || (is_plain && is_operator(&words.text));
            vec![Term::Words(words)]
        }
        (Some(Term::Facet { facet, value, exclude }), true) => vec![Term::Facet { facet, value, exclude: !exclude }],
        (Some(term @ (Term::Date(..) | Term::Between(..))), true) => {
            vec![Term::Nothing("-".to_owned() + &printed(&term, false))]
        }
        (Some(Term::Either { alternatives, exclude: false }), true) => {
            alternatives.into_iter().flat_map(negated).collect()
        }
        (Some(Term::Either { alternatives, exclude: true }), true) => {
            alternatives.into_iter().flat_map(without_parentheses).collect()
        }
        (last, _) => {
            terms.extend(last);
            vec![Term::Either { alternatives: vec![terms], exclude: true }]
        }
    }
}

/// Finds what means nothing among alternatives: facets and dates, which filter all documents or none; and what is
/// excluded from nothing, where an alternative names no words to be found.
fn settle(alternatives: &mut [Vec<Term>], open: bool) {
    let last_alternative = alternatives.len().saturating_sub(1);
    for (number, terms) in alternatives.iter_mut().enumerate() {
        let is_last = open && number == last_alternative && terms.len() == 1;
        for term in terms.iter_mut() {
            match term {
                Term::Either { alternatives, .. } => settle(alternatives, false),
                Term::Facet { .. } | Term::Date(..) | Term::Between(..) => {
                    *term = Term::Nothing(printed(term, is_last))
                }
                Term::Words(_) | Term::Nothing(_) => {}
            }
        }
        if !terms.iter().any(Term::finds) {
            for term in terms.iter_mut().filter(|term| !matches!(term, Term::Nothing(_))) {
                *term = Term::Nothing(printed(term, is_last));
            }
        }
    }
}
