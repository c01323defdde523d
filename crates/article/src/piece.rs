//! The envelope of the archive's files: kind, length and checksum around the bytes, so that a file that was cut off,
//! mixed up or changed is told apart before anyone decodes it.

use std::fmt;

/// What a file of a segment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A group of articles.
    Articles,
    /// A group of previews.
    Previews,
    /// A group of the look-up from slug to number.
    Lookup,
    /// A piece of the search index.
    Search,
    /// How the indexes of several segments fit together.
    Joint,
}

impl PieceKind {
    /// The name that stands in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Previews => "previews",
            Self::Lookup => "lookup",
            Self::Search => "search",
            Self::Joint => "joint",
        }
    }
}

/// Why a file is not the piece that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceError {
    /// It does not begin as a piece of this kind does.
    NotThisKind(PieceKind),
    /// It is shorter or longer than it says.
    WrongLength {
        /// What the envelope says, in bytes.
        said: usize,
        /// What is there.
        found: usize,
    },
    /// Its bytes are not those that were written.
    WrongChecksum,
}

impl fmt::Display for PieceError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotThisKind(kind) => write!(formatter, "is not a piece of kind \"{}\"", kind.name()),
            Self::WrongLength { said, found } => write!(formatter, "should hold {said} bytes and holds {found}"),
            Self::WrongChecksum => formatter.write_str("was changed or damaged: its checksum does not match"),
        }
    }
}

impl std::error::Error for PieceError {}

/// Puts JSON into its envelope, which is JSON again:
/// `{"kind":"articles","length":12,"checksum":"0123abcd","items":…}`. Length and checksum are of the bytes of `items`.
pub fn seal_json(kind: PieceKind, items: &str) -> String {
    format!(
        "{{\"kind\":\"{}\",\"length\":{},\"checksum\":\"{:08x}\",\"items\":{items}}}\n",
        kind.name(),
        items.len(),
        checksum(items.as_bytes())
    )
}

/// Takes the JSON of `items` out of its envelope.
pub fn open_json(kind: PieceKind, text: &str) -> Result<&str, PieceError> {
    let wrong = PieceError::NotThisKind(kind);
    let rest = text.strip_prefix("{\"kind\":\"").and_then(|rest| rest.strip_prefix(kind.name())).ok_or(wrong)?;
    let rest = rest.strip_prefix("\",\"length\":").ok_or(wrong)?;
    let (length, rest) = rest.split_once(',').ok_or(wrong)?;
    let rest = rest.strip_prefix("\"checksum\":\"").ok_or(wrong)?;
    let (sum, rest) = rest.split_once('"').ok_or(wrong)?;
    let rest = rest.strip_prefix(",\"items\":").ok_or(wrong)?;
    let said = length.parse().map_err(|_| wrong)?;
    let sum = u32::from_str_radix(sum, 16).map_err(|_| wrong)?;
    let items = rest.strip_suffix("}\n").ok_or(PieceError::WrongLength { said, found: rest.len() })?;
    verify(items.as_bytes(), said, sum)?;
    Ok(items)
}

/// The first bytes of a binary piece.
const MAGIC: &[u8; 4] = b"BSP1";
/// Magic, kind, three zero bytes, length and checksum (little-endian).
const HEADER: usize = 16;

/// Puts bytes into the binary envelope: `BSP1`, a kind byte (`s` for search, `j` for a joint), three zero bytes, the length and the
/// checksum as little-endian 32-bit numbers, then the bytes. A piece is far smaller than 4 GB.
pub fn seal_bytes(kind: PieceKind, bytes: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(HEADER + bytes.len());
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(&[kind.name().as_bytes()[0], 0, 0, 0]);
    sealed.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    sealed.extend_from_slice(&checksum(bytes).to_le_bytes());
    sealed.extend_from_slice(bytes);
    sealed
}

/// Takes the bytes out of the binary envelope.
pub fn open_bytes(kind: PieceKind, sealed: &[u8]) -> Result<&[u8], PieceError> {
    let wrong = PieceError::NotThisKind(kind);
    let (header, bytes) = sealed.split_at_checked(HEADER).ok_or(wrong)?;
    let (magic, rest) = header.split_first_chunk::<4>().ok_or(wrong)?;
    let (kind_bytes, rest) = rest.split_first_chunk::<4>().ok_or(wrong)?;
    let (said, rest) = rest.split_first_chunk::<4>().ok_or(wrong)?;
    let sum = rest.first_chunk::<4>().ok_or(wrong)?;
    if magic != MAGIC || kind_bytes != &[kind.name().as_bytes()[0], 0, 0, 0] {
        return Err(wrong);
    }
    verify(bytes, u32::from_le_bytes(*said) as usize, u32::from_le_bytes(*sum))?;
    Ok(bytes)
}

fn verify(bytes: &[u8], said: usize, sum: u32) -> Result<(), PieceError> {
    if bytes.len() != said {
        return Err(PieceError::WrongLength { said, found: bytes.len() });
    }
    if checksum(bytes) != sum {
        return Err(PieceError::WrongChecksum);
    }
    Ok(())
}

/// CRC-32 as in ISO 3309 (zip, PNG), reflected, polynomial 0xEDB88320.
///
/// Natively eight bytes at a time: byte by byte it takes as long as SHA-256 of the same bytes. In the browser four bits
/// at a time: tables are noise that no compression makes smaller, and the files are small.
pub fn checksum(bytes: &[u8]) -> u32 {
    #[cfg(target_arch = "wasm32")]
    return by_half_bytes(bytes);
    #[cfg(not(target_arch = "wasm32"))]
    return by_eights(bytes);
}

#[cfg(any(test, target_arch = "wasm32"))]
fn by_half_bytes(bytes: &[u8]) -> u32 {
    static TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut bits = 0;
        while bits < 16 {
            table[bits] = shifted(bits as u32, 4);
            bits += 1;
        }
        table
    };
    let half = |sum: u32| (sum >> 4) ^ TABLE[(sum & 15) as usize];
    !bytes.iter().fold(!0, |sum, byte| half(half(sum ^ u32::from(*byte))))
}

#[cfg(not(target_arch = "wasm32"))]
fn by_eights(bytes: &[u8]) -> u32 {
    /// For each byte what it does to the sum; the further tables: what it does so many bytes later.
    static TABLES: [[u32; 256]; 8] = {
        let mut tables = [[0; 256]; 8];
        let mut byte = 0;
        while byte < 256 {
            tables[0][byte] = shifted(byte as u32, 8);
            byte += 1;
        }
        let mut table = 1;
        while table < 8 {
            let mut byte = 0;
            while byte < 256 {
                let before = tables[table - 1][byte];
                tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xff) as usize];
                byte += 1;
            }
            table += 1;
        }
        tables
    };
    let mut sum = !0;
    let (eights, rest) = bytes.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in eights {
        let low = sum ^ u32::from_le_bytes([*a, *b, *c, *d]);
        sum = TABLES[7][(low & 0xff) as usize]
            ^ TABLES[6][(low >> 8 & 0xff) as usize]
            ^ TABLES[5][(low >> 16 & 0xff) as usize]
            ^ TABLES[4][(low >> 24) as usize]
            ^ TABLES[3][usize::from(*e)]
            ^ TABLES[2][usize::from(*f)]
            ^ TABLES[1][usize::from(*g)]
            ^ TABLES[0][usize::from(*h)];
    }
    !rest.iter().fold(sum, |sum, byte| (sum >> 8) ^ TABLES[0][((sum ^ u32::from(*byte)) & 0xff) as usize])
}

/// What the low bits of a sum become once so many of them have been shifted out.
const fn shifted(mut sum: u32, bits: u32) -> u32 {
    let mut bit = 0;
    while bit < bits {
        sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        bit += 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_standard_one() {
        // The check value that the catalogue of CRC algorithms gives for CRC-32/ISO-HDLC.
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(by_half_bytes(b"123456789"), 0xcbf4_3926);
        let bit_by_bit = |bytes: &[u8]| {
            !bytes.iter().fold(!0, |sum, byte| {
                (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
            })
        };
        let bytes: Vec<u8> = (0..100u32).map(|n| ((n * 7919) >> 3) as u8).collect();
        for length in 0..bytes.len() {
            assert_eq!(checksum(&bytes[..length]), bit_by_bit(&bytes[..length]), "{length} bytes");
        }
    }

    #[test]
    fn what_was_sealed_is_opened() {
        let sealed = seal_json(PieceKind::Articles, "[{\"a\":\"}\\n\"}]");
        assert_eq!(open_json(PieceKind::Articles, &sealed), Ok("[{\"a\":\"}\\n\"}]"));
        assert_eq!(open_bytes(PieceKind::Search, &seal_bytes(PieceKind::Search, b"\0x")), Ok(&b"\0x"[..]));
    }

    #[test]
    fn each_cut_and_each_changed_byte_is_noticed() {
        let json = seal_json(PieceKind::Previews, "[1,2,3]").into_bytes();
        let bytes = seal_bytes(PieceKind::Search, b"postings");
        let opens_json =
            |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| open_json(PieceKind::Previews, text).is_ok());
        let opens_bytes = |bytes: &[u8]| open_bytes(PieceKind::Search, bytes).is_ok();
        for (sealed, opens) in [(&json, &opens_json as &dyn Fn(&[u8]) -> bool), (&bytes, &opens_bytes)] {
            assert!(opens(sealed));
            for at in 0..sealed.len() {
                assert!(!opens(&sealed[..at]), "cut at {at}");
                let mut changed = sealed.clone();
                changed[at] ^= 0x11;
                assert!(!opens(&changed), "changed at {at}");
            }
        }
    }
}
