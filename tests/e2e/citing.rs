//! Citing, quoting, sharing and printing an article.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("an_article_is_cited_in_every_format", |page| {
        open(page);
        page.click("button", "Cite and share");
        page.find("dialog", "Cite and share");
        page.wait("the citation", || {
            citation(page).starts_with("Doe, J. (1987, March 1). Cocoa pact near. The Press. http")
        });
        for (format, start, file) in [
            ("MLA 9", "Doe, Jane. “Cocoa pact near.” The Press, 1 Mar. 1987, ", ".txt"),
            ("Chicago 17", "Jane Doe, “Cocoa pact near,” The Press, March 1, 1987, ", ".txt"),
            ("BibTeX", "@article{cocoa-pact-near-", ".bib"),
            ("RIS", "TY  - NEWS", ".ris"),
            ("CSL-JSON", "[{\"id\":\"cocoa-pact-near-", ".json"),
        ] {
            page.press_radio("Format", format);
            page.wait("the citation", || citation(page).starts_with(start));
            let save = page.find("link", "Save");
            assert!(sure(save.attribute("download")).is_some_and(|name| name.ends_with(file)), "{format}");
        }
        let saved = "return fetch(document.querySelector('.cite-dialog a').href).then(file => file.text(), String)";
        // The policy lets no script read it: what is in the address is what is saved.
        assert!(page.text_of(saved).starts_with("TypeError"));
        let held = "return decodeURIComponent(document.querySelector('.cite-dialog a').href.split(',')[1])";
        assert_eq!(page.text_of(held).trim(), citation(page).trim());
    }),
    ("the_citation_is_copied_and_said_to_be", |page| {
        page.catch_copies();
        open(page);
        sure(page.browser.press("c"));
        page.wait("the citation", || !citation(page).is_empty());
        page.click("button", "Copy");
        page.wait_for(citation(page), || page.text_of("return window.copied ?? ''"));
        page.wait_for("Copied".to_owned(), || said(page));
        // What is shown now was not copied.
        page.press_radio("Format", "RIS");
        page.wait_for(String::new(), || said(page));
        page.press_radio("Format", "MLA 9");
        page.click("button", "Copy address");
        page.wait("the address", || page.text_of("return window.copied").contains("?article=cocoa-pact-near-"));
        // Where the browser has no clipboard, the text is there to be copied by hand.
        page.script("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        page.click("button", "Copy");
        page.wait_for("This browser lets no page copy: press Ctrl C".to_owned(), || said(page));
        let selected = "const field = document.activeElement; return field.value?.slice(field.selectionStart, field.selectionEnd) ?? ''";
        page.wait_for(citation(page), || page.text_of(selected));
        // The citation was selected for whatever was to be copied.
        page.click("button", "Copy address");
        page.wait("the address", || page.text_of(selected).contains("?article=cocoa-pact-near-"));
        // What was to be copied by hand was copied and saved in place of the citation from then on.
        page.click("button", "Copy");
        page.wait("the citation", || page.text_of(selected).starts_with("Doe, Jane. “Cocoa pact near.”"));
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        page.gone("dialog", "Cite and share");
    }),
    ("selected_words_are_quoted_with_their_source", |page| {
        page.catch_copies();
        open(page);
        page.script("getSelection().selectAllChildren(document.querySelector('.article-body p'))");
        sure(page.browser.press("c"));
        page.click("button", "Copy quotation");
        let quotation =
            "“Producers and consumers agree.”\n— Jane Doe, “Cocoa pact near,” The Press, March 1, 1987, http";
        page.wait("the quotation", || page.text_of("return window.copied ?? ''").starts_with(quotation));
        page.press_radio("Format", "RIS");
        page.wait("the passage", || citation(page).contains("N1  - Producers and consumers agree."));
        page.click("button", "Close");
        page.script("getSelection().removeAllRanges()");
        sure(page.browser.press("c"));
        page.find("button", "Copy");
        page.gone("button", "Copy quotation");
    }),
    ("the_systems_sheet_shares_and_the_page_prints", |page| {
        let share = "navigator.share = shared => { window.shared = shared; return Promise.reject(new DOMException('closed', 'AbortError')) };
            window.print = () => { window.printed = true }";
        page.before_each_page(share);
        open(page);
        page.click("button", "Cite and share");
        page.click("button", "Share");
        page.wait_for(json!("Cocoa pact near"), || page.script("return window.shared?.title"));
        assert!(page.text_of("return window.shared.url").contains("?article=cocoa-pact-near-"));
        page.click("button", "Print");
        page.wait("printing", || page.script("return window.printed") == true);
        page.gone("dialog", "Cite and share");
        assert_eq!(page.console_errors(), [""; 0]);
    }),
];

#[track_caller]
fn open(page: &Page) {
    let story = json!({ "uri": "a:1", "headline": "Cocoa pact near", "by": "By Jane Doe", "publisher": "The Press",
        "datePublished": "1987-03-01", "body": ["Producers and consumers agree.", "More follows."] });
    page.visit(&fixtures::of(page, &[story]), "");
    page.click("link", "Cocoa pact near");
    page.wait_for("Cocoa pact near".to_owned(), || page.heading());
}

#[track_caller]
fn citation(page: &Page) -> String {
    page.text_of("return document.querySelector('.citation').value")
}

#[track_caller]
fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.cite-dialog [role=status]').textContent")
}
