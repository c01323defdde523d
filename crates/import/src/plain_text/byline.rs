//! Who wrote it: "By JANE DOE and JOHN ROE, Staff Writer".

mod joined;
mod places;

use article::Name;

use crate::date_words::is_weekday;
use crate::months::month_of;
pub use joined::{behind_join, is_joined};
pub use places::is_of_places;

/// A byline as printed, without its first word, and the authors one by one.
#[derive(Debug, PartialEq)]
pub struct Byline {
    /// "JANE DOE and JOHN ROE, Staff Writer"
    pub by: String,
    /// Each with what stands behind the names as role.
    pub authors: Vec<Name>,
}

/// Parts of names that are written small.
const PARTICLES: [&str; 22] = [
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "vom", "zu", "la", "le", "du", "dos", "bin", "binti",
    "bint", "ibn", "al", "el", "y",
];

/// What ends the names where no comma does.
const BEHIND: [&str; 6] = [" in ", " for ", " at ", " of ", " from ", " à "];

/// The longest byline, in characters.
const LONGEST: usize = 120;

/// Words that begin with a capital and name nobody; days of the week beside them.
const NO_NAMES: [&str; 17] = [
    "the",
    "then",
    "this",
    "that",
    "their",
    "his",
    "her",
    "its",
    "no",
    "contrast",
    "comparison",
    "now",
    "all",
    "any",
    "far",
    "law",
    "default",
];

/// How bylines begin in other languages, and in other words.
#[rustfmt::skip]
const FIRST_WORDS: [&str; 21] = [
    "Von", "VON", "Par", "PAR", "Por", "POR", "Text", "di", "Di", "DI", "door", "Door", "DOOR", "Av", "AV", "Af", "Story", "Reporting", "Oleh", "oleh",
    "OLEH",
];

/// Reads a line that is a byline and nothing else.
pub fn read_byline(line: &str) -> Option<Byline> {
    let line = line.trim_end_matches('|').trim();
    let behind_deed = behind_deed(line);
    let (first, rest) = behind_deed.unwrap_or(line).split_once([' ', ':', '\u{a0}'])?;
    let is_english = matches!(first, "By" | "BY" | "by" | "Words");
    if !is_english && behind_deed.is_none() && !FIRST_WORDS.contains(&first) {
        return None;
    }
    // A noun is no byline without its colon, nor another verb.
    let is_noun = matches!(first, "Story" | "Reporting");
    let rest = if is_noun {
        rest.trim_start().strip_prefix([':']).or_else(|| rest.trim_start().strip_prefix("by "))?
    } else {
        rest
    };
    read_names(rest.trim_start_matches([':', ' ', '\u{a0}']).trim(), is_english, joined::printed)
}

/// What somebody did with a text, before the word that names them.
#[rustfmt::skip]
const DEEDS: [&str; 25] = [
    "posted", "submitted", "written", "reported", "compiled", "words", "text", "geschrieben", "verfasst", "escrito", "écrit", "rédigé", "scritto",
    "geschreven", "skrevet", "interview", "propos recueillis",
    "ingediend", "geplaatst", "eingereicht", "soumis", "publié", "publicado", "enviado", "pubblicato",
];

/// "by Jane Doe" of "Posted by Jane Doe".
fn behind_deed(line: &str) -> Option<&str> {
    let rest = DEEDS.iter().find_map(|deed| {
        let (end, _) = line.char_indices().nth(deed.chars().count())?;
        let (begins, rest) = line.split_at(end);
        rest.strip_prefix(' ').filter(|_| begins.to_lowercase() == *deed)
    })?;
    let names = ["by ", "von ", "par ", "por ", "da ", "di ", "door ", "av "].iter().any(|by| rest.starts_with(by));
    names.then_some(rest)
}

/// Reads what stands behind the first word of a byline, of which `parted` tells the names apart.
fn read_names(by: &str, is_english: bool, parted: impl Fn(&str) -> Vec<&str>) -> Option<Byline> {
    if by.is_empty()
        || by.chars().count() > LONGEST
        || by.ends_with(['.', '!', '?', ':', ';', '”', '"']) && !by.ends_with("Jr.")
    {
        return None;
    }
    // A handle follows the names, and what follows it is the house.
    // What stands behind a dash or in brackets is a place or a house; an address of mail follows the names.
    let bare =
        [", @", " — ", " – ", " - ", " (", " @"].iter().fold(by, |rest, sign| rest.split(sign).next().unwrap_or(rest));
    let bare =
        bare.split_once('@').map_or(bare, |(before, _)| before.rsplit_once(' ').map_or(before, |(names, _)| names));
    let (bare, others) = places::without(bare);
    let (names, role) = names_and_role(bare.trim_end_matches([',', ' ']));
    let names = parted(names);
    let role_words = role.map_or(0, |role| role.split_whitespace().count());
    let is_one = |name: &&str| joined::is_organisation(name) || is_name(name, is_english && names.len() == 1);
    let all_names = names.iter().all(is_one);
    if names.is_empty() || !all_names || role_words > 6 || role.is_some_and(reads_as_prose) {
        return None;
    }
    let last = names.len() - 1;
    let role_of = |at: usize| role.filter(|_| at == last).map(str::to_owned);
    let authors = names.iter().enumerate().map(|(at, name)| Name { role: role_of(at), ..Name::from(*name) });
    Some(Byline { by: by.to_owned(), authors: authors.chain(others.into_iter().map(Name::from)).collect() })
}

/// A byline that a source gives as one, whether it begins with "By" or not; without authors where it names none.
pub fn given_byline(line: &str) -> Byline {
    let read = read_byline(line).or_else(|| read_byline(&format!("By {line}")));
    read.unwrap_or_else(|| Byline { by: line.to_owned(), authors: Vec::new() })
}

/// The authors of a value that is said to name them, with "By" before it or without; none where it is no list of names, and so one name at most.
pub fn authors_in(value: &str) -> Option<Vec<Name>> {
    if let Some(byline) = read_byline(value) {
        return Some(byline.authors);
    }
    if let Some(parts) = joined::between_signs(value) {
        // A list may be longer than a line; a paragraph has such signs too.
        if value.chars().count() > LONGEST && parts.iter().any(|part| authors_in(part).is_none()) {
            return None;
        }
        let names = |part: &str| authors_in(part).unwrap_or_else(|| vec![Name::from(part)]);
        return Some(parts.into_iter().flat_map(names).collect());
    }
    read_names(value, true, joined::given).map(|byline| byline.authors)
}

/// Whether a line is the name of a person and nothing else: two words and more, each with a capital.
pub fn is_persons_name(line: &str) -> bool {
    is_name(line, false) && !is_joined(line) && !is_role(line) && !joined::is_organisation(line)
}

/// The names, and what they are: behind a comma that no other name follows, or behind "in" or "for".
fn names_and_role(by: &str) -> (&str, Option<&str>) {
    let mut names = by;
    let mut role = None;
    if let Some(at) = BEHIND.iter().filter_map(|word| by.find(word)).min() {
        names = &by[..at];
    }
    if let Some((before, behind)) = names.rsplit_once(',') {
        let is_another = is_joined(behind) || !is_role(behind) && !is_house(behind);
        if !is_another {
            (names, role) = (before, Some(behind.trim()));
        }
    }
    (names, role)
}

/// One word in capitals or with a digit is no person's name: "Jane Doe, ABC".
fn is_house(text: &str) -> bool {
    let text = text.trim();
    // "g1 Vale"
    let first = text.split(' ').next().unwrap_or_default();
    let is_brand = first.starts_with(char::is_alphabetic) && first.contains(|sign: char| sign.is_ascii_digit());
    if is_brand && text.split(' ').count() <= 3 {
        return true;
    }
    !text.contains(' ') && text.chars().count() > 1 && text.chars().all(|sign| sign.is_uppercase() || sign.is_numeric())
}

/// Whether words name a task or a house rather than a person.
pub fn is_role(text: &str) -> bool {
    let roles = [
        "writer",
        "writers",
        "editor",
        "correspondent",
        "reporter",
        "reporters",
        "staff",
        "bureau",
        "press",
        "news",
        "chief",
        "columnist",
        "analyst",
        "critic",
        "reuters",
        "afp",
        "ap",
        "dpa",
        "times",
        "post",
        "redakteur",
        "redakteurin",
        "korrespondent",
        "professor",
    ];
    text.to_lowercase().split(|character: char| !character.is_alphabetic()).any(|word| roles.contains(&word))
}

/// A task has no small verbs.
fn reads_as_prose(text: &str) -> bool {
    text.to_lowercase().split_whitespace().any(|word| {
        matches!(word, "said" | "was" | "were" | "had" | "has" | "is" | "are" | "will" | "he" | "she" | "they" | "it")
    })
}

/// Two to five words with capitals; one word alone only where it is an agency or a house in capitals.
fn is_name(name: &str, may_be_one_word: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        PARTICLES.contains(word)
            || (word.starts_with(char::is_uppercase)
                && !word.contains(|c: char| c.is_ascii_digit() || "()?!:;".contains(c)))
            || word.starts_with("d'")
    };
    let is_no_name = |word: &&str| {
        NO_NAMES.contains(&word.to_lowercase().as_str())
            || is_weekday(word)
            || (month_of(word).is_some() && word.len() > 3 && words.len() == 1)
    };
    let is_house = words.len() == 1
        && may_be_one_word
        && (matches!(name, "Reuters" | "Bernama" | "Xinhua")
            || (name.len() > 1 && name.chars().all(char::is_uppercase)));
    // "Karl von" is half of a name with "und zu" within.
    let ends_as_name = !words.last().is_some_and(|word| PARTICLES.contains(word));
    words.iter().all(is_word)
        && ends_as_name
        && !words.first().is_some_and(is_no_name)
        && ((2..=5).contains(&words.len()) || is_house)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, by: &str, authors: &[&str]) {
        let byline = read_byline(line);
        let names =
            byline.as_ref().map(|byline| byline.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>());
        assert_eq!(names.as_deref(), Some(authors), "{line}");
        assert_eq!(byline.map(|byline| byline.by).as_deref(), Some(by));
    }

    #[test]
    fn bylines_are_read() {
        check("By Jane Doe", "Jane Doe", &["Jane Doe"]);
        check("by Jane Doe", "Jane Doe", &["Jane Doe"]);
        check(
            "By JANE DOE and JOHN ROE, Staff Writer",
            "JANE DOE and JOHN ROE, Staff Writer",
            &["JANE DOE", "JOHN ROE"],
        );
        check(
            "By Jane Doe, John Roe and Ann van der Poe",
            "Jane Doe, John Roe and Ann van der Poe",
            &["Jane Doe", "John Roe", "Ann van der Poe"],
        );
        check("By Jane Doe in Seoul", "Jane Doe in Seoul", &["Jane Doe"]);
        check("By Jane Doe, Reuters", "Jane Doe, Reuters", &["Jane Doe"]);
        check("By Jane Doe, @janedoe, The Courier", "Jane Doe, @janedoe, The Courier", &["Jane Doe"]);
        check("By: Jane Doe", "Jane Doe", &["Jane Doe"]);
        // These named nobody.
        check("Posted by Jane Doe", "Jane Doe", &["Jane Doe"]);
        check("Submitted by Jane Doe", "Jane Doe", &["Jane Doe"]);
        check("Geschrieben von Jana Müller", "Jana Müller", &["Jana Müller"]);
        check("By AFP", "AFP", &["AFP"]);
        check("By JOHN Q. ROE Jr.", "JOHN Q. ROE Jr.", &["JOHN Q. ROE Jr."]);
        check("Von Jana Müller", "Jana Müller", &["Jana Müller"]);
        check("Par Jeanne d'Arc", "Jeanne d'Arc", &["Jeanne d'Arc"]);
        // These were one author with the first word before the name, or none.
        check(
            "Door Jan van den Berg en Els Visser",
            "Jan van den Berg en Els Visser",
            &["Jan van den Berg", "Els Visser"],
        );
        check(
            "Di Giovanna Rossi e Marco Bianchi",
            "Giovanna Rossi e Marco Bianchi",
            &["Giovanna Rossi", "Marco Bianchi"],
        );
        check("Av Kari Nordmann og Ola Vik", "Kari Nordmann og Ola Vik", &["Kari Nordmann", "Ola Vik"]);
    }

    /// Of two who wrote from two places the first alone was an author.
    #[test]
    fn each_author_may_write_from_a_place() {
        for (line, authors) in [
            ("By Jane Doe in Skarn and John Roe", &["Jane Doe", "John Roe"][..]),
            ("By Jane Doe in Skarn and John Roe in Vik", &["Jane Doe", "John Roe"]),
            (
                "By Jane Doe in Skarn, Jon Vik in New York, and Ann van der Poe in Paris and London",
                &["Jane Doe", "Jon Vik", "Ann van der Poe"],
            ),
            ("By Jane Doe and Jon Vik in Washington, DC, and Ann Poe", &["Jane Doe", "Jon Vik", "Ann Poe"]),
            ("By Jane Doe in Skarn, Jon Vik and agencies", &["Jane Doe", "Jon Vik"]),
            ("By Jane Doe and agencies", &["Jane Doe"]),
            ("By Jane Doe in London and New York", &["Jane Doe"]),
            ("By Jane Doe in Mexico City and Paris", &["Jane Doe"]),
            ("By Jane Doe in Skarn and agencies", &["Jane Doe"]),
            ("Von Jana Müller in Wien und Jon Vik in Bern", &["Jana Müller", "Jon Vik"]),
            ("Par Jeanne d'Arc à Paris et Luc Roy à Lyon", &["Jeanne d'Arc", "Luc Roy"]),
        ] {
            check(line, line.split_once(' ').unwrap_or_default().1, authors);
        }
        // Their tasks stay with those before the place.
        let byline = read_byline("By Jane Doe, Staff Writer, in Skarn and John Roe").unwrap_or_else(|| unreachable!());
        let roles: Vec<_> = byline.authors.iter().map(|author| author.role.as_deref()).collect();
        assert_eq!(roles, [Some("Staff Writer"), None]);
    }

    /// An office whose name has "and" within was two authors, and a surname with such a word too.
    #[test]
    fn offices_and_surnames_with_a_joining_word_are_one() {
        check(
            "By Skarn Port and Harbour Authority",
            "Skarn Port and Harbour Authority",
            &["Skarn Port and Harbour Authority"],
        );
        check(
            "By Jane Doe, John Roe, and Food and Drug Administration",
            "Jane Doe, John Roe, and Food and Drug Administration",
            &["Jane Doe", "John Roe", "Food and Drug Administration"],
        );
    }

    #[test]
    fn a_value_may_name_several() {
        for (value, expected) in [
            ("Jane Roe and John Doe", Some(&["Jane Roe", "John Doe"][..])),
            ("Jane Roe, John Doe", Some(&["Jane Roe", "John Doe"])),
            ("Jane Roe; John Doe", Some(&["Jane Roe", "John Doe"])),
            ("Roe, Jane; Doe, John", Some(&["Roe, Jane", "Doe, John"])),
            ("Jane Roe | John Doe", Some(&["Jane Roe", "John Doe"])),
            ("Ana Pérez y Juan López", Some(&["Ana Pérez", "Juan López"])),
            ("Ana Pérez, Luis Vega y Xan Outeiro", Some(&["Ana Pérez", "Luis Vega", "Xan Outeiro"])),
            ("José Ortega y Gasset Vidal", Some(&["José Ortega y Gasset Vidal"])),
            ("Maria Costa e Silva Neto", None),
            ("U.S. Food and Drug Administration", Some(&["U.S. Food and Drug Administration"])),
            ("Jane Roe, Food and Drug Administration", Some(&["Jane Roe", "Food and Drug Administration"])),
            ("Courier", None),
            (
                "Jane Doe has covered the coast of Skarn for twenty years and lives there; before that she was a sailor on tankers and ferries",
                None,
            ),
            ("Johnson and Johnson", None),
        ] {
            let names = authors_in(value).map(|names| names.into_iter().map(|name| name.name).collect::<Vec<_>>());
            assert_eq!(names, expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect()), "{value}");
        }
    }

    #[test]
    fn the_role_goes_to_the_last() {
        let roles: Vec<_> = read_byline("By Jane Doe and John Roe, Staff Writer")
            .into_iter()
            .flat_map(|byline| byline.authors)
            .map(|author| author.role)
            .collect();
        assert_eq!(roles, [None, Some("Staff Writer".to_owned())]);
    }

    #[test]
    fn prose_is_no_byline() {
        for line in [
            "By Tuesday the waters had fallen.",
            "By Tuesday",
            "By the time he came it was over",
            "By contrast, Paris fell",
            "By Jane Doe the matter was closed.",
            "Written by Hand",
            "Posted by mail",
            "By 2016 the harbour had closed",
            "By",
            "By and large",
            "Von Montag an",
            "By Law",
        ] {
            assert_eq!(read_byline(line), None, "{line}");
        }
    }
}
