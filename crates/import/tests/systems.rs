//! Pages as widespread systems and builders write them, each with what a reader would call its article: `pages/NAME.html`, and `NAME.txt` with
//! the facts, a blank line, and each line of the text; credits stand in brackets behind captions.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::Article;
use std::path::{Path, PathBuf};

mod reading;

use reading::read;

/// An article as the files tell it, but for what the page says of itself beside that.
fn told(article: &Article) -> String {
    let authors: Vec<&str> = article.author.iter().map(|author| author.name.as_str()).collect();
    let mut told = format!(
        "headline: {}\nby: {}\ndate: {}\nlanguage: {}\n\n",
        article.headline,
        authors.join(", "),
        instant(article.date_published.as_deref().unwrap_or_default()),
        article.language.as_deref().unwrap_or_default(),
    );
    for block in &article.body {
        let credit = block.association.and_then(|at| article.associations[at].credit_text.as_deref());
        let credit = credit.map(|credit| format!(" [{credit}]")).unwrap_or_default();
        let text = block.text.replace('\t', " ");
        if !text.is_empty() || !credit.is_empty() {
            told.push_str(&format!("{text}{credit}\n"));
        }
    }
    told
}

/// A date as an instant, or as its day, where it names no zone.
fn instant(date: &str) -> String {
    let instant = date.parse::<jiff::Timestamp>().map(|instant| instant.to_string());
    instant.unwrap_or_else(|_| date.chars().take(10).collect())
}

fn check(page: &Path) -> Result<(), String> {
    let expected = std::fs::read_to_string(page.with_extension("txt")).unwrap();
    let (mut articles, messages) = read(page);
    let found = articles.pop().map(|article| told(&article)).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    let (found, expected): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
    let lacks = expected.iter().filter(|line| !found.contains(line)).map(|line| format!("  - {line}"));
    let wrong = found.iter().filter(|line| !expected.contains(line)).map(|line| format!("  + {line}"));
    let lines: Vec<String> = lacks.chain(wrong).collect();
    Err(format!("{}:\n{}\n  {messages:?}", page.display(), lines.join("\n")))
}

#[test]
fn articles_are_told_from_what_stands_around_them() {
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir("tests/pages").unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    assert!(pages.len() > 10);
    let wrong: Vec<String> = pages.iter().filter_map(|page| check(page).err()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pages.len(), wrong.join("\n"));
}
