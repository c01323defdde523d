//! What lines name authors, and whom.

use super::*;

/// The house was a part of the name that it stands behind without a sign.
#[test]
fn a_name_in_capitals_ends_before_the_house() {
    let authors = |line: &str| read_byline(line).map(|byline| byline.authors);
    let one = |name: &str, role: &str| Some(vec![Name { role: Some(role.to_owned()), ..Name::from(name) }]);
    assert_eq!(authors("By AMY STONE Associated Press"), one("AMY STONE", "Associated Press"));
    assert_eq!(authors("By AMY B. McSTONE Valley Times"), one("AMY B. McSTONE", "Valley Times"));
    assert_eq!(authors("By AMY STONE"), Some(vec!["AMY STONE".into()]));
    assert_eq!(authors("By Amy Stone"), Some(vec!["Amy Stone".into()]));
}

/// A first name was taken for the word before a name.
#[test]
fn oleh_may_be_a_first_name() {
    assert_eq!(read_byline("Oleh Kovalenko"), None);
    assert_eq!(read_byline("Oleh: Suharto Wibowo").map(|byline| byline.by).as_deref(), Some("Suharto Wibowo"));
    assert_eq!(read_byline("Oleh Suharto Wibowo").map(|byline| byline.by).as_deref(), Some("Suharto Wibowo"));
}

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
    check("By JANE DOE and JOHN ROE, Staff Writer", "JANE DOE and JOHN ROE, Staff Writer", &["JANE DOE", "JOHN ROE"]);
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
    check("Door Jan van den Berg en Els Visser", "Jan van den Berg en Els Visser", &["Jan van den Berg", "Els Visser"]);
    check("Di Giovanna Rossi e Marco Bianchi", "Giovanna Rossi e Marco Bianchi", &["Giovanna Rossi", "Marco Bianchi"]);
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
