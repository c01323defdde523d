//! Citations as people read them. Plain text: what a style sets in italics stands as it is.

use super::{Author, Day, Work, one_line};

/// APA, 7th edition, 10.1 (newspaper article): `Doe, J., & Roe, R. (1987, February 26). Headline. The Press. https://…`
pub fn apa(work: &Work) -> String {
    let names: Vec<String> = work.authors.iter().map(Author::initials).collect();
    // 9.8: of more than 20 authors the first 19 and the last.
    let names = match (names.split_last(), names.get(..19)) {
        (Some((last, _)), Some(first)) if names.len() > 20 => [&first.join(", "), ", . . . ", last].concat(),
        (Some((last, rest)), _) if !rest.is_empty() => [&rest.join(", "), ", & ", last].concat(),
        (Some((last, _)), _) => last.clone(),
        (None, _) => String::new(),
    };
    let date = published(work).map_or_else(|| "n.d.".to_owned(), |day| day.year_first());
    let date = ["(", &date, ")."].concat();
    let title = ended(&one_line(&work.title));
    // 9.12: without an author the title comes first.
    let mut parts = if names.is_empty() { vec![title, date] } else { vec![ended(&names), date, title] };
    // 9.29: who is author and publisher is named once.
    parts.extend(source(work).map(|publisher| ended(&publisher)));
    parts.push(work.url.clone());
    joined(&parts)
}

/// MLA Handbook, 9th edition: `Doe, Jane, and Richard Roe. “Headline.” The Press, 26 Feb. 1987, example.org/x.`
pub fn mla(work: &Work) -> String {
    let names = match work.authors.as_slice() {
        [] => String::new(),
        // Whose words its own publisher prints needs no author (5.24).
        [only] if source(work).is_none() && work.publisher.is_some() && matches!(only, Author::Body(_)) => {
            String::new()
        }
        [only] => ended(&only.inverted()),
        [first, second] => ended(&[&first.inverted(), ", and ", &second.straight()].concat()),
        [first, ..] => first.inverted() + ", et al.",
    };
    let title = ["“", &ended(&one_line(&work.title)), "”"].concat();
    let address = work.url.split_once("://").map_or(work.url.as_str(), |(_, address)| address);
    let container = [work.publisher.clone(), published(work).map(|day| day.day_first()), Some(address.to_owned())];
    let container: Vec<String> = container.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let accessed = work.accessed.as_deref().and_then(Day::read).filter(|_| published(work).is_none());
    let accessed = accessed.map(|day| ["Accessed ", &day.day_first(), "."].concat()).unwrap_or_default();
    joined(&[names, title, ended(&container.join(", ")), accessed])
}

/// The Chicago Manual of Style, 17th edition, a note (14.191): `Jane Doe and Richard Roe, “Headline,” The Press,
/// February 26, 1987, https://….`
pub fn chicago(work: &Work) -> String {
    let names: Vec<String> = work.authors.iter().map(Author::straight).collect();
    let names = match names.as_slice() {
        [] => None,
        [_] if is_own(work) => None,
        [only] => Some(only.clone()),
        [first, second] => Some([first, " and ", second].concat()),
        [first, second, third] => Some([first, ", ", second, ", and ", third].concat()),
        [first, ..] => Some(first.clone() + " et al."),
    };
    let day = match (published(work), work.accessed.as_deref().and_then(Day::read)) {
        (Some(day), _) => Some(day.american()),
        // 14.207: what has no date is given the day on which it was read.
        (None, Some(day)) => Some("accessed ".to_owned() + &day.american()),
        (None, None) => None,
    };
    let title = ["“", &one_line(&work.title), ",”"].concat();
    let behind: Vec<String> = [work.publisher.clone(), day, Some(work.url.clone())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let names = names.map(|names| names + ",").unwrap_or_default();
    joined(&[names, title, ended(&behind.join(", "))])
}

fn published(work: &Work) -> Option<Day> {
    work.published.as_deref().and_then(Day::read)
}

/// The publisher, where it is not the author too.
fn source(work: &Work) -> Option<String> {
    work.publisher.clone().filter(|_| !is_own(work))
}

/// Whether the publisher alone is the author.
fn is_own(work: &Work) -> bool {
    matches!(work.authors.as_slice(), [Author::Body(name)] if work.publisher.as_ref() == Some(name))
}

/// A text with a full stop, unless it ends in a mark of its own.
fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '?', '!', '…']) { text.to_owned() } else { text.to_owned() + "." }
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
