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
