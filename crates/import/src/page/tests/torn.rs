//! Texts that the extractor tears, by the names of their elements, by classes, or since they are short.

use super::boxes::{page_with, told};
use super::*;

fn page_of(article: &str) -> Read {
    read_page(
        "<title>Harbour opens again</title>",
        &format!("<article><h1>Harbour opens again</h1>{article}</article>"),
    )
}

/// The facts beside a text were lost, since their element is that of what stands around it.
#[test]
fn a_box_of_facts_among_the_paragraphs_is_text() {
    let facts =
        "<h3>The port in figures</h3><ul><li>Built in 1890</li><li>Two terminals, of which one is closed</li></ul>";
    let shown = ["The port in figures", "Built in 1890\nTwo terminals, of which one is closed"];
    let read = page_of(&format!("<p>{PROSE}</p><aside>{facts}</aside><p>{SECOND}</p>"));
    assert_eq!(texts(&read), [PROSE, shown[0], shown[1], SECOND]);
    let read = page_of(&format!("<p>{PROSE}</p><p>{SECOND}</p><aside class=fact-box>{facts}</aside>"));
    assert_eq!(texts(&read), [PROSE, SECOND, shown[0], shown[1]]);
    for other in [
        // What stands below a text and is not called so may be anything.
        format!("<p>{PROSE}</p><p>{SECOND}</p><aside>{facts}</aside>"),
        format!("<p>{PROSE}</p><aside class=promo>{facts}</aside><p>{SECOND}</p>"),
        format!(
            "<p>{PROSE}</p><aside><ul><li><a href=/b>The mill at Skarn runs again after nine days</a></li></ul></aside><p>{SECOND}</p>"
        ),
        // A part of a sentence that is set large.
        format!(
            "<p>{PROSE}</p><aside>for nine days and had kept forty ships at sea, among them two ferries</aside><p>{SECOND}</p>"
        ),
    ] {
        assert_eq!(texts(&page_of(&other)), [PROSE, SECOND], "{other}");
    }
}

/// The text that comes by while its picture stays was lost, or one long caption.
#[test]
fn paragraphs_in_a_figure_are_text() {
    let steps = format!(
        "<div class=scroll-steps><div class=step><p>{PROSE}</p></div><div class=step><p>{SECOND}</p></div></div>"
    );
    let read = page_of(&format!(
        "<p>{SECOND}</p><figure class=scrolly><div class=sticky><img src=a.jpg></div>{steps}</figure><p>{PROSE}</p>"
    ));
    let shown: Vec<&str> = texts(&read).into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!((shown, read.article.associations.len()), (vec![SECOND, PROSE, SECOND, PROSE], 1));
    // A caption may be long, and have paragraphs.
    let caption = format!("<figure><img src=a.jpg><figcaption><p>{PROSE}</p><p>{SECOND}</p></figcaption></figure>");
    let read = page_of(&format!("<p>{SECOND}</p>{caption}<p>{PROSE}</p>"));
    assert_eq!(read.article.body.iter().filter(|block| block.association.is_some()).count(), 1);
}

/// Of a text without commas that is as short as a caption the extractor kept that, and one paragraph.
#[test]
fn a_short_text_is_whole() {
    let texts_of = [
        "港湾労働者の組合は前夜、港湾局の提案を賛成多数で受け入れた。",
        "沖合で待っていた40隻の船は順に入港し、夕方までに荷を下ろす。",
        "市長は「長い9日間だった」と述べた。",
    ];
    let paragraphs: String = texts_of.iter().map(|text| format!("<p>{text}</p>")).collect();
    let body = format!(
        "<main><article><h1>スカーン港が再開</h1><div class=pic><div><img src=a.jpg><p>再開したスカーン港に入る船と、それを見守る港湾労働者ら＝5日、スカーン港</p></div></div>{paragraphs}</article></main>"
    );
    let read = read_page("<title>スカーン港が再開</title>", &body);
    let kept: Vec<&str> = texts(&read).into_iter().filter(|text| texts_of.contains(text)).collect();
    assert_eq!(kept, texts_of, "{:?}", texts(&read));
}

/// Of a text in several boxes, deep in others, one box was the article.
#[test]
fn a_text_in_many_boxes_is_whole() {
    let module = |text: &str| {
        format!(
            "<div class=module><div class=inner><div class=widget-body><p>{text}</p><p>{text}</p></div></div></div>"
        )
    };
    let modules: String = [PROSE, SECOND, PROSE].iter().map(|text| module(text)).collect();
    let read = read_page(
        "<title>Harbour opens again</title>",
        &format!("<main><h1>Harbour opens again</h1><div>{modules}</div></main>"),
    );
    assert_eq!(texts(&read), [PROSE, PROSE, SECOND, SECOND, PROSE, PROSE]);
}

/// Buttons of shops, and links that are paid for, were lines of the text.
#[test]
fn buttons_are_no_text_and_are_told() {
    for button in [
        "<p><a class='btn btn-primary' href=/b>Order the print</a></p>",
        "<div class=wp-block-button><a class=wp-block-button__link href=/b>Order the print</a></div>",
        "<p><a rel='sponsored nofollow' href=/b>Order the print</a></p>",
    ] {
        let read = page_with(button);
        assert_eq!(
            (texts(&read).len(), told(&read)),
            (2, vec!["left out the box “Order the print”".to_owned()]),
            "{button}"
        );
    }
    let read = page_with("<p>What it costs, <a rel=sponsored href=/b>says the shop</a>, is not yet known.</p>");
    assert_eq!((texts(&read).len(), told(&read)), (3, Vec::new()));
}

/// Whom a quotation is by was lost where that stands in its foot, and a question where it is a button that opens the answer.
#[test]
fn what_belongs_to_a_text_in_other_elements_stays() {
    let read = page_of(&format!(
        "<p>{PROSE}</p><blockquote><p>{SECOND}</p><footer>Per Holm</footer></blockquote><h3><button>Who pays?</button></h3><p>{PROSE}</p>"
    ));
    assert_eq!(texts(&read), [PROSE, SECOND, "Per Holm", "Who pays?", PROSE]);
}

/// Of a live page whose entries a script would have loaded the text that it carries for machines was passed over.
#[test]
fn the_entries_of_a_live_page_are_its_text() {
    let entry =
        |head: &str, text: &str| format!(r#"{{"@type":"BlogPosting","headline":"{head}","articleBody":"{text}"}}"#);
    let entries = [entry("Ships move", PROSE), entry("A vote", SECOND), entry("Good morning", PROSE)].join(",");
    let head = format!(
        r#"<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"A","liveBlogUpdate":[{entries}]}}</script>"#
    );
    let read = read_page(&head, "<article><p>The harbour opens again.</p></article>");
    assert_eq!(texts(&read), ["Ships move", PROSE, "A vote", SECOND, "Good morning", PROSE]);
}

/// The author of a page that tells it to those alone who show it in a card elsewhere was nobody.
#[test]
fn the_line_of_a_card_names_the_author() {
    let page = |label: &str| {
        let head = format!(
            "<title>Harbour</title><meta name=twitter:label1 content='{label}'><meta name=twitter:data1 content='Jane Doe'>"
        );
        read_page(&head, &format!("<article><p>{PROSE}</p></article>")).article.author
    };
    assert_eq!(page("Written by").first().map(|author| author.name.as_str()), Some("Jane Doe"));
    assert_eq!(page("Est. reading time"), []);
}
