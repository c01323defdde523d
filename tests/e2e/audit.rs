//! axe-core's audit of every page, in every theme, small and large: no violation.

use serde_json::{Value, json};

use crate::page::{Page, sure};
use crate::runner::Test;
use crate::tour::tour;

pub const TESTS: &[Test] = &[
    ("axe_finds_nothing_in_light", |page| audit(page, "light")),
    ("axe_finds_nothing_in_dark", |page| audit(page, "dark")),
    ("axe_finds_nothing_in_sepia", |page| audit(page, "sepia")),
    ("axe_finds_nothing_in_high_contrast", |page| audit(page, "contrast")),
    ("axe_finds_nothing_in_high_contrast_on_a_dark_system", |page| {
        sure(page.browser.prefer("prefers-color-scheme", "dark"));
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
    let mut found = Vec::new();
    for (width, height) in [(360, 740), (1440, 900)] {
        sure(page.browser.resize(width, height));
        tour(page, &site, &mut |stop| {
            found.extend(
                violations(page, theme).into_iter().map(|what| format!("{stop} in {theme} at {width}: {what}")),
            );
        });
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
    let axe = sure(std::fs::read_to_string(page.world.axe()).map_err(Into::into));
    // The driver's scripts are not bound by the page's policy.
    sure(page.browser.script(&axe, &[]));
    let run = "const rules = arguments[0] ? { 'color-contrast-enhanced': { enabled: true } } : {};
        return axe.run(document, { resultTypes: ['violations'], rules }).then(result => result.violations.map(violation =>
        violation.id + ': ' + violation.help + ' at ' + violation.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(', ')))";
    let found: Value = sure(page.browser.script(run, &[json!(theme == "contrast")]));
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
