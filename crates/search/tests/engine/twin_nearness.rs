//! The twin's words near one another.

use search::Query;

use crate::twin::{Part, Twin};
use crate::word_twin::begins_with;

/// Where something stands: the field, the place in it, which clause of a query it is, and how many words follow.
type Occurrence = (usize, usize, usize, usize);

impl Twin<'_> {
    /// By how much better documents match clauses than each for itself, each clause given as the text of a query that is it
    /// alone, with the number of documents that match it. The last is as it is typed.
    pub fn nearness(&self, clauses: &[(&str, u32)], as_typed: bool, document: usize) -> f32 {
        let all = self.documents.len() as u32;
        let mut found: Vec<Occurrence> = Vec::new();
        for (clause, (text, count)) in clauses.iter().enumerate() {
            let as_typed = as_typed && clause + 1 == clauses.len();
            if *count <= all / 5 {
                let query = Query { text: (*text).to_owned(), ..Query::default() };
                let parts = self.parts(&query, as_typed);
                parts.clauses.iter().for_each(|part| self.note(document, part, clause, &mut found));
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|(field, place, ..)| (*field, *place));
        let rarity = |count: u32| (1.0 + (f64::from(all - count) + 0.5) / (f64::from(count) + 0.5)).ln() as f32;
        let mut best = vec![0.0_f32; clauses.len()];
        for pair in found.windows(2) {
            let ((field, place, one, further), (of_next, next, other, _)) = (pair[0], pair[1]);
            let distance = next as i64 - (place + further) as i64;
            if field != of_next || one == other || !(1..=8).contains(&distance) {
                continue;
            }
            let near = f32::min(rarity(clauses[one].1), rarity(clauses[other].1)) / distance as f32;
            let near = if one < other { near } else { near * 0.5 };
            for clause in [one, other] {
                best[clause] = best[clause].max(near);
            }
        }
        best.iter().sum::<f32>() / 2.0 * 0.4
    }

    fn note(&self, document: usize, part: &Part, clause: usize, found: &mut Vec<Occurrence>) {
        let (wanted, words, prefix, also, apart) = match part {
            Part::Words { field, words, prefix, also, apart, .. } => (field, words, prefix, also, apart),
            Part::Either(groups) => {
                return groups
                    .iter()
                    .flat_map(|(all, _)| all)
                    .for_each(|part| self.note(document, part, clause, found));
            }
        };
        // What only begins as a word does is none; a letter that is being typed is but a beginning.
        if words.len() == 1 && prefix.as_ref().is_some_and(|prefix| prefix.chars().count() == 1) {
            return;
        }
        for (field, (name, have)) in self.schema.fields.iter().zip(&self.tokens[document]).enumerate() {
            if wanted.as_ref().is_some_and(|wanted| *wanted != name.name) {
                continue;
            }
            let stands = |start: usize| {
                words.iter().enumerate().all(|(at, forms)| {
                    let begins = |other: &String| {
                        at > 0
                            && at + 1 == words.len()
                            && prefix.as_ref().is_some_and(|prefix| begins_with(other, prefix))
                    };
                    let is = |other: &String| forms.contains(other) || also.contains(other) || begins(other);
                    have.get(start + at).is_some_and(is)
                })
            };
            let starts = (0..have.len()).filter(|start| stands(*start));
            found.extend(starts.map(|start| (field, start, clause, words.len() - 1)));
            if let Some(apart) = apart {
                let starts = (0..have.len()).filter(|start| have[*start..].starts_with(apart));
                found.extend(starts.map(|start| (field, start, clause, 1)));
            }
        }
    }
}
