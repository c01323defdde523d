//! Raw HTML inside Markdown: which elements hide their text, which part it, and how it reads without tags.

use pulldown_cmark::{Event, Parser};

/// Elements whose text is not for reading.
pub const HIDDEN: [&str; 4] = ["script", "style", "template", "iframe"];

/// Elements that stand on lines of their own.
pub const PARTS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "p",
    "section",
    "td",
    "tr",
];

/// Runs of white space as one blank, as HTML prints them.
pub fn one_blank(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
    match words.is_empty() {
        true => edge(text.chars().next()).to_owned(),
        false => format!("{}{words}{}", edge(text.chars().next()), edge(text.chars().last())),
    }
}

/// Character references in the text of a block of HTML, read as Markdown reads them elsewhere.
pub fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut decoded = String::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            decoded.push('\n');
        }
        for part in line.split_inclusive(';') {
            match part.rfind('&') {
                Some(at) => {
                    decoded.push_str(&part[..at]);
                    decoded.push_str(&reference(&part[at..]));
                }
                None => decoded.push_str(part),
            }
        }
    }
    decoded
}

/// `&amp;` alone, as a character. The letter before keeps Markdown from seeing markup in what follows.
fn reference(text: &str) -> String {
    let is_reference =
        text.ends_with(';') && text[1..text.len() - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    if !is_reference {
        return text.to_owned();
    }
    let marked = format!("x{text}");
    let mut read = String::new();
    for event in Parser::new(&marked) {
        if let Event::Text(text) = event {
            read.push_str(&text);
        }
    }
    read.strip_prefix('x').unwrap_or(text).to_owned()
}
