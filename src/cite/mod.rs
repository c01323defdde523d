//! Citing an article: as data for reference managers (BibTeX, RIS, CSL-JSON), and as plain text in the styles that are asked
//! for most. Pure text in, text out.
//!
//! Styles speak English, as their manuals do; headlines stay as they were printed, since how a style would capitalise them
//! cannot be told from the text alone.

mod bibtex;
mod csl;
mod day;
mod name;
mod plain;
mod reference;
mod ris;

pub use day::Day;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use day::MONTHS;
pub use name::{Author, authors};
pub use reference::Reference;

/// What is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// By which the citation is known, for reference managers: the article's slug.
    pub id: String,
    /// The headline, as printed.
    pub title: String,
    /// Who wrote it, in order; empty where that is not known.
    pub authors: Vec<Author>,
    /// The newspaper or agency.
    pub publisher: Option<String>,
    /// The newspaper's section.
    pub section: Option<String>,
    /// The day of publication: `1987-02-26`, `1987-02` or `1987`.
    pub published: Option<String>,
    /// The day on which it was read.
    pub accessed: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Where it stands: its own address, else that in the archive.
    pub url: String,
    /// The passage that is cited, where it is not the whole.
    pub passage: Option<String>,
}

/// A way to write a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// The file's ending, where it is data for a program.
    pub extension: Option<&'static str>,
}

/// All ways, in the order in which they are shown and in which [`cite`] writes them.
pub const FORMATS: [Format; 6] = [
    Format { name: "APA 7", extension: None },
    Format { name: "MLA 9", extension: None },
    Format { name: "Chicago 17", extension: None },
    Format { name: "BibTeX", extension: Some("bib") },
    Format { name: "RIS", extension: Some("ris") },
    Format { name: "CSL-JSON", extension: Some("json") },
];

/// The citation in each of [`FORMATS`].
pub fn cite(work: &Work) -> [String; FORMATS.len()] {
    [plain::apa(work), plain::mla(work), plain::chicago(work), bibtex::write(work), ris::write(work), csl::write(work)]
}

/// A passage with its source in one line, for a letter or a note; without a passage the source alone.
pub fn quotation(work: &Work) -> String {
    let source = plain::chicago(work);
    match &work.passage {
        Some(passage) => ["“", passage.trim(), "”\n— ", &source].concat(),
        None => source,
    }
}

/// A text in one line, without blanks at its ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
