//! axe-core's audit of every page, in every theme, small and large: no violation.

use serde_json::{Value, json};
use xtask::webdriver::keys;

use crate::aloud;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("axe_finds_nothing_in_light", |page| audit(page, "light")),
    ("axe_finds_nothing_in_dark", |page| audit(page, "dark")),
    ("axe_finds_nothing_in_sepia", |page| audit(page, "sepia")),
    ("axe_finds_nothing_in_high_contrast", |page| audit(page, "contrast")),
    ("axe_finds_nothing_in_high_contrast_on_a_dark_system", |page| {
        sure(page.browser.prefer(&[("prefers-color-scheme", "dark")]));
        audit(page, "contrast");
    }),
    ("axe_finds_what_is_wrong", |page| {
        // Else the tests above could not fail.
        page.visit(&page.world.sample(), "");
        page.script("document.querySelector('main').append(document.createElement('button'))");
        assert!(
            violations(page, "light").iter().any(|found| found.starts_with("button-name")),
            "a button without a name is found"
        );
    }),
];

#[track_caller]
fn audit(page: &Page, theme: &str) {
    let site = page.visit(&page.world.sample(), "");
    page.choose_theme(&capital(theme));
    page.wait("stories", || !page.headlines().is_empty());
    let article = page.text_of("return document.querySelector('.result-link').getAttribute('href')");
    let article = article.trim_start_matches("./").to_owned();
    let from_results = article.clone() + "&q=korea";
    let views = [
        "",
        "?q=korea",
        "?q=korea&places=Russia&-people=nobody",
        "?q=xylophone",
        &article,
        &from_results,
        "?view=about",
        "?view=weather",
    ];
    let mut found = Vec::new();
    for (width, height) in [(360, 740), (1440, 900)] {
        sure(page.browser.resize(width, height));
        for view in views {
            page.open(&format!("{site}{view}"));
            let here =
                violations(page, theme).into_iter().map(|what| format!("\"{view}\" in {theme} at {width}: {what}"));
            found.extend(here);
        }
        page.open(&format!("{site}{article}"));
        page.find("button", "Mark a paragraph");
        sure(page.browser.press("m"));
        page.find("button", "Yellow");
        found.extend(
            violations(page, theme).into_iter().map(|what| format!("a selection in {theme} at {width}: {what}")),
        );
        for colour in ["Yellow", "Green", "Blue", "Pink", "Orange"] {
            sure(page.browser.press("m"));
            page.click("button", colour);
            page.find("button", &format!("Delete the {} mark", colour.to_lowercase()));
        }
        found.extend(violations(page, theme).into_iter().map(|what| format!("marks in {theme} at {width}: {what}")));
        page.script("document.querySelector('.article-body mark.marked').click()");
        page.wait("the mark", || page.script("return !!document.querySelector('.mark-panel:popover-open')") == true);
        found.extend(violations(page, theme).into_iter().map(|what| format!("a mark in {theme} at {width}: {what}")));
        page.open(&format!("{site}{article}&passage=no+such+words"));
        page.find("button", "Close the message");
        found.extend(
            violations(page, theme).into_iter().map(|what| format!("no passage in {theme} at {width}: {what}")),
        );
        page.open(&format!("{site}{article}"));
        page.find("button", "Cite and share");
        sure(page.browser.press("c"));
        page.wait("the citation", || {
            page.script("return document.querySelector('.citation').value.length > 20") == true
        });
        found.extend(violations(page, theme).into_iter().map(|what| format!("citing in {theme} at {width}: {what}")));
        page.open(&format!("{site}{article}"));
        page.script(aloud::VOICE);
        page.find("button", "Read aloud");
        sure(page.browser.press("a"));
        page.wait("the sentence", || page.script("return !!document.querySelector('mark.spoken')") == true);
        page.click("button", "More: voice and queue");
        page.find("combobox", "Speed");
        found
            .extend(violations(page, theme).into_iter().map(|what| format!("listening in {theme} at {width}: {what}")));
        page.open(&format!("{site}?view=notebook"));
        page.find("button", "Delete the pink mark");
        page.click("button", "Export");
        page.find("link", "marks.csv");
        page.script("document.querySelectorAll('.notebook details').forEach(details => details.open = true)");
        found.extend(
            violations(page, theme).into_iter().map(|what| format!("the notebook in {theme} at {width}: {what}")),
        );
        page.open(&site);
        page.search("place:");
        page.find_starting("option", "Russia");
        sure(page.browser.press(&keys::DOWN.to_string()));
        found.extend(
            violations(page, theme).into_iter().map(|what| format!("suggestions in {theme} at {width}: {what}")),
        );
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.click("button", "Clear all filters");
        page.click("combobox", "Search the archive");
        page.find("option", "Clear recent searches");
        found.extend(
            violations(page, theme).into_iter().map(|what| format!("recent searches in {theme} at {width}: {what}")),
        );
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        page.click("button", "Text and theme");
        page.find("slider", "Size");
        found.extend(violations(page, theme).into_iter().map(|what| format!("type in {theme} at {width}: {what}")));
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        sure(page.browser.press("?"));
        page.find("dialog", "Keys");
        found.extend(violations(page, theme).into_iter().map(|what| format!("keys in {theme} at {width}: {what}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// What axe finds: the rule, and the elements that break it. High contrast is held to the stricter contrast (AAA).
#[track_caller]
pub fn violations(page: &Page, theme: &str) -> Vec<String> {
    let axe = sure(std::fs::read_to_string(&page.world.axe).map_err(Into::into));
    // The driver's scripts are not bound by the page's policy.
    sure(page.browser.script(&axe, &[]));
    let run = "const rules = arguments[0] ? { 'color-contrast-enhanced': { enabled: true } } : {};
        return axe.run(document, { resultTypes: ['violations'], rules }).then(result => result.violations.map(violation =>
        violation.id + ': ' + violation.help + ' at ' + violation.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(', ')))";
    let found: Value = sure(page.browser.script(run, &[json!(theme == "contrast")]));
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
