//! What stands around the text of a page: lead pictures, lines of names and dates, boxes.

use super::*;

fn page_of(head: &str, above: &str, within: &str) -> Read {
    read_page(
        &format!("<title>Harbour opens again | Courier</title>{head}"),
        &format!(
            "<main><h1>Harbour opens again</h1>{above}<div class=article-body><p>{PROSE}</p>{within}<p>{SECOND}</p></div></main>"
        ),
    )
}

/// A picture with its caption stands above the text on most news pages, beside what the extractor takes for the article: it was missing.
#[test]
fn the_picture_above_the_text_is_the_articles() {
    for above in [
        "<div class=media><figure><img src=a.jpg width=900><figcaption>Boats <span class=credit>Jane Doe</span></figcaption></figure></div>",
        "<div class=author><figure><img src=jane.jpg width=90><figcaption>Jane</figcaption></figure></div><figure><img src=a.jpg>\
         <figcaption>Boats <small class=copyright>Jane Doe</small></figcaption></figure>",
    ] {
        let article = page_of("", above, "").article;
        assert_eq!(article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["Boats", PROSE, SECOND]);
        assert_eq!(article.associations[0].credit_text.as_deref(), Some("Jane Doe"));
    }
    // The same picture in another size comes once.
    let figure = |folder: &str| format!("<figure><img src=/{folder}/a.jpg><figcaption>Boats</figcaption></figure>");
    assert_eq!(
        texts(&page_of("", &figure("w900"), &figure("w300"))).iter().filter(|text| **text == "Boats").count(),
        1
    );
}

#[test]
fn a_standfirst_is_the_abstract_where_the_page_tells_no_other() {
    let above = "<p class=article__desc>Ships move again, but the tugboat crews still have to vote.</p>";
    let read = page_of("", above, "");
    let is_text = texts(&read).iter().any(|text| text.starts_with("Ships move"));
    assert!(is_text || read.article.abstract_.as_deref().is_some_and(|text| text.starts_with("Ships move")));
}

/// Prompts and links to other articles stayed where their boxes stand in the text.
#[test]
fn boxes_in_the_text_go() {
    for within in [
        "<div class=newsletter-inline><div>Sign up for the Coast Report</div><div>The most important stories every morning.</div></div>",
        "<div class=subscription-required><h3>Thank you for reading!</h3><p>Please log in to go on.</p></div>",
        "<section class=more_info><h3>Más información</h3><h4><a href=/b>El molino vuelve a girar</a></h4></section>",
        "<figure class=kg-bookmark-card><a href=/b><div>The ports report</div><div>A report on ports.</div></a></figure>",
        "<p><a href='#recipe'>Jump to Recipe</a></p>",
        "<p><a href=/newsletter>Apúntate aquí a la newsletter semanal de Economía</a></p>",
        "<p>Leggi anche: <a href=/b>Il mulino torna a girare</a></p>",
        "<p>LEIA TAMBÉM:</p><ul><li><a href=/b>Moinho volta a funcionar depois da enchente</a></li></ul>",
        "<p>この記事は会員限定です。残り1200文字 全文を読むには会員登録が必要です</p>",
        "<p>© RIPRODUZIONE RISERVATA</p>",
        "<p>Lesezeit: 3 Min.</p>",
    ] {
        assert_eq!(texts(&page_of("", "", within)), [PROSE, SECOND], "{within}");
    }
}

/// What is named like such a box, and is a text, is the article.
#[test]
fn boxes_are_told_by_name_and_content() {
    for within in [
        "<div class=subscriber-only><p>The ferries leave on time again.</p></div>",
        "<div class=related-facts><p>The port was built in 1890 and has two terminals.</p></div>",
    ] {
        assert_eq!(texts(&page_of("", "", within)).len(), 3, "{within}");
    }
    let whole = format!("<div class=newsletter-post><h1>Harbour opens again</h1><p>{PROSE} Subscribe!</p></div>");
    assert!(article_of(&format!("<title>Harbour opens again</title><body>{whole}"), &Told::default()).is_ok());
}

/// The words of a wall that asks to agree to cookies were the beginning of the text. Then they went without a word.
#[test]
fn a_wall_of_cookies_is_no_text() {
    let wall = format!(
        "<div id=sp_message_1><h2>Go on with cookies?</h2><p>{SECOND} We use cookies for tracking.</p><p>{SECOND} {SECOND}</p></div>"
    );
    let body = format!("{wall}<main><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></main>");
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert_eq!(texts(&read), [PROSE, SECOND]);
    let [told] = read.dropped.as_slice() else { panic!("{:?}", read.dropped) };
    assert!(
        told.to_string().starts_with("left out the notice of cookies “Go on with cookies? / Dock workers"),
        "{told}"
    );
    // An article may be about them.
    let about = format!(
        "<article><h1>Harbour opens again</h1><div class=cookies><p>{PROSE} It asks for consent.</p></div><p>{SECOND}</p></article>"
    );
    assert_eq!(texts(&read_page("<title>Harbour opens again</title>", &about)).len(), 2);
}

/// A line of the head that stands apart from the text, without an element or class that says what it is, dated no article.
#[test]
fn a_line_in_words_below_the_headline_says_when_and_from_whom() {
    for line in ["March 5, 2024 10:15 AM UTC | Updated 2 hours ago", "2024年03月05日 10:15 来源：海岸日报"] {
        let body = format!(
            "<div class=head><h1>Harbour opens again</h1><div>{line}</div></div><div class=text><p>{PROSE}</p><p>{SECOND}</p></div>"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        let day = read.article.date_published.as_deref().and_then(stamps::day_of);
        assert_eq!((day.as_deref(), texts(&read)), (Some("2024-03-05"), vec![PROSE, SECOND]), "{line}");
        let sources: Vec<&str> = read.article.info_sources.iter().map(|name| name.name.as_str()).collect();
        assert_eq!(sources, if line.contains("来源") { vec!["海岸日报"] } else { vec![] }, "{line}");
    }
}

/// A text in a box whose class tells that the reader agreed to cookies was taken for the wall, for the page has a link to what it does with data.
#[test]
fn a_page_that_shows_its_text_to_who_agreed_keeps_it() {
    for class in ["content cookies-accepted", "content has-cookies", "content trustees"] {
        let body = format!(
            "<header><h1>Harbour opens again</h1></header><div class='{class}'><p>{PROSE}</p><p>{SECOND}</p><a href=/p>Privacy</a></div>"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        assert_eq!(texts(&read).get(..2), Some(&[PROSE, SECOND][..]), "{class}");
    }
}

/// The badge of a live page was the first line of its text.
#[test]
fn a_badge_is_no_text() {
    let body = format!("<article><div>Live</div><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></article>");
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert_eq!((texts(&read), read.article.article_section.as_deref()), (vec![PROSE, SECOND], None));
}

/// The links of a table of contents, which led nowhere, were the first list of the text.
#[test]
fn a_table_of_contents_goes_and_is_told() {
    let links = "<ul><li><a href='#one'>The strike</a></li><li><a href='#two'>The vote</a></li></ul>";
    let read = page_of("", "", &format!("<h4>In this article</h4>{links}<p>{PROSE}</p>"));
    assert_eq!((texts(&read), read.dropped.len()), (vec![PROSE, PROSE, SECOND], 2));
    // What stands above it and is called otherwise stays, and so does a list with words of its own.
    assert_eq!(texts(&page_of("", "", &format!("<h4>Nine days</h4>{links}<p>{PROSE}</p>")))[1], "Nine days");
    let notes = "<ul><li><a href='#one'>Strike</a> A long one, of nine days</li></ul>";
    assert_eq!(texts(&page_of("", "", notes)).len(), 3);
}

/// Lines that say when and by whom stayed above the text.
#[test]
fn lines_of_dates_in_many_languages_go() {
    let head = r#"<meta property="article:published_time" content="2024-03-05T10:15:00Z"><meta name=author content="Jane Doe">"#;
    for line in [
        "05.03.2024, 14:30 Uhr",
        "Publié le 05 mars 2024 à 17h04, modifié le 06 mars 2024 à 08h11",
        "Skarn - 05 mar 2024 - 19:00 CET",
        "05/03/2024 10h15 Atualizado 05/03/2024 12h00",
        "4 min read · Mar 5, 2024",
        "martes 5 de marzo de 2024",
        "5 במרץ 2024",
        "By Jane Doe, G1 — Skarn",
        "di Jane Doe",
    ] {
        let above = format!("<div class=text><p>{line}</p><p>{PROSE}</p><p>{SECOND}</p></div>");
        let body = format!("<article><h1>Harbour opens again</h1>{above}</article>");
        let read = read_page(&format!("<title>Harbour opens again</title>{head}"), &body);
        assert_eq!(texts(&read), [PROSE, SECOND], "{line}");
    }
}

/// In China a line below the headline says when, from where and by whom.
#[test]
fn a_line_of_date_source_and_author_is_taken_apart() {
    for line in
        ["2024-03-05 10:15:30　来源：海岸日报　作者：王小明", "2024年03月05日 10:15 来源：海岸日报 作者：王小明"]
    {
        let body = format!("<article><h1>Harbour</h1><p>{line}</p><p>{PROSE}</p><p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour</title>", &body);
        assert_eq!(texts(&read), [PROSE, SECOND], "{line}");
        let names = |names: &[article::Name]| names.iter().map(|name| name.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(&read.article.author), names(&read.article.info_sources)),
            (vec!["王小明".into()], vec!["海岸日报".into()])
        );
        assert_eq!(read.article.date_published.as_deref(), Some("2024-03-05"), "{line}");
    }
}

/// Who wrote it, told on the page alone, gave way to the house that publishes it.
#[test]
fn a_byline_says_more_than_the_house() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour","author":{"name":"BBB"},"publisher":{"name":"BBB"}}</script>"#;
    let body = format!(
        "<article><h1>Harbour</h1><p>By Jane Doe</p><p>Coast correspondent, in Skarn</p><p>{PROSE}</p><p>{SECOND}</p></article>"
    );
    let read = read_page(head, &body);
    let author = &read.article.author[0];
    assert_eq!((author.name.as_str(), author.role.as_deref()), ("Jane Doe", Some("Coast correspondent, in Skarn")));
    assert_eq!(texts(&read), [PROSE, SECOND]);
}

/// A page made of one table has all in one paragraph, line by line; accounts stood for authors.
#[test]
fn the_head_may_be_lines_of_one_paragraph() {
    let body = format!(
        "<table><tr><td><font size=5><b>Harbour opens</b></font><br><font size=2>March 5, 1997<br>By Jane Doe, Coast Times</font>\
         <p><font face=Times>{PROSE}<p>{SECOND}</font></td></tr></table>"
    );
    let read = read_page("<title>Harbour opens</title><meta name=author content=webmaster>", &body);
    assert_eq!(texts(&read), [PROSE, SECOND]);
    assert_eq!(
        (read.article.author[0].name.as_str(), read.article.date_published.as_deref()),
        ("Jane Doe", Some("1997-03-05"))
    );
}

/// Pages that show their date without an element for it had none; so had those that are a recipe to machines.
#[test]
fn dates_and_authors_are_found_in_further_places() {
    let shown = "<div class=info><span class=pub-date>2024年03月05日 10:15</span></div>";
    assert_eq!(page_of("", shown, "").article.date_published.as_deref(), Some("2024年03月05日 10:15"));
    let recipe = r#"<script type="application/ld+json">{"@type":"Recipe","name":"Soup","author":{"name":"Jane Doe"},"datePublished":"2024-03-05"}</script>"#;
    let article = page_of(recipe, "", "").article;
    assert_eq!((article.author[0].name.as_str(), article.date_published.as_deref()), ("Jane Doe", Some("2024-03-05")));
    let blog = "<div itemscope itemtype='http://schema.org/BlogPosting'><abbr itemprop=datePublished title='2024-03-05T08:30:00+01:00'>8:30</abbr></div>";
    assert_eq!(page_of("", blog, "").article.date_published.as_deref(), Some("2024-03-05T08:30:00+01:00"));
}

/// In East Asia no blank parts a headline from the name of its site.
#[test]
fn the_name_of_the_site_may_stand_close_to_the_headline() {
    for title in
        ["港口罢工九天后重新开放-海岸网", "港口罢工九天后重新开放：海岸新聞", "港口罢工九天后重新开放_新闻_海岸网"]
    {
        let body = format!("<article><h1>港口罢工九天后重新开放</h1><p>{PROSE}</p><p>{SECOND}</p></article>");
        assert_eq!(
            read_page(&format!("<title>{title}</title>"), &body).article.headline,
            "港口罢工九天后重新开放",
            "{title}"
        );
    }
}

/// In scripts without capitals a sentence about a birth was taken for the day of publication, and left out.
#[test]
fn a_sentence_with_a_date_stays_where_nothing_else_is_dated() {
    let born = "ولد في 5 مارس 1950 بالقاهرة";
    let article = page_of("", &format!("<div class=lead><p>{born}</p></div>"), "").article;
    assert_eq!(article.date_published, None);
    let within = read_page(
        "<title>Harbour opens again</title>",
        &format!("<article><h1>Harbour opens again</h1><p>{born}</p><p>{PROSE}</p><p>{SECOND}</p></article>"),
    );
    assert_eq!(within.article.date_published, None);
    assert!(within.article.body.iter().any(|block| block.text == born), "{:?}", within.article.body);
}
