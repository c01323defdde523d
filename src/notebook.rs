//! The messages between the page and the notebook's worker, written and read with little code; [`crate::envelope`] has what
//! stands around them. Its tests hold what is written against what is read.

use article::Article;
use article::fields::{Fields, Unfit, Value};

use crate::cite::Reference;
use crate::envelope::{Body, inside, message};
use crate::failure::Failure;
use crate::json_writer::Json;
use crate::marks::{Colour, PartRange};
use crate::protocol::{Message, Unreadable};
use crate::{reply, tell};

/// The parts of an article, each with the id under which marks know it.
pub type Texts = Vec<(String, String)>;

/// The parts of an article in the order of [`Article::texts`], each with its id.
pub fn texts_of(article: &Article) -> Texts {
    let above = ["headline", "abstract"].map(str::to_owned);
    let ids = above.into_iter().chain(article.body.iter().map(|block| block.id.clone()));
    ids.zip(article.texts().into_iter().map(|(_, text)| text)).collect()
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To open the marks that this device keeps for the archive of this id. Comes first; there is no reply.
    Open(String),
    /// To say where the marks of an article stand in it now.
    Read {
        /// The article's `uri`.
        source: String,
        /// Its text.
        texts: Texts,
    },
    /// To mark a passage.
    Make(Box<Passage>),
    /// To delete the mark of this id.
    Delete(String),
    /// To write the citations of an article.
    Cite(Box<Reference>),
}

/// A passage to mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The article's `uri`.
    pub source: String,
    /// The article's headline.
    pub headline: String,
    /// The article's address in the archive.
    pub slug: String,
    /// The article's text.
    pub texts: Texts,
    /// The part it begins in, and how many of that part's characters stand before it.
    pub from: (usize, usize),
    /// The part it ends in, and the same of its end.
    pub to: (usize, usize),
    /// Its colour.
    pub colour: Colour,
}

/// What the worker tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tell {
    /// It has started and listens.
    Ready,
    /// An article's marks, those that are placed in their order, then the others.
    Marks(Vec<Placed>),
    /// The mark of this id was made, changed or deleted.
    Changed(String),
    /// The citation in each of [`crate::cite::FORMATS`], and behind them the quotation.
    Cited(Vec<String>),
    /// Why there is no reply.
    Failed(Failure),
}

/// A mark, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The mark's id.
    pub id: String,
    /// Its colour.
    pub colour: Colour,
    /// The words that were marked.
    pub quote: String,
    /// Where it stands in the article, part by part; nothing where it could not be placed.
    pub stretches: Vec<PartRange>,
}

/// Writes what is asked as a message of this build.
pub fn write_ask(number: u32, asked: &Ask) -> String {
    Json::message(number, |json| match asked {
        Ask::Open(archive) => json.variant("Open", |json| json.text(archive)),
        Ask::Read { source, texts } => json.variant("Read", |json| {
            json.object(|json| {
                json.field("source").text(source);
                write_texts(json, texts);
            });
        }),
        Ask::Make(passage) => json.variant("Make", |json| {
            json.object(|json| {
                json.field("source").text(&passage.source);
                json.field("headline").text(&passage.headline);
                json.field("slug").text(&passage.slug);
                write_texts(json, &passage.texts);
                write_edge(json.field("from"), passage.from);
                write_edge(json.field("to"), passage.to);
                json.field("colour").text(passage.colour.name());
            });
        }),
        Ask::Delete(id) => json.variant("Delete", |json| json.text(id)),
        Ask::Cite(reference) => json.variant("Cite", |json| reference.write(json)),
    })
}

/// Writes what is told as a message of this build.
pub fn write_tell(number: u32, told: &Tell) -> String {
    Json::message(number, |json| match told {
        Tell::Ready => json.text("Ready"),
        Tell::Marks(marks) => json.variant("Marks", |json| {
            json.list(marks, |json, mark| {
                json.object(|json| {
                    json.field("id").text(&mark.id);
                    json.field("colour").text(mark.colour.name());
                    json.field("quote").text(&mark.quote);
                    json.field("stretches").list(&mark.stretches, write_range);
                });
            });
        }),
        Tell::Changed(id) => json.variant("Changed", |json| json.text(id)),
        Tell::Cited(texts) => {
            json.variant("Cited", |json| {
                json.object(|json| json.field("texts").list(texts, |json, text| json.text(text)))
            });
        }
        Tell::Failed(failure) => json.variant("Failed", |json| reply::failure(json, failure)),
    })
}

fn write_texts(json: &mut Json, texts: &Texts) {
    json.field("texts").list(texts, |json, (id, text)| json.list(&[id, text], |json, text| json.text(text)));
}

fn write_edge(json: &mut Json, (part, offset): (usize, usize)) {
    json.object(|json| {
        json.field("part").number(part);
        json.field("offset").number(offset);
    });
}

fn write_range(json: &mut Json, range: &PartRange) {
    json.object(|json| {
        json.field("part").number(range.part);
        json.field("start").number(range.start);
        json.field("end").number(range.end);
    });
}

/// Reads a message of the page, and refuses one of another build.
pub fn hear_ask(value: Value) -> Result<Message<Ask>, Unreadable> {
    message(value, |message, name, value| match name {
        "Open" => Ask::Open(text(message, value)),
        "Read" => {
            let mut read = message.within("Read", value);
            Ask::Read { source: read.text("source"), texts: texts(&mut read) }
        }
        "Make" => {
            let mut make = message.within("Make", value);
            Ask::Make(Box::new(Passage {
                source: make.text("source"),
                headline: make.text("headline"),
                slug: make.text("slug"),
                texts: texts(&mut make),
                from: make.one("from", edge),
                to: make.one("to", edge),
                colour: Colour::named(&make.text("colour")),
            }))
        }
        "Delete" => Ask::Delete(text(message, value)),
        "Cite" => Ask::Cite(Box::new(Reference::read(&mut message.within("Cite", value)))),
        _ => {
            message.fault("body");
            Ask::Delete(String::new())
        }
    })
}

/// Reads what is inside a message of the worker.
pub fn hear_tell(body: Body) -> Result<Tell, Unfit> {
    inside(body, |message, name, value| match (name, value) {
        ("Ready", _) => Tell::Ready,
        ("Changed", value) => Tell::Changed(text(message, value)),
        ("Cited", value) => Tell::Cited(tell::texts(&mut message.within("Cited", value), "texts")),
        ("Failed", value) => Tell::Failed(tell::failure(&mut message.within("Failed", value))),
        ("Marks", Value::List(marks)) => {
            Tell::Marks(marks.into_iter().map(|value| placed(&mut message.within("Marks", value))).collect())
        }
        _ => {
            message.fault("body");
            Tell::Ready
        }
    })
}

fn placed(fields: &mut Fields) -> Placed {
    Placed {
        id: fields.text("id"),
        colour: Colour::named(&fields.text("colour")),
        quote: fields.text("quote"),
        stretches: fields.many("stretches", range),
    }
}

fn edge(fields: &mut Fields) -> (usize, usize) {
    (fields.number("part") as usize, fields.number("offset") as usize)
}

fn range(fields: &mut Fields) -> PartRange {
    let mut number = |name| fields.number(name) as usize;
    PartRange { part: number("part"), start: number("start"), end: number("end") }
}

fn text(message: &Fields, value: Value) -> String {
    match value {
        Value::Text(text) => text,
        _ => {
            message.fault("body");
            String::new()
        }
    }
}

fn texts(fields: &mut Fields) -> Texts {
    tell::pairs(fields, "texts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Trouble;

    fn value(text: &str) -> Value {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn texts() -> Texts {
        vec![("headline".to_owned(), "A \"b\"".to_owned()), ("aaaa".to_owned(), "\u{1}".to_owned())]
    }

    #[test]
    fn everything_that_can_be_asked_is_heard() {
        let passage = Passage {
            source: "urn:x".to_owned(),
            headline: "A".to_owned(),
            slug: "a-b".to_owned(),
            texts: texts(),
            from: (2, 3),
            to: (3, 1),
            colour: Colour::Pink,
        };
        for ask in [
            Ask::Open("press".to_owned()),
            Ask::Read { source: "urn:x".to_owned(), texts: texts() },
            Ask::Make(Box::new(passage)),
            Ask::Delete("urn:uuid:1".to_owned()),
            Ask::Cite(Box::default()),
        ] {
            let heard = hear_ask(value(&write_ask(7, &ask)));
            assert_eq!(heard.map(|message| (message.number, message.body)), Ok((7, ask)));
        }
    }

    #[test]
    fn everything_that_can_be_told_is_heard() {
        let stretches = vec![PartRange { part: 2, start: 3, end: 9 }];
        let mark = |colour| Placed {
            id: "urn:uuid:1".to_owned(),
            colour,
            quote: "“a”\n".to_owned(),
            stretches: stretches.clone(),
        };
        for tell in [
            Tell::Ready,
            Tell::Marks(Colour::ALL.map(mark).to_vec()),
            Tell::Changed("urn:uuid:1".to_owned()),
            Tell::Cited(vec!["“a”\r\n".to_owned(), String::new()]),
            Tell::Failed(Failure::new(Trouble::StorageFull, "a", "b")),
        ] {
            let opened = crate::envelope::open(value(&write_tell(7, &tell)));
            let heard = opened.map(|message| (message.number, hear_tell(message.body)));
            assert_eq!(heard, Ok((7, Ok(tell))));
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let foreign = r#"{"build":"9.9.9-x","number":1,"body":{"Dance":{}}}"#;
        assert_eq!(hear_ask(value(foreign)), Err(Unreadable::OtherBuild("9.9.9-x".to_owned())));
        let of_this_build = |body: &str| Json::message(1, |json| json.variant(body, |json| json.nothing()));
        for text in ["no message", "[]", &of_this_build("Dance"), &of_this_build("Read"), &of_this_build("Delete")] {
            assert!(matches!(hear_ask(value(text)), Err(Unreadable::Malformed(_))), "{text}");
        }
    }
}
