//! Results as one types.

use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("typing_narrows_and_replaces_the_address", |page| {
        page.visit(&fixtures::press(page), "");
        let entries = page.entries();
        page.search("harvest");
        page.wait_for_status("15 articles match all words.");
        page.wait_for("?q=harvest".to_owned(), || page.query());
        assert_eq!(page.entries(), entries, "typing makes no entry in the history");
        page.wait("headlines", || !page.headlines().is_empty());
        assert!(page.headlines().iter().all(|headline| headline.starts_with("Harvest")), "{:?}", page.headlines());
        page.wait("marks", || page.script("return document.querySelector('main mark')?.textContent") == "Harvest");
    }),
    ("half_a_word_is_enough", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("railw");
        page.wait_for_status("15 articles match all words.");
    }),
    ("the_count_is_announced_politely", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 articles match all words.");
        let live = "const box = document.querySelector('.result-summary').closest('[role=status]');
            return box?.getAttribute('aria-live') ?? 'polite'";
        assert_eq!(page.script(live), "polite");
    }),
    ("an_emptied_box_leads_back_to_the_front_page", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.click("combobox", "Search the archive");
        sure(page.browser.press_with(keys::CONTROL, 'a'));
        sure(page.browser.press(&keys::BACKSPACE.to_string()));
        page.wait_for_status("60 articles");
        page.wait_for(String::new(), || page.query());
    }),
    // Nothing happened: the words in the box were those of the address already.
    ("enter_in_the_box_leads_from_an_article_to_the_results", |page| {
        page.visit(&fixtures::press(page), "?q=railway");
        page.wait_for_status("15 articles match all words.");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        let entries = page.entries();
        page.click("combobox", "Search the archive");
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait_for_status("15 articles match all words.");
        page.wait_for("?q=railway".to_owned(), || page.query());
        assert_eq!(page.entries(), entries + 1);
    }),
    ("an_order_is_chosen_and_stands_in_the_address", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 articles match all words.");
        let entries = page.entries();
        page.choose("Sort by", "Oldest");
        page.wait_for("?q=budget&sort=oldest".to_owned(), || page.query());
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        assert_eq!(page.entries(), entries + 1, "an order makes an entry in the history");
        page.choose("Sort by", "Newest");
        page.wait_for(Some("Budget story 56".to_owned()), || page.headlines().first().cloned());
    }),
    ("a_long_list_renders_what_is_in_view", |page| {
        page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        assert!(page.headlines().len() < 40, "{} rows are rendered", page.headlines().len());
        let size = "return document.querySelector('main li[aria-setsize]').getAttribute('aria-setsize')";
        assert_eq!(page.script(size), "60");
        // The page has its length once rows that came into view were measured. In WebKit it went back by a dozen rows each time, for it
        // was shorter while other rows came.
        page.wait_for(Some("Railway story 59".to_owned()), || {
            page.script("window.scrollTo(0, document.documentElement.scrollHeight)");
            page.headlines().last().cloned()
        });
    }),
    ("no_result_shows_a_way_out", |page| {
        page.visit(&fixtures::press(page), "?q=xylophone&places=Japan");
        page.wait_for_status("No articles match.");
        page.click("button", "Search without Places: Japan");
        page.wait_for("?q=xylophone".to_owned(), || page.query());
        // The button went, and the focus with it.
        page.wait("the results in focus", || page.script("return document.activeElement.id") == "results");
        page.click("link", "Back to the front page");
        page.wait_for_status("60 articles");
    }),
];
