//! The text of an article, block by block.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use article::{Article, Association, BLOCK_ANCHOR, Block, BlockKind, StoredArticle, is_of_site};
use reader::inline::{Highlight, Piece, highlights_within, pieces, spans_within};
use reader::messages::{Message, t, t_count};
use reader::paragraphs::Row;

use super::Figure;
use crate::view::{Element, View, button, each, el, remade};

/// What is told of a mark, and of the passage that the address names.
const MARKED: [Message; 2] = [t("Your mark"), t("The passage of this address")];

/// The blocks in order, each with what stands out in it.
pub struct ArticleBody {
    /// The article.
    pub stored: Arc<StoredArticle>,
    /// What stands out in a block, by its place in the body. A block is made anew when that changes, and the others stay.
    pub highlights: Rc<dyn Fn(usize) -> Rc<[Highlight]>>,
    /// Which blocks are in sight.
    pub rows: Box<dyn Fn() -> Vec<Row>>,
    /// Hears which blocks are to come back into sight.
    pub on_unfold: Rc<dyn Fn(Range<usize>)>,
}

impl From<ArticleBody> for View {
    fn from(ArticleBody { stored, highlights, rows, on_unfold }: ArticleBody) -> Self {
        let Article { body, dateline, language, .. } = &stored.article;
        let loose = stored.article.loose_pictures();
        let loose: View = loose
            .map(|picture| {
                let caption = pieces(picture.caption.as_deref().unwrap_or_default(), &[], &[]);
                Element::from(Figure { picture: Some(picture), caption })
            })
            .collect();
        let first = body.iter().position(|block| block.kind == BlockKind::Paragraph).filter(|_| dateline.is_some());
        let empty = body.is_empty().then(|| el("p.nothing").child(t("This article has no text.")));
        let text = el("div.article-body").of_language(language.as_deref()).child(loose).child(empty);
        let stored = stored.clone();
        let row = move |row: Row| match row {
            Row::Block(at) => {
                let (stored, highlights) = (stored.clone(), highlights.clone());
                remade(move || {
                    let Article { body, associations, dateline, .. } = &stored.article;
                    let dateline = dateline.as_deref().filter(|_| first == Some(at));
                    body.get(at).map(|block| {
                        let shown = block_view(block, &highlights(at), associations, dateline);
                        let id = (!block.id.is_empty()).then(|| [BLOCK_ANCHOR, &block.id].concat());
                        shown.attr("data-block", &at.to_string()).attr_if("id", id.as_deref())
                    })
                })
            }
            Row::Folded(run) => folded(run, on_unfold.clone()),
        };
        text.child(each(rows, Row::key, row)).into()
    }
}

/// What stands in the place of blocks that are out of sight, and brings them back.
fn folded(run: Range<usize>, on_unfold: Rc<dyn Fn(Range<usize>)>) -> View {
    let label = t_count("Show {count} paragraph", "Show {count} paragraphs").of(run.len() as u32);
    button("button.folded").on("click", move |_| on_unfold(run.clone())).child(label).into()
}

fn block_view(
    block: &Block,
    highlights: &[Highlight],
    associations: &[Association],
    dateline: Option<&str>,
) -> Element {
    let whole = |tag| text(tag, pieces(&block.text, &block.spans, highlights));
    let each_line = |tag| -> View {
        let lines = cut(&block.text, '\n', 0);
        lines.map(|(line, start)| part(tag, block, highlights, line, start)).collect()
    };
    match block.kind {
        BlockKind::Paragraph if block.is_code() => {
            el("pre").attr("tabindex", "0").child(el("code").child(inline(pieces(&block.text, &[], highlights))))
        }
        BlockKind::Paragraph => {
            match dateline {
                Some(dateline) => el("p").auto().child(el("span.dateline").child(dateline)).child(" ").child(
                    el("span").attr("data-at", "0").child(inline(pieces(&block.text, &block.spans, highlights))),
                ),
                None => whole("p"),
            }
        }
        BlockKind::Heading => match block.level.unwrap_or(2) {
            0..=2 => whole("h2"),
            3 => whole("h3"),
            _ => whole("h4"),
        },
        BlockKind::Blockquote => el("blockquote").child(each_line("p")),
        // The sentence stands in the text too: those who hear the page need not hear it twice, unless it can take the focus.
        BlockKind::Pullquote => {
            let is_pressed = block.spans.iter().any(|span| span.href.is_some())
                || highlights.iter().any(|highlight| highlight.number.is_some());
            whole("p.pullquote").attr_if("aria-hidden", (!is_pressed).then_some("true"))
        }
        BlockKind::List => el(if block.ordered { "ol" } else { "ul" }).child(each_line("li")),
        BlockKind::Figure => {
            let picture = block.association.and_then(|at| associations.get(at));
            Figure { picture, caption: pieces(&block.text, &block.spans, highlights) }.into()
        }
        BlockKind::Table => table(block, highlights),
    }
}

/// An element that holds text in whatever direction it is written.
fn text(tag: &'static str, pieces: Vec<Piece>) -> Element {
    el(tag).auto().child(inline(pieces))
}

/// A line or a cell of a block, cut at its own spans and highlights. It says where in the block's text it begins, so that what
/// is selected in it can be told from the block's start.
fn part(tag: &'static str, block: &Block, highlights: &[Highlight], line: &str, start: usize) -> Element {
    let length = line.chars().count();
    let spans = spans_within(&block.spans, start, length);
    let pieces = pieces(line, &spans, &highlights_within(highlights, start, length));
    text(tag, pieces).attr("data-at", &start.to_string())
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

fn table(block: &Block, highlights: &[Highlight]) -> Element {
    let mut rows = cut(&block.text, '\n', 0);
    let row = |(line, start): (&str, usize), head: bool| {
        let cell = |(cell, start): (&str, usize)| {
            let cell = part(if head { "th" } else { "td" }, block, highlights, cell, start);
            cell.attr_if("scope", head.then_some("col"))
        };
        el("tr").child(cut(line, '\t', start).map(cell).collect::<View>())
    };
    let head = block.header.then(|| rows.next()).flatten().map(|line| el("thead").child(row(line, true)));
    let body: View = rows.map(|line| row(line, false)).collect();
    el("div.table-scroll")
        .attr("role", "region")
        .label(t("Table"))
        .attr("tabindex", "0")
        .child(el("table").child(head).child(el("tbody").child(body)))
}

/// Pieces of text, each in the elements that apply to it.
pub fn inline(pieces: Vec<Piece>) -> View {
    pieces.into_iter().map(piece_view).collect()
}

fn piece_view(piece: Piece) -> View {
    let Piece { text, emphasis, strong, code, href, highlights } = piece;
    let mut shown: View = text.into();
    for highlight in highlights.iter().rev() {
        let mut mark = el("mark").attr_if("class", Some(highlight.class).filter(|class| !class.is_empty()));
        if let Some((number, begins)) = highlight.number {
            mark = mark.attr("data-value", &["edit ", &number.to_string()].concat());
            if begins {
                // Told where it has the focus, and no part of the text.
                mark = mark.attr("tabindex", "0").attr("aria-description", MARKED[usize::from(number == 0)].said());
            }
        }
        shown = mark.child(shown).into();
    }
    for (applies, tag) in [(code, "code"), (emphasis, "em"), (strong, "strong")] {
        if applies {
            shown = el(tag).child(shown).into();
        }
    }
    match href {
        // A place in the article itself, as a note has.
        Some(href) if href.starts_with('#') => el("a").attr("href", &href).child(shown).into(),
        // Another article of the archive, or a page of its own.
        Some(href) if is_of_site(&href) => {
            let here = if href.starts_with('?') { "./" } else { "" };
            el("a").attr("href", &[here, &href].concat()).child(shown).into()
        }
        Some(href) => el("a").attr("href", &href).attr("rel", "external noreferrer").child(shown).into(),
        None => shown,
    }
}
