//! What the blocks of a text become.

use article::{Block, BlockKind};

use super::blocks_of;

#[track_caller]
fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let blocks: Vec<Block> = blocks_of(text, &[]);
    let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

/// Behind a list within an item the item's own text was glued to the last word of that list.
#[test]
fn text_behind_a_list_within_an_item_stands_apart() {
    use BlockKind::List;
    check(
        "1. outer\n   - inner one\n   - inner two\n\n   after inner\n2. last",
        &[(List, "outer\ninner one\ninner two\nafter inner\nlast")],
    );
    check("- a\n  - b\n\n  *c*\n\n  d", &[(List, "a\nb\nc d")]);
    check("- a\n\n  - b\n\n    c\n\n  d", &[(List, "a\nb c\nd")]);
    // Without a line between it is the inner item's.
    check("- a\n  - b\n  c", &[(List, "a\nb c")]);
    check("- a\n  - b\n    - c\n- d", &[(List, "a\nb\nc\nd")]);
    check("- a\n  - b\n\n  > c", &[(List, "a\nb"), (List, "c")]);
}

/// Stood in the text, and the article had the name of its file.
#[test]
fn front_matter_may_be_an_object_and_the_files_name_a_day() {
    let read = |name: &str, text: &str| {
        let (articles, _) = crate::heard::heard(name, |outlet| super::read(text, name, outlet));
        articles.into_iter().next().map(|found| found.article).unwrap_or_default()
    };
    let article = read("a.md", "{\n \"title\": \"Harbour\",\n \"date\": \"2024-03-05\"\n}\n\nOne.\n");
    assert_eq!((article.headline.as_str(), article.date_published.as_deref()), ("Harbour", Some("2024-03-05")));
    assert_eq!(article.body.len(), 1);
    let article = read("2024-03-05-harbour-opens.md", "One.\n");
    assert_eq!((article.headline.as_str(), article.date_published.as_deref()), ("Harbour opens", Some("2024-03-05")));
    let article = read("2024-03-05-a.md", "---\ndate: 2024-01-01\n---\nOne.\n");
    assert_eq!(article.date_published.as_deref(), Some("2024-01-01"));
    // A brace may begin a text.
    assert_eq!(read("a.md", "{{< figure src=a.jpg >}}\n\nOne.\n").body.len(), 2);
    assert_eq!(read("a.md", "{\"draft\": true}\nOne.\n").pub_status.as_deref(), Some("withheld"));
}

/// What began as an object and could not be read as one was the text, and published though it says that it is a draft.
#[test]
fn a_broken_object_in_front_holds_the_article_back() {
    for text in [
        "{\"title\": \"Secret\", \"draft\": true,}\n\nOne.\n",
        "{\n  \"title\": \"Secret\",\n  \"draft\": true\n\nOne.\n",
        "{\"draft\": true} One.\n",
        "{\"title\": \"Secret\"} One.\n",
    ] {
        let (articles, said) = crate::heard::heard("a.md", |outlet| super::read(text, "a.md", outlet));
        assert!(articles.is_empty(), "{text}");
        assert!(said[0].what.contains("was left out, as it may not be meant for publication"), "{said:?}");
    }
    let (articles, _) = crate::heard::heard("a.md", |outlet| super::read("{a} One.\n", "a.md", outlet));
    assert_eq!(articles[0].article.body[0].text, "{a} One.");
}

/// Likewise the text behind or before a heading within an item.
#[test]
fn a_heading_within_an_item_stands_apart() {
    use BlockKind::List;
    check("- # A\n  b\n- c\n  # D\n  `e`", &[(List, "A b\nc D e")]);
    check("1. One\n\n   Two\n2. [ ] three", &[(List, "One Two\n[ ] three")]);
}

/// "on ~~Tuesday~~ Wednesday" was "on Tuesday Wednesday": what a correction takes back stood as if it held.
#[test]
fn what_is_struck_through_is_seen_to_be() {
    use BlockKind::Paragraph;
    check("It opens on ~~Tuesday~~ Wednesday.", &[(Paragraph, "It opens on ~~Tuesday~~ Wednesday.")]);
    let blocks = blocks_of("~~*a* [b](c.html)~~ d", &[]);
    assert_eq!(blocks[0].text, "~~a b~~ d");
    let spans: Vec<_> = blocks[0].spans.iter().map(|span| (span.start, span.end)).collect();
    assert_eq!(spans, [(2, 3), (4, 5)]);
}
