//! A text with its spans as Markdown writes them, so that what stands in the text means nothing else.

use article::{Span, SpanKind};

/// Where a text stands, which says what in it has to be escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In lines of its own, of which each begins where a block may begin.
    Lines,
    /// In a heading, where signs at the end are passed over.
    Heading,
    /// In a cell of a table.
    Cell,
}

/// A text, from its character `start` on in the text that the spans count in. Line ends within it are hard ones.
pub fn inline(text: &str, start: usize, spans: &[Span], place: Place) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut coming: Vec<Span> = spans.iter().filter_map(|span| clipped(span, start, &characters)).collect();
    coming.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut coming = coming.into_iter().peekable();
    let mut writer = Writer { out: String::with_capacity(text.len() + 16), open: Vec::new(), place };
    let mut at = 0;
    while at < characters.len() {
        writer.close(at);
        let mut code_end = None;
        while let Some(span) = coming.next_if(|span| span.start <= at) {
            if span.end > at {
                match span.kind {
                    SpanKind::Code => code_end = Some(span.end),
                    _ => writer.open(span),
                }
            }
        }
        match code_end {
            Some(end) => {
                let code: String = characters.get(at..end).unwrap_or_default().iter().collect();
                writer.code(&code);
                at = end;
                // Nothing begins or ends inside of code.
                while coming.next_if(|span| span.start < at).is_some() {}
            }
            None => {
                writer.character(&characters, at);
                at += 1;
            }
        }
    }
    writer.close(usize::MAX);
    writer.out
}

/// The part of a span that lies in these characters, without blanks at its ends, where no mark may stand.
fn clipped(span: &Span, start: usize, characters: &[char]) -> Option<Span> {
    let mut from = span.start.saturating_sub(start);
    let mut to = span.end.saturating_sub(start).min(characters.len());
    let is_blank = |at: usize| characters.get(at).is_none_or(|character| character.is_whitespace());
    if span.kind != SpanKind::Code {
        while from < to && is_blank(from) {
            from += 1;
        }
        while from < to && is_blank(to - 1) {
            to -= 1;
        }
    }
    (from < to).then(|| Span { start: from, end: to, ..span.clone() })
}

struct Writer {
    out: String,
    open: Vec<Span>,
    place: Place,
}

impl Writer {
    /// Begins a span within those that are open; one that ends behind them is cut there and goes on behind.
    fn open(&mut self, span: Span) {
        match span.kind {
            SpanKind::Emphasis => self.out.push('*'),
            SpanKind::Strong => self.out.push_str("**"),
            // With a sign of exclamation before it would be a picture.
            SpanKind::Link if self.out.ends_with('!') => {
                self.out.pop();
                self.out.push_str("\\![");
            }
            SpanKind::Link => self.out.push('['),
            SpanKind::Code => {}
        }
        self.open.push(span);
    }

    /// Ends the spans that end here, and those within them, which begin again.
    fn close(&mut self, at: usize) {
        let Some(first) = self.open.iter().position(|span| span.end <= at || at == usize::MAX) else { return };
        let closed = self.open.split_off(first);
        for span in closed.iter().rev() {
            match span.kind {
                SpanKind::Emphasis => self.out.push('*'),
                SpanKind::Strong => self.out.push_str("**"),
                SpanKind::Link => {
                    self.out.push_str("](");
                    self.out.push_str(&destination(span.href.as_deref().unwrap_or_default()));
                    self.out.push(')');
                }
                SpanKind::Code => {}
            }
        }
        for span in closed.into_iter().filter(|span| span.end > at) {
            self.open(span);
        }
    }

    fn code(&mut self, code: &str) {
        let code = code.replace('\n', " ");
        let fence = "`".repeat(longest_run(&code, '`') + 1);
        // Blanks at both ends would be taken away, and a fence would join with what is one too.
        let is_padded = code.starts_with('`') || code.ends_with('`') || code.starts_with(' ') && code.ends_with(' ');
        let pad = if is_padded { " " } else { "" };
        let code = if self.place == Place::Cell { code.replace('|', "\\|") } else { code };
        self.out.push_str(&[&fence, pad, &code, pad, &fence].concat());
    }

    fn character(&mut self, characters: &[char], at: usize) {
        let Some(&character) = characters.get(at) else { return };
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let after = characters.get(at + 1).copied();
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let begins_line = before.is_none_or(|before| before == '\n');
        let is_special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            // Within a word it is no mark.
            '_' => !(is_word(before) && is_word(after)),
            '&' => after.is_some_and(|after| after == '#' || after.is_alphanumeric()),
            '#' => begins_line || self.place == Place::Heading,
            '+' | '-' | '=' | '>' | ':' => begins_line && self.place == Place::Lines,
            '|' => begins_line || self.place == Place::Cell,
            '.' | ')' => {
                let line = characters.get(..at).unwrap_or_default().rsplit(|character| *character == '\n').next();
                line.is_some_and(|line| !line.is_empty() && line.iter().all(char::is_ascii_digit))
            }
            _ => false,
        };
        match character {
            '\n' => self.out.push_str("\\\n"),
            // A tab may begin code, and parts nothing that a browser shows.
            '\t' => self.out.push_str("&#9;"),
            _ => {
                if is_special {
                    self.out.push('\\');
                }
                self.out.push(character);
            }
        }
    }
}

/// An address as it stands behind a link's text.
pub fn destination(href: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/?#@!$%+,;=.-~".contains(&byte);
    if !href.is_empty() && href.bytes().all(plain) {
        return href.to_owned();
    }
    let mut out = String::from("<");
    for character in href.chars() {
        if matches!(character, '\\' | '<' | '>' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('>');
    out
}

/// How many of a character stand side by side at most.
pub fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or(0)
}
