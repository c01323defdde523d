//! The front page and About: what a newcomer sees.

use serde_json::Value;
use xtask::bench::sizes;

use crate::fixtures;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("front_shows_the_newest_article_and_how_many_there_are", |page| {
        page.visit(&fixtures::press(page), "");
        assert_eq!(page.heading(), "The Press");
        page.wait_for_status("60 articles");
        page.find("link", "Railway story 59");
        page.wait_for(Some("Railway story 59".to_owned()), || page.headlines().first().cloned());
        page.wait_for(24, || page.headlines().len());
        page.find_starting("checkbox", "Japan");
    }),
    ("sample_has_a_front_page_worth_reading", |page| {
        page.visit(&page.world.sample(), "");
        page.wait("stories", || page.headlines().len() >= 8);
        assert!(page.status().ends_with(" articles"), "{}", page.status());
    }),
    ("a_first_visit_downloads_no_more_than_it_may", |page| {
        page.visit(&page.world.sample(), "");
        page.wait("stories", || page.headlines().len() >= 8);
        let names = "return performance.getEntriesByType('resource').map(entry => entry.name.split('/').pop())";
        let fetched = page.script(names);
        let mut files: Vec<String> =
            fetched.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        assert!(files.iter().any(|file| file.ends_with("_bg.wasm")), "{files:?}");
        files.push("index.html".to_owned());
        let sample = page.world.sample();
        let kilobytes = sure(sizes::together(sample.parent().unwrap_or(&sample), &files));
        assert!(kilobytes <= sizes::FIRST_VISIT_AT_MOST, "{kilobytes} kB in brotli: {files:?}");
    }),
    ("about_tells_syntax_and_keys", |page| {
        page.visit(&page.world.sample(), "");
        page.click("link", "About");
        page.wait_for("?view=about".to_owned(), || page.query());
        page.wait("the heading", || page.heading().starts_with("About"));
        page.find("heading", "Search");
        page.find("heading", "Keys");
        assert_eq!(sure(page.browser.focused()).role().ok().as_deref(), Some("heading"));
    }),
    ("the_title_of_the_window_follows_the_view", |page| {
        page.visit(&fixtures::press(page), "");
        page.wait_for("The Press".to_owned(), || page.text_of("return document.title"));
        page.search("budget");
        page.wait_for("“budget” – The Press".to_owned(), || page.text_of("return document.title"));
    }),
];
