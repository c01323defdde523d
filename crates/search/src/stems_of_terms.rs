//! The stems of terms while an index is built: in each language in which a term is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::analysis::Stemmer;
use crate::analysis::analogy::Analogies;

/// Languages that are told apart, by a bit each; all further ones share the last.
const MOST_LANGUAGES: usize = 64;

/// Collects the stems of terms.
#[derive(Default)]
pub(crate) struct StemsOfTerms {
    /// The languages that occur, each with its stemmer.
    languages: Vec<(String, Option<Stemmer>)>,
    /// For each term a bit for each language in which it was stemmed as it is.
    seen: Vec<u64>,
    /// Forms with diacritics that were stemmed, and their language: folded they are one term, but their stems may differ.
    accented: HashSet<(u32, String)>,
    /// The stems of those terms that are not, or not only, their own, with their language.
    stems: BTreeMap<u32, BTreeSet<(u32, String)>>,
}

impl StemsOfTerms {
    /// The number of a language.
    pub fn language(&mut self, tag: &str) -> u32 {
        let language = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let known = self.languages.iter().position(|(name, _)| *name == language);
        let number = known.unwrap_or_else(|| {
            let stemmer = Stemmer::for_language(&language);
            self.languages.push((language, stemmer));
            self.languages.len() - 1
        });
        number.min(MOST_LANGUAGES - 1) as u32
    }

    /// Notes that a term occurs in a language, so written.
    #[inline]
    pub fn note(&mut self, term: u32, written: &str, language: u32) {
        if self.seen.len() <= term as usize {
            self.seen.resize(term as usize + 1, 0);
        }
        let bit = 1_u64 << language;
        let seen = &mut self.seen[term as usize];
        let is_new = if written.is_ascii() {
            *seen & bit == 0
        } else {
            !self.accented.contains(&(language, written.to_owned()))
        };
        if is_new {
            *seen |= bit;
            self.stem(term, written, language);
        }
    }

    fn stem(&mut self, term: u32, written: &str, language: u32) {
        if !written.is_ascii() {
            self.accented.insert((language, written.to_owned()));
        }
        let stemmer = self.languages.get(language as usize).and_then(|(_, stemmer)| stemmer.as_ref());
        if let Some(stemmer) = stemmer {
            self.stems.entry(term).or_default().insert((language, stemmer.stem(written).into_owned()));
        }
    }

    /// The stems of each term, by its number, and what was learnt from them for each language. A term without stems
    /// is its own.
    pub fn finish(mut self, texts: &[(String, u32)]) -> (Vec<Vec<String>>, Vec<Analogies>) {
        let mut examples: Vec<Vec<(&str, String)>> = vec![Vec::new(); self.languages.len()];
        let mut stems = Vec::with_capacity(texts.len());
        for (text, term) in texts {
            let found = self.stems.remove(term).unwrap_or_default();
            for (language, stem) in &found {
                if let Some(examples) = examples.get_mut(*language as usize) {
                    examples.push((text, stem.clone()));
                }
            }
            let mut distinct: Vec<String> = found.into_iter().map(|(_, stem)| stem).collect();
            distinct.sort_unstable();
            distinct.dedup();
            stems.push(if distinct.is_empty() { vec![text.clone()] } else { distinct });
        }
        // In the order of their names, so that the order of the documents plays no part.
        let mut languages: Vec<(&String, &Vec<(&str, String)>)> = self
            .languages
            .iter()
            .map(|(name, _)| name)
            .zip(&examples)
            .filter(|(_, examples)| !examples.is_empty())
            .collect();
        languages.sort_unstable();
        let learn = |examples: &Vec<(&str, String)>| {
            Analogies::learn(examples.iter().map(|(word, stem)| (*word, stem.as_str())), Analogies::ANSWERS)
        };
        let analogies = languages.into_iter().map(|(_, examples)| learn(examples)).collect();
        (stems, analogies)
    }
}
