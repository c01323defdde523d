//! A text with its spans: emphasis, links and code, in elements.

use article::{Span, SpanKind, is_of_site, is_safe_href};

use super::markup::Markup;

/// From a page's folder to the site's. Every page lies one folder below it.
pub const ROOT: &str = "../";

/// An address that stands in an article, as a page has to write it from which the site's folder is `root`. Articles are written as
/// seen from there.
pub fn from_root(root: &str, href: &str) -> String {
    if is_of_site(href) { [root, href.strip_prefix("./").unwrap_or(href)].concat() } else { href.to_owned() }
}

/// Part of a block's text: from the character of this number, so long.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// What stands there.
    pub text: &'a str,
    /// The number of its first character in the block's text, in Unicode scalar values.
    pub start: usize,
}

/// The parts of a text between separators.
pub fn cut(whole: Part<'_>, separator: char) -> impl Iterator<Item = Part<'_>> {
    let mut start = whole.start;
    whole.text.split(separator).map(move |text| {
        let part = Part { text, start };
        start += text.chars().count() + 1;
        part
    })
}

/// Writes a part of a text for a page of the site.
pub fn write(part: Part<'_>, spans: &[Span], into: &mut Markup) {
    write_from(ROOT, part, spans, into);
}

/// Writes a part of a text for a page from which the site's folder is `root`, cut at every edge of the spans, each piece in the elements that apply to it. They stand in one
/// order, whatever the spans', so that none is closed before what it holds.
pub fn write_from(root: &str, part: Part<'_>, spans: &[Span], into: &mut Markup) {
    each_piece(part, spans, |text, spans| piece(root, text, spans, into));
}

/// Says each piece of a part of a text, cut at every edge of the spans, with those that apply to it throughout, in the order in which they begin. No piece is held
/// against the spans of the others: a paragraph may have a link around every word.
pub fn each_piece(part: Part<'_>, spans: &[Span], mut say: impl FnMut(&str, &[&Span])) {
    let end = part.start + part.text.chars().count();
    let is_here = |span: &&Span| span.start < end && span.end > part.start && span.start < span.end;
    let mut coming: Vec<&Span> = spans.iter().filter(is_here).collect();
    if coming.is_empty() {
        return say(part.text, &[]);
    }
    let mut edges: Vec<usize> = coming.iter().flat_map(|span| [span.start, span.end]).collect();
    edges.retain(|edge| (part.start..end).contains(edge));
    edges.extend([part.start, end]);
    edges.sort_unstable();
    edges.dedup();
    // Stable, so that of two that begin together the later one stays the later.
    coming.sort_by_key(|span| span.start);
    let mut coming = coming.into_iter().peekable();
    let mut present: Vec<&Span> = Vec::new();
    let mut characters = part.text.chars();
    for pair in edges.windows(2) {
        let &[from, to] = pair else { continue };
        present.retain(|span| span.end > from);
        while let Some(span) = coming.next_if(|span| span.start <= from) {
            present.push(span);
        }
        let text: String = characters.by_ref().take(to - from).collect();
        say(&text, &present);
    }
}

/// Writes a stretch of text to which these spans apply throughout: a link around `strong`, `em` and `code`.
fn piece(root: &str, text: &str, spans: &[&Span], into: &mut Markup) {
    let has = |kind| spans.iter().any(|span| span.kind == kind);
    let link = spans.iter().rev().find(|span| span.kind == SpanKind::Link);
    let href = link.and_then(|span| span.href.as_deref()).filter(|href| is_safe_href(href));
    let tags = [("strong", SpanKind::Strong), ("em", SpanKind::Emphasis), ("code", SpanKind::Code)];
    let tags: Vec<&str> = tags.into_iter().filter(|(_, kind)| has(*kind)).map(|(tag, _)| tag).collect();
    match href {
        None => nested(text, &tags, into),
        // A place in the article itself, as a note has.
        Some(href) if href.starts_with('#') => {
            into.el("a").attr("href", href).holding(|into| nested(text, &tags, into))
        }
        Some(href) => into
            .el("a")
            .attr("href", &from_root(root, href))
            // What lies in the site's folder is the site's own.
            .attr_if("rel", (!is_of_site(href)).then_some("external noreferrer"))
            .holding(|into| nested(text, &tags, into)),
    }
}

fn nested(text: &str, tags: &[&'static str], into: &mut Markup) {
    match tags {
        [] => into.text(text),
        [tag, rest @ ..] => into.el(tag).holding(|into| nested(text, rest, into)),
    }
}
