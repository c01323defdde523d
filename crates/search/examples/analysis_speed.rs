//! How fast texts are cut into words: `cargo run --release -p search --example analysis_speed -- FILE…`

use std::time::Instant;

use search::analysis::{Stemmer, for_each_token, for_each_written};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let megabytes = text.len() as f64 / 1e6;
        let (mut words, mut bytes) = (0_u64, 0_u64);
        let start = Instant::now();
        for paragraph in text.lines() {
            for_each_token(paragraph, |word, _, _| {
                words += 1;
                bytes += word.len() as u64;
            });
        }
        let plain = start.elapsed();
        let start = Instant::now();
        for paragraph in text.lines() {
            for_each_written(paragraph, |_, written, _, _| bytes += written.len() as u64);
        }
        let written = start.elapsed();
        let start = Instant::now();
        if let Some(english) = Stemmer::for_language("en") {
            for paragraph in text.lines() {
                for_each_written(paragraph, |_, written, _, _| bytes += english.stem(written).len() as u64);
            }
        }
        let stemmed = start.elapsed();
        println!(
            "{path}: {megabytes:.1} MB, {words} words in {plain:.2?}, with written forms {written:.2?}, with English stems {stemmed:.2?} ({bytes})"
        );
    }
    Ok(())
}
