//! What citations look like, held against the manuals' rules.

use super::*;

fn work() -> Work {
    Work {
        id: "cocoa-pact-near-abcdefghij".to_owned(),
        title: "Cocoa pact near".to_owned(),
        authors: authors(&["Jane Doe", "Jan van der Berg"], None, &[], Some("en")),
        publisher: Some("The Press".to_owned()),
        section: Some("World".to_owned()),
        published: Some("1987-02-26".to_owned()),
        accessed: Some("2026-11-26".to_owned()),
        language: Some("en".to_owned()),
        url: "https://example.org/a_b?c=1".to_owned(),
        passage: None,
    }
}

#[track_caller]
fn check(work: &Work, format: &str, expected: &str) {
    let at = FORMATS.iter().position(|known| known.name == format);
    assert_eq!(at.and_then(|at| cite(work).get(at).cloned()).as_deref(), Some(expected));
}

fn by(names: &[&str]) -> Work {
    Work { authors: authors(names, None, &[], None), ..work() }
}

#[test]
fn plain_styles_follow_their_manuals() {
    check(
        &work(),
        "APA 7",
        "Doe, J., & van der Berg, J. (1987, February 26). Cocoa pact near. The Press. https://example.org/a_b?c=1",
    );
    check(
        &work(),
        "MLA 9",
        "Doe, Jane, and Jan van der Berg. “Cocoa pact near.” The Press, 26 Feb. 1987, example.org/a_b?c=1.",
    );
    check(
        &work(),
        "Chicago 17",
        "Jane Doe and Jan van der Berg, “Cocoa pact near,” The Press, February 26, 1987, https://example.org/a_b?c=1.",
    );
}

#[test]
fn what_has_no_date_says_so() {
    let undated = Work { published: None, ..work() };
    check(
        &undated,
        "APA 7",
        "Doe, J., & van der Berg, J. (n.d.). Cocoa pact near. The Press. https://example.org/a_b?c=1",
    );
    check(
        &undated,
        "MLA 9",
        "Doe, Jane, and Jan van der Berg. “Cocoa pact near.” The Press, example.org/a_b?c=1. Accessed 26 Nov. 2026.",
    );
    check(
        &undated,
        "Chicago 17",
        "Jane Doe and Jan van der Berg, “Cocoa pact near,” The Press, accessed November 26, 2026, https://example.org/a_b?c=1.",
    );
    let written = cite(&undated).concat();
    for absent in ["year =", "month =", "PY  -", "DA  -", "issued"] {
        assert!(!written.contains(absent), "{absent}");
    }
}

#[test]
fn without_an_author_the_headline_comes_first() {
    let anonymous = Work { title: "Is it over?".to_owned(), ..by(&[]) };
    check(&anonymous, "APA 7", "Is it over? (1987, February 26). The Press. https://example.org/a_b?c=1");
    check(&anonymous, "MLA 9", "“Is it over?” The Press, 26 Feb. 1987, example.org/a_b?c=1.");
    check(&anonymous, "Chicago 17", "“Is it over?,” The Press, February 26, 1987, https://example.org/a_b?c=1.");
}

#[test]
fn who_writes_and_publishes_is_named_once() {
    let own = Work { authors: vec![Author::Body("The Press".to_owned())], ..work() };
    check(&own, "APA 7", "The Press. (1987, February 26). Cocoa pact near. https://example.org/a_b?c=1");
    check(&own, "MLA 9", "“Cocoa pact near.” The Press, 26 Feb. 1987, example.org/a_b?c=1.");
    check(&own, "Chicago 17", "“Cocoa pact near,” The Press, February 26, 1987, https://example.org/a_b?c=1.");
}

#[test]
fn many_authors_are_cut_as_each_style_cuts_them() {
    let three = by(&["Jane Doe", "Max Roe", "Ann Poe"]);
    check(&three, "MLA 9", "Doe, Jane, et al. “Cocoa pact near.” The Press, 26 Feb. 1987, example.org/a_b?c=1.");
    check(
        &three,
        "Chicago 17",
        "Jane Doe, Max Roe, and Ann Poe, “Cocoa pact near,” The Press, February 26, 1987, https://example.org/a_b?c=1.",
    );
    let names: Vec<String> = (0..21).map(|at| format!("Jane D{}", char::from(b'a' + at))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let [apa, _, chicago, ..] = cite(&by(&names));
    assert!(apa.contains("Ds, J., . . . Du, J. (1987"), "{apa}");
    assert!(!apa.contains("Dt"), "{apa}");
    assert!(chicago.starts_with("Jane Da et al., “"), "{chicago}");
}

#[test]
fn bibtex_is_what_tex_reads() {
    check(
        &work(),
        "BibTeX",
        "@article{cocoa-pact-near-abcdefghij,\n  author = {Doe, Jane and van der Berg, Jan},\n  title = {{Cocoa pact near}},\n  \
         journal = {The Press},\n  year = {1987},\n  month = feb,\n  day = {26},\n  url = {https://example.org/a_b?c=1},\n  \
         urldate = {2026-11-26},\n  langid = {english},\n}\n",
    );
    let title = "50% of {all} R&D_costs #1: $5 ~ ^ \\ über 東京".to_owned();
    let hostile =
        Work { title, url: "https://example.org/{a}\\b%20c_d".to_owned(), ..by(&["AP & Reuters", "John Doe Jr."]) };
    let [.., bibtex, _, _] = cite(&hostile);
    for line in [
        r"title = {{50\% of \{all\} R\&D\_costs \#1: \$5 \textasciitilde{} \textasciicircum{} \textbackslash{} über 東京}}",
        "url = {https://example.org/%7Ba%7D%5Cb%20c_d}",
        r"author = {{AP \& Reuters} and Doe, Jr., John}",
    ] {
        assert!(bibtex.contains(line), "{line} in {bibtex}");
    }
    // Braces close as they open, or the file ends here for every reader.
    let unescaped = bibtex.replace("\\{", "").replace("\\}", "");
    assert_eq!(unescaped.matches('{').count(), unescaped.matches('}').count());
}

#[test]
fn ris_is_a_line_a_field() {
    check(
        &work(),
        "RIS",
        "TY  - NEWS\r\nID  - cocoa-pact-near-abcdefghij\r\nAU  - Doe, Jane\r\nAU  - van der Berg, Jan\r\nTI  - Cocoa pact near\r\n\
         T2  - The Press\r\nSE  - World\r\nPY  - 1987\r\nDA  - 1987/02/26/\r\nY2  - 2026/11/26/\r\nLA  - en\r\n\
         UR  - https://example.org/a_b?c=1\r\nER  - \r\n",
    );
    let broken = Work { title: "Cocoa\nER  - \r\npact".to_owned(), published: Some("1987-02".to_owned()), ..work() };
    let [.., ris, _] = cite(&broken);
    assert!(ris.contains("TI  - Cocoa ER - pact\r\n") && ris.contains("DA  - 1987/02//\r\n"), "{ris}");
    assert!(ris.split_terminator("\r\n").all(|line| line.get(2..6) == Some("  - ")), "{ris}");
}

#[test]
fn csl_json_is_json_of_its_schema() {
    let [.., csl] =
        cite(&Work { passage: Some("“Near,” he said.".to_owned()), ..by(&["Jan van der Berg", "The \"AP\""]) });
    let read: serde_json::Value = serde_json::from_str(&csl).unwrap_or_default();
    let expected = serde_json::json!([{
        "id": "cocoa-pact-near-abcdefghij",
        "type": "article-newspaper",
        "title": "Cocoa pact near",
        "author": [{ "family": "Berg", "given": "Jan", "non-dropping-particle": "van der" }, { "literal": "The \"AP\"" }],
        "container-title": "The Press",
        "section": "World",
        "language": "en",
        "URL": "https://example.org/a_b?c=1",
        "note": "“Near,” he said.",
        "issued": { "date-parts": [[1987, 2, 26]] },
        "accessed": { "date-parts": [[2026, 11, 26]] },
    }]);
    assert_eq!(read, expected);
}

#[track_caller]
fn check_names(byline: &str, language: &str, expected: &[&str]) {
    let found = authors(&[], Some(byline), &["The Press", "Save the Sea"], Some(language));
    assert_eq!(found.iter().map(Author::inverted).collect::<Vec<_>>(), expected);
}

#[test]
fn names_have_their_parts() {
    check_names("By Jane Doe", "en", &["Doe, Jane"]);
    check_names("Jane Doe, Max Roe and Ann B. Poe", "en", &["Doe, Jane", "Roe, Max", "Poe, Ann B."]);
    check_names("Martin Luther King Jr.", "en", &["King, Martin Luther, Jr."]);
    check_names("John Doe, Jr., and Jane Roe", "en", &["Doe, John, Jr.", "Roe, Jane"]);
    check_names("Ursula von der Leyen", "de", &["von der Leyen, Ursula"]);
    check_names("Charles de Gaulle & Simone Veil", "fr", &["de Gaulle, Charles", "Veil, Simone"]);
    check_names("김 정은", "ko", &["김, 정은"]);
    check_names("Orbán Viktor", "hu-HU", &["Orbán, Viktor"]);
    check_names("毛泽东", "zh", &["毛泽东"]);
    assert_eq!(authors(&["Doe, Jane"], None, &[], None).iter().map(Author::straight).collect::<Vec<_>>(), ["Jane Doe"]);
    assert_eq!(author_initials("Jean-Paul Sartre"), "Sartre, J.-P.");
    assert_eq!(author_initials("Ann B. Poe III"), "Poe, A. B., III");
}

fn author_initials(name: &str) -> String {
    authors(&[name], None, &[], None).iter().map(Author::initials).collect::<Vec<_>>().join("; ")
}

#[test]
fn bodies_have_none() {
    for body in
        ["Reuters", "The Press", "Associated Press", "Sample desk", "Save the Sea", "Our Foreign Staff", "The Guardian"]
    {
        check_names(body, "en", &[body]);
    }
    check_names("Reuters and Jane Doe", "en", &["Reuters", "Doe, Jane"]);
    check_names("", "en", &[]);
}

#[test]
fn a_quotation_names_its_source() {
    let passage = Work { passage: Some(" The pact is near. ".to_owned()), ..by(&["Jane Doe"]) };
    assert_eq!(
        quotation(&passage),
        "“The pact is near.”\n— Jane Doe, “Cocoa pact near,” The Press, February 26, 1987, https://example.org/a_b?c=1."
    );
}

#[test]
fn what_is_no_date_is_none() {
    for text in ["", "87", "1987-13-01x", "yesterday", "наступного", "１９８７"] {
        assert_eq!(Day::read(text).filter(|day| day.month.is_some()), None, "{text}");
    }
    assert_eq!(Day::read("1987-02-26T23:00:00Z").map(|day| day.numbers()), Some(vec![1987, 2, 26]));
    assert_eq!(Day::read("1987").map(|day| day.american()).as_deref(), Some("1987"));
    let may = Day { year: 1987, month: Some(5), day: None };
    assert_eq!([may.day_first(), may.year_first(), may.american()], ["May 1987", "1987, May", "May 1987"]);
}
