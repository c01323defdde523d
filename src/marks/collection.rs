//! Marks as one file of JSON-LD: an AnnotationCollection of one page, which is how they leave for other programs and come back.

use serde_json::{Value, json};

use super::annotation::{CONTEXT, write};
use super::mark::Mark;

/// What names the archive that a collection belongs to; other programs pass over it.
pub(super) const ARCHIVE: &str = "urn:broadsheet:archive";

/// The marks of the archive with this id and title. `now` is the time, as RFC 3339 has it.
pub fn collection(marks: &[Mark], archive: &str, title: &str, now: &str) -> String {
    let item = |mark: &Mark| {
        let mut item = write(mark);
        // The collection's own stands for all.
        item.as_object_mut().map(|item| item.remove("@context"));
        item
    };
    let items: Vec<Value> = marks.iter().map(item).collect();
    let id = ["urn:broadsheet:", archive, ":marks"].concat();
    let of_page = [&id, ":1"].concat();
    let page = json!({ "id": of_page, "type": "AnnotationPage", "partOf": id, "startIndex": 0, "items": items });
    let label = ["Marks in ", title].concat();
    let mut whole = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": label,
        "created": now,
        "total": marks.len(),
        ARCHIVE: archive,
    });
    // A page has one annotation at least.
    if !marks.is_empty() {
        whole["first"] = page;
        whole["last"] = json!(of_page);
    }
    // Such values have nothing that cannot be written.
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}
