//! A table: a header of the model's fields, an article a row (RFC 4180, UTF-8), as `import` reads it.
//!
//! Several values of a cell have ` | ` between them. Each block of the text is a line; a text that has tags in it is HTML throughout, since it
//! would be read as such. What a table has no place for is left out: pictures but the first, the identifiers of names, what kind a block is and
//! what is set apart in it.

use anyhow::{Context, Result};
use article::{Article, StoredArticle};
use serde_json::Value;

use super::Exporter;
use super::fields::{FIELDS, fields_of, texts};
use super::target::Stream;
use crate::pages::{Markup, write_bare_blocks};
use crate::report::Report;

/// What parts several values in one cell.
const PARTS: &str = " | ";

/// The columns of the first picture.
const PICTURE: [&str; 4] = ["picture", "caption", "creditText", "altText"];

/// See the top.
pub struct Csv(csv::Writer<Stream>);

impl Csv {
    /// Writes the header.
    pub fn new(stream: Stream) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(stream);
        put(&mut writer, ["uri"].into_iter().chain(FIELDS).chain(["body"]).chain(PICTURE))?;
        Ok(Self(writer))
    }
}

impl Exporter for Csv {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let article = &stored.article;
        let fields = fields_of(article)?;
        let cell = |name: &str| match fields.get(name) {
            Some(Value::Array(names)) => {
                names.iter().flat_map(texts).map(|name| one_value(&name)).collect::<Vec<_>>().join(PARTS)
            }
            Some(value) => texts(value).concat(),
            None => String::new(),
        };
        let picture = article.associations.first().map(|picture| {
            [&picture.href, &picture.caption, &picture.credit_text, &picture.alt_text].map(Option::as_deref)
        });
        let picture = picture.unwrap_or_default().map(|part| part.unwrap_or_default().to_owned());
        let row = [article.uri.clone()].into_iter().chain(FIELDS.map(cell)).chain([body(article)]).chain(picture);
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

/// A value on one line, without the sign that parts values.
fn one_value(text: &str) -> String {
    text.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn body(article: &Article) -> String {
    let texts = article.body.iter().map(|block| block.text.as_str()).filter(|text| !text.is_empty());
    let plain = texts.collect::<Vec<_>>().join("\n");
    if !["</", "<br", "<p>"].iter().any(|tag| plain.contains(tag)) {
        return plain;
    }
    let mut html = Markup::default();
    write_bare_blocks(article, |_| None, &mut html);
    html.finish()
}
