//! The small reader of stored files reads what serde reads.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::fields::Value;
use article::{LookupEntry, LookupGroup, Manifest, Preview, Stored, StoredArticle};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[track_caller]
fn check<T: Stored + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let by_serde: T = serde_json::from_str(text).unwrap();
    assert_eq!(T::from_value(serde_json::from_str(text).unwrap()).unwrap(), by_serde);
    // Every field that the type has stands in the text: what is written again is the same text.
    assert_eq!(serde_json::to_string(&by_serde).unwrap(), text);
}

#[track_caller]
fn refuses<T: Stored + DeserializeOwned>(text: &str, field: &str) {
    assert!(serde_json::from_str::<T>(text).is_err(), "serde reads {text}");
    let Err(unfit) = T::from_value(serde_json::from_str::<Value>(text).unwrap()) else { panic!("reads {text}") };
    assert!(unfit.to_string().contains(field), "{unfit}");
}

#[test]
fn an_article_with_every_field() {
    let names = |field: &str| format!(r#""{field}":[{{"name":"N","uri":"u","role":"r"}},{{"name":"M"}}]"#);
    let article = [
        r#""uri":"u","url":"https://example.org","headline":"H \"h\" 😀","alternativeHeadline":"A","abstract":"S","by":"B""#,
        &names("author"),
        r#""dateline":"D","located":"L","datePublished":"2016-09-12","dateModified":"2016-09-13","language":"en","articleSection":"World""#,
        &["genres", "subjects", "people", "organisations", "places"].map(names).join(","),
        r#""body":[{"id":"abc","kind":"paragraph","text":"One","spans":[{"start":0,"end":1,"kind":"emphasis"},{"start":0,"end":2,"kind":"strong"},{"start":1,"end":2,"kind":"link","href":"h"},{"start":2,"end":3,"kind":"code"}]},{"kind":"heading","text":"Two","level":3},{"kind":"blockquote","text":"Q"},{"kind":"pullquote","text":"P"},{"kind":"list","text":"a\nb","ordered":true},{"kind":"figure","text":"F","association":0},{"kind":"table","text":"a\tb","header":true}]"#,
        r#""associations":[{"uri":"u","href":"a.png","caption":"C","creditText":"T","altText":"A","width":10,"height":20}]"#,
        r#""publisher":{"name":"P"}"#,
        &names("infoSources"),
        r#""copyrightHolder":"CH","copyrightNotice":"CN","usageTerms":"UT","pubStatus":"usable","embargoedUntil":"2016-09-12","expires":"2030-01-01","version":"2","wordCount":12,"digitalSourceType":"d""#,
    ]
    .join(",");
    check::<Vec<StoredArticle>>(&format!(
        r#"[{{"number":1,"slug":"h-abc","day":"2016-09-12","article":{{{article}}}}}]"#
    ));
    check::<Vec<StoredArticle>>(r#"[{"number":2,"slug":"x","article":{"headline":"","body":[]}}]"#);
}

#[test]
fn previews_lookups_and_the_manifest() {
    check::<Preview>(
        r#"{"slug":"s","headline":"h","text":"t","source":"p","section":"w","day":"2016-09-12","language":"en","group":3}"#,
    );
    check::<Preview>(r#"{"slug":"s","headline":"h","group":3}"#);
    let lookup = r#"{"abc":{"number":1,"group":0},"def":{"number":4294967295,"group":2}}"#;
    let entries = Vec::<(String, LookupEntry)>::from_value(serde_json::from_str(lookup).unwrap()).unwrap();
    assert_eq!(LookupGroup::from_iter(entries), serde_json::from_str(lookup).unwrap());
    check::<Manifest>(
        r#"{"format":1,"id":"i","title":"t","language":"en","timeZone":"UTC","terms":"x","articles":2,"from":"1987-02-26","to":"1987-10-19","facets":[{"name":"places","values":3}],"segments":[{"hash":"h","articles":2,"previewsPerGroup":24,"lookupGroups":1}]}"#,
    );
    check::<Manifest>(
        r#"{"format":1,"id":"i","title":"t","language":"en","timeZone":"UTC","articles":2,"facets":[],"segments":[{"hash":"h","articles":2,"previewsPerGroup":24,"lookupGroups":1},{"hash":"g","articles":1,"previewsPerGroup":24,"lookupGroups":1}],"joint":"j"}"#,
    );
}

#[test]
fn what_is_missing_or_wrong_is_told() {
    refuses::<Preview>(r#"{"slug":"s","group":3}"#, "headline");
    refuses::<Preview>(r#"{"slug":"s","headline":"h","group":-3}"#, "group");
    refuses::<Preview>(r#"{"slug":"s","headline":"h","group":4294967296}"#, "group");
    refuses::<Preview>(r#"{"slug":5,"headline":"h","group":3}"#, "slug");
    refuses::<Vec<StoredArticle>>(r#"[{"number":1,"slug":"s"}]"#, "article");
    assert!(Vec::<(String, LookupEntry)>::from_value(serde_json::from_str(r#"{"abc":7}"#).unwrap()).is_err());
    refuses::<Manifest>("{}", "format");
}
