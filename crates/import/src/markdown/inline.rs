//! Text with ranges set apart, as it grows.

use article::{Span, SpanKind};

/// A text under construction; counts Unicode scalar values as it goes.
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
            Some(' ' | '\n') => text.trim_start_matches(' '),
            Some(_) => text,
        };
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
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
