//! The pictures of a web archive, by their addresses: where each lies is found out before the pages are read, which mostly stand before it.
//! A number and a place are kept of each, and no bytes.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

use super::http::{self, Answer, NoBody, Wanted};
use super::members::{MOST_HELD, Tries, is_damage, next_record};
use super::record::{self, Next};
use crate::MOST_ENCLOSED;
use crate::at::Part;
use crate::escapes::percent_decoded;
use crate::file::broken_off;
use crate::html::Base;
use crate::meter::{Meter, Unpacked};
use crate::shelf::Holder;

/// The most pictures that are known: some 100 MB.
const MOST: usize = 2_000_000;
/// How far into a packed member a picture may lie, as all before it is unpacked for it. Crawlers pack each record by itself.
const FURTHEST: u64 = 1024 * 1024;

/// See the top.
#[derive(Default)]
pub struct Pictures<'p, 'a> {
    archives: Vec<Archive<'p, 'a>>,
    places: HashMap<u64, Place>,
    /// Where what has such a sum lies: records that say "as before" name it.
    by_digest: HashMap<u64, Place>,
}

/// The bytes of a web archive, to be read at any place.
#[derive(Clone)]
pub enum Bytes<'p, 'a> {
    /// As they lie on the disk.
    Part(Part<'p, 'a>),
    /// Held in memory, since they lie packed in another archive.
    Held(Rc<[u8]>),
}

impl<'p, 'a> Bytes<'p, 'a> {
    /// A reader from a place on.
    fn from(&self, place: u64) -> Box<dyn Read + 'p>
    where
        'a: 'p,
    {
        match self {
            Self::Part(part) => Box::new(part.from(place)),
            Self::Held(bytes) => {
                let mut reader = Cursor::new(Rc::clone(bytes));
                reader.set_position(place);
                Box::new(reader)
            }
        }
    }
}

struct Archive<'p, 'a> {
    bytes: Bytes<'p, 'a>,
    is_packed: bool,
    /// Counts what its pictures unpack to.
    meter: Rc<Meter>,
}

/// Where a record is.
#[derive(Clone, Copy)]
struct Place {
    archive: usize,
    /// Where the packed member begins that holds it, or the record itself.
    start: u64,
    /// How far into the member.
    further: u64,
    /// The number of its own address: another may stand for it.
    number: u64,
}

impl<'p, 'a> Pictures<'p, 'a> {
    /// Looks for the pictures of a web archive, packed or not, as far as it can be read; what is wrong with it is said by who reads its pages.
    pub fn add(&mut self, bytes: Bytes<'p, 'a>, meter: &Rc<Meter>) {
        meter.aside(|| {
            let mut reader = Counting::at(0, bytes.from(0));
            let is_packed = reader.fill_buf().is_ok_and(|start| start.starts_with(b"\x1f\x8b"));
            self.archives.push(Archive { bytes: bytes.clone(), is_packed, meter: meter.another() });
            // Where reading fails, what was found before stands.
            if is_packed {
                self.find_packed(&bytes, reader, meter);
            } else {
                let _ = self.find(&mut reader, |place| Some((place, 0)));
            }
        });
    }

    /// Looks through the packed members, and goes on behind damaged ones as who reads the pages does.
    fn find_packed<'r>(
        &mut self,
        bytes: &'r Bytes<'p, 'a>,
        mut reader: Counting<BufReader<Box<dyn Read + 'r>>>,
        meter: &Rc<Meter>,
    ) where
        'p: 'r,
    {
        let mut tries = Tries::default();
        while reader.fill_buf().is_ok_and(|bytes| !bytes.is_empty()) {
            let start = reader.place;
            let member = Unpacked::new(GzDecoder::new(&mut reader), Rc::clone(meter));
            let mut member = Counting { inner: BufReader::new(member), place: 0 };
            let outcome = self.find(&mut member, |further| (further <= FURTHEST).then_some((start, further)));
            let Err(failure) = outcome else { continue };
            let failed_at = reader.place;
            let is_short = failed_at - start <= MOST_HELD as u64;
            let from = if is_short { start + 1 } else { failed_at };
            let next = Some(from).filter(|_| is_damage(&failure)).and_then(|from| {
                let next = from + next_record(Counting::at(from, bytes.from(from)), &mut tries)?;
                // What was read before may be damaged again.
                (next >= failed_at || tries.may_go_on()).then_some(next)
            });
            let Some(next) = next else { return };
            reader = Counting::at(next, bytes.from(next));
        }
    }

    fn find(
        &mut self,
        reader: &mut Counting<impl BufRead>,
        place: impl Fn(u64) -> Option<(u64, u64)>,
    ) -> io::Result<()> {
        let archive = self.archives.len() - 1;
        loop {
            let begins = place(reader.place);
            let Next::Record { head, .. } = record::next(reader)? else { return Ok(()) };
            let mut body = reader.by_ref().take(head.length);
            if let Some((start, further)) = begins
                && self.places.len() < MOST
                && head.may_hold(is_picture)
                && http::holds(&head, &mut body, is_picture)?
            {
                let number = number_of(&name_of(&head.target));
                let place = Place { archive, start, further, number };
                self.places.entry(number).or_insert(place);
                if let Some(digest) = &head.digest {
                    self.by_digest.entry(number_of(digest)).or_insert(place);
                }
            }
            if head.is_revisit() {
                self.revisit(&head);
            }
            io::copy(&mut body, &mut io::sink())?;
        }
    }

    /// A record that says "as before" stands for the picture that was fetched before, by its sum or the address at which it was found.
    fn revisit(&mut self, head: &record::Head) {
        let by_digest = head.digest.as_ref().and_then(|digest| self.by_digest.get(&number_of(digest)));
        let by_address = || head.refers_to.as_ref().and_then(|address| self.places.get(&number_of(&name_of(address))));
        let Some(place) = by_digest.or_else(by_address).copied() else { return };
        if self.places.len() < MOST {
            self.places.entry(number_of(&name_of(&head.target))).or_insert(place);
        }
    }

    fn read(&self, place: Place) -> Result<Vec<u8>, String> {
        let archive = self.archives.get(place.archive).ok_or("is not there")?;
        let bytes = BufReader::new(archive.bytes.from(place.start));
        let meter = &archive.meter;
        let mut reader: Box<dyn BufRead> = match archive.is_packed {
            true => Box::new(BufReader::new(Unpacked::new(GzDecoder::new(bytes), Rc::clone(meter)))),
            false => Box::new(bytes),
        };
        let damaged = |error: io::Error| format!("cannot be unpacked: {}", broken_off(&error));
        io::copy(&mut reader.by_ref().take(place.further), &mut io::sink()).map_err(damaged)?;
        let head = match record::next(&mut reader).map_err(damaged)? {
            Next::Record { head, .. } if number_of(&name_of(&head.target)) == place.number => head,
            _ => return Err("is not there".to_owned()),
        };
        let mut body = reader.take(head.length);
        let wanted = Wanted { is_kind: is_picture, most: MOST_ENCLOSED, meter };
        match http::read(&head, &mut body, &wanted) {
            Ok(_) if head.is_truncated || body.limit() > 0 => Err("was cut off when it was fetched".to_owned()),
            Ok(Answer::Body { bytes, .. }) => Ok(bytes),
            Ok(_) => Err("is not there".to_owned()),
            Err(NoBody::TooLarge) => Err("is too large: it may have 64 MB".to_owned()),
            Err(NoBody::Io(error)) => Err(damaged(error)),
            Err(NoBody::Other(why)) => Err(format!("cannot be unpacked: it {why}")),
        }
    }
}

impl Holder for Pictures<'_, '_> {
    fn name_of(&self, from: &str, href: &str) -> Option<String> {
        let name = name_of(&Base::new(from).join(href));
        self.places.contains_key(&number_of(&name)).then_some(name)
    }

    fn open(&self, name: &str) -> Result<Box<dyn Read + '_>, String> {
        let place = self.places.get(&number_of(name)).ok_or("is not there")?;
        self.read(*place).map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Read>)
    }
}

/// Whether a type, in lower case, is one of which pictures can be made. Of one in several types another is taken, else it stays a link.
fn is_picture(content_type: &str) -> bool {
    let known = ["image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/gif", "image/webp"];
    known.contains(&content_type.split(';').next().unwrap_or_default().trim())
}

/// An address as pictures are known by: whichever way it is fetched and its letters are written.
fn name_of(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    [&host.to_ascii_lowercase(), percent_decoded(path).as_str()].concat()
}

fn number_of(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// A reader that knows how far it has come.
struct Counting<R> {
    inner: R,
    place: u64,
}

impl<R: Read> Counting<BufReader<R>> {
    /// Of bytes that begin at a place.
    fn at(place: u64, bytes: R) -> Self {
        Self { inner: BufReader::with_capacity(64 * 1024, bytes), place }
    }
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.inner.consume(bytes);
        self.place += bytes as u64;
    }
}
