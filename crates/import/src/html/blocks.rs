//! Elements as the model's blocks.

use article::{Block, BlockKind, SpanKind};
use dom_query::NodeRef;
use std::collections::{BTreeMap, BTreeSet};

use super::Body;
use super::address::Base;
use super::captions::is_captioned;
use super::element::{attribute, has_class, is_hidden, name_of};
use super::tables::{Cell, rows};
use crate::inline::Inline;

/// Reads all that stands in an element.
pub fn read(element: NodeRef, base: &Base) -> Body {
    read_with_anchors(element, base, BTreeSet::new()).0
}

/// Reads an element itself.
pub fn read_itself(element: NodeRef, base: &Base) -> Body {
    let mut writer = Writer::new(base);
    writer.node(&element);
    writer.part();
    writer.body
}

/// The same, and for each of these ids that an element has the number of the block that begins with it.
pub fn read_with_anchors(element: NodeRef, base: &Base, ids: BTreeSet<String>) -> (Body, BTreeMap<String, usize>) {
    let mut writer = Writer { ids, ..Writer::new(base) };
    writer.children(&element);
    writer.part();
    (writer.body, writer.anchors)
}

/// What the class of a quotation says that repeats the article's own words.
pub const PULLQUOTE: [&str; 3] = ["pullquote", "pull-quote", "pull_quote"];

/// Elements that stand in a line. All others stand on lines of their own, those too that nobody knows, for `<story-text>`
/// is more often a box than a word.
#[rustfmt::skip]
const IN_LINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var",
];

/// Whether elements of a name stand in a line.
pub fn is_in_line(name: &str) -> bool {
    IN_LINE.contains(&name)
}

/// Writes blocks while it goes through elements.
pub struct Writer<'a> {
    pub base: &'a Base,
    pub body: Body,
    pub inline: Inline,
    /// The ranges that are open where a block ends: they go on in the next.
    open: Vec<(SpanKind, Option<String>)>,
    /// What paragraphs become inside a quotation.
    quote: Option<BlockKind>,
    /// How many elements are open of which all is one block or line: lists, cells, headings, captions.
    pub line: usize,
    /// The addresses of the pictures so far.
    pub shown: BTreeSet<String>,
    /// The ids that are looked for, and the numbers of the blocks where they stand.
    ids: BTreeSet<String>,
    anchors: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing.
    pub fn new(base: &'a Base) -> Self {
        let (body, inline) = (Body::default(), Inline::default());
        let (ids, anchors) = (BTreeSet::new(), BTreeMap::new());
        Self { base, body, inline, open: Vec::new(), quote: None, line: 0, shown: BTreeSet::new(), ids, anchors }
    }

    /// Reads what stands in an element. Trees are [bounded](super::parse) in depth, and so is this.
    pub fn children(&mut self, element: &NodeRef) {
        for child in element.children_it(false) {
            self.node(&child);
        }
    }

    /// Reads a text or an element.
    pub fn node(&mut self, node: &NodeRef) {
        if node.is_text() {
            self.inline.push_collapsed(&node.text());
        } else if let Some(name) = name_of(node)
            && !is_hidden(node, &name)
        {
            self.element(node, &name);
        }
    }

    fn element(&mut self, node: &NodeRef, name: &str) {
        if !self.ids.is_empty() {
            self.anchor(node, name);
        }
        match name {
            "br" => self.line_break(),
            "wbr" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.line == 0 => self.heading(node, name),
            "dl" | "table" if self.line == 0 && is_captioned(node) => self.figure(node),
            "ul" | "ol" | "dl" | "menu" | "dir" => self.list(node, name == "ol"),
            "li" | "dt" | "dd" if self.line > 0 => {
                self.inline.end_line();
                self.children(node);
            }
            "table" => self.table(node),
            "pre" | "listing" | "xmp" if self.line == 0 => self.code_sample(node),
            "figure" => self.figure(node),
            "img" | "amp-img" => self.lone_picture(node),
            "noscript" => self.late_picture(node),
            "hr" => self.part(),
            "blockquote" => self.quotation(node),
            _ if is_in_line(name) => {
                if self.inline.is_behind_word() && begins_anew(node, name) {
                    self.inline.push(" ");
                }
                self.in_line(node, name);
            }
            _ if has_class(node, &PULLQUOTE) && self.quote.is_none() => self.quotation(node),
            _ if is_captioned(node) => self.figure(node),
            _ => {
                self.part();
                self.children(node);
                self.part();
            }
        }
    }

    /// Notes where an element stands that is looked for.
    fn anchor(&mut self, node: &NodeRef, name: &str) {
        let Some(id) = attribute(node, "id").or_else(|| attribute(node, "name")) else { return };
        if self.ids.remove(&id) {
            // What is open ends before any element but those of a line.
            let ends_a_block = self.line == 0 && !is_in_line(name) && !self.inline.is_empty();
            self.anchors.insert(id, self.body.blocks.len() + usize::from(ends_a_block));
        }
    }

    /// The block that is being written ends, where blocks can end; within a line a blank parts it.
    pub fn part(&mut self) {
        if self.line > 0 {
            self.inline.push(" ");
        } else {
            let kind = self.quote.unwrap_or(BlockKind::Paragraph);
            self.finish(kind);
        }
    }

    fn finish(&mut self, kind: BlockKind) -> Option<&mut Block> {
        let (text, spans) = self.inline.finish();
        for (kind, href) in &self.open {
            self.inline.begin(*kind, href.clone());
        }
        if text.trim().is_empty() {
            return None;
        }
        self.body.blocks.push(Block { spans, ..Block::new(kind, text) });
        self.body.blocks.last_mut()
    }

    /// Two line breaks part paragraphs, as old pages write them.
    fn line_break(&mut self) {
        if self.line > 0 {
            self.inline.push(" ");
        } else if self.inline.is_at_line_start() {
            self.part();
        } else {
            self.inline.end_line();
        }
    }

    fn in_line(&mut self, node: &NodeRef, name: &str) {
        let span = match name {
            "em" | "i" | "cite" | "dfn" => Some((SpanKind::Emphasis, None)),
            "strong" | "b" => Some((SpanKind::Strong, None)),
            "code" | "kbd" | "samp" | "tt" => Some((SpanKind::Code, None)),
            "a" => attribute(node, "href").map(|href| (SpanKind::Link, Some(self.base.join(&href)))),
            _ => None,
        };
        // One range inside another of its kind would say nothing more.
        let Some((kind, href)) = span.filter(|(kind, _)| self.open.iter().all(|(open, _)| open != kind)) else {
            return self.children(node);
        };
        self.inline.begin(kind, href.clone());
        self.open.push((kind, href));
        self.children(node);
        self.open.pop();
        self.inline.end(kind);
    }

    fn heading(&mut self, node: &NodeRef, name: &str) {
        self.part();
        self.line += 1;
        self.children(node);
        self.line -= 1;
        let level = name[1..].parse().ok();
        if let Some(heading) = self.finish(BlockKind::Heading) {
            heading.level = level;
        }
    }

    /// A quotation, each paragraph of it a block.
    pub fn quotation(&mut self, node: &NodeRef) {
        self.part();
        let is_pullquote = has_class(node, &PULLQUOTE);
        let kind = if is_pullquote { BlockKind::Pullquote } else { self.quote.unwrap_or(BlockKind::Blockquote) };
        let before = self.quote.replace(kind);
        self.children(node);
        self.part();
        self.quote = before;
    }

    /// A list of lines; one that arranges whole texts, with headings and pictures, is passed through.
    fn list(&mut self, node: &NodeRef, ordered: bool) {
        if self.line > 0 {
            self.children(node);
            return self.inline.push(" ");
        }
        self.part();
        if holds_texts(node) {
            self.children(node);
            return self.part();
        }
        self.line += 1;
        self.children(node);
        self.line -= 1;
        if let Some(list) = self.finish(BlockKind::List) {
            list.ordered = ordered;
        }
    }

    fn table(&mut self, node: &NodeRef) {
        self.part();
        let Some(rows) = rows(node).filter(|_| self.line == 0) else {
            self.children(node);
            return self.part();
        };
        let is_caption = |node: &NodeRef| name_of(node).is_some_and(|name| name == "caption");
        if let Some(caption) = node.children_it(false).find(is_caption) {
            self.children(&caption);
            self.part();
        }
        let is_header = |(cell, _): &Cell| cell.is_some_and(|cell| name_of(&cell).is_some_and(|name| name == "th"));
        let header = rows.first().is_some_and(|row| row.iter().all(is_header));
        self.line += 1;
        for row in &rows {
            for (at, (cell, columns)) in row.iter().enumerate() {
                if let Some(cell) = cell {
                    self.children(cell);
                }
                let ends = columns - 1 + usize::from(at + 1 < row.len());
                (0..ends).for_each(|_| self.inline.end_cell());
            }
            self.inline.end_line();
        }
        self.line -= 1;
        if let Some(table) = self.finish(BlockKind::Table) {
            table.header = header;
        }
    }

    /// A code sample is a paragraph that is code from end to end.
    fn code_sample(&mut self, node: &NodeRef) {
        self.part();
        // Line ends may be elements.
        let mut code = String::new();
        for inner in node.descendants_it() {
            if inner.is_text() {
                code.push_str(&inner.text());
            } else if name_of(&inner).is_some_and(|name| name == "br") {
                code.push('\n');
            }
        }
        let code = code.trim_matches('\n').replace('\t', "    ");
        if !code.trim().is_empty() {
            let mut inline = Inline::default();
            inline.push_code(&code);
            let (text, spans) = inline.finish();
            self.body.blocks.push(Block { spans, ..Block::paragraph(text) });
        }
    }
}

/// Whether an element of a line stands right behind another one that is set apart from it by style alone: a date behind a name, a credit
/// behind a caption. Words are parted by a letter that is large behind one that is small; one letter alone begins a word.
fn begins_anew(node: &NodeRef, name: &str) -> bool {
    let is_box = |name: &str| name == "span" || name == "time" || name == "small";
    let Some(before) = node.prev_sibling().filter(|_| is_box(name)) else { return false };
    if !name_of(&before).is_some_and(|name| is_box(&name)) {
        return false;
    }
    let (before, text) = (before.text(), node.text());
    let (Some(last), Some(first)) = (before.chars().last(), text.chars().next()) else { return false };
    let ends = last.is_lowercase() || last.is_ascii_digit() || ".!?:;)”".contains(last);
    before.chars().count() > 1 && ends && first.is_uppercase()
}

/// Whether the items of a list are texts of their own: with headings, pictures, tables, or several paragraphs.
fn holds_texts(list: &NodeRef) -> bool {
    let (mut paragraphs, mut items) = (0, 0);
    for node in list.descendants_it() {
        match name_of(&node).as_deref() {
            Some("h1" | "h2" | "h3" | "h4" | "figure" | "table" | "blockquote" | "pre") => return true,
            Some("p") => paragraphs += 1,
            Some("li" | "dd" | "dt") => items += 1,
            _ => {}
        }
    }
    items == 0 || paragraphs >= 2 * items
}
