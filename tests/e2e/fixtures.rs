//! Made-up archives with counts that one can reckon in one's head.

use std::path::PathBuf;

use serde_json::json;

use crate::page::{Page, sure};

/// How many articles [`press`] holds.
pub const ARTICLES: u32 = 60;

/// Sixty articles, five a month through 2001, the last of December the newest. Their numbers run from 0, the oldest. By number: every fourth is about the
/// budget, the next ones about the harvest, the harbour, the railway; every second is about Japan, every third about
/// Norway, and each about two towns of its own; the even ones stand in Economy, the others in Culture.
pub fn press(page: &Page) -> PathBuf {
    let lines: Vec<_> = (0..ARTICLES).map(|number| article(number).to_string()).collect();
    let settings = "id = \"press\"\ntitle = \"The Press\"\nlanguage = \"en\"\n";
    sure(page.world.bundle(&[("broadsheet.toml", settings), ("press.jsonl", &lines.join("\n"))]))
}

fn article(number: u32) -> serde_json::Value {
    let topic = ["Budget", "Harvest", "Harbour", "Railway"][number as usize % 4];
    let mut places = vec![format!("Town {:03}", number * 2), format!("Town {:03}", number * 2 + 1)];
    if number.is_multiple_of(2) {
        places.push("Japan".to_owned());
    }
    if number.is_multiple_of(3) {
        places.push("Norway".to_owned());
    }
    let paragraph =
        |at: u32| format!("Paragraph {at} of story {number} goes on about it. {}", "Words follow words. ".repeat(12));
    json!({
        "uri": format!("urn:example:{number}"),
        "headline": format!("{topic} story {number}"),
        "datePublished": format!("2001-{:02}-{:02}", number / 5 + 1, number % 5 * 5 + 1),
        "articleSection": if number.is_multiple_of(2) { "Economy" } else { "Culture" },
        "publisher": "The Press",
        "places": places,
        "body": (1..=8).map(paragraph).collect::<Vec<_>>(),
    })
}

/// An archive of these JSON articles.
pub fn of(page: &Page, articles: &[serde_json::Value]) -> PathBuf {
    let lines: Vec<_> = articles.iter().map(|article| article.to_string()).collect();
    let settings = "id = \"made-up\"\ntitle = \"Made up\"\n";
    sure(page.world.bundle(&[("broadsheet.toml", settings), ("articles.jsonl", &lines.join("\n"))]))
}
