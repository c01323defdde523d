//! Builds tantivy's index of a file of articles, or answers a batch of queries from it. Prints JSON Lines.
//!
//!     bench-tantivy build ARTICLES INDEX
//!     bench-tantivy search INDEX QUERIES all|any LIMIT

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
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
            search(Path::new(index), Path::new(queries), words == "all", limit.parse()?)
        }
        _ => bail!("bench-tantivy build ARTICLES INDEX, or search INDEX QUERIES all|any LIMIT"),
    }
}

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

fn search(folder: &Path, queries: &Path, all: bool, limit: usize) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let (_, [uri, headline, body]) = schema();
    let searcher = index.reader()?.searcher();
    let mut parser = QueryParser::for_index(&index, vec![headline, body]);
    if all {
        parser.set_conjunction_by_default();
    }
    for line in lines(queries)? {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["query"].as_str().unwrap_or_default();
        let started = Instant::now();
        let (query, _) = parser.parse_query_lenient(text);
        let (total, hits) = searcher.search(&query, &(Count, TopDocs::with_limit(limit).order_by_score()))?;
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

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    let file = File::open(path).with_context(|| format!("{} could not be read", path.display()))?;
    let plain: Box<dyn Read> = match path.extension().is_some_and(|kind| kind == "gz") {
        true => Box::new(flate2::read::MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    Ok(BufReader::new(plain).lines().filter(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty())))
}
