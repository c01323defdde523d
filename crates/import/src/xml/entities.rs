//! What `&name;` stands for, within bounds: a file may declare names that grow.

use std::collections::BTreeMap;

use crate::html;

/// The names that a file declares, and how much they have grown so far.
#[derive(Debug, Default)]
pub struct Entities {
    declared: BTreeMap<String, String>,
    grown: usize,
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
            let declaration = declaration.split('>').next().unwrap_or_default().trim();
            let Some((name, value)) = declaration.split_once(char::is_whitespace) else { continue };
            let value = value.trim();
            let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''));
            let Some(text) = quote.and_then(|quote| value[1..].split(quote).next()) else { continue };
            if text.len() <= LONGEST && !text.contains(['&', '<', '%']) && self.declared.len() < MOST {
                self.declared.insert(name.to_owned(), text.to_owned());
            }
        }
    }

    /// The text of a reference, given without its signs; itself where nobody knows it.
    pub fn text_of(&mut self, name: &str) -> String {
        let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        });
        if let Some(number) = number {
            return number.ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
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

    fn named(&mut self, name: &str) -> String {
        if let Some(text) = self.declared.get(name)
            && self.grown + text.len() <= MOST_GROWN
        {
            self.grown += text.len();
            return text.clone();
        }
        let written = format!("&{name};");
        // Names of HTML stand in feeds that declare none. A name is short: what is longer is a sign and a sentence.
        let is_name = name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_name || self.grown > MOST_GROWN {
            return written;
        }
        let read = self.declared.get(name).cloned().unwrap_or_else(|| match name {
            "nbsp" => "\u{a0}".to_owned(),
            _ => html::line(&written),
        });
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
