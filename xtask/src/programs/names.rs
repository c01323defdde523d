//! Short names for what a program and its JavaScript call each other by.
//!
//! wasm-bindgen gives every function of the browser that a program calls a name of some forty letters with a hash in it,
//! which stands in the program and in the JavaScript: noise that no compression takes away. Both get names of one or two
//! letters in the place of those.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;

use super::wasm::{self, Bytes, put, put_number};

/// By this the names that wasm-bindgen makes are known from those that people gave.
const MADE: &str = "__";

/// The module from which a program imports.
const MODULE: &str = "a";

/// A program and its JavaScript with short names.
pub fn shortened(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names::default();
    let shorter = wasm::rewritten(program, |kind, section| match kind {
        wasm::IMPORTS => imports(section, &mut names).map(Some),
        wasm::EXPORTS => exports(section, &mut names).map(Some),
        // By what it was made and which features it uses, which no browser reads.
        wasm::CUSTOM => Ok(None),
        _ => Ok(Some(section.left.to_vec())),
    })?;
    Ok((shorter, names.put_into(script)?))
}

/// A program without what no browser reads: the names of its functions, and by what it was made.
pub fn without_names(program: &[u8]) -> Result<Vec<u8>> {
    wasm::rewritten(program, |kind, section| Ok((kind != wasm::CUSTOM).then(|| section.left.to_vec())))
}

/// The names that were given.
#[derive(Default)]
struct Names {
    /// The short names by the long ones.
    short: BTreeMap<String, String>,
    /// Whose JavaScript must have them: those of the imports.
    needed: Vec<String>,
    /// The module from which all is imported.
    module: String,
}

impl Names {
    fn of(&mut self, long: &str) -> String {
        if !long.contains(MADE) {
            return long.to_owned();
        }
        let next = letters(self.short.len());
        self.short.entry(long.to_owned()).or_insert(next).clone()
    }

    /// The JavaScript with the short names.
    fn put_into(&self, script: &str) -> Result<String> {
        let mut shorter = String::with_capacity(script.len());
        let mut missing: Vec<&str> = self.needed.iter().map(String::as_str).collect();
        let is_inside = |character: char| character.is_alphanumeric() || "_$".contains(character);
        let mut left = script;
        while let Some(first) = left.chars().next() {
            let is_name = is_inside(first);
            let end = left.find(|character| is_inside(character) != is_name).unwrap_or(left.len());
            let (word, rest) = left.split_at(end);
            missing.retain(|name| *name != word);
            shorter += self.short.get(word).map_or(word, String::as_str);
            left = rest;
        }
        if let Some(name) = missing.first() {
            bail!("the program calls {name}, which its JavaScript has not");
        }
        if self.module.is_empty() {
            return Ok(shorter);
        }
        ensure!(shorter.contains(&self.module), "the JavaScript does not name the module {}", self.module);
        Ok(shorter.replace(&self.module, MODULE))
    }
}

/// `a`, `b` … `Z`, `aa` …
fn letters(number: usize) -> String {
    let letter = |at: usize| char::from(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[at % 52]);
    let before = if number < 52 { String::new() } else { letters(number / 52 - 1) };
    before + &letter(number).to_string()
}

fn imports(mut section: Bytes<'_>, names: &mut Names) -> Result<Vec<u8>> {
    let mut shorter = Vec::new();
    let count = section.number()?;
    put_number(&mut shorter, count);
    for _ in 0..count {
        let module = section.name()?;
        ensure!(names.module.is_empty() || names.module == module, "it imports from {} and {module}", names.module);
        names.module = module.to_owned();
        let name = section.name()?;
        ensure!(section.next() == Some(0), "it imports {name}, which is no function");
        put(&mut shorter, MODULE.as_bytes());
        put(&mut shorter, names.of(name).as_bytes());
        shorter.push(0);
        put_number(&mut shorter, section.number()?);
        names.needed.push(name.to_owned());
    }
    Ok(shorter)
}

fn exports(mut section: Bytes<'_>, names: &mut Names) -> Result<Vec<u8>> {
    let mut shorter = Vec::new();
    let count = section.number()?;
    put_number(&mut shorter, count);
    for _ in 0..count {
        put(&mut shorter, names.of(section.name()?).as_bytes());
        shorter.push(section.next().context("an export ends early")?);
        put_number(&mut shorter, section.number()?);
    }
    Ok(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOCUS: &str = "__wbg_focus_0123456789abcdef";
    const BLUR: &str = "__wbg_blur_fedcba9876543210";

    /// A program of these imports and exports, each with the number of a function behind it, and bytes that are no names.
    fn program(imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        let mut section = vec![imports.len() as u8];
        for name in imports {
            put(&mut section, b"./reader_bg.js");
            put(&mut section, name.as_bytes());
            section.extend([0, 0x81, 0x01]);
        }
        program.push(2);
        put(&mut program, &section);
        let mut section = vec![exports.len() as u8];
        for (at, name) in exports.iter().enumerate() {
            put(&mut section, name.as_bytes());
            section.extend([0, at as u8]);
        }
        program.push(7);
        put(&mut program, &section);
        // Code, and a custom section.
        program.extend([10, 1, 9]);
        program.extend([0, 3, 1, b'x', 9]);
        program
    }

    #[test]
    fn program_and_script_get_the_same_names() -> Result<()> {
        let long = program(&[FOCUS, BLUR], &["memory", "__wbindgen_malloc"]);
        let script = "const memory={__wbg_blur_fedcba9876543210:b=>b.blur(),__wbg_focus_0123456789abcdef:1};\
            e.__wbindgen_malloc(e.memory);f('__wbg_blur_','ä');return{'./reader_bg.js':memory}";
        let (shorter, script) = shortened(&long, script)?;
        assert_eq!(script, "const memory={b:b=>b.blur(),a:1};e.c(e.memory);f('__wbg_blur_','ä');return{'a':memory}");
        let expected = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x02\x0f\x02\x01a\x01a\0\x81\x01\x01a\x01b\0\x81\x01",
            b"\x07\x0e\x02\x06memory\0\0\x01c\0\x01",
            b"\x0a\x01\x09",
        ];
        assert_eq!(shorter, expected.concat());
        // What has short names already stays as it is.
        assert_eq!(shortened(&shorter, &script)?.0, shorter);
        Ok(())
    }

    #[test]
    fn a_script_of_another_program_is_refused() {
        let long = program(&[FOCUS], &[]);
        let refused = shortened(&long, "return{'./reader_bg.js':{__wbg_blur_fedcba9876543210:1}}");
        assert!(refused.is_err_and(|error| error.to_string().contains(FOCUS)));
        assert!(shortened(&long, FOCUS).is_err(), "the module is not named");
    }

    #[test]
    fn what_is_no_program_is_an_error() {
        let whole = program(&[FOCUS], &["memory"]);
        // Cut between sections it is a shorter program.
        let ends: Vec<usize> = (8..whole.len())
            .filter(|end| shortened(&whole[..*end], &[FOCUS, "./reader_bg.js"].join(" ")).is_ok())
            .collect();
        assert_eq!(ends.len(), 4, "{ends:?}");
        assert!(shortened(b"\0asm", "").is_err());
        assert!(shortened(b"\0asm\x01\0\0\0\x02\xff\xff\xff\xff\xff\xff", "").is_err());
    }

    #[test]
    fn names_are_as_short_as_can_be_and_differ() {
        let names: Vec<String> = (0..3000).map(letters).collect();
        assert_eq!((&*names[0], &*names[51], &*names[52], &*names[2755], &*names[2756]), ("a", "Z", "aa", "ZZ", "aaa"));
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }
}
