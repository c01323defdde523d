//! What people call the fields of the model where they name them themselves: in front matter and in the header of a table.

use serde_json::Value;

/// The model's name for a key, whatever its capitals, and for what other programs call the field. A key that is none is left to
/// the model, which names it as unknown.
pub fn model_name(key: &str) -> Option<&'static str> {
    Some(match key.trim().to_ascii_lowercase().replace(['_', '-', ' '], "").as_str() {
        "uri" => "uri",
        "title" | "headline" => "headline",
        "subtitle" | "alternativeheadline" => "alternativeHeadline",
        "description" | "summary" | "standfirst" | "excerpt" | "deck" | "abstract" => "abstract",
        "author" | "authors" => "author",
        "by" | "byline" => "by",
        "date" | "datepublished" | "published" | "publishdate" | "pubdate" => "datePublished",
        "lastmod" | "modified" | "updated" | "datemodified" => "dateModified",
        "dateline" => "dateline",
        "tags" | "tag" | "keywords" | "categories" | "category" | "subjects" | "topics" => "subjects",
        "people" => "people",
        "organisations" | "organizations" => "organisations",
        "places" => "places",
        "section" | "articlesection" => "articleSection",
        "lang" | "language" => "language",
        "genre" | "genres" => "genres",
        "link" | "canonical" | "canonicalurl" | "url" => "url",
        "location" | "located" => "located",
        "source" | "publisher" => "publisher",
        "copyright" | "copyrightnotice" => "copyrightNotice",
        "license" | "licence" | "usageterms" => "usageTerms",
        "draft" => "pubStatus",
        // Capitals in between may say that someone else's field is meant, which may hold the article back.
        "pubstatus" if key != "pubStatus" => return None,
        "pubstatus" => "pubStatus",
        "embargoeduntil" => "embargoedUntil",
        "expires" | "expirydate" | "expiry" => "expires",
        "copyrightholder" => "copyrightHolder",
        "infosources" => "infoSources",
        "version" => "version",
        "wordcount" => "wordCount",
        "digitalsourcetype" => "digitalSourceType",
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
