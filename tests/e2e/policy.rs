//! The page under its Content-Security-Policy: a plain host sends no header, so it is the page's own.

use crate::fixtures;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("every_view_keeps_the_policy", |page| {
        let site = page.visit(&fixtures::press(page), "");
        let policy = "return document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content ?? ''";
        let policy = page.text_of(policy);
        for part in
            ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "base-uri 'none'"]
        {
            assert!(policy.contains(part), "{part} is missing in \"{policy}\"");
        }
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        page.wait("stories", || !page.headlines().is_empty());
        let article = page.text_of("return document.querySelector('.result-link').getAttribute('href')");
        let article = article.trim_start_matches("./");
        for query in [
            "",
            "?q=budget",
            "?q=xylophone",
            "?sort=oldest",
            "?places=Japan&-places=Norway",
            article,
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
