//! What NewsML-G2 says of an item: `rightsInfo`, `itemMeta` and `contentMeta`.

use article::{Article, Name};

use super::names::Codes;
use crate::codes;
use crate::dates::{Reading, read_date};
use crate::hold::hold_back;
use crate::html;
use crate::ninjs::NOTE_TO_EDITORS;
use crate::plain_text::byline::{Byline, given_byline};
use crate::schema_org::without_repeats;
use crate::xml::Element;

/// Reads all but the text.
pub fn read(item: &Element, codes: &Codes, notes: &mut Vec<String>) -> Article {
    let none = Element::default();
    let item_meta = item.child("itemmeta").unwrap_or(&none);
    let content_meta = item.child("contentmeta").unwrap_or(&none);
    let mut article = Article {
        uri: item.attribute("guid").map(str::to_owned).unwrap_or_default(),
        version: item.attribute("version").map(str::to_owned),
        publisher: item_meta.child("provider").and_then(|provider| codes.name(provider)),
        ..Article::default()
    };
    for meta in item.all(&["itemmeta"]) {
        holds(meta, &mut article);
    }
    article.publisher.iter_mut().for_each(|publisher| publisher.role = None);
    // Absent, it is that of the item's own texts.
    let tag = content_meta.child("language").and_then(|language| language.attribute("tag"));
    article.language = tag.or(item.attribute("xml:lang")).map(str::to_owned);
    rights(item, codes, &mut article);
    content(content_meta, codes, &mut article);
    if article.headline.is_empty() {
        article.headline = codes.text(item_meta, "title").unwrap_or_default();
    }
    let modified = line(item_meta, "versioncreated").or_else(|| line(content_meta, "contentmodified"));
    // When the content was made may be told no nearer than by its year.
    let created = || line(content_meta, "contentcreated").filter(|date| read_date(date) != Reading::None);
    let first = line(item_meta, "firstcreated").or_else(created);
    article.date_published = first.or_else(|| modified.clone());
    article.date_modified = modified;
    if [item_meta, content_meta].iter().any(|meta| meta.all(&["ednote"]).any(|note| !note.text().is_empty())) {
        notes.push(NOTE_TO_EDITORS.to_owned());
    }
    article
}

fn line(element: &Element, name: &str) -> Option<String> {
    element.child(name).map(|found| html::one_line(&found.text())).filter(|line| !line.is_empty())
}

/// What holds the item back. Where an element stands twice, each of them does.
fn holds(item_meta: &Element, article: &mut Article) {
    for element in item_meta.all(&["pubstatus", "embargoed", "expires"]) {
        let date = Some(html::one_line(&element.text())).filter(|date| !date.is_empty());
        let mut by = Article::default();
        match element.name.as_str() {
            "pubstatus" => by.pub_status = status(element),
            "embargoed" => by.embargoed_until = date,
            _ => by.expires = date,
        }
        hold_back(article, &by);
    }
}

/// `<pubStatus qcode="stat:usable"/>`; what nobody understands is kept, and holds the article back.
fn status(status: &Element) -> Option<String> {
    let code = status.attribute("qcode").or(status.attribute("uri")).or(status.attribute("literal"));
    let said = code.map(str::to_owned).or_else(|| Some(status.text()).filter(|text| !text.is_empty()));
    Some(said.map_or_else(|| "not said".to_owned(), |code| codes::last_part(&code).to_ascii_lowercase()))
}

fn rights(item: &Element, codes: &Codes, article: &mut Article) {
    for info in item.all(&["rightsinfo"]) {
        let holder = info.child("copyrightholder").and_then(|holder| codes.name(holder)).map(|name| name.name);
        article.copyright_holder = article.copyright_holder.take().or(holder);
        article.copyright_notice = article.copyright_notice.take().or_else(|| codes.text(info, "copyrightnotice"));
        let link = || {
            let terms = info.child("usageterms").or_else(|| info.child("link"))?;
            terms.attribute("href").map(str::to_owned)
        };
        article.usage_terms = article.usage_terms.take().or_else(|| codes.text(info, "usageterms")).or_else(link);
    }
}

/// What the kinds of concept are called by which a subject is a person, an organisation or a place: IPTC's, and those that
/// agencies had before.
const PEOPLE: [&str; 3] = ["person", "ctyp:person", "cpttype:2"];
const ORGANISATIONS: [&str; 5] = ["organisation", "organization", "company", "ctyp:org", "cpttype:3"];
const PLACES: [&str; 6] = ["geoarea", "poi", "place", "country", "ctyp:geo", "cpttype:5"];

fn content(meta: &Element, codes: &Codes, article: &mut Article) {
    headlines(meta, codes, article);
    article.dateline = codes.text(meta, "dateline");
    article.located = meta.child("located").and_then(|place| codes.name(place)).map(|place| place.name);
    article.abstract_ = description(meta, codes);
    article.author = meta.all(&["creator"]).filter_map(|creator| codes.name(creator)).collect();
    if let Some(Byline { by, authors }) = codes.text(meta, "by").map(|by| given_byline(&by)) {
        article.by = Some(by);
        if article.author.is_empty() {
            article.author = authors;
        }
    }
    article.info_sources = meta.all(&["infosource"]).filter_map(|source| codes.name(source)).collect();
    article.genres = meta.all(&["genre"]).filter_map(|genre| codes.name(genre)).collect();
    article.digital_source_type = meta.child("digitalsourcetype").and_then(|kind| codes.address(kind));
    for subject in meta.all(&["subject"]).take(MOST_SUBJECTS) {
        let Some(name) = codes.name(subject) else { continue };
        list_of(subject, article).push(name);
    }
    let keywords = meta.all(&["keyword"]).take(MOST_SUBJECTS).map(|keyword| html::one_line(&keyword.text()));
    let keywords = keywords.filter(|keyword| !keyword.is_empty()).map(|name| Name { name, ..Name::default() });
    article.subjects.extend(keywords);
    for list in [
        &mut article.author,
        &mut article.info_sources,
        &mut article.genres,
        &mut article.subjects,
        &mut article.people,
        &mut article.organisations,
        &mut article.places,
    ] {
        without_repeats(list);
    }
}

/// What has more subjects has none.
const MOST_SUBJECTS: usize = 500;

/// Where a subject belongs by its type.
fn list_of<'a>(subject: &Element, article: &'a mut Article) -> &'a mut Vec<Name> {
    let kind = subject.attribute("type").or(subject.attribute("typeuri")).unwrap_or_default().to_ascii_lowercase();
    let is_one = |kinds: &[&str]| kinds.contains(&codes::last_part(&kind)) || kinds.contains(&kind.as_str());
    if is_one(&PEOPLE) {
        &mut article.people
    } else if is_one(&ORGANISATIONS) {
        &mut article.organisations
    } else if is_one(&PLACES) {
        &mut article.places
    } else {
        &mut article.subjects
    }
}

/// The main headline, and the next with other words.
fn headlines(meta: &Element, codes: &Codes, article: &mut Article) {
    let role =
        |headline: &Element| codes::last_part(headline.attribute("role").unwrap_or_default()).to_ascii_lowercase();
    let all = codes.by_language(meta.all(&["headline"]));
    let is_main = |headline: &&&Element| matches!(role(headline).as_str(), "" | "main" | "headline" | "title");
    let line = |headline: &Element| html::one_line(&headline.text());
    article.headline = all.iter().find(is_main).or(all.first()).map(|headline| line(headline)).unwrap_or_default();
    if article.headline.is_empty() {
        article.headline = codes.text(meta, "slugline").unwrap_or_default();
    }
    let other = all.iter().map(|headline| line(headline)).find(|other| !other.is_empty() && *other != article.headline);
    article.alternative_headline = other;
}

/// The standfirst: a description that is no caption.
fn description(meta: &Element, codes: &Codes) -> Option<String> {
    let is_caption = |description: &&Element| {
        description.attribute("role").is_some_and(|role| codes::last_part(role).eq_ignore_ascii_case("caption"))
    };
    let lines = codes.by_language(meta.all(&["description"]).filter(|description| !is_caption(description)));
    lines.into_iter().map(|description| html::one_line(&description.text())).find(|line| !line.is_empty())
}
