//! Whatever a file holds, reading it ends, does not panic, and gives articles that hold to the model.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::{Article, Association, Block, BlockKind, Name, Span, SpanKind};
use import::{Event, import};
use proptest::prelude::*;
use std::convert::Infallible;

const EXTENSIONS: [&str; 12] =
    ["txt", "md", "html", "mhtml", "xml", "json", "jsonl", "csv", "opml", "txt.gz", "html.gz", "jsonl.gz"];

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
        fuzz::look_at(&article);
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
    fn any_page_is_survived(parts in proptest::collection::vec("(<(p|div|b|a href=x:|table|tr|td|th|ul|li|h1|figure|figcaption|img src=a|blockquote class=pullquote|pre|br|script|svg|noscript|template|title|math|select)>|</(p|b|table|ul|figure|script|title)>|<!--|-->|<!\\[CDATA\\[|&#0;|&amp|&#x110000;|ü|\t|\n|words that make up a sentence of some length, )", 0..60)) {
        let text = parts.concat();
        check("html", text.as_bytes());
        check("html", format!("<meta property=og:type content=article><title>A title</title><article>{}</article>", text.repeat(4)).as_bytes());
    }

    #[test]
    fn any_feed_is_survived(parts in proptest::collection::vec("(<(rss|feed|channel|item|entry|title|link href='a'|description|content type='xhtml'|media:group|media:content url='a' medium='image'|author|name|guid)>|</(item|entry|title|description|content|media:group|author)>|<!\\[CDATA\\[|\\]\\]>|<!--|-->|<\\?|&|&lt;p>|&#0;|&x;|'|\"|<|ü|words )", 0..60)) {
        check("xml", parts.concat().as_bytes());
        check("rss", format!("<rss><channel><item>{}</item></channel></rss>", parts.concat()).as_bytes());
    }

    #[test]
    fn any_agency_item_is_survived(parts in proptest::collection::vec("(<(newsItem guid='a' version='1'|itemMeta|itemClass qcode='ninat:text'/|embargoed|pubStatus qcode='x'/|contentMeta|headline|subject qcode='a:b' type='cpnat:person'|contentSet|inlineXML|nitf|body|body.head|body.content|hedline|hl1|p|bq|media media-type='image'|media-reference source='a' width='9'|media-caption|table|tr|td|note type='npa'|docdata|date.release norm='2024'|byline|person)>|</(newsItem|itemMeta|contentMeta|headline|contentSet|inlineXML|nitf|body.content|p|media)>|&|ü|words )", 0..60)) {
        check("xml", parts.concat().as_bytes());
        let item = "<newsItem><itemMeta/><contentMeta><headline>x</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content>";
        check("xml", format!("{item}{}", parts.concat()).as_bytes());
        check("xml", format!("<nitf><body><body.content>{}</nitf>", parts.concat()).as_bytes());
    }

    #[test]
    fn any_ninjs_is_survived(fields in proptest::collection::vec((
        prop_oneof![Just("uri"), Just("type"), Just("headlines"), Just("headline"), Just("bodies"), Just("body_xhtml"), Just("descriptions"), Just("people"), Just("associations"), Just("renditions"), Just("embargoed"), Just("standard"), Just("items")],
        prop_oneof![Just("null"), Just("5"), Just("\"<p>x</p>\""), Just("\"text\""), Just("[]"), Just("{}"), Just("[[{}]]"), Just("[\"x\", 5, null]"), Just("[{\"value\": \"<p>x\", \"role\": 5}]"),
            Just("{\"a\": {\"type\": \"picture\", \"renditions\": {\"x\": {\"href\": \"a\", \"width\": \"9\"}}}}"), Just("[{\"uri\": \"b\", \"bodies\": [{\"value\": \"x\"}], \"associations\": [{}]}]")],
    ), 0..9)) {
        let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        check("json", format!("{{\"versioncreated\": \"2024\", {}}}", fields.join(", ")).trim_end_matches(", }").as_bytes());
        check("jsonl", format!("{{\"uri\": \"x\", \"headlines\": [{{\"value\": \"y\"}}], \"z\": {{{}}}}}", fields.join(", ")).as_bytes());
    }

    #[test]
    fn any_table_is_survived(text in "(headline|body|tags|,|;|\t|\"|\n|\r|\\||x|ü| ){0,60}") {
        check("csv", text.as_bytes());
        check("tsv", format!("headline,body,subjects\n{text}").as_bytes());
    }

    /// No word of a text is lost unless it is said.
    #[test]
    fn any_copy_is_survived(lines in proptest::collection::vec("(By |SEOUL|, Jan 1|\\(Reuters\\)| - |: |Photo: |© |Published |12 Sep 2016|Follow us on |Embargo|\\(|\\)|\\[|\\]|- |1\\. |ä|é|[A-Z][a-z]{1,8} |[a-z]{4,9} |\\.){0,12}", 0..30)) {
        let text = lines.join("\n");
        check("txt", text.as_bytes());
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

/// A headline that stood twice, once with a site's name, lost that name without a word.
#[test]
fn a_sites_name_behind_a_repeated_headline_is_said() {
    for text in ["Harbour reopens - the courier\nHarbour reopens", "Harbour reopens\nHarbour reopens - the courier"] {
        let (articles, said) = read_all("txt", text.as_bytes());
        assert_eq!(articles[0].headline, "Harbour reopens");
        assert!(said.contains("“Harbour reopens - the courier”"), "{said}");
    }
}

/// What each of these asks of a naive reader is more memory or time than there is.
#[test]
fn pages_that_are_built_to_be_hard_are_refused_or_read() {
    let prose =
        "<p>The harbour opened again on Tuesday, after a strike that had lasted for nine days, officials said.</p>";
    let shapes = [
        "<div>".repeat(30_000),
        "<p>x".repeat(30_000),
        format!("{}{prose}", "<b><i><u><a href=x>".repeat(2_000)),
        format!("<img alt='{}'>", "x ".repeat(10_000)),
        format!("<p {}>", "a=b ".repeat(20_000)),
        format!("<p {}>", (0..50_000).map(|n| format!("a{n} ")).collect::<String>()),
        "<table><tr><td>".repeat(5_000),
        "<ul><li>".repeat(5_000),
        "<br>".repeat(30_000),
        "<font>x</font><br>".repeat(20_000),
        "<svg><math>".repeat(5_000),
        "<div class=caption><img src=a>".repeat(150),
        "<figure><img src=a><figcaption><i class=credit>x</i>".repeat(200),
        "<table><tr><td colspan=4000000000>a<td>b<tr><td>c<td>d</table>".to_owned(),
        "&lt;".repeat(20_000),
        "<!--".repeat(30_000),
        format!("<script type=application/ld+json>{}</script>", "[".repeat(20_000)),
        format!("<script type=application/ld+json>{}</script>", r#"{"@graph":["#.repeat(120)),
        "<meta property=article:tag content=x>".repeat(10_000),
        "<a rel=author itemprop=author>Jane Doe</a>".repeat(5_000),
    ];
    for shape in shapes {
        check("html", shape.as_bytes());
        check("html", format!("<title>A harbour</title><article>{}{shape}", prose.repeat(5)).as_bytes());
        let message = format!("Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{shape}");
        check("mhtml", message.as_bytes());
    }
}

#[test]
fn agency_items_that_are_built_to_be_hard_are_refused_or_read() {
    let within = |content: String| {
        format!(
            "<newsItem guid='a'><itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentMeta><headline>x</headline></contentMeta>\
             <contentSet><inlineXML>{content}</inlineXML></contentSet></newsItem>"
        )
    };
    let laughs = "<!DOCTYPE nitf [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
    for shape in [
        within("<div>".repeat(10_000)),
        within(format!("<nitf><body><body.content>{}", "<block>".repeat(200))),
        within("<nitf><body><body.content><p><person>A</person></p>".repeat(50)),
        format!(
            "<nitf><body><body.content>{}</body.content></body></nitf>",
            "<p><person>a b</person></p>".repeat(20_000)
        ),
        format!(
            "<nitf><body><body.content>{}</body.content></body></nitf>",
            "<media><media-reference source='a.jpg'/></media>".repeat(2_000)
        ),
        format!(
            "<newsItem><itemMeta/><contentMeta>{}</contentMeta></newsItem>",
            "<subject qcode='a:b'><name>x</name></subject>".repeat(20_000)
        ),
        format!(
            "<newsItem><itemMeta/>{}<contentMeta><headline>x</headline></contentMeta></newsItem>",
            "<assert qcode='a:b'/>".repeat(20_000)
        ),
        format!("{laughs}<nitf><body><body.head><hedline><hl1>&c;</hl1></hedline></body.head></body></nitf>"),
        format!("<opml><body>{}", "<outline xmlUrl='https://x.example/'>".repeat(10_000)),
        format!("<opml><body>{}</body></opml>", "<outline xmlUrl='../a.xml'/>".repeat(5_000)),
    ] {
        check("xml", shape.as_bytes());
    }
    let deep = format!("{{\"uri\": \"a\", \"headlines\": [{{\"value\": \"x\"}}], \"bodies\": {}", "[".repeat(10_000));
    check("json", deep.as_bytes());
    check("jsonl", deep.as_bytes());
    check("csv", format!("headline,body\n{}", "\"".repeat(500_001)).as_bytes());
    check("csv", format!("headline{}\n{}", ",x".repeat(50_000), ",y".repeat(50_000)).as_bytes());
    // Each passage was held against every work before it.
    let passages: String = (0..60_000).map(|number| format!("x,{number},\n")).collect();
    check("csv", format!("Highlight,Book Title,Book Author\n{passages}").as_bytes());
    check("csv", format!("headline,tags\nx,{}", "a|".repeat(500_000)).as_bytes());
}

#[test]
fn feeds_that_are_built_to_be_hard_are_refused_or_read() {
    let shapes = [
        "<rss>".repeat(100_000),
        "<rss><channel>".to_owned() + &"<x/>".repeat(100_000),
        "<rss><channel>".to_owned() + &"<item><title>a</title></item> ".repeat(20_000),
        "<rss><channel><item>".to_owned() + &"<media:content medium='image' url='a'/>".repeat(20_000) + "</item>",
        "<rss><channel><item>".to_owned() + &"<category>a b</category><author>a@b</author>".repeat(10_000) + "</item>",
        "<feed><entry><content type='xhtml'>".to_owned()
            + &"<div>".repeat(200)
            + &"</div>".repeat(200)
            + "</content></entry>",
        "<rss><channel><item><description>".to_owned() + &"&lt;div&gt;".repeat(30_000) + "</description></item>",
        "<rss><item".to_owned() + &" a='b'".repeat(100_000) + "/>",
        "<!DOCTYPE x [".to_owned() + &"<!ENTITY a 'b'>".repeat(50_000) + "]><rss/>",
        "<!DOCTYPE x [<!ENTITY a0 'ha'>".to_owned()
            + &(1..30).map(|n| format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1)).collect::<String>()
            + "]><rss><channel><item><title>&a29;</title></item></channel></rss>",
        "<?xml version='1.0' encoding='utf-32'?><rss>".to_owned() + &"<![CDATA[".repeat(10_000),
    ];
    for shape in shapes {
        check("xml", shape.as_bytes());
        check("xml", &shape.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    }
}

#[test]
fn a_message_with_no_end_of_headers_is_survived() {
    check("mhtml", "a: b\n".repeat(500_000).as_bytes());
    check("mhtml", format!("Content-Type: {}", "x;".repeat(500_000)).as_bytes());
    check("mhtml", format!("Content-Type: multipart/related; boundary=\n\n{}", "--\n".repeat(100_000)).as_bytes());
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
