//! Reading an article, and addresses that lead nowhere.

use serde_json::json;

use crate::fixtures;
use crate::marks::{marked, select};
use crate::page::sure;
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("an_article_opens_by_click_with_its_text", |page| {
        page.visit(&fixtures::press(page), "?q=budget&sort=newest");
        page.click("link", "Budget story 56");
        page.wait_for("Budget story 56".to_owned(), || page.heading());
        let text = page.text_of("return document.querySelector('main').textContent");
        assert!(text.contains("Paragraph 8 of story 56 goes on"), "{text}");
        assert_eq!(sure(page.browser.focused()).name().ok().as_deref(), Some("Budget story 56"));
        page.wait("the match", || page.script("return document.querySelector('main mark')?.textContent") == "Budget");
        page.click("link", "Back to the results");
        page.wait_for_status("15 articles match all words.");
        assert_eq!(page.query(), "?q=budget&sort=newest");
    }),
    ("the_names_in_an_article_lead_to_its_neighbours", |page| {
        page.visit(&fixtures::press(page), "?q=budget&sort=newest");
        page.click("link", "Budget story 56");
        page.click("link", "Japan");
        page.wait_for("?places=Japan".to_owned(), || page.query());
        page.wait_for_status("30 articles match the filters.");
    }),
    ("an_article_leads_to_another_without_loading_the_page_anew", |page| {
        let second =
            json!({ "uri": "a:2", "headline": "The ferry", "body": ["It runs."], "datePublished": "1987-03-01" });
        page.visit(&fixtures::of(page, std::slice::from_ref(&second)), "");
        page.click("link", "The ferry");
        page.wait_for("The ferry".to_owned(), || page.heading());
        let address = page.query();
        let link = json!({ "start": 4, "end": 13, "kind": "link", "href": address });
        let first = json!({ "uri": "a:1", "headline": "The harbour", "datePublished": "1987-03-02",
            "body": [{ "text": "See the ferry.", "spans": [link] }] });
        page.visit(&fixtures::of(page, &[first, second]), "");
        page.click("link", "The harbour");
        page.wait_for("The harbour".to_owned(), || page.heading());
        page.script("window.same = true");
        page.click("link", "the ferry");
        page.wait_for("The ferry".to_owned(), || page.heading());
        assert_eq!(page.script("return window.same"), true);
    }),
    ("related_articles_are_found_when_someone_asks", |page| {
        let story = |uri: &str, headline: &str, text: &str| serde_json::json!({ "uri": uri, "headline": headline, "body": [text], "datePublished": "1987-03-01" });
        let text = "Producers and consumers of cocoa agree on a buffer stock for the market.";
        let stories = [
            story("a:1", "Cocoa pact near", text),
            story("a:2", "Cocoa pact nearer", text),
            story("a:3", "Rail strike ends", "The trains run again."),
        ];
        let archive = fixtures::of(page, &stories);
        page.visit(&archive, "?q=pact");
        page.click("link", "Cocoa pact near");
        page.click("button", "Find related articles");
        // The focus was lost with the button.
        page.wait("the status", || {
            page.script("return document.activeElement.matches('.related [role=status]')") == true
        });
        page.wait("the list", || page.script("return document.querySelectorAll('.related li').length") == 1);
        page.click("link", "Cocoa pact nearer");
        page.wait_for("Cocoa pact nearer".to_owned(), || page.heading());
        page.visit(&archive, "?q=strike");
        page.click("link", "Rail strike ends");
        page.click("button", "Find related articles");
        let said = || page.text_of("return document.querySelector('.related [role=status]').textContent");
        page.wait_for("No other article is much like this one.".to_owned(), said);
    }),
    ("every_kind_of_block_and_its_parts_stand_in_their_own_direction", |page| {
        let (hebrew, english) = ("שלום לכולם", "Good morning");
        let picture = json!({ "caption": hebrew, "creditText": english });
        // Each kind in both directions; lines and cells mixed within one block.
        let body = |first: &str, second: &str| {
            json!([
                first, second,
                { "kind": "heading", "level": 2, "text": second },
                { "kind": "blockquote", "text": format!("{first}\n{second}") },
                { "kind": "pullquote", "text": second },
                { "kind": "list", "text": format!("{first}\n{second}") },
                { "kind": "list", "ordered": true, "text": format!("{second}\n{first}") },
                { "kind": "table", "header": true, "text": format!("{first}\t{second}\n{second}\t{first}") },
                { "kind": "figure", "text": second, "association": 0 },
                { "text": "let a = 1;", "spans": [{ "start": 0, "end": 10, "kind": "code" }] },
            ])
        };
        let story = |language: &str, first: &str, second: &str| {
            json!({ "uri": format!("a:{language}"), "headline": second, "alternativeHeadline": first, "abstract": first, "by": second,
                "language": language, "associations": [picture], "body": body(first, second) })
        };
        let site = page
            .visit(&fixtures::of(page, &[story("en", english, hebrew), story("he", hebrew, english)]), "?sort=newest");
        for (headline, language) in [(hebrew, "en"), (english, "he")] {
            page.open(&format!("{site}?sort=newest"));
            page.click("link", headline);
            page.wait_for(headline.to_owned(), || page.heading());
            // What holds a text itself, and which letters the text begins with.
            let wrong = "return [...document.querySelectorAll('.article-header > *, .byline > *, .article-body *')].filter(element => {
                const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('').trim();
                const own = /^[\\u0590-\\u05ff]/.test(text) ? 'rtl' : 'ltr';
                return text && /^[\\u0590-\\u05ffA-Za-z]/.test(text) && getComputedStyle(element).direction !== own;
            }).map(element => element.outerHTML.slice(0, 80))";
            assert_eq!(page.script(wrong), json!([]), "in {language}");
            // In an article from right to left many a line begins with a name in Latin letters.
            let of_lists = "return [...document.querySelectorAll('.article-body :is(ul, ol, blockquote)')].every(list =>
                getComputedStyle(list).direction === (arguments[0] === 'he' ? 'rtl' : getComputedStyle(list.firstElementChild).direction))";
            assert_eq!(
                sure(page.browser.script(of_lists, &[language.into()])),
                true,
                "bullets and rules, in {language}"
            );
            let languages = "return [...document.querySelectorAll('.article-body > *')].every(block => block.closest('[lang]').lang === arguments[0])";
            assert_eq!(sure(page.browser.script(languages, &[language.into()])), true, "in {language}");
        }
    }),
    // It is not told, as its sentence stands in the text; but a link or a mark in it took the focus, and nothing said where that was.
    ("a_pull_quote_that_can_take_the_focus_is_told", |page| {
        let link = json!({ "start": 4, "end": 14, "kind": "link", "href": "https://example.org/report" });
        let story = json!({ "uri": "a:1", "headline": "A story", "body": ["Harbours matter, she said.",
            { "kind": "pullquote", "text": "What matters" }, { "kind": "pullquote", "text": "See the report", "spans": [link] }] });
        page.visit(&fixtures::of(page, &[story]), "");
        page.click("link", "A story");
        page.wait_for("A story".to_owned(), || page.heading());
        let hidden = || {
            page.script(
                "return [...document.querySelectorAll('.pullquote')].map(quote => quote.getAttribute('aria-hidden'))",
            )
        };
        page.wait_for(json!(["true", null]), hidden);
        select(page, "What matters");
        page.click("button", "Green");
        page.wait_for("What matters".to_owned(), || marked(page));
        page.wait_for(json!([null, null]), hidden);
    }),
    ("an_article_opened_first_has_a_way_to_the_front_page", |page| {
        let site = page.visit(&fixtures::press(page), "");
        page.wait("stories", || !page.headlines().is_empty());
        let article = page.text_of("return document.querySelector('.result-link').getAttribute('href')");
        page.open(&format!("{site}{}", article.trim_start_matches("./")));
        page.click("link", "Front page");
        page.wait_for_status("60 articles");
    }),
    ("a_changed_headline_breaks_no_link", |page| {
        let site = page.visit(&fixtures::press(page), "");
        page.wait("stories", || !page.headlines().is_empty());
        let slug = page.text_of("return document.querySelector('.result-link').getAttribute('href').split('-').pop()");
        page.open(&format!("{site}?article=quite-another-headline-{slug}"));
        assert_eq!(page.heading(), "Railway story 59");
    }),
    ("an_unknown_article_is_said_to_be_unknown", |page| {
        let archive = fixtures::press(page);
        for query in ["?article=nothing-aaaaaaaaaa", "?article=%00", "?article=../../etc", "?article="] {
            page.visit(&archive, query);
            page.wait_for("Not found".to_owned(), || page.heading());
        }
        page.search("budget");
        page.wait_for_status("15 articles match all words.");
    }),
    ("an_unknown_view_is_said_to_be_unknown", |page| {
        page.visit(&fixtures::press(page), "?view=weather");
        assert_eq!(page.heading(), "Not found");
        page.click("link", "Go to the front page");
        page.wait_for_status("60 articles");
    }),
];
