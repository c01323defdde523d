//! The figures as tables in docs/benchmarks.md.

use anyhow::Result;
use std::fmt::Write;
use std::path::Path;

use super::machine;
use super::sizes::Part;
use super::stretch::Stretch;
use crate::tools;

/// One thing that was measured.
pub struct Figure {
    /// What, in words.
    pub what: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The most that it may be; `None` where it is for information.
    pub goal: Option<f64>,
    /// Each run's.
    pub values: Vec<f64>,
}

impl Figure {
    fn median(&self) -> f64 {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn row(&self) -> String {
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let spread =
            if self.values.len() > 1 { format!("{} – {}", number(least), number(most)) } else { String::new() };
        let (goal, reached) = match self.goal {
            Some(goal) => {
                (format!("≤ {} {}", number(goal), self.unit), if self.median() <= goal { "yes" } else { "**no**" })
            }
            None => (String::new(), ""),
        };
        format!("| {} | {} {} | {spread} | {goal} | {reached} |\n", self.what, number(self.median()), self.unit)
    }
}

/// Three digits that say something.
fn number(value: f64) -> String {
    match value.abs() {
        value if value >= 100.0 => format!("{value:.0}"),
        _ => format!("{value:.1}"),
    }
}

/// Which command measured this, when, and on what.
pub fn about(command: &str, runs: usize, chrome: Option<&Path>) -> Result<String> {
    let mut text = String::new();
    let browser = chrome.map(machine::version).unwrap_or_default();
    let rust = machine::version(Path::new("rustc"));
    writeln!(text, "`{command} --runs {runs}` on {}; {}.", machine::today(), machine::description())?;
    writeln!(text, "{rust}, {browser}, wasm-bindgen {}, Binaryen {}.\n", tools::WASM_BINDGEN, tools::BINARYEN)?;
    Ok(text)
}

/// The figures, a row each.
pub fn table(figures: &[Figure]) -> String {
    let rows: String = figures.iter().map(Figure::row).collect();
    ["| what | median | spread | goal | reached |\n|---|---:|---:|---:|---|\n", &rows].concat()
}

/// Writes the tables into the page, and prints them.
pub fn write(page: &Path, figures: &[Figure], parts: &[Part], runs: usize, chrome: Option<&Path>) -> Result<()> {
    let mut tables = about("cargo xtask bench", runs, chrome)?;
    tables.push_str(&table(figures));
    tables.push_str("\nFile by file:\n\n| file | bytes | in brotli | fetched |\n|---|---:|---:|---|\n");
    for part in parts {
        let when = part.fetched.name();
        writeln!(tables, "| {} | {} | {} | {when} |", part.name, part.plain, part.brotli)?;
    }
    println!("\n{tables}");
    Stretch { command: "cargo xtask bench" }.write(page, &tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whether_the_goal_is_reached() {
        let figure = |values: &[f64]| Figure { what: "Time", unit: "s", goal: Some(2.0), values: values.to_vec() };
        assert_eq!(figure(&[1.0, 9.0, 1.5]).row(), "| Time | 1.5 s | 1.0 – 9.0 | ≤ 2.0 s | yes |\n");
        assert_eq!(figure(&[120.4]).row(), "| Time | 120 s |  | ≤ 2.0 s | **no** |\n");
    }
}
