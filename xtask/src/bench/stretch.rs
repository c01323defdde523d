//! Stretches of docs/benchmarks.md that commands write; what stands around them is kept.

use anyhow::{Context, Result};
use std::path::Path;

/// The stretch of one command.
pub struct Stretch<'a> {
    /// The command, which stands in the two lines around the stretch.
    pub command: &'a str,
}

impl Stretch<'_> {
    fn marks(&self) -> [String; 2] {
        [format!("<!-- {} writes from here … -->", self.command), format!("<!-- … to here: {} -->", self.command)]
    }

    /// Puts tables in the place of those that stand there, else at the end of the page.
    pub fn write(&self, page: &Path, tables: &str) -> Result<()> {
        let before = std::fs::read_to_string(page).unwrap_or_else(|_| "# Benchmarks\n".to_owned());
        let text = self.replaced(&before, tables);
        std::fs::write(page, text).with_context(|| format!("{} could not be written", page.display()))
    }

    fn replaced(&self, before: &str, tables: &str) -> String {
        let [start, end] = self.marks();
        let tables = tables.trim_end();
        match (before.split_once(&start), before.split_once(&end)) {
            (Some((head, _)), Some((_, tail))) => format!("{head}{start}\n\n{tables}\n\n{end}{tail}"),
            _ => format!("{}\n\n{start}\n\n{tables}\n\n{end}\n", before.trim_end()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_stretch_is_kept() {
        let (one, other) = (Stretch { command: "one" }, Stretch { command: "two" });
        let page = other.replaced(&one.replaced("# Title\n\nWhy.\n", "| a |\n"), "| b |\n");
        assert!(page.starts_with("# Title\n\nWhy.\n\n<!-- one writes"), "{page}");
        assert_eq!(one.replaced(&page, "| c |"), page.replace("| a |", "| c |"));
        assert_eq!(other.replaced(&page, "| c |"), page.replace("| b |", "| c |"));
    }
}
