//! Makes the table of the marks that belong to the letter before them, and tests that the one in the sources is current.
//!
//! `BROADSHEET_WRITE=1 cargo test -p search --test mark_table` writes it anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod table;

use unicode_normalization::char::is_combining_mark;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/mark_table.rs");

fn table() -> String {
    let marks = (0..=0x1ffff).filter(|code| char::from_u32(*code).is_some_and(is_combining_mark));
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in marks {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let mut source = String::from(
        "//! Which characters are marks. Made by tests/mark_table.rs, which says how.\n\n/// First and last of the marks (general category M) of the first two planes, by the low 16 bits of their numbers.\n#[rustfmt::skip]\npub(super) static MARKS: [&[(u16, u16)]; 2] = [&[",
    );
    let mut on_line = 0;
    let mut plane = 0;
    for (first, last) in ranges {
        if first >> 16 > plane {
            plane = first >> 16;
            on_line = 0;
            source.push_str("\n], &[");
        }
        source.push_str(if on_line % 9 == 0 { "\n    " } else { " " });
        source.push_str(&format!("({:#x}, {:#x}),", first & 0xffff, last & 0xffff));
        on_line += 1;
    }
    source + "\n]];\n"
}

#[test]
fn the_table_is_current() {
    table::check_current(FILE, &table());
}
