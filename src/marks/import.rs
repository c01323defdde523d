//! Marks from a file: one that this program wrote, any W3C Web Annotations in JSON-LD, or what Hypothesis exports.

use article::piece::checksum;
use serde_json::Value;

use super::annotation::read;
use super::collection::ARCHIVE;
use super::mark::Mark;
use crate::messages::{Message, t};

/// The largest file that is read: 40,000 marks with their surroundings.
pub const LARGEST: usize = 50_000_000;

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The marks, no two of one id.
    pub marks: Vec<Mark>,
    /// How many of its annotations mark no words: notes on a whole page, replies.
    pub without_words: usize,
    /// The archive that the file says it is of, where it says so.
    pub archive: Option<String>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// The browser cannot read it.
    Unreadable,
    /// It is no JSON.
    NoJson,
    /// It holds no annotations.
    NoAnnotations,
}

impl Refusal {
    /// Why, in a sentence.
    pub fn message(self) -> Message {
        match self {
            Self::TooLarge => t("The file is larger than 50 MB, which no one's marks are."),
            Self::Unreadable => t("The file cannot be read. Is it still where it was?"),
            Self::NoJson => t("The file is not JSON, or is cut off."),
            Self::NoAnnotations => t("The file holds no annotations that this page knows."),
        }
    }
}

/// Reads a file.
pub fn import(text: &str) -> Result<Found, Refusal> {
    if text.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Refusal::NoJson)?;
    let items = annotations(&file).ok_or(Refusal::NoAnnotations)?;
    let mut found = Found { archive: file[ARCHIVE].as_str().map(str::to_owned), ..Found::default() };
    for item in items {
        let mark = if is_of_hypothesis(item) { of_hypothesis(item) } else { read(item) };
        match mark {
            Some(mut mark) => {
                if mark.id.is_empty() {
                    mark.id = id_of(item);
                }
                found.marks.push(mark);
            }
            None => found.without_words += 1,
        }
    }
    // Of two with one id the later stands: it was changed since.
    found.marks.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| b.modified.cmp(&a.modified)));
    found.marks.dedup_by(|later, kept| later.id == kept.id);
    found.marks.sort_by(|a, b| a.created.cmp(&b.created));
    Ok(found)
}

/// An id for an annotation that has none: the same each time that the file is read.
fn id_of(item: &Value) -> String {
    ["urn:broadsheet:crc-32:", &checksum(item.to_string().as_bytes()).to_string()].concat()
}

/// The annotations of a file: a collection's or a page's, the rows of Hypothesis' interface, its export, or a plain list.
fn annotations(file: &Value) -> Option<&[Value]> {
    if file["total"] == 0 {
        return Some(&[]);
    }
    let lists = [file, &file["first"]["items"], &file["items"], &file["rows"], &file["annotations"]];
    lists.into_iter().find_map(Value::as_array).map(Vec::as_slice)
}

fn is_of_hypothesis(item: &Value) -> bool {
    item["uri"].is_string() && item["target"].is_array()
}

/// An annotation as Hypothesis' interface has it (https://h.readthedocs.io/en/latest/api-reference/v1/): its address is
/// `uri`, its note `text`, its title stands in `document`, and its selectors are those of the W3C.
fn of_hypothesis(item: &Value) -> Option<Mark> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut mark = read(item)?;
    mark.id = ["https://hypothes.is/a/", item["id"].as_str()?].concat();
    mark.modified = text(&item["updated"]);
    mark.target.source = text(&item["uri"]);
    mark.target.headline = text(&item["document"]["title"][0]);
    mark.note = text(&item["text"]);
    for tag in item["tags"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !tag.is_empty() && !mark.tags.iter().any(|known| known == tag) {
            mark.tags.push(tag.to_owned());
        }
    }
    // Its position counts in a page that this program never saw.
    mark.target.selectors.position = None;
    mark.target.selectors.ends = None;
    Some(mark)
}

/// What importing would do to the marks that are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Those that are not kept yet.
    pub new: Vec<Mark>,
    /// How many are kept already, just as they are.
    pub same: usize,
    /// Those that are kept in another form: whether they take its place is for the reader to say.
    pub differing: Vec<Mark>,
}

/// Compares what a file holds with what is kept.
pub fn plan(found: Vec<Mark>, kept: &[Mark]) -> Plan {
    let mut plan = Plan::default();
    // Two lists to look into by halving: a file may hold some ten thousands, and so may the device.
    let mut by_id: Vec<&Mark> = kept.iter().collect();
    by_id.sort_by(|a, b| a.id.cmp(&b.id));
    let mut by_words = by_id.clone();
    by_words.sort_by(|a, b| words_of(a).cmp(&words_of(b)));
    for mut mark in found {
        let is_same = |other: &Mark| {
            other.target.selectors.quote == mark.target.selectors.quote
                && (&other.note, &other.tags, other.colour) == (&mark.note, &mark.tags, mark.colour)
        };
        let same_id = by_id.binary_search_by(|other| other.id.cmp(&mark.id)).ok().and_then(|at| by_id.get(at));
        match same_id {
            // Its article may have been named otherwise, until it was opened here.
            Some(other) if is_same(other) => plan.same += 1,
            Some(other) => {
                // How the archive calls its article is known already.
                if mark.target.slug.is_empty() && mark.target.source == other.target.source {
                    mark.target.slug.clone_from(&other.target.slug);
                }
                plan.differing.push(mark);
            }
            None => {
                let words = words_of(&mark);
                let first = by_words.partition_point(|other| words_of(other) < words);
                let mut alike = by_words.iter().skip(first).take_while(|other| words_of(other) == words);
                match alike.any(|other| is_same(other)) {
                    true => plan.same += 1,
                    false => plan.new.push(mark),
                }
            }
        }
    }
    plan
}

/// What a mark is of, its article and the words, and what was noted.
fn words_of(mark: &Mark) -> (&str, &str, &str) {
    (&mark.target.source, &mark.target.selectors.quote.exact, &mark.note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::anchor::select;
    use crate::marks::{Colour, MarkedText, Target, collection};
    use proptest::prelude::*;

    fn mark(id: &str, note: &str) -> Mark {
        let parts = [("headline".to_owned(), "A story".to_owned()), ("aaaa".to_owned(), "One two three.".to_owned())];
        let selectors = select(&(8..15), &MarkedText::new(&parts));
        let target = Target {
            source: "urn:a".to_owned(),
            headline: "A story".to_owned(),
            slug: "a-b".to_owned(),
            language: "en".to_owned(),
            selectors,
        };
        let (created, modified) = ("2026-11-26T07:00:00Z".to_owned(), "2026-11-26T08:00:00Z".to_owned());
        Mark {
            id: id.to_owned(),
            created,
            modified,
            colour: Colour::Blue,
            note: note.to_owned(),
            tags: vec!["a".to_owned()],
            target,
            lost: false,
        }
    }

    #[test]
    fn what_was_exported_comes_back_and_doubles_nothing() {
        let marks = vec![mark("urn:uuid:1", "one"), mark("urn:uuid:2", "<script>alert(1)</script>")];
        let found = import(&collection(&marks, "press", "The Press", "2026-11-26T09:00:00Z")).unwrap_or_default();
        assert_eq!((found.marks.as_slice(), found.archive.as_deref()), (marks.as_slice(), Some("press")));
        assert_eq!(plan(found.marks, &marks), Plan { same: 2, ..Plan::default() });
        let empty = import(&collection(&[], "press", "The Press", "2026-11-26T09:00:00Z"));
        assert_eq!(empty, Ok(Found { archive: Some("press".to_owned()), ..Found::default() }));
    }

    #[test]
    fn what_differs_is_asked_about_and_what_is_new_is_not() {
        let kept = [mark("urn:uuid:1", "one"), mark("urn:uuid:3", "three")];
        let other_id = mark("urn:uuid:4", "three");
        let planned = plan(vec![mark("urn:uuid:1", "changed"), mark("urn:uuid:2", "two"), other_id], &kept);
        assert_eq!(
            planned,
            Plan { new: vec![mark("urn:uuid:2", "two")], same: 1, differing: vec![mark("urn:uuid:1", "changed")] }
        );
    }

    /// Comparing each mark of a file with each that is kept took minutes for a large file.
    #[test]
    fn a_large_file_is_compared_with_many_marks() {
        let many = |from: usize| -> Vec<Mark> {
            (from..from + 40_000).map(|at| mark(&["urn:uuid:", &at.to_string()].concat(), &at.to_string())).collect()
        };
        let planned = plan(many(20_000), &many(0));
        assert_eq!((planned.same, planned.new.len(), planned.differing.len()), (20_000, 20_000, 0));
    }

    /// What Hypothesis calls by its address the archive may call by a name of its own.
    #[test]
    fn a_mark_whose_article_was_found_under_another_name_is_known_again() {
        let mut placed = mark("https://hypothes.is/a/abc", "one");
        placed.target.source = "urn:newsml:a".to_owned();
        let mut imported = placed.clone();
        imported.target.source = "https://example.org/a".to_owned();
        assert_eq!(plan(vec![imported], &[placed]), Plan { same: 1, ..Plan::default() });
    }

    #[test]
    fn annotations_of_hypothesis_are_taken() {
        let text = r#"{"total": 3, "rows": [
            {"id": "abc", "created": "2020-01-01T00:00:00+00:00", "updated": "2020-01-02T00:00:00+00:00", "user": "acct:a@hypothes.is",
             "uri": "https://example.org/a", "text": "A *note*", "tags": ["x", "x", "y"], "document": {"title": ["A title"]},
             "target": [{"source": "https://example.org/a", "selector": [
                {"type": "RangeSelector", "startContainer": "/div[1]", "startOffset": 0, "endContainer": "/div[1]", "endOffset": 5},
                {"type": "TextPositionSelector", "start": 10, "end": 15},
                {"type": "TextQuoteSelector", "exact": "words", "prefix": "before ", "suffix": " behind"}]}]},
            {"id": "page-note", "uri": "https://example.org/a", "text": "On the page", "tags": [], "target": [{"source": "https://example.org/a"}]},
            {"id": "reply", "uri": "https://example.org/a", "text": "No", "references": ["abc"], "target": []}]}"#;
        let found = import(text).unwrap_or_default();
        assert_eq!(found.without_words, 2);
        let [mark] = found.marks.as_slice() else { panic!("{found:?}") };
        assert_eq!((mark.id.as_str(), mark.note.as_str()), ("https://hypothes.is/a/abc", "A *note*"));
        assert_eq!((mark.target.source.as_str(), mark.target.headline.as_str()), ("https://example.org/a", "A title"));
        assert_eq!((mark.tags.join(","), mark.target.selectors.quote.exact.as_str()), ("x,y".to_owned(), "words"));
        assert_eq!((&mark.target.selectors.position, &mark.target.selectors.ends), (&None, &None));
    }

    #[test]
    fn an_annotation_without_id_and_dates_is_taken_and_goes_out_without_empty_ones() {
        let text = r#"[{"type": "Annotation", "target": {"source": "urn:a", "selector": {"type": "TextQuoteSelector", "exact": "words"}}}]"#;
        let (first, again) = (import(text).unwrap_or_default(), import(text).unwrap_or_default());
        let [mark] = first.marks.as_slice() else { panic!("{first:?}") };
        assert!(mark.id.starts_with("urn:broadsheet:"), "{}", mark.id);
        assert_eq!(first, again, "it is known again");
        let written = crate::marks::annotation::write(mark);
        assert_eq!((&written["created"], &written["modified"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn what_is_no_file_of_marks_is_refused() {
        assert_eq!(import("{"), Err(Refusal::NoJson));
        assert_eq!(import("3"), Err(Refusal::NoAnnotations));
        assert_eq!(import(&" ".repeat(LARGEST + 1)), Err(Refusal::TooLarge));
        assert_eq!(import("[]").map(|found| found.marks.len()), Ok(0));
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let name = prop_oneof![
                Just("target"),
                Just("selector"),
                Just("type"),
                Just("exact"),
                Just("id"),
                Just("uri"),
                Just("body"),
                Just("source")
            ];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((name, inner), 0..5)
                    .prop_map(|fields| fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_file_makes_it_panic(file in json()) {
            import(&file.to_string()).ok();
        }
    }
}
