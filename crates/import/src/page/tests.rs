//! Pages in, articles out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

mod around;
mod asia;
mod below;
mod boxes;
mod captions;
mod dates;
mod kept;
mod margins;
mod names;
mod pointers;
mod print;
mod torn;
mod world;

const PROSE: &str = "The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty \
                     ships at sea, among them two ferries and a tanker that was bound for the refinery behind the dam.";
const SECOND: &str = "Dock workers voted by a large majority for the offer that the port authority had put to them on Sunday night, \
                      union officials said on the quay, where many had waited for hours in the rain.";

#[track_caller]
fn read_page(head: &str, body: &str) -> Read {
    article_of(&format!("<html lang=en><head>{head}</head><body>{body}</body></html>"), &Told::default()).unwrap()
}

fn texts(read: &Read) -> Vec<&str> {
    read.article.body.iter().map(|block| block.text.as_str()).collect()
}

#[test]
fn json_ld_leads_and_tags_fill() {
    let head = r#"<script type="application/ld+json"><!-- {"@type": "NewsArticle", "headline": "From JSON-LD",
        "author": "https://example.org/by/jane", "datePublished": "soon", "description": "with a line
end"}; --></script><meta property="og:title" content="From Open Graph"><meta name=author content="By Jane Doe and John Roe">
        <meta property="article:published_time" content="2024-05-01T10:00:00Z"><meta property=og:locale content=en_GB>
        <meta property="article:tag" content="Ships"><meta property="article:tag" content="Ports">
        <link rel=canonical href="https://example.org/a">"#;
    let Article { headline, author, date_published, abstract_, subjects, language, url, .. } =
        read_page(head, &format!("<article><p>{PROSE}</p></article>")).article;
    assert_eq!(headline, "From JSON-LD");
    assert_eq!(author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe", "John Roe"]);
    assert_eq!(date_published.as_deref(), Some("2024-05-01T10:00:00Z"));
    assert_eq!(abstract_.as_deref(), Some("with a line end"));
    assert_eq!(subjects.len(), 2);
    assert_eq!((language.as_deref(), url.as_deref()), (Some("en"), Some("https://example.org/a")));
}

#[test]
fn what_is_marked_on_the_page_fills_the_rest() {
    let body = format!(
        "<article class=h-entry><h1 class=p-name>Harbour opens</h1><p class=byline>By <a rel=author href=/jane>Jane Doe</a></p>\
         <time datetime=2024-05-01>1 May</time><div class=e-content><p>{PROSE}</p><p>{PROSE}</p></div></article>\
         <div id=comments><p class=p-author>Someone Else</p></div>"
    );
    let article = read_page("<title>x</title>", &body).article;
    assert_eq!(article.headline, "Harbour opens");
    assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe"]);
    assert_eq!(article.date_published.as_deref(), Some("2024-05-01"));
}

#[test]
fn microdata_is_read_as_json_ld_would_be() {
    let body = format!(
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Mill runs again</h1>\
         <meta itemprop=keywords content='Bread, Grain'><span itemprop=articleSection>Trade</span>\
         <p itemprop=description>After nine days.</p><span itemprop=author itemscope itemtype='https://schema.org/Person'>\
         <a itemprop=url href='https://courier.example/ida'><span itemprop=name>Ida Rask</span></a></span>\
         <span itemprop=publisher itemscope itemtype='https://schema.org/Organization'><span itemprop=name>The Courier</span></span>\
         <time itemprop=datePublished datetime=2024-05-01T10:00:00Z>yesterday</time><a itemprop=url href='https://courier.example/mill'>link</a>\
         <figure itemprop=image itemscope itemtype='https://schema.org/ImageObject'><meta itemprop=url content='https://courier.example/m.jpg'>\
         <meta itemprop=caption content='The mill'></figure><div itemprop=articleBody><p>{PROSE}</p><p>{PROSE}</p></div></div>\
         <div itemscope itemtype='https://schema.org/NewsArticle'><span itemprop=headline>Another</span></div>"
    );
    let article = read_page("<title>x</title>", &body).article;
    assert_eq!(article.headline, "Mill runs again");
    assert_eq!(article.author[0].name, "Ida Rask");
    assert_eq!(article.author[0].uri.as_deref(), Some("https://courier.example/ida"));
    assert_eq!(article.publisher.unwrap().name, "The Courier");
    assert_eq!(
        (article.abstract_.as_deref(), article.article_section.as_deref()),
        (Some("After nine days."), Some("Trade"))
    );
    assert_eq!(article.subjects.len(), 2);
    assert_eq!(article.date_published.as_deref(), Some("2024-05-01T10:00:00Z"));
    assert_eq!(article.url.as_deref(), Some("https://courier.example/mill"));
    assert_eq!(article.associations[0].caption.as_deref(), Some("The mill"));
}

#[test]
fn an_h_entry_says_what_it_is_and_its_replies_do_not() {
    let body = format!(
        "<article class=h-entry><h1 class=p-name>Mill runs again</h1><p class=p-summary>After nine days.</p>\
         <a class='p-author h-card' href='https://courier.example/ida'>Ida Rask</a> <a class=u-url href='https://courier.example/mill'>\
         <time class=dt-published datetime=2024-05-01>1 May</time></a><time class=dt-updated datetime=2024-05-02>2 May</time>\
         <a class=p-category href=/bread>Bread</a> <a class=p-category href=/grain>Grain</a> <span class='p-location h-adr'><span class=p-name>Skarn</span></span>\
         <div class=e-content><p>{PROSE}</p><p>{PROSE}</p></div><div class='p-comment h-cite'><a class='p-author h-card'>Someone Else</a><p class=p-name>Reply</p></div></article>"
    );
    let article = read_page("<title>x</title>", &body).article;
    assert_eq!(
        (article.headline.as_str(), article.abstract_.as_deref()),
        ("Mill runs again", Some("After nine days."))
    );
    let names = |names: &[article::Name]| names.iter().map(|name| name.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&article.author), ["Ida Rask"]);
    assert_eq!(
        (names(&article.subjects), names(&article.places)),
        (vec!["Bread".into(), "Grain".into()], vec!["Skarn".into()])
    );
    assert_eq!(
        (article.date_published.as_deref(), article.date_modified.as_deref()),
        (Some("2024-05-01"), Some("2024-05-02"))
    );
    assert_eq!(article.url.as_deref(), Some("https://courier.example/mill"));
}

#[test]
fn promotional_lines_go_and_are_told() {
    let body = format!(
        "<article><h1>Harbour opens</h1><p>{PROSE}</p><p>Sign up for our daily newsletter.</p><p>{PROSE}</p>\
         <h3>Related articles</h3><ul><li><a href=/b>A longer text about the ferries of the north</a></li>\
         <li><a href=/c>Another one about the southern ports</a></li></ul><p>{PROSE}</p></article>"
    );
    let read = read_page("<title>Harbour opens</title>", &body);
    assert_eq!(texts(&read), [PROSE, PROSE, PROSE]);
    assert!(read.dropped.iter().any(|line| line.text.starts_with("Sign up")), "{:?}", read.dropped);
}

#[test]
fn a_page_without_an_article_is_reported() {
    let links: String =
        (0..60).map(|n| format!("<li><a href=/{n}>Headline number {n} of the day's news</a></li>")).collect();
    for body in [
        format!("<h1>News</h1><ul>{links}</ul>"),
        String::new(),
        "<div id=root></div>".into(),
        "<p>Not found</p>".into(),
    ] {
        let page = format!("<title>The Courier</title><body>{body}");
        assert!(matches!(article_of(&page, &Told::default()), Err(NoArticle::None)), "{body}");
    }
}

/// A paywall shows two lines of a text that the page carries whole.
#[test]
fn a_text_for_machines_that_is_far_longer_is_taken() {
    let told = [PROSE; 6].join("\\n\\n");
    let head = format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"A","articleBody":"{told}"}}</script>"#
    );
    assert_eq!(read_page(&head, &format!("<article><p>{PROSE}</p></article>")).article.body.len(), 6);
}

#[test]
fn pictures_get_what_json_ld_says_of_them() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","image":{"url":"https://example.org/a.jpg?w=1200",
        "caption":"Boats","creditText":"Jane Doe"}}</script><link rel=canonical href="https://example.org/x">"#;
    let article =
        read_page(head, &format!("<article><p>{PROSE}</p><img src=/a.jpg?w=640 width=640><p>{PROSE}</p></article>"))
            .article;
    assert_eq!(article.associations.len(), 1);
    assert_eq!(article.associations[0].caption.as_deref(), Some("Boats"));
    assert_eq!(article.associations[0].credit_text.as_deref(), Some("Jane Doe"));
    assert_eq!(article.body[1].text, "Boats");
}

#[test]
fn saved_pages_tell_where_they_were() {
    for (start, expected) in [
        ("<!-- saved from url=(0021)https://example.org/a -->", Some("https://example.org/a")),
        (
            "<!--\n Page saved with SingleFile \n url: https://example.org/b \n saved date: x -->",
            Some("https://example.org/b"),
        ),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<html>", None),
    ] {
        assert_eq!(saved_from(start).as_deref(), expected);
    }
}

/// JSON-LD with a comma too many was passed over, and all that it says with it; of authors in one object the first alone was read.
#[test]
fn json_ld_may_have_commas_too_many_and_authors_in_one_object() {
    let head = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour, ] opens,}",
        "author": {"@type": "Person", "name": ["Jane Doe", "Jon Vik",]}, "datePublished": "2024-05-01", }</script>"#;
    let article = read_page(head, &format!("<article><p>{PROSE}</p></article>")).article;
    assert_eq!(
        (article.headline.as_str(), article.date_published.as_deref()),
        ("Harbour, ] opens,}", Some("2024-05-01"))
    );
    assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Jane Doe", "Jon Vik"]);
}

/// Of a title with the site's name the name stayed, though the page's own heading shows which part is the headline.
#[test]
fn the_heading_tells_which_part_of_a_title_is_the_headline() {
    let headline = |title: &str| {
        let body = format!("<article><h1>Harbour opens</h1><p>{PROSE}</p><p>{PROSE}</p></article>");
        read_page(&format!("<title>{title}</title>"), &body).article.headline
    };
    assert_eq!(headline("Harbour opens | Courier"), "Harbour opens");
    assert_eq!(headline("Courier - Harbour opens"), "Harbour opens");
}

/// A logo's heading was taken for the headline, and one that is part of what the page tells as its headline cut that short.
#[test]
fn a_heading_that_is_the_sites_name_or_the_lesser_part_is_no_headline() {
    let site = r#"<meta property="og:site_name" content="Courier">"#;
    let told = |title: &str| format!(r#"{site}<meta property="og:title" content="{title}">"#);
    for (head, heading, expected) in [
        ("<title>Harbour opens | Courier</title>".to_owned(), "Courier", "Harbour opens | Courier"),
        (format!("{site}<title>Harbour opens | Courier</title>"), "Courier", "Harbour opens"),
        (format!("{site}<title>Courier - Harbour opens</title>"), "Courier", "Courier - Harbour opens"),
        (told("Harbour opens - What is next"), "What is next", "Harbour opens - What is next"),
        (told("Harbour opens - What now"), "Harbour opens", "Harbour opens - What now"),
        (told("Courier - Harbour opens"), "Harbour opens", "Harbour opens"),
    ] {
        let body = format!("<h1>{heading}</h1><article><h2>Harbour opens</h2><p>{PROSE}</p><p>{PROSE}</p></article>");
        assert_eq!(read_page(&head, &body).article.headline, expected, "{head}");
    }
}

/// A line of names and dates below the headline stayed in the text, and the article had neither.
#[test]
fn names_and_dates_above_the_text_are_taken_for_what_they_are() {
    for (line, author, date) in [
        ("By Jane Doe | March 3, 2024", &["Jane Doe"][..], Some("2024-03-03")),
        ("2024年3月1日 10時30分", &[], Some("2024-03-01")),
        ("١ مارس ٢٠٢٤", &[], Some("2024-03-01")),
        ("Published: 3 March 2024 • By Jane Doe and Jon Vik", &["Jane Doe", "Jon Vik"], Some("2024-03-03")),
    ] {
        let read = read_page(
            "<title>Harbour opens</title>",
            &format!("<article><h1>Harbour opens</h1><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></article>"),
        );
        let names: Vec<&str> = read.article.author.iter().map(|name| name.name.as_str()).collect();
        assert_eq!((names.as_slice(), read.article.date_published.as_deref()), (author, date), "{line}");
        assert_eq!(texts(&read), [PROSE, PROSE], "{line}");
    }
    // What says more than that is text.
    for line in ["By Jane Doe | A report", "Paris | March 3, 2024", "March 2024"] {
        let read =
            read_page("<title>x</title>", &format!("<article><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></article>"));
        assert_eq!(texts(&read)[0], line);
    }
}

/// The line of a date went where the article had another date, and the day it said was kept nowhere.
#[test]
fn the_line_of_another_day_stays() {
    for (line, expected) in [
        ("March 3, 2024", &["March 3, 2024", PROSE, PROSE][..]),
        ("By Jane Doe | March 3, 2024", &["By Jane Doe | March 3, 2024", PROSE, PROSE]),
        ("May 1, 2024", &[PROSE, PROSE]),
    ] {
        let head = r#"<title>x</title><meta property="article:published_time" content="2024-05-01T10:00:00Z">"#;
        let read = read_page(head, &format!("<article><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></article>"));
        assert_eq!(texts(&read), expected);
        assert_eq!(read.article.date_published.as_deref(), Some("2024-05-01T10:00:00Z"), "{line}");
    }
}

/// An author's name in a script without capitals was taken for none.
#[test]
fn authors_may_be_named_in_any_script() {
    for (byline, name) in [("كتب: أحمد علي", "أحمد علي"), ("山田太郎", "山田太郎")] {
        let body =
            format!("<article><h1>Harbour</h1><p class=byline>{byline}</p><p>{PROSE}</p><p>{PROSE}</p></article>");
        let article = read_page("<title>Harbour</title>", &body).article;
        assert_eq!(article.author.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), [name]);
    }
}

/// A byline in the place of an author was one person, and one whose name came in parts was nobody.
#[test]
fn authors_in_json_ld_may_be_a_byline_or_have_names_in_parts() {
    for (author, expected) in [
        (r#""By Jane Doe and Jon Vik""#, &["Jane Doe", "Jon Vik"][..]),
        (r#"{"@type": "Person", "givenName": "Jane", "familyName": "Doe"}"#, &["Jane Doe"]),
    ] {
        let head = format!(
            r#"<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "author": {author}}}</script>"#
        );
        let article = read_page(&head, &format!("<article><p>{PROSE}</p></article>")).article;
        assert_eq!(article.author.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), expected);
    }
}
