//! The search box completes what is typed, and remembers what was searched for.

use serde_json::{Value, json};
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("a_field_and_its_value_are_completed_by_keyboard_and_make_a_chip", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("pla");
        page.find("option", "place: Field");
        press(page, &[keys::DOWN]);
        page.wait_for("place: Field".to_owned(), || active(page));
        press(page, &[keys::ENTER]);
        page.find("option", "Japan Places 30");
        page.wait_for("place:".to_owned(), || box_text(page));
        press(page, &[keys::DOWN, keys::DOWN, keys::UP]);
        page.wait_for("Japan Places 30".to_owned(), || active(page));
        let entries = page.entries();
        press(page, &[keys::ENTER]);
        page.find("button", "Remove filter: Places: Japan");
        page.wait_for("?places=Japan".to_owned(), || page.query());
        page.wait_for_status("30 articles match the filters.");
        assert_eq!(page.entries(), entries + 1, "a filter makes an entry in the history");
        assert_eq!(box_text(page), "");
        assert_eq!(focus(page), "Search the archive", "one goes on typing");
    }),
    ("a_value_that_is_half_typed_filters_nothing", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget place:norw");
        page.find("option", "Norway Places 20");
        page.wait_for_status("15 articles match all words.");
        let beside = "return document.querySelector('.result-beside').textContent";
        page.wait("the remark", || page.text_of(beside).contains("Left out of the search: place:norw."));
        sure(page.browser.press("ay"));
        page.wait_for_status("5 articles match all words.");
        page.wait("no remark", || !page.text_of(beside).contains("Left out"));
    }),
    ("a_value_is_left_out_where_a_minus_stands_before_it", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget -norw");
        page.click("option", "Norway not Places 20");
        page.wait_for("?q=budget+&-places=Norway".to_owned(), || page.query());
        page.wait_for_status("10 articles match all words.");
    }),
    ("a_name_of_several_words_takes_them_with_it", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harvest town 09");
        page.click("option", "Town 090 Places 1");
        page.wait_for("?q=harvest+&places=Town+090".to_owned(), || page.query());
        page.wait_for_status("1 article matches all words.");
    }),
    // Behind a space within marks other than "…" nothing was offered.
    ("a_value_in_quotation_marks_of_any_language_is_completed_behind_a_space", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("place:«town ");
        page.find_starting("option", "Town");
        sure(page.browser.press("090"));
        page.click("option", "Town 090 Places 1");
        page.wait_for("?places=Town+090".to_owned(), || page.query());
        // Behind what closes them nothing is, nor behind a word that was taken.
        page.search("place:«town 090»");
        page.wait("a closed popup", || expanded(page) == "false");
    }),
    ("a_word_is_completed_and_the_next_is_typed_behind_it", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.click("option", "harbour");
        page.wait_for("harbour ".to_owned(), || box_text(page));
        page.wait("a closed popup", || expanded(page) == "false");
        sure(page.browser.press("story"));
        page.wait_for("harbour story".to_owned(), || box_text(page));
        page.wait_for_status("15 articles match all words.");
    }),
    ("a_headline_opens_its_article", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("railw");
        page.find_starting("option", "Railway story");
        let headlines = page.headlines();
        page.click("option", &headlines[0]);
        page.wait_for(headlines[0].clone(), || page.heading());
    }),
    ("escape_closes_the_suggestions_before_it_leaves_the_box", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.find("option", "harbour");
        press(page, &[keys::ESCAPE]);
        page.wait("a closed popup", || expanded(page) == "false");
        page.gone("option", "harbour");
        assert_eq!(focus(page), "Search the archive");
        assert_eq!(box_text(page), "harb");
        press(page, &[keys::ESCAPE]);
        page.wait("leaving the box", || focus(page) != "Search the archive");
    }),
    ("enter_without_a_choice_searches_and_tab_leaves", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.find("option", "harbour");
        press(page, &[keys::ENTER]);
        page.gone("option", "harbour");
        assert_eq!(box_text(page), "harb");
        sure(page.browser.press("o"));
        page.find("option", "harbour");
        press(page, &[keys::TAB]);
        page.gone("option", "harbour");
        assert_ne!(focus(page), "Search the archive");
        assert_eq!(box_text(page), "harbo");
    }),
    // Whoever typed on before the search was answered that Enter had committed was offered nothing, until the next letter.
    ("what_is_typed_on_at_once_after_enter_is_completed", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.find("option", "harbour");
        page.script(
            "const box = document.querySelector('.search-input');
            box.form.requestSubmit();
            box.setRangeText('o', 4, 4, 'end');
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        );
        page.wait("memory", || kept(page).contains("harb"));
        page.find("option", "harbour");
        assert_eq!(box_text(page), "harbo");
    }),
    ("recent_searches_stay_after_a_reload_and_are_forgotten_on_request", |page| {
        page.visit(&fixtures::press(page), "");
        for search in ["budget", "harvest place:japan", "railway"] {
            page.search(search);
            press(page, &[keys::ENTER]);
            page.wait("memory", || kept(page).contains(search.split(' ').next().unwrap_or_default()));
            clear(page);
        }
        // What was only typed is no search to remember.
        page.search("harbour");
        page.wait_for_status("15 articles match all words.");
        clear(page);
        // The address bar hears of it a little later.
        page.wait_for("?places=japan".to_owned(), || page.query());
        sure(page.browser.reload());
        page.settled();
        page.click("combobox", "Search the archive");
        page.find("option", "railway · japan");
        assert_eq!(options(page), ["railway · japan", "harvest · japan", "budget", "Clear recent searches"]);
        page.click("button", "Forget railway · japan");
        page.gone("option", "railway · japan");
        press(page, &[keys::DOWN, keys::DOWN]);
        page.wait_for("budget".to_owned(), || active(page));
        press(page, &[keys::DELETE]);
        page.gone("option", "budget");
        press(page, &[keys::DOWN, keys::ENTER]);
        page.wait_for("?q=harvest+&places=japan".to_owned(), || page.query());
        clear(page);
        page.click("button", "Clear all filters");
        page.click("combobox", "Search the archive");
        page.click("option", "Clear recent searches");
        page.wait_for(String::new(), || kept(page));
        page.wait("a closed popup", || expanded(page) == "false");
    }),
    ("without_storage_nothing_is_remembered_and_all_else_works", |page| {
        let off = "Object.defineProperty(window, 'localStorage',
            { get() { throw new DOMException('storage is off', 'SecurityError') } })";
        page.before_each_page(off);
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.click("option", "harbour");
        page.wait_for("harbour ".to_owned(), || box_text(page));
        press(page, &[keys::ENTER]);
        page.wait_for_status("15 articles match all words.");
        clear(page);
        page.wait_for_status("60 articles");
        assert_eq!(expanded(page), "false");
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("an_emptied_box_keeps_the_focus", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 articles match all words.");
        page.click("button", "Clear the search box");
        page.wait_for_status("60 articles");
        assert_eq!((box_text(page), focus(page)), (String::new(), "Search the archive".to_owned()));
        page.gone("button", "Clear the search box");
    }),
    ("the_cursor_in_the_middle_of_the_text_completes_nothing", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.find("option", "harbour");
        press(page, &[keys::LEFT]);
        sure(page.browser.press("x"));
        page.gone("option", "harbour");
        assert_eq!(box_text(page), "harxb");
    }),
    ("suggestions_fit_the_narrowest_screen_and_stand_under_the_box", |page| {
        let article = |number: u32| {
            json!({
                "uri": format!("urn:example:{number}"), "headline": "اقتصاد اليابان", "language": "ar",
                "datePublished": "2001-01-01", "places": ["اليابان الكبرى"], "body": ["اليابان"],
            })
        };
        let site = page.visit(&fixtures::of(page, &[article(1), article(2)]), "");
        for (width, direction) in [(320, "ltr"), (320, "rtl"), (1440, "ltr"), (1440, "rtl")] {
            sure(page.browser.resize(width, 640));
            page.open(&site);
            page.script(&format!("document.documentElement.dir = '{direction}'"));
            page.search("اليا");
            page.find("option", "اليابان الكبرى Places 2");
            let fits = "const edges = selector => {
                    const { left, right, bottom, top } = document.querySelector(selector).getBoundingClientRect();
                    return [left, right, bottom, top].map(Math.round) };
                const [box, popup] = [edges('.search-input'), edges('.suggestions')];
                return [box[0] === popup[0] && box[1] === popup[1] && Math.abs(popup[3] - box[2]) <= 1,
                    popup[0] >= 0 && popup[1] <= innerWidth && document.documentElement.scrollWidth <= innerWidth,
                    getComputedStyle(document.querySelector('.suggestion-text')).direction]";
            assert_eq!(page.script(fits), json!([true, true, "rtl"]), "{direction} at {width}");
        }
    }),
    ("the_count_alone_is_announced", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("harb");
        page.find("option", "harbour");
        page.find("listbox", "Suggestions");
        let live =
            "return document.querySelectorAll('.search-box :is([aria-live], [role=status], [role=alert])').length";
        assert_eq!(page.script(live), 0);
    }),
];

#[track_caller]
fn press(page: &Page, keys: &[char]) {
    sure(page.browser.press(&keys.iter().collect::<String>()));
}

/// Empties the box by its button.
#[track_caller]
fn clear(page: &Page) {
    page.click("button", "Clear the search box");
    page.wait_for(String::new(), || box_text(page));
}

/// What stands in the box.
fn box_text(page: &Page) -> String {
    page.text_of("return document.querySelector('[role=combobox]').value")
}

/// Whether the popup is open, as the box tells.
fn expanded(page: &Page) -> String {
    page.text_of("return document.querySelector('[role=combobox]').getAttribute('aria-expanded')")
}

/// The option that the arrows have led to, as the box tells; it says so itself too.
fn active(page: &Page) -> String {
    page.text_of(
        "const id = document.querySelector('[role=combobox]').getAttribute('aria-activedescendant');
        const option = id && document.getElementById(id);
        return option?.getAttribute('aria-selected') === 'true' ? option.textContent.trim() : ''",
    )
}

#[track_caller]
fn options(page: &Page) -> Vec<String> {
    let texts =
        page.script("return [...document.querySelectorAll('[role=option]')].map(option => option.textContent.trim())");
    texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What is remembered on the device.
fn kept(page: &Page) -> String {
    page.text_of("return localStorage.getItem('press:recent') ?? ''")
}

/// The name of what has the focus.
fn focus(page: &Page) -> String {
    page.browser.focused().and_then(|element| element.name()).unwrap_or_default()
}
