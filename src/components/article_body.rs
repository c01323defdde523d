//! The text of an article, block by block.

use std::ops::Range;

use article::{Article, Association, Block, BlockKind};
use reader::inline::{Piece, marks_within, pieces, spans_within};

use super::Figure;
use crate::view::{Element, View, el};

/// The blocks in order, with the query's matches marked.
pub struct ArticleBody<'a> {
    /// The article.
    pub article: &'a Article,
    /// For each block the ranges that the query matches; empty where nothing is searched for.
    pub marks: &'a [Vec<Range<usize>>],
}

impl From<ArticleBody<'_>> for View {
    fn from(ArticleBody { article, marks }: ArticleBody) -> Self {
        let Article { body, associations, dateline, .. } = article;
        let mut dateline = dateline.as_deref();
        let is_loose = |at: usize, picture: &Association| {
            !body.iter().any(|block| block.association == Some(at))
                && (picture.caption.is_some() || picture.href.is_some())
        };
        let loose = associations.iter().enumerate().filter(|(at, picture)| is_loose(*at, picture));
        let loose: View = loose
            .map(|(_, picture)| {
                let caption = pieces(picture.caption.as_deref().unwrap_or_default(), &[], &[]);
                Figure { picture: Some(picture), caption }
            })
            .collect();
        let block = |(at, block): (usize, &Block)| {
            let marks = marks.get(at).map_or(&[][..], Vec::as_slice);
            let dateline = if block.kind == BlockKind::Paragraph { dateline.take() } else { None };
            block_view(block, marks, associations, dateline)
        };
        let blocks: View = body.iter().enumerate().map(block).collect();
        el("div.article-body").child(loose).child(blocks).into()
    }
}

fn block_view(block: &Block, marks: &[Range<usize>], associations: &[Association], dateline: Option<&str>) -> View {
    let whole = |tag| text(tag, pieces(&block.text, &block.spans, marks));
    let each_line = |tag| -> View { lines(block, marks).map(|line| text(tag, line)).collect() };
    match block.kind {
        BlockKind::Paragraph if is_code(block) => {
            el("pre").attr("tabindex", "0").child(el("code").child(&block.text)).into()
        }
        BlockKind::Paragraph => match dateline {
            Some(dateline) => el("p")
                .auto()
                .child(el("span.dateline").child(dateline))
                .child(" ")
                .child(inline(pieces(&block.text, &block.spans, marks)))
                .into(),
            None => whole("p").into(),
        },
        BlockKind::Heading => match block.level.unwrap_or(2) {
            0..=2 => whole("h2").into(),
            3 => whole("h3").into(),
            _ => whole("h4").into(),
        },
        BlockKind::Blockquote => el("blockquote").child(each_line("p")).into(),
        // The sentence stands in the text too: those who hear the page need not hear it twice.
        BlockKind::Pullquote => whole("p.pullquote").attr("aria-hidden", "true").into(),
        BlockKind::List => el(if block.ordered { "ol" } else { "ul" }).child(each_line("li")).into(),
        BlockKind::Figure => {
            let picture = block.association.and_then(|at| associations.get(at));
            Figure { picture, caption: pieces(&block.text, &block.spans, marks) }.into()
        }
        BlockKind::Table => table(block, marks),
    }
}

/// An element that holds text in whatever direction it is written.
fn text(tag: &'static str, pieces: Vec<Piece>) -> Element {
    el(tag).auto().child(inline(pieces))
}

/// Whether a paragraph is a code sample: code from end to end.
fn is_code(block: &Block) -> bool {
    let length = block.text.chars().count();
    length > 0
        && block.spans.iter().any(|span| span.kind == article::SpanKind::Code && span.start == 0 && span.end >= length)
}

/// The lines of a block, each cut at its own spans and marks.
fn lines<'a>(block: &'a Block, marks: &'a [Range<usize>]) -> impl Iterator<Item = Vec<Piece>> + 'a {
    cut(&block.text, '\n', 0).map(move |(line, start)| part(block, marks, line, start))
}

fn part(block: &Block, marks: &[Range<usize>], text: &str, start: usize) -> Vec<Piece> {
    let length = text.chars().count();
    pieces(text, &spans_within(&block.spans, start, length), &marks_within(marks, start, length))
}

/// The parts of a text between separators, each with the number of the character it begins at.
fn cut(text: &str, separator: char, start: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut at = start;
    text.split(separator).map(move |part| {
        let begins = at;
        at += part.chars().count() + 1;
        (part, begins)
    })
}

fn table(block: &Block, marks: &[Range<usize>]) -> View {
    let mut rows = cut(&block.text, '\n', 0);
    let row = |(line, start): (&str, usize), head: bool| {
        let cell = |(cell, start): (&str, usize)| {
            let cell = text(if head { "th" } else { "td" }, part(block, marks, cell, start));
            cell.attr_if("scope", head.then_some("col"))
        };
        el("tr").child(cut(line, '\t', start).map(cell).collect::<View>())
    };
    let head = block.header.then(|| rows.next()).flatten().map(|line| el("thead").child(row(line, true)));
    let body: View = rows.map(|line| row(line, false)).collect();
    el("div.table-scroll")
        .attr("role", "region")
        .attr("aria-label", "Table")
        .attr("tabindex", "0")
        .child(el("table").child(head).child(el("tbody").child(body)))
        .into()
}

/// Pieces of text, each in the elements that apply to it.
pub fn inline(pieces: Vec<Piece>) -> View {
    pieces.into_iter().map(piece_view).collect()
}

fn piece_view(piece: Piece) -> View {
    let Piece { text, emphasis, strong, code, href, hit } = piece;
    let mut shown: View = text.into();
    for (applies, tag) in [(hit, "mark"), (code, "code"), (emphasis, "em"), (strong, "strong")] {
        if applies {
            shown = el(tag).child(shown).into();
        }
    }
    match href {
        Some(href) => el("a").attr("href", &href).attr("rel", "external noreferrer").child(shown).into(),
        None => shown,
    }
}
