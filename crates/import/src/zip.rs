//! Zips: what lies in them, by path, and the unpacked bytes of each. Nothing is ever written, so a path is a name alone;
//! one that would lead out of the archive is left out all the same, for it was meant to do harm.

mod names;
mod pictures;

pub mod folder;
pub mod paths;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipLocator};
use std::collections::BTreeMap;
use std::io::{Read, SeekFrom};
use std::rc::Rc;

use crate::LIMIT;
use crate::at::{At, Part};
use crate::declared::text_of;
use crate::file::{broken_off, too_large, unreadable};
use crate::meter::{Meter, Unpacked};
use crate::outlet::{Flow, Outlet};
use crate::stream::ReadSeek;
use names::RawName;

/// A zip whose list of entries was read.
pub struct Zip<'a> {
    archive: ZipArchive<At<'a>>,
    meter: Rc<Meter>,
    /// In the order in which a folder of them would be walked, each path once.
    pub entries: Vec<Entry>,
    /// What is wrong with the list itself.
    faults: Vec<String>,
    /// What the list names and must not be read.
    pub left_out: LeftOut,
    /// By what encoding the names were read that say none.
    pub names_read_as: Option<&'static str>,
}

/// A file in a zip.
pub struct Entry {
    /// Its path, parted by `/`: without empty parts, `.` and `..`.
    pub path: String,
    place: ZipArchiveEntryWayfinder,
    packing: CompressionMethod,
    is_encrypted: bool,
}

/// What of an archive is left out, by the reason, which thousands of entries may share.
#[derive(Clone, Default)]
pub struct LeftOut(BTreeMap<String, (String, u64)>);

/// The most memory that the list of entries may take.
const MOST_LISTED: usize = 256 * 1024 * 1024;
/// What an entry takes besides its name, about.
const ENTRY: usize = 128;
/// Room for the longest entry of the list: a name, a comment and further fields of 64 kB each.
const BUFFER: usize = 256 * 1024;

impl<'a> Zip<'a> {
    /// Reads the list of entries, which stands at the end.
    ///
    /// # Errors
    /// What to say where there is none.
    pub fn open(bytes: &'a mut dyn ReadSeek, meter: Rc<Meter>) -> Result<Self, String> {
        let end = bytes.seek(SeekFrom::End(0)).map_err(|error| unreadable(&error))?;
        let mut buffer = vec![0; BUFFER];
        let located = ZipLocator::new().locate_in_reader(At::new(bytes), &mut buffer, end);
        let archive = located.map_err(|(_, error)| match error.kind() {
            rawzip::ErrorKind::MissingEndOfCentralDirectory | rawzip::ErrorKind::Eof => {
                "is no zip, or is cut off: the list of its entries is missing; copy or pack the file again".to_owned()
            }
            _ => format!("is damaged: {error}; copy or pack the file again"),
        })?;
        let (entries, faults, left_out) = (Vec::new(), Vec::new(), LeftOut::default());
        let mut zip = Self { archive, meter, entries, faults, left_out, names_read_as: None };
        zip.list(&mut buffer);
        Ok(zip)
    }

    fn list(&mut self, buffer: &mut [u8]) {
        let promised = self.archive.entries_hint();
        let mut raw = Vec::new();
        let (mut listed, mut found) = (0, 0);
        let mut entries = self.archive.entries(buffer);
        loop {
            let entry = match entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => {
                    let entry = found + 1;
                    self.faults.push(format!(
                        "its list of entries is damaged from entry {entry} on ({error}), and what follows was not read"
                    ));
                    found = promised;
                    break;
                }
            };
            found += 1;
            let name = RawName::of(&entry);
            listed += name.bytes.len() + ENTRY;
            if listed > MOST_LISTED {
                self.faults.push(format!(
                    "has more entries than can be listed; part it (from entry {found} on nothing was read)"
                ));
                found = promised;
                break;
            }
            // A folder is known by what lies in it.
            if !entry.is_dir() {
                let listed = Entry {
                    path: String::new(),
                    place: entry.wayfinder(),
                    packing: entry.compression_method(),
                    is_encrypted: entry.flags().is_encrypted(),
                };
                raw.push((name, entry.mode().is_symlink(), listed));
            }
        }
        // The number has two bytes where an archive needs no more.
        if found % 0x1_0000 != promised % 0x1_0000 {
            self.faults
                .push(format!("its list has {found} entries and should have {promised}; the archive may be damaged"));
        }
        self.name(raw);
    }

    fn name(&mut self, raw: Vec<(RawName, bool, Entry)>) {
        let decoder = names::Decoder::for_names(raw.iter().map(|(name, ..)| name));
        self.names_read_as = decoder.name();
        for (name, is_link, mut entry) in raw {
            let given = decoder.decode(name);
            match names::safe_path(&given) {
                Some(_) if is_link => self.left_out.add("it is a link, which leads nowhere within an archive", &given),
                Some(path) => {
                    entry.path = path;
                    self.entries.push(entry);
                }
                None => self.left_out.add("its path leads out of the archive", &given),
            }
        }
        // Stable, so that of two with one path the later stays the later.
        self.entries.sort_by(|one, other| one.path.split('/').cmp(other.path.split('/')));
        let left_out = &mut self.left_out;
        self.entries.dedup_by(|later, kept| {
            if later.path != kept.path {
                return false;
            }
            left_out.add("its path stands twice in the archive, and the later entry was read", &kept.path);
            std::mem::swap(later, kept);
            true
        });
    }

    /// Says what is wrong with the archive, what of it was left out, and how its names were read.
    pub fn tell(&self, left_out: &LeftOut, outlet: &mut Outlet) -> Flow {
        for fault in &self.faults {
            outlet.problem(None, fault.as_str())?;
        }
        left_out.tell(outlet)?;
        match self.names_read_as {
            Some(charset) => outlet
                .note(None, format!("the names of its files were read as {charset}; pack it anew if they look wrong")),
            None => Ok(()),
        }
    }

    /// The entry of this path.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        let place = self.entries.binary_search_by(|entry| entry.path.split('/').cmp(path.split('/'))).ok()?;
        self.entries.get(place)
    }

    /// An entry as text, in whatever encoding it names.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn text(&self, entry: &Entry) -> Result<String, String> {
        let mut bytes = Vec::new();
        self.read(entry)?.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| broken_off(&error))?;
        if bytes.len() as u64 > LIMIT { Err(too_large("is")) } else { Ok(text_of(&bytes, None).0) }
    }

    /// An entry that lies in the zip as it is, to be read at any place.
    pub fn stored(&self, entry: &Entry) -> Option<Part<'_, 'a>> {
        if entry.packing != CompressionMethod::STORE || entry.is_encrypted {
            return None;
        }
        let (start, end) = self.archive.get_entry(entry.place).ok()?.compressed_data_range();
        Some(self.archive.get_ref().part(start..end))
    }

    /// The unpacked bytes of an entry; they fail at the end where their checksum is another than the list says.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, entry: &Entry) -> Result<Box<dyn Read + '_>, String> {
        if entry.is_encrypted {
            return Err("it is encrypted; unpack the archive with its password".to_owned());
        }
        let place = self.archive.get_entry(entry.place).map_err(|error| format!("it is damaged: {error}"))?;
        let packed = place.reader();
        let unpacked: Box<dyn Read> = match entry.packing {
            CompressionMethod::STORE => Box::new(place.verifying_reader(packed)),
            CompressionMethod::DEFLATE => Box::new(place.verifying_reader(DeflateDecoder::new(packed))),
            other => {
                let name = other.name().unwrap_or("unknown");
                return Err(format!("it is packed in a way that is not read ({name}); pack the archive with deflate"));
            }
        };
        Ok(Box::new(Unpacked::new(unpacked, Rc::clone(&self.meter))))
    }
}

impl LeftOut {
    /// Notes an entry.
    pub fn add(&mut self, why: &str, path: &str) {
        match self.0.get_mut(why) {
            Some((_, times)) => *times += 1,
            None => drop(self.0.insert(why.to_owned(), (path.to_owned(), 1))),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says each reason once, as a problem.
    fn tell(&self, outlet: &mut Outlet) -> Flow {
        for (why, (first, times)) in &self.0 {
            let others = match times - 1 {
                0 => String::new(),
                1 => " (and one more entry)".to_owned(),
                more => format!(" (and {more} more entries)"),
            };
            outlet.problem(None, format!("{first} was left out: {why}{others}"))?;
        }
        Ok(())
    }
}
