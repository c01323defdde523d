//! Saved pages that lie beside the project, against what Mozilla's Readability expects of them; skipped, by name, where
//! they are absent. `cargo test -p import --test pages -- --nocapture` prints each page's figures.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::Article;
use serde_json::Value;
use std::path::PathBuf;

mod reading;

use reading::read;

fn pages() -> Option<Vec<PathBuf>> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/pages"));
    if !folder.exists() {
        println!("skipped: ../shared/corpora/pages is absent");
        return None;
    }
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    Some(pages)
}

/// The words of an article's body, captions and credits.
fn words_of(article: &Article) -> Vec<String> {
    let mut text = String::new();
    for block in &article.body {
        text.push_str(&block.text);
        text.push('\n');
        if let Some(credit) = block.association.and_then(|at| article.associations[at].credit_text.as_deref()) {
            text.push_str(credit);
            text.push('\n');
        }
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of HTML as it is expected: without tags.
fn words_of_html(html: &str) -> Vec<String> {
    let document = dom_query::Document::from(html);
    let mut text = String::new();
    for node in document.root().descendants_it().filter(|node| node.is_text()) {
        text.push_str(&node.text());
        text.push(' ');
    }
    words(&text)
}

/// F1 of the words that both have in the same order (their longest common subsequence).
fn f1(found: &[String], expected: &[String]) -> f64 {
    let mut row = vec![0u32; expected.len() + 1];
    for word in found {
        let mut diagonal = 0;
        for (at, wanted) in expected.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == wanted { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let common = f64::from(row[expected.len()]);
    2.0 * common / (found.len() + expected.len()) as f64
}

#[test]
fn texts_are_found() {
    let Some(pages) = pages() else { return };
    let mut sum = 0.0;
    for page in &pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let (mut articles, messages) = read(&page.join("source.html"));
        let article = articles.pop();
        let expected = words_of_html(&std::fs::read_to_string(page.join("expected.html")).unwrap());
        let found = article.as_ref().map(words_of).unwrap_or_default();
        let score = f1(&found, &expected);
        sum += score;
        println!("{name:35} {score:.3} {} of {} words", found.len(), expected.len());
        assert!(score >= 0.85, "{name}: {score:.3}; {messages:?}");
    }
    let mean = sum / pages.len() as f64;
    println!("mean {mean:.4}");
    assert!(mean >= 0.97, "{mean:.4}");
}

/// What is expected and is plainly wrong, or more than a fact says.
const WRONG: [(&str, &str, &str); 4] = [
    ("breitbart", "title", "ends with the site's name"),
    ("breitbart", "byline", "is a line with a date and a number of comments"),
    ("seattletimes-1", "byline", "is a date; the page names the author elsewhere"),
    // A time without a zone, where the same page has it with one.
    ("engadget", "publishedTime", "names no zone"),
];

#[test]
fn facts_are_found() {
    let Some(pages) = pages() else { return };
    let (mut right, mut all) = (0, 0);
    for page in &pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let article = read(&page.join("source.html")).0.pop().unwrap_or_default();
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(page.join("expected-metadata.json")).unwrap()).unwrap();
        let authors: Vec<&str> = article.author.iter().map(|author| author.name.as_str()).collect();
        let found = [
            ("title", article.headline.clone()),
            ("byline", authors.join(", ")),
            ("lang", article.language.clone().unwrap_or_default()),
            ("publishedTime", article.date_published.clone().unwrap_or_default()),
        ];
        for (field, found) in found {
            let Some(expected) = expected[field].as_str() else { continue };
            if WRONG.iter().any(|(page, wrong, _)| *page == name && *wrong == field) {
                continue;
            }
            let is_right = match field {
                "byline" => expected.contains(&found) && !found.is_empty(),
                "publishedTime" => instant(&found) == instant(expected),
                // The region says more than was expected.
                "lang" => found.to_lowercase().starts_with(&expected.to_lowercase()),
                _ => words(&found) == words(expected),
            };
            all += 1;
            right += usize::from(is_right);
            if !is_right {
                println!("{name}: {field} is {found:?} and should be {expected:?}");
            }
        }
    }
    println!("{right} of {all} facts");
    assert!(right * 100 >= all * 95, "{right} of {all}");
}

/// A date as an instant, in UTC where it names no zone.
fn instant(date: &str) -> Option<jiff::Timestamp> {
    date.parse().or_else(|_| format!("{date}Z").parse()).or_else(|_| format!("{date}:00Z").parse()).ok()
}
