//! What a term of a query asks of the twin.

use std::collections::BTreeSet;

use search::Words;
use search::analysis::{for_each_written, tokenize};

use crate::twin::{Part, Twin};
use crate::word_twin::{begins_with, other_seats, spelt_out};

impl Twin<'_> {
    /// In quotes one part, else one for each word: these tests have no scripts without spaces.
    pub(super) fn words(&self, words: &Words, typed: bool, forgiving: bool) -> Vec<Part> {
        if let Some(part) = self.starred(words, typed) {
            return vec![part];
        }
        let (mut wanted, mut spelt) = (Vec::new(), Vec::new());
        for_each_written(&words.text, |word, written, _, _| {
            wanted.push(word.to_owned());
            spelt.push(spelt_out(written).into_iter().chain(other_seats(written)).collect::<Vec<_>>());
        });
        let prefix = (words.prefix || typed) && words.text.ends_with(char::is_alphanumeric);
        let begun = prefix.then(|| wanted.last().cloned()).flatten();
        let (field, wanted_prefix) = (words.field.clone(), words.prefix);
        if words.quoted {
            return vec![self.phrase(words, prefix)];
        }
        let is_of_letters = |word: &String| word.chars().all(char::is_alphabetic);
        let also = match wanted.len() > 1 && wanted.iter().all(is_of_letters) {
            true => self.forms(&wanted.concat(), false, false),
            false => BTreeSet::new(),
        };
        let last = wanted.pop();
        let whole = wanted.iter().map(|word| (word.clone(), self.forms(word, false, forgiving), None));
        let last = last.map(|word: String| (word.clone(), self.forms(&word, prefix, forgiving), begun));
        let part = |(word, forms, prefix)| {
            let plain = (!wanted_prefix).then_some(word);
            Part::Words { field: field.clone(), words: vec![forms], prefix, plain, also: also.clone(), apart: None }
        };
        let last_place = wanted.len();
        let mut parts: Vec<Part> = whole.chain(last.clone()).map(part).collect();
        for (place, part) in parts.iter_mut().enumerate() {
            let word = wanted.get(place).or(last.as_ref().map(|(word, ..)| word)).unwrap();
            let Part::Words { also, apart, .. } = part else { continue };
            let is_begun = prefix && place == last_place;
            for spelt in &spelt[place] {
                also.extend(self.forms(spelt, is_begun, false));
                also.extend(self.stems.keys().filter(|other| is_begun && begins_with(other, spelt)).cloned());
            }
            *apart = self.apart(word, is_begun).filter(|_| forgiving).map(Vec::from);
        }
        parts
    }

    /// What stands in quotes: words, each with what stands behind the stars within it.
    fn phrase(&self, words: &Words, prefix: bool) -> Part {
        let characters: Vec<char> = words.text.chars().collect();
        let mut wanted: Vec<(Vec<String>, bool)> = Vec::new();
        // How else each word is written, where no star stands within it.
        let mut seats: Vec<Vec<String>> = Vec::new();
        let mut end = 0;
        for token in tokenize(&words.text) {
            let written: String = characters[token.range.clone()].iter().collect();
            let between = &characters[end..token.range.start];
            end = token.range.end;
            let behind: String = characters[end..].iter().collect();
            let rest = behind.trim_start_matches('*');
            let is_open = rest.len() < behind.len() && (rest.is_empty() || rest.starts_with(' '));
            match wanted.last_mut() {
                Some((parts, open))
                    if between.starts_with(&['*'])
                        && between.iter().all(|c| *c == '*')
                        && parts[0].chars().count() > 1 =>
                {
                    parts.push(token.text);
                    *open = is_open;
                    seats.last_mut().unwrap().clear();
                }
                _ => {
                    wanted.push((vec![token.text], is_open));
                    seats.push(other_seats(&written));
                }
            }
        }
        if let Some((_, open)) = wanted.last_mut() {
            *open |= prefix;
        }
        let meant = |((parts, open), seats): (&(Vec<String>, bool), &Vec<String>)| match parts.as_slice() {
            [word] => {
                let begins =
                    |other: &&String| begins_with(other, word) || seats.iter().any(|seat| other.starts_with(seat));
                let begun = self.stems.keys().filter(|other| *open && begins(other));
                begun.chain([word]).chain(seats).cloned().collect()
            }
            parts => self.stems.keys().filter(|other| fits(other, parts, *open)).cloned().collect::<BTreeSet<_>>(),
        };
        let is_starred = wanted.iter().any(|(parts, _)| parts.len() > 1);
        Part::Words {
            field: words.field.clone(),
            words: wanted.iter().zip(&seats).map(meant).collect(),
            prefix: None,
            plain: None,
            also: BTreeSet::new(),
            apart: is_starred.then(|| wanted.iter().flat_map(|(parts, _)| parts).cloned().collect()),
        }
    }

    /// A word with a star within it, of which these tests have no more than one, behind two letters or more: what begins and ends so, or
    /// both as two words.
    fn starred(&self, words: &Words, typed: bool) -> Option<Part> {
        let (one, other) = words.text.split_once('*')?;
        if words.quoted || one.chars().count() < 2 || other.is_empty() {
            return None;
        }
        let parts = [one, other].map(str::to_owned);
        let forms = self.stems.keys().filter(|word| fits(word, &parts, words.prefix || typed)).cloned().collect();
        let apart = Some(parts.to_vec());
        let (field, also) = (words.field.clone(), BTreeSet::new());
        Some(Part::Words { field, words: vec![forms], prefix: None, plain: None, also, apart })
    }

    /// How many documents have forms of a word, or what begins so; those with several count as often.
    pub(super) fn own(&self, word: &str, typed: bool, forms: &BTreeSet<String>) -> usize {
        let begun = self.stems.keys().filter(|other| typed && *other != word && begins_with(other, word));
        forms.iter().chain(begun).map(|form| self.frequency(form)).sum()
    }

    pub(super) fn is_rare(&self, own: usize) -> bool {
        own == 0 || (own <= 2 && own * 1_000 <= self.documents.len())
    }

    /// The two words as which a rare one may be written: of all there are, but for those of which one outnumbers the other, the ones
    /// of which the rarer is the most frequent.
    fn apart(&self, word: &str, typed: bool) -> Option<[String; 2]> {
        let letters: Vec<char> = word.chars().collect();
        let own = self.own(word, typed, &self.forms(word, typed, false));
        if !(5..=24).contains(&letters.len())
            || !letters.iter().all(|letter| letter.is_alphabetic())
            || !self.is_rare(own)
        {
            return None;
        }
        let mut best = (0, None);
        for at in 2..=letters.len() - 2 {
            let two = [&letters[..at], &letters[at..]].map(|part| part.iter().collect::<String>());
            let [one, other] = [0, 1].map(|part| self.frequency(&two[part]));
            let (rarer, commoner) = (one.min(other), one.max(other));
            let is_outnumbered = commoner > 10.max(self.documents.len() / 20) && commoner / 5 >= rarer;
            if rarer > best.0 && !is_outnumbered {
                best = (rarer, Some(two));
            }
        }
        best.1
    }
}

/// Whether a word begins with the first part, has the others behind it in their order, and ends with the last unless it is `open`.
fn fits(word: &str, parts: &[String], open: bool) -> bool {
    let Some((first, rest)) = parts.split_first() else { return open || word.is_empty() };
    let Some(behind) = word.strip_prefix(first.as_str()) else { return false };
    match rest {
        [] => open || behind.is_empty(),
        rest => behind.char_indices().any(|(at, _)| fits(&behind[at..], rest, open)),
    }
}
