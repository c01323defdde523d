//! The text of a page's article as blocks, without what belongs to the page.

use article::{Article, Association, Block, BlockKind, Name, SpanKind};

use super::extract::Extract;
use crate::dates::{Reading, read_date};
use crate::html::{self, Base, Body};
use crate::plain_text::byline::read_byline;
use crate::plain_text::date_lines::{date_of, parts_of};
use crate::plain_text::furniture::{is_furniture, is_rights};

/// Reads the text that the extractor found; where the page carries a text for machines that is far longer, that.
pub fn read(extract: &Extract, told: Option<&str>, base: &Base) -> Result<Body, String> {
    let found = extract.article().map(|article| html::element(article, base)).unwrap_or_default();
    let Some(told) = told else { return Ok(found) };
    let told = crate::schema_org::body_of(told, base).map_err(|error| error.0.to_owned())?;
    Ok(if length(&told) > 3 * length(&found) { told } else { found })
}

fn length(body: &Body) -> usize {
    body.blocks.iter().map(|block| block.text.len()).sum()
}

/// The least prose, in characters, by which a page is an article that does not say so, and one that does.
const LEAST: usize = 140;
const LEAST_MARKED: usize = 25;

/// Whether a text is an article: prose, and not links one below the other.
pub fn is_article(body: &Body, headline: &str, is_marked: bool) -> bool {
    let (mut prose, mut linked, mut all) = (0, 0, 0);
    for block in &body.blocks {
        let length = block.text.chars().count();
        let links: usize = links(block).sum();
        all += length;
        linked += links;
        let is_prose = !matches!(block.kind, BlockKind::Heading | BlockKind::Figure) && links * 2 < length;
        prose += if is_prose { length } else { 0 };
    }
    let least = if is_marked { LEAST_MARKED } else { LEAST };
    let is_text = prose >= least && linked * 2 < all;
    is_text && (!headline.is_empty() || is_marked)
}

/// The lengths of a block's links.
fn links(block: &Block) -> impl Iterator<Item = usize> {
    block.spans.iter().filter(|span| span.kind == SpanKind::Link).map(|span| span.end - span.start)
}

/// Gives an article its text, and its pictures what else is said of them; answers the promotional lines that were left out.
pub fn add(article: &mut Article, mut body: Body, base: &Base) -> Vec<String> {
    let mut dropped = Vec::new();
    let mut below_furniture = false;
    body.blocks.retain(|block| {
        let is_left_out = match block.kind {
            BlockKind::Heading if same_words(&block.text, &article.headline) => return false,
            BlockKind::Figure | BlockKind::Table => return true,
            BlockKind::List => is_list_of_furniture(block, below_furniture),
            _ => is_furniture(&block.text),
        };
        below_furniture = is_left_out;
        if is_left_out {
            if is_rights(&block.text) && article.copyright_notice.is_none() {
                article.copyright_notice = Some(block.text.clone());
            }
            dropped.push(block.text.replace('\n', " / "));
        }
        !is_left_out
    });
    for _ in 0..MOST_HEAD_LINES {
        let first = body.blocks.iter().position(|block| block.kind != BlockKind::Figure);
        let is_head = |at: &usize| {
            let block = &body.blocks[*at];
            repeats_head(block, article) || takes_head_line(block, article)
        };
        let Some(first) = first.filter(is_head) else { break };
        body.blocks.remove(first);
    }
    for block in &mut body.blocks {
        block.level = block.level.map(|level| level.clamp(2, 6));
    }
    let told = std::mem::take(&mut article.associations);
    body.add_to(article);
    add_told(article, told, base);
    dropped
}

/// The most lines that may stand between a headline and the text.
const MOST_HEAD_LINES: usize = 3;

/// Takes a line of names and dates, and of nothing else, for what it is where the article has none yet: "By Jane Doe | March 3, 2024".
/// Answers whether nothing is lost without the line.
fn takes_head_line(block: &Block, article: &mut Article) -> bool {
    if block.kind != BlockKind::Paragraph || block.text.chars().count() > 100 {
        return false;
    }
    let (mut names, mut date) = (Vec::new(), None);
    for part in parts_of(&block.text) {
        let (is_change, said) = date_of(part);
        let meant = match read_date(said) {
            Reading::AsGiven => Some(said.to_owned()),
            Reading::Means(meant) => Some(meant),
            _ => None,
        };
        if meant.is_some() && date.is_none() && !is_change {
            date = meant;
        } else if let Some(byline) = read_byline(part).filter(|_| names.is_empty()) {
            names = byline.authors;
        } else {
            return false;
        }
    }
    // The day of something else is said here alone.
    if let (Some(known), Some(date)) = (&article.date_published, &date)
        && day_of(known) != day_of(date)
    {
        return false;
    }
    let is_known = |name: &Name| article.author.iter().any(|author| same_words(&author.name, &name.name));
    if !article.author.is_empty() && !names.iter().all(is_known) {
        return false;
    }
    if article.author.is_empty() {
        article.author = names;
    }
    article.date_published = article.date_published.take().or(date);
    true
}

/// The day of a date that can be read, as `YYYY-MM-DD`.
fn day_of(date: &str) -> Option<String> {
    let meant = match read_date(date) {
        Reading::AsGiven => date.to_owned(),
        Reading::Means(meant) | Reading::MeansInUtc(meant) | Reading::DayOnly(meant) => meant,
        Reading::Ambiguous | Reading::None => return None,
    };
    meant.get(..10).map(str::to_owned)
}

/// A list of links below "Related articles", or one of which each line is furniture: buttons.
fn is_list_of_furniture(list: &Block, below_furniture: bool) -> bool {
    let length = list.text.chars().count();
    let links: usize = links(list).sum();
    (below_furniture && links * 10 >= length * 8) || list.text.lines().all(is_furniture)
}

/// Whether a block says again what stands above the text: the headline, the standfirst or the byline.
fn repeats_head(block: &Block, article: &Article) -> bool {
    let is_standfirst = article.abstract_.as_deref().is_some_and(|text| same_words(text, &block.text));
    // A standfirst that is the beginning of the text is no repetition: without it the text would begin in the middle.
    let is_set_apart = block.kind == BlockKind::Heading;
    let is_byline = block.text.chars().count() < 100
        && read_byline(&block.text).is_some_and(|byline| {
            byline.authors.iter().all(|name| article.author.iter().any(|author| same_words(&author.name, &name.name)))
        });
    same_words(&block.text, &article.headline) || (is_standfirst && is_set_apart) || is_byline
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

/// Adds what JSON-LD and the tags say of pictures: to the picture of that address, else to the article.
fn add_told(article: &mut Article, told: Vec<Association>, base: &Base) {
    let has_pictures = article.associations.iter().any(|picture| picture.href.is_some());
    for mut picture in told {
        picture.href = picture.href.map(|href| base.join(&href));
        let file = |picture: &Association| picture.href.as_deref().map(|href| file_of(href).to_owned());
        let known = article.associations.iter().position(|known| known.href.is_some() && file(known) == file(&picture));
        match known {
            Some(known) => complete(article, known, picture),
            // Pages name the same picture in other sizes, which no address tells.
            None if has_pictures => {}
            None => {
                article.associations.push(picture);
                return;
            }
        }
    }
}

/// An address without its host and what behind `?` asks for another size.
fn file_of(href: &str) -> &str {
    let path = href.split(['?', '#']).next().unwrap_or(href);
    path.split_once("://").map_or(path, |(_, rest)| rest)
}

fn complete(article: &mut Article, at: usize, told: Association) {
    let Some(picture) = article.associations.get_mut(at) else { return };
    picture.alt_text = picture.alt_text.take().or(told.alt_text);
    picture.credit_text = picture.credit_text.take().or(told.credit_text);
    if picture.caption.is_none()
        && let Some(caption) = told.caption.filter(|caption| !caption.is_empty())
    {
        let figure = article.body.iter_mut().find(|block| block.association == Some(at) && block.text.is_empty());
        if let Some(figure) = figure {
            figure.text.clone_from(&caption);
        }
        picture.caption = Some(caption);
    }
}
