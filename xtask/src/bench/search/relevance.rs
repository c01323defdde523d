//! How well results are ordered: nDCG@10 on collections for which people said which articles answer which query.

use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use super::goals::Goal;
use super::ndcg::{DEPTH, Judgements};
use super::peers::{self, OURS, PAGEFIND, PEERS, Peer, TANTIVY};
use super::selection::Selection;
use super::stage::Stage;
use super::table::{Table, figure};
use super::tantivy::Asked;
use super::workshop::Workshop;
use super::{json_lines, pagefind, tantivy};
use crate::corpora;

/// A collection: its folder, its name, and the score that our engine has to reach.
const COLLECTIONS: [(&str, &str, f64); 2] = [("cranfield", "Cranfield", 0.40), ("scifact", "SciFact", 0.70)];

/// What plain BM25 in Lucene's form scores on each, with an analyser for English; measured once, elsewhere.
const LUCENE: [&str; 2] = ["0.385", "0.683"];

/// The files of one collection.
struct Collection {
    name: &'static str,
    title: &'static str,
    articles: PathBuf,
    queries: PathBuf,
    judgements: Judgements,
}

/// The query's id and the addresses that were found for it.
type Rankings = BTreeMap<String, Vec<String>>;

/// Scores every engine that runs natively or in Node, on every collection that is there.
pub fn measure(workshop: &Workshop, selection: &Selection) -> Result<(Option<Table>, Vec<Goal>)> {
    let mut collections = Vec::new();
    for (name, title, goal) in COLLECTIONS {
        let Some(folder) = corpora::find(&format!("relevance/{name}")) else { continue };
        let judgements = Judgements::read(&folder.join("qrels.tsv"))?;
        let (articles, queries) = (folder.join("articles.jsonl.gz"), folder.join("queries.jsonl"));
        collections.push((Collection { name, title, articles, queries, judgements }, goal));
    }
    if collections.is_empty() {
        return Ok((None, Vec::new()));
    }
    let peers: Vec<&Peer> = PEERS.iter().filter(|peer| selection.with(peer.name)).collect();
    let stage = Stage::build(&workshop.folder("relevance"), &peers)?;
    let columns: Vec<&str> = std::iter::once("nDCG@10").chain(collections.iter().map(|(one, _)| one.title)).collect();
    let mut table = Table::new("Relevance", &columns);
    let mut goals = Vec::new();
    if selection.with(OURS) {
        let scores = scores(&collections, |collection| ours(workshop, collection));
        for (score, (collection, goal)) in scores.iter().zip(&collections) {
            let (what, value) = (format!("nDCG@10 on {}", collection.title), score.clone().unwrap_or(f64::NAN));
            goals.push(Goal { what, value, unit: "", goal: *goal, at_most: false });
        }
        table.row(std::iter::once(peers::label(OURS)).chain(scores.iter().map(shown)));
    }
    for peer in peers {
        let scores = scores(&collections, |collection| in_node(workshop, &stage, peer, collection));
        table.row(std::iter::once(peers::label(peer.name)).chain(scores.iter().map(shown)));
    }
    if selection.with(TANTIVY) {
        let scores = scores(&collections, |collection| by_tantivy(workshop, collection));
        table.row(std::iter::once(peers::label(TANTIVY)).chain(scores.iter().map(shown)));
    }
    if selection.is_all() && collections.len() == LUCENE.len() {
        table.row(["BM25 in Lucene's form, for comparison"].into_iter().chain(LUCENE));
    }
    table.note(
        "Whole queries with the settings that ship, nothing tuned for a collection: gain is the grade, discounted by the \
         logarithm of the rank to base 2, the mean over all judged queries.",
    );
    table.note(
        "FlexSearch, uFuzzy and Pagefind insist on all words, and so find nothing for nearly all of these questions, which \
         are sentences.",
    );
    Ok((Some(table), goals))
}

/// The score on each collection; what goes wrong is said, and stands in the table.
fn scores(
    collections: &[(Collection, f64)],
    rank: impl Fn(&Collection) -> Result<Rankings>,
) -> Vec<Result<f64, String>> {
    let score = |collection: &Collection| match rank(collection) {
        Ok(rankings) => {
            let score = collection.judgements.mean_ndcg(&rankings);
            println!("relevance: {}: {score:.4}", collection.title);
            Ok(score)
        }
        Err(error) => {
            println!("relevance: {}: failed: {error:#}", collection.title);
            Err("failed".to_owned())
        }
    };
    collections.iter().map(|(collection, _)| score(collection)).collect()
}

fn shown(score: &Result<f64, String>) -> String {
    score.as_ref().map_or_else(Clone::clone, |score| figure(*score))
}

fn ours(workshop: &Workshop, collection: &Collection) -> Result<Rankings> {
    println!("relevance: {} on {}", peers::label(OURS), collection.title);
    let archive = workshop.archive(collection.name, &collection.articles)?;
    let mut search = Command::new(&workshop.broadsheet);
    search.arg("search").arg(&archive).arg("--batch").arg(&collection.queries);
    let answers = json_lines::run(search.args(["--json", "--limit", &DEPTH.to_string()]))?;
    Ok(rankings(&answers, |answer| json_lines::texts(&answer["hits"], |hit| hit["uri"].as_str())))
}

fn in_node(workshop: &Workshop, stage: &Stage, peer: &Peer, collection: &Collection) -> Result<Rankings> {
    println!("relevance: {} on {}", peers::label(peer.name), collection.title);
    let file = stage.articles(&format!("{}.json", collection.name), &corpora::stories(&collection.articles)?)?;
    let mut node = Command::new("node");
    node.arg(stage.file("relevance.js")).arg(peer.name).arg(&file).arg(&collection.queries).arg(DEPTH.to_string());
    if peer.name == PAGEFIND {
        let index = workshop.folder(&format!("{}-pagefind", collection.name));
        pagefind::build(stage, peer, &file, &index)?;
        node.arg(index);
    }
    Ok(rankings(&json_lines::run(&mut node)?, |answer| json_lines::texts(&answer["uris"], Value::as_str)))
}

fn by_tantivy(workshop: &Workshop, collection: &Collection) -> Result<Rankings> {
    println!("relevance: {} on {}", peers::label(TANTIVY), collection.title);
    let program = tantivy::program(workshop)?;
    let index = workshop.folder(&format!("{}-tantivy", collection.name));
    tantivy::build(&program, &collection.articles, &index)?;
    // Whole sentences are asked: that all their words stand in one article is rare.
    let asked = Asked { index: &index, queries: &collection.queries, words: "any", limit: DEPTH };
    Ok(rankings(&tantivy::search(&program, asked)?, |answer| json_lines::texts(&answer["uris"], Value::as_str)))
}

fn rankings(answers: &[Value], found: impl Fn(&Value) -> Vec<String>) -> Rankings {
    // Ids are given back as they came: texts or numbers.
    let id = |answer: &Value| answer["id"].as_str().map_or_else(|| answer["id"].to_string(), str::to_owned);
    answers.iter().map(|answer| (id(answer), found(answer))).collect()
}
