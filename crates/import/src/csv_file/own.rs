//! The tables that `export` writes: their columns, and what stands before a cell that a spreadsheet would take for a formula.

use article::MODEL_FIELDS;

/// The columns of the one picture that a row has.
const PICTURE: [&str; 4] = ["picture", "caption", "creditText", "altText"];

/// The columns that a table has for all of an article that it can hold, in order.
pub fn table_columns() -> impl Iterator<Item = &'static str> {
    MODEL_FIELDS.iter().map(|field| field.name).chain(["body"]).chain(PICTURE)
}

/// How a cell begins that spreadsheets take for a formula (OWASP, "CSV Injection"): the last four are the wide forms of the first.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The cell with an apostrophe in front where it begins as a formula does, or as such a cell with an apostrophe; `None` where it needs none.
pub fn guarded_cell(cell: &str) -> Option<String> {
    cell.trim_start_matches('\'').starts_with(FORMULA).then(|| ["'", cell].concat())
}

/// The cell that was guarded so.
pub fn unguarded(cell: &str) -> &str {
    let is_guarded = cell.trim_start_matches('\'').starts_with(FORMULA);
    cell.strip_prefix('\'').filter(|_| is_guarded).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_comes_back() {
        for (cell, expected) in [
            ("=1+1", Some("'=1+1")),
            ("- one", Some("'- one")),
            ("'=1", Some("''=1")),
            ("\u{ff1d}1", Some("'\u{ff1d}1")),
            ("'tis", None),
            ("a=b", None),
            ("", None),
            ("''", None),
        ] {
            let guarded = guarded_cell(cell);
            assert_eq!(guarded.as_deref(), expected);
            assert_eq!(unguarded(guarded.as_deref().unwrap_or(cell)), cell);
        }
    }
}
