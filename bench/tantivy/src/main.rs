//! Builds tantivy's index of a file of articles, or answers a batch of queries from it. Prints JSON Lines.
//!
//!     bench-tantivy build ARTICLES INDEX
//!     bench-tantivy search INDEX QUERIES all|any|relaxed LIMIT
//!
//! All words must match, or any; relaxed, three quarters of them where fewer than ten articles match all, and any where
//! that are still fewer than ten: as Broadsheet answers.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, QueryParser};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TantivyDocument, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::{Index, IndexWriter};

/// What one thread may hold before it writes: all of the stories fit, so that there is one segment.
const MEMORY: usize = 512 << 20;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", articles, index] => build(Path::new(articles), Path::new(index)),
        ["search", index, queries, words, limit] => {
            search(Path::new(index), Path::new(queries), Words::parse(words)?, limit.parse()?)
        }
        _ => bail!("bench-tantivy build ARTICLES INDEX, or search INDEX QUERIES all|any|relaxed LIMIT"),
    }
}

/// How many of a query's words must match.
#[derive(Clone, Copy)]
enum Words {
    All,
    Any,
    Relaxed,
}

impl Words {
    fn parse(name: &str) -> Result<Self> {
        match name {
            "all" => Ok(Self::All),
            "any" => Ok(Self::Any),
            "relaxed" => Ok(Self::Relaxed),
            _ => bail!("\"{name}\" is neither all, any nor relaxed"),
        }
    }

    /// The steps to take until there are enough articles: each says of how many words how many must match.
    fn steps(self) -> &'static [fn(usize) -> usize] {
        match self {
            Self::All => &[|words| words],
            Self::Any => &[|_| 1],
            Self::Relaxed => &[|words| words, |words| (words * 3).div_ceil(4), |_| 1],
        }
    }
}

/// With fewer articles than these a query is relaxed.
const ENOUGH: usize = 10;

/// The address, headline and body; the texts are stemmed as English and have positions, and are not stored.
fn schema() -> (Schema, [Field; 3]) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing);
    let uri = builder.add_text_field("uri", STRING | STORED);
    let headline = builder.add_text_field("headline", text.clone());
    let body = builder.add_text_field("body", text);
    (builder.build(), [uri, headline, body])
}

fn build(articles: &Path, folder: &Path) -> Result<()> {
    let (schema, [uri, headline, body]) = schema();
    let started = Instant::now();
    let index = Index::create_in_dir(folder, schema)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    let mut count = 0u64;
    for line in lines(articles)? {
        let article: Value = serde_json::from_str(&line?)?;
        let blocks = article["body"].as_array().into_iter().flatten();
        let texts: Vec<&str> = blocks.filter_map(|block| block.as_str().or_else(|| block["text"].as_str())).collect();
        let mut document = TantivyDocument::new();
        document.add_text(uri, article["uri"].as_str().unwrap_or_default());
        document.add_text(headline, article["headline"].as_str().unwrap_or_default());
        document.add_text(body, texts.join("\n"));
        writer.add_document(document)?;
        count += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let seconds = started.elapsed().as_secs_f64();
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    println!("{}", json!({ "articles": count, "seconds": seconds, "bytes": bytes }));
    Ok(())
}

fn search(folder: &Path, queries: &Path, words: Words, limit: usize) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let (_, [uri, headline, body]) = schema();
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![headline, body]);
    for line in lines(queries)? {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["query"].as_str().unwrap_or_default();
        let started = Instant::now();
        let clauses: Vec<Box<dyn Query>> =
            text.split_whitespace().map(|word| parser.parse_query_lenient(word).0).collect();
        let (mut total, mut hits, mut asked) = (0, Vec::new(), None);
        for step in words.steps() {
            let required = step(clauses.len());
            if total >= ENOUGH || asked == Some(required) {
                continue;
            }
            asked = Some(required);
            let query = at_least(required, clauses.iter().map(|clause| clause.box_clone()).collect());
            (total, hits) = searcher.search(&query, &(Count, TopDocs::with_limit(limit).order_by_score()))?;
        }
        let took = started.elapsed().as_secs_f64() * 1000.0;
        let mut uris = Vec::new();
        for (_, address) in hits {
            let document: TantivyDocument = searcher.doc(address)?;
            uris.extend(document.get_first(uri).and_then(|value| value.as_str()).map(str::to_owned));
        }
        println!("{}", json!({ "id": line["id"], "total": total, "took_ms": took, "uris": uris }));
    }
    Ok(())
}

/// All clauses, any, or so many of them, each in the form that is answered fastest.
fn at_least(required: usize, clauses: Vec<Box<dyn Query>>) -> BooleanQuery {
    match required {
        0 | 1 => BooleanQuery::union(clauses),
        all if all == clauses.len() => BooleanQuery::intersection(clauses),
        some => {
            let optional = clauses.into_iter().map(|clause| (Occur::Should, clause)).collect();
            BooleanQuery::with_minimum_required_clauses(optional, some)
        }
    }
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    let file = File::open(path).with_context(|| format!("{} could not be read", path.display()))?;
    let plain: Box<dyn Read> = match path.extension().is_some_and(|kind| kind == "gz") {
        true => Box::new(flate2::read::MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    Ok(BufReader::new(plain).lines().filter(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty())))
}
