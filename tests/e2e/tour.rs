//! A tour of everything that can be seen: the pages, and what is opened over them. Whoever guides it looks at each stop.

use xtask::webdriver::keys;

use crate::aloud;
use crate::notebook::{annotations, choose_file};
use crate::page::{Page, sure};

/// Goes through the sample archive, which is served at `site` and shown, at the size that the window has, and stops wherever there is something new to see, under a
/// name that says what.
#[track_caller]
pub fn tour(page: &Page, site: &str, look: &mut dyn FnMut(&str)) {
    page.open(site);
    page.wait("stories", || !page.headlines().is_empty());
    let article = page.text_of("return document.querySelector('.result-link').getAttribute('href')");
    let article = article.trim_start_matches("./").to_owned();
    let from_results = article.clone() + "&q=korea";
    let views = [
        "",
        "?q=korea",
        "?q=korea&places=Russia&-people=nobody",
        "?q=xylophone",
        &article,
        &from_results,
        "?view=about",
        "?view=weather",
    ];
    for view in views {
        page.open(&format!("{site}{view}"));
        look(&format!("\"{view}\""));
    }
    page.open(&format!("{site}?q=korea"));
    // In a narrow window a button unfolds them.
    page.script("document.querySelector('.filters-toggle[aria-expanded=false]')?.click()");
    page.wait("values", || {
        page.script("return !!document.querySelector('.filters-body input[type=checkbox]')?.checkVisibility()") == true
    });
    look("filters");
    all_read(page, site, &article, look);
    // As long as the counts of the first results are on their way.
    page.before_each_page(UNCOUNTED);
    page.script("window.name = 'uncounted'");
    // Not `Page::open`, which waits for the counts.
    sure(page.browser.open(&format!("{site}?q=korea")));
    page.wait("that it is counting", || {
        let unfold = "document.querySelector('.filters-toggle[aria-expanded=false]')?.click();";
        let is_seen = "return !!document.querySelector('.counting')?.checkVisibility()";
        page.script(&[unfold, is_seen].concat()) == true
    });
    look("counting");
    page.script("window.name = ''");
    marks(page, &format!("{site}{article}"), look);
    page.open(&format!("{site}{article}"));
    page.find("button", "Choose paragraphs");
    page.script("document.querySelector('.fold-open').click()");
    let choices = "return document.querySelectorAll('.paragraph-filter button').length > 2";
    page.wait("paragraphs to choose", || page.script(choices) == true);
    look("paragraphs to choose");
    page.script("document.querySelectorAll('.paragraph-filter button')[1].click()");
    page.wait("folded paragraphs", || page.script("return !!document.querySelector('.folded')") == true);
    look("folded paragraphs");
    page.click("button", "Find related articles");
    page.wait("related articles", || page.script("return !!document.querySelector('.related-list a')") == true);
    look("related articles");
    page.open(&format!("{site}{article}&passage=no+such+words"));
    page.find("button", "Close the message");
    look("no passage");
    page.open(&format!("{site}{article}"));
    page.find("button", "Cite and share");
    sure(page.browser.press("c"));
    page.wait("the citation", || page.script("return document.querySelector('.citation').value.length > 20") == true);
    look("citing");
    page.open(&format!("{site}{article}"));
    page.script(aloud::VOICE);
    page.find("button", "Read aloud");
    sure(page.browser.press("a"));
    page.wait("the sentence", || page.script("return !!document.querySelector('mark.spoken')") == true);
    page.click("button", "More: voice and queue");
    page.find("combobox", "Speed");
    look("listening");
    // The tab would keep it, and the player stand over the pages to come.
    sure(page.browser.press(&keys::ESCAPE.to_string()));
    page.click("button", "Stop reading aloud");
    page.wait("that the tab forgets it", || page.script("return sessionStorage.length") == 0);
    page.open(&format!("{site}{article}"));
    page.find("button", "Find in article");
    sure(page.browser.press("f"));
    page.wait("find", || page.script("return !!document.querySelector('.find-input:focus')") == true);
    sure(page.browser.press("the"));
    page.wait("places", || page.script("return CSS.highlights.size > 0") == true);
    look("finding");
    page.open(&format!("{site}?view=notebook"));
    page.find("button", "Delete the pink mark");
    page.click("button", "Export");
    page.find("link", "marks.csv");
    page.script("document.querySelectorAll('.notebook details').forEach(details => details.open = true)");
    look("the notebook");
    choose_file(page, &annotations(2).to_string());
    page.find("button", "Cancel");
    look("an import");
    page.click("button", "Cancel");
    choose_file(page, "no JSON");
    page.find("alert", "");
    look("a file that is refused");
    page.open(site);
    page.search("place:");
    page.find_starting("option", "Russia");
    sure(page.browser.press(&keys::DOWN.to_string()));
    look("suggestions");
    sure(page.browser.press(&keys::ENTER.to_string()));
    page.click("button", "Clear all filters");
    page.click("combobox", "Search the archive");
    page.find("option", "Clear recent searches");
    look("recent searches");
    sure(page.browser.press(&keys::ESCAPE.to_string()));
    sure(page.browser.press(&keys::ESCAPE.to_string()));
    page.click("button", "Text and theme");
    page.find("slider", "Size");
    look("type");
    sure(page.browser.press(&keys::ESCAPE.to_string()));
    sure(page.browser.press("?"));
    page.find("dialog", "Keys");
    look("keys");
}

/// Keeps from the search's worker what it is to count, in windows of this name.
const UNCOUNTED: &str = r#"
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...others) {
        const counts = /"facet_limit":[1-9]/.test(message);
        if (window.name !== 'uncounted' || !counts) send.call(this, message, ...others);
    };"#;

/// The reader's lists among the filters, and what came of marking all that is listed as read.
#[track_caller]
fn all_read(page: &Page, site: &str, article: &str, look: &mut dyn FnMut(&str)) {
    page.open(&format!("{site}{article}"));
    page.find("button", "Cite and share");
    sure(page.browser.press("u"));
    page.wait("that it is kept", || page.script("return !!document.querySelector('.list-said:not(:empty)')") == true);
    page.open(&format!("{site}?q=korea"));
    page.script("document.querySelector('.filters-toggle[aria-expanded=false]')?.click()");
    page.wait("the button", || page.script("return !!document.querySelector('.read-listed button')") == true);
    page.script("document.querySelector('.read-listed button').click()");
    page.find("button", "Undo");
    look("all read");
    page.click("button", "Undo");
}

/// A selection, marks in all colours, and one of them opened.
#[track_caller]
fn marks(page: &Page, article: &str, look: &mut dyn FnMut(&str)) {
    page.open(article);
    page.find("button", "Mark a paragraph");
    sure(page.browser.press("m"));
    page.find("button", "Yellow");
    look("a selection");
    for colour in ["Yellow", "Green", "Blue", "Pink", "Orange"] {
        sure(page.browser.press("m"));
        page.click("button", colour);
        page.find("button", &format!("Delete the {} mark", colour.to_lowercase()));
    }
    look("marks");
    page.script("document.querySelector('.article-body mark.marked').click()");
    page.wait("the mark", || page.script("return !!document.querySelector('.mark-panel:popover-open')") == true);
    look("a mark");
}
