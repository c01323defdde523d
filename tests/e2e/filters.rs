//! Facets, chips, the histogram.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("a_chosen_value_pushes_and_shows_as_a_chip", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 articles match all words.");
        let entries = page.entries();
        choose(page, "Norway");
        page.wait_for("?q=budget&places=Norway".to_owned(), || page.query());
        page.wait_for_status("5 articles match all words.");
        assert_eq!(page.entries(), entries + 1, "a filter makes an entry in the history");
        page.click("button", "Remove filter: Places: Norway");
        page.wait_for_status("15 articles match all words.");
        page.wait_for("?q=budget".to_owned(), || page.query());
        page.gone("button", "Remove filter: Places: Norway");
    }),
    ("facets_stand_in_the_order_of_the_settings_and_those_alone", |page| {
        let article =
            "---\nheadline: One\nplaces: [Lisbon]\npeople: [Ana]\nsubjects: [Trams]\ngenres: [News]\n---\nText.\n";
        let settings = "id = \"ordered\"\nfacets = [\"genres\", \"places\", \"people\"]\n";
        page.visit(&sure(page.world.bundle(&[("broadsheet.toml", settings), ("one.md", article)])), "");
        let names =
            "return [...document.querySelectorAll('.facet > summary')].map(name => name.textContent).join(', ')";
        page.wait_for("Genre, Places, People".to_owned(), || page.text_of(names));
    }),
    ("values_widen_each_other_and_facets_narrow_each_other", |page| {
        page.visit(&fixtures::press(page), "?places=Japan&places=Norway");
        page.wait_for_status("40 articles match the filters.");
        choose(page, "Culture");
        page.wait_for_status("10 articles match the filters.");
        // Each facet is counted without its own choice.
        page.wait("counts", || page.find_starting("checkbox", "Economy").name().is_ok_and(|name| name == "Economy 30"));
    }),
    ("all_filters_are_cleared_at_once", |page| {
        page.visit(&fixtures::press(page), "?q=budget&places=Japan&articleSection=Economy&from=2001-01&to=2001-06");
        page.find("button", "Remove filter: Section: Economy");
        page.click("button", "Clear all filters");
        page.wait_for("?q=budget".to_owned(), || page.query());
        page.wait_for_status("15 articles match all words.");
        page.gone("button", "Clear all filters");
    }),
    ("a_value_is_excluded_and_let_in_again", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 articles match all words.");
        // Under a mouse the button comes with its row.
        sure(page.find_starting("checkbox", "Norway").hover());
        sure(page.find("button", "Exclude Norway").click());
        page.wait_for("?q=budget&-places=Norway".to_owned(), || page.query());
        page.wait_for_status("10 articles match all words.");
        page.click("button", "Remove filter: not Places: Norway");
        page.wait_for_status("15 articles match all words.");
    }),
    ("a_long_facet_shows_more_and_is_searched", |page| {
        page.visit(&fixtures::press(page), "?sort=newest");
        page.find_starting("checkbox", "Japan");
        assert_eq!(towns(page), 6, "eight values, two of them countries");
        let facet = "return document.querySelector('details[data-facet=places] .facet-more')";
        page.wait("the button", || !page.script(facet).is_null());
        page.script("document.querySelector('details[data-facet=places] .facet-more').click()");
        page.wait_for(98, || towns(page));
        page.click("searchbox", "Find in Places");
        sure(page.browser.press("wn 077"));
        page.wait_for(1, || towns(page));
        choose(page, "Town 077");
        page.wait_for_status("1 article matches the filters.");
    }),
    ("a_bar_of_the_histogram_sets_the_range", |page| {
        page.visit(&fixtures::press(page), "?sort=newest");
        page.wait_for_status("60 articles");
        sure(page.find("button", "March 2001: 5 articles").click());
        page.wait_for("?from=2001-03&to=2001-03&sort=newest".to_owned(), || page.query());
        page.wait_for_status("5 articles match the filters.");
        // Days now, as the range asks; the days between are there too.
        page.find("button", "March 6, 2001: 1 article");
        page.find("button", "March 7, 2001: no articles");
        page.click("button", "Remove filter: Date: March 2001");
        page.wait_for_status("60 articles");
        page.find("button", "April 2001: 5 articles");
    }),
    // Phones showed their pad of digits, which has no hyphen: a month or a day could not be typed.
    ("dates_are_typed_with_a_keyboard_that_has_a_hyphen", |page| {
        page.visit(&fixtures::press(page), "?sort=newest");
        page.wait_for_status("60 articles");
        let pads = "return [...document.querySelectorAll('.date-field input')].map(field => field.inputMode).join()";
        assert_eq!(page.script(pads), ",");
    }),
    // The field was emptied, and still said how a date is written.
    ("what_is_wrong_with_a_date_is_no_longer_said_when_it_is_gone", |page| {
        page.visit(&fixtures::press(page), "?from=2001-03&sort=newest");
        let hint = "return document.querySelector('.date-hint').textContent";
        page.wait("the range", || {
            page.script("return document.querySelector('.date-field input')?.value") == "2001-03"
        });
        page.script(
            "const field = document.querySelector('.date-field input');
            field.value = '2oo1'; field.dispatchEvent(new Event('change', { bubbles: true }))",
        );
        page.wait("the hint", || page.text_of(hint).starts_with("A year, month or day"));
        sure(page.find_starting("button", "Remove filter: Date").click());
        page.wait_for_status("60 articles");
        page.wait("no hint", || page.text_of(hint).is_empty());
        assert_eq!(page.text_of("return document.querySelector('.date-field input').value"), "");
    }),
    ("a_term_in_the_box_becomes_a_filter_on_enter", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget place:japan");
        page.wait_for_status("15 articles match all words.");
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.find("button", "Remove filter: Places: japan");
        // The space that stays says that the word before it is whole.
        page.wait_for("?q=budget+&places=japan".to_owned(), || page.query());
    }),
    // `place:zurich` found nothing, and stood as a value of its own beside the one of the list.
    ("a_value_without_its_diacritics_becomes_the_one_of_the_list", |page| {
        let article = |number: u32, place: &str| {
            json!({
                "uri": format!("urn:example:{number}"), "headline": format!("Story {number}"), "language": "en",
                "datePublished": "2001-01-01", "places": [place], "body": ["A story."],
            })
        };
        page.visit(&fixtures::of(page, &[article(1, "Zürich"), article(2, "Oslo")]), "");
        page.search("place:zurich");
        page.wait_for_status("1 article matches.");
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.find("button", "Remove filter: Places: Zürich");
        page.wait_for_status("1 article matches the filters.");
    }),
];

/// Presses the check box of a value.
#[track_caller]
fn choose(page: &Page, value: &str) {
    sure(page.find_starting("checkbox", value).click());
}

/// How many of the made-up towns are listed.
#[track_caller]
fn towns(page: &Page) -> usize {
    let names = page.script("return [...document.querySelectorAll('.facet-name')].map(name => name.textContent)");
    names
        .as_array()
        .into_iter()
        .flatten()
        .filter(|name| name.as_str().is_some_and(|name| name.starts_with("Town")))
        .count()
}
