//! Omnivore's export: a zip with lists of what is known of each article (`metadata_0_to_20.json`), the texts
//! (`content/<slug>.html`) and the reader's highlights, which are no part of an article.

use article::{Article, Association, Name};
use serde_json::{Map, Value};

use crate::Place;
use crate::html::{self, Base};
use crate::outlet::{Flow, Outlet};
use crate::reading_list::tags_of;
use crate::stream::guarded;
use crate::zip::{Entry, Zip};

/// An export within a zip.
pub struct Export<'a, 'b> {
    zip: &'a Zip<'b>,
    /// The folder in which it lies, with its `/`.
    folder: &'a str,
    lists: Vec<&'a Entry>,
}

/// Looks whether a zip is such an export.
pub fn find<'a, 'b>(zip: &'a Zip<'b>) -> Option<Export<'a, 'b>> {
    let folder = zip.entries.iter().find_map(|entry| folder_of_list(&entry.path))?;
    let content = format!("{folder}content/");
    zip.entries.iter().find(|entry| entry.path.starts_with(&content))?;
    let lists = zip.entries.iter().filter(|entry| folder_of_list(&entry.path) == Some(folder)).collect();
    Some(Export { zip, folder, lists })
}

/// The folder of `metadata_20_to_40.json`.
fn folder_of_list(path: &str) -> Option<&str> {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let numbers = path[at..].strip_prefix("metadata_")?.strip_suffix(".json")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (from, to) = numbers.split_once("_to_")?;
    (is_number(from) && is_number(to)).then_some(&path[..at])
}

/// Whether an object is an entry of such a list.
pub fn is_entry(object: &Map<String, Value>) -> bool {
    ["slug", "savedAt", "readingProgress", "url"].iter().all(|field| object.contains_key(*field))
}

/// Reads an export.
pub fn read(export: &Export, outlet: &mut Outlet) -> Flow {
    let mut without_text = 0;
    for list in &export.lists {
        let text = match export.zip.text(list) {
            Ok(text) => text,
            Err(why) => {
                outlet.within(&list.path).problem(None, why)?;
                continue;
            }
        };
        let entries = match serde_json::from_str::<Vec<Map<String, Value>>>(&text) {
            Ok(entries) => entries,
            Err(error) => {
                outlet.within(&list.path).problem(None, format!("is no list of Omnivore's: {error}"))?;
                continue;
            }
        };
        for (number, entry) in (1..).zip(&entries) {
            without_text += read_entry(export, list, entry, number, outlet)?;
        }
    }
    export.zip.tell(&export.zip.left_out, outlet)?;
    let highlights = format!("{}highlights/", export.folder);
    let highlights = export.zip.entries.iter().filter(|entry| entry.path.starts_with(&highlights)).count();
    if highlights > 0 {
        outlet
            .note(None, format!("the highlights of {highlights} articles are the reader's own and were passed over"))?;
    }
    match without_text {
        0 => Ok(()),
        _ => outlet.note(
            None,
            format!("{without_text} articles have a title and an address alone: the export holds no text of them"),
        ),
    }
}

/// Reads an entry with its text; answers 1 where it has none.
fn read_entry(
    export: &Export,
    list: &Entry,
    entry: &Map<String, Value>,
    number: u64,
    outlet: &mut Outlet,
) -> Result<u64, crate::outlet::Stopped> {
    let mut article = article_of(entry);
    let slug = entry.get("slug").and_then(Value::as_str).unwrap_or_default();
    let content =
        ["html", "htm"].iter().find_map(|end| export.zip.find(&format!("{}content/{slug}.{end}", export.folder)));
    let Some(content) = content else {
        let mut below = outlet.within(&list.path);
        below.article(article, Some(number), Some(Place::Item(number)))?;
        below.finish()?;
        return Ok(1);
    };
    let mut below = outlet.within(&content.path);
    guarded(&mut below, |below| {
        let base = Base::new(article.url.as_deref().unwrap_or_default());
        let body = export
            .zip
            .text(content)
            .and_then(|text| html::fragment(&text, &base).map_err(|html::TooHard(why)| why.to_owned()));
        match body {
            Ok(body) => body.add_to(&mut article),
            Err(why) => return below.problem(None, format!("{why} (the article was left out)")),
        }
        below.article(article, None, None)
    })?;
    below.finish()?;
    Ok(0)
}

/// What an entry says of an article, without its text.
pub fn article_of(entry: &Map<String, Value>) -> Article {
    let text = |field: &str| entry.get(field).and_then(Value::as_str).map(html::line).filter(|text| !text.is_empty());
    let labels = entry.get("labels").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let labels = labels.iter().filter_map(|label| label.as_str().or_else(|| label.get("name")?.as_str()));
    let url = text("url").or_else(|| text("originalUrl"));
    let picture = text("thumbnail").map(|href| Association { href: Some(href), ..Association::default() });
    Article {
        headline: text("title").or_else(|| url.clone()).unwrap_or_default(),
        abstract_: text("description"),
        author: text("author").map(|name| Name { name, ..Name::default() }).into_iter().collect(),
        date_published: text("publishedAt"),
        subjects: tags_of(labels),
        associations: picture.into_iter().collect(),
        url,
        ..Article::default()
    }
}
