//! What people call the fields of the model where they name them themselves: in front matter and in the header of a table.

use article::{Association, MODEL_FIELDS};
use serde_json::Value;

/// The model's name for a key, whatever its capitals, and for what other programs call the field. A key that is none is left to
/// the model, which names it as unknown.
pub fn model_name(key: &str) -> Option<&'static str> {
    let plain = key.trim().to_ascii_lowercase().replace(['_', '-', ' '], "");
    // Capitals in between may say that someone else's field is meant, which may hold the article back.
    if plain == "pubstatus" && key != "pubStatus" {
        return None;
    }
    let own = MODEL_FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(&plain));
    own.map(|field| field.name).or_else(|| other_name(&plain))
}

/// Whether a field says in another program's words that its article is not to be published: `draft: true`, `published: false`, as Jekyll has
/// it, or `status: draft`. A date of publication is none of these.
pub fn withholds(key: &str, value: &Value) -> bool {
    let plain = key.trim().to_ascii_lowercase().replace(['_', '-', ' '], "");
    let said = value.as_str().map(|text| text.trim().to_ascii_lowercase());
    let is_one_of = |words: &[&str]| said.as_deref().is_some_and(|said| words.contains(&said));
    match plain.as_str() {
        "draft" => *value == Value::Bool(true) || is_one_of(&["true", "yes", "1"]),
        "published" | "publish" => *value == Value::Bool(false) || is_one_of(&["false", "no", "0"]),
        "status" | "poststatus" | "visibility" => is_one_of(&UNPUBLISHED),
        _ => false,
    }
}

/// What programs call an article that is not to be seen, or not yet.
const UNPUBLISHED: [&str; 15] = [
    "draft",
    "auto-draft",
    "pending",
    "private",
    "future",
    "scheduled",
    "trash",
    "unpublished",
    "withheld",
    "embargoed",
    "canceled",
    "cancelled",
    "killed",
    "hidden",
    "deleted",
];

/// What other programs call the fields, in lower case and in one word.
fn other_name(plain: &str) -> Option<&'static str> {
    Some(match plain {
        "title" => "headline",
        "subtitle" | "subheadline" | "subhead" | "secondheadline" => "alternativeHeadline",
        "description" | "summary" | "standfirst" | "excerpt" | "deck" => "abstract",
        "authors" | "writer" | "writers" | "reporter" => "author",
        "byline" => "by",
        "date" | "published" | "publishdate" | "publisheddate" | "publishedat" | "publishedon" | "publicationdate"
        | "pubdate" => "datePublished",
        "lastmod" | "lastmodified" | "modified" | "modifiedat" | "updated" | "updatedat" => "dateModified",
        "tags" | "tag" | "keywords" | "categories" | "category" | "topics" | "topic" | "subject" => "subjects",
        "organizations" | "organisation" | "organization" => "organisations",
        "person" => "people",
        "place" => "places",
        "guid" => "uri",
        "section" => "articleSection",
        "lang" => "language",
        "genre" => "genres",
        "link" | "permalink" | "canonical" | "canonicalurl" | "articleurl" | "weburl" => "url",
        "location" => "located",
        "source" | "sourcename" | "publication" | "newspaper" | "outlet" | "medianame" => "publisher",
        "copyright" => "copyrightNotice",
        "license" | "licence" => "usageTerms",
        "draft" => "pubStatus",
        "expirydate" | "expiry" => "expires",
        _ => return None,
    })
}

/// What a field says of the article's picture.
pub type PicturePart = fn(&mut Association, String);

/// The part of a picture that a field is which stands beside those of the article, whatever its capitals.
pub fn picture_part(key: &str) -> Option<PicturePart> {
    Some(match key.trim().to_ascii_lowercase().replace(['_', '-', ' '], "").as_str() {
        "picture" | "pictureurl" | "image" | "imageurl" | "urltoimage" | "topimage" | "thumbnail" | "href" => {
            |picture, value| picture.href = Some(value)
        }
        "caption" | "imagecaption" | "picturecaption" => |picture, value| picture.caption = Some(value),
        "credit" | "credittext" | "imagecredit" | "picturecredit" => |picture, value| picture.credit_text = Some(value),
        "alttext" => |picture, value| picture.alt_text = Some(value),
        _ => return None,
    })
}

/// The byline that a list of authors makes.
pub fn by_of(author: &Value) -> Option<String> {
    match author {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => fields.get("name").and_then(by_of),
        Value::Array(authors) => {
            let names: Vec<String> = authors.iter().filter_map(by_of).collect();
            let (last, before) = names.split_last()?;
            Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
        }
        _ => None,
    }
}
