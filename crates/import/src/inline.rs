//! Text with ranges set apart, as it grows.

use article::{Span, SpanKind};

/// A text under construction, whatever format it comes from; counts Unicode scalar values as it goes.
#[derive(Default)]
pub struct Inline {
    text: String,
    length: usize,
    spans: Vec<Span>,
    open: Vec<(SpanKind, Option<String>, usize)>,
}

impl Inline {
    /// Adds text. Blanks at the start or behind another blank would be lost in print: they are passed over.
    pub fn push(&mut self, text: &str) {
        let text = match self.text.chars().last() {
            None => text.trim_start(),
            Some(' ' | '\n' | '\t') => text.trim_start_matches(' '),
            Some(_) => text,
        };
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    /// Adds text as HTML prints it: every run of white space is one blank, but for blanks that do not break.
    pub fn push_collapsed(&mut self, text: &str) {
        let mut one_blank = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if one_blank.ends_with(' ') => {}
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => one_blank.push(' '),
                // Marks where a long word may be parted; the next search would not find the word.
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                _ => one_blank.push(character),
            }
        }
        self.push(&one_blank);
    }

    /// Ends a line, an item of a list or a row of a table; nothing at the start or behind another end.
    pub fn end_line(&mut self) {
        self.drop_at_end(&[' ', '\n']);
        if !self.text.is_empty() {
            self.text.push('\n');
            self.length += 1;
        }
    }

    /// Ends a cell of a table. The next begins here even where this one is empty.
    pub fn end_cell(&mut self) {
        self.drop_at_end(&[' ']);
        self.text.push('\t');
        self.length += 1;
    }

    /// Takes these characters, each of one byte, from the end; ranges end before them.
    fn drop_at_end(&mut self, dropped: &[char]) {
        let kept = self.text.trim_end_matches(dropped).len();
        self.length -= self.text.len() - kept;
        self.text.truncate(kept);
        for span in &mut self.spans {
            span.end = span.end.min(self.length);
        }
        for (_, _, start) in &mut self.open {
            *start = self.length.min(*start);
        }
    }

    /// Whether a line has just ended.
    pub fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    /// Whether the last that was added is no blank.
    pub fn is_behind_word(&self) -> bool {
        self.text.chars().last().is_some_and(|last| !last.is_whitespace())
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether anything but blanks was added.
    pub fn has_text(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// A range begins.
    pub fn begin(&mut self, kind: SpanKind, href: Option<String>) {
        self.open.push((kind, href, self.length));
    }

    /// The innermost range of that kind ends.
    pub fn end(&mut self, kind: SpanKind) {
        let Some(at) = self.open.iter().rposition(|(open, _, _)| *open == kind) else { return };
        let (kind, href, start) = self.open.remove(at);
        self.set_apart(start, kind, href);
    }

    /// Adds text that is one range.
    pub fn push_code(&mut self, text: &str) {
        let start = self.length;
        self.length += text.chars().count();
        self.text.push_str(text);
        self.set_apart(start, SpanKind::Code, None);
    }

    fn set_apart(&mut self, start: usize, kind: SpanKind, href: Option<String>) {
        if start < self.length && (kind != SpanKind::Link || href.is_some()) {
            self.spans.push(Span { start, end: self.length, kind, href });
        }
    }

    /// The text and its spans in order of their start. Blanks at the end go, and spans end with the text.
    pub fn finish(&mut self) -> (String, Vec<Span>) {
        while let Some((kind, _, _)) = self.open.last() {
            self.end(*kind);
        }
        let Self { mut text, mut spans, .. } = std::mem::take(self);
        text.truncate(text.trim_end().len());
        let length = text.chars().count();
        for span in &mut spans {
            span.end = span.end.min(length);
        }
        spans.retain(|span| span.start < span.end);
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        (text, spans)
    }
}
