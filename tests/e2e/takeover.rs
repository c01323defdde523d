//! From a static page into the app without a jump: when, at which place, and what is left where something is missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use reader::settings::{LANGUAGE, SETTINGS, THEME};
use serde_json::json;
use xtask::webdriver::{Engine, keys};

use crate::host::{Host, Mishap};
use crate::languages::prefer;
use crate::page::{Page, sure};
use crate::runner::Test;

/// The page's program, which hosts are told to hold back.
const PROGRAM: &str = "/reader-";

pub const TESTS: &[Test] = &[
    ("the_app_takes_over_a_static_page_where_it_is_read", |page| {
        for (width, far) in [(1440, 0.0), (1440, 2500.0), (360, 0.0), (360, 4000.0)] {
            sure(page.browser.resize(width, 800));
            let (host, site) = long(page);
            host.hold(PROGRAM);
            let slug = open(page, &site, "");
            page.script(&format!("scrollTo(0, {far})"));
            page.script("watchPlaces()");
            assert_eq!(page.script("return scrollY").as_f64(), Some(far), "{width}");
            host.release();
            taken(page);
            let moved = moved(page);
            let scrolled = page.script("return scrollY").as_f64().unwrap_or(f64::NAN);
            assert!(width < 500 || (scrolled - far).abs() <= 1.0, "{width}, {far}: nothing moves at all, {scrolled}");
            assert!(moved.len() > 2 && moved.values().all(|by| *by <= 1.0), "{width}, {far}: {moved:?}");
            // What else is in view is measured by those browsers that count layout shifts.
            let shifted = page.script("return window.shifted").as_f64();
            let counts = page.browser.engine() == Engine::Chromium;
            assert!(shifted.map_or(!counts, |shifted| shifted < 0.1), "{width}, {far}: {shifted:?}");
            assert_eq!(page.text_of("return location.href"), format!("{site}?article={slug}"));
            assert_eq!(page.heading(), "A long story");
            assert_eq!(page.violations(), [""; 0]);
            assert_eq!(page.console_errors(), [""; 0]);
        }
    }),
    ("back_and_forward_work_across_a_page_that_was_taken_over", |page| {
        let (host, site) = long(page);
        page.open(&format!("{site}list/1.html"));
        page.click("link", "A long story");
        taken(page);
        page.click("link", "The Long Times");
        page.wait_for_status("2 articles");
        sure(page.browser.back());
        page.wait_for("A long story".to_owned(), || page.heading());
        page.find("button", "Cite and share");
        sure(page.browser.back());
        page.wait_for("All articles".to_owned(), || page.heading());
        sure(page.browser.forward());
        page.wait_for("A long story".to_owned(), || page.heading());
        page.find("button", "Cite and share");
        // The search is there, and what it needs is found.
        page.search("short");
        page.wait_for_status("1 article matches all words.");
        assert!(host.asked("/search/") > 0);
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("an_address_of_a_block_leads_to_the_same_place_in_the_app", |page| {
        let (host, site) = long(page);
        host.hold(PROGRAM);
        open(page, &site, "");
        let block = page.text_of("return document.querySelectorAll('.article-body > p')[20].id");
        open(page, &site, &format!("#{block}"));
        let top = format!(
            "return document.querySelector('.article-body').ownerDocument.getElementById('{block}').getBoundingClientRect().top"
        );
        page.wait("the block", || page.script(&top).as_f64().is_some_and(|top| (0.0..400.0).contains(&top)));
        let before = page.script(&top).as_f64().unwrap_or(f64::NAN);
        host.release();
        taken(page);
        let after = page.script(&top).as_f64().unwrap_or(f64::NAN);
        assert!((before - after).abs() <= 1.0, "{before} and {after}");
    }),
    ("the_passage_that_a_text_fragment_names_stays_in_view", |page| {
        let (host, site) = long(page);
        host.hold(PROGRAM);
        open(page, &site, "#:~:text=Paragraph%2031%20of%20it");
        let top = "return document.querySelectorAll('.article-body > p')[30].getBoundingClientRect().top";
        page.wait("the passage", || page.script(top).as_f64().is_some_and(|top| (0.0..800.0).contains(&top)));
        let before = page.script(top).as_f64().unwrap_or(f64::NAN);
        host.release();
        taken(page);
        let after = page.script(top).as_f64().unwrap_or(f64::NAN);
        assert!((before - after).abs() <= 1.0, "{before} and {after}");
    }),
    ("a_static_page_stays_where_the_archive_or_the_program_does_not_come", |page| {
        for (missing, mishap) in [
            ("archive.json", Mishap::Trouble),
            ("/articles/", Mishap::Trouble),
            ("_bg.wasm", Mishap::BreakOff),
            ("_bg.wasm", Mishap::Trouble),
        ] {
            let (host, site) = long(page);
            host.fail(missing, mishap, usize::MAX);
            open(page, &site, "");
            page.wait(missing, || host.asked(missing) > 0);
            // The app's own body is gone again, or never came.
            page.wait(missing, || page.script("return !!window.gaveUp") == true);
            let there = page.text_of("return location.pathname + location.search");
            assert!(there.contains("/article/a-long-story-") && !there.contains('?'), "{missing}: {there}");
            assert_eq!(page.heading(), "A long story");
            page.click("link", "Articles");
            page.wait_for("All articles".to_owned(), || page.heading());
        }
    }),
    ("who_saves_data_keeps_the_static_page_and_its_way_into_the_app", |page| {
        page.before_each_page(SAVE_DATA);
        let (host, site) = long(page);
        open(page, &site, "");
        page.script(REST);
        assert_eq!(host.asked(PROGRAM), 0);
        page.click("link", "Search, mark and cite this article");
        page.find("button", "Cite and share");
        assert!(host.asked(PROGRAM) > 0);
    }),
    ("nothing_changes_under_a_selection_and_the_focus_stays_in_the_text", |page| {
        let (host, site) = long(page);
        host.hold(PROGRAM);
        open(page, &site, "");
        page.script("getSelection().selectAllChildren(document.querySelectorAll('.article-body > p')[1])");
        host.release();
        page.wait("the app behind the page", || {
            page.script("return !!document.querySelector('body.stage .article-body')") == true
        });
        // By then it would have been taken over.
        page.script(REST);
        assert_eq!(page.script("return document.querySelectorAll('body').length"), 2);
        assert!(page.text_of("return getSelection().toString()").starts_with("Paragraph 2 of it"));
        // Nor do keys reach what nobody sees.
        sure(page.browser.press("?"));
        page.script(REST);
        assert_eq!(page.script("return document.querySelectorAll('dialog[open]').length"), 0);
        page.script(
            "getSelection().removeAllRanges(); document.querySelector('body:not(.stage) .article-tools a').focus()",
        );
        taken(page);
        page.wait("the focus", || page.script("return !!document.activeElement.closest('main')") == true);
        // Keys are the app's now.
        sure(page.browser.press("f"));
        page.find("searchbox", "Find in article");
        sure(page.browser.press(&keys::ESCAPE.to_string()));
    }),
    ("the_app_brings_the_reader_s_language", |page| {
        prefer(page, "ar");
        let (host, site) = long(page);
        host.hold(PROGRAM);
        open(page, &site, "");
        let spoken = "return ['lang', 'dir'].map(name => document.documentElement.getAttribute(name))";
        page.script(REST);
        assert_eq!(page.script(spoken), json!(["en", null]));
        host.release();
        taken(page);
        assert_eq!(page.script(spoken), json!(["ar", "rtl"]));
        page.find("link", "الدفتر");
        assert_eq!(page.script("return document.body.attributes.length"), 0);
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("what_was_chosen_for_reading_holds_on_the_static_page_already", |page| {
        let (host, site) = long(page);
        // The script knows the settings by name.
        let script = page.world.app_file("takeover.js");
        let unknown = SETTINGS.iter().enumerate().filter(|(at, _)| ![THEME, LANGUAGE].contains(at));
        let unknown: Vec<&str> =
            unknown.map(|(_, setting)| setting.name).filter(|name| !script.contains(&format!("\"{name}\""))).collect();
        assert_eq!(unknown, [""; 0]);
        page.open(&site);
        page.choose_theme("Dark");
        page.script(
            "const id = Object.keys(localStorage).find(key => key.endsWith(':folder')).slice(0, -7);
            localStorage[id + ':text-size'] = '150'",
        );
        host.hold("/archive/");
        open(page, &site, "");
        let looks = "const style = getComputedStyle(document.querySelector('body:last-of-type .article-body p'));
            return [document.documentElement.dataset.theme, style.fontSize]";
        page.wait("the looks", || page.script(looks)[0] == "dark");
        page.wait("the size", || {
            page.script("return document.documentElement.style.getPropertyValue('--text-size')") == "150"
        });
        let before = page.script(looks);
        host.release();
        taken(page);
        assert_eq!(page.script(looks), before);
    }),
];

/// Waits until the app has taken over.
#[track_caller]
fn taken(page: &Page) {
    page.wait("the app in the page's place", || {
        page.script("return document.querySelectorAll('body').length == 1 && !!document.querySelector('.search-input')")
            == true
    });
    page.settled();
}

/// Opens the static page of the long story, with this behind its address; returns its slug.
#[track_caller]
fn open(page: &Page, site: &str, fragment: &str) -> String {
    sure(page.browser.open(&format!("{site}list/1.html")));
    let href = page.text_of("return document.querySelector('.result-link').href");
    sure(page.browser.open(&[href.as_str(), fragment].concat()));
    page.wait_for("A long story".to_owned(), || page.heading());
    let name = href.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(".html").to_owned()
}

/// By how many pixels the headline and each block that was in view have moved at most, in any frame since `watchPlaces()`, by their texts.
fn moved(page: &Page) -> BTreeMap<String, f64> {
    // The frame that shows what is there now, and the one that has measured it.
    let moved = page.script(
        "for (let at = 0; at < 2; at++) await new Promise(requestAnimationFrame);
        return window.moved",
    );
    let moved = moved.as_object().into_iter().flatten();
    moved.map(|(name, by)| (name.clone(), by.as_f64().unwrap_or(f64::NAN))).collect()
}

/// Waits until nothing is left to do, and longer than it takes to swap the pages.
const REST: &str = "
    const idle = () => new Promise(globalThis.requestIdleCallback ?? setTimeout);
    const frame = () => new Promise(requestAnimationFrame);
    await idle();
    for (let at = 0; at < 10; at++) await frame();
    await idle()";

/// Lets the browser ask for little, so that static pages stay what they are.
pub const SAVE_DATA: &str = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })";

/// Adds up layout shifts where the browser counts them, follows where blocks stand when it is asked to, and notes when the app's body goes
/// again, or its program did not come.
const WATCH: &str = "
    window.shifted = PerformanceObserver.supportedEntryTypes.includes('layout-shift') ? 0 : null;
    addEventListener('unhandledrejection', () => { window.gaveUp = true; });
    new PerformanceObserver(list => list.getEntries().forEach(entry => { shifted += entry.value; }))
        .observe({ type: 'layout-shift', buffered: true });
    const places = () => [...document.querySelectorAll('body:last-of-type :is(main h1, .article-body > *)')]
        .map(element => [element.textContent.slice(0, 20), element.getBoundingClientRect()]);
    window.watchPlaces = () => {
        const before = places().filter(([, { top, bottom }]) => bottom > 0 && top < innerHeight);
        window.moved = {};
        const look = () => {
            const now = Object.fromEntries(places());
            for (const [name, { top }] of before)
                moved[name] = Math.max(moved[name] ?? 0, Math.abs((now[name]?.top ?? Infinity) - top));
            requestAnimationFrame(look);
        };
        look();
    };
    new MutationObserver(changes => {
        for (const change of changes) for (const node of change.removedNodes) if (node.matches?.('body.stage')) window.gaveUp = true;
    }).observe(document, { childList: true, subtree: true });";

/// A site with a long article and a short one, and the host that it lies with.
fn long(page: &Page) -> (Arc<Host>, String) {
    page.before_each_page(WATCH);
    let paragraph = |at: u32| format!("Paragraph {at} of it. {}", "It goes on and on. ".repeat(12));
    let articles = [
        json!({
            "uri": "a:long", "headline": "A long story", "abstract": "What there is to say.", "by": "Ann Other", "publisher": "The Long Times",
            "datePublished": "2026-02-01T10:00:00Z", "language": "en", "articleSection": "World", "dateline": "OSLO, Jan 1",
            "body": (1..=40).map(paragraph).collect::<Vec<_>>(),
        }),
        json!({ "uri": "a:short", "headline": "A short one", "datePublished": "2026-01-01", "body": ["A text."] }),
    ];
    let settings = "id = \"long\"\ntitle = \"The Long Times\"\n";
    let lines = articles.map(|article| article.to_string()).join("\n");
    let folder = sure(page.world.build(&[("broadsheet.toml", settings), ("long.jsonl", &lines)]));
    let host = Arc::<Host>::default();
    let site = sure(page.world.serve_folder_by(&host, &folder));
    (host, site)
}
