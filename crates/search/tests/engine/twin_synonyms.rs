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

    /// Words of one meaning beside one another: from left to right the longest that is in a list.
    pub(super) fn widened(&self, parts: Vec<Part>) -> Vec<Part> {
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
                if let Part::Words { words, prefix, plain: Some(word), .. } = part {
                    *words = vec![self.forms(word, prefix.is_some(), false)];
                }
            }
            let others = list.iter().filter(|other| *other != found).map(|other| {
                let words = match other.as_slice() {
                    [word] => vec![self.forms(word, false, false)],
                    words => words.iter().map(|word| BTreeSet::from([word.clone()])).collect(),
                };
                (vec![Part::Words { field: field.clone(), words, prefix: None, plain: None }], vec![])
            });
            widened.push(Part::Either([(own, vec![])].into_iter().chain(others).collect()));
        }
        widened
    }
}
