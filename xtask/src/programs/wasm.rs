//! Programs in WebAssembly, read and written by their sections (WebAssembly Core Specification 2.0, chapter 5).

use anyhow::{Context, Result, bail, ensure};
use std::ops::Range;

// The numbers of the sections (5.5.2).
/// What is no part of the program: names of functions, by what it was made.
pub const CUSTOM: u8 = 0;
/// What it takes from its JavaScript.
pub const IMPORTS: u8 = 2;
/// What its JavaScript takes from it.
pub const EXPORTS: u8 = 7;
/// The bodies of its functions.
pub const CODE: u8 = 10;
/// What its memory begins with.
pub const DATA: u8 = 11;

/// A program's sections, each with its number, in order.
pub fn sections(program: &[u8]) -> Result<Vec<(u8, Bytes<'_>)>> {
    let mut left = Bytes { left: program };
    left.take(HEADER).context("it has no header")?;
    let mut sections = Vec::new();
    while let Some(kind) = left.next() {
        let length = left.number()?;
        sections.push((kind, Bytes { left: left.take(length)? }));
    }
    Ok(sections)
}

/// The program with what is made of each of its sections; without those of which nothing is.
pub fn rewritten(
    program: &[u8],
    mut section_of: impl FnMut(u8, Bytes<'_>) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let sections = sections(program)?;
    let mut written = program[..HEADER as usize].to_vec();
    for (kind, section) in sections {
        if let Some(section) = section_of(kind, section)? {
            written.push(kind);
            put(&mut written, &section);
        }
    }
    Ok(written)
}

/// The letters and the version by which a program is known (5.5.16).
const HEADER: u32 = 8;

/// What was not read yet.
#[derive(Clone, Copy)]
pub struct Bytes<'a> {
    /// It.
    pub left: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// A byte; none at the end.
    pub fn next(&mut self) -> Option<u8> {
        let (first, left) = self.left.split_first()?;
        self.left = left;
        Some(*first)
    }

    /// An unsigned number in LEB128.
    pub fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.next().context("a number ends early")?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        bail!("a number is too long")
    }

    /// So many bytes.
    pub fn take(&mut self, length: u32) -> Result<&'a [u8]> {
        let (taken, left) = self.left.split_at_checked(length as usize).context("it ends early")?;
        self.left = left;
        Ok(taken)
    }

    /// Passes over a signed number in LEB128.
    pub fn skip_signed(&mut self) -> Result<()> {
        while self.next().context("a number ends early")? & 0x80 != 0 {}
        Ok(())
    }

    /// A text behind its length.
    pub fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).context("a name is no text")
    }
}

/// Writes bytes behind their number.
pub fn put(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len() as u32);
    to.extend(bytes);
}

/// Writes an unsigned number in LEB128.
pub fn put_number(to: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// A stretch of memory that is there from the start (5.5.14).
pub struct Segment {
    /// Where in memory it begins.
    pub address: u32,
    /// Where in the section its bytes lie.
    pub bytes: Range<usize>,
}

/// The segments of the section of data.
pub fn segments(section: Bytes<'_>) -> Result<Vec<Segment>> {
    let whole = section.left.len();
    let mut left = section;
    let mut segments = Vec::new();
    for _ in 0..left.number()? {
        ensure!(left.next() == Some(0), "a segment of its data is not put into memory at the start");
        ensure!(left.next() == Some(CONSTANT), "where a segment of its data begins is no constant");
        // Signed, but no address is negative.
        let address = left.number()?;
        ensure!(left.next() == Some(END), "where a segment of its data begins is reckoned");
        let length = left.number()?;
        let start = whole - left.left.len();
        left.take(length)?;
        segments.push(Segment { address, bytes: start..start + length as usize });
    }
    Ok(segments)
}

/// What lies in memory from the start, by address.
pub fn data(program: &[u8]) -> Result<Vec<(u32, &[u8])>> {
    let mut data = Vec::new();
    for (_, section) in sections(program)?.into_iter().filter(|(kind, _)| *kind == DATA) {
        data.extend(segments(section)?.into_iter().map(|segment| (segment.address, &section.left[segment.bytes])));
    }
    Ok(data)
}

/// The instruction `i32.const`.
pub const CONSTANT: u8 = 0x41;
/// The instruction `end`.
pub const END: u8 = 0x0b;

/// A function's name without the hash of its own or of its crate, which compilers write: `core::option::unwrap_failed` of
/// `core[c5930c85a12de822]::option::unwrap_failed` and of `core::option::unwrap_failed::h6fb16f20de384596`.
pub fn without_hashes(name: &str) -> String {
    let is_hash = |end: &&str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let path = name.rsplit_once("::h").filter(|(_, end)| is_hash(end)).map_or(name, |(path, _)| path);
    let mut left = path.to_owned();
    while let Some((from, to)) = left.find('[').zip(left.find(']')).filter(|(from, to)| from < to) {
        left.replace_range(from..=to, "");
    }
    left
}
