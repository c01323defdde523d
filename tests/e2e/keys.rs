//! Everything by keyboard.

use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("slash_and_control_k_lead_to_the_box_and_escape_out_of_it", |page| {
        page.visit(&fixtures::press(page), "");
        sure(page.browser.press("/"));
        page.wait_for("Search the archive".to_owned(), || focus(page));
        assert_eq!(
            sure(page.find("combobox", "Search the archive").property("value")),
            "",
            "the key itself is not typed"
        );
        press(page, keys::ESCAPE);
        page.wait("leaving the box", || focus(page) != "Search the archive");
        sure(page.browser.press_with(keys::CONTROL, 'k'));
        page.wait_for("Search the archive".to_owned(), || focus(page));
    }),
    ("a_slash_in_the_box_is_a_slash", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("a/b?");
        page.wait_for("a/b?".to_owned(), || {
            page.find("combobox", "Search the archive").property("value").unwrap_or_default()
        });
    }),
    ("j_k_and_arrows_move_through_results_and_enter_opens", |page| {
        page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        for (key, headline) in [
            ('j', "Budget story 0"),
            ('j', "Harvest story 1"),
            (keys::DOWN, "Harbour story 2"),
            ('k', "Harvest story 1"),
            (keys::UP, "Budget story 0"),
            (keys::DOWN, "Harvest story 1"),
        ] {
            press(page, key);
            page.wait_for(headline.to_owned(), || focus(page));
        }
        press(page, keys::ENTER);
        page.wait_for("Harvest story 1".to_owned(), || page.heading());
    }),
    ("the_arrow_leads_from_the_box_through_the_suggestions_to_the_results", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        // Two of the articles are all that is suggested, since the word is whole.
        page.find_starting("option", "Budget story");
        press(page, keys::DOWN);
        press(page, keys::DOWN);
        assert_eq!(focus(page), "Search the archive");
        press(page, keys::DOWN);
        page.wait("a result in focus", || focus(page).starts_with("Budget story"));
        press(page, keys::UP);
        page.wait_for("Search the archive".to_owned(), || focus(page));
    }),
    ("without_suggestions_the_arrow_leads_to_the_results_at_once", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget ");
        page.wait_for_status("15 articles match all words.");
        press(page, keys::DOWN);
        page.wait("a result in focus", || focus(page).starts_with("Budget story"));
    }),
    ("stepping_goes_on_beyond_what_is_in_view", |page| {
        page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        for number in 0..30 {
            press(page, 'j');
            page.wait("the next result", || focus(page).ends_with(&format!(" {number}")));
        }
    }),
    ("a_question_mark_shows_the_keys", |page| {
        page.visit(&fixtures::press(page), "");
        sure(page.browser.press("?"));
        page.find("dialog", "Keys");
        press(page, keys::ESCAPE);
        page.gone("dialog", "Keys");
        sure(page.browser.press("?"));
        page.find("dialog", "Keys");
        page.click("button", "Close");
        page.gone("dialog", "Keys");
    }),
];

#[track_caller]
fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

/// The name of what has the focus.
fn focus(page: &Page) -> String {
    page.browser.focused().and_then(|element| element.name()).unwrap_or_default()
}
