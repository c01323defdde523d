//! What page, worker and native command must agree on to the letter: the same expectations, natively and in the browser.
//!
//! `cargo test --test wasm` runs them natively; `cargo xtask test` runs them in headless Chromium too.

use article::piece::{PieceKind, open_json, seal_json};
use reader::protocol::{self, Ask, Message};
use reader::route::Location;
use search::Query;
use search::analysis::tokenize;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[track_caller]
fn check_tokens(text: &str, expected: &[(&str, std::ops::Range<usize>)]) {
    let tokens: Vec<_> = tokenize(text).into_iter().map(|token| (token.text, token.range)).collect();
    let tokens: Vec<_> = tokens.iter().map(|(text, range)| (text.as_str(), range.clone())).collect();
    assert_eq!(tokens, expected, "{text:?}");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn words_are_cut_and_folded_alike() {
    check_tokens("Škoda’s O'Neill", &[("skoda", 0..5), ("oneill", 8..15)]);
    check_tokens(
        "COVID-19 in the U.S.",
        &[("covid", 0..5), ("19", 6..8), ("in", 9..11), ("the", 12..15), ("us", 16..19)],
    );
    check_tokens("£10,000 or 3.5%", &[("10000", 1..7), ("or", 8..10), ("3.5", 11..14)]);
    check_tokens("😀 ok", &[("ok", 2..4)]);
    check_tokens("日本の", &[("日本", 0..2), ("本の", 1..3), ("の", 2..3)]);
    check_tokens("", &[]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_character_is_cut_within_its_text() {
    // All characters of the first plane in one text: 32-bit and 64-bit counting have to agree.
    let text: String = ('\u{1}'..='\u{ffff}').flat_map(|character| ['a', character]).collect();
    let length = text.chars().count();
    let tokens = tokenize(&text);
    assert!(tokens.iter().all(|token| token.range.start < token.range.end && token.range.end <= length));
    assert!(tokens.iter().all(|token| !token.text.is_empty()));
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn an_address_means_the_same() {
    let address = "./?q=caf%C3%A9+%22bank+of+japan%22&places=japan&-places=usa&from=1987-03&to=1987-04-02&sort=newest";
    let location = Location::parse(address.trim_start_matches("./"));
    assert_eq!(location.query.text, "café \"bank of japan\"");
    assert_eq!(location.href(), address);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_sealed_piece_opens() {
    let sealed = seal_json(PieceKind::Previews, "[\"😀\",1]");
    assert_eq!(sealed, "{\"kind\":\"previews\",\"length\":10,\"checksum\":\"40aa7b05\",\"items\":[\"😀\",1]}\n");
    assert_eq!(open_json(PieceKind::Previews, &sealed), Ok("[\"😀\",1]"));
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_message_crosses() {
    let query = Query { text: "café".to_owned(), ..Query::default() };
    let message: Result<Message<Ask>, _> = protocol::read(&protocol::write(7, Ask::Commit(query.clone())));
    assert_eq!(message, Ok(Message { build: protocol::BUILD.to_owned(), number: 7, body: Ask::Commit(query) }));
}

/// What only a browser has.
#[cfg(target_arch = "wasm32")]
mod kept {
    use reader::browser::stamp;
    use reader::browser::store::{Record, Store, VERSION};
    use reader::failure::Trouble;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn record(id: &str, source: &str, text: &str) -> Record {
        Record { id: id.to_owned(), source: source.to_owned(), text: text.to_owned() }
    }

    async fn open(archive: &str, version: u32) -> Store {
        Store::open(archive, version).await.unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    #[wasm_bindgen_test]
    async fn marks_are_kept_by_article() {
        let archive = stamp::urn();
        let store = open(&archive, VERSION).await;
        for (id, source, text) in [("1", "a", "one"), ("2", "b", "two"), ("3", "a", "three"), ("1", "a", "one anew")] {
            assert_eq!(store.change(&[record(id, source, text)], &[]).await, Ok(()));
        }
        assert_eq!(store.change(&[], &["2"]).await, Ok(()));
        drop(store);
        let store = open(&archive, VERSION).await;
        assert_eq!(store.texts(Some("a")).await, Ok(vec!["one anew".to_owned(), "three".to_owned()]));
        assert_eq!(store.texts(Some("b")).await, Ok(Vec::new()));
        assert_eq!(store.text("3").await, Ok(Some("three".to_owned())));
        assert_eq!(store.text("2").await, Ok(None));
        assert_eq!(store.texts(None).await.map(|texts| texts.len()), Ok(2));
        let other = open(&stamp::urn(), VERSION).await;
        assert_eq!(other.texts(Some("a")).await, Ok(Vec::new()));
    }

    #[wasm_bindgen_test]
    async fn a_newer_version_closes_the_older_ones_marks() {
        let archive = stamp::urn();
        let older = open(&archive, VERSION).await;
        let newer = open(&archive, VERSION + 1).await;
        assert_eq!(older.texts(Some("a")).await.map_err(|failure| failure.kind), Err(Trouble::StorageTooNew));
        let again = Store::open(&archive, VERSION).await.map(drop).map_err(|failure| failure.kind);
        assert_eq!(again, Err(Trouble::StorageTooNew));
        drop(newer);
    }

    #[wasm_bindgen_test]
    async fn ids_are_random() {
        let (one, other) = (stamp::urn(), stamp::urn());
        assert_ne!(one, other);
        assert_eq!(one.len(), "urn:uuid:00000000-0000-4000-8000-000000000000".len());
        assert!(stamp::now().ends_with('Z'));
    }
}
