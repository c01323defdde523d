//! A table: a header of the model's fields, an article a row (RFC 4180, UTF-8), as `import` reads it.
//!
//! Several values of a cell have ` | ` between them. Each block of the text is a line; a text that has tags in it is HTML throughout, since it
//! would be read as such. A cell that begins as a formula does has an apostrophe in front: texts come from strangers, and a spreadsheet would run
//! them (OWASP, "CSV Injection"). What a table has no place for is left out: pictures but the first, the identifiers of names, what kind a block is and
//! what is set apart in it.

use anyhow::{Context, Result};
use article::{Article, MODEL_FIELDS, StoredArticle};
use import::{guarded_cell, table_columns};
use serde_json::Value;

use super::Exporter;
use super::fields::{fields_of, texts};
use super::target::Stream;
use crate::pages::{Markup, write_bare_blocks};
use crate::report::{Report, counted, written};

/// What parts several values in one cell.
const PARTS: &str = " | ";

const UNWRITTEN: &str = "the table cannot be written";

/// See the top.
pub struct Csv {
    writer: csv::Writer<Stream>,
    /// Cells that begin as formulas do.
    guarded: u64,
}

impl Csv {
    /// Writes the header.
    pub fn new(stream: Stream) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(stream);
        put(&mut writer, table_columns())?;
        Ok(Self { writer, guarded: 0 })
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
        let fields = MODEL_FIELDS.map(|field| cell(field.name));
        let mut row: Vec<String> = fields.into_iter().chain([body(article)]).chain(picture).collect();
        for cell in &mut row {
            if let Some(guarded) = guarded_cell(cell) {
                self.guarded += 1;
                *cell = guarded;
            }
        }
        put(&mut self.writer, row.iter())
    }

    fn finish(self: Box<Self>, report: &mut Report) -> Result<()> {
        if self.guarded > 0 {
            let cells = counted(self.guarded, "cell");
            report.note(format_args!(
                "{cells} that a spreadsheet would take for a formula got an apostrophe in front; import takes it away, and --format jsonl has none"
            ));
        }
        match self.writer.into_inner() {
            Ok(stream) => stream.finish(),
            Err(error) => {
                let error = error.into_error();
                // A table that is smaller than what is put by is written here alone.
                if error.kind() == std::io::ErrorKind::BrokenPipe {
                    written(Err(error))
                } else {
                    Err(error).context(UNWRITTEN)
                }
            }
        }
    }
}

fn put<T: AsRef<[u8]>>(writer: &mut csv::Writer<Stream>, row: impl Iterator<Item = T>) -> Result<()> {
    let outcome = writer.write_record(row).map_err(std::io::Error::other);
    // Where nobody reads on, the error is found below the one of the table.
    match outcome {
        Err(error) if is_broken_pipe(&error) => written(Err(std::io::ErrorKind::BrokenPipe.into())),
        outcome => outcome.context(UNWRITTEN),
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
