//! schema.org in JSON-LD: an article as pages carry it for search engines, and as files of its own.

mod fields;
mod graph;

use article::{Article, Association, Block, BlockKind, Name};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

use crate::hold::hold_back;
use crate::html::{self, Base};
use crate::page::facts;
use crate::plain_text::byline::{authors_in, behind_join, is_joined, read_byline};
use crate::renditions;
use fields::{all, names, text, texts, web_address};
pub use graph::Graph;

/// The types that are articles, without the address of schema.org.
const ARTICLES: [&str; 17] = [
    "Article",
    "NewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "Report",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
];

/// Whether an object is an article.
pub fn is_article(object: &Map<String, Value>) -> bool {
    types(object).iter().any(|name| ARTICLES.contains(name))
}

/// Works that are no articles, and may be what a page is about.
const OTHER_WORKS: [&str; 5] = ["Recipe", "CreativeWork", "WebPage", "ItemPage", "MedicalWebPage"];

fn is_other_work(object: &Map<String, Value>) -> bool {
    types(object).iter().any(|name| OTHER_WORKS.contains(name))
}

/// The types of an object, without the address of schema.org.
fn types(object: &Map<String, Value>) -> Vec<&str> {
    let all = object.get("@type").or_else(|| object.get("type")).map(all).unwrap_or_default();
    all.into_iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name)).collect()
}

/// Reads an article with its text, where the object holds that.
///
/// # Errors
/// Where its text is HTML that is built to be hard to read.
pub fn read_whole(object: &Map<String, Value>, graph: &Graph) -> Result<Article, html::TooHard> {
    let mut article = read(object, graph);
    let base = Base::new(article.url.as_deref().unwrap_or_default());
    let pictures = std::mem::take(&mut article.associations);
    text_of(object, graph, &base)?.add_to(&mut article);
    let mut shown = BTreeSet::new();
    let is_new = |picture: &Association| picture.href.as_deref().is_none_or(|href| shown.insert(without_size(href)));
    article.associations.extend(pictures.into_iter().filter(is_new));
    Ok(article)
}

/// An address without what tells the sizes and shapes of one picture apart, which search engines ask for: `…/16x9/a.jpg?w=1200`.
fn without_size(href: &str) -> String {
    let href = renditions::without_query_of_size(href);
    let (path, query) = href.split_at(href.find('?').unwrap_or(href.len()));
    let is_size = |part: &&str| {
        part.split_once('x').is_some_and(|(width, height)| {
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number(width) && is_number(height)
        })
    };
    path.split_inclusive(['/', '-', '_', '.'])
        .filter(|part| !is_size(&part.trim_end_matches(['/', '-', '_', '.'])))
        .chain([query])
        .collect()
}

/// The text that an object holds; of a live blog its entries, each below its headline.
///
/// # Errors
/// Where it is HTML that is built to be hard to read.
pub fn text_of(object: &Map<String, Value>, graph: &Graph, base: &Base) -> Result<html::Body, html::TooHard> {
    let mut whole = body_of(&text(object, graph, &["articleBody", "text"]).unwrap_or_default(), base)?;
    if !whole.blocks.is_empty() {
        return Ok(whole);
    }
    let updates = object.get("liveBlogUpdate").map(all).unwrap_or_default();
    for update in updates.into_iter().filter_map(Value::as_object).map(|update| graph.whole(update)) {
        let line = text(update, graph, &["headline", "name"]).map(|text| html::line(&text)).unwrap_or_default();
        if !line.is_empty() {
            whole.blocks.push(Block { level: Some(2), ..Block::new(BlockKind::Heading, line) });
        }
        whole.append(body_of(&text(update, graph, &["articleBody", "text"]).unwrap_or_default(), base)?);
    }
    Ok(whole)
}

/// The language of an article: a tag, or an object that has one beside its name.
fn language_of(object: &Map<String, Value>, graph: &Graph) -> Option<String> {
    let said = object.get("inLanguage").map(all).unwrap_or_default();
    let mut tags = said
        .into_iter()
        .filter_map(Value::as_object)
        .filter_map(|language| text(language, graph, &["alternateName"]).filter(|tag| facts::language(tag).is_some()));
    tags.next().or_else(|| text(object, graph, &["inLanguage"]))
}

/// A text that may be HTML, or plain with its paragraphs parted by line ends.
pub fn body_of(body: &str, base: &Base) -> Result<html::Body, html::TooHard> {
    if body.contains("</") || body.contains("<br") || body.contains("<p>") {
        return html::fragment(body, base);
    }
    let paragraphs = body.lines().map(html::one_line).filter(|line| !line.is_empty());
    Ok(html::Body { blocks: paragraphs.map(article::Block::paragraph).collect(), associations: Vec::new() })
}

/// Authors one by one, where they were written as a byline: "By Jane Doe and Jon Vik".
fn authors(object: &Map<String, Value>, graph: &Graph) -> Vec<Name> {
    let mut fields = ["author", "creator"].into_iter().map(|field| texts(object, graph, field));
    let named = fields.find(|named| !named.is_empty()).unwrap_or_default();
    let parted = |(name, object): (Name, Option<&Map<String, Value>>)| {
        let is_house = object.is_some_and(|object| types(object).iter().any(|name| name.ends_with("Organization")));
        let byline = read_byline(&name.name).map(|byline| byline.authors);
        let several = || parted_by_brackets(&name.name).or_else(|| parted_by_words(&name.name));
        let authors = byline.or_else(|| if is_house { None } else { several() });
        authors.filter(|_| name.uri.is_none()).unwrap_or_else(|| vec![name])
    };
    named.into_iter().flat_map(parted).collect()
}

/// "Jane Roe and John Doe". Behind a comma alone may stand a house, as in "Jane Doe, Harbour Courier".
fn parted_by_words(text: &str) -> Option<Vec<Name>> {
    let is_joined = is_joined(text) || text.contains("; ");
    authors_in(text).filter(|names| is_joined && names.len() > 1)
}

/// "Jane Doe (now) and Jon Vik (earlier)", as live pages have it. The words alone tell less: many a house and many a surname has such a one
/// within.
fn parted_by_brackets(text: &str) -> Option<Vec<Name>> {
    let mut names: Vec<Name> = Vec::new();
    for part in text.split_inclusive(')') {
        let part = without_brackets(part);
        let behind = || part.strip_prefix(", ").or_else(|| behind_join(&part));
        let name = if names.is_empty() { Some(&*part) } else { behind() }?;
        names.push(Some(name).filter(|name| is_name(name)).map(Name::from)?);
    }
    Some(names).filter(|names| names.len() > 1)
}

/// Whether a text may be the name of a person: a few words, of which the first and the last are not written small.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let ends = words.first().into_iter().chain(words.last());
    (2..=6).contains(&words.len())
        && ends.copied().all(|word| word.starts_with(|sign: char| sign.is_alphabetic() && !sign.is_lowercase()))
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0;
    let is_outside = |sign: &char| {
        depth += usize::from(*sign == '(');
        let is_outside = depth == 0;
        depth -= usize::from(*sign == ')' && depth > 0);
        is_outside
    };
    html::one_line(&text.chars().filter(is_outside).collect::<String>())
}

/// Reads what an object says of an article, without its text.
pub fn read(object: &Map<String, Value>, graph: &Graph) -> Article {
    let text = |names: &[&str]| text(object, graph, names);
    let line = |names: &[&str]| text(names).map(|text| html::line(&text)).filter(|line| !line.is_empty());
    let mut article = Article {
        headline: line(&["headline", "name", "title"]).unwrap_or_default(),
        alternative_headline: line(&["alternativeHeadline", "alternateName"]),
        abstract_: line(&["abstract", "description"]),
        author: authors(object, graph),
        dateline: line(&["dateline"]),
        located: line(&["locationCreated"]),
        date_published: text(&["datePublished", "dateCreated", "uploadDate"]),
        date_modified: text(&["dateModified"]),
        language: language_of(object, graph),
        article_section: line(&["articleSection"]),
        genres: names(object, graph, &["genre"]),
        subjects: keywords(object, graph),
        publisher: names(object, graph, &["publisher", "sourceOrganization"]).into_iter().next(),
        copyright_holder: line(&["copyrightHolder"]),
        copyright_notice: line(&["copyrightNotice"]),
        usage_terms: line(&["usageInfo", "license", "conditionsOfAccess"]),
        version: text(&["version"]),
        digital_source_type: text(&["digitalSourceType"]),
        url: web_address(object, graph),
        uri: text(&["identifier"]).filter(|uri| uri.contains(':') && !uri.contains(' ')).unwrap_or_default(),
        ..Article::default()
    };
    hold_back(&mut article, &holds(object, graph));
    for field in ["about", "mentions"] {
        for thing in texts(object, graph, field) {
            add_thing(&mut article, thing, field == "about");
        }
    }
    article.places.extend(names(object, graph, &["contentLocation", "spatialCoverage"]));
    article.associations = pictures(object, graph);
    for list in [&mut article.subjects, &mut article.people, &mut article.organisations, &mut article.places] {
        without_repeats(list);
    }
    article
}

/// What an object says that holds an article back: an article, or what it stands in.
pub fn holds(object: &Map<String, Value>, graph: &Graph) -> Article {
    // schema.org's words for what is not published.
    let is_unpublished = text(object, graph, &["creativeWorkStatus"])
        .is_some_and(|status| ["draft", "incomplete"].contains(&status.to_lowercase().as_str()));
    Article {
        pub_status: is_unpublished.then(|| "withheld".to_owned()),
        expires: text(object, graph, &["expires"]),
        ..Article::default()
    }
}

/// Puts a thing that an article is about where its type belongs; one of no type is a subject, where that is said.
fn add_thing(article: &mut Article, (name, object): (Name, Option<&Map<String, Value>>), is_subject: bool) {
    let types = object.map(types).unwrap_or_default();
    let is_one = |known: &[&str]| types.iter().any(|name| known.iter().any(|known| name.ends_with(known)));
    if is_one(&["Person"]) {
        article.people.push(name);
    } else if is_one(&["Organization", "Corporation", "SportsTeam", "PoliticalParty"]) {
        article.organisations.push(name);
    } else if is_one(&["Place", "City", "Country", "State", "AdministrativeArea"]) {
        article.places.push(name);
    } else if is_subject {
        article.subjects.push(name);
    }
}

/// Keywords as a list, or as one text with commas.
fn keywords(object: &Map<String, Value>, graph: &Graph) -> Vec<Name> {
    let all = names(object, graph, &["keywords"]);
    let Some(Value::String(text)) = object.get("keywords") else { return all };
    split_keywords(text)
}

/// The words of a text that lists them.
pub fn split_keywords(text: &str) -> Vec<Name> {
    let sign = if text.contains(';') { ';' } else { ',' };
    let words = text.split(sign).map(html::line).filter(|word| !word.is_empty());
    let mut names: Vec<Name> = words.map(|word| Name { name: word, ..Name::default() }).collect();
    without_repeats(&mut names);
    names
}

/// Drops names that stand before, however they are written.
pub fn without_repeats(names: &mut Vec<Name>) {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.name.to_lowercase()));
}

fn pictures(object: &Map<String, Value>, graph: &Graph) -> Vec<Association> {
    let images = object.get("image").map(all).unwrap_or_default();
    let mut pictures: Vec<Association> = Vec::new();
    for image in images {
        let picture = match image {
            Value::String(href) => Association { href: Some(href.trim().to_owned()), ..Association::default() },
            Value::Object(image) => {
                let image = graph.whole(image);
                let text = |names: &[&str]| text(image, graph, names);
                let pixels =
                    |name: &str| text(&[name]).and_then(|value| value.trim_end_matches("px").trim().parse().ok());
                Association {
                    href: text(&["contentUrl", "url", "@id"]),
                    caption: text(&["caption", "description"]).map(|text| html::line(&text)),
                    credit_text: text(&["creditText", "creator", "author", "copyrightHolder"])
                        .map(|text| html::line(&text)),
                    width: pixels("width"),
                    height: pixels("height"),
                    ..Association::default()
                }
            }
            _ => continue,
        };
        let says_something = picture.href.is_some() || picture.caption.is_some();
        if says_something && !pictures.iter().any(|known| known.href == picture.href) {
            pictures.push(picture);
        }
        // A page names one picture in a few shapes; more than these are a gallery that does not belong here.
        if pictures.len() >= 20 {
            break;
        }
    }
    pictures
}

#[cfg(test)]
mod tests;
