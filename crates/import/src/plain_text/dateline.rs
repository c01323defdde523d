//! The place, and often the day and the agency, that open agency copy: "SEOUL, Jan 1 (Reuters) - ".

use crate::months::month_of;

/// A dateline.
#[derive(Debug, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// Place and day: "SEOUL, Jan 1".
    pub dateline: String,
    /// Who is named in parentheses.
    pub agency: Option<&'a str>,
    /// What follows; empty where the dateline has a line of its own.
    pub rest: &'a str,
}

/// Words in capitals that begin a line and are no place.
const NO_PLACES: [&str; 46] = [
    "UPDATE",
    "WATCH",
    "LIVE",
    "EXCLUSIVE",
    "BREAKING",
    "ANALYSIS",
    "OPINION",
    "COMMENT",
    "EDITORIAL",
    "INTERVIEW",
    "FACTBOX",
    "EXPLAINER",
    "PHOTO",
    "PHOTOS",
    "VIDEO",
    "NOTE",
    "CORRECTION",
    "RELATED",
    "READ",
    "MORE",
    "ADVERTISEMENT",
    "NATO",
    "WHO",
    "FBI",
    "CIA",
    "DEAR",
    "FILE",
    "QUESTION",
    "ANSWER",
    "REVIEW",
    "PROFILE",
    "TIMELINE",
    "WARNING",
    "SPOILER",
    "LISTEN",
    "PODCAST",
    "GALLERY",
    "SHARE",
    "POLL",
    "QUIZ",
    "UNESCO",
    "UNICEF",
    "OPEC",
    "IMPORTANT",
    "NEWS",
    "SUMMARY",
];

/// Dashes that end a dateline.
const DASHES: [&str; 5] = [" - ", " – ", " — ", " -- ", "—"];

/// The longest dateline: "RIO DE JANEIRO/BUENOS AIRES, September 12 (Thomson Reuters Foundation)".
const LONGEST: usize = 90;

/// Reads the dateline at the start of a paragraph, or on a line of its own.
pub fn read_dateline(text: &str) -> Option<Dateline<'_>> {
    let own_line = text.trim_end().strip_suffix([':', '-', '–', '—']).map(|head| (head, ""));
    let dash = DASHES.iter().filter_map(|dash| text.find(dash).map(|at| (at, dash.len()))).min();
    let at_dash = dash.map(|(at, length)| (&text[..at], text[at + length..].trim_start()));
    let at_colon = text.split_once(": ").map(|(head, rest)| (head, rest.trim_start()));
    own_line
        .and_then(|(head, rest)| read_head(head, rest, false))
        .or_else(|| at_dash.and_then(|(head, rest)| read_head(head, rest, false)))
        .or_else(|| at_colon.and_then(|(head, rest)| read_head(head, rest, false)))
        .or_else(|| at_comma(text).and_then(|(head, rest)| read_head(head, rest, false)))
        .or_else(|| read_head(text, "", true))
}

/// "NEW YORK/LONDON, Sales fell": a comma ends a dateline only where two places are named, as an acronym may stand before one.
fn at_comma(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = text.split_once(", ")?;
    (head.contains('/') && rest.starts_with(char::is_uppercase)).then_some((head, rest))
}

/// `needs_more`: nothing ends it, so that a day or an agency must tell it from a heading.
fn read_head<'a>(head: &'a str, rest: &'a str, needs_more: bool) -> Option<Dateline<'a>> {
    let head = head.trim();
    if head.chars().count() > LONGEST || head.contains(['“', '"', '?', '!']) {
        return None;
    }
    let (place, agency) = match head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((place, agency)) => {
            (place.trim().trim_end_matches(','), Some(agency.trim()).filter(|agency| is_agency(agency)))
        }
        None => (head, None),
    };
    if head.ends_with(')') && agency.is_none() {
        return None;
    }
    let mut parts = place.split(',').map(str::trim);
    let first = parts.next()?;
    let others: Vec<&str> = parts.collect();
    let has_day = others.iter().any(|part| is_day(part));
    let is_place = is_capital_place(first) || (agency.is_some() && is_mixed_place(first));
    let are_places =
        others.len() <= 3 && others.iter().all(|part| is_day(part) || is_region(part) || is_capital_place(part));
    (is_place && are_places && (!needs_more || has_day || agency.is_some())).then(|| Dateline {
        dateline: place.to_owned(),
        agency,
        rest,
    })
}

/// "SEOUL", "NEW YORK/LONDON", "RIO DE JANEIRO", "ST. LOUIS"
fn is_capital_place(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let words: Vec<&str> = text.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &&str| {
        matches!(*word, "and" | "de" | "of" | "la" | "am" | "an" | "der")
            || word.chars().all(|character| character.is_uppercase() || ".-'’".contains(character))
    };
    letters >= 3
        && (1..=7).contains(&words.len())
        && words.iter().all(is_capital)
        && words.first().is_some_and(|word| word.chars().all(|character| !character.is_lowercase()))
        && !words.iter().any(|word| NO_PLACES.contains(word))
}

/// "Berlin", "Frankfurt am Main": enough only where an agency follows.
fn is_mixed_place(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/', '-']).collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|word| matches!(*word, "am" | "de" | "an" | "der") || is_word(word))
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|character| character.is_alphabetic() || ".'’".contains(character))
}

/// "Calif.", "North Korea"
fn is_region(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len()) && words.iter().all(|word| is_word(word))
}

/// "Jan 1", "1 January", "Sept. 12 2016"
fn is_day(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number =
        |word: &str| word.len() <= 4 && word.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [year] => year.len() == 4 && is_number(year),
        [_, _] | [_, _, _] => {
            words.iter().filter(|word| month_of(word).is_some()).count() == 1
                && words.iter().all(|word| month_of(word).is_some() || is_number(word))
        }
        _ => false,
    }
}

/// "Reuters", "AP", "dpa", "Thomson Reuters Foundation"
fn is_agency(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let known = ["dpa", "ots", "afp", "epd", "sda", "ansa", "ap"];
    (1..=4).contains(&words)
        && text.chars().all(|character| character.is_alphanumeric() || " .&/-".contains(character))
        && text.chars().any(char::is_alphabetic)
        && (text.starts_with(char::is_uppercase) || known.iter().any(|name| text.starts_with(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, dateline: &str, agency: Option<&str>, rest: &str) {
        assert_eq!(read_dateline(text), Some(Dateline { dateline: dateline.to_owned(), agency, rest }), "{text}");
    }

    #[test]
    fn datelines_are_read() {
        check("SEOUL:", "SEOUL", None, "");
        check("SEOUL: The harbour opened.", "SEOUL", None, "The harbour opened.");
        check("SEOUL, Jan 1 (Reuters) - The harbour opened.", "SEOUL, Jan 1", Some("Reuters"), "The harbour opened.");
        check("WASHINGTON (AP) — The harbour opened.", "WASHINGTON", Some("AP"), "The harbour opened.");
        check("PARIS — The harbour opened.", "PARIS", None, "The harbour opened.");
        check("NEW YORK/LONDON, The harbour opened.", "NEW YORK/LONDON", None, "The harbour opened.");
        check(
            "NEW YORK/LONDON, Sept 12 (Reuters) - It opened.",
            "NEW YORK/LONDON, Sept 12",
            Some("Reuters"),
            "It opened.",
        );
        check("LOS ANGELES, Calif. (AP) -- It opened.", "LOS ANGELES, Calif.", Some("AP"), "It opened.");
        check("RIO DE JANEIRO, 12 September – It opened.", "RIO DE JANEIRO, 12 September", None, "It opened.");
        check("Berlin (dpa) - Der Hafen ist offen.", "Berlin", Some("dpa"), "Der Hafen ist offen.");
        check("LONDON, Sept 12", "LONDON, Sept 12", None, "");
        check("ST. LOUIS (AP) — It opened - at last.", "ST. LOUIS", Some("AP"), "It opened - at last.");
    }

    #[test]
    fn prose_has_no_dateline() {
        for text in [
            "NATO, the alliance, said on Monday that talks go on.",
            "UPDATE: The harbour opened.",
            "WATCH - The harbour opens",
            "The mayor - a sailor himself - opened the harbour.",
            "The mayor: “It is open.”",
            "Paris — the film, not the town — opened on Monday.",
            "A ship (AP) — is a ship.",
            "THE END",
            "“SEOUL: it is open”",
            "UK: it is open.",
            "",
            "-",
            "Doe (45) - a sailor",
        ] {
            assert_eq!(read_dateline(text), None, "{text}");
        }
    }
}
