//! Headers as mail, web servers and web archives have them (RFC 5322): lines of `Name: value`, up to an empty one.

use std::io::{self, BufRead};

use crate::bounded_line::{Line, read_line};

/// The headers of a message, a part or a record.
#[derive(Debug, Default)]
pub struct Headers(Vec<(String, String)>);

/// The most headers that are kept, and the most bytes of one line and of one value.
const MOST_HEADERS: usize = 200;
const MOST_BYTES: usize = 8192;
const LONGEST_LINE: usize = 64 * 1024;

impl Headers {
    /// Reads up to an empty line, or the end. What is no header is passed over.
    ///
    /// # Errors
    /// The reader's own.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Self> {
        let (mut headers, mut line) = (Self::default(), Vec::new());
        loop {
            match read_line(reader, &mut line, LONGEST_LINE)? {
                Line::End => return Ok(headers),
                Line::TooLong => {}
                Line::Whole if line.trim_ascii().is_empty() => return Ok(headers),
                Line::Whole => headers.add(&line),
            }
        }
    }

    fn add(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(&line[..line.len().min(MOST_BYTES)]);
        let goes_on = text.starts_with([' ', '\t']);
        if let Some((_, value)) = self.0.last_mut().filter(|(_, value)| goes_on && value.len() < MOST_BYTES) {
            value.push_str(text.trim_end());
        } else if let Some((name, value)) = text.split_once(':').filter(|_| self.0.len() < MOST_HEADERS) {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The first value of a header, whose name is in lower case.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a header begins so, in lower case.
    pub fn says(&self, name: &str, what: &str) -> bool {
        self.value(name).is_some_and(|value| value.trim().to_ascii_lowercase().starts_with(what))
    }

    /// `charset` of `text/html; charset="utf-8"`.
    pub fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        self.value(name)?.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(parameter).then(|| value.trim().trim_matches('"').to_owned())
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn lines_may_go_on_and_nonsense_passes() {
        let mut bytes =
            &b"Content-Type: text/html;\r\n charset=\"utf-8\"\r\nnonsense\r\nX:1\r\n\r\nbody: no header"[..];
        let headers = Headers::read(&mut bytes).unwrap();
        assert_eq!(headers.parameter("content-type", "charset").as_deref(), Some("utf-8"));
        assert!(headers.says("content-type", "text/html"));
        assert_eq!((headers.value("x"), headers.value("body")), (Some("1"), None));
        assert_eq!(bytes, b"body: no header");
    }

    #[test]
    fn headers_without_end_are_bounded() {
        let text = format!("a: {}\n{}", "x".repeat(1 << 20), "b: c\n".repeat(100_000));
        assert_eq!(Headers::read(&mut text.as_bytes()).unwrap().0.len(), MOST_HEADERS);
    }
}
