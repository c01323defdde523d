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
    // A first name of Ukraine, where one word follows: "Oleh Kovalenko".
    if first.eq_ignore_ascii_case("oleh") && !line.contains(':') && !rest.trim().contains(' ') {
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
    let (names, house) = in_capitals(names);
    let role = role.or(house);
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

/// "JANE DOE Associated Press": a name in capitals ends where words follow that are not.
fn in_capitals(names: &str) -> (&str, Option<&str>) {
    let capitals = |word: &str| word.chars().filter(|sign| sign.is_uppercase()).count();
    let is_shouted = |word: &str| capitals(word) > 1 || capitals(word) == 1 && word.ends_with('.');
    let is_of_house = |word: &str| capitals(word) == 1 && word.chars().any(char::is_lowercase) && !word.ends_with('.');
    let words: Vec<&str> = names.split(' ').collect();
    let n_shouted = words.iter().take_while(|word| is_shouted(word)).count();
    let rest = &words[n_shouted..];
    if names.contains(',') || n_shouted < 2 || rest.len() < 2 || !rest.iter().all(|word| is_of_house(word)) {
        return (names, None);
    }
    let length = words[..n_shouted].iter().map(|word| word.len() + 1).sum::<usize>();
    (&names[..length - 1], Some(&names[length..]))
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
mod tests;
