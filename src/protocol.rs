//! The messages between page and worker: JSON, each with the build's id and a request number.
//!
//! A message of another build is told apart before anything else is read, because a host may serve a new page with an
//! old worker from a cache. A message posted before the worker has said [`Tell::Ready`] is lost; the page keeps it back.

use std::ops::Range;

use article::Segment;
use search::{Answer, Part, QUOTES, Query, SearchOptions, Suggestion};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::find::Folded;

/// The build that this program belongs to; see build.rs.
pub const BUILD: &str = env!("BROADSHEET_BUILD");

/// One message, in either direction.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Message<T> {
    /// The sender's [`BUILD`].
    pub build: String,
    /// The number of the request, given by the page and repeated in the reply; 0 where none was asked.
    pub number: u32,
    /// What is asked or told.
    pub body: T,
}

/// What the page asks.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// To search these segments from now on: those whose articles the page shows. Comes first, and once; the reply says nothing.
    Open {
        /// The segments, the oldest first.
        segments: Vec<Segment>,
        /// The name of the folder with their joint, where there are several.
        joint: Option<String>,
    },
    /// To make ready what every search reads, since one is about to come. The reply says nothing.
    Prepare,
    /// To answer a query. A newer one supersedes it.
    Search {
        /// The query.
        query: Query,
        /// How to answer it.
        options: SearchOptions,
    },
    /// To find what the words of a query matched in these articles' headlines and texts.
    Passages {
        /// The words, as they stand in the box.
        text: String,
        /// Whether the last word is still being typed.
        as_typed: bool,
        /// The articles: each one's id and the group of its segment that holds it.
        articles: Vec<(u32, u32)>,
    },
    /// To mark what the words of a query match in these texts.
    Mark {
        /// The words, as they stand in the box.
        text: String,
        /// Whether the last word is still being typed.
        as_typed: bool,
        /// The texts, each with the name of the field it belongs to.
        texts: Vec<(String, String)>,
    },
    /// To fold these texts, so that the page can find things in them, or what is to be found.
    Fold(Vec<String>),
    /// To find the articles most like one. The reply is an answer that has hits alone.
    Related {
        /// The article's id.
        id: u32,
        /// Its texts, each with the name of the field it belongs to.
        texts: Vec<(String, String)>,
    },
    /// To take note of the reader's lists: articles by their ids, each with the lists that it stands in from now on
    /// ([`crate::record::Record::set`]). The reply is an answer that has hits alone, those that newer articles replaced.
    Lists(Vec<(u32, u32)>),
    /// To turn the field terms among a query's words into filters.
    Commit(Query),
    /// To say what the archive has for the end of this text, which is being typed. A newer search supersedes it.
    Suggest(String),
}

/// What the worker tells.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// It has started and listens.
    Ready,
    /// The answer to a query.
    Answer(Answer),
    /// The query was given up for a newer one.
    Superseded,
    /// What matched in the articles asked for, those that could be read.
    Passages(Vec<Passage>),
    /// For each text the ranges that match, in Unicode scalar values.
    Marks(Vec<Vec<Range<usize>>>),
    /// The texts as they are compared.
    Folded(Vec<Folded>),
    /// The query with its field terms as filters.
    Committed(Query),
    /// What may be taken for what is being typed, the best of each kind first.
    Suggestions(Vec<Suggestion>),
    /// Why there is no reply.
    Failed(Failure),
}

/// What matched in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The article's id.
    pub number: u32,
    /// The headline, cut where it matches.
    pub headline: Vec<Part>,
    /// The passage that matches best.
    pub snippet: Vec<Part>,
}

/// Why a message could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was sent by this other build.
    OtherBuild(String),
    /// It is no message.
    Malformed(String),
}

/// Writes a message of this build.
pub fn write<T: Serialize>(number: u32, body: T) -> String {
    let message = Message { build: BUILD.to_owned(), number, body };
    // Serialising these types to a string cannot fail: no map has a key that is not a string.
    serde_json::to_string(&message).unwrap_or_default()
}

/// Reads a message, and refuses one of another build even where its shape is unknown.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<Message<T>, Unreadable> {
    #[derive(Deserialize)]
    struct Sender {
        build: String,
    }
    match serde_json::from_str::<Message<T>>(text) {
        Ok(message) if message.build == BUILD => Ok(message),
        Ok(message) => Err(Unreadable::OtherBuild(message.build)),
        Err(error) => match serde_json::from_str::<Sender>(text) {
            Ok(sender) if sender.build != BUILD => Err(Unreadable::OtherBuild(sender.build)),
            _ => Err(Unreadable::Malformed(error.to_string())),
        },
    }
}

/// Whether the last word of a text is still being typed: nothing that ends a word stands behind it, nor does a quotation mark
/// that closes one. Where nothing hangs on it but what is offered; all else the worker says.
pub fn is_as_typed(text: &str) -> bool {
    // The marks that close what is open, and whether a word may go on.
    let (mut open, mut goes_on) = (None, false);
    for letter in text.chars() {
        let kind = QUOTES.into_iter().find(|kind| kind.chars().any(|mark| mark == letter));
        goes_on = kind.is_none() && !letter.is_whitespace();
        open = match open {
            None => kind,
            // Another kind of marks stands within the phrase.
            Some(_) if open == kind => None,
            _ => open,
        };
    }
    open.is_some() || goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let query = Query { text: "budget \"vote\"".to_owned(), ..Query::default() };
        let text = write(7, Ask::Search { query: query.clone(), options: SearchOptions::default() });
        let message: Message<Ask> = read(&text).unwrap_or_else(|why| panic!("{why:?}"));
        assert_eq!(message.number, 7);
        assert_eq!(message.body, Ask::Search { query, options: SearchOptions::default() });
    }

    #[test]
    fn a_message_of_another_build_is_told_apart_even_when_its_shape_is_unknown() {
        let foreign = r#"{"build":"9.9.9-x","number":1,"body":{"Dance":{}}}"#;
        assert_eq!(read::<Ask>(foreign).err(), Some(Unreadable::OtherBuild("9.9.9-x".to_owned())));
        assert_eq!(
            read::<Tell>(r#"{"build":"9.9.9-x","number":1,"body":"Ready"}"#).err(),
            Some(Unreadable::OtherBuild("9.9.9-x".to_owned()))
        );
        assert!(matches!(read::<Ask>("no message").err(), Some(Unreadable::Malformed(_))));
    }

    #[test]
    fn a_space_or_a_closing_quote_ends_the_word_being_typed() {
        assert!(is_as_typed("jap"));
        assert!(!is_as_typed("japan "));
        assert!(!is_as_typed("\"bank of japan\""));
        assert!(is_as_typed("place:\"el "));
        assert!(!is_as_typed(""));
    }

    // Behind a space within any other marks than these two the text was taken for whole.
    #[test]
    fn a_space_within_the_quotation_marks_of_any_language_ends_nothing() {
        for open in ["place:«el ", "place:„el ", "‹el ", "「東京 ", "『東 ", "“el «x» ", "\"5‹ ", "«el \" "]
        {
            assert!(is_as_typed(open), "{open}");
        }
        for whole in ["place:«el paso»", "„el paso“", "“el paso” ", "「東京」", "\"el «x\" ", "«el \"» ", "«» "]
        {
            assert!(!is_as_typed(whole), "{whole}");
        }
        assert!(is_as_typed("«el paso» mayo"));
    }
}
