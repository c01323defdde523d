//! Times every keystroke of some queries on the Reuters stories: `cargo run --release -p search --example
//! time_reuters`.
#![allow(clippy::unwrap_used, reason = "a measurement may fail loudly")]

#[cfg(not(target_arch = "wasm32"))]
#[path = "../tests/engine/stories.rs"]
mod stories;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use search::{Failure, Field, Index, IndexBuilder, Piece, Pieces, Query, Schema, SearchOptions, ranking};
    use std::collections::BTreeMap;
    use std::time::Instant;

    #[derive(Default)]
    struct Loaded(BTreeMap<Piece, Vec<u8>>);
    impl Pieces for Loaded {
        fn piece(&self, piece: Piece) -> Option<&[u8]> {
            self.0.get(&piece).map(Vec::as_slice)
        }
    }

    let Some(documents) = stories::read(usize::MAX) else { return };
    let fields = ranking::FIELDS.iter().map(|(name, weight)| Field { name: (*name).to_owned(), weight: *weight });
    let facets = stories::FACETS.iter().map(|facet| (*facet).to_owned());
    let started = Instant::now();
    let mut builder = IndexBuilder::new(Schema { fields: fields.collect(), facets: facets.collect() });
    for document in &documents {
        builder.add(document).unwrap();
    }
    let mut pieces = Vec::new();
    builder
        .finish(32 * 1024, |_, bytes| {
            pieces.push(bytes.to_vec());
            Ok(())
        })
        .unwrap();
    let bytes: usize = pieces.iter().map(Vec::len).sum();
    println!("{} documents, indexed in {:?}", documents.len(), started.elapsed());
    println!("{} pieces, {bytes} bytes, the root {}", pieces.len(), pieces[0].len());

    let index = Index::open(&[&pieces[0]], None).unwrap();
    let mut loaded = Loaded::default();
    let options = SearchOptions { as_typed: true, limit: 50, ..SearchOptions::default() };
    let mut times = Vec::new();
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let typed = [
        "oil prices",
        "bank of japan",
        "\"bank of japan\"",
        "us trade deficit",
        "opec meeting vienna",
        "the",
        "-oil cocoa",
        "reagan tariff japan",
    ];
    for text in typed.iter().flat_map(|text| (1..=text.len()).map(|end| text[..end].to_owned())).chain(letters) {
        let query = Query { text: text.clone(), ..Query::default() };
        let mut fetched = Vec::new();
        while let Err(Failure::Missing(missing)) = index.search(&query, &options, &loaded) {
            fetched.push(missing.len());
            for piece in missing {
                loaded.0.insert(piece, pieces[piece.number as usize].clone());
            }
        }
        let started = Instant::now();
        let answer = index.search(&query, &options, &loaded).unwrap();
        times.push((started.elapsed(), text, answer.total, fetched));
    }
    times.sort();
    let (p50, p95) = (&times[times.len() / 2], &times[times.len() * 95 / 100]);
    println!("{} keystrokes: p50 {:?}, p95 {:?}", times.len(), p50.0, p95.0);
    println!("the slowest, with their hits and the pieces that each round fetched:");
    for (time, text, total, fetched) in times.iter().rev().take(8) {
        println!("  {time:?} {text:?} {total} {fetched:?}");
    }
}
