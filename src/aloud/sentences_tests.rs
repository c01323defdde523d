//! Cutting texts, and a property that holds for whatever cuts.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, language: &str, expected: &[&str]) {
    check_with(text, language, &|_| None, expected);
}

#[track_caller]
fn check_with(text: &str, language: &str, segment: Segment, expected: &[&str]) {
    let characters: Vec<char> = text.chars().collect();
    let cut = sentences_of(text, language, segment);
    let cut: Vec<String> = cut.into_iter().map(|range| characters[range].iter().collect()).collect();
    assert_eq!(cut, expected);
}

#[test]
fn sentences_end_with_the_marks_that_end_them() {
    check("He came. Did she? No!  They left… Then", "en", &["He came.", "Did she?", "No!", "They left…", "Then"]);
    check(
        "“It rose.” He paid 3.50 dollars (in all.) Done",
        "en",
        &["“It rose.”", "He paid 3.50 dollars (in all.)", "Done"],
    );
    check("", "en", &[]);
    check("One line without an end", "en", &["One line without an end"]);
}

#[test]
fn scripts_without_blanks_and_from_right_to_left_are_cut() {
    check("今天下雨。明天呢？「好。」他说。", "zh", &["今天下雨。", "明天呢？", "「好。」", "他说。"]);
    check("هل جاء؟ نعم. ذهب", "ar", &["هل جاء؟", "نعم.", "ذهب"]);
    check("यह घर है। वह गया।", "hi", &["यह घर है।", "वह गया।"]);
    check("He said שלום. And عاد أمس. Fin", "en", &["He said שלום.", "And عاد أمس.", "Fin"]);
}

#[test]
fn abbreviations_end_no_sentence() {
    check("Mr. Smith met Dr. No. He left.", "en", &["Mr. Smith met Dr. No. He left."]);
    check(
        "J. R. Smith of U.S. Steel Corp. and others came. It rained.",
        "en",
        &["J. R. Smith of U.S. Steel Corp. and others came.", "It rained."],
    );
    check("Am 3. Oktober. Danach", "de", &["Am 3. Oktober.", "Danach"]);
    check("There were 3. Others left.", "en", &["There were 3.", "Others left."]);
    check("It cost approx. ten. Fine.", "en", &["It cost approx. ten.", "Fine."]);
}

/// Chromium's segmenter takes the point of `Mr.` for an end, as the standard has it without tailoring.
#[test]
fn what_the_browser_cuts_is_mended_alike() {
    let segment = |_: &str| Some(["Mr. ", "Smith came. ", "He left."].map(str::to_owned).to_vec());
    check_with("Mr. Smith came. He left.", "en", &segment, &["Mr. Smith came.", "He left."]);
}

#[test]
fn lines_end_sentences_and_signs_alone_are_none() {
    check("Bread\nButter and milk\n\n* * *\nEnd", "en", &["Bread", "Butter and milk", "End"]);
    check("— !", "en", &[]);
    check("🙂 Zürich.\n é.", "de", &["🙂 Zürich.", "é."]);
}

#[test]
fn a_script_becomes_sentences_with_their_places() {
    let script = Script {
        language: "en".to_owned(),
        parts: [
            (Kind::Part, "Ships"),
            (Kind::Part, ""),
            (Kind::Beside, "A picture."),
            (Kind::Part, "One. Two."),
            (Kind::Caption, "The port."),
            (Kind::Part, "a\tb"),
        ]
        .map(|(kind, text)| (kind, text.to_owned()))
        .to_vec(),
        ..Script::default()
    };
    let sentences = of_script(&script, &|_| None);
    let told: Vec<_> = sentences
        .iter()
        .map(|Sentence { place, text, is_caption }| {
            (text.as_str(), place.map(|place| (place.part, place.start, place.end)), *is_caption)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Ships", Some((0, 0, 5)), false),
            ("A picture.", None, true),
            ("One.", Some((2, 0, 4)), false),
            ("Two.", Some((2, 5, 9)), false),
            ("The port.", Some((3, 0, 9)), true),
            ("a,b", Some((4, 0, 3)), false)
        ]
    );
}

#[test]
fn fifty_thousand_words_in_one_line_are_cut() {
    let text = "Words follow words. ".repeat(16_667);
    assert_eq!(sentences_of(&text, "en", &|_| None).len(), 16_667);
}

proptest! {
    /// Whatever cuts: ranges stand in order, within the text, begin and end with no blank, and leave out no letter.
    #[test]
    fn every_letter_is_in_one_sentence(text in "[A-Ca-c3 .!?…。”\n\t🙂\u{301}]{0,80}", language in "en|de|zh|") {
        let characters: Vec<char> = text.chars().collect();
        let ranges = sentences_of(&text, &language, &|_| None);
        let mut covered = vec![false; characters.len()];
        let mut before = 0;
        for range in ranges {
            prop_assert!(before <= range.start && range.start < range.end && range.end <= characters.len());
            prop_assert!(!characters[range.start].is_whitespace() && !characters[range.end - 1].is_whitespace());
            before = range.end;
            covered[range].fill(true);
        }
        for (character, is_covered) in characters.iter().zip(&covered) {
            prop_assert!(*is_covered || !character.is_alphanumeric());
        }
    }
}
