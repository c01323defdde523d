//! The reader's lists: what was read and what is saved, in lists, in the filters and in the address.

use serde_json::json;

use crate::fixtures;
use crate::keys::focus;
use crate::languages::prefer;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("an_article_is_read_at_its_end_and_unread_on_wish", |page| {
        sure(page.browser.resize(500, 600));
        let site = page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.find("button", "Mark as read");
        page.script("window.scrollTo(0, 900)");
        page.wait("the place", || !kept(page).is_empty());
        page.find("button", "Mark as read");
        page.script("window.scrollTo(0, 99999)");
        page.find("button", "Mark as unread");
        page.click("link", "Front page");
        // Said in words to those who do not see it, and seen in more than a colour.
        page.find("link", "Railway story 59 (Read)");
        let lead = "const link = document.querySelector('.lead .result-link');
            return getComputedStyle(link).fontWeight < 600 && document.querySelector('.lead .lists').textContent === 'Read'";
        assert_eq!(page.script(lead), true);
        page.click("link", "Railway story 59 (Read)");
        page.find("button", "Mark as unread");
        press(page, 'u');
        page.wait_for("Marked as unread".to_owned(), || said(page));
        // Its end says nothing any more, since the reader said it.
        page.script("window.scrollTo(0, 99999)");
        page.wait("the end", || page.script("return document.querySelector('progress').value") == 100);
        page.find("button", "Mark as read");
        page.open(&site);
        page.find("link", "Railway story 59");
        page.gone("link", "Railway story 59 (Read)");
    }),
    // Where find, a footnote or the list of marks had led, all before it counted as read.
    ("what_the_page_goes_to_by_itself_is_not_read", |page| {
        let mut body: Vec<String> =
            (0..40).map(|at| format!("Paragraph {at}. {}", "Words follow words. ".repeat(20))).collect();
        body.push("The lighthouse.".to_owned());
        let story = json!({ "uri": "a:1", "headline": "Long story", "datePublished": "1987-03-01", "body": body });
        sure(page.browser.resize(500, 600));
        let site = page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "Long story");
        page.wait_for("Long story".to_owned(), || page.heading());
        press(page, 'f');
        page.wait_for("Find in article".to_owned(), || focus(page));
        sure(page.browser.press("lighthouse"));
        page.wait("the end", || page.script("return scrollY > 1000") == true);
        // Before scrolling rests, when the bar says how much has passed: that key did not lead there.
        sure(page.browser.press(&xtask::webdriver::keys::ESCAPE.to_string()));
        page.wait("the rest", || page.script("return document.querySelector('progress').value") == 100);
        page.find("button", "Mark as read");
        // Who leaves at once has not read it either.
        page.click("link", "Front page");
        page.find("link", "Long story");
        page.open(&site);
        page.find("link", "Long story");
        page.click("link", "Long story");
        page.wait_for("Long story".to_owned(), || page.heading());
        page.script("window.scrollTo(0, 99999)");
        page.find("button", "Mark as unread");
    }),
    ("who_goes_on_at_once_has_read_the_one_article_and_not_the_next", |page| {
        let story = |number: u32, paragraphs: usize| {
            json!({ "uri": format!("a:{number}"), "headline": format!("Story {number}"), "datePublished": format!("1987-03-0{number}"),
                "body": vec!["Words follow words. ".repeat(60); paragraphs] })
        };
        sure(page.browser.resize(500, 600));
        page.visit(&fixtures::of(page, &[story(3, 9), story(2, 9), story(1, 9)]), "?sort=newest");
        page.click("link", "Story 3");
        page.wait_for("Story 3".to_owned(), || page.heading());
        // The end, and the next article before anything rests.
        page.script("window.scrollTo(0, 99999); addEventListener('scroll', () => document.querySelector('.step-next').click(), { once: true })");
        page.wait_for("Story 2".to_owned(), || page.heading());
        page.find("button", "Mark as read");
        page.click("link", "Back to the results");
        page.find("link", "Story 3 (Read)");
        page.find("link", "Story 2");
    }),
    ("unread_read_and_saved_are_filters_with_exact_counts", |page| {
        let site = page.visit(&fixtures::press(page), "");
        for story in ["Railway story 59", "Harbour story 58", "Harvest story 57"] {
            page.click("link", story);
            page.wait_for(story.to_owned(), || page.heading());
            press(page, if story == "Harvest story 57" { 's' } else { 'u' });
            page.wait("what was done", || !said(page).is_empty());
            sure(page.browser.back());
            page.settled();
        }
        // Who looks at the filters sees how many there are, without any search.
        page.script("document.querySelector('.filters').dispatchEvent(new Event('pointerenter'))");
        page.find("checkbox", "Unread 58");
        page.find("checkbox", "Read 2");
        page.find("checkbox", "Saved 1");
        page.click("checkbox", "Unread 58");
        page.wait_for_status("58 articles match the filters.");
        page.wait_for("?list=unread".to_owned(), || page.query());
        page.find("button", "Remove filter: Your reading: Unread");
        // 58 is even and Japan's; 59 is neither.
        page.find("checkbox", "Japan 29");
        page.search("harbour");
        page.wait_for_status("14 articles match all words.");
        page.open(&format!("{site}?list=read&q=harbour"));
        page.wait_for_status("1 article matches all words.");
        page.wait_for(vec!["Harbour story 58 (Read)".to_owned()], || page.headlines());
        page.open(&format!("{site}?list=saved&-list=read"));
        page.wait_for_status("1 article matches the filters.");
        page.wait_for(vec!["Harvest story 57 (Saved)".to_owned()], || page.headlines());
    }),
    ("what_was_just_read_stays_until_the_next_search", |page| {
        page.visit(&fixtures::press(page), "?list=unread&sort=newest");
        page.wait_for_status("60 articles match the filters.");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        press(page, 'u');
        page.wait_for("Marked as read".to_owned(), || said(page));
        press(page, 'n');
        page.wait_for("Harbour story 58".to_owned(), || page.heading());
        page.click("link", "Back to the results");
        page.wait_for_status("60 articles match the filters.");
        page.find("link", "Railway story 59 (Read)");
        page.search("railway");
        page.wait_for_status("14 articles match all words.");
    }),
    ("all_that_is_listed_is_marked_as_read_at_once_and_taken_back", |page| {
        let site = page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        press(page, 'u');
        page.wait_for("Marked as read".to_owned(), || said(page));
        // The front page lists the newest.
        page.click("link", "Front page");
        page.find("button", "Mark 24 articles as read");
        page.open(&format!("{site}?q=railway"));
        page.wait_for_status("15 articles match all words.");
        // What will be said is heard only where its place is there before.
        assert_eq!(page.script("return document.querySelector('.read-listed [role=status]').textContent"), "");
        page.click("button", "Mark 15 articles as read");
        // The one that was read already is none that can be taken back.
        page.wait_for("14 articles marked as read.".to_owned(), || said_of_all(page));
        // Once more, as who presses twice does, takes nothing from what can be taken back.
        page.click("button", "Mark 15 articles as read");
        page.find("button", "Undo");
        page.wait("all of them read", || page.headlines().iter().all(|headline| headline.ends_with("(Read)")));
        page.click("button", "Undo");
        page.wait_for("Taken back.".to_owned(), || said_of_all(page));
        page.wait_for("Mark 15 articles as read".to_owned(), || focus(page));
        page.gone("button", "Undo");
        let read = || page.headlines().into_iter().filter(|headline| headline.ends_with("(Read)")).collect::<Vec<_>>();
        page.wait_for(vec!["Railway story 59 (Read)".to_owned()], read);
        // Of a long list so many as were scrolled through; and none vanishes before the next search.
        page.open(&format!("{site}?list=unread&sort=newest"));
        page.wait_for_status("59 articles match the filters.");
        page.find("button", "Mark 50 articles as read");
        page.script("scrollTo(0, 99999)");
        page.click("button", "Mark 59 articles as read");
        page.wait_for("59 articles marked as read.".to_owned(), || said_of_all(page));
        page.wait_for_status("59 articles match the filters.");
        page.search("railway");
        page.wait_for_status("No articles match.");
        let buttons =
            "return [...document.querySelectorAll('.read-listed button')].map(button => button.textContent).join()";
        page.wait_for("Undo".to_owned(), || page.text_of(buttons));
        // Nothing is listed now that could be marked again, but what was can still be taken back.
        page.click("button", "Undo");
        page.wait_for("Taken back.".to_owned(), || said_of_all(page));
        page.wait("the results in focus", || page.script("return document.activeElement.id") == "results");
        page.search(" story");
        page.wait_for_status("14 articles match all words.");
        // Engines write Arabic numbers with other digits.
        let arabic = page.text_of("return 'تعليم ' + (14).toLocaleString('ar') + ' مقالًا كمقروء'");
        for (language, label) in [("de", "14 Artikel als gelesen kennzeichnen"), ("ar", &arabic)] {
            prefer(page, language);
            page.open(&format!("{site}?list=unread&q=railway"));
            page.find("button", label);
        }
    }),
    ("what_a_full_device_does_not_keep_of_a_list_is_not_counted", |page| {
        let full = "const set = Storage.prototype.setItem; let left = 6;
            Storage.prototype.setItem = function (key, value) {
                if (key.includes(':article:') && left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
                return set.call(this, key, value);
            }";
        page.before_each_page(full);
        let site = page.visit(&fixtures::press(page), "");
        save_a_story(page);
        page.open(&format!("{site}?q=harbour"));
        page.click("button", "Mark 15 articles as read");
        page.wait_for("6 articles marked as read.".to_owned(), || said_of_all(page));
        page.find("alert", "");
        let read = || page.headlines().iter().filter(|headline| headline.ends_with("(Read)")).count();
        page.wait_for(6, read);
    }),
    ("lists_outlive_another_edition", |page| {
        let story = |number: u32, headline: &str| {
            json!({ "uri": format!("a:{number}"), "headline": headline, "datePublished": format!("1987-03-0{number}"),
                "body": ["Text."] })
            .to_string()
        };
        let stories = |count: u32| (1..=count).map(|number| story(number, "Story") + "\n").collect::<String>();
        let settings = "id = \"grown\"\ntitle = \"Grown\"\n";
        let archive = sure(page.world.bundle(&[("broadsheet.toml", settings), ("a.jsonl", &stories(2))]));
        let site = page.visit(&archive, "?sort=oldest");
        page.click("link", "Story");
        page.find("button", "Mark as unread");
        let lay = kept(page);
        // All numbers and the segment are others now.
        sure(page.world.bundle_into(&archive, &[("broadsheet.toml", settings), ("a.jsonl", &stories(4))]));
        page.open(&format!("{site}?list=read"));
        page.wait_for_status("1 article matches the filters.");
        page.wait_for(vec!["Story (Read)".to_owned()], || page.headlines());
        page.wait("the new place", || kept(page) != lay);
        page.open(&format!("{site}?list=unread"));
        page.wait_for_status("3 articles match the filters.");
        // Another version takes its place: the segment in which it lay still stands.
        let newer = json!({ "uri": "a:1", "version": "2", "headline": "Story told anew", "datePublished": "1987-03-01",
            "body": ["Other text."] });
        sure(page.world.append(&archive, "b.jsonl", &newer.to_string()));
        page.open(&format!("{site}?list=read"));
        page.wait_for_status("1 article matches the filters.");
        page.wait_for(vec!["Story told anew (Read)".to_owned()], || page.headlines());
    }),
    ("another_tab_is_in_step", |page| {
        let site = page.visit(&fixtures::press(page), "?sort=newest");
        page.find("link", "Railway story 59");
        let first = sure(page.browser.tab());
        sure(page.browser.new_tab());
        page.open(&format!("{site}?sort=newest"));
        save_a_story(page);
        sure(page.browser.show_tab(&first));
        page.find("link", "Railway story 59 (Saved)");
        page.open(&format!("{site}?list=saved"));
        page.wait_for_status("1 article matches the filters.");
    }),
    ("what_cannot_be_kept_is_said", |page| {
        let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
        page.before_each_page(full);
        page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.click("button", "Save for later");
        let notice = "return document.querySelector('.notice-message')?.textContent ?? ''";
        page.wait_for("This device has no room left, and the last change was not saved.".to_owned(), || {
            page.text_of(notice)
        });
        page.find("button", "Save for later");
        page.click("button", "Try again");
        page.gone("button", "Try again");
    }),
    ("lists_are_forgotten_on_wish", |page| {
        let site = page.visit(&fixtures::press(page), "");
        save_a_story(page);
        page.open(&format!("{site}?view=about"));
        page.click("button", "Forget what I read and saved");
        page.find("button", "Forgotten");
        assert_eq!(kept(page), "");
        page.open(&format!("{site}?list=saved"));
        page.wait_for_status("No articles match.");
    }),
];

#[track_caller]
fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

/// Opens the newest story, and saves it.
#[track_caller]
fn save_a_story(page: &Page) {
    page.click("link", "Railway story 59");
    page.wait_for("Railway story 59".to_owned(), || page.heading());
    press(page, 's');
    page.wait_for("Saved".to_owned(), || said(page));
}

/// What was done last.
#[track_caller]
fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.list-said')?.textContent ?? ''")
}

/// What came of marking all that is listed.
#[track_caller]
fn said_of_all(page: &Page) -> String {
    page.text_of("return document.querySelector('.read-listed [role=status]')?.textContent ?? ''")
}

/// The records of articles.
#[track_caller]
fn kept(page: &Page) -> String {
    page.text_of(
        "return Object.keys(localStorage).filter(key => key.includes(':article:')).map(key => localStorage[key]).join('\\n')",
    )
}
