//! The text of an article as XHTML for other programs: every kind of block as its element, without what the pages of a site need. `import`
//! reads it back, block by block.

use article::{Article, Association, Block, BlockKind};

use super::inline::{self, Part, cut};
use super::markup::Markup;

/// Writes the blocks. `href_of` says where a picture is found; one that is nowhere is its caption and credit.
pub fn write(article: &Article, href_of: impl Fn(&Association) -> Option<String>, into: &mut Markup) {
    for block in &article.body {
        match block.kind {
            BlockKind::Paragraph if block.is_code() => into.el("pre").text(&block.text),
            BlockKind::Paragraph => into.el("p").holding(|into| lines(block, into)),
            BlockKind::Heading => {
                let tag = match block.level.unwrap_or(2) {
                    0..=2 => "h2",
                    3 => "h3",
                    4 => "h4",
                    5 => "h5",
                    _ => "h6",
                };
                into.el(tag).holding(|into| lines(block, into));
            }
            BlockKind::Blockquote | BlockKind::Pullquote => {
                let is_pullquote = block.kind == BlockKind::Pullquote;
                let tag = if is_pullquote { "blockquote.pullquote" } else { "blockquote" };
                into.el(tag).holding(|into| into.el("p").holding(|into| lines(block, into)));
            }
            BlockKind::List => into.el(if block.ordered { "ol" } else { "ul" }).holding(|into| {
                for item in cut(all_of(block), '\n') {
                    into.el("li").holding(|into| part(item, block, into));
                }
            }),
            BlockKind::Table => into.el("table").holding(|into| {
                for (number, row) in cut(all_of(block), '\n').enumerate() {
                    let tag = if number == 0 && block.header { "th" } else { "td" };
                    into.el("tr").holding(|into| {
                        cut(row, '\t').for_each(|cell| into.el(tag).holding(|into| part(cell, block, into)));
                    });
                }
            }),
            BlockKind::Figure => {
                let picture = block.association.and_then(|at| article.associations.get(at));
                figure(block, picture, picture.and_then(&href_of), into);
            }
        }
    }
}

fn figure(block: &Block, picture: Option<&Association>, href: Option<String>, into: &mut Markup) {
    let credit = picture.filter(|_| href.is_none()).and_then(|picture| picture.credit_text.as_deref());
    into.el("figure").holding(|into| {
        if let Some(href) = &href {
            let alt = picture.and_then(|picture| picture.alt_text.as_deref()).unwrap_or_default();
            into.el("img").attr("src", href).attr("alt", alt).void();
        }
        if !block.text.is_empty() || credit.is_some() {
            into.el("figcaption").holding(|into| {
                lines(block, into);
                if let Some(credit) = credit {
                    into.text(" ");
                    into.el("span.credit").text(credit);
                }
            });
        }
    });
}

fn all_of(block: &Block) -> Part<'_> {
    Part { text: &block.text, start: 0 }
}

fn lines(block: &Block, into: &mut Markup) {
    for (number, line) in cut(all_of(block), '\n').enumerate() {
        if number > 0 {
            into.el("br").void();
        }
        part(line, block, into);
    }
}

/// Addresses stand as the article has them.
fn part(text: Part<'_>, block: &Block, into: &mut Markup) {
    inline::write_from("", text, &block.spans, into);
}
