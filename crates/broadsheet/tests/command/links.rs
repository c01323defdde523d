//! Links from one article's file to another's.

use std::fs;

use serde_json::{Value, json};

use crate::harness::Test;

const FERRY: &str = "# The ferry\n\nIt sails again, see [the vote](../copy/council-vote.txt#top).";
const VOTE: &str = "Council votes for the new harbour wall\n\nSeven of nine were for it, and two were against.";

/// Where the links of an exported article lead, in order.
fn hrefs(test: &Test, headline: &str) -> Vec<Value> {
    let article = test.exported().into_iter().find(|article| article["headline"] == headline).unwrap();
    let blocks = article["body"].as_array().unwrap().clone();
    let spans = blocks.iter().flat_map(|block| block["spans"].as_array().cloned().unwrap_or_default());
    spans.filter(|span| span["kind"] == "link").map(|span| span["href"].clone()).collect()
}

/// The address in the app of the article whose headline has these words alone, as lists know it.
fn address(test: &Test, headline: &str) -> String {
    let begin = format!("\"{}-", headline.to_lowercase().replace(' ', "-"));
    let files = test.files("out").into_iter().filter(|(path, _)| path.to_string_lossy().contains("previews"));
    let slug = files.into_iter().find_map(|(_, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let at = text.find(&begin)? + 1;
        Some(text[at..].split('"').next().unwrap().to_owned())
    });
    format!("?article={}", slug.unwrap())
}

/// They led to files that the site does not have.
#[test]
fn a_link_to_an_article_s_file_leads_to_the_article() {
    let council = "# The council\n\n[A](ferry.md), [B](./ferry.md#times), [C](https://a.example/ferry.md), [D](minutes.pdf), [E](council.md).";
    let test = Test::new()
        .file("in/news/ferry.md", FERRY)
        .file("in/news/council.md", council)
        .file("in/news/minutes.pdf", "x")
        .file("in/copy/council-vote.txt", VOTE);
    test.bundle().says_not("links to");
    let (ferry, of_council) = (address(&test, "The ferry"), address(&test, "The council"));
    assert_eq!(hrefs(&test, "The ferry"), [address(&test, "Council votes for the new harbour wall")]);
    let led = [&ferry, &ferry, "https://a.example/ferry.md", "minutes.pdf", &of_council];
    assert_eq!(hrefs(&test, "The council"), led);
    // Sources beside one another are one in this.
    test.run(&["bundle", "in/news", "in/copy", "--out", "out"]).success().says_not("links to");
    assert_eq!(hrefs(&test, "The ferry").len(), 1);
    assert!(hrefs(&test, "The ferry")[0].as_str().unwrap().starts_with("?article=council-votes"));
}

#[test]
fn a_link_to_what_is_not_published_is_text() {
    let test = Test::new()
        .file("in/a.md", "# The council\n\nSee [the *secret*](b.md), [that](gone.md), [this](c.md).")
        .file("in/b.md", "---\nembargoedUntil: 2026-07-01T06:00:00Z\n---\n# Secret\n\nText.")
        .file("in/c.md", "---\ndraft: true\n---\n# Draft\n\nText.");
    test.bundle().says("in/a.md: links to b.md, c.md, gone.md were left out, as no article of that file is published");
    assert_eq!(hrefs(&test, "The council"), Vec::<Value>::new());
    let article = test.exported().remove(0);
    assert_eq!(article["body"][0]["text"], "See the secret, that, this.");
    test.run(&["bundle", "in", "--out", "out", "--now", "2026-07-02T00:00:00Z"]).success();
    assert_eq!(hrefs(&test, "The council"), [address(&test, "Secret")]);
}

#[test]
fn on_a_page_it_leads_to_the_other_s_page_as_that_is_called_now() {
    let test = Test::new()
        .file("in/news/ferry.md", FERRY)
        .file("in/copy/council-vote.txt", VOTE)
        .file("dist/index.html", "<title>app</title>");
    test.run(&["build", "in", "--out", "site", "--app", "dist"]).success();
    let page = || {
        let pages = test.files("site/article");
        let page = pages.into_iter().find(|(path, _)| path.to_string_lossy().contains("the-ferry-")).unwrap().1;
        String::from_utf8(page).unwrap()
    };
    let link = |page: &str| {
        let (_, behind) = page.split_once("see <a").unwrap_or_else(|| panic!("{page}"));
        behind.split_once("</a>").unwrap().0.to_owned()
    };
    let found = link(&page());
    let file = found.split('"').nth(1).unwrap();
    assert!(file.starts_with("../article/council-votes-for") && file.ends_with(".html"), "{found}");
    assert!(test.path("site/article").join(file).is_file(), "{file}");
    assert!(!found.contains("rel="), "{found}");

    let uri = test.run(&["export", "site"]).success().stdout;
    let uri = uri.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let uri = uri.into_iter().find(|article| article["headline"] != "The ferry").unwrap()["uri"].clone();
    let renamed = json!({"uri": uri, "headline": "Wall agreed", "body": ["Text."], "dateModified": "2026-01-01"});
    test.write("more.json", renamed.to_string());
    test.run(&["build", "more.json", "--out", "site", "--app", "dist", "--append"]).success();
    let found = link(&page());
    let file = found.split('"').nth(1).unwrap();
    assert!(file.contains("wall-agreed-") && fs::exists(test.path("site/article").join(file)).unwrap(), "{found}");

    test.run(&["bundle", "--out", "site/archive", "--remove", uri.as_str().unwrap()]).success();
    assert!(page().contains("see the vote."), "{}", page());
}

/// Of a link to an article that an earlier run had published it was said that no article of that file is.
#[test]
fn of_an_article_of_an_earlier_run_nothing_untrue_is_said() {
    let test = Test::new()
        .file("26/ferry.md", "# The ferry\n\nIt sails.")
        .file(
            "27/council.md",
            "# The council\n\nSee [the ferry](../26/ferry.md), [the vote](vote.md), [that](./vote.md).",
        )
        .file("27/vote.md", "# The vote\n\nIt passed.");
    test.run(&["bundle", "26", "--out", "out"]).success();
    let added = test.run(&["bundle", "27", "--out", "out", "--append"]).success();
    added.says(
        "27/council.md: links to ../26/ferry.md were left out, as no article of that file is published by this run",
    );
    let vote = address(&test, "The vote");
    assert_eq!(hrefs(&test, "The council"), [vote.as_str(), vote.as_str()]);
    assert_eq!(test.exported().len(), 3);
}
