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

/// Two edges of a passage of the article that is shown: each one of its parts, and how many of that part's characters stand
/// before it.
pub type Ends = ((usize, usize), (usize, usize));

/// What is to be made of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// A mark in this colour.
    Mark(Colour),
    /// A mark whose note is opened.
    Note,
    /// Its address, to be copied.
    Link,
}

impl Make {
    fn name(self) -> &'static str {
        match self {
            Self::Mark(colour) => colour.name(),
            Self::Note => "note",
            Self::Link => "link",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "note" => Self::Note,
            "link" => Self::Link,
            colour => Self::Mark(Colour::named(colour)),
        }
    }
}

/// What the page asks. Every reply is [`Tell::Shown`], or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To open the marks that this device keeps for the archive of this id and title, whose app has this address. Comes first;
    /// there is no reply.
    Open([String; 3]),
    /// To show an article's marks.
    Article(Box<Shown>),
    /// To show all marks.
    Notebook,
    /// To make something of a passage.
    Make(Ends, Make),
    /// To do what an element says of which the reader made use.
    Act {
        /// What it says.
        act: String,
        /// What stands in the field.
        value: String,
    },
    /// To show anew what is shown, since another tab changed the marks.
    Refresh,
    /// To write the citations of an article, or of a passage of the one that is shown. The reply is [`Tell::Cited`].
    Cite(Box<Reference>, Ends),
    /// The article that is shown, and behind it the results that come next, each by its address and its headline: what may
    /// be added to the queue.
    Around(Vec<(String, String)>),
}

/// An article that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its `uri`.
    pub source: String,
    /// The address that it came from, by which other programs call it; empty where none is known.
    pub url: String,
    /// Its headline.
    pub headline: String,
    /// Its address in the archive.
    pub slug: String,
    /// BCP 47; empty where it is not known.
    pub language: String,
    /// Its text.
    pub texts: Texts,
    /// The passage that the address names, as it stands there; empty for none.
    pub passage: String,
    /// Whether the reader is to be led to that passage.
    pub goes: bool,
}

/// What the worker tells.
#[derive(Debug)]
pub enum Tell {
    /// It has started and listens.
    Ready,
    /// What is to be seen now.
    Shown(View),
    /// The citation in each of [`crate::cite::FORMATS`], and behind them the quotation and the address of the passage, which is
    /// empty for a whole article.
    Cited(Vec<String>),
    /// Why there is no reply.
    Failed(Failure),
}

/// What is to be seen.
#[derive(Debug, Default)]
pub struct View {
    /// Where marks stand in the article; `None` where that is as before.
    pub painted: Option<Vec<Stroke>>,
    /// What has changed of the page.
    pub regions: Vec<Region>,
    /// The `data-value` of what is to have the focus.
    pub focus: Option<String>,
    /// Whether the marks have changed, which other tabs have to hear.
    pub changed: bool,
    /// The sentence that is read aloud; `None` where that is as before.
    pub spoken: Option<Spoken>,
    /// What is to be put into the clipboard.
    pub copy: Option<String>,
}

/// A stretch of the article that stands out; those of one passage follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Where.
    pub range: PartRange,
    /// The colour of a mark; `None` for the passage that the address names.
    pub colour: Option<Colour>,
    /// By which the mark is known until the next view: each has its own.
    pub number: usize,
}

/// A part of the page by its name, and what stands there: a text, or a list of an element's name with its class, its
/// attributes, and what stands in it.
pub type Region = (String, Value);

/// Writes what is asked as a message of this build.
pub fn write_ask(number: u32, asked: &Ask) -> String {
    Json::message(number, |json| match asked {
        Ask::Open(archive) => json.variant("Open", |json| json.list(archive, |json, text| json.text(text))),
        Ask::Article(shown) => json.variant("Article", |json| {
            json.object(|json| {
                json.field("source").text(&shown.source);
                json.field("url").text(&shown.url);
                json.field("headline").text(&shown.headline);
                json.field("slug").text(&shown.slug);
                json.field("language").text(&shown.language);
                json.field("passage").text(&shown.passage);
                json.field("goes").flag(shown.goes);
                write_pairs(json.field("texts"), &shown.texts);
            });
        }),
        Ask::Notebook => json.text("Notebook"),
        Ask::Make(ends, make) => json.variant("Make", |json| {
            json.object(|json| {
                write_ends(json, ends);
                json.field("make").text(make.name());
            });
        }),
        Ask::Act { act, value } => json.variant("Act", |json| write_texts(json, &[act, value])),
        Ask::Refresh => json.text("Refresh"),
        Ask::Cite(reference, ends) => json.variant("Cite", |json| {
            json.object(|json| {
                write_ends(json, ends);
                reference.write(json.field("of"));
            });
        }),
        Ask::Around(entries) => json.variant("Around", |json| {
            json.object(|json| write_pairs(json.field("entries"), entries));
        }),
    })
}

fn write_ends(json: &mut Json, (from, to): &Ends) {
    for (name, number) in [("part", from.0), ("start", from.1), ("last", to.0), ("end", to.1)] {
        json.field(name).number(number);
    }
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
        Tell::Shown(View { painted, focus, changed, copy, spoken, .. }) => json.variant("Shown", |json| {
            json.object(|json| {
                if let Some(painted) = painted {
                    json.field("painted").list(painted, |json, Stroke { range, colour, number }| {
                        json.object(|json| {
                            write_stretch(json, range);
                            json.field("number").number(*number);
                            if let Some(colour) = colour {
                                json.field("colour").text(colour.name());
                            }
                        });
                    });
                }
                json.field("regions").raw(regions);
                for (name, text) in [("focus", focus), ("copy", copy)] {
                    if let Some(text) = text {
                        json.field(name).text(text);
                    }
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
        "Open" => Ask::Open(listed(message, value)),
        "Article" => {
            let mut shown = message.within("Article", value);
            Ask::Article(Box::new(Shown {
                source: shown.text("source"),
                url: shown.text("url"),
                headline: shown.text("headline"),
                slug: shown.text("slug"),
                language: shown.text("language"),
                passage: shown.text("passage"),
                goes: shown.flag("goes"),
                texts: tell::pairs(&mut shown, "texts"),
            }))
        }
        "Notebook" => Ask::Notebook,
        "Make" => {
            let mut make = message.within("Make", value);
            Ask::Make(ends(&mut make), Make::named(&make.text("make")))
        }
        "Act" => {
            let [act, value] = listed(message, value);
            Ask::Act { act, value }
        }
        "Refresh" => Ask::Refresh,
        "Cite" => {
            let mut cite = message.within("Cite", value);
            let ends = ends(&mut cite);
            Ask::Cite(Box::new(cite.one("of", Reference::read)), ends)
        }
        "Around" => Ask::Around(tell::pairs(&mut message.within("Around", value), "entries")),
        _ => {
            message.fault("body");
            Ask::Refresh
        }
    })
}

fn ends(fields: &mut Fields) -> Ends {
    let mut number = |name| fields.number(name) as usize;
    ((number("part"), number("start")), (number("last"), number("end")))
}

/// The texts of a list of so many.
fn listed<const N: usize>(message: &Fields, value: Value) -> [String; N] {
    let texts = match value {
        Value::List(texts) => texts,
        _ => Vec::new(),
    };
    let text = |value| match value {
        Value::Text(text) => Some(text),
        _ => None,
    };
    let texts: Vec<String> = texts.into_iter().filter_map(text).collect();
    texts.try_into().unwrap_or_else(|_| {
        message.fault("body");
        std::array::from_fn(|_| String::new())
    })
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
            Some(painted.into_iter().map(|value| stroke(&mut fields.within("painted", value))).collect())
        }
        _ => None,
    };
    let regions = fields.one("regions", |regions| regions.rest());
    let spoken = match fields.value("spoken") {
        Value::Nothing => None,
        spoken => Some(spoken_of(&mut fields.within("spoken", spoken))),
    };
    View {
        painted,
        regions,
        focus: fields.text_if("focus"),
        changed: fields.flag("changed"),
        copy: fields.text_if("copy"),
        spoken,
    }
}

fn stroke(fields: &mut Fields) -> Stroke {
    let colour = fields.text_if("colour").map(|name| Colour::named(&name));
    Stroke { range: stretch(fields), number: fields.number("number") as usize, colour }
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
#[path = "notebook_tests.rs"]
mod tests;
