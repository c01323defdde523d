//! Archives that are missing, damaged or too new: it is said, and what still works works.

use std::fs;
use std::path::{Path, PathBuf};

use article::FORMAT;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;
use crate::world::copy;

pub const TESTS: &[Test] = &[
    ("a_missing_archive_is_said_to_be_missing", |page| {
        page.visit(&sure(page.world.new_folder()), "");
        alert(page, "archive.json is missing");
        page.find("button", "Try again");
        usable(page);
    }),
    ("a_truncated_manifest_is_said_to_be_damaged", |page| {
        let archive = damaged(page);
        let manifest = archive.join("archive.json");
        let text = sure(fs::read(&manifest).map_err(Into::into));
        sure(fs::write(&manifest, &text[..text.len() / 2]).map_err(Into::into));
        page.visit(&archive, "");
        alert(page, "archive.json is damaged");
        usable(page);
    }),
    ("an_archive_of_a_newer_format_is_said_to_be_newer", |page| {
        let archive = damaged(page);
        sure(fs::write(archive.join("archive.json"), "{\"format\":99,\"pages\":[]}").map_err(Into::into));
        page.visit(&archive, "");
        alert(page, "newer version of Broadsheet");
        usable(page);
    }),
    ("an_archive_of_an_older_format_is_said_to_be_older", |page| {
        page.visit(&stored(FORMAT - 1), "");
        alert(page, "older version of Broadsheet");
        alert(page, "bundle it anew");
        usable(page);
    }),
    ("a_stored_archive_of_this_format_is_read", |page| {
        // Of two segments, as the program that wrote this format first made it.
        page.visit(&stored(FORMAT), "");
        page.wait_for_status("10 articles");
        page.search("pier");
        page.wait_for_status("1 article matches all words.");
        page.wait("its passage", || {
            page.text_of("return document.querySelector('main').textContent").contains("the harbour gets a pier")
        });
        page.click("link", "Council passes the budget");
        page.wait_for("Council passes the budget".to_owned(), || page.heading());
    }),
    ("a_tampered_search_index_leaves_the_articles_readable", |page| {
        let archive = damaged(page);
        each_file(&archive, "search", |bytes| flip(bytes));
        page.visit(&archive, "");
        // The front page needs no search.
        page.wait_for_status("60 articles");
        page.search("budget");
        alert(page, "damaged");
        page.visit(&archive, "");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
    }),
    ("who_only_reads_does_without_the_searchs_program", |page| {
        page.visit(&fixtures::press(page), "");
        page.wait_for_status("60 articles");
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        let programs = || {
            page.script(
                "return performance.getEntriesByType('resource').filter(file => file.name.includes('search_worker')).length",
            )
        };
        assert_eq!(programs(), 0);
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
        assert_ne!(programs(), 0);
        // What the front page says without a search is what it says with one.
        let front = |page: &Page| page.text_of("return document.querySelector('.filters').textContent");
        page.visit(&fixtures::press(page), "");
        page.wait_for_status("60 articles");
        let without = front(page);
        page.visit(&fixtures::press(page), "?sort=oldest");
        page.wait_for_status("60 articles");
        assert_eq!(front(page), without);
    }),
    ("tampered_articles_are_said_to_be_damaged_and_the_search_goes_on", |page| {
        let archive = damaged(page);
        each_file(&archive, "articles", |bytes| flip(bytes));
        page.visit(&archive, "");
        page.click("link", "Railway story 59");
        alert(page, "damaged");
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
    }),
    ("truncated_articles_are_said_to_be_damaged", |page| {
        let archive = damaged(page);
        each_file(&archive, "articles", |bytes| bytes.truncate(bytes.len() / 2));
        page.visit(&archive, "");
        page.click("link", "Railway story 59");
        alert(page, "damaged");
        usable(page);
    }),
    ("tampered_previews_are_said_to_be_damaged_and_articles_open_by_their_address", |page| {
        without_previews(page, &|bytes| flip(bytes));
    }),
    ("truncated_previews_are_said_to_be_damaged_and_articles_open_by_their_address", |page| {
        without_previews(page, &|bytes| bytes.truncate(bytes.len() / 2));
    }),
    ("a_tampered_look_up_is_said_to_be_damaged_and_the_lists_go_on", |page| {
        without_look_up(page, &|bytes| flip(bytes));
    }),
    ("a_truncated_look_up_is_said_to_be_damaged_and_the_lists_go_on", |page| {
        without_look_up(page, &|bytes| bytes.truncate(bytes.len() / 2));
    }),
    ("what_was_mended_is_there_after_trying_again", |page| {
        let archive = damaged(page);
        let manifest = archive.join("archive.json");
        let text = sure(fs::read(&manifest).map_err(Into::into));
        sure(fs::remove_file(&manifest).map_err(Into::into));
        page.visit(&archive, "");
        alert(page, "archive.json is missing");
        sure(fs::write(&manifest, text).map_err(Into::into));
        page.click("button", "Try again");
        page.wait_for_status("60 articles");
        page.find("link", "Railway story 59");
    }),
    // The button to try again goes when it is pressed, and the focus went with it.
    ("trying_again_keeps_the_focus_in_the_page", |page| {
        let (archive, address) = damaged_but_for_an_address(page);
        each_file(&archive, "articles", |bytes| flip(bytes));
        let site = page.visit(&archive, "");
        page.open(&format!("{site}{address}"));
        page.click("button", "Try again");
        page.wait("the focus", || page.script("return document.activeElement.id") == "content");
        alert(page, "damaged");
        sure(fs::remove_file(archive.join("archive.json")).map_err(Into::into));
        page.open(&site);
        page.click("button", "Try again");
        page.wait("the focus", || page.script("return document.activeElement.id") == "content");
    }),
];

/// Where the previews are damaged, lists say so, and what needs none of them works.
#[track_caller]
fn without_previews(page: &Page, damage: &dyn Fn(&mut Vec<u8>)) {
    let (archive, address) = damaged_but_for_an_address(page);
    each_file(&archive, "previews", damage);
    let site = page.visit(&archive, "");
    alert(page, "damaged");
    page.wait_for_status("60 articles");
    page.open(&format!("{site}{address}"));
    page.wait_for("Railway story 59".to_owned(), || page.heading());
    assert!(page.text_of("return document.querySelector('main').textContent").contains("Paragraph 8 of story 59"));
    usable(page);
}

/// Where the look-up is damaged, no address leads to an article, and everything else works.
#[track_caller]
fn without_look_up(page: &Page, damage: &dyn Fn(&mut Vec<u8>)) {
    let (archive, address) = damaged_but_for_an_address(page);
    each_file(&archive, "lookup", damage);
    page.visit(&archive, &address);
    alert(page, "lookup/000000.json is damaged");
    usable(page);
    page.wait_for_status("60 articles match all words.");
    page.wait("the list", || !page.headlines().is_empty());
}

/// A copy of the made-up archive to be damaged, and the address of its newest article.
#[track_caller]
fn damaged_but_for_an_address(page: &Page) -> (PathBuf, String) {
    let archive = damaged(page);
    page.visit(&archive, "");
    page.find("link", "Railway story 59");
    let address = page.text_of("return document.querySelector('main .result-link').getAttribute('href')");
    (archive, address.trim_start_matches("./").to_owned())
}

/// The archive of this format that is kept among the native command's fixtures.
fn stored(format: u32) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/broadsheet/tests/fixtures");
    fixtures.join(format!("format-{format}"))
}

/// A copy of the made-up archive, to be damaged.
fn damaged(page: &Page) -> PathBuf {
    let folder = sure(page.world.new_folder());
    sure(copy(&fixtures::press(page), &folder));
    folder
}

/// Changes every file of one kind in the archive's segments.
#[track_caller]
fn each_file(archive: &Path, kind: &str, change: impl Fn(&mut Vec<u8>)) {
    let mut changed = 0;
    let segments = sure(fs::read_dir(archive).map_err(Into::into)).flatten().map(|entry| entry.path().join(kind));
    for folder in segments.filter(|folder| folder.is_dir()) {
        for file in sure(fs::read_dir(folder).map_err(Into::into)).flatten() {
            let mut bytes = sure(fs::read(file.path()).map_err(Into::into));
            change(&mut bytes);
            sure(fs::write(file.path(), bytes).map_err(Into::into));
            changed += 1;
        }
    }
    assert!(changed > 0, "the archive has no {kind}");
}

/// Changes one bit in the middle.
fn flip(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
}

/// Waits for what is said to have gone wrong.
#[track_caller]
fn alert(page: &Page, part: &str) {
    let said = "return document.querySelector('[role=alert]')?.textContent ?? ''";
    page.wait(&format!("an alert with \"{part}\""), || page.text_of(said).contains(part));
}

/// The rest of the page still works.
#[track_caller]
fn usable(page: &Page) {
    page.click("link", "About");
    page.wait("About", || page.heading().starts_with("About"));
    page.choose_theme("Dark");
    page.search("words");
}
