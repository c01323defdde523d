//! Who writes from where: "By Jane Doe in Skarn and John Roe in Vik".

use super::{is_name, is_role, joined};

/// What stands between who wrote and the place they write from.
const WRITES_FROM: [&str; 2] = [" in ", " à "];

/// Words at the beginning of the names of places that look like those of people: those that stand in no name of a person, and the others.
#[rustfmt::skip]
const BEGIN_PLACES: [&str; 12] = [
    "central", "east", "las", "los", "new", "north", "port", "san", "saudi", "south", "united", "west",
];
#[rustfmt::skip]
const BEGIN_NAMES_TOO: [&str; 30] = [
    "abu", "addis", "buenos", "cape", "costa", "den", "eastern", "fort", "greater", "hong", "kuala", "mexico", "northern", "phnom", "puerto", "rio",
    "saint", "salt", "santa", "santo", "são", "southern", "sri", "st", "st.", "tel", "the", "upper", "washington", "western",
];

/// The same at their end.
const END_PLACES: [&str; 7] = ["bay", "city", "coast", "county", "island", "islands", "republic"];
const END_NAMES_TOO: [&str; 4] = ["beach", "d.c.", "dc", "valley"];

/// Whether a word, in lower case, is one of names of places, and of no person's.
pub fn is_of_places(word: &str) -> bool {
    BEGIN_PLACES.contains(&word) || END_PLACES.contains(&word)
}

/// "Jane Doe in Skarn and John Roe in Vik": what stands before the first place, and who is named behind one.
pub fn without(by: &str) -> (&str, Vec<&str>) {
    let mut parts = vec![by];
    for word in WRITES_FROM {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let is_another = |name: &&str| is_name(name, false) && !is_role(name) && !may_be_a_place(name);
    let mut others = Vec::new();
    for part in &parts[1..] {
        let named = joined::printed(part);
        // First comes the place, or several.
        let n_others = named.iter().skip(1).rev().take_while(|name| is_another(name)).count();
        others.extend_from_slice(&named[named.len() - n_others..]);
    }
    (parts[0], others)
}

fn may_be_a_place(name: &str) -> bool {
    let name = name.to_lowercase();
    let (first, last) = (name.split(' ').next().unwrap_or_default(), name.rsplit(' ').next().unwrap_or_default());
    let begins_one = BEGIN_PLACES.iter().chain(&BEGIN_NAMES_TOO).any(|word| *word == first);
    begins_one || END_PLACES.iter().chain(&END_NAMES_TOO).any(|word| *word == last)
}
