//! The stems of terms while an index is built: in each language in which a term is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::analysis::Stemmer;
use crate::analysis::analogy::Analogies;
use crate::stems::prefix;

/// Languages are told apart by a bit each; there are fewer stemmers than that.
const MOST_LANGUAGES: usize = 64;

/// The stems of a term, each with the number of its language.
pub(crate) type Stems = Vec<(u32, String)>;

/// Collects the stems of terms. What it collects does not depend on the order of the documents.
#[derive(Default)]
pub(crate) struct StemsOfTerms {
    /// The languages that occur and have a stemmer.
    languages: Vec<(String, Stemmer)>,
    /// Tags that occurred, and the numbers of their languages.
    tags: BTreeMap<String, Option<u32>>,
    /// For each term a bit for each language in which it was stemmed as it is.
    seen: Vec<u64>,
    /// Forms with diacritics that were stemmed, and their language: folded they are one term, but their stems may differ.
    accented: HashSet<(u32, String)>,
    /// The stems of each term, by its number, in order and each once.
    stems: Vec<Stems>,
}

impl StemsOfTerms {
    /// The number of a language; `None` where it has no stemmer.
    pub fn language(&mut self, tag: &str) -> Option<u32> {
        if let Some(known) = self.tags.get(tag) {
            return *known;
        }
        let language = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let known = self.languages.iter().position(|(name, _)| *name == language);
        let number = known.or_else(|| {
            self.languages.push((language.clone(), Stemmer::for_language(&language)?));
            Some(self.languages.len() - 1)
        });
        let number = number.filter(|number| *number < MOST_LANGUAGES).map(|number| number as u32);
        self.tags.insert(tag.to_owned(), number);
        number
    }

    /// Notes that a term occurs in a language, so written.
    #[inline]
    pub fn note(&mut self, term: u32, written: &str, language: u32) {
        if self.seen.len() <= term as usize {
            self.seen.resize(term as usize + 1, 0);
        }
        let is_new = if written.is_ascii() {
            let bit = 1_u64 << language;
            let seen = &mut self.seen[term as usize];
            let is_new = *seen & bit == 0;
            *seen |= bit;
            is_new
        } else {
            !self.accented.contains(&(language, written.to_owned()))
        };
        if is_new {
            self.stem(term, written, language);
        }
    }

    fn stem(&mut self, term: u32, written: &str, language: u32) {
        if !written.is_ascii() {
            self.accented.insert((language, written.to_owned()));
        }
        if let Some((_, stemmer)) = self.languages.get(language as usize) {
            if self.stems.len() <= term as usize {
                self.stems.resize_with(term as usize + 1, Stems::new);
            }
            let (stems, stem) = (&mut self.stems[term as usize], (language, stemmer.stem(written).into_owned()));
            if let Err(place) = stems.binary_search(&stem) {
                // Hardly any term has two: room for more was a third of what indexing a large archive took.
                stems.reserve_exact(1);
                stems.insert(place, stem);
            }
        }
    }

    /// The stems of each term, by its number, that the index can lead to, and the names of the languages that have any, by
    /// which stems are numbered. They are in the order of their names, so that the order of the documents plays no part.
    /// `texts` are those of all terms, in the order of their numbers.
    pub fn finish(self, texts: &[(String, u32)]) -> (Vec<Stems>, Vec<String>) {
        let mut stems = self.stems;
        stems.resize_with(texts.len(), Stems::new);
        for ((text, _), of_term) in texts.iter().zip(&mut stems) {
            of_term.retain(|(_, stem)| prefix(text, stem).is_some());
        }
        let used: BTreeSet<u32> = stems.iter().flatten().map(|(language, _)| *language).collect();
        let mut names: Vec<(String, u32)> = Vec::new();
        for (number, (name, _)) in (0..).zip(self.languages) {
            if used.contains(&number) {
                names.push((name, number));
            }
        }
        names.sort_unstable();
        let place = |number: u32| names.iter().position(|(_, known)| *known == number).unwrap_or_default() as u32;
        for of_term in &mut stems {
            of_term.iter_mut().for_each(|(language, _)| *language = place(*language));
            of_term.sort_unstable();
        }
        (stems, names.into_iter().map(|(name, _)| name).collect())
    }
}

/// What is learnt for each of these languages from terms and their stems.
pub(crate) fn learn<'a>(terms: impl Iterator<Item = (&'a str, &'a Stems)>, languages: &[String]) -> Vec<Analogies> {
    let mut examples: Vec<Vec<(&str, &str)>> = vec![Vec::new(); languages.len()];
    for (text, stems) in terms {
        for (language, stem) in stems {
            // Prefixes are known by themselves, endings are learnt.
            let ending = prefix(text, stem).and_then(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
            if let Some(examples) = examples.get_mut(*language as usize) {
                examples.push((ending, stem));
            }
        }
    }
    languages.iter().zip(&examples).map(|(language, examples)| Analogies::of_language(language, examples)).collect()
}
