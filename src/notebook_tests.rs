//! That page and notebook understand each other: what is written is held against what is read.

use super::*;
use crate::failure::Trouble;

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[test]
fn everything_that_can_be_asked_is_heard() {
    let shown = Shown {
        source: "urn:x".to_owned(),
        url: "https://example.org/a".to_owned(),
        headline: "A".to_owned(),
        slug: "a-b".to_owned(),
        language: "en".to_owned(),
        passage: "a-,b%20c".to_owned(),
        goes: true,
        texts: vec![("headline".to_owned(), "A \"b\"".to_owned()), ("aaaa".to_owned(), "\u{1}".to_owned())],
    };
    for ask in [
        Ask::Open(["press", "The Press", "https://example.org/"].map(str::to_owned)),
        Ask::Article(Box::new(shown)),
        Ask::Notebook,
        Ask::Make(((2, 3), (3, 1)), Make::Mark(Colour::Pink)),
        Ask::Make(((2, 3), (3, 1)), Make::Note),
        Ask::Make(((2, 3), (3, 1)), Make::Link),
        Ask::Act { act: "delete urn:x".to_owned(), value: "“a”\n".to_owned() },
        Ask::Refresh,
        Ask::Cite(Box::default(), ((2, 3), (3, 1))),
        Ask::Around(vec![("./?article=a-b".to_owned(), "A \"b\"".to_owned())]),
    ] {
        let heard = hear_ask(value(&write_ask(7, &ask)));
        assert_eq!(heard.map(|message| (message.number, message.body)), Ok((7, ask)));
    }
}

#[track_caller]
fn hear(tell: &Tell, regions: &str) -> Tell {
    let opened = crate::envelope::open(value(&write_tell(7, tell, regions)));
    opened.ok().and_then(|message| hear_tell(message.body).ok()).unwrap_or(Tell::Ready)
}

#[test]
fn everything_that_can_be_told_is_heard() {
    let range = PartRange { part: 2, start: 3, end: 9 };
    let colours = Colour::ALL.into_iter().map(Some).chain([None]);
    let painted: Vec<_> = (0..).zip(colours).map(|(number, colour)| Stroke { range, colour, number }).collect();
    let (focus, copy) = (Some("a".to_owned()), Some("b".to_owned()));
    let told = View { painted: Some(painted.clone()), focus, changed: true, copy, ..View::default() };
    let Tell::Shown(view) = hear(&Tell::Shown(told), r#"{"list":["p",{},"é"]}"#) else { panic!("a view") };
    assert_eq!((view.painted, view.focus.as_deref(), view.changed), (Some(painted), Some("a"), true));
    assert_eq!(view.copy.as_deref(), Some("b"));
    assert!(matches!(view.regions.as_slice(), [(name, Value::List(parts))] if name == "list" && parts.len() == 3));
    let Tell::Shown(view) = hear(&Tell::Shown(View::default()), "{}") else { panic!("a view") };
    assert!(view.painted.is_none() && view.focus.is_none() && !view.changed && view.regions.is_empty());
    for place in [Some(("a-b".to_owned(), range)), None] {
        let spoken = Some(Spoken { goes_there: place.is_some(), place });
        let told = View { spoken: spoken.clone(), ..View::default() };
        let Tell::Shown(view) = hear(&Tell::Shown(told), "{}") else { panic!("a view") };
        assert_eq!(view.spoken, spoken);
    }
    let cited = vec!["“a”\r\n".to_owned(), String::new()];
    assert!(matches!(hear(&Tell::Cited(cited.clone()), ""), Tell::Cited(heard) if heard == cited));
    let failure = Failure::new(Trouble::StorageFull, "a", "b");
    assert!(matches!(hear(&Tell::Failed(failure.clone()), "{}"), Tell::Failed(heard) if heard == failure));
}

#[test]
fn what_is_no_message_is_refused() {
    let foreign = r#"{"build":"9.9.9-x","number":1,"body":{"Dance":{}}}"#;
    assert_eq!(hear_ask(value(foreign)), Err(Unreadable::OtherBuild("9.9.9-x".to_owned())));
    let of_this_build = |body: &str| Json::message(1, |json| json.variant(body, |json| json.nothing()));
    for text in ["no message", "[]", &of_this_build("Dance"), &of_this_build("Article"), &of_this_build("Act")] {
        assert!(matches!(hear_ask(value(text)), Err(Unreadable::Malformed(_))), "{text}");
    }
}
