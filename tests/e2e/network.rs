//! A host that is slow, in trouble, or breaks off in the middle.

use std::sync::Arc;

use crate::audit::violations;
use crate::fixtures;
use crate::host::{Host, Mishap};
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("who_waits_for_the_archive_is_told_after_half_a_second", |page| {
        let (host, site) = press_by(page);
        host.hold("archive.json");
        page.before_each_page(WATCH);
        sure(page.browser.open(&site));
        told_late(page);
        host.release();
        page.gone("progressbar", "Loading");
        page.wait_for_status("60 articles");
    }),
    ("who_waits_for_results_is_told_after_half_a_second", |page| {
        let (host, site) = press_by(page);
        page.before_each_page(WATCH);
        page.open(&site);
        host.hold("/search/");
        page.search("b");
        told_late(page);
        // The bar stood beside the parts of the page: who jumps from one to the next never met it, as an audit on a slow machine found.
        assert_eq!(violations(page, "light"), [""; 0]);
        host.release();
        page.gone("progressbar", "Loading");
        page.wait_for_status("15 articles match all words.");
    }),
    ("who_waits_for_an_article_is_told_after_half_a_second", |page| {
        let (host, site) = press_by(page);
        page.before_each_page(WATCH);
        page.open(&site);
        host.hold("/articles/");
        page.click("link", "Railway story 59");
        told_late(page);
        host.release();
        page.gone("progressbar", "Loading");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
    }),
    // Only a request that got no answer was sent again; an answer that broke off in the middle was an error at once.
    ("a_file_that_breaks_off_in_the_middle_is_fetched_once_more", |page| {
        let (host, site) = press_by(page);
        host.fail("/archive/", Mishap::BreakOff, 1);
        page.open(&site);
        page.wait_for_status("60 articles");
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        page.click("link", "Budget story 56");
        page.wait_for("Budget story 56".to_owned(), || page.heading());
        assert_eq!(page.script("return document.querySelectorAll('[role=alert]').length"), 0);
        for file in ["archive.json", "/previews/000000", "/search/000000", "/lookup/000000"] {
            assert_eq!(host.asked(file), 2, "{file}");
        }
    }),
    ("who_waits_for_what_articles_are_read_with_is_told_after_half_a_second", |page| {
        let (host, site) = press_by(page);
        page.before_each_page(WATCH);
        page.open(&site);
        page.wait_for_status("60 articles");
        host.hold(LATE);
        page.click("link", "Railway story 59");
        told_late(page);
        // Whoever does not wait for it goes on.
        sure(page.browser.back());
        page.gone("progressbar", "Loading");
        page.wait_for_status("60 articles");
        page.click("link", "About");
        host.release();
        page.find("heading", "Keys");
        page.gone("progressbar", "Loading");
    }),
    ("what_articles_are_read_with_comes_when_one_is_approached", |page| {
        let (host, site) = press_by(page);
        page.open(&site);
        page.wait_for_status("60 articles");
        assert_eq!(host.asked(LATE), 0);
        sure(page.find("link", "Railway story 59").hover());
        page.wait("its program", || host.asked(LATE) == 1);
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        page.click("link", "About");
        page.find("heading", "Keys");
        assert_eq!(host.asked(LATE), 1);
    }),
    ("an_article_whose_program_does_not_come_says_so_and_opens_when_it_does", |page| {
        let (host, site) = press_by(page);
        host.fail(LATE, Mishap::Trouble, usize::MAX);
        page.open(&site);
        page.click("link", "Railway story 59");
        page.wait("what went wrong", || alert(page).contains("could not be fetched"));
        // The rest of the page stays usable.
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        page.click("link", "Budget story 56");
        page.wait("what went wrong", || alert(page).contains("the host answered 503"));
        // A pointer on its way over links asked for it each time, and the notice went and came.
        let before = host.asked(LATE);
        sure(page.find("link", "About").hover());
        page.click("button", "Try again");
        page.wait("the second try", || host.asked(LATE) == before + 2);
        page.wait("what went wrong", || alert(page).contains("the host answered 503"));
        assert_eq!(host.asked(LATE), before + 2);
        host.fail(LATE, Mishap::Trouble, 0);
        page.click("button", "Try again");
        page.wait_for("Budget story 56".to_owned(), || page.heading());
        assert_eq!(alert(page), "");
    }),
    // It is of another build where the site was published anew since the page was opened: trying again would help nobody.
    ("an_article_whose_program_is_no_longer_there_asks_to_reload", |page| {
        let (host, site) = press_by(page);
        host.fail(LATE, Mishap::Gone, usize::MAX);
        page.open(&site);
        page.click("link", "Railway story 59");
        page.wait("what went wrong", || alert(page).contains("The parts of this page are of different versions."));
        host.fail(LATE, Mishap::Gone, 0);
        page.click("button", "Reload");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
    }),
    ("a_search_that_failed_can_be_tried_again", |page| {
        let (host, site) = press_by(page);
        host.fail("/search/", Mishap::Trouble, usize::MAX);
        // One question, and not one for each letter, of which a later one's failure would take the place of the notice while its
        // button is pressed.
        page.open(&format!("{site}?q=budget"));
        page.wait("what went wrong", || alert(page).contains("could not be fetched"));
        assert!(alert(page).contains("the host answered 503"), "{}", alert(page));
        // As long as the host is in trouble, so is the search.
        // The notice goes when it is tried, and comes again when that has failed.
        let before = host.asked("/search/");
        page.click("button", "Try again");
        page.wait("the second try", || host.asked("/search/") > before);
        page.wait("what went wrong", || alert(page).contains("could not be fetched"));
        host.fail("/search/", Mishap::Trouble, 0);
        page.click("button", "Try again");
        page.wait_for_status("15 articles match all words.");
        assert_eq!(alert(page), "");
    }),
];

/// The part of the page's program that comes late.
const LATE: &str = "/late-";

/// Notes when the program was started or asked something last, and when the bar came first after that. The program starts
/// its clock later than what is noted here: the time between them can only be longer than its patience.
const WATCH: &str = "
    window.seen = {};
    const begin = () => { seen.begun = performance.now(); seen.bar = null; };
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => instantiate(...given).then(made => { begin(); return made; });
    document.addEventListener('input', begin, true);
    document.addEventListener('click', begin, true);
    new MutationObserver(() => {
        if (document.querySelector('[role=progressbar]')) seen.bar ??= performance.now();
    }).observe(document, { subtree: true, childList: true });";

/// The press, and the host that it lies with.
pub fn press_by(page: &Page) -> (Arc<Host>, String) {
    let host = Arc::<Host>::default();
    let site = sure(page.world.serve_by(&host, &fixtures::press(page)));
    (host, site)
}

/// Waits for the bar, and holds that it came no sooner than after half a second.
#[track_caller]
fn told_late(page: &Page) {
    page.find("progressbar", "Loading");
    let waited = page.script("return seen.bar - seen.begun").as_f64().unwrap_or_default();
    // A browser gives the time in tenths of a millisecond, rounded.
    assert!(waited > 499.0, "the bar came after {waited} ms");
}

/// What is said to have gone wrong.
#[track_caller]
fn alert(page: &Page) -> String {
    page.text_of("return document.querySelector('[role=alert]')?.textContent ?? ''")
}
