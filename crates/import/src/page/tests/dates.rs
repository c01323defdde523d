//! Which of the dates that a page shows is its article's.

use super::*;

/// The date of a page of this head and this body, in which `*` stands for the text.
#[track_caller]
fn check(head: &str, body: &str, expected: Option<&str>) {
    let body = body.replace('*', &format!("<p>{PROSE}</p><p>{SECOND}</p>"));
    let read = read_page(&format!("<title>Harbour opens again | Courier</title>{head}"), &body);
    assert_eq!(read.article.date_published.as_deref(), expected, "{head} {body}");
}

/// The day on which a page was looked at, which its masthead shows, was taken for that of the article; so were a date in a menu or a teaser.
#[test]
fn the_date_of_a_masthead_is_not_the_articles() {
    for around in [
        "<header><span class=date>Friday, 27 November 2026</span></header>",
        "<header><time datetime=2026-11-27>Friday</time></header>",
        "<div class=masthead><h1>Courier</h1><span class=pub-date>27 November 2026</span></div>",
        "<div id=header><p class=current-date>27 November 2026</p></div>",
        "<span class=date>27 November 2026</span>",
        "<nav><time>27 November 2026</time></nav>",
    ] {
        check("", &format!("{around}<main><h1>Harbour opens again</h1>*</main>"), None);
        check(
            "",
            &format!("{around}<main><h1>Harbour opens again</h1><span class=post-date>5 March 2024</span>*</main>"),
            Some("2024-03-05"),
        );
    }
    for within in [
        "<p class='current-date'>27 November 2026</p>",
        "<div class=event-date>27 November 2026</div>",
        "<span class=candidate>27 November 2026</span>",
        "<span class=dateModified>27 November 2026</span>",
        "<aside><div class=date>27 November 2026</div></aside>",
        "<footer><span class=date>27 November 2026</span></footer>",
    ] {
        check("", &format!("<h1>Harbour opens again</h1><div>*</div>{within}"), None);
    }
    let teaser = "<article><h2>Mill runs</h2><time datetime=2023-01-02>2 January</time></article>";
    check("", &format!("{teaser}<article><h1>Harbour opens again</h1>*</article>"), None);
}

/// A line that says when gives way to no class.
#[test]
fn what_the_text_says_counts_before_a_class() {
    check(
        "",
        "<main><h1>Harbour opens again</h1><div class=date>7 March 2024</div><article><p>By Jane Doe | March 5, 2024</p>*</article></main>",
        Some("2024-03-05"),
    );
}

/// The day of a change that stands first was taken for that of publication.
#[test]
fn what_is_called_a_change_is_one() {
    for shown in [
        "<p>Updated <time datetime=2024-03-07>7 March</time>, published <time datetime=2024-03-05>5 March</time></p>",
        "<p><span>Aktualisiert am:</span> <time datetime=2024-03-07>7. März</time></p><p><time datetime=2024-03-05>5. März</time></p>",
        "<time datetime=2024-03-07>Updated 7 March 2024</time> <time datetime=2024-03-05>5 March 2024</time>",
    ] {
        let body = format!("<main><h1>Harbour opens again</h1><div>{shown}</div>*</main>");
        check("", &body, Some("2024-03-05"));
    }
}

/// A date without a year, or of two meanings, went without a word, and the article had none.
#[test]
fn a_date_that_is_short_of_certain_is_told_or_completed() {
    let shown = |date: &str| format!("<main><h1>Harbour opens again</h1><time>{date}</time>*</main>");
    let url = "<link rel=canonical href='https://courier.example/2024/03/05/harbour'>";
    check("", &shown("March 5"), Some("March 5"));
    check("", &shown("03/05/2024"), Some("03/05/2024"));
    check("<meta name=date content='05/03/2024'>", &shown("today"), Some("05/03/2024"));
    check(url, &shown("March 5"), Some("2024-03-05"));
    check(url, &shown("05/03/2024"), Some("2024-03-05"));
    check(
        "<meta property='article:modified_time' content='2024-03-05T10:00:00Z'>",
        &shown("5 March"),
        Some("2024-03-05"),
    );
    check("<meta property='article:modified_time' content='2024-04-05T10:00:00Z'>", &shown("5 March"), Some("5 March"));
    // A tag that says no day hid the day that is shown.
    check(&format!("{url}<meta name=date content=today>"), &shown("March 5"), Some("2024-03-05"));
    // What says no day is none.
    check("", &shown("3 min"), None);
    // The handing over names what cannot be read.
    let mut said = Vec::new();
    let page = format!(
        "<title>Harbour opens again</title>{}",
        shown("March 5").replace('*', &format!("<p>{PROSE}</p><p>{SECOND}</p>"))
    );
    crate::import_bytes::<std::convert::Infallible>("a.html", page.as_bytes(), &mut |event| {
        if let crate::Event::Message(message) = event {
            said.push(message.to_string());
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(
        said,
        [
            "problem: a.html: datePublished \"March 5\" names no year and was left out; write 2016-09-12 or 2016-09-12T10:00:00Z"
        ]
    );
}

/// Of a date beside a time the time was read as day and month, and the article was one of antiquity.
#[test]
fn a_time_beside_a_date_of_two_meanings_changes_nothing() {
    for (shown, expected) in [
        ("<time>10:05, 05/03/2024</time>", Some("2024-03-05")),
        ("<p class=date>05/03/2024 10:05</p>", Some("2024-03-05")),
        ("<time>10:05, 05/03/24</time>", None),
    ] {
        let page = format!(
            "<html lang=it><title>Harbour opens again</title><body><main><h1>Harbour opens again</h1>{shown}<p>{PROSE}</p><p>{SECOND}</p></main>"
        );
        let article = article_of(&page, &Told::default()).unwrap().article;
        assert_eq!(article.date_published.as_deref(), expected, "{shown}");
    }
    let head = "<meta http-equiv=content-language content=it><meta name=date content='10:05 05/03/2024'>";
    let page = format!(
        "<html lang=it><title>Harbour opens again</title>{head}<body><main><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></main>"
    );
    assert_eq!(article_of(&page, &Told::default()).unwrap().article.date_published.as_deref(), Some("2024-03-05"));
}

/// The date in the box of an article, right above its heading, was none of it.
#[test]
fn a_date_may_stand_right_above_the_heading() {
    let body = format!(
        "<div><div class=date>05.03.2024, 18:00</div><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></div>"
    );
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert_eq!(read.article.date_published.as_deref(), Some("2024-03-05"));
}
