//! What stands right above and below a text, whose elements only a class tells, or only its words.

use super::*;

const HEAD: &str = r#"<title>Harbour opens again | Courier</title><script type="application/ld+json">{"@type":"NewsArticle",
    "headline":"Harbour opens again","datePublished":"2024-03-05T09:00:00Z","author":{"@type":"Person","name":"Jane Roe"}}</script>"#;

fn page_of(above: &str, below: &str) -> Read {
    read_page(
        HEAD,
        &format!(
            "<main><div class=page><h1>Harbour opens again</h1>{above}<p>{PROSE}</p><h3 class=subheader>What now</h3><p>{SECOND}</p>\
             <p>{PROSE} {SECOND}</p>{below}</div></main>"
        ),
    )
}

#[track_caller]
fn check(above: &str, below: &str) {
    let long = format!("{PROSE} {SECOND}");
    assert_eq!(texts(&page_of(above, below)), [PROSE, "What now", SECOND, &long], "{above}{below}");
}

/// What a page calls by no class below a text stayed: whom it is by, the field for comments, the words under which it is filed.
#[test]
fn what_only_its_words_tell_goes_from_below_the_text() {
    for below in [
        "<h3>Sobre la firma</h3><div><h4>Jane Roe</h4><p>Redactora de costas. Antes pasó por varias emisoras.</p></div>",
        "<div><h4>About the Author</h4><p>Jane Roe writes about the sea and who lives from it.</p></div>",
        "<p>Leave a Reply</p><p>Your email address will not be published.</p>",
        "<h3>Archivado En</h3><ul><li>Puertos</li><li>Huelgas</li></ul>",
        "<p>Tags: <a href=/t/ports>ports</a> <a href=/t/ships>ships</a></p>",
        "<p>Etiquetas: puertos, huelgas</p>",
        "<ul><li>Compartir en Whatsapp</li><li>Compartir en Facebook</li><li>Copiar enlace</li></ul>",
        "<p>Baca juga: <a href=/b>Pasar Ikan Pindah ke Dermaga</a></p>",
    ] {
        check("", below);
    }
    // Of somebody else it is a part of the text.
    let other = page_of("", "<h3>About the author</h3><p>Per Holm is the spokesman of the union.</p>");
    assert_eq!(texts(&other).len(), 6);
}

/// What went from below a text went without a word.
#[test]
fn what_stands_below_is_told() {
    let read = page_of("", "<h4>About the Author</h4><p>Jane Roe writes about the sea.</p><p>Tags: ports, ships</p>");
    let told: Vec<String> = read.dropped.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("Jane Roe writes about the sea."), "{told:?}");
}

/// Behind a line that asks for comments, and behind a box about the author that no heading ended, the rest of the text went.
#[test]
fn text_below_what_looks_like_the_end_stays() {
    let before = format!("<p>{PROSE} {SECOND}</p>").repeat(9);
    let after: Vec<String> = (1..4).map(|part| format!("Part {part} of it. {SECOND}")).collect();
    let behind: String = after.iter().map(|text| format!("<p>{text}</p>")).collect();
    for (line, goes) in [
        ("<p>Join the conversation</p><p>So the union said.</p>", 1),
        ("<h2>Reader comments</h2><p>So the union said.</p>", 1),
        ("<h3>Leave a Reply</h3><p>Your email address will not be published.</p><h2>What now</h2>", 1),
        ("<h3>About the author</h3><p>Jane Roe writes about the sea.</p>", 2),
        ("<h3>About the author</h3><p>Jane Roe</p>", 2),
    ] {
        let read = page_of(&before, &format!("{line}{behind}<h2>The vote</h2>{behind}"));
        let texts = texts(&read);
        let stays = after.iter().filter(|text| texts.iter().filter(|given| given == text).count() == 2).count();
        let lines = line.matches("</").count();
        // Of a name alone the next paragraph may tell.
        let is_bare = line.ends_with("<p>Jane Roe</p>");
        assert_eq!(stays, if is_bare { 2 } else { 3 }, "{line}: {texts:?}");
        assert_eq!(texts.len(), 13 + lines - goes + 7 - usize::from(is_bare), "{line}: {texts:?}");
    }
}

/// A list of what a sentence tells went where a line of the page stood above it.
#[test]
fn a_short_list_below_an_advertisement_stays() {
    for line in ["Advertisement", "Scroll to continue", "广告"] {
        for list in ["<li>Two eggs</li><li>Flour</li>", "<li>渡轮将再运营十年。</li><li>港口周二重新开放！</li>"]
        {
            let texts = texts(&page_of("", &format!("<p>{line}</p><ul>{list}</ul>"))).len();
            assert_eq!(texts, 5, "{line} {list}");
        }
    }
    for tags in
        ["<p>Tags</p><ul><li>Ports</li><li>Old ships</li></ul>", "<p>标签：</p><ul><li>港口</li><li>渡轮</li></ul>"]
    {
        check("", tags);
    }
    let sentences = "<p>标签：</p><ul><li>渡轮将再运营十年。</li><li>港口周二重新开放！</li></ul>";
    assert_eq!(texts(&page_of("", sentences)).len(), 5);
}

/// A heading for those who hear the page lost the class that says so, and became a part of the text.
#[test]
fn headings_that_none_sees_are_no_text() {
    for class in ["visually-hidden", "sr-only", "screen-reader-text"] {
        check(&format!("<h2 class={class}>Main content</h2>"), "");
    }
}

/// The house that publishes an article stood for who wrote it, though the page names that below its headline.
#[test]
fn who_wrote_it_says_more_than_the_house() {
    let head = r#"<title>Harbour opens again</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens again",
        "author":{"@type":"Organization","name":"Coast News"},"publisher":{"@type":"Organization","name":"Coast News"}}</script>"#;
    for (line, expected) in [
        (
            "<div class=Byline><div class=TextContributorName>Rhiannon Price</div><div class=TextContributorRole>Coast News, Skarn</div></div>",
            "Rhiannon Price",
        ),
        ("<div class=article-author-name>By <a class=author-link href=/a>Tariq Nasser</a></div>", "Tariq Nasser"),
        ("<p class=author>Coast News</p>", "Coast News"),
        ("", "Coast News"),
    ] {
        let body = format!("<article><h1>Harbour opens again</h1>{line}<p>{PROSE}</p><p>{SECOND}</p></article>");
        let authors = read_page(head, &body).article.author;
        assert_eq!(authors.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), [expected], "{line}");
    }
}

/// Addresses of mail, words of other languages and photographers were parts of names, or authors.
#[test]
fn names_come_without_what_stands_beside_them() {
    for (given, expected) in [
        ("PAT WREN pwren@courier.example", "PAT WREN"),
        ("Jane Roe (jroe@courier.example)", "Jane Roe"),
        ("Oleh Dewi Lestari", "Dewi Lestari"),
        ("Por Ana Prado, g1 Vale — Skarn", "Ana Prado"),
    ] {
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></article>");
        let head = format!("<title>Harbour opens again</title><meta name=author content='{given}'>");
        assert_eq!(read_page(&head, &body).article.author[0].name, expected, "{given}");
    }
    let body = format!(
        "<article><h1>Harbour opens again</h1><div class=media__info-author>© Ivan Vik/Coast</div><p>{PROSE}</p><p>{SECOND}</p></article>"
    );
    assert_eq!(read_page("<title>Harbour opens again</title>", &body).article.author, []);
}

/// Agencies of East Asia name who wrote in the first line of the text alone. "Learnt yesterday" became a name.
#[test]
fn an_agencys_first_line_names_the_reporters() {
    for (line, expected) in [
        (
            "新华社青河3月6日电（记者李明、王强）青河市议会周二深夜投票决定，渡轮将再运营十年，从而结束了自春天以来令全城分裂的争论。",
            &["李明", "王强"][..],
        ),
        (
            "(청하=연합뉴스) 한미라 기자 = 청하시 의회는 화요일 밤 나룻배 운항을 앞으로 10년 더 이어 가기로 의결했다. 봄부터 이어진 논쟁이 끝났다.",
            &["한미라"],
        ),
        (
            "本报讯（记者昨日获悉）青河市议会周二深夜投票决定，渡轮将再运营十年，从而结束了自春天以来令全城分裂的争论。",
            &[],
        ),
        (
            "本报讯（记者从市政府）青河市议会周二深夜投票决定，渡轮将再运营十年，从而结束了自春天以来令全城分裂的争论。",
            &[],
        ),
        (
            "青河市议会（记者席已满）周二深夜投票决定，渡轮将再运营十年，从而结束了自春天以来令全城分裂、并使数百人走上街头的争论。",
            &[],
        ),
    ] {
        let body = format!("<article><h1>Harbour opens again</h1><p>{line}</p><p>{line}</p></article>");
        let authors = read_page("<title>Harbour opens again</title>", &body).article.author;
        assert_eq!(authors.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), expected, "{line}");
    }
}

/// The name of a site stayed behind the headline that is known by its address alone, or begins as the site's name does.
#[test]
fn the_site_may_be_known_by_its_address() {
    for (title, more) in [
        ("Harbour opens again - Coast Gazette", "<link rel=canonical href='https://www.coastgazette.example/a'>"),
        ("Harbour opens again | NHK", "<meta property=og:site_name content='NHKニュース'>"),
    ] {
        let head = format!("<title>{title}</title><meta property=og:title content='{title}'>{more}");
        let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></article>");
        assert_eq!(read_page(&head, &body).article.headline, "Harbour opens again", "{title}");
    }
}

/// The picture above the text was lost where the headline is not of the first level and has its topic beside it.
#[test]
fn a_heading_may_hold_the_topic_too() {
    let body = format!(
        "<article><header><h2><span>Strike at Skarn</span><span>Harbour opens again</span></h2></header><section><figure><img src=a.jpg>\
         <figcaption>Boats at the quay</figcaption></figure></section><section class=body><p>{PROSE}</p><p>{SECOND}</p></section></article>"
    );
    let read = read_page("<title>Skarn: Harbour opens again - Courier</title>", &body);
    assert_eq!(texts(&read).iter().filter(|text| **text == "Boats at the quay").count(), 1, "{:?}", texts(&read));
}

/// What one may do with a picture stood in its caption.
#[test]
fn a_caption_comes_without_its_buttons() {
    let above = "<figure><img src=a.jpg><figcaption>Boats at the quay. <b>hide caption</b> <span><a>Buy Now</a></span></figcaption></figure>";
    assert_eq!(page_of(above, "").article.body[0].text, "Boats at the quay.");
}

/// Who took the pictures, and where it was written, went with the line that names the author, unsaid.
#[test]
fn what_a_line_says_beside_author_and_date_is_told() {
    for line in ["Text: Jane Roe · Photos: Jon Vik · Skarn", "Jane Roe, 5 March 2024 · Corrected twice"] {
        let read = page_of(&format!("<div class=article-meta>{line}</div>"), "");
        let told: Vec<String> = read.dropped.iter().map(ToString::to_string).collect();
        let is_text = texts(&read)[0].contains(line);
        assert!(is_text || told == [format!("left out the line above the text “{line}”")], "{line}: {told:?}");
    }
    for line in ["By Jane Roe", "<span>By</span><a href=/r>Jane Roe</a><span>5 March 2024</span><span>10:15</span>"] {
        let read = page_of(&format!("<div class=article-meta>{line}</div>"), "");
        assert_eq!((read.dropped.len(), texts(&read)[0]), (0, PROSE), "{line}: {:?}", read.dropped);
    }
}

/// The times of the first entries of a live page went, and of all whose paragraphs are short.
#[test]
fn the_times_of_entries_stay() {
    for text in [PROSE, "The harbour is open again."] {
        let entry =
            |time: &str| format!("<div class=entry><div class=entry-time>{time}</div><p>{text} At {time}.</p></div>");
        let entries: String = ["18:40", "18:20", "17:50", "17:10"].iter().map(|time| entry(time)).collect();
        let read = read_page(
            HEAD,
            &format!("<main><article><h1>Harbour opens again</h1>{entries}<p>{SECOND} {PROSE}</p></article></main>"),
        );
        let times = texts(&read).iter().filter(|text| text.len() == 5).count();
        assert_eq!(times, 4, "{:?}", texts(&read));
    }
}
