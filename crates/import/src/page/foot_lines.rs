//! Names and dates that stand only below the text, in a last line that nothing marks: `— Jane Roe, 3 May 2024`.

use article::{Article, Block, BlockKind, Name, SpanKind};

use super::bare_byline::may_be_persons;
use super::head_lines::{Part, date_part, is_author, is_house, names_and_date, same_words};
use super::stamps::day_of;
use crate::plain_text::byline::{authors_in, read_byline};
use crate::plain_text::date_lines::parts_of;

/// The longest such line, in characters.
const LONGEST: usize = 100;
/// How many such lines there may be: a name and a date.
const MOST: usize = 2;

/// What such a line says.
#[derive(Default)]
struct Said {
    authors: Vec<Name>,
    date: Option<String>,
    change: Option<String>,
}

/// Takes the lines off a text where the article says the same, or nothing of it. `classed` is a date that the page shows by a class alone.
pub fn take(blocks: &mut Vec<Block>, article: &mut Article, classed: Option<&str>) {
    for _ in 0..MOST {
        let n_blocks = blocks.len();
        let Some(last) = blocks.last_mut().filter(|last| last.kind == BlockKind::Paragraph) else { return };
        let start = last.text.rfind('\n').map_or(0, |end| end + 1);
        let line = &last.text[start..];
        let said = read(line).or_else(|| names_author(line, article)).filter(|_| start > 0 || n_blocks > 1);
        let Some(said) = said else { return };
        let is_of_others = start == 0 && (!follows_text(blocks) || said.authors.is_empty() && follows_date(blocks))
            || said.date.is_none() && follows_quotation(blocks, start);
        if is_of_others || !settle(said, article, classed) {
            return;
        }
        let Some(last) = blocks.last_mut().filter(|_| start > 0) else {
            blocks.pop();
            continue;
        };
        last.text.truncate(start.saturating_sub(1));
        let length = last.text.chars().count();
        last.spans.retain_mut(|span| {
            span.end = span.end.min(length);
            span.start < span.end
        });
    }
}

/// Whether text stands before the last block, and not a heading or a link to another article.
fn follows_text(blocks: &[Block]) -> bool {
    let Some((_, [.., before])) = blocks.split_last() else { return false };
    let links = before.spans.iter().filter(|span| span.kind == SpanKind::Link).map(|span| span.end - span.start);
    let is_link = links.sum::<usize>() * 2 > before.text.chars().count();
    !is_link && before.kind != BlockKind::Heading
}

/// Whether the last block but one says a day too, and nothing else: then the last is one of a list of days.
fn follows_date(blocks: &[Block]) -> bool {
    let before = blocks.split_last().and_then(|(_, before)| before.last());
    before.and_then(|before| read(&before.text)).is_some_and(|said| said.authors.is_empty())
}

/// Whether what stands before a line is a quotation, of which the line names the speaker.
fn follows_quotation(blocks: &[Block], start: usize) -> bool {
    let Some((last, before)) = blocks.split_last() else { return false };
    let ends = |text: &str| text.trim_end().ends_with(['”', '"', '»', '“', '’', '」', '*']);
    let is_quotation =
        |block: &Block| matches!(block.kind, BlockKind::Blockquote | BlockKind::Pullquote) || ends(&block.text);
    if start > 0 { ends(&last.text[..start]) } else { before.last().is_some_and(is_quotation) }
}

fn read(line: &str) -> Option<Said> {
    let line = line.trim();
    if line.chars().count() > LONGEST {
        return None;
    }
    let in_brackets = line.strip_prefix(['(', '（']).and_then(|line| line.strip_suffix([')', '）']));
    let bare = in_brackets.unwrap_or(line).trim_start_matches(['—', '–', '-', '―', '~', ' ']);
    let is_signed = bare.len() < line.len();
    let mut said = Said::default();
    for part in parts_of(bare) {
        let found = match date_part(part).or_else(|| names(part, is_signed)) {
            Some(found) => vec![found],
            None => names_and_date(part, |text| names(text, true))?.into(),
        };
        for part in found {
            match part {
                Part::Authors(names) if said.authors.is_empty() => said.authors = names,
                Part::Date(date) if said.date.is_none() => said.date = Some(date),
                Part::Change(date) if said.change.is_none() => said.change = Some(date),
                _ => return None,
            }
        }
    }
    (!said.authors.is_empty() || said.date.is_some() || said.change.is_some()).then_some(said)
}

/// An author of the article, whose name is all that a line says.
fn names_author(line: &str, article: &Article) -> Option<Said> {
    let author = article.author.iter().find(|author| same_words(&author.name, line))?;
    Some(Said { authors: vec![author.clone()], ..Said::default() })
}

/// Names behind "By" or a label; without one where something else says that they sign the text.
fn names(part: &str, is_signed: bool) -> Option<Part> {
    let byline = || read_byline(part).map(|byline| byline.authors);
    let bare = || {
        let name = || may_be_persons(part).then(|| vec![Name::from(part)]);
        let several = || authors_in(part).filter(|names| names.len() > 1);
        name().or_else(several).filter(|_| is_signed)
    };
    byline().or_else(|| reporter(part)).or_else(bare).map(Part::Authors)
}

/// `홍길동 기자 hong@example.org`, `记者 李明`
pub fn reporter(part: &str) -> Option<Vec<Name>> {
    let is_name = |word: &str| {
        (2..=4).contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric) && !word.is_ascii()
    };
    let words: Vec<&str> = part.split_whitespace().filter(|word| !word.contains('@')).collect();
    let (name, role) = match words.as_slice() {
        [name, role @ ("기자" | "특파원" | "記者" | "记者")] | [role @ ("记者" | "記者"), name] => {
            (*name, *role)
        }
        _ => return None,
    };
    is_name(name).then(|| vec![Name { role: Some(role.to_owned()), ..Name::from(name) }])
}

/// Gives an article what a line says; answers whether nothing of it is at odds with what is known.
fn settle(said: Said, article: &mut Article, classed: Option<&str>) -> bool {
    let is_open = article.author.is_empty() || is_house(article);
    let are_known = || said.authors.iter().all(|name| is_author(name, article));
    let is_same = |known: Option<&str>, said: &Option<String>| match (known.and_then(day_of), said) {
        (Some(known), Some(said)) => day_of(said).is_some_and(|said| said == known),
        _ => true,
    };
    let known = article.date_published.as_deref().or(classed);
    if !is_open && !are_known()
        || !is_same(known, &said.date)
        || !is_same(article.date_modified.as_deref(), &said.change)
    {
        return false;
    }
    if is_open && !said.authors.is_empty() {
        article.author = said.authors;
    }
    article.date_published = article.date_published.take().or(said.date);
    article.date_modified = article.date_modified.take().or(said.change);
    true
}
