//! Holds the table of lower case against the standard library's, and prints it anew where they differ:
//! `cargo test -p search --test lower_table -- --nocapture`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use search::analysis::{LOWER, lower};

/// Every character whose lower case is one other character, and that.
fn pairs() -> Vec<(u32, u32)> {
    let pair = |character: char| {
        let mut lower = character.to_lowercase();
        let first = lower.next()?;
        (first != character && lower.next().is_none()).then_some((u32::from(character), u32::from(first)))
    };
    ('\u{80}'..=char::MAX).filter_map(pair).collect()
}

/// Those that follow one another, or every second of them, at one distance from their lower case.
fn runs(pairs: &[(u32, u32)]) -> Vec<(u32, u32, u8, i32)> {
    let mut runs = Vec::new();
    let mut rest = pairs;
    while let Some((first, lower)) = rest.first() {
        let distance = *lower as i32 - *first as i32;
        let length = |step: u32| {
            let fits = |(place, (upper, lower)): (u32, &(u32, u32))| {
                *upper == first + place * step && *lower as i32 - *upper as i32 == distance
            };
            (0..).zip(rest).take_while(|pair| fits(*pair)).count()
        };
        let (step, length) = if length(2) > length(1) { (2, length(2)) } else { (1, length(1)) };
        runs.push((*first, rest[length - 1].0, step, distance));
        rest = &rest[length..];
    }
    runs
}

#[test]
fn the_table_is_that_of_the_standard_library() {
    let runs = runs(&pairs());
    if runs != LOWER {
        for line in runs.chunks(6) {
            println!("    {}", line.iter().map(|run| format!("{run:?},")).collect::<Vec<_>>().join(" "));
        }
    }
    assert_eq!(runs, LOWER, "the standard library's table has changed: take the one printed above");
}

#[test]
fn every_character_has_its_lower_case() {
    for character in ('\0'..=char::MAX).filter(|character| *character != 'ς') {
        // Of the capital I with a dot the second of two characters is a mark.
        assert_eq!(Some(lower(character)), character.to_lowercase().next(), "{character:?}");
    }
    assert_eq!(lower('ς'), 'σ');
}
