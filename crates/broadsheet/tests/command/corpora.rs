//! Real news, where it is at hand beside the project: whole archives with every facet kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::harness::Test;

/// The path of a corpus, or nothing, said by name.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not beside the project");
    None
}

fn manifest(test: &Test) -> Value {
    serde_json::from_slice(&std::fs::read(test.path("out/archive.json")).unwrap()).unwrap()
}

#[test]
fn the_election_stories_are_bundled_whole() {
    let Some(corpus) = corpus("election-2016.jsonl.gz") else { return };
    let test = Test::new();
    test.run(&["bundle", corpus.to_str().unwrap(), "--out", "out"]).success();
    test.run(&["check", "out"]).success();
    assert_eq!(manifest(&test)["articles"], 284);
    let publishers = test.search("", &["--facets", "publisher"])["facets"]["publisher"].clone();
    let publishers = publishers.as_array().unwrap();
    assert_eq!(publishers.len(), 7);
    assert_eq!(publishers.iter().map(|value| value["count"].as_u64().unwrap()).sum::<u64>(), 284);
}

#[test]
fn the_reuters_stories_are_bundled_whole_with_every_facet() {
    let Some(corpus) = corpus("reuters-21578.jsonl.gz") else { return };
    // The facets as the source has them, counted without the model: different values, case-folded.
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in BufReader::new(GzDecoder::new(File::open(&corpus).unwrap())).lines() {
        let article: Value = serde_json::from_str(&line.unwrap()).unwrap();
        for facet in ["subjects", "people", "organisations", "places"] {
            let names = article[facet].as_array().into_iter().flatten();
            let names = names.map(|name| name["name"].as_str().unwrap().to_lowercase());
            expected.entry(facet.to_owned()).or_default().extend(names);
        }
    }
    let test = Test::new();
    test.run(&["bundle", corpus.to_str().unwrap(), "--out", "out"]).success();
    test.run(&["check", "out"]).success();
    let manifest = manifest(&test);
    assert_eq!(manifest["articles"], 21_578);
    for (facet, values) in expected {
        let entry = manifest["facets"].as_array().unwrap().iter().find(|entry| entry["name"] == facet.as_str());
        assert_eq!(entry.unwrap()["values"], values.len(), "{facet}");
    }
    let places = test.search("", &["--facets", "places"])["facets"]["places"].clone();
    assert_eq!(places[0]["value"], "usa");
    assert_eq!(places.as_array().unwrap().len(), 100);
}
