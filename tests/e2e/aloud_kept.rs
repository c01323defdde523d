//! Reading aloud: what the device keeps of it, and what the tab does.

use serde_json::json;
use xtask::webdriver::keys;

use crate::aloud::{hear, marked, open, queue, saying, story, visit};
use crate::languages::prefer;
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    // Whoever loaded the page anew, or chose another language, had to gather the queue again.
    ("reading_aloud_goes_on_where_it_was_when_the_page_is_loaded_anew", |page| {
        let stories: Vec<_> = ["Apples", "Bread", "Cheese"]
            .iter()
            .zip(1..)
            .map(|(name, at)| story(at, name, &["One. Two.", "Three."]))
            .collect();
        visit(page, &stories);
        page.search("three");
        page.click("link", "Apples");
        page.wait_for("Apples".to_owned(), || page.heading());
        page.click("button", "Read aloud");
        page.click("button", "More: voice and queue");
        page.click("button", "Add the next 2 results");
        sure(page.browser.press(&keys::ESCAPE.to_string()));
        hear(page, "Apples");
        hear(page, "One.");
        page.wait_for("Two.".to_owned(), || saying(page));
        for _ in 0..2 {
            sure(page.browser.reload());
            page.settled();
            page.find("button", "Play");
            page.wait_for("[Apples] Bread Cheese".to_owned(), || queue(page));
            page.wait_for("Two.".to_owned(), || marked(page));
            assert_eq!(page.script("return voice.log.length"), 0, "nobody asked for it");
        }
        page.click("button", "Play");
        hear(page, "Two.");
        hear(page, "Three.");
        page.wait_for("Bread".to_owned(), || saying(page));
        // On another page too; another tab has a queue of its own.
        page.click("link", "About");
        page.wait_for("About Made up".to_owned(), || page.heading());
        sure(page.browser.reload());
        page.click("button", "Play");
        page.wait_for("Apples [Bread] Cheese".to_owned(), || queue(page));
        hear(page, "Bread");
        page.wait_for("One.".to_owned(), || saying(page));
        page.click("button", "Stop reading aloud");
        page.gone("button", "Stop reading aloud");
        page.wait("that the tab forgets it", || page.script("return sessionStorage.length") == 0);
        sure(page.browser.reload());
        page.settled();
        let asked = "return performance.getEntriesByType('resource').some(file => /notebook/.test(file.name))";
        assert_eq!(page.script(asked), false, "who does not listen does without what reads");
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    // On a page from right to left a long headline lost its beginning.
    ("reading_aloud_cuts_a_headline_at_its_end", |page| {
        prefer(page, "ar");
        visit(page, &[story(1, &"Ships and ports ".repeat(20), &["One."])]);
        page.click("link", "Ships and ports ".repeat(20).trim());
        page.wait("the article", || page.heading().starts_with("Ships"));
        sure(page.browser.press("a"));
        page.wait("the player", || page.script("return !!document.querySelector('.aloud-title')") == true);
        assert_eq!(page.text_of("return getComputedStyle(document.querySelector('.aloud-title')).direction"), "ltr");
    }),
    // German has a comma there.
    ("reading_aloud_has_its_speeds_as_the_language_writes_numbers", |page| {
        prefer(page, "de");
        visit(page, &[story(1, "Ships", &["One."])]);
        open(page, "Ships");
        sure(page.browser.press("a"));
        let speeds = "return [...document.querySelectorAll('.aloud-settings select option')].map(one => one.textContent).join(' ')";
        page.wait("the speeds", || page.text_of(speeds).starts_with("0,5× 0,75× 0,9× 1× 1,1× 1,25× 1,5×"));
    }),
    ("reading_aloud_keeps_voice_speed_and_captions", |page| {
        let german = json!({ "uri": "urn:2", "headline": "Schiffe", "language": "de", "body": ["Eins."] });
        let figure = json!({ "kind": "figure", "text": "A port.", "association": 0 });
        let english = json!({ "uri": "urn:1", "headline": "Ships", "language": "en", "body": [figure, "Two."],
            "associations": [{ "caption": "A port.", "creditText": "EPA" }] });
        visit(page, &[english, german]);
        open(page, "Ships");
        page.click("button", "Read aloud");
        page.click("button", "More: voice and queue");
        page.choose("Voice for English", "Bob, over the network");
        page.wait_for(json!("Bob"), || page.script("return voice.queue[0]?.voice?.name"));
        page.choose("Speed", "1.5×");
        page.wait_for(json!(1.5), || page.script("return voice.queue[0]?.rate"));
        hear(page, "Ships");
        hear(page, "A port.");
        page.wait_for("EPA".to_owned(), || saying(page));
        page.click("checkbox", "Skip captions and credits");
        page.wait_for("Two.".to_owned(), || saying(page));
        page.open(&sure(page.browser.address()));
        page.click("button", "Read aloud");
        page.wait_for("Two.".to_owned(), || saying(page));
        assert_eq!(page.script("return [voice.queue[0].rate, voice.queue[0].voice.name]"), json!([1.5, "Bob"]));
        page.click("link", "Made up");
        open(page, "Schiffe");
        page.click("button", "Read aloud");
        page.wait_for("Schiffe".to_owned(), || saying(page));
        assert_eq!(page.script("return [voice.queue[0].lang, voice.queue[0].voice]"), json!(["de", null]));
    }),
];
