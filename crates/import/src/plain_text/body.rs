//! The body's blocks: paragraphs, sub-headings, lists, and pictures among them.

use article::{Article, Block, BlockKind};

use super::caption::{Where, read_caption};
use super::paragraphs::Paragraph;

/// A line of a list: its number, where it has one, and its text.
pub fn item_text(line: &str) -> Option<(Option<u64>, &str)> {
    let bullet = ["- ", "• ", "* ", "· ", "▪ ", "● ", "•"].into_iter().find_map(|sign| line.strip_prefix(sign));
    if let Some(text) = bullet {
        return (!text.trim().is_empty()).then(|| (None, text.trim()));
    }
    let (number, text) = line.split_once([')', '.'])?;
    let is_item = number.len() <= 2 && text.starts_with(' ') && !text.trim().is_empty();
    number.parse().ok().filter(|_| is_item).map(|number| (Some(number), text.trim()))
}

/// Adds the blocks of these paragraphs to the article.
pub fn add_body(article: &mut Article, paragraphs: &[Paragraph]) {
    let mut rest = paragraphs;
    while let Some((paragraph, behind)) = rest.split_first() {
        let (list, after) = take_list(rest);
        if let Some(list) = list {
            article.body.push(list);
            rest = after;
            continue;
        }
        rest = behind;
        if let Some(picture) = read_caption(&paragraph.text, Where::Body) {
            let text = picture.caption.clone().unwrap_or_default();
            let last =
                article.associations.last_mut().filter(|last| last.credit_text.is_none() && last.caption.is_some());
            match (last, picture.caption.is_some()) {
                // A credit on a line of its own belongs to the picture before.
                (Some(last), false) => last.credit_text = picture.credit_text,
                _ => {
                    let association = Some(article.associations.len());
                    article.associations.push(picture);
                    article.body.push(Block { association, ..Block::new(BlockKind::Figure, text) });
                }
            }
        } else if !article.body.is_empty() && is_heading(&paragraph.text, behind.first()) {
            article.body.push(Block { level: Some(2), ..Block::new(BlockKind::Heading, paragraph.text.clone()) });
        } else {
            article.body.push(Block::paragraph(paragraph.text.clone()));
        }
    }
}

/// Takes the list that stands here: two items or more, the numbered ones from 1 on. A dash may begin speech, and a
/// number a sentence, so that one alone is none; a round bullet is enough.
fn take_list(paragraphs: &[Paragraph]) -> (Option<Block>, &[Paragraph]) {
    let first = paragraphs.first().and_then(|paragraph| item_text(&paragraph.text));
    let Some((first_number, _)) = first else { return (None, paragraphs) };
    let mut items = Vec::new();
    for (paragraph, wanted) in paragraphs.iter().zip(1..) {
        match item_text(&paragraph.text) {
            Some((number, text)) if number == first_number.map(|_| wanted) => items.push(text),
            _ => break,
        }
    }
    let is_bullet = paragraphs[0].text.starts_with(['•', '▪', '●']);
    if items.len() < 2 && !(is_bullet && items.len() == 1) {
        return (None, paragraphs);
    }
    let ordered = first_number.is_some();
    (Some(Block { ordered, ..Block::new(BlockKind::List, items.join("\n")) }), &paragraphs[items.len()..])
}

/// A short line without a full stop, over a paragraph that ends with one. A question is as often a sentence of the
/// text, or of an interview, as a heading: it is left a paragraph.
fn is_heading(text: &str, next: Option<&Paragraph>) -> bool {
    let is_short = text.chars().count() <= 80 && text.split_whitespace().count() <= 10;
    let is_open = !text.ends_with(|character: char| ".!?,;:…”\"’')]»-–—".contains(character));
    let is_title = text.starts_with(|character: char| character.is_uppercase() || character.is_ascii_digit())
        && text.contains(char::is_alphabetic);
    let leads = next.is_some_and(|next| {
        let is_longer = next.text.chars().count() > text.chars().count().max(60);
        is_longer && next.text.ends_with(['.', '!', '?', '”', '"', '’', ')', ':', '…', '»'])
    });
    is_short && is_open && is_title && leads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[(&str, &str)]) {
        let paragraphs: Vec<_> = lines.iter().map(|line| Paragraph { text: (*line).to_owned(), line: 1 }).collect();
        let mut article = Article::default();
        add_body(&mut article, &paragraphs);
        let blocks: Vec<_> = article.body.iter().map(|block| (block.kind.name(), block.text.as_str())).collect();
        assert_eq!(blocks, expected);
    }

    const PROSE: &str = "The harbour opened again on Tuesday after a strike that had lasted for nine days.";

    #[test]
    fn lines_with_signs_are_lists() {
        check(
            &[PROSE, "- ferries", "- tugs", PROSE],
            &[("paragraph", PROSE), ("list", "ferries\ntugs"), ("paragraph", PROSE)],
        );
        check(&["• ferries", PROSE], &[("list", "ferries"), ("paragraph", PROSE)]);
        check(&["1. ferries", "2. tugs"], &[("list", "ferries\ntugs")]);
        check(&["- “No,” he said."], &[("paragraph", "- “No,” he said.")]);
        check(&["1. ferries", "3. tugs"], &[("paragraph", "1. ferries"), ("paragraph", "3. tugs")]);
        check(&["12. September war es so weit."], &[("paragraph", "12. September war es so weit.")]);
    }

    #[test]
    fn short_open_lines_over_paragraphs_are_headings() {
        check(
            &[PROSE, "What comes next", PROSE],
            &[("paragraph", PROSE), ("heading", "What comes next"), ("paragraph", PROSE)],
        );
        check(
            &[PROSE, "“What comes next?”", PROSE],
            &[("paragraph", PROSE), ("paragraph", "“What comes next?”"), ("paragraph", PROSE)],
        );
        check(&[PROSE, "Why?", PROSE], &[("paragraph", PROSE), ("paragraph", "Why?"), ("paragraph", PROSE)]);
        check(&[PROSE, "He said:", PROSE], &[("paragraph", PROSE), ("paragraph", "He said:"), ("paragraph", PROSE)]);
        check(&[PROSE, "Jane Doe"], &[("paragraph", PROSE), ("paragraph", "Jane Doe")]);
    }

    #[test]
    fn pictures_among_paragraphs_are_figures() {
        check(
            &[PROSE, "The harbour. (AP Photo/Jane Doe)", PROSE],
            &[("paragraph", PROSE), ("figure", "The harbour."), ("paragraph", PROSE)],
        );
    }
}
