//! The Reuters stories beside the repository, as documents.

use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use search::{Document, Period};
use serde_json::Value;

/// The facets of an archive.
pub const FACETS: [&str; 9] =
    ["subjects", "people", "organisations", "places", "articleSection", "genres", "publisher", "by", "language"];

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/reuters-21578.jsonl.gz");

/// The first so many stories, newest first; `None`, and a printed line, where they are absent.
pub fn read(limit: usize) -> Option<Vec<Document>> {
    let Ok(file) = std::fs::File::open(FILE) else {
        println!("skipped: {FILE} is absent");
        return None;
    };
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let mut documents: Vec<Document> =
        lines.take(limit).map(|line| document(&serde_json::from_str(&line.unwrap()).unwrap())).collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.day));
    Some(documents)
}

fn document(story: &Value) -> Document {
    let text = |name: &str| story[name].as_str().unwrap_or_default().to_owned();
    let body = story["body"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("\n");
    let facets: Vec<Vec<String>> = FACETS.iter().map(|facet| values(&story[*facet])).collect();
    let names = facets[..4].concat().join("\n") + "\n" + &text("dateline");
    let day = text("datePublished").get(..10).and_then(|day| day.parse::<Period>().ok()).map(Period::first_day);
    Document {
        fields: vec![text("headline"), text("by"), names, text("abstract"), body],
        language: text("language"),
        facets,
        day,
    }
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(values).collect(),
        Value::Object(name) => name.get("name").map(values).unwrap_or_default(),
        _ => Vec::new(),
    }
}
