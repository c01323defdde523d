//! CSL-JSON, as the Citation Style Language's schema 1.0.2 has it: a list of one item.

use super::{Author, Day, Work, one_line};
use crate::json_writer::Json;

/// The list, a line feed at its end.
pub fn write(work: &Work) -> String {
    let mut json = Json::default();
    json.list(&[work], |json, work| json.object(|json| item(json, work)));
    json.finish() + "\n"
}

fn item(json: &mut Json, work: &Work) {
    json.field("id").text(&work.id);
    json.field("type").text("article-newspaper");
    json.field("title").text(&one_line(&work.title));
    if !work.authors.is_empty() {
        json.field("author").list(&work.authors, |json, author| json.object(|json| name(json, author)));
    }
    let texts = [
        ("container-title", work.publisher.as_ref()),
        ("section", work.section.as_ref()),
        ("language", work.language.as_ref()),
        ("URL", Some(&work.url).filter(|url| !url.is_empty())),
        ("note", work.passage.as_ref()),
    ];
    for (field, text) in texts {
        if let Some(text) = text {
            json.field(field).text(&one_line(text));
        }
    }
    for (field, date) in [("issued", &work.published), ("accessed", &work.accessed)] {
        if let Some(day) = date.as_deref().and_then(Day::read) {
            let parts = day.numbers();
            json.field(field).object(|json| {
                json.field("date-parts")
                    .list(&[parts], |json, parts| json.list(parts, |json, part| json.number(*part as usize)));
            });
        }
    }
}

fn name(json: &mut Json, author: &Author) {
    match author {
        Author::Body(name) => json.field("literal").text(name),
        Author::Person { given, particle, family, suffix } => {
            for (field, part) in
                [("family", family), ("given", given), ("non-dropping-particle", particle), ("suffix", suffix)]
            {
                if !part.is_empty() {
                    json.field(field).text(part);
                }
            }
        }
    }
}
