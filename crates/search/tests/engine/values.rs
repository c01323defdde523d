//! Values of facets that are named in other letters than they are written with.

use search::{Document, Filter, Query, SearchOptions, Suggested};

use crate::archive::{Archive, schema};
use crate::history::History;

fn document(places: &[&str]) -> Document {
    let places = places.iter().map(|place| (*place).to_owned()).collect();
    let fields = vec![String::new(), String::new(), String::new(), String::new(), "story".to_owned()];
    Document { fields, language: "en".to_owned(), facets: vec![places, vec![]], day: None }
}

/// An archive of documents with a place each.
fn archive(places: &[&str]) -> Archive {
    Archive::new(&places.iter().map(|place| document(&[place])).collect::<Vec<_>>(), 512)
}

/// Which documents a text finds as it is typed, and what is said to mean nothing.
#[track_caller]
fn check(archive: &Archive, text: &str, expected: &[u32], ignored: &[&str]) {
    let query = Query { text: text.to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions { as_typed: true, ..SearchOptions::default() }).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| hit.number).collect::<Vec<_>>(), expected, "{text}");
    assert_eq!(answer.ignored, ignored, "{text}");
}

// `place:zurich` found nothing in an archive that writes `Zürich`, whereas `zurich` does.
#[test]
fn a_value_is_found_without_its_diacritics() {
    let archive = archive(&["Zürich", "Genf", "Łódź"]);
    for text in [
        "place:zurich ",
        "place:zurich",
        "place:ZURICH",
        "place:Zu\u{308}rich",
        "place:\"zúrich\"",
        "story place:zurich ",
    ] {
        check(&archive, text, &[0], &[]);
    }
    check(&archive, "-place:zurich ", &[1, 2], &[]);
    check(&archive, "place:lodz OR place:zurich ", &[0, 2], &[]);
    // Half a value is none.
    check(&archive, "place:zuric", &[0, 1, 2], &["place:zuric"]);
    check(&archive, "place:zuric ", &[], &[]);
    check(&archive, "place:\u{301} ", &[], &[]);
    let filter = Filter { facet: "places".to_owned(), value: "zurich".to_owned(), exclude: false };
    let query = Query { filters: vec![filter], ..Query::default() };
    let answer = archive.search(&query, &SearchOptions::default()).unwrap();
    assert_eq!(answer.total, 1);
    // It is shown as it is written, and not a second time as it was asked for.
    let values: Vec<&str> = answer.facets[0].values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values, ["Genf", "Zürich", "Łódź"]);
}

#[test]
fn a_value_that_is_written_so_comes_before_one_that_is_folded_so() {
    let archive = archive(&["Zürich", "zurich", "Zúrich", "Zúrich"]);
    check(&archive, "place:Zurich ", &[1], &[]);
    check(&archive, "place:zürich ", &[0], &[]);
    // Of several the one that most have.
    check(&archive, "place:zūrich ", &[2, 3], &[]);
}

#[test]
fn hamza_on_alif_and_the_dots_of_final_letters_make_no_difference() {
    let archive = archive(&["إيران", "القاهرة"]);
    check(&archive, "place:ايران ", &[0], &[]);
    check(&archive, "place:القاهره ", &[1], &[]);
}

// In a dictionary that is too large to be looked through the same is found.
#[test]
fn large_dictionaries_are_asked_where_such_a_value_may_stand() {
    let own = |number: u32| match number {
        5_000 => "Émile Zola of somewhere".to_owned(),
        5_001 => "Zoë Müller of somewhere".to_owned(),
        5_002 => "Ёлкин of somewhere".to_owned(),
        5_003 => "Jose Garcia of somewhere".to_owned(),
        5_004 => "Zurich of somewhere".to_owned(),
        _ => format!("Person {number} of somewhere"),
    };
    let documents: Vec<Document> =
        (0..6_000).map(|number| document(&[&own(number), &format!("Frequent {}", number % 150)])).collect();
    let archive = Archive::new(&documents, 4_096);
    check(&archive, "place:\"emile zola of somewhere\"", &[5_000], &[]);
    check(&archive, "place:\"Zoe Muller of somewhere\"", &[5_001], &[]);
    check(&archive, "place:\"елкин of somewhere\"", &[5_002], &[]);
    check(&archive, "place:\"José García of somewhere\"", &[5_003], &[]);
    check(&archive, "place:\"zürich of somewhere\"", &[5_004], &[]);
    check(&archive, "place:\"pérson 4000 of somewhere\"", &[4_000], &[]);
    check(&archive, "place:\"nobody of somewhere\"", &[], &[]);
}

// Of large dictionaries what was offered began with the very letters.
#[test]
fn values_of_large_dictionaries_are_offered_without_their_diacritics() {
    let own = |number: u32| match number {
        5_000 => "Émile Zola".to_owned(),
        5_001 => "Zoë Müller".to_owned(),
        _ => format!("Person {number} of somewhere"),
    };
    let documents: Vec<Document> =
        (0..6_000).map(|number| document(&[&own(number), &format!("Frequent {}", number % 150)])).collect();
    let archive = Archive::new(&documents, 4_096);
    for (text, expected) in
        [("place:emil", "Émile Zola"), ("emile zo", "Émile Zola"), ("zoe mull", "Zoë Müller"), ("ZOË", "Zoë Müller")]
    {
        let completion = search::Completion::of(text).unwrap();
        let found = archive.ask(|index, pieces| index.suggest(&completion, pieces)).unwrap();
        let value = found.iter().find(|found| found.what == Suggested::Value);
        assert_eq!(value.map(|found| found.value.as_str()), Some(expected), "{text}");
    }
}

// A value that only replaced documents had is none, and the next one like it counts.
#[test]
fn a_value_that_is_gone_hides_no_other() {
    let mut history = History::new(schema());
    history.append(&[(1, document(&["zurich"])), (2, document(&["Zürich"]))]);
    history.append(&[(1, document(&["Genf"]))]);
    let (archive, names) = history.grown(512);
    let query = Query { text: "place:zurich ".to_owned(), ..Query::default() };
    let answer = archive.search(&query, &SearchOptions::default()).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| names[hit.number as usize]).collect::<Vec<_>>(), [2]);
}

/// The filters of a query once their values are known, as `value` or `-value`.
#[track_caller]
fn check_known(archive: &Archive, values: &[&str], expected: &[&str]) {
    let filter = |text: &&str| {
        let value = text.trim_start_matches('-');
        Filter { facet: "places".to_owned(), value: value.to_owned(), exclude: value != *text }
    };
    let query = Query { filters: values.iter().map(filter).collect(), ..Query::default() };
    let known = archive.ask(|index, pieces| index.with_known_values(&query, pieces)).unwrap();
    let shown = known.filters.iter().map(|filter| format!("{}{}", if filter.exclude { "-" } else { "" }, filter.value));
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn filters_take_the_values_as_they_are_written() {
    let archive = archive(&["Zürich", "Genf"]);
    check_known(&archive, &["zurich"], &["Zürich"]);
    check_known(&archive, &["-zurich", "zurich"], &["-Zürich", "Zürich"]);
    // What differs in its case alone stays as it was typed, and so does what nobody has.
    check_known(&archive, &["GENF", "Basel"], &["GENF", "Basel"]);
    check_known(&archive, &["zürich", "zurich"], &["zürich"]);
    check_known(&archive, &[], &[]);
}

// Of a large dictionary all was read that begins with a letter, however much that was.
#[test]
fn values_that_begin_so_in_much_of_a_dictionary_wait_for_another_letter() {
    let documents: Vec<Document> =
        (0..6_000).map(|number| document(&[&format!("Person {number} of somewhere"), "Another"])).collect();
    let archive = Archive::new(&documents, 4_096);
    let bytes_for = |text: &str| {
        let completion = search::Completion::of(text).unwrap();
        let mut fetched = crate::archive::Fetched::default();
        let ask = |index: &search::Index, pieces: &crate::archive::Fetched| index.suggest(&completion, pieces);
        let (found, _) = archive.ask_with(&mut fetched, ask).unwrap();
        assert!(found.iter().any(|found| found.what == Suggested::Value), "{text}");
        fetched.bytes()
    };
    let (letter, whole) = (bytes_for("per"), bytes_for("person 599"));
    assert!(letter < whole + 64 * 1024, "{letter} bytes for a beginning, {whole} for a name");
}

// In a large dictionary of a script other than the Latin a name was not offered that was typed as it is written, where folding changes its
// beginning: it was looked for as it is folded alone.
#[test]
fn values_are_offered_as_they_are_written_in_other_scripts_too() {
    let names: Vec<String> = (0..6_000).map(|number| format!("شخص رقم {number} من مكان بعيد")).collect();
    let mut documents: Vec<Document> = names.iter().map(|name| document(&[name, "مكان"])).collect();
    documents.push(document(&["إيران"]));
    let archive = Archive::new(&documents, 4_096);
    let completion = search::Completion::of("إير").unwrap();
    let found = archive.ask(|index, pieces| index.suggest(&completion, pieces)).unwrap();
    assert!(found.iter().any(|found| found.what == Suggested::Value && found.value == "إيران"), "{found:?}");
}
