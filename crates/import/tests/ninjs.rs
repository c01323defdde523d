//! ninjs documents that lie beside the project, against a plain reading of each; skipped, by name, where they are absent.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::{Article, Name};
use serde_json::Value;
use std::path::{Path, PathBuf};

mod reading;

use reading::read;

/// Whether an item is a text: it says so, or says nothing and has one.
fn is_text(item: &Value) -> bool {
    match item["type"].as_str() {
        Some(kind) => kind == "text" || kind == "composite",
        None => item["bodies"].is_array(),
    }
}

fn items(document: Value) -> Vec<Value> {
    if let Value::Array(items) = document { items } else { vec![document] }
}

/// The same words, whatever stands between them.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[track_caller]
fn check_names(item: &Value, field: &str, found: &[Name]) {
    let given = item[field].as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(found.len(), given.len(), "{field}: {found:?}");
    for (given, found) in given.iter().zip(found) {
        if let Some(name) = given["name"].as_str().or(given["literal"].as_str()) {
            assert_eq!(found.name, name);
        }
        if let Some(uri) = given["uri"].as_str() {
            assert_eq!(found.uri.as_deref(), Some(uri));
        }
    }
}

#[track_caller]
fn check_same(item: &Value, article: &Article) {
    let given = |field: &str| item[field].as_str().map(str::to_owned).filter(|text| !text.is_empty());
    assert_eq!(Some(article.uri.clone()), given("uri"));
    for (field, found) in [
        ("by", &article.by),
        ("located", &article.located),
        ("language", &article.language),
        ("version", &article.version),
        ("pubStatus", &article.pub_status),
        ("expires", &article.expires),
        ("copyrightHolder", &article.copyright_holder),
        ("copyrightNotice", &article.copyright_notice),
        ("usageTerms", &article.usage_terms),
        ("versionCreated", &article.date_modified),
    ] {
        assert_eq!(*found, given(field), "{field}");
    }
    let published = given("firstCreated").or(given("contentCreated")).or(given("versionCreated"));
    assert_eq!(article.date_published, published);
    if let Some(headline) = item["headlines"][0]["value"].as_str() {
        assert_eq!(article.headline, headline);
    }
    for (field, found) in [
        ("subjects", &article.subjects),
        ("people", &article.people),
        ("organisations", &article.organisations),
        ("places", &article.places),
        ("genres", &article.genres),
    ] {
        check_names(item, field, found);
    }
    let bodies = item["bodies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = words(&article.body_text());
    assert_eq!(bodies.is_empty(), article.body.is_empty());
    let text = [text, words(&article.headline)].concat();
    // The plain form has the words of the others, and may have the headline besides.
    let plain = bodies.iter().find(|body| body["contentType"] == "text/plain").and_then(|body| body["value"].as_str());
    if let Some(plain) = plain.map(words) {
        let common = plain.iter().filter(|word| text.contains(word)).count();
        assert!(common * 100 >= plain.len() * 98, "{common} of {}", plain.len());
    }
    let pictures = item["associations"].as_array().map(Vec::as_slice).unwrap_or_default();
    let pictures = pictures.iter().filter(|one| one["type"] == "picture" || one["type"] == "graphic");
    for picture in pictures {
        let found = article.associations.iter().find(|found| found.uri.as_deref() == picture["uri"].as_str()).unwrap();
        if let Some(by) = picture["by"].as_str() {
            assert_eq!(found.credit_text.as_deref(), Some(by));
        }
        if let Some(caption) = picture["descriptions"][0]["value"].as_str() {
            assert_eq!(words(found.caption.as_deref().unwrap_or_default()), words(caption));
        }
        let hrefs: Vec<Option<&str>> =
            picture["renditions"].as_array().unwrap().iter().map(|one| one["href"].as_str()).collect();
        assert!(hrefs.contains(&found.href.as_deref()), "{:?}", found.href);
    }
}

#[test]
fn all_text_items_come_in() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/ninjs"));
    if !folder.exists() {
        println!("skipped: ../shared/corpora/ninjs is absent");
        return;
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !is_schema(file));
    files.sort();
    let (mut texts, mut others) = (0, 0);
    for file in &files {
        let document: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let items = items(document);
        let expected: Vec<&Value> = items.iter().filter(|item| is_text(item)).collect();
        let (articles, messages) = read(file);
        println!("{}: {} of {} items are texts", file.file_name().unwrap().display(), expected.len(), items.len());
        assert_eq!(articles.len(), expected.len(), "{}: {messages:?}", file.display());
        assert!(messages.iter().all(|message| message.starts_with("note: ")), "{messages:?}");
        // What is passed over is said.
        let is_said = messages.iter().any(|message| message.contains("that holds no text but"));
        assert_eq!(items.len() > expected.len(), is_said, "{messages:?}");
        for (item, article) in expected.iter().zip(&articles) {
            check_same(item, article);
        }
        texts += expected.len();
        others += items.len() - expected.len();
    }
    println!("{texts} texts and {others} others in {} documents", files.len());
    assert!(files.len() >= 27 && texts >= 12);
}

fn is_schema(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().contains("schema"))
}
