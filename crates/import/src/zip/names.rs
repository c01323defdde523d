//! The names of a zip's entries: bytes in whatever encoding, which must lead nowhere but into the archive.

use rawzip::{ZipFileHeaderRecord, crc32};

use crate::decode::{Charset, charset_of};

/// A name as it stands in the list.
pub struct RawName {
    pub bytes: Vec<u8>,
    /// Whether the list says so, or gives the name in UTF-8 beside it.
    is_utf8: bool,
}

/// Info-ZIP's field for a name in UTF-8 beside the old one (APPNOTE 4.6.9).
const UNICODE_PATH: u16 = 0x7075;

impl RawName {
    /// The name of an entry.
    pub fn of(entry: &ZipFileHeaderRecord) -> Self {
        let bytes = entry.file_path().as_bytes();
        let beside = entry.extra_fields().find_map(|(id, data)| (id.as_u16() == UNICODE_PATH).then_some(data));
        if let Some([1, a, b, c, d, name @ ..]) = beside
            && u32::from_le_bytes([*a, *b, *c, *d]) == crc32(bytes)
            && std::str::from_utf8(name).is_ok()
        {
            return Self { bytes: name.to_vec(), is_utf8: true };
        }
        let is_utf8 = entry.flags().is_utf8() || std::str::from_utf8(bytes).is_ok();
        Self { bytes: bytes.to_vec(), is_utf8 }
    }
}

/// How the names that are not UTF-8 are read: all of an archive in one way, for one alone tells too little.
pub struct Decoder(Option<Old>);

enum Old {
    /// The first PC's, which the format asks for.
    Cp437,
    Web(&'static encoding_rs::Encoding),
}

/// So many bytes of names tell their encoding.
const SAMPLE: usize = 64 * 1024;

impl Decoder {
    /// Looks at all names.
    pub fn for_names<'a>(names: impl Iterator<Item = &'a RawName>) -> Self {
        let mut sample = Vec::new();
        for name in names.filter(|name| !name.is_utf8) {
            sample.extend_from_slice(&name.bytes);
            sample.push(b'\n');
            if sample.len() > SAMPLE {
                break;
            }
        }
        if sample.is_empty() {
            return Self(None);
        }
        Self(Some(match west(&sample) {
            Some(old) => old,
            None => match charset_of(&sample) {
                Charset::Web(encoding) if encoding != encoding_rs::WINDOWS_1252 => Old::Web(encoding),
                _ => Old::Cp437,
            },
        }))
    }

    /// What the encoding is called, where there is one to tell of.
    pub fn name(&self) -> Option<&'static str> {
        self.0.as_ref().map(|old| match old {
            Old::Cp437 => "CP437",
            Old::Web(encoding) => encoding.name(),
        })
    }

    /// A name as text; what stands for no character is U+FFFD.
    pub fn decode(&self, name: RawName) -> String {
        match &self.0 {
            Some(Old::Cp437) if !name.is_utf8 => name.bytes.iter().map(|byte| cp437(*byte)).collect(),
            Some(Old::Web(encoding)) if !name.is_utf8 => {
                encoding.decode_without_bom_handling(&name.bytes).0.into_owned()
            }
            _ => String::from_utf8_lossy(&name.bytes).into_owned(),
        }
    }
}

/// The West's two encodings have their letters in different places, and such letters stand alone among those of ASCII. That
/// is told first, for a few words in them are easily taken for another script's.
fn west(sample: &[u8]) -> Option<Old> {
    let beyond = |byte: &u8| !byte.is_ascii();
    let all = sample.iter().filter(|byte| beyond(byte)).count();
    let letters = sample.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if all * 2 > letters {
        return None;
    }
    let side_by_side = |two: &&[u8]| beyond(&two[0]) && beyond(&two[1]);
    let stand_alone = !sample.windows(2).any(|two| side_by_side(&two));
    // A quotation mark may stand beside a letter.
    let letters_stand_alone =
        sample.windows(2).filter(side_by_side).all(|two| SIGNS.contains(&two[0]) || SIGNS.contains(&two[1]));
    let are = |known: fn(&u8) -> bool| sample.iter().filter(|byte| beyond(byte)).all(known);
    let is_cp437 = |byte: &u8| matches!(byte, 0x80..=0x9a | 0xa0..=0xa5 | 0xa8 | 0xad..=0xaf | 0xe1 | 0xf8);
    if stand_alone && are(is_cp437) && !has_quotes_or_dashes(sample) {
        Some(Old::Cp437)
    } else if letters_stand_alone && are(|byte| *byte >= 0xc0 || SIGNS.contains(byte)) {
        Some(Old::Web(encoding_rs::WINDOWS_1252))
    } else {
        None
    }
}

/// The signs of Windows' encoding that names have, besides letters: quotation marks and dashes, `€`, `…`, `§`, `«`, `°`, `·`, `»` …
const SIGNS: [u8; 26] = [
    0x80, 0x82, 0x84, 0x85, 0x8a, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9a, 0x9c, 0x9e, 0x9f,
    0xa1, 0xa7, 0xab, 0xb0, 0xb7, 0xbb, 0xbf,
];

/// Whether letters of the first PC stand where only signs of Windows make sense: `û` and `ù` alone between blanks (dashes), `Æ`
/// within a word of small letters (an apostrophe), `ô` before a word and `ö` behind one (quotation marks).
fn has_quotes_or_dashes(sample: &[u8]) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| sample.get(place)).copied().unwrap_or(b' ');
    (0..sample.len()).any(|place| {
        let (before, behind) = (at(place.checked_sub(1)), at(place.checked_add(1)));
        let is_blank = |byte: u8| byte.is_ascii_whitespace() || byte == b'_';
        match sample[place] {
            0x96 | 0x97 => is_blank(before) && is_blank(behind),
            0x92 => before.is_ascii_lowercase() && behind.is_ascii_lowercase(),
            0x93 => {
                is_blank(before) && sample[place..].iter().take_while(|byte| **byte != b'\n').any(|byte| *byte == 0x94)
            }
            _ => false,
        }
    })
}

/// The upper half of code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(upper) => CP437.chars().nth(usize::from(upper)).unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(byte),
    }
}

/// A path within the archive, parted by `/`; none where it leads out: one that is absolute, names a drive or goes up.
/// Signs that steer a terminal stand as `%1B`.
pub fn safe_path(name: &str) -> Option<String> {
    // Some programs of Windows write it so.
    let name = name.replace('\\', "/");
    let names_a_drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    if name.starts_with('/') || names_a_drive || name.split('/').any(|part| part == "..") {
        return None;
    }
    let parts = name.split('/').filter(|part| !part.is_empty() && *part != ".");
    let mut path = String::new();
    for part in parts {
        if !path.is_empty() {
            path.push('/');
        }
        for character in part.chars() {
            if character.is_control() {
                path.push_str(&format!("%{:02X}", u32::from(character)));
            } else {
                path.push(character);
            }
        }
    }
    (!path.is_empty()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(safe_path(name).as_deref(), expected);
    }

    #[test]
    fn no_path_leads_out_of_the_archive() {
        check("reports/a.html", Some("reports/a.html"));
        check("./reports//a.html", Some("reports/a.html"));
        check("reports\\a.html", Some("reports/a.html"));
        check("...a/b..c", Some("...a/b..c"));
        check("a\u{1b}[2J.txt", Some("a%1B[2J.txt"));
        for name in ["../a", "a/../../b", "a\\..\\b", "/etc/passwd", "\\\\host\\a", "C:/a", "c:\\a", "c:a", "", "./"] {
            check(name, None);
        }
    }

    fn decoded(names: &[&[u8]]) -> (Option<&'static str>, Vec<String>) {
        let raw = |name: &&[u8]| RawName { bytes: name.to_vec(), is_utf8: std::str::from_utf8(name).is_ok() };
        let decoder = Decoder::for_names(names.iter().map(raw).collect::<Vec<_>>().iter());
        (decoder.name(), names.iter().map(|name| decoder.decode(raw(name))).collect())
    }

    #[test]
    fn names_in_other_encodings_are_read() {
        let (as_what, names) = decoded(&[b"Z\x81rich.txt", "Köln.txt".as_bytes()]);
        assert_eq!((as_what, names), (Some("CP437"), vec!["Zürich.txt".to_owned(), "Köln.txt".to_owned()]));
        assert_eq!(decoded(&[b"Z\xfcrich.txt"]), (Some("windows-1252"), vec!["Zürich.txt".to_owned()]));
        // Dashes and quotation marks of Windows were taken for letters of the first PC.
        for name in ["Köln – Bonn.txt", "it’s open.txt", "Reuters – “Boats” back.txt", "L’été… au port.txt"]
        {
            let bytes = encoding_rs::WINDOWS_1252.encode(name).0.into_owned();
            assert_eq!(decoded(&[&bytes]), (Some("windows-1252"), vec![name.to_owned()]));
        }
        assert_eq!(decoded(&[b"Sch\x94n.txt", b"Na\x8bve.txt"]).1, ["Schön.txt", "Naïve.txt"]);
        let japanese = encoding_rs::SHIFT_JIS.encode("テスト記事.txt").0.into_owned();
        assert_eq!(decoded(&[&japanese]).1, ["テスト記事.txt"]);
        let russian: Vec<Vec<u8>> = ["Президент России.txt", "переговоры продолжены.txt"]
            .map(|name| encoding_rs::IBM866.encode(name).0.into_owned())
            .to_vec();
        let russian: Vec<&[u8]> = russian.iter().map(Vec::as_slice).collect();
        assert_eq!(decoded(&russian).1, ["Президент России.txt", "переговоры продолжены.txt"]);
        assert_eq!(decoded(&["Köln.txt".as_bytes()]).0, None);
        assert_eq!(CP437.chars().count(), 128);
    }
}
