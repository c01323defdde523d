//! What the archive has for the end of a text that is being typed: names of fields, words, values of facets.

use serde::{Deserialize, Serialize};

use crate::analysis::{fold, with_dot};
use crate::answer::Failure;
use crate::blocks::Blocks;
use crate::dictionary::{documents_of, for_each_term};
use crate::facets::{LARGEST_OF_ONE, READ_AHEAD, Values};
use crate::query_text::completion::Completion;
use crate::set::DocumentSet;
use crate::whole::Whole;

/// The facets whose values are suggested for any word.
const SUGGESTED: [&str; 4] = ["people", "organisations", "places", "subjects"];

/// How many names, words and values are suggested for a word, and how many values of a facet that is named.
const NAMES: usize = 2;
const WORDS: usize = 3;
const VALUES: usize = 3;
const VALUES_OF_ONE: usize = 8;

/// Something to take for what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it is.
    pub what: Suggested,
    /// The name, the word, or the value as it is written most.
    pub value: String,
    /// The facet of a value; empty for all else.
    pub facet: String,
    /// How many documents have it; 0 for a name.
    pub count: u32,
    /// What stands in the box once it is taken. A value becomes a filter, and what was typed of it goes.
    pub text: String,
    /// Whether the filter leaves the value out.
    pub exclude: bool,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Suggested {
    /// The name of a field.
    Name,
    /// A word of the archive.
    Word,
    /// A value of a facet.
    Value,
}

/// A word or a value, before it is known whether it is among the best.
struct Counted {
    /// Empty for a word.
    facet: &'static str,
    text: String,
    /// What makes it better: how many of the words in the box a value has, then how many documents have it.
    rank: u64,
}

/// What may be taken for what is being typed: names, then words, then values, of each kind the best first. Fails as a search
/// does.
pub(crate) fn suggest(whole: &Whole, completion: &Completion) -> Result<Vec<Suggestion>, Failure> {
    let words = if completion.is_word() { find_words(whole, completion)? } else { Vec::new() };
    let values = find_values(whole, completion)?;
    whole.require_all()?;
    let mut suggestions = Vec::new();
    for (name, facet) in completion.names() {
        let has_values = |wanted| whole.summary.facets.iter().any(|facet| facet.name == wanted && facet.values > 0);
        if suggestions.len() < NAMES && facet.is_none_or(has_values) {
            suggestions.push(Suggestion {
                what: Suggested::Name,
                value: name.to_owned(),
                facet: String::new(),
                count: 0,
                text: completion.with_name(name),
                exclude: false,
            });
        }
    }
    add_best(words, WORDS, completion, &mut suggestions);
    add_best(values, if completion.facet.is_some() { VALUES_OF_ONE } else { VALUES }, completion, &mut suggestions);
    Ok(suggestions)
}

/// Adds so many words or values, the best first.
fn add_best(mut all: Vec<Counted>, most: usize, completion: &Completion, suggestions: &mut Vec<Suggestion>) {
    for _ in 0..most {
        let mut best: Option<(usize, u64)> = None;
        for (at, counted) in all.iter().enumerate() {
            if best.is_none_or(|(_, rank)| counted.rank > rank) {
                best = Some((at, counted.rank));
            }
        }
        let Some((best, rank)) = best else { return };
        // Not swapped: of equal ones the first in order of the dictionary comes first.
        let Counted { facet, text: value, .. } = all.remove(best);
        let count = rank as u32;
        let (what, text, exclude) = match facet {
            "" => (Suggested::Word, completion.with_word(&value), false),
            _ => (Suggested::Value, completion.without_words((rank >> 32) as u32), completion.excludes()),
        };
        suggestions.push(Suggestion { what, value, facet: facet.to_owned(), count, text, exclude });
    }
}

/// The words that begin as the last one does, but for that itself. Where there are so many that they fill more than
/// what is read ahead of a dictionary, none is found until more is typed.
fn find_words(whole: &Whole, completion: &Completion) -> Result<Vec<Counted>, Failure> {
    let mut found = Vec::new();
    let Some(typed) = completion.words.first().filter(|typed| are_few(typed, whole)) else { return Ok(found) };
    let dotted = with_dot(typed).filter(|dotted| are_few(dotted, whole));
    for beginning in [Some(typed), dotted.as_ref()].into_iter().flatten() {
        for_each_term(beginning, &|_| true, whole, &mut |key, terms| {
            if let Ok(word) = std::str::from_utf8(key)
                && word != typed
            {
                found.push(Counted { facet: "", text: word.to_owned(), rank: u64::from(documents_of(terms)) });
            }
        })?;
    }
    Ok(found)
}

/// Whether the words that begin so fill no more than what is read ahead of a dictionary.
fn are_few(typed: &str, whole: &Whole) -> bool {
    let bytes_of = |blocks: &Blocks| blocks.bytes_of(blocks.with_prefix(typed));
    whole.roots().iter().map(|root| bytes_of(&root.terms.blocks)).sum::<u64>() <= READ_AHEAD
}

/// Reads the blocks of the words that begin as the last one does, unless they are many: another letter needs one of them.
pub(crate) fn look_ahead(whole: &Whole, completion: &Completion) -> Result<(), Failure> {
    let Some(typed) = completion.words.first().filter(|typed| are_few(typed, whole)) else { return Ok(()) };
    for segment in whole.segments() {
        let terms = &segment.root.terms;
        for block in terms.blocks.with_prefix(typed) {
            terms.open(block, segment.root.limits(), segment.stream)?;
        }
    }
    Ok(())
}

/// The values that match what is typed.
fn find_values(whole: &Whole, completion: &Completion) -> Result<Vec<Counted>, Failure> {
    let mut found = Vec::new();
    for name in completion.facets(&SUGGESTED) {
        let Some(number) = whole.summary.facets.iter().position(|facet| facet.name == *name) else { continue };
        let Some(of_facet) = Values::new(number, whole) else { continue };
        let values = find_values_of(&of_facet, completion)?;
        if values.is_empty() {
            continue;
        }
        let Some(column) = whole.decoded.column(number, whole)? else { continue };
        let counts = column.count(&DocumentSet::all(whole.summary.documents), of_facet.summary.values);
        for (number, text, matched) in values {
            let documents = counts.get(number as usize).copied().unwrap_or_default();
            found.push(Counted { facet: name, text, rank: u64::from(matched) << 32 | u64::from(documents) });
        }
    }
    Ok(found)
}

/// The values of a facet that match: each one's number and form, and how many of the words in the box it has. Of a dictionary
/// that is too large to be looked through only the most frequent values are looked at, and those that begin as is typed, unless these
/// are as many.
fn find_values_of(values: &Values, completion: &Completion) -> Result<Vec<(u32, String, u32)>, Failure> {
    let most = if completion.facet.is_some() { LARGEST_OF_ONE } else { READ_AHEAD };
    let is_small = values.bytes() <= most;
    let mut found: Vec<(u32, String, u32)> = Vec::new();
    // In order of their numbers, however the segments have them; several may have one, and it may be among the most
    // frequent too.
    let mut take = |number: u32, form: &str| {
        let Some(matched) = completion.matched(form) else { return };
        let place = found.partition_point(|(other, ..)| *other < number);
        if found.get(place).is_none_or(|(other, ..)| *other != number) {
            found.insert(place, (number, form.to_owned(), matched));
        }
    };
    if is_small {
        values.for_each_form(&mut take)?;
        return Ok(found);
    }
    for top in &values.summary.top {
        take(top.number, &top.form);
    }
    for beginning in completion.beginnings() {
        if !fold(beginning).is_empty() {
            values.for_each_like(beginning, true, most, &mut take)?;
        }
    }
    Ok(found)
}
