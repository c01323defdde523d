//! Books, held against EPUBCheck, the reference checker of the W3C, where it is at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::corpora::corpus;
use crate::harness::{Test, lines};

/// The checker, or nothing, said by name.
fn checker() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join("epubcheck")).find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: epubcheck is not on the PATH");
    }
    found
}

/// Expects that the checker, where it is at hand, finds neither errors nor warnings.
#[track_caller]
pub fn epubcheck(book: &Path) {
    let Some(program) = checker() else { return };
    // Debian has the program of Java itself there, which not every system starts by its name.
    let mut command = match fs::read(&program).unwrap().starts_with(b"PK") {
        true => {
            let mut java = Command::new("java");
            java.arg("-jar").arg(&program);
            java
        }
        false => Command::new(&program),
    };
    let output = command.arg("--failonwarnings").arg(book).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// Makes a book of sources, whatever is wrong with them, and checks it.
#[track_caller]
fn check(test: &Test, sources: &Path) {
    test.run(&["bundle", sources.to_str().unwrap(), "--out", "out"]);
    test.run(&["export", "out", "--format", "epub", "--out", "book.epub"]).success();
    epubcheck(&test.path("book.epub"));
}

/// Addresses that no book may name were taken over from texts: with a second `#`, with brackets, of hosts that cannot be.
#[test]
fn a_book_of_odd_articles_has_no_fault() {
    let hrefs = [
        "https://a.example/b c",
        "HTTP://A.EXAMPLE",
        "https://a.example/ü",
        "https://[::1]/",
        "https://a.example/#b#c",
        "mailto:a@b.example?subject=x y",
        "https://user:word@a.example/",
        "https://a.example:99999/",
        "https://a.example/|^`{}",
        "ftp://a.example/",
        "https://a..example/",
        "https://-a_b.example/",
        "mailto:",
        "https://a.example/[x]",
        "#block-none",
        "../elsewhere.html",
    ];
    let link = |(at, href): (usize, &str)| json!({ "start": at, "end": at + 1, "kind": "link", "href": href });
    let spans: Vec<Value> = hrefs.into_iter().enumerate().map(link).collect();
    let article = |number: usize, more: Value| {
        let mut article = json!({ "uri": format!("urn:a:{number}"), "headline": format!("Number {number}") });
        article.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        article
    };
    let table = |text: &str| json!({ "kind": "table", "header": true, "text": text });
    let articles = [
        json!({ "headline": "\u{1}Control\u{b}s \u{fffe} & <b>]]> \u{202e}rtl", "by": "A & B <x>", "body": ["\u{2}, \u{ffff}, ]]>, <script>1</script>"] }),
        json!({ "body": [], "datePublished": "2024-01-02" }),
        json!({ "headline": "", "body": ["No headline."], "language": "english" }),
        json!({ "headline": " \t ", "body": ["Blank."], "language": "i-klingon", "abstract": "a\u{2028}b\u{85}c" }),
        json!({ "language": "ar", "headline": "مقال", "dateline": "القاهرة", "body": ["نص.", table("أ\tب\nج\tد"), { "kind": "list", "text": "واحد\nاثنان" }] }),
        json!({ "language": "zh-Hans", "headline": "文章", "body": ["正文。"], "datePublished": "0001-01-01" }),
        json!({ "body": [table("a\tb\n1\n\t\tx"), table("a head alone"), table(""), { "kind": "list", "text": "" }, { "kind": "blockquote", "text": "" },
            { "kind": "heading", "text": "H", "level": 6 }, { "kind": "figure", "text": "" }, { "kind": "pullquote", "text": "P" }, "x", "x"] }),
        json!({ "url": "https://exämple.org/päth?q=ü#frag", "body": [{ "kind": "paragraph", "text": "abcdefghijklmnopqrs", "spans": spans }] }),
        json!({ "associations": [{ "href": "https://a.example/a.jpg", "caption": "Elsewhere" }, { "href": "missing.jpg", "caption": "Missing" }, { "caption": "Text alone" }],
            "body": [{ "kind": "figure", "text": "Missing", "association": 1 }] }),
    ];
    let articles: Vec<Value> = articles.into_iter().enumerate().map(|(number, more)| article(number, more)).collect();
    let settings = "id = \"odd\"\ntitle = \"The <Odd> & \\\"Other\\\"\"\nterms = \"a & b\"\n";
    let test = Test::new()
        .file("in/all.jsonl", lines(&articles))
        .file("in/broadsheet.toml", settings)
        .file("in/notes.md", "# A note\n\nA sentence.[^1] Another.[^1]\n\n[^1]: What it rests on.\n");
    check(&test, Path::new("in"));
}

#[test]
fn a_book_of_real_articles_has_no_fault() {
    if checker().is_none() {
        return;
    }
    check(&Test::new(), &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../articles"));
    for name in ["pages", "feeds", "ninjs"] {
        let Some(corpus) = corpus(name) else { continue };
        check(&Test::new(), &corpus);
    }
}
