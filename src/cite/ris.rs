//! RIS, as Research Information Systems described it (2001, with the tags of 2011): a line a field, `TY` first and `ER` last.

use super::{Day, Work, one_line};

/// The record; each line ends as the format has it.
pub fn write(work: &Work) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        // Nothing may stand in a value that would begin another line.
        record.push_str(&[tag, "  - ", &one_line(value), "\r\n"].concat());
    };
    line("TY", "NEWS");
    line("ID", &work.id);
    for author in &work.authors {
        // An asterisk is not allowed in names.
        line("AU", &author.inverted().replace('*', ""));
    }
    line("TI", &work.title);
    let mut optional = |tag: &str, value: Option<&str>| {
        if let Some(value) = value {
            line(tag, value);
        }
    };
    optional("T2", work.publisher.as_deref());
    optional("SE", work.section.as_deref());
    let published = work.published.as_deref().and_then(Day::read);
    optional("PY", published.map(|day| padded(day.year, 4)).as_deref());
    optional("DA", published.map(|day| date(&day)).as_deref());
    optional("Y2", work.accessed.as_deref().and_then(Day::read).map(|day| date(&day)).as_deref());
    optional("LA", work.language.as_deref());
    optional("N1", work.passage.as_deref());
    optional("UR", Some(&work.url).filter(|url| !url.is_empty()).map(String::as_str));
    line("ER", "");
    record
}

/// `1987/02/26/`: year, month, day and what else is to be said, each of which may be missing.
fn date(day: &Day) -> String {
    let two = |number: Option<u32>| number.map(|number| padded(number, 2)).unwrap_or_default();
    [padded(day.year, 4), two(day.month), two(day.day), String::new()].join("/")
}

fn padded(number: u32, digits: usize) -> String {
    let number = number.to_string();
    "0".repeat(digits.saturating_sub(number.len())) + &number
}
