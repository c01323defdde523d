//! What the articles are about, and where their texts name it, as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): an
//! AnnotationCollection of one page, as the reader's notebook writes it and reads it.
//!
//! | of an article | in the annotation |
//! |---|---|
//! | a name among its people, organisations, places or subjects | `body`: a `TextualBody` of `purpose` `tagging` |
//! | among which of these | one of `purpose` `classifying`: `person`, `organisation`, `place`, `subject` |
//! | the source's identifier of it, where it has one | a `SpecificResource` of `purpose` `identifying` |
//! | the article | `target.source`: its `id` is the article's `uri`; `dc:title` and `dc:identifier` are headline and slug |
//! | where the text has the name | `TextQuoteSelector` and `TextPositionSelector`; the text is headline, standfirst and blocks, a line each |
//!
//! An annotation for each place; where the text never has the name, one of the article as a whole.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use article::{Article, Name, StoredArticle, joins_words};
use serde_json::{Value, json};

use super::Exporter;
use super::target::Stream;
use crate::pages::Imprint;
use crate::report::Report;

/// How many characters before and behind a name are told with it, by which it is found again in a text that has changed: as many as
/// Hypothesis keeps.
const AROUND: usize = 32;

/// See the top.
pub struct Annotations {
    stream: Stream,
    /// Begins the ids.
    urn: String,
    total: u64,
}

impl Annotations {
    /// Into a stream.
    pub fn new(mut stream: Stream, imprint: &Imprint) -> Result<Self> {
        let urn = format!("urn:broadsheet:{}:terms", imprint.id);
        let label = json!(format!("Terms of {}", imprint.title));
        let start = format!(
            "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":{id},\"type\":\"AnnotationCollection\",\"label\":{label}",
            id = json!(urn),
        );
        stream.put(start.as_bytes())?;
        Ok(Self { stream, urn, total: 0 })
    }

    fn put(&mut self, stored: &StoredArticle, name: &Name, kind: &str, selector: Option<Value>) -> Result<()> {
        let article = &stored.article;
        let mut body = vec![
            json!({ "type": "TextualBody", "purpose": "tagging", "value": name.name }),
            json!({ "type": "TextualBody", "purpose": "classifying", "value": kind }),
        ];
        if let Some(uri) = &name.uri {
            body.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": uri }));
        }
        let mut source = json!({
            "id": article.uri, "type": "Text", "dc:title": article.headline, "dc:identifier": stored.slug,
        });
        if let Some(language) = &article.language {
            source["language"] = json!(language);
        }
        let mut target = json!({ "type": "SpecificResource", "source": source });
        if let Some(selector) = selector {
            target["selector"] = selector;
        }
        self.total += 1;
        let annotation = json!({
            "id": format!("{}:{}", self.urn, self.total),
            "type": "Annotation",
            "motivation": "tagging",
            "body": body,
            "target": target,
        });
        let before = match self.total {
            // A page has one annotation at least, so that it begins with the first.
            1 => format!(
                ",\"first\":{{\"id\":{},\"type\":\"AnnotationPage\",\"partOf\":{},\"startIndex\":0,\"items\":[\n",
                json!(self.page()),
                json!(self.urn)
            ),
            _ => ",\n".to_owned(),
        };
        self.stream.put(format!("{before}{annotation}").as_bytes())
    }

    fn page(&self) -> String {
        format!("{}:page:1", self.urn)
    }
}

impl Exporter for Annotations {
    fn add(&mut self, stored: &StoredArticle, _: &mut Report) -> Result<()> {
        let article = &stored.article;
        let names = named(article);
        let text = text(article);
        let places = places(&text, &names);
        for ((kind, name), places) in names.iter().zip(&places) {
            for place in places {
                self.put(stored, name, kind, Some(selector(&text, place)))?;
            }
            if places.is_empty() {
                self.put(stored, name, kind, None)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Report) -> Result<()> {
        if self.total > 0 {
            let end = format!("\n]}},\"last\":{}", json!(self.page()));
            self.stream.put(end.as_bytes())?;
        }
        let end = format!(",\"total\":{}}}\n", self.total);
        self.stream.put(end.as_bytes())?;
        self.stream.finish()
    }
}

/// The names of an article, each with what it is the name of.
fn named(article: &Article) -> Vec<(&'static str, &Name)> {
    let kinds = [
        ("person", &article.people),
        ("organisation", &article.organisations),
        ("place", &article.places),
        ("subject", &article.subjects),
    ];
    kinds.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name))).collect()
}

/// The text in which places are counted, in Unicode scalar values.
fn text(article: &Article) -> Vec<char> {
    let parts: Vec<String> = article.texts().into_iter().map(|(_, text)| text).collect();
    parts.join("\n").chars().collect()
}

/// Where the text has each name, as it is written and as a word of its own. A name in a longer one is none: "Seoul" is not meant by
/// "Seoul National University", where that is a name of the article too.
fn places(text: &[char], names: &[(&str, &Name)]) -> Vec<Vec<Range<usize>>> {
    let mut places = vec![Vec::new(); names.len()];
    // By the letter that they begin with, the longest first.
    let mut beginning: BTreeMap<char, Vec<(usize, Vec<char>)>> = BTreeMap::new();
    for (at, (_, name)) in names.iter().enumerate() {
        let letters: Vec<char> = name.name.chars().collect();
        if let Some(first) = letters.first() {
            beginning.entry(*first).or_default().push((at, letters));
        }
    }
    beginning.values_mut().for_each(|names| names.sort_by_key(|(_, letters)| Reverse(letters.len())));
    let joins = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|letter| joins_words(*letter));
    let mut at = 0;
    while let Some(letter) = text.get(at) {
        let names = beginning.get(letter).filter(|_| !joins(at.checked_sub(1))).map_or(&[][..], Vec::as_slice);
        let is_here = |letters: &[char]| text[at..].starts_with(letters) && !joins(Some(at + letters.len()));
        let Some((_, found)) = names.iter().find(|(_, letters)| is_here(letters)) else {
            at += 1;
            continue;
        };
        let end = at + found.len();
        // A person and a place may have one name.
        names.iter().filter(|(_, letters)| letters == found).for_each(|(name, _)| places[*name].push(at..end));
        at = end;
    }
    places
}

fn selector(text: &[char], place: &Range<usize>) -> Value {
    let words = |range: Range<usize>| text[range].iter().collect::<String>();
    let before = place.start.saturating_sub(AROUND)..place.start;
    let behind = place.end..(place.end + AROUND).min(text.len());
    json!([
        {
            "type": "TextQuoteSelector", "exact": words(place.clone()), "prefix": words(before), "suffix": words(behind),
        },
        { "type": "TextPositionSelector", "start": place.start, "end": place.end },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each name begins and ends.
    fn found(text: &str, names: &[&str]) -> Vec<Vec<(usize, usize)>> {
        let names: Vec<Name> = names.iter().map(|name| Name::from(*name)).collect();
        let names: Vec<(&str, &Name)> = names.iter().map(|name| ("place", name)).collect();
        let found = places(&text.chars().collect::<Vec<_>>(), &names);
        found.into_iter().map(|places| places.into_iter().map(|place| (place.start, place.end)).collect()).collect()
    }

    #[test]
    fn names_are_found_as_words_of_their_own() {
        assert_eq!(found("Oman, a woman of Oman’s", &["Oman"]), [[(0, 4), (17, 21)]]);
        assert_eq!(found("omán Omán", &["Oman", ""]), [vec![], vec![]]);
        assert_eq!(found("在首尔的", &["首尔"]), [[(1, 3)]]);
    }

    #[test]
    fn a_name_within_a_longer_one_is_none() {
        let names = ["Seoul", "Seoul National University", "Seoul"];
        assert_eq!(
            found("Seoul National University in Seoul", &names),
            [vec![(29, 34)], vec![(0, 25)], vec![(29, 34)]]
        );
        assert_eq!(found("Seoul National", &names)[0], [(0, 5)]);
    }
}
