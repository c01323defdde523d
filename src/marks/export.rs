//! Marks as texts that other programs and people read: Markdown, CSV, HTML.

use super::mark::Mark;
use crate::locale::direction;

/// Markdown: a heading for each article, a quotation for each mark, with its note, colour, tags and day below it.
pub fn markdown(marks: &[Mark], title: &str) -> String {
    let mut text = String::new();
    push(&mut text, &["# ", &escaped(title, MARKDOWN), "\n"]);
    let mut source = None;
    for mark in marks {
        if source != Some(&mark.target.source) {
            source = Some(&mark.target.source);
            push(
                &mut text,
                &["\n## ", &escaped(&headline(mark), MARKDOWN), "\n\n", &escaped(&mark.target.source, MARKDOWN), "\n"],
            );
        }
        text.push('\n');
        for line in mark.target.selectors.quote.exact.lines() {
            push(&mut text, &["> ", &markdown_line(line), "\n"]);
        }
        for line in mark.note.lines() {
            push(&mut text, &["\n", &markdown_line(line)]);
        }
        text.push_str(if mark.note.is_empty() { "\n" } else { "\n\n" });
        push(&mut text, &["*", mark.colour.name(), ", ", day(mark), "*"]);
        for tag in &mark.tags {
            push(&mut text, &[" #", &escaped(tag, MARKDOWN)]);
        }
        text.push('\n');
    }
    text
}

/// A line as text: a number with a point or parenthesis at its start would begin a list.
fn markdown_line(line: &str) -> String {
    let digits = line.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let at = line.len() - line.trim_start().len() + digits;
    match line.split_at_checked(at) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            [number, "\\", &escaped(rest, MARKDOWN)].concat()
        }
        _ => escaped(line, MARKDOWN),
    }
}

/// CSV (RFC 4180), with the names of the columns in the first row. No field begins a formula: a spreadsheet takes what
/// begins with `=`, `+`, `-` or `@` as one, and gets an apostrophe before it (OWASP, "CSV Injection").
pub fn csv(marks: &[Mark]) -> String {
    let mut text = "id,created,modified,article,headline,quote,note,colour,tags\r\n".to_owned();
    for mark in marks {
        let tags = mark.tags.join("; ");
        let target = &mark.target;
        let fields = [
            &mark.id,
            &mark.created,
            &mark.modified,
            &target.source,
            &target.headline,
            &target.selectors.quote.exact,
            &mark.note,
            mark.colour.name(),
            &tags,
        ];
        for (at, field) in fields.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push('"');
            if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                text.push('\'');
            }
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        }
        text.push_str("\r\n");
    }
    text
}

/// A page of HTML that needs nothing else: no script, no style sheet of another file.
pub fn html(marks: &[Mark], title: &str, language: &str) -> String {
    let mut text = String::new();
    let title = escaped(title, HTML);
    let direction = direction(Some(language)).unwrap_or_default();
    push(&mut text, &["<!doctype html>\n<html lang=\"", &escaped(language, HTML), "\" dir=\"", direction, "\">\n"]);
    text.push_str("<meta charset=\"utf-8\">\n");
    push(&mut text, &["<meta name=\"viewport\" content=\"width=device-width\">\n<title>", &title, "</title>\n"]);
    text.push_str(
        "<style>body{font:1.05rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}blockquote{margin:1.5rem 0 .5rem;padding-inline-start:1rem;border-inline-start:4px solid;white-space:pre-line}.yellow{border-color:#8a6d00}.green{border-color:#3b7a2c}.blue{border-color:#2b6cb0}.pink{border-color:#b03070}.orange{border-color:#b05a10}.about{color:#555;font-size:.85rem}.note{white-space:pre-line}</style>\n",
    );
    push(&mut text, &["<h1>", &title, "</h1>\n"]);
    let mut source = None;
    for mark in marks {
        let target = &mark.target;
        if source != Some(&target.source) {
            source = Some(&target.source);
            let headline = escaped(&headline(mark), HTML);
            match target.own_address() {
                Some(address) => push(
                    &mut text,
                    &["<h2 dir=\"auto\"><a href=\"", &escaped(address, HTML), "\">", &headline, "</a></h2>\n"],
                ),
                None => push(&mut text, &["<h2 dir=\"auto\">", &headline, "</h2>\n"]),
            }
        }
        let quote = escaped(&target.selectors.quote.exact, HTML);
        push(&mut text, &["<blockquote dir=\"auto\" class=\"", mark.colour.name()]);
        if !target.language.is_empty() {
            push(&mut text, &["\" lang=\"", &escaped(&target.language, HTML)]);
        }
        push(&mut text, &["\">", &quote, "</blockquote>\n"]);
        if !mark.note.is_empty() {
            push(&mut text, &["<p dir=\"auto\" class=\"note\">", &escaped(&mark.note, HTML), "</p>\n"]);
        }
        push(&mut text, &["<p class=\"about\">", mark.colour.name(), ", ", &escaped(day(mark), HTML)]);
        for tag in &mark.tags {
            push(&mut text, &[", ", &escaped(tag, HTML)]);
        }
        text.push_str("</p>\n");
    }
    text
}

fn push(text: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| text.push_str(part));
}

/// What the article is called; its identity where the mark came from elsewhere without a headline.
fn headline(mark: &Mark) -> String {
    let Mark { target, .. } = mark;
    if target.headline.is_empty() { target.source.clone() } else { target.headline.clone() }
}

/// The day on which a mark was made; nothing where a file gave something else than a date.
fn day(mark: &Mark) -> &str {
    let day = mark.created.get(..10).unwrap_or_default();
    if day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') { day } else { "" }
}

/// What stands for a character that means something else.
type Escapes = fn(char) -> Option<&'static str>;

const HTML: Escapes = |letter| match letter {
    '&' => Some("&amp;"),
    '<' => Some("&lt;"),
    '>' => Some("&gt;"),
    '"' => Some("&quot;"),
    _ => None,
};

/// Those that CommonMark reads as markup within a line, and `#`, `+`, `-`, `=` and `>`, which begin a block or make a heading of
/// the line before.
const MARKDOWN: Escapes = |letter| match letter {
    '\\' => Some("\\\\"),
    '=' => Some("\\="),
    '*' => Some("\\*"),
    '_' => Some("\\_"),
    '`' => Some("\\`"),
    '[' => Some("\\["),
    ']' => Some("\\]"),
    '<' => Some("\\<"),
    '>' => Some("\\>"),
    '#' => Some("\\#"),
    '+' => Some("\\+"),
    '-' => Some("\\-"),
    '&' => Some("\\&"),
    '|' => Some("\\|"),
    '~' => Some("\\~"),
    '!' => Some("\\!"),
    _ => None,
};

fn escaped(text: &str, escapes: Escapes) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match escapes(letter) {
            Some(escape) => written.push_str(escape),
            None => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::{Colour, Target};

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

    #[test]
    fn markdown_has_an_article_once_and_its_marks_below() {
        let text = markdown(&[mark("One.\nTwo *stars*.", "- a\nb"), mark("Three.", "")], "Notes");
        assert_eq!(
            text,
            "# Notes\n\n## A \\<b\\> story\n\nhttps://example.org/a?b\\&c\n\n> One.\n> Two \\*stars\\*.\n\n\\- a\nb\n\n*green, 2026-11-26* #a b #c\n\n> Three.\n\n*green, 2026-11-26* #a b #c\n"
        );
    }

    #[test]
    fn markdown_takes_no_line_for_anything_but_text() {
        let mut mark = mark("1. One\n===\n2) Two", "");
        mark.created = "<b>never</b>".to_owned();
        let text = markdown(&[mark], "Notes");
        assert!(text.contains("> 1\\. One\n> \\=\\=\\=\n> 2\\) Two\n"), "{text}");
        assert!(!text.contains("<b>n"), "{text}");
    }

    #[test]
    fn csv_keeps_quotes_and_lines_and_begins_no_formula() {
        let text = csv(&[mark("She said \"no\",\nand left", "=1+1")]);
        let row = "\"urn:uuid:1\",\"2026-11-26T07:00:00Z\",\"2026-11-26T07:00:00Z\",\"https://example.org/a?b&c\",\"A <b> story\",\"She said \"\"no\"\",\nand left\",\"'=1+1\",\"green\",\"a b; c\"\r\n";
        assert_eq!(text, format!("id,created,modified,article,headline,quote,note,colour,tags\r\n{row}"));
    }

    #[test]
    fn html_is_laid_out_as_its_language_runs() {
        let text = html(&[mark("One.", "")], "Notes", "ar-EG");
        assert!(
            text.contains("<html lang=\"ar-EG\" dir=\"rtl\">") && text.contains("<blockquote dir=\"auto\""),
            "{text}"
        );
    }

    #[test]
    fn html_shows_what_was_written_and_runs_nothing() {
        let mut script = mark("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>");
        let text = html(std::slice::from_ref(&script), "<Notes>", "en\"");
        assert!(
            text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && text.contains("<title>&lt;Notes&gt;</title>"),
            "{text}"
        );
        assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
        assert!(text.contains("href=\"https://example.org/a?b&amp;c\""), "{text}");
        script.target.language = "de".to_owned();
        assert!(html(std::slice::from_ref(&script), "", "en").contains("class=\"green\" lang=\"de\">"));
        script.target.source = "javascript:alert(1)".to_owned();
        assert!(!html(&[script], "", "en").contains("href"));
    }
}
