//! What a term of a query asks of the twin.

use std::collections::BTreeSet;

use search::Words;
use search::analysis::{for_each_written, tokenize};

use crate::twin::{Part, Twin};
use crate::word_twin::{begins_with, spelt_out};

impl Twin<'_> {
    /// In quotes one part, else one for each word: these tests have no scripts without spaces.
    pub(super) fn words(&self, words: &Words, typed: bool, forgiving: bool) -> Vec<Part> {
        let (mut wanted, mut spelt) = (Vec::new(), Vec::new());
        for_each_written(&words.text, |word, written, _, _| {
            wanted.push(word.to_owned());
            spelt.push(spelt_out(written));
        });
        let prefix = (words.prefix || typed) && words.text.ends_with(char::is_alphanumeric);
        let begun = prefix.then(|| wanted.last().cloned()).flatten();
        let (field, wanted_prefix) = (words.field.clone(), words.prefix);
        if words.quoted {
            let characters: Vec<char> = words.text.chars().collect();
            let begun_by = |word: &str| self.stems.keys().filter(|other| begins_with(other, word)).cloned().collect();
            let meant = tokenize(&words.text).into_iter().map(|token| match characters.get(token.range.end) {
                Some('*') => begun_by(&token.text),
                _ => BTreeSet::from([token.text]),
            });
            return vec![Part::Words {
                field,
                words: meant.collect(),
                prefix: begun,
                plain: None,
                also: BTreeSet::new(),
                apart: None,
            }];
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
            for spelt in spelt[place].iter() {
                also.extend(self.forms(spelt, is_begun, false));
                also.extend(self.stems.keys().filter(|other| is_begun && begins_with(other, spelt)).cloned());
            }
            *apart = self.apart(word, is_begun).filter(|_| forgiving);
        }
        parts
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
