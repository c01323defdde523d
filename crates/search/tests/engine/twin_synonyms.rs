//! The twin's words of one meaning.

use std::collections::BTreeSet;

use search::analysis::tokenize;

use crate::twin::{Part, Twin};

impl Twin<'_> {
    pub fn with_synonyms(mut self, lists: &[(&[&str], usize)]) -> Self {
        let words = |text: &&str| tokenize(text).into_iter().map(|token| token.text).collect();
        let lists = lists.iter().map(|(members, sought)| (members.iter().map(words).collect(), *sought));
        self.synonyms = lists.collect();
        self
    }

    /// Adds to thousands and to neighbours in Arabic letters what they are as one word.
    fn join_neighbours(&self, parts: &mut [Part]) {
        let plain = |part: &Part| match part {
            Part::Words { field, plain: Some(word), .. } => Some((field.clone(), word.clone())),
            _ => None,
        };
        let plain: Vec<Option<(Option<String>, String)>> = parts.iter().map(plain).collect();
        for (start, first) in plain.iter().enumerate() {
            let Some((field, word)) = first else { continue };
            let run: Vec<&String> = plain[start..]
                .iter()
                .map_while(|other| other.as_ref().filter(|(of_other, _)| of_other == field).map(|(_, word)| word))
                .collect();
            let is_number = |word: &str| word.chars().all(|digit| digit.is_ascii_digit());
            let is_arabic = |word: &&String| word.starts_with(|letter| ('\u{600}'..'\u{700}').contains(&letter));
            let count = if is_number(word) && word.len() <= 3 && !word.starts_with('0') {
                1 + run[1..].iter().take(3).take_while(|word| word.len() == 3 && is_number(word)).count()
            } else if run.iter().take(2).filter(|word| is_arabic(word)).count() == 2 {
                2
            } else {
                1
            };
            if count > 1 {
                let one: String = run[..count].iter().map(|word| word.as_str()).collect();
                for part in &mut parts[start..start + count] {
                    if let Part::Words { also, .. } = part {
                        also.extend(self.forms(&one, false, false));
                    }
                }
            }
        }
    }

    /// Words of one meaning beside one another: from left to right the longest that is in a list.
    pub(super) fn widened(&self, mut parts: Vec<Part>) -> Vec<Part> {
        self.join_neighbours(&mut parts);
        let mut widened = Vec::new();
        let mut rest = parts;
        while !rest.is_empty() {
            let mut run: Vec<String> = Vec::new();
            let mut of_run = None;
            for part in &rest {
                match part {
                    Part::Words { field, plain: Some(word), .. }
                        if of_run.as_ref().is_none_or(|known| known == field) =>
                    {
                        of_run = Some(field.clone());
                        run.push(word.clone());
                    }
                    _ => break,
                }
            }
            let members = self
                .synonyms
                .iter()
                .flat_map(|(members, sought)| members.iter().take(*sought).map(move |member| (member, members)));
            let Some((found, list)) =
                members.filter(|(member, _)| run.starts_with(member)).max_by_key(|(member, _)| member.len())
            else {
                widened.push(rest.remove(0));
                continue;
            };
            let field = of_run.flatten();
            let mut own: Vec<Part> = rest.drain(..found.len()).collect();
            for part in &mut own {
                if let Part::Words { words, prefix, plain: Some(word), apart, .. } = part {
                    *apart = None;
                    *words = vec![self.forms(word, prefix.is_some(), false)];
                }
            }
            let others = list.iter().filter(|other| *other != found).map(|other| {
                let words = match other.as_slice() {
                    [word] => vec![self.forms(word, false, false)],
                    words => words.iter().map(|word| BTreeSet::from([word.clone()])).collect(),
                };
                let also = BTreeSet::new();
                (
                    vec![Part::Words { field: field.clone(), words, prefix: None, plain: None, also, apart: None }],
                    vec![],
                )
            });
            widened.push(Part::Either([(own, vec![])].into_iter().chain(others).collect()));
        }
        widened
    }
}
