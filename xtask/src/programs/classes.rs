//! Programs without the classes that nobody makes an object of.
//!
//! wasm-bindgen exports the methods of every type that a crate shares with JavaScript, called or not, so that nothing which they call can
//! be left out. Leptos brings some along for its server functions, which an app of static files has none of.

use anyhow::{Context, Result};

use super::wasm::{self, Bytes, put, put_number};

/// The program and its JavaScript, minified, without its classes. Where the program itself hands out an object of one, both stay
/// as they are.
pub fn without_classes(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    // So wasm-bindgen makes one for a program, and so a script would.
    if [".__wrap(", "constructor("].iter().any(|makes| script.contains(makes)) {
        return Ok((program.to_vec(), script.to_owned()));
    }
    let (left, cut) = cut(script)?;
    let is_gone = |name: &str| has_word(&cut, name) && !has_word(&left, name);
    let shorter = wasm::rewritten(program, |kind, section| match kind {
        wasm::EXPORTS => exports(section, is_gone).map(Some),
        _ => Ok(Some(section.left.to_vec())),
    })?;
    Ok((shorter, left))
}

/// What is left of a script without its classes, and what was cut out of it.
fn cut(script: &str) -> Result<(String, String)> {
    let (mut left, mut cut) = (script.to_owned(), String::new());
    while let Some(start) = left.find("class ") {
        let class = left.get(start..).unwrap_or_default();
        let (name, _) = class.trim_start_matches("class ").split_once('{').context("a class has no body")?;
        let given = ["=", name, ";"].concat();
        let length = body_end(class).and_then(|end| Some(end + class.get(end..)?.find(&given)? + given.len()));
        let length = length.with_context(|| format!("the class {name} is not given to other scripts"))?;
        cut.extend(left.drain(start..start + length));
    }
    // What would free such an object when nobody knows it any more.
    let is_registry =
        |statement: &str| cut.split(is_outside).any(|word| word.ends_with("_free") && has_word(statement, word));
    let left = left.split_inclusive(';').filter(|statement| !is_registry(statement)).collect();
    Ok((left, cut))
}

/// Where the body of a class ends.
fn body_end(class: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in class.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn is_outside(character: char) -> bool {
    !character.is_alphanumeric() && !"_$".contains(character)
}

fn has_word(script: &str, word: &str) -> bool {
    script.split(is_outside).any(|other| other == word)
}

fn exports(mut section: Bytes<'_>, is_gone: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let (mut kept, mut count) = (Vec::new(), 0);
    for _ in 0..section.number()? {
        let name = section.name()?;
        let kind = section.next().context("an export ends early")?;
        let number = section.number()?;
        if !is_gone(name) {
            count += 1;
            put(&mut kept, name.as_bytes());
            kept.push(kind);
            put_number(&mut kept, number);
        }
    }
    let mut shorter = Vec::new();
    put_number(&mut shorter, count);
    shorter.extend(kept);
    Ok(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "let a={};class c{free(){const b=this.p;if(b){M.__wbg_sink_free(b,0)}}write(b){return M.sink_write(b)}}\
        if(W.dispose)c.prototype[W.dispose]=c.prototype.free;a.Sink=c;\
        const o=typeof R===T?{register:()=>{}}:new R(b=>M.__wbg_sink_free(b,1));\
        const s=typeof R===T?{register:()=>{}}:new R(b=>M.closure_free(b));M.main();";

    fn program(exports: &[&str]) -> Vec<u8> {
        let mut section = vec![exports.len() as u8];
        for (at, name) in exports.iter().enumerate() {
            put(&mut section, name.as_bytes());
            section.extend([0, at as u8]);
        }
        let mut program = b"\0asm\x01\0\0\0\x07".to_vec();
        put(&mut program, &section);
        program
    }

    #[test]
    fn classes_go_with_the_functions_that_they_alone_call() -> Result<()> {
        let whole = program(&["memory", "__wbg_sink_free", "sink_write", "closure_free", "main"]);
        let (shorter, script) = without_classes(&whole, SCRIPT)?;
        assert_eq!(script, "let a={};const s=typeof R===T?{register:()=>{}}:new R(b=>M.closure_free(b));M.main();");
        let mut expected = b"\0asm\x01\0\0\0\x07\x20\x03".to_vec();
        for (name, number) in [("memory", 0), ("closure_free", 3), ("main", 4)] {
            put(&mut expected, name.as_bytes());
            expected.extend([0, number]);
        }
        assert_eq!(shorter, expected);
        assert_eq!(without_classes(&shorter, &script)?, (shorter, script));
        Ok(())
    }

    #[test]
    fn a_class_of_which_objects_are_made_stays() -> Result<()> {
        let whole = program(&["__wbg_sink_free", "sink_write"]);
        for makes in ["n:a=>c.__wrap(a)", "class d{constructor(){}}"] {
            let script = [SCRIPT, makes].concat();
            assert_eq!(without_classes(&whole, &script)?, (whole.clone(), script));
        }
        Ok(())
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for script in ["class c{free(){}", "class c{}", "class c"] {
            assert!(without_classes(&program(&[]), script).is_err(), "{script}");
        }
    }
}
