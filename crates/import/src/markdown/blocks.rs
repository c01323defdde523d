//! Markdown's blocks as the model's.

use article::{Association, Block, BlockKind, NOTE, NOTE_MENTION, SpanKind};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

use super::attributes::settle_pullquote;
use super::html::{HIDDEN, PARTS, decoded, one_blank};
use super::picture::Picture;
use super::says_something;
use crate::inline::Inline;

/// What a text holds.
#[derive(Default)]
pub struct Body {
    /// In order; footnotes at the end.
    pub blocks: Vec<Block>,
    /// The pictures that its figures show beside those that were known before.
    pub associations: Vec<Association>,
    /// Whether tags were dropped.
    pub dropped_html: bool,
    /// Whether a part is struck through.
    pub has_struck: bool,
}

/// Reads a text. Its figures show the pictures that are `known`, as front matter tells of them, and others, which are numbered behind them.
pub fn read(text: &str, known: &[Association]) -> Body {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let known = known.iter().map(|picture| (picture, false)).collect();
    let mut reader = Reader { known, ..Reader::default() };
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.finish_block(BlockKind::Paragraph);
    let mut body = reader.body;
    body.blocks.extend(reader.notes);
    body.blocks.retain(says_something);
    body
}

/// Whether a text goes on, or a paragraph or a heading begins.
fn is_text(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::FootnoteReference(_) => true,
        Event::Start(tag) => {
            matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Emphasis | Tag::Strong | Tag::Link { .. })
        }
        _ => false,
    }
}

#[derive(Default)]
struct Reader<'a> {
    body: Body,
    /// The pictures that are known, and whether a figure shows them already.
    known: Vec<(&'a Association, bool)>,
    inline: Inline,
    /// One entry a quotation that is open: how many blocks stand before it.
    quotes: Vec<usize>,
    /// One entry a list that is open: its next number.
    lists: Vec<Option<u64>>,
    /// What parts the text of an item from what stands before it there: a heading, or a list within the item.
    between: Option<&'static str>,
    code: Option<String>,
    cells: usize,
    has_head: bool,
    picture: Option<Picture>,
    /// Footnotes by name, numbered by their first mention.
    numbers: BTreeMap<String, usize>,
    notes: Vec<Block>,
    in_note: bool,
    hidden: Option<&'static str>,
    html_block: String,
}

impl Reader<'_> {
    fn take(&mut self, event: Event) {
        match event {
            // A block of HTML comes line by line, and a tag or comment may span lines.
            Event::Html(html) => return self.html_block.push_str(&html),
            Event::InlineHtml(html) => return self.html(&html),
            _ if self.hidden.is_some() => match event {
                // A script that nothing closes hides no more than its block.
                Event::End(
                    TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_),
                ) => {
                    self.hidden = None;
                }
                _ => return,
            },
            _ => {}
        }
        if is_text(&event) {
            self.part_from_before();
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => match &mut self.picture {
                Some(picture) => picture.alt.push_str(&code),
                None => self.inline.push_code(&self.in_line(&code)),
            },
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text(if self.cells > 0 || !self.lists.is_empty() { " " } else { "\n" }),
            Event::FootnoteReference(name) => {
                let number = self.number_of(&name);
                self.note_mark(format!("[{number}]"), format!("{NOTE}{number}"));
            }
            Event::TaskListMarker(done) => self.inline.push(if done { "[x] " } else { "[ ] " }),
            Event::Rule => self.finish_block(BlockKind::Paragraph),
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
        } else {
            self.part_from_before();
            let text = self.in_line(text);
            self.inline.push(&text);
        }
    }

    /// Line ends part items and rows, tabs part cells: inside them they are blanks.
    fn in_line(&self, text: &str) -> String {
        if self.cells > 0 || !self.lists.is_empty() { text.replace(['\n', '\t'], " ") } else { text.to_owned() }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { .. } if self.lists.is_empty() => self.finish_block(BlockKind::Paragraph),
            Tag::Paragraph | Tag::Heading { .. } => self.part_paragraphs_of_an_item(),
            Tag::BlockQuote(_) => {
                self.part_from_list();
                let before = self.blocks().len();
                self.quotes.push(before);
            }
            Tag::CodeBlock(_) => {
                self.part_from_list();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.finish_block(BlockKind::Paragraph);
                }
                self.lists.push(first);
            }
            Tag::Item => {
                if !self.inline.is_empty() {
                    self.inline.push("\n");
                }
                self.between = None;
            }
            Tag::FootnoteDefinition(name) => {
                self.finish_block(BlockKind::Paragraph);
                let number = self.number_of(&name);
                self.in_note = true;
                self.note_mark(format!("[{number}]"), format!("{NOTE_MENTION}{number}"));
                self.inline.push(" ");
            }
            Tag::Table(_) => self.part_from_list(),
            Tag::TableHead | Tag::TableRow => self.cells = 1,
            Tag::TableCell => {
                if self.cells > 1 {
                    self.inline.push("\t");
                }
                self.cells += 1;
            }
            Tag::Strikethrough => self.struck(),
            Tag::Emphasis => self.inline.begin(SpanKind::Emphasis, None),
            Tag::Strong => self.inline.begin(SpanKind::Strong, None),
            Tag::Link { link_type, dest_url, .. } => {
                let href =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                self.inline.begin(SpanKind::Link, Some(href));
            }
            Tag::Image { dest_url, title, .. } => {
                self.picture = Some(Picture { href: dest_url.into(), title: title.into(), alt: String::new() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists.is_empty() => self.finish_block(BlockKind::Paragraph),
            TagEnd::Heading(level) if self.lists.is_empty() => self.finish_heading(level),
            TagEnd::Heading(_) => self.between = Some(" "),
            TagEnd::BlockQuote(_) => {
                self.finish_block(BlockKind::Blockquote);
                let before = self.quotes.pop().unwrap_or_default();
                settle_pullquote(self.blocks().get_mut(before..).unwrap_or_default());
            }
            TagEnd::CodeBlock => self.finish_code(),
            TagEnd::List(ordered) => {
                self.lists.pop();
                // What an item says behind a list of its own is not said by the last item of that.
                self.between = Some("\n").filter(|_| !self.lists.is_empty());
                if self.lists.is_empty() {
                    self.finish_block(BlockKind::List);
                    if let Some(list) = self.blocks().last_mut() {
                        list.ordered = ordered && list.kind == BlockKind::List;
                    }
                }
            }
            TagEnd::FootnoteDefinition => {
                self.finish_block(BlockKind::Paragraph);
                self.in_note = false;
            }
            TagEnd::Table => {
                self.cells = 0;
                let has_head = std::mem::take(&mut self.has_head);
                self.finish_block(BlockKind::Table);
                if let Some(table) = self.blocks().last_mut() {
                    table.header = has_head && table.kind == BlockKind::Table;
                }
            }
            // Markdown's tables have a head; one that is empty is none.
            TagEnd::TableHead => {
                self.has_head = self.inline.has_text();
                match self.has_head {
                    true => self.inline.push("\n"),
                    false => drop(self.inline.finish()),
                }
            }
            TagEnd::TableRow => self.inline.push("\n"),
            TagEnd::Strikethrough => self.struck(),
            TagEnd::Emphasis => self.inline.end(SpanKind::Emphasis),
            TagEnd::Strong => self.inline.end(SpanKind::Strong),
            TagEnd::Link => self.inline.end(SpanKind::Link),
            TagEnd::Image => self.finish_picture(),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html_block);
                self.html(&html);
                self.hidden = None;
                self.part_after_html();
            }
            _ => {}
        }
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        if self.in_note { &mut self.notes } else { &mut self.body.blocks }
    }

    fn part_paragraphs_of_an_item(&mut self) {
        if !self.lists.is_empty() {
            self.inline.push(" ");
        }
    }

    fn part_from_before(&mut self) {
        if let Some(sign) = self.between.take()
            && !self.inline.is_empty()
        {
            self.inline.push(sign);
        }
    }

    /// The model strikes nothing through, and without its marks a correction would say what it takes back.
    fn struck(&mut self) {
        self.body.has_struck = true;
        self.text("~~");
    }

    /// A quotation, table or code sample inside a list stands between two parts of it.
    fn part_from_list(&mut self) {
        let kind = if self.lists.is_empty() { BlockKind::Paragraph } else { BlockKind::List };
        self.finish_block(kind);
    }

    /// What was gathered becomes a block of that kind; a paragraph inside a quotation becomes a quotation.
    fn finish_block(&mut self, kind: BlockKind) {
        let (text, spans) = self.inline.finish();
        if text.is_empty() {
            return;
        }
        let kind = match kind {
            BlockKind::Paragraph if !self.quotes.is_empty() => BlockKind::Blockquote,
            BlockKind::Paragraph | BlockKind::Blockquote if !self.lists.is_empty() => BlockKind::List,
            BlockKind::Blockquote if self.quotes.is_empty() => BlockKind::Paragraph,
            kind => kind,
        };
        self.blocks().push(Block { spans, ..Block::new(kind, text) });
    }

    fn finish_heading(&mut self, level: HeadingLevel) {
        let (text, spans) = self.inline.finish();
        let text = text.replace('\n', " ");
        self.blocks().push(Block { spans, level: Some(level as u8), ..Block::new(BlockKind::Heading, text) });
    }

    fn finish_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let code = code.trim_end_matches('\n');
        let mut inline = Inline::default();
        inline.push_code(code);
        let (text, spans) = inline.finish();
        self.blocks().push(Block { spans, ..Block::paragraph(text) });
    }

    /// A picture stands before the paragraph that holds it.
    fn finish_picture(&mut self) {
        let Some(picture) = self.picture.take() else { return };
        let title = picture.title.trim().to_owned();
        let picture = picture.association();
        let (association, text) = match self.place_of_known(&picture) {
            Some(at) => {
                let caption = self.known.get_mut(at).and_then(|(known, is_shown)| {
                    *is_shown = true;
                    known.caption.clone()
                });
                (at, if title.is_empty() { caption } else { Some(title) })
            }
            None => {
                let caption = picture.caption.clone();
                self.body.associations.push(picture);
                (self.known.len() + self.body.associations.len() - 1, caption)
            }
        };
        let text = text.unwrap_or_default();
        self.blocks().push(Block { association: Some(association), ..Block::new(BlockKind::Figure, text) });
    }

    /// The number of the known picture that this is: of those at its address one that is not shown yet; of those without an address the
    /// one of its caption.
    fn place_of_known(&self, picture: &Association) -> Option<usize> {
        let is_it = |known: &Association| {
            known.href == picture.href && (known.href.is_some() || known.caption == picture.caption)
        };
        let places = || (0..self.known.len()).filter(|at| is_it(self.known[*at].0));
        places().find(|at| !self.known[*at].1).or_else(|| places().next())
    }

    /// The mark of a footnote, which leads from its mention to its text and back.
    fn note_mark(&mut self, mark: String, href: String) {
        self.inline.begin(SpanKind::Link, Some(href));
        self.text(&mark);
        self.inline.end(SpanKind::Link);
    }

    fn number_of(&mut self, name: &CowStr) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_string()).or_insert(next)
    }

    /// Drops tags, comments, and what stands in scripts and styles; keeps the text between.
    fn html(&mut self, html: &str) {
        self.body.dropped_html = true;
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(name) = self.hidden {
                let Some(end) = rest.to_ascii_lowercase().find(&format!("</{name}")) else { return };
                rest = &rest[end..];
                self.hidden = None;
            }
            let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
            self.text(&decoded(&one_blank(text)));
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            let name = name.to_ascii_lowercase();
            self.hidden = HIDDEN.into_iter().find(|hidden| *hidden == name && !tag.starts_with('/'));
            if PARTS.contains(&name.as_str()) {
                self.part_after_html();
            }
            let close = if tag.starts_with("!--") { "-->" } else { ">" };
            rest = tag.split_once(close).map_or("", |(_, rest)| rest);
        }
    }

    /// Tags that part text, part it here too, but for those inside a list or a table.
    fn part_after_html(&mut self) {
        if self.lists.is_empty() && self.cells == 0 {
            self.finish_block(BlockKind::Paragraph);
        } else {
            self.text(" ");
        }
    }
}
