//! A page in one file (MHTML, RFC 2557): a mail message whose first part is the page and whose others are its pictures.

use std::io::BufRead;

use article::Association;

use crate::bounded_line::{Line, read_line};
use crate::escapes;
use crate::file::{broken_off, too_large};
use crate::headers::Headers;
use crate::outlet::{Flow, Outlet};
use crate::page::{self, Told};
use crate::{Enclosed, EnclosedBytes, LIMIT, MOST_ENCLOSED};

/// Reads the page of a file, and the pictures of its article from what stands behind it.
pub fn read(reader: &mut impl BufRead, outlet: &mut Outlet) -> Flow {
    let (part, boundary) = match page_of(reader) {
        Ok(Some(page)) => page,
        Ok(None) => return outlet.problem(None, "holds no page: a part of type text/html is missing"),
        Err(Fault::Io(error)) => {
            return outlet.problem(None, format!("{} (the page was left out)", broken_off(&error)));
        }
        Err(Fault::TooLarge) => return outlet.problem(None, too_large("is")),
    };
    let told = Told { address: part.location, charset: part.charset, ..Told::default() };
    let read = match page::article_in_bytes(&part.bytes, &told) {
        Ok(read) => read,
        Err(why) => return page::left_out(&why, outlet),
    };
    let mut enclosed = Vec::new();
    if let Some(boundary) = &boundary
        && let Err(fault) = pictures(reader, boundary, read.pictures(), &mut enclosed)
    {
        let why = match fault {
            Fault::Io(error) => broken_off(&error),
            Fault::TooLarge => "holds pictures that are too large".to_owned(),
        };
        outlet.problem(None, format!("{why} (the article is read, and may lack pictures)"))?;
    }
    read.hand_over_with(enclosed, outlet)
}

/// Reads on for the pictures that an article names, by the addresses or the ids of the parts.
fn pictures(
    reader: &mut impl BufRead,
    boundary: &str,
    named: &[Association],
    enclosed: &mut Vec<Enclosed>,
) -> Result<(), Fault> {
    let mut wanted: Vec<(usize, &str)> = Vec::new();
    for (association, picture) in named.iter().enumerate() {
        wanted.extend(picture.href.as_deref().map(|href| (association, href)));
    }
    let mut line = Vec::new();
    let mut total = 0;
    // The reader stands behind the boundary of the first part.
    while !wanted.is_empty() {
        let own = Headers::read(reader).map_err(Fault::Io)?;
        let id = own.value("content-id").map(|id| format!("cid:{}", id.trim().trim_matches(['<', '>'])));
        let names = [own.value("content-location").map(str::trim), id.as_deref()];
        let at = wanted.iter().position(|(_, href)| names.contains(&Some(href)));
        match at.filter(|_| own.says("content-type", "image/")) {
            Some(at) => {
                let part = part(reader, &own, Some(boundary.as_bytes()), &mut line)?;
                total += part.bytes.len() as u64;
                if total > MOST_ENCLOSED {
                    return Err(Fault::TooLarge);
                }
                let bytes = EnclosedBytes::Here { bytes: part.bytes, name: None };
                enclosed.push(Enclosed { association: wanted.swap_remove(at).0, bytes });
            }
            None => while next_line(reader, &mut line)? && !line.starts_with(boundary.as_bytes()) {},
        }
        // The last boundary has two dashes more, and behind a file that is cut off there is nothing.
        if line.is_empty() || line.get(boundary.len()..).is_some_and(|end| end.starts_with(b"--")) {
            break;
        }
    }
    Ok(())
}

enum Fault {
    Io(std::io::Error),
    TooLarge,
}

/// A part of the message.
#[derive(Default)]
struct Part {
    bytes: Vec<u8>,
    charset: Option<String>,
    location: Option<String>,
}

/// The first part that is a page, decoded, and the boundary of parts where there are others.
fn page_of(reader: &mut impl BufRead) -> Result<Option<(Part, Option<String>)>, Fault> {
    let mut line = Vec::new();
    let message = Headers::read(reader).map_err(Fault::Io)?;
    let boundary = message.parameter("content-type", "boundary");
    let Some(boundary) = boundary.map(|boundary| format!("--{boundary}")) else {
        let is_page = message.says("content-type", "text/html");
        return if is_page { Ok(Some((part(reader, &message, None, &mut line)?, None))) } else { Ok(None) };
    };
    while next_line(reader, &mut line)? {
        if !line.starts_with(boundary.as_bytes()) {
            continue;
        }
        let own = Headers::read(reader).map_err(Fault::Io)?;
        if own.says("content-type", "text/html") || own.says("content-type", "application/xhtml") {
            let mut part = part(reader, &own, Some(boundary.as_bytes()), &mut line)?;
            let location = message.value("snapshot-content-location").or(own.value("content-location"));
            part.location = location.filter(|address| address.starts_with("http")).map(str::to_owned);
            return Ok(Some((part, Some(boundary))));
        }
    }
    Ok(None)
}

/// Reads a line; answers whether there was one.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Fault> {
    match read_line(reader, line, LIMIT as usize) {
        Ok(Line::End) => Ok(false),
        Ok(Line::Whole) => Ok(true),
        Ok(Line::TooLong) => Err(Fault::TooLarge),
        Err(error) => Err(Fault::Io(error)),
    }
}

/// Reads the rest of a part, up to the boundary.
fn part(
    reader: &mut impl BufRead,
    headers: &Headers,
    boundary: Option<&[u8]>,
    line: &mut Vec<u8>,
) -> Result<Part, Fault> {
    let encoding = headers.value("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let mut part = Part { charset: headers.parameter("content-type", "charset"), ..Part::default() };
    let mut base64 = Base64::default();
    while next_line(reader, line)? {
        if boundary.is_some_and(|boundary| line.starts_with(boundary)) {
            break;
        }
        match encoding.as_str() {
            "quoted-printable" => quoted_printable(line, &mut part.bytes),
            "base64" => base64.decode(line, &mut part.bytes),
            _ => {
                part.bytes.extend_from_slice(line);
                part.bytes.push(b'\n');
            }
        }
        if part.bytes.len() as u64 > LIMIT {
            return Err(Fault::TooLarge);
        }
    }
    Ok(part)
}

/// Decodes a line of quoted-printable text (RFC 2045, section 6.7). What is no escape stays as it is.
fn quoted_printable(line: &[u8], into: &mut Vec<u8>) {
    let line = line.trim_ascii_end();
    let (line, goes_on) = line.strip_suffix(b"=").map_or((line, false), |line| (line, true));
    escapes::decode(b'=', line, into);
    if !goes_on {
        into.push(b'\n');
    }
}

/// The text that stands in base 64; none where that is no UTF-8.
pub fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    Base64::default().decode(text.as_bytes(), &mut bytes);
    String::from_utf8(bytes).ok()
}

/// Decodes base 64 line by line; what is no digit is passed over.
#[derive(Default)]
pub struct Base64 {
    bits: u32,
    count: u32,
}

impl Base64 {
    /// Adds what a line holds.
    pub fn decode(&mut self, line: &[u8], into: &mut Vec<u8>) {
        for byte in line {
            let digit = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                _ => continue,
            };
            self.bits = (self.bits << 6 | u32::from(digit)) & 0xff_ffff;
            self.count += 6;
            if self.count >= 8 {
                self.count -= 8;
                into.push((self.bits >> self.count) as u8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: Option<(&str, Option<&str>)>) {
        let part = page_of(&mut message.as_bytes()).unwrap_or_else(|_| panic!("is read"));
        let part = part.map(|(part, _)| (String::from_utf8_lossy(&part.bytes).into_owned(), part.location));
        assert_eq!(part, expected.map(|(text, location)| (text.to_owned(), location.map(str::to_owned))));
    }

    #[test]
    fn the_page_is_the_first_part_of_its_type() {
        check(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nContent-Type: multipart/related;\r\n\
             \ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\r\n----x--\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Z=C3=BCrich is=\r\n large =3D\r\n----x--\r\n\
             Content-Type: image/png\r\n\r\nbytes\r\n----x----\r\n",
            Some(("<p>Zürich is large =\n", Some("https://example.org/a"))),
        );
    }

    #[test]
    fn base_64_is_read() {
        check(
            "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+SGFy\nYm91cjwvcD4=\n",
            Some(("<p>Harbour</p>", None)),
        );
    }

    #[test]
    fn a_message_without_a_page_says_so() {
        check("Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n\n--x--\n", None);
        check("", None);
    }
}
