//! The head of one record of a web archive.

use std::io::{self, BufRead};

use crate::bounded_line::{Line, read_line};
use crate::headers::Headers;

/// What stands next.
pub enum Next {
    /// A record.
    Record {
        /// What its head says.
        head: Head,
        /// Whether something stood before it that is no record.
        gap: bool,
    },
    /// The end.
    End {
        /// Whether something stood before it that is no record.
        gap: bool,
    },
}

/// What the head of a record says.
#[derive(Debug)]
pub struct Head {
    kind: String,
    /// The address of what the record holds.
    pub target: String,
    /// When it was fetched.
    pub date: Option<String>,
    /// The type of the record's own body.
    pub content_type: String,
    /// Bytes of the body.
    pub length: u64,
    /// Whether the crawler stopped before the end.
    pub is_truncated: bool,
    /// The sum of what the server answered with, by which equal answers are known.
    pub digest: Option<String>,
    /// The address at which what this stands for was fetched, of a record that says "as before".
    pub refers_to: Option<String>,
}

/// The longest line that may be a version; a line of what is no record has no bounds.
const LONGEST_LINE: usize = 64 * 1024;

/// Reads on to the next record's head, and past it.
///
/// # Errors
/// The reader's own.
pub fn next(reader: &mut impl BufRead) -> io::Result<Next> {
    let (mut line, mut gap) = (Vec::new(), false);
    loop {
        match read_line(reader, &mut line, LONGEST_LINE)? {
            Line::End => return Ok(Next::End { gap }),
            Line::Whole if line.trim_ascii().is_empty() => {}
            // 0.17 and 0.18 are drafts that were in use.
            Line::Whole if line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.") => {
                match Head::of(&Headers::read(reader)?) {
                    Some(head) => return Ok(Next::Record { head, gap }),
                    None => gap = true,
                }
            }
            Line::Whole | Line::TooLong => gap = true,
        }
    }
}

impl Head {
    fn of(headers: &Headers) -> Option<Self> {
        let value = |name: &str| headers.value(name).map(str::trim).filter(|value| !value.is_empty());
        // Version 1.0 has its addresses in angle brackets, by a slip in its grammar.
        let target = value("warc-target-uri").unwrap_or_default().trim_start_matches('<').trim_end_matches('>');
        Some(Self {
            kind: value("warc-type")?.to_ascii_lowercase(),
            target: target.chars().filter(|sign| !sign.is_control()).take(2048).collect(),
            date: value("warc-date").map(str::to_owned),
            content_type: value("content-type").unwrap_or_default().to_ascii_lowercase(),
            length: value("content-length")?.parse().ok()?,
            digest: value("warc-payload-digest").map(str::to_owned),
            refers_to: value("warc-refers-to-target-uri").map(|address| address.trim_matches(['<', '>']).to_owned()),
            is_truncated: headers.value("warc-truncated").is_some(),
        })
    }

    /// Whether it may hold what is of such a type: as an answer of a web server, or alone.
    pub fn may_hold(&self, is_kind: fn(&str) -> bool) -> bool {
        let is_web = self.target.starts_with("http://") || self.target.starts_with("https://");
        is_web
            && match self.kind.as_str() {
                "response" => self.holds_http(),
                "resource" => is_kind(&self.content_type),
                _ => false,
            }
    }

    /// Whether it says that the server answered as before, and what it answered lies in another record.
    pub fn is_revisit(&self) -> bool {
        self.kind == "revisit"
    }

    /// Whether its body is an answer of a web server, head included.
    pub fn holds_http(&self) -> bool {
        self.kind == "response" && self.content_type.starts_with("application/http")
    }
}

/// Whether a type, in lower case, is a page's.
pub fn is_html(content_type: &str) -> bool {
    content_type.starts_with("text/html") || content_type.starts_with("application/xhtml")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn a_record_is_found_behind_what_is_none() {
        let mut bytes = &b"\r\n\r\nrubbish\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n\
            WARC/1.1\r\nWARC-Type: Response\r\nWARC-Target-URI: <http://example.org/>\r\nContent-Type: application/http;msgtype=response\r\n\
            Content-Length: 3\r\n\r\nabc"[..];
        let Next::Record { head, gap } = next(&mut bytes).unwrap() else { panic!("no record") };
        assert_eq!((head.target.as_str(), head.length, gap), ("http://example.org/", 3, true));
        assert!(head.may_hold(is_html));
        assert_eq!(bytes, b"abc");
    }
}
