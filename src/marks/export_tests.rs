//! What leaves the notebook as Markdown, CSV and HTML.

use article::Article;
use article::fields::Value;

use super::*;
use crate::marks::{Colour, Target};
use crate::messages::take_up;

fn mark(quote: &str, note: &str) -> Mark {
    let mut target = Target {
        source: "https://example.org/a?b&c".to_owned(),
        headline: "A <b> story".to_owned(),
        ..Target::default()
    };
    target.selectors.quote.exact = quote.to_owned();
    Mark {
        id: "urn:uuid:1".to_owned(),
        created: "2026-11-26T07:00:00Z".to_owned(),
        modified: "2026-11-26T07:00:00Z".to_owned(),
        colour: Colour::Green,
        note: note.to_owned(),
        tags: vec!["a b".to_owned(), "c".to_owned()],
        target,
        lost: false,
    }
}

fn exported(mark: Mark) -> Exported {
    let address = mark.target.own_address().unwrap_or_default().to_owned();
    let link = if address.is_empty() { String::new() } else { [&address, "#:~:text=One"].concat() };
    let origin = Origin { author: "Jane *Doe*".to_owned(), published: "1987-02-26".to_owned(), ..Origin::default() };
    Exported { mark, origin, address, link }
}

/// There was nothing of the article but its headline and its `uri`, and no way to it.
#[test]
fn markdown_has_an_article_once_with_what_it_is_and_its_marks_below() {
    let marks = [exported(mark("One.\nTwo *stars*.", "- a\nb")), exported(mark("Three.", ""))];
    assert_eq!(
        markdown(&marks, "Notes", "Link"),
        "# Notes\n\n## A \\<b\\> story\n\nJane \\*Doe\\* · 1987\\-02\\-26\n\n<https://example.org/a?b&c>\n\n> One.\n> Two \\*stars\\*.\n\n\\- a\nb\n\n*Green, 2026-11-26* [Link](<https://example.org/a?b&c#:~:text=One>) #a b #c\n\n> Three.\n\n*Green, 2026-11-26* [Link](<https://example.org/a?b&c#:~:text=One>) #a b #c\n"
    );
}

#[test]
fn an_article_is_named_where_no_address_leads_to_it() {
    let mut mark = mark("One.", "");
    mark.target.source = "urn:a_b".to_owned();
    let marks = [exported(mark)];
    let text = markdown(&marks, "Notes", "Link");
    assert!(text.contains("26\n\nurn:a\\_b\n\n> One.\n\n*Green, 2026-11-26* #a b"), "{text}");
    let text = html(&marks, "Notes", "en", "Link");
    assert!(text.contains("<p class=\"about\" dir=\"auto\">urn:a_b</p>") && !text.contains("href"), "{text}");
}

#[test]
fn markdown_takes_no_line_for_anything_but_text() {
    let mut mark = mark("1. One\n===\n2) Two", "");
    mark.created = "<b>never</b>".to_owned();
    let hostile = Exported { link: "https://example.org/> <b>never\n</b>".to_owned(), ..exported(mark) };
    let text = markdown(&[hostile], "Notes", "Link");
    assert!(text.contains("> 1\\. One\n> \\=\\=\\=\n> 2\\) Two\n"), "{text}");
    assert!(
        !text.contains("<b>n") && text.contains("](<https://example.org/%3E%20%3Cb%3Enever%20%3C/b%3E>)"),
        "{text}"
    );
}

#[test]
fn csv_keeps_quotes_and_lines_and_begins_no_formula() {
    let text = csv(&[exported(mark("She said \"no\",\nand left", "=1+1"))]);
    let row = "\"urn:uuid:1\",\"2026-11-26T07:00:00Z\",\"2026-11-26T07:00:00Z\",\"https://example.org/a?b&c\",\"A <b> story\",\"She said \"\"no\"\",\nand left\",\"'=1+1\",\"green\",\"a b; c\",\"Jane *Doe*\",\"\",\"1987-02-26\",\"https://example.org/a?b&c\",\"https://example.org/a?b&c#:~:text=One\"\r\n";
    assert_eq!(
        text,
        format!(
            "id,created,modified,article,headline,quote,note,colour,tags,author,publisher,published,address,link\r\n{row}"
        )
    );
}

#[test]
fn html_is_laid_out_as_its_language_runs() {
    let text = html(&[exported(mark("One.", ""))], "Notes", "ar-EG", "Link");
    assert!(text.contains("<html lang=\"ar-EG\" dir=\"rtl\">") && text.contains("<blockquote dir=\"auto\""), "{text}");
}

#[test]
fn html_shows_what_was_written_and_runs_nothing() {
    let mut script = mark("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>");
    let page = |mark: &Mark, title: &str, language: &str| html(&[exported(mark.clone())], title, language, "Link");
    let text = page(&script, "<Notes>", "en\"");
    assert!(
        text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && text.contains("<title>&lt;Notes&gt;</title>"),
        "{text}"
    );
    assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
    assert!(
        text.contains("<h2 dir=\"auto\"><a href=\"https://example.org/a?b&amp;c\">A &lt;b&gt; story</a></h2>"),
        "{text}"
    );
    assert!(text.contains(" <a href=\"https://example.org/a?b&amp;c#:~:text=One\">Link</a></p>"), "{text}");
    assert!(text.contains("<p class=\"about\" dir=\"auto\">Jane *Doe* · 1987-02-26</p>"), "{text}");
    script.target.language = "de".to_owned();
    assert!(page(&script, "", "en").contains("class=\"green\" lang=\"de\">"));
    script.target.source = "javascript:alert(1)".to_owned();
    assert!(!page(&script, "", "en").contains("href"));
}

/// German files said `yellow`.
#[test]
fn colours_are_called_as_people_call_them_but_in_the_table() {
    let german = [("Green", "Grün")].map(|(english, german)| (english.to_owned(), Value::Text(german.to_owned())));
    take_up(Value::Fields(german.into()));
    let marks = [exported(mark("One.", ""))];
    assert!(markdown(&marks, "", "").contains("*Grün, 2026-11-26*"));
    let text = html(&marks, "", "de", "");
    assert!(text.contains("class=\"green\"") && text.contains(">Grün, 2026-11-26"), "{text}");
    assert!(csv(&marks).contains("\"green\""));
    take_up(Value::Fields(Vec::new()));
}

#[test]
fn an_articles_origin_is_what_its_data_say() {
    let mut stored = StoredArticle {
        number: 0,
        slug: "a-b".to_owned(),
        day: None,
        article: Article {
            by: Some("By our staff".to_owned()),
            info_sources: vec!["Reuters".into(), "AP".into()],
            date_published: Some("1987-02-26T23:00:00Z".to_owned()),
            ..Article::default()
        },
    };
    let origin = |author: &str, publisher: &str, published: &str| {
        let [author, publisher, published] = [author, publisher, published].map(str::to_owned);
        Origin { author, publisher, published }
    };
    assert_eq!(Origin::of(&stored), origin("By our staff", "Reuters, AP", "1987-02-26"));
    stored.article.author = vec!["Jane Doe".into(), "John Roe".into()];
    stored.article.publisher = Some("The Press".into());
    stored.day = Some("1987-02-27".to_owned());
    assert_eq!(Origin::of(&stored), origin("Jane Doe, John Roe", "The Press", "1987-02-27"));
    assert_eq!(Origin::of(&StoredArticle { article: Article::default(), day: None, ..stored }), Origin::default());
}

/// Articles stood in the order of their `uri`s.
#[test]
fn marks_are_read_article_by_article_and_as_they_stand_there() {
    let of = |source: &str, headline: &str, at: usize| {
        let mut mark = mark(&at.to_string(), "");
        (mark.target.source, mark.target.headline) = (source.to_owned(), headline.to_owned());
        mark.target.selectors.position = (at > 0).then(|| at..at + 1);
        mark
    };
    let mut marks = [
        of("urn:1", "The vote", 7),
        of("urn:3", "a harbour", 5),
        of("urn:2", "A harbour", 9),
        of("urn:1", "A vote", 3),
        of("urn:1", "The vote", 0),
        of("urn:2", "A harbour", 2),
    ];
    arrange(&mut marks);
    let order = marks.iter().map(|mark| [&mark.target.source, " ", &mark.target.selectors.quote.exact].concat());
    assert_eq!(order.collect::<Vec<_>>(), ["urn:2 2", "urn:2 9", "urn:3 5", "urn:1 3", "urn:1 7", "urn:1 0"]);
}
