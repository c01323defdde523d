//! BibTeX, as BibTeX and biblatex read it: an `@article` whose journal is the newspaper.

use super::{Author, Day, Work, one_line};

/// BibTeX's own names of the months, which styles and languages expand.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry, a line feed at its end.
pub fn write(work: &Work) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let braced = |text: &str| ["{", &escaped(text), "}"].concat();
    if !work.authors.is_empty() {
        let names: Vec<String> = work.authors.iter().map(name).collect();
        fields.push(("author", ["{", &names.join(" and "), "}"].concat()));
    }
    // Twice, so that no style changes what is capital.
    fields.push(("title", ["{{", &escaped(&work.title), "}}"].concat()));
    if let Some(publisher) = &work.publisher {
        fields.push(("journal", braced(publisher)));
    }
    if let Some(Day { year, month, day }) = work.published.as_deref().and_then(Day::read) {
        fields.push(("year", braced(&year.to_string())));
        let month = month.and_then(|month| MONTHS.get((month as usize).wrapping_sub(1)));
        fields.extend(month.map(|month| ("month", (*month).to_owned())));
        fields.extend(day.map(|day| ("day", braced(&day.to_string()))));
    }
    fields.push(("url", ["{", &address(&work.url), "}"].concat()));
    if let Some(accessed) = &work.accessed {
        fields.push(("urldate", braced(accessed)));
    }
    if let Some(language) = &work.language {
        fields.push(("langid", braced(&language_id(language))));
    }
    if let Some(passage) = &work.passage {
        fields.push(("annote", braced(passage)));
    }
    let lines: Vec<String> = fields.iter().map(|(name, value)| ["  ", name, " = ", value, ",\n"].concat()).collect();
    ["@article{", &key(&work.id), ",\n", &lines.concat(), "}\n"].concat()
}

/// Of a name's parts none may be taken for another: a body stands in braces of its own.
fn name(author: &Author) -> String {
    match author {
        Author::Body(name) => ["{", &escaped(name), "}"].concat(),
        Author::Person { given, suffix, .. } => {
            let family = escaped(&author.family());
            let parts = [family, escaped(suffix), escaped(given)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A text in which TeX takes nothing for a command. Letters beyond ASCII stay: every engine of today reads UTF-8.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in one_line(text).chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', character]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(character),
        }
    }
    out
}

/// An address is read letter by letter; only what would end the field is put otherwise.
fn address(url: &str) -> String {
    let mut out = String::new();
    for character in url.chars() {
        match character {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            _ => out.push(character),
        }
    }
    out
}

/// A key holds what BibTeX allows in one.
fn key(id: &str) -> String {
    let key: String = id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    if key.is_empty() { "article".to_owned() } else { key }
}

/// The name under which babel and biblatex know a language; its tag where it is not among those of most readers.
fn language_id(tag: &str) -> String {
    let names = [
        ("ar", "arabic"),
        ("de", "german"),
        ("en", "english"),
        ("es", "spanish"),
        ("fr", "french"),
        ("it", "italian"),
        ("nl", "dutch"),
        ("pt", "portuguese"),
        ("ru", "russian"),
        ("uk", "ukrainian"),
    ];
    let code = tag.split('-').next().unwrap_or_default();
    let name = names.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    name.map_or_else(|| tag.to_owned(), |(_, name)| (*name).to_owned())
}
