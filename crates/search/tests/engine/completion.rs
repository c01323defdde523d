//! What is being typed in the search box, and how what is chosen comes into it.

use proptest::prelude::*;
use search::{Completing, Completion};

/// The text holds `‸` where the cursor stands; what is expected is what is typed, and the text after choosing.
#[track_caller]
fn check(text: &str, what: Completing, typed: &str, chosen: &str, expected: &str) {
    let (text, cursor) = place(text);
    let completion = Completion::at(&text, cursor).unwrap_or_else(|| panic!("nothing is typed"));
    assert_eq!((completion.what.clone(), completion.typed.as_str()), (what, typed));
    let spliced = completion.splice(&text, chosen);
    let shown = spliced.map(|(text, cursor)| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.insert(cursor, '‸');
        characters.into_iter().collect::<String>()
    });
    assert_eq!(shown.as_deref(), Some(expected));
}

#[track_caller]
fn check_nothing(text: &str) {
    let (text, cursor) = place(text);
    assert_eq!(Completion::at(&text, cursor), None);
}

fn place(text: &str) -> (String, usize) {
    let cursor = text.chars().position(|character| character == '‸').expect("the text says where the cursor stands");
    (text.replace('‸', ""), cursor)
}

#[test]
fn words_are_completed() {
    check("oil pri‸", Completing::Word(None), "pri", "prices", "oil prices ‸");
    check("o‸il prices", Completing::Word(None), "o", "opec", "opec‸ prices");
    check("non-op‸", Completing::Word(None), "op", "opec", "non-opec ‸");
    check("-pri‸", Completing::Word(None), "pri", "prices", "-prices ‸");
    check("headline:Zür‸ x", Completing::Word(Some("headline")), "Zür", "zurich", "headline:zurich‸ x");
    check("\"bank of jap‸", Completing::Word(None), "jap", "japan", "\"bank of japan‸");
    check("\"bank o‸f japan\"", Completing::Word(None), "o", "on", "\"bank on‸ japan\"");
    check("(oil OR ga‸)", Completing::Word(None), "ga", "gas", "(oil OR gas‸)");
    check("headline:(oil ga‸", Completing::Word(Some("headline")), "ga", "gas", "headline:(oil gas ‸");
}

#[test]
fn values_are_completed_whole_and_in_quotes_where_they_need_them() {
    let places = || Completing::Value("places");
    check("place:jap‸", places(), "jap", "Japan", "place:Japan ‸");
    check("place:‸", places(), "", "Japan", "place:Japan ‸");
    check("-PLACE:el sal‸".replace(' ', "").as_str(), places(), "elsal", "El Salvador", "-PLACE:\"El Salvador\" ‸");
    check("place:\"el sal‸", places(), "el sal", "El Salvador", "place:\"El Salvador\" ‸");
    check("place:\"el‸ sal\" oil", places(), "el", "El Salvador", "place:\"El Salvador\"‸ oil");
    check("place:(japan OR u‸)", places(), "u", "UK", "place:(japan OR UK‸)");
    check("(place:(japan) u‸", Completing::Word(None), "u", "uk", "(place:(japan) uk ‸");
    check_nothing("place:\"uk\"‸");
    assert_eq!(Completion::at("org:s", 5).and_then(|found| found.splice("org:s", "The \"Sun\"")), None);
}

#[test]
fn names_are_completed() {
    check("pl‸ace:japan", Completing::Name, "pl", "person", "person:‸japan");
    let names = |text: &str| {
        let mut names = Completion::at(text, text.chars().count()).map(|found| found.names()).unwrap_or_default();
        names.sort_unstable();
        names
    };
    assert_eq!(names("pl"), ["place"]);
    assert_eq!(names("oil -P"), ["person", "place"]);
    assert_eq!(names("b"), ["before", "body", "by"]);
    assert!(names("\"pl").is_empty() && names("x-pl").is_empty() && names("headline:pl").is_empty());
    let completion = Completion::at("oil pl", 6).expect("a word is being typed");
    assert_eq!(completion.splice_name("oil pl", "place"), Some(("oil place:".to_owned(), 10)));
}

#[test]
fn elsewhere_nothing_is_completed() {
    for text in ["‸", "oil ‸", "‸oil", "on:19‸", "a OR‸", "(‸", "-‸", "日本‸", "!‸"] {
        check_nothing(text);
    }
    assert_eq!(Completion::at("oil", 99), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_strange(text in "((-|place:|headline:|\"|\\(|\\)|é|日|a| |OR |“){0,12}|\\PC{0,12})", cursor in 0..20_usize, chosen in "\\PC{0,6}") {
        if let Some(completion) = Completion::at(&text, cursor) {
            let ends = text.chars().take(cursor).collect::<String>().ends_with(&completion.typed);
            prop_assert!(ends, "{completion:?}");
            completion.names();
            if let Some((text, cursor)) = completion.splice(&text, &chosen) {
                prop_assert!(cursor <= text.chars().count());
            }
            prop_assert!(completion.splice("", &chosen).is_none_or(|(_, cursor)| cursor <= chosen.chars().count() + 3));
        }
    }
}
