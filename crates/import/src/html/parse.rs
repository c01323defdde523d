//! HTML into a tree, as browsers parse it, within bounds: a few bytes of HTML can ask for more memory or time than there is.

use dom_query::Document;
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// HTML that is built to be hard to read; says why, as "is nested …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHard(pub &'static str);

/// Elements inside one another. Browsers stop nesting at 512 (Blink's `kMaximumHTMLParserDOMTreeDepth`), so what is deeper
/// was never seen as written. It bounds recursion, and how often each piece of text can be set apart anew.
const DEEPEST: usize = 512;
/// Elements, texts and comments of one page. The largest pages that people read have some 100,000.
const MOST_NODES: usize = 1_000_000;
/// Attributes of one tag: the parser compares each with those before it.
const MOST_ATTRIBUTES: usize = 2_000;
/// Bytes between two looks at how large the tree has grown.
const STEP: usize = 4096;

/// Parses a page.
///
/// # Errors
/// Where it passes a bound.
pub fn document(html: &str) -> Result<Document, TooHard> {
    if most_attributes(html) > MOST_ATTRIBUTES {
        return Err(TooHard("has a tag of more than 2,000 attributes"));
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tokenizer: TokenizerOpts::default(), tree_builder };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(beginning(rest, STEP).len());
        parser.process(now.into());
        rest = later;
        let tree = &parser.tokenizer.sink.sink.tree;
        if tree.len() > MOST_NODES {
            return Err(TooHard("holds more than a million elements"));
        }
        let mut last = tree.root();
        for depth in 0.. {
            if depth > DEEPEST {
                return Err(TooHard("is nested more than 512 deep"));
            }
            match last.last_child() {
                Some(child) => last = child,
                None => break,
            }
        }
    }
    Ok(parser.finish())
}

/// The first bytes of a text, as many as are whole characters.
pub fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// The most attributes that a tag has. Comments and elements whose text holds no tags are passed over.
fn most_attributes(html: &str) -> usize {
    let mut most = 0;
    let mut rest = html.as_bytes();
    while let Some(found) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[found + 1..];
        if rest.starts_with(b"!--") {
            rest = behind(rest, b"-->");
        } else if rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            let (attributes, end) = attributes(rest);
            most = most.max(attributes);
            let is_raw = |name: &&[u8]| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            let raw = RAW.into_iter().find(is_raw);
            rest = &rest[end..];
            if let Some(name) = raw {
                rest = behind_raw(rest, name);
            }
        }
    }
    most
}

/// Elements whose text holds no tags.
const RAW: [&[u8]; 4] = [b"script", b"style", b"title", b"textarea"];

/// The attributes of a tag, and where it ends. The states are those of HTML's tokenizer (section 13.2.5).
fn attributes(tag: &[u8]) -> (usize, usize) {
    enum At {
        TagName,
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Value,
        Quoted(u8),
    }
    let mut count = 0;
    let mut at = At::TagName;
    for (place, byte) in tag.iter().enumerate() {
        let is_blank = byte.is_ascii_whitespace();
        at = match (at, *byte) {
            (At::Quoted(quote), byte) if byte == quote => At::BeforeName,
            (At::Quoted(quote), _) => At::Quoted(quote),
            (_, b'>') => return (count, place),
            (At::TagName | At::BeforeName | At::Name | At::AfterName, b'/') => At::BeforeName,
            (At::Name | At::AfterName, b'=') => At::BeforeValue,
            (At::BeforeValue, quote @ (b'"' | b'\'')) => At::Quoted(quote),
            (At::TagName | At::BeforeName | At::Value, _) if is_blank => At::BeforeName,
            (At::Name | At::AfterName, _) if is_blank => At::AfterName,
            (At::BeforeValue, _) if is_blank => At::BeforeValue,
            (At::BeforeName | At::AfterName, _) => {
                count += 1;
                At::Name
            }
            (At::BeforeValue | At::Value, _) => At::Value,
            (at, _) => at,
        };
    }
    (count, tag.len())
}

fn behind<'a>(bytes: &'a [u8], end: &[u8]) -> &'a [u8] {
    let found = bytes.windows(end.len()).position(|window| window == end);
    found.map_or(&[], |at| &bytes[at + end.len()..])
}

/// What stands behind the text of such an element, from its end tag on.
fn behind_raw<'a>(bytes: &'a [u8], name: &[u8]) -> &'a [u8] {
    let ends = |window: &[u8]| window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name);
    bytes.windows(name.len() + 2).position(ends).map_or(&[], |at| &bytes[at..])
}
