//! Programs without what a panic would print.
//!
//! Nobody hears a program that panics in a browser: the standard library prints nowhere there, and then the program is stopped by the
//! instruction `unreachable`. So it is stopped at once, and with the functions that would have printed goes what they alone
//! call, which wasm-opt leaves out. The standard library is there compiled, and cannot be told so on a stable compiler
//! (`-C panic=immediate-abort` is for those who build it themselves).

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ops::Range;

use super::wasm::{self, Bytes, put, put_number};

/// How the names of the functions begin that never return, for all they do is panic. Another version of the compiler may call
/// them otherwise: then they stay, and the program is larger.
const PANICS: [&str; 15] = [
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::assert_failed",
    "core::panicking::panic",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::thread::local::panic_access_error",
];

/// A body without variables of its own: `unreachable`, `end`.
const STOP: [u8; 3] = [0x00, 0x00, 0x0b];

/// The program, stopped at once where it would have panicked. It needs its functions' names.
pub fn without_panics(program: &[u8]) -> Result<Vec<u8>> {
    let sections = wasm::sections(program)?;
    let mut imported = 0;
    let mut panics = None;
    for (kind, section) in &sections {
        match *kind {
            wasm::IMPORTS => imported = section.clone().number()?,
            wasm::CUSTOM => panics = panics.or(panicking(*section)?),
            _ => {}
        }
    }
    let panics =
        panics.context("its functions have no names: the profile that it is compiled with must not strip them")?;
    if panics.is_empty() {
        println!(
            "no function is called as those that panic are (xtask/src/programs/panics.rs): the program stays larger"
        );
    }
    wasm::rewritten(program, |kind, section| match kind {
        wasm::CODE => stopped(section, |function| panics.contains(&(imported + function))).map(Some),
        wasm::DATA => without_places(section).map(Some),
        _ => Ok(Some(section.left.to_vec())),
    })
}

/// The numbers of the functions that only panic, where the section is the one of names (appendix, "Name Section").
fn panicking(mut section: Bytes<'_>) -> Result<Option<Vec<u32>>> {
    if section.name()? != "name" {
        return Ok(None);
    }
    while let Some(kind) = section.next() {
        let length = section.number()?;
        let mut names = Bytes { left: section.take(length)? };
        if kind != FUNCTIONS {
            continue;
        }
        let mut found = Vec::new();
        for _ in 0..names.number()? {
            let function = names.number()?;
            let name = wasm::without_hashes(names.name()?);
            if PANICS.iter().any(|panic| name.starts_with(panic)) {
                found.push(function);
            }
        }
        return Ok(Some(found));
    }
    Ok(None)
}

/// Of the section of names the part that names functions.
const FUNCTIONS: u8 = 1;

fn stopped(mut section: Bytes<'_>, panics: impl Fn(u32) -> bool) -> Result<Vec<u8>> {
    let mut written = Vec::with_capacity(section.left.len());
    let count = section.number()?;
    put_number(&mut written, count);
    for function in 0..count {
        let length = section.number()?;
        let body = section.take(length)?;
        put(&mut written, if panics(function) { &STOP } else { body });
    }
    Ok(written)
}

/// The section of data without the places in the sources from which a panic would have come (`core::panic::Location`), and their
/// files' names, which lie where whoever built it keeps them.
fn without_places(section: Bytes<'_>) -> Result<Vec<u8>> {
    let memory: BTreeMap<u32, Range<usize>> =
        wasm::segments(section)?.into_iter().map(|segment| (segment.address, segment.bytes)).collect();
    let at = |address: u32, length: u32| -> Option<Range<usize>> {
        let (from, segment) = memory.range(..=address).next_back()?;
        let start = segment.start.checked_add((address - from) as usize)?;
        let end = start.checked_add(length as usize)?;
        (end <= segment.end).then_some(start..end)
    };
    let mut written = section.left.to_vec();
    for (from, segment) in &memory {
        // At addresses that divide by four.
        let mut place = segment.start + (from.wrapping_neg() % 4) as usize;
        while place + LOCATION <= segment.end {
            let [file, length, line, column] =
                [0, 4, 8, 12].map(|field| word(section.left, place + field).unwrap_or_default());
            let name = at(file, length).filter(|name| is_source(&section.left[name.clone()]) && line > 0 && column > 0);
            if let Some(name) = name {
                written[name].fill(0);
                written[place..place + LOCATION].fill(0);
                place += LOCATION;
            } else {
                place += 4;
            }
        }
    }
    Ok(written)
}

/// A place's size: where its file's name stands, how long that is, line and column.
const LOCATION: usize = 16;

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn is_source(name: &[u8]) -> bool {
    name.ends_with(b".rs") && name.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the data of `program` lies in memory: not at an address that divides by four.
    const ADDRESS: u8 = 18;

    /// A program of one imported function and three of its own, which are called so and hold a `nop` each, and its data.
    fn program(names: [&str; 3], data: &[u8]) -> Vec<u8> {
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |kind: u8, bytes: &[u8]| {
            program.push(kind);
            put(&mut program, bytes);
        };
        section(wasm::IMPORTS, b"\x01\x01a\x01b\0\0");
        section(wasm::CODE, b"\x03\x03\0\x01\x0b\x03\0\x01\x0b\x03\0\x01\x0b");
        let mut segment = vec![1, 0, wasm::CONSTANT, ADDRESS, wasm::END];
        put(&mut segment, data);
        section(wasm::DATA, &segment);
        let mut functions = vec![3];
        for (at, name) in names.iter().enumerate() {
            functions.push(at as u8 + 1);
            put(&mut functions, name.as_bytes());
        }
        let mut named = Vec::new();
        put(&mut named, b"name");
        named.push(FUNCTIONS);
        put(&mut named, &functions);
        section(wasm::CUSTOM, &named);
        program
    }

    fn section(program: &[u8], wanted: u8) -> Result<&[u8]> {
        let sections = wasm::sections(program)?;
        Ok(sections.iter().find(|(kind, _)| *kind == wanted).context("no such section")?.1.left)
    }

    #[test]
    fn what_only_panics_stops_and_all_else_stays() -> Result<()> {
        let long = program(
            ["core[c59]::panicking::panic_fmt", "reader::unwrap_failed", "core::option::expect_failed::h1"],
            b"",
        );
        let shorter = without_panics(&long)?;
        assert_eq!(section(&shorter, wasm::CODE)?, b"\x03\x03\0\0\x0b\x03\0\x01\x0b\x03\0\0\x0b");
        for kind in [wasm::IMPORTS, wasm::DATA, wasm::CUSTOM] {
            assert_eq!(section(&shorter, kind)?, section(&long, kind)?);
        }
        Ok(())
    }

    #[test]
    fn places_in_the_sources_go_and_no_text_like_them() -> Result<()> {
        // Two bytes up to an address that divides by four, the place, what is none for it has no column, and the texts.
        let name = b"/home/somebody/app.rs";
        let mut data = b"ab".to_vec();
        let text = u32::from(ADDRESS) + 2 + 2 * LOCATION as u32;
        for field in [text, name.len() as u32, 7, 5, text + name.len() as u32, 7, 7, 0] {
            data.extend(field.to_le_bytes());
        }
        data.extend(name);
        data.extend(b"main.rs");
        let shorter = without_panics(&program(["a", "b", "c"], &data))?;
        let mut expected = data.clone();
        expected[2..2 + LOCATION].fill(0);
        expected[2 + 2 * LOCATION..][..name.len()].fill(0);
        assert!(section(&shorter, wasm::DATA)?.ends_with(&expected), "{shorter:?}");
        Ok(())
    }

    #[test]
    fn what_has_no_names_or_is_cut_off_is_an_error() {
        let whole = program(["a", "b", "c"], b"text");
        let names = wasm::rewritten(&whole, |kind, section| Ok((kind != wasm::CUSTOM).then(|| section.left.to_vec())));
        assert!(
            names.and_then(|program| without_panics(&program)).is_err_and(|error| error.to_string().contains("names"))
        );
        // The names come last.
        for end in 0..whole.len() {
            assert!(without_panics(&whole[..end]).is_err(), "{end}");
        }
    }
}
