//! The messages between the page and the notebook's worker, written and read with little code; [`crate::envelope`] has what
//! stands around them. Its tests hold what is written against what is read.
//!
//! What only those see who mark, the worker draws: it tells [`Region`]s of the page as trees of JSON, of which the page makes
//! elements (`components/drawn.rs`), and hears what is done to them as the name of an act and a value.

use article::Article;
use article::fields::{Fields, Unfit, Value};

use crate::aloud::Spoken;
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

/// What the page asks. Every reply is [`Tell::Shown`], or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To open the marks that this device keeps for the archive of this id and title. Comes first; there is no reply.
    Open(String, String),
    /// To show an article's marks.
    Article(Box<Shown>),
    /// To show all marks.
    Notebook,
    /// To mark a passage of the article that is shown: from one of its parts and how many of that part's characters stand
    /// before it, to another, in this colour; and to open the new mark's note.
    Make((usize, usize), (usize, usize), Colour, bool),
    /// To do what an element says of which the reader made use.
    Act {
        /// What it says.
        act: String,
        /// What stands in the field.
        value: String,
    },
    /// To show anew what is shown, since another tab changed the marks.
    Refresh,
    /// To write the citations of an article. The reply is [`Tell::Cited`].
    Cite(Box<Reference>),
    /// The article that is shown, and behind it the results that come next, each by its address and its headline: what may
    /// be added to the queue.
    Around(Vec<(String, String)>),
}

/// An article that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its `uri`.
    pub source: String,
    /// Its headline.
    pub headline: String,
    /// Its address in the archive.
    pub slug: String,
    /// Its text.
    pub texts: Texts,
}

/// What the worker tells.
#[derive(Debug)]
pub enum Tell {
    /// It has started and listens.
    Ready,
    /// What is to be seen now.
    Shown(View),
    /// The citation in each of [`crate::cite::FORMATS`], and behind them the quotation.
    Cited(Vec<String>),
    /// Why there is no reply.
    Failed(Failure),
}

/// What is to be seen.
#[derive(Debug, Default)]
pub struct View {
    /// Where marks stand in the article; `None` where that is as before.
    pub painted: Option<Vec<(PartRange, Colour)>>,
    /// What has changed of the page.
    pub regions: Vec<Region>,
    /// The `data-value` of what is to have the focus.
    pub focus: Option<String>,
    /// Whether the marks have changed, which other tabs have to hear.
    pub changed: bool,
    /// The sentence that is read aloud; `None` where that is as before.
    pub spoken: Option<Spoken>,
}

/// A part of the page by its name, and what stands there: a text, or a list of an element's name with its class, its
/// attributes, and what stands in it.
pub type Region = (String, Value);

/// Writes what is asked as a message of this build.
pub fn write_ask(number: u32, asked: &Ask) -> String {
    Json::message(number, |json| match asked {
        Ask::Open(archive, title) => json.variant("Open", |json| write_texts(json, &[archive, title])),
        Ask::Article(shown) => json.variant("Article", |json| {
            json.object(|json| {
                json.field("source").text(&shown.source);
                json.field("headline").text(&shown.headline);
                json.field("slug").text(&shown.slug);
                write_pairs(json.field("texts"), &shown.texts);
            });
        }),
        Ask::Notebook => json.text("Notebook"),
        Ask::Make(from, to, colour, note) => json.variant("Make", |json| {
            json.object(|json| {
                for (name, number) in [("part", from.0), ("start", from.1), ("last", to.0), ("end", to.1)] {
                    json.field(name).number(number);
                }
                json.field("colour").text(colour.name());
                json.field("note").flag(*note);
            });
        }),
        Ask::Act { act, value } => json.variant("Act", |json| write_texts(json, &[act, value])),
        Ask::Refresh => json.text("Refresh"),
        Ask::Cite(reference) => json.variant("Cite", |json| reference.write(json)),
        Ask::Around(entries) => json.variant("Around", |json| {
            json.object(|json| write_pairs(json.field("entries"), entries));
        }),
    })
}

fn write_pairs(json: &mut Json, pairs: &[(String, String)]) {
    json.list(pairs, |json, (one, other)| write_texts(json, &[one, other]));
}

fn write_texts(json: &mut Json, texts: &[&String]) {
    json.list(texts, |json, text| json.text(text));
}

/// Writes what is told as a message of this build. `regions` are those of the view as JSON, which the worker has them in.
pub fn write_tell(number: u32, told: &Tell, regions: &str) -> String {
    Json::message(number, |json| match told {
        Tell::Ready => json.text("Ready"),
        Tell::Shown(View { painted, focus, changed, spoken, .. }) => json.variant("Shown", |json| {
            json.object(|json| {
                if let Some(painted) = painted {
                    json.field("painted").list(painted, |json, (range, colour)| {
                        json.object(|json| {
                            write_stretch(json, range);
                            json.field("colour").text(colour.name());
                        });
                    });
                }
                json.field("regions").raw(regions);
                if let Some(focus) = focus {
                    json.field("focus").text(focus);
                }
                json.field("changed").flag(*changed);
                if let Some(Spoken { place, goes_there }) = spoken {
                    json.field("spoken").object(|json| {
                        if let Some((slug, place)) = place {
                            json.field("slug").text(slug);
                            write_stretch(json, place);
                        }
                        json.field("goes").flag(*goes_there);
                    });
                }
            });
        }),
        Tell::Cited(texts) => {
            json.variant("Cited", |json| {
                json.object(|json| json.field("texts").list(texts, |json, text| json.text(text)))
            });
        }
        Tell::Failed(failure) => json.variant("Failed", |json| reply::failure(json, failure)),
    })
}

fn write_stretch(json: &mut Json, range: &PartRange) {
    for (name, number) in [("part", range.part), ("start", range.start), ("end", range.end)] {
        json.field(name).number(number);
    }
}

/// Reads a message of the page, and refuses one of another build.
pub fn hear_ask(value: Value) -> Result<Message<Ask>, Unreadable> {
    message(value, |message, name, value| match name {
        "Open" => {
            let (archive, title) = pair(message, value);
            Ask::Open(archive, title)
        }
        "Article" => {
            let mut shown = message.within("Article", value);
            Ask::Article(Box::new(Shown {
                source: shown.text("source"),
                headline: shown.text("headline"),
                slug: shown.text("slug"),
                texts: tell::pairs(&mut shown, "texts"),
            }))
        }
        "Notebook" => Ask::Notebook,
        "Make" => {
            let mut make = message.within("Make", value);
            let mut number = |name| make.number(name) as usize;
            let (from, to) = ((number("part"), number("start")), (number("last"), number("end")));
            Ask::Make(from, to, Colour::named(&make.text("colour")), make.flag("note"))
        }
        "Act" => {
            let (act, value) = pair(message, value);
            Ask::Act { act, value }
        }
        "Refresh" => Ask::Refresh,
        "Cite" => Ask::Cite(Box::new(Reference::read(&mut message.within("Cite", value)))),
        "Around" => Ask::Around(tell::pairs(&mut message.within("Around", value), "entries")),
        _ => {
            message.fault("body");
            Ask::Refresh
        }
    })
}

fn pair(message: &Fields, value: Value) -> (String, String) {
    let texts = match value {
        Value::List(texts) => texts,
        _ => Vec::new(),
    };
    let mut texts = texts.into_iter();
    match (texts.next(), texts.next()) {
        (Some(Value::Text(one)), Some(Value::Text(other))) => (one, other),
        _ => {
            message.fault("body");
            Default::default()
        }
    }
}

/// Reads what is inside a message of the worker.
pub fn hear_tell(body: Body) -> Result<Tell, Unfit> {
    inside(body, |message, name, value| match name {
        "Ready" => Tell::Ready,
        "Cited" => Tell::Cited(tell::texts(&mut message.within("Cited", value), "texts")),
        "Shown" => Tell::Shown(view(&mut message.within("Shown", value))),
        "Failed" => Tell::Failed(tell::failure(&mut message.within("Failed", value))),
        _ => {
            message.fault("body");
            Tell::Ready
        }
    })
}

fn view(fields: &mut Fields) -> View {
    let painted = match fields.value("painted") {
        Value::List(painted) => {
            Some(painted.into_iter().map(|value| range(&mut fields.within("painted", value))).collect())
        }
        _ => None,
    };
    let regions = fields.one("regions", |regions| regions.rest());
    let spoken = match fields.value("spoken") {
        Value::Nothing => None,
        spoken => Some(spoken_of(&mut fields.within("spoken", spoken))),
    };
    View { painted, regions, focus: fields.text_if("focus"), changed: fields.flag("changed"), spoken }
}

fn range(fields: &mut Fields) -> (PartRange, Colour) {
    (stretch(fields), Colour::named(&fields.text("colour")))
}

fn stretch(fields: &mut Fields) -> PartRange {
    let mut number = |name| fields.number(name) as usize;
    PartRange { part: number("part"), start: number("start"), end: number("end") }
}

fn spoken_of(fields: &mut Fields) -> Spoken {
    let place = fields.text_if("slug").map(|slug| (slug, stretch(fields)));
    Spoken { place, goes_there: fields.flag("goes") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Trouble;

    fn value(text: &str) -> Value {
        serde_json::from_str(text).unwrap_or_default()
    }

    #[test]
    fn everything_that_can_be_asked_is_heard() {
        let shown = Shown {
            source: "urn:x".to_owned(),
            headline: "A".to_owned(),
            slug: "a-b".to_owned(),
            texts: vec![("headline".to_owned(), "A \"b\"".to_owned()), ("aaaa".to_owned(), "\u{1}".to_owned())],
        };
        for ask in [
            Ask::Open("press".to_owned(), "The Press".to_owned()),
            Ask::Article(Box::new(shown)),
            Ask::Notebook,
            Ask::Make((2, 3), (3, 1), Colour::Pink, true),
            Ask::Act { act: "delete urn:x".to_owned(), value: "“a”\n".to_owned() },
            Ask::Refresh,
            Ask::Cite(Box::default()),
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
        let painted = Colour::ALL.map(|colour| (range, colour)).to_vec();
        let told =
            View { painted: Some(painted.clone()), focus: Some("a".to_owned()), changed: true, ..View::default() };
        let Tell::Shown(view) = hear(&Tell::Shown(told), r#"{"list":["p",{},"é"]}"#) else { panic!("a view") };
        assert_eq!((view.painted, view.focus.as_deref(), view.changed), (Some(painted), Some("a"), true));
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
}
