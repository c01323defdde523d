//! What leaves the notebook as JSON-LD, held against what the Web Annotation Data Model demands (W3C Recommendation of 23
//! February 2017, https://www.w3.org/TR/annotation-model/): each MUST that is about something the export has, by its section.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use reader::marks::anchor::select;
use reader::marks::{Colour, Mark, MarkedText, Target, collection};
use serde_json::{Value, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What is wrong with a collection, each fault with the section that it offends.
fn faults(file: &Value) -> Vec<String> {
    let mut faults = Faults::default();
    let items = file["first"]["items"].as_array();
    faults.say(is_or_has(&file["@context"], CONTEXT), "5.1 the collection must have the context");
    faults.say(is_iri(&file["id"]), "5.1 the collection must have exactly one IRI");
    faults.say(is_or_has(&file["type"], "AnnotationCollection"), "5.1 the collection must have its type");
    faults.say(file["label"].is_string(), "5.1 a label must be a string");
    faults.say(file["total"].is_u64(), "5.1 the total must be a non-negative integer");
    faults.say(is_time(&file["created"]), "3.3.1 a time must be an xsd:dateTime in UTC with Z");
    faults.say(file["total"] == 0 || file["first"].is_object(), "5.1 a collection of any must have one first page");
    faults.say(file["total"].as_u64() == Some(items.map_or(0, Vec::len) as u64), "5.1 the total is that of the pages");
    if let Value::Object(page) = &file["first"] {
        faults.say(!page.contains_key("@context"), "5.2 an embedded page has no context");
        faults.say(is_iri(&page["id"]), "5.2 a page must have exactly one IRI");
        faults.say(is_or_has(&page["type"], "AnnotationPage"), "5.2 a page must have its type");
        faults.say(page["partOf"] == file["id"], "5.2 a page is part of its collection");
        faults.say(page["startIndex"].is_u64(), "5.2 the start index must be a non-negative integer");
        faults.say(items.is_some_and(|items| !items.is_empty()), "5.2 a page must have one annotation or more");
        faults.say(file["last"] == page["id"], "5.1 the last page is given by its IRI");
    }
    items.into_iter().flatten().for_each(|item| faults.annotation(item));
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn say(&mut self, is_right: bool, fault: &str) {
        if !is_right {
            self.0.push(fault.to_owned());
        }
    }

    fn annotation(&mut self, annotation: &Value) {
        self.say(is_iri(&annotation["id"]), "3.1 an annotation must have exactly one IRI");
        self.say(is_or_has(&annotation["type"], "Annotation"), "3.1 an annotation must have its type");
        self.say(annotation["target"].is_object(), "3.1 there must be one target or more");
        for time in ["created", "modified"] {
            self.say(is_time(&annotation[time]), "3.3.1 a time must be an xsd:dateTime in UTC with Z");
        }
        // 3.3.5, and the instances that are listed there.
        let motivations = annotation["motivation"].as_array().map(Vec::as_slice).unwrap_or_default();
        let is_known = |motivation: &Value| {
            ["highlighting", "commenting", "tagging"].contains(&motivation.as_str().unwrap_or_default())
        };
        self.say(!motivations.is_empty() && motivations.iter().all(is_known), "3.3.5 a motivation must be an instance");
        for body in annotation["body"].as_array().into_iter().flatten() {
            self.say(is_or_has(&body["type"], "TextualBody"), "3.2.4 a text must have its type");
            self.say(body["value"].is_string(), "3.2.4 a text must have exactly one value, a string");
            self.say(is_known(&body["purpose"]), "3.3.5 a purpose must be a motivation");
            self.say(body["format"].is_null() || body["format"].is_string(), "3.2.1 a format is a string");
        }
        self.say(annotation["body"].is_null() || annotation["body"].is_array(), "3.1 bodies are a list");
        self.say(annotation["bodyValue"].is_null(), "3.2.5 there must be no bodyValue beside a body");
        let target = &annotation["target"];
        self.say(is_or_has(&target["type"], "SpecificResource"), "4. a specific resource has its type");
        self.say(is_iri(&target["source"]["id"]), "4. a specific resource must have exactly one source");
        self.say(target["source"]["type"] == "Text", "3.2.2 the class of a resource is one of those listed");
        let language = &target["source"]["language"];
        self.say(
            language.is_null() || language.as_str().is_some_and(|tag| !tag.is_empty()),
            "3.2.1 a language is a tag",
        );
        self.say(
            target["styleClass"].as_str().is_some_and(|name| !name.contains(' ')),
            "4.4 a style class is one name",
        );
        let selectors = target["selector"].as_array().map(Vec::as_slice).unwrap_or_default();
        self.say(!selectors.is_empty(), "4.2 there is a selector");
        selectors.iter().for_each(|selector| self.selector(selector));
    }

    fn selector(&mut self, selector: &Value) {
        match selector["type"].as_str().unwrap_or_default() {
            "TextQuoteSelector" => {
                let exact = selector["exact"].as_str().is_some_and(|text| !text.is_empty());
                self.say(exact, "4.2.4 a quote must have exactly one exact");
                for side in ["prefix", "suffix"] {
                    self.say(selector[side].is_string(), "4.2.4 what stands beside a quote is a string");
                }
            }
            "TextPositionSelector" => {
                let (start, end) = (selector["start"].as_u64(), selector["end"].as_u64());
                let is_range = start.zip(end).is_some_and(|(start, end)| start <= end);
                self.say(is_range, "4.2.5 a position must have one start and one end, non-negative integers");
            }
            "FragmentSelector" => {
                self.say(selector["value"].is_string(), "4.2.1 a fragment must have exactly one value");
            }
            "RangeSelector" => {
                for end in ["startSelector", "endSelector"] {
                    self.say(selector[end].is_object(), "4.2.9 a range must have exactly one selector at each end");
                    self.selector(&selector[end]);
                }
            }
            other => self.0.push(format!("4.2 there is no selector called {other:?}")),
        }
        if !selector["refinedBy"].is_null() {
            self.selector(&selector["refinedBy"]);
        }
    }
}

fn is_or_has(value: &Value, wanted: &str) -> bool {
    value == wanted || value.as_array().is_some_and(|values| values.iter().any(|value| value == wanted))
}

/// An absolute IRI (RFC 3987): a scheme, and no character that none may have.
fn is_iri(value: &Value) -> bool {
    let Some((scheme, rest)) = value.as_str().and_then(|text| text.split_once(':')) else { return false };
    let named = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    named && !rest.is_empty() && !rest.chars().any(|letter| letter.is_whitespace() || "<>\"{}|\\^`".contains(letter))
}

fn is_time(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let form = |(at, letter): (usize, char)| match at {
        4 | 7 => letter == '-',
        10 => letter == 'T',
        13 | 16 => letter == ':',
        19 => letter == '.' || letter == 'Z',
        _ => letter.is_ascii_digit() || at > 19 && letter == 'Z',
    };
    text.len() >= 20 && text.ends_with('Z') && text.chars().enumerate().all(form)
}

fn mark(text: &str, note: &str, tags: &[&str], colour: Colour) -> Mark {
    let part = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    let text = MarkedText::new(&[part("headline", "A story"), part("aaaaaaaa", text), part("bbbbbbbb", "It ends.")]);
    let selectors = select(&text.range((1, 0), (2, 99)).unwrap_or(0..7), &text);
    let time = "2026-11-26T07:00:00.000Z".to_owned();
    Mark {
        id: "urn:uuid:0b5f2f4e-0000-4000-8000-000000000000".to_owned(),
        created: time.clone(),
        modified: time,
        colour,
        note: note.to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        target: Target {
            source: "https://example.org/a".to_owned(),
            headline: "A story".to_owned(),
            slug: "a-story-abcdefghij".to_owned(),
            language: "en-GB".to_owned(),
            selectors,
        },
        lost: tags.is_empty(),
    }
}

fn exported(marks: &[Mark]) -> Value {
    serde_json::from_str(&collection(marks, "press", "The Press", "2026-11-26T09:00:00.000Z")).unwrap_or_default()
}

fn whole() -> Value {
    exported(&[
        mark("One \"two\" <b>three</b>.", "A note\nof two lines", &["a", "b c"], Colour::Green),
        mark("One two three.", "", &[], Colour::Orange),
    ])
}

#[test]
fn an_export_is_what_the_model_demands() {
    assert_eq!(faults(&whole()), [""; 0]);
    // A collection of none has no page: each page must have an annotation.
    assert_eq!(faults(&exported(&[])), [""; 0]);
}

#[test]
fn an_export_that_is_not_is_noticed() {
    let item = "/first/items/0";
    for (pointer, wrong) in [
        ("/@context", json!("http://example.org/")),
        ("/id", json!("no iri")),
        ("/type", json!("List")),
        ("/label", json!(["a"])),
        ("/total", json!(-1)),
        ("/total", json!(3)),
        ("/created", json!("2026-11-26")),
        ("/first", json!(null)),
        ("/last", json!(null)),
        ("/first/id", json!(null)),
        ("/first/type", json!("Page")),
        ("/first/partOf", json!("urn:x:y")),
        ("/first/startIndex", json!("0")),
        ("/first/items", json!([])),
        (&[item, "/id"].concat(), json!(["urn:a:b"])),
        (&[item, "/type"].concat(), json!("Note")),
        (&[item, "/created"].concat(), json!("2026-11-26T07:00:00+01:00")),
        (&[item, "/motivation"].concat(), json!(["liking"])),
        (&[item, "/body/0/type"].concat(), json!("Text")),
        (&[item, "/body/0/value"].concat(), json!(3)),
        (&[item, "/body/1/purpose"].concat(), json!("tag")),
        (&[item, "/target"].concat(), json!(null)),
        (&[item, "/target/type"].concat(), json!("Thing")),
        (&[item, "/target/source/id"].concat(), json!("")),
        (&[item, "/target/source/language"].concat(), json!("")),
        (&[item, "/target/styleClass"].concat(), json!("a b")),
        (&[item, "/target/selector"].concat(), json!([])),
        (&[item, "/target/selector/0/exact"].concat(), json!("")),
        (&[item, "/target/selector/0/prefix"].concat(), json!(null)),
        (&[item, "/target/selector/1/start"].concat(), json!(99999)),
        (&[item, "/target/selector/2/endSelector"].concat(), json!(null)),
        (&[item, "/target/selector/2/startSelector/value"].concat(), json!(null)),
        (&[item, "/target/selector/2/startSelector/refinedBy/end"].concat(), json!(-1)),
        (&[item, "/target/selector/2/type"].concat(), json!("LineSelector")),
    ] {
        let mut file = whole();
        let place = file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there"));
        *place = wrong;
        assert_ne!(faults(&file), [""; 0], "{pointer}");
    }
}

proptest! {
    #[test]
    fn every_export_is_what_the_model_demands(
        text in "\\PC{1,60}", note in any::<String>(), tags in proptest::collection::vec("\\PC{1,9}", 0..3), colour in 0_usize..5
    ) {
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        let file = exported(&[mark(&text, &note, &tags, Colour::ALL[colour])]);
        prop_assert_eq!(faults(&file), [""; 0]);
    }
}
