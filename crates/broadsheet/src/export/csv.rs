//! A table: a header of the model's fields, an article a row (RFC 4180, UTF-8).
//!
//! Several values of a cell stand in lines of their own within its quotation marks; the text has a blank line between its blocks. What a table
//! has no place for is left out: pictures, the identifiers of names, what kind a block is and what is set apart in it.

use anyhow::{Context, Result};
use article::StoredArticle;

use super::Exporter;
use super::fields::{FIELDS, fields_of, texts};
use super::target::Stream;
use crate::report::Report;

/// See the top.
pub struct Csv(csv::Writer<Stream>);

impl Csv {
    /// Writes the header.
    pub fn new(stream: Stream) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(stream);
        put(&mut writer, ["uri"].into_iter().chain(FIELDS).chain(["body"]))?;
        Ok(Self(writer))
    }
}

impl Exporter for Csv {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let article = &stored.article;
        let fields = fields_of(article)?;
        let cell = |name: &str| {
            let values = fields.get(name).map(texts).unwrap_or_default();
            match values.as_slice() {
                // A single text may have lines of its own.
                [text] if fields.get(name).is_some_and(serde_json::Value::is_string) => text.clone(),
                values => values.iter().map(|value| one_line(value)).collect::<Vec<_>>().join("\n"),
            }
        };
        let blocks = article.body.iter().map(|block| without_blank_lines(&block.text)).filter(|text| !text.is_empty());
        let body = blocks.collect::<Vec<_>>().join("\n\n");
        let row = [article.uri.clone()].into_iter().chain(FIELDS.map(cell)).chain([body]);
        put(&mut self.0, row)
    }

    fn finish(self: Box<Self>, _: &mut Report) -> Result<()> {
        match self.0.into_inner() {
            Ok(stream) => stream.finish(),
            Err(error) => Err(error.into_error()).context("the table cannot be written"),
        }
    }
}

fn put<T: AsRef<[u8]>>(writer: &mut csv::Writer<Stream>, row: impl Iterator<Item = T>) -> Result<()> {
    let outcome = writer.write_record(row).map_err(std::io::Error::other);
    // Where nobody reads on, the error is found below the one of the table.
    match outcome {
        Err(error) if is_broken_pipe(&error) => crate::report::written(Err(std::io::ErrorKind::BrokenPipe.into())),
        outcome => outcome.context("the table cannot be written"),
    }
}

fn is_broken_pipe(error: &std::io::Error) -> bool {
    let of_csv = error.get_ref().and_then(|error| error.downcast_ref::<csv::Error>());
    matches!(of_csv.map(csv::Error::kind), Some(csv::ErrorKind::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn without_blank_lines(text: &str) -> String {
    text.split('\n').filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}
