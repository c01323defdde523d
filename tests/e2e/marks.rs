//! The reader's marks: made by mouse and by keys, there again when the page is opened again, in step between tabs.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

/// Selects words of the article's body.
#[track_caller]
pub fn select(page: &Page, words: &str) {
    let select = "const [words] = arguments;
        const texts = document.createTreeWalker(document.querySelector('.article-body'), NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode());) {
            const at = text.data.indexOf(words);
            if (at >= 0) { getSelection().setBaseAndExtent(text, at, text, at + words.length); return true; }
        }
        return false";
    assert_eq!(sure(page.browser.script(select, &[words.into()])), true, "the article has \"{words}\"");
}

/// The words that are marked in the text.
#[track_caller]
pub fn marked(page: &Page) -> String {
    page.text_of(
        "return [...document.querySelectorAll('.article-body mark.marked')].map(mark => mark.textContent).join('|')",
    )
}

#[track_caller]
fn open(page: &Page) {
    page.visit(&fixtures::press(page), "");
    page.click("link", "Railway story 59");
    page.wait_for("Railway story 59".to_owned(), || page.heading());
}

/// Opens an article whose notebook's worker begins with a script.
#[track_caller]
fn open_with(page: &Page, script: &str) {
    let archive = fixtures::press(page);
    page.open(&sure(page.world.serve_with(&archive, "notebook_worker_loader.js", script)));
    page.click("link", "Railway story 59");
    page.wait_for("Railway story 59".to_owned(), || page.heading());
}

/// Waits until it is said what went wrong.
#[track_caller]
fn notice(page: &Page, expected: &str) {
    let said = "return document.querySelector('.notice-message')?.textContent ?? ''";
    page.wait_for(expected.to_owned(), || page.text_of(said));
}

/// What is announced about the marks.
#[track_caller]
pub fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.mark-status span')?.textContent ?? ''")
}

pub const TESTS: &[Test] = &[
    ("marks_are_made_and_there_again", |page| {
        open(page);
        assert_eq!(
            page.script(
                "return performance.getEntriesByType('resource').filter(file => file.name.includes('notebook')).length"
            ),
            0,
            "who marks nothing does without the notebook's program"
        );
        sure(page.browser.resize(320, 740));
        select(page, "Paragraph 3 of story 59");
        page.find("button", "Note");
        let overhang = "const bar = document.querySelector('.mark-bar').getBoundingClientRect(); return [...document.querySelectorAll('.mark-bar button')].every(button => button.getBoundingClientRect().right <= bar.right) && bar.right <= 320";
        assert_eq!(page.script(overhang), true, "the toolbar fits a narrow screen");
        page.click("button", "Green");
        page.wait_for("Paragraph 3 of story 59".to_owned(), || marked(page));
        page.open(&sure(page.browser.address()));
        page.wait_for("Paragraph 3 of story 59".to_owned(), || marked(page));
        page.click("button", "Delete the green mark");
        page.wait_for(String::new(), || marked(page));
        page.open(&sure(page.browser.address()));
        page.find("button", "Mark a paragraph");
        assert_eq!(marked(page), "");
        assert_eq!(page.violations(), [""; 0]);
    }),
    // The middle of a paragraph higher than the view was brought there, thousands of pixels from where one read.
    ("choosing_a_paragraph_higher_than_the_view_does_not_lead_away_from_it", |page| {
        let story = json!({ "uri": "a:1", "headline": "One line", "datePublished": "1987-03-01",
            "body": ["Words follow words. ".repeat(600)] });
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "One line");
        page.wait_for("One line".to_owned(), || page.heading());
        sure(page.browser.press("m"));
        page.wait_for("Yellow".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        assert_eq!(page.script("return scrollY"), 0);
    }),
    ("marks_are_made_by_keys_alone", |page| {
        open(page);
        let focused = || sure(page.browser.focused()).name().unwrap_or_default();
        sure(page.browser.press("m"));
        page.wait_for("Yellow".to_owned(), focused);
        sure(page.browser.press(&keys::DOWN.to_string()));
        sure(page.browser.press(&keys::RIGHT.to_string()));
        page.wait_for("Green".to_owned(), focused);
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait("the mark", || marked(page).starts_with("Paragraph "));
        // It had gone to a button far above the view, and Tab on from there.
        page.wait("the mark's focus", || {
            page.script("return document.activeElement.matches('.article-body mark')") == true
        });
        sure(page.browser.press("m"));
        page.wait_for("Yellow".to_owned(), focused);
        let block =
            page.text_of("const at = getSelection().anchorNode; return (at.closest ? at : at.parentElement).closest('[data-block]').dataset.block");
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        page.gone("button", "Yellow");
        page.wait_for(block, || page.text_of("return document.activeElement.dataset.block ?? ''"));
    }),
    // What was said of a mark lay over the buttons of the bar of matches, on a phone over its field too.
    ("what_is_said_of_a_mark_stands_above_what_else_is_at_the_foot", |page| {
        open(page);
        for (width, height) in [(360, 740), (700, 500), (1200, 800)] {
            sure(page.browser.resize(width, height));
            select(page, "Paragraph 3 of story 59");
            page.click("button", "Green");
            page.wait_for("Marked.".to_owned(), || said(page));
            page.script("document.querySelector('.find-open').click()");
            page.wait("find", || page.script("return !!document.querySelector('.find-input:focus')") == true);
            let gap = "return document.querySelector('.find-bar').getBoundingClientRect().top
                - document.querySelector('.mark-said').getBoundingClientRect().bottom";
            let gap = page.script(gap).as_f64().unwrap_or(-1.0);
            assert!((0.0..40.0).contains(&gap), "{gap} px between them at {width}");
            sure(page.browser.press(&keys::ESCAPE.to_string()));
            page.click("button", "Undo");
            page.wait_for(String::new(), || marked(page));
        }
    }),
    ("marks_are_the_same_in_two_tabs", |page| {
        open(page);
        let first = sure(page.browser.tab());
        let address = sure(page.browser.address());
        sure(page.browser.new_tab());
        page.open(&address);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Pink");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        sure(page.browser.show_tab(&first));
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
    }),
    // Whatever another tab stored, a place in an article say, had the list drawn anew: what was being typed was gone, and with it
    // the focus. And a note was kept only once its field was left.
    ("a_note_is_kept_while_it_is_typed_whatever_another_tab_does", |page| {
        open(page);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Pink");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        page.script(
            "document.querySelector('.mark-editor details').open = true;
            const note = document.querySelector('.mark-fields textarea'); note.focus(); note.mine = true;
            note.value = 'half a '; note.dispatchEvent(new Event('input', { bubbles: true }))",
        );
        let first = sure(page.browser.tab());
        let address = sure(page.browser.address());
        sure(page.browser.new_tab());
        page.open(&address);
        // It comes with the first draft, or by the change of the marks that the draft is.
        let note = "return document.querySelector('.mark-fields textarea')?.value ?? ''";
        page.wait_for("half a ".to_owned(), || page.text_of(note));
        page.script("localStorage.setItem('press:places', 'elsewhere')");
        select(page, "Paragraph 1 of story 59");
        page.click("button", "Blue");
        page.wait("both", || marked(page).contains("Paragraph 1 of story 59|"));
        sure(page.browser.show_tab(&first));
        let is_mine = "return document.activeElement.mine === true && document.activeElement.isConnected";
        assert_eq!(page.script(is_mine), true, "the field keeps the focus");
        sure(page.browser.press("thought"));
        page.script("document.querySelector('h1').focus()");
        page.wait("the mark of the other tab", || marked(page).contains("Paragraph 1 of story 59|"));
        let notes = "return [...document.querySelectorAll('.mark-fields textarea')].map(note => note.value).join('|')";
        page.wait_for("|half a thought".to_owned(), || page.text_of(notes));
    }),
    // The second click found nothing to delete, and that was what Undo then took back.
    ("a_mark_that_is_deleted_by_two_clicks_comes_back", |page| {
        open(page);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Pink");
        page.find("button", "Delete the pink mark");
        page.script("const button = document.querySelector('.mark-editor [aria-label^=Delete]'); button.click(); button.click()");
        page.wait_for(String::new(), || marked(page));
        page.click("button", "Undo");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
    }),
    // The × went when it was pressed, and the focus with it.
    ("closing_what_is_said_gives_the_focus_back", |page| {
        open(page);
        let focused = || sure(page.browser.focused()).name().unwrap_or_default();
        for words in ["Paragraph 2 of story 59", "Paragraph 3 of story 59"] {
            select(page, words);
            page.click("button", "Pink");
            page.wait(words, || marked(page).contains(words));
            page.wait(words, || page.text_of("return document.activeElement.textContent").contains(words));
        }
        page.script(
            "document.querySelector('.cite-open').focus(); document.querySelector('[data-value=quiet]').focus()",
        );
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.gone("button", "Close the message");
        page.wait_for("Cite and share".to_owned(), focused);
        // What had it before went too: then it goes to the marks, and where there are none to the headline.
        for next in ["Your marks", "Railway story 59"] {
            page.click("button", "Delete the pink mark");
            page.wait_for("Undo".to_owned(), focused);
            sure(page.browser.press(&keys::TAB.to_string()));
            page.wait_for("Close the message".to_owned(), focused);
            sure(page.browser.press(" "));
            page.gone("button", "Close the message");
            page.wait_for(next.to_owned(), focused);
        }
    }),
    // Undo led to the list of marks at the article's end, away from where one was reading.
    ("taking_back_a_mark_leaves_the_page_where_it_is", |page| {
        sure(page.browser.resize(1000, 500));
        open(page);
        for words in ["Paragraph 1 of story 59", "Paragraph 3 of story 59"] {
            select(page, words);
            page.script("getSelection().anchorNode.parentElement.scrollIntoView({ block: 'center' })");
            page.click("button", "Green");
            page.wait(words, || marked(page).contains(words));
        }
        let scroll = || page.script("return Math.round(scrollY)");
        let before = scroll();
        page.click("button", "Undo");
        page.wait_for("Taken back.".to_owned(), || said(page));
        page.wait_for("Close the message".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        assert_eq!(scroll(), before);
    }),
    // What Undo or Import was about to do was forgotten before it was done, so that a second try did nothing and said it had.
    ("what_found_no_room_can_be_done_once_there_is_some", |page| {
        let full = "const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function(...all) {
                if (this.name === 'marks' && self.calls++ === 1) throw new DOMException('no room', 'QuotaExceededError');
                return put.apply(this, all);
            };
            self.calls = 0";
        open_with(page, full);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Pink");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        page.click("button", "Delete the pink mark");
        page.wait_for(String::new(), || marked(page));
        page.click("button", "Undo");
        notice(page, "This device has no room left, and the last change was not saved.");
        page.click("button", "Undo");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
    }),
    // A selection that ended in a picture or behind the article was taken for its first paragraph.
    ("a_selection_that_ends_outside_of_the_text_marks_all_of_it", |page| {
        open(page);
        page.script(
            "const first = document.querySelector('.article-body p').firstChild;
            getSelection().setBaseAndExtent(first, 0, document.querySelector('.site-footer'), 0)",
        );
        page.click("button", "Pink");
        let blocks = "return document.querySelectorAll('.article-body [data-block]').length";
        let covered = "return [...document.querySelectorAll('.article-body [data-block]')].filter(block => block.querySelector('mark.marked')).length";
        page.wait("every paragraph", || page.script(covered) == page.script(blocks));
    }),
    ("marks_of_a_newer_version_are_left_alone_and_it_is_said", |page| {
        open(page);
        page.script("return new Promise(done => { const request = indexedDB.open('press:marks', 99); request.onsuccess = () => { request.result.close(); done(true); }; })");
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Yellow");
        notice(page, "A newer version of this page keeps your marks.");
        page.find("button", "Reload");
    }),
    ("marks_that_find_no_room_are_said_not_to_be_saved", |page| {
        let full = "const put = IDBObjectStore.prototype.put; let room = 1;
            IDBObjectStore.prototype.put = function(...all) {
                if (room-- <= 0) throw new DOMException('no room', 'QuotaExceededError');
                return put.apply(this, all);
            }";
        open_with(page, full);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Yellow");
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        select(page, "Paragraph 1 of story 59");
        page.click("button", "Yellow");
        notice(page, "This device has no room left, and the last change was not saved.");
        // It was said at the top alone, where who reads further down does not see it.
        sure(page.browser.resize(500, 600));
        page.script("scrollTo(0, document.documentElement.scrollHeight)");
        let is_seen = "const { top, bottom } = document.querySelector('.notice').getBoundingClientRect();
            return scrollY > 300 && top >= 0 && bottom <= innerHeight";
        page.wait("the notice", || page.script(is_seen) == true);
        page.click("button", "Try again");
        page.gone("button", "Try again");
        assert_eq!(marked(page), "Paragraph 2 of story 59");
    }),
    ("marks_that_cannot_be_kept_last_as_long_as_the_page_and_are_exported", |page| {
        open_with(
            page,
            "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('off', 'SecurityError'); } })",
        );
        let unkept = "This browser keeps nothing for this page: export your marks before you close it.";
        let told = || page.text_of("return document.querySelector('.mark-status')?.innerText ?? ''");
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Yellow");
        page.wait("what becomes of the mark", || told().starts_with("Marked.") && told().contains(unkept));
        assert_eq!(marked(page), "Paragraph 2 of story 59");
        // The message's buttons were squeezed to a letter a line, and the one that closes it stood out of the window.
        let squeezed = "return [...document.querySelectorAll('.mark-status > *')]
            .filter(part => part.getBoundingClientRect().right > innerWidth || part.matches('button') && part.offsetHeight > 50)
            .map(part => part.textContent)";
        sure(page.browser.resize(320, 740));
        page.wait_for(json!([]), || page.script(squeezed));
        sure(page.browser.resize(1280, 900));
        // Elsewhere, and back again.
        page.script("document.querySelector('.mark-status a').click()");
        page.wait_for("Notebook".to_owned(), || page.heading());
        page.wait("what becomes of the marks", || told().contains(unkept));
        page.find("link", "Railway story 59");
        page.click("button", "Export");
        page.wait("the files", || {
            page.script("return document.querySelectorAll('.mark-files a[download]').length") == 4
        });
        page.click("link", "Railway story 59");
        page.wait_for("Railway story 59".to_owned(), || page.heading());
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        page.click("button", "Delete the yellow mark");
        page.wait_for(String::new(), || marked(page));
    }),
    ("marks_that_another_tab_holds_are_said_to_be_held", |page| {
        // Stands for a tab of an earlier version that does not let go.
        let held = "const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function(name, version) {
                const request = open.call(this, name, version);
                setTimeout(() => request.onblocked?.(new IDBVersionChangeEvent('blocked')));
                Object.defineProperty(request, 'onsuccess', { set() {} });
                return request;
            }";
        open_with(page, held);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Yellow");
        notice(page, "Another tab keeps your marks from being opened.");
    }),
    ("marks_are_given_a_note_tags_and_another_colour_and_deleting_is_taken_back", |page| {
        open(page);
        select(page, "Paragraph 2 of story 59");
        page.click("button", "Note");
        // Beside the text: the page had gone down to the list of marks, however far that was.
        page.wait("the note", || page.script("return document.activeElement.matches('.mark-panel textarea')") == true);
        assert_eq!(page.script("return scrollY"), 0);
        sure(page.browser.press("Ask them."));
        sure(page.browser.press(&keys::TAB.to_string()));
        page.wait_for("Note saved.".to_owned(), || said(page));
        sure(page.browser.press("to do, budget"));
        sure(page.browser.press(&keys::TAB.to_string()));
        page.wait_for("Tags saved.".to_owned(), || said(page));
        page.choose("Colour", "Pink");
        page.wait_for("Colour changed.".to_owned(), || said(page));
        page.open(&sure(page.browser.address()));
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        assert_eq!(page.text_of("return document.querySelector('.marks textarea').value"), "Ask them.");
        assert_eq!(page.text_of("return document.querySelector('.marks input').value"), "to do, budget");
        page.click("button", "Delete the pink mark");
        page.wait_for(String::new(), || marked(page));
        page.wait_for("Undo".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        sure(page.browser.press(&keys::ENTER.to_string()));
        page.wait_for("Paragraph 2 of story 59".to_owned(), || marked(page));
        assert_eq!(page.text_of("return document.querySelector('.marks textarea').value"), "Ask them.");
    }),
];
