//! What the interfaces of news services answer with, in JSON: NewsAPI and GNews (`articles`), the Guardian's Content API
//! (`response.results`), the New York Times' search (`response.docs`) and lists (`results`), posts of WordPress, and their kin.

mod pictures;

use article::{Article, MODEL_FIELDS, ModelField, Name};
use serde_json::{Map, Value};

use crate::feed::author_names;
use crate::html::{self, Base};
use crate::page::facts::language;
use crate::schema_org::{body_of, without_repeats};
use crate::standfirst::is_repeated;

/// What the services call a title and an address.
const TITLE: [&str; 5] = ["fields.headline", "webTitle", "headline.main", "title.rendered", "title"];
const ADDRESS: [&str; 4] = ["webUrl", "url", "web_url", "link"];
/// Where the articles of an answer are.
const LISTS: [&str; 9] = [
    "articles.results",
    "articles",
    "response.results",
    "response.docs",
    "response.content",
    "results",
    "data",
    "news",
    "items",
];
/// Where they have a text. The last holds no more than its beginning.
const TEXT: [&str; 10] = [
    "fields.body",
    "fields.bodyText",
    "content.rendered",
    "content",
    "body",
    "html_content",
    "maintext",
    "articleBody",
    "text",
    "lead_paragraph",
];

/// Where they name who published an article.
const PUBLISHER: [&str; 10] = [
    "fields.publication",
    "source.name",
    "source.title",
    "source",
    "source_name",
    "name_source",
    "source_id",
    "source_domain",
    "source.domain",
    "clean_url",
];
/// What one of them sends in place of a text to who has not paid for it.
const UNPAID: &str = "ONLY AVAILABLE IN ";

/// Whether a field at the top may be one of an answer or of its items.
pub fn is_telling(field: &str) -> bool {
    matches!(field, "articles" | "response" | "news" | "title" | "webTitle" | "web_url")
}

/// What stands beside the articles of an answer: how many there are, and where there are more.
pub fn is_of_answer(field: &str) -> bool {
    matches!(field, "status" | "totalResults" | "totalArticles" | "nextPage" | "information" | "pagination" | "meta")
}

/// Whether an object is an answer.
pub fn is_answer(object: &Map<String, Value>) -> bool {
    items(object).iter().find_map(|item| item.as_object()).is_some_and(is_item)
}

/// Whether an object is one of the articles of an answer.
pub fn is_item(item: &Map<String, Value>) -> bool {
    let says = |names: &[&str]| names.iter().any(|name| at(item, name).is_some_and(Value::is_string));
    // What has the model's own fields is its own; of those with capitals others use two as well.
    let is_models = |field: &ModelField| {
        field.name.contains(char::is_uppercase) && !["datePublished", "dateModified"].contains(&field.name)
    };
    let is_ours = item.get("headline").is_some_and(Value::is_string)
        || item.get("body").is_some_and(|body| !body.is_string())
        || MODEL_FIELDS.iter().any(|field| is_models(field) && item.contains_key(field.name));
    // What has no text of its own and lists others is a list that has a title.
    let is_list = || !says(&TEXT) && LISTS.iter().any(|name| at(item, name).is_some_and(is_list_of_objects));
    !is_ours && says(&TITLE) && says(&ADDRESS) && !is_list()
}

fn is_list_of_objects(value: &Value) -> bool {
    value.as_array().and_then(|items| items.first()).is_some_and(Value::is_object)
}

/// The articles of an answer.
pub fn items(object: &Map<String, Value>) -> Vec<&Value> {
    match LISTS.iter().find_map(|name| at(object, name)) {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(item) => vec![item],
        None => Vec::new(),
    }
}

/// Whether the service has no more than the place of an article that was there.
pub fn is_withdrawn(item: &Map<String, Value>) -> bool {
    let is_removed = |name: &str| at(item, name).and_then(Value::as_str) == Some("[Removed]");
    is_removed("title") && (is_removed("content") || is_removed("description"))
}

/// Reads one of them. The second part tells whether the service sent the beginning of its text alone.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read(item: &Map<String, Value>) -> Result<(Article, bool), html::TooHard> {
    let text = |names: &[&str]| text(item, names);
    let line = |names: &[&str]| text(names).map(html::line).filter(|line| !line.is_empty());
    let mut article = Article {
        uri: text(&["uri", "_id"]).filter(|uri| uri.contains(':')).unwrap_or_default().to_owned(),
        headline: line(&TITLE).unwrap_or_default(),
        abstract_: line(&[
            "fields.standfirst",
            "fields.trailText",
            "excerpt.rendered",
            "excerpt",
            "description",
            "abstract",
            "summary",
            "snippet",
        ]),
        author: authors(item),
        date_published: text(&[
            "webPublicationDate",
            "publishedAt",
            "published_at",
            "pub_date",
            "pubDate",
            "published_date",
            "date_publish",
            "datePublished",
            "published",
            "dateTimePub",
            "dateTime",
        ])
        .map(str::to_owned)
        .or_else(|| in_utc(text(&["date_gmt"])))
        .or_else(|| text(&["date"]).map(str::to_owned)),
        date_modified: text(&["fields.lastModified", "updated_date", "updated_at", "dateModified"])
            .map(str::to_owned)
            .or_else(|| in_utc(text(&["modified_gmt"]))),
        article_section: line(&["sectionName", "section_name", "section"]),
        publisher: line(&PUBLISHER).map(|name| Name::from(name.as_str())),
        language: text(&["fields.lang", "language", "lang"]).and_then(language),
        url: text(&ADDRESS).map(str::to_owned),
        // Of a post that is no draft WordPress says "publish".
        pub_status: at(item, "title.rendered")
            .and_then(|_| text(&["status"]))
            .filter(|status| *status != "publish")
            .map(|_| "withheld".to_owned()),
        ..Article::default()
    };
    add_names(item, &mut article);
    // Where a summary stands beside an excerpt it is the text.
    let given = text(&TEXT).or_else(|| text(&["excerpt"]).and_then(|_| text(&["summary"])));
    let is_unpaid = given.is_some_and(|given| given.starts_with(UNPAID));
    let given = given.filter(|_| !is_unpaid);
    let blocks = || {
        let blocks = at(item, "blocks.body").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        blocks.iter().filter_map(|block| block.get("bodyHtml")?.as_str()).collect::<String>()
    };
    let given = given.map_or_else(blocks, str::to_owned);
    let (body, is_cut) = without_count(&given);
    let base = Base::new(article.url.as_deref().unwrap_or_default());
    if let Some(main) = text(&["fields.main"]) {
        html::fragment(main, &base)?.add_to(&mut article);
    }
    body_of(body, &base)?.add_to(&mut article);
    // Of a post in full WordPress sends the beginning twice. Where the text is cut short, what stands above it may say more.
    let length: usize = article.body.iter().map(|block| block.text.len() + 1).sum();
    let says_no_more = |line: &String| line.len() <= length && is_repeated(line, &article);
    if !is_cut && article.abstract_.as_ref().is_some_and(says_no_more) {
        article.abstract_ = None;
    }
    if article.associations.is_empty() {
        article.associations.extend(pictures::of(item, &base));
    }
    for level in article.body.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level).clamp(2, 6);
    }
    Ok((article, is_cut || is_unpaid))
}

/// What stands behind names that are parted by dots.
fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (object.get(first)?, rest) {
        (value, None) => Some(value).filter(|value| !value.is_null()),
        (value, Some(rest)) => at(value.as_object()?, rest),
    }
}

/// The first of these that says something.
fn text<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    let texts = names.iter().filter_map(|name| at(object, name).and_then(Value::as_str)).map(str::trim);
    texts.into_iter().find(|text| !text.is_empty())
}

/// A time that is one in UTC, as the name of its field says.
fn in_utc(time: Option<&str>) -> Option<String> {
    time.map(|time| if time.contains('Z') { time.to_owned() } else { format!("{time}Z") })
}

/// Without "[+1234 chars]" or "[1234 chars]", which stands for what the service keeps back.
fn without_count(text: &str) -> (&str, bool) {
    let before = text.strip_suffix(" chars]").and_then(|text| text.rsplit_once('['));
    let is_count = |count: &str| !count.is_empty() && count.bytes().all(|digit| digit.is_ascii_digit());
    match before.filter(|(_, count)| is_count(count.trim_start_matches('+'))) {
        Some((before, _)) => (before.trim_end(), true),
        None => (text, false),
    }
}

/// Those of a byline, of a list, or whom the tags name.
fn authors(item: &Map<String, Value>) -> Vec<Name> {
    let said = ["fields.byline", "byline.original", "byline", "author", "creator", "authors", "authorsByline"].iter();
    let texts = said.filter_map(|name| at(item, name)).map(texts).find(|texts| !texts.is_empty()).unwrap_or_default();
    let mut authors: Vec<Name> = texts.into_iter().flat_map(author_names).collect();
    if authors.is_empty() {
        authors = tags(item).filter(|(kind, _)| kind == "contributor").map(|(_, name)| name).collect();
    }
    without_repeats(&mut authors);
    authors
}

/// A text, those of a list, or the names of its objects.
fn texts(value: &Value) -> Vec<&str> {
    let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    let said = items.iter().filter_map(|item| item.as_str().or_else(|| item.get("name")?.as_str()));
    said.map(str::trim).filter(|text| !text.is_empty()).collect()
}

/// The tags and keywords of an item, each with what it is.
fn tags(item: &Map<String, Value>) -> impl Iterator<Item = (String, Name)> {
    let list = ["tags", "keywords"].iter().find_map(|name| item.get(*name).and_then(Value::as_array));
    list.into_iter().flatten().filter_map(|tag| {
        let part = |name: &str| tag.get(name).and_then(Value::as_str);
        let kind = part("type").or(part("name").filter(|_| part("value").is_some())).unwrap_or("keyword");
        let name = tag.as_str().or(part("webTitle")).or(part("value")).or(part("name"))?;
        let name = html::line(name);
        (!name.is_empty()).then(|| (kind.to_ascii_lowercase(), Name::from(name.as_str())))
    })
}

fn add_names(item: &Map<String, Value>, article: &mut Article) {
    for (kind, name) in tags(item) {
        match kind.as_str() {
            "persons" => article.people.push(name),
            "organizations" => article.organisations.push(name),
            "glocations" => article.places.push(name),
            "tone" => article.genres.push(name),
            "keyword" | "subject" => article.subjects.push(name),
            _ => {}
        }
    }
    let lists = [
        (&["des_facet", "category"][..], &mut article.subjects),
        (&["per_facet"], &mut article.people),
        (&["org_facet"], &mut article.organisations),
        (&["geo_facet"], &mut article.places),
    ];
    for (fields, list) in lists {
        let texts = fields.iter().filter_map(|field| item.get(*field)).flat_map(texts);
        list.extend(texts.map(|text| Name::from(html::line(text).as_str())));
        without_repeats(list);
    }
}

#[cfg(test)]
mod tests;
