//! What comes late, of a program of five functions.

use super::super::wasm::{put, put_number};
use super::*;

/// Functions by their numbers, with what each names: functions as they are called, functions by their address, and data.
const NAMES: [&str; 6] = ["log", "main", "gate", "alone", "shared", "by_address"];
/// Where data begins in memory.
const ADDRESS: u8 = 16;

fn mangled(name: &str) -> String {
    format!("_ZN3app{}{name}17h0123456789abcdefE", name.len())
}

/// A program in which `main`, which is exported, names `gate` by its address, calls `shared` and reads the first data; `gate` calls
/// `alone` and `shared`, and reads the second data, which holds the address of `by_address`.
fn program(names: [&str; 6]) -> Vec<u8> {
    let mut program = b"\0asm\x01\0\0\0".to_vec();
    let mut section = |kind: u8, bytes: &[u8]| {
        program.push(kind);
        put(&mut program, bytes);
    };
    section(wasm::IMPORTS, b"\x01\x01a\x01b\0\0");
    section(wasm::EXPORTS, b"\x02\x06memory\x02\0\x04main\0\x01");
    // Five bodies of six bytes each, of which the linker says more than stands in them.
    let mut code = vec![5];
    for _ in 0..5 {
        put(&mut code, &[0, 0, 0, 0, 0, 0x0b]);
    }
    section(wasm::CODE, &code);
    let mut data = vec![1, 0, wasm::CONSTANT, ADDRESS, wasm::END];
    put(&mut data, &[0; 12]);
    section(wasm::DATA, &data);

    let mut symbols = Vec::new();
    let functions = names.iter().enumerate();
    put_number(&mut symbols, names.len() as u32 + 3);
    for (number, name) in functions {
        // The imported one has no name of its own.
        symbols.extend([FUNCTION, if number == 0 { UNDEFINED as u8 } else { 0 }, number as u8]);
        if number > 0 {
            put(&mut symbols, mangled(name).as_bytes());
        }
    }
    // The last lies in the end of the second.
    for (name, offset, length) in [("first", 0, 4), ("second", 4, 8), ("end", 10, 2)] {
        symbols.extend([DATA, 0]);
        put(&mut symbols, name.as_bytes());
        symbols.extend([0, offset, length]);
    }
    let mut linking = b"\x07linking\x02".to_vec();
    linking.push(SYMBOLS);
    put(&mut linking, &symbols);
    section(wasm::CUSTOM, &linking);

    // Each: the kind, where, which symbol, and what is added. A body begins behind its length, the first at 2.
    let body = |number: u8| 2 + (number - 1) * 7;
    let (called, slot, read) = (0, 1, 4);
    let mut of_code = b"\x0areloc.CODE\x02".to_vec();
    of_code.push(8);
    for place in
        [[slot, body(1), 2], [called, body(1), 4], [called, body(2), 3], [called, body(2), 4], [called, body(4), 0]]
    {
        of_code.extend(place);
    }
    for place in [[read, body(1), 6, 0], [read, body(1), 8, 0], [read, body(2), 7, 0x7f]] {
        of_code.extend(place);
    }
    section(wasm::CUSTOM, &of_code);
    // The second data begins behind the segment's head and the first.
    let mut of_data = b"\x0areloc.DATA\x03\x01".to_vec();
    of_data.extend([2, 6 + 4, 5]);
    section(wasm::CUSTOM, &of_data);
    program
}

#[test]
fn what_is_reached_through_the_gate_alone_comes_late() -> Result<()> {
    let late = Needs::of(&program(NAMES))?.alone_through("app::gate")?;
    let names: Vec<&str> = late.functions.iter().map(|name| name.split("::").nth(1).unwrap_or_default()).collect();
    assert_eq!(names, ["alone", "by_address", "gate"]);
    let start = u32::from(ADDRESS);
    assert_eq!(late.data, vec![start + 4..start + 10; 1], "without the end, which is read before");
    Ok(())
}

/// Crates that use a small function have a copy each, of one name: by that of the late one the early one would have been taken too.
#[test]
fn what_has_the_name_of_an_early_function_does_not_come_late() -> Result<()> {
    let names = ["log", "main", "gate", "twin", "twin", "by_address"];
    let late = Needs::of(&program(names))?.alone_through("app::gate")?;
    assert!(!late.functions.iter().any(|name| name.contains("twin")), "{:?}", late.functions);
    assert_eq!(late.functions.len(), 2);
    Ok(())
}

#[test]
fn a_gate_that_nothing_needs_and_a_linker_that_tells_nothing_are_errors() -> Result<()> {
    let whole = program(NAMES);
    let refused = |error: Result<Late>| error.is_err_and(|error| error.to_string().contains("app::door"));
    assert!(refused(Needs::of(&whole)?.alone_through("app::door")));
    let silent = wasm::rewritten(&whole, |kind, section| Ok((kind != wasm::CUSTOM).then(|| section.left.to_vec())))?;
    assert!(Needs::of(&silent).is_err_and(|error| error.to_string().contains("--emit-relocs")));
    Ok(())
}

#[test]
fn what_is_cut_off_is_no_panic() {
    let whole = program(NAMES);
    for end in 0..whole.len() {
        // Cut between sections it may be a shorter program.
        Needs::of(&whole[..end]).and_then(|needs| needs.alone_through("app::gate")).ok();
    }
}

#[test]
fn ranges_are_left_without_what_lies_in_others() {
    assert_eq!(without(vec![10..20, 0..5, 15..25], vec![3..4, 12..13, 22..40]), [0..3, 4..5, 10..12, 13..20, 20..22]);
}
