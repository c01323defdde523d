//! Articles of which a part does not fit the model: what is said, and what is kept.

use super::check;

/// One block that did not fit lost its whole article, with "data did not match any variant of untagged enum BlockForm".
#[test]
fn a_block_that_does_not_fit_is_named_and_the_article_passes() {
    check(
        "a.jsonl",
        "{\"headline\":\"One\",\"body\":[\"x\",{\"kind\":7,\"text\":\"y\"},[\"z\"]]}\n",
        &[
            "problem: a.jsonl:1: block 2: its \"kind\" is 7 and should be a text; the rest of it was kept",
            "problem: a.jsonl:1: block 3 is [\"z\"] and should be a text or {\"kind\", \"text\"}; it was left out",
            "a.jsonl#1: One",
        ],
    );
    check(
        "a.json",
        r#"[{"headline":"One","wordCount":"many"},{"headline":"Two","people":[{"uri":"x"}]}]"#,
        &[
            "problem: a.json:item 1: \"wordCount\" is \"many\" and should be a whole number; it was left out",
            "a.json#1: One",
            "problem: a.json:item 2: \"people\", item 1 is {\"uri\":\"x\"} and should be a name or {\"name\"}; it was left out",
            "a.json#2: Two",
        ],
    );
    check(
        "a.md",
        "---\ntitle: One\nwordCount: many\n---\nText.",
        &[
            "problem: a.md:1: front matter: \"wordCount\" is \"many\" and should be a whole number; it was left out",
            "a.md: One",
        ],
    );
}

/// Mending must not lift an embargo: of two fields of one name the last would have won.
#[test]
fn a_field_that_stands_twice_is_not_guessed_at() {
    check(
        "a.jsonl",
        r#"{"headline":"One","body":[5],"embargoedUntil":"2030-01-01","embargoedUntil":null}"#,
        &[
            "problem: a.jsonl:1:75: does not fit the article model: the field \"embargoedUntil\" stands twice; keep one of them",
        ],
    );
}

/// A draft was published where JSON says so in words that are not the model's.
#[test]
fn what_is_not_to_be_seen_is_held_back_in_whose_words_ever() {
    for field in [
        r#""draft":true"#,
        r#""published":false"#,
        r#""status":"draft""#,
        r#""visibility":"private","pubStatus":"usable""#,
    ] {
        let name = field.split('"').nth(1).unwrap();
        let held = format!(
            "problem: a.jsonl:1: was left out, as it may not be meant for publication: the field \"{name}\" could not be understood; write pubStatus \
             as usable, withheld or canceled"
        );
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.jsonl"), format!("{{\"headline\":\"One\",{field}}}")).unwrap();
        let said = super::read(folder.path());
        assert!(said.contains(&held) && !said.iter().any(|line| line.ends_with(": One")), "{said:?}");
    }
    for field in [r#""draft":false"#, r#""published":true"#, r#""status":"ok""#] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.jsonl"), format!("{{\"headline\":\"One\",{field}}}")).unwrap();
        assert_eq!(super::read(folder.path())[0], "a.jsonl#1: One", "{field}");
    }
}

/// Half of an emoji at the end of a cut headline lost the article, with "unexpected end of hex escape".
#[test]
fn half_a_character_costs_itself_alone() {
    let said = [
        "problem: a.jsonl:1: a character is cut in half (half of a pair of \\u escapes); it shows as \u{fffd}",
        "a.jsonl#1: Cut \u{fffd}",
    ];
    check("a.jsonl", r#"{"headline":"Cut \ud83d"}"#, &said);
    check(
        "a.json",
        r#"[{"headline":"Cut \ud83d"},{"headline":"Whole \ud83d\ude00"}]"#,
        &[
            "problem: a.json:item 1: a character is cut in half (half of a pair of \\u escapes); it shows as \u{fffd}",
            "a.json#1: Cut \u{fffd}",
            "a.json#2: Whole 😀",
        ],
    );
}

#[test]
fn null_is_the_same_as_nothing() {
    check(
        "a.json",
        r#"{"headline":"One","by":null,"people":[null],"body":[{"kind":null,"text":"x","spans":null,"level":null}]}"#,
        &["a.json: One"],
    );
}

#[test]
fn unknown_fields_are_noted_once_a_file() {
    check(
        "a.jsonl",
        "{\"headline\":\"One\",\"foo\":1}\n{\"headline\":\"Two\",\"foo\":1}\n",
        &[
            "a.jsonl#1: One",
            "a.jsonl#2: Two",
            "note: a.jsonl:1: the field \"foo\" is not part of the article model and was left out (2 times, here first)",
        ],
    );
}

/// Lines that were taken out of a list have its commas and brackets: each was no article.
#[test]
fn lines_of_a_list_are_lines() {
    check(
        "a.jsonl",
        "[\n{\"headline\":\"One\"},\n{\"headline\":\"Two\"} , \n{\"headline\":\"Three\"}\n]\n",
        &["a.jsonl#2: One", "a.jsonl#3: Two", "a.jsonl#4: Three"],
    );
}

/// A page that was saved as `.xml` was read as newspaper copy: its first tags were the headline.
#[test]
fn a_page_with_the_name_of_a_feed_is_a_page() {
    let prose = "The harbour opened again on Tuesday, after a strike that had lasted for nine days and had kept forty ships at sea.";
    let page = format!(
        "<!DOCTYPE html><html><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1><p>{prose}</p><p>{prose}</p></article></body></html>"
    );
    check("a.xml", &page, &["a.xml: Harbour opens"]);
    check("a.json", &page, &["a.json: Harbour opens"]);
}

/// What a news service answers, as it is saved, had neither headlines nor texts.
#[test]
fn the_answer_of_a_news_service_is_read() {
    let item = |number: u32| {
        format!(
            r#"{{"source":{{"id":null,"name":"Courier"}},"title":"Number {number}","url":"https://c.example/{number}","content":"It opened."}}"#
        )
    };
    let answer = format!("{{\n\"status\": \"ok\",\n\"totalResults\": 2,\n\"articles\": [{},\n{}]}}", item(1), item(2));
    check("a.json", &answer, &["a.json#1: Number 1", "a.json#2: Number 2"]);
    check("a.jsonl", format!("{}\n{}\n", item(1), item(2)), &["a.jsonl#1: Number 1", "a.jsonl#2: Number 2"]);
}

/// An article without a headline came back from an export to Markdown with the name of its file.
#[test]
fn front_matter_may_say_that_there_is_no_headline() {
    check("harbour.md", "---\nheadline: \"\"\n---\nText.", &["harbour.md: "]);
    check("harbour.md", "---\nby: Jane Doe\n---\nText.", &["harbour.md: Harbour"]);
}
