//! Pages of the owner's own: Markdown in the frame of the static pages, led to from every footer and from the app's About.

use std::fs;

use serde_json::Value;

use crate::harness::{Outcome, Test};

const ABOUT_US: &str = "# Who we are\n\nWe *print* [letters](contact.md#post) & <b>more</b>[^1].\n\n<script>alert(1)</script>\n\n- one\n- two\n\n[^1]: A note.\n";
const PAGES: &str =
    "[[pages]]\ntitle = \"About <us>\"\nfile = \"about-us.md\"\n[[pages]]\nfile = \"texts/contact.md\"\n";

fn house(settings: &str) -> Test {
    Test::new()
        .file("in/a.txt", "A headline of some length\n\nAnd a text that follows it.")
        .file("in/about-us.md", ABOUT_US)
        .file("in/texts/contact.md", "---\nheadline: Write to us\nabstract: By post.\n---\nAt the harbour.")
        .file("in/broadsheet.toml", format!("id = \"in\"\ntitle = \"The Paper\"\n{settings}"))
        .file("dist/index.html", "<title>x</title>")
        .file("dist/about/en.json", "{\"search\": [\"section\", {}, \"Search\"]}")
}

#[track_caller]
fn build(test: &Test, more: &[&str]) -> Outcome {
    test.run(&[&["build", "in", "--out", "site", "--app", "dist"], more].concat()).success()
}

fn read(test: &Test, path: &str) -> String {
    fs::read_to_string(test.path("site").join(path)).unwrap()
}

fn texts(page: &str, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn a_page_is_written_in_the_frame_and_led_to_from_everywhere() {
    let test = house(&format!("owner = \"Harbour Press\"\nbaseAddress = \"https://news.example/\"\n{PAGES}"));
    build(&test, &[]).says("1 article read").says("in/about-us.md: HTML tags were left out");
    let page = read(&test, "page/about-us.html");
    assert_eq!(texts(&page, "title"), ["About <us> – The Paper"]);
    assert_eq!(texts(&page, "main h1"), ["Who we are"]);
    assert_eq!(texts(&page, "main p"), ["We print letters & more[1].", "[1] A note."]);
    assert_eq!(texts(&page, "main li"), ["one", "two"]);
    assert!(!page.contains("<script") && page.contains("href=\"../page/contact.html#post\""), "{page}");
    assert!(
        page.contains("href=\"https://news.example/page/about-us.html\" rel=\"canonical\"")
            || page.contains("rel=\"canonical\" href=\"https://news.example/page/about-us.html\"")
    );
    assert_eq!(texts(&read(&test, "page/contact.html"), "main h1, main .standfirst"), ["Write to us", "By post."]);
    for path in ["list/1.html", "list/about.html", "page/contact.html", "404.html"] {
        let footer = texts(&read(&test, path), "footer a");
        assert!(footer.ends_with(&["About <us>".to_owned(), "Write to us".to_owned()]), "{path}: {footer:?}");
        assert!(texts(&read(&test, path), "footer").concat().contains("Publisher: \u{2068}Harbour Press\u{2069}"));
    }
    assert!(read(&test, "sitemap.xml").contains("<loc>https://news.example/page/contact.html</loc>"));
    let about: Value = serde_json::from_str(&read(&test, "about/en.json")).unwrap();
    assert_eq!(about["search"][3][2], "Search");
    assert_eq!(about["search"][2][2][2], "Harbour Press");
    assert_eq!(about["search"][2][3][2][2][1]["href"], "./page/about-us.html");
    assert!(read(&test, "feed.xml").contains("<author><name>Harbour Press</name></author>"));
}

/// Who adds articles, cuts one out or names no settings changes nothing of the pages.
#[test]
fn pages_stay_when_the_archive_alone_changes_and_go_with_the_settings() {
    let test = house(PAGES);
    build(&test, &[]);
    let before = read(&test, "page/about-us.html");
    test.write("more/b.txt", "Another headline of some length\n\nAnd a text that follows it.");
    test.run(&["build", "more", "--out", "site", "--app", "dist", "--append"]).success();
    assert_eq!(read(&test, "page/about-us.html"), before);
    test.run(&["bundle", "--out", "site/archive", "--remove", "urn:broadsheet:in:a.txt"]).success();
    assert_eq!(read(&test, "page/about-us.html"), before);
    test.write(
        "in/broadsheet.toml",
        "id = \"in\"\nstaticArticles = \"none\"\n[[pages]]\nfile = \"texts/contact.md\"\n",
    );
    build(&test, &[]);
    assert!(!test.path("site/page/about-us.html").exists() && test.path("site/page/contact.html").exists());
    assert!(!test.path("site/list").join("1.html").exists());
}

#[test]
fn wrong_pages_are_told() {
    for (settings, what) in [
        ("[[pages]]\ntitle = \"About\"\n", "in/broadsheet.toml:3: \"pages\", item 1: lacks \"file\""),
        (
            "[[pages]]\nfile = \"gone.md\"\n",
            "in/broadsheet.toml:4: \"pages\", item 1, \"file\": \"gone.md\" is not there (in/gone.md)",
        ),
        ("[[pages]]\nfile = \"a.txt\"\n", "must be a Markdown file"),
        ("[[pages]]\nfiles = \"a.md\"\n", "there is no key \"files\"; did you mean \"file\"?"),
        ("pages = [\"about-us.md\"]\n", "\"pages\", item 1 must be a table"),
        ("pages = \"about-us.md\"\n", "\"pages\" must be a table [[pages]]"),
        (
            "[[pages]]\nfile = \"about-us.md\"\n[[pages]]\nfile = \"./about-us.md\"\n",
            "item 2: would be page/about-us.html, as in/about-us.md is",
        ),
    ] {
        let test = house(settings);
        test.run(&["build", "in", "--out", "site", "--app", "dist"]).status(2).says(what);
        assert!(!test.path("site").exists());
    }
    let test = house("[[pages]]\nfile = \"empty.md\"\n").file("in/empty.md", "  ");
    test.run(&["build", "in", "--out", "site", "--app", "dist"]).status(2).says("in/empty.md holds no text");
    assert!(!test.path("site").exists());
}

/// Front matter that held an article back did not hold back a page of one's own.
#[test]
fn a_page_that_may_not_be_published_is_left_out() {
    let test =
        house(PAGES).file("in/texts/contact.md", "---\nheadline: Write to us\ndraft: true\n---\nAt the harbour.");
    build(&test, &[]).says("contact.md: the page was left out: its pubStatus is");
    assert!(test.path("site/page/about-us.html").is_file());
    assert!(!test.path("site/page/contact.html").exists());
    assert!(!read(&test, "site.json").contains("At the harbour"));
}

/// The settings of a build that came to nothing were those of the next `bundle --remove`.
#[test]
fn a_build_that_fails_changes_no_settings() {
    let test = house("owner = \"Harbour Press\"\n");
    build(&test, &[]);
    let before = read(&test, "site.json");
    let test = test
        .file("in/broadsheet.toml", format!("id = \"in\"\ntitle = \"The Paper\"\nowner = \"Another\"\n{PAGES}"))
        .file("in/a.txt", "");
    test.run(&["build", "in", "--out", "site", "--app", "dist"]);
    let settings = |text: &str| serde_json::from_str::<Value>(text).unwrap()["settings"].clone();
    assert_eq!(settings(&read(&test, "site.json")), settings(&before));
}
