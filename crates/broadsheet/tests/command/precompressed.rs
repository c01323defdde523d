//! `build --precompress`: compressed files beside those of a site, never of what they no longer are.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Outcome, Test, lines};
use crate::server::Server;

/// Bytes of a linear congruential sequence, which no coding makes shorter.
fn dense() -> Vec<u8> {
    let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(7_u32), next).map(|seed| (seed >> 24) as u8).take(4000).collect()
}

fn article(number: usize) -> Value {
    let text = format!("Text {number} says it again. ").repeat(40);
    json!({ "uri": format!("urn:a:{number}"), "headline": format!("Headline {number}"), "body": [text] })
}

pub fn site(count: usize) -> Test {
    let articles: Vec<Value> = (0..count).map(article).collect();
    let page = "<!doctype html><html lang=en><meta charset=utf-8><title>Broadsheet</title>\
                <link href=./style-0123456789abcdef.css rel=stylesheet><body>";
    Test::new()
        .file("in/all.jsonl", lines(&articles))
        .file("dist/index.html", page)
        .file("dist/style-0123456789abcdef.css", "p { margin: 0; }\n".repeat(100))
        .file("dist/program.wasm", dense())
        .file("dist/own.css", "a { color: red; }\n".repeat(100))
        .file("dist/own.css.gz", "the app's own, whatever it is")
}

#[track_caller]
pub fn build(test: &Test, more: &[&str]) -> Outcome {
    test.run(&[&["build", "in", "--out", "site", "--app", "dist"], more].concat()).success()
}

/// The compressed forms in the site.
fn packed(test: &Test) -> BTreeMap<PathBuf, Vec<u8>> {
    let is_packed = |path: &Path| path.extension().is_some_and(|ending| ending == "br" || ending == "gz");
    test.files("site").into_iter().filter(|(path, _)| is_packed(path) && !path.ends_with("own.css.gz")).collect()
}

fn taken_apart(path: &Path, bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    match path.extension().unwrap().to_str() {
        Some("br") => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut whole).unwrap(),
        _ => flate2::read::GzDecoder::new(bytes).read_to_end(&mut whole).unwrap(),
    };
    whole
}

/// Every compressed form is of the file beside it, and smaller.
#[track_caller]
fn check(test: &Test) {
    for (path, bytes) in packed(test) {
        let file = fs::read(path.with_extension("")).unwrap_or_else(|_| panic!("{} is of nothing", path.display()));
        assert!(taken_apart(&path, &bytes) == file, "{} is of something else", path.display());
        assert!(bytes.len() < file.len(), "{}", path.display());
    }
}

#[test]
fn what_compressing_makes_smaller_has_both_forms() {
    let test = site(3);
    let outcome = build(&test, &["--precompress"]);
    assert!(outcome.stderr.contains("have compressed forms"), "{}", outcome.stderr);
    check(&test);
    let has = |path: &str| ["br", "gz"].map(|ending| test.path(&format!("site/{path}.{ending}")).exists());
    for path in ["style-0123456789abcdef.css", "feed.xml", "list/1.html"] {
        assert_eq!(has(path), [true, true], "{path}");
    }
    for path in ["program.wasm", "archive/archive.json", "site.json", "_headers"] {
        assert_eq!(has(path), [false, false], "{path}");
    }
    assert!(packed(&test).keys().any(|path| path.to_string_lossy().contains("/articles/")));
    assert_eq!(fs::read(test.path("site/own.css.gz")).unwrap(), b"the app's own, whatever it is");
    assert!(!test.path("site/own.css.br").exists());
    test.run(&["check", "site"]).success();
}

#[test]
fn what_has_not_changed_is_not_written_again_and_what_goes_takes_its_forms_along() {
    let test = site(3);
    build(&test, &["--precompress"]);
    let times = |test: &Test| -> BTreeMap<PathBuf, _> {
        packed(test).into_keys().map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap())).collect()
    };
    let before = times(&test);
    let json: Value = serde_json::from_str(&build(&test, &["--precompress", "--force", "--json"]).stdout).unwrap();
    assert_eq!(json["precompressedWritten"], 0);
    assert_eq!(times(&test), before);

    test.write("in/all.jsonl", lines(&[article(0), article(1)]));
    test.write("dist/style-0123456789abcdef.css", "p { margin: 1em; }\n".repeat(100));
    build(&test, &["--precompress"]);
    check(&test);
    assert!(!packed(&test).keys().any(|path| path.to_string_lossy().contains("headline-2")));

    build(&test, &[]);
    assert_eq!(packed(&test), BTreeMap::new());
    test.run(&["check", "site"]).success();
}

/// A host that sends compressed files would have gone on sending what was cut out.
#[test]
fn what_is_cut_out_is_in_no_compressed_file() {
    let test = site(3);
    build(&test, &["--precompress"]);
    test.run(&["bundle", "--out", "site/archive", "--remove", "urn:a:1"]).success();
    check(&test);
    assert!(!packed(&test).is_empty());
    for (path, bytes) in packed(&test) {
        let text = String::from_utf8_lossy(&taken_apart(&path, &bytes)).into_owned();
        assert!(!text.contains("Headline 1") && !text.contains("Text 1 says"), "{}", path.display());
    }
}

#[test]
fn check_names_a_compressed_file_that_is_of_something_else() {
    let test = site(3);
    build(&test, &["--precompress"]);
    let group = packed(&test).into_keys().find(|path| path.ends_with("000000.json.gz")).unwrap();
    fs::write(&group, "damaged").unwrap();
    test.run(&["check", "site"]).status(1).says("000000.json.gz: is not ");
}

/// A host would have sent it in place of the page, and `check` looked at the archive's alone.
#[test]
fn check_names_a_compressed_page_that_is_of_something_else() {
    let test = site(3);
    build(&test, &["--precompress"]);
    for form in ["list/1.html.br", "feed.xml.gz"] {
        let path = test.path("site").join(form);
        let whole = fs::read(&path).unwrap();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        fs::write(&path, changed).unwrap();
        test.run(&["check", "site"]).status(1).says(&format!("problem: site/{form}: is not "));
        fs::write(&path, whole).unwrap();
    }
    test.run(&["check", "site"]).success();
}

#[test]
fn serve_sends_what_lies_there() {
    let test = site(3);
    build(&test, &["--precompress"]);
    let server = Server::start(&test, "site");
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let reply = server.get("/list/1.html", &[("Accept-Encoding", coding)]);
        assert_eq!(reply.header("content-encoding"), Some(coding));
        assert!(reply.body == fs::read(test.path(&format!("site/list/1.html.{ending}"))).unwrap());
    }
    // What someone has changed by hand since is compressed anew.
    test.write("site/list/1.html", "changed ".repeat(100));
    let reply = server.get("/list/1.html", &[("Accept-Encoding", "br")]);
    let mut text = String::new();
    brotli::Decompressor::new(reply.body.as_slice(), 4096).read_to_string(&mut text).unwrap();
    assert!(text.starts_with("changed changed"));
}

/// What the owner put into the site's folder was compressed, and forms of it were replaced and removed, behind links too.
#[cfg(unix)]
#[test]
fn what_is_not_the_sites_is_left_alone() {
    let test = site(2);
    build(&test, &["--precompress"]);
    let text = "of the owner ".repeat(200);
    let test = test.file("site/notes.txt", text.clone()).file("site/notes.txt.gz", "own").file("ext/data.json", text);
    let test = test.file("ext/data.json.gz", "own").file("site/.git/config.txt", "of git ".repeat(200));
    std::os::unix::fs::symlink(test.path("ext"), test.path("site/ext")).unwrap();
    for more in [&["--precompress", "--force"][..], &["--force"]] {
        build(&test, more);
        for file in ["site/notes.txt.gz", "ext/data.json.gz"] {
            assert_eq!(fs::read_to_string(test.path(file)).unwrap(), "own", "{more:?}");
        }
        assert!(!test.path("ext/data.json.br").exists() && !test.path("site/.git/config.txt.gz").exists());
    }
}
