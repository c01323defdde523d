//! Whether a line of names and dates says what its article keeps, and nothing else.

use article::Article;
use dom_query::NodeRef;

use super::boxes::text_of;
use super::facts::authors;
use super::head_lines::{Part, is_author, said_of, same_words};
use super::stamps::{self, Certain, day_of};
use crate::dates::in_year;
use crate::html;
use crate::plain_text::date_lines::{parts_of, word_of_label};

/// What stands before names, and between them.
#[rustfmt::skip]
const BEFORE_NAMES: [&str; 17] = [
    "by", "and", "von", "und", "par", "et", "por", "y", "e", "di", "door", "en", "av", "og", "och", "oleh", "dan",
];

/// What parts one from another.
const SIGNS: [char; 12] = [' ', ',', ';', ':', '|', '·', '•', '-', '–', '—', '(', ')'];

/// Whether an element says no more than its article keeps: line by line, or part by part where no blank parts them.
pub fn is_kept(node: &NodeRef, article: &Article) -> bool {
    let says_known = |text: &str| parts_of(text).all(|part| is_known(part, article));
    let mut texts = node.descendants_it().filter(NodeRef::is_text).map(|text| html::one_line(&text.text()));
    text_of(node).lines().all(says_known) || texts.all(|text| says_known(&text))
}

fn is_known(text: &str, article: &Article) -> bool {
    let text = text.trim_matches(SIGNS);
    if !text.contains(char::is_alphanumeric) || text.split(SIGNS).all(is_small_word) {
        return true;
    }
    let own = [article.date_published.as_deref(), article.date_modified.as_deref()];
    let days: Vec<String> = own.into_iter().flatten().filter_map(day_of).collect();
    let is_day = |date: &str| day_of(date).is_some_and(|day| days.contains(&day));
    let is_part = |part: Part| match part {
        Part::Date(date) | Part::Change(date) => is_day(&date),
        Part::Authors(names) => !names.is_empty() && names.iter().all(|name| is_author(name, article)),
        Part::Source(source) => article.info_sources.iter().any(|name| same_words(&name.name, &source)),
        Part::Nothing => false,
    };
    let is_role = || article.author.iter().any(|name| name.role.as_deref().is_some_and(|role| same_words(role, text)));
    let has_time = own.into_iter().flatten().any(|date| date.contains('T'));
    let is_time = || is_clock(text) && has_time;
    let is_without_year =
        || days.iter().any(|day| day[..4].parse().is_ok_and(|year| in_year(text, year).as_ref() == Some(day)));
    let names = authors(text);
    is_role()
        || is_time()
        || is_without_year()
        || is_part(Part::Authors(names))
        || said_of(text).is_some_and(|parts| !parts.is_empty() && parts.into_iter().all(is_part))
        || is_stamp(text, &days, article)
}

fn is_small_word(word: &str) -> bool {
    let word = word.to_lowercase();
    word.is_empty() || BEFORE_NAMES.contains(&word.as_str()) || word_of_label(&word).is_some()
}

/// Days of the article among labels, its zone and its names.
fn is_stamp(text: &str, days: &[String], article: &Article) -> bool {
    let names = article.author.iter().flat_map(|name| name.name.split_whitespace());
    let names: Vec<String> = names.map(str::to_lowercase).collect();
    let certain = Certain { days, names: &names, language: article.language.as_deref() };
    stamps::read(text, &certain)
        .is_some_and(|stamp| !stamp.has_place && stamp.days.iter().all(|(day, _)| days.contains(day)))
}

/// Whether a text is a time of day and nothing else: `18:40`, `18.40 Uhr`, `6:40 pm`.
pub fn is_clock(text: &str) -> bool {
    let Some((hours, rest)) = text.trim().split_once([':', '.', 'h']) else { return false };
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (minutes, behind) = rest.split_at_checked(2).unwrap_or_default();
    let is_small = |sign: char| sign.is_alphabetic() || sign == '.' || sign == ' ';
    hours.len() <= 2 && is_number(hours) && is_number(minutes) && behind.len() <= 6 && behind.chars().all(is_small)
}
