//! Each target on mutations of its seeds: the same ones every time, as many as fit into a few seconds.
//!
//! `FUZZ_SECONDS=600 cargo test -p fuzz` looks further, `FUZZ_TARGET=warc` at one target alone.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use fuzz::{Target, targets};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};
use xtask::random::Random;

/// What the test command spends on all targets together.
const SECONDS: u64 = 15;
/// Rounds of one mutation each, where there is time: the same in every run that is not longer.
const ROUNDS: u64 = 400;
/// What takes longer is as bad as a panic; the slowest of the fixtures takes a hundredth of it.
const SLOWEST: Duration = Duration::from_secs(10);

#[test]
fn any_bytes_are_read() {
    let asked = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let seconds: u64 = asked.unwrap_or(SECONDS);
    let one = std::env::var("FUZZ_TARGET").ok();
    let chosen: Vec<(Target, Vec<Vec<u8>>)> = targets()
        .filter(|target| one.as_deref().is_none_or(|one| one == target.name))
        .map(|target| (target, target.seeds()))
        .collect();
    assert!(!chosen.is_empty(), "there is no such target");
    let start = Instant::now();
    for (target, seeds) in &chosen {
        assert!(!seeds.is_empty(), "{} has nothing to begin with", target.name);
        seeds.iter().for_each(|seed| run(target, seed));
    }
    let rounds = if asked.is_some() { u64::MAX } else { ROUNDS };
    for round in 0..rounds {
        for (part, (target, seeds)) in (0..).zip(&chosen) {
            if start.elapsed() > Duration::from_secs(seconds) {
                println!("{round} rounds of {} targets", chosen.len());
                return;
            }
            let mut random = Random::of_part(round, part);
            run(target, &mutated(seeds, &mut random));
        }
    }
}

/// Runs a target; what makes it fail is kept in a file, so that it can be looked at.
#[track_caller]
fn run(target: &Target, bytes: &[u8]) {
    let start = Instant::now();
    let outcome = catch_unwind(|| (target.run)(bytes));
    let is_slow = start.elapsed() > SLOWEST;
    if outcome.is_err() || is_slow {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.bin", target.name));
        std::fs::write(&path, bytes).unwrap();
        let what = if is_slow { "takes too long" } else { "fails" };
        panic!("{} {what} on the bytes in {}", target.name, path.display());
    }
}

/// What formats are made of.
const TOKENS: [&[u8]; 24] = [
    b"<",
    b">",
    b"</",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&#0;",
    b"&amp;",
    b"\"",
    b"'",
    b"{\"",
    b"[",
    b"}",
    b"\\u",
    b"\r\n\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"../",
    b"%00",
    b"javascript:",
    b"99999999999999999999",
    b"PK\x01\x02",
    "\u{202e}".as_bytes(),
];

/// A seed with a few changes.
fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..1 + random.below(6) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(bytes.len() - at + 1).min(1 << random.below(12));
        match random.below(8) {
            0 => drop(bytes.drain(at..at + length)),
            1 => {
                let part = bytes[at..at + length].to_vec();
                bytes.splice(at..at, part);
            }
            2 => {
                let token = TOKENS[random.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let part = other[from..(from + length).min(other.len())].to_vec();
                bytes.splice(at..at + length, part);
            }
            4 => bytes.truncate(at),
            // Numbers that readers add up.
            5 => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
            6 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.below(256) as u8),
        }
    }
    bytes
}
