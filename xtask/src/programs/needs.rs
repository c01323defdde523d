//! What each function and each piece of data of a program needs, as the linker tells it.
//!
//! A program that is linked with `--emit-relocs` says of each place in it that names a function or an address which one is meant
//! (WebAssembly Object File Linking, of WebAssembly's tool conventions). Nowhere else is a function's address told from other numbers.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::wasm::{self, Bytes};

/// A function by its number, or a piece of data by that of its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Part {
    Function(u32),
    Data(u32),
}

/// A program's parts and what they need.
pub struct Needs {
    needs: HashMap<Part, Vec<Part>>,
    symbols: Symbols,
    /// What is needed from outside.
    roots: Vec<Part>,
}

impl Needs {
    /// Reads what the linker says of a program.
    pub fn of(program: &[u8]) -> Result<Self> {
        let sections = wasm::sections(program)?;
        let mut symbols = None;
        let (mut bodies, mut segments, mut roots, mut imported) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (kind, section) in &sections {
            match *kind {
                wasm::IMPORTS => imported = functions_imported(*section)?,
                wasm::EXPORTS => roots.extend(functions_exported(*section)?.map(Part::Function)),
                wasm::CODE => bodies = bodies_of(*section)?,
                wasm::DATA => segments = wasm::segments(*section)?,
                wasm::CUSTOM => symbols = symbols.or(Symbols::read(*section, &segments)?),
                _ => {}
            }
        }
        let symbols = symbols.context("its linker tells nothing of it (`--emit-relocs`)")?;
        let mut needs = HashMap::<Part, Vec<Part>>::new();
        for (_, section) in &sections {
            let Some((of, places)) = named_places(*section, &symbols)? else { continue };
            for (place, part) in places {
                let holders: Vec<Part> = match sections.get(of as usize).map(|(kind, _)| *kind) {
                    Some(wasm::CODE) => {
                        let at = bodies.partition_point(|body: &Range<u32>| body.end <= place);
                        vec![Part::Function(imported + at as u32)]
                    }
                    Some(wasm::DATA) => {
                        let segment = segments.iter().find(|segment| segment.bytes.contains(&(place as usize)));
                        let segment = segment.context("a place of its data lies in no segment")?;
                        symbols.data_at(segment.address + (place - segment.bytes.start as u32))
                    }
                    _ => continue,
                };
                // What belongs to nobody is taken to be needed always.
                roots.extend(holders.is_empty().then_some(part));
                for holder in holders {
                    needs.entry(holder).or_default().push(part);
                }
            }
        }
        Ok(Self { needs, symbols, roots })
    }

    /// What is needed by no other way than through the function that has this path.
    pub fn alone_through(&self, path: &str) -> Result<Late> {
        let at = |part: &Part| match part {
            Part::Function(number) => {
                self.symbols.functions.get(number).is_some_and(|name| wasm::without_hashes(name) == path)
            }
            Part::Data(_) => false,
        };
        let gate = self.needs.values().flatten().find(|part| at(part));
        let gate = *gate.with_context(|| format!("nothing needs the function {path}"))?;
        let early = self.reached(&self.roots, Some(gate));
        let late = self.reached(&[gate], None);
        let is_late = |part: &Part| !early.contains(part);
        let mut data = Vec::new();
        // Some have one name: copies of a small function in several crates. What is known by it must not be taken from what is early.
        let (mut functions, mut others) = (BTreeSet::new(), BTreeSet::new());
        for (number, name) in &self.symbols.functions {
            let part = Part::Function(*number);
            if late.contains(&part) && is_late(&part) { &mut functions } else { &mut others }.insert(name.clone());
        }
        functions.retain(|name| !others.contains(name));
        for (symbol, range) in &self.symbols.data {
            if late.contains(&Part::Data(*symbol)) && is_late(&Part::Data(*symbol)) {
                data.push(range.clone());
            }
        }
        // What early data shares with late data stays: texts that are alike are one in memory.
        let kept = self.symbols.data.iter().filter(|(symbol, _)| early.contains(&Part::Data(**symbol)));
        let kept: Vec<Range<u32>> = kept.map(|(_, range)| range.clone()).collect();
        Ok(Late { functions, data: without(data, kept) })
    }

    /// All that is needed by these, one through the other, but not through `gate`.
    fn reached(&self, roots: &[Part], gate: Option<Part>) -> BTreeSet<Part> {
        let mut reached = BTreeSet::new();
        let mut left = roots.to_vec();
        while let Some(part) = left.pop() {
            if Some(part) != gate && reached.insert(part) {
                left.extend(self.needs.get(&part).into_iter().flatten());
            }
        }
        reached
    }
}

/// What comes late.
pub struct Late {
    /// The names of its functions.
    pub functions: BTreeSet<String>,
    /// The addresses of its data, in order.
    pub data: Vec<Range<u32>>,
}

/// Ranges in order, without what lies in others.
fn without(mut ranges: Vec<Range<u32>>, mut others: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|range| range.start);
    others.sort_by_key(|other| other.start);
    let mut left: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        let mut start = range.start.max(left.last().map_or(0, |last| last.end));
        for other in others.iter().filter(|other| other.start < range.end && other.end > range.start) {
            if start < other.start {
                left.push(start..other.start);
            }
            start = start.max(other.end);
        }
        if start < range.end {
            left.push(start..range.end);
        }
    }
    left
}

/// What the linker calls by name.
#[derive(Default)]
struct Symbols {
    /// By their numbers among the symbols.
    parts: HashMap<u32, Part>,
    /// The functions' names, by their numbers among the functions.
    functions: HashMap<u32, String>,
    /// The addresses of data.
    data: HashMap<u32, Range<u32>>,
}

/// Of the section `linking` the part that has the symbols.
const SYMBOLS: u8 = 8;
/// Kinds of symbols.
const FUNCTION: u8 = 0;
const DATA: u8 = 1;
const SECTION: u8 = 3;
/// A symbol is not in this program.
const UNDEFINED: u32 = 0x10;
/// It has a name of its own although it is not in this program.
const NAMED: u32 = 0x40;

impl Symbols {
    fn read(mut section: Bytes<'_>, segments: &[wasm::Segment]) -> Result<Option<Self>> {
        if section.name()? != "linking" {
            return Ok(None);
        }
        let version = section.number()?;
        ensure!(version == 2, "its linker writes another version, {version}, of what it tells");
        let mut symbols = Self::default();
        while let Some(kind) = section.next() {
            let length = section.number()?;
            let mut part = Bytes { left: section.take(length)? };
            if kind == SYMBOLS {
                for number in 0..part.number()? {
                    symbols.read_one(number, &mut part, segments)?;
                }
            }
        }
        Ok(Some(symbols))
    }

    fn read_one(&mut self, number: u32, part: &mut Bytes<'_>, segments: &[wasm::Segment]) -> Result<()> {
        let kind = part.next().context("a symbol ends early")?;
        let flags = part.number()?;
        match kind {
            DATA => {
                part.name()?;
                self.parts.insert(number, Part::Data(number));
                if flags & UNDEFINED == 0 {
                    let (segment, offset, length) = (part.number()?, part.number()?, part.number()?);
                    if let Some(segment) = segments.get(segment as usize) {
                        let start = segment.address + offset;
                        self.data.insert(number, start..start + length);
                    }
                }
            }
            SECTION => drop(part.number()?),
            _ => {
                let at = part.number()?;
                let name = if flags & UNDEFINED == 0 || flags & NAMED != 0 { part.name()? } else { "" };
                if kind == FUNCTION {
                    self.parts.insert(number, Part::Function(at));
                    self.functions.insert(at, rustc_demangle::demangle(name).to_string());
                }
            }
        }
        Ok(())
    }

    /// The pieces of data in which an address lies.
    fn data_at(&self, address: u32) -> Vec<Part> {
        let holding = self.data.iter().filter(|(_, range)| range.contains(&address));
        holding.map(|(symbol, _)| Part::Data(*symbol)).collect()
    }
}

/// The kinds of relocations whose symbol is a function or data, and those behind whose symbol a number stands.
const OF_PARTS: [u8; 19] = [0, 1, 2, 3, 4, 5, 11, 12, 14, 15, 16, 17, 18, 19, 21, 23, 24, 25, 26];
const WITH_ADDEND: [u8; 14] = [3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25];

/// A section's number, and its places that name a part, each with that.
type Named = (u32, Vec<(u32, Part)>);

/// The places of a section that name a part, where this is the section that tells of them.
fn named_places(mut section: Bytes<'_>, symbols: &Symbols) -> Result<Option<Named>> {
    let mut named = section;
    if !named.name().is_ok_and(|name| name.starts_with("reloc.")) {
        return Ok(None);
    }
    section.name()?;
    let of = section.number()?;
    let mut places = Vec::new();
    for _ in 0..section.number()? {
        let kind = section.next().context("a relocation ends early")?;
        let (place, symbol) = (section.number()?, section.number()?);
        if WITH_ADDEND.contains(&kind) {
            section.skip_signed()?;
        }
        if OF_PARTS.contains(&kind) {
            places.extend(symbols.parts.get(&symbol).map(|part| (place, *part)));
        }
    }
    Ok(Some((of, places)))
}

fn functions_imported(mut section: Bytes<'_>) -> Result<u32> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.name()?;
        section.name()?;
        ensure!(section.next() == Some(0), "it imports what is no function");
        section.number()?;
        functions += 1;
    }
    Ok(functions)
}

fn functions_exported(mut section: Bytes<'_>) -> Result<impl Iterator<Item = u32>> {
    let mut functions = Vec::new();
    for _ in 0..section.number()? {
        section.name()?;
        let kind = section.next();
        let number = section.number()?;
        functions.extend((kind == Some(0)).then_some(number));
    }
    Ok(functions.into_iter())
}

/// Where the bodies of the functions lie in their section.
fn bodies_of(section: Bytes<'_>) -> Result<Vec<Range<u32>>> {
    let whole = section.left.len();
    let mut left = section;
    let mut bodies = Vec::new();
    for _ in 0..left.number()? {
        let length = left.number()?;
        let start = (whole - left.left.len()) as u32;
        left.take(length)?;
        bodies.push(start..start + length);
    }
    Ok(bodies)
}

#[cfg(test)]
#[path = "needs_tests.rs"]
mod tests;
