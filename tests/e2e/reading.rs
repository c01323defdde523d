//! Reading: the type, the place, the dates, the notes, and the way from one result to the next.

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::languages::prefer;
use crate::marks::select;
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("type_is_set_as_one_looks_and_kept_until_it_is_reset", |page| {
        page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.wait("the text", || size(page) > 0.0);
        let (before, face) = (size(page), style(page, "fontFamily"));
        page.click("button", "Text and theme");
        sure(page.find("slider", "Size").focus());
        press(page, keys::RIGHT);
        page.wait("larger text", || (size(page) / before - 1.1).abs() < 0.01);
        page.press_radio("Typeface", "Sans");
        page.wait("another face", || style(page, "fontFamily") != face);
        page.press_radio("Alignment", "Justified");
        page.wait_for("justify".to_owned(), || style(page, "textAlign"));
        sure(page.browser.reload());
        page.settled();
        page.wait("larger text", || (size(page) / before - 1.1).abs() < 0.01);
        assert_eq!(style(page, "textAlign"), "justify");
        page.click("button", "Text and theme");
        assert_eq!(sure(page.find("slider", "Size").attribute("aria-valuetext")).as_deref(), Some("110 %"));
        page.click("button", "Reset all");
        page.wait("text as before", || size(page) == before && style(page, "fontFamily") == face);
        sure(page.browser.reload());
        page.settled();
        page.wait("text as before", || size(page) == before);
    }),
    ("type_is_set_by_keys_alone", |page| {
        page.visit(&fixtures::press(page), "");
        page.wait("stories", || !page.headlines().is_empty());
        page.script("document.body.focus()");
        while focus(page) != "Text and theme" {
            press(page, keys::TAB);
        }
        press(page, keys::ENTER);
        page.wait("the panel", || page.script("return document.activeElement.getAttribute('role')") == "dialog");
        press(page, keys::TAB);
        page.wait_for("System".to_owned(), || focus(page));
        // Letters belong to the panel while it is open.
        press(page, 'j');
        assert_eq!(focus(page), "System");
        press(page, keys::RIGHT);
        page.wait("the light theme", || page.script("return document.documentElement.dataset.theme") == "light");
        press(page, keys::ESCAPE);
        page.gone("slider", "Size");
        page.wait_for("Text and theme".to_owned(), || focus(page));
    }),
    ("an_article_goes_on_where_it_was_left", |page| {
        sure(page.browser.resize(500, 600));
        page.visit(&fixtures::press(page), "");
        page.click("link", "Railway story 59");
        page.wait("the text", || size(page) > 0.0);
        page.script("window.scrollTo(0, 900)");
        page.wait("the place", || !record(page).is_empty());
        let kept = record(page);
        assert!(kept.starts_with("- "), "neither read nor saved: {kept}");
        let top = || page.script("return document.querySelectorAll('.article-body p')[4].getBoundingClientRect().top");
        let there = top().as_f64().unwrap_or_default();
        let progress = "return Number(document.querySelector('progress').getAttribute('value'))";
        page.wait("progress", || page.script(progress).as_f64().is_some_and(|read| read > 10.0 && read < 100.0));
        page.click("link", "Front page");
        page.click("link", "Railway story 59");
        page.wait("the top", || scroll(page) < 5.0);
        page.click("button", "Continue where you left off");
        // The place is one in a paragraph; the line may have been in the gap behind it.
        page.wait("the place", || top().as_f64().is_some_and(|top| (top - there).abs() < 20.0));
        page.gone("button", "Continue where you left off");
        // The focus was lost with the button.
        let focused = || page.script("return document.activeElement.matches('.article-body [data-block]')");
        page.wait("the paragraph", || focused() == true);
        // Read to its end it begins anew.
        page.script("window.scrollTo(0, 99999)");
        page.wait("no place kept", || record(page).starts_with("r ") && record(page).split(' ').count() == 2);
        page.script("window.scrollTo(0, 0)");
        page.click("link", "Front page");
        page.click("link", "Railway story 59 (Read)");
        page.wait("the top", || scroll(page) < 5.0);
        page.gone("button", "Continue where you left off");
    }),
    ("from_results_the_next_and_the_previous_are_a_key_away", |page| {
        let site = page.visit(&fixtures::press(page), "?q=budget&sort=newest");
        page.click("link", "Budget story 52");
        page.wait_for("2 of 15".to_owned(), || place(page));
        press(page, 'n');
        page.wait_for("Budget story 48".to_owned(), || page.heading());
        page.wait_for("3 of 15".to_owned(), || place(page));
        press(page, 'p');
        page.wait_for("Budget story 52".to_owned(), || page.heading());
        page.click("link", "Previous: Budget story 56");
        page.wait_for("1 of 15".to_owned(), || place(page));
        page.gone("link", "Previous: Budget story 56");
        // A sent link finds its place too, beyond the first hits that are asked for.
        page.open(&format!("{site}?q=railway"));
        page.wait_for_status("15 articles match all words.");
        let slug =
            "return [...document.querySelectorAll('.result-link')].find(link => link.textContent.endsWith(' 59'))
            .getAttribute('href').match(/article=([^&]*)/)[1]";
        let slug = page.text_of(slug);
        page.open(&format!("{site}?article={slug}&q=story&sort=oldest"));
        page.wait_for("60 of 60".to_owned(), || place(page));
        page.find("link", "Previous: Harbour story 58");
        // Without a search there are no results to step through.
        page.open(&format!("{site}?article={slug}"));
        assert_eq!(page.script("return document.querySelectorAll('.result-steps').length"), 0);
    }),
    ("dates_are_the_readers_with_the_original_at_hand", |page| {
        sure(page.browser.time_zone("Asia/Tokyo"));
        prefer(page, "de-DE");
        let (published, modified) = ("1987-02-26T15:01:01-05:00", "1987-03-01");
        let story = json!({ "uri": "a:1", "headline": "Cocoa pact near", "body": ["Text."], "datePublished": published,
            "dateModified": modified, "copyrightNotice": "(c) The Press", "usageTerms": "No reprint." });
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "Cocoa pact near");
        page.wait_for("Cocoa pact near".to_owned(), || page.heading());
        let times =
            "return [...document.querySelectorAll('.byline time')].map(time => time.textContent + '|' + time.title)";
        let (first, second) = (format!("27. Februar 1987 um 05:01|{published}"), format!("1. März 1987|{modified}"));
        assert_eq!(page.script(times), json!([first, second]));
        let told = page.text_of("return document.querySelector('aside').textContent");
        for text in [published, "(c) The Press", "No reprint."] {
            assert!(told.contains(text), "{text} in {told}");
        }
    }),
    // Once a text that is no taller than the view was read as soon as it was opened, though its end was below.
    ("a_text_is_read_when_its_end_was_in_view", |page| {
        let body = vec!["A paragraph of a few words."; 8];
        let story = json!({ "uri": "a:1", "headline": "Short story", "body": body, "datePublished": "1987-03-01" });
        let empty = json!({ "uri": "a:2", "headline": "Empty story", "datePublished": "1987-02-01" });
        page.visit(&fixtures::of(page, &[story, empty]), "");
        page.click("link", "Short story");
        page.wait_for("Short story".to_owned(), || page.heading());
        page.find("button", "Mark as unread");
        let view = "const text = document.querySelector('.article-body').getBoundingClientRect();
            return [Math.round(text.height), Math.round(text.bottom)]";
        let (height, bottom) = (page.script(view)[0].as_f64(), page.script(view)[1].as_f64());
        let (Some(height), Some(bottom)) = (height, bottom) else { panic!("the article has no text") };
        // As tall as the text at least, and its end out of view.
        let inside = page.script("return innerHeight").as_f64().unwrap_or_default();
        assert!(bottom < inside && bottom - height > 120.0, "{height} {bottom} {inside}");
        sure(page.browser.resize(1280, (bottom - 60.0) as u32));
        page.open(&sure(page.browser.address()));
        page.find("button", "Mark as unread");
        page.click("button", "Mark as unread");
        page.open(&sure(page.browser.address()));
        page.find("button", "Mark as read");
        page.wait("what has passed", || page.script("return document.querySelector('progress').value") == 0);
        page.script("scrollTo(0, document.documentElement.scrollHeight)");
        page.find("button", "Mark as unread");
        // Who opens one without a text is told.
        page.click("link", "Front page");
        page.click("link", "Empty story");
        page.wait("what is said", || {
            page.text_of("return document.querySelector('.article-body')?.innerText ?? ''").trim()
                == "This article has no text."
        });
    }),
    ("a_note_is_a_link_away_and_so_is_the_way_back", |page| {
        sure(page.browser.resize(500, 600));
        let paragraph = "Words follow words. ".repeat(40);
        let text = format!(
            "---\nheadline: Noted\n---\n{paragraph}\n\nThis is doubted[^a].\n\n{paragraph}\n\n{paragraph}\n\n[^a]: By some.\n"
        );
        let archive = sure(page.world.bundle(&[("broadsheet.toml", "id = \"noted\"\n"), ("noted.md", &text)]));
        page.visit(&archive, "");
        page.click("link", "Noted");
        page.wait_for("Noted".to_owned(), || page.heading());
        let target = || page.text_of("return document.querySelector(':target')?.textContent ?? ''");
        let there = scroll(page);
        page.click("link", "[1]");
        page.wait_for("[1] By some.".to_owned(), target);
        page.wait("the note", || scroll(page) > there + 100.0);
        page.script("document.querySelector(':target a').click()");
        page.wait_for("This is doubted[1].".to_owned(), target);
        assert_eq!(page.violations(), [""; 0]);
    }),
    ("an_articles_own_words_are_in_its_language_and_the_pages_are_not", |page| {
        let story = json!({ "uri": "a:1", "headline": "עיתון הבוקר", "language": "he", "datePublished": "1987-03-01",
            "body": ["עיתון", { "kind": "list", "text": "אחת\nשתיים" }] });
        page.visit(&fixtures::of(page, &[story]), "");
        page.script("document.querySelector('main .result-link').click()");
        page.wait("the text", || size(page) > 0.0);
        let language = |selector: &str| {
            page.text_of(&format!("return document.querySelector('{selector}').closest('[lang]').lang"))
        };
        assert_eq!(["main h1", ".article-body li"].map(language), ["he", "he"]);
        assert_eq!([".reading-time", ".article-back", ".aside-terms dt"].map(language), ["en-US", "en-US", "en-US"]);
        let direction = |selector: &str| {
            page.text_of(&format!("return getComputedStyle(document.querySelector('{selector}')).direction"))
        };
        assert_eq!(["main h1", ".article-body p", ".article-body ul"].map(direction), ["rtl", "rtl", "rtl"]);
    }),
    ("marked_words_are_in_the_language_of_their_article", |page| {
        let story =
            json!({ "uri": "a:1", "headline": "עיתון הבוקר", "language": "he", "body": ["שלום לכולם, עיתון הבוקר."] });
        let site = page.visit(&fixtures::of(page, &[story]), "");
        page.script("document.querySelector('main .result-link').click()");
        page.wait("the text", || size(page) > 0.0);
        select(page, "שלום לכולם");
        page.click("button", "Green");
        let language = |selector: &str| {
            page.text_of(&format!("return document.querySelector('{selector}')?.closest('[lang]').lang ?? ''"))
        };
        page.wait_for("he".to_owned(), || language(".marks .mark-quote mark"));
        page.open(&format!("{site}?view=notebook"));
        for selector in [".mark-quote mark", ".mark-about a"] {
            page.wait_for("he".to_owned(), || language(selector));
        }
    }),
    // On the front page dates, and everywhere that something was read, were said to be in the article's language.
    ("what_lists_say_of_an_article_is_in_the_pages_language", |page| {
        let story = |number: u32, language: &str| {
            json!({ "uri": format!("a:{number}"), "headline": "עיתון הבוקר", "language": language, "datePublished": "1987-03-01",
                "articleSection": "חדשות", "body": ["שלום לכולם, עיתון הבוקר."] })
        };
        let site = page.visit(&fixtures::of(page, &[story(2, "he"), story(1, "he")]), "");
        for query in ["", "?sort=newest", "?q=שלום"] {
            page.open(&format!("{site}{query}"));
            page.wait("articles", || page.headlines().len() == 2);
            let languages =
                "return [...document.querySelectorAll(arguments[0])].map(element => element.closest('[lang]').lang)";
            let languages = |selector: &str| sure(page.browser.script(languages, &[json!(selector)]));
            let own = "main .result-link > span:first-child, main :is(.snippet, .standfirst, .result-meta .section)";
            let of_page = "main time, main .lists, main .result-link > .visually-hidden";
            page.wait_for(json!(vec!["he"; 6]), || languages(own));
            page.wait_for(json!(vec!["en-US"; 6]), || languages(of_page));
        }
    }),
];

#[track_caller]
fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

/// The name of what has the focus.
fn focus(page: &Page) -> String {
    page.browser.focused().and_then(|element| element.name()).unwrap_or_default()
}

#[track_caller]
fn scroll(page: &Page) -> f64 {
    page.script("return window.scrollY").as_f64().unwrap_or_default()
}

/// What is kept of the one article of which anything is.
#[track_caller]
fn record(page: &Page) -> String {
    page.text_of("return localStorage[Object.keys(localStorage).find(key => key.startsWith('press:article:'))] ?? ''")
}

/// Of the article's text.
#[track_caller]
fn style(page: &Page, property: &str) -> String {
    page.text_of(&format!(
        "const text = document.querySelector('.article-body p'); return text ? getComputedStyle(text).{property} : ''"
    ))
}

#[track_caller]
fn size(page: &Page) -> f64 {
    style(page, "fontSize").trim_end_matches("px").parse().unwrap_or_default()
}

/// Where the article stands among the results.
#[track_caller]
fn place(page: &Page) -> String {
    page.text_of("return document.querySelector('.article-bar .step-place')?.textContent ?? ''")
}
