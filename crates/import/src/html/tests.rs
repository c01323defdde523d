//! HTML in, blocks out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use article::{BlockKind, SpanKind};

/// Each block as `kind: text`, spans as `[kind text]` behind it.
#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let body = fragment(html, &Base::new("https://example.org/news/a.html")).unwrap();
    let shown: Vec<String> = body.blocks.iter().map(|block| shown(block, &body)).collect();
    assert_eq!(shown, expected, "{html}");
}

fn shown(block: &Block, body: &Body) -> String {
    let mut line = format!("{}: {}", block.kind.name(), block.text);
    for span in &block.spans {
        let text: String = block.text.chars().skip(span.start).take(span.end - span.start).collect();
        let kind = match span.kind {
            SpanKind::Emphasis => "emphasis",
            SpanKind::Strong => "strong",
            SpanKind::Code => "code",
            SpanKind::Link => span.href.as_deref().unwrap(),
        };
        line += &format!(" [{kind} {text}]");
    }
    if let Some(picture) = block.association.map(|at| &body.associations[at]) {
        line += &format!(" <{}", picture.href.as_deref().unwrap_or_default());
        for part in [&picture.credit_text, &picture.alt_text].into_iter().flatten() {
            line += &format!(" | {part}");
        }
        line += ">";
    }
    line
}

#[test]
fn paragraphs_are_parted_by_elements_and_double_line_ends() {
    check("One.\n two.", &["paragraph: One. two."]);
    check("<p>One.<p>Two.", &["paragraph: One.", "paragraph: Two."]);
    check("<div>One.<div>Two.</div>Three.</div>", &["paragraph: One.", "paragraph: Two.", "paragraph: Three."]);
    check("One.<br>Two.<br><br>Three.<br>", &["paragraph: One.\nTwo.", "paragraph: Three."]);
    check("<p> &nbsp; </p><p>\u{ad}Har\u{ad}bour &amp; sea</p>", &["paragraph: Harbour & sea"]);
}

/// A word that is underlined tore its paragraph in three.
#[test]
fn what_is_set_apart_in_a_line_parts_no_paragraph() {
    check("<p>One <u>two</u>, <nobr>three</nobr> <var>x</var>.</p>", &["paragraph: One two, three x."]);
}

#[test]
fn ranges_are_kept_and_go_on_across_paragraphs() {
    check(
        "<p>The <b>old <i>harbour</i></b> <a href='b.html'>opens</a>.</p>",
        &[
            "paragraph: The old harbour opens. [strong old harbour] [emphasis harbour] [https://example.org/news/b.html opens]",
        ],
    );
    check("<em>One<p>Two</p></em>", &["paragraph: One [emphasis One]", "paragraph: Two [emphasis Two]"]);
    check("<b>a<strong>b</strong>c</b>", &["paragraph: abc [strong abc]"]);
}

#[test]
fn headings_lists_and_quotations_are_blocks() {
    check("<h2>What <em>next</em></h2>Text", &["heading: What next [emphasis next]", "paragraph: Text"]);
    check("<ul><li>ferries<li>tugs<ul><li>small<br>ones</ul></ul>", &["list: ferries\ntugs\nsmall ones"]);
    check("<ol><li><p>one</p></li><li><p>two</p></li></ol>", &["list: one\ntwo"]);
    check("<ul><li><h3>A</h3><p>Text</p></li></ul>", &["heading: A", "paragraph: Text"]);
    check("<blockquote><p>One</p><p>Two</p></blockquote>", &["blockquote: One", "blockquote: Two"]);
    check("<figure class='wp-block-pullquote'><blockquote><p>Big</p></blockquote></figure>", &["pullquote: Big"]);
    check("<pre>a\n  b\n</pre>", &["paragraph: a\n  b [code a\n  b]"]);
}

#[test]
fn tables_of_figures_are_tables_and_others_are_passed_through() {
    check(
        "<table><caption>Ships</caption><tr><th>Port<th>Ships</tr><tr><td>Bremen<td>12</tr><tr><td><td>3</tr></table>",
        &["paragraph: Ships", "table: Port\tShips\nBremen\t12\n\t3"],
    );
    check(
        "<table><tr><td colspan=2>All</td><td>x</td></tr><tr><td>a<td>b<td>c</tr></table>",
        &["table: All\t\tx\na\tb\tc"],
    );
    // What stands below a cell of several rows was put into its column.
    check(
        "<table><tr><th>Party<th>Votes</tr><tr><td rowspan=2>A<td>1</tr><tr><td>2</tr><tr><td>B<td>3</tr></table>",
        &["table: Party\tVotes\nA\t1\n\t2\nB\t3"],
    );
    check(
        "<table><tr><td>a<td rowspan=9 colspan=2>b</tr><tr><td>c</tr><tr><td>d<td>e</tr></table>",
        &["table: a\tb\t\nc\t\t\nd\t\t\te"],
    );
    check("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", &["paragraph: One", "paragraph: Two"]);
}

/// One row of cells that reach far down made places for more cells than memory has.
#[test]
fn cells_of_many_rows_cover_no_more_than_a_table_can_have() {
    let row = "<td colspan=50 rowspan=1000>a".repeat(2_000);
    let table = format!("<table><tr>{row}</tr>{}</table>", "<tr><td>b</tr>".repeat(999));
    let body = fragment(&table, &Base::new("https://example.org/")).unwrap();
    let places: usize = body.blocks.iter().map(|block| block.text.matches(['\t', '\n']).count()).sum();
    assert!((100_000..400_000).contains(&places), "{places}");
}

#[test]
fn pictures_have_captions_and_credits() {
    check(
        "<figure><img src='/a.jpg' alt='Boats'><figcaption>The harbour. <span class='credit'>Photo: Jane Doe</span></figcaption></figure>",
        &["figure: The harbour. <https://example.org/a.jpg | Jane Doe | Boats>"],
    );
    check(
        "<figure><img src='a.jpg'><figcaption>The harbour at dawn. (AP Photo/Jane Doe)</figcaption></figure>",
        &["figure: The harbour at dawn. <https://example.org/news/a.jpg | AP Photo/Jane Doe>"],
    );
    check(
        "<div class='wp-caption'><a href='big.jpg'><img src='a.jpg'></a><p class='wp-caption-text'>Boats</p></div>",
        &["figure: Boats <https://example.org/news/a.jpg>"],
    );
    check(
        "<figure><img src='a.jpg'><span class='visually-hidden'>Image copyright</span><span class='credit'>Reuters</span>\
         <figcaption><span class='off-screen'>Image caption</span>Boats</figcaption></figure>",
        &["figure: Boats <https://example.org/news/a.jpg | Reuters>"],
    );
    check("<figure><figcaption>Only <em>words</em></figcaption></figure>", &["figure: Only words [emphasis words] <>"]);
}

#[test]
fn pictures_that_are_fetched_late_are_found_and_counters_are_not() {
    for picture in [
        "<img src='data:image/gif;base64,R0' data-src='a.jpg'>",
        "<img srcset='b.jpg 320w, a.jpg 640w'>",
        "<picture><source srcset='a.jpg 2x, b.jpg'><img src='data:x'></picture>",
        "<noscript><img src='a.jpg'></noscript>",
        "<img src='a.jpg'><noscript><img src='a.jpg?x'></noscript>",
        "<img src='/img/blank.gif' data-srcset='b.jpg 320w, a.jpg 640w'>",
        "<picture><source srcset='a.jpg 2x, b.jpg'><img src='spacer.gif'></picture>",
    ] {
        check(picture, &["figure:  <https://example.org/news/a.jpg>"]);
    }
    check("<img src='a.jpg?w=20&blur=9' data-src='a.jpg?w=900'>", &["figure:  <https://example.org/news/a.jpg?w=900>"]);
    check("<img src='a.gif' width=1 height=1><img>Text", &["paragraph: Text"]);
    // Became the picture where there was no other.
    let body = fragment("<img src='/placeholder.png' alt='The bridge'>", &Base::new("https://example.org/")).unwrap();
    assert!(body.associations.iter().all(|picture| picture.href.is_none() && picture.renditions.is_empty()));
}

#[test]
fn what_is_not_for_reading_is_left_out() {
    check(
        "<script>x()</script><style>p{}</style><p hidden>a</p><p style='display : none'>b</p><template>c</template>\
         <p class='note sr-only'>Article begins</p><button>Share</button><svg><text>d</text></svg><form><input value=e>Text</form><!-- f -->",
        &["paragraph: Text"],
    );
}

#[test]
fn html_that_is_built_to_be_hard_is_refused() {
    let deep = "<div>".repeat(10_000);
    assert_eq!(fragment(&deep, &Base::default()), Err(TooHard("is nested more than 512 deep")));
    // Each paragraph would set all of these apart anew.
    let formatted: String = (0..3_000).map(|number| format!("<b a={number}><p>x</p>")).collect();
    assert_eq!(fragment(&formatted, &Base::default()), Err(TooHard("is nested more than 512 deep")));
    let attributes: String = (0..100_000).map(|number| format!("a{number} ")).collect();
    let refused = Err(TooHard("has a tag of more than 2,000 attributes"));
    assert_eq!(fragment(&format!("<p {attributes}>"), &Base::default()), refused);
    assert_eq!(fragment(&format!("<!-- <a b=' --><p {attributes}>"), &Base::default()), refused);
    assert_eq!(
        fragment(&format!("<p a=\"{attributes}\" b='{attributes}' c=/>x"), &Base::default()).unwrap().blocks.len(),
        1
    );
    let many = "<p>x".repeat(600_000);
    assert_eq!(fragment(&many, &Base::default()), Err(TooHard("holds more than a million elements")));
}

#[test]
fn titles_become_one_line() {
    assert_eq!(line("Harbour &amp; sea"), "Harbour & sea");
    assert_eq!(line(" <b>Harbour</b>\n opens<br>again "), "Harbour opens again");
    assert_eq!(line("AT&T"), "AT&T");
    assert_eq!(line("1 < 2"), "1 < 2");
}

/// Captions and credits that stand with a picture outside of a figure were paragraphs of the text.
#[test]
fn a_picture_and_words_that_are_called_its_caption_are_a_figure() {
    for (html, caption, credit) in [
        ("<div><img src=a.jpg><span class=img-credit>Ida Rask</span></div>", None, Some("Ida Rask")),
        (
            "<dl class=wp-caption><dt><img src=a.jpg></dt><dd class=wp-caption-dd>The ferry</dd></dl>",
            Some("The ferry"),
            None,
        ),
        (
            "<table><tr><td><img src=a.jpg></td></tr><tr><td><font size=1>The harbour. Photo by Ida Rask</font></td></tr></table>",
            Some("The harbour."),
            Some("Ida Rask"),
        ),
        (
            "<figure><img src=a.jpg><figcaption class=lead__credit><span class=lead__caption>Paris</span> <span class=lead__attribution>Ida Rask</span></figcaption></figure>",
            Some("Paris"),
            Some("Ida Rask"),
        ),
        ("<figure><img src=a.jpg><figcaption>WEB18-a.jpg</figcaption></figure>", None, None),
        (
            "<figure><img src=a.jpg><figcaption><p>The ferry.</p><small>Ida Rask</small></figcaption></figure>",
            Some("The ferry."),
            Some("Ida Rask"),
        ),
        ("<figure><img src=a.jpg><figcaption><small>The ferry</small></figcaption></figure>", Some("The ferry"), None),
    ] {
        let body = fragment(html, &Base::default()).unwrap();
        assert_eq!((body.blocks.len(), body.associations.len()), (1, 1), "{html}: {body:?}");
        let picture = &body.associations[0];
        assert_eq!((picture.caption.as_deref(), picture.credit_text.as_deref()), (caption, credit), "{html}");
    }
}

/// Elements that style alone sets apart ran together: "14:30 UhrLesezeit".
#[test]
fn words_of_elements_that_stand_close_are_parted() {
    for (html, expected) in [
        ("<p><time>5 March</time><span>Reading time</span></p>", "5 March Reading time"),
        (
            "<p><span>H</span><span>Ello</span> <i>Mac</i><b>OS</b> <span>un</span><span>done</span></p>",
            "HEllo MacOS undone",
        ),
    ] {
        assert_eq!(fragment(html, &Base::default()).unwrap().blocks[0].text, expected);
    }
}

/// A small table of data with a picture in one of its cells became the caption of that picture.
#[test]
fn a_table_of_data_that_holds_a_picture_stays_a_table() {
    for (html, expected) in [
        (
            "<table><tr><th>Party<th>Seats</tr><tr><td><img src=a.png> Harbour List<td>12</tr></table>",
            "Party\tSeats\nHarbour List\t12",
        ),
        ("<table><tr><td><img src=a.png><td>12</tr><tr><td>Others<td>3</tr></table>", "\t12\nOthers\t3"),
        (
            "<table class=caption-table><tr><th>Ship<th>Tons</tr><tr><td><img src=a.png>Tern<td>310</tr></table>",
            "Ship\tTons\nTern\t310",
        ),
    ] {
        let body = fragment(html, &Base::default()).unwrap();
        let tables: Vec<&str> = body
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Table)
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(tables, [expected], "{html}: {body:?}");
    }
    // One row of a picture and words beside it arranges a caption.
    let beside = "<table><tr><td><img src=a.jpg></td><td>The ferry at dawn</td></tr></table>";
    assert_eq!(
        fragment(beside, &Base::default()).unwrap().associations[0].caption.as_deref(),
        Some("The ferry at dawn")
    );
}

/// A photograph whose file has a name that gaps have lost its address.
#[test]
fn a_photograph_may_have_the_name_of_a_gap() {
    for (html, expected) in [
        ("<img src=/2024/pixel.jpg>", Some("/2024/pixel.jpg")),
        ("<img src=/grey.jpg data-src=/boats.jpg>", Some("/boats.jpg")),
        ("<img src=/grey.jpg srcset='/boats.jpg 640w'>", Some("/boats.jpg")),
        ("<img src=/pixel.gif alt=Boats>", None),
        ("<img src=/blank.min.png alt=Boats>", None),
    ] {
        let picture = fragment(html, &Base::default()).unwrap().associations.remove(0);
        assert_eq!(picture.href.as_deref(), expected, "{html}");
        assert!(picture.renditions.is_empty(), "{html}");
    }
}

/// Two numbers with a stroke within a caption were taken for the count of a gallery's pictures, and lost.
#[test]
fn numbers_among_the_words_of_a_caption_stay() {
    for (caption, expected) in [
        ("Relatives at the <em>9/11</em> memorial", "Relatives at the 9/11 memorial"),
        ("The ferry is open <b>24/7</b>", "The ferry is open 24/7"),
        ("Seats <span>12/40</span> were taken", "Seats 12/40 were taken"),
        ("<span>1 / 6</span> <span>The ferry at dawn</span>", "The ferry at dawn"),
    ] {
        let html = format!("<figure><img src=/boats.jpg><figcaption>{caption}</figcaption></figure>");
        let picture = fragment(&html, &Base::default()).unwrap().associations.remove(0);
        assert_eq!(picture.caption.as_deref(), Some(expected), "{caption}");
    }
}

/// A paragraph that comes in from beside the screen was missing, unsaid.
#[test]
fn what_is_moved_onto_the_screen_is_text() {
    check("<p class=offscreen>The ferry runs.</p>", &["paragraph: The ferry runs."]);
}

/// Of a picture in several formats that was taken which stands first, AVIF as a rule, of which no pictures can be made.
#[test]
fn of_several_formats_one_that_is_read_is_taken() {
    for (html, expected) in [
        (
            "<picture><source type=image/avif srcset='/b.avif 900w'><source type=image/webp srcset='/b.webp 900w'><img src=data:x></picture>",
            "/b.webp",
        ),
        ("<picture><source type=image/webp srcset=/b.webp><img src=/b.avif></picture>", "/b.webp"),
        ("<picture><source type='image/avif; codecs=av01' srcset=/i/7><source srcset=/i/8><img></picture>", "/i/8"),
        ("<img srcset='/b.avif 900w, /b.jpg 600w'>", "/b.jpg"),
        ("<img src='/b?w=9&format=avif' data-src='/b?w=9&format=jpg'>", "/b?w=9&format=jpg"),
        ("<img src=/b.AVIF data-src=/blank.gif>", "/b.AVIF"),
        ("<picture><source type=image/avif srcset=/b.avif><img></picture>", "/b.avif"),
        ("<amp-img src=/b.avif srcset='/c.avif 600w'><amp-img fallback src=/b.jpg></amp-img></amp-img>", "/b.jpg"),
    ] {
        let pictures = fragment(html, &Base::default()).unwrap().associations;
        let hrefs: Vec<Option<&str>> = pictures.iter().map(|picture| picture.href.as_deref()).collect();
        assert_eq!(hrefs, [Some(expected)], "{html}");
    }
}
