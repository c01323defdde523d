//! The text of a page's article as blocks, without what belongs to the page.

use article::{Article, Association, Block, BlockKind, SpanKind};
use std::collections::BTreeSet;

use super::contents;
use super::dropped::Dropped;
use super::extract::Extract;
use super::foot_lines;
use super::head_lines::{self, same_words};
use super::lead::Lead;
use super::picture_lines;
use super::pointers;
use super::tail;
use crate::html::{self, Base, Body};
use crate::plain_text::caption::east_asia;
use crate::plain_text::date_lines::parts_of;
use crate::plain_text::furniture::{is_furniture, is_label_of_tags, is_rights, points};

/// Reads the text that the extractor found; where the page carries a text for machines that is far longer, that.
pub fn read(extract: &Extract, told: Option<Body>, base: &Base) -> Body {
    let mut found = extract.article().map(|article| html::element(article, base)).unwrap_or_default();
    picture_lines::take(&mut found);
    told.filter(|told| length(told) > 3 * length(&found)).unwrap_or(found)
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
        // A sign of East Asia says as much as two letters.
        let weight = if east_asia::is_east_asian(&block.text) { 2 } else { 1 };
        let length = weight * block.text.chars().count();
        let links = weight * links(block).sum::<usize>();
        all += length;
        linked += links;
        let is_prose = !matches!(block.kind, BlockKind::Heading | BlockKind::Figure) && links * 2 < length;
        prose += if is_prose { length } else { 0 };
    }
    let least = if is_marked { LEAST_MARKED } else { LEAST };
    let is_text = prose >= least && linked * 2 < all;
    is_text && (!headline.is_empty() || is_marked)
}

/// Puts the pictures that stand between headline and text above the text, where it does not show them itself. Answers the standfirst,
/// unless it is a part of the text.
pub fn add_lead(body: &mut Body, lead: Lead) -> Option<String> {
    let Lead { pictures: Body { blocks, associations }, prose, standfirst } = lead;
    let files: BTreeSet<String> =
        body.associations.iter().filter_map(|picture| picture.href.as_deref()).map(name_of_file).collect();
    let captions: BTreeSet<&str> = body.blocks.iter().map(|block| block.text.as_str()).collect();
    let is_new = |block: &Block| {
        let picture = block.association.and_then(|at| associations.get(at));
        let file = picture.and_then(|picture| picture.href.as_deref()).map(name_of_file);
        !file.is_some_and(|file| files.contains(&file))
            && (block.text.is_empty() || !captions.contains(block.text.as_str()))
    };
    let new: Vec<Block> = blocks.iter().filter(|block| is_new(block)).cloned().collect();
    let begins = |block: &Block| prose.as_deref().is_some_and(|prose| same_words(&block.text, prose));
    let mut at = body.blocks.iter().position(begins).unwrap_or_default();
    for mut block in new {
        let Some(picture) = block.association.and_then(|at| associations.get(at)) else { continue };
        block.association = Some(body.associations.len());
        body.associations.push(picture.clone());
        body.blocks.insert(at, block);
        at += 1;
    }
    // One that is set as a heading is no part of the text.
    let is_text = |standfirst: &str| {
        let is_same = |block: &Block| block.kind != BlockKind::Heading && same_words(&block.text, standfirst);
        body.blocks.iter().any(is_same)
    };
    standfirst.filter(|standfirst| !is_text(standfirst))
}

/// The last part of an address: pages show one picture in several sizes from folders of their own. Of a name that any picture may have the
/// whole address without its host.
fn name_of_file(href: &str) -> String {
    let file = file_of(href);
    let name = file.rsplit('/').find(|part| !part.is_empty()).unwrap_or(file);
    let is_own = !is_generic(name.split('.').next().unwrap_or(name));
    (if is_own { name } else { file }).to_owned()
}

/// Names that programs give to each picture, or to each size of one.
const GENERIC: [&str; 32] = [
    "",
    "x",
    "w",
    "h",
    "px",
    "wx",
    "wxh",
    "image",
    "images",
    "img",
    "photo",
    "foto",
    "picture",
    "pic",
    "bild",
    "file",
    "media",
    "upload",
    "original",
    "master",
    "default",
    "full",
    "large",
    "medium",
    "small",
    "thumb",
    "thumbnail",
    "main",
    "lead",
    "hero",
    "cover",
    "index",
];

/// The most digits of a name that count pictures or pixels; more are a number of its own.
const FEW_DIGITS: usize = 6;

/// Whether many pictures have this name: `5000`, `original`, `image-2`, `1200x675`.
fn is_generic(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let word: String = name.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase).collect();
    GENERIC.contains(&word.as_str()) && (digits < FEW_DIGITS || word == "x")
}

/// The lengths of a block's links.
fn links(block: &Block) -> impl Iterator<Item = usize> {
    block.spans.iter().filter(|span| span.kind == SpanKind::Link).map(|span| span.end - span.start)
}

/// What a page shows beside the text.
pub struct Shown<'a> {
    /// A date by a class alone.
    pub day: Option<&'a str>,
    /// Where its menus lead.
    pub topics: &'a [String],
}

/// Gives an article its text, and its pictures what else is said of them; answers the lines that were left out.
pub fn add(article: &mut Article, mut body: Body, base: &Base, shown: &Shown) -> Vec<Dropped> {
    let classed = shown.day;
    let mut dropped = contents::take(&mut body.blocks);
    dropped.extend(pointers::take(&mut body.blocks, article.url.as_deref()));
    dropped.extend(tail::take(&mut body.blocks, &article.author));
    let mut below = Below::Text;
    body.blocks.retain(|block| {
        let is_left_out = match block.kind {
            BlockKind::Heading if same_words(&block.text, &article.headline) => return false,
            BlockKind::Figure | BlockKind::Table => return true,
            BlockKind::List => is_list_of_furniture(block, below),
            _ => is_furniture(&block.text) || is_line_of_furniture(&block.text) || leads_away(block),
        };
        below = match is_left_out {
            true if is_label_of_tags(&block.text) => Below::Tags,
            true => Below::Furniture,
            false => Below::Text,
        };
        if is_left_out {
            if is_rights(&block.text) && article.copyright_notice.is_none() {
                article.copyright_notice = Some(block.text.clone());
            }
            dropped.push(Dropped::promotion(&block.text));
        }
        !is_left_out
    });
    dropped.extend(tail::take_end_marks(&mut body.blocks));
    let lines = head_lines::take(&mut body.blocks, article, shown);
    dropped.extend(lines.iter().map(|line| Dropped::head_line(line)));
    foot_lines::take(&mut body.blocks, article, classed);
    for block in &mut body.blocks {
        block.level = block.level.map(|level| level.clamp(2, 6));
    }
    let told = std::mem::take(&mut article.associations);
    body.add_to(article);
    add_told(article, told, base);
    dropped
}

/// "Print this page | Close window"
fn is_line_of_furniture(text: &str) -> bool {
    text.chars().count() <= LONGEST_LINK && parts_of(text).count() > 1 && parts_of(text).all(is_furniture)
}

/// Whether a block is a link to another place of the page, a prompt that is one link, or a line of links and rights.
fn leads_away(block: &Block) -> bool {
    let linked: usize = links(block).sum();
    let length = block.text.chars().count();
    if linked == 0
        || !block.text.contains(char::is_alphabetic)
        || length > LONGEST_LINK
        || block.kind == BlockKind::Heading
    {
        return false;
    }
    let is_one_link = linked >= length && block.text.contains(' ');
    let is_within = block
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Link)
        .all(|span| span.href.as_deref().is_some_and(|href| href.starts_with('#')));
    let speaks_of_letters =
        ["newsletter", "boletín", "рассылк"].iter().any(|word| block.text.to_lowercase().contains(word));
    // "Back to the front page | Copyright 1997 The Courier"
    let parts: Vec<&str> = parts_of(&block.text).collect();
    let is_line_of_links = || parts.len() > 1 && linked * 3 >= length && parts.iter().any(|part| is_rights(part));
    // "Read also The mill runs again", of which the second part leads there.
    let is_pointer = || points(&unlinked(block)) && linked * 2 > length;
    is_one_link && (is_within || speaks_of_letters) || is_line_of_links() || is_pointer()
}

/// The text of a block without its links.
fn unlinked(block: &Block) -> String {
    let links: Vec<_> = block.spans.iter().filter(|span| span.kind == SpanKind::Link).collect();
    let is_outside = |at: usize| !links.iter().any(|link| (link.start..link.end).contains(&at));
    block.text.chars().enumerate().filter(|(at, _)| is_outside(*at)).map(|(_, sign)| sign).collect()
}

/// The longest such line, in characters.
const LONGEST_LINK: usize = 160;

/// What a block stands below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Text,
    /// A line that was left out.
    Furniture,
    /// One of these that stands above the words under which an article is filed.
    Tags,
}

/// A list of links below "Related articles" or of words below "Tags", or one of which each line is furniture: buttons.
fn is_list_of_furniture(list: &Block, below: Below) -> bool {
    let length = list.text.chars().count();
    let links: usize = links(list).sum();
    (below != Below::Text && links * 10 >= length * 8)
        || below == Below::Tags && list.text.lines().all(is_tag)
        || list.text.lines().all(is_furniture)
}

/// The longest word under which an article is filed, in letters; a sign of East Asia says as much as two.
const LONGEST_TAG: usize = 40;

fn is_tag(line: &str) -> bool {
    let weight = if east_asia::is_east_asian(line) { 2 } else { 1 };
    line.split_whitespace().count() <= 4
        && weight * line.chars().count() <= LONGEST_TAG
        && !line.ends_with(['.', '!', '?', '…', '。', '！', '？', '；'])
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
