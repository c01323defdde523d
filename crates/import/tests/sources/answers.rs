//! Answers of news services and other lists in JSON: what stands around them.

use super::check;

/// A message that a field of this name holds back the list that it stands beside.
fn held(place: &str, field: &str) -> String {
    format!(
        "problem: {place}: was left out, as it may not be meant for publication: the field \"{field}\" stands beside the list of articles; put it into each that it holds back"
    )
}

/// The articles of an answer under embargo were published, but for those of a list `articles` in a file of its own.
#[test]
fn what_holds_an_answer_back_holds_its_articles_back() {
    let item = r#"[{"title":"x","url":"https://a.example/1","content":"y"}]"#;
    for list in ["results", "data", "news", "articles", "items"] {
        let answer = format!(r#"{{"embargoedUntil":"2099-01-01T00:00:00Z","{list}":{item}}}"#);
        check("a.json", &answer, &[&held("a.json", "embargoedUntil")]);
        check("a.jsonl", &answer, &[&held("a.jsonl:1", "embargoedUntil")]);
        check("a.json", format!(r#"{{"{list}":{item}}}"#), &["a.json#1: x"]);
    }
    for list in ["results", "docs"] {
        let within = format!(r#"{{"response":{{"pubStatus":"withheld","{list}":{item}}}}}"#);
        check("a.json", within, &[&held("a.json", "pubStatus")]);
        let around = format!(r#"{{"embargo":"2099","response":{{"{list}":{item}}}}}"#);
        check("a.json", around, &[&held("a.json", "embargo")]);
    }
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","embargo":"2099","items":[{"id":"1","title":"x","content_text":"y"}]}"#;
    check("a.json", feed, &[&held("a.json", "embargo")]);
}

/// What stood behind the list came too late: the articles were read already, and published.
#[test]
fn what_stands_behind_a_list_holds_it_back_too() {
    for item in [r#"{"title":"x","url":"https://a.example/1","content":"y"}"#, r#"{"headline":"x"}"#] {
        for (fields, field) in [
            (r#""embargoedUntil":"2099-01-01T00:00:00Z""#, "embargoedUntil"),
            (r#""total":1,"pubStatus":"withheld","more":null"#, "pubStatus"),
            // Nobody knows until when.
            (r#""embargo":"2099"#, "embargo"),
        ] {
            let held = held("a.json", field);
            let said = read_text(&format!(r#"{{"articles":[{item},{item}],{fields}}}"#));
            assert_eq!(said[0], held, "{said:?}");
            assert!(!said.iter().any(|line| line.starts_with("a.json")), "{said:?}");
        }
        check(
            "a.json",
            format!(r#"{{"articles":[{item}],"embargoed":false,"expires":null}}"#),
            &[
                "a.json#1: x",
                "note: a.json: the field \"embargoed\" is not part of the article model and was left out",
                "note: a.json: the field \"expires\" is not part of the article model and was left out",
            ],
        );
    }
    // A status that allows publication held them back as any other did.
    check(
        "a.json",
        r#"{"pubStatus":"usable","articles":[{"headline":"x"}]}"#,
        &["a.json#1: x", "note: a.json: the field \"pubStatus\" is not part of the article model and was left out"],
    );
    // What is cut off before its end has said nothing that holds it back.
    check(
        "a.json",
        r#"{"articles":[{"headline":"x"},{"headl"#,
        &["a.json#1: x", "problem: a.json:1:37: is not whole: it ends within a text (what follows was not read)"],
    );
}

/// What stood behind a field that came twice, or a value that is no JSON, was not read: an embargo there was broken.
#[test]
fn what_stands_behind_a_fault_holds_a_list_back_too() {
    let list = r#""articles":[{"headline":"x"}]"#;
    for fields in [
        r#""a":1,"a":2,"embargoedUntil":"2099-01-01T00:00:00Z""#,
        r#""score":NaN,"embargoedUntil":"2099-01-01T00:00:00Z""#,
        r#""articles":[{"headline":"y"}],"embargoedUntil":"2099-01-01T00:00:00Z""#,
        r#""embargoedUntil":null,"embargoedUntil":"2099-01-01T00:00:00Z""#,
    ] {
        let said = read_text(&format!("{{{list},{fields}}}"));
        assert_eq!(said[0], held("a.json", "embargoedUntil"), "{said:?}");
        assert!(!said.iter().any(|line| line.starts_with("a.json")), "{said:?}");
    }
    let within = r#"{"articles":[{"headline":"x"},{"headline":"y","score":NaN}],"embargo":"2099"}"#;
    assert_eq!(read_text(within)[0], held("a.json", "embargo"));
    let harmless = read_text(&format!("{{{list},\"score\":NaN,\"embargo\":null}}"));
    assert_eq!(harmless[0], "a.json#1: x", "{harmless:?}");
    assert!(harmless[1].contains("is not JSON"), "{harmless:?}");
}

/// Of a file with one object in another's words all was lost where a field stood twice, and of a line with the same object nothing.
#[test]
fn a_field_that_stands_twice_costs_no_object() {
    let post = r#"{"@type":"NewsArticle","headline":"x","articleBody":"y","articleBody":"z"}"#;
    let twice = "the field \"articleBody\" stands twice; keep one of them (the last was taken)";
    check("a.json", post, &[&format!("problem: a.json: {twice}"), "a.json: x"]);
    check("a.jsonl", post, &[&format!("problem: a.jsonl:1: {twice}"), "a.jsonl#1: x"]);
}

/// The second of two lists was dropped, and called a field that is not part of the model.
#[test]
fn two_lists_in_one_object_are_told() {
    check(
        "a.json",
        r#"{"articles":[{"headline":"x"}],"articles":[{"headline":"y"}]}"#,
        &[
            "a.json#1: x",
            "problem: a.json:1:42: does not fit the article model: the field \"articles\" stands twice; keep one of them (what follows was not read)",
        ],
    );
}

/// A list that is larger than one article may be waits in a file.
#[test]
fn a_long_list_is_read_in_order() {
    let text = "x".repeat(100_000);
    let item = |number: u32| format!(r#"{{"headline":"{number}","body":["{text}"]}}"#);
    let items: Vec<String> = (1..=200).map(item).collect();
    let said = read_text(&format!(r#"{{"articles":[{}]}}"#, items.join(",")));
    let expected: Vec<String> = (1..=200).map(|number| format!("a.json#{number}: {number}")).collect();
    assert_eq!(said, expected);
    assert_eq!(read_text(&format!(r#"{{"articles":[{}],"embargo":"2099"}}"#, items.join(","))).len(), 1);
}

/// What is said of a file with this text.
fn read_text(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), text).unwrap();
    super::read(folder.path())
}

/// Where a list had a title and an address itself, it came as one article and lost all that were in it.
#[test]
fn a_list_with_a_title_and_an_address_is_a_list() {
    for list in ["results", "data", "news", "articles", "items"] {
        let answer = format!(
            r#"{{"title":"List","url":"https://a.example/","{list}":[{{"title":"x","url":"https://a.example/1","content":"y"}}]}}"#
        );
        check("a.jsonl", &answer, &["a.jsonl#1: x"]);
    }
    // What has a text is an article, whatever it leads to.
    check(
        "a.jsonl",
        r#"{"title":"x","url":"https://a.example/1","content":"y","news":[{"title":"z","url":"https://a.example/2"}]}"#,
        &["a.jsonl#1: x"],
    );
}

/// Fields of the model were dropped without a word where an object had a title and an address.
#[test]
fn an_object_with_fields_of_the_model_is_the_models() {
    check(
        "a.jsonl",
        r#"{"title":"x","url":"https://a.example/1","pubStatus":"withheld"}"#,
        &[
            "problem: a.jsonl:1: was left out: it has neither a headline nor a body",
            "note: a.jsonl:1: the field \"title\" is not part of the article model and was left out",
        ],
    );
}
