//! Files of 100 MB that are one article each: named, and never whole in memory.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::harness::{Test, lines};

const SIZE: usize = 100_000_000;

/// Four times what one article may take: its bytes, its text, and room to grow.
const MOST: u64 = 64 << 20;

#[test]
fn one_article_of_100_mb_is_named_and_memory_stays_bounded() {
    let test = Test::new().file("in/good.jsonl", lines(&[json!({"headline": "Good"})]));
    fill(File::create(test.path("in/a.txt")).unwrap(), "", "");
    let packed = |name: &str| GzEncoder::new(File::create(test.path(name)).unwrap(), Compression::fast());
    fill(packed("in/b.md.gz"), "# Title\n", "");
    fill(packed("in/c.jsonl.gz"), "{\"headline\":\"", "\"}\n{\"headline\":\"Behind it\"}\n");
    fill(packed("in/d.json.gz"), "[{\"headline\":\"Before it\"},{\"headline\":\"", "\"}]");
    let (said, peak) = run(&test, &["bundle", "in", "--out", "out"]);
    for what in ["in/a.txt: is", "in/b.md.gz: is", "in/c.jsonl.gz:1: this line is", "an item here is"] {
        assert!(said.contains(&format!("{what} larger than 16 MB")), "{what} is not in:\n{said}");
    }
    assert!(peak < MOST, "{peak} bytes");
    let mut headlines: Vec<_> = test.search("", &[])["hits"].as_array().unwrap().clone();
    headlines.sort_by_key(|hit| hit["headline"].to_string());
    assert_eq!(headlines.iter().map(|hit| &hit["headline"]).collect::<Vec<_>>(), ["Before it", "Behind it", "Good"]);
}

/// Writes so many letters between two texts.
fn fill(to: impl Write, before: &str, behind: &str) {
    let mut to = BufWriter::new(to);
    let words = b"words upon words ".repeat(1000);
    to.write_all(before.as_bytes()).unwrap();
    (0..SIZE / words.len() + 1).for_each(|_| to.write_all(&words).unwrap());
    to.write_all(behind.as_bytes()).unwrap();
    to.flush().unwrap();
}

/// Runs the command: what it said, and the most memory that it had, as the kernel counts it.
fn run(test: &Test, arguments: &[&str]) -> (String, u64) {
    let said = test.path("said");
    let mut command = Command::new(env!("CARGO_BIN_EXE_broadsheet"));
    command.args(arguments).current_dir(test.path("")).stdout(Stdio::null()).stderr(File::create(&said).unwrap());
    let mut process = command.spawn().unwrap();
    let mut peak = 0;
    while process.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) * 1024);
        // The kernel keeps the peak: how often it is read decides nothing.
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(peak > 0, "the kernel tells no memory");
    (std::fs::read_to_string(said).unwrap(), peak)
}
