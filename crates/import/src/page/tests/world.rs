//! Pages as papers of several countries and kinds make them.

use super::*;

/// An article of a page with this head, this between headline and text, and this below the text.
#[track_caller]
fn page_of(head: &str, above: &str, below: &str) -> Read {
    read_page(
        &format!("<title>Harbour opens again</title>{head}"),
        &format!("<main><h1>Harbour opens again</h1>{above}<p>{PROSE}</p><p>{SECOND}</p>{below}</main>"),
    )
}

fn names(read: &Read) -> Vec<&str> {
    read.article.author.iter().map(|author| author.name.as_str()).collect()
}

/// Authors whom a class of another language names, or a line in words alone, were missing; a box of a line and a name was read twice.
#[test]
fn authors_are_found_where_pages_show_them() {
    for (above, expected) in [
        ("<div class=firma><span class=autor>Juana Pérez</span></div>", &["Juana Pérez"][..]),
        (
            "<div class=article__author>Par <span class=author-name>Jeanne Doe</span> et <span class=author-name>Éric Le Goff</span></div>",
            &["Jeanne Doe", "Éric Le Goff"],
        ),
        (
            "<div class=byline>Von <a rel=author href=/j>Jana Müller</a>, Karl von der Tann und Jon Vik</div>",
            &["Jana Müller", "Karl von der Tann", "Jon Vik"],
        ),
        (
            "<div class=author-line><span class=author-name>Jane Doe</span><span class=author-role>Staff Writer</span></div>",
            &["Jane Doe"],
        ),
        ("<div class=meta><span>By Jane Doe</span> · <span>March 5</span></div>", &["Jane Doe"]),
        ("<div class=meta>Door Jan van den Berg</div>", &["Jan van den Berg"]),
    ] {
        assert_eq!(names(&page_of("", above, "")), expected, "{above}");
    }
    let house = r#"<meta property="og:site_name" content="O Litoral">"#;
    let read = page_of(house, "<div class=text><p class=firma>Por Joana Silva, O Litoral — Skarn</p></div>", "");
    assert_eq!((names(&read), texts(&read)), (vec!["Joana Silva"], vec![PROSE, SECOND]));
    // An account is no name.
    assert_eq!(names(&page_of("", "<span class=author-name>Jane Doe, Follow @janedoe</span>", "")), [""; 0]);
}

/// Authors and dates of teasers, which no element tells from articles, were taken for the article's.
#[test]
fn what_leads_to_another_article_says_nothing_of_this_one() {
    let teaser = "<div class=card><h3><a href=/b>Mill runs again</a></h3><span class=byline>By John Roe</span><time datetime=2024-02-02>2 Feb</time></div>";
    let read = read_page(
        "<title>Harbour opens again</title>",
        &format!(
            "<div>{teaser}</div><div><h1>Harbour opens again</h1><div class=byline>By Jane Doe</div><p>{PROSE}</p><p>{SECOND}</p><div>{teaser}</div></div>"
        ),
    );
    assert_eq!((names(&read), read.article.date_published.as_deref()), (vec!["Jane Doe"], None));
}

/// A line whose date stands among labels and times dated no article.
#[test]
fn lines_that_say_when_date_an_article() {
    for line in [
        "<p class=article__date>Publié le 05 mars 2024 à 09h12, modifié le 06 mars 2024 à 14h02</p>",
        "<p class=data>5 marzo 2024 | aggiornato alle 14.02</p>",
        "<p class=date>الثلاثاء، 5 مارس 2024 09:12 ص</p>",
        "<p><amp-timeago datetime='2024-03-05'>March 5</amp-timeago></p>",
    ] {
        let date = page_of("", line, "").article.date_published.unwrap_or_default();
        assert_eq!(stamps::day_of(&date).as_deref(), Some("2024-03-05"), "{line}: {date}");
    }
}

/// What the extractor leaves of a byline, and lines of a known name, a date and a time to read, stayed above the text.
#[test]
fn lines_of_known_names_and_dates_go() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens again","datePublished":"2024-03-05",
        "author":[{"name":"Jana Müller"},{"name":"Karl von der Tann"},"dpa"]}</script>"#;
    for line in [
        "Von Jana Müller, Karl von der Tann und dpa 05.03.2024, 09:12 Uhr Lesedauer: 3 Min.",
        "Jana Müller, 5. März 2024",
        "05.03.2024 09.12 Uhr, aktualisiert vor 2 Stunden",
    ] {
        let above = format!("<div class=text><p>{line}</p></div>");
        assert_eq!(texts(&page_of(head, &above, "")), [PROSE, SECOND], "{line}");
    }
}

/// A box about the author below a text stayed as its last paragraphs.
#[test]
fn a_box_about_the_author_goes_and_is_told() {
    let head = "<meta name=author content='Jane Doe'>";
    let box_of = |text: &str| format!("<div class=author-box><h4>About the author</h4><p>{text}</p></div>");
    let read =
        page_of(head, "", &box_of("Jane Doe is coast correspondent of the Courier and lives in Skarn with two cats."));
    assert_eq!((texts(&read), read.dropped.len()), (vec![PROSE, SECOND], 1));
    // Of somebody else it is a part of the text.
    assert_eq!(
        texts(&page_of(
            head,
            "",
            &box_of("Per Holm is the spokesman of the union and has worked on the quay for thirty years.")
        ))
        .len(),
        4
    );
}

/// Links to other articles behind a pointer that is set apart from them stayed.
#[test]
fn pointers_set_apart_from_their_links_go() {
    for line in [
        "<p><span>Lire aussi</span> <a href=/y>Le moulin de Skarn tourne à nouveau</a></p>",
        "<p><strong>LEÉ TAMBIÉN: <a href=/x>El molino vuelve a girar</a></strong></p>",
    ] {
        assert_eq!(texts(&page_of("", "", &format!("{line}<p>{PROSE}</p>"))), [PROSE, SECOND, PROSE], "{line}");
    }
    // A sentence with a link is none.
    let sentence =
        format!("<p>Read also what <a href=/x>the union says of the offer</a> in its letter.</p><p>{PROSE}</p>");
    assert_eq!(texts(&page_of("", "", &sentence)).len(), 4);
}

/// A picture that is there for who runs no scripts alone was lost with its element; a box of a picture, its caption and its credit fell apart.
#[test]
fn pictures_and_captions_are_kept_through_the_extraction() {
    for (html, href, caption, credit) in [
        (
            "<figure><div class=img><noscript><img src=/b.jpg></noscript></div><figcaption>Boats</figcaption></figure>",
            "/b.jpg",
            Some("Boats"),
            None,
        ),
        (
            "<div class=image-block><img src=/d.jpg><div class=image-block__caption>Boats</div><div class=image-block__credit>Credit: Ida Rask</div></div>",
            "/d.jpg",
            Some("Boats"),
            Some("Ida Rask"),
        ),
    ] {
        let read = read_page(
            "<title>Harbour opens again</title>",
            &format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{html}<p>{SECOND}</p></article>"),
        );
        let [picture] = read.article.associations.as_slice() else { panic!("{html}: {:?}", read.article.associations) };
        assert_eq!(
            (picture.href.as_deref(), picture.caption.as_deref(), picture.credit_text.as_deref()),
            (Some(href), caption, credit)
        );
        assert_eq!(texts(&read), [PROSE, "Boats", SECOND]);
    }
}

/// A standfirst that is set as a heading stayed one above the text.
#[test]
fn a_standfirst_that_is_a_heading_is_the_abstract() {
    let read = read_page(
        "<title>Harbour opens again</title>",
        &format!(
            "<article><h1>Harbour opens again</h1><h2>The tugboat crews still have to vote</h2><p>{PROSE}</p><p>{SECOND}</p></article>"
        ),
    );
    assert_eq!(
        (texts(&read), read.article.abstract_.as_deref()),
        (vec![PROSE, SECOND], Some("The tugboat crews still have to vote"))
    );
}

/// Authors of a live page are told with when they wrote, and were one.
#[test]
fn authors_in_one_text_are_parted() {
    let head = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour opens again","author":{"name":"Jane Doe (now) and Jon Vik (earlier)"}}</script>"#;
    assert_eq!(names(&page_of(head, "", "")), ["Jane Doe", "Jon Vik"]);
}
