//! Finding in an article: the query's matches, what is typed into find, and the paragraphs that have something in common.

use std::path::PathBuf;

use serde_json::json;
use xtask::webdriver::keys;

use crate::fixtures;
use crate::marks::{marked, select};
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("an_article_opens_at_its_best_match_and_the_keys_step_on", |page| {
        page.visit(&report(page), "?q=customs+duty");
        page.click("link", "A long report");
        page.wait_for("2 of 4".to_owned(), || status(page));
        assert_eq!(present(page), "customs", "the paragraph with both words is where it opens");
        wait_until_in_view(page);
        press(page, '.');
        page.wait_for("3 of 4".to_owned(), || status(page));
        assert_eq!(present(page), "duty");
        press(page, '.');
        page.wait_for("4 of 4".to_owned(), || status(page));
        press(page, '.');
        page.wait_for("1 of 4".to_owned(), || status(page));
        assert_eq!(present(page), "customs");
        wait_until_in_view(page);
        page.click("button", "Previous match");
        page.wait_for("4 of 4".to_owned(), || status(page));
        page.click("button", "Close find");
        page.gone("button", "Next match");
        page.wait("the matches marked", || {
            page.script("return document.querySelectorAll('main mark:not(.present)').length > 0") == true
        });
    }),
    ("back_leads_to_where_the_article_was_left_and_not_to_the_match", |page| {
        page.visit(&report(page), "?q=customs+duty");
        page.click("link", "A long report");
        page.wait_for("2 of 4".to_owned(), || status(page));
        wait_until_in_view(page);
        page.script("scrollTo(0, 333)");
        page.wait("the place in the history", || page.script("return history.state") == 333);
        // The masthead is out of view.
        page.script("document.querySelector('a[href*=about]').click()");
        page.wait_for("About".to_owned(), || page.heading().chars().take(5).collect());
        sure(page.browser.back());
        page.wait_for("2 of 4".to_owned(), || status(page));
        page.wait("the place", || page.script("return scrollY") == 333);
        // The next frame would have scrolled.
        page.script("requestAnimationFrame(() => requestAnimationFrame(() => window.framed = true))");
        page.wait("two frames", || page.script("return window.framed") == true);
        assert_eq!(page.script("return scrollY"), 333);
    }),
    ("find_counts_as_one_types_whatever_the_case_and_the_diacritics", |page| {
        open_report(page);
        press(page, 'f');
        page.wait("the field", || focus(page) == "Find in article");
        sure(page.browser.press("skoda"));
        page.wait_for("1 of 2".to_owned(), || status(page));
        assert_eq!(found_present(page), "Škoda");
        wait_until_found_in_view(page);
        press(page, keys::ENTER);
        page.wait_for("2 of 2".to_owned(), || status(page));
        assert_eq!(found_present(page), "SKODA");
        sure(page.browser.press_with(keys::SHIFT, keys::ENTER));
        page.wait_for("1 of 2".to_owned(), || status(page));
        sure(page.browser.press("x"));
        page.wait_for("Not found".to_owned(), || status(page));
        press(page, keys::ESCAPE);
        page.gone("searchbox", "Find in article");
        page.wait("the focus on the button", || focus(page) == "Find in article");
        assert_eq!(page.script("return CSS.highlights.size"), 0);
    }),
    ("find_looks_through_fifty_thousand_words", |page| {
        let paragraph = |at: u32| format!("{at} {}", "some words that follow one another ".repeat(8));
        let body: Vec<String> = (0..1000).map(paragraph).chain(["and the last word".to_owned()]).collect();
        let archive = fixtures::of(page, &[json!({ "uri": "a:long", "headline": "Very long", "body": body })]);
        page.visit(&archive, "");
        page.click("link", "Very long");
        page.wait_for("Very long".to_owned(), || page.heading());
        press(page, 'f');
        page.wait("the field", || focus(page) == "Find in article");
        sure(page.browser.press("word"));
        page.wait_for("1 of 8,001".to_owned(), || status(page));
        sure(page.browser.press_with(keys::SHIFT, keys::ENTER));
        page.wait_for("8,001 of 8,001".to_owned(), || status(page));
        wait_until_found_in_view(page);
        // Only what is near the view is painted, and all of it wherever that is.
        for place in [10_000, 5000, 0] {
            sure(page.browser.script("scrollTo(0, arguments[0])", &[place.into()]));
            page.wait_for(json!([0, true]), || {
                page.script(
                    "const blocks = [...document.querySelectorAll('[data-block]')].filter(block => {
                        const place = block.getBoundingClientRect();
                        return place.bottom > 0 && place.top < innerHeight;
                    });
                    const painted = ['found', 'found-present'].flatMap(name => [...CSS.highlights.get(name) ?? []]);
                    const lacking = blocks.filter(block => block.textContent.split('word').length - 1
                        !== painted.filter(range => block.contains(range.startContainer)).length);
                    return [lacking.length, painted.length < 2000]",
                )
            });
        }
        page.click("button", "Close find");
        page.gone("searchbox", "Find in article");
        press(page, 'f');
        page.wait("the field", || focus(page) == "Find in article");
        sure(page.browser.press("word"));
        page.wait("what was found", || !painted(page, "found").is_empty());
        sure(page.browser.back());
        page.wait("nothing painted", || page.script("return CSS.highlights.size") == 0);
    }),
    ("what_find_found_is_painted_on_its_words_wherever_they_stand", |page| {
        let article = "---\nheadline: The 🙂 harbour\nabstract: A 🙂 harbour is near.\ndateline: Port\n---\n\
            🙂🙂 The har*bo*ur and the [har](https://example.org)bour.\n\n\
            - 🙂 one harbour\n- two har**bour**\n\n\
            | 🙂 place | harbour |\n|---|---|\n| harbour | 🙂🙂 Harbour |\n\n\
            ```\n🙂 harbour = 1\nlet harbour\n```\n\n\
            > 🙂 said the harbour\n\n\
            🙂 ميناء harbour ميناء\n";
        let files = [("broadsheet.toml", "id = \"odd\"\n"), ("odd.md", article)];
        page.visit(&sure(page.world.bundle(&files)), "");
        page.click("link", "The 🙂 harbour");
        page.wait_for("The 🙂 harbour".to_owned(), || page.heading());
        press(page, 'f');
        page.wait("the field", || focus(page) == "Find in article");
        sure(page.browser.press("harbour"));
        let others = [
            "H1 harbour",
            "P harbour",
            "P harbour",
            "LI harbour",
            "LI harbour",
            "TH harbour",
            "TD harbour",
            "TD Harbour",
            "PRE harbour",
            "PRE harbour",
            "P harbour",
            "P harbour",
        ];
        page.wait_for(others.map(str::to_owned).to_vec(), || painted(page, "found"));
        assert_eq!(painted(page, "found-present"), ["P harbour"]);
        // A mark makes the paragraph's elements anew, and cuts its texts.
        select(page, "two har");
        page.click("button", "Yellow");
        page.wait_for("two har".to_owned(), || marked(page));
        page.wait_for(others.map(str::to_owned).to_vec(), || painted(page, "found"));
        page.script("document.querySelector('.find-input').focus()");
        page.script("document.querySelector('.find-input').select()");
        sure(page.browser.press("ميناء"));
        page.wait_for(vec!["P ميناء".to_owned()], || painted(page, "found-present"));
        assert_eq!(painted(page, "found"), ["P ميناء"]);
    }),
    ("find_counts_and_leads_on_where_nothing_can_be_painted", |page| {
        let archive = report(page);
        let seek = |site: &str| {
            page.open(site);
            page.click("link", "A long report");
            page.wait_for("A long report".to_owned(), || page.heading());
            press(page, 'f');
            page.wait("the field", || focus(page) == "Find in article");
            sure(page.browser.press("skoda"));
            page.wait_for("1 of 2".to_owned(), || status(page));
            press(page, keys::ENTER);
            page.wait_for("2 of 2".to_owned(), || status(page));
            page.wait("the place in view", || {
                let inside = "const place = document.querySelector('[data-block=\"40\"]').getBoundingClientRect();
                    return place.top >= 0 && place.bottom <= innerHeight";
                page.script(inside) == true
            });
        };
        // The script that paints is not to be had.
        seek(&sure(page.world.serve_with(&archive, "found.js", "throw new Error('away')")));
        // The browser has no such highlights.
        page.before_each_page("Object.defineProperty(CSS, 'highlights', { value: undefined })");
        seek(&sure(page.world.serve(&archive)));
        assert_eq!(page.script("return CSS.highlights === undefined"), true);
    }),
    ("articles_of_two_thousand_names_and_of_one_line_are_read_and_searched_on_a_narrow_screen", |page| {
        let names: Vec<_> = (0..2000).map(|at| format!("Person {at:04}")).collect();
        let line: Vec<_> = (0..50_000).map(|at| format!("word{at}")).collect();
        let archive = fixtures::of(
            page,
            &[
                json!({ "uri": "a:names", "headline": "Many names", "people": names, "body": [names.join(", "), "No one."] }),
                json!({ "uri": "a:line", "headline": "One line", "body": [line.join(" ")] }),
                json!({ "uri": "a:word", "headline": "One word", "body": ["w".repeat(50_000)] }),
            ],
        );
        sure(page.browser.resize(360, 740));
        let site = page.visit(&archive, "");
        for (headline, words) in [("Many names", "person 1999"), ("One line", "word49999"), ("One word", "www")] {
            page.open(&format!("{site}?sort=newest"));
            page.click("link", headline);
            page.wait_for(headline.to_owned(), || page.heading());
            press(page, 'f');
            page.wait("the field", || focus(page) == "Find in article");
            sure(page.browser.press(words));
            page.wait("the place", || status(page).starts_with("1 of "));
            page.wait("the place painted", || found_present(page).to_lowercase() == words);
            let overhang = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(page.script(overhang), 0, "{headline}");
            press(page, keys::ESCAPE);
            page.gone("searchbox", "Find in article");
            if headline == "Many names" {
                page.script("scrollTo(0, 0)");
                page.click("button", "Choose paragraphs");
                page.click("button", "Person 0000 1");
                page.wait_for(1, || blocks(page));
                assert_eq!(page.script(overhang), 0, "with its paragraphs to choose from");
            }
        }
        assert_eq!(page.console_errors(), [""; 0]);
    }),
    ("paragraphs_that_have_nothing_in_common_fold_away", |page| {
        open_report(page);
        page.click("button", "Choose paragraphs");
        page.click("button", "Prague 2");
        page.wait_for("2 of 43 paragraphs".to_owned(), || paragraphs(page));
        assert!(page.query().contains("only=mentions:Prague"), "{}", page.query());
        page.wait_for(2, || blocks(page));
        // The focus was lost with the button.
        page.click("button", "Show 29 paragraphs");
        page.wait_for(31, || blocks(page));
        let focused = || page.text_of("return document.activeElement.closest('[data-block]')?.dataset.block ?? ''");
        page.wait("the first of them", || focused() == "1");
        page.click("button", "Quotations 1");
        page.wait_for("1 of 43 paragraphs".to_owned(), || paragraphs(page));
        page.wait_for(1, || blocks(page));
        sure(page.browser.back());
        page.wait_for("2 of 43 paragraphs".to_owned(), || paragraphs(page));
        let address = sure(page.browser.address());
        page.open(&address);
        page.wait_for("2 of 43 paragraphs".to_owned(), || paragraphs(page));
        page.wait_for(2, || blocks(page));
        page.click("button", "All");
        page.wait_for(43, || blocks(page));
    }),
    ("what_is_found_unfolds", |page| {
        open_report(page);
        page.click("button", "Choose paragraphs");
        page.click("button", "Quotations 1");
        page.wait_for(1, || blocks(page));
        press(page, 'f');
        page.wait("the field", || focus(page) == "Find in article");
        sure(page.browser.press("skoda"));
        page.wait_for("1 of 2".to_owned(), || status(page));
        page.wait_for(2, || blocks(page));
        page.wait_for("Škoda".to_owned(), || found_present(page));
        wait_until_found_in_view(page);
    }),
    ("paragraphs_that_no_one_knows_are_all_there", |page| {
        let site = open_report(page);
        let address = sure(page.browser.address());
        assert!(address.starts_with(&site), "{address}");
        page.open(&[&address, "&only=nonsense"].concat());
        let said = "No paragraph has what the address asks for, so all are shown.";
        page.wait_for(said.to_owned(), || paragraphs(page));
        assert_eq!(blocks(page), 43);
    }),
];

/// An article of 43 paragraphs. Customs stand in the 11th, customs and duty in the 31st; Prague in the first and in the 31st;
/// Škoda in the 40th and 41st; someone is quoted in the last.
fn report(page: &Page) -> PathBuf {
    let mut body: Vec<String> =
        (1..=42).map(|at| format!("Line {at} goes on. {}", "So it goes on. ".repeat(12))).collect();
    for (at, text) in [
        (0, "Word came from Prague."),
        (10, "The customs were closed."),
        (30, "In Prague customs and duty are due."),
        (31, "A duty again."),
        (39, "Cars of Škoda were there."),
        (40, "SKODA said nothing."),
    ] {
        body[at] = text.to_owned();
    }
    body.push("“We shall see,” she said.".to_owned());
    let places = ["Prague", "Vienna"];
    let report = json!({ "uri": "a:1", "headline": "A long report", "body": body, "places": places });
    fixtures::of(page, &[report])
}

#[track_caller]
fn open_report(page: &Page) -> String {
    let site = page.visit(&report(page), "");
    page.click("link", "A long report");
    page.wait_for("A long report".to_owned(), || page.heading());
    site
}

fn press(page: &Page, key: char) {
    sure(page.browser.press(&key.to_string()));
}

fn focus(page: &Page) -> String {
    sure(page.browser.focused()).name().unwrap_or_default()
}

fn status(page: &Page) -> String {
    page.text_of("return document.querySelector('.find-status')?.textContent ?? ''")
}

fn paragraphs(page: &Page) -> String {
    page.text_of("return document.querySelector('.paragraph-status')?.textContent ?? ''")
}

/// How many blocks of the article are shown.
pub fn blocks(page: &Page) -> u64 {
    page.script("return document.querySelectorAll('.article-body > [data-block]').length").as_u64().unwrap_or_default()
}

/// The match that is shown.
fn present(page: &Page) -> String {
    page.text_of("return document.querySelector('mark.present')?.textContent ?? ''")
}

#[track_caller]
fn wait_until_in_view(page: &Page) {
    page.wait("the place in view", || {
        let inside = "const place = document.querySelector('mark.present')?.getBoundingClientRect();
            return !!place && place.top >= 0 && place.bottom <= innerHeight";
        page.script(inside) == true
    });
}

/// What find has the browser paint by one of its names: the words of each place, behind the name of the element that they stand in.
#[track_caller]
pub fn painted(page: &Page, name: &str) -> Vec<String> {
    let script = "return [...CSS.highlights.get(arguments[0]) ?? []].map(place => {
        const range = document.createRange();
        range.setStart(place.startContainer, place.startOffset);
        range.setEnd(place.endContainer, place.endOffset);
        return place.startContainer.parentElement.closest('h1, p, li, th, td, pre').tagName + ' ' + range;
    })";
    let painted = sure(page.browser.script(script, &[name.into()]));
    painted.as_array().into_iter().flatten().filter_map(|place| Some(place.as_str()?.to_owned())).collect()
}

/// The words of the place that find shows.
#[track_caller]
pub fn found_present(page: &Page) -> String {
    let painted = painted(page, "found-present").concat();
    painted.split_once(' ').map(|(_, words)| words.to_owned()).unwrap_or_default()
}

#[track_caller]
fn wait_until_found_in_view(page: &Page) {
    page.wait("the place in view", || {
        let inside = "const [place] = CSS.highlights.get('found-present') ?? [];
            if (!place) return false;
            const range = document.createRange();
            range.setStart(place.startContainer, place.startOffset);
            range.setEnd(place.endContainer, place.endOffset);
            const { top, bottom } = range.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight";
        page.script(inside) == true
    });
}
