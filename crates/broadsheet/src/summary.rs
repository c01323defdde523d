//! What came of a run, told at its end: to people as a table, to scripts as one object of the same figures.

use std::fmt::Display;

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::report::{self, Report, grouped};

/// See the top.
pub struct Summary {
    /// What was written.
    title: String,
    /// Numbers and what they count, as people read them.
    rows: Vec<(String, String)>,
    figures: Map<String, Value>,
}

impl Summary {
    /// One of what was written there, as yet without figures.
    pub fn new(title: impl Display) -> Self {
        Self { title: title.to_string(), rows: Vec::new(), figures: Map::new() }
    }

    /// Adds a count: its name for scripts, and what is counted, for one and for several.
    pub fn count(&mut self, name: &str, number: u64, one: &str, several: &str) {
        self.figures.insert(name.to_owned(), number.into());
        self.rows.push((grouped(number), if number == 1 { one } else { several }.to_owned()));
    }

    /// Adds a count that people are told where it is not 0.
    pub fn count_if_any(&mut self, name: &str, number: u64, what: &str) {
        self.count(name, number, what, what);
        if number == 0 {
            self.rows.pop();
        }
    }

    /// Adds so many bytes, and where they are.
    pub fn bytes(&mut self, name: &str, number: u64, what: &str) {
        self.figures.insert(name.to_owned(), number.into());
        let (unit, size) = if number < 1_000_000 { ("kB", 1e3) } else { ("MB", 1e6) };
        self.rows.push((format!("{:.1}", number as f64 / size), format!("{unit} {what}")));
    }

    /// Adds what is told to scripts alone.
    pub fn figure(&mut self, name: &str, value: impl Into<Value>) {
        self.figures.insert(name.to_owned(), value.into());
    }

    /// The same of what holds this.
    pub fn of(self, title: impl Display) -> Self {
        Self { title: title.to_string(), ..self }
    }

    /// Says it: to scripts on standard output, to people on standard error.
    pub fn tell(self, report: &Report) -> Result<()> {
        if report.json() {
            return report.answer(self.object(report));
        }
        report.summary(self.table(report));
        Ok(())
    }

    /// Says it on standard error, where standard output is taken.
    pub fn tell_aside(self, report: &Report) {
        if report.json() { report::say(self.object(report)) } else { report.summary(self.table(report)) }
    }

    fn object(mut self, report: &Report) -> Value {
        let (notes, problems) = report.counts();
        let others = [
            ("notes", notes.into()),
            ("problems", problems.into()),
            ("firstProblems", report.first_problems().into()),
            // To the millisecond.
            ("seconds", json!(report.elapsed().as_millis() as f64 / 1e3)),
        ];
        self.figures.extend(others.map(|(name, value)| (name.to_owned(), value)));
        self.figures.into()
    }

    fn table(mut self, report: &Report) -> String {
        let (_, problems) = report.counts();
        self.count("problems", problems, "problem", "problems");
        self.rows.push((format!("{:.1}", report.elapsed().as_secs_f64()), "seconds".to_owned()));
        let width = self.rows.iter().map(|(number, _)| number.len()).max().unwrap_or_default();
        let rows = self.rows.iter().map(|(number, what)| format!("\n  {number:>width$} {what}"));
        [self.title].into_iter().chain(rows).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_a_column() {
        let mut summary = Summary::new("site");
        summary.count("read", 21_578, "article read", "articles read");
        summary.count("duplicates", 1, "duplicate", "duplicates");
        summary.count_if_any("added", 0, "added");
        summary.bytes("bytes", 31_250_000, "in them");
        let mut report = Report::new(true, true);
        report.problem("in/a.txt: is empty");
        let table = summary.table(&report);
        let expected = "site\n  21,578 articles read\n       1 duplicate\n    31.2 MB in them\n       1 problem\n";
        assert!(table.starts_with(expected) && table.ends_with(" seconds"), "{table}");
        let mut summary = Summary::new("site");
        summary.count("read", 21_578, "article read", "articles read");
        let object = summary.object(&report);
        assert_eq!((&object["read"], &object["problems"]), (&21_578.into(), &1.into()));
        assert_eq!(object["firstProblems"], json!(["in/a.txt: is empty"]));
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
