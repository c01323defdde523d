//! `broadsheet build`: static pages, lists, feeds and what hosts and search engines look for.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::harness::{Outcome, Test, lines};

const APP: &str = "<!doctype html><html lang=en><meta charset=utf-8><link href=./icon.svg rel=icon type=image/svg+xml><title>Broadsheet</title>\
    <link href=./style-1.css rel=stylesheet><script data-js=./reader-1.js data-wasm=./reader-1_bg.wasm src=./boot.js type=module></script></head><body><noscript>Not here.</noscript></body></html>";
const BASE: &str = "baseAddress = \"https://news.example/archive\"\ndescription = \"What was in the <paper>.\"\n";

/// Article `number` of several, a day later than the one before.
fn article(number: usize) -> Value {
    json!({
        "uri": format!("https://a.example/{number}"),
        "headline": format!("Headline {number}"),
        "datePublished": format!("2026-01-{:02}T12:00:00Z", number + 1),
        "articleSection": if number.is_multiple_of(2) { "World & <Home>" } else { "Sport" },
        "body": [format!("Text {number}.")],
    })
}

pub fn site(settings: &str, count: usize) -> Test {
    let articles: Vec<Value> = (0..count).map(article).collect();
    Test::new()
        .file("in/all.jsonl", lines(&articles))
        .file("in/broadsheet.toml", format!("id = \"paper\"\ntitle = \"The Paper\"\n{settings}"))
        .file("dist/index.html", APP)
        .file("dist/style-1.css", "")
        .file("dist/boot.js", "")
        .file("dist/icon.svg", "")
}

#[track_caller]
pub fn build(test: &Test) -> Outcome {
    test.run(&["build", "in", "--out", "site", "--app", "dist"]).success()
}

pub fn read(test: &Test, path: &str) -> String {
    fs::read_to_string(test.path("site").join(path)).unwrap()
}

/// The files of the site but for the archive's, from its folder.
fn files(test: &Test) -> BTreeSet<String> {
    let root = test.path("site");
    let files = test.files("site").into_keys();
    let files = files.map(|path| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
    files.filter(|path| !path.starts_with("archive/")).collect()
}

pub fn below(test: &Test, folder: &str) -> Vec<String> {
    files(test).into_iter().filter(|path| path.starts_with(folder)).collect()
}

/// Where an address in a file leads, from the site's folder; nothing where it leads elsewhere.
fn target(file: &str, href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next().unwrap();
    if href.contains(':') || href.starts_with('/') || path.is_empty() {
        return None;
    }
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(folders.pop().unwrap()),
            "." => {}
            part => folders.push(part),
        }
    }
    let target = folders.join("/");
    Some(if target.is_empty() || target.ends_with('/') { target + "index.html" } else { target })
}

/// Follows every link of every page.
#[track_caller]
fn check_links(test: &Test) {
    let files = files(test);
    let attributes = scraper::Selector::parse("[href], [src]").unwrap();
    let mut n_links = 0;
    for file in files.iter().filter(|file| file.ends_with(".html") && *file != "404.html" && *file != "index.html") {
        let page = scraper::Html::parse_document(&read(test, file));
        for element in page.select(&attributes) {
            let href = element.attr("href").or(element.attr("src")).unwrap();
            let Some(target) = target(file, href) else { continue };
            assert!(files.contains(&target), "{file}: {href} leads to {target}, which is not there");
            n_links += 1;
        }
    }
    assert!(n_links > 10, "{n_links} links");
}

pub fn texts(page: &str, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

pub fn attribute(page: &str, selector: &str, name: &str) -> Option<String> {
    let page = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector).next().and_then(|element| element.attr(name)).map(str::to_owned)
}

#[test]
fn every_article_has_a_page_and_every_link_leads_somewhere() {
    let test = site(BASE, 5);
    build(&test).says(" pages, lists and feeds");
    assert_eq!(below(&test, "article/").len(), 5);
    check_links(&test);
    let page = read(&test, &below(&test, "article/headline-2")[0]);
    assert_eq!(texts(&page, "main article h1"), ["Headline 2"]);
    assert_eq!(texts(&page, "title"), ["Headline 2 – The Paper"]);
    assert_eq!(texts(&page, ".article-body p"), ["Text 2."]);
    assert_eq!(texts(&page, "p.section a"), ["World & <Home>"]);
    assert_eq!(texts(&page, ".byline time"), ["3 January 2026, 12:00 UTC"]);
    assert_eq!(texts(&page, ".step-headline"), ["Headline 3", "Headline 1"]);
    assert_eq!(attribute(&page, "time", "datetime").as_deref(), Some("2026-01-03T12:00:00Z"));
    // The app takes over, with its program and under its policy.
    let start = |name| attribute(&page, "script[type=module]", name).unwrap();
    assert_eq!([start("src"), start("data-wasm")], ["../boot.js", "./reader-1_bg.wasm"]);
    assert!(start("data-place").starts_with("?article=headline-2-"));
    let policy = "meta[http-equiv=Content-Security-Policy]";
    assert!(attribute(&page, policy, "content").unwrap().contains("script-src 'self'"));
    assert!(!attribute(&read(&test, "list/1.html"), policy, "content").unwrap().contains("script-src"));
    let canonical = attribute(&page, "link[rel=canonical]", "href").unwrap();
    assert!(canonical.starts_with("https://news.example/archive/article/headline-2-"), "{canonical}");
    let data: Value = serde_json::from_str(&texts(&page, "script")[0]).unwrap();
    assert_eq!((&data["@type"], &data["url"]), (&"NewsArticle".into(), &canonical.into()));
    assert_eq!(attribute(&page, "link[rel=stylesheet]", "href").as_deref(), Some("../style-1.css"));
}

#[test]
fn without_a_base_address_nothing_claims_to_be_anywhere() {
    let test = site("", 2);
    build(&test);
    check_links(&test);
    let page = read(&test, &below(&test, "article/")[0]);
    assert_eq!(attribute(&page, "link[rel=canonical]", "href"), None);
    assert!(!files(&test).contains("sitemap.xml"));
    assert!(!read(&test, "robots.txt").contains("Sitemap"));
    let feed = read(&test, "feed.xml");
    assert!(feed.contains("href=\"./article/headline-1-"), "{feed}");
}

#[test]
fn the_app_s_page_names_the_archive_and_leads_to_the_pages() {
    let test = site(BASE, 1);
    build(&test);
    let page = read(&test, "index.html");
    assert_eq!(texts(&page, "title"), ["The Paper"]);
    assert!(page.contains("<noscript><header") && page.contains("<a href=\"list/1.html\">"), "{page}");
    assert!(page.contains("<meta property=\"og:title\" content=\"The Paper\"/>"), "{page}");
    assert!(!page.contains("canonical"), "each article that is asked for would be the front page");
    assert_eq!(attribute(&page, "link[rel=manifest]", "href").as_deref(), Some("app.webmanifest"));
    let manifest: Value = serde_json::from_str(&read(&test, "app.webmanifest")).unwrap();
    assert_eq!((&manifest["name"], &manifest["icons"][0]["src"]), (&"The Paper".into(), &"icon.svg".into()));
    // An `id` is seen from the host and not from this file, so that two archives on one host were one app; without it the address
    // of the start is taken (w3.org/TR/appmanifest, "id member").
    assert_eq!((manifest.get("id"), &manifest["start_url"]), (None, &"./".into()));
}

#[test]
fn only_so_many_have_pages_as_the_settings_say() {
    let test = site("staticArticles = 3\n", 5);
    build(&test);
    let pages = below(&test, "article/");
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().all(|path| !path.contains("headline-0-") && !path.contains("headline-1-")), "{pages:?}");
    check_links(&test);
    assert!(texts(&read(&test, "list/1.html"), ".front-more a").concat().contains("Search"));

    test.write("in/broadsheet.toml", "id = \"paper\"\nstaticArticles = \"none\"\n");
    build(&test);
    assert!(files(&test).iter().all(|path| !path.ends_with(".html") || path == "index.html" || path == "404.html"));
    assert!(read(&test, "index.html").contains("<noscript>Not here."));
    assert!(read(&test, "feed.xml").contains("href=\"./?article=headline-4-"));

    test.write("in/broadsheet.toml", "id = \"paper\"\nstaticArticles = \"all\"\n");
    build(&test);
    assert_eq!(below(&test, "article/").len(), 5);
}

#[test]
fn wrong_settings_are_told() {
    for (line, what) in [
        ("staticArticles = \"al\"", "did you mean \"all\"?"),
        ("staticArticles = \"some\"", "neither \"all\" nor \"none\" nor a number"),
        ("staticArticles = -1", "must be \"all\", \"none\" or a number"),
        ("staticArticles = 1.5", "must be \"all\", \"none\" or a number"),
        ("baseAddress = \"news.example\"", "must be a whole address"),
        ("baseAddress = \"https://news.example/?a\"", "may have no ?"),
        ("baseAdress = \"https://news.example/\"", "did you mean \"baseAddress\"?"),
        ("description = 3", "must be a text"),
    ] {
        let test = site(&format!("{line}\n"), 1);
        test.run(&["build", "in", "--out", "site", "--app", "dist"]).status(2).says(what);
        assert!(!test.path("site").exists());
    }
}

#[test]
fn the_same_sources_give_the_same_pages_and_a_second_build_touches_none() {
    let (one, other) = (site(BASE, 5), site(BASE, 5));
    build(&one);
    build(&other);
    for file in files(&one) {
        assert_eq!(read(&one, &file), read(&other, &file), "{file}");
    }
    let times = |test: &Test| -> Vec<_> {
        let pages = files(test).into_iter().filter(|path| path.contains('/') || path.starts_with("feed"));
        pages.map(|path| fs::metadata(test.path("site").join(path)).unwrap().modified().unwrap()).collect()
    };
    let before = times(&one);
    assert!(before.len() > 10);
    build(&one);
    assert_eq!(times(&one), before);
}

/// A site holds what its archive holds, and nothing that was in it once.
#[test]
fn pages_go_with_their_articles() {
    let test = site(BASE, 4);
    build(&test);
    test.write("site/mine.txt", "mine");
    test.write("site/article/mine.txt", "mine");
    let articles: Vec<Value> = (1..4).map(article).collect();
    test.write("in/all.jsonl", lines(&articles));
    build(&test);
    assert_eq!(below(&test, "article/headline-0"), [""; 0]);
    assert_eq!(below(&test, "article/").len(), 4, "of which one is somebody's own");
    assert!(files(&test).contains("mine.txt"));

    // Cut out of the archive alone.
    // Whoever names the site in place of its archive learns where that is.
    for more in [["--remove", "https://a.example/2"], ["in", "--append"]] {
        let named = test.run(&[&["bundle", "--out", "site"][..], &more].concat());
        named.status(2).says("site: is a site; its archive is site/archive, so name that with --out");
    }
    test.run(&["bundle", "--out", "site/archive", "--remove", "https://a.example/2"]).success();
    let all: String = files(&test).iter().filter(|path| !path.contains("mine")).map(|path| read(&test, path)).collect();
    assert!(!all.contains("Headline 2") && all.contains("Headline 3"));
    check_links(&test);

    // Withdrawn, and another headline for one that stays.
    let mut withdrawn = article(1);
    withdrawn["pubStatus"] = "canceled".into();
    withdrawn["version"] = "2".into();
    let mut changed = article(3);
    changed["headline"] = "Other words 3".into();
    changed["version"] = "2".into();
    test.write("more.jsonl", lines(&[withdrawn, changed]));
    test.run(&["build", "more.jsonl", "--out", "site", "--app", "dist", "--append"]).success();
    assert_eq!(below(&test, "article/").len(), 2);
    assert_eq!(below(&test, "article/other-words-3").len(), 1);
    check_links(&test);
    let page = read(&test, &below(&test, "article/other-words-3")[0]);
    assert!(page.contains("https://news.example/archive/"), "settings that are not said again stay");
}

/// A run that was stopped may leave pages aside, in place, or half of them listed.
#[test]
fn a_stopped_run_is_made_good_by_the_next() {
    let test = site(BASE, 3);
    build(&test);
    let whole = files(&test);
    let contents: Vec<String> = whole.iter().map(|path| read(&test, path)).collect();
    fs::remove_file(test.path("site/feed.xml")).unwrap();
    test.write("site/list/1.html", "half");
    test.write("site/.broadsheet-new-pages/article/x.html", "aside");
    let mut listed: Value = serde_json::from_str(&read(&test, "site.json")).unwrap();
    listed["pages"]["article/stale-aaaaaaaaaa.html"] = "".into();
    test.write("site/site.json", listed.to_string());
    test.write("site/article/stale-aaaaaaaaaa.html", "stale");
    build(&test);
    assert_eq!(files(&test), whole);
    for (path, contents) in whole.iter().zip(contents).filter(|(path, _)| *path != "site.json") {
        assert_eq!(read(&test, path), contents, "{path}");
    }
}

/// Who brings a file of that name with the app has a reason to.
#[test]
fn what_the_app_brings_itself_stays() {
    let test = site(BASE, 1).file("dist/robots.txt", "mine").file("dist/404.html", "mine");
    build(&test);
    build(&test);
    assert_eq!((read(&test, "robots.txt"), read(&test, "404.html")), ("mine".into(), "mine".into()));
}

#[test]
fn long_lists_have_several_pages() {
    let articles: Vec<Value> = (0..250)
        .map(|number| json!({ "uri": format!("a:{number}"), "headline": format!("H {number}"), "articleSection": "One", "body": ["T."] }))
        .collect();
    let test = site(BASE, 1).file("in/all.jsonl", lines(&articles));
    build(&test);
    check_links(&test);
    let cards = |path: &str| texts(&read(&test, path), ".result-link").len();
    assert_eq!(["list/1.html", "list/2.html", "list/3.html"].map(cards), [100, 100, 50]);
    assert_eq!(below(&test, "section/").iter().filter(|path| path.ends_with(".html")).count(), 3);
    assert_eq!(texts(&read(&test, "list/2.html"), "nav.site-links a"), ["Previous page", "Next page"]);
}

/// RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, once, and which of them must be what.
#[test]
fn feeds_have_what_their_formats_ask_for() {
    let mut articles: Vec<Value> = (0..25).map(article).collect();
    articles
        .push(json!({ "uri": "no address", "headline": "<b> & ]]>", "by": "Ann & Bob", "datePublished": "2025-12-01",
        "dateModified": "2026-02-01T00:00:00+01:00", "articleSection": "Sport", "language": "he", "body": ["T."] }));
    articles.push(json!({ "uri": "a:undated", "headline": "Undated", "body": ["T."] }));
    let test = site(BASE, 1).file("in/all.jsonl", lines(&articles));
    build(&test);
    let feeds: Vec<String> =
        files(&test).into_iter().filter(|path| path.ends_with(".xml") && !path.starts_with("sitemap")).collect();
    assert_eq!(feeds.len(), 3, "of all, and of two sections");
    for feed in feeds {
        let text = read(&test, &feed);
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        let atom = "http://www.w3.org/2005/Atom";
        let children = |node: roxmltree::Node<'_, '_>, name: &str| -> Vec<String> {
            let named = node.children().filter(|child| child.has_tag_name((atom, name)));
            named.map(|child| child.text().unwrap_or_default().to_owned()).collect()
        };
        for node in root.children().filter(|child| child.has_tag_name((atom, "entry"))).chain([root]) {
            for name in ["id", "title", "updated"] {
                assert_eq!(children(node, name).len(), 1, "{feed}: {name}");
            }
            let id = &children(node, "id")[0];
            assert!(id.contains(':') && !id.contains(' '), "{id}");
            assert!(children(node, "updated")[0].parse::<jiff::Timestamp>().is_ok());
            let links = node.children().filter(|child| child.has_tag_name((atom, "link")));
            for link in links {
                assert!(link.attribute("href").unwrap().starts_with("https://news.example/archive/"));
            }
        }
        let ids: Vec<&str> =
            root.descendants().filter(|node| node.has_tag_name((atom, "id"))).filter_map(|node| node.text()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());

        // jsonfeed.org/version/1.1
        let json: Value = serde_json::from_str(&read(&test, &feed.replace(".xml", ".json"))).unwrap();
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        let items = json["items"].as_array().unwrap();
        assert_eq!(items.len(), ids.len() - 1);
        assert!(items.iter().all(|item| item["id"].is_string() && item["content_text"].is_string()));
    }
    let all = read(&test, "feed.xml");
    let document = roxmltree::Document::parse(&all).unwrap();
    let texts = |name: &str| -> Vec<String> {
        let named = document.descendants().filter(|node| node.tag_name().name() == name);
        named.filter_map(|node| node.text()).map(str::to_owned).collect()
    };
    assert!(texts("title").contains(&"<b> & ]]>".to_owned()) && !all.contains("Undated"));
    assert_eq!(texts("updated")[0], "2026-01-31T23:00:00Z");
}

#[test]
fn the_sitemap_lists_every_page() {
    let test = site(BASE, 5);
    build(&test);
    let text = read(&test, "sitemap.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    assert!(document.root_element().has_tag_name((namespace, "urlset")));
    let found =
        document.descendants().filter(|node| node.has_tag_name((namespace, "loc"))).filter_map(|node| node.text());
    let found: BTreeSet<String> = found.map(str::to_owned).collect();
    let pages =
        files(&test).into_iter().filter(|path| path.ends_with(".html") && *path != "404.html" && *path != "index.html");
    assert_eq!(found, pages.map(|path| format!("https://news.example/archive/{path}")).collect());
    assert!(text.contains("<lastmod>2026-01-05T12:00:00Z</lastmod>"));
    assert!(read(&test, "robots.txt").ends_with("\nSitemap: https://news.example/archive/sitemap.xml\n"));
}

#[test]
fn what_is_not_found_leads_to_the_site() {
    let test = site(BASE, 1);
    build(&test);
    let page = read(&test, "404.html");
    assert_eq!(attribute(&page, "script", "src").as_deref(), Some("/archive/404.js"));
    assert!(texts(&page, "script").concat().is_empty(), "no policy allows inline script");
    assert_eq!(attribute(&page, ".not-found a", "href").as_deref(), Some("/archive/"));
    assert!(files(&test).contains("404.js"));
    let test = site("", 1);
    build(&test);
    assert_eq!(attribute(&read(&test, "404.html"), "script", "src").as_deref(), Some("./404.js"));
}

#[test]
fn scripts_hear_how_many_files_there_are() {
    let test = site(BASE, 3);
    let outcome = test.run(&["build", "in", "--out", "site", "--app", "dist", "--json"]).success();
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let n_files = test.files("site").len();
    assert_eq!((&answer["articles"], &answer["siteFiles"]), (&3.into(), &n_files.into()));
}
