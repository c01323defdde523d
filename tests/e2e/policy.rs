//! The page under its Content-Security-Policy: a plain host sends no header, so it is the page's own.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

/// All of it, as the project's design has it: what is added or left out is noticed, too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

pub const TESTS: &[Test] = &[
    ("every_view_keeps_the_policy", |page| {
        let site = page.visit(&fixtures::press(page), "");
        let policies = "return [...document.querySelectorAll('meta[http-equiv=Content-Security-Policy]')].map(meta => meta.content)";
        assert_eq!(page.script(policies), json!([POLICY]));
        page.wait("stories", || !page.headlines().is_empty());
        let article = newest(page);
        for query in [
            "",
            "?q=budget",
            "?q=xylophone",
            "?sort=oldest",
            "?places=Japan&-places=Norway",
            &article,
            "?view=about",
            "?view=notebook",
            "?view=weather",
            "?article=nothing-aaaaaaaaaa",
        ] {
            page.open(&format!("{site}{query}"));
            sure(page.browser.press("?"));
            page.find("dialog", "Keys");
            assert_eq!(page.violations(), [""; 0], "at \"{query}\"");
            assert_eq!(page.console_errors(), [""; 0], "at \"{query}\"");
        }
    }),
    ("everything_that_opens_keeps_the_policy", |page| {
        let site = page.visit(&fixtures::press(page), "");
        page.wait("stories", || !page.headlines().is_empty());
        let article = newest(page);
        kept(page, "the type panel", || {
            page.click("button", "Text and theme");
            page.press_radio("Theme", "Sepia");
            page.click("button", "Close");
        });
        kept(page, "the suggestions", || {
            page.search("place:");
            page.find_starting("option", "Japan");
            sure(page.browser.press(&keys::ESCAPE.to_string()));
        });
        kept(page, "the filters of a phone", || {
            sure(page.browser.resize(360, 740));
            page.open(&format!("{site}?places=Japan"));
            page.click("button", "Filters (1)");
            page.find_starting("checkbox", "Norway");
            sure(page.browser.resize(1280, 900));
        });
        page.open(&format!("{site}{article}"));
        kept(page, "finding", || {
            sure(page.browser.press("f"));
            page.find("searchbox", "Find in article");
            sure(page.browser.press("words"));
            page.wait("what was found", || page.script("return CSS.highlights.size > 0") == true);
            sure(page.browser.press(&keys::ESCAPE.to_string()));
        });
        kept(page, "choosing paragraphs", || page.click("button", "Choose paragraphs"));
        kept(page, "marking", || {
            sure(page.browser.press("m"));
            page.click("button", "Yellow");
            page.find("button", "Delete the yellow mark");
        });
        kept(page, "citing", || {
            sure(page.browser.press("c"));
            page.find("dialog", "Cite and share");
            page.wait("the citation", || {
                page.script("return document.querySelector('.citation').value.length > 20") == true
            });
            sure(page.browser.press(&keys::ESCAPE.to_string()));
        });
        kept(page, "the notebook with a mark", || {
            page.open(&format!("{site}?view=notebook"));
            page.find("button", "Delete the yellow mark");
            page.script("document.querySelectorAll('.notebook details').forEach(details => details.open = true)");
            page.click("button", "Export");
            page.find("link", "marks.csv");
        });
    }),
    ("the_policy_blocks_what_it_should", |page| {
        // Else the test above could not fail.
        page.visit(&fixtures::press(page), "");
        page.script(
            "const script = document.createElement('script'); script.textContent = 'window.ran = true';
            document.head.append(script); document.body.setAttribute('style', 'color: red')",
        );
        page.wait("two violations", || page.violations().len() >= 2);
        assert!(page.script("return window.ran ?? null").is_null());
    }),
    ("nothing_is_asked_of_another_host", |page| {
        let site = page.visit(&page.world.sample(), "?q=soldiers");
        let asked = page.script("return performance.getEntriesByType('resource').map(entry => entry.name)");
        let foreign =
            |address: &&serde_json::Value| !address.as_str().is_some_and(|address| address.starts_with(&site));
        let foreign: Vec<_> = asked.as_array().into_iter().flatten().filter(foreign).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }),
];

/// The address of the first article of the front page, below the site's.
#[track_caller]
fn newest(page: &Page) -> String {
    let article = page.text_of("return document.querySelector('.result-link').getAttribute('href')");
    article.trim_start_matches("./").to_owned()
}

/// Does something, after which nothing must have been blocked and nothing have gone wrong.
#[track_caller]
fn kept(page: &Page, what: &str, act: impl FnOnce()) {
    act();
    assert_eq!(page.violations(), [""; 0], "{what}");
    assert_eq!(page.console_errors(), [""; 0], "{what}");
}
