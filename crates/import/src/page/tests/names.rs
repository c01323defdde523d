//! Who wrote an article, where several elements say it.

use super::*;

#[track_caller]
fn check(head: &str, line: &str, expected: &[&str]) {
    let title = "<title>Harbour opens again</title>";
    let body = format!("<article><h1>Harbour opens again</h1>{line}<p>{PROSE}</p><p>{SECOND}</p></article>");
    let read = read_page(&format!("{title}{head}"), &body);
    let names: Vec<&str> = read.article.author.iter().map(|name| name.name.as_str()).collect();
    assert_eq!(names, expected, "{line}");
    assert_eq!(texts(&read), [PROSE, SECOND], "{line}");
}

/// What style alone sets apart was one name: "Ida RaskReporter".
#[test]
fn a_name_ends_with_its_element() {
    for line in [
        "<div class=byline><div class=author><span class=name>Ida Rask</span><span class=title>Reporter</span></div></div>",
        "<div class=txt><a href='https://courier.example/autor/ida-rask/'>Ida Rask</a></div>",
        "<div class=meta><span class=author>Ida Rask</span></div>",
    ] {
        check("", line, &["Ida Rask"]);
    }
}

/// A name behind a date with its label was left out, and the article had no author.
#[test]
fn a_name_may_stand_behind_the_date() {
    check("", "<p>Published: March 5, 2024 9:00 AM | Ida Rask</p>", &["Ida Rask"]);
}

/// Of two who are linked to below the headline the tag for search engines named the first.
#[test]
fn who_is_told_alone_and_shown_among_others_is_one_of_them() {
    let line =
        "<address>By <a rel=author href=/a>Ida Rask</a> in Skarn and <a rel=author href=/b>Ole Berg</a></address>";
    check("<meta name=author content='Ida Rask'>", line, &["Ida Rask", "Ole Berg"]);
    check(
        "<meta name=author content='Ane Lund'>",
        "<address><a rel=author href=/a>Ane Lund</a></address>",
        &["Ane Lund"],
    );
}

/// A reporter of Korea in a line of dates was nobody.
#[test]
fn a_reporter_may_stand_in_a_line_of_dates() {
    let line = "<div class=info>홍길동 기자 hong@port.example | 입력 2024.03.05 18:00 | 수정 2024.03.05 19:00</div>";
    check("", line, &["홍길동"]);
}

/// Whoever a line linked to between headline and text was the author: one of two, an editor, whom the article tells of.
#[test]
fn who_is_linked_to_among_other_words_is_no_author() {
    for (line, expected) in [
        ("<p>By Ida Rask and <a href=/staff/john-smith>John Smith</a></p>", &["Ida Rask", "John Smith"][..]),
        ("<div class=tags><a href=/people/angela-merkel>Angela Merkel</a></div><p>By Ida Rask</p>", &["Ida Rask"]),
        ("<div><a href=/author/ida-rask>Ida Rask</a> | March 5, 2024</div>", &["Ida Rask"]),
    ] {
        let title = "<title>Harbour opens again</title>";
        let body = format!("<article><h1>Harbour opens again</h1>{line}<p>{PROSE}</p><p>{SECOND}</p></article>");
        let read = read_page(title, &body);
        let names: Vec<&str> = read.article.author.iter().map(|name| name.name.as_str()).collect();
        assert_eq!(names, expected, "{line}");
    }
    for line in [
        "<p>By Ida Rask. Edited by <a href=/staff/john-smith>John Smith</a></p>",
        "<p>The strike that <a href=/author/john-smith>John Smith</a> began is over.</p>",
        "<div><a href=/topics/port-authority>Port Authority</a></div>",
    ] {
        let body = format!("<article><h1>Harbour opens again</h1>{line}<p>{PROSE}</p><p>{SECOND}</p></article>");
        let read = read_page("<title>Harbour opens again</title>", &body);
        let is_wrong = |name: &str| ["John Smith", "Angela Merkel", "Port Authority"].contains(&name);
        assert!(!read.article.author.iter().any(|name| is_wrong(&name.name)), "{line} {:?}", read.article.author);
    }
}

/// The first element that a class calls a name stood for all of its line, or was the house.
#[test]
fn a_line_has_more_names_than_a_class_calls_so() {
    check(
        "",
        "<div class=byline>By <span class=name>Ida Rask</span>, <span class=name>Ole Berg</span> and <span class=name>Ane Lund</span></div>",
        &["Ida Rask", "Ole Berg", "Ane Lund"],
    );
    check("", "<div class=byline>By <b class=fn>Ida Rask</b> and Ole Berg</div>", &["Ida Rask", "Ole Berg"]);
    let body = format!(
        "<article><h1>Harbour opens again</h1><div class=byline>By Ida Rask, <span class='publication name'>The Courier</span></div>\
         <p>{PROSE}</p><p>{SECOND}</p></article>"
    );
    let read = read_page("<title>Harbour opens again</title>", &body);
    assert!(read.article.author[0].name.contains("Ida Rask"), "{:?}", read.article.author);
}

/// A section behind the date was the author.
#[test]
fn a_section_behind_the_date_is_no_name() {
    for (head, menu, name) in [
        ("<meta property=article:section content='Human Rights'>", "", "Human Rights"),
        ("<meta name=keywords content='Human Rights, Ships'>", "", "Human Rights"),
        ("", "<nav><a href=/human-rights>Human Rights</a></nav>", "Human Rights"),
        ("", "", "<a href=/human-rights>Human Rights</a>"),
    ] {
        let body = format!(
            "{menu}<article><h1>Harbour opens again</h1><p>Published: March 5, 2024 9:00 AM | {name}</p><p>{PROSE}</p><p>{SECOND}</p></article>"
        );
        let read = read_page(&format!("<title>Harbour opens again</title>{head}"), &body);
        assert!(read.article.author.is_empty(), "{head}{menu}{name}");
    }
}
