//! The lines that stand between a page's headline and its text: names, dates, the section. They are taken for what they are.

use article::{Article, Block, BlockKind, Name, SpanKind};

use super::facts::authors;
use crate::dates::{Reading, read_date};
use crate::plain_text::byline::{is_role, read_byline};
use crate::plain_text::date_lines::{date_of, parts_of};
use crate::plain_text::furniture::is_furniture;

/// The most blocks that are looked at, and the most of them that go.
const MOST: usize = 9;
/// What is longer, in characters, is a paragraph of the text.
const LONGEST: usize = 160;
/// The longest line of names and dates, in characters.
const LONGEST_LINE: usize = 120;

/// Takes the lines out of the blocks; answers those that the article keeps nowhere else.
pub fn take(blocks: &mut Vec<Block>, article: &mut Article) -> Vec<String> {
    let mut dropped = Vec::new();
    let (mut at, mut kept, mut sentences, mut is_below_byline) = (0, 0, 0, false);
    for _ in 0..2 * MOST {
        let Some(block) = blocks.get_mut(at).filter(|_| at < MOST) else { break };
        if matches!(block.kind, BlockKind::Figure) {
            at += 1;
            continue;
        }
        if let Some(end) = block.text.find('\n').filter(|_| block.kind == BlockKind::Paragraph) {
            let first = Block::paragraph(block.text[..end].to_owned());
            if is_taken(&first, kept == 0, article).is_some() {
                without_first_line(block, end);
                continue;
            }
        }
        let length = block.text.chars().count();
        let is_sentence = block.text.trim_end().ends_with(SENTENCE_ENDS);
        match is_taken(block, kept == 0, article) {
            Some(taken) => {
                is_below_byline = taken == Taken::Byline;
                blocks.remove(at);
            }
            // Where nobody is of whom it could be told it stays.
            None if is_below_byline
                && is_task(block)
                && article.author.last().is_some_and(|author| author.role.is_none()) =>
            {
                let role = blocks.remove(at).text;
                if let Some(author) = article.author.last_mut() {
                    author.role = Some(role);
                }
            }
            None if sentences == 0 && is_section(block) => {
                dropped.push(block.text.replace('\n', " / "));
                blocks.remove(at);
            }
            None if length > LONGEST || is_sentence && sentences > 0 => break,
            None => {
                sentences += usize::from(is_sentence);
                kept += 1;
                at += 1;
            }
        }
    }
    dropped
}

/// What ends a sentence; a line of names and dates ends otherwise.
const SENTENCE_ENDS: [char; 10] = ['.', '!', '?', '…', '”', '"', '»', '。', '！', '？'];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Headline,
    Byline,
}

fn is_taken(block: &Block, is_first: bool, article: &mut Article) -> Option<Taken> {
    if repeats_headline(block, is_first, article) {
        Some(Taken::Headline)
    } else if repeats_byline(block, article) || takes_line(block, article) || is_stamp(block, article) {
        Some(Taken::Byline)
    } else {
        None
    }
}

fn without_first_line(block: &mut Block, end: usize) {
    let gone = block.text[..=end].chars().count();
    block.text.drain(..=end);
    for span in &mut block.spans {
        (span.start, span.end) = (span.start.saturating_sub(gone), span.end.saturating_sub(gone));
    }
    block.spans.retain(|span| span.start < span.end);
}

/// The headline again, or the standfirst set as a heading.
fn repeats_headline(block: &Block, is_first: bool, article: &Article) -> bool {
    let is_heading = block.kind == BlockKind::Heading;
    // A standfirst that is the beginning of the text is no repetition: without it the text would begin in the middle.
    let is_standfirst =
        is_first && is_heading && article.abstract_.as_deref().is_some_and(|text| same_words(text, &block.text));
    // A heading may have the topic before the headline.
    let ends_with_it =
        || is_heading && article.headline.chars().count() >= 20 && block.text.ends_with(article.headline.as_str());
    same_words(&block.text, &article.headline) || is_standfirst || ends_with_it()
}

fn repeats_byline(block: &Block, article: &Article) -> bool {
    block.text.chars().count() < 100
        && read_byline(&block.text).is_some_and(|byline| byline.authors.iter().all(|name| is_author(name, article)))
}

fn is_author(name: &Name, article: &Article) -> bool {
    article.author.iter().any(|author| same_words(&author.name, &name.name))
}

/// What stands before the house that a text comes from.
const SOURCES: [&str; 8] = ["来源", "來源", "稿源", "출처", "المصدر", "quelle", "fonte", "fuente"];

/// What a part of a line says.
enum Part {
    Date(String),
    Change,
    Authors(Vec<Name>),
    Source(String),
    Nothing,
}

fn part_of(part: &str) -> Option<Part> {
    let (is_change, said) = date_of(part);
    match read_date(said) {
        _ if is_furniture(part) => return Some(Part::Nothing),
        Reading::AsGiven | Reading::Means(_) | Reading::MeansInUtc(_) if is_change => return Some(Part::Change),
        Reading::AsGiven => return Some(Part::Date(said.to_owned())),
        Reading::Means(meant) => return Some(Part::Date(meant)),
        // Printed times are in the paper's zone, which is not known; the day is.
        Reading::MeansInUtc(meant) => return Some(Part::Date(meant.chars().take(10).collect())),
        Reading::DayOnly(_) | Reading::Ambiguous | Reading::None => {}
    }
    if let Some(byline) = read_byline(part) {
        return Some(Part::Authors(byline.authors));
    }
    let (label, said) = part.split_once(['：', ':']).map(|(label, said)| (label.trim(), said.trim()))?;
    if said.is_empty() {
        return None;
    }
    if SOURCES.contains(&label.to_lowercase().as_str()) {
        return Some(Part::Source(said.to_owned()));
    }
    let names = authors(part);
    let is_labelled = names.iter().all(|name| !name.name.contains(['：', ':'])) && !names.is_empty();
    is_labelled.then_some(Part::Authors(names))
}

/// The parts of a line, also where only blanks part them: before each label with a wide colon, as in China.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in parts_of(text).flat_map(|part| part.split('\u{3000}')) {
        let mut open = String::new();
        for word in part.split_whitespace() {
            if word.contains('：') && !open.is_empty() {
                parts.push(std::mem::take(&mut open));
            }
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
        if !open.is_empty() {
            parts.push(open);
        }
    }
    parts
}

/// Takes a line of names and dates, and of nothing else, for what it is where the article has none yet: "By Jane Doe | March 3, 2024".
/// Answers whether nothing is lost without the line.
fn takes_line(block: &Block, article: &mut Article) -> bool {
    if block.kind != BlockKind::Paragraph || block.text.chars().count() > LONGEST_LINE {
        return false;
    }
    let (mut names, mut date, mut sources, mut says) = (Vec::new(), None, Vec::new(), false);
    for part in parts(&block.text) {
        match part_of(&part) {
            Some(Part::Date(meant)) if date.is_none() => date = Some(meant),
            Some(Part::Authors(given)) if names.is_empty() => names = given,
            Some(Part::Source(name)) => sources.push(Name::from(name.as_str())),
            Some(Part::Change) if date.is_some() => {}
            Some(Part::Nothing) => continue,
            _ => return false,
        }
        says = true;
    }
    // The day of something else is said here alone.
    if let (Some(known), Some(date)) = (&article.date_published, &date)
        && day_of(known) != day_of(date)
    {
        return false;
    }
    if !says || !article.author.is_empty() && !is_house(article) && !names.iter().all(|name| is_author(name, article)) {
        return false;
    }
    if !names.is_empty() && (article.author.is_empty() || is_house(article)) {
        article.author = names;
    }
    article.date_published = article.date_published.take().or(date);
    if article.info_sources.is_empty() {
        article.info_sources = sources;
    }
    true
}

/// Whether the house that publishes the article stands for its author: who wrote it says more.
fn is_house(article: &Article) -> bool {
    let Some(publisher) = &article.publisher else { return false };
    !article.author.is_empty() && article.author.iter().all(|author| same_words(&author.name, &publisher.name))
}

/// The most words beside the dates of a line: "Skarn - 5 March 2024, updated 6 March 2024, 3 min".
const MOST_WORDS: usize = 6;

/// The most words beside a date by which a line dates an article that has no other: "published on".
const MOST_BESIDE: usize = 2;

/// Whether a line says when, among some words, and nothing that is not known: each of its days is one of the article's. Where that has no
/// date, the first is taken.
fn is_stamp(block: &Block, article: &mut Article) -> bool {
    let text = &block.text;
    let is_line = block.kind == BlockKind::Paragraph && text.chars().count() <= LONGEST_LINE;
    if !is_line || !text.contains(char::is_numeric) || text.ends_with(['!', '?', '”', '"', '»', '…']) {
        return false;
    }
    let words: Vec<&str> = date_of(text).1.split_whitespace().collect();
    let known: Vec<String> = [&article.date_published, &article.date_modified]
        .into_iter()
        .flatten()
        .filter_map(|date| day_of(date))
        .collect();
    let (mut at, mut others, mut dates, mut names) = (0, 0, Vec::new(), false);
    while at < words.len() {
        match longest_date(&words[at..], &known) {
            Some((length, date)) => {
                dates.extend(date);
                at += length;
            }
            None => {
                others += usize::from(words[at].contains(char::is_alphanumeric));
                names |= words[at].starts_with(char::is_uppercase);
                at += 1;
            }
        }
    }
    // A sentence of so few words would have a date and hardly more.
    if dates.is_empty() || others > MOST_WORDS || text.ends_with('.') && others > 3 {
        return false;
    }
    if known.is_empty() {
        // "Paris | March 3, 2024" says more, and so does a sentence of few words in a script without capitals.
        let is_bare = !names && others <= MOST_BESIDE;
        article.date_published = dates.first().filter(|_| is_bare).cloned();
        return is_bare;
    }
    // A later day is that of a change which the page tells here alone, and which is of no use without what changed.
    dates.first().is_some_and(|date| known.contains(date))
}

/// The most words of a date: "Monday, 5 March 2024 at 10:30 a.m. GMT".
const MOST_DATE_WORDS: usize = 9;

/// The date that the most words say with which a line begins, as a day. One that may mean two days is none, but where one of them is known.
fn longest_date(words: &[&str], known: &[String]) -> Option<(usize, Option<String>)> {
    (1..=words.len().min(MOST_DATE_WORDS)).rev().find_map(|length| {
        let text = words[..length].join(" ");
        let text = text.trim_matches(['(', ')', ',', ';', '|', '·', '-', '–', ':']);
        if !text.contains(|sign: char| !sign.is_ascii_digit()) {
            return None;
        }
        let means_known = || two_days(text).into_iter().find(|day| known.contains(day));
        match read_date(text) {
            Reading::Ambiguous => means_known().map(|day| (length, Some(day))),
            _ => day_of(text).map(|day| (length, Some(day))),
        }
    })
}

/// The days that 05/03/2024 may mean.
fn two_days(text: &str) -> Vec<String> {
    let numbers: Vec<u32> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let [one, other, year, ..] = numbers.as_slice() else { return Vec::new() };
    [(one, other), (other, one)].map(|(month, day)| format!("{year:04}-{month:02}-{day:02}")).to_vec()
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

/// The longest task of an author, in characters.
const LONGEST_TASK: usize = 60;

/// "Coast correspondent, in Skarn"
fn is_task(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.text.chars().count() <= LONGEST_TASK
        && !block.text.ends_with(SENTENCE_ENDS)
        && is_role(&block.text)
}

/// Whether a block names the section: some words that lead there, or some of them below one another.
fn is_section(block: &Block) -> bool {
    let links: usize =
        block.spans.iter().filter(|span| span.kind == SpanKind::Link).map(|span| span.end - span.start).sum();
    let length = block.text.chars().filter(|sign| *sign != '\n').count();
    let lines = block.text.lines().count();
    matches!(block.kind, BlockKind::Paragraph | BlockKind::List)
        && links >= length
        && lines <= 4
        && block.text.lines().all(|line| line.split_whitespace().count() <= 3 && line.chars().count() <= 40)
}

/// Whether two texts are the same words.
pub fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}
