//! What NITF says of its article: `head`, `docdata`, `pubdata` and `body.head`.

use article::{Article, Name};

use super::dates::{Zone, cautious, date};
use super::text::{Names, name_of};
use crate::codes;
use crate::hold::hold_back;
use crate::html;
use crate::ninjs::NOTE_TO_EDITORS;
use crate::plain_text::byline::{Byline, given_byline};
use crate::schema_org::without_repeats;
use crate::xml::Element;

/// Adds all to an article. `marked` are the names that the text marks; those that the head identifies go before.
pub fn add(nitf: &Element, marked: Names, article: &mut Article, notes: &mut Vec<String>) {
    let none = Element::default();
    let head = nitf.child("head").unwrap_or(&none);
    let docdata = head.child("docdata").unwrap_or(&none);
    let pubdata = head.child("pubdata").unwrap_or(&none);
    let body_head = nitf.child("body").and_then(|body| body.child("body.head")).unwrap_or(&none);
    identity(docdata, article);
    dates(docdata, pubdata, article);
    hold_back(article, &holds(nitf));
    words(head, body_head, article);
    subjects(head, docdata, article);
    identified(docdata, marked, article);
    rights(docdata, body_head, article);
    article.article_section =
        attribute(pubdata, "position.section").or_else(|| meta(head, &["section", "online_sections", "dsk"]));
    article.publisher = attribute(pubdata, "name").map(|name| Name { name, ..Name::default() });
    article.url = attribute(pubdata, "ex-ref").filter(|address| address.contains("://"));
    article.word_count = attribute(pubdata, "item-length")
        .filter(|_| pubdata.attribute("unit-of-measure") == Some("word"))
        .and_then(|words| words.parse().ok());
    article.language = nitf.attribute("xml:lang").map(str::to_owned);
    let for_editors =
        [docdata.child("ed-msg"), body_head.child("note").filter(|note| note.attribute("type") == Some("npa"))];
    if for_editors.into_iter().flatten().any(|note| note.attribute("info").is_some() || !note.text().is_empty())
        && !notes.iter().any(|note| note == NOTE_TO_EDITORS)
    {
        notes.push(NOTE_TO_EDITORS.to_owned());
    }
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).map(html::one_line).filter(|value| !value.is_empty())
}

fn line(element: &Element) -> Option<String> {
    Some(html::one_line(&element.text())).filter(|line| !line.is_empty())
}

/// `<meta name content>`, the first part where several are parted by semicolons.
fn meta(head: &Element, names: &[&str]) -> Option<String> {
    let said = |name: &&str| {
        let tag = head
            .all(&["meta"])
            .find(|tag| tag.attribute("name").is_some_and(|known| known.eq_ignore_ascii_case(name)))?;
        let first = tag.attribute("content")?.split(';').next().unwrap_or_default();
        Some(html::one_line(first)).filter(|line| !line.is_empty())
    };
    names.iter().find_map(said)
}

/// Which article it is, and which version. A key with a version is made to tell the versions of one story; else the document has
/// an id.
fn identity(docdata: &Element, article: &mut Article) {
    let document = docdata.child("doc-id");
    let key = docdata.child("du-key");
    let is_number = |version: &String| version.bytes().all(|byte| byte.is_ascii_digit());
    article.version = key.and_then(|key| attribute(key, "version")).filter(is_number);
    let of_story = || key.and_then(|key| attribute(key, "key"));
    let of_document = || document.and_then(|id| attribute(id, "id-string"));
    let id = if article.version.is_some() { of_story().or_else(of_document) } else { of_document().or_else(of_story) };
    let Some(id) = id else { return };
    article.uri = match document.and_then(|id| attribute(id, "regsrc")) {
        _ if id.contains(':') => id,
        Some(source) => format!("urn:nitf:{}:{}", without_blanks(&source), without_blanks(&id)),
        None => format!("urn:nitf:{}", without_blanks(&id)),
    };
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

fn dates(docdata: &Element, pubdata: &Element, article: &mut Article) {
    let norm = |name: &str| docdata.child(name).and_then(|date| attribute(date, "norm"));
    let published =
        attribute(pubdata, "date.publication").or_else(|| norm("date.issue")).or_else(|| norm("date.release"));
    article.date_published = published.map(|norm| date(&norm));
}

/// What holds an article back. Where an element stands twice, each of them does.
pub fn holds(nitf: &Element) -> Article {
    let mut held = Article::default();
    for docdata in nitf.all(&["head"]).flat_map(|head| head.all(&["docdata"])) {
        let norms = |name: &'static str| docdata.within(name).into_iter().filter_map(|date| attribute(date, "norm"));
        let mut by = Article::default();
        for norm in norms("date.release") {
            let embargoed_until = Some(cautious(&norm, Zone::Last));
            hold_back(&mut by, &Article { embargoed_until, ..Article::default() });
        }
        for norm in norms("date.expire") {
            hold_back(&mut by, &Article { expires: Some(cautious(&norm, Zone::First)), ..Article::default() });
        }
        match docdata.attribute("management-status") {
            // Under embargo until nobody says when: the date is missing, and what holds it back is not understood.
            Some("embargoed") if by.embargoed_until.is_none() => {
                by.embargoed_until = Some("no date.release".to_owned());
            }
            Some("embargoed" | "usable") | None => {}
            Some(other) => by.pub_status = Some(other.to_owned()),
        }
        hold_back(&mut held, &by);
    }
    held
}

fn words(head: &Element, body_head: &Element, article: &mut Article) {
    let headlines = body_head.child("hedline").or_else(|| body_head.child("headline"));
    let of = |name: &str| headlines.and_then(|lines| lines.child(name)).and_then(line);
    article.headline =
        of("hl1").or_else(|| of("hl2")).or_else(|| head.child("title").and_then(line)).unwrap_or_default();
    article.alternative_headline = of("hl2").filter(|second| *second != article.headline);
    article.abstract_ = body_head.child("abstract").and_then(paragraphs);
    article.dateline = body_head.child("dateline").and_then(parted);
    article.located = body_head
        .child("dateline")
        .and_then(|dateline| dateline.child("location"))
        .map(name_of)
        .map(|place| place.name);
    bylines(body_head, article);
    let distributors = body_head.all(&["distributor"]).filter_map(line);
    article.info_sources = distributors.map(|name| Name { name, ..Name::default() }).collect();
    without_repeats(&mut article.info_sources);
}

/// The paragraphs of a standfirst on one line, with a blank between them.
fn paragraphs(element: &Element) -> Option<String> {
    let parts: Vec<String> = element.elements().filter(|part| part.name == "p").filter_map(line).collect();
    if parts.is_empty() { line(element) } else { Some(parts.join(" ")) }
}

fn bylines(body_head: &Element, article: &mut Article) {
    let bylines: Vec<&Element> = body_head.all(&["byline"]).collect();
    // An archive gives it as printed, and once more for its index; else each names someone else.
    let printed = bylines.iter().find(|byline| byline.attribute("class") == Some("print_byline"));
    let chosen = printed.map_or(bylines.as_slice(), std::slice::from_ref);
    let mut lines: Vec<String> = Vec::new();
    for byline in chosen {
        let Some(Byline { by, authors }) = parted(byline).map(|line| given_byline(&line)) else { continue };
        let people: Vec<Name> =
            byline.within("person").into_iter().map(name_of).filter(|name| !name.name.is_empty()).collect();
        article.author.extend(if people.is_empty() { authors } else { people });
        if !lines.contains(&by) {
            lines.push(by);
        }
    }
    without_repeats(&mut article.author);
    article.by = Some(lines.join(" and ")).filter(|by| !by.is_empty());
}

/// The text of a byline or a dateline; what its elements part, a blank parts.
fn parted(line: &Element) -> Option<String> {
    let parts = line.children.iter().filter_map(|child| match child {
        crate::xml::Node::Text(text) => Some(html::one_line(text)),
        crate::xml::Node::Element(element) => self::line(element),
    });
    let text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").replace(" ,", ",");
    Some(text).filter(|text| !text.is_empty())
}

fn subjects(head: &Element, docdata: &Element, article: &mut Article) {
    let objects: Vec<&Element> = head.all(&["tobject"]).collect();
    for subject in objects.iter().flat_map(|object| object.all(&["tobject.subject"])) {
        let number = attribute(subject, "tobject.subject.refnum");
        // From the narrowest to the widest.
        let named =
            ["detail", "matter", "type"].iter().find_map(|part| attribute(subject, &format!("tobject.subject.{part}")));
        let uri = number.as_deref().map(|number| codes::address_of_number(number).unwrap_or_else(|| number.to_owned()));
        if let Some(name) = named.or_else(|| number.as_deref().map(codes::name_of)) {
            article.subjects.push(Name { name, uri, role: None });
        }
    }
    for property in objects.iter().flat_map(|object| object.all(&["tobject.property"])) {
        article
            .genres
            .extend(attribute(property, "tobject.property.type").map(|name| Name { name, ..Name::default() }));
    }
    let keywords = docdata.all(&["key-list"]).flat_map(|list| list.all(&["keyword"]));
    let keywords = keywords.filter_map(|keyword| attribute(keyword, "key").or_else(|| line(keyword)));
    article.subjects.extend(keywords.map(|name| Name { name, ..Name::default() }));
}

/// What `identified-content` says that the text is about, and what it marks.
fn identified(docdata: &Element, marked: Names, article: &mut Article) {
    for content in docdata.all(&["identified-content"]) {
        let named = |tags: &[&str]| {
            let elements = tags.iter().flat_map(|tag| content.all(std::slice::from_ref(tag)).collect::<Vec<_>>());
            elements.map(name_of).filter(|name| !name.name.is_empty()).collect::<Vec<Name>>()
        };
        article.people.extend(named(&["person"]));
        article.organisations.extend(named(&["org"]));
        article.places.extend(named(&["location"]));
        let descriptors = content.all(&["classifier"]).filter(|classifier| {
            classifier.attribute("type").is_some_and(|kind| kind.ends_with("descriptor") || kind.ends_with("subject"))
        });
        article.subjects.extend(descriptors.map(name_of).filter(|name| !name.name.is_empty()));
    }
    article.places.extend(docdata.all(&["evloc"]).filter_map(place_of_event));
    article.people.extend(marked.people);
    article.organisations.extend(marked.organisations);
    article.places.extend(marked.places);
    for list in [&mut article.subjects, &mut article.people, &mut article.organisations, &mut article.places] {
        without_repeats(list);
    }
}

/// Where what is told took place: `<evloc city="Oslo" iso-cc="NOR"/>`.
fn place_of_event(place: &Element) -> Option<Name> {
    let name = attribute(place, "city").or_else(|| line(place)).or_else(|| attribute(place, "state-prov"))?;
    Some(Name { name, ..Name::default() })
}

fn rights(docdata: &Element, body_head: &Element, article: &mut Article) {
    let copyright = docdata.child("doc.copyright");
    article.copyright_holder = copyright.and_then(|copyright| attribute(copyright, "holder"));
    article.copyright_notice = body_head.child("rights").and_then(line);
    article.usage_terms = docdata.child("doc.rights").and_then(|rights| attribute(rights, "limitations"));
}
