//! Authority lists: names are written in one way, whatever the articles say.

use crate::harness::{Test, lines};

fn house(settings: &str) -> Test {
    let article = |uri: &str, places: &[&str], publisher: &str| serde_json::json!({ "uri": uri, "headline": uri, "places": places, "publisher": publisher, "body": ["Text."] });
    let articles = [
        article("a:1", &["Moskau", "Lisbon"], "AP"),
        article("a:2", &["Moscow", "MOSKAU", "Lisboa"], "Associated Press wire"),
        article("a:3", &["Moskva"], "Other"),
    ];
    Test::new()
        .file("in/all.jsonl", lines(&articles))
        .file(
            "in/lists/places.csv",
            "\u{feff}Variant;Note;Name\r\nMoskau;German;Moscow\r\n;;\r\n\"Moskva\";;Moscow\r\n",
        )
        .file("in/lists/more.toml", "# People write these.\nLisbon = [\"Lisboa\"]\n")
        .file("in/lists/publishers.toml", "\"Associated Press\" = [\"AP\", \"Associated Press wire\"]\n")
        .file("in/broadsheet.toml", format!("id = \"in\"\n{settings}"))
}

#[test]
fn names_are_written_as_the_lists_have_them() {
    let test = house(
        "[authorities]\nplaces = [\"lists/places.csv\", \"lists/more.toml\"]\npublisher = \"lists/publishers.toml\"\n",
    );
    test.bundle()
        .says("note: \"authorities\", \"places\": 4 names were written as the list has them: \"Lisboa\" as \"Lisbon\" (1), \"MOSKAU\" as \"Moscow\" (1), \"Moskau\" as \"Moscow\" (1), …")
        .says("\"publisher\": 2 names were written")
        // They are no articles.
        .says_not("lists/");
    assert_eq!(test.found("", &["--filter", "places=moscow"]).len(), 3);
    assert_eq!(test.found("", &["--filter", "publisher=Associated Press"]).len(), 2);
    let facets = test.search("", &["--facets", "places"])["facets"]["places"].clone();
    assert_eq!(facets, serde_json::json!([{ "value": "Moscow", "count": 3 }, { "value": "Lisbon", "count": 2 }]));
}

#[test]
fn wrong_lists_are_told() {
    for (settings, list, what) in [
        (
            "places = \"lists/x.csv\"",
            "",
            "in/broadsheet.toml:3: \"authorities\", \"places\": \"lists/x.csv\" is not there (in/lists/x.csv)",
        ),
        ("place = \"lists/new.csv\"", "", "\"authorities\": there is no key \"place\"; did you mean \"places\"?"),
        ("places = 3", "", "\"authorities\", \"places\" must be a text in quotation marks, or a list"),
        ("places = \"all.jsonl\"", "", "must be a list in CSV or TOML"),
        (
            "places = \"lists/new.csv\"",
            "Moskau,Moscow\n",
            "in/lists/new.csv:1: the first line must name the columns: variant,name",
        ),
        (
            "places = \"lists/new.csv\"",
            "variant,name\nMoskau,Moscow\nMoskau,Minsk\n",
            "in/lists/new.csv:3: \"Moskau\" stands for \"Minsk\" here, and for \"Moscow\" in in/lists/new.csv:2",
        ),
        (
            "places = \"lists/new.csv\"",
            "variant,name\na,b\n\nb,a\n",
            "in/lists/new.csv:2: these names lead in a circle: a → b → a",
        ),
        ("places = \"lists/new.csv\"", "variant,name\nMoskau\n", "in/lists/new.csv:2: a line needs both"),
        ("places = [\"lists/new.toml\"]", "\n\"a\" = 3\n", "in/lists/new.toml:2: \"a\" must be a text"),
    ] {
        let test = house(&format!("[authorities]\n{settings}\n"));
        let ending = if settings.contains("toml") { "toml" } else { "csv" };
        test.write(&format!("in/lists/new.{ending}"), list);
        test.run(&["bundle", "in", "--out", "out"]).status(2).says(what);
        assert!(!test.path("out").exists());
    }
}
