//! Compressed forms of a file: how they are made, named, and held against the file. `serve` makes them while someone waits,
//! `build --precompress` ahead and beside the file.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Longer files stay as they are: compressing them would hold them in memory, and no file of a site is as long.
pub const LONGEST: u64 = 32 << 20;

/// A compressed form is worth having where it saves at least this part of the file, for taking it apart costs a reader time too.
const SAVING: u64 = 20;

/// How far brotli looks back, as a power of two: its default, 4 MB.
const WINDOW: u32 = 22;

/// Brotli's quality while someone waits: a third of a millisecond for a group of articles, 11 for a program of 263 kB. With
/// 10, groups are a sixth smaller and take 4 ms each; on a machine of two cores that made the letters of a query typed into
/// an empty cache a third slower (by hand, 2026-11-26).
pub const QUICK: u32 = 5;

/// Brotli's quality where nobody waits: a tenth less than [`QUICK`], in 350 ms for a program.
pub const BEST: u32 = 11;

/// What is longer takes too long at [`BEST`], a second and more.
pub const LONG: u64 = 1 << 20;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    /// Brotli (RFC 7932).
    Brotli {
        /// 0 to 11.
        quality: u32,
    },
    /// gzip (RFC 1952).
    Gzip,
}

/// How the names of compressed forms end.
pub const ENDINGS: [&str; 2] = ["br", "gz"];

impl Coding {
    /// How the names of files end that are compressed so.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli { .. } => ENDINGS[0],
            Self::Gzip => ENDINGS[1],
        }
    }

    /// The name of the compressed form of a file.
    pub fn name(self, file: &Path) -> PathBuf {
        named(file, self.ending())
    }

    /// The bytes compressed; none where that saves too little.
    pub fn compress(self, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let mut packed = Vec::with_capacity(bytes.len() / 2);
        match self {
            Self::Brotli { quality } => {
                let mut encoder = brotli::CompressorWriter::new(&mut packed, 4096, quality, WINDOW);
                encoder.write_all(bytes)?;
            }
            Self::Gzip => {
                let mut encoder = GzEncoder::new(&mut packed, flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()?;
            }
        }
        let most = bytes.len() as u64 * (SAVING - 1) / SAVING;
        Ok((packed.len() as u64 <= most).then_some(packed))
    }

    /// Whether these bytes, taken apart, are those of the file: of a bomb no more is taken apart than the file has.
    pub fn holds(self, packed: &[u8], file: &[u8]) -> bool {
        match self {
            Self::Brotli { .. } => holds(brotli::Decompressor::new(packed, 4096), file),
            Self::Gzip => holds(GzDecoder::new(packed), file),
        }
    }
}

fn holds(mut unpacked: impl Read, mut file: &[u8]) -> bool {
    let mut part = [0; 4096];
    loop {
        match unpacked.read(&mut part) {
            Ok(0) => return file.is_empty(),
            Ok(length) => match part.get(..length).and_then(|part| file.strip_prefix(part)) {
                Some(rest) => file = rest,
                None => return false,
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}

/// The compressed forms that a file may have beside it.
pub fn beside(file: &Path) -> [PathBuf; 2] {
    ENDINGS.map(|ending| named(file, ending))
}

fn named(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// The file whose compressed form has this name, and how it is compressed.
pub fn unpacked(name: &Path) -> Option<(PathBuf, Coding)> {
    let coding = match name.extension()?.to_str()? {
        "br" => Coding::Brotli { quality: QUICK },
        "gz" => Coding::Gzip,
        _ => return None,
    };
    Some((name.with_extension(""), coding))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_compressed_form_holds_its_file_and_no_other() {
        let file = "The harbour reopens. ".repeat(1000);
        for coding in [Coding::Brotli { quality: 1 }, Coding::Brotli { quality: BEST }, Coding::Gzip] {
            let packed = coding.compress(file.as_bytes()).unwrap().unwrap();
            assert!(coding.holds(&packed, file.as_bytes()));
            assert!(!coding.holds(&packed, &file.as_bytes()[1..]));
            assert!(!coding.holds(&packed, &file.as_bytes()[..file.len() - 1]));
            assert!(!coding.holds(&packed, format!("{file}.").as_bytes()));
            assert!(!coding.holds(&packed[..packed.len() - 1], file.as_bytes()));
            assert!(!coding.holds(b"", file.as_bytes()));
            let name = coding.name(Path::new("a/b.json"));
            assert_eq!(unpacked(&name).unwrap().0, Path::new("a/b.json"));
            assert!(beside(Path::new("a/b.json")).contains(&name));
        }
        assert!(Coding::Gzip.compress(b"short").unwrap().is_none());
        assert!(unpacked(Path::new("a/b.json")).is_none());
    }
}
