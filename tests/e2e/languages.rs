//! The interface in each of its languages: which one is chosen, and what it does to the page.

use serde_json::{Value, json};

use crate::audit::violations;
use crate::fixtures;
use crate::host::Mishap;
use crate::network::press_by;
use crate::page::{Page, sure};
use crate::runner::Test;

/// Each language by its own name, with what it calls the notebook.
const LANGUAGES: [(&str, &str); 6] = [
    ("English", "Notebook"),
    ("Deutsch", "Notizbuch"),
    ("Français", "Carnet"),
    ("Español", "Cuaderno"),
    ("العربية", "الدفتر"),
    ("简体中文", "笔记本"),
];

pub const TESTS: &[Test] = &[
    ("german_opens_every_page", |page| opens(page, "de-AT", "Notizbuch")),
    ("french_opens_every_page", |page| opens(page, "fr", "Carnet")),
    ("spanish_opens_every_page", |page| opens(page, "es-MX", "Cuaderno")),
    ("arabic_opens_every_page", |page| opens(page, "ar-EG", "الدفتر")),
    ("chinese_opens_every_page", |page| opens(page, "zh-CN", "笔记本")),
    ("the_first_of_the_browsers_languages_that_there_is_is_spoken", |page| {
        let spoken = |tags: &str| {
            prefer(page, tags);
            page.visit(&fixtures::press(page), "");
            page.text_of("return document.documentElement.lang")
        };
        assert_eq!(spoken("pt-BR, de-AT, fr"), "de-AT");
        assert_eq!(spoken("pt-BR, uk"), "en");
        assert_eq!(spoken("en-GB, de"), "en-GB");
        // Who reads traditional characters is not given simplified ones; `arn` is Mapudungun.
        assert_eq!(spoken("zh-TW, zh-Hant, arn, fr"), "fr");
        assert_eq!(spoken("zh-Hans-HK, fr"), "zh-Hans-HK");
    }),
    ("a_chosen_language_is_kept_whatever_the_browser_speaks", |page| {
        prefer(page, "de-AT");
        page.visit(&fixtures::press(page), "?q=budget");
        page.wait_for_status("15 Artikel enthalten alle Wörter.");
        page.click("button", "Schrift und Farben");
        choose(page, "العربية");
        page.wait_for("ar".to_owned(), || page.text_of("return document.documentElement.lang"));
        page.settled();
        assert_eq!(page.query(), "?q=budget", "the place stays");
        assert_eq!(page.script("return document.documentElement.dir"), "rtl");
        page.find("link", "الدفتر");
        sure(page.browser.reload());
        page.settled();
        page.find("link", "الدفتر");
        // What is reset is the browser's again.
        page.click("button", "النص والمظهر");
        page.click("button", "إعادة ضبط الكل");
        page.wait_for("de-AT".to_owned(), || page.text_of("return document.documentElement.lang"));
        page.find("link", "Notizbuch");
    }),
    ("every_language_can_be_chosen_by_its_own_name", |page| {
        page.visit(&fixtures::press(page), "");
        let names = page.script(
            "return [...document.querySelectorAll('.type-panel .choice-group button')].map(button => button.textContent)",
        );
        assert_eq!(
            names,
            json!(["As the browser", "English", "Deutsch", "Français", "Español", "العربية", "简体中文"])
        );
        for (name, notebook) in LANGUAGES {
            choose(page, name);
            page.find("link", notebook);
        }
    }),
    // Languages were radio buttons, and each arrow on the way from one to another loaded the page anew, in a language that one may not
    // read.
    ("a_language_is_chosen_by_keys_and_none_on_the_way_to_it", |page| {
        page.visit(&fixtures::press(page), "?q=budget");
        page.click("button", "Text and theme");
        page.find("slider", "Size");
        page.script("window.stayed = true; document.querySelector('.type-panel .choice-group button').focus()");
        let focused = || page.text_of("return document.activeElement.textContent");
        for name in ["English", "Deutsch", "Français"] {
            sure(page.browser.press(&xtask::webdriver::keys::RIGHT.to_string()));
            sure(page.browser.press(&xtask::webdriver::keys::TAB.to_string()));
            page.wait_for(name.to_owned(), focused);
        }
        assert_eq!(page.script("return window.stayed"), true);
        sure(page.browser.press(&xtask::webdriver::keys::ENTER.to_string()));
        page.wait_for("fr".to_owned(), || page.text_of("return document.documentElement.lang"));
        page.settled();
        assert_eq!(page.query(), "?q=budget", "the place stays");
        let pressed = "return document.querySelector('.type-panel .choice-group [aria-pressed=true]').textContent";
        page.wait_for("Français".to_owned(), || page.text_of(pressed));
    }),
    // It said "Strg" in messages and "Ctrl" in the table of keys.
    ("keys_are_called_as_they_are_in_the_language", |page| {
        prefer(page, "de");
        page.visit(&fixtures::press(page), "?view=about");
        let keys = "return [...document.querySelectorAll('main .key-table kbd')].map(key => key.textContent).slice(-8).join('|')";
        page.wait_for("Strg K, ⌘ K|↓|↑|Enter|Strg ← →, Shift ← →|Esc|Entf|Alt ←".to_owned(), || {
            page.text_of(keys)
        });
    }),
    ("counts_are_said_in_the_plural_forms_of_the_language", |page| {
        let archive = |number: usize| {
            let article = |at: usize| json!({ "headline": format!("Story {at}"), "body": ["Text."] });
            fixtures::of(page, &(0..number).map(article).collect::<Vec<_>>())
        };
        for (tags, said) in [
            ("en", ["1 article", "2 articles", "3 articles", "11 articles"]),
            // Chromium writes Arabic of no country with the digits of the Maghreb.
            ("ar-MA", ["مقال واحد", "مقالان", "3 مقالات", "11 مقالًا"]),
            ("ar-EG", ["مقال واحد", "مقالان", "٣ مقالات", "١١ مقالًا"]),
            ("zh-CN", ["1 篇文章", "2 篇文章", "3 篇文章", "11 篇文章"]),
        ] {
            prefer(page, tags);
            for (number, expected) in [1, 2, 3, 11].into_iter().zip(said) {
                page.visit(&archive(number), "");
                page.wait_for_status(expected);
            }
        }
    }),
    ("dates_and_numbers_are_those_of_the_country", |page| {
        let date = "return document.querySelector('.lead time').textContent";
        for (tags, expected) in [
            ("en-US", "December 21, 2001"),
            ("en-GB", "21 December 2001"),
            ("de-AT", "21. Dezember 2001"),
            ("fr", "21 décembre 2001"),
            ("es", "21 de diciembre de 2001"),
            // By the calendar that the archive counts by, where the country's own is another.
            ("ar-SA", "٢١ ديسمبر ٢٠٠١"),
            ("zh-CN", "2001年12月21日"),
        ] {
            prefer(page, tags);
            page.visit(&fixtures::press(page), "");
            page.wait("the lead", || page.script("return !!document.querySelector('.lead time')") == true);
            assert_eq!(page.text_of(date), expected, "{tags}");
        }
    }),
    ("a_catalogue_that_does_not_come_leaves_english", |page| {
        let (host, site) = press_by(page);
        host.fail("messages/ar.json", Mishap::Trouble, usize::MAX);
        prefer(page, "ar-EG");
        page.open(&site);
        page.wait_for_status("60 articles");
        assert_eq!(page.script("return document.documentElement.lang + document.documentElement.dir"), "enltr");
        assert_eq!(page.script("return document.querySelector('[role=alert]')"), Value::Null);
        page.click("link", "Notebook");
        page.find("button", "Export");
    }),
    ("a_text_of_about_that_does_not_come_is_said", |page| {
        let (host, site) = press_by(page);
        host.fail("about/en.json", Mishap::Trouble, usize::MAX);
        page.open(&format!("{site}?view=about"));
        page.find("alert", "");
        host.fail("about/en.json", Mishap::Trouble, 0);
        page.click("button", "Try again");
        page.find("link", "budget vote");
        page.gone("button", "Try again");
    }),
    ("arrows_follow_the_direction_of_the_page", |page| {
        let step = |key: char| {
            sure(page.browser.press(&key.to_string()));
            page.text_of("return document.activeElement.getAttribute('aria-label')")
        };
        for (tags, onward, first, second) in [
            ("en", xtask::webdriver::keys::RIGHT, "January 2001", "February 2001"),
            ("ar-MA", xtask::webdriver::keys::LEFT, "يناير 2001", "فبراير 2001"),
        ] {
            prefer(page, tags);
            page.visit(&fixtures::press(page), "");
            page.wait("bars", || page.script("return document.querySelectorAll('.histogram button').length") == 12);
            page.script("document.querySelector('.histogram button').focus()");
            let name = page.text_of("return document.activeElement.getAttribute('aria-label')");
            assert!(name.starts_with(first), "{name}");
            let name = step(onward);
            assert!(name.starts_with(second), "{name}");
        }
    }),
    // "24 نوفمبر 2026" in a line that runs from left to right had its year in the middle.
    ("a_date_runs_in_its_own_direction", |page| {
        prefer(page, "ar-EG-u-nu-latn");
        let story = json!({ "uri": "a:1", "headline": "Here", "language": "en", "articleSection": "News", "datePublished": "2026-11-24", "body": ["Here."] });
        page.visit(&fixtures::of(page, &[story]), "?sort=newest");
        page.find("link", "Here");
        // The day, the month, the year: from right to left; the points stand on either side of all of it.
        let places = "const date = document.querySelector('.result-meta time span').firstChild, text = date.data;
            const left = word => {
                const range = document.createRange(), at = text.indexOf(word);
                range.setStart(date, at);
                range.setEnd(date, at + word.length);
                return range.getBoundingClientRect().left };
            const words = text.split(' ');
            return [words[0], words.at(-1), left(words[0]) > left(words[1]), left(words[1]) > left(words.at(-1))]";
        assert_eq!(page.script(places), json!(["24", "2026", true, true]));
    }),
    ("an_articles_own_direction_stays", |page| {
        let article = |language: &str| {
            json!({ "headline": format!("A list in {language}"), "language": language,
                    "body": ["Text.", { "kind": "list", "text": "one\ntwo" }] })
        };
        let archive = fixtures::of(page, &[article("en"), article("ar")]);
        let direction = "return getComputedStyle(document.querySelector('.article-body ul')).direction";
        for tags in ["en", "ar"] {
            prefer(page, tags);
            for (language, expected) in [("en", "ltr"), ("ar", "rtl")] {
                page.visit(&archive, "");
                page.click("link", &format!("A list in {language}"));
                page.wait("the list", || page.script("return !!document.querySelector('.article-body ul')") == true);
                assert_eq!(page.script(direction), expected, "{language} in {tags}");
                // What is said beside the headline stands where that begins.
                let header = "return getComputedStyle(document.querySelector('.byline')).direction";
                assert_eq!(page.script(header), expected, "{language} in {tags}");
            }
        }
    }),
];

/// Lets the browser of the next pages prefer these languages.
pub fn prefer(page: &Page, tags: &str) {
    let tags: Vec<&str> = tags.split(", ").collect();
    let script = "Object.defineProperty(navigator, 'languages', { configurable: true, get: () => TAGS });";
    page.before_each_page(&script.replace("TAGS", &json!(tags).to_string()));
}

/// Chooses a language by its own name, which the page answers by loading anew.
#[track_caller]
pub fn choose(page: &Page, name: &str) {
    let chosen = page.script(&format!(
        "const button = [...document.querySelectorAll('.type-panel .choice-group button')].find(button => button.textContent === '{name}');
        button?.click();
        return !!button"
    ));
    assert_eq!(chosen, true, "{name}");
}

/// Opens every view in a language: nothing is left in English, nothing is wider than a phone, nothing is wrong.
#[track_caller]
fn opens(page: &Page, tag: &str, notebook: &str) {
    let code = tag.split('-').next().unwrap_or_default();
    prefer(page, tag);
    sure(page.browser.resize(360, 740));
    let site = page.visit(&fixtures::press(page), "");
    page.wait_for(24, || page.headlines().len());
    let article = page.text_of("return document.querySelector('.result-link').getAttribute('href').replace('./', '')");
    for view in ["", "?q=budget&places=Norway", "?q=xylophone", &article, "?view=about", "?view=notebook", "?view=none"]
    {
        page.open(&format!("{site}{view}"));
        assert_eq!(page.script("return document.documentElement.lang"), tag);
        assert_eq!(page.script("return document.documentElement.dir"), if code == "ar" { "rtl" } else { "ltr" });
        page.find("link", notebook);
        let over = page.script("return document.documentElement.scrollWidth - innerWidth");
        assert!(over.as_i64().is_some_and(|over| over <= 0), "\"{view}\" is {over} px too wide");
        if code == "ar" {
            assert_eq!(violations(page, "light"), [""; 0], "\"{view}\"");
        }
        if view.ends_with("notebook") {
            assert_eq!(page.heading(), notebook);
            // What the worker draws speaks it too.
            page.wait("the worker's part", || page.script("return !!document.querySelector('.mark-words')") == true);
            let placeholder = page.text_of("return document.querySelector('.mark-words').placeholder");
            assert_ne!(placeholder, "Search your marks");
        }
    }
    assert_eq!(page.violations(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}
