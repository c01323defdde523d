//! `broadsheet build --single-file`: a site that is one file, whole or not there.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

use crate::harness::{Outcome, Test};

const PAGE: &str = "<link rel=stylesheet href=./style-1.css><link rel=icon href=./icon.svg><title>app</title>\
                    <script data-js=./reader.js data-wasm=./reader_bg.wasm src=./boot.js type=module></script>";
const NOW: [&str; 2] = ["--now", "2026-01-01T00:00:00Z"];

fn sources() -> Test {
    Test::new()
        .file("in/a.txt", "The first headline\n\nAnd a text that follows it.")
        .file("in/b.md", "# The <second> headline\n\nText.")
        .file("in/broadsheet.toml", "id = \"two\"\ntitle = \"The <Two>\"\n")
        .file("dist/index.html", PAGE)
        .file("dist/boot.js", "start('here')\r\ngo()\r\n")
        .file("dist/style-1.css", "main > p { color: red }")
        .file("dist/icon.svg", "<svg/>")
        .file("dist/reader.js", "let reader")
        .file("dist/reader_bg.wasm", [0, b'a', b's', b'm'])
        .file("dist/icon-192.png", "for hosts")
}

fn build(test: &Test) -> Outcome {
    test.run(&["build", "in", "--app", "dist", "--single-file", "two.html", NOW[0], NOW[1]])
}

fn document(test: &Test) -> Html {
    Html::parse_document(&fs::read_to_string(test.path("two.html")).unwrap())
}

fn selected<'a>(document: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// The files that lie in it.
fn files(document: &Html) -> BTreeMap<String, Vec<u8>> {
    let unpacked = |block: scraper::ElementRef<'_>| {
        let bytes = STANDARD.decode(block.text().collect::<String>()).unwrap();
        let mut file = Vec::new();
        match block.attr("data-gzip") {
            Some(_) => drop(GzDecoder::new(&bytes[..]).read_to_end(&mut file).unwrap()),
            None => file = bytes,
        }
        (block.attr("data-file").unwrap().to_owned(), file)
    };
    selected(document, "script[data-file]").into_iter().map(unpacked).collect()
}

#[test]
fn every_file_of_the_archive_lies_in_it() {
    let test = sources();
    build(&test).success();
    test.run(&["bundle", "in", "--out", "archive", NOW[0], NOW[1]]).success();
    let root = test.path("archive");
    let archive = test.files("archive").into_iter();
    let named = |path: std::path::PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    let mut expected: BTreeMap<_, _> = archive.map(|(path, file)| (format!("archive/{}", named(path)), file)).collect();
    for file in ["reader.js", "reader_bg.wasm"] {
        expected.insert(file.to_owned(), fs::read(test.path("dist").join(file)).unwrap());
    }
    let document = document(&test);
    assert_eq!(files(&document), expected);
    assert_eq!(selected(&document, "title")[0].text().collect::<String>(), "The <Two>");
}

#[test]
fn its_policy_allows_what_stands_in_it_and_no_connection() {
    let test = sources();
    build(&test).success();
    let document = document(&test);
    let policy = selected(&document, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    let programs = selected(&document, "script:not([data-file])");
    let styles = selected(&document, "style");
    assert_eq!((programs.len(), styles.len()), (2, 1));
    for (element, directive) in
        programs.iter().map(|program| (program, "script-src")).chain(styles.iter().map(|style| (style, "style-src")))
    {
        let text: String = element.text().collect();
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let allowed = policy.split(';').find(|part| part.trim_start().starts_with(directive)).unwrap();
        assert!(allowed.contains(&hash), "{directive} of {policy} lacks {hash}");
    }
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("connect-src") && !policy.contains("'self'"),
        "{policy}"
    );
    // Browsers have ends of lines in one form when they hold a script against its hash.
    assert_eq!(programs[1].text().collect::<String>(), "start('here')\ngo()\n");
    assert_eq!(
        (programs[1].attr("data-js"), programs[1].attr("data-wasm")),
        (Some("./reader.js"), Some("./reader_bg.wasm"))
    );
}

#[test]
fn hosts_of_pictures_are_named_as_asked() {
    let test = sources();
    test.write("in/broadsheet.toml", "id = \"two\"\npictures = { hosts = [\"img.example.org\"] }\n");
    let outcome = build(&test).success();
    assert!(outcome.stderr.contains("two.html: asks img.example.org for pictures"), "{}", outcome.stderr);
    let document = fs::read_to_string(test.path("two.html")).unwrap();
    assert!(document.contains("img-src data: blob: img.example.org;"), "{document}");
}

#[test]
fn only_its_own_kind_is_replaced() {
    let test = sources();
    build(&test).success();
    test.write("in/c.txt", "The third headline\n\nText.");
    build(&test).success();
    let blocks = files(&document(&test));
    assert!(String::from_utf8_lossy(&blocks["archive/archive.json"]).contains("\"articles\":3"));
    for foreign in ["<!doctype html>\n<title>Notes of years</title>", "", "no page"] {
        test.write("two.html", foreign);
        let outcome = build(&test).status(2);
        assert!(outcome.stderr.contains("two.html: is there and was not made by this command"), "{}", outcome.stderr);
        assert_eq!(fs::read_to_string(test.path("two.html")).unwrap(), foreign);
    }
}

#[test]
fn what_would_be_too_long_is_said_and_leaves_what_was_there() {
    let test = sources();
    build(&test).success();
    let before = fs::read(test.path("two.html")).unwrap();
    test.write("dist/quiet.flac", vec![0; 40 << 20]);
    let outcome = build(&test).status(2);
    assert!(
        outcome.stderr.contains("two.html: would have 55.9 MB, and one file has 50 MB at most"),
        "{}",
        outcome.stderr
    );
    assert_eq!(fs::read(test.path("two.html")).unwrap(), before);
    assert_eq!(fs::read_dir(test.path("")).unwrap().count(), 3, "nothing half-written is left");
}

#[test]
fn a_place_among_the_sources_is_refused() {
    let test = sources();
    let arguments = ["build", "in", "--app", "dist", "--single-file", "in/two.html"];
    assert!(test.run(&arguments).status(2).stderr.contains("lies inside the source in"));
    let outcome = test.run(&["build", "in", "--app", "dist"]).status(2);
    assert!(outcome.stderr.contains("--out <DIR>"), "{}", outcome.stderr);
    let both = test.run(&["build", "in", "--app", "dist", "--out", "site", "--single-file", "two.html"]).status(2);
    assert!(both.stderr.contains("cannot be used with"), "{}", both.stderr);
}

#[test]
fn pages_of_one_s_own_are_left_out_and_that_is_said() {
    let test = sources().file("in/us.md", "# Us\n\nText.");
    test.write("in/broadsheet.toml", "id = \"two\"\ntitle = \"Two\"\n[[pages]]\ntitle = \"Us\"\nfile = \"us.md\"\n");
    let outcome = build(&test).success();
    assert!(
        outcome.stderr.contains("two.html: has articles alone, so [[pages]], 1 in all, is left out"),
        "{}",
        outcome.stderr
    );
}
