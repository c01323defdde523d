//! Reading aloud, with a voice that says what it is handed when the test lets it.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::page::{Page, sure};
use crate::runner::Test;

/// Stands for the browser's voice, which no browser without a screen has: `voice.end()` lets it say a piece to its end,
/// `voice.fail(reason)` lets it fail. As in Chromium voices come late where `voice.late` is set; what is cancelled ends with an
/// error.
pub const VOICE: &str = "(() => {
    class Utterance extends EventTarget {
        constructor(text = '') { super(); this.text = text; this.lang = ''; this.rate = 1; this.voice = null; }
    }
    const told = (utterance, name, error) => utterance.dispatchEvent(Object.assign(new Event(name), error && { error }));
    const all = [['Amy', 'en-GB', true], ['Bob', 'en_US', false], ['Anna', 'de-DE', true]].map(([name, lang, localService]) =>
        ({ voiceURI: 'urn:' + name, name, lang, localService, default: false }));
    class Voice extends EventTarget {
        queue = []; log = []; late = false; cancelled = 0;
        getVoices() { return this.late ? [] : all; }
        speak(utterance) { if (utterance.text) { this.queue.push(utterance); this.log.push(utterance); } }
        resume() {}
        pause() { throw new Error('Android takes a pause for an end'); }
        cancel() {
            this.cancelled += 1;
            const [first, ...others] = this.queue.splice(0);
            setTimeout(() => {
                if (first) told(first, 'error', 'interrupted');
                for (const other of others) told(other, 'error', 'canceled');
            });
        }
        end() { const said = this.queue.shift(); if (said) told(said, 'end'); return said?.text ?? ''; }
        fail(reason) { const lost = this.queue.shift(); if (lost) told(lost, 'error', reason); }
        arrive() { this.late = false; this.dispatchEvent(new Event('voiceschanged')); }
    }
    window.voice = new Voice();
    Object.defineProperty(window, 'speechSynthesis', { value: window.voice });
    window.SpeechSynthesisUtterance = Utterance;
    window.mediaKeys = {};
    MediaSession.prototype.setActionHandler = (key, hear) => { window.mediaKeys[key] = hear; };
})()";

/// Opens an archive of these articles, with the voice.
#[track_caller]
pub fn visit(page: &Page, articles: &[serde_json::Value]) {
    page.before_each_page(VOICE);
    page.visit(&fixtures::of(page, articles), "");
}

pub fn story(at: u32, headline: &str, body: &[&str]) -> serde_json::Value {
    json!({ "uri": format!("urn:{at}"), "headline": headline, "language": "en", "body": body,
        "datePublished": format!("2001-01-{:02}", 20 - at) })
}

#[track_caller]
pub fn open(page: &Page, headline: &str) {
    page.click("link", headline);
    page.wait_for(headline.to_owned(), || page.heading());
}

/// What is being said.
pub fn saying(page: &Page) -> String {
    page.text_of("return voice.queue[0]?.text ?? ''")
}

/// Waits until something is said, and lets it be said to its end.
#[track_caller]
pub fn hear(page: &Page, expected: &str) {
    page.wait_for(expected.to_owned(), || saying(page));
    page.script("voice.end()");
}

/// The sentence that is marked.
pub fn marked(page: &Page) -> String {
    page.text_of("return [...document.querySelectorAll('mark.spoken')].map(mark => mark.textContent).join('')")
}

/// What is announced.
fn said(page: &Page) -> String {
    page.text_of("return document.querySelector('.aloud-said').textContent")
}

/// The headlines of the queue, the one that is read in brackets.
pub fn queue(page: &Page) -> String {
    page.text_of(
        "return [...document.querySelectorAll('.aloud-list li')].map(item => {
            const headline = item.querySelector('a').textContent;
            return item.ariaCurrent ? `[${headline}]` : headline; }).join(' ')",
    )
}

#[track_caller]
fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

pub const TESTS: &[Test] = &[
    ("reading_aloud_marks_each_sentence", |page| {
        visit(page, &[story(1, "Ships", &["One, Mr. Smith said. Two.", "Three."])]);
        open(page, "Ships");
        assert_eq!(
            page.script("return performance.getEntriesByType('resource').filter(file => /notebook|quiet/.test(file.name)).length"),
            0,
            "who does not listen does without what reads"
        );
        page.click("button", "Read aloud");
        page.wait_for("Ships".to_owned(), || marked(page));
        hear(page, "Ships");
        page.wait_for("One, Mr. Smith said.".to_owned(), || marked(page));
        // The next one is handed over while this one is said, so that no gap is heard.
        page.wait_for(json!("Two."), || page.script("return voice.queue[1]?.text"));
        hear(page, "One, Mr. Smith said.");
        hear(page, "Two.");
        page.wait_for("Three.".to_owned(), || marked(page));
        hear(page, "Three.");
        page.wait_for("Everything was read.".to_owned(), || said(page));
        page.wait_for(String::new(), || marked(page));
        page.find("button", "Play");
        assert_eq!(
            page.script("return voice.log.every(said => said.lang == 'en' && said.rate == 1 && !said.voice)"),
            true
        );
        page.click("button", "Stop reading aloud");
        page.gone("button", "Play");
        page.wait_for("Read aloud".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        assert_eq!(page.violations(), [""; 0]);
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("reading_aloud_pauses_and_skips_by_keys_and_media_keys", |page| {
        visit(page, &[story(1, "Ships", &["One. Two. Three."])]);
        open(page, "Ships");
        press(page, 'a');
        page.wait_for("Ships".to_owned(), || saying(page));
        press(page, '>');
        page.wait_for("One.".to_owned(), || saying(page));
        press(page, 'a');
        page.find("button", "Play");
        page.wait_for(String::new(), || saying(page));
        assert_eq!(marked(page), "One.");
        press(page, '>');
        page.wait_for("Two.".to_owned(), || marked(page));
        assert_eq!(saying(page), "");
        press(page, 'a');
        page.wait_for("Two.".to_owned(), || saying(page));
        press(page, '<');
        page.wait_for("One.".to_owned(), || saying(page));
        for (key, now) in [
            ("nexttrack", "Two."),
            ("seekforward", "Three."),
            ("pause", ""),
            ("play", "Three."),
            ("previoustrack", "Two."),
        ] {
            page.script(&format!("mediaKeys.{key}()"));
            page.wait_for(now.to_owned(), || saying(page));
        }
        assert_eq!(page.text_of("return navigator.mediaSession.playbackState"), "playing");
        // The system's keys go to pages that play a file.
        page.wait("the file", || page.script("return document.querySelector('audio')?.duration > 5") == true);
        page.script("mediaKeys.stop()");
        page.gone("button", "Pause");
        page.wait_for(String::new(), || saying(page));
        page.wait_for("none".to_owned(), || page.text_of("return navigator.mediaSession.playbackState"));
    }),
    ("reading_aloud_keeps_the_focus_on_a_button_that_changes", |page| {
        visit(page, &[story(1, "Ships", &["One."])]);
        open(page, "Ships");
        page.click("button", "Read aloud");
        page.click("button", "Pause");
        page.wait_for("Play".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
        press(page, keys::ENTER);
        page.wait_for("Pause".to_owned(), || sure(page.browser.focused()).name().unwrap_or_default());
    }),
    ("reading_aloud_goes_through_the_queue_and_on_on_other_pages", |page| {
        let stories: Vec<_> = ["Apples", "Bread", "Cheese", "Dates"]
            .iter()
            .zip(1..)
            .map(|(name, at)| story(at, name, &["Food."]))
            .collect();
        visit(page, &stories);
        page.search("food");
        page.click("link", "Apples");
        page.wait_for("Apples".to_owned(), || page.heading());
        page.click("button", "Read aloud");
        page.click("button", "More: voice and queue");
        page.click("button", "Add the next 3 results");
        page.wait_for("[Apples] Bread Cheese Dates".to_owned(), || queue(page));
        page.wait_for("3 articles added to the queue.".to_owned(), || said(page));
        page.click("button", "Remove from the queue: Cheese");
        page.wait_for("[Apples] Bread Dates".to_owned(), || queue(page));
        press(page, keys::ESCAPE);
        page.click("link", "About");
        page.wait_for("About Made up".to_owned(), || page.heading());
        hear(page, "Apples");
        hear(page, "Food.");
        page.wait_for("Now reading “Bread”.".to_owned(), || said(page));
        hear(page, "Bread");
        page.wait_for("Food.".to_owned(), || saying(page));
        // The headline leads to the article, and there to the sentence.
        page.click("link", "Bread");
        page.wait_for("Bread".to_owned(), || page.heading());
        page.wait_for("Food.".to_owned(), || marked(page));
        page.click("button", "More: voice and queue");
        page.gone("button", "Add this article");
        page.click("button", "Read now: Dates");
        page.wait_for("Dates".to_owned(), || saying(page));
        page.click("button", "Clear the queue");
        page.wait_for("[Dates]".to_owned(), || queue(page));
        page.click("button", "Add this article");
        page.wait_for("[Dates] Bread".to_owned(), || queue(page));
        // Who reads another article meanwhile may hear it at once.
        press(page, keys::ESCAPE);
        page.click("button", "Read aloud");
        page.wait_for("Bread".to_owned(), || saying(page));
        page.wait_for("Dates [Bread]".to_owned(), || queue(page));
    }),
    ("reading_aloud_says_that_a_browser_cannot_speak", |page| {
        page.before_each_page("Object.defineProperty(window, 'speechSynthesis', { value: undefined })");
        page.visit(&fixtures::of(page, &[story(1, "Ships", &["One."])]), "");
        open(page, "Ships");
        page.click("button", "Read aloud");
        page.wait_for("This browser cannot read aloud.".to_owned(), || said(page));
        page.gone("button", "Play");
        page.gone("button", "Pause");
        page.click("button", "Stop reading aloud");
        page.gone("button", "Stop reading aloud");
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("reading_aloud_waits_for_voices_and_says_which_are_missing", |page| {
        let french = json!({ "uri": "urn:2", "headline": "Bateaux", "language": "fr", "body": ["Un."] });
        visit(page, &[story(1, "Ships", &["One."]), french]);
        page.script("voice.late = true");
        open(page, "Ships");
        page.click("button", "Read aloud");
        page.wait_for(
            "This browser has no voice to read with. Your system’s settings may have some to add.".to_owned(),
            || said(page),
        );
        page.gone("button", "Play");
        page.script("voice.arrive()");
        page.click("button", "Play");
        page.wait_for("Ships".to_owned(), || saying(page));
        page.click("link", "Made up");
        open(page, "Bateaux");
        page.click("button", "Read aloud");
        page.wait_for("This browser has no voice for French. Choose another under “More”.".to_owned(), || {
            said(page)
        });
        assert_eq!(saying(page), "");
        page.click("button", "More: voice and queue");
        page.choose("Voice for French", "Anna (German (Germany))");
        press(page, keys::ESCAPE);
        page.click("button", "Play");
        page.wait_for(json!(["Bateaux", "Anna"]), || {
            page.script("return [voice.queue[0]?.text, voice.queue[0]?.voice.name]")
        });
    }),
    ("reading_aloud_says_what_goes_wrong_and_goes_on", |page| {
        visit(page, &[story(1, "Ships", &["One. Two."])]);
        open(page, "Ships");
        page.click("button", "Read aloud");
        page.wait_for("Ships".to_owned(), || saying(page));
        page.script("voice.fail('network')");
        page.wait("the reason", || said(page).starts_with("This voice needs the network"));
        page.click("button", "Play");
        page.wait_for("Ships".to_owned(), || saying(page));
        page.script("voice.fail('not-allowed')");
        page.wait_for("The browser waits for you to press Play.".to_owned(), || said(page));
        page.click("button", "Play");
        // Another tab took the voice: no fault, but a pause.
        page.wait_for("Ships".to_owned(), || saying(page));
        page.script("voice.fail('interrupted')");
        page.find("button", "Play");
        page.wait_for(String::new(), || said(page));
        page.click("button", "Play");
        hear(page, "Ships");
        page.wait_for("One.".to_owned(), || saying(page));
        // The page goes, and browsers would go on speaking.
        page.script("dispatchEvent(new Event('pagehide'))");
        page.wait_for(String::new(), || saying(page));
        page.find("button", "Play");
    }),
    ("reading_aloud_keeps_the_sentence_in_view_unless_the_reader_scrolls_away", |page| {
        let paragraph = "Words follow words here. ".repeat(12);
        let body: Vec<&str> = std::iter::repeat_n(paragraph.as_str(), 40).collect();
        visit(page, &[story(1, "Ships", &body)]);
        sure(page.browser.resize(800, 600));
        open(page, "Ships");
        page.click("button", "Read aloud");
        let in_view = "const place = document.querySelector('mark.spoken')?.getBoundingClientRect();
            return !!place && place.top > 0 && place.bottom < innerHeight - document.querySelector('.aloud').offsetHeight";
        for at in 0..80 {
            page.wait("the next sentence", || page.script("return voice.log.length") == at + 2);
            page.script("voice.end()");
        }
        page.wait("the sentence in view", || {
            page.script("return scrollY > 600") == true && page.script(in_view) == true
        });
        // The last sentence is followed in the frame after it is marked.
        page.script("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.script("scrollTo(0, 0)");
        let handed = page.script("return voice.log.length").as_u64().unwrap_or_default();
        page.script("voice.end()");
        page.wait("the next sentence", || page.script("return voice.log.length") == handed + 1);
        page.script("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assert_eq!(page.script("return scrollY"), 0, "who scrolls away is left alone");
        page.click("button", "Next sentence");
        page.wait("the sentence in view", || {
            page.script("return scrollY > 600") == true && page.script(in_view) == true
        });
    }),
    ("reading_aloud_takes_articles_of_no_words_of_one_line_and_in_both_directions", |page| {
        let long = format!("It goes on, {}and ends", "and on and on with no end in sight, ".repeat(40));
        let stories = [
            json!({ "uri": "urn:1", "headline": "Long", "language": "en", "body": [long], "datePublished": "2001-01-09" }),
            json!({ "uri": "urn:2", "headline": "Empty", "language": "en", "body": [], "datePublished": "2001-01-08" }),
            json!({ "uri": "urn:3", "headline": "Both", "language": "en", "body": ["He said שלום. Then he left."], "datePublished": "2001-01-07" }),
        ];
        visit(page, &stories);
        page.open(&format!("{}?sort=newest", sure(page.browser.address())));
        page.click("link", "Long");
        page.wait_for("Long".to_owned(), || page.heading());
        page.click("button", "Read aloud");
        page.click("button", "More: voice and queue");
        page.click("button", "Add the next 2 results");
        press(page, keys::ESCAPE);
        hear(page, "Long");
        page.wait("the first clause", || saying(page).starts_with("It goes on, "));
        page.wait("the whole sentence", || marked(page).ends_with("and ends"));
        let mut clauses = 0;
        loop {
            page.wait("a clause", || !saying(page).is_empty());
            let clause = saying(page);
            if clause == "Empty" {
                break;
            }
            assert!(clause.chars().count() <= 164, "browsers cut what is longer: {clause}");
            page.script("voice.end()");
            clauses += 1;
        }
        assert!(clauses > 8, "{clauses}");
        hear(page, "Empty");
        hear(page, "Both");
        hear(page, "He said שלום.");
        hear(page, "Then he left.");
        page.wait_for("Everything was read.".to_owned(), || said(page));
    }),
];
