//! Building the same again: nothing is read twice or written anew, unless something has changed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

use crate::harness::{Outcome, Test};

const ARTICLE: &str = "A headline of some length\n\nAnd a text that follows it.";
const EMBARGOED: &str = "---\nuri: urn:embargoed\nembargoedUntil: 2026-07-01T06:00:00Z\n---\n# Harbour sold\n\nText.";

fn built() -> Test {
    let test = Test::new()
        .file("in/a.txt", ARTICLE)
        .file("in/b.md", "# Another headline\n\nText.")
        .file("in/Page_files/boats.jpg", "no picture")
        .file("in/broadsheet.toml", "title = \"Harbour News\"\n")
        .file("dist/index.html", "<title>app</title>")
        .file("dist/app.js", "one");
    build(&test, &[], true);
    test
}

/// Builds, and expects the site to be made anew or not.
#[track_caller]
fn build(test: &Test, more: &[&str], anew: bool) -> Value {
    let outcome = run(test, more).success();
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(answer["rebuilt"], anew);
    answer
}

fn run(test: &Test, more: &[&str]) -> Outcome {
    test.run(&[&["build", "in", "--app", "dist", "--out", "site", "--json"], more].concat())
}

/// The files of the site, but for what it says of itself: that remembers the app's files of the build before.
fn files(test: &Test) -> Vec<(PathBuf, Vec<u8>)> {
    let within = |(path, bytes): (PathBuf, Vec<u8>)| (path.strip_prefix(test.path("site")).unwrap().to_owned(), bytes);
    test.files("site").into_iter().map(within).filter(|(path, _)| path.as_os_str() != "site.json").collect()
}

fn times(test: &Test) -> BTreeMap<PathBuf, SystemTime> {
    let time = |path: PathBuf| (path.clone(), fs::metadata(path).unwrap().modified().unwrap());
    test.files("site").into_keys().map(time).collect()
}

/// A build of a folder without articles put an empty site in the place of a good one.
#[test]
fn a_build_of_nothing_leaves_the_site_as_it_was() {
    let test = built();
    let before = test.files("site");
    fs::create_dir(test.path("empty")).unwrap();
    let of_nothing = |to: &[&str]| {
        let says = "no article could be read from empty; nothing was written";
        test.run(&[&["build", "empty", "--app", "dist"], to].concat()).status(2).says(says);
    };
    of_nothing(&["--out", "site"]);
    of_nothing(&["--out", "new"]);
    of_nothing(&["--single-file", "one.html"]);
    assert!(test.files("site") == before && !test.path("new/index.html").exists() && !test.path("one.html").exists());
    build(&test, &[], false);
}

#[test]
fn the_same_sources_write_nothing() {
    let test = built();
    let (files_before, times_before) = (files(&test), times(&test));
    assert_eq!(build(&test, &[], false)["articles"], 2);
    assert_eq!(times(&test), times_before);
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).success().says("nothing has changed");

    build(&test, &["--force"], true);
    let changed: Vec<PathBuf> =
        times(&test).into_iter().filter(|(path, time)| times_before[path] != *time).map(|(path, _)| path).collect();
    assert_eq!(changed, [test.path("site/site.json")], "also made anew, a file is written where it has changed");
    assert!(files(&test) == files_before);
    build(&test, &[], false);
}

#[test]
fn a_source_that_was_only_touched_is_the_same() {
    let test = built();
    let later = SystemTime::now() + std::time::Duration::from_secs(60);
    File::options().write(true).open(test.path("in/a.txt")).unwrap().set_modified(later).unwrap();
    build(&test, &[], false);
}

/// Each change makes the site anew, and once: what is built then is the same again.
#[track_caller]
fn check(change: impl FnOnce(&Test)) -> Test {
    let test = built();
    change(&test);
    build(&test, &[], true);
    build(&test, &[], false);
    test
}

#[test]
fn whatever_has_changed_makes_the_site_anew() {
    check(|test| test.write("in/a.txt", ARTICLE.replace("text", "test")));
    check(|test| test.write("in/c.txt", ARTICLE));
    check(|test| fs::remove_file(test.path("in/b.md")).unwrap());
    check(|test| fs::rename(test.path("in/b.md"), test.path("in/d.md")).unwrap());
    check(|test| test.write("in/Page_files/boats.jpg", "A picture!"));
    check(|test| test.write("in/broadsheet.toml", "title = \"Harbour Newt\"\n"));
    check(|test| test.write("dist/app.js", "two"));
}

#[test]
fn what_is_damaged_is_made_anew() {
    let whole = files(&built());
    for file in ["list/1.html", "app.js", "index.html", "archive/archive.json"] {
        let damage: [&dyn Fn(&Test); 2] = [
            &|test| fs::remove_file(test.path("site").join(file)).unwrap(),
            // Of the same length.
            &|test| {
                let path = test.path("site").join(file);
                let mut bytes = fs::read(&path).unwrap();
                bytes[0] ^= 1;
                fs::write(path, bytes).unwrap();
            },
        ];
        for damage in damage {
            assert!(files(&check(damage)) == whole, "{file}");
        }
    }
}

/// Building waited for ever for someone to write into a pipe among the sources, which reading passes over.
#[cfg(unix)]
#[test]
fn a_pipe_among_the_sources_is_passed_over() {
    let test = built();
    assert!(std::process::Command::new("mkfifo").arg(test.path("in/pipe.md")).status().unwrap().success());
    run(&test, &[]).success().says("in/pipe.md: is a device, a socket or a pipe, and was passed over");
    build(&test, &[], false);
}

#[test]
fn what_may_be_published_by_now_is() {
    let test = built();
    test.write("in/c.md", EMBARGOED);
    test.write("in/d.md", EMBARGOED.replace("urn:embargoed", "urn:expires").replace("embargoedUntil", "expires"));
    let at = |now: &str, anew: bool| {
        build(&test, &["--now", now], anew);
        let found = test.run(&["search", "site", "harbour", "--json"]).success().stdout;
        serde_json::from_str::<Value>(&found).unwrap()["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["uri"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(at("2026-06-01T00:00:00Z", true), ["urn:expires"]);
    let said = fs::read_to_string(test.path("site/site.json")).unwrap();
    assert!(!said.contains("2026-07-01") && !said.contains("embargoed"), "{said}");
    assert_eq!(at("2026-07-01T05:59:59Z", false), ["urn:expires"]);
    assert_eq!(at("2026-07-01T06:00:00Z", true), ["urn:embargoed"]);
    assert_eq!(at("2036-07-01T06:00:00Z", false), ["urn:embargoed"]);
    assert_eq!(at("2026-06-30T00:00:00Z", true), ["urn:expires"]);
}

#[test]
fn problems_stay_until_they_are_solved() {
    let test = built();
    test.write("in/c.jsonl", "no JSON\n");
    run(&test, &[]).status(1).says("c.jsonl");
    run(&test, &[]).status(1).says("1 problem when it was built");
    run(&test, &["--force"]).status(1).says("c.jsonl");
    fs::remove_file(test.path("in/c.jsonl")).unwrap();
    build(&test, &[], true);
}

#[test]
fn what_was_cut_out_comes_back_with_its_source() {
    let test = built();
    test.run(&["bundle", "--out", "site/archive", "--remove", "urn:broadsheet:harbour-news:a.txt"]).success();
    assert_eq!(build(&test, &[], true)["articles"], 2);
}

#[test]
fn adding_the_same_again_writes_nothing() {
    let test = built();
    build(&test, &["--append"], true);
    build(&test, &["--append"], false);
    test.write("in/c.txt", ARTICLE);
    assert_eq!(build(&test, &["--append"], true)["articles"], 3);
    build(&test, &["--append"], false);
    build(&test, &[], true);
}
