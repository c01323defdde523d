//! JSON-LD in files: articles in lists and pages, and what is said of these.

use super::{check, import};
use import::Event;

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
