//! Where marks come to stand, case by case; tests/anchoring.rs has how many of real articles.

use super::*;
use crate::marks::Quote;
use crate::marks::passage::find;
use crate::route::Passage;
use proptest::prelude::*;

fn parts(text: &[&str]) -> MarkedText {
    let parts = text.iter().enumerate().map(|(at, part)| (at.to_string(), (*part).to_owned()));
    MarkedText::new(&parts.collect::<Vec<_>>())
}

/// A mark of another program.
fn of_another(prefix: &str, exact: &str, suffix: &str) -> Selectors {
    let [prefix, exact, suffix] = [prefix, exact, suffix].map(str::to_owned);
    Selectors { quote: Quote { exact, prefix, suffix }, ..Selectors::default() }
}

fn words(range: Range<usize>, text: &MarkedText) -> String {
    text.characters()[range].iter().collect()
}

/// The line feed before the name counted as the passage's own: its first piece was drawn nowhere, and the link led to nothing.
#[test]
fn what_is_found_with_errors_begins_and_ends_with_a_letter() {
    let sentence = "Waiting would have been dearer.";
    let text = parts(&["A bridge", "", "Waiting would have been dearer.\nHanna Kovářová, mayor", sentence]);
    let passage = Passage {
        prefix: sentence.to_owned(),
        start: "Hanna Kovářová, mayorr".to_owned(),
        suffix: sentence.to_owned(),
        ..Passage::default()
    };
    let found = find(&passage, &text).map(|(range, is_exact)| (words(range, &text), is_exact));
    assert_eq!(found, Some(("Hanna Kovářová, mayor".to_owned(), false)));
}

#[test]
fn blanks_that_another_program_marked_along_are_left_out() {
    let text = parts(&["A bridge", "", "One of the items\nWaiting would have been dearer.\nThe end of it"]);
    let mark = of_another("items", "\nWaiting would have been dearer.\n", "The end");
    assert_eq!(
        anchor(&mark, &text).map(|range| words(range, &text)).as_deref(),
        Some("Waiting would have been dearer.")
    );
    assert_eq!(anchor(&of_another("the items", "\n", "Waiting"), &text), None);
}

proptest! {
    #[test]
    fn no_place_begins_or_ends_with_a_blank(
        text in "[a-c \n]{60,200}", from in 0_usize..100, length in 1_usize..90, cut in 0_usize..150, added in "[a \n]{0,5}",
    ) {
        let before = parts(&[&text]);
        let Some(range) = before.range((0, from), (0, from + length)) else { return Ok(()) };
        let mut edited = text.clone();
        edited.replace_range(cut.min(text.len())..(cut + 4).min(text.len()), &added);
        let after = parts(&[&edited]);
        let mut mark = select(&range, &before);
        for _ in 0..2 {
            if let Some(found) = anchor(&mark, &after) {
                let found = words(found, &after);
                prop_assert!(!found.is_empty() && found.trim() == found, "{found:?}");
            }
            (mark.elsewhere, mark.ends) = (None, None);
        }
    }
}

/// The paragraph that it stood in was cut: it was put at a copy of the sentence elsewhere, of which nothing before it was the same.
#[test]
fn words_of_another_program_that_stand_at_several_places_want_something_on_either_side() {
    let mark = of_another("subjects: [Transport] --- ", "The first tram crossed", " the bridge at dawn. The names");
    let rest =
        ["> The first tram crossed at dawn, and nobody slept.", "body: The first tram crossed the bridge at dawn."];
    assert_eq!(anchor(&mark, &parts(&["A guide", "", rest[0], rest[1]])), None);
    let whole = "subjects: [Transport] --- The first tram crossed the bridge. The names";
    let text = parts(&["A guide", "", rest[0], rest[1], whole]);
    let found = anchor(&mark, &text)
        .map(|range| (text.characters()[..range.start].ends_with(&['-', ' ']), words(range, &text)));
    assert_eq!(found, Some((true, "The first tram crossed".to_owned())));
}

/// It stood in the text once, word for word, and the reader was told that the article no longer had these words.
#[test]
fn the_telling_words_of_another_programs_mark_are_found_where_they_stand_once() {
    let text =
        parts(&["A vote", "", "On Monday night The council of Seoul voted for the bridge.", "It is to open soon."]);
    let placed = |prefix: &str, exact: &str, suffix: &str| {
        anchor(&of_another(prefix, exact, suffix), &text).map(|range| words(range, &text))
    };
    assert_eq!(
        placed("By A. Writer\n\n", "The council of Seoul", " voted for").as_deref(),
        Some("The council of Seoul")
    );
    // Nothing beside it is the same: it may be said of something else.
    assert_eq!(placed("was not known to ", "council of Seoul", ", nor of Busan"), None);
    // One word, or two short ones, may stand anywhere.
    assert_eq!(placed("They ", "Seoul", " voted for it"), None);
    assert_eq!(placed("It ", "is to", " open doors"), None);
    // Nor is it known which of two is meant.
    let twice = parts(&["The council of Seoul voted", "", "The council of Seoul voted"]);
    assert_eq!(anchor(&of_another("", "The council of Seoul", " voted for"), &twice), None);
}
