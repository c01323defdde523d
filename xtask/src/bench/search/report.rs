//! The tables in docs/benchmarks.md, with what they were made by.

use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;

use super::peers::{PEERS, TANTIVY_VERSION};
use super::table::Table;
use crate::bench::machine;
use crate::tools::{self, Tools};

/// One stretch of the page that a command writes; what stands around it is kept.
pub struct Stretch {
    /// The command, which stands in the two lines around the stretch.
    pub command: &'static str,
}

impl Stretch {
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

/// The command as it was typed, the machine and the versions, and the tables.
pub fn text(command: &str, tools: &Tools, tables: &[Table]) -> String {
    let mut text = format!("`{command}` on {}; {}.\n", machine::today(), machine::description());
    let browser = tools.chrome.as_deref().map(machine::version).unwrap_or_default();
    let rust = machine::version(Path::new("rustc"));
    let node = machine::version(Path::new("node"));
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{rust}, {browser}, Node {node}, wasm-bindgen {}, Binaryen {}.",
        tools::WASM_BINDGEN,
        tools::BINARYEN
    );
    for table in tables {
        let _ = write!(text, "\n{}", table.markdown());
    }
    text
}

/// How the other engines were set up.
pub fn settings() -> String {
    let mut text = "\n### How the others are set up\n\n".to_owned();
    for peer in &PEERS {
        let _ = writeln!(text, "- **{} {}**: {}.", peer.label, peer.version, peer.settings);
    }
    let _ = writeln!(
        text,
        "- **tantivy {TANTIVY_VERSION}**: headline and body with the tokenizer `en_stem` and positions, one thread, one segment; \
         `QueryParser` over both fields with all words required, for relevance with any of them; `Count` and `TopDocs`."
    );
    text
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
