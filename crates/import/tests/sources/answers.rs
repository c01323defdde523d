//! Answers of news services and other lists in JSON: what stands around them.

use super::check;

/// A message that a field of this name holds back what it stands around.
fn held(place: &str, field: &str, write: &str) -> String {
    format!(
        "problem: {place}: was left out, as it may not be meant for publication: the field \"{field}\" could not be understood; write {write}"
    )
}

/// The articles of an answer under embargo were published, but for those of a list `articles` in a file of its own.
#[test]
fn what_holds_an_answer_back_holds_its_articles_back() {
    let until = "embargoedUntil or expires with an RFC 3339 date-time";
    let item = r#"[{"title":"x","url":"https://a.example/1","content":"y"}]"#;
    for list in ["results", "data", "news", "articles", "items"] {
        let answer = format!(r#"{{"embargoedUntil":"2099-01-01T00:00:00Z","{list}":{item}}}"#);
        check("a.json", &answer, &[&held("a.json", "embargoedUntil", until)]);
        check("a.jsonl", &answer, &[&held("a.jsonl:1", "embargoedUntil", until)]);
        check("a.json", format!(r#"{{"{list}":{item}}}"#), &["a.json#1: x"]);
    }
    for list in ["results", "docs"] {
        let within = format!(r#"{{"response":{{"pubStatus":"withheld","{list}":{item}}}}}"#);
        check("a.json", within, &[&held("a.json", "pubStatus", "pubStatus as usable, withheld or canceled")]);
        let around = format!(r#"{{"embargo":"2099","response":{{"{list}":{item}}}}}"#);
        check("a.json", around, &[&held("a.json", "embargo", until)]);
    }
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","embargo":"2099","items":[{"id":"1","title":"x","content_text":"y"}]}"#;
    check("a.json", feed, &[&held("a.json", "embargo", until)]);
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
