//! JSON that holds articles within other things, and what is said of these: lists and pages in JSON-LD, a reader's marks.

use super::{check, import};
use import::Event;

/// Each entry of Pocket with a mark came a second time, without its tags.
#[test]
fn marks_of_pocket_are_no_articles() {
    let marks =
        r#"[{"url":"https://e.example/1","title":"One","highlights":[{"quote":"Two.","created_at":1700000100}]}]"#;
    check(
        "a.json",
        marks,
        &["note: a.json:item 1: passages that were marked in Pocket are a reader's own and were left out"],
    );
}

/// Was said to hold no article.
#[test]
fn articles_are_found_in_what_holds_them() {
    for (field, one) in [
        ("itemListElement", r#"{"@type":"ListItem","item":{"@type":"NewsArticle","headline":"One"}}"#),
        ("hasPart", r#"{"@type":"NewsArticle","headline":"One"}"#),
        ("blogPost", r#"{"@type":"BlogPosting","headline":"One"}"#),
        ("dataFeedElement", r#"{"@type":"DataFeedItem","item":{"@type":"Article","headline":"One"}}"#),
    ] {
        let json = format!(r#"{{"@context":"https://schema.org","@type":"Thing","{field}":[{one}]}}"#);
        check("a.jsonld", json, &["a.jsonld: One"]);
    }
}

/// What held a list back, or the page that an article is on, held none of the articles back.
#[test]
fn what_holds_a_list_back_holds_its_articles_back() {
    let article = r##"{"@type":"NewsArticle","@id":"#a","headline":"One"}"##;
    let page =
        |hold: &str| format!(r##"{{"@graph":[{article},{{"@type":"WebPage",{hold},"mainEntity":{{"@id":"#a"}}}}]}}"##);
    let article = article.replace("#a", "b");
    let list = |hold: &str| format!(r#"{{"@type":"ItemList",{hold},"itemListElement":[{{"item":{article}}}]}}"#);
    for json in [list(r#""embargoedUntil":"2099-01-01T00:00:00Z""#), page(r#""embargo":"soon""#)] {
        let field = if json.contains("Until") { "embargoedUntil" } else { "embargo" };
        check(
            "a.jsonld",
            json,
            &[&format!(
                "problem: a.jsonld: was left out, as it may not be meant for publication: the field \"{field}\" stands beside the list of articles; put it into each that it holds back"
            )],
        );
    }
    for json in [list(r#""creativeWorkStatus":"Draft""#), page(r#""creativeWorkStatus":"Draft""#)] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jsonld");
        std::fs::write(&file, json).unwrap();
        let mut statuses = Vec::new();
        import::<()>(&file, &mut |event| {
            if let Event::Article(found) = event {
                statuses.push(found.article.pub_status);
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(statuses, [Some("withheld".to_owned())]);
    }
}

/// Was said to have neither a headline nor a body.
#[test]
fn names_of_schema_org_may_have_a_prefix() {
    for prefix in ["schema:", "http://schema.org/", "https://schema.org/"] {
        let json =
            format!(r#"{{"@context":{{}},"@type":"{prefix}NewsArticle","{prefix}headline":[{{"@value":"One"}}]}}"#);
        check("a.jsonld", json, &["a.jsonld: One"]);
    }
    // What holds it back, holds it back under any name.
    let json = r#"{"@type":"NewsArticle","headline":"One","schema:embargo":"soon"}"#;
    check(
        "a.jsonld",
        json,
        &[
            "problem: a.jsonld: was left out, as it may not be meant for publication: the field \"embargo\" could not be understood; write embargoedUntil or expires with an RFC 3339 date-time",
        ],
    );
}
