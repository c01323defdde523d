//! What stands around the tables: what they were made by, and how the other engines were set up.

use std::fmt::Write;
use std::path::Path;

use super::peers::{PEERS, TANTIVY_VERSION};
use super::table::Table;
use crate::bench::machine;
use crate::tools::{self, Tools};

/// The command as it was typed, the machine and how busy it was before, the versions, and the tables.
pub fn text(command: &str, load: Option<f64>, tools: &Tools, tables: &[Table]) -> String {
    let busy = load.map_or_else(String::new, |load| format!(", with a load of {load:.1} before"));
    let mut text = format!("`{command}` on {}; {}{busy}.\n", machine::today(), machine::description());
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
