//! The text of an article as HTML: every kind of block, as the app's `components/article_body.rs` shows it.

use article::{Article, Association, BLOCK_ANCHOR, Block, BlockKind, FIGURE_SIZES, direction, is_safe_href};

use super::inline::{self, Part, ROOT, cut};
use super::markup::{Markup, Open};
use super::words::Words;
use crate::app::ARCHIVE;

/// Writes the whole text: the pictures that stand in no block, then the blocks; with these words around them.
pub fn write(article: &Article, words: &Words, into: &mut Markup) {
    let Article { body, associations, dateline, language, .. } = article;
    let first = body.iter().position(|block| block.kind == BlockKind::Paragraph);
    let language = language.as_deref();
    // Lists and tables run as the article does, whatever language the labels around it are in.
    into.el("div.article-body").attr_if("lang", language).attr_if("dir", direction(language)).holding(|into| {
        for picture in article.loose_pictures() {
            let caption = Block::new(BlockKind::Figure, picture.caption.clone().unwrap_or_default());
            figure(&caption, Some(picture), words, into);
        }
        if body.is_empty() {
            into.el("p.nothing").text(words.t("This article has no text."));
        }
        for (at, block) in body.iter().enumerate() {
            let dateline = dateline.as_deref().filter(|_| first == Some(at));
            block_as_html(block, associations, dateline, words, into);
        }
    });
}

fn block_as_html(
    block: &Block,
    associations: &[Association],
    dateline: Option<&str>,
    words: &Words,
    into: &mut Markup,
) {
    match block.kind {
        BlockKind::Paragraph if block.is_code() => {
            el(block, "pre", into).attr("tabindex", "0").holding(|into| into.el("code").text(&block.text))
        }
        BlockKind::Paragraph => match dateline {
            Some(dateline) => el(block, "p", into).auto().holding(|into| {
                into.el("span.dateline").text(dateline);
                into.text(" ");
                into.el("span").holding(|into| whole(block, into));
            }),
            None => el(block, "p", into).auto().holding(|into| whole(block, into)),
        },
        BlockKind::Heading => {
            let tag = match block.level.unwrap_or(2) {
                0..=2 => "h2",
                3 => "h3",
                _ => "h4",
            };
            el(block, tag, into).auto().holding(|into| whole(block, into));
        }
        BlockKind::Blockquote => el(block, "blockquote", into).holding(|into| lines(block, "p", into)),
        // The sentence stands in the text too: those who hear the page need not hear it twice, unless a link in it takes the focus.
        BlockKind::Pullquote => {
            let has_link = block.spans.iter().any(|span| span.href.is_some());
            let hidden = (!has_link).then_some("true");
            el(block, "p.pullquote", into).auto().attr_if("aria-hidden", hidden).holding(|into| whole(block, into));
        }
        BlockKind::List => {
            el(block, if block.ordered { "ol" } else { "ul" }, into).holding(|into| lines(block, "li", into));
        }
        BlockKind::Figure => figure(block, block.association.and_then(|at| associations.get(at)), words, into),
        BlockKind::Table => table(block, words, into),
    }
}

/// An element that can be led to by the block's id.
fn el<'a>(block: &Block, name: &'static str, into: &'a mut Markup) -> Open<'a> {
    let id = (!block.id.is_empty()).then(|| [BLOCK_ANCHOR, &block.id].concat());
    into.el(name).attr_if("id", id.as_deref())
}

fn all_of(block: &Block) -> Part<'_> {
    Part { text: &block.text, start: 0 }
}

fn whole(block: &Block, into: &mut Markup) {
    inline::write(all_of(block), &block.spans, into);
}

/// Each line in an element of its own.
fn lines(block: &Block, tag: &'static str, into: &mut Markup) {
    for line in cut(all_of(block), '\n') {
        into.el(tag).auto().holding(|into| inline::write(line, &block.spans, into));
    }
}

/// The picture where there is a file of it to show; else where it is to be found; with its caption and credit.
fn figure(block: &Block, picture: Option<&Association>, words: &Words, into: &mut Markup) {
    let href = picture.and_then(|picture| picture.href.as_deref()).filter(|href| is_safe_href(href));
    let archive = [ROOT, ARCHIVE, "/"].concat();
    el(block, "figure.figure", into).holding(|into| {
        match picture.and_then(|picture| Some((picture, picture.renditions.last()?))) {
            Some((picture, widest)) => {
                let size = |pixels: Option<u64>| pixels.map(|pixels| pixels.to_string());
                let set = picture.srcset(&archive);
                into.el("img")
                    .attr("alt", picture.alt_text.as_deref().unwrap_or_default())
                    .attr("loading", "lazy")
                    .attr("decoding", "async")
                    .attr_if("width", size(picture.width).as_deref())
                    .attr_if("height", size(picture.height).as_deref())
                    .attr_if("sizes", set.as_ref().map(|_| FIGURE_SIZES))
                    .attr_if("srcset", set.as_deref())
                    .attr("src", &widest.address(&archive))
                    .void();
            }
            None => {
                if let Some(href) = href {
                    into.el("p.figure-elsewhere").holding(|into| {
                        into.text(words.t("Picture at"));
                        into.text(" ");
                        into.el("a").attr("href", href).attr("rel", "external noreferrer").text(href);
                    });
                }
            }
        }
        into.el("figcaption").auto().holding(|into| {
            into.el("span").holding(|into| whole(block, into));
            if let Some(credit) = picture.and_then(|picture| picture.credit_text.as_deref()) {
                into.text(" ");
                into.el("span.credit").auto().text(credit);
            }
        });
    });
}

fn table(block: &Block, words: &Words, into: &mut Markup) {
    let mut rows = cut(all_of(block), '\n');
    let row = |line: Part<'_>, head: bool, into: &mut Markup| {
        into.el("tr").holding(|into| {
            for cell in cut(line, '\t') {
                let open = into.el(if head { "th" } else { "td" }).auto().attr_if("scope", head.then_some("col"));
                open.holding(|into| inline::write(cell, &block.spans, into));
            }
        });
    };
    // Wide tables are scrolled, by keys too, so the region has a name and takes the focus.
    let region = el(block, "div.table-scroll", into).attr("role", "region").attr("aria-label", words.t("Table"));
    region.attr("tabindex", "0").holding(|into| {
        into.el("table").holding(|into| {
            if let Some(line) = block.header.then(|| rows.next()).flatten() {
                into.el("thead").holding(|into| row(line, true, into));
            }
            into.el("tbody").holding(|into| {
                for line in rows {
                    row(line, false, into);
                }
            });
        });
    });
}
