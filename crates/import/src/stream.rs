//! A named stream of bytes, wherever it lies: a file of a folder, an entry of a zip, a web archive within a larger one.
//! Whoever holds such streams names them and hands them in here, one by one.

use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::file::{broken_off, read_kind};
use crate::kind::Kind;
use crate::outlet::{Flow, Outlet};
use crate::zip::Zip;
use crate::{epub, wacz, warc, zip};

/// One stream and what it is called.
pub struct Stream<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its path below the source or the archive.
    pub name: &'a str,
    /// What it holds.
    pub bytes: Bytes<'a>,
    /// How many archives it lies in, one within the other.
    pub depth: usize,
}

/// Bytes that can be read.
pub enum Bytes<'a> {
    /// From front to end, once.
    Forward(&'a mut dyn Read),
    /// From any place.
    Anywhere(&'a mut dyn ReadSeek),
}

/// What can be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// The most bytes of a zip that lies in another archive. It is held in memory, as a zip is read from its end.
pub const MOST_HELD: u64 = 64 * 1024 * 1024;

/// Reads a stream.
pub fn read(stream: Stream, outlet: &mut Outlet) -> Flow {
    guarded(outlet, |outlet| match stream {
        stream if stream.kind.is_zip() => read_zip(stream, outlet),
        Stream { kind: Kind::Warc, bytes: Bytes::Anywhere(bytes), .. } => warc::read_with_pictures(bytes, None, outlet),
        Stream { kind: Kind::Warc, bytes: Bytes::Forward(bytes), .. } => read_packed_warc(bytes, outlet),
        Stream { kind, name, bytes: Bytes::Forward(bytes), .. } => read_kind(kind, name, bytes, outlet),
        Stream { kind, name, bytes: Bytes::Anywhere(bytes), .. } => read_kind(kind, name, bytes, outlet),
    })
}

/// Reads what has a name of its own. Where that panics, in a parser of someone else's above all, it is this stream's problem
/// and no other's; what was handed over before stays.
pub fn guarded(outlet: &mut Outlet, read: impl FnOnce(&mut Outlet) -> Flow) -> Flow {
    // What the panic left half-done is plain data, whole or without its last part; whoever holds it may go on with the next stream.
    let outcome = catch_unwind(AssertUnwindSafe(|| read(&mut *outlet)));
    outcome
        .unwrap_or_else(|_| outlet.problem(None, "made the program that reads it fail; please report it with the file"))
}

/// Reads a web archive that lies in another archive: held in memory, so that its pictures are found, where it is not too large for that.
fn read_packed_warc(bytes: &mut dyn Read, outlet: &mut Outlet) -> Flow {
    match held(bytes) {
        Ok(Held::Whole(bytes)) => warc::read_with_pictures(&mut Cursor::new(bytes), None, outlet),
        Ok(Held::Broken(bytes, why)) => warc::read_with_pictures(&mut Cursor::new(bytes), Some(why), outlet),
        Ok(Held::Beginning(start)) => {
            outlet.note(
                None,
                "is too large to take its pictures out of the archive it lies in; unpack that to have them",
            )?;
            warc::read_packed(Cursor::new(start).chain(bytes), None, None, outlet)
        }
        Err(error) => outlet.problem(None, broken_off(&error)),
    }
}

/// What of a stream is held in memory.
pub enum Held {
    /// All of it.
    Whole(Vec<u8>),
    /// As much as may be held, and one byte; the rest can still be read.
    Beginning(Vec<u8>),
    /// What came before reading failed, and why it did.
    Broken(Vec<u8>, std::io::Error),
}

/// Holds a stream in memory, as far as that may be.
///
/// # Errors
/// The reader's own, where nothing could be read.
pub fn held(bytes: &mut dyn Read) -> std::io::Result<Held> {
    let mut held = Vec::new();
    match bytes.take(MOST_HELD + 1).read_to_end(&mut held) {
        Err(error) if held.is_empty() => Err(error),
        Err(error) => Ok(Held::Broken(held, error)),
        _ if held.len() as u64 > MOST_HELD => Ok(Held::Beginning(held)),
        _ => Ok(Held::Whole(held)),
    }
}

fn read_zip(stream: Stream, outlet: &mut Outlet) -> Flow {
    if stream.depth > 1 {
        return outlet.problem(None, "is an archive within an archive within an archive; unpack one of them");
    }
    let mut held = Cursor::new(Vec::new());
    let bytes = match stream.bytes {
        Bytes::Anywhere(bytes) => bytes,
        Bytes::Forward(bytes) => {
            if let Err(error) = bytes.take(MOST_HELD + 1).read_to_end(held.get_mut()) {
                return outlet.problem(None, broken_off(&error));
            }
            if held.get_ref().len() as u64 > MOST_HELD {
                let most = MOST_HELD >> 20;
                return outlet
                    .problem(None, format!("is larger than {most} MB and lies in another archive; unpack that"));
            }
            &mut held
        }
    };
    let zip = match Zip::open(bytes, outlet.meter()) {
        Ok(zip) => zip,
        Err(why) => return outlet.problem(None, why),
    };
    match stream.kind {
        Kind::Epub => epub::read(&zip, outlet),
        Kind::Wacz => wacz::read(&zip, outlet),
        _ => zip::folder::read(&zip, stream.depth + 1, outlet),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;
    use crate::Event;
    use crate::meter::Meter;
    use std::io;

    /// A disk that cannot be read any further.
    struct Breaks;

    impl Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::InvalidData, "bad sector"))
        }
    }

    /// A web archive in a zip that could be read as far as a whole record and no further passed for all of it, without a word.
    #[test]
    fn what_breaks_off_behind_a_whole_record_is_named() {
        let prose = "The harbour opened again on Tuesday, after a strike that had lasted for nine days and kept forty ships at sea.";
        let page = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>One</title><article><h1>One</h1><p>{prose}</p><p>{prose}</p></article>"
        );
        let record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let (mut said, mut bytes) = (Vec::new(), record.as_bytes().chain(Breaks));
        let mut tell = |event| {
            match event {
                Event::Article(found) => said.push(found.article.headline),
                Event::Message(message) => said.push(message.to_string()),
                Event::Progress { .. } => {}
            }
            Ok(())
        };
        let mut outlet = Outlet::new(&mut tell, "a.warc".into(), "a.warc".into(), Meter::new(0, 0));
        let stream = Stream { kind: Kind::Warc, name: "a.warc", bytes: Bytes::Forward(&mut bytes), depth: 1 };
        read(stream, &mut outlet).unwrap();
        assert_eq!(said[0], "One");
        let damage =
            "problem: a.warc: behind record 1: is damaged from here on (bad sector); copy or pack the file again";
        assert!(said.iter().any(|line| line == damage), "{said:?}");
    }
}
