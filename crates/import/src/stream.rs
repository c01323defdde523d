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
        Stream { kind: Kind::Warc, bytes: Bytes::Anywhere(bytes), .. } => warc::read_with_pictures(bytes, outlet),
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
        Ok(Held::Whole(bytes)) => warc::read_with_pictures(&mut Cursor::new(bytes), outlet),
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
}

/// Holds a stream in memory, as far as that may be.
///
/// # Errors
/// The reader's own, where nothing could be read; what breaks off later is held as far as it goes.
pub fn held(bytes: &mut dyn Read) -> std::io::Result<Held> {
    let mut held = Vec::new();
    match bytes.take(MOST_HELD + 1).read_to_end(&mut held) {
        Err(error) if held.is_empty() => Err(error),
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
