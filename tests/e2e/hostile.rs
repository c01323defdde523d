//! Headlines that try to run script: they are text, and nothing runs.

use serde_json::{Value, json};
use xtask::project;

use crate::fixtures;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("hostile_strings_of_our_own_are_text", |page| {
        let strings = [
            "<script>window.ran = true; alert(1)</script>",
            "<img src=x onerror=\"window.ran = true; alert(2)\">",
            "\"><svg onload=\"window.ran = true\">",
            "javascript:window.ran=true",
        ];
        check(page, &strings.map(str::to_owned));
    }),
    ("hostile_strings_of_the_corpus_are_text", |page| {
        let path = project::root().join("../shared/corpora/hostile/xss-filter-evasion.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: hostile/xss-filter-evasion.json is not in ../shared/corpora beside the project");
            return;
        };
        let strings: Vec<String> = sure(serde_json::from_str(&text).map_err(Into::into));
        check(page, &strings);
    }),
];

/// Puts each string into every part of an article, opens lists and articles, and sees that they are shown and do nothing.
#[track_caller]
fn check(page: &crate::page::Page, strings: &[String]) {
    let articles: Vec<Value> = strings.iter().enumerate().map(|(at, text)| json!({
        "uri": format!("urn:hostile:{at}"), "url": text, "headline": text, "abstract": text, "by": text, "dateline": text,
        "articleSection": text, "publisher": text, "places": [text], "people": [{ "name": text, "uri": text }],
        "associations": [{ "caption": text, "creditText": text, "href": text, "altText": text }],
        "usageTerms": text,
        "body": [
            text, { "kind": "heading", "text": text, "level": 3 }, { "kind": "table", "text": format!("{text}\t{text}"), "header": true },
            { "text": "a link", "spans": [{ "start": 0, "end": 6, "kind": "link", "href": text }] },
        ],
    })).collect();
    let site = page.visit(&fixtures::of(page, &articles), "");
    nothing_ran(page, "the front page");
    page.open(&format!("{site}?sort=newest"));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let known: Vec<_> = strings.iter().map(|text| words(text)).collect();
    page.wait("headlines", || !page.headlines().is_empty());
    // Control characters may be left out of what is shown; the rest is there letter by letter.
    let plain = |headline: &String| headline.is_ascii() && !headline.chars().any(char::is_control);
    for headline in page.headlines().iter().filter(|headline| plain(headline)) {
        assert!(known.contains(&words(headline)), "\"{headline}\" is not what was written");
    }
    nothing_ran(page, "the results");
    let links = "const found = await Promise.all([...document.querySelectorAll('main .result-link')].map(a => a.href)); return found";
    let links = page.script(links);
    for link in links.as_array().into_iter().flatten().filter_map(Value::as_str).take(12) {
        page.open(link);
        nothing_ran(page, link);
    }
    for string in strings.iter().take(12) {
        page.open(&format!("{site}?q={}", encoded(string)));
        nothing_ran(page, string);
        page.open(&format!("{site}?places={}&article={}", encoded(string), encoded(string)));
        nothing_ran(page, string);
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[track_caller]
fn nothing_ran(page: &crate::page::Page, at: &str) {
    assert_eq!(page.browser.alert(), None, "a dialog at {at}");
    assert!(page.script("return window.ran ?? null").is_null(), "a script ran at {at}");
    let elements = "return [...document.querySelectorAll(`main script, main iframe, main object, main embed, main form, [onerror], [onload],
        [onclick], [onmouseover], a[href^=\"javascript:\" i], main svg, main meta, main style, main link`)].map(e => e.outerHTML)";
    assert_eq!(page.script(elements), json!([]), "elements at {at}");
}
