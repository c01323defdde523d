//! Feeds of formats that are rare by now, and what is nearly a feed.

use super::*;

#[track_caller]
fn headlines(feed: &str, expected: &[&str]) {
    let (articles, said) = read_all(feed);
    let found: Vec<&str> = articles.iter().map(|article| article.headline.as_str()).collect();
    assert_eq!((found.as_slice(), said.as_slice()), (expected, [].as_slice()), "{feed}");
}

/// A text that was said to be bytes of any kind was none, though nothing but a text was written there.
#[test]
fn a_text_in_base_64_is_a_text_whatever_it_is_said_to_be() {
    for kind in ["application/octet-stream' mode='base64", "application/octet-stream", "text/html' mode='base64"] {
        let entry = format!(
            "<feed><entry><title>x</title><content type='{kind}'>PHA+T25lLjwvcD48cD5Ud28uPC9wPg==</content></entry></feed>"
        );
        assert_eq!(texts(&one(&entry)), ["One.", "Two."], "{kind}");
    }
}

/// Both forms of a text stood there, one behind the other.
#[test]
fn of_the_forms_of_a_text_that_with_most_in_it_is_taken() {
    for name in ["content", "summary"] {
        let entry = format!(
            "<feed version='0.3'><entry><title>x</title><{name} type='multipart/alternative'><content type='text/plain'>One. Two.</content>\
             <content type='text/html' mode='escaped'>&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></content></{name}></entry></feed>"
        );
        assert_eq!(texts(&one(&entry)), ["One.", "Two."]);
    }
    let title = "<title type='multipart/alternative'><content type='text/plain'>1 &lt; 2</content></title>";
    assert_eq!(one(&format!("<feed version='0.3'><entry>{title}</entry></feed>")).headline, "1 < 2");
}

/// Such links were passed over: with a base of their own, a relation in capitals or as an address, or written as RSS has it.
#[test]
fn links_are_read_however_they_are_written() {
    for link in [
        "<link xml:base='c/' href='d'/>",
        "<link rel='Alternate' href='c/d'/>",
        "<link rel='http://www.iana.org/assignments/relation/alternate' href='c/d'/>",
        "<link>https://a.example/b/c/d</link>",
        "<link rel='self' href='e'/><link>https://a.example/b/c/d</link>",
    ] {
        let entry = format!("<feed xml:base='https://a.example/b/'><entry><title>x</title>{link}</entry></feed>");
        assert_eq!(one(&entry).url.as_deref(), Some("https://a.example/b/c/d"), "{link}");
    }
    let rss = rss("<title>x</title><guid isPermaLink='False'>https://example.org/1</guid>");
    assert_eq!((rss.url, rss.uri.as_str()), (None, "https://example.org/1"));
}

/// Its items had no address and no date.
#[test]
fn a_channel_of_cdf_is_read() {
    let channel = "<CHANNEL HREF='https://a.example/'><TITLE>x</TITLE><ITEM HREF='/1' LASTMOD='2024-05-14'><TITLE>One</TITLE>\
        <ABSTRACT>Two.</ABSTRACT></ITEM></CHANNEL>";
    let article = one(channel);
    assert_eq!(
        (article.url.as_deref(), article.date_published.as_deref()),
        (Some("https://a.example/1"), Some("2024-05-14"))
    );
    assert_eq!(texts(&article), ["Two."]);
}

/// Nothing was read of a feed under a prefix, in a namespace that few programs use or that one made up.
#[test]
fn a_feed_is_one_in_whatever_namespace() {
    for (at, namespace) in [
        "http://backend.userland.com/RSS",
        "https://purl.org/rss/1.0",
        "urn:made:up",
        "http://blogs.law.harvard.edu/tech/rss/",
    ]
    .iter()
    .enumerate()
    {
        headlines(
            &format!(
                "<x:rss xmlns:x='{namespace}'><x:channel><x:item><x:title>{at}</x:title></x:item></x:channel></x:rss>"
            ),
            &[&at.to_string()],
        );
    }
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:r='http://channel.netscape.com/rdf/simple/0.9/' xmlns:d='http://purl.org/dc/elements/1.1'>\
        <r:channel/><r:item><r:title>x</r:title><d:creator>Jane Doe</d:creator></r:item></rdf:RDF>";
    assert_eq!(names(&one(rdf).author), ["Jane Doe"]);
}

/// Two items became one where nobody had closed the first.
#[test]
fn an_item_ends_where_the_next_begins() {
    headlines("<rss><channel><item><title>One</title><item><title>Two</title></item></channel></rss>", &["One", "Two"]);
    headlines("<feed><entry><title>One<entry><title>Two</title></entry></feed>", &["One", "Two"]);
    headlines("<rss><channel><item><title>One</title><link>a<item><title>Two</title></channel></rss>", &["One", "Two"]);
}

/// An item within another ended it: what stood behind was lost, be it what held it back, and the inner one was an article.
#[test]
fn an_item_deeper_in_another_is_a_part_of_it() {
    let held = "<description>Text.</description><dcterms:valid>start=2099-01-01</dcterms:valid>";
    let inner = "<item><title>B</title></item>";
    for related in [format!("<related>{inner}{inner}</related>"), format!("<related><list>{inner}</list></related>")] {
        let article = one(&format!("<rss><channel><item><title>A</title>{related}{held}</item></channel></rss>"));
        assert_eq!((article.headline.as_str(), article.embargoed_until.as_deref()), ("A", Some("2099-01-01")));
        assert_eq!(article.body.len(), 1);
    }
    let atom = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'><entry><title>A</title>\
         <gd:feedLink><feed><entry><title>B</title></entry></feed></gd:feedLink><content type='application/xml'><entry/></content>\
         <summary>Text.</summary><prism:embargoDate>2099-01-01</prism:embargoDate></entry></feed>",
    );
    assert_eq!((atom.headline.as_str(), atom.embargoed_until.as_deref()), ("A", Some("2099-01-01")));
}

/// Was called no feed (RFC 4287, section 2).
#[test]
fn an_entry_may_stand_alone() {
    headlines("<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title><id>urn:a:1</id></entry>", &["One"]);
    assert_eq!(read_all("<entry><name>One</name></entry>").0, []);
}

/// A server's warning before a feed hid it.
#[test]
fn tags_before_a_feed_hide_nothing() {
    headlines("<br><b>Warning<br><rss><channel><item><title>One</title></item></channel></rss>", &["One"]);
}

/// All was lost where a name was declared with `>` in its text, or a comment beside the names held a quotation mark.
#[test]
fn what_a_document_type_declares_may_hold_any_sign() {
    headlines(
        "<!DOCTYPE rss [<!-- don't > [ -->\n<!ENTITY a 'b > c'><!ENTITY d \"]>\"><!ENTITY e '<b>f</b>'>]><rss><channel><item><title>&a; &d;</title></item></channel></rss>",
        &["b > c ]>"],
    );
    // An instruction there, or a bracket in an address, hid all that follows.
    for doctype in [
        "<!DOCTYPE rss [<?pi it's [ < \"?>]>",
        "<!DOCTYPE rss [<?a?> <!ENTITY b 'c'> <?d ? > ??>\n]>",
        "<!DOCTYPE rss SYSTEM \"a[1].dtd\">",
        "<!DOCTYPE rss SYSTEM 'a[<\"' [<!ENTITY b 'c'>]>",
        "<!DOCTYPE rss SYSTEM \"a.dtd>",
    ] {
        headlines(&format!("{doctype}<rss><channel><item><title>a</title></item></channel></rss>"), &["a"]);
    }
    headlines("<!DOCTYPE rss PUBLIC \"it's\"><rss><channel><item><title>a>b</title></item></channel></rss>", &["a>b"]);
}
