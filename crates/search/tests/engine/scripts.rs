//! Phrases of scripts that are written without spaces, and of others beside them: the same as by brute force over the characters.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Highlighter, Query, SearchOptions};

use crate::archive::Archive;

/// What texts are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A character of a script without spaces, with its marks.
    Character(&'static str),
    Word(&'static str),
    Gap(&'static str),
}

use Unit::{Character, Gap, Word};

const UNITS: [Unit; 16] = [
    Character("日"),
    Character("本"),
    Character("語"),
    Character("서"),
    Character("울"),
    Character("ที่"),
    Character("น"),
    Character("日"),
    Character("本"),
    Word("LG"),
    Word("2020"),
    Word("oil"),
    Gap(" "),
    Gap("、"),
    Gap(". "),
    Gap("/"),
];

/// A character or a word where it stands in a text.
struct Atom {
    unit: Unit,
    /// Whether it is a character, and one stands right before it.
    is_joined: bool,
    /// In characters of the text.
    start: usize,
    end: usize,
}

/// A text of these units, and what stands in it.
fn write(units: &[Unit]) -> (String, Vec<Atom>) {
    let (mut text, mut atoms): (String, Vec<Atom>) = Default::default();
    let mut before = Gap("");
    for unit in units {
        if matches!((before, unit), (Word(_), Word(_))) {
            text.push(' ');
        }
        let (Character(written) | Word(written) | Gap(written)) = unit;
        let start = text.chars().count();
        text.push_str(written);
        if !matches!(unit, Gap(_)) {
            let is_joined = matches!((before, unit), (Character(_), Character(_)));
            atoms.push(Atom { unit: *unit, is_joined, start, end: text.chars().count() });
        }
        before = *unit;
    }
    (text, atoms)
}

/// Whether a phrase stands at the beginning of these atoms: characters follow one another there as they do in the phrase. One that stands
/// alone in the phrase is the beginning of whatever follows.
fn stands(phrase: &[Atom], atoms: &[Atom]) -> bool {
    let is_alone = |at: usize| !phrase[at].is_joined && !phrase.get(at + 1).is_some_and(|next| next.is_joined);
    phrase.len() <= atoms.len()
        && phrase.iter().zip(atoms).enumerate().all(|(at, (wanted, atom))| {
            let are_characters = at > 0 && matches!((phrase[at - 1].unit, wanted.unit), (Character(_), Character(_)));
            wanted.unit == atom.unit && (!are_characters || is_alone(at - 1) || wanted.is_joined == atom.is_joined)
        })
}

/// Where a phrase stands, as it is marked.
fn places(phrase: &[Atom], atoms: &[Atom]) -> Vec<std::ops::Range<usize>> {
    let mut places: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..atoms.len()).filter(|at| stands(phrase, &atoms[*at..])) {
        let (start, end) = (atoms[at].start, atoms[at + phrase.len() - 1].end);
        match places.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => places.push(start..end),
        }
    }
    places
}

fn found(archive: &Archive, text: String) -> Vec<u32> {
    let options = SearchOptions { limit: 100, ..SearchOptions::default() };
    let hits = archive.search(&Query { text, ..Query::default() }, &options).unwrap().hits;
    let mut found: Vec<u32> = hits.iter().map(|hit| hit.number).collect();
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn phrases_are_found_and_marked_as_their_characters_stand(
        texts in vec(vec(select(&UNITS[..]), 0..14), 1..6), others in vec(vec(select(&UNITS[..]), 1..4), 0..4), cuts in vec((0..14_usize, 1..7_usize), 1..8)
    ) {
        let written: Vec<(String, Vec<Atom>)> = texts.iter().map(|units| write(units)).collect();
        let archive = Archive::of_texts("ja", &written.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>());
        let parts = cuts.iter().enumerate().map(|(number, (start, length))| {
            let units = &texts[number % texts.len()];
            let start = *start.min(&units.len());
            units[start..units.len().min(start + length)].to_vec()
        });
        for units in parts.chain(others.iter().cloned()) {
            let (text, phrase) = write(&units);
            if phrase.is_empty() {
                continue;
            }
            let query = format!("\"{text}\"");
            let highlighter = Highlighter::new(&query, false);
            let mut expected = Vec::new();
            for (number, (text, atoms)) in (0..).zip(&written) {
                let places = places(&phrase, atoms);
                prop_assert_eq!(&highlighter.marks(text), &places, "{} in {}", query, text);
                expected.extend(Some(number).filter(|_| !places.is_empty()));
            }
            prop_assert_eq!(&found(&archive, query), &expected, "{} in {:?}", text, written.iter().map(|(text, _)| text).collect::<Vec<_>>());
            // One run of characters need not stand in quotes.
            if units.iter().all(|unit| matches!(unit, Character(_))) {
                prop_assert_eq!(found(&archive, text), expected);
            }
        }
    }
}

/// Which texts a query finds.
#[track_caller]
fn check(language: &str, texts: &[&str], query: &str, expected: &[u32]) {
    assert_eq!(found(&Archive::of_texts(language, texts), query.to_owned()), expected, "{query}");
}

// A phrase in which anything stands behind a word of such a script found nothing, be it the next word of Korean.
#[test]
fn phrases_go_on_behind_a_script_without_spaces() {
    check("ko", &["서울 시장 선거", "서울 시 시장", "서울시장"], "\"서울 시장\"", &[0]);
    check("ja", &["東京2020大会", "東京 2020", "東京都 2020", "2020 東京"], "\"東京2020\"", &[0, 1]);
    check("ja", &["東京2020大会", "東京大会 2020"], "\"東京 2020 大会\"", &[0]);
    check("th", &["นายก รัฐมนตรี", "นายกรัฐมนตรี"], "\"นายก รัฐมนตรี\"", &[0]);
    check("zh", &["华为 Mate 手机", "华为手机 Mate"], "\"华为 Mate 手*\"", &[0]);
}
