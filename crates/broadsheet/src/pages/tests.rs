//! What is written is read again by a parser of its own (html5ever, which browsers' rules are tested with) and held against the
//! article.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::{
    Article, Association, Block, BlockKind, Name, Preview, Rendition, Span, SpanKind, StoredArticle, TERMS_IN_SIGHT,
    is_safe_href,
};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::app_page::{Looks, Program};
use super::article_page::{Around, article_page};
use super::blocks;
use super::imprint::Imprint;
use super::inline::{Part, ROOT, each_piece, from_root};
use super::markup::{Markup, is_forbidden};
use super::words::Words;

/// What applies to one character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Style {
    emphasis: bool,
    strong: bool,
    code: bool,
    href: Option<String>,
}

/// An element that holds text, by its own name and that of what it stands in, with each character and what applies to it.
type Leaf = (String, Vec<(char, Style)>);

fn select<'a>(parent: &ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    parent.select(&selector).collect()
}

/// What a parser finds in the text of an article.
fn found(html: &str) -> Vec<Leaf> {
    let document = Html::parse_document(html);
    let body = select(&document.root_element(), "div.article-body")[0];
    let leaves = select(&body, "p, h2, h3, h4, li, th, td, pre, figcaption > span:not(.credit)");
    leaves.iter().map(leaf).collect()
}

fn leaf(element: &ElementRef<'_>) -> Leaf {
    let parent = ElementRef::wrap(element.parent().unwrap()).unwrap();
    let mut characters = Vec::new();
    for node in element.descendants() {
        let Some(text) = node.value().as_text() else { continue };
        let mut style = Style::default();
        for above in node.ancestors().take_while(|above| above.id() != element.id()).filter_map(ElementRef::wrap) {
            match above.value().name() {
                "em" => style.emphasis = true,
                "strong" => style.strong = true,
                "code" => style.code = true,
                "a" => style.href = above.attr("href").map(str::to_owned),
                other => panic!("<{other}> is nothing that a text has in it"),
            }
        }
        characters.extend(text.chars().map(|character| (character, style.clone())));
    }
    (format!("{}/{}", parent.value().name(), element.value().name()), characters)
}

/// What there should be, worked out character by character.
fn expected(article: &Article) -> Vec<Leaf> {
    article.body.iter().flat_map(leaves_of).collect()
}

fn leaves_of(block: &Block) -> Vec<Leaf> {
    let length = block.text.chars().count();
    let is_code = |span: &Span| span.kind == SpanKind::Code && span.start == 0 && span.end >= length;
    let is_sample = block.kind == BlockKind::Paragraph && length > 0 && block.spans.iter().any(is_code);
    let style = |at: usize| {
        let mut style = Style { code: is_sample, ..Style::default() };
        let here = block.spans.iter().filter(|span| !is_sample && span.start <= at && at < span.end);
        // Of links that begin at different places the one that begins later, of others the later one.
        let mut here: Vec<&Span> = here.collect();
        here.sort_by_key(|span| span.start);
        for span in here {
            match span.kind {
                SpanKind::Emphasis => style.emphasis = true,
                SpanKind::Strong => style.strong = true,
                SpanKind::Code => style.code = true,
                SpanKind::Link => {
                    style.href = span.href.clone().filter(|href| is_safe_href(href)).map(|href| from_root(ROOT, &href));
                }
            }
        }
        style
    };
    let separators = match block.kind {
        BlockKind::Blockquote | BlockKind::List => "\n",
        BlockKind::Table => "\n\t",
        _ => "",
    };
    let mut n_rows = 0;
    let name = |n_rows: usize| match block.kind {
        BlockKind::Paragraph if is_sample => "div/pre",
        BlockKind::Paragraph | BlockKind::Pullquote => "div/p",
        BlockKind::Heading => match block.level {
            Some(3) => "div/h3",
            Some(4..) => "div/h4",
            _ => "div/h2",
        },
        BlockKind::Blockquote => "blockquote/p",
        BlockKind::List if block.ordered => "ol/li",
        BlockKind::List => "ul/li",
        BlockKind::Figure => "figcaption/span",
        BlockKind::Table if block.header && n_rows == 0 => "tr/th",
        BlockKind::Table => "tr/td",
    };
    let mut leaves: Vec<Leaf> = vec![(name(0).to_owned(), Vec::new())];
    for (at, character) in block.text.chars().enumerate() {
        if separators.contains(character) {
            n_rows += usize::from(character == '\n');
            leaves.push((name(n_rows).to_owned(), Vec::new()));
        } else {
            let shown = if is_forbidden(character) { char::REPLACEMENT_CHARACTER } else { character };
            leaves.last_mut().unwrap().1.push((shown, style(at)));
        }
    }
    leaves
}

fn text_of(article: &Article) -> String {
    let mut markup = Markup::beginning("<!doctype html>");
    blocks::write(article, &Words::default(), &mut markup);
    markup.finish()
}

const HOSTILE: [&str; 8] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]><![CDATA[",
    "&lt;b&gt; &amp;amp; &#60;",
    "javascript:alert(1)",
    "</title></textarea></style></noscript></div></article>",
    "\n\n<pre>\0\u{b}\u{85}\u{fffe}",
];

const HREFS: [&str; 8] =
    ["https://a.example/?b=\"<&c", "#block-x", "./?q=a", "javascript:x", "//a.example", "b.html", "/c", ""];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé‏א🙂<>&\"' \\n\\t]{0,12}",
        proptest::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    // A carriage return becomes a line feed, which has a test of its own.
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat().replace('\r', ""))
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let kind = proptest::sample::select(&[SpanKind::Emphasis, SpanKind::Strong, SpanKind::Link, SpanKind::Code][..]);
    let href = proptest::option::of(proptest::sample::select(&HREFS[..]).prop_map(str::to_owned));
    let span =
        (0_usize..30, 0_usize..30, kind, href).prop_map(|(start, end, kind, href)| Span { start, end, kind, href });
    proptest::collection::vec(span, 0..6)
}

fn a_block() -> impl Strategy<Value = Block> {
    let kind = proptest::sample::select(
        &[
            BlockKind::Heading,
            BlockKind::Blockquote,
            BlockKind::Pullquote,
            BlockKind::List,
            BlockKind::Figure,
            BlockKind::Table,
            BlockKind::Paragraph,
        ][..],
    );
    (kind, texts(), spans(), proptest::option::of(0_u8..8), any::<bool>(), any::<bool>()).prop_map(
        |(kind, text, spans, level, ordered, header)| Block { spans, level, ordered, header, ..Block::new(kind, text) },
    )
}

proptest! {
    #[test]
    fn every_character_is_found_where_the_article_has_it(body in proptest::collection::vec(a_block(), 1..6)) {
        let article = Article { body, ..Article::default() };
        prop_assert_eq!(found(&text_of(&article)), expected(&article));
    }
}

#[test]
fn an_address_leads_from_a_page_where_it_led_from_the_site_s_folder() {
    let from = |href: &str| from_root(ROOT, href);
    assert_eq!([from("./?q=a:b"), from("?q=a"), from("b/c.html")], ["../?q=a:b", "../?q=a", "../b/c.html"]);
    for whole in ["https://a.example/b", "mailto:a@b.example", "//a.example", "/b", "#block-a"] {
        assert_eq!(from(whole), whole);
    }
}

/// An article every text of which is this one.
fn article_of(text: &str) -> Article {
    let some = || Some(text.to_owned());
    let names = || vec![Name { name: text.to_owned(), uri: some(), role: some() }];
    let link = |href: &str| Span { start: 0, end: 3, kind: SpanKind::Link, href: Some(href.to_owned()) };
    let kinds = ["paragraph", "heading", "blockquote", "pullquote", "list", "figure", "table"].map(BlockKind::named);
    let block =
        |kind| Block { id: text.to_owned(), spans: vec![link(text)], association: Some(0), ..Block::new(kind, text) };
    Article {
        uri: text.to_owned(),
        url: some(),
        headline: text.to_owned(),
        alternative_headline: some(),
        abstract_: some(),
        by: some(),
        author: names(),
        dateline: some(),
        located: some(),
        date_published: some(),
        date_modified: some(),
        language: some(),
        article_section: some(),
        genres: names(),
        subjects: names(),
        people: names(),
        organisations: names(),
        places: names(),
        body: kinds.map(block).to_vec(),
        associations: vec![Association {
            href: some(),
            caption: some(),
            credit_text: some(),
            alt_text: some(),
            ..Association::default()
        }],
        publisher: names().pop(),
        info_sources: names(),
        copyright_notice: some(),
        usage_terms: some(),
        ..Article::default()
    }
}

fn page_of(article: Article, imprint: &Imprint) -> String {
    let preview = Preview {
        slug: "a".into(),
        headline: article.headline.clone(),
        text: article.abstract_.clone().unwrap_or_default(),
        source: None,
        section: article.article_section.clone(),
        day: None,
        language: article.language.clone(),
        group: 0,
    };
    let around = Around { newer: Some(&preview), older: Some(&preview), section: Some("section/a.html".into()) };
    article_page(&StoredArticle { number: 0, slug: "a".into(), day: None, article }, &preview, &around, imprint)
}

/// Elements and attributes that a page of an article may have; an attribute's name alone never begins a program.
const ELEMENTS: &str = "html head meta link title script body a header p nav main article h1 h2 h3 h4 time span div em strong code pre \
    blockquote ul ol li figure img figcaption table thead tbody tr th td aside dl dt dd footer";
const ATTRIBUTES: &str = "lang charset name content http-equiv rel href type title property class aria-label dir id tabindex datetime \
    role scope src alt loading decoding width height aria-hidden data-js data-wasm data-place";

/// Every text of a page is this one, and the page is what it would be with any other.
fn check_hostile(text: &str) {
    let program = Program { start: "boot.js".into(), js: "./a.js".into(), wasm: "./a.wasm".into() };
    let looks = Looks { program: Some(program), ..Looks::default() };
    let imprint = Imprint { title: text.into(), terms: Some(text.into()), looks, ..Imprint::default() };
    let page = Html::parse_document(&page_of(article_of(text), &imprint));
    let scripts = select(&page.root_element(), "script");
    assert_eq!(scripts.len(), 2, "{text}");
    assert_eq!((scripts[1].attr("src"), scripts[1].attr("data-place")), (Some("../boot.js"), Some("?article=a")));
    assert_eq!(scripts[0].attr("type"), Some("application/ld+json"));
    let data: serde_json::Value = serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap();
    let headline = if text.trim().is_empty() { "Without a headline" } else { text.trim() };
    assert_eq!(data["headline"], headline);
    assert_eq!(data["author"][0]["name"], text);
    for element in select(&page.root_element(), "*") {
        let name = element.value().name();
        assert!(ELEMENTS.split_whitespace().any(|known| known == name), "<{name}> of {text}");
        for (attribute, value) in element.value().attrs() {
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == attribute), "{attribute} of {text}");
            let is_address = matches!(attribute, "href" | "src");
            assert!(!is_address || is_safe_href(value), "{value:?} of {text}");
        }
    }
    let h1 = select(&page.root_element(), "h1")[0].text().collect::<String>();
    let shown = |text: &str| text.chars().map(|c| if is_forbidden(c) { '\u{fffd}' } else { c }).collect::<String>();
    assert_eq!(h1.replace('\r', "\n"), shown(&headline.replace("\r\n", "\n").replace('\r', "\n")));
}

#[test]
fn no_text_becomes_an_element() {
    for text in HOSTILE {
        check_hostile(text);
    }
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/hostile/xss-filter-evasion.json");
    match std::fs::read(corpus) {
        Ok(bytes) => serde_json::from_slice::<Vec<String>>(&bytes).unwrap().iter().for_each(|text| check_hostile(text)),
        Err(_) => eprintln!("skipped: the hostile strings beside the project are not there"),
    }
}

#[test]
fn a_carriage_return_is_the_end_of_a_line() {
    let article = Article { body: vec![Block::paragraph("a\r\nb\rc")], ..Article::default() };
    let text: String = found(&text_of(&article))[0].1.iter().map(|(character, _)| *character).collect();
    assert_eq!(text, "a\nb\nc");
}

#[test]
fn pictures_have_caption_and_credit_and_are_asked_for_where_they_are_in_the_archive() {
    let picture = |href: &str| Association {
        href: Some(href.into()),
        caption: Some("What it shows".into()),
        credit_text: Some("EPA".into()),
        alt_text: Some("A ship".into()),
        width: Some(3),
        ..Association::default()
    };
    let rendition = Rendition { href: "pictures/a.jpg".into(), width: Some(3) };
    let shown = Association { href: None, renditions: vec![rendition], ..picture("") };
    let associations = vec![shown, picture("https://b.example/b.jpg")];
    let figure = Block { association: Some(1), ..Block::new(BlockKind::Figure, "Another") };
    let article = Article { associations, body: vec![figure], ..Article::default() };
    let page = Html::parse_document(&text_of(&article));
    let figures = select(&page.root_element(), "figure");
    let text = |figure: &ElementRef<'_>| select(figure, "figcaption")[0].text().collect::<String>();
    assert_eq!(figures.iter().map(text).collect::<Vec<_>>(), ["What it shows EPA", "Another EPA"]);
    let image = select(&figures[0], "img")[0];
    assert_eq!(
        (image.attr("src"), image.attr("alt"), image.attr("width")),
        (Some("../archive/pictures/a.jpg"), Some("A ship"), Some("3"))
    );
    assert!(select(&figures[1], "img").is_empty());
    assert_eq!(select(&figures[1], "a")[0].attr("href"), Some("https://b.example/b.jpg"));
}

/// A paragraph may have a link around every word: each piece of it was held against all of them.
#[test]
fn no_piece_of_a_text_is_held_against_the_spans_of_the_others() {
    let text = "word ".repeat(60_000);
    let link = |at: usize| Span { start: at * 5, end: at * 5 + 4, kind: SpanKind::Link, href: Some("#a".into()) };
    let spans: Vec<Span> = (0..60_000).map(link).collect();
    let (mut pieces, mut held) = (0, 0);
    each_piece(Part { text: &text, start: 0 }, &spans, |_, spans| {
        pieces += 1;
        held += spans.len();
    });
    assert_eq!((pieces, held), (120_000, 60_000));
    let html = text_of(&Article { body: vec![Block { spans, ..Block::paragraph(text) }], ..Article::default() });
    assert_eq!(html.matches("<a ").count(), 60_000);
}

/// An article without text showed an empty page, and one with a hundred names a list of them all, which the app folds.
#[test]
fn an_article_without_text_says_so_and_long_lists_of_names_are_folded() {
    let name = |number: usize| Name::from(format!("Name {number}").as_str());
    let names = |count: usize| (0..count).map(name).collect();
    let (subjects, people) = (names(TERMS_IN_SIGHT + 2), names(TERMS_IN_SIGHT));
    let html = page_of(Article { headline: "A".into(), subjects, people, ..Article::default() }, &Imprint::default());
    let document = Html::parse_document(&html);
    let texts = |selector: &str| -> Vec<String> {
        select(&document.root_element(), selector).iter().map(|element| element.text().collect()).collect()
    };
    assert_eq!(texts(".article-body > .nothing"), ["This article has no text."]);
    assert_eq!(texts("dd").len(), 2 * TERMS_IN_SIGHT + 1);
    assert_eq!(texts("details:not([open]) > summary"), ["Show more"]);
    assert_eq!(texts("details li"), [TERMS_IN_SIGHT, TERMS_IN_SIGHT + 1].map(|number| format!("Name {number}")));
    let text = page_of(Article { body: vec![Block::paragraph("A")], ..Article::default() }, &Imprint::default());
    assert!(!text.contains("no text") && !text.contains("<details"));
}
