//! IPTC ninjs, news in JSON, of every version: <https://iptc.org/standards/ninjs/>. Text items become articles; pictures,
//! films, sounds and events are passed over, and said.
//!
//! Which field of the model is which of ninjs; who writes ninjs goes by the same table. Names are read without regard to
//! capitals, for 1.x and 2.x write `versioncreated` what 3.x writes `versionCreated`.
//!
//! | article model | ninjs 3.x | ninjs 1.x and 2.x, where it differs |
//! |---|---|---|
//! | `uri` | `altIds` of role `uri`, where it is no address as `uri` must be; else `uri` | `uri` |
//! | `url` | `altIds` of role `url` | |
//! | `headline` | `headlines` of role `main`, else the first, else `title`, else `slugline` | `headline`, `headline_main` |
//! | `alternativeHeadline` | the next of `headlines` with other words; written with role `alternative` | `headline_…` |
//! | `abstract` | `descriptions` of role `abstract`, `lead`, `summary` …, else the first that is no caption or credit | `description_…` |
//! | `by` | `by` | `byline` |
//! | `author[]` | read off `by`, where a house has no list `authors` beside it | |
//! | `dateline` | `descriptions` of role `dateline` | |
//! | `located` | `located` | |
//! | `datePublished` | `firstCreated`, else `contentCreated`, else `versionCreated` | |
//! | `dateModified` | `versionCreated` | |
//! | `language` | `language` | |
//! | `articleSection` | `subjects` of rel `section`, else a house's `service` | |
//! | `genres[]` | `genres` | `genre` |
//! | `subjects[]`, `people[]`, `organisations[]`, `places[]` | the same; subjects are a house's `keywords` too | `subject`, `person`, `organisation`, `place` |
//! | a name's `name` | `name`, else `literal`, else the end of `uri` | `name`, else the end of `code` |
//! | a name's `uri` | `uri`, else `literal` beside a `name`; written as `literal` where it is no address | `scheme` and `code` |
//! | a name's `role` | `rel`; of `infoSources` `role` | |
//! | `body[]` | the best of `bodies`: HTML, else NITF, else Markdown or plain text with a paragraph a line | `body_…` |
//! | `wordCount` | `wordCount` of that body, where it is more than 0 | `wordcount` |
//! | `associations[]` | `associations` of type `picture` or `graphic`, and the picture among an item's own `renditions` | objects for lists |
//! | a picture's `uri` | `uri` | |
//! | a picture's `href`, `width`, `height` | those of one of its `renditions` | |
//! | a picture's `caption` | `descriptions`, else `headlines` | `description_…` |
//! | a picture's `creditText` | `descriptions` of role `creditline`, else `by`, else `copyrightHolder` | |
//! | a picture's `altText` | `descriptions` of role `altText` | |
//! | `publisher` | `infoSources` of role `publisher` | |
//! | `infoSources[]` | the others of `infoSources`, else a house's `source` | `infosource` |
//! | `copyrightHolder`, `copyrightNotice` | the same | |
//! | `usageTerms` | `usageTerms`, else `rightsInfo.linkedRights` | |
//! | `pubStatus`, `expires`, `version` | the same | |
//! | `embargoedUntil` | `embargoedUntil` | `embargoed` |
//! | `digitalSourceType` | `digitalSourceType`: its `uri`, else `literal`, else `name` | a text |
//!
//! The model has no place for `urgency`, `slugline`, `profile`, `events`, `objects`, `altIds` of other roles and what belongs to
//! planning. `edNote` is for editors and not for publication.

mod names;
mod pictures;
mod texts;

use article::{Article, Name};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

use crate::hold::{hold_back, holds_of};
use crate::object;
use crate::outlet::{Flow, Outlet};
use crate::plain_text::byline::given_byline;
use crate::{Place, complete};
use names::names;
use texts::{Texts, body};

/// Fields that ninjs alone has, in lower case.
const TELLING: [&str; 9] = [
    "bodies",
    "headlines",
    "descriptions",
    "renditions",
    "eventdetails",
    "versioncreated",
    "firstcreated",
    "contentcreated",
    "representationtype",
];
/// What an item that holds others says of itself.
const TYPES: [&str; 6] = ["text", "composite", "picture", "graphic", "audio", "video"];
/// How fields begin that 1.x has by roles: `body_text`.
const BY_ROLE: [&str; 3] = ["body_", "description_", "headline_"];

/// Whether a field at the top may be one of ninjs.
pub fn is_telling(field: &str) -> bool {
    let field = field.to_ascii_lowercase();
    matches!(field.as_str(), "standard" | "type")
        || TELLING.contains(&field.as_str())
        || BY_ROLE.iter().any(|begin| field.starts_with(begin))
}

/// Whether an object is an item of ninjs.
pub fn is_ninjs(object: &Map<String, Value>) -> bool {
    let item = Item(object);
    let names_itself = item.object("standard").and_then(|standard| standard.text(&["name"]));
    let is_list =
        |field: &str| item.get(field).and_then(Value::as_array).is_some_and(|list| list.iter().all(Value::is_object));
    let has_a_role =
        |(field, value): (&String, &Value)| value.is_string() && BY_ROLE.iter().any(|begin| field.starts_with(begin));
    // A list of blocks is an article of our own, whatever else its house put into it.
    let is_of_model = object.get("body").is_some_and(Value::is_array);
    // A package may hold nothing of its own but what it is.
    let is_package = || {
        item.text(&["type"]).is_some_and(|kind| TYPES.contains(&kind.to_ascii_lowercase().as_str()))
            && item.objects("associations").iter().any(|(_, inner)| inner.get("type").is_some())
    };
    names_itself.is_some_and(|name| name.to_ascii_lowercase().contains("ninjs"))
        || !is_of_model && is_package()
        || ["bodies", "headlines", "descriptions"].iter().any(|field| is_list(field))
        || !is_of_model
            && (object.iter().any(has_a_role)
                || item.get("uri").is_some() && TELLING.iter().any(|field| item.get(field).is_some()))
}

/// An item, or a part of one.
#[derive(Clone, Copy)]
struct Item<'a>(&'a Map<String, Value>);

impl<'a> Item<'a> {
    fn get(&self, field: &str) -> Option<&'a Value> {
        let by_any_capitals =
            || self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(_, value)| value);
        self.0.get(field).or_else(by_any_capitals).filter(|value| !value.is_null())
    }

    /// The first text of these fields that says something.
    fn text(&self, fields: &[&str]) -> Option<String> {
        let said = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        fields.iter().filter_map(|field| self.get(field)).find_map(said)
    }

    fn number(&self, fields: &[&str]) -> Option<u64> {
        self.text(fields)?.parse().ok()
    }

    fn object(&self, field: &str) -> Option<Item<'a>> {
        self.get(field).and_then(Value::as_object).map(Item)
    }

    /// The objects in a field: of a list, of one that stands alone, or of an object whose keys are their names (1.x).
    fn objects(&self, field: &str) -> Vec<(Option<&'a str>, Item<'a>)> {
        match self.get(field) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).map(|one| (None, Item(one))).collect(),
            // Of what was taken away from an item, programs leave the name.
            Some(Value::Object(object)) if object.values().all(|one| one.is_object() || one.is_null()) => {
                let named = object.iter().filter_map(|(name, one)| Some((name.as_str(), one.as_object()?)));
                named.map(|(name, one)| (Some(name), Item(one))).collect()
            }
            Some(Value::Object(one)) => vec![(None, Item(one))],
            _ => Vec::new(),
        }
    }

    /// The values that stand with a role or relation in a list: `altIds`, `infoSources`, `subjects`.
    fn in_role(&self, fields: &[&str], role: &[&str]) -> Option<Item<'a>> {
        let objects = fields.iter().flat_map(|field| self.objects(field));
        let is_it = |item: &Item| {
            let own = item.text(&["role", "rel"]).unwrap_or_default().to_ascii_lowercase();
            role.iter().any(|role| own.rsplit(['/', ':', '#']).next() == Some(role))
        };
        objects.map(|(_, item)| item).find(is_it)
    }

    /// Why this is no article; nothing where it is one.
    fn other_type(&self) -> Option<String> {
        let declared =
            self.text(&["type"]).map(|kind| kind.rsplit([':', '/']).next().unwrap_or_default().to_ascii_lowercase());
        let has_body = || !Texts::of(self, "bodies", "body").is_empty();
        match declared.as_deref() {
            Some("text" | "composite") => None,
            Some(other) => Some(other.to_owned()),
            // An item that does not say what it is is a text where it has one.
            None if has_body() => None,
            None if self.get("eventDetails").is_some() || self.get("plannedCoverage").is_some() => {
                Some("event".to_owned())
            }
            None => None,
        }
    }
}

/// Hands over the article that an item is, and those of the texts that come with it.
pub fn hand_over(object: &Map<String, Value>, number: Option<u64>, place: Option<Place>, outlet: &mut Outlet) -> Flow {
    hand_over_within(&Item(object), None, number, place, outlet)
}

/// `outer` is the item that this one is associated with: what holds that back holds this back too.
fn hand_over_within(
    item: &Item,
    outer: Option<&Article>,
    number: Option<u64>,
    place: Option<Place>,
    outlet: &mut Outlet,
) -> Flow {
    if let Some(other) = item.other_type() {
        let other: String = other.chars().take(20).collect();
        outlet.count(format!("is an item of ninjs that holds no text but \"{other}\", and was passed over"), place);
        return Ok(());
    }
    if item.text(&["edNote"]).is_some() {
        outlet.count(NOTE_TO_EDITORS.to_owned(), place);
    }
    let mut article = match read(item) {
        Ok(article) => article,
        Err(why) => return outlet.problem(place, format!("its text {why} (the article was left out)")),
    };
    for _ in 0..pictures::held_back(item, &article) {
        outlet.count(HELD_PICTURE.to_owned(), place);
    }
    if let Some(outer) = outer {
        hold_back(&mut article, outer);
    }
    if let Some(field) = guarded(item) {
        return outlet.problem(place, object::guarded_message(field));
    }
    for media in pictures::other_media(item) {
        outlet.count(format!("an association of type \"{media}\" is no picture and was left out"), place);
    }
    let texts: Vec<Item> = item.objects("associations").into_iter().map(|(_, item)| item).filter(holds_text).collect();
    let holds = holds_of(&article);
    if !texts.is_empty() && article.body.is_empty() {
        outlet.count("is a package without a text of its own; the texts in it were read".to_owned(), place);
    } else {
        outlet.article(article, number, place)?;
    }
    for text in &texts {
        hand_over_within(text, Some(&holds), number, place, outlet)?;
    }
    Ok(())
}

/// What is said once of a file with pictures that may not be published.
pub const HELD_PICTURE: &str = "a picture that is under embargo or not for publication was left out";
/// What is said once of a file whose items have notes for editors.
pub const NOTE_TO_EDITORS: &str = "a note to editors is not for publication and was left out";

/// Whether an associated item is a text with a body of its own, and not the name of one, or a package with such a one in it. Values of JSON are
/// bounded in depth, and so is this.
fn holds_text(item: &Item) -> bool {
    let has_body = || !Texts::of(item, "bodies", "body").is_empty();
    let is_package = || item.objects("associations").iter().any(|(_, inner)| holds_text(inner));
    item.other_type().is_none() && !pictures::is_picture(item) && (has_body() || is_package())
}

/// A field that means to hold the item back and was not understood, or says another thing than one of the same meaning.
fn guarded<'a>(item: &Item<'a>) -> Option<&'a str> {
    let mut said = BTreeMap::new();
    let holds = |(name, value): &(&String, &Value)| {
        let known = match name.to_ascii_lowercase().as_str() {
            "embargoed" | "embargoeduntil" => "embargoedUntil",
            "pubstatus" => "pubStatus",
            "expires" => "expires",
            _ => return object::is_guarded(name, &value.to_string(), &Article::default()),
        };
        match Item(item.0).text(&[name.as_str()]) {
            Some(text) => *said.entry(known).or_insert_with(|| text.clone()) != text,
            None => object::is_guarded(known, &value.to_string(), &Article::default()),
        }
    };
    item.0.iter().find(holds).map(|(name, _)| name.as_str())
}

/// What an item says of its source's type, which since 2.3 is an object.
fn source_type(item: &Item) -> Option<String> {
    item.text(&["digitalSourceType"])
        .or_else(|| item.object("digitalSourceType").and_then(|kind| kind.text(&["uri", "literal", "name"])))
}

/// Reads an item.
///
/// # Errors
/// Where its text is built to be hard to read.
fn read(item: &Item) -> Result<Article, &'static str> {
    let headlines = Texts::of(item, "headlines", "headline");
    let descriptions = Texts::of(item, "descriptions", "description");
    let by = item.text(&["by", "byline"]);
    let alternative = |roles: &[&str]| item.in_role(&["altIds"], roles).and_then(|id| id.text(&["value"]));
    let modified = item.text(&["versionCreated"]);
    let headline = headlines
        .in_role(&["main", "headline"])
        .or_else(|| headlines.first())
        .or_else(|| item.text(&["title", "slugline"]))
        .unwrap_or_default();
    let mut article = Article {
        uri: alternative(&["uri"]).or_else(|| item.text(&["uri", "guid"])).unwrap_or_default(),
        url: alternative(&["url", "link", "canonical"]),
        alternative_headline: headlines.lines().find(|line| !line.is_empty() && *line != headline),
        headline,
        abstract_: descriptions.standfirst(),
        author: authors(item, by.as_deref()),
        by,
        dateline: descriptions.in_role(&["dateline"]),
        located: item.text(&["located"]),
        date_published: item.text(&["firstCreated", "contentCreated"]).or_else(|| modified.clone()),
        date_modified: modified,
        language: item.text(&["language"]),
        genres: names(item, &["genres", "genre"]),
        subjects: names(item, &["subjects", "subject"]),
        people: names(item, &["people", "person"]),
        organisations: names(item, &["organisations", "organisation"]),
        places: names(item, &["places", "place"]),
        info_sources: names(item, &["infoSources", "infosource", "source"]),
        copyright_holder: item.text(&["copyrightHolder"]),
        copyright_notice: item.text(&["copyrightNotice"]),
        usage_terms: item
            .text(&["usageTerms"])
            .or_else(|| item.object("rightsInfo").and_then(|rights| rights.text(&["linkedRights"]))),
        pub_status: item.text(&["pubStatus"]),
        embargoed_until: item.text(&["embargoedUntil", "embargoed"]),
        expires: item.text(&["expires"]),
        version: item.text(&["version"]),
        digital_source_type: source_type(item),
        ..Article::default()
    };
    let known: BTreeSet<&str> = article.subjects.iter().map(|subject| subject.name.as_str()).collect();
    let is_new = |word: &Name| !known.contains(word.name.as_str());
    let keywords: Vec<Name> = names(item, &["keywords"]).into_iter().filter(is_new).collect();
    article.subjects.extend(keywords);
    article.publisher = taken_out(&mut article.info_sources, "publisher");
    // Editors' programs call a section a service.
    let section = taken_out(&mut article.subjects, "section").or_else(|| names(item, &["service"]).into_iter().next());
    article.article_section = section.map(|section| section.name);
    let body = body(item, &mut article)?;
    pictures::add(item, body, &mut article);
    complete::lend_headline(&mut article);
    Ok(article)
}

/// Those who wrote an item, one by one where its house has put a list beside the byline.
fn authors(item: &Item, by: Option<&str>) -> Vec<Name> {
    let listed = names(item, &["authors"]);
    if listed.is_empty() { by.map(|by| given_byline(by).authors).unwrap_or_default() } else { listed }
}

/// Takes the first name of this role out of a list.
fn taken_out(names: &mut Vec<Name>, role: &str) -> Option<Name> {
    let at = names.iter().position(|name| name.role.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(role)))?;
    let mut name = names.remove(at);
    name.role = None;
    Some(name)
}

#[cfg(test)]
mod tests;
