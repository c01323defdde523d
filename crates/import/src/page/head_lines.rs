//! The lines that stand between a page's headline and its text: names, dates, the section. They are taken for what they are.

use article::{Article, Block, BlockKind, Name, SpanKind};

use super::bare_byline::{is_known, leads_to_author, may_be_persons};
use super::body::Shown;
use super::facts::authors;
use super::foot_lines::reporter;
use super::site::rest_of;
use super::stamps::{self, Certain, LONGEST_LINE, day_of};
use crate::dates::{Reading, in_year, is_day_without_year, read_date};
use crate::plain_text::byline::{authors_in, is_role, read_byline};
use crate::plain_text::date_lines::{date_of, parts_of};
use crate::plain_text::furniture::is_furniture;

/// The most blocks that are looked at, and the most of them that go.
const MOST: usize = 9;
/// What is longer, in characters, is a paragraph of the text.
const LONGEST: usize = 160;

/// Takes the lines out of the blocks; answers those that the article keeps nowhere else. The date that the page
/// shows by a class alone gives way to what a line says.
pub fn take(blocks: &mut Vec<Block>, article: &mut Article, shown: &Shown) -> Vec<String> {
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
            if let Some(taken) = is_taken(&first, kept == 0, article, shown) {
                is_below_byline |= taken.is_byline;
                dropped.extend(Some(first.text).filter(|_| taken.is_told));
                without_first_line(block, end);
                continue;
            }
        }
        let length = block.text.chars().count();
        let is_sentence = block.text.trim_end().ends_with(SENTENCE_ENDS);
        match is_taken(block, kept == 0, article, shown) {
            Some(taken) => {
                is_below_byline |= taken.is_byline;
                dropped.extend(Some(blocks.remove(at).text).filter(|_| taken.is_told));
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
                is_below_byline = false;
            }
        }
    }
    dropped
}

/// What ends a sentence; a line of names and dates ends otherwise.
const SENTENCE_ENDS: [char; 10] = ['.', '!', '?', '…', '”', '"', '»', '。', '！', '？'];

/// A line that goes.
#[derive(Clone, Copy, Default)]
struct Taken {
    /// Whether it names the authors, of whom the next line may tell more.
    is_byline: bool,
    /// Whether it says what the article keeps nowhere else.
    is_told: bool,
}

fn is_taken(block: &Block, is_first: bool, article: &mut Article, shown: &Shown) -> Option<Taken> {
    repeats_headline(block, is_first, article)
        .or_else(|| repeats_byline(block, article))
        .or_else(|| repeats_day(block, article))
        .or_else(|| takes_line(block, article, shown))
        .or_else(|| takes_stamp(block, article, shown.day).then_some(Taken { is_told: true, is_byline: false }))
}

fn without_first_line(block: &mut Block, end: usize) {
    let gone = block.text[..=end].chars().count();
    block.text.drain(..=end);
    for span in &mut block.spans {
        (span.start, span.end) = (span.start.saturating_sub(gone), span.end.saturating_sub(gone));
    }
    block.spans.retain(|span| span.start < span.end);
}

/// The least words of a line that is the headline behind a site's name.
const LEAST_WORDS: usize = 4;

/// The headline again, or the standfirst set as a heading.
fn repeats_headline(block: &Block, is_first: bool, article: &mut Article) -> Option<Taken> {
    let is_heading = block.kind == BlockKind::Heading;
    // The title of an old page begins with the site's name, and no heading says which part is the headline.
    let is_most = || block.text.split_whitespace().count() >= LEAST_WORDS && article.headline.ends_with(&block.text);
    if is_first && is_most() && rest_of(&block.text, &article.headline).is_some() {
        article.headline.clone_from(&block.text);
    }
    // A standfirst that is the beginning of the text is no repetition: without it the text would begin in the middle.
    let is_standfirst =
        is_first && is_heading && article.abstract_.as_deref().is_some_and(|text| same_words(text, &block.text));
    // A heading may have the topic before the headline.
    let ends_with_it =
        is_heading && article.headline.chars().count() >= 20 && block.text.ends_with(article.headline.as_str());
    let is_repeated = same_words(&block.text, &article.headline) || is_standfirst;
    (is_repeated || ends_with_it).then_some(Taken { is_told: !is_repeated, is_byline: false })
}

fn repeats_byline(block: &Block, article: &Article) -> Option<Taken> {
    if block.text.chars().count() >= 100 {
        return None;
    }
    let is_own = |name: &Name| article.author.iter().any(|author| same_words(&author.name, &name.name));
    // In print no word stands before the names.
    let names = authors_in(&block.text).filter(|_| block.kind == BlockKind::Paragraph).unwrap_or_default();
    if !names.is_empty() && names.iter().all(|name| name.role.is_none() && is_own(name)) {
        return Some(Taken { is_byline: true, is_told: false });
    }
    let byline = read_byline(&block.text)?;
    let is_known = byline.authors.iter().all(|name| is_author(name, article)) && byline.authors.iter().any(is_own);
    let names: Vec<&str> = byline.authors.iter().map(|author| author.name.as_str()).collect();
    // "By Jane Doe, G1 — Skarn"
    let is_told = names != [byline.by.as_str()] && words_of(&byline.by) > names.iter().map(|name| words_of(name)).sum();
    is_known.then_some(Taken { is_byline: true, is_told })
}

/// The day of publication without its year.
fn repeats_day(block: &Block, article: &Article) -> Option<Taken> {
    let known = article.date_published.as_deref().and_then(day_of)?;
    let year = known.get(..4)?.parse().ok()?;
    let is_day = block.kind == BlockKind::Paragraph && is_day_without_year(&block.text);
    (is_day && in_year(&block.text, year) == Some(known)).then(Taken::default)
}

/// The number of words of a byline that name someone or something.
fn words_of(text: &str) -> usize {
    let joins = ["and", "und", "et", "y", "e", "en"];
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric) && !joins.contains(word)).count()
}

/// Whether a name is one of the authors, or the house beside them.
pub fn is_author(name: &Name, article: &Article) -> bool {
    article.author.iter().chain(&article.publisher).any(|author| same_words(&author.name, &name.name))
}

/// What stands before the house that a text comes from.
const SOURCES: [&str; 8] = ["来源", "來源", "稿源", "출처", "المصدر", "quelle", "fonte", "fuente"];

/// What a part of a line says.
pub enum Part {
    /// When it was published.
    Date(String),
    /// When it was changed.
    Change(String),
    /// Who wrote it.
    Authors(Vec<Name>),
    /// Where it comes from.
    Source(String),
    /// Nothing of the article.
    Nothing,
}

/// The date that a part is.
pub fn date_part(part: &str) -> Option<Part> {
    let (is_change, said) = date_of(part);
    let meant = match read_date(said) {
        Reading::AsGiven => said.to_owned(),
        Reading::Means(meant) => meant,
        // Printed times are in the paper's zone, which is not known; the day is.
        Reading::MeansInUtc(meant) => meant.chars().take(10).collect(),
        Reading::DayOnly(_) | Reading::Ambiguous | Reading::None => return None,
    };
    Some(if is_change { Part::Change(meant) } else { Part::Date(meant) })
}

fn part_of(part: &str) -> Option<Part> {
    if is_furniture(part) {
        return Some(Part::Nothing);
    }
    if let Some(date) = date_part(part) {
        return Some(date);
    }
    if let Some(byline) = byline(part).or_else(|| reporter(part).map(Part::Authors)) {
        return Some(byline);
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

/// What stands between names and a date on one line.
const BETWEEN: [char; 6] = [' ', ',', '-', '–', '—', '/'];

/// Names and a date, in either order, that a comma, a dash or nothing parts: "By Jane Doe, 5 March 2024". `names` reads what names somebody.
pub fn names_and_date(part: &str, names: impl Fn(&str) -> Option<Part>) -> Option<[Part; 2]> {
    part.match_indices(' ').find_map(|(at, _)| {
        let (before, behind) = (part[..at].trim_end_matches(BETWEEN), part[at..].trim_start_matches(BETWEEN));
        let in_order = || Some([names(before)?, date_part(behind)?]);
        in_order().or_else(|| Some([date_part(before)?, names(behind)?]))
    })
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

fn byline(text: &str) -> Option<Part> {
    read_byline(text).map(|byline| Part::Authors(byline.authors))
}

/// What a line says, part by part. None where it says anything else.
pub fn said_of(text: &str) -> Option<Vec<Part>> {
    let mut said = Vec::new();
    for part in parts(text) {
        match part_of(&part) {
            Some(part) => said.push(part),
            None => said.extend(names_and_date(&part, byline)?),
        }
    }
    Some(said)
}

/// "Published: March 5, 2024 9:00 AM | Jane Roe": behind a date with its label a name needs none, where it is no section and no topic, as far
/// as the page tells, and no link to one.
fn dated_name(block: &Block, article: &Article, shown: &Shown) -> Option<Vec<Part>> {
    let (date, name) = block.text.split_once(" | ")?;
    let is_linked = block
        .spans
        .iter()
        .any(|span| span.kind == SpanKind::Link && !span.href.as_deref().is_some_and(leads_to_author));
    let is_topic = || shown.topics.iter().any(|topic| same_words(topic, name));
    if is_linked || is_known(name.trim(), article) || is_topic() {
        return None;
    }
    let is_labelled = date_of(date).1.len() < date.len();
    let date = date_part(date.trim()).filter(|_| is_labelled)?;
    may_be_persons(name.trim()).then(|| vec![date, Part::Authors(vec![Name::from(name.trim())])])
}

/// Takes a line of names and dates, and of nothing else, for what it is where the article has none yet: "By Jane Doe | March 3, 2024".
fn takes_line(block: &Block, article: &mut Article, shown: &Shown) -> Option<Taken> {
    if block.kind != BlockKind::Paragraph || block.text.chars().count() > LONGEST_LINE {
        return None;
    }
    let (mut names, mut date, mut change, mut sources, mut is_told) = (Vec::new(), None, None, Vec::new(), false);
    for part in said_of(&block.text).or_else(|| dated_name(block, article, shown))? {
        match part {
            Part::Date(meant) if date.is_none() => date = Some(meant),
            Part::Authors(given) if names.is_empty() => names = given,
            Part::Source(name) => sources.push(Name::from(name.as_str())),
            Part::Change(meant) if date.is_some() && change.is_none() => change = Some(meant),
            Part::Nothing => is_told = true,
            _ => return None,
        }
    }
    if names.is_empty() && date.is_none() && sources.is_empty() {
        return None;
    }
    // The day of something else is said here alone.
    if let (Some(known), Some(date)) = (&article.date_published, &date)
        && day_of(known) != day_of(date)
    {
        return None;
    }
    if !article.author.is_empty() && !is_house(article) && !names.iter().all(|name| is_author(name, article)) {
        return None;
    }
    let is_byline = !names.is_empty();
    if is_byline && (article.author.is_empty() || is_house(article)) {
        article.author = names;
    }
    // The day of a change that is known already says nothing of that of publication.
    let date = date.filter(|date| article.date_modified.as_deref().and_then(day_of) != day_of(date));
    article.date_published = article.date_published.take().or(date);
    article.date_modified = article.date_modified.take().or(change);
    if article.info_sources.is_empty() {
        article.info_sources = sources;
    }
    Some(Taken { is_byline, is_told })
}

/// Whether the house that publishes the article stands for its author: who wrote it says more.
pub fn is_house(article: &Article) -> bool {
    let Some(publisher) = &article.publisher else { return false };
    !article.author.is_empty() && article.author.iter().all(|author| same_words(&author.name, &publisher.name))
}

/// Takes a line that says when, among labels or behind a place: its first day is one of the article's, or dates one that has no other.
fn takes_stamp(block: &Block, article: &mut Article, classed: Option<&str>) -> bool {
    let own = [article.date_published.as_deref(), article.date_modified.as_deref()];
    let known: Vec<String> = own.into_iter().chain([classed]).flatten().filter_map(day_of).collect();
    let names = article.author.iter().chain(&article.publisher).flat_map(|name| name.name.split_whitespace());
    let names: Vec<String> = names.map(str::to_lowercase).collect();
    let certain = Certain { days: &known, names: &names, language: article.language.as_deref() };
    let Some(stamp) = stamps::read(&block.text, &certain).filter(|_| block.kind == BlockKind::Paragraph) else {
        return false;
    };
    let day = |of_change: bool| stamp.days.iter().find(|(_, is_change)| *is_change == of_change).map(|(day, _)| day);
    let (published, changed) = (day(false), day(true));
    // A later day is that of a change which the page tells here alone.
    let is_known = published.or(changed).is_some_and(|day| known.contains(day));
    // "Paris | March 3, 2024" may be the beginning of a text.
    let is_open = !stamp.has_place
        && if published.is_some() { article.date_published.is_none() } else { article.date_modified.is_none() };
    if is_known || is_open {
        article.date_published = article.date_published.take().or(published.cloned());
        article.date_modified = article.date_modified.take().or(changed.cloned());
    }
    is_known || is_open
}

/// The longest task of an author, in characters.
const LONGEST_TASK: usize = 60;

/// What stands between a task and what it is one of.
const BEHIND_TASKS: [&str; 16] =
    ["in", "at", "of", "for", "from", "on", "with", "für", "im", "bei", "der", "des", "de", "à", "a", "para"];

/// "Coast correspondent, in Skarn": the word for it ends what stands before a comma or a small word. "A setback for the press" is none.
fn is_task(block: &Block) -> bool {
    let first = block.text.split(',').next().unwrap_or_default();
    let task = first.split_whitespace().take_while(|word| !BEHIND_TASKS.contains(word)).last();
    block.kind == BlockKind::Paragraph
        && block.text.chars().count() <= LONGEST_TASK
        && !block.text.ends_with(SENTENCE_ENDS)
        && task.is_some_and(is_role)
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
