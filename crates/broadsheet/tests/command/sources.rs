//! Sources in other houses' formats: pages and feeds become an archive that is searched like any other.

use crate::harness::Test;

const PROSE: &str = "The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty \
                     ships at sea, among them two ferries and a tanker that was bound for the refinery behind the dam.";

/// What could not be read at all ended as what was read with problems does, below a table of nothing written.
#[test]
fn import_of_what_is_not_there_fails() {
    let test = Test::new();
    let outcome = test.run(&["import", "gone.txt"]).status(2).says("problem: gone.txt: is not there");
    outcome.says("no article could be read").says_not("written");
}

/// The later of two captures of one address was named as lost, because of a path that two sources share.
#[test]
fn of_two_captures_of_an_address_the_later_is_taken() {
    let capture = |headline: &str| {
        let text =
            "The ferry left the harbour at noon, and nobody who had waited on the quay was left behind. ".repeat(8);
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>{headline}</title></head><body><article>\
             <h1>{headline}</h1><p>{text}</p><p>{text}</p></article></body></html>"
        );
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/ferry\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
             Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let test = Test::new().file("in/a.warc", capture("Ferry leaves") + &capture("Ferry leaves after all"));
    test.bundle().says("a.warc/https://news.example/ferry: stands there more than once, and the later was taken");
    let [article] = test.exported().try_into().unwrap();
    assert_eq!(article["headline"], "Ferry leaves after all");
}

#[test]
fn pages_and_feeds_become_an_archive() {
    let page = format!(
        "<title>Harbour opens</title><meta property=og:type content=article><link rel=canonical href=https://example.org/page>\
         <meta name=author content='Jane Doe'><article><h1>Harbour opens</h1><p>{PROSE}</p><p>{PROSE}</p>\
         <p>Sign up for our daily newsletter.</p><script>alert(1)</script></article>"
    );
    let feed = "<rss><channel><title>Courier</title><item><title>Ferries return</title><link>https://example.org/ferries</link>\
                <description>&lt;p onclick='x()'&gt;The ferries.&lt;/p&gt;</description></item>\
                <item><title>Old</title><guid>https://example.org/old</guid><expirationDate>2020-01-01</expirationDate></item></channel></rss>";
    let test = Test::new()
        .file("in/broadsheet.toml", "id = \"sources\"\ntitle = \"Sources\"\n")
        .file("in/Harbour.html", page)
        .file("in/Harbour_files/frame.html", "<p>Not this</p>")
        .file("in/feed.xml", feed)
        .file("in/front.html", "<h1>News</h1><a href=/a>One</a> <a href=/b>Two</a>");
    test.run(&["bundle", "in", "--out", "out"])
        .status(1)
        .says("in/front.html: holds no article that can be told from the rest")
        .says("in/Harbour.html: left out the promotional line “Sign up for our daily newsletter.”")
        .says("in/feed.xml:item 2");
    assert_eq!(test.found("harbour", &[]), ["https://example.org/page"]);
    assert_eq!(test.found("ferries", &["--filter", "publisher=Courier"]), ["https://example.org/ferries"]);
    assert_eq!(test.found("old", &[]), [] as [String; 0]);
    for bytes in test.files("out").into_values() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("alert(1)") && !text.contains("onclick"));
    }
}
