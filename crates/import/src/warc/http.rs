//! What a web server answered, as a web archive keeps it: a status line, headers, and a body that may be in chunks and packed.

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::record::Head;
use crate::bounded_line::{Line, read_line};
use crate::headers::Headers;
use crate::meter::{Meter, Unpacked};

/// What a record answers.
pub enum Answer {
    /// What was asked for.
    Body {
        /// As the server meant them: out of chunks, unpacked.
        bytes: Vec<u8>,
        /// Its encoding, where the server says it.
        charset: Option<String>,
    },
    /// The page is elsewhere.
    Redirect(Option<String>),
    /// The server says that it failed, or the page is not there.
    Failure,
    /// A picture, a script or the like.
    NoPage,
}

/// Why a body cannot be read.
#[derive(Debug)]
pub enum NoBody {
    /// The archive itself could not be read.
    Io(io::Error),
    /// It is larger than it may be.
    TooLarge,
    /// Another reason.
    Other(String),
}

/// What is read of records.
pub struct Wanted<'a> {
    /// Whether a type, in lower case, is one that is read; what is of another is not read to its end.
    pub is_kind: fn(&str) -> bool,
    /// The most bytes of a body.
    pub most: u64,
    /// What counts them.
    pub meter: &'a Rc<Meter>,
}

/// Reads a record's body.
///
/// # Errors
/// Why it cannot be read.
pub fn read(head: &Head, reader: &mut impl BufRead, wanted: &Wanted) -> Result<Answer, NoBody> {
    if !head.holds_http() {
        let charset = head.content_type.split_once("charset=").map(|(_, rest)| rest.trim_matches('"').to_owned());
        return Ok(Answer::Body { bytes: whole(reader, wanted.most)?, charset });
    }
    let (status, headers) = start(reader).map_err(NoBody::Io)?;
    match status {
        Some(300..=399) => return Ok(Answer::Redirect(headers.value("location").map(str::to_owned))),
        Some(200) => {}
        _ => return Ok(Answer::Failure),
    }
    if !is_of(&headers, wanted.is_kind) {
        return Ok(Answer::NoPage);
    }
    let mut bytes = whole(reader, wanted.most)?;
    if headers.says("transfer-encoding", "chunked") {
        // Some crawlers keep the header and store the body as it was meant.
        bytes = without_chunks(&bytes).unwrap_or(bytes);
    }
    let packings = headers.value("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for packing in packings.split(',').rev().map(str::trim) {
        bytes = unpacked(packing, bytes, wanted)?;
    }
    Ok(Answer::Body { bytes, charset: headers.parameter("content-type", "charset") })
}

/// Whether a record answers with a body of such a type.
///
/// # Errors
/// The reader's own.
pub fn holds(head: &Head, reader: &mut impl BufRead, is_kind: fn(&str) -> bool) -> io::Result<bool> {
    if !head.holds_http() {
        return Ok(is_kind(&head.content_type));
    }
    let (status, headers) = start(reader)?;
    Ok(status == Some(200) && is_of(&headers, is_kind))
}

/// Whether a record that says "as before" says it of such a type: it holds the head of an answer and no body.
///
/// # Errors
/// The reader's own.
pub fn speaks_of(reader: &mut impl BufRead, is_kind: fn(&str) -> bool) -> io::Result<bool> {
    start(reader).map(|(_, headers)| is_of(&headers, is_kind))
}

fn is_of(headers: &Headers, is_kind: fn(&str) -> bool) -> bool {
    headers.value("content-type").is_some_and(|kind| is_kind(&kind.trim().to_ascii_lowercase()))
}

/// Reads the status and the headers.
fn start(reader: &mut impl BufRead) -> io::Result<(Option<u16>, Headers)> {
    let mut line = Vec::new();
    let status = match read_line(reader, &mut line, 8192)? {
        Line::Whole => status_of(&line),
        Line::End | Line::TooLong => None,
    };
    Ok((status, Headers::read(reader)?))
}

/// `200` of `HTTP/1.1 200 OK`.
fn status_of(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(64))?).unwrap_or_default();
    let mut parts = line.split_whitespace();
    parts.next().filter(|version| version.starts_with("HTTP/"))?;
    parts.next()?.parse().ok()
}

fn whole(reader: &mut impl Read, most: u64) -> Result<Vec<u8>, NoBody> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes).map_err(NoBody::Io)?;
    if bytes.len() as u64 > most { Err(NoBody::TooLarge) } else { Ok(bytes) }
}

/// The body out of its chunks (RFC 9112, section 7.1), as far as it goes; nothing where it does not begin with one.
fn without_chunks(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    let (mut rest, mut chunks) = (bytes, 0);
    loop {
        let chunk = chunk(rest);
        match chunk {
            Some((size, behind)) if size > 0 => {
                body.extend_from_slice(&behind[..size.min(behind.len())]);
                rest = behind.get(size..).unwrap_or_default();
                rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
                chunks += 1;
            }
            Some(_) => return Some(body),
            None => return (chunks > 0).then_some(body),
        }
    }
}

/// The size of the chunk that begins here, and what stands behind the line that says it.
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((usize::from_str_radix(digits, 16).ok()?, &bytes[end + 1..]))
}

fn unpacked(packing: &str, bytes: Vec<u8>, wanted: &Wanted) -> Result<Vec<u8>, NoBody> {
    // Some crawlers keep the header and store the body unpacked; a page begins with none of these signs.
    let unpacked: Box<dyn Read + '_> = match packing {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => Box::new(MultiGzDecoder::new(&*bytes)),
        "deflate" if bytes.first().is_some_and(|byte| byte & 0x0f == 8) => Box::new(ZlibDecoder::new(&*bytes)),
        "deflate" if !is_text(&bytes) => Box::new(DeflateDecoder::new(&*bytes)),
        "br" if !is_text(&bytes) => Box::new(Decompressor::new(&*bytes, 4096)),
        "" | "identity" | "gzip" | "x-gzip" | "deflate" | "br" => return Ok(bytes),
        _ if is_text(&bytes) => return Ok(bytes),
        other => return Err(NoBody::Other(format!("is packed in a way that is not read ({})", short(other)))),
    };
    whole(&mut Unpacked::new(unpacked, Rc::clone(wanted.meter)), wanted.most).map_err(|error| match error {
        NoBody::Io(error) => NoBody::Other(crate::file::broken_off(&error)),
        other => other,
    })
}

fn short(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Whether bytes begin as a page does, and not as what is packed.
fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(b"<")
        && start[..start.len().min(64)].iter().all(|byte| *byte >= b' ' || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_as_far_as_they_go() {
        for (bytes, expected) in [
            ("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", Some("hello world")),
            ("5\nhello\n0\n", Some("hello")),
            ("ff\r\nhello", Some("hello")),
            ("5\r\nhello\r\nnonsense", Some("hello")),
            ("<html>", None),
            ("", None),
            ("ffffffffffffffff\r\nx", Some("x")),
            ("0\r\n\r\n", Some("")),
        ] {
            let body = without_chunks(bytes.as_bytes());
            assert_eq!(body.as_deref().map(String::from_utf8_lossy).as_deref(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_status_is_read_of_any_version() {
        assert_eq!(status_of(b"HTTP/1.1 200 OK\r"), Some(200));
        assert_eq!(status_of(b"HTTP/2 304"), Some(304));
        assert_eq!(status_of(b"200 OK"), None);
        assert_eq!(status_of(b"HTTP/1.1 999999"), None);
        assert_eq!(status_of(b"\xff\xff"), None);
    }
}
