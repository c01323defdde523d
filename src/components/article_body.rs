//! The text of an article, block by block.

use std::ops::Range;

use article::{Article, Association, Block, BlockKind};
use leptos::prelude::*;
use reader::inline::{Piece, marks_within, pieces, spans_within};

use super::figure::Figure;

/// The blocks in order, with the query's matches marked.
#[component]
pub fn ArticleBody(
    /// The article.
    article: Article,
    /// For each block the ranges that the query matches; empty where nothing is searched for.
    marks: Vec<Vec<Range<usize>>>,
) -> impl IntoView {
    let Article { body, associations, dateline, .. } = article;
    let mut dateline = dateline;
    let shown: Vec<usize> = body.iter().filter_map(|block| block.association).collect();
    let loose = associations
        .iter()
        .enumerate()
        .filter(|(at, picture)| !shown.contains(at) && (picture.caption.is_some() || picture.href.is_some()))
        .map(|(_, picture)| {
            let caption = pieces(picture.caption.as_deref().unwrap_or_default(), &[], &[]);
            view! { <Figure picture=Some(picture.clone()) caption/> }
        })
        .collect_view();
    let blocks = body
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let marks = marks.get(at).map_or(&[][..], Vec::as_slice);
            let dateline = if block.kind == BlockKind::Paragraph { dateline.take() } else { None };
            block_view(block, marks, &associations, dateline)
        })
        .collect_view();
    view! { <div class="article-body">{loose}{blocks}</div> }
}

fn block_view(
    block: &Block,
    marks: &[Range<usize>],
    associations: &[Association],
    dateline: Option<String>,
) -> AnyView {
    let whole = || inline(pieces(&block.text, &block.spans, marks));
    match block.kind {
        BlockKind::Paragraph if is_code(block) => {
            view! { <pre tabindex="0"><code>{block.text.clone()}</code></pre> }.into_any()
        }
        BlockKind::Paragraph => {
            let dateline = dateline.map(|dateline| view! { <span class="dateline">{dateline}</span> " " });
            view! { <p dir="auto">{dateline}{whole()}</p> }.into_any()
        }
        BlockKind::Heading => match block.level.unwrap_or(2) {
            0..=2 => view! { <h2 dir="auto">{whole()}</h2> }.into_any(),
            3 => view! { <h3 dir="auto">{whole()}</h3> }.into_any(),
            _ => view! { <h4 dir="auto">{whole()}</h4> }.into_any(),
        },
        BlockKind::Blockquote => {
            let lines = lines(block, marks).map(|line| view! { <p dir="auto">{inline(line)}</p> }).collect_view();
            view! { <blockquote>{lines}</blockquote> }.into_any()
        }
        // The sentence stands in the text too: those who hear the page need not hear it twice.
        BlockKind::Pullquote => view! { <p class="pullquote" aria-hidden="true" dir="auto">{whole()}</p> }.into_any(),
        BlockKind::List => {
            let items = lines(block, marks).map(|item| view! { <li dir="auto">{inline(item)}</li> }).collect_view();
            if block.ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
        }
        BlockKind::Figure => {
            let picture = block.association.and_then(|at| associations.get(at)).cloned();
            view! { <Figure picture caption=pieces(&block.text, &block.spans, marks)/> }.into_any()
        }
        BlockKind::Table => table(block, marks),
    }
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

fn table(block: &Block, marks: &[Range<usize>]) -> AnyView {
    let mut rows = cut(&block.text, '\n', 0);
    let row = |(line, start): (&str, usize), head: bool| {
        let cells = cut(line, '\t', start)
            .map(|(cell, start)| {
                let text = inline(part(block, marks, cell, start));
                match head {
                    true => view! { <th scope="col" dir="auto">{text}</th> }.into_any(),
                    false => view! { <td dir="auto">{text}</td> }.into_any(),
                }
            })
            .collect_view();
        view! { <tr>{cells}</tr> }
    };
    let head = block.header.then(|| rows.next()).flatten().map(|line| view! { <thead>{row(line, true)}</thead> });
    let body = rows.map(|line| row(line, false)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Table" tabindex="0">
            <table>{head}<tbody>{body}</tbody></table>
        </div>
    }
    .into_any()
}

/// Pieces of text, each in the elements that apply to it.
pub fn inline(pieces: Vec<Piece>) -> AnyView {
    pieces.into_iter().map(piece_view).collect_view().into_any()
}

fn piece_view(piece: Piece) -> AnyView {
    let Piece { text, emphasis, strong, code, href, hit } = piece;
    let mut shown = text.into_any();
    if hit {
        shown = view! { <mark>{shown}</mark> }.into_any();
    }
    if code {
        shown = view! { <code>{shown}</code> }.into_any();
    }
    if emphasis {
        shown = view! { <em>{shown}</em> }.into_any();
    }
    if strong {
        shown = view! { <strong>{shown}</strong> }.into_any();
    }
    match href {
        Some(href) => view! { <a href=href rel="external noreferrer">{shown}</a> }.into_any(),
        None => shown,
    }
}
