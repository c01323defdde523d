//! What is cut out of an archive is nowhere: `bundle --remove`, and articles that are added as withdrawn.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::growing::{answers, append, article, check_at_once, copy, fifty, later, manifest, segments, with_queries};
use crate::harness::Test;

/// The files that hold a word, compressed files unpacked.
fn files_with(test: &Test, word: &str) -> BTreeSet<String> {
    let holds = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()));
    let files = test.files("out").into_iter().filter(|(_, bytes)| holds(bytes));
    let kind = |path: &std::path::Path| {
        let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
        parts[1].clone()
    };
    files.map(|(path, _)| kind(&path)).collect()
}

/// Whether the index of any segment has a word, each opened as an archive of its own, in which masked articles count too: a
/// dictionary is coded, so that the bytes of a word do not stand in it.
fn is_indexed(test: &Test, word: &str) -> bool {
    let manifest = manifest(test);
    let has_word = |segment: &Value| {
        let mut alone = manifest.clone();
        alone["segments"] = json!([segment]);
        alone.as_object_mut().unwrap().remove("joint");
        let hash = segment["hash"].as_str().unwrap();
        copy(&test.path(&format!("out/{hash}")), &test.path(&format!("alone/{hash}")));
        test.write("alone/archive.json", alone.to_string());
        let found = test.run(&["search", "alone", word, "--json"]).success().stdout;
        serde_json::from_str::<Value>(&found).unwrap()["hits"].as_array().is_some_and(|hits| !hits.is_empty())
    };
    manifest["segments"].as_array().unwrap().iter().any(has_word)
}

#[test]
fn the_words_of_a_removed_article_are_in_no_file() {
    let test = fifty();
    let first = ["xylophonist", "wyvernling", "gryphonesque", "unicornfold"];
    let second = ["basiliskwise", "jackalopedom", "quetzalmoor", "yggdrasilway"];
    let secret = |version: &str, [headline, body, place, by]: [&str; 4]| {
        json!({
            "uri": "test:secret", "headline": headline, "version": version, "body": [format!("Of {body} and harbours.")],
            "places": [place], "by": by, "datePublished": "2014-05-05",
        })
    };
    append(&test, &[secret("1", first), article(50, 7)]);
    append(&test, &[secret("2", second)]);
    for word in first.iter().chain(&second) {
        let files = files_with(&test, &word[3..]);
        assert!(files.contains("articles"), "{word} stands in {files:?}");
    }
    assert!(second.iter().all(|word| is_indexed(&test, word)));
    test.run(&["bundle", "--out", "out", "--remove", "test:secret"]).success().says("1 article cut out");
    for word in first.iter().chain(&second) {
        assert_eq!(files_with(&test, &word[3..]), BTreeSet::new(), "{word}");
        assert!(!is_indexed(&test, word), "{word}");
    }
    // No other segment is left, of which the manifest does not tell.
    let folders =
        fs::read_dir(test.path("out")).unwrap().flatten().filter(|entry| entry.path().join("search").is_dir());
    assert_eq!(folders.count(), segments(&test));
    assert_eq!(files_with(&test, "test:secret"), BTreeSet::new());
    test.run(&["check", "out"]).success();
    assert_eq!(test.search("", &[])["total"], 49);
    let again = test.run(&["bundle", "--out", "out", "--remove", "test:secret", "--remove", "test:2"]);
    again.status(1).says("problem: test:secret: is not in the archive").says("1 article cut out");
    let known = |uri: u32| match uri {
        0..38 => article(uri, uri + 3),
        38..48 => later(uri, uri + 50),
        _ => article(uri, 7),
    };
    check_at_once(&test, (0..48).chain([50]).filter(|uri| *uri != 2).map(known));
}

/// The manifest was in place and what was cut out still lay beside it.
#[test]
fn a_run_that_stops_before_it_cleared_away_what_was_cut_out_can_be_repeated() {
    let test = fifty();
    append(
        &test,
        &[json!({"uri": "test:60", "headline": "x", "body": ["Zqgryphonbody."], "dateModified": "2025-01-01"})],
    );
    copy(&test.path("out"), &test.path("before"));
    let left = || {
        copy(&test.path("out"), &test.path("kept"));
        copy(&test.path("before"), &test.path("out"));
        fs::copy(test.path("kept/archive.json"), test.path("out/archive.json")).unwrap();
        assert!(!files_with(&test, "gryphonbody").is_empty());
    };
    let removal = ["bundle", "--out", "out", "--remove", "test:60"];
    test.run(&removal).success();
    left();
    test.run(&removal).status(1);
    assert_eq!(files_with(&test, "gryphonbody"), BTreeSet::new());
    let withdrawn = [json!({"uri": "test:60", "headline": "x", "pubStatus": "withheld", "dateModified": "2025-01-02"})];
    left();
    append(&test, &withdrawn);
    assert_eq!(files_with(&test, "gryphonbody"), BTreeSet::new());
    test.run(&["check", "out"]).success();
}

/// A withdrawal that names neither version nor date was passed over, and nothing said so.
#[test]
fn what_withdraws_an_article_needs_no_date() {
    let test = fifty();
    let bare = [json!({"uri": "test:2", "headline": "x", "pubStatus": "canceled"})];
    append(&test, &bare).says("withdraws test:2, which is cut out of the archive");
    assert_eq!(test.search("", &[])["total"], 47);
    let earlier = [
        json!({"uri": "test:3", "headline": "x", "pubStatus": "canceled", "dateModified": "1999-01-01", "version": "0"}),
    ];
    append(&test, &[later(3, 9)]);
    append(&test, &earlier).says("left out, the archive holds a later version of test:3");
    assert_eq!(test.search("", &[])["total"], 47);
}

/// With its manifest lost the few articles that were added took the place of all others.
#[test]
fn adding_to_segments_without_a_manifest_is_refused() {
    let test = fifty();
    fs::remove_file(test.path("out/archive.json")).unwrap();
    let before = test.files("out");
    test.write("in/a.jsonl", article(90, 1).to_string());
    test.run(&["bundle", "in", "--out", "out", "--append"]).status(2).says("but not its archive.json");
    assert_eq!(test.files("out"), before);
}

#[test]
fn a_withdrawn_article_is_cut_out_when_that_is_added() {
    let test = fifty();
    append(
        &test,
        &[json!({"uri": "test:60", "headline": "Zqunicornhead", "body": ["Zqgryphonbody."], "version": "3"})],
    );
    let withdrawn =
        |version: &str| json!({"uri": "test:60", "headline": "x", "pubStatus": "withheld", "version": version});
    append(&test, &[withdrawn("2")]).says_not(" withdrawn\n");
    assert_eq!(test.found("zqgryphonbody", &[]), ["test:60"]);
    append(&test, &[withdrawn("4")]).says("withdraws test:60, which is cut out").says("1 withdrawn");
    for end in ["nicornhead", "ryphonbody"] {
        assert_eq!(files_with(&test, end), BTreeSet::new(), "{end}");
    }
    // What is still under embargo does not push out what it will replace.
    append(&test, &[json!({"uri": "test:1", "headline": "x", "embargoedUntil": "2030-01-01", "version": "9"})]);
    assert_eq!(test.search("", &[])["total"], 48);
}

#[test]
fn the_last_article_can_be_removed() {
    let test = with_queries(Test::new());
    append(&test, &[article(1, 1)]);
    append(&test, &[article(2, 2), later(1, 5)]);
    test.run(&["bundle", "--out", "out", "--remove", "test:1", "--remove", "test:2"]).success().says("0 articles");
    test.run(&["check", "out"]).success().says("whole");
    assert!(answers(&test, "out").iter().all(|answer| answer["total"] == 0));
    append(&test, &[article(3, 3)]);
    check_at_once(&test, std::iter::once(article(3, 3)));
}
