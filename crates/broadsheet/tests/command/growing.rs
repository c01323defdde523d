//! An archive that grows: `bundle --append`, and `bundle --remove` among it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::harness::{Test, lines};

/// An article; what is read of it follows from the two numbers.
pub fn article(uri: u32, kind: u32) -> Value {
    let words = ["harbour", "budgets", "budget", "voting", "vote", "Élus", "elus", "storms", "storm"];
    let word = |at: u32| words[(kind + at * uri) as usize % words.len()];
    let body: Vec<String> =
        (0..kind % 4 + 1).map(|at| format!("{} {} {}", word(at), word(at + 2), word(at + 5))).collect();
    let place = ["Porto", "PORTO", "Lisbon", "Faro"][kind as usize % 4];
    let language = ["en", "fr", "de"][kind as usize % 3];
    let mut article = json!({
        "uri": format!("test:{uri}"), "headline": format!("{} {kind}", word(1)), "body": body,
        "places": [place], "language": language,
    });
    if !kind.is_multiple_of(5) {
        article["datePublished"] =
            json!(format!("20{:02}-0{}-1{}T1{}:00:00Z", 10 + kind % 7, 1 + kind % 9, kind % 3, uri % 3));
    }
    article
}

const QUERIES: [&str; 14] = [
    "",
    "harbour",
    "h",
    "vote storm",
    "elus",
    "élu",
    "\"budget vote\"",
    "headline:storm",
    "harbor",
    "budgte",
    "-vote",
    "place:porto",
    "after:2012 voted",
    "language:fr b*",
];

/// Everything that the archive answers, but for how long it took.
pub fn answers(test: &Test, folder: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for sort in ["relevance", "newest", "oldest"] {
        let arguments = ["search", folder, "--batch", "queries", "--facets", "all", "--limit", "100", "--sort", sort];
        for line in test.run(&arguments).success().stdout.lines() {
            let mut answer: Value = serde_json::from_str(line).unwrap();
            answer.as_object_mut().unwrap().remove("took_ms");
            all.push(answer);
        }
    }
    assert_eq!(all.len(), 3 * QUERIES.len());
    all
}

pub fn with_queries(test: Test) -> Test {
    let queries: Vec<Value> = QUERIES.iter().map(|query| json!({"id": query, "query": query})).collect();
    test.file("queries", lines(&queries))
}

pub fn manifest(test: &Test) -> Value {
    serde_json::from_slice(&fs::read(test.path("out/archive.json")).unwrap()).unwrap()
}

pub fn segments(test: &Test) -> usize {
    manifest(test)["segments"].as_array().unwrap().len()
}

/// Adds articles to the archive in `out`.
#[track_caller]
pub fn append(test: &Test, articles: &[Value]) -> crate::harness::Outcome {
    test.write("more.jsonl", lines(articles));
    test.run(&["bundle", "more.jsonl", "--out", "out", "--append"]).success()
}

/// Holds the archive in `out` against one that is built at once of these articles.
#[track_caller]
pub fn check_at_once(test: &Test, articles: impl Iterator<Item = Value>) {
    test.write("all.jsonl", lines(&articles.collect::<Vec<_>>()));
    let _ = fs::remove_dir_all(test.path("once"));
    test.write("once.toml", "id = \"more\"\ntitle = \"more\"\n");
    test.run(&["bundle", "all.jsonl", "--config", "once.toml", "--out", "once"]).success();
    test.run(&["check", "out"]).success().says("whole");
    assert_eq!(answers(test, "out"), answers(test, "once"));
    let exported = |folder: &str| test.run(&["export", folder]).success().stdout;
    assert_eq!(exported("out"), exported("once"));
    let (grown, once): (Value, Value) =
        (manifest(test), serde_json::from_slice(&fs::read(test.path("once/archive.json")).unwrap()).unwrap());
    for field in ["articles", "from", "to", "facets", "id", "title", "timeZone"] {
        assert_eq!(grown[field], once[field], "{field}");
    }
}

/// An article that replaces any other: of versions that were changed at the same time the one that is read last counts.
pub fn later(uri: u32, kind: u32) -> Value {
    let mut article = article(uri, kind);
    article["dateModified"] = json!("2025-01-01");
    article
}

/// What happens to an archive.
#[derive(Clone, Debug)]
enum Event {
    Append(Vec<(u32, u32)>),
    Remove(u32),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => vec((0..60_u32, 0..200_u32), 1..8).prop_map(Event::Append),
        1 => (0..60_u32).prop_map(Event::Remove),
    ];
    let first = vec((0..60_u32, 0..200_u32), 1..60).prop_map(Event::Append);
    (first, vec(event, 1..7)).prop_map(|(first, mut events)| {
        events.insert(0, first);
        events
    })
}

/// What an archive answers, how its articles are ordered and what its manifest says.
#[test]
fn a_grown_archive_is_as_one_that_was_built_at_once() {
    let most = Cell::new(0);
    let config = ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(events in events())| {
        let test = with_queries(Test::new());
        let mut articles: BTreeMap<u32, u32> = BTreeMap::new();
        for event in &events {
            match event {
                Event::Append(added) => {
                    let added: BTreeMap<u32, u32> = added.iter().copied().collect();
                    append(&test, &added.iter().map(|(uri, kind)| {
                        later(*uri, *kind)
                    }).collect::<Vec<_>>());
                    articles.extend(added);
                }
                Event::Remove(uri) => {
                    let outcome = test.run(&["bundle", "--out", "out", "--remove", &format!("test:{uri}")]);
                    outcome.status(i32::from(articles.remove(uri).is_none()));
                }
            }
        }
        most.set(most.get().max(segments(&test)));
        check_at_once(&test, articles.iter().map(|(uri, kind)| later(*uri, *kind)));
    });
    assert!(most.get() > 1, "at most {} segments", most.get());
}

/// Forty articles, and ten more in a segment of their own, two of which replace others.
pub fn fifty() -> Test {
    let test = with_queries(Test::new());
    append(&test, &(0..40).map(|uri| article(uri, uri + 3)).collect::<Vec<_>>());
    append(&test, &(38..48).map(|uri| later(uri, uri + 50)).collect::<Vec<_>>())
        .says("48 articles")
        .says("8 added\n")
        .says("2 replaced\n");
    assert_eq!(segments(&test), 2);
    test
}

#[test]
fn the_same_steps_give_the_same_bytes() {
    let bytes = |test: &Test| {
        let root = test.path("out");
        test.files("out")
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes(&fifty()), bytes(&fifty()));
}

#[test]
fn adding_leaves_the_other_segments_as_they_are() {
    let test = with_queries(Test::new());
    append(&test, &(0..40).map(|uri| article(uri, uri)).collect::<Vec<_>>());
    let before = test.files("out");
    append(&test, &(39..45).map(|uri| later(uri, uri + 1)).collect::<Vec<_>>());
    let after = test.files("out");
    for (path, bytes) in before.iter().filter(|(path, _)| !path.ends_with("archive.json")) {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    assert!(after.len() > before.len());
}

#[test]
fn an_article_that_is_there_is_replaced_by_a_later_version_alone() {
    let test = fifty();
    let versions = |version: &str, headline: &str| {
        let modified = "2025-02-01";
        json!({"uri": "test:3", "headline": headline, "version": version, "dateModified": modified, "body": ["A palace."]})
    };
    append(&test, &[versions("2", "Second")]).says("1 replaced");
    assert_eq!(test.found("headline:second", &[]), ["test:3"]);
    append(&test, &[versions("1", "First")])
        .says("more.jsonl:1: left out, the archive holds a later version of test:3")
        .says("1 there in a later version");
    assert_eq!(test.found("palace", &[]), ["test:3"]);
    assert!(test.found("headline:first", &[]).is_empty());
    let before = test.files("out");
    append(&test, &[versions("2", "Second")]).says("1 there already\n");
    assert_eq!(test.files("out"), before);
    append(&test, &[versions("2", "Second again")]).says("1 replaced");
    assert_eq!(test.search("palace", &[])["total"], 1);
    let json = test.run(&["bundle", "more.jsonl", "--out", "out", "--append", "--json"]).success();
    let answer: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&answer["added"], &answer["unchanged"], &answer["articles"]), (&json!(0), &json!(1), &json!(48)));
}

#[test]
fn small_segments_are_merged() {
    let test = with_queries(Test::new());
    append(&test, &(0..30).map(|uri| article(uri, uri)).collect::<Vec<_>>());
    for uri in 30..42 {
        append(&test, &[article(uri, uri), later(uri - 30, uri)]);
        assert!(segments(&test) <= 3, "{}", segments(&test));
    }
    check_at_once(&test, (0..42).map(|uri| if uri < 12 { later(uri, uri + 30) } else { article(uri, uri) }));
}

/// New files come first and the manifest last: a run that stops before it leaves the old archive, and the next one works.
#[test]
fn a_run_that_stops_before_the_manifest_leaves_the_old_archive() {
    let test = fifty();
    let (before, old) = (answers(&test, "out"), fs::read(test.path("out/archive.json")).unwrap());
    let more: Vec<Value> = (45..52).map(|uri| later(uri, uri + 9)).collect();
    append(&test, &more);
    let (after, new) = (answers(&test, "out"), fs::read(test.path("out/archive.json")).unwrap());
    assert_ne!(before, after);
    fs::write(test.path("out/archive.json"), &old).unwrap();
    test.write("out/.broadsheet-new-segment/articles/000000.json", "half");
    test.run(&["check", "out"]).success();
    assert_eq!(answers(&test, "out"), before);
    append(&test, &more);
    assert_eq!(fs::read(test.path("out/archive.json")).unwrap(), new);
    assert_eq!(answers(&test, "out"), after);
}

#[test]
fn pages_that_are_open_keep_the_last_edition() {
    let test = fifty();
    let before = manifest(&test);
    append(&test, &[article(70, 1)]);
    for folder in [&before["joint"], &before["segments"][1]["hash"]] {
        assert!(test.path("out").join(folder.as_str().unwrap()).is_dir());
    }
    append(&test, &[article(71, 1)]);
    append(&test, &[article(72, 1)]);
    assert!(!test.path("out").join(before["joint"].as_str().unwrap()).exists());
}

#[test]
fn an_archive_of_each_format_is_added_to() {
    // The present one too: a new number needs an archive of its own among the fixtures.
    for format in 1..=article::FORMAT {
        let folder = format!("{}/tests/fixtures/format-{format}", env!("CARGO_MANIFEST_DIR"));
        let test = with_queries(Test::new());
        let search = |folder: &str, query: &str| test.run(&["search", folder, query, "--json"]).success().stdout;
        let found = |folder: &str| search(folder, "harbour");
        let total = |folder: &str| {
            let answer: Value = serde_json::from_str(&search(folder, "")).unwrap();
            answer["total"].as_u64().unwrap()
        };
        test.run(&["check", &folder]).success().says("whole");
        assert!(found(&folder).contains("urn:example:3"));
        copy(std::path::Path::new(&folder), &test.path("out"));
        append(&test, &[article(1, 1)]);
        assert_eq!(manifest(&test)["format"], article::FORMAT);
        test.run(&["check", "out"]).success().says("whole");
        assert!(found("out").contains("urn:example:3"));
        assert_eq!(total("out"), total(&folder) + 1);
        // From format 3 on an archive knows words that mean the same; the settings here name none.
        assert_eq!(search("out", "tempest").contains("urn:example:1"), format >= 3);
    }
}

pub fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() { copy(&path, &to.join(name)) } else { _ = fs::copy(&path, to.join(name)).unwrap() }
    }
}

#[test]
fn settings_that_an_archive_hangs_on_cannot_change() {
    let test = fifty();
    test.write("in/a.jsonl", lines(&[article(1, 1)]));
    test.write("in/broadsheet.toml", "title = \"Another title\"\nterms = \"Free\"\n");
    let run = || test.run(&["bundle", "in", "--out", "out", "--append"]);
    run().success();
    assert_eq!((&manifest(&test)["title"], &manifest(&test)["id"]), (&json!("Another title"), &json!("more")));
    test.write("in/broadsheet.toml", "timeZone = \"Asia/Seoul\"\n");
    run().status(2).says("in/broadsheet.toml: \"timeZone\" is \"Asia/Seoul\", and that of the archive is \"UTC\"");
    test.write("in/broadsheet.toml", "id = \"other\"\n");
    run().status(2).says("\"id\" is \"other\", and that of the archive is \"more\"");
    test.run(&["bundle", "in", "--out", "out", "--remove", "test:1"]).status(2);
    test.run(&["bundle", "--out", "nowhere", "--remove", "test:1"]).status(2).says("nowhere");
}

#[test]
fn a_damaged_joint_is_told() {
    let test = fifty();
    let joint = manifest(&test)["joint"].as_str().unwrap().to_owned();
    let path = test.path("out").join(&joint).join("joint.bin");
    let whole = fs::read(&path).unwrap();
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(&path, &changed).unwrap();
    test.run(&["check", "out"]).status(1).says("joint.bin: was changed");
    test.run(&["search", "out", "vote"]).status(2).says("joint.bin: was changed or damaged");
    fs::remove_file(&path).unwrap();
    test.run(&["search", "out", "vote"]).status(2).says("joint.bin: is not there");
}
