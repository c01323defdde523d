//! Articles as nobody means them: undated, from the future, endless, right to left, hostile. All become archives that are whole.

use serde_json::{Value, json};

use crate::harness::{Test, lines};

/// Bundles, proves the archive whole, and that what is exported makes it again.
#[track_caller]
fn check(articles: &[Value]) -> Test {
    let test =
        Test::new().file("in/broadsheet.toml", "id = \"odd\"\ntitle = \"Odd\"\n").file("in/a.jsonl", lines(articles));
    let status = test.run(&["bundle", "in", "--out", "out"]).status;
    assert!(status < 2, "{status}");
    test.run(&["check", "out"]).success();
    test.write("exported.jsonl", test.run(&["export", "out"]).success().stdout);
    test.run(&["bundle", "exported.jsonl", "--config", "in/broadsheet.toml", "--out", "again"]);
    let bytes = |folder: &str| test.files(folder).into_values().collect::<Vec<_>>();
    assert_eq!(bytes("out"), bytes("again"));
    test
}

#[test]
fn dates_may_be_none_or_far_away() {
    let test = check(&[
        json!({"uri": "t:none", "headline": "Harbour"}),
        json!({"uri": "t:soon", "headline": "Harbour", "datePublished": "soon"}),
        json!({"uri": "t:first", "headline": "Harbour", "datePublished": "0001-01-01"}),
        json!({"uri": "t:last", "headline": "Harbour", "datePublished": "9999-12-31"}),
        json!({"uri": "t:next", "headline": "Harbour", "datePublished": "2999-06-01T12:00:00+14:00"}),
    ]);
    assert_eq!(test.found("harbour", &["--sort", "newest"]), ["t:last", "t:next", "t:first", "t:none", "t:soon"]);
    assert_eq!(test.found("harbour", &["--from", "2900"]).len(), 2);
    check(&[json!({"uri": "t:none", "headline": "No date at all"})]);
}

#[test]
fn an_article_may_have_50_000_words() {
    let paragraph = |n: usize| (0..100).map(|word| format!("word{} ", (n * 100 + word) % 7919)).collect::<String>();
    let body: Vec<_> = (0..500).map(paragraph).collect();
    let test =
        check(&[json!({"uri": "t:1", "headline": "Long", "body": body}), json!({"uri": "t:2", "headline": "Short"})]);
    assert_eq!(test.found("word7918", &[]), ["t:1"]);
}

#[test]
fn text_may_run_right_to_left_and_hold_control_characters() {
    let test = check(&[
        json!({"uri": "t:fa", "headline": "شرکت هواپیمایی", "language": "fa", "body": ["این یک متن است ‏"]}),
        json!({"uri": "t:control", "headline": "Bell\u{7} and\u{0} \u{1b}[31mred\u{202e}", "body": ["a\u{85}b\r\nc\u{fffe}"]}),
    ]);
    assert_eq!(test.found("شرکت", &[]), ["t:fa"]);
    assert_eq!(test.found("bell", &[]), ["t:control"]);
    let shown = test.run(&["search", "out", "bell"]).success().stdout;
    assert!(!shown.contains(['\u{7}', '\u{0}', '\u{1b}']), "{shown:?}");
}

#[test]
fn hostile_texts_are_texts() {
    let hostile = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/hostile/xss-filter-evasion.json");
    let Ok(hostile) = std::fs::read(hostile) else {
        println!("skipped: hostile/xss-filter-evasion.json is not beside the project");
        return;
    };
    let hostile: Vec<String> = serde_json::from_slice(&hostile).unwrap();
    let articles: Vec<Value> = (0..)
        .zip(&hostile)
        .map(|(n, text)| {
            json!({
                "uri": format!("t:{n}"), "headline": text, "abstract": text, "by": text, "places": [text], "url": text,
                "language": text, "associations": [{"href": text, "caption": text}],
                "body": [text, {"text": "link", "spans": [{"start": 0, "end": 4, "kind": "link", "href": text}]}],
            })
        })
        .collect();
    let test = check(&articles);
    assert_eq!(test.search("", &["--limit", "0"])["total"], hostile.len());
    for exported in std::fs::read_to_string(test.path("exported.jsonl")).unwrap().lines() {
        let article: Value = serde_json::from_str(exported).unwrap();
        let picture = article["associations"][0]["href"].as_str().unwrap_or("https://");
        assert!(picture.starts_with("http") || picture.starts_with("//") || picture.contains("://"), "{picture}");
    }
}
