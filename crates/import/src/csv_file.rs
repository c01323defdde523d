//! A table with an article a row (CSV, RFC 4180, and its kin): the header names fields of the model, and the sign that parts cells
//! is told from it.

mod columns;
mod line_starts;
mod lists;
mod own;

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};

use article::Association;
use csv::StringRecord;
use serde_json::{Map, Value};

use crate::bounded_read::Bounded;
use crate::decode::Utf8Reader;
use crate::field_names::{by_of, withholds};
use crate::file::{broken_off, note_replaced, too_large};
use crate::html::{self, Base};
use crate::outlet::{Flow, Outlet};
use crate::schema_org::body_of;
use crate::{LIMIT, Place, hold, mend, object, reading_table};
use columns::{Column, Header};
use line_starts::{Counting, LineStarts};
use lists::items_of;
pub use own::{guarded_cell, table_columns};

/// What parts several values in one cell.
pub const PARTS: char = '|';

/// Reads a table, row by row. What stands before a place that cannot be read passes.
pub fn read<R: Read>(mut reader: Utf8Reader<R>, outlet: &mut Outlet) -> Flow {
    let since_row = Cell::new(0);
    let mut bytes = BufReader::with_capacity(64 * 1024, Bounded::new(&mut reader, &since_row));
    let (delimiter, skipped) = match start_of(&mut bytes) {
        Ok(start) => start,
        Err(error) => return outlet.problem(None, broken_off(&error)),
    };
    let starts = LineStarts::default();
    let lines = Counting::new(bytes, 1 + skipped, delimiter, starts.clone());
    let mut options = csv::ReaderBuilder::new();
    let mut rows = options.delimiter(delimiter).flexible(true).has_headers(false).from_reader(lines);
    let mut row = StringRecord::new();
    let (mut header, mut table) = (None::<Header>, None::<reading_table::Table>);
    let (mut number, mut last) = (0, None);
    loop {
        let before = rows.position().clone();
        let outcome = rows.read_record(&mut row);
        let place = Place::line(starts.line_from(before.byte()).unwrap_or(before.line() + skipped));
        match outcome {
            Ok(true) => last = starts.swallowed(&row).then_some(place),
            Ok(false) => break,
            Err(error) => {
                let what = if since_row.get() > LIMIT {
                    format!(
                        "{}; is a quotation mark missing? (what follows was not read)",
                        too_large("the row here is")
                    )
                } else {
                    stopped(error)
                };
                outlet.problem(Some(place), what)?;
                break;
            }
        }
        since_row.set(0);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(table) = &mut table {
            number += 1;
            table.add(&row, number, place, outlet)?;
            continue;
        }
        let Some(header) = &header else {
            table = reading_table::Table::of(&row);
            if table.is_some() {
                continue;
            }
            let read = Header::read(&row, place, outlet)?;
            if !read.holds_texts() {
                let what = "the first line names neither a headline nor a body; name the columns by the fields of the article \
                            model: headline, body, datePublished and so on (nothing of it was read)";
                return outlet.problem(Some(place), what);
            }
            header = Some(read);
            continue;
        };
        number += 1;
        read_row(&row, header, number, place, outlet)?;
        outlet.progress()?;
    }
    drop(rows);
    if last.is_some() {
        let what =
            "a quotation mark that opens in this row is never closed: the rows that follow were read as part of it";
        outlet.problem(last, what)?;
    }
    note_replaced(reader.replaced, outlet);
    if let Some(table) = table {
        return table.finish(outlet);
    }
    match (&header, number) {
        (None, _) => outlet.problem(None, "is empty"),
        (_, 0) => outlet.note(None, "is a table without rows"),
        _ => Ok(()),
    }
}

fn stopped(error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => broken_off(&error),
        other => format!("could not be read from here on: {other:?}"),
    }
}

/// The signs that part cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The sign that parts cells: which of these the first line has most of outside quotation marks, or what spreadsheets write into
/// a line of its own (`sep=;`). Answers how many lines were taken off too.
fn start_of(bytes: &mut impl BufRead) -> std::io::Result<(u8, u64)> {
    let start = bytes.fill_buf()?;
    if let Some(sign) = start.strip_prefix(b"sep=").and_then(|rest| rest.first()).copied().filter(u8::is_ascii) {
        let end = start.iter().position(|byte| *byte == b'\n').map_or(start.len(), |end| end + 1);
        bytes.consume(end);
        return Ok((sign, 1));
    }
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for byte in start.trim_ascii_start() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            byte if !is_quoted => {
                if let Some(at) = DELIMITERS.iter().position(|sign| sign == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    // Of equal counts the first, which is likeliest.
    let most = (0..DELIMITERS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or_default();
    Ok((DELIMITERS[most], 0))
}

fn read_row(row: &StringRecord, header: &Header, number: u64, place: Place, outlet: &mut Outlet) -> Flow {
    let place = Some(place);
    let has = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at + 1).last().unwrap_or(0);
    let takes = header.columns.len();
    if has > takes {
        let what = format!(
            "was left out: it has {has} cells, and the header names {takes} columns; put texts that hold the sign between cells \
             into quotation marks"
        );
        return outlet.problem(place, what);
    }
    let mut fields = Map::new();
    let (mut picture, mut body, mut guarded, mut is_draft) = (Association::default(), String::new(), None, false);
    for (cell, column) in row.iter().zip(&header.columns) {
        // Of another's table nobody knows whether an apostrophe is part of the text.
        let cell = if header.is_own { own::unguarded(cell.trim()).trim() } else { cell.trim() };
        if cell.is_empty() {
            continue;
        }
        match column {
            Column::Body => body = cell.to_owned(),
            Column::Field("datePublished") if withholds("published", &cell.into()) => is_draft = true,
            Column::Status(name) => is_draft |= withholds(name, &cell.into()),
            Column::Field(name) => drop(fields.insert((*name).to_owned(), cell.into())),
            Column::List(name) | Column::Words(name) => {
                let items = items_of(cell, matches!(column, Column::Words(_)), header.is_own);
                fields.insert((*name).to_owned(), items.into());
            }
            Column::Draft => match cell.to_ascii_lowercase().as_str() {
                "false" | "no" | "0" => {}
                "true" | "yes" | "1" => is_draft = true,
                _ => guarded = Some("draft".to_owned()),
            },
            Column::Picture(set) => set(&mut picture, cell.to_owned()),
            Column::Unknown(name) => {
                let json = Value::from(cell).to_string();
                if object::is_guarded(name, &json, &article::Article::default()) {
                    guarded = Some(name.clone());
                }
            }
        }
    }
    let status = fields.get("pubStatus").and_then(Value::as_str);
    if is_draft && status.is_none_or(hold::is_usable) {
        fields.insert("pubStatus".to_owned(), "withheld".into());
    }
    if let Some(by) = fields.get("author").filter(|_| !fields.contains_key("by")).and_then(by_of) {
        fields.insert("by".to_owned(), by.into());
    }
    if let Some(field) = guarded {
        return outlet.problem(place, object::guarded_message(&field));
    }
    let mended = match mend::read(fields) {
        Ok(mended) => mended,
        Err(error) => return outlet.problem(place, object::explain(&error)),
    };
    for problem in mended.problems {
        outlet.problem(place, problem)?;
    }
    let mut article = mended.article;
    match body_of(&body, &Base::new(article.url.as_deref().unwrap_or_default())) {
        Ok(body) => body.add_to(&mut article),
        Err(html::TooHard(why)) => return outlet.problem(place, format!("its body {why} (the row was left out)")),
    }
    if picture != Association::default() {
        article.associations.push(picture);
    }
    outlet.article(article, Some(number), place)
}

#[cfg(test)]
mod tests;
