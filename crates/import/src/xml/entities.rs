//! What `&name;` stands for, within bounds: a file may declare names that grow.

use std::collections::{BTreeMap, BTreeSet};

use crate::decode::printed;
use crate::html;

/// The names that a file declares, and how much they have grown so far.
#[derive(Debug, Default)]
pub struct Entities {
    declared: BTreeMap<String, String>,
    /// Those declared names whose text is not taken, as it lies elsewhere or would grow.
    refused: BTreeSet<String>,
    grown: usize,
    /// The first reference, since it was last asked for, that stays as it is written though its name is declared.
    left: Option<String>,
}

/// The longest text of a declared name, in bytes: an address or a word. What holds other names is not declared.
const LONGEST: usize = 200;
/// The most names that a file declares.
const MOST: usize = 100;
/// How many bytes declared names may add to a file.
const MOST_GROWN: usize = 1024 * 1024;

impl Entities {
    /// Takes the names that a document type declares: `<!ENTITY name "text">`. Files and other names are not followed.
    pub fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, value)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''));
            let text = quote.and_then(|quote| value[1..].split_once(quote)).map(|(text, _)| self.in_declaration(text));
            // The first declaration of a name counts.
            if self.declared.len() + self.refused.len() >= MOST || self.knows(name) {
                continue;
            }
            match text.filter(|text| text.len() <= LONGEST && !text.contains(['&', '<', '%'])) {
                Some(text) => drop(self.declared.insert(name.to_owned(), text)),
                // What HTML calls so is meant where it is declared in a roundabout way.
                None if of_html(name).is_none() => drop(self.refused.insert(name.to_owned())),
                None => {}
            }
        }
    }

    fn knows(&self, name: &str) -> bool {
        self.declared.contains_key(name) || self.refused.contains(name)
    }

    /// The text of a declaration, in which numbers of characters stand for these (XML 1.0, section 4.4).
    fn in_declaration(&mut self, text: &str) -> String {
        // What is longer is not taken.
        let is_short = text.len() <= 8 * LONGEST;
        let mut parts = text.split("&#");
        let mut read = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once(';').filter(|_| is_short) {
                Some((number, rest)) => {
                    read.push_str(&self.text_of(&["#", number].concat()));
                    read.push_str(rest);
                }
                None => {
                    read.push_str("&#");
                    read.push_str(part);
                }
            }
        }
        read
    }

    /// The text of a reference, given without its signs; itself where nobody knows it.
    pub fn text_of(&mut self, name: &str) -> String {
        let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        });
        if let Some(number) = number {
            let sign = number.ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
            return printed(sign).to_string();
        }
        match name {
            "amp" => "&".to_owned(),
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            "quot" => "\"".to_owned(),
            "apos" => "'".to_owned(),
            _ => self.named(name),
        }
    }

    /// The name of a reference that was left as it is written, since this was asked last.
    pub fn take_left(&mut self) -> Option<String> {
        self.left.take()
    }

    fn named(&mut self, name: &str) -> String {
        let known = self.declared.get(name);
        if let Some(text) = known
            && self.grown + text.len() <= MOST_GROWN
        {
            self.grown += text.len();
            return text.clone();
        }
        let (is_declared, written) = (known.is_some() || self.refused.contains(name), format!("&{name};"));
        if is_declared || self.grown > MOST_GROWN {
            self.left.get_or_insert_with(|| name.to_owned());
            return written;
        }
        if !is_name(name) {
            return written;
        }
        // Names of HTML stand in feeds that declare none.
        let read = of_html(name).unwrap_or(written);
        self.grown += 1;
        if self.declared.len() < MOST {
            self.declared.insert(name.to_owned(), read.clone());
        }
        read
    }

    /// A text with its references resolved.
    pub fn expanded(&mut self, text: &str) -> String {
        let mut expanded = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('&') {
            expanded.push_str(before);
            let name = behind.split(';').next().filter(|name| name.len() < behind.len() && !name.is_empty());
            match name.filter(|name| name.len() <= 32 && !name.contains(char::is_whitespace)) {
                Some(name) => {
                    expanded.push_str(&self.text_of(name));
                    rest = &behind[name.len() + 1..];
                }
                None => {
                    expanded.push('&');
                    rest = behind;
                }
            }
        }
        expanded + rest
    }
}

/// A name is short: what is longer is a sign and a sentence.
fn is_name(name: &str) -> bool {
    name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What HTML means by a name.
fn of_html(name: &str) -> Option<String> {
    if name == "nbsp" {
        return Some("\u{a0}".to_owned());
    }
    let written = format!("&{name};");
    Some(name).filter(|name| is_name(name)).map(|_| html::line(&written)).filter(|read| *read != written)
}
