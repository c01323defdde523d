//! What is done in an article, by real key presses alone, as `by_keys.rs` has it of the rest.

use std::path::PathBuf;

use serde_json::json;
use xtask::webdriver::keys;

use crate::aloud::{VOICE, hear};
use crate::by_keys::{back_to, chosen, done, hold, open, seen, to, visit};
use crate::finding::blocks;
use crate::fixtures;
use crate::keys::{focus, press};
use crate::marks::marked;
use crate::page::{Page, sure};
use crate::runner::Test;

/// Whether the focus is in the text, in what is marked there.
fn is_in_the_mark(page: &Page) -> bool {
    page.script("return document.activeElement.matches('.article-body mark')") == true
}

pub const TESTS: &[Test] = &[
    ("by_keys_paragraphs_are_chosen_and_unfolded", |page| {
        visit(page, &report(page), "");
        open(page, "A long report");
        to(page, "Choose paragraphs");
        press(page, keys::ENTER);
        to(page, "Prague 2");
        press(page, keys::ENTER);
        page.wait_for(2, || blocks(page));
        page.wait_for("Prague 2".to_owned(), || focus(page));
        to(page, "Show 3 paragraphs");
        press(page, keys::ENTER);
        page.wait_for(5, || blocks(page));
        page.wait("the first of them", || page.text_of("return document.activeElement.dataset.block ?? ''") == "1");
        seen(page);
        back_to(page, "All");
        press(page, ' ');
        page.wait_for(6, || blocks(page));
        back_to(page, "Choose paragraphs");
        press(page, ' ');
        page.gone("button", "Prague 2");
        seen(page);
        done(page);
    }),
    ("by_keys_an_article_is_read_aloud", |page| {
        page.before_each_page(VOICE);
        let stories: Vec<_> = ["Apples", "Bread", "Cheese"]
            .iter()
            .zip(1..)
            .map(|(name, at)| {
                json!({ "uri": format!("urn:{at}"), "headline": name, "language": "en", "body": ["Food. More."],
                "datePublished": format!("2001-01-{:02}", 20 - at) })
            })
            .collect();
        visit(page, &fixtures::of(page, &stories), "?sort=newest");
        open(page, "Apples");
        to(page, "Read aloud");
        press(page, keys::ENTER);
        hear(page, "Apples");
        to(page, "Next sentence");
        press(page, keys::ENTER);
        page.wait_for("More.".to_owned(), || saying(page));
        back_to(page, "Previous sentence");
        press(page, ' ');
        page.wait_for("Food.".to_owned(), || saying(page));
        to(page, "Pause");
        press(page, ' ');
        page.wait_for("Play".to_owned(), || focus(page));
        to(page, "More: voice and queue");
        press(page, keys::ENTER);
        to(page, "Speed");
        press(page, keys::DOWN);
        page.wait("another speed", || chosen(page) == "1.1×");
        to(page, "Voice for English");
        press(page, keys::DOWN);
        page.wait_for("Amy".to_owned(), || chosen(page));
        to(page, "Skip captions and credits");
        press(page, ' ');
        page.wait("the choice", || page.script("return document.activeElement.checked") == true);
        to(page, "Add the next 2 results");
        press(page, keys::ENTER);
        page.wait_for(3, || queue(page));
        seen(page);
        to(page, "Remove from the queue: Bread");
        press(page, keys::ENTER);
        page.wait_for(2, || queue(page));
        seen(page);
        to(page, "Read now: Cheese");
        press(page, keys::ENTER);
        page.wait_for("Cheese".to_owned(), || saying(page));
        seen(page);
        to(page, "Clear the queue");
        press(page, keys::ENTER);
        page.wait_for(1, || queue(page));
        seen(page);
        press(page, keys::ESCAPE);
        page.wait_for("More: voice and queue".to_owned(), || focus(page));
        to(page, "Stop reading aloud");
        press(page, keys::ENTER);
        page.gone("button", "Pause");
        seen(page);
        done(page);
    }),
    ("by_keys_an_article_is_cited_copied_shared_and_printed", |page| {
        page.catch_copies();
        page.before_each_page(
            "navigator.share = shared => { window.shared = shared; return Promise.resolve() };
            window.print = () => { window.printed = true }",
        );
        visit(page, &report(page), "");
        open(page, "A long report");
        to(page, "Cite and share");
        press(page, ' ');
        page.find("dialog", "Cite and share");
        to(page, "APA 7");
        let citation = || page.text_of("return document.querySelector('.citation').value");
        page.wait("the citation", || !citation().is_empty());
        for (format, start) in
            [("MLA 9", "“"), ("Chicago 17", "“"), ("BibTeX", "@article{"), ("RIS", "TY  - NEWS"), ("CSL-JSON", "[{")]
        {
            press(page, keys::DOWN);
            page.wait_for(format.to_owned(), || focus(page));
            page.wait("the citation", || citation().starts_with(start));
            seen(page);
        }
        to(page, "Copy");
        press(page, keys::ENTER);
        page.wait_for(citation(), || copied(page));
        // Enter on it saves the file.
        to(page, "Save");
        assert!(page.text_of("return document.activeElement.download").ends_with(".json"));
        to(page, "Share");
        press(page, keys::ENTER);
        page.wait_for(json!("A long report"), || page.script("return window.shared?.title"));
        seen(page);
        to(page, "Print");
        press(page, keys::ENTER);
        page.wait("printing", || page.script("return window.printed") == true);
        page.gone("dialog", "Cite and share");
        page.wait_for("Cite and share".to_owned(), || focus(page));
        // The words of a paragraph, chosen by keys, as quotation.
        press(page, 'm');
        page.wait_for("Yellow".to_owned(), || focus(page));
        press(page, 'c');
        to(page, "Copy quotation");
        press(page, keys::ENTER);
        page.wait("the quotation", || copied(page).starts_with("“Word came from Prague.”\n"));
        to(page, "Close");
        press(page, keys::ENTER);
        page.gone("dialog", "Cite and share");
        seen(page);
        done(page);
    }),
    ("by_keys_words_are_selected_in_every_way", |page| {
        visit(page, &report(page), "");
        open(page, "A long report");
        press(page, 'm');
        page.wait_for("Yellow".to_owned(), || focus(page));
        page.wait_for("Word came from Prague.".to_owned(), || selected(page));
        // Said, since the focus stays where it is.
        page.wait_for("Word came from Prague.".to_owned(), || said(page));
        for (held, key, words) in [
            (vec![keys::CONTROL], keys::RIGHT, "Word"),
            (vec![keys::CONTROL], keys::RIGHT, "came"),
            (vec![keys::CONTROL, keys::SHIFT], keys::RIGHT, "came from"),
            (vec![keys::SHIFT], keys::RIGHT, "came from "),
            (vec![keys::SHIFT], keys::RIGHT, "came from P"),
            (vec![keys::SHIFT], keys::LEFT, "came from "),
            (vec![keys::CONTROL, keys::SHIFT], keys::LEFT, "came "),
            (vec![keys::CONTROL], keys::RIGHT, "from"),
            (vec![keys::CONTROL], keys::LEFT, "came"),
            (vec![keys::CONTROL], keys::LEFT, "Word"),
            // There is no word before.
            (vec![keys::CONTROL], keys::LEFT, "Word came from Prague."),
            // The last of it, without the full stop.
            (vec![keys::SHIFT], keys::LEFT, "Word came from Prague"),
            (vec![keys::CONTROL], keys::LEFT, "Word came from Prague."),
            (vec![keys::CONTROL], keys::RIGHT, "Word"),
        ] {
            hold(page, &held, key);
            page.wait_for(words.to_owned(), || selected(page).trim_start().to_owned());
            assert_eq!(focus(page), "Yellow");
        }
        page.wait_for("Word".to_owned(), || said(page));
        // Lines, and back over where it began.
        hold(page, &[keys::SHIFT], keys::DOWN);
        page.wait("more lines", || selected(page).len() > "Word came".len());
        hold(page, &[keys::SHIFT], keys::UP);
        page.wait_for("Word".to_owned(), || selected(page));
        for words in ["Wor", "Wo", "W"] {
            hold(page, &[keys::SHIFT], keys::LEFT);
            page.wait_for(words.to_owned(), || selected(page));
        }
        // To the next paragraph as ever, and words of it.
        press(page, keys::DOWN);
        page.wait("the next", || selected(page).starts_with("Line 2 goes on."));
        hold(page, &[keys::CONTROL], keys::LEFT);
        page.wait("its last word", || selected(page).starts_with("on"));
        hold(page, &[keys::CONTROL, keys::SHIFT], keys::LEFT);
        page.wait("no nothing", || !selected(page).is_empty());
        assert_eq!(focus(page), "Yellow");
        hold(page, &[keys::CONTROL], keys::LEFT);
        press(page, keys::ENTER);
        page.wait("the mark", || is_in_the_mark(page));
        seen(page);
        // The browser's own way back stays its own.
        press(page, 'm');
        page.wait_for("Yellow".to_owned(), || focus(page));
        page.script("addEventListener('keydown', event => { window.prevented = event.defaultPrevented; event.preventDefault() })");
        hold(page, &[keys::ALT], keys::LEFT);
        assert_eq!(page.script("return window.prevented"), false);
        assert_eq!(focus(page), "Yellow");
        done(page);
    }),
    ("by_keys_passages_are_marked_in_each_colour_and_linked_to", |page| {
        page.catch_copies();
        visit(page, &report(page), "");
        open(page, "A long report");
        for (at, colour) in ["Yellow", "Green", "Blue", "Pink", "Orange"].iter().enumerate() {
            press(page, 'm');
            page.wait_for("Yellow".to_owned(), || focus(page));
            hold(page, &[keys::CONTROL], keys::RIGHT);
            for _ in 0..at {
                hold(page, &[keys::CONTROL], keys::RIGHT);
                press(page, keys::RIGHT);
            }
            page.wait_for((*colour).to_owned(), || focus(page));
            seen(page);
            press(page, keys::ENTER);
            page.find("button", &format!("Delete the {} mark", colour.to_lowercase()));
            page.wait("the mark", || is_in_the_mark(page));
            seen(page);
        }
        // Firefox takes the full stop for a part of the word.
        page.wait_for("Word|came|from|Prague|Line".to_owned(), || marked(page).replace('.', ""));
        press(page, 'm');
        page.wait_for("Yellow".to_owned(), || focus(page));
        hold(page, &[keys::CONTROL], keys::RIGHT);
        hold(page, &[keys::CONTROL, keys::SHIFT], keys::RIGHT);
        press(page, 'l');
        page.wait("the link", || copied(page).contains("passage=") && copied(page).contains("Word+came"));
        seen(page);
        done(page);
    }),
    ("by_keys_a_mark_is_noted_tagged_coloured_deleted_and_brought_back", |page| {
        visit(page, &report(page), "");
        open(page, "A long report");
        press(page, 'm');
        page.wait_for("Yellow".to_owned(), || focus(page));
        to(page, "Note");
        press(page, keys::ENTER);
        page.wait("the note", || page.script("return document.activeElement.matches('.mark-panel textarea')") == true);
        seen(page);
        sure(page.browser.press("Ask them."));
        to(page, "Tags");
        sure(page.browser.press("to do"));
        to(page, "Colour");
        press(page, 'p');
        page.wait_for("Pink".to_owned(), || chosen(page));
        to(page, "Close");
        press(page, keys::ENTER);
        // What is marked is a stop of the Tab key, the next from where one was.
        page.wait("the text", || {
            page.script("return document.activeElement.matches('.article-body [data-block]')") == true
        });
        for _ in 0..2 {
            if !is_in_the_mark(page) {
                press(page, keys::TAB);
            }
        }
        page.wait("the mark", || is_in_the_mark(page));
        seen(page);
        press(page, keys::ENTER);
        page.wait("the mark", || page.script("return !!document.querySelector('.mark-panel:popover-open')") == true);
        to(page, "Note");
        assert_eq!(page.text_of("return document.activeElement.value"), "Ask them.");
        press(page, keys::END);
        sure(page.browser.press(" Twice."));
        to(page, "Close");
        press(page, keys::ENTER);
        page.wait("the text", || is_in_the_mark(page));
        to(page, "Delete the pink mark");
        press(page, keys::ENTER);
        page.wait_for(String::new(), || marked(page));
        page.wait_for("Undo".to_owned(), || focus(page));
        seen(page);
        press(page, keys::ENTER);
        page.wait("the mark", || !marked(page).is_empty());
        seen(page);
        assert_eq!(page.text_of("return document.querySelector('.marks textarea').value"), "Ask them. Twice.");
        done(page);
    }),
];

/// An article of six paragraphs. Prague stands in the first and in the fifth.
fn report(page: &Page) -> PathBuf {
    let mut body: Vec<String> =
        (1..=6).map(|at| format!("Line {at} goes on. {}", "So it goes on. ".repeat(12))).collect();
    body[0] = "Word came from Prague.".to_owned();
    body[4] = "In Prague customs are due.".to_owned();
    let report = json!({ "uri": "a:1", "headline": "A long report", "language": "en", "body": body, "places": ["Prague", "Vienna"] });
    fixtures::of(page, &[report])
}

fn saying(page: &Page) -> String {
    page.text_of("return voice.queue[0]?.text ?? ''")
}

fn queue(page: &Page) -> u64 {
    page.script("return document.querySelectorAll('.aloud-list li').length").as_u64().unwrap_or_default()
}

fn copied(page: &Page) -> String {
    page.text_of("return window.copied ?? ''")
}

fn selected(page: &Page) -> String {
    page.text_of("return getSelection().toString()")
}

/// What is said of the words that are selected.
fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.selected-words').textContent")
}
