//! The readers of an archive's own files: pieces and their envelopes, what the page reads of them, the search index, and the text of
//! the search box.

use article::fields::Value;
use article::piece::{PieceKind, open_bytes, open_json, seal_bytes, seal_json};
use article::{LookupEntry, Manifest, Preview, Stored, StoredArticle, nth_item};
use search::{
    Completion, Document, Field, Index, IndexBuilder, ParsedText, Piece, Pieces, Query, Schema, SearchOptions, ranking,
};

use crate::Target;

/// One for each kind of file, and one for the search box.
pub const TARGETS: &[Target] = &[
    Target { name: "pieces", run: pieces, endings: &[], seeds: sealed },
    Target {
        name: "stored",
        run: stored,
        endings: &[],
        seeds: || STORED.iter().map(|text| text.as_bytes().to_vec()).collect(),
    },
    Target { name: "index-root", run: index_root, endings: &[], seeds: || vec![index().swap_remove(0)] },
    Target { name: "index-pieces", run: index_pieces, endings: &[], seeds: || vec![index()[1..].concat()] },
    Target { name: "search-box", run: search_box, endings: &[], seeds: || vec![QUERY.as_bytes().to_vec()] },
];

const KINDS: [PieceKind; 5] =
    [PieceKind::Articles, PieceKind::Previews, PieceKind::Lookup, PieceKind::Search, PieceKind::Joint];

fn pieces(bytes: &[u8]) {
    for kind in KINDS {
        let _ = open_bytes(kind, bytes);
        if let Ok(items) = open_json(kind, &String::from_utf8_lossy(bytes)) {
            let _ = nth_item(items, 1);
        }
    }
}

fn sealed() -> Vec<Vec<u8>> {
    vec![seal_json(PieceKind::Previews, STORED[1]).into_bytes(), seal_bytes(PieceKind::Search, b"bytes of a piece")]
}

const STORED: [&str; 4] = [
    r#"{"format":4,"id":"i","title":"t","language":"en","timeZone":"UTC","articles":2,"from":"1987-02-26","to":"1987-10-19","facets":[{"name":"places","values":3}],"segments":[{"hash":"h","articles":2,"previewsPerGroup":24,"lookupGroups":1}],"joint":"j"}"#,
    r#"[{"slug":"s","headline":"h \"x\"","text":"t","source":"p","day":"2016-09-12","group":3},{"slug":"r","headline":"","group":0}]"#,
    r#"{"abc":{"number":1,"group":0},"def":{"number":4294967295,"group":2}}"#,
    r#"[{"number":1,"slug":"h-abc","article":{"headline":"H","body":[{"id":"a","kind":"list","text":"a\nb","spans":[{"start":0,"end":1,"kind":"link","href":"h"}]}]}}]"#,
];

/// What the page reads, by its own small reader.
fn stored(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for place in [0, 1, u32::MAX] {
        let _ = nth_item(&text, place);
    }
    take::<Manifest>(&text);
    take::<Preview>(&text);
    take::<Vec<StoredArticle>>(&text);
    take::<Vec<(String, LookupEntry)>>(&text);
}

fn take<T: Stored>(text: &str) {
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let _ = T::from_value(value);
    }
}

/// The pieces of a small index, the root first.
fn index() -> Vec<Vec<u8>> {
    let fields = ranking::FIELDS.iter().map(|(name, weight)| Field { name: (*name).to_owned(), weight: *weight });
    let mut builder = IndexBuilder::new(Schema { fields: fields.collect(), facets: vec!["places".to_owned()] });
    for number in 0..40 {
        let words = ["oil prices", "opec", "bank of japan", "Zürich", "10,000 barrels"];
        let document = Document {
            language: "en".to_owned(),
            fields: ranking::FIELDS
                .iter()
                .enumerate()
                .map(|(field, _)| words[(number + field) % words.len()].to_owned())
                .collect(),
            facets: vec![vec![format!("place {}", number % 7)]],
            day: Some(search::Day(7_000 - number as i32)),
        };
        let _ = builder.add(&document);
    }
    let mut pieces = Vec::new();
    let _ = builder.finish(512, |_, bytes: &[u8]| {
        pieces.push(bytes.to_vec());
        Ok(())
    });
    pieces
}

/// Every piece is there, as a part of one run of bytes.
struct Given<'a>(&'a [u8]);

impl Pieces for Given<'_> {
    fn piece(&self, piece: Piece) -> Option<&[u8]> {
        let start = (piece.number as usize).checked_sub(1)?.checked_mul(512)?;
        Some(self.0.get(start..(start + 512).min(self.0.len())).unwrap_or_default())
    }
}

fn index_root(bytes: &[u8]) {
    ask(bytes, &index()[1..].concat());
}

fn index_pieces(bytes: &[u8]) {
    ask(&index()[0], bytes);
}

/// Asks as a reader does; what is damaged is an error.
fn ask(root: &[u8], pieces: &[u8]) {
    let Ok(index) = Index::open(&[root], None) else { return };
    let given = Given(pieces);
    for text in ["o", "\"bank of japan\" -nothing", "oil place:japan after:1980"] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let _ = index.search(&query, &SearchOptions { as_typed: true, ..SearchOptions::default() }, &given);
    }
    if let Some(completion) = Completion::of("place:p") {
        let _ = index.suggest(&completion, &given);
    }
}

const QUERY: &str = "(tanker OR \"crude oil\") -headline:opec place:\"new york\" on:1987-03/1987-05 oil* | x";

/// Every text parses, and what is printed is the same query.
fn search_box(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = ParsedText::parse(&text);
    let printed = parsed.to_string();
    assert_eq!(ParsedText::parse(&printed).terms, parsed.terms, "{text:?} is printed as {printed:?}");
    let _ = Completion::of(&text);
}
