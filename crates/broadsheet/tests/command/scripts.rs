//! What scripts and pipes get: an answer in every case, and no fault where they stop listening.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::Test;

const ARTICLE: &str = "A headline of some length\n\nAnd a text that follows it.";

/// A script that asked for JSON found nothing on standard output where the command could not run.
#[test]
fn an_error_is_answered_in_json_too() {
    let test = Test::new().file("in/a.txt", ARTICLE);
    for arguments in [vec!["bundle", "gone", "--out", "out"], vec!["search", "gone", "x"], vec!["check", "gone"]] {
        let outcome = test.run(&[&arguments[..], &["--json"]].concat()).status(2).says("error: ");
        let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert!(outcome.stderr.contains(answer["error"].as_str().unwrap()), "{answer}");
    }
    // Where articles are printed nothing else is.
    assert_eq!(test.run(&["export", "gone", "--json"]).status(2).stdout, "");
}

/// A table so small that it is written at its end alone ended in "Broken pipe" behind `| head`.
#[test]
fn a_pipe_that_is_closed_is_no_fault() {
    let test = Test::new().file("in/a.txt", ARTICLE);
    test.bundle();
    for format in ["csv", "jsonl", "atom"] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_broadsheet"))
            .args(["export", "out", "--format", format])
            .current_dir(test.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(process.stdout.take());
        let outcome = process.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
        assert!(outcome.status.success() && !said.contains("error"), "{format}: {said}");
    }
}

/// Of a free port that the system chose nobody heard.
#[test]
fn a_free_port_is_told_in_any_case() {
    let test = Test::new().file("in/a.txt", ARTICLE).file("dist/index.html", "<title>x</title>");
    test.run(&["build", "in", "--out", "site", "--app", "dist"]).success();
    let mut process = Command::new(env!("CARGO_BIN_EXE_broadsheet"))
        .args(["serve", "site", "--quiet", "--port", "0"])
        .current_dir(test.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stderr.take().unwrap()).read_line(&mut line).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(line.contains("site is at http://127.0.0.1:"), "{line}");
}
