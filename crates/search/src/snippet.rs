//! Cuts the best passage out of a text: the one with the most of the query's words.

use std::ops::Range;

use crate::answer::Part;
use crate::highlight::{Match, merged};

/// Stands where the text goes on.
const ELLIPSIS: char = '…';

/// How much of a passage may stand before its first match so that it begins with its sentence: half.
const LEAD_SHARE: usize = 2;

/// Where no sentence begins near, so many characters of context stand before the first match: about five words.
const LEAD: usize = 30;

/// The best passage of a text, in parts; `matches` come in order. White space of every kind becomes single spaces.
pub(crate) fn cut(text: &str, matches: &[Match], max_chars: usize) -> Vec<Part> {
    let characters: Vec<char> = text.chars().collect();
    let range = best(&characters, matches, max_chars);
    let marks = merged(matches.iter().map(|found| found.range.clone()));
    let mut parts = Parts::default();
    if !is_blank(&characters[..range.start]) {
        parts.push(ELLIPSIS, false);
    }
    let mut marks = marks.into_iter().peekable();
    for index in range.clone() {
        while marks.next_if(|mark| mark.end <= index).is_some() {}
        let hit = marks.peek().is_some_and(|mark| mark.contains(&index));
        parts.push(characters[index], hit);
    }
    if !is_blank(&characters[range.end..]) {
        parts.push(ELLIPSIS, false);
    }
    parts.list
}

fn is_blank(characters: &[char]) -> bool {
    characters.iter().all(|character| character.is_whitespace())
}

/// Of the passages that begin near a match, the one with the most clauses, then the most matches, then the first.
fn best(characters: &[char], matches: &[Match], max_chars: usize) -> Range<usize> {
    let mut best = (0, 0, passage(characters, 0, max_chars));
    let mut behind = 0;
    for (index, found) in matches.iter().enumerate() {
        // A match inside the passage that began at an earlier one cannot begin a better one unless that was cut off.
        if index > 0 && found.range.start < behind {
            continue;
        }
        let start = start_before(characters, found.range.start, max_chars);
        let range = passage(characters, start, max_chars);
        behind = found.range.end;
        let from = matches.partition_point(|other| other.range.start < range.start);
        let near = matches[from..].iter().take_while(|other| other.range.start < range.end);
        let inside: Vec<&Match> = near.filter(|other| other.range.end <= range.end).collect();
        let is_first = |index: usize| !inside[..index].iter().any(|other| other.clause == inside[index].clause);
        let clauses = (0..inside.len()).filter(|index| is_first(*index)).count();
        if (clauses, inside.len()) > (best.0, best.1) {
            best = (clauses, inside.len(), range);
        }
    }
    best.2
}

/// Where a passage begins that has its first match here: with the sentence if that is near, else some words before.
fn start_before(characters: &[char], first: usize, max_chars: usize) -> usize {
    let earliest = first.saturating_sub(max_chars / LEAD_SHARE);
    let sentence = (earliest..=first).find(|at| begins_sentence(characters, *at));
    let lead = first.saturating_sub(LEAD.min(max_chars / LEAD_SHARE));
    sentence.or_else(|| (lead..=first).find(|at| begins_word(characters, *at))).unwrap_or(first)
}

/// The passage from a start on: as many whole sentences as there is room for if these fill half of it, else words.
fn passage(characters: &[char], start: usize, max_chars: usize) -> Range<usize> {
    let start = (start..characters.len()).find(|at| !characters[*at].is_whitespace()).unwrap_or(characters.len());
    let limit = start.saturating_add(max_chars);
    if limit >= characters.len() {
        return start..characters.len();
    }
    let half = start + max_chars / 2;
    let sentence = (half..=limit).rev().find(|at| begins_sentence(characters, *at));
    let word = || (start + 1..=limit).rev().find(|at| begins_word(characters, *at) || characters[*at].is_whitespace());
    let mut end = sentence.or_else(word).unwrap_or(limit);
    while end > start && characters[end - 1].is_whitespace() {
        end -= 1;
    }
    start..end
}

fn begins_word(characters: &[char], at: usize) -> bool {
    at == 0 || (characters[at - 1].is_whitespace() && characters.get(at).is_some_and(|next| !next.is_whitespace()))
}

/// Whether it is a quote or a parenthesis that may stand behind the end of a sentence.
fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '“' | '’' | ')' | '»' | '«' | '›' | '‹' | '」' | '』')
}

/// Titles, months and kinds of companies that stand before what goes on in upper case. Names are as short, so the length tells nothing.
const ABBREVIATIONS: [&str; 43] = [
    "Mr", "Mrs", "Ms", "Dr", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Sgt", "No", "Nr", "Hr", "Mme", "Sra",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Sept", "Prof", "Rev", "Capt", "Maj",
    "Mt", "Ft", "Jr", "Sr", "Co", "Corp", "Inc", "Ltd", "Mio", "Mrd",
];

/// Whether the full stop at the end of these characters may be one of an abbreviation or a number, and no sentence's: behind an
/// initial, a title or a month (`J.`, `Sen.`, `Jan.`), or a day (`3. März`).
fn is_abbreviated(before: &[char]) -> bool {
    let Some(('.', rest)) = before.split_last() else { return false };
    let length = rest.iter().rev().take_while(|character| character.is_alphanumeric()).count();
    let word = rest.get(rest.len() - length..).unwrap_or_default();
    let is = |known: &&str| known.chars().eq(word.iter().copied());
    length == 1 || (length == 2 && word.iter().all(|digit| digit.is_numeric())) || ABBREVIATIONS.iter().any(is)
}

/// Whether a sentence or a line begins here: behind an end mark and white space, and not in lower case.
fn begins_sentence(characters: &[char], at: usize) -> bool {
    let Some(next) = characters.get(at).filter(|next| !next.is_whitespace()) else { return false };
    let space = characters[..at].iter().rev().take_while(|before| before.is_whitespace()).count();
    let before = &characters[..at - space];
    if before.is_empty() {
        return true;
    }
    // Behind white space the same marks open a quotation, unless it keeps them with what stands before, as in French.
    let is_kept = characters[at - space..at].iter().all(|space| matches!(space, '\u{a0}' | '\u{202f}'));
    if is_kept && is_closing(*next) {
        return false;
    }
    let end = before.iter().rev().find(|character| !is_closing(**character) && !character.is_whitespace());
    if characters[at - space..at].contains(&'\n') || matches!(end, Some('。' | '！' | '？')) {
        return true;
    }
    let ends = end.is_some_and(|end| matches!(end, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '։' | '።'));
    space > 0 && ends && !next.is_lowercase() && !is_abbreviated(before)
}

/// Parts in the making.
#[derive(Default)]
struct Parts {
    list: Vec<Part>,
}

impl Parts {
    fn push(&mut self, character: char, hit: bool) {
        let character = if character.is_whitespace() { ' ' } else { character };
        let after_space = self.list.last().is_some_and(|part| part.text.ends_with(' '));
        if character == ' ' && after_space {
            return;
        }
        match self.list.last_mut() {
            Some(part) if part.hit == hit => part.text.push(character),
            _ => self.list.push(Part { text: character.to_string(), hit }),
        }
    }
}
