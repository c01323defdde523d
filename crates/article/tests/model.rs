//! What sources write is read leniently, and written again in the full form.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::{Article, BlockKind};

#[track_caller]
fn check(source: &str, written: &str) {
    let article: Article = serde_json::from_str(source).unwrap();
    assert_eq!(serde_json::to_string(&article).unwrap(), written);
    let again: Article = serde_json::from_str(written).unwrap();
    assert_eq!(again, article, "what was written reads as the same article");
}

#[test]
fn strings_stand_for_paragraphs_and_names() {
    check(
        r#"{"headline": "H", "places": ["uk", {"name": "usa", "role": "x"}], "publisher": "P", "body": ["One.", {"kind": "heading", "text": "Two", "level": 2}]}"#,
        r#"{"headline":"H","places":[{"name":"uk"},{"name":"usa","role":"x"}],"body":[{"kind":"paragraph","text":"One."},{"kind":"heading","text":"Two","level":2}],"publisher":{"name":"P"}}"#,
    );
}

#[test]
fn one_value_stands_for_a_list_and_null_for_nothing() {
    check(
        r#"{"headline": null, "subjects": "cocoa", "people": null, "by": ["A", {"name": "B"}], "body": "All of it.", "version": 3, "wordCount": "12"}"#,
        r#"{"headline":"","by":"A, B","subjects":[{"name":"cocoa"}],"body":[{"kind":"paragraph","text":"All of it."}],"version":"3","wordCount":12}"#,
    );
}

#[test]
fn an_unknown_kind_of_block_keeps_its_text() {
    let article: Article = serde_json::from_str(r#"{"body": [{"kind": "marquee", "text": "Kept"}]}"#).unwrap();
    assert_eq!((article.body[0].kind, article.body[0].text.as_str()), (BlockKind::Paragraph, "Kept"));
}

#[test]
fn a_word_count_that_is_no_number_is_an_error_that_says_so() {
    let error = serde_json::from_str::<Article>(r#"{"wordCount": "many"}"#).unwrap_err().to_string();
    assert!(error.contains("\"many\" is not a whole number"), "{error}");
}

/// The values of a list were taken for the fields of a block in their order: the text became its id, and was lost.
#[test]
fn a_list_is_no_block() {
    let error = serde_json::from_str::<Article>(r#"{"body": [["One.", "Two."]]}"#).unwrap_err().to_string();
    assert!(error.contains("expected a text or {\"kind\", \"text\"}"), "{error}");
}
