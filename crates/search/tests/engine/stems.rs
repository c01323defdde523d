//! Words and their other forms, in archives of a few articles.

use search::{Document, Query, SearchOptions};

use crate::archive::Archive;
use crate::archive::schema;

fn archive(language: &str, bodies: &[&str]) -> Archive {
    let document = |body: &&str| Document {
        fields: ["", "", "", "", body].map(str::to_owned).to_vec(),
        language: language.to_owned(),
        facets: vec![vec![]; schema().facets.len()],
        day: None,
    };
    Archive::new(&bodies.iter().map(document).collect::<Vec<_>>(), 512)
}

/// The hits of a query in their order, and what else was looked for: while it is typed and when it is whole.
#[track_caller]
fn check(archive: &Archive, text: &str, expected: &[u32], also: &[&str]) {
    for as_typed in [true, false] {
        check_as(archive, text, as_typed, expected, also);
    }
}

#[track_caller]
fn check_as(archive: &Archive, text: &str, as_typed: bool, expected: &[u32], also: &[&str]) {
    let query = Query { text: text.to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions { as_typed, ..SearchOptions::default() }).unwrap();
    let hits: Vec<u32> = answer.hits.iter().map(|hit| hit.number).collect();
    assert_eq!(
        (hits.as_slice(), answer.also),
        (expected, also.iter().map(|word| (*word).to_owned()).collect()),
        "{text}"
    );
}

/// What is marked in a text, once the archive has been asked.
#[track_caller]
fn check_marks(archive: &Archive, query: &str, text: &str, expected: &[&str]) {
    let highlighter = archive.ask(|index, fetched| index.highlighter(query, true, fetched)).unwrap();
    let letters: Vec<char> = text.chars().collect();
    let marked: Vec<String> =
        highlighter.marks(text).into_iter().map(|range| letters[range].iter().collect()).collect();
    assert_eq!(marked, expected);
}

/// Stems that lose a beginning were thrown away, since the terms of a stem were looked for where it begins alone: `حكومة` did
/// not find `الحكومة`, nor that one `والحكومة`.
#[test]
fn arabic_words_are_found_with_the_article_and_without() {
    let bodies = ["قالت الحكومة إن الرئيس زار المدينة", "حكومة رئيس مدينة", "والحكومة بالرئيس للمدينة"];
    let archive = archive("ar", &bodies);
    // The written form first.
    check(&archive, "حكومة", &[1, 0, 2], &[]);
    check(&archive, "الحكومة", &[0, 1, 2], &[]);
    check(&archive, "رئيس", &[1, 0, 2], &[]);
    check(&archive, "بالرئيس", &[2, 0, 1], &[]);
    check(&archive, "مدينة", &[1, 0, 2], &[]);
    check(&archive, "\"حكومة\"", &[1], &[]);
    check_marks(&archive, "حكومة", bodies[2], &["والحكومة"]);
    check_marks(&archive, "الحكومة", bodies[1], &["حكومة"]);
}

/// The same where the word stands nowhere as it is asked for.
#[test]
fn an_arabic_word_is_found_by_forms_alone_that_have_the_article() {
    let words = [
        "حكومة",
        "رئيس",
        "مدينة",
        "وزير",
        "اقتصاد",
        "شركة",
        "مجلس",
        "أمن",
        "نفط",
        "انتخابات",
        "جيش",
        "شعب",
        "دولة",
        "سوق",
        "بنك",
        "قانون",
        "محكمة",
        "صحيفة",
        "حرب",
        "سلام",
        "مفاوضات",
        "معلم",
        "كتاب",
        "طالب",
        "مدرسة",
        "جامعة",
        "مستشفى",
        "شمال",
        "جنوب",
        "لجنة",
        "حزب",
        "أزمة",
        "اجتماع",
        "اتفاق",
        "تقرير",
    ];
    for word in words {
        // One body has it with the article, and the other the article and a letter before.
        let bodies = [format!("جاء ال{word}"), format!("جاء وال{word}"), "جاء".to_owned()];
        let archive = archive("ar", &bodies.each_ref().map(String::as_str));
        check(&archive, word, &[0, 1], &[]);
        check(&archive, &format!("بال{word}"), &[0, 1], &[]);
        check_marks(&archive, word, &bodies[1], &[&format!("وال{word}")]);
    }
    let archive = archive("ar", &["جاء رئيس", "جاء"]);
    check(&archive, "الرئيس", &[0], &[]);
    check(&archive, "والرئيس", &[0], &[]);
}

#[test]
fn indonesian_words_are_found_with_their_prefixes_and_without() {
    let archive = archive("id", &["dia membaca buku", "buku dibaca", "baca", "bacaan anak"]);
    check(&archive, "baca", &[2, 0, 1, 3], &[]);
    check_as(&archive, "dibaca", true, &[1, 0, 2, 3], &[]);
    check_marks(&archive, "baca", "dia membaca buku", &["membaca"]);
}

/// A word with a slip in its ending found what has the stem that was guessed of it, and nothing was said.
#[test]
fn what_is_found_by_a_guess_is_said_where_it_may_be_a_slip() {
    let archive = archive("en", &["the workstations stand", "a workstation", "other lanes"]);
    check_as(&archive, "workstatoins", false, &[0, 1], &["workstations"]);
    check_as(&archive, "workstations", false, &[0, 1], &[]);
}

/// A word that was typed to its end found nothing where the archive has other forms of it alone, unless a space came behind.
#[test]
fn a_word_that_is_typed_finds_its_other_forms_where_nothing_begins_so() {
    let bodies = ["they resigned", "negotiations failed", "other lanes"];
    let archive = archive("en", &bodies);
    check(&archive, "resigning", &[0], &[]);
    check_marks(&archive, "resigning", bodies[0], &["resigned"]);
    // On the way to a word that is there nothing is guessed.
    check_as(&archive, "negotiat", true, &[1], &[]);
    check_marks(&archive, "negotiat", "they negotiate negotiations", &["negotiate", "negotiations"]);
}

/// In an archive of six articles the stems of other words were guessed from its few words, and `study` found no `studies`.
#[test]
fn an_archive_of_few_words_guesses_english_stems_as_a_large_one_does() {
    let bodies =
        ["studies begin", "policies hold", "they cried", "negotiations go on", "happiness counts", "other lanes"];
    let archive = archive("en", &bodies);
    for (number, word) in (0..).zip(["study", "policy", "cry", "negotiate", "happy"]) {
        check_as(&archive, word, false, &[number], &[]);
    }
    check_as(&archive, "studying ", true, &[0], &[]);
}

#[test]
fn irish_words_are_found_behind_the_letters_that_grammar_puts_before_them() {
    let archive = archive("ga", &["ar an bhfear", "fear", "bord"]);
    check(&archive, "fear", &[1, 0], &[]);
    check_as(&archive, "bhfear", false, &[0, 1], &[]);
}
