//! What is exported and read again: ninjs and tables, fields as far as the form can hold them. IPTC's schema and examples lie beside the
//! project; what needs them is skipped, by name, where they are absent.

use std::path::PathBuf;

use jsonschema::Validator;
use serde_json::Value;

use crate::exporting::articles;
use crate::harness::{Test, lines};

const SETTINGS: &str = "id = \"paper\"\ntitle = \"The Paper\"\n";

fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/ninjs")).join(name);
    if !path.exists() {
        println!("skipped: ../shared/corpora/ninjs/{name} is absent");
        return None;
    }
    Some(path)
}

/// IPTC's schema of ninjs 3.1.
fn schema() -> Option<Validator> {
    let text = std::fs::read(shared("ninjs-schema_3.1.json")?).unwrap();
    let schema: Value = serde_json::from_slice(&text).unwrap();
    // The schema of places on a map lies elsewhere, and no article has such a place.
    let elsewhere = "\"$ref\":\"https://geojson.org/schema/GeoJSON.json#\"";
    let schema = schema.to_string().replace(elsewhere, "\"type\":\"object\"");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    Some(jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
}

#[track_caller]
fn check_valid(schema: &Validator, items: &str) {
    for line in items.lines() {
        let item: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&item).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, [] as [String; 0], "{line}");
    }
}

fn archive(articles: &[Value]) -> Test {
    let test = Test::new().file("in/all.jsonl", lines(articles)).file("in/broadsheet.toml", SETTINGS);
    test.bundle();
    test
}

/// The articles of an archive in the model's form.
fn articles_in(test: &Test, archive: &str) -> Vec<Value> {
    let lines = test.run(&["export", archive]).success().stdout;
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Makes an archive of what is exported in this form, and returns its articles.
#[track_caller]
fn again(test: &Test, archive: &str, format: &str, out: &str) -> Vec<Value> {
    test.run(&["export", archive, "--format", format, "--out", out]).success();
    test.run(&["bundle", out, "--config", "in/broadsheet.toml", "--out", "again"]);
    articles_in(test, "again")
}

/// What ninjs has no place for: a day without a time, pictures without an identifier, authors beside the byline.
fn as_ninjs_holds_it(mut article: Value) -> Value {
    let fields = article.as_object_mut().unwrap();
    for field in ["datePublished", "dateModified"] {
        if let Some(date) = fields.get(field).and_then(Value::as_str).filter(|date| date.len() == 10) {
            let date = format!("{date}T00:00:00Z");
            fields.insert(field.to_owned(), date.into());
        }
    }
    fields.remove("author");
    for picture in fields.get_mut("associations").and_then(Value::as_array_mut).into_iter().flatten() {
        picture.as_object_mut().unwrap().remove("uri");
    }
    article
}

#[test]
fn items_are_valid_and_come_back() {
    let test = archive(&articles());
    let items = test.run(&["export", "out", "--format", "ninjs"]).success().stdout;
    assert_eq!(items.lines().count(), 4);
    if let Some(schema) = schema() {
        check_valid(&schema, &items);
    }
    let back: Vec<Value> = again(&test, "out", "ninjs", "items").into_iter().map(as_ninjs_holds_it).collect();
    let there: Vec<Value> = articles_in(&test, "out").into_iter().map(as_ninjs_holds_it).collect();
    assert_eq!(back, there);
}

/// Each text item of IPTC's examples: in, out again and in again, with equal fields; and what comes out is valid.
#[test]
fn the_examples_of_ninjs_come_back() {
    let (Some(folder), Some(schema)) = (shared(""), schema()) else { return };
    let test = Test::new().file("in/broadsheet.toml", SETTINGS);
    let folder = folder.to_str().unwrap();
    test.run(&["bundle", folder, "--config", "in/broadsheet.toml", "--now", "2020-01-01T00:00:00Z", "--out", "out"]);
    let items = test.run(&["export", "out", "--format", "ninjs"]).success().stdout;
    check_valid(&schema, &items);
    let there = articles_in(&test, "out");
    assert!(there.len() >= 10, "{} text items", there.len());
    test.run(&["export", "out", "--format", "ninjs", "--out", "items"]).success();
    test.run(&["bundle", "items", "--config", "in/broadsheet.toml", "--now", "2020-01-01T00:00:00Z", "--out", "again"]);
    let back = articles_in(&test, "again");
    let held = |articles: Vec<Value>| articles.into_iter().map(as_ninjs_holds_it).collect::<Vec<_>>();
    assert_eq!(held(back), held(there));
}

/// What a table has no place for.
fn as_a_table_holds_it(mut article: Value) -> Value {
    let texts: Vec<String> = article["body"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|block| block["text"].as_str().unwrap().split('\n'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let fields = article.as_object_mut().unwrap();
    fields.insert("body".to_owned(), texts.into());
    if let Some(pictures) = fields.get_mut("associations").and_then(Value::as_array_mut) {
        pictures.truncate(1);
        for name in ["uri", "width", "height"] {
            pictures[0].as_object_mut().unwrap().remove(name);
        }
    }
    let without_more = |name: &mut Value| {
        name.as_object_mut().into_iter().for_each(|name| name.retain(|key, _| key == "name"));
    };
    for field in ["author", "genres", "subjects", "people", "organisations", "places", "infoSources"] {
        fields.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten().for_each(without_more);
    }
    article
}

#[test]
fn a_table_comes_back() {
    let test = archive(&articles());
    let back: Vec<Value> = again(&test, "out", "csv", "all.csv").into_iter().map(as_a_table_holds_it).collect();
    let there: Vec<Value> = articles_in(&test, "out").into_iter().map(as_a_table_holds_it).collect();
    assert_eq!(back, there);
}

/// Words that a reader takes for tags are no tags where they stand in a text.
#[test]
fn a_text_with_tags_in_it_is_text_in_a_table_too() {
    let article = serde_json::json!({ "uri": "urn:a:1", "headline": "Tags", "subjects": ["a|b"], "body": ["Write </p> & <br> there.", "Then stop."] });
    let test = archive(&[article]);
    let back = again(&test, "out", "csv", "all.csv");
    assert_eq!(back[0]["body"], articles_in(&test, "out")[0]["body"]);
    assert_eq!(back[0]["subjects"][0]["name"], "a/b");
}
