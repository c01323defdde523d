//! Bytes to UTF-8: by byte order mark, else as UTF-8, else as what it most likely is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

/// How bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One of the encodings of the web; UTF-8 above all.
    Web(&'static Encoding),
    /// Four bytes a character, the lowest first.
    Utf32Le,
    /// Four bytes a character, the highest first.
    Utf32Be,
}

impl Charset {
    /// UTF-8, which needs no word.
    pub const UTF_8: Self = Self::Web(UTF_8);

    /// The name to tell a person.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
        }
    }

    /// Whether a line end is more than one byte.
    pub fn is_wide(self) -> bool {
        !matches!(self, Self::Web(encoding) if encoding != UTF_16LE && encoding != UTF_16BE)
    }
}

/// What the first bytes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The encoding, where it shows at the start.
    pub charset: Option<Charset>,
    /// The length of the byte order mark.
    pub mark: usize,
}

/// Looks for a byte order mark, and for the zero bytes that tell UTF-16 and UTF-32 without one.
pub fn start_of(bytes: &[u8]) -> Start {
    let marks: [(&[u8], Charset); 5] = [
        (b"\xef\xbb\xbf", Charset::UTF_8),
        // Before UTF-16LE, whose mark begins the same.
        (b"\xff\xfe\0\0", Charset::Utf32Le),
        (b"\0\0\xfe\xff", Charset::Utf32Be),
        (b"\xff\xfe", Charset::Web(UTF_16LE)),
        (b"\xfe\xff", Charset::Web(UTF_16BE)),
    ];
    for (mark, charset) in marks {
        if bytes.starts_with(mark) {
            return Start { charset: Some(charset), mark: mark.len() };
        }
    }
    let charset = if bytes.contains(&0) { wide_without_mark(bytes) } else { None };
    Start { charset, mark: 0 }
}

/// Text of mostly ASCII in UTF-16 or UTF-32 has zeros at always the same places.
fn wide_without_mark(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(1024) / 4 * 4];
    if sample.is_empty() {
        return None;
    }
    let share = |places: &[usize], zero: bool| {
        let all = sample.len() / 4 * places.len();
        let those = sample.chunks_exact(4).flat_map(|four| places.iter().map(|place| four[*place]));
        those.filter(|byte| (*byte == 0) == zero).count() * 10 >= all * 9
    };
    let fits = |zeros: &[usize], others: &[usize]| share(zeros, true) && share(others, false);
    if fits(&[1, 2, 3], &[0]) {
        Some(Charset::Utf32Le)
    } else if fits(&[0, 1, 2], &[3]) {
        Some(Charset::Utf32Be)
    } else if fits(&[1, 3], &[0, 2]) {
        Some(Charset::Web(UTF_16LE))
    } else if fits(&[0, 2], &[1, 3]) {
        Some(Charset::Web(UTF_16BE))
    } else if is_ascii_with_zeros(sample) {
        None
    } else {
        wide_in_another_script(sample)
    }
}

/// Whether these are bytes of ASCII, most of them, with a zero that someone's program left among them.
fn is_ascii_with_zeros(sample: &[u8]) -> bool {
    let printed = sample.iter().filter(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~'));
    printed.count() * 10 >= sample.len() * 9
}

/// UTF-16 of Cyrillic, Chinese and other letters: only blanks, line ends and signs have zeros. It is text where every two
/// bytes make a character that texts have, some of them blanks or line ends; the other order of bytes makes none of these.
fn wide_in_another_script(sample: &[u8]) -> Option<Charset> {
    let blanks = |order: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|two| order([two[0], two[1]]));
        let mut blanks = 0;
        let mut characters = char::decode_utf16(units).peekable();
        while let Some(character) = characters.next() {
            match character {
                Ok(' ' | '\n' | '\r' | '\t') => blanks += 1,
                Ok(character) if character.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&character) => return 0,
                Ok('\u{fffe}' | '\u{ffff}') => return 0,
                // The sample may end within a character.
                Err(_) if characters.peek().is_none() => {}
                Err(_) => return 0,
                Ok(_) => {}
            }
        }
        blanks
    };
    match (blanks(u16::from_le_bytes), blanks(u16::from_be_bytes)) {
        (little, big) if little > big => Some(Charset::Web(UTF_16LE)),
        (little, big) if big > little => Some(Charset::Web(UTF_16BE)),
        _ => None,
    }
}

/// The encoding of bytes that no mark tells. Bytes that are UTF-8 but for a few damaged places are UTF-8.
pub fn charset_of(bytes: &[u8]) -> Charset {
    let (mut multibyte, mut damaged) = (0, 0);
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        rest -= chunk.valid().len() + chunk.invalid().len();
        multibyte += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        // A sample may end within a character.
        damaged += usize::from(!chunk.invalid().is_empty() && rest > 0);
    }
    if damaged == 0 && multibyte > 0 || bytes.is_ascii() || multibyte >= 4 * damaged.max(1) {
        return Charset::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Charset::Web(detector.guess(None, Utf8Detection::Deny))
}

/// The character that is meant by a number between those of ASCII and Latin-1, which are no characters that texts have: who writes them means
/// Windows-1252, and so do browsers (HTML, section 13.2.5.80).
pub fn printed(sign: char) -> char {
    match u8::try_from(sign) {
        Ok(byte @ 0x80..=0x9f) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(sign)
        }
        _ => sign,
    }
}

/// Reads UTF-8 from bytes in another encoding. What stands for no character becomes U+FFFD and is counted.
pub struct Utf8Reader<R> {
    inner: R,
    state: State,
    raw: Vec<u8>,
    raw_start: usize,
    text: Vec<u8>,
    text_start: usize,
    ended: bool,
    /// How many places stood for no character so far, about.
    pub replaced: u64,
}

enum State {
    Web(Box<Decoder>),
    Wide { little: bool },
}

/// Large enough to decode quickly, small beside everything else.
const CHUNK: usize = 16 * 1024;

impl<R: Read> Utf8Reader<R> {
    /// A reader of what follows the byte order mark.
    pub fn new(inner: R, charset: Charset) -> Self {
        let state = match charset {
            Charset::Web(encoding) => State::Web(Box::new(encoding.new_decoder_without_bom_handling())),
            Charset::Utf32Le => State::Wide { little: true },
            Charset::Utf32Be => State::Wide { little: false },
        };
        Self { inner, state, raw: Vec::new(), raw_start: 0, text: Vec::new(), text_start: 0, ended: false, replaced: 0 }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.text_start = 0;
        self.raw.drain(..self.raw_start);
        self.raw_start = 0;
        let kept = self.raw.len();
        self.raw.resize(kept + CHUNK, 0);
        let read = match self.inner.read(&mut self.raw[kept..]) {
            Ok(read) => read,
            Err(error) => {
                self.raw.truncate(kept);
                return Err(error);
            }
        };
        self.raw.truncate(kept + read);
        self.ended = read == 0;
        match &mut self.state {
            State::Web(decoder) => {
                // Three bytes for each is the most that any encoding needs.
                let mut text = std::mem::take(&mut self.text);
                text.resize((self.raw.len() + 8) * 3, 0);
                let (_, used, written, replaced) = decoder.decode_to_utf8(&self.raw, &mut text, self.ended);
                text.truncate(written);
                self.text = text;
                self.raw_start = used;
                self.replaced += u64::from(replaced);
            }
            State::Wide { little } => {
                let mut text = String::new();
                let mut fours = self.raw.chunks_exact(4);
                for four in &mut fours {
                    let number = [four[0], four[1], four[2], four[3]];
                    let number = if *little { u32::from_le_bytes(number) } else { u32::from_be_bytes(number) };
                    self.replaced += u64::from(char::from_u32(number).is_none());
                    text.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                self.raw_start = self.raw.len() - fours.remainder().len();
                if self.ended && self.raw_start < self.raw.len() {
                    self.raw_start = self.raw.len();
                    self.replaced += 1;
                    text.push(char::REPLACEMENT_CHARACTER);
                }
                self.text = text.into_bytes();
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.text_start == self.text.len() && !self.ended && !into.is_empty() {
            self.fill()?;
        }
        let ready = &self.text[self.text_start..];
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.text_start += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    fn read(bytes: &[u8], charset: Charset) -> String {
        let mut text = String::new();
        Utf8Reader::new(bytes, charset).read_to_string(&mut text).unwrap();
        text
    }

    #[track_caller]
    fn check(bytes: &[u8], name: &str, text: &str) {
        let start = start_of(bytes);
        let bytes = &bytes[start.mark..];
        let charset = start.charset.unwrap_or_else(|| charset_of(bytes));
        assert_eq!((charset.name(), read(bytes, charset).as_str()), (name, text));
    }

    fn wide(text: &str, four: bool, little: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        if four {
            for character in text.chars() {
                let number = u32::from(character);
                bytes.extend(if little { number.to_le_bytes() } else { number.to_be_bytes() });
            }
        } else {
            for unit in text.encode_utf16() {
                bytes.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
        }
        bytes
    }

    #[test]
    fn marks_tell_the_encoding() {
        check(b"\xef\xbb\xbfZ\xc3\xbcrich", "UTF-8", "Zürich");
        for (four, little, name) in
            [(false, true, "UTF-16LE"), (false, false, "UTF-16BE"), (true, true, "UTF-32LE"), (true, false, "UTF-32BE")]
        {
            check(&wide("\u{feff}Zürich 😀", four, little), name, "Zürich 😀");
            check(
                &wide("Plain words, and no mark at all: Zürich.", four, little),
                name,
                "Plain words, and no mark at all: Zürich.",
            );
        }
    }

    /// Letters beyond Latin have few zeros: such files were taken for no text at all.
    #[test]
    fn other_scripts_need_no_mark() {
        for text in ["Президент заявил\n\nПереговоры будут.", "总统宣布谈判\n\n谈判将在星期四。", "שלום עולם"]
        {
            check(&wide(text, false, true), "UTF-16LE", text);
            check(&wide(text, false, false), "UTF-16BE", text);
        }
        assert_eq!(start_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0").charset, None);
        assert_eq!(start_of(b"\x7fELF\x01\0\0\x02 \0").charset, None);
    }

    /// One zero in a text of ASCII made it UTF-16.
    #[test]
    fn a_zero_among_ascii_makes_no_other_encoding() {
        assert_eq!(start_of(b"<rss><item>A \0 b</item></rss>"), Start { charset: None, mark: 0 });
    }

    #[test]
    fn utf_8_is_not_taken_for_another() {
        check("Zürich".as_bytes(), "UTF-8", "Zürich");
        check(b"Plain.", "UTF-8", "Plain.");
        check(b"", "UTF-8", "");
    }

    #[test]
    fn a_few_damaged_places_do_not_make_utf_8_another() {
        let mut bytes = "Zürich, Köln, Düsseldorf, Nürnberg, Fürth, ".repeat(3).into_bytes();
        bytes.push(0xff);
        bytes.extend(b" end");
        assert_eq!(charset_of(&bytes), Charset::UTF_8);
        assert!(read(&bytes, Charset::UTF_8).ends_with("\u{fffd} end"));
    }

    #[test]
    fn older_encodings_are_detected() {
        check(
            b"The \x93caf\xe9\x94 in Z\xfcrich \x96 it\x92s open",
            "windows-1252",
            "The “café” in Zürich – it’s open",
        );
        let text = "Президент России заявил в четверг, что переговоры будут продолжены.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        check(&bytes, "windows-1251", text);
    }

    #[test]
    fn a_sample_may_end_within_a_character() {
        let bytes = "Zürich ü".as_bytes();
        assert_eq!(charset_of(&bytes[..bytes.len() - 1]), Charset::UTF_8);
    }
}
