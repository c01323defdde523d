//! Writes and reads what the page asks, as [`crate::protocol`] has it, with little code, as [`crate::tell`] does the other
//! way. Its test holds both against serde's.

use article::fields::{Fields, Value};
use article::{Segment, segment};
use search::{FacetFind, SearchOptions};

use crate::envelope::message;
use crate::json_writer::Json;
use crate::protocol::{Ask, Message, Unreadable};
use crate::reply;
use crate::tell::{pairs, query};

/// Writes a message of this build.
pub fn write(number: u32, body: &Ask) -> String {
    Json::message(number, |json| ask(json, body))
}

fn ask(json: &mut Json, ask: &Ask) {
    match ask {
        Ask::Open { segments, joint } => json.variant("Open", |json| {
            json.object(|json| {
                json.field("segments").list(segments, write_segment);
                json.field("joint");
                match joint {
                    Some(joint) => json.text(joint),
                    None => json.nothing(),
                }
            });
        }),
        Ask::Prepare => json.text("Prepare"),
        Ask::Search { query, options } => json.variant("Search", |json| {
            json.object(|json| {
                reply::query(json.field("query"), query);
                write_options(json.field("options"), options);
            });
        }),
        Ask::Passages { text, as_typed, articles } => json.variant("Passages", |json| {
            json.object(|json| {
                json.field("text").text(text);
                json.field("as_typed").flag(*as_typed);
                write_pairs(json.field("articles"), articles);
            });
        }),
        Ask::Mark { text, as_typed, texts } => json.variant("Mark", |json| {
            json.object(|json| {
                json.field("text").text(text);
                json.field("as_typed").flag(*as_typed);
                write_texts(json, texts);
            });
        }),
        Ask::Related { id, texts } => json.variant("Related", |json| {
            json.object(|json| {
                json.field("id").number(*id as usize);
                write_texts(json, texts);
            });
        }),
        Ask::Fold(texts) => json.variant("Fold", |json| json.list(texts, |json, text| json.text(text))),
        Ask::Lists(articles) => json.variant("Lists", |json| write_pairs(json, articles)),
        Ask::Commit(query) => json.variant("Commit", |json| reply::query(json, query)),
        Ask::Suggest(text) => json.variant("Suggest", |json| json.text(text)),
    }
}

fn write_pairs(json: &mut Json, pairs: &[(u32, u32)]) {
    json.list(pairs, |json, (one, other)| {
        json.list(&[*one, *other], |json, number| json.number(*number as usize));
    });
}

fn write_texts(json: &mut Json, texts: &[(String, String)]) {
    json.field("texts").list(texts, |json, (field, text)| json.list(&[field, text], |json, text| json.text(text)));
}

fn write_segment(json: &mut Json, segment: &Segment) {
    json.object(|json| {
        json.field("hash").text(&segment.hash);
        json.field("articles").number(segment.articles as usize);
        json.field("previewsPerGroup").number(segment.previews_per_group as usize);
        json.field("lookupGroups").number(segment.lookup_groups as usize);
    });
}

fn write_options(json: &mut Json, options: &SearchOptions) {
    json.object(|json| {
        json.field("as_typed").flag(options.as_typed);
        json.field("offset").number(options.offset as usize);
        json.field("limit").number(options.limit as usize);
        json.field("facet_limit").number(options.facet_limit as usize);
        json.field("facet_find");
        match &options.facet_find {
            None => json.nothing(),
            Some(FacetFind { facet, text }) => json.object(|json| {
                json.field("facet").text(facet);
                json.field("text").text(text);
            }),
        }
    });
}

/// Takes a message of the page from JSON that was read, and refuses one of another build even where its shape is
/// unknown.
pub fn hear(value: Value) -> Result<Message<Ask>, Unreadable> {
    message(value, |message, name, value| match name {
        "Prepare" => Ask::Prepare,
        "Suggest" => Ask::Suggest(text(message, value)),
        "Fold" => Ask::Fold(match value {
            Value::List(texts) => texts.into_iter().map(|value| text(message, value)).collect(),
            _ => {
                message.fault("Fold");
                Vec::new()
            }
        }),
        "Open" => {
            let mut edition = message.within("Open", value);
            Ask::Open { segments: edition.many("segments", segment), joint: edition.text_if("joint") }
        }
        "Search" => search(&mut message.within("Search", value)),
        "Lists" => Ask::Lists(number_pairs(message, "body", value)),
        "Passages" => passages(&mut message.within("Passages", value)),
        "Mark" => mark(&mut message.within("Mark", value)),
        "Related" => related(&mut message.within("Related", value)),
        "Commit" => Ask::Commit(query(&mut message.within("Commit", value))),
        _ => {
            message.fault("body");
            Ask::Commit(search::Query::default())
        }
    })
}

fn search(fields: &mut Fields) -> Ask {
    let options = |options: &mut Fields| SearchOptions {
        as_typed: options.flag("as_typed"),
        offset: options.number("offset"),
        limit: options.number("limit"),
        facet_limit: options.number("facet_limit"),
        facet_find: match options.value("facet_find") {
            Value::Nothing => None,
            value => {
                let mut find = options.within("facet_find", value);
                Some(FacetFind { facet: find.text("facet"), text: find.text("text") })
            }
        },
    };
    Ask::Search { query: fields.one("query", query), options: fields.one("options", options) }
}

fn passages(fields: &mut Fields) -> Ask {
    let articles = fields.value("articles");
    let articles = number_pairs(fields, "articles", articles);
    Ask::Passages { text: fields.text("text"), as_typed: fields.flag("as_typed"), articles }
}

fn number_pairs(fields: &Fields, name: &'static str, value: Value) -> Vec<(u32, u32)> {
    let number = |value: Option<&Value>| match value {
        Some(Value::Number(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    let pair = |value: &Value| match value {
        Value::List(pair) => Some((number(pair.first())?, number(pair.get(1))?)),
        _ => None,
    };
    let Value::List(values) = value else {
        fields.fault(name);
        return Vec::new();
    };
    let found: Vec<(u32, u32)> = values.iter().filter_map(pair).collect();
    if found.len() < values.len() {
        fields.fault(name);
    }
    found
}

fn text(message: &Fields, value: Value) -> String {
    let Value::Text(text) = value else {
        message.fault("body");
        return String::new();
    };
    text
}

fn mark(fields: &mut Fields) -> Ask {
    Ask::Mark { texts: texts(fields), text: fields.text("text"), as_typed: fields.flag("as_typed") }
}

fn related(fields: &mut Fields) -> Ask {
    Ask::Related { texts: texts(fields), id: fields.number("id") }
}

fn texts(fields: &mut Fields) -> Vec<(String, String)> {
    pairs(fields, "texts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol;
    use search::{Filter, Query, Sort};

    fn hear(text: &str) -> Result<Message<Ask>, Unreadable> {
        super::hear(serde_json::from_str(text).unwrap_or_default())
    }

    #[track_caller]
    fn check(body: Ask) {
        let text = protocol::write(7, &body);
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        assert_eq!(json(&write(7, &body)), json(&text));
        assert_eq!(hear(&text), protocol::read(&text));
        assert_eq!(hear(&text).map(|message| message.body), Ok(body));
    }

    #[test]
    fn everything_that_can_be_asked_is_heard() {
        let segment = Segment { hash: "abc".to_owned(), articles: 3, previews_per_group: 24, lookup_groups: 1 };
        check(Ask::Open { segments: vec![segment.clone(), segment.clone()], joint: Some("def".to_owned()) });
        check(Ask::Open { segments: vec![segment], joint: None });
        check(Ask::Prepare);
        let filter = Filter { facet: "places".to_owned(), value: "japan".to_owned(), exclude: true };
        let from = "1987-03".parse().ok();
        let query = Query { text: "\"a\"".to_owned(), filters: vec![filter], from, to: None, sort: Sort::Oldest };
        check(Ask::Commit(query.clone()));
        let find = FacetFind { facet: "people".to_owned(), text: "ré".to_owned() };
        for facet_find in [None, Some(find)] {
            let options = SearchOptions { as_typed: true, offset: 50, limit: 20, facet_limit: 9, facet_find };
            check(Ask::Search { query: query.clone(), options });
        }
        let text = "oil".to_owned();
        check(Ask::Passages { text: text.clone(), as_typed: false, articles: vec![(3, 1), (9, 4)] });
        check(Ask::Suggest(text.clone()));
        check(Ask::Fold(vec![text.clone(), String::new()]));
        check(Ask::Lists(vec![(7, 0b100), (9, 0b011)]));
        let texts = vec![("body".to_owned(), "Oil.".to_owned())];
        check(Ask::Mark { text, as_typed: true, texts: texts.clone() });
        check(Ask::Related { id: 7, texts });
    }

    #[test]
    fn what_is_no_question_is_refused() {
        let foreign = r#"{"build":"9.9.9-x","number":1,"body":{"Dance":{}}}"#;
        assert_eq!(hear(foreign), Err(Unreadable::OtherBuild("9.9.9-x".to_owned())));
        let unknown = protocol::write(1, serde_json::json!({ "Dance": {} }));
        let pair = protocol::write(1, serde_json::json!({ "Passages": { "text": "", "articles": [[1]] } }));
        let number = protocol::write(1, serde_json::json!({ "Suggest": 1 }));
        for text in ["no message", "[]", "{}", &unknown, &pair, &number] {
            assert!(matches!(hear(text), Err(Unreadable::Malformed(_))), "{text}");
        }
    }
}
