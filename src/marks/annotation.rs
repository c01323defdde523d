//! Marks as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD: how they are kept, and how they leave.
//!
//! | of a mark | in the annotation |
//! |---|---|
//! | that it is there, its note, its tags | `motivation`: `highlighting`, `commenting`, `tagging` |
//! | note, tags | `body`: a `TextualBody` each, of `purpose` `commenting` or `tagging` |
//! | colour | `target.styleClass` |
//! | article | `target.source`: its `id` is the article's `uri`; `dc:title` and `dc:identifier` are headline and slug, `language` its language |
//! | words | `TextQuoteSelector` |
//! | position in the article's text | `TextPositionSelector`; the text is headline, standfirst and blocks, a line each |
//! | ends by blocks | `RangeSelector`, each end a `FragmentSelector` of the block's id, refined by a `TextPositionSelector` in it |
//! | that its article no longer has it | `urn:broadsheet:lost` on the target, where it is so |
//! | what spoke for other places | `urn:broadsheet:elsewhere` on the `TextQuoteSelector`; other programs pass over it |

use std::ops::Range;

use serde_json::{Value, json};

use super::mark::{Colour, Elsewhere, End, Mark, Quote, Selectors, Target};

/// The vocabulary.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What the model has no word for.
const ELSEWHERE: &str = "urn:broadsheet:elsewhere";
const LOST: &str = "urn:broadsheet:lost";

/// The annotation.
pub fn write(mark: &Mark) -> Value {
    let Mark { id, created, modified, colour, note, tags, target, lost } = mark;
    let mut motivation = vec!["highlighting"];
    let mut body = Vec::new();
    if !note.is_empty() {
        motivation.push("commenting");
        body.push(json!({ "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": note }));
    }
    if !tags.is_empty() {
        motivation.push("tagging");
        body.extend(tags.iter().map(|tag| json!({ "type": "TextualBody", "purpose": "tagging", "value": tag })));
    }
    let mut annotation = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "Annotation",
        "motivation": motivation,
        "target": {
            "type": "SpecificResource",
            "source": { "id": target.source, "type": "Text", "dc:title": target.headline, "dc:identifier": target.slug },
            "styleClass": colour.name(),
            "selector": write_selectors(&target.selectors),
        },
    });
    // One from a file may have no dates; an empty one would be none.
    for (name, date) in [("created", created), ("modified", modified)] {
        if !date.is_empty() {
            annotation[name] = json!(date);
        }
    }
    if !body.is_empty() {
        annotation["body"] = Value::Array(body);
    }
    if !target.language.is_empty() {
        annotation["target"]["source"]["language"] = json!(target.language);
    }
    if *lost {
        annotation["target"][LOST] = json!(true);
    }
    annotation
}

fn write_selectors(Selectors { ends, quote, position, elsewhere }: &Selectors) -> Vec<Value> {
    let Quote { exact, prefix, suffix } = quote;
    let mut words = json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix });
    if let Some(Elsewhere { quote, all }) = elsewhere {
        words[ELSEWHERE] = json!([quote, all]);
    }
    let mut selectors = vec![words];
    if let Some(Range { start, end }) = position {
        selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
    }
    if let Some((from, to)) = ends {
        let end = |End { block, offset }: &End| {
            let within = json!({ "type": "TextPositionSelector", "start": offset, "end": offset });
            json!({ "type": "FragmentSelector", "value": block, "refinedBy": within })
        };
        selectors.push(json!({ "type": "RangeSelector", "startSelector": end(from), "endSelector": end(to) }));
    }
    selectors
}

/// Reads an annotation leniently, whoever wrote it: one thing may stand where a list is meant, a text where a thing is. What
/// has no words that it marks is none of ours, and is `None`.
pub fn read(annotation: &Value) -> Option<Mark> {
    let target = many(&annotation["target"]).next()?;
    let source = &target["source"];
    let mut mark = Mark {
        id: text(&annotation["id"]),
        created: text(&annotation["created"]),
        modified: text(&annotation["modified"]),
        colour: Colour::named(many(&target["styleClass"]).find_map(Value::as_str).unwrap_or_default()),
        target: Target {
            source: source.as_str().map_or_else(|| text(&source["id"]), str::to_owned),
            headline: text(&source["dc:title"]),
            slug: text(&source["dc:identifier"]),
            language: text(&source["language"]),
            selectors: read_selectors(&target["selector"])?,
        },
        lost: target[LOST] == true,
        ..Mark::default()
    };
    for body in many(&annotation["body"]) {
        let value = body.as_str().map_or_else(|| text(&body["value"]), str::to_owned);
        match body["purpose"].as_str() {
            _ if value.is_empty() => {}
            Some("tagging") if mark.tags.contains(&value) => {}
            Some("tagging") => mark.tags.push(value),
            _ if mark.note.is_empty() => mark.note = value,
            _ => mark.note = [mark.note, value].join("\n\n"),
        }
    }
    Some(mark)
}

fn read_selectors(selectors: &Value) -> Option<Selectors> {
    let of_type = |name: &str| many(selectors).find(|selector| selector["type"] == name);
    let words =
        of_type("TextQuoteSelector").filter(|words| words["exact"].as_str().is_some_and(|text| !text.is_empty()))?;
    let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    let small = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    let position = of_type("TextPositionSelector");
    let position = position.and_then(|position| Some(number(&position["start"])?..number(&position["end"])?));
    let end = |selector: &Value| {
        Some(End { block: selector["value"].as_str()?.to_owned(), offset: number(&selector["refinedBy"]["start"])? })
    };
    let range = of_type("RangeSelector");
    let elsewhere = &words[ELSEWHERE];
    Some(Selectors {
        ends: range.and_then(|range| end(&range["startSelector"]).zip(end(&range["endSelector"]))),
        quote: Quote { exact: text(&words["exact"]), prefix: text(&words["prefix"]), suffix: text(&words["suffix"]) },
        position: position.filter(|range| range.start < range.end),
        elsewhere: small(&elsewhere[0]).zip(small(&elsewhere[1])).map(|(quote, all)| Elsewhere { quote, all }),
    })
}

/// The items of a list, or the one thing that stands in its place.
fn many(value: &Value) -> impl Iterator<Item = &Value> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::Null => &[],
        one => std::slice::from_ref(one),
    };
    items.iter()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::MarkedText;
    use crate::marks::anchor::select;

    fn mark() -> Mark {
        let part = |id: &str, text: &str| (id.to_owned(), text.to_owned());
        let text = MarkedText::new(&[
            part("headline", "Ends"),
            part("abstract", ""),
            part("aaaa", "One <b>two</b>."),
            part("bbbb", "Three."),
        ]);
        Mark {
            id: "urn:uuid:0b5f2f4e-0000-4000-8000-000000000000".to_owned(),
            created: "2026-11-26T07:00:00.000Z".to_owned(),
            modified: "2026-11-26T08:00:00.000Z".to_owned(),
            colour: Colour::Green,
            note: "<script>alert(1)</script>".to_owned(),
            tags: vec!["a".to_owned(), "b".to_owned()],
            target: Target {
                source: "https://example.org/a".to_owned(),
                headline: "Ends".to_owned(),
                slug: "ends-abcdefghij".to_owned(),
                language: "en".to_owned(),
                selectors: select(&(10..27), &text),
            },
            lost: true,
        }
    }

    #[test]
    fn an_annotation_is_read_as_it_was_written() {
        let mark = mark();
        assert_eq!(read(&write(&mark)), Some(mark.clone()));
        let mut plain = Mark { note: String::new(), tags: Vec::new(), lost: false, ..mark };
        plain.target.language = String::new();
        assert_eq!(write(&plain)["motivation"], json!(["highlighting"]));
        assert_eq!(read(&write(&plain)), Some(plain));
    }

    #[test]
    fn an_annotation_is_written_as_the_model_has_it() {
        let written = write(&mark());
        assert_eq!(written["@context"], CONTEXT);
        assert_eq!(written["type"], "Annotation");
        assert_eq!(written["motivation"], json!(["highlighting", "commenting", "tagging"]));
        assert_eq!(written["body"][1], json!({ "type": "TextualBody", "purpose": "tagging", "value": "a" }));
        let selectors = &written["target"]["selector"];
        assert_eq!(selectors[0]["exact"], "<b>two</b>.\nThree");
        assert_eq!(selectors[1], json!({ "type": "TextPositionSelector", "start": 10, "end": 27 }));
        let end = |block: &str, at: usize| json!({ "type": "FragmentSelector", "value": block, "refinedBy": { "type": "TextPositionSelector", "start": at, "end": at } });
        assert_eq!(
            selectors[2],
            json!({ "type": "RangeSelector", "startSelector": end("aaaa", 4), "endSelector": end("bbbb", 5) })
        );
    }

    #[test]
    fn the_plain_forms_of_other_programs_are_read() {
        let annotation = json!({
            "id": "urn:x", "body": "A note", "motivation": "commenting",
            "target": { "source": "https://example.org/a", "selector": { "type": "TextQuoteSelector", "exact": "words" } },
        });
        let mark = read(&annotation).unwrap_or_default();
        assert_eq!((mark.note.as_str(), mark.target.source.as_str()), ("A note", "https://example.org/a"));
        assert_eq!(mark.target.selectors.quote.exact, "words");
        for foreign in [
            json!(null),
            json!([]),
            json!({ "target": "https://example.org/a" }),
            json!({ "target": { "selector": [1, { "type": "TextQuoteSelector", "exact": "" }] } }),
        ] {
            assert_eq!(read(&foreign), None);
        }
    }
}
