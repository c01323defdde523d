//! Makes the table of traditional and simplified characters, and tests that the one in the sources is current.
//!
//! `BROADSHEET_WRITE=1 cargo test -p search --test han_table` writes it anew from `han_pairs.txt`, which says where the pairs are from.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod table;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/han_table.rs");
const PAIRS: &str = include_str!("han_pairs.txt");

fn pairs() -> Vec<(u32, u32)> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(str::split_whitespace).map(|pair| {
        let mut characters = pair.chars().map(u32::from);
        (characters.next().unwrap(), characters.next().unwrap())
    });
    pairs.collect()
}

fn bytes(name: &str, doc: &str, bytes: impl Iterator<Item = u8>) -> String {
    let bytes: Vec<String> = bytes.map(|byte| byte.to_string()).collect();
    let lines: Vec<String> = bytes.chunks(36).map(|line| format!("    {},\n", line.join(", "))).collect();
    format!("\n/// {doc}\n#[rustfmt::skip]\npub(super) static {name}: &[u8] = &[\n{}];\n", lines.concat())
}

fn table() -> String {
    let pairs = pairs();
    assert!(pairs.is_sorted_by(|one, next| one.0 < next.0), "in order, and each traditional character once");
    let mut gaps = Vec::new();
    let mut before = 0;
    for (traditional, _) in &pairs {
        let mut gap = traditional - before;
        before = *traditional;
        while gap >= 0x80 {
            gaps.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        gaps.push(gap as u8);
    }
    // Apart from one another the halves of a number compress best.
    "//! Traditional Chinese characters and their simplified forms. Made by tests/han_table.rs of pairs from OpenCC (Apache License 2.0).\n"
        .to_owned()
        + &bytes("GAPS", "How far each traditional character lies behind the one before, as in the table by which characters are folded.", gaps.into_iter())
        + &bytes("HIGH", "The high byte of the simplified form of each.", pairs.iter().map(|(_, simplified)| (simplified >> 8) as u8))
        + &bytes("LOW", "The low byte.", pairs.iter().map(|(_, simplified)| *simplified as u8))
}

#[test]
fn the_table_is_current() {
    table::check_current(FILE, &table());
}
