//! Names and dates that a page shows below the text and beside it, which are often those of others.

use super::*;

/// The authors and the date of a page with this between headline and text, and this below the text.
#[track_caller]
fn check(above: &str, below: &str, authors: &[&str], date: Option<&str>) {
    let read = read_page(
        "<title>Harbour opens again</title>",
        &format!("<main><h1>Harbour opens again</h1>{above}<p>{PROSE}</p><p>{SECOND}</p>{below}</main>"),
    );
    let names: Vec<&str> = read.article.author.iter().map(|author| author.name.as_str()).collect();
    assert_eq!((names.as_slice(), read.article.date_published.as_deref()), (authors, date), "{above} {below}");
}

/// Authors and dates of other articles, in lists and boxes below the text, were taken for those of one that names none.
#[test]
fn lists_below_a_text_name_others() {
    let link = "<a href=/b>Mill runs again</a>";
    let others = "<span class=date>2 January 2020</span> <span class=byline>By John Roe</span>";
    for below in [
        format!("<ul><li>{link} {others}</li></ul>"),
        format!("<table><tr><td>{link}</td><td>{others}</td></tr></table>"),
        format!("<div><div>{link} {others}</div></div>"),
        format!("<div>{link} <time datetime=2020-01-02>2 January</time> <a rel=author href=/j>John Roe</a></div>"),
        format!("<aside><h3>{link}</h3>{others}</aside>"),
        format!("<aside><div><h3>{link}</h3></div><div>{others}</div></aside>"),
    ] {
        check("", &below, &[], None);
    }
    // Above the text too, where the list stands before the headline.
    let read = read_page(
        "<title>Harbour opens again</title>",
        &format!(
            "<main><ul><li>{link} {others}</li></ul><h1>Harbour opens again</h1><p>{PROSE}</p><p>{SECOND}</p></main>"
        ),
    );
    assert_eq!((read.article.author.len(), read.article.date_published), (0, None));
}

#[test]
fn what_is_an_articles_own_counts_wherever_it_stands() {
    let (own, day) = (&["Jane Doe"][..], Some("2024-03-05"));
    let said = "<span class=author>Jane Doe</span> <span class=date>2024-03-05</span>";
    check(&format!("<p>{SECOND}</p><div class=meta>{said}</div>"), "", own, day);
    check(
        "<ul><li>By <a rel=author href=/j>Jane Doe</a></li><li><time>2024-03-05</time> <a href=#c>2</a></li></ul>",
        "",
        own,
        day,
    );
    check("", &format!("<footer>{said}</footer>"), own, day);
    check("", &format!("<div class='post-footer wide'><div>{said}</div></div>"), own, day);
    check("", "<p class=firma>Jane Doe</p><p class=date>2024-03-05</p>", own, day);
    let marked = "<span itemprop=author>Jane Doe</span><time itemprop=datePublished datetime=2024-03-05>Tuesday</time>";
    check("", &format!("<div>{marked}</div>"), own, day);
}

/// A class anywhere on the page counted before the line of words below the headline; so did whom a quotation or a review names.
#[test]
fn a_byline_below_the_headline_counts_before_a_class_below_the_text() {
    let byline = "<p>By Jane Doe</p>";
    for below in ["<p class=firma>Firma Karl Meyer</p>", "<footer><span class=author>Karl Meyer</span></footer>"] {
        check(byline, below, &["Jane Doe"], None);
    }
    for class in ["quote-author", "book__author", "reviewAuthor", "tweet-author", "video-author", "testimonial-author"]
    {
        check(byline, &format!("<p class={class}>Karl Meyer</p>"), &["Jane Doe"], None);
        check(&format!("<p class={class}>Karl Meyer</p>"), "", &[], None);
    }
    let quoted = "<blockquote>We sail. <cite class=author>Karl Meyer</cite> <time datetime=2020-01-02>2 January</time></blockquote>";
    check(quoted, "", &[], None);
    check(byline, quoted, &["Jane Doe"], None);
}

/// A link to the comments above the byline ended the search for names and dates.
#[test]
fn a_link_to_the_comments_ends_nothing() {
    let said = "<div class=byline>By Jane Doe</div><time datetime=2024-03-05>5 March</time>";
    let (own, day) = (&["Jane Doe"][..], Some("2024-03-05"));
    for link in ["<a id=comments-count href=#c>12</a>", "<div id=comments-link><a href=#c>12 comments</a></div>"] {
        check(&format!("{link}{said}"), "", own, day);
    }
    let comments = "<p itemprop=author>John Roe</p><time itemprop=datePublished datetime=2020-01-02>2 January</time>";
    check("", &format!("<h3 id=comments>2 comments</h3><div>{comments}</div>"), &[], None);
    check("", &format!("<div id=comments>{comments}</div>"), &[], None);
}
