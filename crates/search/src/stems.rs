//! Stems in the index: what is done to a term to get its stem, and which terms have a stem.
//!
//! A term keeps its written form, and its list is its own. What shares its stem lies near it in the dictionary, since
//! stemming changes endings alone, so the terms of a stem are found by looking through those that begin like it.

#[cfg(feature = "build")]
use std::collections::BTreeMap;

use crate::bytes::{Cursor, Damage};
#[cfg(feature = "build")]
use crate::bytes::{put_number, put_text};
use crate::part::part;

/// What is done to a term's ending to get a stem of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    /// How many bytes go.
    removed: usize,
    /// What comes in their place.
    added: Box<[u8]>,
}

/// The ways in which terms become their stems, by number. Number 0: the term is its own stem.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// A term may have several stems, in several languages.
    ways: Vec<Vec<Change>>,
}

impl Changes {
    /// Reads what the root says.
    pub fn read(root: &mut Cursor) -> Result<Self, Damage> {
        let mut ways = Vec::new();
        for _ in 0..root.count()? {
            let mut way = Vec::new();
            for _ in 0..root.count()? {
                way.push(Change { removed: root.number()? as usize, added: root.text()?.as_bytes().into() });
            }
            ways.push(way);
        }
        Ok(Self { ways })
    }

    /// The stems of a term.
    pub fn stems(&self, term: &[u8], way: u32) -> Vec<Vec<u8>> {
        match self.ways.get((way as usize).wrapping_sub(1)) {
            None => vec![term.to_vec()],
            Some(changes) => changes
                .iter()
                .filter_map(|change| {
                    Some([term.get(..term.len().checked_sub(change.removed)?)?, &change.added].concat())
                })
                .collect(),
        }
    }

    /// Whether a term has a stem.
    pub fn has_stem(&self, term: &[u8], way: u32, stem: &[u8]) -> bool {
        let Some(changes) = self.ways.get((way as usize).wrapping_sub(1)) else { return term == stem };
        changes.iter().any(|change| {
            let kept = term.len().checked_sub(change.removed).and_then(|kept| term.get(..kept));
            kept.is_some_and(|kept| stem.strip_prefix(kept) == Some(&*change.added))
        })
    }
}

/// What every term that has this stem begins with: all of it but its last letter, which stemming may have changed (`ponies`
/// and `pony` have the stem `poni`), but not less than three letters. `None` where the stem is shorter: it would have a
/// whole letter of the dictionary looked through, and such words have no other forms worth it.
pub(crate) fn beginning(stem: &str) -> Option<&str> {
    let last = stem.char_indices().next_back()?.0;
    stem.chars().nth(2)?;
    let shorter = part(stem, 0..last);
    Some(if shorter.chars().nth(2).is_some() { shorter } else { stem })
}

/// Collects the ways in which terms become their stems.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct ChangesWriter {
    frequency: BTreeMap<Vec<Change>, u32>,
}

#[cfg(feature = "build")]
impl ChangesWriter {
    /// The way from a term to its stems. A stem that does not begin as the term does is none.
    fn way(term: &str, stems: &[String]) -> Vec<Change> {
        let mut way: Vec<Change> = Vec::new();
        for stem in stems.iter().filter(|stem| beginning(stem).is_some_and(|beginning| term.starts_with(beginning))) {
            let shared = term.bytes().zip(stem.bytes()).take_while(|(one, other)| one == other).count();
            let shared = (0..=shared).rev().find(|at| term.is_char_boundary(*at)).unwrap_or(0);
            way.push(Change { removed: term.len() - shared, added: stem.as_bytes()[shared..].into() });
        }
        way.sort();
        way.dedup();
        let is_itself = |way: &[Change]| matches!(way, [only] if only.removed == 0 && only.added.is_empty());
        if is_itself(&way) { Vec::new() } else { way }
    }

    /// Notes a term with its stems.
    pub fn add(&mut self, term: &str, stems: &[String]) {
        *self.frequency.entry(Self::way(term, stems)).or_default() += 1;
    }

    /// Writes the ways, the most frequent first, and returns how to number them.
    pub fn finish(mut self, root: &mut Vec<u8>) -> impl Fn(&str, &[String]) -> u32 + use<> {
        self.frequency.remove(&Vec::new());
        let mut ways: Vec<(Vec<Change>, u32)> = self.frequency.into_iter().collect();
        // Stable: equally frequent ones stay in order.
        ways.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        put_number(root, ways.len() as u64);
        for (way, _) in &ways {
            put_number(root, way.len() as u64);
            for change in way {
                put_number(root, change.removed as u64);
                put_text(root, &String::from_utf8_lossy(&change.added));
            }
        }
        let numbers: BTreeMap<Vec<Change>, u32> = ways.into_iter().map(|(way, _)| way).zip(1..).collect();
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
        ];
        let mut writer = ChangesWriter::default();
        let stems = |stem: &str| vec![stem.to_owned()];
        terms.iter().for_each(|(term, stem)| writer.add(term, &stems(stem)));
        let mut root = Vec::new();
        let number = writer.finish(&mut root);
        let changes = Changes::read(&mut Cursor::new(&root)).expect("its own");
        for (term, stem) in &terms[..5] {
            let way = number(term, &stems(stem));
            assert_eq!(changes.stems(term.as_bytes(), way), [stem.as_bytes()]);
            assert!(changes.has_stem(term.as_bytes(), way, stem.as_bytes()));
            assert!(beginning(stem).is_none_or(|beginning| term.starts_with(beginning)));
        }
        assert_eq!(number("us", &stems("us")), 0);
        // What does not begin like its stem is a stem of its own.
        assert_eq!(number("dying", &stems("die")), 0);
    }
}
