//! Real stories: the answers are the twin's there too.

use search::{Document, Query, SearchOptions, Sort};

use crate::archive::{Archive, schema};
use crate::stories;
use crate::twin::Twin;

/// Stories are many words for brute force: so many are enough.
const STORIES: usize = 400;

/// The places and subjects alone, as the schema of these tests has them.
fn documents() -> Option<Vec<Document>> {
    let mut documents = stories::read(STORIES)?;
    for document in &mut documents {
        let facet = |name: &str| stories::FACETS.iter().position(|facet| *facet == name).unwrap();
        document.facets = vec![document.facets[facet("places")].clone(), document.facets[facet("subjects")].clone()];
    }
    Some(documents)
}

#[test]
fn answers_on_stories_are_the_twins() {
    let Some(documents) = documents() else { return };
    let archive = Archive::new(&documents, 4096);
    let twin = Twin { schema: schema(), documents: &documents };
    let mut texts: Vec<String> = [
        "",
        "oil",
        "o",
        "th",
        "cocoa prices",
        "\"the company said\"",
        "said -mln",
        "place:usa shares",
        "headline:u.s",
        "bank of japan intervention talks",
        "subject:earn net loss",
        "\"mln dlrs\" after:1987-02-26",
        "-the",
        "10,000",
        "names:japan yen",
    ]
    .map(str::to_owned)
    .to_vec();
    // Words of the stories themselves.
    let body = |number: usize| documents[number % documents.len()].fields[4].split_whitespace();
    texts.extend(
        (0..25).map(|number| body(number * 13).skip(number).take(1 + number % 4).collect::<Vec<_>>().join(" ")),
    );
    for (number, text) in texts.into_iter().enumerate() {
        let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest][number % 3];
        let query = Query { text, sort, ..Query::default() };
        let options = SearchOptions { as_typed: number % 2 == 0, limit: 500, ..SearchOptions::default() };
        twin.check(&query, &options, &archive.search(&query, &options).unwrap());
    }
}
