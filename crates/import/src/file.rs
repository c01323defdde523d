//! One file of a source: how its bytes are reached, and who reads them.

use flate2::read::MultiGzDecoder;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use crate::declared::charset_of_named;
use crate::decode::{Charset, Utf8Reader, charset_of, start_of};
use crate::kind::{KINDS, Kind, is_picture};
use crate::meter::{Counted, Meter, Unpacked};
use crate::outlet::{Beside, Flow, Outlet, Tell};
use crate::source::{Entry, Source};
use crate::stream::{self, Bytes, Stream};
use crate::walk::{Failure, Found, FoundFile, Scope, readable, walk};
use crate::{Event, LIMIT, csv_file, json, json_lines, markdown, mhtml, page, plain_text, sniff, warc, xml_file};

/// Reads all that a source holds.
pub fn read_source(source: &mut Source, tell: &mut Tell) -> Flow {
    let mut bytes_before = 0;
    let is_walked = source.path.is_dir();
    // What has no kind by its name may still be named by a list: that is known at the end, as is what another source reads.
    let (mut unknown, named) = (Vec::new(), Rc::new(RefCell::new(BTreeSet::new())));
    let later = Rc::new(RefCell::new(Vec::new()));
    walk(source, Scope::Articles, &mut |found| match found {
        Found::Failed { path, why } => {
            let meter = Meter::new(bytes_before, 0);
            let mut outlet = Outlet::new(tell, path.display().to_string(), String::new(), meter);
            match why {
                Failure::Io(error) if error.kind() == io::ErrorKind::NotFound && is_pattern(&path) => outlet.problem(
                    None,
                    "is not there; patterns are not filled in here: name the files, or the folder that holds them",
                ),
                Failure::Io(error) => outlet.problem(None, unreadable(&error)),
                Failure::NotAFile => outlet.note(None, "is a device, a socket or a pipe, and was passed over"),
                Failure::LinkAgain => outlet.note(None, "leads to a folder that is read already, and was passed over"),
            }
        }
        Found::File(file) => {
            let Some(kind) = Kind::of(&file.path) else {
                if !is_picture(&file.path) {
                    unknown.push(file);
                }
                return Ok(());
            };
            let folder = Beside {
                folder: file.path.parent().unwrap_or(Path::new("")).to_owned(),
                origin: file.origin.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default(),
                named: Rc::clone(&named),
                later: Rc::clone(&later),
            };
            read_file(kind, &file, bytes_before, folder, tell)?;
            bytes_before += file.bytes;
            tell(Event::Progress { bytes_read: bytes_before })
        }
    })?;
    let mut seen = BTreeSet::new();
    for (path, origin) in later.take() {
        // A list may be named alone, or by a pattern that passes its feeds over.
        let entry = Entry { path: &path, origin: &origin, is_folder: false };
        let is_read = is_walked && is_reached(source, &path) && (source.wants)(&entry) || (source.is_anothers)(&path);
        if !is_read && seen.insert(path.clone()) {
            let mut outlet = Outlet::new(tell, String::new(), String::new(), Meter::new(bytes_before, 0));
            read_named(&path, &origin, &mut outlet)?;
        }
    }
    // What is read is said once: a folder may hold thousands of pictures.
    let mut kinds = format!("; {KINDS}");
    for file in unknown.into_iter().filter(|file| !named.borrow().contains(&file.path)) {
        let meter = Meter::new(bytes_before, 0);
        let mut outlet = Outlet::new(tell, file.path.display().to_string(), file.origin, meter);
        outlet.note(None, format!("is of no kind that is read, and was passed over{}", std::mem::take(&mut kinds)))?;
    }
    Ok(())
}

/// Whether reading a source enters each folder on the way to a file in it.
fn is_reached(source: &mut Source, file: &Path) -> bool {
    let Some(folders) = file.strip_prefix(source.path).ok().and_then(Path::parent) else { return false };
    let (mut path, mut origin) = (source.path.to_owned(), source.prefix.to_owned());
    for folder in folders.components() {
        path.push(folder);
        origin.push_str(&readable(folder.as_os_str()));
        if !(source.wants)(&Entry { path: &path, origin: &origin, is_folder: true }) {
            return false;
        }
        origin.push('/');
    }
    true
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// What to say of a file that the system does not let be read.
pub fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: its permissions do not allow it".to_owned(),
        _ => format!("could not be read: {error}"),
    }
}

fn read_file(kind: Kind, found: &FoundFile, bytes_before: u64, folder: Beside, tell: &mut Tell) -> Flow {
    let meter = Meter::new(bytes_before, found.bytes);
    let outlet = Outlet::new(tell, found.path.display().to_string(), found.origin.clone(), meter);
    read_opened(kind, &found.path, &found.origin, outlet.with_folder(folder))
}

/// Opens a file and reads it.
fn read_opened(kind: Kind, path: &Path, name: &str, mut outlet: Outlet) -> Flow {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return outlet.problem(None, unreadable(&error)),
    };
    let mut bytes = Counted::new(file, outlet.meter());
    stream::read(Stream { kind, name, bytes: Bytes::Anywhere(&mut bytes), depth: 0 }, &mut outlet)?;
    outlet.finish()
}

/// Reads a file that another one names. What has no kind by its name is one of XML: feeds are saved under any name.
pub fn read_named(path: &Path, origin: &str, outlet: &mut Outlet) -> Flow {
    let bytes = path.metadata().map_or(0, |metadata| metadata.len());
    let outlet = outlet.of_another(path.display().to_string(), origin.to_owned(), bytes);
    read_opened(Kind::of(path).unwrap_or(Kind::Xml), path, origin, outlet)
}

/// Reads the bytes of one file from front to end, packed or not.
pub fn read_kind(kind: Kind, name: &str, bytes: impl Read, outlet: &mut Outlet) -> Flow {
    match unpacked(bytes, outlet.meter()) {
        Ok((start, rest)) => read_unpacked(kind, name, start, rest, outlet),
        Err(why) => outlet.problem(None, why),
    }
}

/// The first bytes of a file and those behind them, unpacked where it is packed with gzip.
///
/// # Errors
/// What to say where it cannot be read.
pub fn unpacked<'a>(bytes: impl Read + 'a, meter: Rc<Meter>) -> Result<(Vec<u8>, Box<dyn BufRead + 'a>), String> {
    let mut bytes = BufReader::with_capacity(64 * 1024, bytes);
    let start = first_bytes(&mut bytes).map_err(|error| broken_off(&error))?;
    if !start.starts_with(b"\x1f\x8b") {
        return Ok((start, Box::new(bytes)));
    }
    let unpacked = Unpacked::new(MultiGzDecoder::new(io::Cursor::new(start).chain(bytes)), meter);
    let mut unpacked = BufReader::with_capacity(64 * 1024, unpacked);
    let start = first_bytes(&mut unpacked).map_err(|error| broken_off(&error))?;
    Ok((start, Box::new(unpacked)))
}

/// So many bytes tell a file's encoding, and text from what is none.
const START: usize = 4096;

fn first_bytes(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    let read = reader.by_ref().take(START as u64).read_to_end(&mut start);
    // What stands before the damage may still be whole articles; the error comes again after it.
    if start.is_empty() { read.map(|_| start) } else { Ok(start) }
}

/// What to say where reading fails in the middle.
pub fn broken_off(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is cut off: what follows is missing; copy or pack the file again".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("is damaged from here on ({error}); copy or pack the file again")
        }
        _ => unreadable(error),
    }
}

/// Whether zero bytes show that a file is no text. In a feed a few were left by some program, and no more than a sign is lost with each.
fn is_no_text(kind: Kind, start: &[u8]) -> bool {
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    let begins = || start.trim_ascii_start().starts_with(b"<");
    zeros > 0 && !(kind == Kind::Xml && begins() && zeros * 100 <= start.len())
}

fn read_unpacked(kind: Kind, name: &str, start: Vec<u8>, rest: impl BufRead, outlet: &mut Outlet) -> Flow {
    if start.is_empty() {
        return outlet.problem(None, "is empty");
    }
    if kind == Kind::Warc {
        return warc::read(&mut warc::Plain(io::Cursor::new(start).chain(rest)), None, None, outlet);
    }
    let shown = start_of(&start);
    if is_no_text(kind, &start) && !shown.charset.is_some_and(Charset::is_wide) {
        return outlet.problem(None, "is not text: it holds zero bytes");
    }
    let mut bytes = io::Cursor::new(start).chain(rest);
    bytes.consume(shown.mark);
    match (kind, shown.charset) {
        (Kind::JsonLines, Some(charset)) if charset.is_wide() => {
            outlet.count(was_read_as(charset), None);
            json_lines::read(&mut BufReader::new(Utf8Reader::new(bytes, charset)), outlet)
        }
        (Kind::JsonLines, _) => json_lines::read(&mut bytes, outlet),
        // Its parts have encodings of their own.
        (Kind::Mhtml, _) => mhtml::read(&mut bytes, outlet),
        (_, charset) => {
            let mut sample = Vec::new();
            let failure = bytes.by_ref().take(LIMIT + 1).read_to_end(&mut sample).err();
            let (charset, is_named) = match charset {
                Some(charset) => (charset, false),
                None if kind.names_its_charset() => charset_of_named(&sample, None),
                None => (charset_of(&sample), false),
            };
            if charset != Charset::UTF_8 && !is_named {
                outlet.count(was_read_as(charset), None);
            }
            let rest = Remainder { failure, rest: bytes };
            match sniff::kind(kind, &beginning_of(&sample, charset), &sample) {
                // What is named as something else may be a page.
                single @ (Kind::PlainText | Kind::Markdown | Kind::Page | Kind::Mhtml) => {
                    read_single(single, name, &sample, rest.failure, charset, outlet)
                }
                kind => {
                    let text = Utf8Reader::new(io::Cursor::new(sample).chain(rest), charset);
                    match kind {
                        Kind::Csv => csv_file::read(text, outlet),
                        Kind::Xml => xml_file::read(text, outlet),
                        Kind::JsonLines => json_lines::read(&mut BufReader::new(text), outlet),
                        _ => json::read(text, outlet),
                    }
                }
            }
        }
    }
}

/// The beginning of a file as text.
fn beginning_of(bytes: &[u8], charset: Charset) -> String {
    let mut start = String::new();
    // What cannot be decoded is said by who reads the file.
    let _ = Utf8Reader::new(&bytes[..bytes.len().min(START)], charset).read_to_string(&mut start);
    start
}

/// Reads a file that is one article.
fn read_single(
    kind: Kind,
    name: &str,
    bytes: &[u8],
    failure: Option<io::Error>,
    charset: Charset,
    outlet: &mut Outlet,
) -> Flow {
    if let Some(error) = failure {
        return outlet.problem(None, format!("{} (the article was left out)", broken_off(&error)));
    }
    if bytes.len() as u64 > LIMIT {
        return outlet.problem(None, too_large("is"));
    }
    let mut reader = Utf8Reader::new(bytes, charset);
    let mut text = String::new();
    if let Err(error) = reader.read_to_string(&mut text) {
        return outlet.problem(None, unreadable(&error));
    }
    note_replaced(reader.replaced, outlet);
    if text.trim().is_empty() {
        return outlet.problem(None, "is empty");
    }
    if text.contains('\0') {
        return outlet.problem(None, "is not text: it holds zero bytes");
    }
    match kind {
        Kind::Markdown => markdown::read(&text, name, outlet),
        Kind::Page => page::read(&text, outlet),
        _ => plain_text::read(&text, outlet),
    }
}

/// What to say of what is above the limit: "this line is larger than …".
pub fn too_large(what: &str) -> String {
    format!("{what} larger than {} MB, the most that one article may take; part it", LIMIT >> 20)
}

/// What to say where an encoding had to be found out.
pub fn was_read_as(charset: Charset) -> String {
    format!("was read as {}; save it as UTF-8 if letters look wrong", charset.name())
}

/// Says that places stood for no character.
pub fn note_replaced(places: u64, outlet: &mut Outlet) {
    if places > 0 {
        outlet.count("holds bytes that are no characters; each place shows as \u{fffd}".to_owned(), None);
    }
}

/// The rest of a stream, of which an error was met before.
struct Remainder<R> {
    failure: Option<io::Error>,
    rest: R,
}

impl<R: Read> Read for Remainder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.failure.take() {
            Some(error) => Err(error),
            None => self.rest.read(into),
        }
    }
}
