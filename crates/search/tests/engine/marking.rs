//! What is found is marked, and what is marked is found.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Document, ParsedText, Query, SearchOptions, Term, ranking};

use crate::archive::Archive;
use crate::properties::{SYNONYMS, TYPED, documents};

/// Whether a term finds documents by words, and leaves none out.
fn only_finds(term: &Term) -> bool {
    match term {
        Term::Words(words) => !words.exclude,
        Term::Either { alternatives, exclude } => !exclude && alternatives.iter().flatten().all(only_finds),
        Term::Nothing(_) => true,
        _ => false,
    }
}

fn is_marked(document: &Document, highlighter: &search::Highlighter) -> bool {
    let mut fields = ranking::FIELDS.iter().zip(&document.fields);
    fields.any(|((name, _), text)| !highlighter.marks_in(name, text).is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_marked(
        documents in documents(), asked in vec((vec(select(&TYPED[..]), 1..4), any::<bool>()), 1..12), has_synonyms in any::<bool>()
    ) {
        let archive = match has_synonyms {
            true => Archive::with_synonyms(&documents, 512, &SYNONYMS),
            false => Archive::new(&documents, 512),
        };
        for (typed, as_typed) in asked {
            let text = typed.join(" ");
            let terms = ParsedText::parse(&text).terms;
            if !terms.iter().all(only_finds) {
                continue;
            }
            let query = Query { text: text.clone(), ..Query::default() };
            let options = SearchOptions { as_typed, limit: 1_000, facet_limit: 0, ..SearchOptions::default() };
            let answer = archive.search(&query, &options).unwrap();
            if answer.clauses == 0 {
                continue;
            }
            let highlighter = archive.ask(|index, pieces| index.highlighter(&text, as_typed, pieces)).unwrap();
            let mut found: Vec<u32> = answer.hits.iter().map(|hit| hit.number).collect();
            found.sort_unstable();
            let marked: Vec<u32> = (0..).zip(&documents).filter(|(_, document)| is_marked(document, &highlighter)).map(|(number, _)| number).collect();
            prop_assert!(found.iter().all(|number| marked.contains(number)), "{}: {:?} and {:?}", text, found, marked);
            // Alternatives are marked word by word.
            let is_one = answer.clauses == 1 && !has_synonyms && !terms.iter().any(|term| matches!(term, Term::Either { .. }));
            prop_assert!(!is_one || found == marked, "{}: {:?} and {:?}", text, found, marked);
        }
    }
}
