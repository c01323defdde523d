//! The notebook: all marks, searched, chosen, taken away as files and brought back.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::marks::{marked, select};
use crate::page::{Page, sure};
use crate::runner::Test;

/// So many marks are to be usable in half a second, which is printed; a machine that does other things at the same time gets
/// more, or the test would tell of the machine. What takes the square of the time it should is noticed all the same.
const MANY: usize = 5000;
const PATIENCE: Duration = Duration::from_secs(5);

/// Marks of two articles as the W3C has them.
pub fn annotations(count: usize) -> serde_json::Value {
    let item = |at: usize| {
        let colour = ["yellow", "green"][at % 2];
        json!({
            "id": format!("urn:uuid:{at}"),
            "type": "Annotation",
            "created": format!("2026-11-{:02}T07:00:00Z", at % 28 + 1),
            "modified": "2026-11-26T07:00:00Z",
            "body": [{ "type": "TextualBody", "purpose": "commenting", "value": format!("Note {at}") },
                { "type": "TextualBody", "purpose": "tagging", "value": format!("tag {}", at % 3) }],
            "target": {
                "source": { "id": format!("urn:example:{}", at % 2), "dc:title": format!("Story {}", at % 2) },
                "styleClass": colour,
                "selector": { "type": "TextQuoteSelector", "exact": format!("Words that were marked, {at}"), "prefix": "before ", "suffix": " behind" },
            },
        })
    };
    json!({ "type": "AnnotationCollection", "first": { "items": (0..count).map(item).collect::<Vec<_>>() } })
}

/// Chooses a file of this text to import.
#[track_caller]
pub fn choose_file(page: &Page, text: &str) {
    let path = sure(page.world.new_folder()).join("marks.json");
    let written = std::fs::File::create(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    sure(written.map_err(Into::into));
    page.wait("the field", || page.script("return !!document.querySelector('input[type=file]')") == true);
    page.script("document.querySelector('input[type=file]').value = ''");
    let field = sure(page.browser.all("input[type=file]"));
    sure(field.first().expect("a field").write(&path.to_string_lossy()));
}

/// What is said about a file.
#[track_caller]
fn report(page: &Page) -> String {
    page.text_of("return document.querySelector('.mark-report, .mark-files')?.textContent ?? ''")
}

#[track_caller]
fn count(page: &Page) -> String {
    page.text_of("return document.querySelector('.mark-count')?.textContent ?? ''")
}

#[track_caller]
pub fn import(page: &Page, text: &str) {
    choose_file(page, text);
    page.click("button", "Import");
    page.wait_for("Imported.".to_owned(), || {
        page.text_of("return document.querySelector('.mark-status span')?.textContent ?? ''")
    });
}

pub const TESTS: &[Test] = &[
    ("notebook_lists_searches_and_chooses_marks", |page| {
        page.visit(&fixtures::press(page), "");
        page.click("link", "Notebook");
        page.wait_for("Notebook".to_owned(), || page.heading());
        page.wait_for("You have no marks yet. Select words in an article to make one.".to_owned(), || count(page));
        import(page, &annotations(120).to_string());
        page.wait_for("120 marks".to_owned(), || count(page));
        for width in [320, 1280] {
            sure(page.browser.resize(width, 900));
            let overhang = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(page.script(overhang), 0, "at {width}");
        }
        page.click("button", "Next page");
        page.wait("the second page", || {
            page.text_of("return document.querySelector('.mark-pages').textContent").contains("Page 2 of 3")
        });
        page.wait_for(Some("count".to_owned()), || {
            page.script("return document.activeElement.dataset.value").as_str().map(str::to_owned)
        });
        page.script("scrollTo(0, 0)");
        page.click("searchbox", "Search your marks");
        // What is put into the page with something in it is not heard.
        page.script("window.heard = document.querySelector('.mark-count').closest('[role=status]')");
        sure(page.browser.press("note 11"));
        page.wait_for("11 of 120 marks".to_owned(), || count(page));
        assert_eq!(page.script("return window.heard.isConnected && window.heard.textContent"), "11 of 120 marks");
        assert_eq!(sure(page.browser.focused()).name().ok().as_deref(), Some("Search your marks"));
        page.choose("Colour", "Green (60)");
        page.wait_for("6 of 120 marks".to_owned(), || count(page));
        page.choose("Tag", "tag 1 (40)");
        page.wait_for("1 of 120 marks".to_owned(), || count(page));
        page.choose("Article", "Story 0 (60)");
        page.wait_for("None of your marks is like that.".to_owned(), || count(page));
        assert_eq!(page.violations(), [""; 0]);
    }),
    // All marks stood there again, from the first on, with nothing of what was looked for.
    ("notebook_is_there_again_as_it_was_left", |page| {
        sure(page.browser.resize(800, 500));
        page.visit(&fixtures::press(page), "?view=notebook");
        import(page, &annotations(120).to_string());
        page.wait_for("120 marks".to_owned(), || count(page));
        page.click("searchbox", "Search your marks");
        sure(page.browser.press("note 11"));
        page.wait_for("11 of 120 marks".to_owned(), || count(page));
        page.script("scrollTo(0, 400)");
        page.wait("the place", || page.script("return history.state !== null && scrollY") == 400);
        page.script("document.querySelector('a[href*=\"view=about\"]').click()");
        page.wait("another page", || page.heading() != "Notebook");
        sure(page.browser.back());
        page.wait_for("11 of 120 marks".to_owned(), || count(page));
        page.wait_for(400, || page.script("return Math.round(scrollY)").as_u64().unwrap_or_default());
        assert_eq!(page.text_of("return document.querySelector('.mark-words').value"), "note 11");
    }),
    ("notebook_files_come_back_and_double_nothing", |page| {
        page.visit(&fixtures::press(page), "?view=notebook");
        import(page, &annotations(3).to_string());
        page.click("button", "Export");
        page.wait("the files", || {
            page.script("return document.querySelectorAll('.mark-files a[download]').length") == 4
        });
        choose_file(page, &annotations(3).to_string());
        page.wait_for("0 new, 3 here already.Cancel".to_owned(), || report(page));
        page.click("button", "Cancel");
        let changed = annotations(4).to_string().replace("Note 1", "Another note");
        choose_file(page, &changed);
        page.wait("the question", || report(page).starts_with("1 new, 2 here already.1 is here in another form."));
        page.click("button", "Import, and keep those that are here");
        page.wait_for("4 marks".to_owned(), || count(page));
        let notes = "return [...document.querySelectorAll('.notebook textarea')].map(note => note.value).sort().join()";
        assert_eq!(page.text_of(notes), "Note 0,Note 1,Note 2,Note 3");
        choose_file(page, &changed);
        page.click("button", "Import, and take those of the file");
        page.wait_for("Another note,Note 0,Note 2,Note 3".to_owned(), || page.text_of(notes));
        page.click("button", "Undo");
        page.wait_for("Note 0,Note 1,Note 2,Note 3".to_owned(), || page.text_of(notes));
    }),
    // The page read the file and wrote it into a message, and stood still for it; nothing was said before all was done.
    ("a_large_file_is_read_beside_the_page_and_it_is_said_meanwhile", |page| {
        let long = format!("{}Note ", "A long note. ".repeat(130));
        let file = annotations(20_000).to_string().replace("Note ", &long);
        assert!((40_000_000..50_000_000).contains(&file.len()), "{} bytes", file.len());
        page.visit(&fixtures::press(page), "?view=notebook");
        page.find("button", "Export");
        page.script(
            "window.read = 0; for (const way of ['text', 'arrayBuffer', 'stream']) {
                const read = Blob.prototype[way]; Blob.prototype[way] = function() { window.read++; return read.call(this) }
            }
            window.told = []; window.gap = 0;
            let last = performance.now();
            setInterval(() => { const now = performance.now(); window.gap = Math.max(window.gap, now - last); last = now }, 10);
            const status = document.querySelector('.mark-said');
            new MutationObserver(() => told.push(status.querySelector('span, p.visually-hidden')?.textContent)).observe(status, { childList: true, subtree: true })",
        );
        choose_file(page, &file);
        page.wait("what is in it", || report(page).starts_with("20,000 new, 0 here already."));
        page.click("button", "Import");
        page.wait_for("20,000 marks".to_owned(), || count(page));
        for said in ["Reading the file…", "20,000 new, 0 here already.", "Saving 20,000 marks…", "Imported."] {
            page.wait(said, || page.script(&format!("return told.includes('{said}')")) == true);
        }
        assert_eq!(page.script("return window.read"), 0, "the page leaves the file to the worker");
        assert_eq!(page.text_of("return document.querySelector('.mark-said').getAttribute('role')"), "status");
        println!("the page stood still for {} ms at most", page.script("return Math.round(window.gap)"));
        page.click("button", "Undo");
        page.wait_for("You have no marks yet. Select words in an article to make one.".to_owned(), || count(page));
    }),
    // Hypothesis calls an article by its address, the archive by a name of its own: its marks stood in no article.
    ("marks_of_hypothesis_find_their_article", |page| {
        let article = json!({
            "uri": "urn:newsml:example.org:7", "url": "https://example.org/a", "headline": "The vote",
            "datePublished": "2001-01-01", "body": ["Before the vote the harbour was quiet.", "Then it was not."],
        });
        let site = page.visit(&fixtures::of(page, &[article]), "?view=notebook");
        let file = json!({ "total": 1, "rows": [{
            "id": "abc", "created": "2020-01-01T00:00:00+00:00", "updated": "2020-01-02T00:00:00+00:00",
            "uri": "https://example.org/a", "text": "From elsewhere", "tags": [], "document": { "title": ["A title"] },
            "target": [{ "source": "https://example.org/a", "selector": [
                { "type": "TextQuoteSelector", "exact": "harbour was", "prefix": "the ", "suffix": " quiet" }] }],
        }] });
        import(page, &file.to_string());
        page.open(&site);
        page.click("link", "The vote");
        page.wait_for("harbour was".to_owned(), || {
            page.text_of("return document.querySelector('.article-body mark.marked')?.textContent ?? ''")
        });
        page.click("link", "Notebook");
        page.find("link", "The vote");
        choose_file(page, &file.to_string());
        page.wait_for("0 new, 1 here already.Cancel".to_owned(), || report(page));
    }),
    // Marks of another archive led to articles that this one does not have. The buttons of all marks were told alike. And files
    // said of an article neither by whom nor of when it is, and led nowhere.
    ("marks_of_another_archive_lead_to_what_is_here_and_files_say_what_that_is", |page| {
        let article = json!({
            "uri": "urn:example:1", "headline": "The vote", "author": "Jane Doe", "publisher": "The Press",
            "datePublished": "2001-02-03", "body": ["Before the vote the harbour was quiet.", "Then it was not."],
        });
        page.visit(&fixtures::of(page, &[article]), "");
        page.click("link", "The vote");
        page.wait_for("The vote".to_owned(), || page.heading());
        let slug = page.text_of("return new URLSearchParams(location.search).get('article')");
        page.click("link", "Notebook");
        let mut file = annotations(2);
        file["urn:broadsheet:archive"] = json!("elsewhere");
        for (at, slug) in [slug.as_str(), "another-story-aaaaaaaaaa"].into_iter().enumerate() {
            file["first"]["items"][at]["target"]["source"]["dc:identifier"] = json!(slug);
        }
        import(page, &file.to_string());
        page.find("link", "Story 0");
        page.gone("link", "Story 1");
        let buttons = "return [...document.querySelectorAll('.mark-editor > button')].map(button => `${button.textContent}: ${button.getAttribute('aria-description')}`)";
        let of = |deed: &str, at: usize| format!("{deed}: Words that were marked, {at}");
        assert_eq!(page.script(buttons), json!([of("Delete", 1), of("Copy link", 0), of("Delete", 0)]));
        page.click("button", "Export");
        page.wait("the files", || {
            page.script("return document.querySelectorAll('.mark-files a[download]').length") == 4
        });
        page.script("location.href = document.querySelector('.mark-files a[download=\"marks.html\"]').href");
        page.wait_for("Jane Doe · The Press · 2001-02-03".to_owned(), || {
            page.text_of("return document.querySelector('h2 + .about')?.textContent ?? ''")
        });
        let passage = page.text_of("return document.querySelector('blockquote ~ .about a').href");
        assert!(passage.contains(&slug) && passage.contains("&passage=") && passage.contains("#:~:text="), "{passage}");
        assert_eq!(page.script("return document.querySelectorAll('a').length"), 2);
    }),
    ("marks_that_the_text_no_longer_holds_are_listed", |page| {
        let story = |text: &str| json!({ "uri": "urn:example:1", "headline": "A story", "body": [text, "It ends."] });
        let archive = fixtures::of(page, &[story("The council votes on the new harbour in the spring of next year.")]);
        page.visit(&archive, "");
        page.click("link", "A story");
        page.wait_for("A story".to_owned(), || page.heading());
        select(page, "votes on the new harbour");
        page.click("button", "Blue");
        page.wait_for("votes on the new harbour".to_owned(), || marked(page));
        let address = sure(page.browser.address());
        let again = |text: &str| {
            sure(page.world.append(&archive, "again.jsonl", &story(text).to_string()));
            page.open(&address);
        };
        again("On Monday the council votes on the old and new harbour in the spring of next year.");
        page.wait_for("votes on the old and new harbour".to_owned(), || marked(page));
        again("Nothing is left of it.");
        page.wait("the list", || {
            page.text_of("return document.querySelector('.marks')?.textContent ?? ''")
                .contains("no longer has these words")
        });
        assert_eq!(marked(page), "");
        // The notebook knows it then, and lists such marks alone on wish.
        page.click("link", "Notebook");
        page.choose("Place", "Lost or uncertain (1)");
        page.wait("the list", || {
            page.text_of("return document.querySelector('.mark-results')?.textContent ?? ''")
                .contains("no longer has these words")
        });
        again("The council votes on the new harbour in the spring of next year.");
        page.wait_for("votes on the new harbour".to_owned(), || marked(page));
        page.click("link", "Notebook");
        page.find("combobox", "Article");
        page.gone("combobox", "Place");
    }),
    ("notebook_refuses_what_is_no_file_of_marks", |page| {
        page.visit(&fixtures::press(page), "?view=notebook");
        choose_file(page, "no JSON {");
        page.wait_for("The file is not JSON, or is cut off.".to_owned(), || report(page));
        choose_file(page, "{\"a\": 1}");
        page.wait_for("The file holds no annotations that this page knows.".to_owned(), || report(page));
        choose_file(page, &format!("[{}]", " ".repeat(51_000_000)));
        page.wait_for("The file is larger than 50 MB, which no one's marks are.".to_owned(), || report(page));
        let script =
            annotations(1).to_string().replace("Note 0", "<img src=x onerror=alert(1)>").replace("urn:broadsheet", "x");
        let foreign = script.replacen('{', "{\"urn:broadsheet:archive\": \"elsewhere\",", 1);
        choose_file(page, &foreign);
        page.wait("the other archive", || report(page).contains("The file is of another archive, elsewhere"));
        page.click("button", "Import");
        page.wait_for("1 mark".to_owned(), || count(page));
        assert_eq!(
            page.text_of("return document.querySelector('.notebook textarea').value"),
            "<img src=x onerror=alert(1)>"
        );
        assert_eq!(page.script("return document.querySelectorAll('.notebook img').length"), 0);
        assert!(page.browser.alert().is_none());
    }),
    ("notebook_of_5000_marks_is_there_at_once", |page| {
        let site = page.visit(&fixtures::press(page), "?view=notebook");
        import(page, &annotations(MANY).to_string());
        page.wait_for("5,000 marks".to_owned(), || count(page));
        page.open(&site);
        page.wait("stories", || !page.headlines().is_empty());
        // The program is in the browser's cache; from the click to the first rows.
        let open = "return new Promise(done => { const start = performance.now(); const look = () => document.querySelector('.mark-results li') ? done(performance.now() - start) : requestAnimationFrame(look); document.querySelector('a[href=\"./?view=notebook\"]').click(); look(); })";
        let milliseconds = page.script(open).as_f64().unwrap_or(f64::MAX);
        println!("the notebook of {MANY} marks was there after {milliseconds:.0} ms");
        assert!(milliseconds < PATIENCE.as_millis() as f64, "{milliseconds} ms");
        let start = Instant::now();
        page.click("searchbox", "Search your marks");
        sure(page.browser.press("4999"));
        page.wait_for("1 of 5,000 marks".to_owned(), || count(page));
        println!("and was searched after {:?}", start.elapsed());
        sure(page.browser.press(&keys::TAB.to_string()));
    }),
];
