//! Foreign formats in: sources (files and folders) become articles of the model and messages, one at a time.
//!
//! Knows the article model and nothing else: identity, duplicates, embargoes that pass and the archive are the
//! matter of who calls. Memory does not grow with a file: a single article, a line or an item of an array may take
//! [`LIMIT`] bytes and no more.
//!
//! ```
//! use std::path::Path;
//!
//! let mut said = Vec::new();
//! import::import(Path::new("no such folder"), &mut |event| -> Result<(), ()> {
//!     if let import::Event::Message(message) = event {
//!         said.push(message.to_string());
//!     }
//!     Ok(())
//! })
//! .expect("the sink never refuses");
//! assert!(said[0].starts_with("problem: no such folder: "));
//! ```

mod aside;
mod at;
mod bounded_line;
mod bounded_read;
mod codes;
mod complete;
mod csv_file;
mod date_words;
mod dates;
mod declared;
mod decode;
mod enclosed;
mod epub;
mod escapes;
mod feed;
mod field_names;
mod file;
mod headers;
#[cfg(test)]
mod heard;
mod hold;
mod href;
mod html;
mod inline;
mod json;
mod json_item;
mod json_lines;
mod json_value;
mod kind;
mod language_codes;
mod markdown;
mod mend;
mod message;
mod meter;
mod mhtml;
mod months;
mod news_api;
mod newsml;
mod newsml1;
mod ninjs;
mod nitf;
mod object;
mod omnivore;
mod opml;
mod outlet;
mod page;
mod plain_text;
mod pocket;
mod reading_list;
mod reading_table;
mod readwise;
mod renditions;
mod schema_org;
mod shelf;
mod sniff;
mod source;
mod standfirst;
mod stream;
mod surrogates;
mod title;
mod top_fields;
mod vet;
mod wacz;
mod walk;
mod wallabag;
mod warc;
mod xml;
mod xml_file;
mod zip;

use article::{Article, Association, Block};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

pub use csv_file::{guarded_cell, table_columns};
pub use escapes::percent_decoded;
pub use href::is_elsewhere;
pub use kind::is_picture;
pub use message::{Message, Place, Severity};
pub use source::{Entry, Source};
pub use walk::is_passed_over;

/// The most bytes, after unpacking, that one article may take in its source: 16 MB. The longest novels are a quarter
/// of it; what is larger is no article, and would be held in memory whole.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// What reading a source brings, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An article, ready but for its identity.
    Article(Box<Imported>),
    /// What was left out, or could not be read.
    Message(Message),
    /// How far reading has come.
    Progress {
        /// Bytes on disk of all files so far; never falls. [`wanted_bytes`] is the total.
        bytes_read: u64,
    },
}

/// An article and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The article. Its texts hold no control characters but `\n` and `\t`, its spans lie inside their texts, its
    /// links lead nowhere that runs script, and its dates are RFC 3339 date-times or full dates.
    pub article: Article,
    /// Where it comes from.
    pub origin: Origin,
    /// The same as messages name it: the file as it was reached from the source, and the line or item.
    pub found: String,
    /// The pictures that lie in the source's file itself.
    pub enclosed: Vec<Enclosed>,
}

/// A picture that lies in the file of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its place among the article's pictures.
    pub association: usize,
    /// Its file.
    pub bytes: EnclosedBytes,
}

/// The file of a picture that lies in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnclosedBytes {
    /// Its bytes.
    Here {
        /// All of them.
        bytes: Vec<u8>,
        /// Under which name other articles of the same file may show it again.
        name: Option<String>,
    },
    /// The bytes that came under this name before.
    Again(String),
    /// They cannot be had, and why, as it stands behind "the picture ...".
    Lost(String),
}

/// The most bytes that the pictures of an article take which lie in its file, in memory all at once: 64 MB.
const MOST_ENCLOSED: u64 = 4 * LIMIT;

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file's path below the source folder, parted by `/`; its name where the source is a file. Bytes that are not
    /// UTF-8 stand as `%` and two hexadecimal digits.
    pub path: String,
    /// The line (JSON Lines) or the place in the array (JSON), from 1, where a file may hold many.
    pub item: Option<u64>,
}

/// Reads one source, a file or a folder, and hands over what it finds, in a fixed order: a folder's entries by the
/// bytes of their names, subfolders among them.
///
/// Nothing that a source holds stops the others or panics: what cannot be read comes as a [`Message`].
///
/// # Errors
/// Only the sink's own: where it answers `Err`, reading stops and that error is returned.
pub fn import<E>(source: &Path, sink: &mut dyn FnMut(Event) -> Result<(), E>) -> Result<(), E> {
    import_source(&mut Source { path: source, prefix: "", wants: &mut |_| true, is_anothers: &|_| false }, sink)
}

/// The same of what is wanted of a source.
///
/// # Errors
/// Only the sink's own, as with [`import`].
pub fn import_source<E>(source: &mut Source, sink: &mut dyn FnMut(Event) -> Result<(), E>) -> Result<(), E> {
    tell_all(sink, |tell| file::read_source(source, tell))
}

/// Reads bytes as a file of this name, whose ending tells what they are.
///
/// # Errors
/// As [`import`].
pub fn import_bytes<E>(name: &str, bytes: &[u8], sink: &mut dyn FnMut(Event) -> Result<(), E>) -> Result<(), E> {
    tell_all(sink, |tell| {
        let meter = meter::Meter::new(0, bytes.len() as u64);
        let mut outlet = outlet::Outlet::new(tell, name.to_owned(), name.to_owned(), meter);
        let Some(kind) = kind::Kind::of(Path::new(name)) else {
            return outlet.note(None, format!("is of no kind that is read, and was passed over; {}", kind::KINDS));
        };
        let mut bytes = meter::Counted::new(std::io::Cursor::new(bytes), outlet.meter());
        stream::read(stream::Stream { kind, name, bytes: stream::Bytes::Anywhere(&mut bytes), depth: 0 }, &mut outlet)?;
        outlet.finish()
    })
}

/// Hands the sink to who reads, with its own errors and panics put aside until reading has come to its end: those of readers
/// are caught, and are a file's problem.
fn tell_all<E>(
    sink: &mut dyn FnMut(Event) -> Result<(), E>,
    read: impl FnOnce(&mut outlet::Tell) -> outlet::Flow,
) -> Result<(), E> {
    let (mut refusal, mut panic) = (None, None);
    let mut tell = |event| match catch_unwind(AssertUnwindSafe(|| sink(event))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            refusal = Some(error);
            Err(outlet::Stopped)
        }
        Err(payload) => {
            panic = Some(payload);
            Err(outlet::Stopped)
        }
    };
    // That it stopped is known from the refusal.
    let _ = read(&mut tell);
    if let Some(payload) = panic {
        resume_unwind(payload);
    }
    refusal.map_or(Ok(()), Err)
}

/// The blocks of a text in Markdown, as [`import`] reads them from a file whose front matter tells of these pictures. For who writes
/// Markdown and wants to know what will be read.
pub fn markdown_blocks(text: &str, pictures: &[Association]) -> Vec<Block> {
    markdown::blocks_of(text, pictures)
}

/// Whether a file of this name is one of those that articles are read from.
pub fn is_read(path: &Path) -> bool {
    kind::Kind::of(path).is_some()
}

/// The bytes on disk that [`import_source`] will read of a source: the total for a progress bar. What cannot be read counts
/// nothing.
pub fn wanted_bytes(source: &mut Source) -> u64 {
    let mut total = 0;
    let _ = walk::walk(source, walk::Scope::Articles, &mut |found| {
        if let walk::Found::File(file) = found
            && is_read(&file.path)
        {
            total += file.bytes;
        }
        Ok(())
    });
    total
}

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the source, as [`Origin::path`] has it; nothing where it cannot be looked at.
    pub origin: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// Whether articles are read from it. Else it may be a picture, or no business of ours.
    pub is_read: bool,
}

/// Visits every file that reading a source may look at and that is wanted, in the order of [`import`]: those of its articles, those in the
/// folders of saved pages, and all that lies among them.
pub fn files(source: &mut Source, visit: &mut dyn FnMut(SourceFile)) {
    let _ = walk::walk(source, walk::Scope::Whole, &mut |found| {
        visit(match found {
            walk::Found::File(walk::FoundFile { path, origin, bytes }) => {
                let is_read = is_read(&path);
                SourceFile { path, origin: Some(origin), bytes, is_read }
            }
            walk::Found::Failed { path, .. } => SourceFile { path, origin: None, bytes: 0, is_read: false },
        });
        Ok(())
    });
}
