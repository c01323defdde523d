//! HTML that tries to run script, through every door by which foreign HTML comes in.

use super::packing::{file, response, zip};
use super::{articles, books, page};
use article::is_safe_href;

/// A few of our own; the list beside the project has a hundred more.
const OWN: [&str; 8] = [
    "<script>alert(1)</script>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" jav&#x0A;ascript:alert(1)\">x</a>",
    "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<img src=\"javascript:alert(1)\" onerror=alert(1) alt=x>",
    "<svg/onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
    "<iframe srcdoc=\"<a href=javascript:x>\"></iframe><base href=\"javascript:x//\">",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
];

const PROSE: &str = "<p>The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty ships at sea, \
                     among them two ferries.</p>";

/// A file for each door, with the string in it.
fn doors(hostile: &str) -> Vec<(&'static str, Vec<u8>)> {
    let escaped = hostile.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let html = page("Title", &format!("<link rel=canonical href=\"{escaped}\">"))
        .replace("</article>", &format!("<p>{hostile}</p><p><a href=\"{escaped}\">y</a></p></article>"));
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let text = json(&format!("{PROSE}{hostile}<a href=\"{escaped}\">y</a>"));
    let address = json(hostile);
    let wallabag = format!(
        "[{{\"is_archived\":0,\"is_starred\":0,\"title\":{address},\"url\":{address},\"content\":{text},\"preview_picture\":{address}}}]"
    );
    let omnivore = format!(
        "[{{\"slug\":\"a\",\"title\":{address},\"url\":{address},\"description\":{text},\"thumbnail\":{address},\"readingProgress\":0,\"savedAt\":\"x\"}}]"
    );
    let chapter = format!("<h1>Title</h1>{PROSE}{hostile}<p><a href=\"{escaped}\">y</a></p>");
    let cell = hostile.replace('"', "\"\"");
    vec![
        ("a.html", html.clone().into_bytes()),
        ("a.mhtml", format!("Content-Type: text/html\nContent-Location: {}\n\n{html}", hostile.replace('\n', " ")).into_bytes()),
        ("a.rss", format!("<rss><channel><item><title>T</title><link>{escaped}</link><description>{escaped}{}</description></item></channel></rss>", PROSE.replace('<', "&lt;")).into_bytes()),
        ("a.atom", format!("<feed><entry><title>T</title><content type='xhtml'><div>{PROSE}{hostile}</div></content></entry></feed>").into_bytes()),
        ("a.json", format!("{{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"url\":{address},\"image\":{address},\"articleBody\":{text}}}").into_bytes()),
        ("b.json", wallabag.into_bytes()),
        ("a.md", format!("# T\n\n{hostile}\n\n[x]({hostile}) ![x](<{hostile}>)\n").into_bytes()),
        ("a.csv", format!("headline,url,body\nT,\"{cell}\",\"{}{cell}\"\n", PROSE.replace('"', "\"\"")).into_bytes()),
        ("b.csv", format!("title,url,time_added,tags,status\n\"{cell}\",https://example.org/a,1,\"{cell}\",unread\n").into_bytes()),
        ("b.html", format!("<title>Pocket Export</title><ul><li><a href=\"{escaped}\" tags=\"{escaped}\">{hostile}</a><li><a href=\"https://example.org/\">{hostile}</a></ul>").into_bytes()),
        ("a.warc", response("https://example.org/a", "200 OK", "Content-Type: text/html\r\n", html.as_bytes())),
        ("a.epub", books::book(&[("a.xhtml", &chapter)], "<dc:title>B</dc:title>", &[])),
        ("a.zip", zip(&[file("a.html", &html)])),
        ("b.zip", zip(&[file("metadata_0_to_20.json", omnivore), file("content/a.html", &chapter)])),
    ]
}

#[test]
fn no_script_comes_through_any_door() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/hostile/xss-filter-evasion.json");
    let more: Vec<String> = match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(_) => {
            println!(
                "skipped: ../shared/corpora/hostile/xss-filter-evasion.json is absent; the project's own strings are tried"
            );
            Vec::new()
        }
    };
    let mut came_in = std::collections::BTreeMap::new();
    for hostile in OWN.into_iter().chain(more.iter().map(String::as_str)) {
        for (name, bytes) in doors(hostile) {
            let read = articles(name, &bytes);
            *came_in.entry(name).or_insert(0) += read.len();
            for article in read {
                let links = article.body.iter().flat_map(|block| &block.spans).filter_map(|span| span.href.as_deref());
                let pictures = article.associations.iter().filter_map(|picture| picture.href.as_deref());
                for href in links.chain(pictures).chain(article.url.as_deref()) {
                    let plain: String = href.to_lowercase().chars().filter(|sign| !sign.is_whitespace()).collect();
                    assert!(is_safe_href(href) && !plain.starts_with("javascript:"), "{name}: {href} of {hostile}");
                }
            }
        }
    }
    // A door that lets nothing in would prove nothing.
    let tried = OWN.len() + more.len();
    for (name, articles) in came_in {
        assert!(articles * 2 > tried, "{name}: only {articles} articles of {tried}");
    }
}
