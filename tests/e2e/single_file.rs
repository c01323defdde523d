//! A site that is one file, opened from the disk: everything works that works in a folder, and nothing is fetched.

use crate::aloud;
use crate::finding::found_present;
use crate::languages;
use crate::marks;
use crate::page::{Page, sure};
use crate::runner::Test;
use crate::static_pages::{lines, sources};
use xtask::webdriver::keys;

/// Opens it, and returns its address.
#[track_caller]
fn visit(page: &Page) -> String {
    let site = sure(page.world.build_single_file(&sources(&lines())));
    page.open(&site);
    site
}

#[track_caller]
fn open(page: &Page, headline: &str) {
    page.click("link", headline);
    page.wait_for(headline.to_owned(), || page.heading());
}

/// Nothing was refused, and nothing went wrong.
#[track_caller]
fn is_quiet(page: &Page) {
    assert_eq!(page.violations(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}

pub const TESTS: &[Test] = &[
    ("one_file_is_searched_and_read", |page| {
        let site = visit(page);
        page.search("wav");
        page.wait_for_status("1 article matches all words.");
        open(page, "Every kind of block");
        assert!(sure(page.browser.address()).starts_with(&format!("{site}?article=")));
        let image = "const image = document.querySelector('.article-body figure img');
            image.scrollIntoView();
            await image.decode();
            return [image.currentSrc.startsWith('blob:'), image.srcset, image.naturalWidth > 0].join()";
        assert_eq!(page.text_of(image), "true,,true");
        sure(page.browser.press("f"));
        page.find("searchbox", "Find in article");
        sure(page.browser.press("words"));
        page.wait_for("words".to_owned(), || found_present(page).to_lowercase());
        page.script("history.back()");
        page.wait_for_status("1 article matches all words.");
        page.open(&format!("{site}?view=about"));
        page.find("heading", "About Two stories");
        page.wait("what the settings say", || {
            page.text_of("return document.querySelector('main').textContent").contains("What <two> are.")
        });
        is_quiet(page);
    }),
    ("marks_in_one_file_are_there_when_it_is_opened_again", |page| {
        visit(page);
        open(page, "Every kind of block");
        let address = sure(page.browser.address());
        marks::select(page, "Words of another");
        page.click("button", "Green");
        page.wait_for("Words of another".to_owned(), || marks::marked(page));
        page.open(&address);
        page.wait_for("Words of another".to_owned(), || marks::marked(page));
        page.click("link", "Notebook");
        page.wait_for("Notebook".to_owned(), || page.heading());
        page.wait("the mark", || {
            page.text_of("return document.querySelector('main').textContent").contains("Words of another")
        });
        is_quiet(page);
    }),
    ("one_file_is_read_aloud_and_in_another_language", |page| {
        page.before_each_page(aloud::VOICE);
        visit(page);
        open(page, "The newest of them");
        page.click("button", "Read aloud");
        aloud::hear(page, "The newest of them");
        aloud::hear(page, "A text.");
        languages::choose(page, "Deutsch");
        page.find("button", "Schrift und Farben");
        is_quiet(page);
    }),
    ("links_of_one_file_lead_into_it_from_other_tabs_too", |page| {
        let site = visit(page);
        page.find("link", "The newest of them");
        let lent = "const link = [...document.querySelectorAll('main a')].find(link => link.textContent === 'The newest of them');
            const before = link.getAttribute('href');
            link.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
            const lent = link.href;
            link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
            return [lent, link.getAttribute('href') === before].join()";
        let lent = page.text_of(lent);
        let (address, is_back) = lent.split_once(',').unwrap_or_default();
        assert!(address.starts_with(&format!("{site}?article=")) && is_back == "true", "{lent}");
        page.open(address);
        page.wait_for("The newest of them".to_owned(), || page.heading());
        // An article's own link.
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        page.open(&site);
        open(page, "Every kind of block");
        page.click("link", "Here");
        page.wait("the query", || sure(page.browser.address()) == format!("{site}?q=ship"));
        page.settled();
        is_quiet(page);
    }),
];
