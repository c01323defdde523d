//! Tables as the page of benchmarks shows them.

use std::fmt::Write;

/// A table with its heading.
#[derive(Clone, Debug, Default)]
pub struct Table {
    heading: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    /// An empty one. The first column is text, the others are figures.
    pub fn new(heading: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { heading: heading.into(), columns, ..Self::default() }
    }

    /// Adds a row; cells that are missing at its end stay empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Adds a line that stands below the table.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// In Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("### {}\n\n", self.heading);
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            format!("|{}\n", cells.map(|cell| format!(" {cell} |")).collect::<String>())
        };
        text += &line(&mut self.columns.iter().map(String::as_str));
        text += "|---|";
        text += &"---:|".repeat(self.columns.len().saturating_sub(1));
        text.push('\n');
        for row in &self.rows {
            let missing = self.columns.len().saturating_sub(row.len());
            text += &line(&mut row.iter().map(String::as_str).chain(std::iter::repeat_n("", missing)));
        }
        for note in &self.notes {
            // Writing to a string does not fail.
            let _ = write!(text, "\n{note}\n");
        }
        text
    }
}

/// A figure with as many digits as say something; a dash where there is none.
pub fn figure(value: f64) -> String {
    match value.abs() {
        _ if !value.is_finite() => "–".to_owned(),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// Whether a goal is reached, as the tables say it; `at_most` goals are limits, others are to be reached or passed.
pub fn reached(value: f64, goal: f64, at_most: bool) -> &'static str {
    let is_reached = if at_most { value <= goal } else { value >= goal };
    if is_reached { "yes" } else { "**no**" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown() {
        let mut table = Table::new("Speed", &["engine", "ms"]);
        assert!(table.is_empty());
        table.row(["ours", "1"]);
        table.row(["theirs"]);
        table.note("Why.");
        assert_eq!(table.markdown(), "### Speed\n\n| engine | ms |\n|---|---:|\n| ours | 1 |\n| theirs |  |\n\nWhy.\n");
    }

    #[test]
    fn figures_have_three_digits() {
        let figures = [0.0456, 1.234, 12.34, 123.4, f64::NAN].map(figure);
        assert_eq!(figures, ["0.046", "1.23", "12.3", "123", "–"]);
    }

    #[test]
    fn goals_are_limits_or_marks() {
        assert_eq!(
            [reached(1.0, 2.0, true), reached(1.0, 2.0, false), reached(f64::NAN, 2.0, true)],
            ["yes", "**no**", "**no**"]
        );
    }
}
