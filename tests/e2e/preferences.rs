//! What a reader chooses, and what happens where nothing can be remembered.

use serde_json::json;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("a_chosen_theme_persists", |page| {
        page.visit(&fixtures::press(page), "");
        let light = ground(page);
        page.choose_theme("Dark");
        page.wait("another ground", || ground(page) != light);
        let dark = ground(page);
        sure(page.browser.reload());
        page.settled();
        page.wait_for(dark.clone(), || ground(page));
        page.choose_theme("Sepia");
        page.wait("a third ground", || ![&light, &dark].contains(&&ground(page)));
        page.choose_theme("System");
        page.wait_for(light, || ground(page));
    }),
    ("the_theme_follows_the_system_until_one_is_chosen", |page| {
        page.visit(&fixtures::press(page), "");
        let light = ground(page);
        sure(page.browser.prefer(&[("prefers-color-scheme", "dark")]));
        page.wait("another ground", || ground(page) != light);
        page.choose_theme("Light");
        page.wait_for(light, || ground(page));
    }),
    ("the_chosen_theme_is_there_before_the_archive", |page| {
        page.visit(&fixtures::press(page), "");
        page.choose_theme("Dark");
        let dark = ground(page);
        // Without its manifest the program does not even know which archive it is.
        sure(page.browser.chromium("Network.enable", json!({})));
        sure(page.browser.chromium("Network.setBlockedURLs", json!({ "urls": ["*archive.json*"] })));
        sure(page.browser.reload());
        page.wait("the notice", || page.script("return !!document.querySelector('[role=alert]')") == true);
        assert_eq!(ground(page), dark);
    }),
    ("two_archives_on_one_host_keep_their_own_choices", |page| {
        let keys = "return Object.keys(localStorage)";
        page.visit(&fixtures::press(page), "");
        page.choose_theme("Dark");
        page.wait("a key", || page.script(keys).as_array().is_some_and(|keys| !keys.is_empty()));
        let keys = page.script(keys);
        let ours = |key: &serde_json::Value| key.as_str().is_some_and(|key| key.starts_with("press"));
        assert!(keys.as_array().is_some_and(|keys| keys.iter().all(ours)), "{keys}");
    }),
    ("without_storage_everything_works_but_remembering", |page| {
        let off =
            "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name,
            { get() { throw new DOMException('storage is off', 'SecurityError') } })";
        sure(page.browser.before_each_page(off));
        page.visit(&fixtures::press(page), "");
        page.choose_theme("Dark");
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        page.wait("results", || !page.headlines().is_empty());
        page.script("document.querySelector('main .result-link').click()");
        page.wait("an article", || page.heading().starts_with("Budget story"));
        assert_eq!(page.console_errors(), [""; 0]);
    }),
];

/// The colour behind the page.
#[track_caller]
fn ground(page: &Page) -> String {
    page.text_of(
        "const of = element => getComputedStyle(element).backgroundColor;
        const body = of(document.body);
        return body === 'rgba(0, 0, 0, 0)' ? of(document.documentElement) : body",
    )
}
