//! Marks as texts that other programs and people read: Markdown, CSV, HTML.

use article::{Name, StoredArticle};

use super::mark::Mark;
use crate::locale::direction;

/// A mark on its way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The mark.
    pub mark: Mark,
    /// What its article is.
    pub origin: Origin,
    /// The article's address; empty where none leads to it.
    pub address: String,
    /// That of the passage.
    pub link: String,
}

/// What an article's own data say of where it comes from; empty what they do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Who wrote it.
    pub author: String,
    /// Who published it, or whom it has its news from.
    pub publisher: String,
    /// The day on which it was published: `1987-02-26`.
    pub published: String,
}

impl Origin {
    /// That of an article of the archive.
    pub fn of(StoredArticle { day, article, .. }: &StoredArticle) -> Self {
        let names = |names: &[Name]| names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join(", ");
        let author = names(&article.author);
        let publisher = article.publisher.as_ref().map(|publisher| publisher.name.clone());
        let published = day.as_ref().or(article.date_published.as_ref());
        Self {
            author: if author.is_empty() { article.by.clone().unwrap_or_default() } else { author },
            publisher: publisher.unwrap_or_else(|| names(&article.info_sources)),
            published: published.and_then(|time| time.split('T').next()).unwrap_or_default().to_owned(),
        }
    }

    /// All that is known, in one line.
    fn line(&self) -> String {
        let Self { author, publisher, published } = self;
        let known = [author, publisher, published].into_iter().filter(|text| !text.is_empty());
        known.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// Brings marks into the order in which they are read: article by article, by headlines, and in each as they stand there.
pub fn arrange(marks: &mut [Mark]) {
    // An article may have been called otherwise when a mark of it was made: one name stands for all of them.
    let mut names: Vec<(String, String)> = Vec::new();
    for Mark { target, .. } in marks.iter() {
        match names.binary_search_by(|(source, _)| source.cmp(&target.source)) {
            Ok(at) => names[at].1 = names[at].1.as_str().max(&target.headline).to_owned(),
            Err(at) => names.insert(at, (target.source.clone(), target.headline.clone())),
        }
    }
    let name = |mark: &Mark| {
        let at = names.binary_search_by(|(source, _)| source.cmp(&mark.target.source));
        at.ok().and_then(|at| names.get(at)).map(|(source, headline)| (headline.to_lowercase(), source.clone()))
    };
    let place = |mark: &Mark| mark.target.selectors.position.as_ref().map_or(usize::MAX, |range| range.start);
    marks.sort_by_cached_key(|mark| (name(mark), place(mark), mark.created.clone(), mark.id.clone()));
}

/// Markdown: a heading for each article with what it is and its address, a quotation for each mark, with its note, colour,
/// tags, day and the address of the passage below it. `link` is what leads to a passage.
pub fn markdown(marks: &[Exported], title: &str, link: &str) -> String {
    let mut text = String::new();
    push(&mut text, &["# ", &escaped(title, MARKDOWN), "\n"]);
    let mut source = None;
    for Exported { mark, origin, address, link: passage } in marks {
        if source != Some(&mark.target.source) {
            source = Some(&mark.target.source);
            push(&mut text, &["\n## ", &escaped(&headline(mark), MARKDOWN), "\n"]);
            for line in [escaped(&origin.line(), MARKDOWN), autolink(address), identity(mark, address, MARKDOWN)] {
                if !line.is_empty() {
                    push(&mut text, &["\n", &line, "\n"]);
                }
            }
        }
        text.push('\n');
        for line in mark.target.selectors.quote.exact.lines() {
            push(&mut text, &["> ", &markdown_line(line), "\n"]);
        }
        for line in mark.note.lines() {
            push(&mut text, &["\n", &markdown_line(line)]);
        }
        text.push_str(if mark.note.is_empty() { "\n" } else { "\n\n" });
        push(&mut text, &["*", &about(mark), "*"]);
        if !passage.is_empty() {
            push(&mut text, &[" [", &escaped(link, MARKDOWN), "](", &autolink(passage), ")"]);
        }
        for tag in &mark.tags {
            push(&mut text, &[" #", &escaped(tag, MARKDOWN)]);
        }
        text.push('\n');
    }
    text
}

/// An address between angle brackets, in which nothing else means anything.
fn autolink(address: &str) -> String {
    let encoded = |letter: char| match letter {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        letter if letter.is_whitespace() || letter.is_control() => "%20".to_owned(),
        letter => letter.to_string(),
    };
    match address {
        "" => String::new(),
        address => ["<", &address.chars().map(encoded).collect::<String>(), ">"].concat(),
    }
}

/// By what the article is known, where its address does not say it.
fn identity(mark: &Mark, address: &str, escapes: Escapes) -> String {
    let Mark { target, .. } = mark;
    let is_said = target.source == address || target.headline.is_empty();
    if is_said { String::new() } else { escaped(&target.source, escapes) }
}

/// What is said of each mark: its colour and its day.
fn about(mark: &Mark) -> String {
    [mark.colour.label().said(), day(mark)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
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
pub fn csv(marks: &[Exported]) -> String {
    let mut text =
        "id,created,modified,article,headline,quote,note,colour,tags,author,publisher,published,address,link\r\n"
            .to_owned();
    for Exported { mark, origin, address, link } in marks {
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
            &origin.author,
            &origin.publisher,
            &origin.published,
            address,
            link,
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

/// A page of HTML that needs nothing else: no script, no style sheet of another file. `link` is what leads to a passage.
pub fn html(marks: &[Exported], title: &str, language: &str, link: &str) -> String {
    let mut text = String::new();
    let title = escaped(title, HTML);
    let direction = direction(Some(language)).unwrap_or_default();
    push(&mut text, &["<!doctype html>\n<html lang=\"", &escaped(language, HTML), "\" dir=\"", direction, "\">\n"]);
    text.push_str("<meta charset=\"utf-8\">\n");
    push(&mut text, &["<meta name=\"viewport\" content=\"width=device-width\">\n<title>", &title, "</title>\n"]);
    text.push_str(
        "<style>body{font:1.05rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}blockquote{margin:1.5rem 0 .5rem;padding-inline-start:1rem;border-inline-start:4px solid;white-space:pre-line}.yellow{border-color:#8a6d00}.green{border-color:#3b7a2c}.blue{border-color:#2b6cb0}.pink{border-color:#b03070}.orange{border-color:#b05a10}.about{color:#555;font-size:.85rem;overflow-wrap:anywhere}.note{white-space:pre-line}</style>\n",
    );
    push(&mut text, &["<h1>", &title, "</h1>\n"]);
    let mut source = None;
    for exported in marks {
        if source != Some(&exported.mark.target.source) {
            source = Some(&exported.mark.target.source);
            html_of_article(&mut text, exported);
        }
        html_of_mark(&mut text, exported, link);
    }
    text
}

fn html_of_article(text: &mut String, Exported { mark, origin, address, .. }: &Exported) {
    let headline = escaped(&headline(mark), HTML);
    let (begin, end) = match address.as_str() {
        "" => (String::new(), ""),
        address => (["<a href=\"", &escaped(address, HTML), "\">"].concat(), "</a>"),
    };
    push(text, &["<h2 dir=\"auto\">", &begin, &headline, end, "</h2>\n"]);
    for line in [escaped(&origin.line(), HTML), identity(mark, address, HTML)] {
        if !line.is_empty() {
            push(text, &["<p class=\"about\" dir=\"auto\">", &line, "</p>\n"]);
        }
    }
}

fn html_of_mark(text: &mut String, Exported { mark, link: passage, .. }: &Exported, link: &str) {
    let target = &mark.target;
    push(text, &["<blockquote dir=\"auto\" class=\"", mark.colour.name()]);
    if !target.language.is_empty() {
        push(text, &["\" lang=\"", &escaped(&target.language, HTML)]);
    }
    push(text, &["\">", &escaped(&target.selectors.quote.exact, HTML), "</blockquote>\n"]);
    if !mark.note.is_empty() {
        push(text, &["<p dir=\"auto\" class=\"note\">", &escaped(&mark.note, HTML), "</p>\n"]);
    }
    push(text, &["<p class=\"about\">", &escaped(&about(mark), HTML)]);
    for tag in &mark.tags {
        push(text, &[", <bdi>", &escaped(tag, HTML), "</bdi>"]);
    }
    if !passage.is_empty() {
        push(text, &[" <a href=\"", &escaped(passage, HTML), "\">", &escaped(link, HTML), "</a>"]);
    }
    text.push_str("</p>\n");
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
#[path = "export_tests.rs"]
mod tests;
