//! The encoding that a file names in itself, as HTML and XML do.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use std::io::Read;

use crate::decode::{Charset, Utf8Reader, charset_of, start_of};

/// So far into a file its encoding may be named: HTML asks for 1,024 bytes, and pages pass it.
const NAMED_WITHIN: usize = 8192;

/// The encoding of a page or an XML file without a byte order mark, and whether it was named there. `told` is what came with
/// the file, as mail and web servers say it.
pub fn charset_of_named(bytes: &[u8], told: Option<&str>) -> (Charset, bool) {
    // Letters that make UTF-8 are hardly ever anything else, whatever the page says: it was copied from an older one.
    let is_utf_8 = std::str::from_utf8(bytes).is_ok() && !bytes.is_ascii();
    let named = told.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| named(bytes));
    match named {
        // It writes all in bytes of ASCII, between signs that are none of a text.
        Some(encoding) if encoding == ISO_2022_JP && bytes.contains(&0x1b) => (Charset::Web(encoding), true),
        // The name could not be read if it were true; and what says UTF-8 may be damaged or wrong.
        Some(encoding) if !is_utf_8 && encoding.is_ascii_compatible() && encoding != UTF_8 => {
            (Charset::Web(encoding), true)
        }
        named => (charset_of(bytes), named.is_some() && is_utf_8),
    }
}

/// The text of a page or an XML file, and how many places of it stood for no character. `told` is what came with the file.
pub fn text_of(bytes: &[u8], told: Option<&str>) -> (String, u64) {
    let start = start_of(bytes);
    let bytes = &bytes[start.mark..];
    let charset = start.charset.unwrap_or_else(|| charset_of_named(bytes, told).0);
    let mut decoded = Utf8Reader::new(bytes, charset);
    let mut text = String::new();
    // Bytes in memory can always be read, and what is decoded is UTF-8.
    let _ = decoded.read_to_string(&mut text);
    // In other encodings the places were guessed at.
    (text, if charset == Charset::UTF_8 { decoded.replaced } else { 0 })
}

/// `<?xml version="1.0" encoding="…"?>`, `<meta charset="…">`, `<meta http-equiv="…" content="text/html; charset=…">`
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(NAMED_WITHIN)].to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
    if let Some(declaration) = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())
        && let Some(label) = label_behind(declaration, "encoding")
    {
        return Encoding::for_label(label.as_bytes());
    }
    let tags = start.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(|tag| label_behind(tag, "charset")).find_map(|label| Encoding::for_label(label.as_bytes()))
}

fn label_behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    value.split(|sign: char| sign.is_whitespace() || "\"';/>?".contains(sign)).next().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], told: Option<&str>, expected: (&str, bool)) {
        let (charset, is_named) = charset_of_named(bytes, told);
        assert_eq!((charset.name(), is_named), expected);
    }

    #[test]
    fn a_named_encoding_is_taken() {
        check(b"<meta charset=\"windows-1251\">\xcf\xf0", None, ("windows-1251", true));
        check(
            b"<META http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>\x93\xfa",
            None,
            ("Shift_JIS", true),
        );
        check(b"<?xml version='1.0' encoding='iso-8859-2'?><rss>\xb9", None, ("ISO-8859-2", true));
        check(b"<p>\xcf\xf0\xe5\xe7", Some("koi8-r"), ("KOI8-R", true));
    }

    /// Its bytes are all ASCII, and it was read as that.
    #[test]
    fn japanese_in_the_encoding_of_mail_is_read() {
        let japanese = b"<?xml version='1.0' encoding='ISO-2022-JP'?><rss>\x1b$B9A\x1b(B";
        check(japanese, None, ("ISO-2022-JP", true));
        assert!(text_of(japanese, None).0.ends_with("<rss>港"));
        check(b"<?xml version='1.0' encoding='ISO-2022-JP'?><rss>plain", None, ("UTF-8", false));
    }

    #[test]
    fn what_is_plainly_wrong_is_not() {
        check("<meta charset=latin1>Zürich".as_bytes(), None, ("UTF-8", true));
        check(b"<meta charset=utf-16>plain", None, ("UTF-8", false));
        check(b"<meta charset=utf-8>The \x93caf\xe9\x94 in Z\xfcrich \x96 it\x92s open", None, ("windows-1252", false));
        check(b"<meta charset=unknown><meta charset=koi8-r>\xcf", None, ("KOI8-R", true));
    }
}
