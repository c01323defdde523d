//! Archives of every shape: empty, of one, undated, of the future, very long, in every script.

use serde_json::json;

use crate::fixtures;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("an_archive_of_none", |page| {
        // Where nothing could be read no archive is written; where nothing may be published one of none is.
        let held_back = json!({ "headline": "Not yet", "body": ["Held back."], "pubStatus": "withheld" });
        page.visit(&fixtures::of(page, &[held_back]), "");
        page.wait("a word about it", || {
            page.text_of("return document.querySelector('main').textContent").contains("no articles")
        });
        page.search("anything");
        page.wait_for_status("No articles match.");
        page.click("link", "About");
        page.wait("About", || page.heading().starts_with("About"));
    }),
    ("a_site_that_the_command_makes_by_itself", |page| {
        let text = "A headline of some length\n\nAnd a text that follows it.";
        let Some(site) = sure(page.world.serve_built("one.txt", text)) else {
            return eprintln!("not tried: the native command carries no app; `cargo xtask dist` makes one that does");
        };
        sure(page.browser.open(&site));
        page.wait_for_status("1 article");
        page.search("follows");
        page.wait_for_status("1 article matches all words.");
    }),
    ("an_archive_of_one", |page| {
        let archive = fixtures::of(
            page,
            &[json!({ "headline": "The only one", "body": ["It stands alone."], "datePublished": "2001-02-03" })],
        );
        page.visit(&archive, "");
        page.wait_for_status("1 article");
        page.search("alone");
        page.wait_for_status("1 article matches all words.");
        page.click("link", "The only one");
        page.wait_for("The only one".to_owned(), || page.heading());
    }),
    ("articles_without_dates", |page| {
        let article = |number: u32| json!({ "headline": format!("Undated {number}"), "body": ["No day is named."] });
        page.visit(&fixtures::of(page, &[article(1), article(2)]), "?sort=newest");
        page.wait_for_status("2 articles");
        page.wait_for(2, || page.headlines().len());
        assert!(!page.text_of("return document.body.textContent").contains("Invalid"), "no date is made up");
    }),
    ("articles_of_the_future", |page| {
        let article = |year: u32| json!({ "headline": format!("Year {year}"), "body": ["To come."], "datePublished": format!("{year}-06-01") });
        page.visit(&fixtures::of(page, &[article(2001), article(2999)]), "?sort=newest");
        page.wait_for(Some("Year 2999".to_owned()), || page.headlines().first().cloned());
        page.visit(&fixtures::of(page, &[article(2001), article(2999)]), "?from=2999&sort=newest");
        page.wait_for_status("1 article matches the filters.");
    }),
    ("an_article_of_fifty_thousand_words", |page| {
        let paragraph = |number: u32| format!("paragraph {number} {}", "word ".repeat(98));
        let body: Vec<_> = (0..500).map(paragraph).collect();
        page.visit(&fixtures::of(page, &[json!({ "headline": "At length", "body": body })]), "?q=paragraph");
        page.click("link", "At length");
        page.wait_for("At length".to_owned(), || page.heading());
        page.wait("the last paragraph", || {
            page.script("return document.querySelector('main').textContent.includes('paragraph 499 word')") == true
        });
    }),
    ("every_script_reads_in_its_direction", |page| {
        let articles = [
            json!({ "headline": "الميزانية الجديدة", "language": "ar", "body": ["أقر البرلمان الميزانية الجديدة."], "datePublished": "2001-01-03" }),
            json!({ "headline": "👩‍👩‍👧 Families 🎉 at the fair", "body": ["All 👨‍👩‍👦 came."], "datePublished": "2001-01-02" }),
            json!({ "headline": "日本の予算", "language": "ja", "body": ["国会は予算を可決した。"], "datePublished": "2001-01-01" }),
        ];
        page.visit(&fixtures::of(page, &articles), "");
        page.wait_for(3, || page.headlines().len());
        let direction = "return getComputedStyle(document.querySelector('main .result-link').parentElement).direction";
        assert_eq!(page.script(direction), "rtl");
        page.search("الميزانية");
        page.wait_for_status("1 article matches all words.");
        page.click("link", "الميزانية الجديدة");
        page.wait_for("الميزانية الجديدة".to_owned(), || page.heading());
        assert_eq!(page.script("return getComputedStyle(document.querySelector('main h1')).direction"), "rtl");
        page.browser.back().ok();
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("control_characters_do_no_harm", |page| {
        let headline = "Bell\u{7} null\u{0} override\u{202e}txt escape\u{1b}[31m";
        let article = json!({ "headline": headline, "body": [format!("Body with {headline} in it.")], "places": ["a\u{0}b", "line\nbreak"] });
        page.visit(&fixtures::of(page, &[article]), "?q=bell");
        page.wait_for_status("1 article matches all words.");
        page.wait("the headline", || page.headlines().first().is_some_and(|headline| headline.contains("override")));
        page.script("document.querySelector('main .result-link').click()");
        page.wait("the article", || page.heading().contains("override"));
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("an_article_without_a_headline_can_be_opened", |page| {
        page.visit(
            &fixtures::of(page, &[json!({ "uri": "urn:x:1", "headline": "", "body": ["A text with no name."] })]),
            "?q=text",
        );
        page.wait_for_status("1 article matches all words.");
        sure(page.browser.press("j"));
        page.wait("a link with a name", || {
            page.browser.focused().and_then(|link| link.name()).is_ok_and(|name| !name.trim().is_empty())
        });
    }),
];
