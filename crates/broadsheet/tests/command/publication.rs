//! What is published: identity, versions, embargoes, and what import prints.

use serde_json::{Value, json};

use crate::harness::{Test, lines};

#[test]
fn what_must_not_be_published_is_left_out_and_named() {
    let test = Test::new().file(
        "in/a.jsonl",
        lines(&[
            json!({"uri": "test:usable", "headline": "Usable", "pubStatus": "usable"}),
            json!({"uri": "test:withheld", "headline": "Withheld", "pubStatus": "withheld"}),
            json!({"uri": "test:embargo", "headline": "Embargo", "embargoedUntil": "2026-06-01T00:00:00Z"}),
            json!({"uri": "test:expired", "headline": "Expired", "expires": "2026-01-01"}),
        ]),
    );
    let outcome = test.bundle();
    assert_eq!(test.found("", &[]), ["test:usable"]);
    outcome
        .says("a.jsonl:2: left out, its pubStatus is \"withheld\": test:withheld")
        .says("under embargo until 2026-06-01T00:00:00Z: test:embargo")
        .says("expired at 2026-01-01: test:expired");
    let later = test.run(&["bundle", "in", "--out", "out", "--now", "2026-06-02T00:00:00Z"]).success();
    assert!(!later.stderr.contains("embargo"), "{}", later.stderr);
    assert_eq!(test.search("", &[])["total"], 2);
}

#[test]
fn the_later_version_of_one_article_wins() {
    let test = Test::new().file(
        "in/a.jsonl",
        lines(&[
            json!({"uri": "test:1", "headline": "Second", "version": "2"}),
            json!({"uri": "test:1", "headline": "First", "version": "1"}),
            json!({"uri": "test:2", "headline": "Later", "datePublished": "2020-01-02"}),
            json!({"uri": "test:2", "headline": "Earlier", "datePublished": "2020-01-01"}),
            json!({"uri": "test:3", "headline": "Read first"}),
            json!({"uri": "test:3", "headline": "Read last"}),
        ]),
    );
    test.bundle().says("in/a.jsonl:2: left out, in/a.jsonl:1 is a later version of test:1");
    let answer = test.search("", &[]);
    let headlines: Vec<_> =
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["headline"].as_str().unwrap()).collect();
    assert_eq!(headlines, ["Later", "Second", "Read last"]);
}

#[test]
fn a_withdrawn_version_takes_the_article_away_and_an_embargoed_one_does_not() {
    let test = Test::new().file(
        "in/a.jsonl",
        lines(&[
            json!({"uri": "test:gone", "headline": "Withdrawn", "version": 1}),
            json!({"uri": "test:gone", "headline": "Withdrawn", "version": 2, "pubStatus": "canceled"}),
            json!({"uri": "test:stays", "headline": "Stays", "version": 1}),
            json!({"uri": "test:stays", "headline": "To come", "version": 2, "embargoedUntil": "2030-01-01"}),
        ]),
    );
    test.bundle();
    let answer = test.search("", &[]);
    assert_eq!((&answer["total"], &answer["hits"][0]["headline"]), (&json!(1), &json!("Stays")));
}

#[test]
fn the_newest_come_first_and_days_are_those_of_the_archive_s_zone() {
    let test = Test::new().file("in/broadsheet.toml", "timeZone = \"Asia/Seoul\"\n").file(
        "in/a.jsonl",
        lines(&[
            json!({"uri": "test:undated", "headline": "Undated"}),
            json!({"uri": "test:a", "headline": "A", "datePublished": "2020-03-01"}),
            json!({"uri": "test:b", "headline": "B", "datePublished": "2020-02-29T15:30:00Z"}),
            json!({"uri": "test:c", "headline": "C", "datePublished": "2020-02-29T14:30:00Z"}),
        ]),
    );
    test.bundle();
    assert_eq!(test.found("", &[]), ["test:b", "test:a", "test:c", "test:undated"]);
    assert_eq!(test.found("", &["--from", "2020-03"]), ["test:b", "test:a"]);
    assert_eq!(test.found("", &["--sort", "oldest"]), ["test:c", "test:a", "test:b", "test:undated"]);
}

#[test]
fn import_prints_articles_in_full() {
    let test = Test::new().file(
        "in/world/a.json",
        json!({"headline": "Élan!", "body": ["One  two."], "url": "https://a.example/1#x"}).to_string(),
    );
    let printed: Value = serde_json::from_str(&test.run(&["import", "in"]).success().stdout).unwrap();
    assert_eq!(printed["uri"], "https://a.example/1");
    assert_eq!(printed["wordCount"], 2);
    assert_eq!(printed["body"][0]["kind"], "paragraph");
    assert_eq!(printed["body"][0]["id"].as_str().unwrap().len(), 8);
    let again = test.file("in/world/a.json", printed.to_string());
    let twice: Value = serde_json::from_str(&again.run(&["import", "in"]).success().stdout).unwrap();
    assert_eq!(twice, printed, "what import prints, import reads");
}

#[test]
fn an_article_without_uri_and_url_is_known_by_its_path() {
    let test = Test::new()
        .file("in/broadsheet.toml", "id = \"mine\"\n")
        .file("in/world/a.txt", "A headline of some length\n\nAnd a text that follows it.");
    let printed: Value = serde_json::from_str(&test.run(&["import", "in"]).success().stdout).unwrap();
    assert_eq!(printed["uri"], "urn:broadsheet:mine:world/a.txt");
}

#[test]
fn one_bad_source_does_not_stop_the_others() {
    let test = Test::new()
        .file("in/a.jsonl", "{\"uri\": \"test:1\", \"headline\": \"Good\"}\nnot json\n{\"uri\": \"test:2\", \"headline\": \"Good too\"}\n")
        .file("in/empty.txt", "");
    let outcome = test.run(&["bundle", "in", "missing", "--out", "out"]);
    outcome.status(1).says("problem: ").says("a.jsonl:2").says("empty.txt").says("missing");
    assert_eq!(test.search("good", &[])["total"], 2);
}

/// Both came to one `uri` made from the path, and one vanished with a note that called the other a later version.
#[test]
fn files_of_one_name_in_two_sources_are_a_problem() {
    let text = "A headline of some length\n\nAnd a text that follows it.";
    let test = Test::new().file("1990/news.txt", text).file("1991/news.txt", text);
    let outcome = test.run(&["bundle", "1990", "1991", "--out", "out"]);
    outcome
        .status(1)
        .says("1990/news.txt: the article is lost, because 1991/news.txt has the same path in another source");
}

/// An update that lay at the same path of another folder was told as a loss, though it said by its uri what it is.
#[test]
fn an_update_in_a_folder_of_its_own_is_a_later_version() {
    let item = |version: &str| {
        json!({"uri": "http://a.example/1", "type": "text", "version": version, "headline": format!("Version {version}"),
               "body_text": "The harbour is open again."})
        .to_string()
    };
    let page = |date: &str| format!("---\nurl: https://a.example/2\nlastmod: {date}\n---\n# Page of {date}\n\nText.");
    let test = Test::new()
        .file("a/item.json", item("2"))
        .file("b/item.json", item("3"))
        .file("a/page.md", page("2026-01-02"))
        .file("b/page.md", page("2026-01-01"));
    let outcome = test.run(&["bundle", "a", "b", "--out", "out"]).success();
    outcome
        .says("a/item.json: left out, b/item.json is a later version of http://a.example/1")
        .says("b/page.md: left out, a/page.md is a later version of https://a.example/2")
        .says_not("is lost");
    let headlines: Vec<Value> = test.exported().into_iter().map(|article| article["headline"].clone()).collect();
    assert_eq!(headlines.len(), 2);
    assert!(
        headlines.contains(&"Version 3".into()) && headlines.contains(&"Page of 2026-01-02".into()),
        "{headlines:?}"
    );
}

/// Hugo's day of publication was taken for a date like any other, and the article published before it.
#[test]
fn what_is_planned_for_a_day_to_come_is_not_published_before() {
    let page = |date: &str| format!("---\npublishDate: {date}\ndate: 2026-01-01\n---\n# Page of {date}\n\nText.");
    let test = Test::new().file("in/a.md", page("2026-07-01T06:00:00Z")).file("in/b.md", page("2026-04-01"));
    test.bundle().says("in/a.md: left out, it is under embargo until 2026-07-01T06:00:00Z").says_not("is to come");
    assert_eq!(test.exported().len(), 1);
    test.run(&["bundle", "in", "--out", "out", "--now", "2026-07-01T06:00:00Z"]).success();
    assert_eq!(test.exported().len(), 2);
}

/// It was published without a word.
#[test]
fn a_date_that_is_to_come_is_told() {
    let page = |date: &str| format!("---\ndate: {date}\n---\n# Page\n\nText.");
    let test = Test::new().file("in/a.md", page("2027-07-01")).file("in/b.md", page("2026-05-29T00:00:00Z"));
    test.bundle().says(
        "in/a.md: is dated 2027-07-01, which is to come, and was published all the same; embargoedUntil would hold it back",
    );
    test.write("in/c.md", page("2028-01-01"));
    test.bundle().says("and was published all the same, and 1 other article dated ahead too;");
    assert_eq!(test.exported().len(), 3);
}

#[test]
fn authors_make_a_byline_where_none_is_printed() {
    let test = Test::new().file("in/a.json", json!({"headline": "H", "author": ["Ana Reis", "Bo Li"]}).to_string());
    test.bundle();
    let values = test.search("by:reis", &["--facets", "by"])["facets"]["by"].clone();
    assert_eq!(values, json!([{"value": "Ana Reis, Bo Li", "count": 1}]));
}

/// The page asked for a file that nobody had copied.
#[test]
fn a_picture_that_is_missing_leaves_its_caption_and_no_address() {
    let test = Test::new().file("in/a.md", "# Boats\n\n![Two boats](boats.jpg \"In the harbour\")\n\nThey sail.").file(
        "in/b.json",
        json!({"headline": "B", "associations": [{"href": "https://a.example/b.jpg", "caption": "Far"}]}).to_string(),
    );
    let outcome = test.run(&["bundle", "in", "--out", "out"]).status(1);
    outcome
        .says("problem: in/a.md: the picture boats.jpg is not there; its caption is kept")
        .says("note: pictures on other hosts: 1;");
    let articles: String = test
        .files("out")
        .iter()
        .filter(|(path, _)| path.ends_with("articles/000000.json"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(articles.contains("In the harbour") && articles.contains("Two boats"), "{articles}");
    assert!(!articles.contains("boats.jpg") && articles.contains("https://a.example/b.jpg"), "{articles}");
    let printed = test.run(&["import", "in/a.md"]).success().stdout;
    assert!(printed.contains("boats.jpg"), "what import prints still says where the file is: {printed}");
}

/// What a file held could colour and move the reader's terminal.
#[test]
fn nothing_in_a_source_steers_the_terminal() {
    let test = Test::new().file("in/a.jsonl", "{\"headline\": \"A\", \"\\u001b[31mred\": 1}\n");
    let outcome = test.bundle().says("the field \"\u{fffd}[31mred\"");
    assert!(!outcome.stderr.contains('\u{1b}'), "{}", outcome.stderr);
}

/// With nobody at the other end of standard error the command panicked.
#[test]
fn the_work_is_done_where_nobody_listens() {
    let test = Test::new().file("in/a.jsonl", "{\"headline\": \"A\"}\nbroken\n");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_broadsheet"))
        .args(["bundle", "in", "--out", "out"])
        .current_dir(test.path(""))
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    test.run(&["check", "out"]).success();
}
