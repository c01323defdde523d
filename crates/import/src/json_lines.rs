//! JSON Lines: one article of the model a line.

use std::borrow::Cow;
use std::io::BufRead;

use crate::bounded_line::{Line, read_line};
use crate::decode::{Charset, charset_of};
use crate::file::{broken_off, note_replaced, too_large, was_read_as};
use crate::outlet::{Flow, Outlet};
use crate::{LIMIT, Place, json_item};

/// Reads line by line; a line that is no article is named, and the others pass.
pub fn read(reader: &mut impl BufRead, outlet: &mut Outlet) -> Flow {
    let mut line = Vec::new();
    let mut any = false;
    for number in 1.. {
        let place = Place::line(number);
        match read_line(reader, &mut line, LIMIT as usize) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => outlet.problem(Some(place), too_large("this line is"))?,
            Ok(Line::Whole) if is_bracket(&line) => continue,
            Ok(Line::Whole) => read_article(object_of(&line), number, outlet)?,
            Err(error) => {
                any = true;
                outlet.problem(Some(place), broken_off(&error))?;
                break;
            }
        }
        any = true;
        outlet.progress()?;
    }
    if any { Ok(()) } else { outlet.problem(None, "is empty") }
}

/// Whether nothing stands on a line but what encloses a list, where the lines were taken out of one.
fn is_bracket(line: &[u8]) -> bool {
    matches!(line.trim_ascii(), b"" | b"[" | b"]" | b"],")
}

/// A line without the comma that parts it from the next in a list.
fn object_of(line: &[u8]) -> &[u8] {
    let bare = line.trim_ascii_end();
    bare.strip_suffix(b",").filter(|line| line.trim_ascii_end().ends_with(b"}")).unwrap_or(line)
}

fn read_article(line: &[u8], number: u64, outlet: &mut Outlet) -> Flow {
    let place = Place::line(number);
    let text = text_of(line, place, outlet);
    match json_item::read(&text, Some(number), Some(place), outlet)? {
        Ok(()) => Ok(()),
        Err(error) => {
            let column = error.column.map(|column| column as u64);
            let hint = if error.is_cut { "; an article must stand on one line" } else { "" };
            outlet.problem(Some(Place::Line { line: number, column }), error.what + hint)
        }
    }
}

/// A line as text. Each line is looked at by itself, so that one in another encoding spoils no other.
fn text_of<'a>(line: &'a [u8], place: Place, outlet: &mut Outlet) -> Cow<'a, str> {
    if let Ok(text) = std::str::from_utf8(line) {
        return Cow::Borrowed(text);
    }
    let charset = charset_of(line);
    let Charset::Web(encoding) = charset else { return String::from_utf8_lossy(line) };
    if charset != Charset::UTF_8 {
        outlet.count(was_read_as(charset), Some(place));
    }
    let (text, damaged) = encoding.decode_without_bom_handling(line);
    note_replaced(u64::from(damaged), outlet);
    text
}
