//! Web archives: WARC 1.0 and 1.1 (ISO 28500), record by record, each gzipped by itself or not. Pages that were answered
//! with 200 are read like saved pages; a record that says "as before" (revisit) stands for what was
//! fetched before, by its sum or address, where that lies in the same archive. Requests and what else a crawler writes down are passed over.

mod http;
mod members;
mod pictures;
mod record;

pub mod pages;

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use crate::LIMIT;
use crate::at::At;
use crate::file::{broken_off, too_large};
use crate::html::Base;
use crate::outlet::{Flow, Outlet, Stopped};
use crate::page::{self, NoArticle, Told};
use crate::shelf::Shelf;
use crate::stream::{ReadSeek, guarded};
use http::{Answer, NoBody, Wanted};
pub use members::Plain;
use members::{Packed, Resume, Resumed};
use pages::Pages;
pub use pictures::{Bytes, Pictures};
use record::{Head, Next, is_html};

/// Reads a web archive from any place, packed or not, with the pictures that lie in it. `failure` is why nothing could be had behind these
/// bytes, where that is so: it is said where they end.
pub fn read_with_pictures(bytes: &mut dyn ReadSeek, failure: Option<io::Error>, outlet: &mut Outlet) -> Flow {
    let at = At::new(bytes);
    let mut pictures = Pictures::default();
    pictures.add(Bytes::Part(at.all()), &outlet.meter());
    let shelf = Shelf::new(&pictures, outlet.file());
    match failure {
        Some(failure) => read_packed(at.all().chain(Failing(failure)), None, Some(&shelf), outlet),
        None => read_packed(at.all(), None, Some(&shelf), outlet),
    }
}

/// A stream that fails, however often it is asked: who looks at the beginning of a file leaves the failure to who reads on.
struct Failing(io::Error);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(self.0.kind(), self.0.to_string()))
    }
}

/// Reads a web archive from front to end, packed or not.
pub fn read_packed(
    bytes: impl Read,
    listed: Option<&mut Pages>,
    pictures: Option<&Shelf>,
    outlet: &mut Outlet,
) -> Flow {
    let mut bytes = BufReader::with_capacity(64 * 1024, bytes);
    let mut start = Vec::new();
    match bytes.by_ref().take(2).read_to_end(&mut start) {
        Err(error) if start.is_empty() => return outlet.problem(None, broken_off(&error)),
        _ if start.is_empty() => return outlet.problem(None, "is empty"),
        _ => {}
    }
    let is_packed = start == b"\x1f\x8b";
    let bytes = Cursor::new(start).chain(bytes);
    if is_packed {
        read(&mut Packed::new(bytes, outlet.meter()), listed, pictures, outlet)
    } else {
        read(&mut Plain(bytes), listed, pictures, outlet)
    }
}

/// Reads a web archive. `listed` are the pages that it was made for, where something says which; `pictures` those that lie with it.
pub fn read(
    reader: &mut impl Resume,
    listed: Option<&mut Pages>,
    pictures: Option<&Shelf>,
    outlet: &mut Outlet,
) -> Flow {
    let mut web = Web { listed, counts: Counts::default(), seen: BTreeSet::new() };
    let (mut records, mut gaps) = (0, 0);
    let mut damage = Damage::default();
    loop {
        match record::next(reader) {
            Ok(Next::Record { head, gap }) => {
                records += 1;
                gaps += u64::from(gap);
                let mut body = reader.by_ref().take(head.length);
                let mut failure = None;
                if head.is_revisit() && http::speaks_of(&mut body, is_html).unwrap_or_default() {
                    web.revisit(&head);
                }
                if head.may_hold(is_html) {
                    let mut below = outlet.within(&head.target);
                    if let Some(pictures) = pictures {
                        below = below.with_shelf(pictures, &head.target);
                    }
                    guarded(&mut below, |below| {
                        failure = web.record(&head, &mut body, below)?;
                        Ok(())
                    })?;
                    below.finish()?;
                }
                let rest = io::copy(&mut body, &mut io::sink());
                let is_cut = body.limit() > 0;
                let cut = || is_cut.then(|| io::Error::from(io::ErrorKind::UnexpectedEof));
                if let Some(error) = failure.or(rest.err()).or_else(cut)
                    && !damage.is_passed(reader, &error, records)
                {
                    if damage.gave_up {
                        break;
                    }
                    outlet.problem(None, format!("record {records}: {}", broken_off(&error)))?;
                    break;
                }
                outlet.progress()?;
            }
            Ok(Next::End { gap }) => {
                gaps += u64::from(gap && records > 0);
                break;
            }
            Err(error) if damage.is_passed(reader, &error, records) => {}
            Err(_) if damage.gave_up => break,
            Err(error) => {
                outlet.problem(None, format!("behind record {records}: {}", broken_off(&error)))?;
                break;
            }
        }
    }
    damage.tell(outlet)?;
    if records == 0 && damage.places == 0 {
        return outlet.problem(None, "is no web archive: it holds no record that begins with WARC/1");
    }
    if gaps > 0 {
        let places = if gaps == 1 { "one place" } else { "several places" };
        outlet.problem(None, format!("holds what is no record in {places}; it was passed over"))?;
    }
    web.counts.tell(outlet)
}

/// The places of a packed archive that are damaged, behind which it could be read on.
#[derive(Default)]
struct Damage {
    places: u64,
    /// The number of the record at the first, and what is wrong there.
    first: Option<(u64, String)>,
    /// Whether it could not be read on behind the last.
    gave_up: bool,
}

impl Damage {
    /// Whether reading goes on behind a place at which it failed.
    fn is_passed(&mut self, reader: &mut impl Resume, failure: &io::Error, records: u64) -> bool {
        let resumed = reader.resume(failure);
        if resumed != Resumed::Nothing {
            self.places += 1;
            self.first.get_or_insert_with(|| (records, failure.to_string()));
        }
        self.gave_up = resumed == Resumed::GaveUp;
        resumed == Resumed::Found
    }

    fn tell(&self, outlet: &mut Outlet) -> Flow {
        let Some((record, why)) = &self.first else { return Ok(()) };
        let places = if self.places == 1 { "one place".to_owned() } else { format!("{} places", self.places) };
        let rest = if self.gave_up {
            "what follows the last was not read, as too much there looks like the beginning of a record"
        } else {
            "the rest was read"
        };
        outlet.problem(
            None,
            format!("is damaged in {places}, first at record {record} ({why}); pages there may be missing or damaged, and {rest}"),
        )
    }
}

/// What is read of one archive.
struct Web<'a> {
    listed: Option<&'a mut Pages>,
    counts: Counts,
    /// The sums and addresses of the pages so far: records that say "as before" name them.
    seen: BTreeSet<String>,
}

/// The most sums and addresses that are kept.
const MOST_SEEN: usize = 1_000_000;

impl Web<'_> {
    /// Counts a page that was as before, where what it was before does not lie in this archive; where it does, it was read there.
    fn revisit(&mut self, head: &Head) {
        let names = [head.digest.as_ref(), Some(head.refers_to.as_ref().unwrap_or(&head.target))];
        if !names.into_iter().flatten().any(|name| self.seen.contains(name)) {
            self.counts.elsewhere += 1;
        }
    }

    /// Reads a record that may hold a page, whose outlet is given; answers an error of the reader.
    fn record(
        &mut self,
        head: &Head,
        body: &mut io::Take<impl BufRead>,
        outlet: &mut Outlet,
    ) -> Result<Option<io::Error>, Stopped> {
        let wanted = Wanted { is_kind: is_html, most: LIMIT, meter: &outlet.meter() };
        let answer = match http::read(head, body, &wanted) {
            Err(NoBody::Io(error)) => return Ok(Some(error)),
            // Half a page is none; that the archive is cut off is said by who reads it.
            Ok(Answer::Body { .. }) if body.limit() > 0 => {
                self.counts.pages += 1;
                return Ok(None);
            }
            answer => answer,
        };
        match answer {
            Ok(Answer::Body { bytes, charset }) => self.page(head, &bytes, charset, outlet)?,
            Ok(Answer::Redirect(place)) => {
                self.counts.redirects += 1;
                if let Some(listed) = &mut self.listed
                    && listed.contain(&head.target)
                    && let Some(place) = place
                {
                    listed.add(&Base::new(&head.target).join(&place));
                }
            }
            Ok(Answer::Failure) => self.counts.failures += 1,
            Ok(Answer::NoPage) => {}
            Err(why) => {
                self.counts.pages += 1;
                let what = match why {
                    NoBody::TooLarge => too_large("is"),
                    NoBody::Io(error) => broken_off(&error),
                    NoBody::Other(why) => format!("{why} (the page was left out)"),
                };
                outlet.problem(None, what)?;
            }
        }
        Ok(None)
    }

    fn page(&mut self, head: &Head, bytes: &[u8], charset: Option<String>, outlet: &mut Outlet) -> Flow {
        self.counts.pages += 1;
        if self.seen.len() < MOST_SEEN {
            self.seen.extend(head.digest.iter().chain([&head.target]).cloned());
        }
        if self.listed.as_ref().is_some_and(|listed| !listed.contain(&head.target)) {
            self.counts.unlisted += 1;
            return Ok(());
        }
        if head.is_truncated {
            return outlet.problem(None, "was cut off when it was fetched (the page was left out)");
        }
        let told = Told { address: Some(head.target.clone()), charset, captured: head.date.clone() };
        match page::article_in_bytes(bytes, &told) {
            Ok(read) => {
                self.counts.dated_by_capture += u64::from(read.is_dated_by_capture());
                read.hand_over(outlet)
            }
            Err(NoArticle::None) => {
                self.counts.lists += 1;
                Ok(())
            }
            Err(why) => outlet.problem(None, format!("{why} (the page was left out)")),
        }
    }
}

/// What is said once for a whole archive.
#[derive(Default)]
struct Counts {
    pages: u64,
    lists: u64,
    redirects: u64,
    failures: u64,
    unlisted: u64,
    dated_by_capture: u64,
    elsewhere: u64,
}

impl Counts {
    fn tell(&self, outlet: &mut Outlet) -> Flow {
        if self.dated_by_capture > 0 {
            let pages = self.dated_by_capture;
            outlet.note(
                None,
                format!("{pages} of its pages name no date; the time at which they were fetched was taken"),
            )?;
        }
        if self.elsewhere > 0 {
            let records = self.elsewhere;
            outlet.note(
                None,
                format!("{records} of its records say that a page was as before, and it lies in another archive; import that too"),
            )?;
        }
        let passed_over = [
            (self.lists, "lists of links or pages without their text"),
            (self.redirects, "redirects"),
            (self.failures, "errors of the web server"),
            (self.unlisted, "not in its list of pages"),
        ];
        let named: Vec<String> =
            passed_over.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let all: u64 = passed_over.iter().map(|(count, _)| count).sum();
        if all > 0 {
            outlet.note(None, format!("{all} of its pages are no articles and were passed over: {}", named.join(", ")))
        } else if self.pages == 0 {
            outlet.problem(None, "holds no web page")
        } else {
            Ok(())
        }
    }
}
