//! Archives that grew: several segments are one archive to who reads.

use std::path::PathBuf;

use serde_json::json;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("articles_that_were_added_stand_among_the_others", |page| {
        page.visit(&grown(page), "");
        // One of the three took the place of another.
        page.wait_for_status("62 articles");
        page.find("link", "Budget after the new year");
        page.search("budget");
        page.wait_for_status("16 articles match all words.");
        page.wait_for(Some("Budget after the new year".to_owned()), || page.headlines().first().cloned());
        page.choose("Sort by", "Oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        page.visit(&grown(page), "?q=railway&sort=newest");
        page.wait_for_status("15 articles match all words.");
        let newest = ["Railway reopened".to_owned(), "Railway story 55".to_owned()];
        page.wait_for(newest.to_vec(), || page.headlines().into_iter().take(2).collect());
        // Older ones come before newer ones by date, in whichever segment they are.
        page.visit(&grown(page), "?q=town+harbour&sort=oldest");
        page.wait_for_status("16 articles match all words.");
        let oldest = ["Harbour before the story".to_owned(), "Harbour story 2".to_owned()];
        page.wait_for(oldest.to_vec(), || page.headlines().into_iter().take(2).collect());
        page.wait("a passage of the added one", || {
            page.text_of("return document.querySelector('main').textContent").contains("dredgers")
        });
    }),
    ("a_replaced_article_shows_its_new_version", |page| {
        page.visit(&grown(page), "?q=railway&sort=newest");
        page.click("link", "Railway reopened");
        page.wait_for("Railway reopened".to_owned(), || page.heading());
        let text = || page.text_of("return document.querySelector('main').textContent");
        page.wait("the new text", || text().contains("Trains run again."));
        assert!(!text().contains("Paragraph 1 of story 59"), "{}", text());
        // The address of the old version leads there too.
        let key = page.query().rsplit('-').next().unwrap_or_default().to_owned();
        page.visit(&grown(page), &format!("?article=railway-story-59-{key}"));
        page.wait_for("Railway reopened".to_owned(), || page.heading());
        page.visit(&grown(page), "?q=%22story+59%22");
        page.wait_for_status("No articles match.");
    }),
    ("an_archive_that_was_replaced_while_it_was_open_offers_a_reload", |page| {
        let archive = grown(page);
        page.visit(&archive, "");
        page.wait_for_status("62 articles");
        // What is cut out is gone at once, and the edition before with it.
        sure(page.world.remove(&archive, "urn:example:61"));
        page.search("budget");
        page.wait("that it was replaced", || {
            page.text_of("return document.querySelector('[role=alert]')?.textContent ?? ''").contains("newer edition")
        });
        // What is typed comes into the address a little later.
        page.wait_for("?q=budget".to_owned(), || page.query());
        page.click("button", "Reload");
        page.wait_for_status("15 articles match all words.");
    }),
];

/// The press, and three articles that were added: a newer one, an older one and a later version of the newest.
fn grown(page: &Page) -> PathBuf {
    let archive = fixtures::press(page);
    let article = |number: u32, day: &str, headline: &str, text: &str| {
        json!({
            "uri": format!("urn:example:{number}"), "headline": headline, "datePublished": day,
            "dateModified": "2002-02-02", "places": ["Japan", "Town 900"], "body": [text],
        })
    };
    let added = [
        article(59, "2001-12-21", "Railway reopened", "Trains run again."),
        article(60, "1999-05-05", "Harbour before the story", "Two dredgers came to the town."),
        article(61, "2002-01-01", "Budget after the new year", "It is short."),
    ];
    let lines: Vec<String> = added.iter().map(|article| article.to_string()).collect();
    sure(page.world.append(&archive, "more.jsonl", &lines.join("\n")));
    archive
}
