//! Reads what the worker tells, as [`crate::protocol`] has it, with little code: the page is downloaded before anything
//! can be read. Its test holds it against what serde reads.

use std::ops::Range;

use article::fields::{Fields, Unfit, Value};
use search::{
    Answer, Bar, FacetCounts, Filter, Histogram, Hit, Matched, Part, Period, Query, Sort, Suggested, Suggestion,
    Totals, Unit, ValueCount,
};

use crate::envelope::{Body, inside};
use crate::failure::{Failure, Trouble};
use crate::find::Folded;
use crate::protocol::{Passage, Tell};

/// Reads what is inside a message of the worker.
pub fn hear(body: Body) -> Result<Tell, Unfit> {
    inside(body, tell)
}

fn tell(message: &mut Fields, name: &str, value: Value) -> Tell {
    match (name, value) {
        ("Ready", _) => Tell::Ready,
        ("Superseded", _) => Tell::Superseded,
        ("Answer", value) => Tell::Answer(answer(&mut message.within("Answer", value))),
        ("Committed", value) => Tell::Committed(query(&mut message.within("Committed", value))),
        ("Failed", value) => Tell::Failed(failure(&mut message.within("Failed", value))),
        ("Passages", Value::List(passages)) => {
            Tell::Passages(passages.into_iter().map(|value| passage(&mut message.within("Passages", value))).collect())
        }
        ("Suggestions", Value::List(found)) => Tell::Suggestions(
            found.into_iter().map(|value| suggestion(&mut message.within("Suggestions", value))).collect(),
        ),
        ("Folded", Value::List(texts)) => {
            Tell::Folded(texts.into_iter().map(|value| folded(&mut message.within("Folded", value))).collect())
        }
        ("Marks", Value::List(texts)) => Tell::Marks(texts.into_iter().map(|ranges| marks(message, ranges)).collect()),
        _ => {
            message.fault("body");
            Tell::Superseded
        }
    }
}

/// An answer.
pub(crate) fn answer(fields: &mut Fields) -> Answer {
    Answer {
        total: fields.number("total"),
        clauses: fields.number("clauses"),
        matched: match fields.text("matched").as_str() {
            "most" => Matched::Most,
            "any" => Matched::Any,
            _ => Matched::All,
        },
        totals: fields.one("totals", |totals| Totals {
            all: totals.number("all"),
            most: totals.number("most"),
            any: totals.number("any"),
        }),
        // The page has no use for the score, and so none for reading fractions.
        hits: fields.many("hits", |hit| Hit { number: hit.number("number"), score: 0.0 }),
        facets: fields.many("facets", |facet| FacetCounts {
            facet: facet.text("facet"),
            values: facet
                .many("values", |value| ValueCount { value: value.text("value"), count: value.number("count") }),
            more: facet.flag("more"),
        }),
        histogram: fields.one("histogram", histogram),
        ignored: texts(fields, "ignored"),
        also: texts(fields, "also"),
    }
}

fn histogram(fields: &mut Fields) -> Histogram {
    Histogram {
        unit: match fields.text("unit").as_str() {
            "day" => Unit::Day,
            "month" => Unit::Month,
            _ => Unit::Year,
        },
        bars: fields
            .many("bars", |bar| period(bar, "period").map(|period| Bar { period, count: bar.number("count") }))
            .into_iter()
            .flatten()
            .collect(),
        undated: fields.number("undated"),
    }
}

fn period(fields: &mut Fields, name: &'static str) -> Option<Period> {
    let period = fields.text_if(name)?.parse().ok();
    if period.is_none() {
        fields.fault(name);
    }
    period
}

/// A query.
pub(crate) fn query(fields: &mut Fields) -> Query {
    Query {
        text: fields.text("text"),
        filters: fields.many("filters", |filter| Filter {
            facet: filter.text("facet"),
            value: filter.text("value"),
            exclude: filter.flag("exclude"),
        }),
        from: period(fields, "from"),
        to: period(fields, "to"),
        sort: match fields.text("sort").as_str() {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            _ => Sort::Relevance,
        },
    }
}

fn passage(fields: &mut Fields) -> Passage {
    let part = |part: &mut Fields| Part { text: part.text("text"), hit: part.flag("hit") };
    Passage {
        number: fields.number("number"),
        headline: fields.many("headline", part),
        snippet: fields.many("snippet", part),
    }
}

fn marks(message: &mut Fields, ranges: Value) -> Vec<Range<usize>> {
    let Value::List(ranges) = ranges else {
        message.fault("Marks");
        return Vec::new();
    };
    let range = |value| {
        let mut range = message.within("Marks", value);
        range.number("start") as usize..range.number("end") as usize
    };
    ranges.into_iter().map(range).collect()
}

fn folded(fields: &mut Fields) -> Folded {
    Folded { text: fields.text("text"), widths: fields.text("widths") }
}

fn suggestion(fields: &mut Fields) -> Suggestion {
    Suggestion {
        what: match fields.text("what").as_str() {
            "name" => Suggested::Name,
            "word" => Suggested::Word,
            _ => Suggested::Value,
        },
        value: fields.text("value"),
        facet: fields.text("facet"),
        count: fields.number("count"),
        text: fields.text("text"),
        exclude: fields.flag("exclude"),
    }
}

/// What went wrong.
pub(crate) fn failure(fields: &mut Fields) -> Failure {
    Failure { kind: Trouble::named(&fields.text("kind")), what: fields.text("what"), reason: fields.text("reason") }
}

/// A list of pairs of texts.
pub(crate) fn pairs(fields: &mut Fields, name: &'static str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for value in fields.values(name) {
        let mut pair = match value {
            Value::List(pair) => pair.into_iter(),
            _ => Vec::new().into_iter(),
        };
        match (pair.next(), pair.next()) {
            (Some(Value::Text(field)), Some(Value::Text(text))) => texts.push((field, text)),
            _ => fields.fault(name),
        }
    }
    texts
}

/// A list of texts.
pub(crate) fn texts(fields: &mut Fields, name: &'static str) -> Vec<String> {
    let values = fields.values(name);
    let text = |value| match value {
        Value::Text(text) => text,
        _ => String::new(),
    };
    values.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::message;
    use crate::find::fold;
    use crate::protocol::{self, Message, Unreadable};

    fn hear(text: &str) -> Result<Message<Tell>, Unreadable> {
        message(serde_json::from_str(text).unwrap_or_default(), tell)
    }

    #[track_caller]
    fn check(body: Tell) {
        let text = protocol::write(7, &body);
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        assert_eq!(json(&crate::reply::write(7, &body)), json(&text));
        assert_eq!(hear(&text), protocol::read(&text));
        assert_eq!(hear(&text).map(|message| message.body), Ok(body));
    }

    fn period(text: &str) -> Option<Period> {
        text.parse().ok()
    }

    #[test]
    fn everything_that_can_be_told_is_heard() {
        let filter = Filter { facet: "places".to_owned(), value: "japan".to_owned(), exclude: true };
        check(Tell::Ready);
        check(Tell::Superseded);
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let (from, to) = (period("1987-03"), period("1987-04-02"));
            check(Tell::Committed(Query { text: "\"a\"".to_owned(), filters: vec![filter.clone()], from, to, sort }));
        }
        for what in [Suggested::Name, Suggested::Word, Suggested::Value] {
            let (value, facet, text) = ("El Salvador".to_owned(), "places".to_owned(), "oil ".to_owned());
            check(Tell::Suggestions(vec![Suggestion { what, value, facet, count: 7, text, exclude: true }]));
        }
        check(Tell::Marks(vec![vec![0..4, 6..7], Vec::new()]));
        check(Tell::Folded(vec![fold("Straße"), fold("Oil")]));
        let parts =
            vec![Part { text: "é\u{1f}\n\"\\".to_owned(), hit: true }, Part { text: " b".to_owned(), hit: false }];
        check(Tell::Passages(vec![Passage { number: 3, headline: parts.clone(), snippet: parts }]));
        for kind in [
            Trouble::Unreachable,
            Trouble::Gone,
            Trouble::Damaged,
            Trouble::TooNew,
            Trouble::TooOld,
            Trouble::Replaced,
            Trouble::OtherBuild,
            Trouble::Worker,
            Trouble::StorageOff,
            Trouble::StorageFull,
            Trouble::StorageBlocked,
            Trouble::StorageTooNew,
            Trouble::Storage,
        ] {
            check(Tell::Failed(Failure::new(kind, "search/000001.bin", "why")));
        }
        for (matched, unit) in [(Matched::All, Unit::Year), (Matched::Most, Unit::Month), (Matched::Any, Unit::Day)] {
            let values = vec![ValueCount { value: "uk".to_owned(), count: 2 }];
            let bars = period("1987").map(|period| Bar { period, count: 2 }).into_iter().collect();
            check(Tell::Answer(Answer {
                total: 12,
                clauses: 3,
                matched,
                totals: Totals { all: 1, most: 2, any: 12 },
                hits: vec![Hit { number: 5, score: 0.0 }],
                facets: vec![FacetCounts { facet: "places".to_owned(), values, more: true }],
                histogram: Histogram { unit, bars, undated: 1 },
                ignored: vec!["place:".to_owned()],
                also: vec!["workstations".to_owned()],
            }));
        }
    }

    #[test]
    fn a_message_of_another_build_is_told_apart_even_when_its_shape_is_unknown() {
        for body in [r#""Ready""#, r#"{"Dance":{}}"#] {
            let foreign = r#"{"build":"9.9.9-x","number":1,"body":BODY}"#.replace("BODY", body);
            assert_eq!(hear(&foreign), Err(Unreadable::OtherBuild("9.9.9-x".to_owned())));
        }
        let unknown = protocol::write(1, serde_json::json!({ "Dance": {} }));
        for text in ["no message", "[]", "{}", unknown.as_str()] {
            assert!(matches!(hear(text), Err(Unreadable::Malformed(_))), "{text}");
        }
    }
}
