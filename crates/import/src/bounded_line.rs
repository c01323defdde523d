//! One line of a stream, never more of it in memory than allowed.

use std::io::{self, BufRead};

/// What stands at the stream's place.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing more.
    End,
    /// A line, now in the buffer without its line end.
    Whole,
    /// A line above the limit; it was passed over.
    TooLong,
}

/// Reads up to the next `\n` or the end. A line that stops because reading fails is not handed over.
pub fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    let mut length = 0;
    loop {
        let bytes = match reader.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if bytes.is_empty() {
            return Ok(if length == 0 { Line::End } else { outcome(length, limit) });
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let part = &bytes[..end.unwrap_or(bytes.len())];
        length += part.len();
        if length <= limit {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(outcome(length, limit));
        }
    }
}

fn outcome(length: usize, limit: usize) -> Line {
    if length <= limit { Line::Whole } else { Line::TooLong }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;
    use std::io::{BufReader, Read};

    #[track_caller]
    fn check(text: &str, limit: usize, expected: &[&str]) {
        let mut reader = BufReader::with_capacity(3, text.as_bytes());
        let mut line = Vec::new();
        let mut lines = Vec::new();
        loop {
            match read_line(&mut reader, &mut line, limit).unwrap() {
                Line::End => break,
                Line::Whole => lines.push(String::from_utf8(line.clone()).unwrap()),
                Line::TooLong => lines.push("too long".to_owned()),
            }
        }
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_are_parted_and_the_last_needs_no_end() {
        check("", 9, &[]);
        check("abcdef\n\nx", 9, &["abcdef", "", "x"]);
        check("abcdef\nx\n", 9, &["abcdef", "x"]);
    }

    #[test]
    fn a_line_above_the_limit_is_passed_over() {
        check("abcdef\nabcdefg\nx", 6, &["abcdef", "too long", "x"]);
        check("abcdefg", 6, &["too long"]);
    }

    #[test]
    fn a_line_of_40_mb_does_not_grow_the_buffer_beyond_the_limit() {
        let mut reader = BufReader::new(io::repeat(b'x').take(40 << 20));
        let mut line = Vec::new();
        assert_eq!(read_line(&mut reader, &mut line, 1 << 20).unwrap(), Line::TooLong);
        assert!(line.capacity() <= 2 << 20, "{}", line.capacity());
        assert_eq!(read_line(&mut reader, &mut line, 1 << 20).unwrap(), Line::End);
    }
}
