//! Sources that the settings name: patterns, defaults, each file once; and the facets that are shown.

use serde_json::json;

use crate::harness::{Outcome, Test};

fn copy(headline: &str) -> String {
    format!("{headline} of some length\n\nAnd a text that follows it.")
}

/// A folder with two agencies that name their files alike, notes, and settings.
fn house(settings: &str) -> Test {
    Test::new()
        .file("in/agency/north/1.txt", copy("North one"))
        .file("in/agency/south/1.txt", copy("South one"))
        .file("in/agency/south/2.md", "---\nheadline: South two\npublisher: Own Name\nlanguage: pt\n---\nText.")
        .file("in/desk/notes.txt", copy("Notes"))
        .file("in/broadsheet.toml", format!("id = \"house\"\n{settings}"))
}

#[track_caller]
fn bundle(test: &Test) -> Outcome {
    test.run(&["bundle", "in", "--out", "out"])
}

/// The articles' identities and one of their fields.
fn fields(test: &Test, field: &str) -> Vec<(String, serde_json::Value)> {
    let mut found: Vec<_> = test
        .exported()
        .into_iter()
        .map(|mut article| {
            let uri = article["uri"].as_str().unwrap().trim_start_matches("urn:broadsheet:house:").to_owned();
            (uri, article[field].take())
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

#[test]
fn a_folder_with_settings_stands_for_the_sources_that_these_name() {
    let test = house("sources = [\"agency/north\", \"agency/south/*.md\"]\n");
    bundle(&test).success();
    assert_eq!(
        fields(&test, "headline"),
        [("1.txt".to_owned(), json!("North one of some length")), ("agency/south/2.md".to_owned(), json!("South two")),]
    );
    // Named as something else it is what it is.
    test.run(&["bundle", "in/agency", "--out", "all"]).success().says("3 articles read");
}

#[test]
fn what_holds_for_a_source_holds_where_an_article_does_not_say_it() {
    let test = house(
        "[[sources]]\npath = \"agency/south/*\"\npublisher = \"South Wire\"\narticleSection = \"World\"\nlanguage = \"es\"\n\
         usageTerms = \"Ask.\"\ncopyrightHolder = \"South\"\ncopyrightNotice = \"© South\"\n\
         [[sources]]\npath = \".\"\npublisher = \"The House\"\n",
    );
    bundle(&test).success();
    let name = |name: &str| json!({ "name": name });
    let expected = [
        ("agency/north/1.txt", name("The House")),
        ("agency/south/1.txt", name("South Wire")),
        ("agency/south/2.md", name("Own Name")),
        ("desk/notes.txt", name("The House")),
    ];
    assert_eq!(fields(&test, "publisher"), expected.map(|(uri, publisher)| (uri.to_owned(), publisher)));
    let values = |field: &str| fields(&test, field).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
    assert_eq!(values("language"), ["en", "es", "pt", "en"]);
    assert_eq!(values("articleSection"), [json!(null), json!("World"), json!("World"), json!(null)]);
    for (field, value) in [("usageTerms", "Ask."), ("copyrightHolder", "South"), ("copyrightNotice", "© South")] {
        assert_eq!(values(field)[1], value);
    }
    // One file alone is still one of its source.
    let one = test.run(&["import", "in/agency/south/1.txt", "--config", "in/broadsheet.toml", "--json"]).success();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&one.stdout).unwrap()["publisher"], name("South Wire"));
    let figures: serde_json::Value = serde_json::from_str(one.stderr.lines().last().unwrap()).unwrap();
    assert_eq!((&figures["read"], &figures["bytes"]), (&json!(1), &json!(one.stdout.len())));
}

#[test]
fn a_file_is_read_once_by_the_first_source_that_names_it() {
    let test = house("sources = [\"agency/**\", \"agency/south\", \"agency/south/1.txt\", \"desk\", \"**/*.txt\"]\n");
    bundle(&test).success().says("4 articles read").says("0 duplicates");
}

/// A feed that a list names was left to the reading of its folder, also where a pattern names the list alone; and one that another source
/// reads was read twice.
#[test]
fn a_list_of_feeds_that_is_named_alone_is_followed() {
    let feed = |title: &str| format!("<rss><channel><item><title>{title}</title></item></channel></rss>");
    let list = "<opml><body><outline xmlUrl='feeds/a.xml'/><outline xmlUrl='feeds/b.rss'/></body></opml>";
    let test =
        Test::new().file("in/a.opml", list).file("in/feeds/a.xml", feed("One")).file("in/feeds/b.rss", feed("Two"));
    let headlines = |patterns: &str| {
        test.write("in/broadsheet.toml", format!("id = \"house\"\nsources = [{patterns}]\n"));
        bundle(&test).success().says(" 0 duplicates");
        fields(&test, "headline").into_iter().map(|(_, headline)| headline).collect::<Vec<_>>()
    };
    assert_eq!(headlines("\"*.opml\""), ["One", "Two"]);
    for others in ["feeds/*.xml", "feeds", "feeds/a.xml"] {
        assert_eq!(headlines(&format!("\"*.opml\", \"{others}\"")).len(), 2, "{others}");
        assert_eq!(headlines(&format!("\"a.opml\", \"{others}\"")).len(), 2, "{others}");
    }
    assert_eq!(headlines("\".\""), ["One", "Two"]);
}

/// Where a folder is hidden, or was made of articles, a reading around it enters it no more than any: a feed in it that a list names was
/// left to that reading, and lost without a word.
#[test]
fn a_feed_where_no_reading_comes_is_read_by_the_list_that_names_it() {
    let feed = |title: &str| format!("<rss><channel><item><title>{title}</title></item></channel></rss>");
    let list = |address: &str| format!("<opml><body><outline xmlUrl='{address}'/></body></opml>");
    let test = Test::new().file("other/1.txt", copy("Other")).file("in/broadsheet.toml", "id = \"house\"\n");
    test.run(&["bundle", "other", "--out", "in/made"]).success();
    for folder in [".hidden", "made"] {
        test.write(&format!("in/{folder}/list.opml"), list("a.xml"));
        test.write(&format!("in/{folder}/a.xml"), feed(&format!("Of {folder}")));
        test.write("in/desk.txt", copy("Desk"));
        for others in [".", "**/*.txt"] {
            test.write(
                "in/broadsheet.toml",
                format!("id = \"house\"\nsources = [\"{others}\", \"{folder}/list.opml\"]\n"),
            );
            bundle(&test).success().says("2 articles read");
            let headlines: Vec<_> = fields(&test, "headline").into_iter().map(|(_, headline)| headline).collect();
            assert!(headlines.contains(&json!(format!("Of {folder}"))), "{folder}, {others}: {headlines:?}");
        }
    }
    // A list outside may name what was made, and not what is hidden.
    test.write("in/broadsheet.toml", "id = \"house\"\nsources = [\".\"]\n");
    test.write("in/list.opml", list("made/a.xml"));
    bundle(&test).success().says("2 articles read").says("was made of articles, and was passed over");
    test.write("in/list.opml", list(".hidden/a.xml"));
    bundle(&test).status(1).says("names .hidden/a.xml, which is hidden and was not read").says("1 article read");
}

#[test]
fn a_source_that_leads_nowhere_is_a_problem_and_the_others_go_on() {
    let test = house("title = \"House\"\nsources = [\n  \"agency/nroth\",\n  \"agency/*.xml\",\n  \"desk\",\n]\n");
    bundle(&test)
        .status(1)
        .says("problem: in/broadsheet.toml:4: \"sources\", item 1: \"agency/nroth\" is not there (in/agency/nroth); did you mean \"north\"?")
        .says("problem: in/broadsheet.toml:5: \"sources\", item 2: no file matches \"agency/*.xml\", looked for in in\n")
        .says("1 article in the archive");
    // All of them: nothing takes the place of a good archive.
    test.write("in/broadsheet.toml", "id = \"house\"\nsources = [\"x/*.xml\"]\n");
    let before = test.files("out");
    bundle(&test).status(2).says("\"sources\", item 1: no file matches").says("nothing was written");
    assert_eq!(test.files("out"), before);
}

#[test]
fn a_site_may_lie_where_no_pattern_leads() {
    let test = house("sources = [\"agency/*/*.txt\"]\n");
    test.run(&["bundle", "in", "--out", "in/out"]).success().says("2 articles read");
    test.run(&["bundle", "in", "--out", "in/out"]).success().says("2 articles read");
    test.run(&["bundle", "in", "--out", "in/agency/out"]).status(2).says("lies inside the source in/agency");
}

#[test]
fn wrong_sources_are_told_with_their_line() {
    for (settings, what) in [
        (
            "[[sources]]\npath = \"desk\"\nsection = \"World\"\n",
            "in/broadsheet.toml:4: \"sources\", item 1: there is no key \"section\"; did you mean \"articleSection\"?",
        ),
        ("[[sources]]\npath = \"desk\"\ntitle = \"Mine\"\n", "write it above the first line in brackets"),
        ("[[sources]]\npublisher = \"Mine\"\n", "in/broadsheet.toml:2: \"sources\", item 1: lacks \"path\""),
        (
            "[[sources]]\npath = \"desk\"\npublisher = 3\n",
            "in/broadsheet.toml:4: \"sources\", item 1, \"publisher\" must be a text",
        ),
        (
            "[[sources]]\npath = \"desk\"\nlanguage = \"English!\"\n",
            "in/broadsheet.toml:4: \"sources\", item 1, \"language\": \"English!\" is not the tag",
        ),
        ("sources = [\"desk\", 3]\n", "in/broadsheet.toml:2: \"sources\", item 2 must be a text such as"),
        ("sources = [\"a[\"]\n", "in/broadsheet.toml:2: \"sources\", item 1: \"a[\" is not a pattern"),
        (
            "facets = [\"places\", \"section\"]\n",
            "in/broadsheet.toml:2: \"facets\", item 2: there is no facet \"section\"; did you mean \"articleSection\"?",
        ),
        ("facets = [\"places\", \"places\"]\n", "\"facets\", item 2: \"places\" stands there already"),
        ("facets = \"places\"\n", "in/broadsheet.toml:2: \"facets\" must be a list of texts"),
        ("title = }\n", "in/broadsheet.toml:2: is not TOML"),
    ] {
        let test = house(settings);
        bundle(&test).status(2).says(what);
        assert!(!test.path("out").exists());
    }
}

#[test]
fn facets_are_shown_in_the_order_of_the_settings_and_those_alone() {
    let article = |field: &str, value: &str| format!("---\nheadline: Of {value}\n{field}: [{value}]\n---\nText.");
    let test = Test::new()
        .file("in/a.md", article("places", "Lisbon"))
        .file("in/b.md", article("people", "Ana"))
        .file("more/c.md", article("genres", "Essay"))
        .file("in/broadsheet.toml", "id = \"in\"\nfacets = [\"people\", \"genres\", \"places\"]\n");
    test.bundle();
    let shown = || {
        let manifest = test.manifest();
        let facets = manifest["facets"].as_array().unwrap();
        facets.iter().map(|facet| facet["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(), ["people", "places"]);
    // What is hidden can be asked for all the same.
    assert_eq!(test.found("", &["--filter", "language=en"]).len(), 2);
    // Who adds articles without settings keeps to it, with a facet that had no values before.
    let append = ["bundle", "more", "--out", "out", "--append"];
    test.run(&append).success();
    assert_eq!(shown(), ["people", "genres", "places"]);
    test.write("broadsheet.toml", "facets = []\n");
    test.run(&[&append[..], &["--config", "broadsheet.toml"]].concat()).success();
    assert!(shown().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_found_once_too() {
    use std::os::unix::ffi::OsStrExt;
    let test = house("sources = [\"old/*.txt\", \"old\"]\n");
    std::fs::create_dir(test.path("in/old")).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(test.path("in/old").join(name), copy("Coffee")).unwrap();
    bundle(&test).success().says("1 article read").says("0 duplicates");
    assert_eq!(fields(&test, "headline")[0].0, "old/caf%E9.txt");
}
