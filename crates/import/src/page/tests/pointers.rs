//! Lines and lists among the paragraphs that lead to other articles, and what pages for print say of themselves.

use super::*;

#[track_caller]
fn check(inner: &str, expected: &[&str]) {
    let body = format!("<article><h1>Harbour opens again</h1><p>{PROSE}</p>{inner}<p>{SECOND}</p></article>");
    let read = read_page("<title>Harbour opens again</title>", &body);
    let texts: Vec<&str> = texts(&read).into_iter().filter(|text| *text != PROSE && *text != SECOND).collect();
    assert_eq!(texts, expected, "{inner}");
}

/// Was a part of the text.
#[test]
fn links_to_other_articles_are_no_text() {
    let links =
        "<ul><li><a href=/1>The mill runs again after the fire</a></li><li><a href=/2>Trade grows</a></li></ul>";
    check(&format!("<h3>More from The Courier</h3>{links}"), &[]);
    check(&format!("<p><strong>Related coverage</strong></p>{links}"), &[]);
    check("<p><a href=/1><strong>READ: The mill runs again</strong></a></p>", &[]);
    check("<p>WATCH: <a href=/1>The mill runs again</a></p>", &[]);
    // The article may speak of such things, and have links of its own.
    check(
        &format!("<h3>Two places to see</h3>{links}"),
        &["Two places to see", "The mill runs again after the fire\nTrade grows"],
    );
    check("<h3>More on the quay</h3><ul><li>Boats</li><li>Nets</li></ul>", &["More on the quay", "Boats\nNets"]);
    check(
        "<p>READ: the word stood on the wall, and <a href=/1>nobody did</a>.</p>",
        &["READ: the word stood on the wall, and nobody did."],
    );
}

/// Stood in the text.
#[test]
fn counts_of_comments_and_players_are_no_text() {
    for line in ["0 Comments", "23 Kommentare", "Listen • 3:45", "Print this page | Close window"] {
        check(&format!("<p>{line}</p>"), &[]);
    }
    check("<p>3 comments stood on the wall.</p>", &["3 comments stood on the wall."]);
    // Were taken for what pages for print say of themselves.
    for text in
        ["Printed from wooden blocks, the sheets were sold on the quay.", "Printed from hand-cut blocks in 1904."]
    {
        check(&format!("<p>{text}</p>"), &[text]);
    }
}

/// The title of a page for print was its headline, and stood in the text as well.
#[test]
fn a_page_for_print_is_its_article() {
    let body = format!(
        "<p><a href=x>Print this page</a> | <a href=y>Close window</a></p><h2>Harbour opens again</h2><p>By Ida Rask<br>March 5, 2004</p>\
         <p>{PROSE}</p><p>{SECOND}</p><p>Find this article at:<br>http://www.courier.example/a</p><p>-30-</p>"
    );
    let read = read_page("<title>Harbour opens again - Print version</title>", &body);
    assert_eq!(texts(&read), [PROSE, SECOND]);
    assert_eq!(read.article.headline, "Harbour opens again");
    assert_eq!(read.article.author[0].name, "Ida Rask");
}

/// Lines ran together ("two linesthree lines") before the first paragraph that two line breaks part from the next.
#[test]
fn a_line_ends_where_it_breaks() {
    for (open, close) in [("<div>", "</div>"), ("<font>", "</font>"), ("<table><tr><td>", "</td></tr></table>")] {
        let body = format!(
            "<center><h1>Harbour opens again</h1></center>{open}One line<br>two lines<br>three lines<br><br>{PROSE}<br><br>{SECOND}<br>the end{close}"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        assert_eq!(texts(&read), ["One line\ntwo lines\nthree lines", PROSE, &format!("{SECOND}\nthe end")], "{open}");
    }
}

/// A standfirst that is called a summary or a lead was lost.
#[test]
fn a_summary_below_the_headline_is_the_standfirst() {
    for class in ["summary", "leadtext", "article-lead", "intro"] {
        let body = format!(
            "<main><article><header><h1>Harbour opens again</h1><div class={class}>The strike had lasted for nine days, and forty ships waited.</div>\
             </header><div><p>{PROSE}</p><p>{SECOND}</p></div></article></main>"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        let standfirst = "The strike had lasted for nine days, and forty ships waited.";
        assert!(read.article.abstract_.as_deref() == Some(standfirst) || texts(&read)[0] == standfirst, "{class}");
    }
}

/// A custom element that asks for an address was a part of the text.
#[test]
fn elements_of_a_pages_own_are_boxes_too() {
    let box_ = "<gu-island name=EmailSignup><div><h2>Sign up to First Tide</h2><p>Our morning letter tells what happens on the quay, and why it \
                matters to all of us</p><p><strong>Privacy:</strong> letters may hold what others pay for.</p></div></gu-island>";
    check(box_, &[]);
}

/// The name of a site that is longer than the headline stayed in it.
#[test]
fn the_heading_is_the_headline_before_a_long_name_of_a_site() {
    let body = format!("<div><h1>Harbour opens once again</h1><p>{PROSE}</p><p>{SECOND}</p></div>");
    for site in ["Wikinews, the free news source of the world", "The Courier of Skarn and the Islands"] {
        let read = read_page(&format!("<title>Harbour opens once again - {site}</title>"), &body);
        assert_eq!(read.article.headline, "Harbour opens once again");
    }
}

/// A list of what the article speaks of was dropped, as its heading begins as one above other articles.
#[test]
fn links_that_the_text_is_about_stay() {
    let links = |start: &str, end: &str| {
        format!(
            "<ul><li><a href='{start}1{end}'>The mill runs again after the fire</a></li><li><a href='{start}2{end}'>Trade grows</a></li></ul>"
        )
    };
    let list = "The mill runs again after the fire\nTrade grows";
    for (heading, start, end) in [
        ("Related court documents", "/", ""),
        ("Latest budget papers by ward", "/", ""),
        ("Más de 300 documentos filtrados:", "/", ""),
        ("Más de 300 documentos filtrados", "/", ""),
        ("More on the case:", "/", ""),
        ("More on the case", "/", ".pdf"),
    ] {
        check(&format!("<h3>{heading}</h3>{}", links(start, end)), &[heading, list]);
    }
    let told = Told { address: Some("https://www.courier.example/a".to_owned()), ..Told::default() };
    for (start, is_left) in [("https://court.example/", true), ("https://sport.courier.example/", false)] {
        let body = format!(
            "<html><head><title>Harbour opens again</title></head><body><article><h1>Harbour opens again</h1><p>{PROSE}</p><h3>More on the case</h3>{}<p>{SECOND}</p></article></body></html>",
            links(start, "")
        );
        let read = article_of(&body, &told).unwrap();
        assert_eq!(texts(&read).contains(&list), is_left, "{start}");
    }
}

/// An address that a line leads to went as if it stood alone.
#[test]
fn an_address_that_a_line_leads_to_stays() {
    for (line, is_left) in [("<p>Write to the harbour office:</p>", true), ("<h3>Tips</h3>", true), ("", false)] {
        let body = format!(
            "<article><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p>{line}<p>office@port.example</p></article>"
        );
        let read = read_page("<title>Harbour opens again</title>", &body);
        assert_eq!(texts(&read).contains(&"office@port.example"), is_left, "{line}");
    }
}

/// Prose went with boxes that are called as those for subscribers are.
#[test]
fn prose_for_subscribers_is_no_prompt() {
    let text = "The port will publish its plan next week. Sign up sheets for the meeting hung on the quay. Subscribe or not, said the mayor.";
    check(&format!("<subscriber-content><p>{text}</p></subscriber-content>"), &[text]);
    let story = "Readers of the letter wrote in great numbers. <a href=/x>Sign up</a>";
    check(
        &format!("<my-newsletter-story><p>{story}</p></my-newsletter-story>"),
        &["Readers of the letter wrote in great numbers. Sign up"],
    );
}

/// The long name of a paper in its logo was the headline, though a heading below it says the rest of the title.
#[test]
fn a_logo_of_many_words_is_no_headline() {
    let body = format!(
        "<h1>The Sydney Morning Herald</h1><article><h2>Strike ends at the harbour after nine days</h2><p>{PROSE}</p><p>{SECOND}</p></article>"
    );
    let title = "<title>The Sydney Morning Herald - Strike ends at the harbour after nine days</title>";
    assert!(read_page(title, &body).article.headline.ends_with("Strike ends at the harbour after nine days"));
}
