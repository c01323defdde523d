//! What a reader chooses, and what happens where nothing can be remembered.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::host::Mishap;
use crate::languages::prefer;
use crate::network::press_by;
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
        sure(page.browser.prefer("prefers-color-scheme", "dark"));
        page.wait("another ground", || ground(page) != light);
        page.choose_theme("Light");
        page.wait_for(light, || ground(page));
    }),
    ("the_chosen_theme_is_there_before_the_archive", |page| {
        let (host, site) = press_by(page);
        page.open(&site);
        page.choose_theme("Dark");
        let dark = ground(page);
        // Without its manifest the program does not even know which archive it is.
        host.fail("archive.json", Mishap::Trouble, usize::MAX);
        sure(page.browser.reload());
        page.wait("the notice", || page.script("return !!document.querySelector('[role=alert]')") == true);
        assert_eq!(ground(page), dark);
    }),
    ("two_archives_on_one_host_keep_their_own_choices", |page| {
        let other = fixtures::of(page, &[json!({ "headline": "Alone", "body": ["It stands alone."] })]);
        let sites = sure(page.world.serve_together(&[&fixtures::press(page), &other]));
        let [press, made_up] = [&sites[0], &sites[1]];
        page.open(press);
        let light = ground(page);
        page.choose_theme("Dark");
        page.wait("another ground", || ground(page) != light);
        let dark = ground(page);
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait("the search to be remembered", || {
            page.script("return Object.values(localStorage).some(value => value.includes('budget'))") == true
        });
        // The other one knows of neither.
        page.open(made_up);
        page.wait_for_status("1 article");
        assert_eq!(ground(page), light);
        page.choose_theme("Sepia");
        page.wait("a third ground", || ![&light, &dark].contains(&&ground(page)));
        page.search("alone");
        page.wait_for_status("1 article matches all words.");
        assert!(!page.text_of("return document.body.textContent").contains("budget"));
        page.open(press);
        page.wait_for(dark, || ground(page));
        let keys = page.script("return Object.keys(localStorage)");
        let keys: Vec<&str> = keys.as_array().into_iter().flatten().filter_map(|key| key.as_str()).collect();
        for id in ["press:", "made-up:"] {
            assert!(keys.iter().any(|key| key.starts_with(id)), "{id} in {keys:?}");
        }
        assert!(keys.iter().all(|key| key.starts_with("press:") || key.starts_with("made-up:")), "{keys:?}");
    }),
    // At some widths the last of four stood in a row of its own, as wide as the three above it. Where one is too long to have another
    // beside it, it may.
    ("no_choice_is_left_alone_in_the_last_row", |page| {
        let site = page.visit(&fixtures::press(page), "");
        let alone = "return [...document.querySelectorAll('.choice-group')].filter(group => group.checkVisibility()).flatMap(group => {
            const rows = Map.groupBy(group.querySelectorAll('label, button'), choice => Math.round(choice.getBoundingClientRect().top));
            const lengths = [...rows.values()].map(row => row.length);
            return lengths.at(-1) === 1 && lengths.at(-2) > 1 ? [`${group.getAttribute('aria-label')}: ${lengths}`] : [] })";
        page.click("link", "Railway story 59");
        page.click("button", "Cite and share");
        page.find("dialog", "Cite and share");
        for width in [320, 360, 500, 1440] {
            sure(page.browser.resize(width, 900));
            page.wait_for(json!([]), || page.script(alone));
        }
        for language in ["en", "de", "fr", "es", "ar", "zh"] {
            prefer(page, language);
            page.open(&site);
            page.script("document.querySelector('.type-panel').showPopover()");
            for width in [320, 360, 412, 500, 640, 767, 1440] {
                sure(page.browser.resize(width, 900));
                page.wait_for(json!([]), || page.script(alone));
            }
        }
    }),
    ("without_storage_everything_works_but_remembering", |page| {
        let off =
            "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name,
            { get() { throw new DOMException('storage is off', 'SecurityError') } })";
        page.before_each_page(off);
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
