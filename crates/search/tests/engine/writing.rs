//! Words that others write otherwise: found, marked, and said as the archive has them.

use search::{Answer, Document, Query, SearchOptions};

use crate::archive::{Archive, bracketed};

fn ask(archive: &Archive, text: &str, as_typed: bool) -> Answer {
    let query = Query { text: text.to_owned(), ..Query::default() };
    archive.search(&query, &SearchOptions { as_typed, ..SearchOptions::default() }).unwrap()
}

/// Which texts are found as the box finds them; each of them has a mark, in brackets.
#[track_caller]
fn check(language: &str, texts: &[&str], text: &str, expected: &[&str]) {
    let archive = Archive::of_texts(language, texts);
    let mut hits = ask(&archive, text, true).hits;
    hits.sort_by_key(|hit| hit.number);
    let highlighter = archive.ask(|index, pieces| index.highlighter(text, true, pieces)).unwrap();
    let found = hits.iter().map(|hit| texts[hit.number as usize]);
    let marked = found.map(|text| bracketed(text, highlighter.marks(text)));
    assert_eq!(marked.collect::<Vec<_>>(), expected, "{text}");
}

// Hindi words are folded with the dot for a nasal letter without a vowel; what was typed of one up to that letter found none.
#[test]
fn a_beginning_that_ends_in_a_nasal_letter_is_one_of_what_has_the_dot() {
    let texts = ["हिन्दी सीखें", "हिंदी भाषा", "हिनहिनाना", "हिमालय"];
    let expected = ["[हिन्दी] सीखें", "[हिंदी] भाषा", "[हिनहिनाना]"];
    check("hi", &texts, "हिन", &expected);
    check("hi", &texts, "हिन* ", &expected);
    check("hi", &texts, "\"हिन*\"", &expected);
    check("hi", &texts, "\"हिन* भा*\"", &["[हिंदी भाषा]"]);
    check("hi", &texts, "headline:हिन*", &[]);
    check("hi", &texts, "body:हिन* ", &["हिन्दी सीखें", "हिंदी भाषा", "हिनहिनाना"]);
    check("hi", &texts, "हिन्", &["[हिन्दी] सीखें", "[हिंदी] भाषा"]);
    // A whole word is none.
    check("hi", &["हिंदी", "हिन"], "हिन ", &["[हिन]"]);
    check("hi", &["मुम्बई", "मुंह"], "मुम", &["[मुम्बई]", "[मुंह]"]);
}

// Who wrote an umlaut did not find the name in texts of those who have none.
#[test]
fn umlauts_are_found_spelt_out() {
    let texts = ["Robert Mueller", "Thomas Müller", "Gerd Muller", "ein Muellerbursche"];
    check("de", &texts, "Müller ", &["Robert [Mueller]", "Thomas [Müller]", "Gerd [Muller]"]);
    check("de", &texts, "\"Müller\"", &["Thomas [Müller]", "Gerd [Muller]"]);
    check("de", &texts, "Mueller ", &["Robert [Mueller]"]);
    check("da", &["i Aarhus", "i Århus"], "Århus ", &["i [Aarhus]", "i [Århus]"]);
    check("no", &["Tromsoe", "Tromsø"], "Tromsø ", &["[Tromsoe]", "[Tromsø]"]);
    let archive = Archive::of_texts("de", &texts);
    assert_eq!(ask(&archive, "-Müller", false).total, 1);
}

// A beginning was none of what is spelt out: `Müll*` did not find `Mueller`.
#[test]
fn a_beginning_with_an_umlaut_is_one_of_what_is_spelt_out() {
    let texts = ["Robert Mueller", "Thomas Müller", "Mull"];
    let expected = ["Robert [Mueller]", "Thomas [Müller]", "[Mull]"];
    check("de", &texts, "Mül", &expected);
    check("de", &texts, "Müll*", &expected);
    check("de", &texts, "body:Müll* ", &["Robert Mueller", "Thomas Müller", "Mull"]);
    check("de", &texts, "\"Müll*\"", &["Thomas [Müller]", "[Mull]"]);
    let archive = Archive::of_texts("de", &texts);
    assert_eq!(ask(&archive, "-Mülle*", false).total, 1);
}

// Without the long vowel at its end a word began others: `ハンター` found `ハンタウイルス`.
#[test]
fn a_long_vowel_at_the_end_is_part_of_the_word() {
    let texts = ["ハンターの話", "ハンタウイルス"];
    check("ja", &texts, "ハンター", &["[ハンター]の話"]);
    let archive = Archive::of_texts("ja", &texts);
    assert_eq!(ask(&archive, "-ハンター", false).total, 1);
}

// `ceasefire` did not find what others write as two words.
#[test]
fn a_word_that_none_has_is_found_as_two() {
    let texts = ["a cease-fire held", "they cease to fire", "no fire", "cease fire!"];
    check("en", &texts, "ceasefire", &["a [cease-fire] held", "[cease fire]!"]);
    check("en", &texts, "body:ceasefire ", &["a cease-fire held", "cease fire!"]);
    check("en", &texts, "\"ceasefire\"", &[]);
    check("en", &["in New York", "new in York"], "newyork", &["in [New York]"]);
    let archive = Archive::of_texts("en", &texts);
    let answer = ask(&archive, "ceasefire fire", false);
    assert_eq!(answer.also, ["cease fire"]);
    // What is left out is what is written.
    assert_eq!(ask(&archive, "-ceasefire", false).total, 4);
}

// `therapist` was looked for as `the rapist`, and `island` as `is land`.
#[test]
fn a_word_is_not_found_as_another_behind_one_that_all_have() {
    let texts: Vec<&str> = ["the rapist is caught", "this is land in the south", "the mayor of New York is there"]
        .into_iter()
        .chain(std::iter::repeat_n("the new line is slow", 12))
        .chain(std::iter::repeat_n("York is the town", 3))
        .collect();
    check("en", &texts, "therapist", &[]);
    check("en", &texts, "island", &[]);
    check("en", &texts, "newyork", &["the mayor of [New York] is there"]);
}

// What is nowhere side by side was not looked for to any effect, and is not said.
#[test]
fn two_words_that_nobody_writes_together_are_not_said() {
    let archive = Archive::of_texts("en", &["fire and cease", "fire"]);
    let answer = ask(&archive, "ceasefire", false);
    assert_eq!((answer.total, answer.also.len()), (0, 0));
}

// A word of the archive is no two others: they would outnumber it.
#[test]
fn a_word_that_the_archive_has_is_one() {
    check("en", &["notable", "not able"], "notable ", &["[notable]"]);
}

// What was looked for too was said in folded form: `zurich` for a town that all articles write `Zürich`.
#[test]
fn a_name_is_said_as_it_is_written() {
    let document = |text: &str, places: &[&str]| Document {
        language: "en".to_owned(),
        fields: ["", "", "", "", text].map(str::to_owned).to_vec(),
        facets: vec![places.iter().map(|place| (*place).to_owned()).collect(), vec!["Trade".to_owned()]],
        day: None,
    };
    let documents = [document("Trade in Zürich", &["Zürich"]), document("New York trade", &["New York", "Zürich"])];
    let archive = Archive::new(&documents, 512);
    assert_eq!(ask(&archive, "Zurihc", false).also, ["Zürich"]);
    assert_eq!(ask(&archive, "newyork", false).also, ["New York"]);
    assert_eq!(ask(&archive, "trdae", false).also, ["trade"]);
    // The highlighter marks it all the same.
    let highlighter = archive.ask(|index, pieces| index.highlighter("Zurihc", false, pieces)).unwrap();
    assert_eq!(highlighter.marks("in Zürich, Zürich"), [3..9, 11..17]);
}

// The name that came first among equally frequent ones said how a word is written, be it in capitals alone.
#[test]
fn a_name_is_said_as_most_documents_write_it() {
    let said = |places: &[&str]| {
        let document = |place: &&str| Document {
            language: "en".to_owned(),
            fields: ["", "", "", "", "from oslo"].map(str::to_owned).to_vec(),
            facets: vec![vec![(*place).to_owned()], vec![]],
            day: None,
        };
        ask(&Archive::new(&places.iter().map(document).collect::<Vec<_>>(), 512), "olso", false).also
    };
    assert_eq!(said(&["OSLO Bay", "OSLO Bay", "Oslo Docks", "Oslo Quay", "Oslo Town"]), ["Oslo"]);
    assert_eq!(said(&["OSLO Bay", "Oslo Docks"]), ["Oslo"]);
    assert_eq!(said(&["Oslo Bay", "OSLO Docks"]), ["Oslo"]);
    assert_eq!(said(&["OSLO Bay", "OSLO Docks", "Oslo Quay"]), ["OSLO"]);
}

// A query in simplified characters found no text in traditional ones, nor the other way around.
#[test]
fn chinese_is_found_in_both_kinds_of_characters() {
    let texts = ["中华人民共和国", "中華民國政府", "頭髮", "日本国会"];
    check("zh", &texts, "中华", &["[中华]人民共和国", "[中華]民國政府"]);
    check("zh", &texts, "中華", &["[中华]人民共和国", "[中華]民國政府"]);
    check("zh", &texts, "国", &["中华人民共和[国]", "中華民[國]政府", "日本[国]会"]);
    check("zh", &texts, "民国政府", &["中華[民國政府]"]);
    check("zh", &texts, "\"民国政府\"", &["中華[民國政府]"]);
    check("zh", &texts, "头发", &["[頭髮]"]);
    check("ja", &texts, "國會", &["日本[国会]"]);
    let archive = Archive::of_texts("zh", &texts);
    assert_eq!(ask(&archive, "-民国", false).total, 3);
}

// Egyptian papers write `مسئول` and `شئون`, others `مسؤول` and `شؤون`, and neither found the other.
#[test]
fn a_hamza_before_a_long_u_is_found_on_every_seat() {
    let texts =
        ["قال مسئول كبير", "قال مسؤول كبير", "قال المسؤولون", "وزير الشئون", "رءوس أموال", "رؤوس أموال", "بئر", "بؤر"];
    check("ar", &texts, "مسئول ", &["قال [مسئول] كبير", "قال [مسؤول] كبير", "قال [المسؤولون]"]);
    check("ar", &texts, "\"قال مسئول\"", &["[قال مسئول] كبير", "[قال مسؤول] كبير"]);
    check("ar", &texts, "\"مسؤو*\"", &["قال [مسئول] كبير", "قال [مسؤول] كبير"]);
    check("ar", &texts, "شؤون ", &["وزير [الشئون]"]);
    check("ar", &texts, "رؤوس ", &["[رءوس] أموال", "[رؤوس] أموال"]);
    // Elsewhere it tells words apart.
    check("ar", &texts, "بئر ", &["[بئر]"]);
    let archive = Archive::of_texts("ar", &texts);
    assert_eq!(ask(&archive, "-\"رؤوس\"", false).total, 6);
}
