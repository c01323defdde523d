//! Who an article is, for good: its `uri`, its slug, the ids of its blocks. Bookmarks, marks, duplicates and appending
//! hang on these, so nothing here can ever change.

use std::collections::HashMap;

use article::{Article, Block};
use sha2::{Digest, Sha256};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use import::Origin;

use crate::config::Config;
use crate::notes::link_notes;
use crate::script;

/// The characters of a slug that are looked up: 50 bits of SHA-256(uri).
const KEY: usize = 10;
/// The characters of a block's id: 40 bits.
const BLOCK_ID: usize = 8;
/// The most characters of the headline in a slug.
const SLUG_WORDS: usize = 60;

/// RFC 4648, section 6, in lower case.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// RFC 4648 base 32 in lower case, without padding.
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    for group in bytes.chunks(5) {
        let mut padded = [0; 8];
        padded[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(padded);
        for digit in 0..(group.len() * 8).div_ceil(5) {
            text.push(char::from(ALPHABET[(bits >> (35 - 5 * digit)) as usize & 31]));
        }
    }
    text
}

/// The bytes that [`base32`] writes so; bits behind the last whole byte are passed over.
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut count) = (0u32, 0);
    for digit in text.bytes() {
        bits = (bits << 5 | ALPHABET.iter().position(|known| *known == digit)? as u32) & 0xfff;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

/// SHA-256 in base 32, 52 characters.
pub fn digest(bytes: &[u8]) -> String {
    base32(&Sha256::digest(bytes))
}

/// Whether a text can be a [`digest`], as the names of segments are.
pub fn is_digest(text: &str) -> bool {
    text.len() == 52 && text.bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte))
}

/// Gives an article its `uri` where the source gave it none.
pub fn name(article: &mut Article, config: &Config, origin: &Origin) {
    if article.uri.is_empty() {
        article.uri = match article.url.as_deref().map(without_fragment) {
            Some(url) if !url.is_empty() => url.to_owned(),
            _ => urn(&config.id, origin),
        };
    }
}

/// Completes what a source leaves to be worked out: block ids and the links of footnotes, `wordCount`, the byline from the
/// authors, and where there is no language that of its letters, else the archive's.
pub fn complete(article: &mut Article, config: &Config) {
    name_blocks(&mut article.body);
    link_notes(&mut article.body);
    if article.by.is_none() && !article.author.is_empty() {
        let names = article.author.iter().map(|author| author.name.as_str());
        article.by = Some(names.collect::<Vec<_>>().join(", "));
    }
    if article.language.is_none() {
        let texts = [article.headline.as_str()].into_iter().chain(article.body.iter().map(|block| block.text.as_str()));
        let told = script::language_of(texts, &config.language).map(str::to_owned);
        article.language = Some(told.unwrap_or_else(|| config.language.clone()));
    }
    if article.word_count.is_none() {
        article.word_count = Some(article.body.iter().map(|block| block.text.split_whitespace().count() as u64).sum());
    }
}

/// Whether an article is known by the path at which it was found alone: whoever comes there next is taken for it.
pub fn is_of_path(article: &Article, config: &Config, origin: &Origin) -> bool {
    article.uri == urn(&config.id, origin)
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

fn urn(archive_id: &str, origin: &Origin) -> String {
    match origin.item {
        Some(item) => format!("urn:broadsheet:{archive_id}:{}#{item}", origin.path),
        None => format!("urn:broadsheet:{archive_id}:{}", origin.path),
    }
}

/// Gives every block its id: 8 base-32 characters of SHA-256(kind, line feed, normalised text), and `-2`, `-3` for
/// repeats. Normalised is NFC with every run of white space as one space, none at the ends: a paragraph that nobody
/// touched keeps its id. What ids a source brought are replaced, so that one text has one id everywhere.
fn name_blocks(body: &mut [Block]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for block in body {
        let mut normalised = format!("{}\n", block.kind.name());
        let start = normalised.len();
        for word in block.text.split_whitespace() {
            if normalised.len() > start {
                normalised.push(' ');
            }
            normalised.push_str(word);
        }
        // Most text is in NFC as it comes, above all what is ASCII, and finding that out is cheap.
        if is_nfc_quick(normalised.chars()) != IsNormalized::Yes {
            normalised = normalised.nfc().collect();
        }
        let mut id = digest(normalised.as_bytes());
        id.truncate(BLOCK_ID);
        let repeats = seen.entry(id.clone()).or_default();
        *repeats += 1;
        block.id = if *repeats == 1 { id } else { format!("{id}-{repeats}") };
    }
}

/// An article's address: ASCII words of the headline, `-`, and the key by which it is looked up.
pub fn slug(headline: &str, uri: &str) -> String {
    let mut key = digest(uri.as_bytes());
    key.truncate(KEY);
    let words = ascii_words(headline, SLUG_WORDS);
    if words.is_empty() { key } else { format!("{words}-{key}") }
}

/// The ASCII words of a text in lower case, joined by `-`, whole words up to `most` characters (of one longer word its
/// beginning). Diacritics are dropped, apostrophes too; other scripts give nothing.
pub fn ascii_words(text: &str, most: usize) -> String {
    let kept = |character: &char| !is_combining_mark(*character) && !matches!(character, '\'' | '’');
    // ASCII is its own NFKD.
    let mut folded: String = if text.is_ascii() { text.replace('\'', "") } else { text.nfkd().filter(kept).collect() };
    folded.make_ascii_lowercase();
    let mut slug = String::new();
    for word in folded.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(most)]);
        } else if slug.len() + 1 + word.len() <= most {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config::named("my-archive")
    }

    #[test]
    fn base_32_is_that_of_rfc_4648() {
        // The test vectors of RFC 4648, section 10, in lower case and without padding.
        for (bytes, text) in [
            ("", ""),
            ("f", "my"),
            ("fo", "mzxq"),
            ("foo", "mzxw6"),
            ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text).as_deref(), Some(bytes.as_bytes()));
        }
    }

    #[track_caller]
    fn check_words(headline: &str, slug: &str) {
        assert_eq!(ascii_words(headline, 60), slug);
    }

    #[test]
    fn a_slug_holds_ascii_words() {
        check_words("Putin hails ‘invincible friendship’", "putin-hails-invincible-friendship");
        check_words("Zürich’s café: déjà vu", "zurichs-cafe-deja-vu");
        check_words("北京 – 2008", "2008");
        check_words("?!", "");
    }

    #[test]
    fn a_slug_is_cut_between_words() {
        let long = "word ".repeat(30);
        let slug = ascii_words(&long, 60);
        assert!(slug.len() <= 60 && slug.ends_with("-word"), "{slug}");
        assert_eq!(ascii_words(&"x".repeat(99), 60).len(), 60);
    }

    #[test]
    fn the_address_of_an_article_never_changes() {
        // Bookmarks hang on these very characters: a change here breaks links that people have.
        assert_eq!(slug("A headline", "urn:example:1"), "a-headline-6f6yrtz66r");
        assert_eq!(slug("", "urn:example:1"), "6f6yrtz66r");
    }

    #[test]
    fn a_paragraph_that_nobody_touched_keeps_its_id() {
        let origin = Origin { path: "a.txt".into(), item: None };
        let ids = |texts: &[&str]| {
            let body = texts.iter().map(|text| Block::paragraph(*text)).collect();
            let mut article = Article { body, ..Article::default() };
            name(&mut article, &config(), &origin);
            complete(&mut article, &config());
            article.body.into_iter().map(|block| block.id).collect::<Vec<_>>()
        };
        let before = ids(&["One.", "Two  words.", "One."]);
        let after = ids(&["New.", "One.", "Two\nwords.", "One."]);
        assert_eq!(before, after[1..]);
        assert_eq!(before[2], format!("{}-2", before[0]));
        assert_eq!(before[0].len(), 8);
    }

    #[test]
    fn the_uri_is_the_source_s_own_then_the_address_then_the_path() {
        let origin = Origin { path: "world/a.jsonl".into(), item: Some(3) };
        let uri = |uri: &str, url: Option<&str>| {
            let mut article = Article { uri: uri.into(), url: url.map(Into::into), ..Article::default() };
            name(&mut article, &config(), &origin);
            article.uri
        };
        assert_eq!(uri("tag:a", Some("https://a.example/1#x")), "tag:a");
        assert_eq!(uri("", Some("https://a.example/1?p=2#x")), "https://a.example/1?p=2");
        assert_eq!(uri("", None), "urn:broadsheet:my-archive:world/a.jsonl#3");
    }
}
