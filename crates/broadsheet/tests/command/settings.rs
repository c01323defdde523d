//! `broadsheet.toml`: found beside the sources, complete, and strict about its keys.

use serde_json::Value;

use crate::harness::Test;

fn manifest(test: &Test) -> Value {
    serde_json::from_slice(&std::fs::read(test.path("out/archive.json")).unwrap()).unwrap()
}

const ARTICLE: &str = "A headline of some length\n\nAnd a text that follows it.";

#[test]
fn an_unknown_key_names_the_nearest() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("in/broadsheet.toml", "timezone = \"UTC\"\n");
    test.run(&["bundle", "in", "--out", "out"]).status(2).says("did you mean \"timeZone\"?");
}

#[test]
fn settings_are_found_beside_the_sources() {
    let test = Test::new().file("in/news/a.txt", ARTICLE).file(
        "in/broadsheet.toml",
        "id = \"mine\"\ntitle = \"My paper\"\nlanguage = \"de\"\ntimeZone = \"Europe/Berlin\"\nterms = \"Ask first.\"\n",
    );
    for source in ["in", "in/news"] {
        test.run(&["bundle", source, "--out", "out"]).success();
        let manifest = manifest(&test);
        assert_eq!(manifest["id"], "mine");
        assert_eq!(manifest["title"], "My paper");
        assert_eq!(manifest["timeZone"], "Europe/Berlin");
        assert_eq!(manifest["terms"], "Ask first.");
        assert_eq!(test.search("", &["--facets", "language"])["facets"]["language"][0]["value"], "de");
    }
}

#[test]
fn without_settings_the_folder_names_the_archive() {
    let test = Test::new().file("Harbour News/a.txt", ARTICLE);
    test.run(&["bundle", "Harbour News", "--out", "out"]).success();
    assert_eq!(manifest(&test)["title"], "Harbour News");
    assert_eq!(manifest(&test)["id"], "harbour-news");
}

#[test]
fn sources_may_stand_in_the_settings() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("broadsheet.toml", "sources = [\"in\"]\n");
    test.run(&["bundle", "--out", "out"]).success();
    assert_eq!(manifest(&test)["articles"], 1);
    let nothing = Test::new();
    nothing.run(&["bundle", "--out", "out"]).status(2).says("no source is named");
}

/// A zone in other letters was written to the manifest as it stood; some browsers know no such zone.
#[test]
fn a_time_zone_has_its_own_spelling() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("in/broadsheet.toml", "timeZone = \"europe/berlin\"\n");
    test.bundle();
    assert_eq!(manifest(&test)["timeZone"], "Europe/Berlin");
}

#[test]
fn settings_that_are_no_text_are_told() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("in/broadsheet.toml", b"title = \"\xff\"");
    test.run(&["bundle", "in", "--out", "out"]).status(2).says("in/broadsheet.toml: is not UTF-8");
    test.write("in/broadsheet.toml", "\u{feff}title = \"Mine\"");
    test.bundle();
    assert_eq!(manifest(&test)["title"], "Mine");
}

#[test]
fn wrong_values_are_told() {
    for (line, what) in [
        ("timeZone = \"Mars/Olympus\"", "is not an IANA time zone"),
        ("timeZone = \"Europe/Berln\"", "did you mean \"Europe/Berlin\"?"),
        ("timeZone = \"\"", "not an empty one"),
        ("language = \"not a language\"", "is not the tag of a language"),
        ("language = \"english\"", "is not the tag of a language"),
        ("id = \"Not Good\"", "lower-case letters"),
        ("title = 3", "must be a text"),
        ("sources = \"in\"", "must be a list"),
        ("title = ", "is not TOML"),
    ] {
        let test = Test::new().file("in/a.txt", ARTICLE).file("in/broadsheet.toml", line);
        test.run(&["bundle", "in", "--out", "out"]).status(2).says(what);
        assert!(!test.path("out/archive.json").exists());
    }
}

/// What is said of a wrong `synonyms`.
#[track_caller]
fn check_synonyms(value: &str, expected: &str) {
    let settings = format!("synonyms = {value}\n");
    let test = Test::new().file("in/a.txt", ARTICLE).file("in/broadsheet.toml", settings);
    test.run(&["bundle", "in", "--out", "out"]).status(2).says(expected);
}

#[test]
fn wrong_synonyms_are_told() {
    check_synonyms("\"US\"", "in/broadsheet.toml:1: \"synonyms\" must be a list of lists: synonyms = [[");
    check_synonyms("[[\"UN\", \"U.N. agency\"], 7]", "item 2: is neither a list nor a text");
    check_synonyms("[[\"UN\", 7]]", "item 1: holds something that is no text");
    check_synonyms("[\"US\"]", "item 1: \"US\" stands alone; write what means the same beside it");
    check_synonyms("[[]]", "item 1: the list is empty");
    check_synonyms("[[\"US\"]]", "item 1: there is nothing but \"US\"");
    check_synonyms("[[\"US\", \"u.s.\"]]", "the search takes U.S. and us for one");
    check_synonyms("[[\"EU\", \"&\"]]", "item 1: \"&\" has no word in it");
    check_synonyms("[\"EU => \"]", "item 1: \"\" has no word in it");
    check_synonyms("[[\"EU\", \"EU\"]]", "item 1: \"EU\" stands there already");
    check_synonyms("[[\"EU\", \"Brussels\"], [\"eu\", \"Union\"]]", "item 2: \"eu\" stands there already");
    let many: Vec<String> = (0..2000).map(|number| format!("[\"a{number}\", \"b{number}\"]")).collect();
    check_synonyms(&format!("[{}]", many.join(",")), "keep the most useful 16 kB");
}

#[test]
fn synonyms_are_looked_for_and_said() {
    let test = Test::new()
        .file("in/a.txt", "A headline of some length\n\nThe United States said so.")
        .file("in/b.txt", "Another headline of some length\n\nThe U.S. said so.")
        .file(
            "in/broadsheet.toml",
            "synonyms = [[\"US\", \"U.S.\", \"United States\"], \"America => United States\"]\n",
        );
    test.bundle();
    let answer = test.search("us", &[]);
    assert_eq!((&answer["total"], &answer["also"]), (&2.into(), &serde_json::json!(["United States"])));
    assert_eq!(test.found("united states", &[]).len(), 2);
    assert_eq!(test.found("america", &[]).len(), 1);
    assert_eq!(test.found("\"us\"", &[]).len(), 1);
    test.run(&["search", "out", "us"]).success();
}

/// The lists belong to the archive as it is set now, in whichever segment an article lies.
#[test]
fn synonyms_hold_for_articles_from_before_and_after_a_change() {
    let articles = |range: std::ops::Range<u32>, text: &str| {
        let article = |number| serde_json::json!({ "uri": format!("a:{number}"), "headline": "Talks", "body": [text] });
        crate::harness::lines(&range.map(article).collect::<Vec<_>>())
    };
    let test = Test::new().file("in/all.jsonl", articles(0..30, "The United States said so."));
    test.write("more.jsonl", articles(30..33, "The U.S. said so."));
    test.bundle();
    let run = |arguments: &[&str], synonyms: &str| {
        test.write("broadsheet.toml", format!("id = \"in\"\n{synonyms}\n"));
        test.run(&[&["bundle", "--out", "out", "--config", "broadsheet.toml"], arguments].concat()).success();
    };
    let found = |query: &str| test.found(query, &["--limit", "100"]).len();
    let segments = || {
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(test.path("out/archive.json")).unwrap()).unwrap();
        manifest["segments"].as_array().unwrap().len()
    };
    assert_eq!((found("us"), found("united states")), (0, 30));

    // Nothing new but the list.
    run(&["in", "--append"], "synonyms = [[\"America\", \"United States\"]]");
    assert_eq!((segments(), found("america")), (1, 30));

    run(&["more.jsonl", "--append"], "synonyms = [[\"US\", \"United States\"]]");
    assert_eq!((segments(), found("us"), found("united states"), found("america")), (2, 33, 33, 0));

    // Nothing said keeps them, as it keeps all other settings.
    run(&["more.jsonl", "--append"], "");
    assert_eq!((segments(), found("us")), (2, 33));

    run(&["more.jsonl", "--append"], "synonyms = [\"America => US\"]");
    assert_eq!((segments(), found("us"), found("america")), (2, 3, 3));

    test.run(&["bundle", "--out", "out", "--remove", "a:1"]).success();
    assert_eq!((segments(), found("america")), (2, 3));

    // One segment is left, which was written under other lists.
    let withdrawn = (0..30).map(|number| format!("a:{number}")).collect::<Vec<_>>();
    let removed = withdrawn.iter().filter(|uri| *uri != "a:1").flat_map(|uri| ["--remove", uri.as_str()]);
    test.run(&["bundle", "--out", "out"].into_iter().chain(removed).collect::<Vec<_>>()).success();
    assert_eq!((segments(), found("america"), found("united states")), (1, 3, 0));

    run(&["more.jsonl", "--append"], "synonyms = []");
    assert_eq!((segments(), found("america"), found("us")), (1, 0, 3));
}
