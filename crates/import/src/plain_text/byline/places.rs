//! Who writes from where: "By Jane Doe in Skarn and John Roe in Vik".

use super::{is_name, is_role, joined};

/// What stands between who wrote and the place they write from.
const WRITES_FROM: [&str; 2] = [" in ", " à "];

/// Words at the beginning and at the end of the names of places that look like those of people.
const PLACES_BEGIN: [&str; 42] = [
    "abu",
    "addis",
    "buenos",
    "cape",
    "central",
    "costa",
    "den",
    "east",
    "eastern",
    "fort",
    "greater",
    "hong",
    "kuala",
    "las",
    "los",
    "mexico",
    "new",
    "north",
    "northern",
    "phnom",
    "port",
    "puerto",
    "rio",
    "saint",
    "salt",
    "san",
    "santa",
    "santo",
    "saudi",
    "são",
    "south",
    "southern",
    "sri",
    "st",
    "st.",
    "tel",
    "the",
    "united",
    "upper",
    "washington",
    "west",
    "western",
];
const PLACES_END: [&str; 11] =
    ["bay", "beach", "city", "coast", "county", "d.c.", "dc", "island", "islands", "republic", "valley"];

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
    PLACES_BEGIN.contains(&first) || PLACES_END.contains(&last)
}
