//! What papers set as they print it: kickers, bylines without a word before the name, names and dates below the text.

use super::*;

/// An article of a page with this above the headline, between headline and text, and below the text.
#[track_caller]
fn page_of(head: &str, [above, between, below]: [&str; 3]) -> Read {
    read_page(
        &format!("<title>Harbour opens again</title>{head}"),
        &format!(
            "<main><article>{above}<h1>Harbour opens again</h1>{between}<p>{PROSE}</p><p>{SECOND}</p>{below}</article></main>"
        ),
    )
}

fn names(read: &Read) -> Vec<&str> {
    read.article.author.iter().map(|author| author.name.as_str()).collect()
}

/// The section above a headline was lost, or stood as the first line of the text.
#[test]
fn the_kicker_is_the_section() {
    for (above, section) in [
        ("<p class=kicker>Coast</p>", "Coast"),
        ("<div class=article-eyebrow><a href=/coast>Ports and ships</a></div>", "Ports and ships"),
        ("<header><span class='c-overline c-overline--small'>Küste</span></header>", "Küste"),
        ("<p><a href=/coast>Coast</a></p>", "Coast"),
        ("<p>Coast</p>", "Coast"),
        ("<div class=post-category>Coast:</div><div class=share></div>", "Coast"),
    ] {
        let read = page_of("", [above, "", ""]);
        assert_eq!(read.article.article_section.as_deref(), Some(section), "{above}");
        assert_eq!(texts(&read), [PROSE, SECOND], "{above}");
        let told = page_of("<meta property='article:section' content=Trade>", [above, "", ""]);
        assert_eq!((told.article.article_section.as_deref(), texts(&told).len()), (Some("Trade"), 2), "{above}");
    }
    for above in [
        "<p class=kicker>Exclusive</p>",
        "<p class=kicker>The crews have voted, and the ships may leave on Monday</p>",
        "<p class=kicker>5 March 2024</p>",
        "<nav><a class=section href=/>News</a></nav>",
        "<div class=menu><a class=category href=/n>News</a> <a class=category href=/s>Sport</a></div>",
        "<p class=kicker>By Jane Doe</p>",
        "<p><a href=/author/jane>Jane Doe</a></p>",
        "<p><a href='#text'>Skip to content</a></p>",
        "<a href=/news>Back to news</a>",
    ] {
        assert_eq!(page_of("", [above, "", ""]).article.article_section, None, "{above}");
    }
    let read = page_of("<meta property='og:site_name' content='The Courier'>", ["<p>The Courier</p>", "", ""]);
    assert_eq!(read.article.article_section, None);
}

/// A kicker within the heading was the beginning of the headline.
#[test]
fn a_kicker_within_the_heading_is_no_part_of_the_headline() {
    let heading = "<h1 class=entry-title><span class=headline__kicker>Coast</span><span class=hidden>:</span> <span>Harbour opens again</span></h1>";
    let read = read_page("<title>Courier</title>", &format!("<main>{heading}<p>{PROSE}</p><p>{SECOND}</p></main>"));
    assert_eq!(
        (read.article.headline.as_str(), read.article.article_section.as_deref()),
        ("Harbour opens again", Some("Coast"))
    );
    // One that is all of it is none.
    let heading = "<h1 class=entry-title><span class=topline-title>Harbour opens again</span></h1>";
    let read = read_page("<title>Courier</title>", &format!("<main>{heading}<p>{PROSE}</p><p>{SECOND}</p></main>"));
    assert_eq!(read.article.headline, "Harbour opens again");
}

/// A name on a line of its own below the headline stayed the first line of the text, and the article had no author.
#[test]
fn a_name_alone_below_the_headline_is_the_author() {
    for between in [
        "<p>Jane Doe</p>",
        "<p>JANE DOE</p>",
        "<p>Jan van den Berg</p>",
        "<p>Jane Doe</p><p>Coast correspondent</p>",
        "<div><a href=/author/jane>Jane Doe</a></div><div>5 March 2024</div>",
        "<p>Ships move again, but the tugboat crews still have to vote.</p><p>Jane Doe</p>",
    ] {
        let read = page_of("", ["", between, ""]);
        assert_eq!(read.article.author.len(), 1, "{between}");
        assert!(!texts(&read).contains(&read.article.author[0].name.as_str()), "{between}: {:?}", texts(&read));
    }
    let read = page_of("", ["", "<p>Jane Doe</p><p>Coast correspondent</p>", ""]);
    assert_eq!(read.article.author[0].role.as_deref(), Some("Coast correspondent"));
}

#[test]
fn a_line_that_may_be_anything_else_is_no_author() {
    for between in [
        "<p>New York</p><p>5 March 2024</p>",
        "<p>World News</p>",
        "<p>Northern Ferries</p>",
        "<p>Nine days</p>",
        "<p>Jane Doe</p><p>An argument about ports</p>",
        "<p class=location>Skarn Storvik</p>",
        "<p><a href=/skarn>Skarn Storvik</a></p>",
        "<p>Dock Workers</p>",
        "<h2>Jane Doe</h2>",
    ] {
        assert_eq!(names(&page_of("", ["", between, ""])), [""; 0], "{between}");
    }
    // Whom the article is about.
    let about = format!("<p>Jane Doe</p><p>{PROSE} Ms Doe said so.</p>");
    assert_eq!(names(&page_of("", ["", &about, ""])), [""; 0]);
    let told = "<meta name=author content='Jon Vik'>";
    let read = page_of(told, ["", "<p>Jane Doe</p>", ""]);
    assert_eq!((names(&read), texts(&read)[0]), (vec!["Jon Vik"], "Jane Doe"));
    // The author's name again is no text.
    let read = page_of(told, ["", "<p>Jon Vik</p>", ""]);
    assert_eq!(texts(&read), [PROSE, SECOND]);
}

/// What signs a text was its last paragraph, and the article had neither author nor date.
#[test]
fn a_line_below_the_text_says_who_and_when() {
    let (jane, day) = (&["Jane Roe"][..], Some("2024-05-03"));
    for (below, authors, date) in [
        ("<p>— Jane Roe, 3 May 2024</p>", jane, day),
        ("<p>Jane Roe, 3 May 2024</p>", jane, day),
        ("<p>3 May 2024 – Jane Roe</p>", jane, day),
        ("<p>– Jane Roe</p>", jane, None),
        ("<p>(Jane Roe)</p>", jane, None),
        ("<p>By Jane Roe</p><p>Published 3 May 2024</p>", jane, day),
        ("<p>— Jane Roe and John Doe | May 3, 2024</p>", &["Jane Roe", "John Doe"], day),
        ("<p><i>— Jane Roe</i><br>3 May 2024</p>", jane, day),
        ("<p>홍길동 기자 hong@courier.example</p>", &["홍길동"], None),
        ("<p>（记者 李明）</p>", &["李明"], None),
    ] {
        let read = page_of("", ["", "", below]);
        assert_eq!((names(&read).as_slice(), read.article.date_published.as_deref()), (authors, date), "{below}");
        assert_eq!(texts(&read), [PROSE, SECOND], "{below}");
    }
    let read = page_of("", ["", "", "<p>The end of it.<br>— Jane Roe, 3 May 2024</p>"]);
    assert_eq!((names(&read), texts(&read)), (vec!["Jane Roe"], vec![PROSE, SECOND, "The end of it."]));
}

#[test]
fn what_is_at_odds_with_the_page_or_speaks_of_others_stays() {
    for (head, below) in [
        ("<meta name=author content='Jon Vik'>", "<p>— Jane Roe, 3 May 2024</p>"),
        ("<meta property='article:published_time' content='2024-03-05'>", "<p>— Jane Roe, 3 May 2024</p>"),
        ("", "<blockquote>We sail.</blockquote><p>— Jane Roe</p>"),
        ("", "<p>“We sail.”</p><p>— Jane Roe</p>"),
        ("", "<p>The ferries run on 3 May 2024</p>"),
        ("", "<p>— Ports, ships and the sea, 3 May 2024</p>"),
        ("", "<p>Skarn Storvik</p>"),
    ] {
        let read = page_of(head, ["", "", below]);
        assert!(!names(&read).contains(&"Jane Roe"), "{below}");
        assert_ne!(read.article.date_published.as_deref(), Some("2024-05-03"), "{below}");
        assert!(texts(&read).len() > 2, "{below}");
    }
}

/// An article whose page tells the day of a change alone had no date.
#[test]
fn the_day_of_a_change_stands_where_there_is_no_other() {
    for (head, between) in [
        ("<meta property='article:modified_time' content='2024-05-03'>", ""),
        ("", "<p>Updated 3 May 2024</p>"),
        ("", "<div class=meta><span>Last updated: May 3, 2024</span></div>"),
        ("", "<div class=last-updated>3 May 2024</div>"),
        ("", "<p>Updated <time datetime=2024-05-03>today</time></p>"),
        ("", "<p class=article-date>Aktualisiert am 3. Mai 2024</p>"),
    ] {
        let read = page_of(head, ["", between, ""]);
        let day = |date: &Option<String>| date.as_deref().and_then(stamps::day_of);
        let days = (day(&read.article.date_published), day(&read.article.date_modified));
        assert_eq!(days, (Some("2024-05-03".to_owned()), Some("2024-05-03".to_owned())), "{head}{between}");
        assert!(read.is_dated_by_change, "{head}{between}");
        // Not where the page tells another.
        let read = page_of(&format!("{head}<meta name=date content=2024-03-05>"), ["", between, ""]);
        assert_eq!(
            (day(&read.article.date_published).as_deref(), read.is_dated_by_change),
            (Some("2024-03-05"), false)
        );
    }
}

/// Several authors in one value were one, and an office with "and" in its name was two.
#[test]
fn a_value_may_hold_several_authors() {
    for (value, expected) in [
        ("Jane Roe and John Doe", &["Jane Roe", "John Doe"][..]),
        ("Jane Roe, John Doe", &["Jane Roe", "John Doe"]),
        ("Jane Roe; John Doe", &["Jane Roe", "John Doe"]),
        ("Food and Drug Administration", &["Food and Drug Administration"]),
        ("Skarn Port and Harbour Authority", &["Skarn Port and Harbour Authority"]),
        ("José Ortega y Gasset Vidal", &["José Ortega y Gasset Vidal"]),
        ("Jane Roe, The Courier", &["Jane Roe"]),
    ] {
        let head = format!("<meta property='og:site_name' content='The Courier'><meta name=author content='{value}'>");
        assert_eq!(names(&page_of(&head, [""; 3])), expected, "{value}");
        let marked = format!(
            "<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Harbour opens again</h1>\
             <span itemprop=publisher>The Courier</span><span itemprop=author>{value}</span>\
             <div itemprop=articleBody><p>{PROSE}</p><p>{SECOND}</p></div></div>"
        );
        assert_eq!(names(&read_page("<title>x</title>", &marked)), expected, "{value}");
    }
}

/// The day of a change became that of publication where it stood in an element of its own, and no note said so.
#[test]
fn the_day_of_a_change_may_stand_in_an_element_of_its_own() {
    for between in
        ["<div>Last updated: <span>May 3, 2024</span></div>", "<div class=last-updated><span>3 May 2024</span></div>"]
    {
        let published = format!("{between}<div>Published: <span>March 5, 2024</span></div>");
        let read = page_of("", ["", &published, ""]);
        let day = read.article.date_published.as_deref().and_then(stamps::day_of);
        assert_eq!(day.as_deref(), Some("2024-03-05"), "{between}");
    }
}

/// A place, a day among others and what ends a part of a series were taken off the end of a text, for who wrote and when.
#[test]
fn a_last_line_that_names_nobody_stays() {
    for below in [
        "<p>New York, 3 May 2024</p>",
        "<p>(To Be Continued)</p>",
        "<p>(South Africa)</p>",
        "<p>3 May 2024</p><p>4 May 2024</p>",
    ] {
        let read = page_of("", ["", "", below]);
        assert_eq!(names(&read), [""; 0], "{below}");
        assert!(texts(&read).len() > 2, "{below}: {:?}", texts(&read));
    }
}
