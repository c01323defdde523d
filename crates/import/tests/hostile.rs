//! Whatever a file holds, reading it ends, does not panic, and gives articles that hold to the model.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::{Article, Association, Block, BlockKind, Name, Span, SpanKind};
use import::{Event, import};
use proptest::prelude::*;
use std::convert::Infallible;

const EXTENSIONS: [&str; 6] = ["txt", "md", "json", "jsonl", "txt.gz", "jsonl.gz"];

fn read(extension: &str, bytes: &[u8]) -> Vec<Article> {
    read_all(extension, bytes).0
}

/// The articles and what was said.
fn read_all(extension: &str, bytes: &[u8]) -> (Vec<Article>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("file.{extension}"));
    std::fs::write(&path, bytes).unwrap();
    let (mut articles, mut said) = (Vec::new(), String::new());
    import::<Infallible>(&path, &mut |event| {
        match event {
            Event::Article(found) => articles.push(found.article),
            Event::Message(message) => said.push_str(&message.to_string()),
            Event::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    (articles, said)
}

#[track_caller]
fn check(extension: &str, bytes: &[u8]) {
    for article in read(extension, bytes) {
        let has_text = !article.headline.is_empty() || article.body.iter().any(|block| !block.text.trim().is_empty());
        assert!(has_text);
        for block in &article.body {
            let length = block.text.chars().count();
            assert!(!block.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
            assert!(block.spans.iter().all(|span| span.start < span.end && span.end <= length), "{block:?}");
            assert!(block.spans.is_sorted_by_key(|span| span.start));
            assert!(block.association.is_none_or(|at| at < article.associations.len()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for extension in EXTENSIONS {
            check(extension, &bytes);
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        for extension in EXTENSIONS {
            check(extension, text.as_bytes());
        }
    }

    #[test]
    fn any_markdown_is_survived(text in "(---\n[a-z: \\[\\]\"\n]{0,40}---\n)?([-#*_`\\[\\]()<>!&;|~:.^/\n \ta-zü1]|\n\n|```|---|<p>|</|<script>|<!--|\\[\\^1\\]: |- \\[x\\] |> |1\\. |\\| a \\| b \\|\n|---|---|&amp;|&#x3c;){0,80}") {
        check("md", text.as_bytes());
    }

    #[test]
    fn any_copy_is_survived(lines in proptest::collection::vec("(By |SEOUL|, Jan 1|\\(Reuters\\)| - |: |Photo: |© |Published |12 Sep 2016|Follow us on |Embargo|\\(|\\)|\\[|\\]|- |1\\. |ä|é|[A-Z][a-z]{1,8} |[a-z]{4,9} |\\.){0,12}", 0..30)) {
        check("txt", lines.join("\n").as_bytes());
        let text = lines.join("\n");
        let (articles, said) = read_all("txt", text.as_bytes());
        if let Some(article) = articles.first() {
            let kept = serde_json::to_string(article).unwrap() + &said;
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_lowercase)) {
                prop_assert!(kept.contains(word), "{word} was lost: {kept}");
            }
        }
    }

    #[test]
    fn an_article_comes_in_as_it_went_out(article in articles()) {
        let json = serde_json::to_string(&article).unwrap();
        let back = read("jsonl", json.as_bytes());
        prop_assert_eq!(back.len(), 1);
        prop_assert_eq!(serde_json::to_string(&back[0]).unwrap(), json.clone());
        let array = format!("[{json}]");
        prop_assert_eq!(serde_json::to_string(&read("json", array.as_bytes())[0]).unwrap(), json);
    }
}

prop_compose! {
    fn blocks()(
        kind in prop_oneof![Just(BlockKind::Paragraph), Just(BlockKind::Heading), Just(BlockKind::List), Just(BlockKind::Table)],
        text in "[a-zü😀\n\t ]{1,30}x",
        start in 0usize..10,
        href in proptest::option::of("https://example\\.org/[a-z]{1,5}"),
        ordered in any::<bool>(),
        level in proptest::option::of(2u8..7),
    ) -> Block {
        let length = text.chars().count();
        let kind_of_span = if href.is_some() { SpanKind::Link } else { SpanKind::Strong };
        let spans = (start < length).then_some(Span { start, end: length, kind: kind_of_span, href }).into_iter().collect();
        Block { kind, text, spans, ordered, level, ..Block::default() }
    }
}

prop_compose! {
    fn articles()(
        headline in "[A-Za-zü’“”\"\\\\]{1,40}",
        date in prop_oneof![Just(None), Just(Some("2016-09-12".to_owned())), Just(Some("2016-09-12T10:00:00.5+02:00".to_owned()))],
        by in proptest::option::of("[A-Z][a-z]{1,9}"),
        subjects in proptest::collection::vec(("[a-z]{1,9}", proptest::option::of("[a-z]{1,9}")), 0..4),
        caption in proptest::option::of("[a-z]{1,9}"),
        word_count in proptest::option::of(any::<u64>()),
        body in proptest::collection::vec(blocks(), 0..6),
    ) -> Article {
        let subjects = subjects.into_iter().map(|(name, uri)| Name { name, uri, role: None }).collect();
        let associations = caption.map(|caption| Association { caption: Some(caption), ..Association::default() }).into_iter().collect();
        Article { headline, date_published: date, by, subjects, associations, word_count, body, ..Article::default() }
    }
}
