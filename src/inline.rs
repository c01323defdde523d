//! Cuts a text at every edge of its spans and marks, so that each piece can be shown with all that applies to it.

use std::ops::Range;

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
    /// Whether the query matched it.
    pub hit: bool,
}

/// The pieces of a text in order, nothing lost. Spans and marks count Unicode scalar values; they may overlap, and what
/// lies outside the text is passed over.
pub fn pieces(text: &str, spans: &[Span], marks: &[Range<usize>]) -> Vec<Piece> {
    let length = text.chars().count();
    let edges = edges(length, spans, marks);
    let mut characters = text.chars();
    let mut pieces = Vec::with_capacity(edges.len());
    for pair in edges.windows(2) {
        let &[start, end] = pair else { continue };
        let text = characters.by_ref().take(end - start).collect();
        let mut piece =
            Piece { text, hit: marks.iter().any(|mark| mark.start <= start && end <= mark.end), ..Piece::default() };
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

fn edges(length: usize, spans: &[Span], marks: &[Range<usize>]) -> Vec<usize> {
    let mut edges = vec![0, length];
    edges.dedup();
    let of_spans = spans.iter().flat_map(|span| [span.start, span.end]);
    for edge in of_spans.chain(marks.iter().flat_map(|mark| [mark.start, mark.end])) {
        let at = edges.partition_point(|present| *present < edge);
        if edge < length && edges.get(at) != Some(&edge) {
            edges.insert(at, edge);
        }
    }
    edges
}

/// Whether an address may become a link: web pages, mail and places within the site, never a script.
pub fn is_safe(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    let blank = href.trim().is_empty() || href.chars().any(|character| character.is_control());
    let known = ["http:", "https:", "mailto:"]
        .iter()
        .any(|known| scheme.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)));
    !blank && (known || !scheme.contains(':'))
}

/// The parts of a text that is marked without spans: a headline, a standfirst.
pub fn parts(text: &str, marks: &[Range<usize>]) -> Vec<Part> {
    pieces(text, &[], marks).into_iter().map(|piece| Part { text: piece.text, hit: piece.hit }).collect()
}

/// The marks that fall into a part of a text, counted from that part's start: for the items of a list, the cells of a table.
pub fn marks_within(marks: &[Range<usize>], start: usize, length: usize) -> Vec<Range<usize>> {
    let end = start + length;
    let inside = marks.iter().filter(|mark| mark.start < end && mark.end > start);
    inside.map(|mark| mark.start.max(start) - start..mark.end.min(end) - start).collect()
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
#[allow(clippy::single_range_in_vec_init, reason = "one range is meant, not its numbers")]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, kind: SpanKind, href: Option<&str>) -> Span {
        Span { start, end, kind, href: href.map(str::to_owned) }
    }

    /// `*`: emphasis, `!`: strong, `=`: hit, `>`: link; each before the piece it applies to.
    #[track_caller]
    fn check(text: &str, spans: &[Span], marks: &[Range<usize>], expected: &[&str]) {
        let shown: Vec<String> = pieces(text, spans, marks)
            .into_iter()
            .map(|piece| {
                let mut shown = String::new();
                for (applies, sign) in
                    [(piece.emphasis, '*'), (piece.strong, '!'), (piece.hit, '='), (piece.href.is_some(), '>')]
                {
                    shown.extend(applies.then_some(sign));
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
    fn overlapping_spans_and_marks_cut_at_each_edge() {
        let spans = [span(0, 5, SpanKind::Emphasis, None), span(3, 8, SpanKind::Strong, None)];
        check("abcdefghij", &spans, &[4..6, 9..10], &["*abc", "*!d", "*!=e", "!=f", "!gh", "i", "=j"]);
    }

    #[test]
    fn ranges_count_characters_not_bytes() {
        check("Zürich öffnet 🙂 heute", &[], &[14..15], &["Zürich öffnet ", "=🙂", " heute"]);
    }

    #[test]
    fn what_reaches_outside_is_cut_off() {
        check("short", &[span(2, 99, SpanKind::Strong, None)], &[50..60], &["sh", "!ort"]);
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
    fn marks_are_counted_anew_inside_a_part() {
        assert_eq!(marks_within(&[0..2, 4..9, 12..14], 3, 5), [1..5]);
    }
}
