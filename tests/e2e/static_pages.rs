//! The pages that are read without a program, as a plain host shows them under a folder of its own, with a 404.html as GitHub
//! Pages has.

use article::TERMS_IN_SIGHT;
use serde_json::{Value, json};

use crate::audit::violations;
use crate::page::{Page, sure};
use crate::runner::Test;
use crate::takeover::SAVE_DATA;

pub const TESTS: &[Test] = &[
    ("articles_are_read_from_page_to_page_without_a_program", |page| {
        let site = visit(page, "list/1.html");
        page.wait_for("All articles".to_owned(), || page.heading());
        page.click("link", "The newest of them");
        page.wait_for("The newest of them".to_owned(), || page.heading());
        page.click("link", "Next: Every kind of block");
        page.wait_for("Every kind of block".to_owned(), || page.heading());
        assert_eq!(page.violations(), [""; 0]);
        assert_eq!(page.console_errors(), [""; 0]);
        assert_eq!(page.script("return document.scripts.length"), 2, "data, and what starts the app");
        let data = page.text_of("return JSON.parse(document.scripts[0].textContent).headline");
        assert_eq!(data, "Every kind of block");
        page.click("link", "World");
        page.wait_for("World".to_owned(), || page.heading());
        page.click("link", "About");
        page.wait_for("About Two stories".to_owned(), || page.heading());
        // Back into the app.
        page.open(&format!("{site}list/1.html"));
        page.click("link", "Every kind of block");
        page.click("link", "Search, mark and cite this article");
        page.find("button", "Cite and share");
        page.wait_for("Every kind of block".to_owned(), || page.heading());
    }),
    ("a_static_page_has_the_text_and_the_structure_of_the_app_s", |page| {
        let site = visit(page, "list/1.html");
        let links =
            page.script("return [...document.querySelectorAll('.result-link')].map(link => link.getAttribute('href'))");
        let (mut plain, mut folded) = (String::new(), 0);
        for path in links.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let path = path.trim_start_matches("../");
            let slug = path.trim_start_matches("article/").trim_end_matches(".html");
            let look = |address: &str| {
                page.open(&format!("{site}{address}"));
                page.wait("the text", || page.script("return !!document.querySelector('.article-body > *')") == true);
                let places = [360, 1440].map(|width| {
                    sure(page.browser.resize(width, 800));
                    page.script(PLACES)
                });
                (page.text_of(HEADER), page.text_of(BODY), places, page.script(TERMS))
            };
            let (app, page) = (look(&format!("?article={slug}")), look(path));
            assert_eq!(page.0, app.0);
            assert_eq!(page.1, app.1);
            assert_eq!(page.3, app.3, "{path}");
            folded += page.3["Subjects"]["folded"].as_array().map_or(0, Vec::len);
            assert!(page.2[0].as_array().is_some_and(|places| !places.is_empty()));
            assert_eq!(page.2, app.2, "{path}");
            plain += &page.1;
        }
        for kind in [
            "<blockquote",
            "<pre",
            "<table",
            "<figure",
            "<img",
            "<ol",
            "<ul",
            "<h3",
            "<strong",
            "pullquote",
            "dateline",
            "href=#block-",
            "dir=rtl",
            "This article has no text.",
        ] {
            assert!(plain.contains(kind), "{kind} is missing: {plain}");
        }
        assert_eq!(folded, MANY - TERMS_IN_SIGHT);
    }),
    ("a_picture_is_shown_in_the_width_that_fits_and_moves_nothing", |page| {
        let site = visit(page, "list/1.html");
        page.click("link", "Every kind of block");
        page.wait_for("Every kind of block".to_owned(), || page.heading());
        let slug = page.text_of("return location.pathname.split('/').pop().replace('.html', '')");
        sure(page.browser.resize(360, 800));
        for path in [format!("article/{slug}.html"), format!("?article={slug}")] {
            page.open(&format!("{site}{path}"));
            page.wait("the figure", || {
                page.script("return !!document.querySelector('.article-body figure img')") == true
            });
            let seen = page.script(
                "const image = document.querySelector('.article-body figure img');
                const height = () => Math.round(image.getBoundingClientRect().height);
                const before = height();
                image.scrollIntoView();
                await image.decode();
                const box = image.getBoundingClientRect();
                return [before, height(), Math.round(box.width / 2), image.naturalHeight > 0, image.currentSrc]",
            );
            assert!(seen[0].as_u64().is_some_and(|height| height > 100), "{path}: {seen}");
            assert_eq!((&seen[0], &seen[0], &seen[3]), (&seen[1], &seen[2], &Value::Bool(true)), "{path}: {seen}");
            let file = seen[4].as_str().unwrap_or_default();
            assert!(
                file.starts_with(&format!("{site}archive/pictures/")) && !file.contains("-1280-"),
                "{path}: {seen}"
            );
            assert_eq!(
                page.text_of("return document.querySelector('.article-body figure img').alt"),
                "Blue and red stripes"
            );
            assert_eq!(page.console_errors(), [""; 0], "{path}");
        }
    }),
    ("an_address_that_is_not_there_is_handed_over_to_the_app", |page| {
        let site = visit(page, "list/1.html");
        page.click("link", "Every kind of block");
        page.wait_for("Every kind of block".to_owned(), || page.heading());
        let key = page.text_of("return location.pathname.split('-').pop()");
        // As it would be under another headline.
        page.open(&format!("{site}article/some-other-words-{key}"));
        page.find("button", "Cite and share");
        page.wait_for("Every kind of block".to_owned(), || page.heading());
        page.open(&format!("{site}no/such?q=newest"));
        page.wait_for_status("1 article matches all words.");
        page.open(&format!("{site}nothing/of/this.html"));
        page.wait_for("Not found".to_owned(), || page.heading());
        let looks = "return getComputedStyle(document.querySelector('.masthead')).display";
        page.wait("the stylesheet", || page.text_of(looks) == "grid");
        assert_eq!(page.violations(), [""; 0]);
        page.click("link", "Articles");
        page.wait_for("All articles".to_owned(), || page.heading());
    }),
    ("the_owner_s_pages_are_led_to_from_the_foot_and_from_the_app_s_about", |page| {
        let site = visit(page, "list/1.html");
        page.click("link", "About us");
        page.wait_for("Who we are".to_owned(), || page.heading());
        assert_eq!(page.violations(), [""; 0]);
        page.open(&format!("{site}?view=about"));
        page.click("link", "About us");
        page.wait_for("Who we are".to_owned(), || page.heading());
    }),
    ("axe_finds_nothing_on_static_pages", |page| {
        let site = visit(page, "list/1.html");
        let article = page.text_of("return document.querySelectorAll('.result-link')[1].getAttribute('href').slice(3)");
        let mut found = Vec::new();
        for (theme, width) in [("light", 360), ("dark", 1440)] {
            sure(page.browser.prefer("prefers-color-scheme", theme));
            sure(page.browser.resize(width, 800));
            for path in [
                "list/1.html",
                "list/sections.html",
                "list/about.html",
                "page/about-us.html",
                "no.html",
                article.as_str(),
            ] {
                page.open(&format!("{site}{path}"));
                let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert!(page.script(wide).as_i64().is_some_and(|wider| wider <= 0), "{path} is wider than {width}");
                found.extend(violations(page, theme).into_iter().map(|what| format!("{path} in {theme}: {what}")));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }),
];

/// What stands above the text, in elements, with its languages and directions. The byline's dates and times are said in other words.
const HEADER: &str = "
    const header = document.querySelector('.article-header');
    const own = element => element.localName + ['class', 'lang', 'dir'].map(name => ' ' + (element.getAttribute(name) ?? ''));
    return [own(header), ...[...header.children].map(part =>
        own(part) + (part.matches('.byline') ? part.querySelector('.by')?.textContent : part.textContent))].join('\\n')";

/// The names beside the text, by their labels: those in sight and those folded. What the two pages tell of dates, rights and sources differs.
const TERMS: &str = "
    const names = ['Subjects', 'People', 'Organisations', 'Places', 'Genre', 'Section', 'Draws on', 'Copyright'];
    const texts = (term, selector) => [...term.querySelectorAll(selector)].map(element => element.textContent);
    const terms = [...document.querySelectorAll('.aside-terms .term')]
        .map(term => [texts(term, 'dt')[0], { seen: texts(term, 'dd:not(:has(details))'), folded: texts(term, 'details:not([open]) li') }]);
    return Object.fromEntries(terms.filter(([label]) => names.includes(label)))";

/// So many subjects has an article: more than are in sight.
const MANY: usize = TERMS_IN_SIGHT + 7;

/// Where each element of the text stands, from its beginning: a jump between the two would be told here.
const PLACES: &str = "
    const body = document.querySelector('.article-body');
    const start = body.getBoundingClientRect().top;
    return [...body.querySelectorAll('*')].map(element => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [element.localName, ...[left, top - start, width, height].map(Math.round)].join(' ');
    })";

/// The text of an article as HTML, without what the app alone has to know of it.
const BODY: &str = "
    const body = document.querySelector('.article-body').cloneNode(true);
    for (const element of body.querySelectorAll('*'))
        for (const name of ['data-at', 'data-block']) element.removeAttribute(name);
    // Empty texts, which the app keeps to find places again.
    body.normalize();
    for (const image of body.querySelectorAll('img'))
        for (const name of ['src', 'srcset']) image.setAttribute(name, image.getAttribute(name).replaceAll('../archive/', 'archive/'));
    for (const link of body.querySelectorAll('a'))
        link.setAttribute('href', link.getAttribute('href').replace(/^\\.\\.?\\//, ''));
    const said = element => [...element.childNodes].map(node => node.nodeType == 3 ? node.data : node.nodeType != 1 ? '' :
        '<' + node.localName + [...node.attributes].map(a => ' ' + a.name + '=' + a.value).sort().join('') + '>' + said(node) +
        '</' + node.localName + '>').join('');
    // With its own language and direction.
    const holder = document.createElement('div');
    holder.append(body);
    return said(holder)";

const SETTINGS: &str = "id = \"two\"\ntitle = \"Two stories\"\ndescription = \"What <two> are.\"\nowner = \"The Two\"\n\
    [[pages]]\ntitle = \"About us\"\nfile = \"about-us.md\"\n";

/// Footnotes are links from block to block.
const NOTES: &str =
    "---\nheadline: A note\ndatePublished: 2025-12-01\n---\n\nA sentence.[^1] Another.\n\n[^1]: What it rests on.\n";

/// Builds a site of some articles and opens a page of it, for someone whose static pages stay what they are.
fn visit(page: &Page, path: &str) -> String {
    page.before_each_page(SAVE_DATA);
    let site = sure(page.world.serve_folder(&sure(page.world.build(&sources(&lines())))));
    page.open(&format!("{site}{path}"));
    site
}

/// What the site is built of.
pub fn sources(articles: &str) -> [(&str, &str); 4] {
    let about_us = "# Who we are\n\nWe are *two*, and we tell stories.\n";
    [("broadsheet.toml", SETTINGS), ("about-us.md", about_us), ("two.jsonl", articles), ("notes.md", NOTES)]
}

/// The articles, one a line.
pub fn lines() -> String {
    articles().map(|article| article.to_string()).join("\n")
}

fn articles() -> [Value; 4] {
    let span = |start: usize, end: usize, kind: &str| json!({ "start": start, "end": end, "kind": kind });
    let link = |href: &str| json!({ "start": 0, "end": 4, "kind": "link", "href": href });
    let many: Vec<String> = (1..=MANY).map(|number| format!("Subject {number}")).collect();
    [
        json!({
            "uri": "a:newest", "headline": "The newest of them", "datePublished": "2026-02-01", "articleSection": "World",
            "body": ["A text."],
        }),
        json!({
            "uri": "a:blocks", "headline": "Every kind of block", "datePublished": "2026-01-01T10:00:00Z", "by": "Ann Other",
            "articleSection": "World", "abstract": "What there is.", "dateline": "OSLO, Jan 1", "publisher": "The Two",
            "url": "https://two.example/blocks", "language": "en", "usageTerms": "Ask first.",
            "associations": [
                { "caption": "Stands in no block.", "creditText": "EPA" },
                { "href": "https://two.example/a.jpg", "caption": "A ship", "creditText": "Ann Other" },
                { "href": include_str!("picture.txt"), "caption": "Waves", "creditText": "Bo Li", "altText": "Blue and red stripes" },
            ],
            "body": [
                { "kind": "paragraph", "text": "Bold, italic & <b>code</b>.", "spans": [span(0, 4, "strong"), span(2, 12, "emphasis"), span(15, 25, "code")] },
                { "kind": "paragraph", "text": "Here is a link.", "spans": [link("./?q=ship")] },
                { "kind": "heading", "level": 2, "text": "A heading" },
                { "kind": "heading", "level": 3, "text": "One below" },
                { "kind": "heading", "level": 5, "text": "One far below" },
                { "kind": "blockquote", "text": "Words of another.\nAnn Other" },
                { "kind": "pullquote", "text": "Shown again." },
                { "kind": "pullquote", "text": "Link in a pull quote.", "spans": [link("./?q=ship")] },
                { "kind": "list", "text": "one\ntwo", "spans": [link("https://two.example/")] },
                { "kind": "list", "ordered": true, "text": "first\nsecond" },
                { "kind": "figure", "text": "A ship", "association": 1 },
                { "kind": "figure", "text": "Waves", "association": 2 },
                { "kind": "table", "header": true, "text": "Name\tNumber\nOslo\t7\nBergen" },
                { "kind": "paragraph", "text": "let a = 1;\nlet b = 2;", "spans": [span(0, 21, "code")] },
                { "kind": "paragraph", "text": "שלום עולם" },
            ],
        }),
        json!({
            "uri": "a:rtl", "headline": "كل أنواع الفقرات", "alternativeHeadline": "العنوان الثاني", "abstract": "ملخص", "language": "ar",
            "dateline": "القاهرة", "datePublished": "2025-12-15",
            "body": [
                { "kind": "paragraph", "text": "نص عربي مع English words فيه." },
                { "kind": "list", "text": "واحد\nاثنان" },
                { "kind": "table", "header": true, "text": "الاسم\tالعدد\nالقاهرة\t7" },
                { "kind": "blockquote", "text": "كلام غيره." },
                { "kind": "paragraph", "text": "A paragraph in English." },
            ],
        }),
        json!({
            "uri": "a:none", "headline": "Nothing but a headline", "datePublished": "2025-11-01", "subjects": many, "people": ["Ann Other"],
            "infoSources": ["EPA", "SP"], "copyrightNotice": "The Two",
        }),
    ]
}
