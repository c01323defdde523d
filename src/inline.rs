//! Cuts a text at every edge of its spans and highlights, so that each piece can be shown with all that applies to it.

use std::ops::Range;

pub use article::is_safe_href as is_safe;
use article::{Span, SpanKind};
use search::Part;

/// A stretch of text to which the same applies throughout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Stressed.
    pub emphasis: bool,
    /// Important.
    pub strong: bool,
    /// A piece of code.
    pub code: bool,
    /// Where it leads.
    pub href: Option<String>,
    /// The highlights that it lies in, the outermost first.
    pub highlights: Vec<Highlight>,
}

/// A stretch of a text that stands out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlight {
    /// Where, in Unicode scalar values.
    pub range: Range<usize>,
    /// Why: the class of its element; empty for what the query matched.
    pub class: &'static str,
    /// By which something can be done with it, and whether it begins here: there it can be reached by keys.
    pub number: Option<(usize, bool)>,
}

impl Highlight {
    /// What the query matched.
    pub fn of_match(range: Range<usize>) -> Self {
        Self { range, ..Self::default() }
    }

    /// The same as it is from a place on: it begins there only where it does not begin before.
    fn from(&self, start: usize) -> Self {
        let number = self.number.map(|(number, begins)| (number, begins && self.range.start >= start));
        Self { number, ..self.clone() }
    }
}

/// The pieces of a text in order, nothing lost. Spans and highlights count Unicode scalar values; they may overlap, and what
/// lies outside the text is passed over. Highlights lie within one another in the order given.
///
/// Where highlights come in order, as those of one layer do, each takes the same time however many there are: a letter may be
/// found in a text of one line 30,000 times.
pub fn pieces(text: &str, spans: &[Span], highlights: &[Highlight]) -> Vec<Piece> {
    let edges = edges(text.chars().count(), spans, highlights);
    let start_of = |at: &usize| highlights.get(*at).map_or(0, |highlight| highlight.range.start);
    // By number; those that begin first come first.
    let mut coming = Vec::with_capacity(highlights.len());
    for at in 0..highlights.len() {
        insert(&mut coming, at, |other| start_of(other) <= start_of(&at));
    }
    let mut coming = coming.into_iter().peekable();
    let mut present = Vec::new();
    let mut characters = text.chars();
    let mut pieces = Vec::with_capacity(edges.len());
    for pair in edges.windows(2) {
        let &[start, end] = pair else { continue };
        while let Some(at) = coming.next_if(|at| start_of(at) <= start) {
            insert(&mut present, at, |other| *other < at);
        }
        present.retain(|at| highlights.get(*at).is_some_and(|highlight| highlight.range.end >= end));
        let text = characters.by_ref().take(end - start).collect();
        let mut piece = Piece { text, ..Piece::default() };
        for highlight in present.iter().filter_map(|at| highlights.get(*at)) {
            piece.highlights.push(highlight.from(start));
        }
        for span in spans.iter().filter(|span| span.start <= start && end <= span.end) {
            match span.kind {
                SpanKind::Emphasis => piece.emphasis = true,
                SpanKind::Strong => piece.strong = true,
                SpanKind::Code => piece.code = true,
                SpanKind::Link => piece.href = span.href.clone().filter(|href| is_safe(href)),
            }
        }
        pieces.push(piece);
    }
    pieces
}

fn edges(length: usize, spans: &[Span], highlights: &[Highlight]) -> Vec<usize> {
    let mut edges = vec![0];
    let of_spans = spans.iter().flat_map(|span| [span.start, span.end]);
    let of_highlights = highlights.iter().flat_map(|highlight| [highlight.range.start, highlight.range.end]);
    for edge in of_spans.chain(of_highlights).chain([length]) {
        if edge <= length && !edges.ends_with(&[edge]) {
            insert(&mut edges, edge, |other| *other < edge);
        }
    }
    edges.dedup();
    edges
}

/// Puts a number among others in order: behind those that come before it.
fn insert(numbers: &mut Vec<usize>, number: usize, is_before: impl Fn(&usize) -> bool) {
    let mut at = numbers.len();
    // Most belong at the end, or near it.
    while at.checked_sub(1).and_then(|before| numbers.get(before)).is_some_and(|before| !is_before(before)) {
        at -= 1;
    }
    numbers.insert(at, number);
}

/// The parts of a text that is marked without spans: a headline in a list.
pub fn parts(text: &str, marks: &[Range<usize>]) -> Vec<Part> {
    let highlights: Vec<Highlight> = marks.iter().cloned().map(Highlight::of_match).collect();
    let part = |piece: Piece| Part { text: piece.text, hit: !piece.highlights.is_empty() };
    pieces(text, &[], &highlights).into_iter().map(part).collect()
}

/// The highlights that fall into a part of a text, counted from that part's start: for the items of a list, the cells of a
/// table.
pub fn highlights_within(highlights: &[Highlight], start: usize, length: usize) -> Vec<Highlight> {
    let end = start + length;
    let inside = highlights.iter().filter(|highlight| highlight.range.start < end && highlight.range.end > start);
    inside
        .map(|highlight| Highlight {
            range: highlight.range.start.max(start) - start..highlight.range.end.min(end) - start,
            ..highlight.from(start)
        })
        .collect()
}

/// The spans that fall into a part of a text, counted from that part's start.
pub fn spans_within(spans: &[Span], start: usize, length: usize) -> Vec<Span> {
    let end = start + length;
    let inside = spans.iter().filter(|span| span.start < end && span.end > start);
    inside
        .map(|span| Span { start: span.start.max(start) - start, end: span.end.min(end) - start, ..span.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, kind: SpanKind, href: Option<&str>) -> Span {
        Span { start, end, kind, href: href.map(str::to_owned) }
    }

    fn highlight(range: Range<usize>, class: &'static str) -> Highlight {
        Highlight { range, class, number: None }
    }

    /// `*`: emphasis, `!`: strong, `>`: link, `=`: what the query matched, or the class of another highlight; each before the
    /// piece it applies to.
    #[track_caller]
    fn check(text: &str, spans: &[Span], highlights: &[Highlight], expected: &[&str]) {
        let shown: Vec<String> = pieces(text, spans, highlights)
            .into_iter()
            .map(|piece| {
                let mut shown = String::new();
                for (applies, sign) in [(piece.emphasis, '*'), (piece.strong, '!'), (piece.href.is_some(), '>')] {
                    shown.extend(applies.then_some(sign));
                }
                for highlight in &piece.highlights {
                    shown += if highlight.class.is_empty() { "=" } else { highlight.class };
                }
                shown + &piece.text
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_plain_text_is_one_piece() {
        check("plain", &[], &[], &["plain"]);
        check("", &[], &[], &[]);
    }

    #[test]
    fn overlapping_spans_and_highlights_cut_at_each_edge() {
        let spans = [span(0, 5, SpanKind::Emphasis, None), span(3, 8, SpanKind::Strong, None)];
        let matches = [4..6, 9..10].map(Highlight::of_match);
        check("abcdefghij", &spans, &matches, &["*abc", "*!d", "*!=e", "!=f", "!gh", "i", "=j"]);
    }

    #[test]
    fn ranges_count_characters_not_bytes() {
        check("Zürich öffnet 🙂 heute", &[], &[Highlight::of_match(14..15)], &["Zürich öffnet ", "=🙂", " heute"]);
    }

    #[test]
    fn what_reaches_outside_is_cut_off() {
        check("short", &[span(2, 99, SpanKind::Strong, None)], &[Highlight::of_match(50..60)], &["sh", "!ort"]);
    }

    #[test]
    fn a_script_never_becomes_a_link() {
        for href in ["javascript:alert(1)", " javascript:x", "JAVASCRIPT:x", "java\nscript:x", "data:text/html,x", ""] {
            assert!(!is_safe(href), "{href}");
        }
        for href in [
            "https://example.org/a:b",
            "HTTP://example.org",
            "mailto:a@example.org",
            "notes/a.html",
            "#top",
            "./?q=a:b",
        ] {
            assert!(is_safe(href), "{href}");
        }
    }

    #[test]
    fn highlights_lie_within_one_another_in_the_order_they_are_given() {
        let layers = [highlight(2..4, "A"), highlight(6..8, "A"), highlight(1..4, "B"), highlight(2..3, "C")];
        check("abcdefgh", &[], &layers, &["a", "Bb", "ABCc", "ABd", "ef", "Agh"]);
    }

    #[test]
    fn highlights_are_counted_anew_inside_a_part() {
        let highlights = [0..2, 4..9, 12..14].map(Highlight::of_match);
        assert_eq!(highlights_within(&highlights, 3, 5), [Highlight::of_match(1..5)]);
    }
}
