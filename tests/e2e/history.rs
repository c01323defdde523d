//! Back, reload, bookmarks and sent links.

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("back_undoes_one_choice_at_a_time", |page| {
        page.visit(&fixtures::press(page), "");
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        sure(page.find_starting("checkbox", "Norway").click());
        page.wait_for_status("5 articles match all words.");
        sure(page.browser.back());
        page.wait_for_status("15 articles match all words.");
        assert_eq!(page.query(), "?q=budget");
        assert_eq!(words_in_the_box(page), "budget");
        sure(page.browser.forward());
        page.wait_for_status("5 articles match all words.");
        page.find("button", "Remove filter: Places: Norway");
    }),
    ("back_from_an_article_restores_the_place_in_the_list", |page| {
        page.visit(&fixtures::press(page), "?sort=newest&articleSection=Economy");
        page.wait_for_status("30 articles match the filters.");
        let there = scroll_down(page);
        let headline = open_in_view(page);
        page.wait("the top of the article", || scroll(page) < 5.0);
        sure(page.browser.back());
        page.wait_for_status("30 articles match the filters.");
        page.wait("the place in the list", || (scroll(page) - there).abs() < 3.0);
        page.wait("its row", || page.headlines().contains(&headline));
    }),
    // It went to the heading, and whoever goes by keys had all the filters to pass before the list.
    ("back_from_an_article_gives_the_focus_to_its_link", |page| {
        let focused = || page.browser.focused().and_then(|element| element.name()).unwrap_or_default();
        let site = page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), focused);
        sure(page.browser.back());
        page.wait_for("The Press".to_owned(), || page.heading());
        page.wait_for("Railway story 59".to_owned(), focused);
        page.open(&format!("{site}?sort=newest&articleSection=Economy"));
        page.wait_for_status("30 articles match the filters.");
        let there = scroll_down(page);
        let headline = open_in_view(page);
        sure(page.browser.back());
        page.wait("the place in the list", || (scroll(page) - there).abs() < 3.0);
        page.wait_for(headline, focused);
        // A step forward begins at the heading.
        page.script("document.querySelector('.masthead-links a[href$=about]').click()");
        page.wait_for("About The Press".to_owned(), focused);
    }),
    ("reload_restores_words_filters_order_and_place", |page| {
        page.visit(&fixtures::press(page), "?q=story&articleSection=Economy&sort=oldest");
        page.wait_for_status("30 articles match all words.");
        let there = scroll_down(page);
        sure(page.browser.reload());
        page.settled();
        page.wait_for_status("30 articles match all words.");
        page.wait("the place in the list", || (scroll(page) - there).abs() < 3.0);
        assert_eq!(words_in_the_box(page), "story");
        page.find("button", "Remove filter: Section: Economy");
    }),
    ("a_sent_link_opens_the_same_results_elsewhere", |page| {
        let site = page.visit(&fixtures::press(page), "");
        page.search("harbour");
        sure(page.find_starting("checkbox", "Norway").click());
        page.wait_for_status("5 articles match all words.");
        let sent = sure(page.browser.address());
        let other = sure(Page::new(page.world));
        other.open(&sent);
        other.wait_for_status("5 articles match all words.");
        assert_eq!(words_in_the_box(&other), "harbour");
        assert!(sent.starts_with(&site), "{sent}");
    }),
    ("a_sent_link_opens_the_same_article_elsewhere", |page| {
        page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        let sent = sure(page.browser.address());
        assert!(sent.contains("?article=railway-story-59-"), "{sent}");
        let other = sure(Page::new(page.world));
        other.open(&sent);
        assert_eq!(other.heading(), "Railway story 59");
    }),
    ("the_address_may_end_in_index_html", |page| {
        let site = page.visit(&fixtures::press(page), "index.html?q=budget");
        page.wait_for_status("15 articles match all words.");
        sure(page.find_starting("checkbox", "Norway").click());
        page.wait_for_status("5 articles match all words.");
        assert_eq!(sure(page.browser.address()), format!("{site}index.html?q=budget&places=Norway"));
        sure(page.browser.reload());
        page.settled();
        page.wait_for_status("5 articles match all words.");
    }),
];

#[track_caller]
fn words_in_the_box(page: &Page) -> String {
    sure(page.find("combobox", "Search the archive").property("value"))
}

#[track_caller]
fn scroll(page: &Page) -> f64 {
    page.script("return window.scrollY").as_f64().unwrap_or_default()
}

/// Opens the first result that is well in view, and gives its headline.
#[track_caller]
fn open_in_view(page: &Page) -> String {
    // A real click: to where no one did anything WebKit's Back does not lead.
    let seen = "const links = [...document.querySelectorAll('main .result-link')];
        return links.findIndex(link => link.getBoundingClientRect().top > 100)";
    let seen = page.script(seen).as_u64().unwrap_or_default() as usize;
    let links = sure(page.browser.all("main .result-link"));
    let headline = sure(links[seen].text());
    sure(links[seen].click());
    page.wait_for(headline.clone(), || page.heading());
    headline
}

/// Scrolls into the list and waits until the entry in the history knows.
#[track_caller]
fn scroll_down(page: &Page) -> f64 {
    // Rows get their measured height in the first frames, and the page its length.
    page.wait("a long page", || {
        page.script("return document.documentElement.scrollHeight > window.innerHeight + 1200") == true
    });
    page.script("window.scrollTo(0, 1000)");
    page.wait("the entry's scroll position", || page.script("return history.state").as_f64() == Some(scroll(page)));
    scroll(page)
}
