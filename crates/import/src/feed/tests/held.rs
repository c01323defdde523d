//! What holds an item back, and what is none.

use super::*;

/// Embargoes in feeds were no one's word and passed over; drafts in the exports of blogs were published.
#[test]
fn what_holds_an_item_back_is_heeded_whoever_says_it() {
    let held = |inner: &str| {
        let article = rss(&format!("<title>x</title>{inner}"));
        [article.pub_status, article.embargoed_until, article.expires].map(Option::unwrap_or_default)
    };
    for (inner, [status, until, expires]) in [
        ("<prism:embargoDate>2099-01-01</prism:embargoDate>", ["", "2099-01-01", ""]),
        ("<house:embargo until='2099-01-01T10:00:00Z'/>", ["", "2099-01-01T10:00:00Z", ""]),
        ("<embargo>false</embargo><embargoReason>None</embargoReason>", ["", "", ""]),
        (
            "<dcterms:valid>start=2024-05-14; end=2024-05-20; scheme=W3C-DTF</dcterms:valid>",
            ["", "2024-05-14", "2024-05-20"],
        ),
        (
            "<prism:expirationDate>2024-05-20</prism:expirationDate><expirationDate>2024-05-19</expirationDate>",
            ["", "", "2024-05-19"],
        ),
        ("<wp:status>draft</wp:status>", ["withheld", "", ""]),
        ("<wp:status>publish</wp:status><wp:post_password></wp:post_password>", ["", "", ""]),
        ("<wp:status>publish</wp:status><wp:post_password>secret</wp:post_password>", ["withheld", "", ""]),
        ("<blogger:status>DRAFT</blogger:status>", ["withheld", "", ""]),
        ("<status>open</status>", ["", "", ""]),
        ("<iptc:pubStatus>canceled</iptc:pubStatus>", ["canceled", "", ""]),
    ] {
        assert_eq!(held(inner), [status, until, expires], "{inner}");
    }
    let (articles, said) =
        read_all("<rss><channel><item><title>x</title><embargo>soon</embargo></item></channel></rss>");
    assert!(articles.is_empty() && said[0].contains("may not be meant for publication"), "{said:?}");
}

/// Pictures, menus, comments and templates in the exports of blogs were articles.
#[test]
fn of_an_export_articles_alone_are_read() {
    let item = |kind: &str| {
        format!("<item><title>{kind}</title><wp:post_type>{kind}</wp:post_type><wp:status>publish</wp:status></item>")
    };
    let items = ["post", "attachment", "page", "nav_menu_item", "wp_block", "event"].map(item).concat();
    let (articles, said) = read_all(&format!("<rss><channel>{items}</channel></rss>"));
    let headlines: Vec<&str> = articles.iter().map(|article| article.headline.as_str()).collect();
    assert_eq!((headlines, said.len()), (vec!["post", "page", "event"], 3), "{said:?}");
    let entry = |kind: &str| {
        format!(
            "<entry><title>{kind}</title><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/></entry>"
        )
    };
    let (articles, said) = read_all(&format!("<feed>{}</feed>", ["post", "comment", "settings"].map(entry).concat()));
    assert_eq!((articles.len(), said.len()), (1, 2), "{said:?}");
}

/// Items that lead to the same page, or to the site alone, pushed one another out.
#[test]
fn items_that_lead_to_one_address_stay_apart() {
    let uris = |items: &[&str]| {
        let items: String = items.iter().map(|item| format!("<item>{item}</item>")).collect();
        let (articles, _) = read_all(&format!("<rss><channel><link>https://a.example/</link>{items}</channel></rss>"));
        articles.into_iter().map(|article| article.uri).collect::<Vec<_>>()
    };
    assert_eq!(
        uris(&[
            "<title>One</title><link>https://a.example/log#may-1</link>",
            "<title>Two</title><link>https://a.example/log#may-2</link>"
        ]),
        ["https://a.example/log#may-1", "https://a.example/log#may-2"]
    );
    assert_eq!(
        uris(&[
            "<title>Gale warning</title><link>https://a.example</link><pubDate>Tue, 14 May 2024 06:30:00 GMT</pubDate>",
            "<title>x</title><link>https://a.example/</link><guid isPermaLink='false'>17</guid>"
        ]),
        ["https://a.example#Gale-warningTue,-14-May-2024-06:30:00-GMT", "https://a.example/#17"]
    );
    // What counts readers is no place on a page.
    assert_eq!(uris(&["<title>One</title><link>https://a.example/1#xtor=RSS-1</link>"]), [""]);
}
