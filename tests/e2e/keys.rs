//! Everything by keyboard.

use xtask::webdriver::keys;

use crate::finding::found_present;
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
    // On an Arabic or a Russian keyboard no letter did anything.
    ("a_letter_is_known_by_where_it_stands_on_a_keyboard_of_other_letters", |page| {
        page.visit(&fixtures::press(page), "");
        page.find("link", "Railway story 59");
        page.script("dispatchEvent(new KeyboardEvent('keydown', { key: 'ت', code: 'KeyJ', cancelable: true }))");
        page.wait("a result in focus", || !focus(page).is_empty());
        let first = focus(page);
        // A Latin letter is what it says, wherever it stands.
        page.script("dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyJ', cancelable: true }))");
        page.script("dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyJ', cancelable: true }))");
        page.wait("the next result", || focus(page) != first);
        page.script("dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyN', cancelable: true }))");
        page.wait_for(first, || focus(page));
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
    ("a_key_is_changed_kept_and_set_back", |page| {
        let site = page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        press(page, '?');
        page.find("dialog", "Keys");
        tab_to(page, "j");
        press(page, keys::ENTER);
        page.wait("what to do", || said(page).starts_with("Press the new key"));
        press(page, 'f');
        page.wait("what has the key", || said(page).starts_with("That key is taken: In an article: find in it"));
        press(page, 'x');
        page.wait_for("Changed.".to_owned(), || said(page));
        press(page, keys::ESCAPE);
        page.gone("dialog", "Keys");
        press(page, 'j');
        press(page, 'x');
        page.wait_for("Budget story 0".to_owned(), || focus(page));
        page.open(&format!("{site}?sort=oldest"));
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        press(page, 'x');
        page.wait_for("Budget story 0".to_owned(), || focus(page));
        press(page, '?');
        page.click("button", "Reset all keys");
        press(page, keys::ESCAPE);
        press(page, 'j');
        page.wait_for("Harvest story 1".to_owned(), || focus(page));
    }),
    ("escape_leaves_a_key_as_it_is_and_the_dialog_open", |page| {
        page.visit(&fixtures::press(page), "?sort=oldest");
        press(page, '?');
        tab_to(page, "j");
        press(page, keys::ENTER);
        page.wait("what to do", || said(page).starts_with("Press the new key"));
        press(page, keys::ESCAPE);
        page.wait_for(String::new(), || said(page));
        page.find("dialog", "Keys");
        assert_eq!(focus(page), "j");
    }),
    ("single_keys_are_switched_off", |page| {
        page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for(Some("Budget story 0".to_owned()), || page.headlines().first().cloned());
        press(page, '?');
        page.find("dialog", "Keys");
        tab_to(page, "Single-key shortcuts");
        press(page, ' ');
        press(page, keys::ESCAPE);
        page.gone("dialog", "Keys");
        for key in ['j', '?', '/'] {
            press(page, key);
        }
        page.gone("dialog", "Keys");
        // Keys that are no characters stay.
        press(page, keys::DOWN);
        page.wait_for("Budget story 0".to_owned(), || focus(page));
        sure(page.browser.press_with(keys::CONTROL, 'k'));
        page.wait_for("Search the archive".to_owned(), || focus(page));
    }),
    ("everything_is_done_by_keys_alone", |page| {
        page.visit(&fixtures::press(page), "");
        page.script("window.pointers = 0; addEventListener('pointerdown', () => pointers++, true)");
        // Search, a suggestion, a filter.
        press(page, '/');
        page.wait_for("Search the archive".to_owned(), || focus(page));
        sure(page.browser.press("place:jap"));
        page.find_starting("option", "Japan");
        press(page, keys::DOWN);
        press(page, keys::ENTER);
        press(page, keys::ENTER);
        page.wait_for_status("30 articles match the filters.");
        tab_to(page, "Norway 20");
        press(page, ' ');
        page.wait_for_status("40 articles match the filters.");
        // A result, the next and the one before.
        press(page, 'j');
        page.wait("a result in focus", || focus(page).contains(" story "));
        press(page, keys::ENTER);
        page.wait("an article", || page.query().contains("article=") && page.heading().contains(" story "));
        let first = page.heading();
        page.wait_for(first.clone(), || focus(page));
        press(page, 'n');
        page.wait("the next", || page.heading() != first && focus(page) == page.heading());
        press(page, 'p');
        page.wait_for(first.clone(), || page.heading());
        // Find.
        press(page, 'f');
        page.wait("the field", || page.script("return document.activeElement.matches('.find-input')") == true);
        sure(page.browser.press("paragraph 3"));
        page.wait("what was found", || found_present(page) == "Paragraph 3");
        press(page, keys::ESCAPE);
        page.wait_for("Find in article".to_owned(), || focus(page));
        // A mark.
        press(page, 'm');
        page.find("button", "Yellow");
        page.wait("the colours", || page.script("return document.activeElement.closest('.mark-bar') !== null") == true);
        press(page, keys::ENTER);
        page.find("button", "Delete the yellow mark");
        // Cite, save, read, keys.
        press(page, 'c');
        page.wait("the citation", || page.script("return document.querySelector('.cite-dialog').open") == true);
        press(page, keys::ESCAPE);
        page.gone("dialog", "Cite and share");
        press(page, 's');
        page.find("button", "Remove from saved");
        press(page, 'u');
        page.find("button", "Mark as unread");
        press(page, '?');
        page.find("dialog", "Keys");
        press(page, keys::ESCAPE);
        page.gone("dialog", "Keys");
        // Type and theme.
        tab_to(page, "Text and theme");
        press(page, keys::ENTER);
        page.find("slider", "Size");
        press(page, keys::TAB);
        press(page, keys::RIGHT);
        page.wait("the light theme", || page.script("return document.documentElement.dataset.theme") == "light");
        press(page, keys::ESCAPE);
        page.gone("slider", "Size");
        // The notebook, past the masthead by the link that comes first.
        tab_to(page, "Notebook");
        press(page, keys::ENTER);
        page.wait_for("Notebook".to_owned(), || focus(page));
        page.find("button", "Delete the yellow mark");
        page.script("document.activeElement.blur()");
        press(page, keys::TAB);
        tab_to(page, "Skip to content");
        press(page, keys::ENTER);
        page.wait("the content", || page.script("return document.activeElement.id") == "content");
        assert_eq!(page.script("return window.pointers"), 0);
    }),
];

/// What is said in the dialog of keys.
#[track_caller]
fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.key-said').textContent")
}

/// Goes on to the control of this name, as the Tab key has it.
#[track_caller]
fn tab_to(page: &Page, name: &str) {
    for _ in 0..200 {
        if focus(page) == name {
            return;
        }
        press(page, keys::TAB);
    }
    panic!("the Tab key does not lead to \"{name}\"");
}

#[track_caller]
pub fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

/// The name of what has the focus.
pub fn focus(page: &Page) -> String {
    page.browser.focused().and_then(|element| element.name()).unwrap_or_default()
}
