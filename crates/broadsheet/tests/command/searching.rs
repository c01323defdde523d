//! `broadsheet search`: the answer's shape and meaning.

use serde_json::json;

use crate::harness::{Test, lines};

fn archive() -> Test {
    let test = Test::new().file(
        "in/a.jsonl",
        lines(&[
            json!({"uri": "test:budget", "headline": "Budget vote passes", "places": ["uk"], "datePublished": "1987-03-01",
                   "body": ["The vote on the budget was close. Ministers cheered."]}),
            json!({"uri": "test:harbour", "headline": "Harbour reopens", "places": ["japan", "usa"], "datePublished": "1987-03-09",
                   "body": ["The harbour reopened after a vote of the council, and ships returned."]}),
            json!({"uri": "test:rice", "headline": "Rice harvest", "places": ["japan"], "datePublished": "1988-01-01", "by": "Jane Doe",
                   "body": ["Farmers expect a good harvest."]}),
        ]),
    );
    test.bundle();
    test
}

#[test]
fn the_answer_has_the_documented_shape() {
    let answer = archive().search("vote", &["--facets", "all"]);
    assert_eq!(answer["query"], "vote");
    assert_eq!(answer["total"], 2);
    assert_eq!(answer["matched"], "all");
    assert!(answer["took_ms"].as_f64().unwrap() >= 0.0);
    assert_eq!(answer["hits"][0]["uri"], "test:budget", "the headline counts more");
    let snippet = answer["hits"][0]["snippet"].as_array().unwrap();
    assert!(snippet.iter().any(|part| part["hit"] == true && part["text"] == "vote"), "{snippet:?}");
    let places = json!([{"value": "japan", "count": 1}, {"value": "uk", "count": 1}, {"value": "usa", "count": 1}]);
    assert_eq!(answer["facets"]["places"], places);
}

#[test]
fn filters_are_alternatives_inside_a_facet() {
    let test = archive();
    let found = |filters: &[&str]| test.found("", filters);
    assert_eq!(found(&["--filter", "places=japan"]), ["test:rice", "test:harbour"]);
    assert_eq!(found(&["--filter", "places=UK", "--filter", "places=usa"]), ["test:harbour", "test:budget"]);
    assert_eq!(found(&["--filter", "places=japan", "--exclude", "places=usa"]), ["test:rice"]);
    assert_eq!(found(&["--to", "1987-03-01"]), ["test:budget"]);
}

#[test]
fn an_unknown_facet_or_date_is_told() {
    let test = archive();
    test.run(&["search", "out", "vote", "--filter", "place=uk"]).status(2).says("the facets are subjects");
    test.run(&["search", "out", "vote", "--from", "soon"]).status(2).says("a year, a month or a day");
}

#[test]
fn the_last_word_is_a_prefix_only_when_typed() {
    let test = archive();
    assert_eq!(test.search("harv", &[])["total"], 0);
    assert_eq!(test.found("harv", &["--as-typed"]), ["test:rice"]);
    assert_eq!(test.found("harv*", &[]), ["test:rice"]);
    assert_eq!(test.found("by:doe", &[]), ["test:rice"]);
    assert_eq!(test.found("headline:vote", &[]), ["test:budget"]);
    assert_eq!(test.found("vote -ships", &[]), ["test:budget"]);
    assert_eq!(test.found("\"good harvest\"", &[]), ["test:rice"]);
}

#[test]
fn a_batch_answers_with_the_ids() {
    let test = archive()
        .file("queries.jsonl", "{\"id\": \"q1\", \"query\": \"vote\"}\n\n{\"id\": 2, \"query\": \"rice\"}\nbroken\n");
    let outcome = test.run(&["search", "out", "--batch", "queries.jsonl"]).status(1).says("queries.jsonl:4");
    let answers: Vec<serde_json::Value> =
        outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["total"]), (&json!("q1"), &json!(2)));
    assert_eq!((&answers[1]["id"], &answers[1]["total"]), (&json!(2), &json!(1)));
}

#[test]
fn related_articles_are_found_by_uri_and_by_address() {
    let article = |uri: &str, headline: &str, text: &str| serde_json::json!({ "uri": uri, "headline": headline, "body": [text], "datePublished": "1987-03-01" });
    let articles = [
        article("a:1", "Cocoa pact near", "Producers of cocoa agree on a buffer stock."),
        article("a:2", "Cocoa pact nearer", "Producers of cocoa agree on a buffer stock at last."),
        article("a:3", "Rail strike ends", "The trains run again."),
    ];
    let test = Test::new().file("in/all.jsonl", crate::harness::lines(&articles));
    test.bundle();
    let related = |to: &str| {
        let outcome = test.run(&["search", "out", "--related", to, "--json"]).success();
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let uris = answer["related"].as_array().unwrap().iter().map(|hit| hit["uri"].as_str().unwrap().to_owned());
        uris.collect::<Vec<_>>()
    };
    assert_eq!(related("a:1"), ["a:2"]);
    assert_eq!(related("a:3"), [""; 0]);
    let told = test.run(&["search", "out", "--related", "a:2"]).success();
    assert_eq!(told.stdout.trim_end(), "Cocoa pact near\n  1987-03-01  a:1");
    let told = test.run(&["search", "out", "--related", "a:3"]).success();
    assert_eq!(told.stdout, "no article has enough in common with this one\n");
    // A later version in another segment takes the place of the first, and is told by its own text.
    let rails = article("a:2", "Rail strike over", "The trains run again.");
    test.write("more.jsonl", crate::harness::lines(&[rails, article("a:4", "Cocoa pact", "Buffer stock agreed.")]));
    test.run(&["bundle", "more.jsonl", "--out", "out", "--append"]).success();
    assert_eq!(related("a:2"), ["a:3"]);
    assert_eq!(related("a:3"), ["a:2"]);
    assert_eq!(related("a:1"), ["a:4"]);
    test.run(&["search", "out", "--related", "nowhere"]).status(2).says("no article has this uri or address");
}
