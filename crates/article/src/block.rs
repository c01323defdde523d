//! One unit of an article's body: plain text, and ranges over it. Never HTML.

use serde::{Deserialize, Serialize};

/// A paragraph, heading, quotation, list, figure or table.
///
/// The text is stored once, plain: list items and table rows are joined by `\n`, a row's cells by `\t`, a figure's
/// text is its caption. A paragraph that is `code` from end to end is a code sample, its lines joined by `\n`.
///
/// A text alone reads as a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// 8 base-32 characters of SHA-256(kind and normalised text), `-2`, `-3` for repeats; empty until given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Its plain text.
    pub text: String,
    /// Emphasis, links and code, as ranges over the text, in order of their start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// A heading's level, 2 to 6: 1 is the headline's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Whether a list is numbered.
    #[serde(skip_serializing_if = "is_false")]
    pub ordered: bool,
    /// Whether a table's first row names its columns.
    #[serde(skip_serializing_if = "is_false")]
    pub header: bool,
    /// Which of the article's `associations` a figure shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association: Option<usize>,
}

/// Begins the id of the element that shows a block: `#block-<id>` is a block's address within its article.
pub const BLOCK_ANCHOR: &str = "block-";

/// Begins the address of a footnote's text, its number behind it: as import writes it, before blocks have ids.
pub const NOTE: &str = "#fn:";

/// Begins the address of what mentions a footnote first, likewise.
pub const NOTE_MENTION: &str = "#fnref:";

impl Block {
    /// A block of that kind and text, with nothing else.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), ..Self::default() }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    /// Whether it is a code sample: a paragraph that is code from end to end, whatever else applies to its parts.
    pub fn is_code(&self) -> bool {
        let to_the_end = |span: &Span| self.text.chars().nth(span.end).is_none();
        let is_whole = |span: &Span| span.kind == SpanKind::Code && span.start == 0 && to_the_end(span);
        self.kind == BlockKind::Paragraph && !self.text.is_empty() && self.spans.iter().any(is_whole)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BlockKind {
    /// A heading inside the article.
    Heading,
    /// Words of another text.
    Blockquote,
    /// A sentence of the article itself, shown again large.
    Pullquote,
    /// Items, one a line.
    List,
    /// A picture; the text is its caption.
    Figure,
    /// Rows, one a line; cells parted by tabs.
    Table,
    /// Running text. Also what a kind is read as that this program does not know.
    #[default]
    #[serde(other)]
    Paragraph,
}

impl BlockKind {
    /// The name that stands in JSON and goes into a block's id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Blockquote => "blockquote",
            Self::Pullquote => "pullquote",
            Self::List => "list",
            Self::Figure => "figure",
            Self::Table => "table",
        }
    }

    /// The kind of this name; a paragraph where this program does not know it.
    pub fn named(name: &str) -> Self {
        match name {
            "heading" => Self::Heading,
            "blockquote" => Self::Blockquote,
            "pullquote" => Self::Pullquote,
            "list" => Self::List,
            "figure" => Self::Figure,
            "table" => Self::Table,
            _ => Self::Paragraph,
        }
    }
}

/// A range of a block's text that is set apart. Counts Unicode scalar values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// How it is set apart.
    pub kind: SpanKind,
    /// Where a link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// How a span is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SpanKind {
    /// Stressed; printed in italics.
    Emphasis,
    /// Important; printed in bold.
    Strong,
    /// Leads to `href`.
    Link,
    /// A command, a file's name, a piece of code.
    Code,
}

/// Whether an address of a link or a picture may be followed: web pages, mail and places within the site, never a script.
pub fn is_safe_href(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    let blank = href.trim().is_empty() || href.chars().any(|character| character.is_control());
    let known = ["http:", "https:", "mailto:"]
        .iter()
        .any(|known| scheme.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)));
    !blank && (known || !scheme.contains(':'))
}

/// Whether an address counts from the folder of the site: another article, another view, a page of the archive's own.
pub fn is_of_site(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    !scheme.contains(':') && !href.starts_with(['/', '\\', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_sample_is_code_from_end_to_end() {
        let span = |kind, start, end| Span { start, end, kind, href: None };
        let check = |text: &str, spans: &[Span], expected: bool| {
            let block = Block { spans: spans.to_vec(), ..Block::paragraph(text) };
            assert_eq!(block.is_code(), expected, "{text:?} {spans:?}");
        };
        check("ein ß", &[span(SpanKind::Code, 0, 5)], true);
        // Where the text was cut a span may end behind it.
        check("ein ß", &[span(SpanKind::Emphasis, 1, 2), span(SpanKind::Code, 0, 6)], true);
        check("ein ß", &[span(SpanKind::Code, 0, 4)], false);
        check("ein ß", &[span(SpanKind::Code, 1, 5)], false);
        check("ein ß", &[span(SpanKind::Strong, 0, 5)], false);
        check("ein ß", &[], false);
        check("", &[span(SpanKind::Code, 0, 0)], false);
        let heading = Block { spans: vec![span(SpanKind::Code, 0, 1)], ..Block::new(BlockKind::Heading, "a") };
        assert!(!heading.is_code());
    }
}
