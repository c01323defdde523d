//! Every function by real key presses alone: Tab, Enter, Space, arrows and the app's own keys. After each the focus is somewhere, and to be
//! seen. What `keys.rs` does by keys already (search, suggestions, results, rebinding) is not done again here, and what is done in an
//! article stands in `by_keys_article.rs`.

use std::path::Path;

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::keys::{focus, press};
use crate::notebook::annotations;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("by_keys_dates_values_and_the_order_are_chosen", |page| {
        visit(page, &fixtures::press(page), "?sort=oldest");
        page.wait_for_status("60 articles");
        // The bars are one stop, and arrows move among them.
        to(page, "January 2001: 5 articles");
        press(page, keys::RIGHT);
        press(page, keys::RIGHT);
        page.wait_for("March 2001: 5 articles".to_owned(), || focus(page));
        press(page, keys::ENTER);
        page.wait_for_status("5 articles match the filters.");
        to(page, "To");
        write_over(page, "2001-04-30");
        press(page, keys::ENTER);
        page.wait_for_status("10 articles match the filters.");
        to(page, "Exclude Japan");
        press(page, keys::ENTER);
        page.wait_for_status("5 articles match the filters.");
        page.wait_for("Exclude Japan".to_owned(), || focus(page));
        to(page, "Norway 3");
        press(page, ' ');
        page.wait_for_status("1 article matches the filters.");
        page.wait_for("Norway 3".to_owned(), || focus(page));
        to(page, "Sort by");
        press(page, 'n');
        page.wait("the newest first", || page.query().contains("sort=newest"));
        to(page, "Remove filter: not Places: Japan");
        press(page, ' ');
        page.wait_for_status("3 articles match the filters.");
        seen(page);
        to(page, "Clear all filters");
        press(page, keys::ENTER);
        page.wait_for_status("60 articles");
        seen(page);
        // More of a facet's values, and those that are looked for.
        to(page, "Show more");
        press(page, keys::ENTER);
        page.wait_for("Show fewer".to_owned(), || focus(page));
        // The way back to few, and the field, stood two hundred stops from one another.
        hold(page, &[keys::SHIFT], keys::TAB);
        page.wait_for("Find in Places".to_owned(), || focus(page));
        press(page, keys::TAB);
        press(page, keys::ENTER);
        page.wait_for("Show more".to_owned(), || focus(page));
        seen(page);
        press(page, keys::ENTER);
        page.wait_for("Show fewer".to_owned(), || focus(page));
        seen(page);
        back_to(page, "Find in Places");
        sure(page.browser.press("077"));
        to(page, "Town 077 1");
        press(page, ' ');
        page.wait_for_status("1 article matches the filters.");
        done(page);
    }),
    ("by_keys_related_articles_and_the_ways_to_other_results_are_followed", |page| {
        visit(page, &fixtures::press(page), "?q=harbour&sort=oldest");
        page.wait_for_status("15 articles match all words.");
        open(page, "Harbour story 2");
        to(page, "Next: Harbour story 6");
        press(page, keys::ENTER);
        page.wait_for("Harbour story 6".to_owned(), || page.heading());
        seen(page);
        to(page, "Previous: Harbour story 2");
        press(page, keys::ENTER);
        page.wait_for("Harbour story 2".to_owned(), || page.heading());
        to(page, "Find related articles");
        press(page, keys::ENTER);
        page.wait("related articles", || {
            page.script("return document.querySelectorAll('.related-list a').length > 0") == true
        });
        // The button went.
        seen(page);
        let first = page.text_of("return document.querySelector('.related-list a').textContent");
        press(page, keys::TAB);
        page.wait("the first of them", || focus(page).starts_with(&first));
        press(page, keys::ENTER);
        page.wait_for(first, || page.heading());
        // A name of the article's leads to what else has it.
        to(page, "Economy");
        press(page, keys::ENTER);
        page.wait_for_status("30 articles match the filters.");
        done(page);
    }),
    ("by_keys_the_notebook_is_searched_exported_and_filled", |page| {
        visit(page, &fixtures::press(page), "");
        to(page, "Notebook");
        press(page, keys::ENTER);
        page.wait_for("Notebook".to_owned(), || focus(page));
        // The system's own dialog hands over the file, which no driver can open.
        to(page, "Import");
        let file = sure(page.world.new_folder()).join("marks.json");
        sure(std::fs::write(&file, annotations(120).to_string()).map_err(Into::into));
        sure(sure(page.browser.focused()).write(&file.to_string_lossy()));
        page.find("button", "Cancel");
        to_button(page, "Import");
        press(page, keys::ENTER);
        page.wait_for("120 marks".to_owned(), || count(page));
        page.wait_for(json!("count"), || page.script("return document.activeElement.dataset.value"));
        to(page, "Next page");
        press(page, keys::ENTER);
        page.wait("the second page", || {
            page.text_of("return document.querySelector('.mark-pages').textContent").contains("Page 2 of 3")
        });
        page.wait_for(json!("count"), || page.script("return document.activeElement.dataset.value"));
        back_to(page, "Search your marks");
        sure(page.browser.press("note 11"));
        page.wait_for("11 of 120 marks".to_owned(), || count(page));
        for (list, key, option, expected) in [
            ("Colour", 'g', "Green (60)", "6 of 120 marks"),
            ("Tag", keys::DOWN, "tag 0 (40)", "2 of 120 marks"),
            ("Article", keys::DOWN, "Story 0 (60)", "None of your marks is like that."),
        ] {
            to(page, list);
            press(page, key);
            page.wait_for(option.to_owned(), || chosen(page));
            page.wait_for(expected.to_owned(), || count(page));
            seen(page);
        }
        press(page, keys::UP);
        page.wait_for("2 of 120 marks".to_owned(), || count(page));
        back_to(page, "Export");
        press(page, keys::ENTER);
        // It is told that they are there, and they come next.
        page.wait_for(json!("files"), || page.script("return document.activeElement.dataset.value"));
        for file in ["marks.md", "marks.csv", "marks.jsonld", "marks.html"] {
            to(page, file);
        }
        to(page, "Delete the green mark");
        press(page, keys::ENTER);
        page.wait_for("1 of 119 marks".to_owned(), || count(page));
        page.wait_for("Undo".to_owned(), || focus(page));
        press(page, ' ');
        page.wait_for("2 of 120 marks".to_owned(), || count(page));
        seen(page);
        // Of the day too: the field is the browser's own.
        back_to(page, "Search your marks");
        write_over(page, "");
        page.wait_for("20 of 120 marks".to_owned(), || count(page));
        for _ in 0..20 {
            if page.script("return document.activeElement.type") == "date" {
                break;
            }
            press(page, keys::TAB);
        }
        sure(page.browser.type_day("11", "27", "2026"));
        page.wait("later marks alone", || count(page).ends_with(" of 120 marks") && !count(page).starts_with("20 "));
        seen(page);
        done(page);
    }),
    ("by_keys_articles_are_kept_in_lists_and_the_lists_are_filters", |page| {
        visit(page, &fixtures::press(page), "?sort=newest");
        open(page, "Railway story 59");
        to(page, "Save for later");
        press(page, keys::ENTER);
        page.wait_for("Remove from saved".to_owned(), || focus(page));
        seen(page);
        to(page, "Mark as read");
        press(page, ' ');
        page.wait_for("Mark as unread".to_owned(), || focus(page));
        to(page, "Back to the results");
        press(page, keys::ENTER);
        page.wait_for_status("60 articles");
        to(page, "Unread 59");
        press(page, ' ');
        page.wait_for_status("59 articles match the filters.");
        page.wait_for("Unread 59".to_owned(), || focus(page));
        to(page, "Mark 50 articles as read");
        press(page, ' ');
        to(page, "Undo");
        press(page, keys::ENTER);
        // The button went.
        page.wait_for("Mark 50 articles as read".to_owned(), || focus(page));
        done(page);
    }),
    ("by_keys_type_theme_and_language_are_set", |page| {
        visit(page, &fixtures::press(page), "");
        to(page, "Text and theme");
        press(page, keys::ENTER);
        page.find("slider", "Size");
        let size = || page.text_of("return getComputedStyle(document.querySelector('.type-sample')).fontSize");
        let before = size();
        to(page, "Size");
        press(page, keys::RIGHT);
        page.wait("larger type", || size() != before);
        to(page, "Reset all");
        press(page, keys::ENTER);
        page.wait_for(before, size);
        seen(page);
        press(page, keys::ESCAPE);
        page.wait_for("Text and theme".to_owned(), || focus(page));
        press(page, keys::ENTER);
        to(page, "Deutsch");
        press(page, ' ');
        page.wait("German", || page.script("return document.documentElement.lang") == "de");
        page.settled();
        page.find("button", "Schrift und Farben");
        // A page that was just loaded has the focus nowhere.
        press(page, keys::TAB);
        done(page);
    }),
];

/// Opens the page, and counts whatever is not a key.
#[track_caller]
pub fn visit(page: &Page, archive: &Path, query: &str) {
    page.before_each_page("window.pointers = 0; addEventListener('pointerdown', () => pointers++, true)");
    page.visit(archive, query);
}

/// Nothing but keys was used, and nothing went wrong.
#[track_caller]
pub fn done(page: &Page) {
    seen(page);
    assert_eq!(page.script("return window.pointers"), 0);
    assert_eq!(page.violations(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}

/// Goes on to the result of this headline, and opens it.
#[track_caller]
pub fn open(page: &Page, headline: &str) {
    page.find("link", headline);
    for _ in 0..70 {
        if focus(page) == headline {
            break;
        }
        press(page, 'j');
        page.wait("a result in focus", || page.script("return document.activeElement.matches('.result-link')") == true);
    }
    press(page, keys::ENTER);
    page.wait_for(headline.to_owned(), || page.heading());
    page.wait_for(headline.to_owned(), || focus(page));
}

/// Goes on by Tab to what has this name.
#[track_caller]
pub fn to(page: &Page, name: &str) {
    step_to(page, name, "", &|| press(page, keys::TAB));
}

/// Goes back by Shift Tab.
#[track_caller]
pub fn back_to(page: &Page, name: &str) {
    step_to(page, name, "", &|| hold(page, &[keys::SHIFT], keys::TAB));
}

/// Goes on to a button, where a field has the same name.
#[track_caller]
fn to_button(page: &Page, name: &str) {
    step_to(page, name, "button", &|| press(page, keys::TAB));
}

#[track_caller]
fn step_to(page: &Page, name: &str, selector: &str, step: &dyn Fn()) {
    let is_kind =
        || selector.is_empty() || page.script(&format!("return document.activeElement.matches('{selector}')")) == true;
    let mut passed = Vec::new();
    for _ in 0..400 {
        if focus(page) == name && is_kind() {
            return seen(page);
        }
        passed.push(focus(page));
        step();
    }
    panic!("the Tab key does not lead to \"{name}\", but to {passed:?}");
}

/// Something has the focus, is in the view and looks so: by an outline of its own or of its label. Headings and texts that the page
/// leads to are no controls, and need not.
#[track_caller]
pub fn seen(page: &Page) {
    let look = "const at = document.activeElement;
        if (!at || at === document.body || at === document.documentElement) return 'nothing';
        if (at.tabIndex < 0) return 'seen';
        const place = at.getBoundingClientRect();
        if (place.bottom <= 0 || place.top >= innerHeight) return 'out of view';
        const outlined = element => !!element && getComputedStyle(element).outlineStyle !== 'none' && parseFloat(getComputedStyle(element).outlineWidth) > 0;
        if (outlined(at) || outlined(at.closest('label')) || at.matches('.search-input, [type=search]') && outlined(at.parentElement)) return 'seen';
        return 'not told apart'";
    let told = || {
        let what = page.text_of("const at = document.activeElement; return at.outerHTML.slice(0, 120)");
        format!("{} ({what})", page.text_of(look))
    };
    page.wait_until_told("the focus to be seen", &told, &|told| told.starts_with("seen"));
}

/// Presses a key while others are held.
#[track_caller]
pub fn hold(page: &Page, held: &[char], key: char) {
    sure(page.browser.press_holding(held, key));
}

/// Writes in the place of what stands in a field.
#[track_caller]
fn write_over(page: &Page, text: &str) {
    hold(page, &[keys::CONTROL], 'a');
    press(page, keys::DELETE);
    if !text.is_empty() {
        sure(page.browser.press(text));
    }
}

/// What is chosen in the list that has the focus.
pub fn chosen(page: &Page) -> String {
    page.text_of("return document.activeElement.selectedOptions?.[0]?.label ?? ''")
}

fn count(page: &Page) -> String {
    page.text_of("return document.querySelector('.mark-count')?.textContent ?? ''")
}
