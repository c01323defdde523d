//! What is written is read back by `import` as it was.

use std::convert::Infallible;

use article::{Article, Association, Block, BlockKind, Name, Span, SpanKind};
use import::Event;
use proptest::prelude::*;

use super::markdown;

/// What import makes of a file of this text.
fn read_back(text: &str) -> Article {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.md");
    std::fs::write(&file, text).unwrap();
    let mut articles = Vec::new();
    import::import::<Infallible>(&file, &mut |event| {
        match event {
            Event::Article(imported) => articles.push(imported.article),
            Event::Message(message) => panic!("{message}\n{text}"),
            Event::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    let [article] = articles.try_into().unwrap_or_else(|_| panic!("not one article of\n{text}"));
    article
}

/// Sorts spans that cover the same, of which none is the outer one.
fn settled(mut article: Article) -> Article {
    for block in &mut article.body {
        block.spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.kind as u8));
    }
    article
}

#[track_caller]
fn check(article: Article) {
    let (text, changed) = markdown(&article).unwrap();
    assert_eq!(settled(read_back(&text)), settled(article), "{text}");
    assert_eq!(changed, 0, "{text}");
}

fn span(start: usize, end: usize, kind: SpanKind, href: Option<&str>) -> Span {
    Span { start, end, kind, href: href.map(str::to_owned) }
}

#[test]
fn every_kind_of_block_comes_back() {
    let block = |kind, text: &str| Block::new(kind, text);
    let picture = |href: Option<&str>, caption: Option<&str>| Association {
        href: href.map(str::to_owned),
        caption: caption.map(str::to_owned),
        credit_text: Some("EPA".into()),
        width: Some(640),
        ..Association::default()
    };
    let code = "fn main() {\n    println!(\"```\");\n}";
    check(Article {
        uri: "urn:example:1".into(),
        headline: "1987: the \"harbour\" reopens # again".into(),
        by: Some("By Ana".into()),
        author: vec![Name { uri: Some("urn:a".into()), role: Some("Editor".into()), ..Name::from("Ana: B") }],
        date_published: Some("2016-09-12".into()),
        subjects: vec!["one, two".into(), "yes".into()],
        publisher: Some(Name::from("The Paper")),
        word_count: Some(12),
        associations: vec![
            picture(Some("https://a.example/a b.jpg"), Some("Boats")),
            picture(None, Some("A quay, without its picture")),
        ],
        body: vec![
            Block {
                spans: vec![
                    span(0, 1, SpanKind::Emphasis, None),
                    span(3, 12, SpanKind::Link, Some("https://a.example/?a=b&copy=1")),
                    span(8, 12, SpanKind::Strong, None),
                    span(14, 17, SpanKind::Code, None),
                ],
                ..block(BlockKind::Paragraph, "A !link here, a*b and snake_case and _under_ & &amp; <b>. *")
            },
            block(BlockKind::Paragraph, "# no heading\n- no list\n1. no number\n> no quotation\n--- | ---"),
            Block { level: Some(3), ..block(BlockKind::Heading, "A heading in C#") },
            block(BlockKind::Blockquote, "One line\nand another"),
            block(BlockKind::Blockquote, "Another quotation"),
            block(BlockKind::Pullquote, "A sentence again"),
            block(BlockKind::List, "one\ntwo"),
            block(BlockKind::List, "of another list"),
            Block { ordered: true, ..block(BlockKind::List, "first\nsecond") },
            Block { header: true, ..block(BlockKind::Table, "a\tb | c\n1\t2") },
            block(BlockKind::Table, "without\ta head\n1\t2"),
            Block { association: Some(0), ..block(BlockKind::Figure, "Boats") },
            Block { association: Some(1), ..block(BlockKind::Figure, "A quay, without its picture") },
            Block { spans: vec![span(0, code.len(), SpanKind::Code, None)], ..Block::paragraph(code) },
        ],
        ..Article::default()
    });
}

/// The third had the mark of the second, and was read as its end.
#[test]
fn three_lists_behind_one_another_stay_three() {
    for ordered in [false, true] {
        let list = |text: &str| Block { ordered, ..Block::new(BlockKind::List, text) };
        let body = vec![list("one"), list("two"), list("three\nfour")];
        let (text, _) = markdown(&Article { headline: "A".into(), body: body.clone(), ..Article::default() }).unwrap();
        assert_eq!(read_back(&text).body, body, "{text}");
    }
}

#[test]
fn what_markdown_cannot_hold_is_counted_and_its_text_kept() {
    // A mark inside a word that begins with a sign.
    let body = vec![Block { spans: vec![span(1, 4, SpanKind::Emphasis, None)], ..Block::paragraph("a(b)c") }];
    let (text, changed) = markdown(&Article { headline: "A".into(), body, ..Article::default() }).unwrap();
    assert_eq!(changed, 1);
    assert_eq!(read_back(&text).body, [Block::paragraph("a(b)c")]);
}

/// A line of words and of all signs that mean something in Markdown.
fn line() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(r"[a-zA-Z0-9äß東😀\\`*_{}\[\]()<>#+.!|~&:=;'^$%@/\-]{1,8}", 1..6);
    words.prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = Block> {
    let kinds = prop::sample::select(vec![
        BlockKind::Paragraph,
        BlockKind::Heading,
        BlockKind::Blockquote,
        BlockKind::Pullquote,
        BlockKind::List,
        BlockKind::Table,
    ]);
    (kinds, prop::collection::vec(line(), 1..4), 2..=6_u8, any::<bool>()).prop_map(|(kind, lines, level, flag)| {
        let joined = if kind == BlockKind::Heading { " " } else { "\n" };
        Block {
            level: (kind == BlockKind::Heading).then_some(level),
            ordered: kind == BlockKind::List && flag,
            header: kind == BlockKind::Table,
            ..Block::new(kind, lines.join(joined))
        }
    })
}

proptest! {
    #[test]
    fn any_text_comes_back(body in prop::collection::vec(block(), 1..6), fields in prop::collection::vec(line(), 4)) {
        let article = Article {
            headline: fields[0].clone(),
            abstract_: Some(fields[1].clone()),
            people: vec![fields[2].as_str().into(), Name { role: Some(fields[3].clone()), ..Name::from("x") }],
            body,
            ..Article::default()
        };
        let (text, changed) = markdown(&article).unwrap();
        prop_assert_eq!(settled(read_back(&text)), settled(article), "{}", text);
        prop_assert_eq!(changed, 0);
    }

    /// Whatever is set apart: the text is the same, and where nothing was said to be lost, the spans are too.
    #[test]
    fn any_spans_leave_the_text_as_it_is(text in line(), spans in prop::collection::vec((0..20_usize, 1..9_usize, 0..4_u8), 0..4)) {
        let length = text.chars().count();
        let kinds = [SpanKind::Emphasis, SpanKind::Strong, SpanKind::Code, SpanKind::Link];
        let spans = spans.into_iter().filter(|(start, ..)| *start < length).map(|(start, more, kind)| {
            let kind = kinds[usize::from(kind)];
            let href = (kind == SpanKind::Link).then_some("https://a.example/");
            span(start, (start + more).min(length), kind, href)
        });
        let body = vec![Block { spans: spans.collect(), ..Block::paragraph(text) }];
        let article = Article { headline: "A".into(), body, ..Article::default() };
        let (written, changed) = markdown(&article).unwrap();
        let read = read_back(&written);
        prop_assert_eq!(&read.body[0].text, &article.body[0].text, "{}", written);
        if changed == 0 {
            prop_assert_eq!(settled(read), settled(article), "{}", written);
        }
    }
}
