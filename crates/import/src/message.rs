//! What a person is told about a source: what was left out, or what could not be read.

use std::fmt;

/// One thing to know about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as it was reached from the source that was named.
    pub file: String,
    /// Where in the file, if it is one place.
    pub place: Option<Place>,
    /// What happened, and where something can be done about it, what to do.
    pub what: String,
}

/// How bad a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Left out or read otherwise by rule; nothing is wrong.
    Note,
    /// Could not be read, or is incomplete.
    Problem,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, and where it is known the column; both from 1, the column in bytes.
    Line {
        /// The line.
        line: u64,
        /// The column.
        column: Option<u64>,
    },
    /// An item of an array, from 1.
    Item(u64),
}

impl Place {
    /// A line as a whole.
    pub fn line(line: u64) -> Self {
        Self::Line { line, column: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Line { line, column: None } => write!(formatter, "{line}"),
            Self::Line { line, column: Some(column) } => write!(formatter, "{line}:{column}"),
            Self::Item(item) => write!(formatter, "item {item}"),
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::Note => "note",
            Self::Problem => "problem",
        })
    }
}

impl Message {
    /// What there is to know, with file and place, without how bad it is.
    pub fn located(&self) -> String {
        let Self { file, place, what, .. } = self;
        match place {
            Some(place) => format!("{file}:{place}: {what}"),
            None => format!("{file}: {what}"),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}: {}", self.severity, self.located())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_and_place() {
        let message =
            |place| Message { severity: Severity::Problem, file: "a.jsonl".into(), place, what: "is bad".into() };
        assert_eq!(message(None).to_string(), "problem: a.jsonl: is bad");
        assert_eq!(message(Some(Place::line(17))).to_string(), "problem: a.jsonl:17: is bad");
        assert_eq!(
            message(Some(Place::Line { line: 17, column: Some(3) })).to_string(),
            "problem: a.jsonl:17:3: is bad"
        );
        assert_eq!(message(Some(Place::Item(2))).to_string(), "problem: a.jsonl:item 2: is bad");
    }
}
