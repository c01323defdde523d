//! Stems in the index: what is done to a term to get its stem, and which terms have a stem.
//!
//! A term keeps its written form, and its list is its own. What shares its stem lies near it in the dictionary: stemming
//! changes endings, so the terms of a stem are found by looking through those that begin like it. In a few languages it
//! takes away a beginning too (Arabic's article: `الحكومة` has the stem of `حكومة`). Which beginnings these are stands in the
//! index, and terms are looked through behind each of them likewise: in other languages there are none.

#[cfg(feature = "build")]
use std::collections::BTreeMap;

use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::bytes::{put_number, put_text};
use crate::part::part;

/// The most letters that a term loses at its beginning: the longest are Indonesian's (`meng`) and Arabic's (`وال`). Each that
/// occurs is one more place of the dictionary to look at.
#[cfg(feature = "build")]
const LONGEST_PREFIX: usize = 4;

/// What is done to a term to get a stem of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change {
    /// What goes at its beginning.
    pub prefix: Box<str>,
    /// How many bytes go at its end.
    removed: usize,
    /// What comes in their place.
    added: Box<[u8]>,
    /// The language in which that is so, by its number in the index.
    pub language: u32,
}

impl Change {
    /// The stem of a term; `None` where the term is too short for it.
    pub fn stem(&self, term: &[u8]) -> Option<Vec<u8>> {
        Some([self.kept(term)?, &self.added].concat())
    }

    /// Whether a term comes to this stem.
    fn leads(&self, term: &[u8], stem: &[u8]) -> bool {
        self.kept(term).is_some_and(|kept| stem.strip_prefix(kept) == Some(&*self.added))
    }

    /// What of a term stays; `None` where it is too short, or begins otherwise.
    fn kept<'t>(&self, term: &'t [u8]) -> Option<&'t [u8]> {
        let rest = term.strip_prefix(self.prefix.as_bytes())?;
        rest.get(..rest.len().checked_sub(self.removed)?)
    }

    /// Whether it is the same but for the language.
    fn does_as(&self, other: &Self) -> bool {
        self.removed == other.removed && self.added == other.added && self.prefix == other.prefix
    }
}

/// The ways in which terms become their stems, by number. That of number 0 leaves the term as it is.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// A term may have several stems, in several languages.
    ways: Vec<Vec<Change>>,
    /// What terms lose at their beginning, in order.
    pub prefixes: Vec<Box<str>>,
}

/// One more than the most bytes of a term.
const MOST_BYTES: u32 = 256;

impl Changes {
    /// Reads what the root says.
    pub fn read(root: &mut Cursor) -> Result<Self, Damage> {
        let languages = root.number()?.max(1);
        let (mut ways, mut prefixes) = (Vec::new(), Vec::new());
        for _ in 0..root.count()? {
            let mut way = Vec::new();
            for _ in 0..root.count()? {
                let code = root.number()?;
                let (bytes, language) = (code / languages, code % languages);
                let (before, removed) = ((bytes / MOST_BYTES) as usize, (bytes % MOST_BYTES) as usize);
                let text = root.text()?;
                let prefix: Box<str> = part(text, 0..before).into();
                if let Err(place) = prefixes.binary_search(&prefix)
                    && before > 0
                {
                    prefixes.insert(place, prefix.clone());
                }
                way.push(Change { prefix, removed, added: part(text, before..text.len()).as_bytes().into(), language });
            }
            ways.push(way);
        }
        Ok(Self { ways, prefixes })
    }

    /// What is done to a term of this way, in the order of what it does.
    pub fn of(&self, way: u32) -> &[Change] {
        self.ways.get(way as usize).map_or(&[], Vec::as_slice)
    }
}

/// The stems of a term of which all this is done, each once; the term itself where nothing is.
pub(crate) fn stems<'a>(term: &[u8], changes: impl Iterator<Item = &'a Change>) -> Vec<Vec<u8>> {
    // In order, so that it plays no part which segment says what.
    let mut distinct: Vec<&Change> = Vec::new();
    for change in changes {
        if !distinct.iter().any(|known| known.does_as(change)) {
            let place = distinct.iter().take_while(|known| **known < change).count();
            distinct.insert(place, change);
        }
    }
    if distinct.is_empty() {
        return vec![term.to_vec()];
    }
    distinct.into_iter().filter_map(|change| change.stem(term)).collect()
}

/// Whether a term of which all this is done has a stem.
pub(crate) fn has_stem<'a>(term: &[u8], changes: impl Iterator<Item = &'a Change>, stem: &[u8]) -> bool {
    let mut is_itself = true;
    for change in changes {
        if change.leads(term, stem) {
            return true;
        }
        is_itself = false;
    }
    is_itself && term == stem
}

/// What every term that has this stem begins with behind its prefix: all of it but its last letter, which stemming may have changed (`ponies`
/// and `pony` have the stem `poni`), but not less than three letters. `None` where the stem is shorter: it would have a
/// whole letter of the dictionary looked through, and such words have no other forms worth it.
pub(crate) fn beginning(stem: &str) -> Option<&str> {
    let last = stem.char_indices().next_back()?.0;
    stem.chars().nth(2)?;
    let shorter = part(stem, 0..last);
    Some(if shorter.chars().nth(2).is_some() { shorter } else { stem })
}

/// What stands in a term before the beginning of its stem; `None` where the index cannot lead from one to the other.
#[cfg(feature = "build")]
pub(crate) fn prefix<'t>(term: &'t str, stem: &str) -> Option<&'t str> {
    let beginning = beginning(stem)?;
    let places = term.char_indices().map(|(at, _)| at).take(LONGEST_PREFIX + 1);
    let mut prefixes = places.filter_map(|at| term.split_at_checked(at));
    prefixes.find(|(_, rest)| rest.starts_with(beginning)).map(|(prefix, _)| prefix)
}

/// Collects the ways in which terms become their stems.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct ChangesWriter {
    frequency: BTreeMap<Vec<Change>, u32>,
}

#[cfg(feature = "build")]
impl ChangesWriter {
    /// The way from a term to its stems, each in a language.
    fn way(term: &str, stems: &[(u32, String)]) -> Vec<Change> {
        let mut way: Vec<Change> = Vec::new();
        for (language, stem) in stems {
            let Some(prefix) = prefix(term, stem) else { continue };
            let term = &term[prefix.len()..];
            let shared = term.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
            let shared = (0..=shared).rev().find(|at| term.is_char_boundary(*at)).unwrap_or(0);
            let (removed, added) = (term.len() - shared, stem.as_bytes()[shared..].into());
            way.push(Change { prefix: prefix.into(), removed, added, language: *language });
        }
        way.sort();
        way.dedup();
        way
    }

    /// Notes a term with its stems, each with the number of its language.
    pub fn add(&mut self, term: &str, stems: &[(u32, String)]) {
        *self.frequency.entry(Self::way(term, stems)).or_default() += 1;
    }

    /// Writes the ways, the most frequent first but for the one that leaves terms as they are, and returns how to number
    /// them. There are so many languages.
    pub fn finish(self, languages: u32, root: &mut Vec<u8>) -> impl Fn(&str, &[(u32, String)]) -> u32 + use<> {
        let mut ways: Vec<(Vec<Change>, u32)> = self.frequency.into_iter().collect();
        // Stable: equally frequent ones stay in order.
        ways.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let is_itself = |way: &[Change]| {
            way.iter().all(|change| change.removed == 0 && change.added.is_empty() && change.prefix.is_empty())
        };
        let first = ways.iter().position(|(way, _)| is_itself(way));
        let first = first.map_or_else(|| (Vec::new(), 0), |first| ways.remove(first));
        ways.insert(0, first);
        put_number(root, u64::from(languages));
        put_number(root, ways.len() as u64);
        for (way, _) in &ways {
            put_number(root, way.len() as u64);
            for change in way {
                let bytes = change.prefix.len() as u64 * u64::from(MOST_BYTES) + change.removed as u64;
                put_number(root, bytes * u64::from(languages.max(1)) + u64::from(change.language));
                put_text(root, &(change.prefix.to_string() + &String::from_utf8_lossy(&change.added)));
            }
        }
        let numbers: BTreeMap<Vec<Change>, u32> = ways.into_iter().map(|(way, _)| way).zip(0..).collect();
        move |term, stems| numbers.get(&Self::way(term, stems)).copied().unwrap_or(0)
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_to_their_stems() {
        let terms = [
            ("ponies", "poni"),
            ("pony", "poni"),
            ("prices", "price"),
            ("élevés", "élev"),
            ("us", "us"),
            ("dying", "die"),
            ("الحكومة", "حكوم"),
        ];
        let mut writer = ChangesWriter::default();
        let stems_of = |stem: &str| vec![(1, stem.to_owned())];
        terms.iter().for_each(|(term, stem)| writer.add(term, &stems_of(stem)));
        let mut root = Vec::new();
        let number = writer.finish(2, &mut root);
        let changes = Changes::read(&mut Cursor::new(&root)).expect("its own");
        assert_eq!(changes.prefixes, [Box::from("ال")]);
        for (term, stem) in terms.iter().filter(|(term, _)| *term != "dying") {
            let of_term = changes.of(number(term, &stems_of(stem)));
            assert_eq!(stems(term.as_bytes(), of_term.iter()), [stem.as_bytes()]);
            assert!(has_stem(term.as_bytes(), of_term.iter(), stem.as_bytes()));
            assert!(of_term.iter().all(|change| change.language == 1));
            let rest = term.trim_start_matches("ال");
            assert!(beginning(stem).is_none_or(|beginning| rest.starts_with(beginning)));
        }
        assert_eq!(number("us", &stems_of("us")), 0);
        // What does not begin like its stem is a stem of its own.
        assert_eq!(number("dying", &stems_of("die")), 0);
    }

    #[test]
    fn a_stem_of_two_languages_is_one_stem() {
        let mut writer = ChangesWriter::default();
        let of_both = [(0, "bank".to_owned()), (1, "bank".to_owned()), (1, "banks".to_owned())];
        writer.add("banks", &of_both);
        let mut root = Vec::new();
        let number = writer.finish(2, &mut root);
        let changes = Changes::read(&mut Cursor::new(&root)).expect("its own");
        let of_term = changes.of(number("banks", &of_both));
        assert_eq!(stems(b"banks", of_term.iter()), [&b"banks"[..], b"bank"]);
    }
}
