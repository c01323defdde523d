//! Markdown: CommonMark with tables, footnotes and strikethrough, and front matter in YAML or TOML.

mod attributes;
mod blocks;
mod front_matter;
mod html;
mod lead;
mod picture;
mod planned;

use article::{Article, Association, Block, BlockKind};

use self::front_matter::Format;
use crate::Place;
use crate::html::Body;
use crate::object;
use crate::outlet::{Flow, Outlet};
use crate::title::{day_of, title_of};

/// Reads a file that is one article. `name` is the file's path, for a headline where it brings none.
pub fn read(text: &str, name: &str, outlet: &mut Outlet) -> Flow {
    let front = front_matter::part(text);
    let mut article = match front_matter::read(&front) {
        Ok(fields) => {
            for field in &fields.unknown {
                outlet.count(object::unknown_message(field), Some(Place::line(1)));
            }
            for what in fields.notes {
                outlet.count(what, Some(Place::line(1)));
            }
            for what in fields.problems {
                outlet.problem(Some(Place::line(1)), format!("front matter: {what}"))?;
            }
            if let Some(field) = fields.guarded {
                return outlet.problem(Some(Place::line(1)), object::guarded_message(&field));
            }
            fields.article
        }
        Err(error) => {
            let place = Some(Place::line(error.line));
            // Of a broken object the text cannot be told.
            if front.format == Some(Format::Json) || front_matter::may_hold_back(front.matter) {
                return outlet.problem(
                    place,
                    format!("front matter {}; was left out, as it may not be meant for publication", error.what),
                );
            }
            outlet.problem(place, format!("front matter {}; the text was read without it", error.what))?;
            Article::default()
        }
    };
    let body = blocks::read(front.body, &article.associations);
    article.associations.extend(body.associations);
    article.body.extend(body.blocks);
    if body.dropped_html {
        outlet.count("HTML tags were left out; the text between them is kept".to_owned(), None);
    }
    if body.has_struck {
        outlet.count(
            "what is struck through stands between ~~, for the model has no other way to say so".to_owned(),
            None,
        );
    }
    // An article that has none keeps none, as export writes it.
    let says_none = article.headline.is_empty() && front.matter.lines().any(|line| line.starts_with("headline:"));
    settle_headline(&mut article, name, says_none);
    // Front matter that says of itself when is nearer than the file's name.
    article.date_published = article.date_published.or_else(|| day_of(name).map(str::to_owned));
    outlet.article(article, None, None)
}

/// The blocks of a text.
pub fn blocks_of(text: &str, pictures: &[Association]) -> Vec<Block> {
    blocks::read(text, pictures).blocks
}

/// A text of another house in Markdown.
pub fn body_of(text: &str) -> Body {
    let blocks::Body { mut blocks, associations, .. } = blocks::read(text, &[]);
    for level in blocks.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level).clamp(2, 6);
    }
    Body { blocks, associations }
}

/// Takes the headline from the front matter, else from the first heading of level 1, else from the file's name; the
/// heading that repeats it goes, and other headings of level 1 step down.
fn settle_headline(article: &mut Article, name: &str, says_none: bool) {
    let first = article.body.iter().position(|block| block.kind == BlockKind::Heading && block.level == Some(1));
    if let Some(first) = first {
        let title = article.body[first].text.replace('\n', " ");
        if article.headline.is_empty() && !title.trim().is_empty() {
            article.headline = title.trim().to_owned();
        }
        if same_words(&article.headline, &title) {
            article.body.remove(first);
        }
    }
    if article.headline.is_empty() && !says_none {
        article.headline = title_of(name);
    }
    for block in &mut article.body {
        block.level = block.level.map(|level| level.clamp(2, 6));
    }
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// A block that says nothing is none.
fn says_something(block: &Block) -> bool {
    !block.text.trim().is_empty() || block.association.is_some()
}

#[cfg(test)]
mod tests;
