//! What goes from the text of a page, what stays, and what is said of it.

use super::*;

#[track_caller]
pub fn page_with(within: &str) -> Read {
    read_page(
        "<title>Harbour opens again</title><meta property='article:published_time' content='2024-03-05'>",
        &format!(
            "<header><nav><div class=newsletter><form><input></form>Sign up!</div></nav></header>\
             <article><h1>Harbour opens again</h1>{within}<p>{PROSE}</p><p>{SECOND}</p></article>"
        ),
    )
}

pub fn told(read: &Read) -> Vec<String> {
    read.dropped.iter().map(ToString::to_string).collect()
}

/// A text of the article that stands in a box with the name of a paywall went as if it were a prompt.
#[test]
fn a_paragraph_behind_a_paywall_stays() {
    for within in [
        "<div class=paywall><p>Residents can donate blood at the town hall.</p></div>",
        "<div class=subscriber-content><p>The union’s newsletter had called for a vote.</p></div>",
        "<div class=subscription><p>Readers who subscribe to the port’s list were told first.</p></div>",
        "<section class=membership-only><p>He said so in his <a href=/n>newsletter</a> on Monday.</p></section>",
        "<div class='article__paywall assassination'><p>Ships that sign in at the lock wait for an hour.</p></div>",
    ] {
        let read = page_with(within);
        assert_eq!((texts(&read).len(), told(&read)), (3, Vec::new()), "{within}");
    }
    let prose = format!("<div class=paywall><p>{PROSE} {SECOND}</p><form><input type=email></form></div>");
    assert_eq!(texts(&page_with(&prose)).len(), 3);
}

/// Boxes went without a word.
#[test]
fn boxes_go_and_are_told() {
    for (within, expected) in [
        (
            "<div class=newsletter-box><div class=newsletter-inner><h3>The Coast Report</h3><form><input type=email></form></div></div>",
            "left out the box “The Coast Report”",
        ),
        (
            "<div class=paywall><p>You have read three articles.</p><a class=btn href=/pay>Subscribe for 1 euro</a></div>",
            "left out the box “You have read three articles. / Subscribe for 1 euro”",
        ),
        (
            "<div class=abonnement><p>Die Küste am Morgen.</p><p><a href=/abo>Zum Newsletter</a></p></div>",
            "left out the box “Die Küste am Morgen. / Zum Newsletter”",
        ),
        (
            "<div class=related-links><h3>More</h3><ul><li><a href=/b>Mill runs again</a></li></ul></div>",
            "left out the box “More / Mill runs again”",
        ),
        ("<p class=noprint>Only on the screen</p>", "left out the box “Only on the screen”"),
    ] {
        let read = page_with(within);
        assert_eq!((texts(&read).len(), told(&read)), (2, vec![expected.to_owned()]), "{within}");
    }
}

/// A headline, a sentence with a date at its front or another short line went as if it were a date; others went without a word.
#[test]
fn a_line_with_a_date_goes_only_where_it_is_no_text_and_is_told() {
    for line in [
        "5 March 2024: Skarn harbour reopens",
        "5 March 2024 – Fire in Skarn",
        "Skarn opened on 5 March 2024",
        "Ferries 5 March 2024",
    ] {
        let read = page_with(&format!("<p>{line}</p>"));
        assert_eq!((texts(&read)[0], told(&read)), (line, Vec::new()));
    }
    for (line, expected) in [
        ("Skarn - 5 March 2024, 14:30", Some("left out the line above the text “Skarn - 5 March 2024, 14:30”")),
        (
            "Updated 6 March 2024, first published 5 March 2024",
            Some("left out the line above the text “Updated 6 March 2024, first published 5 March 2024”"),
        ),
        ("By Jane Doe, 5 March 2024", None),
        ("5 March 2024", None),
    ] {
        let read = page_with(&format!("<p>{line}</p>"));
        assert_eq!(texts(&read).len(), 2, "{line}");
        assert_eq!(told(&read), expected.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{line}");
    }
    let article = page_with("<p>Updated 6 March 2024, first published 5 March 2024</p>").article;
    assert_eq!(article.date_modified.as_deref(), Some("2024-03-06"));
}

/// A short line of the text became the task of an author, behind a mere date and below the name, where one of its words is one of tasks.
#[test]
fn a_line_of_the_text_is_nobodys_task() {
    let head = "<title>Harbour opens again</title><meta name=author content='Jane Doe'>";
    let page = |line: &str| {
        let body = format!(
            "<article><h1>Harbour opens again</h1>{line}<p>A setback for the press</p><p>{PROSE}</p><p>{SECOND}</p></article>"
        );
        read_page(head, &body)
    };
    let read = page("<p>Stand: 5. März 2024, 14:30 Uhr</p>");
    assert_eq!((texts(&read)[0], read.article.author[0].role.as_deref()), ("A setback for the press", None));
    let read = page("<p>By Jane Doe</p>");
    assert_eq!((texts(&read)[0], read.article.author[0].role.as_deref()), ("A setback for the press", None));
}

/// A picture whose file has a name that each picture of a house has was taken for one that the text shows, and was missing.
#[test]
fn files_of_names_that_any_picture_has_are_not_the_same() {
    let page = |lead: &str, within: &str| {
        read_page(
            "<title>Harbour opens again</title>",
            &format!(
                "<main><h1>Harbour opens again</h1><figure><img src={lead}><figcaption>Boats</figcaption></figure>\
                 <div class=article-body><p>{PROSE}</p><figure><img src={within}><figcaption>Cranes</figcaption></figure><p>{SECOND}</p></div></main>"
            ),
        )
    };
    for name in ["5000.jpg", "original.jpg", "image.jpg", "photo-1.webp", "1200x675.jpg"] {
        let read = page(&format!("/a/{name}"), &format!("/b/{name}"));
        assert_eq!(read.article.associations.len(), 2, "{name}");
    }
    for (lead, within) in [
        ("/w900/harbour-boats.jpg", "/w300/harbour-boats.jpg"),
        ("/a/5000.jpg?width=900", "/a/5000.jpg?width=300"),
        ("/l/photo-1518770660439.jpg", "/s/photo-1518770660439.jpg"),
    ] {
        assert_eq!(page(lead, within).article.associations.len(), 1, "{lead}");
    }
}
