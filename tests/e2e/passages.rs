//! Links to a passage: made, followed, followed when the text has changed, and when it is gone; and marks that are opened where
//! they stand in the text.

use std::path::PathBuf;

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::marks::{marked, said, select};
use crate::page::{Page, sure};
use crate::runner::Test;

const SENTENCE: &str = "The council votes on the new harbour in the spring of next year";

/// A story with this sentence far down.
fn story(sentence: &str) -> serde_json::Value {
    let mut body: Vec<String> =
        (1..=30).map(|at| format!("Paragraph {at} is about something else. {}", "It goes on. ".repeat(9))).collect();
    body.push(format!("{sentence}. More is not known."));
    body.push("Nobody expects the harbour to be ready soon, said a spokesman for the port.".to_owned());
    json!({ "uri": "urn:example:1", "headline": "A story", "body": body })
}

/// Opens the story; what is copied is kept in `window.copied`.
#[track_caller]
fn open(page: &Page) -> PathBuf {
    page.catch_copies();
    let archive = fixtures::of(page, &[story(SENTENCE)]);
    page.visit(&archive, "");
    page.click("link", "A story");
    page.wait_for("A story".to_owned(), || page.heading());
    archive
}

/// Copies a link to the words and returns it.
#[track_caller]
fn link_to(page: &Page, words: &str) -> String {
    select(page, words);
    page.click("button", "Link");
    page.wait_for("Link copied.".to_owned(), || said(page));
    page.text_of("return window.copied")
}

/// The words that an address led to.
#[track_caller]
fn passage(page: &Page) -> String {
    page.text_of("return [...document.querySelectorAll('mark.passage')].map(mark => mark.textContent).join('|')")
}

/// Whether the passage lies in view, and has the focus.
#[track_caller]
fn is_there(page: &Page) -> bool {
    let there = "const mark = document.querySelector('mark.passage'), place = mark?.getBoundingClientRect();
        return !!mark && document.activeElement === mark && place.top > 0 && place.bottom < innerHeight";
    page.script(there) == true
}

/// The mark that was opened in the text, by its words.
#[track_caller]
fn opened(page: &Page) -> String {
    page.text_of("return document.querySelector('.mark-panel:popover-open .mark-quote')?.textContent ?? ''")
}

#[track_caller]
fn publish(page: &Page, archive: &std::path::Path, sentence: &str) {
    sure(page.world.append(archive, "again.jsonl", &story(sentence).to_string()));
}

pub const TESTS: &[Test] = &[
    ("a_link_to_a_passage_opens_at_it_and_is_kept", |page| {
        open(page);
        let address = link_to(page, "votes on the new harbour");
        assert!(address.contains("?article=a-story-") && address.contains("&passage="), "{address}");
        assert!(address.contains("#:~:text=The%20council-,votes%20on%20the%20new%20harbour,-in%20the"), "{address}");
        sure(page.browser.new_tab());
        page.open(&address);
        page.wait_for("votes on the new harbour".to_owned(), || passage(page));
        page.wait("the passage", || is_there(page));
        assert_eq!(said(page), "", "what is there as it was needs no word");
        let scrolled = || page.script("return scrollY").as_f64().unwrap_or_default();
        let before = scrolled();
        assert!(before > 500.0, "the passage is far down");
        sure(page.browser.reload());
        page.wait_for("votes on the new harbour".to_owned(), || passage(page));
        page.wait("the place", || (scrolled() - before).abs() < 3.0);
        page.click("link", "Front page");
        page.wait_for("Made up".to_owned(), || page.heading());
        sure(page.browser.back());
        page.wait_for("votes on the new harbour".to_owned(), || passage(page));
        assert!(page.query().contains("passage="), "{}", page.query());
        assert_eq!(page.violations(), [""; 0]);
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("a_long_passage_has_a_short_address", |page| {
        open(page);
        let all = "const blocks = document.querySelectorAll('.article-body p');
            getSelection().setBaseAndExtent(blocks[2], 0, blocks[30], 1); return blocks.length";
        assert_eq!(page.script(all), 32);
        page.click("button", "Link");
        page.wait_for("Link copied.".to_owned(), || said(page));
        let address = page.text_of("return window.copied");
        assert!(address.len() < 600, "{} bytes: {address}", address.len());
        page.open(&address);
        page.wait_for(29, || {
            page.script("return document.querySelectorAll('mark.passage').length").as_u64().unwrap_or_default()
        });
        page.wait("the focus", || {
            page.script("return document.activeElement.textContent.startsWith('Paragraph 3 is')") == true
        });
    }),
    ("a_passage_is_found_in_a_text_that_has_changed_and_it_is_said", |page| {
        let archive = open(page);
        let address = link_to(page, "votes on the new harbour in the spring");
        publish(page, &archive, "On Monday the council votes on the new harbour in the late spring of next year");
        page.open(&address);
        page.wait_for("votes on the new harbour in the late spring".to_owned(), || passage(page));
        page.wait_for("Found, with changes since the link was made.".to_owned(), || said(page));
        page.wait("the passage", || is_there(page));
        page.click("button", "Close the message");
        page.wait_for(String::new(), || said(page));
    }),
    ("a_passage_that_is_gone_is_said_to_be_with_its_words", |page| {
        let archive = open(page);
        let address = link_to(page, SENTENCE);
        publish(page, &archive, "Nothing of this is left");
        page.open(&address);
        page.wait_for(format!("The passage is no longer in this article: “{SENTENCE}”"), || said(page));
        assert_eq!(passage(page), "");
        assert_eq!(page.heading(), "A story");
    }),
    ("hostile_passages_are_words_that_are_not_there", |page| {
        open(page);
        let article = sure(page.browser.address());
        for (raw, words) in [
            ("%3Cscript%3Ealert(1)%3C%2Fscript%3E", "<script>alert(1)</script>"),
            ("%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E,-x", "\"><img src=x onerror=alert(1)>"),
            (",,,,", ",,,,"),
            ("%FF%00%zz", "\u{fffd}\0%zz"),
            ("javascript:alert(1)", "javascript:alert(1)"),
        ] {
            page.open(&format!("{article}&passage={raw}"));
            page.wait_for(format!("The passage is no longer in this article: “{words}”"), || said(page));
            assert_eq!(page.script("return document.querySelectorAll('main script, main img').length"), 0);
            assert!(page.browser.alert().is_none());
        }
        // An address as long as servers take.
        page.open(&format!("{article}&passage={},-{}", "council+".repeat(400), "x".repeat(3000)));
        page.wait("what is said", || {
            said(page).starts_with("The passage is no longer in this article: “council council")
        });
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("a_link_is_copied_by_keys_and_by_touch", |page| {
        open(page);
        select(page, "votes on the new harbour");
        page.find("button", "Link");
        sure(page.browser.press("l"));
        page.wait_for("Link copied.".to_owned(), || said(page));
        assert!(page.text_of("return window.copied").contains(",votes%20on%20the%20new%20harbour,"));
        page.click("button", "Close the message");
        page.wait_for(String::new(), || said(page));
        // Of a paragraph, without any other means.
        sure(page.browser.press("m"));
        page.wait_for("Yellow".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        for _ in 0..6 {
            sure(page.browser.press(&keys::RIGHT.to_string()));
        }
        page.wait_for("Link".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait_for("Link copied.".to_owned(), || said(page));
        assert!(page.text_of("return window.copied").contains("#:~:text=A%20story-,Paragraph%201"));
        page.click("button", "Close the message");
        page.wait_for(String::new(), || said(page));
        sure(page.browser.resize(360, 740));
        select(page, "said a spokesman");
        page.find("button", "Link");
        let at = page.script("const place = document.querySelector('.mark-link').getBoundingClientRect(); return [place.x + place.width / 2, place.y + place.height / 2]");
        sure(page.browser.tap(at[0].as_f64().unwrap_or_default(), at[1].as_f64().unwrap_or_default()));
        page.wait_for("Link copied.".to_owned(), || said(page));
        assert!(page.text_of("return window.copied").contains(",said%20a%20spokesman,"));
    }),
    ("a_link_that_cannot_be_copied_is_shown", |page| {
        open(page);
        page.script("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        select(page, "votes on the new harbour");
        page.click("button", "Link");
        page.wait_for("This browser lets no page copy. Copy the link by its menu: Link".to_owned(), || said(page));
        let link = page.find("link", "Link");
        assert!(
            sure(link.attribute("href")).is_some_and(|href| href.starts_with("http") && href.contains("&passage="))
        );
    }),
    ("citations_and_what_is_shared_name_the_passage", |page| {
        open(page);
        select(page, "votes on the new harbour");
        sure(page.browser.press("c"));
        page.click("button", "Copy quotation");
        page.wait("the quotation", || {
            let copied = page.text_of("return window.copied ?? ''");
            copied.starts_with("“votes on the new harbour”\n— “A story,”") && copied.contains("&passage=")
        });
        page.click("button", "Copy address");
        page.wait("the address", || page.text_of("return window.copied").starts_with("http"));
        let address = page.text_of("return window.copied");
        page.open(&address);
        page.wait_for("votes on the new harbour".to_owned(), || passage(page));
    }),
    ("a_mark_is_opened_where_it_stands_and_changed_there", |page| {
        open(page);
        select(page, "votes on the new harbour");
        page.click("button", "Green");
        page.wait_for("votes on the new harbour".to_owned(), || marked(page));
        page.script("document.querySelector('mark.marked').scrollIntoView({ block: 'center' })");
        sure(sure(page.browser.all("mark.marked"))[0].click());
        page.wait_for("votes on the new harbour".to_owned(), || opened(page));
        page.choose("Colour", "Pink");
        page.wait("another colour", || page.script("return !!document.querySelector('mark.marked.pink')") == true);
        assert_eq!(opened(page), "votes on the new harbour");
        assert_eq!(page.violations(), [""; 0]);
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        page.wait_for(String::new(), || opened(page));
        // The focus is back at the mark, and Enter opens it.
        let at_mark = || page.script("return document.activeElement.matches('mark.marked.pink')") == true;
        page.wait("the focus", at_mark);
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait_for("votes on the new harbour".to_owned(), || opened(page));
        page.click("button", "Copy link");
        page.wait("the link", || page.text_of("return window.copied ?? ''").contains("&passage="));
        page.click("button", "Delete the pink mark");
        page.wait_for(String::new(), || marked(page));
        page.wait_for(String::new(), || opened(page));
        page.click("button", "Undo");
        page.wait_for("votes on the new harbour".to_owned(), || marked(page));
    }),
    ("marks_that_overlap_are_opened_one_from_the_other", |page| {
        open(page);
        select(page, SENTENCE);
        page.click("button", "Yellow");
        page.wait_for(SENTENCE.to_owned(), || marked(page));
        let within = "const text = document.querySelector('mark.marked').firstChild;
            getSelection().setBaseAndExtent(text, 4, text, 11); return getSelection().toString()";
        assert_eq!(page.script(within), "council");
        page.click("button", "Blue");
        page.wait("the other", || {
            page.text_of("return document.querySelector('mark mark.blue')?.textContent ?? ''") == "council"
        });
        // Each is one stop of the Tab key, in the order of the text.
        let stops = "return [...document.querySelectorAll('mark[tabindex]')].map(mark => mark.className + ' ' + mark.getAttribute('aria-description'))";
        assert_eq!(page.script(stops), json!(["marked yellow Your mark", "marked blue Your mark"]));
        page.script("document.querySelector('mark.blue').scrollIntoView({ block: 'center' })");
        sure(sure(page.browser.all("mark.blue"))[0].click());
        page.wait_for("council".to_owned(), || opened(page));
        page.click("button", SENTENCE);
        page.wait_for(SENTENCE.to_owned(), || opened(page));
    }),
    ("a_row_of_the_notebook_leads_to_its_passage", |page| {
        open(page);
        select(page, "votes on the new harbour");
        page.click("button", "Green");
        page.wait_for("votes on the new harbour".to_owned(), || marked(page));
        page.script("scrollTo(0, 0)");
        page.click("link", "Notebook");
        page.click("button", "Copy link");
        page.wait("the link", || page.text_of("return window.copied ?? ''").contains("&passage="));
        page.click("link", "A story");
        page.wait_for("votes on the new harbour".to_owned(), || passage(page));
        page.wait("the passage", || is_there(page));
    }),
    // The page went to the passage, and kept that as the place where the reader had left the article.
    ("a_link_followed_leaves_the_kept_place_alone", |page| {
        open(page);
        let address = link_to(page, "votes on the new harbour");
        page.script("window.scrollTo(0, 900)");
        let places = || {
            page.text_of(
                "return localStorage[Object.keys(localStorage).find(key => key.startsWith('made-up:article:'))] ?? ''",
            )
        };
        page.wait("the place", || !places().is_empty());
        let kept = places();
        page.open(&address);
        page.wait("the passage", || is_there(page));
        // By then the scrolling has come to rest, and what is to be kept is kept.
        let progress = "return Number(document.querySelector('progress').getAttribute('value'))";
        page.wait("the rest", || page.script(progress).as_f64().is_some_and(|read| read > 50.0));
        assert_eq!(places(), kept);
        page.find("button", "Continue where you left off");
    }),
];
