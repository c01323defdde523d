//! A feed with the whole text of each article (RFC 4287), made by the code that makes the site's feeds.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use article::StoredArticle;
use jiff::Timestamp;

use super::Exporter;
use super::target::Stream;
use crate::pages::{Imprint, WHOLE_END, whole_entry, whole_start};
use crate::report::Report;

/// Entries wait in a temporary file: the feed begins with the moment of its last change.
pub struct Atom {
    stream: Stream,
    imprint: Imprint,
    entries: BufWriter<File>,
    updated: Timestamp,
    n_left_out: u64,
}

impl Atom {
    /// Into a stream.
    pub fn new(stream: Stream, imprint: Imprint) -> Result<Self> {
        let entries = tempfile::tempfile().context("there is no temporary file to be had")?;
        Ok(Self { stream, imprint, entries: BufWriter::new(entries), updated: Timestamp::default(), n_left_out: 0 })
    }
}

impl Exporter for Atom {
    fn add(&mut self, stored: &StoredArticle, report: &mut Report) -> Result<()> {
        let Some((entry, updated)) = whole_entry(stored, &self.imprint) else {
            report.note(format_args!("{}: has no date that a feed needs, and was left out", stored.article.uri));
            self.n_left_out += 1;
            return Ok(());
        };
        self.updated = self.updated.max(updated);
        self.entries.write_all(entry.as_bytes()).context("a temporary file cannot be written")
    }

    fn n_left_out(&self) -> u64 {
        self.n_left_out
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        let Self { mut stream, imprint, entries, updated, .. } = *self;
        stream.put(whole_start(&imprint, updated).as_bytes())?;
        let mut entries = entries.into_inner().map_err(io::IntoInnerError::into_error)?;
        entries.seek(SeekFrom::Start(0))?;
        let copied = io::copy(&mut entries, &mut stream).map(drop);
        stream.told(copied)?;
        stream.put(WHOLE_END.as_bytes())?;
        stream.finish()
    }
}
